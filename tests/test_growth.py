"""`strade growth`: hand-worked series, identities, and years that cannot be compared."""

import csv
import io
import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, Row
from hypothesis import given
from hypothesis import strategies as some

from siberia_trade.indicators.growth import Period, growth

EXACT = pl.Decimal(38, 6)


def years(*comparable: int) -> pl.DataFrame:
    return pl.DataFrame({"year": comparable}, schema={"year": pl.Int16})


def of(series: dict[int, Any], *, base: int | None = None, apart: Iterable[int] = (), last: int = 0) -> dict[int, Any]:
    """Figures by year of one series; years `apart` have other months than the rest."""
    made = {"year": list(series), "flow": "export", "amount": [Decimal(str(each)) for each in series.values()]}
    rows = pl.DataFrame(made, schema={"year": pl.Int16, "flow": pl.String, "amount": EXACT})
    alike = [year for year in series if year not in set(apart)]
    first, last = min(series), last or max(series)
    base = base or first
    period = Period(
        first, last, base,
        with_before=years(*(year for year in alike if year - 1 in alike)),
        with_first=years(*(alike if first in alike else [first])),
        with_base=years(*(alike if base in alike else [base])),
        held=years(*series),
        asked=frozenset(range(first, last + 1)),
    )  # fmt: skip
    found = growth(rows, ["year"], period, ["export"]).sort("year")
    return {row["year"]: row for row in found.iter_rows(named=True)}


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_worked_by_hand() -> None:
    found = of({2018: 100, 2019: 110, 2020: 99, 2021: 200})
    assert [found[year]["growth_pct"] for year in found] == [None, 10.0, -10.0, close(100 * 101 / 99)]
    assert [found[year]["index"] for year in found] == [100.0, 110.0, 99.0, 200.0]
    assert found[2020]["previous"] == Decimal(110)
    # 200 / 100 - 1; 2 ^ (1/3) - 1
    assert found[2018]["cumulative_pct"] == found[2021]["cumulative_pct"] == 100.0
    assert found[2021]["cagr_pct"] == close(100 * (2 ** (1 / 3) - 1))
    # slope of logs: (-1.5 * 0 - 0.5 ln 1.1 + 0.5 ln 0.99 + 1.5 ln 2) / 5
    slope = (-0.5 * math.log(1.1) + 0.5 * math.log(0.99) + 1.5 * math.log(2)) / 5
    assert found[2019]["trend_pct"] == close(100 * (math.exp(slope) - 1))


def test_a_base_year_in_between() -> None:
    found = of({2018: 50, 2019: 100, 2020: 150}, base=2019)
    assert [found[year]["index"] for year in found] == [50.0, 100.0, 150.0]


PERIOD = ("cumulative_pct", "cagr_pct", "trend_pct")
#: Series, years of other months, and year: what is expected of it.
EDGES: dict[str, tuple[dict[int, Any], set[int], dict[int, dict[str, Any]]]] = {
    "a gap is no neighbour": (
        {2018: 100, 2020: 200, 2021: 400}, set(),
        {2020: {"previous": None, "growth_pct": None, "index": 200.0, "cumulative_pct": 300.0},
         2021: {"growth_pct": 100.0, "contribution_pp": 100.0}},
    ),
    "from nothing": ({2020: 0, 2021: 5}, set(), {2021: {"growth_pct": None, "index": None, **dict.fromkeys(PERIOD)}}),
    "to nothing": (
        {2020: 5, 2021: 0}, set(),
        {2021: {"growth_pct": -100.0, "index": 0.0, "cumulative_pct": -100.0, "cagr_pct": None, "trend_pct": None}},
    ),
    "a correction below zero": (
        {2019: 4, 2020: -1, 2021: 8}, set(),
        {2020: {"growth_pct": -125.0}, 2021: {"growth_pct": None, "cumulative_pct": 100.0, "trend_pct": None}},
    ),
    "a year of other months in between": (
        {2019: 100, 2020: 10, 2021: 200}, {2020},
        {2020: {"growth_pct": None, "index": None},
         2021: {"growth_pct": None, "index": 200.0, "trend_pct": 100 * (2**0.5 - 1)}},
    ),
    "other months at the end": (
        {2019: 100, 2020: 110, 2021: 20}, {2021}, {2020: {"growth_pct": 10.0, **dict.fromkeys(PERIOD)}},
    ),
    "one year": ({2021: 7}, set(), {2021: {"growth_pct": None, "index": 100.0, **dict.fromkeys(PERIOD)}}),
}  # fmt: skip


