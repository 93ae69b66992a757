"""Every indicator against tables worked by hand: the arithmetic stands beside each case."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from siberia_trade.indicators.dependence import dependence
from siberia_trade.indicators.shares import shares
from siberia_trade.indicators.structure import structure
from siberia_trade.indicators.turnover import turnover, with_growth

EXACT = pl.Decimal(38, 6)


def table(names: str, *rows: tuple[Any, ...]) -> pl.DataFrame:
    """Rows of dimensions and an exact amount, as the indicators get them."""
    columns = names.split()
    schema: dict[str, Any] = dict.fromkeys(columns, pl.String) | {"amount": EXACT}
    schema |= {name: pl.Int16 for name in columns if name == "year"} | {
        name: pl.Boolean for name in columns if name == "chosen"
    }
    made = [dict(zip(columns, row, strict=True)) for row in rows]
    made = [{**row, "amount": Decimal(str(row["amount"]))} for row in made]
    return pl.DataFrame(made, schema=schema)


def one(figures: pl.DataFrame, **key: Any) -> dict[str, Any]:
    """The row with these codes."""
    found = [row for row in figures.iter_rows(named=True) if all(row[name] == code for name, code in key.items())]
    assert len(found) == 1, figures
    return found[0]


def agrees(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Hold the expected cells against a row: amounts exactly, ratios to twelve digits."""
    for name, value in expected.items():
        exact = value is None or isinstance(value, str | Decimal)
        assert found[name] == (value if exact else pytest.approx(value, rel=1e-12, abs=1e-12)), name


def flows(*rows: tuple[str, Any]) -> pl.DataFrame:
    return table("flow amount", *rows)


TURNOVER = {
    # 3 + 1 = 4; 3 - 1 = 2; 3/4 = 75%; 1/4 = 25%; 3/1 = 3
    "both flows": (
        [("export", 3), ("import", 1)],
        {"exports": 3, "imports": 1, "turnover": 4, "balance": 2, "exports_pct_of_turnover": 75.0,
         "imports_pct_of_turnover": 25.0, "coverage_ratio": 3.0},
    ),
    # several rows of one flow are added: 1 + 2 = 3, 0.5 + 0.5 = 1
    "several rows": (
        [("export", 1), ("export", 2), ("import", "0.5"), ("import", "0.5")],
        {"exports": 3, "imports": 1, "turnover": 4, "balance": 2, "coverage_ratio": 3.0},
    ),
    # no imports: a known zero; 5/0 has no value
    "exports only, imports are zero": (
        [("export", 5)],
        {"exports": 5, "imports": 0, "turnover": 5, "balance": 5, "exports_pct_of_turnover": 100.0,
         "imports_pct_of_turnover": 0.0, "coverage_ratio": None},
    ),
    # no exports: 0/5 = 0 is a value
    "imports only, exports are zero": (
        [("import", 5)],
        {"exports": 0, "imports": 5, "turnover": 5, "balance": -5, "exports_pct_of_turnover": 0.0,
         "imports_pct_of_turnover": 100.0, "coverage_ratio": 0.0},
    ),
    # 0/0 everywhere
    "no trade": (
        [("export", 0), ("import", 0)],
        {"exports": 0, "imports": 0, "turnover": 0, "balance": 0, "exports_pct_of_turnover": None,
         "imports_pct_of_turnover": None, "coverage_ratio": None},
    ),
    # a correction takes away: 10 - 4 = 6; 6 + 2 = 8; 6/8 = 75%; 6/2 = 3
    "negative correction": (
        [("export", 10), ("export", -4), ("import", 2)],
        {"exports": 6, "imports": 2, "turnover": 8, "balance": 4, "exports_pct_of_turnover": 75.0,
         "coverage_ratio": 3.0},
    ),
    # corrections beyond the trade: 1 - 3 = -2; a negative whole has no shares
    "negative turnover": (
        [("export", -3), ("import", 1)],
        {"exports": -3, "imports": 1, "turnover": -2, "balance": -4, "exports_pct_of_turnover": None,
         "imports_pct_of_turnover": None, "coverage_ratio": -3.0},
    ),
    # 0.01 + 0.02 = 0.03, not 0.030000000000000002
    "cents": ([("export", "0.01"), ("import", "0.02")], {"turnover": Decimal("0.03"), "balance": Decimal("-0.01")}),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TURNOVER.values(), ids=TURNOVER.keys())
