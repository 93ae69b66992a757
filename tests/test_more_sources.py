"""BACI, Comext, Comex Stat and Comtrade's former site: what their layouts mean, and that nothing in them counts twice.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pytest
from conftest import Run
from layouts import FLOWS, SHARES, ask, comtrade, comtrade_by_pandas
from layouts_more import (
    BACI_LISTS,
    COMEXT_COLUMNS,
    COMEXT_FORMER_COLUMNS,
    IMP_COLUMNS,
    LEGACY_COLUMNS,
    LEGACY_SHORT_COLUMNS,
    baci,
    comexstat,
    comext,
    comtrade_bulk,
    comtrade_by_spreadsheet,
    legacy,
)

# ---------------------------------------------------------------------------------------------------------------------
# CEPII BACI: thousands of dollars, tonnes; one row is an export of one country and an import of the other

# exports of China 10.5 + 7.25 + 2.001, imports 100.001 + 3; the weight of some is not known
WORLD = """
    2021 156 643 010121 10.5    2.000
    2021 643 156 270900 100.001 50.5
    2021 156 842 851712 7.25    NA
    2021 842 156 010121 3       NA
    2021 156 699 851712 2.001   0.007
    2021 490 699 851712 1       0.001
"""
BACI = {
    # question, columns, rows
    "both flows of one country": ("turnover --region CN", f"reporter {FLOWS}", "CN 19751 103001 122752"),
    "every country": (
        "turnover", f"reporter {FLOWS}",
        "CN 19751 103001 122752 / RU 100001 10500 110501 / US 3000 7250 10250 / IN 0 3001 3001 / TW 1000 0 1000",
    ),
    # the sum of all rows on either side, 123.752 thousand
    "the world exports what it imports": ("turnover --by none", f"{FLOWS} balance_usd", "123752 123752 247504 0"),
    "partners": (
        "turnover --region CN --by partner", f"partner {FLOWS}",
        "RU 10500 100001 110501 / US 7250 3000 10250 / IN 2001 0 2001",
    ),
    "one flow": ("turnover --region CN --flow import --by partner", "partner imports_usd", "RU 100001 / US 3000"),
    "one partner of all": (
        "turnover --partner CN --by reporter", f"reporter {FLOWS}",
        "RU 100001 10500 110501 / US 3000 7250 10250 / IN 0 2001 2001",
    ),
    "an import is the export of the other": (
        "turnover --region RU --partner CN", f"reporter {FLOWS}", "RU 100001 10500 110501"
    ),
    "two countries set side by side": (
        "turnover --region CN --region RU --by group", f"group {FLOWS}",
        "CN 19751 103001 122752 / RU 100001 10500 110501",
    ),
    "weight": (
        "turnover --region CN --measure weight --by partner", "partner exports_kg imports_kg",
        "RU 2000 50500 / IN 7 0 / US - -",
    ),
    "structure": (  # 10.5, 9.251 of 19.751 and 100.001, 3 of 103.001
        "structure --region CN --grouping chapters", "flow commodity value_usd share_pct rank",
        "import 27 100001 97.0874 1 / export 01 10500 53.1619 1 / export 85 9251 46.8381 2 / import 01 3000 2.9126 2",
    ),
    "a heading with a leading zero": ("turnover --region CN --commodity 0101 --by none", FLOWS, "10500 3000 13500"),
    "share of the world": ("shares --region CN --partner RU --of world", SHARES, "53.1619 97.0874 90.0197"),
    "dependence": (  # 10.5 / 19.751, 100.001 / 103.001, 110.501 / 122.752
        "dependence --region CN --partner RU", f"{SHARES} partner_rank top_partner partners",
        "53.1619 97.0874 90.0197 1 RU 3",
    ),
    "dependence of each": (
        "dependence --by reporter --partner CN", "reporter turnover_share_pct partner_rank top_partner partners",
        "RU 100 1 CN 1 / US 100 1 CN 1 / IN 66.6778 1 CN 2 / CN 0 - RU 3 / TW 0 - IN 1",  # 2.001 of 3.001
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), BACI.values(), ids=BACI.keys())
def test_baci(strade: Run, question: str, columns: str, rows: str) -> None:
    name = "BACI_HS17_Y2021_V202301.csv"
    assert ask(strade, {name: baci(WORLD)}, question, columns).rows == rows
    turned = "\n".join(reversed(WORLD.strip().splitlines()))
    assert ask(strade, {name: baci(turned)}, question, columns).rows == rows


def test_weights_that_baci_does_not_know_are_said(strade: Run) -> None:
    said = ask(strade, {"x.csv": baci(WORLD)}, "turnover --region CN --measure weight", "reporter").said
    assert "2 selected rows without a weight: nothing to add" in said
    content = b"t,i,j,k,v,q\n2021,4,24,845420,    1.000,          NA\n2021,4,31,845420,   1.000,\n2021,4,32,01,1, 2.5\n"
    answer = ask(strade, {"x.csv": content}, "turnover --region AF --measure weight", "reporter exports_kg")
    assert answer.rows == "AF 2500"
    assert "2 selected rows without a weight: nothing to add" in answer.said


def test_years_of_baci_beside_its_lists(strade: Run) -> None:
    """Namibia's `NA` is a country in one column and a number not known in another."""
    for name, content in BACI_LISTS.items():
        Path(name).write_bytes(content)
    for year, value in (("2019", "5"), ("2020", "1"), ("2021", "1.5")):
        Path(f"BACI_HS17_Y{year}_V202301.csv").write_bytes(baci(f"{year} 156 516 010121 {value} NA"))
    answer = ask(
        strade, {}, "turnover --data . --region CN --by year,partner", "year partner exports_usd turnover_growth_pct"
    )
    assert answer.rows == "2019 NA 5000 - / 2020 NA 1000 -80 / 2021 NA 1500 50"
    assert "passed over, as they are no extracts: Readme.txt" in answer.said


