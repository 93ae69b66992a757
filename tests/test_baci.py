"""CEPII BACI: thousands of dollars, tonnes; one row is an export of one country and an import of the other.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

from pathlib import Path

import duckdb
import pytest
from conftest import Run
from layouts import FLOWS, SHARES, ask
from layouts_more import (
    BACI_LISTS,
    baci,
)

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


def test_commodities_of_baci_that_are_not_specified(strade: Run) -> None:
    files = {"x.csv": baci("2021 156 643 9999AA 3 1\n2021 156 643 270900 7 1")}
    answer = ask(strade, files, "structure --region CN --grouping chapters", "commodity value_usd rank")
    assert answer.rows == "27 7000 1 / undisclosed 3000 -"
    assert "in no list" not in answer.said


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