def test_turnover(rows: list[tuple[str, Any]], expected: dict[str, Any]) -> None:
    agrees(turnover(flows(*rows), []).row(0, named=True), expected)


def test_amounts_beyond_what_floats_hold_add_exactly() -> None:
    # 90 071 992 547 409.93 is above 2**53 cents: a float cannot hold it
    figures = turnover(flows(("export", "90071992547409.93"), ("import", "0.01")), [])
    assert figures["turnover"][0] == Decimal("90071992547409.94")


@pytest.mark.parametrize(
    ("flow", "known", "unknown"), [("export", "exports", "imports"), ("import", "imports", "exports")]
)
def test_of_one_flow_the_other_and_the_turnover_are_not_known(flow: str, known: str, unknown: str) -> None:
    row = turnover(flows((flow, 5)), [], [flow]).row(0, named=True)
    assert row[known] == 5
    agrees(row, dict.fromkeys((unknown, "turnover", "balance", "coverage_ratio"), None))
    agrees(row, {"exports_pct_of_turnover": None, "imports_pct_of_turnover": None})


def test_rows_by_flow_know_their_own_flow_only() -> None:
    figures = turnover(flows(("export", 5), ("import", 2)), ["flow"])
    agrees(one(figures, flow="export"), {"exports": 5, "imports": None, "turnover": None, "balance": None})
    agrees(one(figures, flow="import"), {"exports": None, "imports": 2, "turnover": None, "coverage_ratio": None})


def test_a_row_without_a_flow_enters_the_turnover_only() -> None:
    row = turnover(flows(("export", 2), ("import", 1), (None, 4)), []).row(0, named=True)
    agrees(row, {"exports": None, "imports": None, "turnover": 7, "balance": None})


def growth(rows: Iterable[tuple[int, Any]], comparable: list[int]) -> dict[int, float | None]:
    figures = turnover(table("flow year amount", *(("export", year, amount) for year, amount in rows)), ["year"])
    years = pl.DataFrame({"year": comparable}, schema={"year": pl.Int16})
    return dict(with_growth(figures, ["year"], years).select("year", "turnover_growth_pct").iter_rows())


GROWTH = {
    # 100 * (150/100 - 1) = 50; 100 * (75/150 - 1) = -50
    "up and down": ([(2019, 100), (2020, 150), (2021, 75)], [2020, 2021], {2019: None, 2020: 50.0, 2021: -50.0}),
    "the year before is absent": ([(2019, 100), (2021, 200)], [2021], {2019: None, 2021: None}),
    "the year before covers other months": ([(2020, 100), (2021, 200)], [], {2020: None, 2021: None}),
    "the year before is zero": ([(2020, 0), (2021, 200)], [2021], {2020: None, 2021: None}),
    "the year before is negative": ([(2020, -10), (2021, 200)], [2021], {2020: None, 2021: None}),
    # 100 * (0/50 - 1) = -100
    "down to nothing": ([(2020, 50), (2021, 0)], [2021], {2020: None, 2021: -100.0}),
    # 100 * (-5/50 - 1) = -110
    "down below nothing": ([(2020, 50), (2021, -5)], [2021], {2020: None, 2021: -110.0}),
}


@pytest.mark.parametrize(("rows", "comparable", "expected"), GROWTH.values(), ids=GROWTH.keys())
def test_growth(rows: list[tuple[int, Any]], comparable: list[int], expected: dict[int, float | None]) -> None:
    assert growth(rows, comparable) == {
        year: None if value is None else pytest.approx(value, rel=1e-12) for year, value in expected.items()
    }


