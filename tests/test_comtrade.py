"""UN Comtrade: both forms of its former site, other classifications, several editions, and what a file holds twice.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

from collections.abc import Callable, Mapping

import pytest
from conftest import Run
from layouts import FLOWS, SHARES, ask, comtrade, comtrade_by_pandas
from layouts_more import (
    LEGACY_COLUMNS,
    LEGACY_SHORT_COLUMNS,
    comtrade_bulk,
    comtrade_by_spreadsheet,
    legacy,
)

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