def test_numbers_of_baci(strade: Run) -> None:
    rows = "2021 490 699 010121 1 1\n2021 842 251 010121 2 1\n2021 579 757 010121 3 1\n2021 58 156 010121 4 1"
    answer = ask(
        strade, {"x.csv": baci(rows)}, "turnover --flow export --by reporter,partner", "reporter partner exports_usd"
    )
    assert answer.rows == "M49-058 CN 4000 / NO CH 3000 / US FR 2000 / TW IN 1000"


def test_a_country_that_baci_counts_and_we_do_not_know(strade: Run) -> None:
    files = {"x.csv": baci("2021 999 643 010121 1 1\n2021 156 643 010121 3 1")}
    answer = ask(strade, files, "dependence --region RU --partner CN", "imports_share_pct partners")
    assert answer.rows == "75 1"
    assert "partner `999` is in no list and counts as undisclosed: 1 row, 1,000" in answer.said


# ---------------------------------------------------------------------------------------------------------------------
# Eurostat Comext: euros, customs procedures, codes that a member withholds

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


# ---------------------------------------------------------------------------------------------------------------------
# Brazil's Comex Stat: states, the flow in the name of the file only

EXP = """
    CO_MES CO_NCM   CO_PAIS SG_UF_NCM CO_VIA CO_URF  VL_FOB KG_LIQUIDO
    02     12019000 160     SP        01     0817800 100    10
    02     12019000 160     SP        04     0817700 50     5
    02     02023000 023     MT        01     0817800 30     3
    03     12019000 589     EX        01     0817800 7      1
    03     12019000 589     ND        01     0817800 8      1
"""
IMP = """
    CO_MES CO_NCM   CO_PAIS SG_UF_NCM CO_VIA CO_URF  VL_FOB KG_LIQUIDO
    02     85171300 160     SP        04     0817700 60     10
    03     85171300 160     SP        04     0817700 2      1
"""
COMEXSTAT = {
    # question, columns, rows; the freight and insurance of imports are no part of their value
    "states": ("turnover", f"region {FLOWS}", "BR-SP 150 62 212 / BR-MT 30 0 30 / undisclosed 15 0 15"),
    "by state and partner": (
        "turnover --by region,partner --flow export", "region partner exports_usd",
        "BR-SP CN 150 / BR-MT DE 30 / undisclosed PE 15",
    ),
    "all of Brazil": ("turnover --region brazil", f"reporter {FLOWS}", "BR 195 62 257"),
    "weight": ("turnover --measure weight --by none", "exports_kg imports_kg", "20 11"),
    "transport": ("turnover --by transport", f"transport {FLOWS}", "01 145 0 145 / 04 50 62 112"),
    "offices": ("turnover --by customs_office", f"customs_office {FLOWS}", "0817800 145 0 145 / 0817700 50 62 112"),
    "months": ("turnover --by month", f"month {FLOWS}", "2 180 60 240 / 3 15 2 17"),
    "structure of a state": (
        "structure --region BR-SP --grouping headings", "flow commodity value_usd share_pct",
        "export 1201 150 100 / import 8517 62 100",
    ),
    "share of the country": ("shares --region BR-SP --of brazil", SHARES, "76.9231 100 82.4903"),  # 150/195, 212/257
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), COMEXSTAT.values(), ids=COMEXSTAT.keys())
def test_comexstat(strade: Run, question: str, columns: str, rows: str) -> None:
    files = {"EXP_2023.csv": comexstat(EXP), "IMP_2023.csv": comexstat(IMP, IMP_COLUMNS)}
    assert ask(strade, files, question, columns).rows == rows
    files = {"export:a.csv": files["EXP_2023.csv"], "import:b.csv": files["IMP_2023.csv"]}
    assert ask(strade, files, question, columns).rows == rows