def test_growth_is_within_the_other_dimensions() -> None:
    rows = table(
        "flow region year amount",
        ("export", "RU-IRK", 2020, 10), ("export", "RU-IRK", 2021, 30),  # 30/10 - 1 = 200%
        ("export", "RU-TOM", 2020, 40), ("export", "RU-TOM", 2021, 10),  # 10/40 - 1 = -75%
        ("export", "RU-OMS", 2021, 7),  # nothing before
        ("export", "RU-ALT", 2020, 5), ("export", "RU-ALT", 2021, 50),  # other months: not comparable
    )  # fmt: skip
    comparable = pl.DataFrame(
        {"region": ["RU-IRK", "RU-TOM", "RU-OMS"], "year": [2021] * 3}, schema={"region": pl.String, "year": pl.Int16}
    )
    figures = with_growth(turnover(rows, ["region", "year"]), ["region", "year"], comparable)
    found = {row["region"]: row["turnover_growth_pct"] for row in figures.iter_rows(named=True) if row["year"] == 2021}
    assert found == {
        "RU-IRK": pytest.approx(200.0), "RU-TOM": pytest.approx(-75.0), "RU-OMS": None, "RU-ALT": None,
    }  # fmt: skip


def test_growth_without_a_known_turnover_is_null() -> None:
    figures = turnover(table("flow year amount", ("export", 2020, 1), ("export", 2021, 2)), ["year"], ["export"])
    comparable = pl.DataFrame({"year": [2021]}, schema={"year": pl.Int16})
    assert with_growth(figures, ["year"], comparable)["turnover_growth_pct"].to_list() == [None, None]


def test_shares_of_the_selection_itself() -> None:
    rows = table(
        "flow region amount",
        ("export", "RU-IRK", 6), ("import", "RU-IRK", 1),
        ("export", "RU-TOM", 2), ("import", "RU-TOM", 3),
        ("export", "undisclosed", 2),
    )  # fmt: skip
    figures = shares(rows, rows, ["region"])
    # wholes: exports 10, imports 4, turnover 14
    agrees(
        one(figures, region="RU-IRK"),
        {"exports": 6, "exports_share_pct": 60.0, "imports_share_pct": 25.0, "turnover_share_pct": 50.0},
    )
    agrees(one(figures, region="RU-TOM"), {"exports_share_pct": 20.0, "imports_share_pct": 75.0})
    # undisclosed is in the whole; 2/14
    agrees(
        one(figures, region="undisclosed"),
        {"imports": 0, "imports_share_pct": 0.0, "exports_share_pct": 20.0, "turnover_share_pct": 100 / 7},
    )


def test_shares_of_another_whole_may_pass_a_hundred() -> None:
    rows, whole = flows(("export", 3), ("import", 1)), flows(("export", 2), ("import", 4))
    row = shares(rows, whole, []).row(0, named=True)
    # 3/2 = 150%; 1/4 = 25%; 4/6 = 66.67%
    agrees(row, {"exports_share_pct": 150.0, "imports_share_pct": 25.0, "turnover_share_pct": 200 / 3})


NO_WHOLE = {
    "zero": [("export", 0), ("import", 4)],
    "corrected to zero": [("export", 2), ("export", -2), ("import", 4)],
    "corrected below zero": [("export", -1), ("import", 4)],
    "absent": [("import", 4)],
}


@pytest.mark.parametrize("whole", NO_WHOLE.values(), ids=NO_WHOLE.keys())
def test_a_share_of_no_whole_is_null(whole: list[tuple[str, Any]]) -> None:
    row = shares(flows(("export", 1), ("import", 1)), flows(*whole), []).row(0, named=True)
    agrees(row, {"exports_share_pct": None, "imports_share_pct": 25.0})  # 1/4


def test_each_time_has_its_own_whole() -> None:
    rows = table(
        "flow year region amount",
        ("export", 2020, "RU-IRK", 1), ("export", 2020, "RU-TOM", 3),  # 1/4, 3/4
        ("export", 2021, "RU-IRK", 9), ("export", 2021, "RU-TOM", 1),  # 9/10, 1/10
    )  # fmt: skip
    figures = shares(rows, rows, ["region", "year"], ["year"])
    found = {(row["region"], row["year"]): row["exports_share_pct"] for row in figures.iter_rows(named=True)}
    assert found == {
        ("RU-IRK", 2020): pytest.approx(25.0), ("RU-TOM", 2020): pytest.approx(75.0),
        ("RU-IRK", 2021): pytest.approx(90.0), ("RU-TOM", 2021): pytest.approx(10.0),
    }  # fmt: skip