@pytest.mark.parametrize(("series", "apart", "expected"), EDGES.values(), ids=EDGES.keys())
def test_edges(series: dict[int, Any], apart: set[int], expected: dict[int, dict[str, Any]]) -> None:
    found = of(series, apart=apart)
    for year, cells in expected.items():
        assert {name: found[year][name] for name in cells} == {
            name: value if value is None else close(value) for name, value in cells.items()
        }


@given(some.lists(some.integers(1, 10**12), min_size=2, max_size=9))
def test_over_the_period_by_other_ways(series: list[int]) -> None:
    by_year = dict(enumerate(series, 2010))
    found = of(by_year)
    last = found[max(by_year)]
    values = ", ".join(f"({year}, {value})" for year, value in by_year.items())
    query = f"SELECT 100 * (exp(regr_slope(ln(v), y)) - 1) FROM (VALUES {values}) AS t(y, v)"  # noqa: S608
    [[trend]] = duckdb.sql(query).fetchall()
    assert last["trend_pct"] == pytest.approx(trend, rel=1e-6, abs=1e-6)
    assert (1 + last["cagr_pct"] / 100) ** (len(series) - 1) == pytest.approx(series[-1] / series[0], rel=1e-9)
    assert last["index"] == close(100 + last["cumulative_pct"])
    chained = math.prod(1 + found[year]["growth_pct"] / 100 for year in list(by_year)[1:])
    assert chained == pytest.approx(series[-1] / series[0], rel=1e-4)


# ---------------------------------------------------------------------------------------------------------------------
# The command

CODES = {"oil": "2709001000", "wood": "4407110000", "phones": "8517120000"}


def extract(cells: str) -> bytes:
    """Lines `year region flow partner goods value`, each in months 1 and 2; a period with a month is of that alone."""
    rows = []
    for line in cells.splitlines():
        if not line.strip():
            continue
        period, region, flow, partner, goods, value = line.split()
        months = ("01", "02") if "-" not in period else (period[5:],)
        rows += [Row(flow, f"{period[:4]}-{m}", partner, CODES[goods], "", value, "1", "0", region) for m in months]
    return DATTSVT.write(rows)


@pytest.fixture
def asked(strade: Run) -> Any:
    def ask(line: str, cells: str) -> list[dict[str, str]]:
        with open("data.csv", "wb") as file:  # noqa: PTH123
            file.write(extract(cells))
        result = strade(f"growth --data data.csv --format csv {line}")
        assert result.code == 0, result.err
        return list(csv.DictReader(io.StringIO(result.out)))

    return ask


TRADE = """
    2019 25000 export CN oil    50
    2019 25000 export CN wood   50
    2019 45000 export CN oil   100
    2020 25000 export CN oil    80
    2020 45000 export KZ wood  110
    2021 25000 export CN phones 10
    2021 45000 import CN phones 40
    2021 45000 export CN oil    60
"""


def test_contributions_add_up_to_the_growth_of_the_total(asked: Any) -> None:
    [_, total, _] = asked("--by none --year 2019:2021", TRADE)
    for by in ("region", "commodity", "partner,commodity", "region,commodity,flow"):
        parts = asked(f"--by {by} --year 2019:2021 --grouping chapters", TRADE)
        there = [row for row in parts if row["year"] == "2020" and row["contribution_pp"]]
        assert math.fsum(float(row["contribution_pp"]) for row in there) == close(float(total["growth_pct"])), by


def test_what_ceases_is_nothing_and_not_unknown(asked: Any) -> None:
    rows = asked("--by region,commodity --year 2019:2020 --grouping chapters", TRADE)
    found = {(row["year"], row["region"], row["commodity"]): row for row in rows}
    assert found["2020", "RU-IRK", "44"]["value_usd"] == "0"
    assert found["2020", "RU-IRK", "44"]["growth_pct"] == "-100.0"
    assert found["2019", "RU-MOW", "44"]["value_usd"] == "0"
    assert found["2020", "RU-MOW", "44"]["previous_usd"] == "0"
    assert found["2020", "RU-MOW", "44"]["growth_pct"] == ""