@pytest.mark.parametrize("name", ["São Paulo", "Sao Paulo", "Сан-Паулу", "圣保罗州", "BR-SP"])
def test_a_state_by_its_name(strade: Run, name: str) -> None:
    Path("EXP_2023.csv").write_bytes(comexstat(EXP))
    result = strade("turnover --data EXP_2023.csv --format csv --region", name)
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [(row["region"], row["exports_usd"]) for row in rows] == [("BR-SP", "150")]


def test_zeros_that_a_spreadsheet_took_from_comexstat(strade: Run) -> None:
    question = "turnover --flow export --by month,region,partner,commodity --grouping chapters"
    columns = "month region partner commodity exports_usd"
    as_published = ask(strade, {"EXP_2023.csv": comexstat(EXP)}, question, columns)
    assert as_published.rows == "2 BR-SP CN 12 150 / 2 BR-MT DE 02 30 / 3 undisclosed PE 12 15"
    assert ask(strade, {"EXP_2023.csv": comexstat(EXP, zeros_lost=True)}, question, columns) == as_published


# ---------------------------------------------------------------------------------------------------------------------
# UN Comtrade, the former site: both forms, and classifications other than the Harmonized System

CHINA = """
    156 X 2021 0   TOTAL 1000
    156 X 2021 643 TOTAL 300 30
    156 X 2021 842 TOTAL 500 50
    156 M 2021 0   TOTAL 1000
    156 M 2021 643 TOTAL 200 20
    156 M 2021 842 TOTAL 800 80
    156 RX 2021 643 TOTAL 30
    156 RM 2021 0  TOTAL 4
"""
FORMER = {
    # question, columns, rows
    "world counts once": ("turnover", f"reporter {FLOWS}", "CN 1000 1000 2000"),
    "partners": (
        "turnover --by partner", f"partner {FLOWS}", "US 500 800 1300 / RU 300 200 500 / undisclosed 200 0 200",
    ),
    "dependence": ("dependence --region CN --partner RU", f"{SHARES} partners", "30 20 25 2"),
    "weight": ("turnover --measure weight --partner RU", "exports_kg imports_kg", "30 20"),
}  # fmt: skip
FORMS: Mapping[str, Callable[[str], bytes]] = {
    "former site": legacy,
    "former site, short": lambda rows: legacy(rows, LEGACY_SHORT_COLUMNS),
    "present site": comtrade,
    "bulk, tabs and gzip": comtrade_bulk,
    "saved by pandas": comtrade_by_pandas,
    "saved by a spreadsheet": comtrade_by_spreadsheet,
}