def test_whole_years_by_month_have_their_whole_too() -> None:
    # annual records have no month: all of them are one time, and make up its whole
    months = {"flow": pl.String, "month": pl.Int8, "region": pl.String, "amount": pl.Int64}
    rows = pl.DataFrame([("export", None, "RU-IRK", 1), ("export", None, "RU-TOM", 3)], schema=months, orient="row")
    figures = shares(rows, rows, ["region", "month"], ["month"])
    found = {row["region"]: row["exports_share_pct"] for row in figures.iter_rows(named=True)}
    assert found == {"RU-IRK": pytest.approx(25.0), "RU-TOM": pytest.approx(75.0)}  # 1/4, 3/4


def test_a_share_of_one_flow() -> None:
    row = shares(flows(("export", 1)), flows(("export", 4)), [], [], ["export"]).row(0, named=True)
    agrees(row, {"imports": None, "turnover": None, "exports_share_pct": 25.0, "turnover_share_pct": None})


STRUCTURE = {
    # 6 + 3 + 1 = 10
    "plain": ([("27", 6), ("44", 3), ("72", 1)], {"27": (6, 60.0, 1), "44": (3, 30.0, 2), "72": (1, 10.0, 3)}),
    # equal values share the smaller rank; the next one keeps its place
    "ties": ([("27", 4), ("44", 4), ("72", 2)], {"27": (4, 40.0, 1), "44": (4, 40.0, 1), "72": (2, 20.0, 3)}),
    # `other` and `undisclosed` are in the whole, 2 + 5 + 3 = 10, and have no rank, however large
    "last codes": (
        [("27", 2), ("other", 5), ("undisclosed", 3)],
        {"27": (2, 20.0, 1), "other": (5, 50.0, None), "undisclosed": (3, 30.0, None)},
    ),
    # a correction takes from the whole: 12 - 2 = 10; 12/10 = 120%, -2/10 = -20%
    "negative correction": ([("27", 12), ("44", -2)], {"27": (12, 120.0, 1), "44": (-2, -20.0, 2)}),
    "nothing": ([("27", 0), ("44", 0)], {"27": (0, None, 1), "44": (0, None, 1)}),
    "negative whole": ([("27", 1), ("44", -3)], {"27": (1, None, 1), "44": (-3, None, 2)}),
    "one row of several": ([("27", 1), ("27", 3), ("44", 4)], {"27": (4, 50.0, 1), "44": (4, 50.0, 1)}),
}


@pytest.mark.parametrize(("rows", "expected"), STRUCTURE.values(), ids=STRUCTURE.keys())
def test_structure(rows: list[tuple[str, Any]], expected: dict[str, tuple[Any, Any, Any]]) -> None:
    figures = structure(table("commodity amount", *rows), ["commodity"])
    assert figures.height == len(expected)
    for code, (value, share, rank) in expected.items():
        agrees(one(figures, commodity=code), {"value": value, "share_pct": share, "rank": rank})


def test_structure_is_within_the_other_dimensions() -> None:
    rows = table(
        "flow commodity amount",
        ("export", "27", 9), ("export", "44", 1),  # 90%, 10%
        ("import", "84", 1), ("import", "44", 3),  # 25%, 75%
    )  # fmt: skip
    figures = structure(rows, ["flow", "commodity"])
    agrees(one(figures, flow="export", commodity="27"), {"share_pct": 90.0, "rank": 1})
    agrees(one(figures, flow="export", commodity="44"), {"share_pct": 10.0, "rank": 2})
    agrees(one(figures, flow="import", commodity="44"), {"share_pct": 75.0, "rank": 1})
    agrees(one(figures, flow="import", commodity="84"), {"share_pct": 25.0, "rank": 2})


def partners(*rows: tuple[str, str, Any], chosen: Iterable[str] = ("CN",)) -> pl.DataFrame:
    wanted = set(chosen)
    return table("flow partner amount chosen", *((*row, row[1] in wanted) for row in rows))


