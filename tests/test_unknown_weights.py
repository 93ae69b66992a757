"""A sum of which no row is known is not known either: empty, never 0.

Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

import pytest
from conftest import Run
from layouts import ask, comtrade

# kilograms: to Russia 10 and one row unknown, to the United States and from Germany unknown, from Russia 30; no exports
# to Germany, no imports from the United States; Germany's own are all unknown
WEIGHTS = """
    156 X 2021 643 2709 500 10
    156 X 2021 643 4407 100 0
    156 X 2021 842 4407 100 0
    156 M 2021 276 8703 70  0
    156 M 2021 643 2709 20  30
    276 X 2021 643 8703 5   0
    276 X 2020 643 8703 5   2
"""
UNKNOWN = {
    # question, columns, rows
    "turnover": (
        "turnover --region CN --by partner", "partner exports_kg imports_kg turnover_kg balance_kg coverage_ratio",
        "RU 10 30 40 -20 0.3333 / DE 0 - - - - / US - 0 - - -",
    ),
    "turnover of all": ("turnover --region CN --by none", "exports_kg imports_kg turnover_kg", "10 30 40"),
    "turnover by reporter": (
        "turnover --year 2021 --by reporter", "reporter exports_kg imports_kg turnover_kg", "CN 10 30 40 / DE - 0 -"
    ),
    "by flow": (
        "turnover --region CN --by partner,flow", "partner flow exports_kg imports_kg turnover_kg",
        "RU import - 30 - / RU export 10 - - / DE import - - - / US export - - -",
    ),
    "growth": (
        "turnover --region DE --by year --flow export", "year exports_kg turnover_growth_pct", "2020 2 - / 2021 - -"
    ),
    "shares": (
        "shares --region CN --by partner", "partner exports_share_pct imports_share_pct turnover_share_pct",
        "RU 100 100 100 / DE 0 - - / US - 0 -",
    ),
    "shares of another whole": (
        "shares --region CN --partner US --of world", "exports_share_pct imports_share_pct turnover_share_pct", "- 0 -"
    ),
    "structure": (
        "structure --region CN --grouping chapters", "flow commodity weight_kg share_pct rank",
        "import 27 30 100 1 / export 27 10 100 1 / export 44 - - - / import 87 - - -",
    ),
    "structure of chosen goods": (
        "structure --region CN --grouping chapters --commodity 4407 --commodity 2709", "flow commodity weight_kg",
        "import 2709 30 / export 2709 10 / export 4407 -",
    ),
    # the share in what is not known is not known; no trade at all is a share of 0
    "dependence": (
        "dependence --region CN --partner US --by reporter", "exports_share_pct imports_share_pct partners", "- 0 1"
    ),
    "dependence of two": (
        "dependence --year 2021 --partner DE --by reporter", "reporter exports_share_pct imports_share_pct",
        "CN 0 - / DE - -",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_weight_that_no_row_knows(strade: Run, question: str, columns: str, rows: str) -> None:
    answer = ask(strade, {"x.csv": comtrade(WEIGHTS)}, f"{question} --measure weight", columns)
    assert answer.rows == rows
    assert "without a weight: nothing to add" in answer.said


def test_a_weight_that_no_row_knows_beside_a_total(strade: Run) -> None:
    """Where the world's weight is known and no partner's is, all of it is undisclosed."""
    rows = "156 X 2021 0 TOTAL 9 7\n156 X 2021 643 TOTAL 5 0\n156 X 2021 842 TOTAL 4 0"
    files = {"x.csv": comtrade(rows)}
    answer = ask(strade, files, "turnover --by partner --measure weight --flow export", "partner exports_kg")
    assert answer.rows == "RU - / US - / undisclosed 7"
    files = {"x.csv": comtrade("156 X 2021 0 TOTAL 9 0")}
    assert ask(strade, files, "turnover --measure weight --flow export", "reporter exports_kg").rows == "CN -"
    files = {"x.csv": comtrade("156 X 2021 0 01 9 0")}
    assert ask(strade, files, "turnover --measure weight --flow export", "reporter exports_kg").rows == "CN -"


def test_a_store_answers_the_same(strade: Run) -> None:
    question, columns = "turnover --region CN --by partner --measure weight", "partner exports_kg imports_kg"
    known = ask(strade, {"x.csv": comtrade(WEIGHTS)}, question, columns)
    assert strade("convert x.csv --store store").code == 0
    assert ask(strade, {}, f"{question} --data store", columns).rows == known.rows


def test_a_weight_that_no_row_knows_in_other_formats(strade: Run) -> None:
    ask(strade, {"x.csv": comtrade("156 X 2021 643 2709 5 0")}, "turnover", "reporter")
    assert '"exports_kg": null' in strade("turnover --data x.csv --measure weight --format json").out
    assert "China" in strade("turnover --data x.csv --measure weight --format table").out
