"""Eurostat Comext: euros, customs procedures, codes that a member withholds.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

import pytest
from conftest import Run
from layouts import SHARES, ask
from layouts_more import (
    COMEXT_COLUMNS,
    COMEXT_FORMER_COLUMNS,
    comext,
)

# Germany exports 100 + 50 + 7 + 3 to China, 11 to Greece, 12 to Northern Ireland, 13 to partners not disclosed
MEMBERS = """
    REPORTER PARTNER PRODUCT_NC FLOW STAT_PROCEDURE VALUE_EUR QUANTITY_KG
    DE       CN      44071190   2    1              100       40
    DE       CN      44071190   2    2              50        20
    DE       CN      39XXXXXX   2    1              7         1
    DE       CN      ........   2    1              3         1
    DE       CN      85171300   1    1              500       10
    DE       GR      85171300   2    1              11        1
    DE       XI      85171300   2    1              12        1
    DE       QV      85171300   2    1              13        1
    GR       CN      85171300   1    1              70        7
    XI       CN      85171300   1    1              71        7
"""
EUROS = "exports_eur imports_eur turnover_eur"
COMEXT = {
    # question, columns, rows
    "every member": (
        "turnover --by reporter", f"reporter {EUROS}", "DE 196 500 696 / GB 0 71 71 / GR 0 70 70",
    ),
    "procedures are summed": (
        "turnover --region DE --by partner", f"partner {EUROS}",
        "CN 160 500 660 / GB 12 0 12 / GR 11 0 11 / undisclosed 13 0 13",
    ),
    "procedures are a dimension": (
        "turnover --region DE --by procedure", f"procedure {EUROS}", "1 146 500 646 / 2 50 0 50",
    ),
    # 150, 7 and 3 of 160: what is withheld is told up to its chapter
    "codes that are withheld": (
        "structure --region DE --partner CN --flow export --grouping chapters", "commodity value_eur share_pct rank",
        "44 150 93.75 1 / 39 7 4.375 2 / undisclosed 3 1.875 -",
    ),
    "headings of what is withheld": (
        "structure --region DE --partner CN --flow export --grouping headings", "commodity value_eur rank",
        "4407 150 1 / undisclosed 10 -",
    ),
    "weight": ("turnover --region DE --measure weight --by none", "exports_kg imports_kg", "65 10"),
    "dependence": (  # 160 of 196, 500 of 500
        "dependence --region DE --partner CN", f"{SHARES} partners", "81.6327 100 94.8276 3"
    ),
    "Greece": ("turnover --region GR", f"reporter {EUROS}", "GR 0 70 70"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), COMEXT.values(), ids=COMEXT.keys())
def test_comext(strade: Run, question: str, columns: str, rows: str) -> None:
    assert ask(strade, {"full_v2_202152.dat": comext(MEMBERS)}, question, columns).rows == rows
    older = MEMBERS.replace(" GR ", " EL ")
    assert ask(strade, {"full_v2_202152.dat": comext(older)}, question, columns).rows == rows


def test_comext_says_no_doubt_of_what_is_withheld(strade: Run) -> None:
    said = ask(strade, {"x.dat": comext(MEMBERS)}, "turnover --region DE --by partner", "partner").said
    assert "in no list" not in said


def test_totals_of_comext_count_once(strade: Run) -> None:
    totals = "DE CN TOTAL 2 1 110 41\nDE CN TOTAL 2 2 50 20\nDE CN TOTAL 1 1 500 10\n"
    files = {"x.dat": comext(MEMBERS + totals)}
    for question, columns, rows in (COMEXT[name] for name in ("procedures are summed", "codes that are withheld")):
        answer = ask(strade, files, question, columns)
        assert answer.rows == rows
        assert "total rows of commodity beside their parts counted once" in answer.said


NO_COUNTRY = ("QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ")


@pytest.mark.parametrize("code", NO_COUNTRY)
def test_partners_of_comext_that_are_no_country(strade: Run, code: str) -> None:
    files = {"x.dat": comext(f"PARTNER VALUE_EUR\n{code} 5\nCN 6")}
    answer = ask(strade, files, "dependence --region DE --partner CN", "exports_share_pct partners")
    assert answer.rows == "54.5455 1"
    assert "in no list" not in answer.said


def test_months_and_years_of_comext(strade: Run) -> None:
    months = "PERIOD VALUE_EUR\n" + "\n".join(f"2021{month:02} {month}" for month in range(1, 13))  # 78 in all
    files = {"a.dat": comext(months), "full_v2_202252.dat": comext("PERIOD VALUE_EUR\n202252 117")}
    answer = ask(strade, files, "turnover --by year", "year exports_eur turnover_growth_pct")
    assert answer.rows == "2021 78 - / 2022 117 50"
    assert ask(strade, files, "turnover --year 2021 --month 2:3 --by month", "month exports_eur").rows == "2 2 / 3 3"


def test_chapters_of_the_union_s_own(strade: Run) -> None:
    """Parts of industrial plant, stores for ships and returned goods are goods of no heading, and no doubt."""
    codes = ["98806300", "99302700", "99500000", "9950SSSS", "99SSS000", "99XXXXXX"]
    rows = "PRODUCT_NC VALUE_EUR\n44071190 10\n" + "\n".join(f"{code} {2**n}" for n, code in enumerate(codes))
    files = {"x.dat": comext(rows)}
    answer = ask(strade, files, "structure --grouping chapters", "commodity value_eur")
    assert answer.rows == "44 10 / undisclosed 63"
    assert "in no list" not in answer.said
    assert "Unknown codes" not in strade("check x.dat").out
    files = {"x.dat": comext("PRODUCT_NC VALUE_EUR\n9930 5\n99302700 3\n99302400 2")}
    assert ask(strade, files, "turnover --by none", "exports_eur").rows == "5"


FORMER_MEMBERS = """
    DECLARANT_ISO PARTNER PARTNER_ISO PRODUCT_NC FLOW STAT_REGIME PERIOD VALUE_IN_EUROS QUANTITY_IN_KG
    DE            0720    CN          44071190   2    4           200152 100            40
    DE            0720    CN          99RRR100   2    1           200152 50             20
    DE            0958    QX          44071190   2    4           200152 5              2
    GR            0720    CN          85171300   1    1           200152 70             7