DEPENDENCE = {
    # exports: CN 6, KZ 2 of 8; imports: CN 1, KZ 1 of 2; turnover: CN 7, KZ 3 of 10
    # HHI: exports (6/8)^2 + (2/8)^2 = 0.5625 + 0.0625; imports 0.25 + 0.25; turnover 0.49 + 0.09
    "two partners": (
        [("export", "CN", 6), ("export", "KZ", 2), ("import", "CN", 1), ("import", "KZ", 1)],
        {"exports_share_pct": 75.0, "imports_share_pct": 50.0, "turnover_share_pct": 70.0, "partner_rank": 1,
         "top_partner": "CN", "top_partner_share_pct": 70.0, "partners": 2,
         "exports_hhi": 0.625, "imports_hhi": 0.5, "turnover_hhi": 0.58},
    ),
    # undisclosed is in the denominator and nothing else: CN 3, KZ 2, undisclosed 5 of 10; HHI 0.09 + 0.04
    "undisclosed is never top": (
        [("export", "CN", 3), ("export", "KZ", 2), ("export", "undisclosed", 5), ("import", "CN", 0)],
        {"exports_share_pct": 30.0, "turnover_share_pct": 30.0, "partner_rank": 1, "top_partner": "CN",
         "top_partner_share_pct": 30.0, "partners": 2, "exports_hhi": 0.13, "imports_hhi": None,
         "imports_share_pct": None},
    ),
    # AM, CN, KZ with 2 each of 6: equal ranks 1, the first of the alphabet on top; HHI 3/9
    "ties": (
        [("export", "KZ", 2), ("export", "CN", 2), ("import", "AM", 2)],
        {"partner_rank": 1, "top_partner": "AM", "top_partner_share_pct": 100 / 3, "partners": 3,
         "turnover_hhi": 1 / 3, "exports_hhi": 0.5, "imports_hhi": 1.0},
    ),
    # KZ 5, MN 5, CN 1: the two before CN share rank 1, CN is third; 1/11
    "rank behind a tie": (
        [("export", "KZ", 5), ("export", "MN", 5), ("export", "CN", 1)],
        {"partner_rank": 3, "top_partner": "KZ", "turnover_share_pct": 100 / 11},
    ),
    # no trade with the partner is a share of 0 and no rank
    "none with the partner": (
        [("export", "KZ", 5), ("import", "KZ", 1)],
        {"exports_share_pct": 0.0, "imports_share_pct": 0.0, "turnover_share_pct": 0.0, "partner_rank": None,
         "top_partner": "KZ", "top_partner_share_pct": 100.0, "partners": 1, "turnover_hhi": 1.0},
    ),
    # 4 - 2 = 2 with CN, 8 with KZ: 2/10 = 20%; HHI 0.04 + 0.64
    "negative correction": (
        [("export", "CN", 4), ("export", "CN", -2), ("export", "KZ", 8)],
        {"exports_share_pct": 20.0, "partner_rank": 2, "turnover_hhi": 0.68, "partners": 2},
    ),
    # a partner with less than nothing is not ranked or counted: KZ 12, CN -2 of 10
    "negative partner": (
        [("export", "CN", -2), ("export", "KZ", 12)],
        {"exports_share_pct": -20.0, "partner_rank": None, "partners": 1, "top_partner": "KZ",
         "top_partner_share_pct": 120.0},
    ),
    "no trade at all": (
        [("export", "CN", 0), ("import", "KZ", 0)],
        {"exports_share_pct": None, "imports_share_pct": None, "turnover_share_pct": None, "partner_rank": None,
         "top_partner": None, "top_partner_share_pct": None, "exports_hhi": None, "imports_hhi": None,
         "turnover_hhi": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), DEPENDENCE.values(), ids=DEPENDENCE.keys())
def test_dependence(rows: list[tuple[str, str, Any]], expected: dict[str, Any]) -> None:
    agrees(dependence(partners(*rows), []).row(0, named=True), expected)


@pytest.mark.parametrize(("rows", "expected"), DEPENDENCE.values(), ids=DEPENDENCE.keys())
def test_dependence_by_region_is_the_same(rows: list[tuple[str, str, Any]], expected: dict[str, Any]) -> None:
    beside = partners(("export", "US", 7), ("import", "DE", 9), chosen=())
    made = [partners(*rows).with_columns(region=pl.lit("RU-IRK")), beside.with_columns(region=pl.lit("RU-TOM"))]
    agrees(one(dependence(pl.concat(made), ["region"]), region="RU-IRK"), expected)


def test_a_group_of_partners_has_a_share_and_no_rank() -> None:
    # KZ 3 and BY 1 of 8 together are 50%; the top is CN, 4/8
    rows = partners(("export", "KZ", 3), ("export", "BY", 1), ("export", "CN", 4), chosen=["KZ", "BY"])
    row = dependence(rows, [], ranked=False).row(0, named=True)
    agrees(row, {"turnover_share_pct": 50.0, "partner_rank": None, "top_partner": "CN", "partners": 3})


def test_by_partner_each_has_its_own_share_and_rank() -> None:
    codes = ["CN", "KZ", "undisclosed"]
    rows = partners(("export", "CN", 1), ("export", "KZ", 5), ("export", "undisclosed", 4), chosen=codes)
    figures = dependence(rows, ["partner"], ranked=False)
    agrees(one(figures, partner="CN"), {"turnover_share_pct": 10.0, "partner_rank": 2, "top_partner": "KZ"})
    agrees(one(figures, partner="KZ"), {"turnover_share_pct": 50.0, "partner_rank": 1, "partners": 2})
    agrees(one(figures, partner="undisclosed"), {"turnover_share_pct": 40.0, "partner_rank": None})
    assert figures["turnover_share_pct"].sum() == pytest.approx(100.0)


@pytest.mark.parametrize("by", [[], ["region"]], ids=["in one row", "by region"])
def test_undisclosed_trade_alone(by: list[str]) -> None:
    # all of it is in the denominator, nothing is disclosed: 0/5, an empty sum of squares, no partner
    rows = partners(("export", "undisclosed", 5)).with_columns(region=pl.lit("RU-IRK"))
    row = dependence(rows, by).row(0, named=True)
    agrees(row, {"exports_share_pct": 0.0, "turnover_hhi": 0.0, "top_partner": None, "top_partner_share_pct": None})


@pytest.mark.parametrize("nothing", [0, 5], ids=["no trade", "undisclosed trade"])
def test_the_number_of_partners_does_not_depend_on_the_dimensions(nothing: int) -> None:
    rows = partners(("export", "undisclosed", nothing)).with_columns(region=pl.lit("RU-IRK"))
    whole, by_region = dependence(rows, []), dependence(rows, ["region"])
    assert whole["partners"].to_list() == by_region["partners"].to_list()


def test_with_one_flow_partners_are_ranked_by_it() -> None:
    rows = partners(("export", "CN", 1), ("export", "KZ", 3))
    row = dependence(rows, [], flows=["export"]).row(0, named=True)
    agrees(row, {
        "exports_share_pct": 25.0, "imports_share_pct": None, "turnover_share_pct": None, "partner_rank": 2,
        "top_partner": "KZ", "top_partner_share_pct": 75.0, "exports_hhi": 0.625, "turnover_hhi": None,
    })  # fmt: skip


def test_regions_do_not_mix() -> None:
    rows = table(
        "flow region partner amount chosen",
        ("export", "RU-IRK", "CN", 3, True), ("export", "RU-IRK", "KZ", 1, False),  # 75%
        ("export", "RU-TOM", "CN", 1, True), ("export", "RU-TOM", "KZ", 4, False),  # 20%
        ("export", "RU-OMS", "KZ", 9, False),  # none with CN
    )  # fmt: skip
    figures = dependence(rows, ["region"])
    agrees(one(figures, region="RU-IRK"), {"turnover_share_pct": 75.0, "partner_rank": 1})
    agrees(one(figures, region="RU-TOM"), {"turnover_share_pct": 20.0, "partner_rank": 2})
    agrees(one(figures, region="RU-OMS"), {"turnover_share_pct": 0.0, "partner_rank": None, "partners": 1})