@pytest.mark.parametrize("write", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize(("question", "columns", "rows"), FORMER.values(), ids=FORMER.keys())
def test_forms_of_comtrade(strade: Run, write: Callable[[str], bytes], question: str, columns: str, rows: str) -> None:
    answer = ask(strade, {"comtrade.csv": write(CHINA)}, question, columns)
    assert answer.rows == rows
    assert "2 rows of comtrade.csv left out: parts of other rows" in answer.said


FRACTIONS = "156 X 2021 643 010121 1234.567 12.5\n156 X 2021 842 010129 0.433 0.5"


@pytest.mark.parametrize("write", [comtrade, comtrade_by_spreadsheet], ids=["point", "comma"])
def test_fractions_of_comtrade_are_exact(strade: Run, write: Callable[[str], bytes]) -> None:
    files = {"x.csv": write(FRACTIONS)}
    assert ask(strade, files, "structure --grouping headings", "commodity value_usd").rows == "0101 1235"
    assert ask(strade, files, "turnover --measure weight --by none", "exports_kg").rows == "13"


# divisions 00 (100 of the 300 of section 0) and 333 (50); the total is 400, so 50 are in no section
SITC = """
    156 X 2021 643 0     300 system=S4
    156 X 2021 643 00    100 system=S4
    156 X 2021 643 333   50  system=S4
    156 X 2021 643 TOTAL 400 system=S4
    156 M 2021 643 00    7   system=S4
    156 M 2021 643 01    8   system=S4
"""


@pytest.mark.parametrize("write", [legacy, comtrade], ids=["former", "present"])
def test_totals_of_other_classifications(strade: Run, write: Callable[..., bytes]) -> None:
    answer = ask(strade, {"x.csv": write(SITC)}, "turnover", f"reporter {FLOWS}")
    assert answer.rows == "CN 400 15 415"
    assert "in no list" not in answer.said


EDITIONS = {"HS": 2016, "H0": 2017, "H1": 2018, "H2": 2019, "H3": 2020, "H4": 2021, "H5": 2022, "H6": 2023}


@pytest.mark.parametrize("system", EDITIONS)
def test_every_edition_of_the_harmonized_system(strade: Run, system: str) -> None:
    files = {"x.csv": comtrade(f"156 X 2021 643 2709 5 system={system}\n156 X 2021 643 4407 4 system={system}")}
    answer = ask(strade, files, "structure --grouping chapters", "commodity value_usd")
    assert answer.rows == "27 5 / 44 4"


def test_the_european_union_beside_its_members(strade: Run) -> None:
    rows = """
        156 X 2021 0   TOTAL 110
        156 X 2021 97  TOTAL 60
        156 X 2021 276 TOTAL 50
        156 X 2021 643 TOTAL 40
    """  # 60 of the Union, 50 of them Germany's; the 20 that are left are in no partner's row
    answer = ask(strade, {"x.csv": comtrade(rows)}, "turnover --by partner", "partner exports_usd")
    assert answer.rows == "DE 50 / RU 40 / undisclosed 20"


def test_the_european_union_without_its_members(strade: Run) -> None:
    """Nothing else in the file holds its 60, so they stay."""
    files = {"x.csv": comtrade("156 X 2021 97 TOTAL 60\n156 X 2021 643 TOTAL 40")}
    answer = ask(strade, files, "turnover --by partner", "partner exports_usd")
    assert answer.rows == "RU 40 / undisclosed 60"
    assert "partner `97` is in no list and counts as undisclosed: 1 row, 60" in answer.said


def test_the_european_union_beside_some_members(strade: Run) -> None:
    """Without a World row nobody knows what the other members have."""
    files = {"x.csv": comtrade("156 X 2021 97 TOTAL 60\n156 X 2021 276 TOTAL 50\n156 X 2021 643 TOTAL 40")}
    answer = ask(strade, files, "turnover --by none", "exports_usd")
    assert answer.rows == "90"
    assert "1 row of these are of the European Union: members that x.csv lacks are not counted" in answer.said


BREAKDOWNS = {
    "transport": ("transport=2100", "transport=3200"),
    "customs": ("customs=C01", "customs=C02"),
    "second_partner": ("second=344", "second=842"),
    "supply": ("supply=1", "supply=2"),
}


@pytest.mark.parametrize("field", BREAKDOWNS)
def test_breakdowns_without_their_totals(strade: Run, field: str) -> None:
    """Two rows that differ in their means of transport only are two figures, even where their values are the same."""
    first, second = BREAKDOWNS[field]
    rows = f"156 X 2021 643 27 60 {first}\n156 X 2021 643 27 60 {second}"
    answer = ask(strade, {"x.csv": comtrade(rows)}, "turnover --by none", "exports_usd")
    assert answer.rows == "120"
    assert "different values" not in answer.said
    shares = ask(strade, {"x.csv": comtrade(rows)}, f"shares --by {field}", f"{field} exports_share_pct")
    assert shares.rows == f"{first.partition('=')[2]} 50 / {second.partition('=')[2]} 50"
    with_totals = f"{rows}\n156 X 2021 643 27 120\n156 X 2021 842 27 5"
    answer = ask(strade, {"x.csv": comtrade(with_totals)}, "turnover --by partner", "partner exports_usd")
    assert answer.rows == "RU 120 / US 5"
    assert "no total" not in answer.said


@pytest.mark.parametrize("field", BREAKDOWNS)
def test_breakdowns_with_totals_of_some(strade: Run, field: str) -> None:
    first, second = BREAKDOWNS[field]
    rows = f"156 X 2021 643 27 60 {first}\n156 X 2021 643 27 60 {second}\n156 X 2021 842 27 5"
    answer = ask(strade, {"x.csv": comtrade(rows)}, "turnover --by partner", "partner exports_usd")
    assert answer.rows == "US 5"
    assert "2 rows of these divide figures of which x.csv has no total: download them too" in answer.said


def test_forms_have_the_columns_of_the_site() -> None:
    """35 in its long form, 22 in its short one."""
    heads = [
        legacy("", columns).split(b"\r\n")[0].count(b",") + 1 for columns in (LEGACY_COLUMNS, LEGACY_SHORT_COLUMNS)
    ]
    assert heads == [35, 22]


def test_commodities_of_baci_that_are_not_specified(strade: Run) -> None:
    files = {"x.csv": baci("2021 156 643 9999AA 3 1\n2021 156 643 270900 7 1")}
    answer = ask(strade, files, "structure --region CN --grouping chapters", "commodity value_usd rank")
    assert answer.rows == "27 7000 1 / undisclosed 3000 -"
    assert "in no list" not in answer.said


def test_commodities_that_are_not_specified(strade: Run) -> None:
    """99 and what begins with it has goods of all kinds: undisclosed, as what is withheld."""
    rows = "156 X 2021 643 TOTAL 10\n156 X 2021 643 27 7\n156 X 2021 643 99 3\n156 X 2021 643 9999 3"
    answer = ask(strade, {"x.csv": comtrade(rows)}, "structure --grouping chapters", "commodity value_usd rank")
    assert answer.rows == "27 7 1 / undisclosed 3 -"
    assert "in no list" not in answer.said


# H5 to 2021, then H6
SERIES = """
    156 X 2020 643 2709 4 system=H5
    156 X 2021 643 2709 5 system=H5
    156 X 2022 643 2709 6 system=H6
"""
SAID = "commodity codes are of several editions (H5: 2020–2021; H6: 2022)"
SERIES_QUESTIONS = {
    # question, whether the change of editions is said
    "structure --by year": True,
    "turnover --by year --commodity 27": True,
    "turnover --by year,commodity": True,
    "turnover --year 2021:2022 --commodity 27 --by none": True,
    "turnover --by year": False,
    "structure": False,
    "structure --year 2020:2021 --by year": False,
}


@pytest.mark.parametrize(("question", "said"), SERIES_QUESTIONS.items())
@pytest.mark.parametrize("write", [comtrade, legacy], ids=["present", "former"])
def test_series_of_several_editions(strade: Run, write: Callable[[str], bytes], question: str, said: bool) -> None:
    files = {"x.csv": write(SERIES)}
    answer = ask(strade, files, question, "exports_usd" if question.startswith("turnover") else "value_usd")
    assert ("commodity codes are of several editions" in answer.said) is said
    assert "--strict" not in answer.said
    if said and "2021:" not in question:
        assert SAID in answer.said
    years = {str(year): f"156 X {year} 643 2709 4 system=H{5 + (year == 2022)}" for year in (2020, 2021, 2022)}
    split = {f"{year}.csv": write(row) for year, row in years.items()}
    again = ask(strade, split, question, "exports_usd" if question.startswith("turnover") else "value_usd")
    assert ("commodity codes are of several editions" in again.said) is said


def test_a_change_of_editions_is_no_doubt(strade: Run) -> None:
    files = {"x.csv": comtrade(SERIES + SERIES.replace("X", "M"))}
    assert "several editions" in ask(strade, files, "structure --by year --strict", "value_usd").said


def test_editions_of_other_years_and_partners_are_no_double(strade: Run) -> None:
    """The same year of two partners may be in two editions: it is not the same trade."""
    rows = "156 X 2021 643 2709 4 system=H5\n156 X 2021 842 2709 5 system=H6\n392 X 2021 643 2709 6 system=H4"
    answer = ask(strade, {"x.csv": comtrade(rows)}, "turnover --by reporter", "reporter exports_usd")
    assert answer.rows == "CN 9 / JP 6"


LIMITS = {
    # rows, whether it is said, by the form of the file
    "a preview": (500, True, comtrade),
    "one more": (501, False, comtrade),
    "one less": (499, False, comtrade),
    "of the former site": (500, False, legacy),
}


@pytest.mark.parametrize(("rows", "said", "write"), LIMITS.values(), ids=LIMITS.keys())
def test_a_file_that_may_be_cut(strade: Run, rows: int, said: bool, write: Callable[[str], bytes]) -> None:
    text = "\n".join(f"156 {'XM'[row % 2]} 2021 643 44{row:04} 1" for row in range(rows - 1)) + "\n156 RX 2021 643 44 1"
    answer = ask(strade, {"x.csv": write(text)}, "turnover --by none", "turnover_usd")
    assert answer.rows == str(rows - 1)
    assert ("x.csv has exactly 500 rows, where its source cuts downloads" in answer.said) is said


# ---------------------------------------------------------------------------------------------------------------------
# By another path

SQL = """
    WITH rows AS (
        SELECT CAST(v AS DECIMAL(18, 3)) * 1000 AS value, substr(lpad(k, 6, '0'), 1, 2) AS chapter, i, j
        FROM read_csv('x.csv', all_varchar = true)
    )
    SELECT flow, chapter, CAST(sum(value) AS BIGINT) FROM (
        SELECT 'export' AS flow, chapter, value FROM rows WHERE i = '156'
        UNION ALL SELECT 'import', chapter, value FROM rows WHERE j = '156'
    ) GROUP BY ALL
"""


def test_baci_against_sql(strade: Run) -> None:
    numbers = ("156", "643", "842", "490", "699")
    rows = []
    for row in range(2000):
        sides = numbers[row % 5], numbers[(row + 1 + row // 5 % 4) % 5]
        rows.append(f"2021 {' '.join(sides)} {1 + row % 76:02}{row:04} {row * 7919 % 977}.{row % 997:03} 1")
    question, columns = "structure --region CN --grouping chapters", "flow commodity value_usd"
    answer = ask(strade, {"x.csv": baci("\n".join(rows))}, question, columns)
    expected = [" ".join(map(str, row)) for row in duckdb.sql(SQL).fetchall()]
    assert sorted(answer.rows.split(" / ")) == sorted(expected)
    assert len(expected) > 90