"""


def test_former_names_of_comext(strade: Run) -> None:
    """Partners have numbers too, which are not read; those of a subset without letters are."""
    files = {"nc200152.dat": comext(FORMER_MEMBERS, COMEXT_FORMER_COLUMNS)}
    answer = ask(strade, files, "turnover --by reporter,partner", f"reporter partner {EUROS}")
    assert answer.rows == "DE CN 150 0 150 / GR CN 0 70 70 / DE undisclosed 5 0 5"
    assert "in no list" not in answer.said
    answer = ask(strade, files, "turnover --by procedure --region DE", "procedure exports_eur")
    assert answer.rows == "4 105 / 1 50"
    answer = ask(strade, files, "structure --region DE --partner CN --grouping chapters", "commodity value_eur")
    assert answer.rows == "44 100 / undisclosed 50"
    numbers = [name for name in COMEXT_FORMER_COLUMNS if name != "PARTNER_ISO"]
    text = "PARTNER VALUE_IN_EUROS\n0720 5\n0400 4\n0958 3"
    answer = ask(strade, {"nc200152.dat": comext(text, numbers)}, "turnover --by partner", "partner exports_eur")
    assert answer.rows == "CN 5 / US 4 / undisclosed 3"


def test_comext_without_procedures(strade: Run) -> None:
    columns = [name for name in COMEXT_COLUMNS if name not in ("STAT_PROCEDURE", "SUPPL_UNIT", "QUANTITY_SUPPL_UNIT")]
    answer = ask(strade, {"x.dat": comext("VALUE_EUR\n5", columns)}, "turnover", "reporter exports_eur")
    assert answer.rows == "DE 5"