def test_a_flow_that_the_data_do_not_hold_is_not_nothing(asked: Any) -> None:
    rows = asked("--by flow --year 2019:2021", TRADE)
    assert [(row["year"], row["flow"]) for row in rows] == [
        ("2019", "export"), ("2020", "export"), ("2021", "export"), ("2021", "import"),
    ]  # fmt: skip
    assert [row["growth_pct"] for row in rows][1:] == ["-5.0", str(100 * (140 - 380) / 380), ""]
    whole = asked("--by none --year 2019:2021", TRADE)
    assert [row["growth_pct"] for row in whole] == ["", "-5.0", ""], "2020 holds other flows than 2021"
    months = asked("--by month --year 2021", TRADE)
    assert {row["growth_pct"] for row in months} == {""}
    assert {row["growth_pct"] for row in asked("--by month,flow --year 2021 --flow export", TRADE)} != {""}


def test_one_flow_and_weights(asked: Any) -> None:
    rows = asked("--by region --flow export --year 2021", TRADE)
    assert {row["region"]: row["value_usd"] for row in rows} == {"RU-MOW": "120", "RU-IRK": "20"}
    [row] = asked("--by none --flow export --year 2020 --measure weight", TRADE)
    assert (row["weight_kg"], row["previous_kg"], row["growth_pct"]) == ("4", "6", str(-100 / 3))


def test_same_months_only(asked: Any) -> None:
    uneven = TRADE + "2021-03 25000 export CN oil 1\n"
    found = {row["year"]: row for row in asked("--by none --year 2019:2021 --flow export", uneven)}
    assert (found["2020"]["growth_pct"], found["2021"]["growth_pct"]) == ("-5.0", "")
    assert (found["2021"]["index"], found["2020"]["cagr_pct"]) == ("", "")
    months = {row["year"]: row for row in asked("--by none --year 2019:2021 --flow export --month 1:2", uneven)}
    assert months["2021"]["growth_pct"] == str(100 * (140 - 380) / 380)


def test_years_of_other_months_are_named(asked: Any, strade: Run) -> None:
    asked("--by none", TRADE + "2021-03 25000 export CN oil 1\n")
    said = strade("growth --data data.csv --by none --flow export --format csv").err
    assert "no growth in 2021: the year before is of other months or flows" in said
    assert "no growth" not in strade("growth --data data.csv --by none --flow export --month 1:2 --format csv").err


def test_a_period_of_which_the_data_hold_a_part(asked: Any) -> None:
    found = {row["year"]: row for row in asked("--by none --year 2018:2021 --flow export", TRADE)}
    assert list(found) == ["2019", "2020", "2021"]
    assert (found["2020"]["growth_pct"], found["2020"]["cumulative_pct"], found["2020"]["index"]) == ("-5.0", "", "")
    based = {row["year"]: row for row in asked("--by none --year 2020:2021 --base 2019 --flow export", TRADE)}
    assert (list(based), based["2020"]["index"]) == (["2020", "2021"], "95.0")


#: Moscow is held in each year; in 2020 it trades with another partner.
ELSEWHERE = """
    2019 25000 export CN oil 100
    2019 45000 export CN oil  50
    2020 25000 export CN oil 200
    2020 45000 export KZ oil  80
    2021 25000 export CN oil 400
    2021 45000 export CN oil  70
"""


def test_no_trade_with_the_partner_in_a_year_that_the_data_hold_is_nothing_and_no_gap(asked: Any) -> None:
    """With China from 150 to 200 (twice, two months): Irkutsk gains 100 and Moscow loses 50 of it."""
    rows = asked("--partner China --year 2019:2021 --by region", ELSEWHERE)
    found = {(row["year"], row["region"]): row for row in rows}
    moscow = found["2020", "RU-MOW"]
    assert (moscow["value_usd"], moscow["previous_usd"], moscow["growth_pct"], moscow["index"]) == (
        "0",
        "100",
        "-100.0",
        "0.0",
    )
    assert float(moscow["contribution_pp"]) == close(-100 / 3)
    assert float(found["2020", "RU-IRK"]["contribution_pp"]) == close(200 / 3)
    assert found["2021", "RU-MOW"]["previous_usd"] == "0"
    assert {row["trend_pct"] for row in rows if row["region"] == "RU-MOW"} == {""}, "a year had no trade"
    alone = asked("--partner China --year 2019:2021 --region Moscow --by none", ELSEWHERE)
    assert [row["value_usd"] for row in alone] == ["100", "0", "140"]
    grouped = asked("--partner China --year 2019:2021 --region Moscow --region Irkutsk --by group", ELSEWHERE)
    assert [row["value_usd"] for row in grouped if row["group"] == "RU-MOW"] == ["100", "0", "140"]
    assert asked("--partner China --year 2021 --region Moscow --by none", ELSEWHERE)[0]["previous_usd"] == "0"


def test_a_year_of_other_flows_only_is_no_zero(asked: Any) -> None:
    """The data hold no exports of 2020 at all: they may not have been downloaded."""
    cells = ELSEWHERE.replace("2020 25000 export", "2020 25000 import").replace(
        "2020 45000 export", "2020 45000 import"
    )
    assert [row["year"] for row in asked("--flow export --year 2019:2021 --by none", cells)] == ["2019", "2021"]


#: Kazakhstan tells of January and February of both years, China of one month of 2021.
COUNTRIES = """year,month,flow,reporter,partner,commodity,value_usd,net_kg
2020,1,export,KZ,CN,2709,10,1
2020,2,export,KZ,CN,2709,10,1
2020,1,export,CN,KZ,8517,500,5
2020,2,export,CN,KZ,8517,500,5
2021,1,export,KZ,CN,2709,20,1
2021,2,export,KZ,CN,2709,10,1
2021,1,export,CN,KZ,8517,600,5
"""


@pytest.mark.parametrize("by", ["reporter", "group"])
def test_each_country_by_its_own_months(strade: Run, by: str) -> None:
    with open("data.csv", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(COUNTRIES)
    line = f"--data data.csv --by year,{by} --region KZ --region CN --year 2021 --format csv"
    for asked_for in ("growth", "growth --flow export", "growth --decompose price", "turnover"):
        result = strade(f"{asked_for} {line}")
        assert result.code == 0, result.err
        name = (
            "turnover_growth_pct" if asked_for == "turnover" else "change_usd" if "price" in asked_for else "growth_pct"
        )
        found = {row[by]: row[name] for row in csv.DictReader(io.StringIO(result.out))}
        assert found == {"CN": "", "KZ": "10" if "price" in asked_for else "50.0"}, asked_for
    assert "2021: no rows in some of the months for China" in result.err


def test_each_country_by_its_own_flows(strade: Run) -> None:
    """Of Kazakhstan imports begin in 2021; China has them in both years."""
    more = "2020,1,import,CN,KZ,2709,100,1\n2021,1,import,CN,KZ,2709,200,1\n2021,1,import,KZ,CN,8517,90,1\n"
    with open("data.csv", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(COUNTRIES + more)
    result = strade("growth --data data.csv --by year,reporter --month 1 --year 2021 --format csv")
    found = {row["reporter"]: row["growth_pct"] for row in csv.DictReader(io.StringIO(result.out))}
    assert found == {"CN": str(100 * 200 / 600), "KZ": ""}


def test_the_trend_is_of_the_years_asked_for(asked: Any) -> None:
    """2020 is read beside them, as the year before 2021, and is no part of it."""
    cells = "".join(f"{year} 25000 export CN oil {value}\n" for year, value in {2018: 1, 2020: 7, 2021: 8}.items())
    rows = asked("--year 2018,2021 --by none", cells)
    assert [float(row["trend_pct"]) for row in rows] == [close(100), close(100)]  # 8 times in three years
    [lone] = asked("--year 2021 --by none", cells)
    assert (lone["cumulative_pct"], lone["trend_pct"]) == ("", "")


def test_the_base_year_is_no_row(asked: Any) -> None:
    """Moscow has nothing with Kazakhstan in 2021, which is asked for, and something in the base year, which is not."""
    rows = asked("--partner KZ --region Moscow --year 2021 --base 2020 --by none", ELSEWHERE)
    assert [(row["year"], row["value_usd"], row["index"]) for row in rows] == [("2021", "0", "0.0")]
    rows = asked("--partner KZ --region Moscow --year 2020 --base 2019 --by none", ELSEWHERE)
    assert [(row["year"], row["previous_usd"], row["index"]) for row in rows] == [("2020", "0", "")]


REFUSED = {
    "--base 2010": 1, "--base 2019,2020": 2, "--of russia": 2, "--over partner": 2, "--decompose prices": 2,
    "--decompose shift-share": 2, "--jump 5": 2, "--decompose price --jump 1": 2, "--decompose price --base 2019": 2,
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), REFUSED.items(), ids=REFUSED.keys())
def test_refused(strade: Run, line: str, code: int) -> None:
    with open("data.csv", "wb") as file:  # noqa: PTH123
        file.write(extract(TRADE))
    result = strade(f"growth --data data.csv {line}")
    assert (result.code, result.out) == (code, "")
    assert "rror: " in result.err
