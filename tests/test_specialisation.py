"""`strade specialisation`: worked examples of others, identities, and what is not known."""

import csv
import io
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, Row
from hypothesis import given
from hypothesis import strategies as some

from siberia_trade.indicators.specialisation import between, similarity, specialisation

EXACT = pl.Decimal(38, 6)
#: Exports and imports by commodity.
Trade = dict[str, tuple[Any, Any]]


def rows(trade: Trade, **more: Any) -> pl.DataFrame:
    made = [
        {"flow": flow, "commodity": code, "amount": None if each is None else Decimal(str(each))}
        for code, both in trade.items()
        for flow, each in zip(("export", "import"), both, strict=True)
    ]
    schema = {"flow": pl.String, "commodity": pl.String, "amount": EXACT}
    return pl.DataFrame(made, schema=schema).with_columns(**{name: pl.lit(value) for name, value in more.items()})


def of(trade: Trade, whole: Trade | None = None, **more: Any) -> dict[str, dict[str, Any]]:
    """Figures by commodity."""
    beside = None if whole is None else rows(whole)
    found = specialisation(rows(trade), ["commodity"], beside, **more)
    return {row["commodity"]: row for row in found.iter_rows(named=True)}


def in_all(trade: Trade) -> dict[str, Any]:
    return specialisation(rows(trade), []).row(0, named=True)


def exported(**amounts: Any) -> Trade:
    return {code: (each, 0) for code, each in amounts.items()}


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_the_location_quotient_of_others() -> None:
    """R package REAT, help of `locq` (after Farhauer/Kröll 2013): locq(1714, 79006, 879213, 15593224) is 0.3847623."""
    here, there = exported(a=1714, b=79006 - 1714), exported(a=879213, b=15593224 - 879213)
    assert of(here, there)["a"]["rca"] == pytest.approx(0.3847623, abs=5e-8)


def test_the_matrix_of_econgeo() -> None:
    """R package EconGeo, example of `location_quotient`: five regions of 100, five industries of 100 (R2 by hand)."""
    whole = exported(i1=100, i2=100, i3=100, i4=100, i5=100)
    second = of(exported(i1=0, i2=15, i3=5, i4=70, i5=10), whole)
    assert [second[code]["rca"] for code in sorted(second)] == [0.0, close(0.75), close(0.25), close(3.5), close(0.5)]
    assert second["i4"]["rsca"] == close(2.5 / 4.5)
    assert second["i4"]["rca_additive"] == close(0.5)
    assert second["i4"]["nrca"] == close(70 / 500 - 100 * 100 / 500**2)
    first = of(exported(i1=100), whole)
    assert (first["i1"]["rca"], first["i2"]["rca"], first["i2"]["rsca"]) == (5.0, 0.0, -1.0)


#: Exports and imports of three goods, an exercise of textbooks: |319 - 354| + |43 - 141| + |10 - 100| = 223 of 967.
THREE: Trade = {"x": (319, 354), "y": (43, 141), "z": (10, 100)}


def test_both_ways_worked_by_hand() -> None:
    assert in_all(THREE)["grubel_lloyd"] == close(1 - 223 / 967)
    assert in_all(THREE)["normalised_balance"] == close((372 - 595) / 967)
    found = of(THREE)
    assert found["z"]["grubel_lloyd"] == close(20 / 110)
    assert found["z"]["normalised_balance"] == close(-90 / 110)
    assert found["z"]["michaely"] == close(10 / 372 - 100 / 595)
    # 100 * (-90/110 - -223/967) * 110/967
    assert found["z"]["lafay"] == close(100 * (-90 / 110 + 223 / 967) * 110 / 967)
    assert {found["z"][name] for name in ("rca", "rsca", "rca_additive", "nrca")} == {None}, "of nothing"


AMOUNTS = some.integers(0, 10**13)
TRADE = some.dictionaries(some.sampled_from("abcdef"), some.tuples(AMOUNTS, AMOUNTS), min_size=1)


def joined(one: Trade, other: Trade) -> Trade:
    empty = (0, 0)
    return {
        code: (one.get(code, empty)[0] + other.get(code, empty)[0], one.get(code, empty)[1] + other.get(code, empty)[1])
        for code in {*one, *other}
    }


@given(TRADE, TRADE, some.sampled_from([1, 7, 10**4]))
def test_identities(here: Trade, rest: Trade, scale: int) -> None:
    whole = joined(here, rest)
    found = of(here, whole)
    scaled = of({code: (x * scale, m * scale) for code, (x, m) in here.items()}, whole)
    figures = ("rca", "rsca", "rca_additive", "lafay", "michaely", "normalised_balance", "grubel_lloyd")
    for code, row in found.items():
        assert [row[name] for name in figures] == [scaled[code][name] for name in figures]
        assert all(value is None or not isinstance(value, float) or math.isfinite(value) for value in row.values())
    assert set(found) == set(whole), "what the place does not trade has its row"
    x, m, w = (sum(trade[code][side] for code in trade) for trade, side in ((here, 0), (here, 1), (whole, 0)))
    for name in ("lafay", "michaely", "rca_additive", "nrca"):
        known = [row[name] for row in found.values() if row[name] is not None]
        assert math.fsum(known) == pytest.approx(0, abs=1e-9), name
    if x and w:
        weighted = [row["rca"] * whole[code][0] / w for code, row in found.items() if row["rca"] is not None]
        assert math.fsum(weighted) == close(1.0)
        for code, row in found.items():
            share, theirs = Fraction(here.get(code, (0, 0))[0], x), Fraction(whole[code][0], w)
            assert row["rca"] == (float(share / theirs) if theirs else None)
            assert row["rca_additive"] == float(share - theirs)
    if x + m:
        falls = in_all({"all": (x, m)})["grubel_lloyd"]
        assert in_all(here)["grubel_lloyd"] <= falls + 1e-12, "less with detail"
        assert falls == close(1 - abs(x - m) / (x + m))


@given(TRADE, TRADE)
def test_similarity_is_what_krugman_leaves(here: Trade, there: Trade) -> None:
    found = similarity(rows(here), ["flow"], rows(there))
    for row in found.iter_rows(named=True):
        side = ("export", "import").index(row["flow"])
        ours, theirs = ([trade.get(code, (0, 0))[side] for code in "abcdef"] for trade in (here, there))
        if not sum(ours) or not sum(theirs):
            assert (row["similarity"], row["krugman"]) == (None, None)
            continue
        shares = [[Fraction(each, sum(parts)) for each in parts] for parts in (ours, theirs)]
        assert row["similarity"] == float(sum(min(pair) for pair in zip(*shares, strict=True)))
        assert row["similarity"] == close(1 - row["krugman"] / 2)


FIGURES = ("rca", "rsca", "rca_additive", "nrca", "lafay", "michaely", "normalised_balance", "grubel_lloyd")
UNKNOWN: dict[str, tuple[Trade, Trade | None, str, dict[str, Any]]] = {
    "no trade at all": (
        {"a": (0, 0)}, {"a": (0, 0)}, "a",
        dict.fromkeys(FIGURES),
    ),
    "a single commodity": (
        {"a": (5, 2)}, {"a": (9, 9)}, "a",
        {"rca": 1.0, "rsca": 0.0, "rca_additive": 0.0, "lafay": 0.0, "michaely": 0.0, "grubel_lloyd": close(4 / 7)},
    ),
    "one that the whole does not trade": (
        {"a": (5, 0), "b": (5, 0)}, {"a": (9, 0)}, "b", {"rca": None, "rsca": None, "rca_additive": 0.5},
    ),
    "one that the place does not trade": (
        {"a": (5, 1)}, {"a": (6, 2), "b": (2, 0)}, "b",
        {"exports": 0, "rca": 0.0, "rsca": -1.0, "rca_additive": -0.25, "grubel_lloyd": None, "lafay": 0.0},
    ),
    "a correction": (
        {"a": (-5, 1), "b": (20, 1)}, {"a": (6, 2), "b": (2, 0)}, "a",
        dict.fromkeys(FIGURES),
    ),
    "exports only": ({"a": (5, 0)}, None, "a", {"michaely": None, "lafay": 0.0, "normalised_balance": 1.0}),
    "imports that nobody knows": (
        {"a": (5, None)}, None, "a", {"exports": 5, "imports": None, "lafay": None, "grubel_lloyd": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("here", "whole", "code", "expected"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_not_known(here: Trade, whole: Trade | None, code: str, expected: dict[str, Any]) -> None:
    found = of(here, whole)[code]
    assert {name: found[name] for name in expected} == expected


def test_a_correction_of_one_commodity_is_no_trade_both_ways() -> None:
    """Exports 20, imports 1; |-5 - 1| + |25 - 0| is more than the turnover, and the index would be below 0."""
    found = in_all({"a": (-5, 1), "b": (25, 0)})
    assert (found["exports"], found["normalised_balance"]) == (20, close(19 / 21))
    assert found["grubel_lloyd"] is None


def test_imports_alone_are_compared_with_imports() -> None:
    def imports(trade: Trade) -> pl.DataFrame:
        return rows(trade).filter(pl.col("flow") == "import")

    here, there = {"a": (9, 3), "b": (1, 1)}, {"a": (0, 1), "b": (0, 1)}
    found = specialisation(imports(here), ["commodity"], imports(there), ["import"]).sort("commodity")
    assert found["rca"].to_list() == [1.5, 0.5]
    assert found["exports"].to_list() == [None, None]
    assert found["lafay"].to_list() == [None, None]


@pytest.mark.parametrize("by", [["commodity"], ["region", "commodity"], ["region"]])
def test_a_place_without_trade_has_no_rows(by: list[str]) -> None:
    nothing = rows({"a": (1, 1)}, region="N").clear()
    assert specialisation(nothing, by, rows({"a": (4, 0)})).height == 0


def test_places_have_their_own_sums_and_one_whole() -> None:
    two = pl.concat([rows({"a": (1, 0), "b": (1, 0)}, region="N"), rows({"a": (3, 0), "b": (1, 0)}, region="S")])
    found = specialisation(two, ["region", "commodity"], rows({"a": (4, 0), "b": (4, 0)}))
    rca = {(row["region"], row["commodity"]): row["rca"] for row in found.iter_rows(named=True)}
    assert rca == {("N", "a"): 1.0, ("N", "b"): 1.0, ("S", "a"): 1.5, ("S", "b"): 0.5}


# ---------------------------------------------------------------------------------------------------------------------
# Between two years

ALIKE = pl.DataFrame({"year": [2021]}, schema={"year": pl.Int16})


def changed(
    then: Trade, now: Trade, by: tuple[str, ...] = (), comparable: pl.DataFrame = ALIKE
) -> list[dict[str, Any]]:
    years = [rows(trade).with_columns(year=pl.lit(year, pl.Int16)) for trade, year in ((then, 2017), (now, 2021))]
    return between(pl.concat(years), by, (2017, 2021), comparable).to_dicts()


MARGINAL = {
    # dX = dM = 10: |0| of 20
    "both grew alike": ({"a": (10, 10)}, {"a": (20, 20)}, 1.0, 0.0),
    "exports alone": ({"a": (10, 10)}, {"a": (30, 10)}, 0.0, 1.0),
    "one at the cost of the other": ({"a": (10, 10)}, {"a": (15, 5)}, 0.0, 1.0),
    # 30 and 10: 1 - 20/40; 20/40
    "half": ({"a": (10, 10)}, {"a": (40, 20)}, 0.5, 0.5),
    # a: 20 and 0, b: 0 and 20: 1 - 40/40; 0
    "two, each its way": ({"a": (10, 10), "b": (10, 10)}, {"a": (30, 10), "b": (10, 30)}, 0.0, 0.0),
    "a new one": ({"a": (1, 1)}, {"a": (1, 1), "b": (4, 4)}, 1.0, 0.0),
    "one that is gone": ({"a": (1, 1), "b": (4, 0)}, {"a": (1, 1)}, 0.0, -1.0),
    "nothing": ({"a": (1, 1)}, {"a": (1, 1)}, None, None),
}


@pytest.mark.parametrize(("then", "now", "a", "b"), MARGINAL.values(), ids=MARGINAL.keys())
def test_marginal(then: Trade, now: Trade, a: float | None, b: float | None) -> None:
    [found] = changed(then, now)
    assert (found["miit_a"], found["miit_b"]) == (a, b)
    [unlike] = changed(then, now, comparable=ALIKE.clear())
    assert {unlike[name] for name in ("exports_change", "imports_change", "miit_a", "miit_b")} == {None}


@given(TRADE, TRADE)
def test_marginal_of_each_commodity_weighted(then: Trade, now: Trade) -> None:
    [whole] = changed(then, now)
    parts = changed(then, now, ("commodity",))
    weights = [abs(row["exports_change"]) + abs(row["imports_change"]) for row in parts]
    for name in ("miit_a", "miit_b"):
        weighted = [float(weight) * row[name] for weight, row in zip(weights, parts, strict=True) if weight]
        total = float(sum(weights))
        assert whole[name] == (pytest.approx(math.fsum(weighted) / total, abs=1e-9) if total else None)
    for row in parts:
        assert row["miit_a"] is None or row["miit_a"] + abs(row["miit_b"]) == close(1.0)


# ---------------------------------------------------------------------------------------------------------------------
# The command

#: year region flow code value
CELLS = """
    2020 25000 export 2709001000 60
    2020 25000 export 4407110000 40
    2020 25000 import 8517120000 50
    2020 45000 export 2709001000 340
    2020 45000 export 8517120000 60
    2020 45000 import 4407110000 10
    2021 25000 export 2709001000 90
    2021 25000 import 8517120000 70
    2021 25000 import 4407110000 5
    2021 25000 export XXXXXXXXXX 10
    2021 45000 export 2709001000 110
    2021 45000 export 4407110000 100
"""


@pytest.fixture
def asked(strade: Run) -> Any:
    def ask(line: str, cells: str = CELLS) -> Any:
        made = [line.split() for line in cells.splitlines() if line.strip()]
        lines = [Row(flow, year, "CN", code, "", value, "1", "0", okato) for year, okato, flow, code, value in made]
        with open("data.csv", "wb") as file:  # noqa: PTH123
            file.write(DATTSVT.write(lines))
        return strade(f"specialisation --data data.csv --grouping chapters {line}")

    return ask


def answer(result: Any) -> list[dict[str, str]]:
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def test_against_russia(asked: Any) -> None:
    found = {row["commodity"]: row for row in answer(asked("--region Irkutsk --of russia --year 2020 --format csv"))}
    # oil 0.6 against 400/500, timber 0.4 against 40/500, phones 0 against 60/500
    assert float(found["27"]["rca"]) == close(0.75)
    assert float(found["44"]["rca"]) == close(5.0)
    assert found["85"]["rca"] == "0.0"
    assert {row["level"] for row in found.values()} == {"chapters"}


def test_chosen_commodities_are_rows_and_not_the_whole(asked: Any) -> None:
    line = "--region Irkutsk --of russia --year 2020 --format csv"
    everything = {row["commodity"]: row for row in answer(asked(line))}
    assert answer(asked(f"{line} --commodity 44")) == [everything["44"]]
    [part] = answer(asked(f"{line} --commodity 4407"))
    same = ("rca", "rsca", "rca_additive", "nrca", "lafay", "michaely", "grubel_lloyd")
    assert [part[name] for name in same] == [everything["44"][name] for name in same], "all of 44 is 4407"
    [both] = answer(asked("--by none --commodity 44 --year 2020 --format csv"))
    assert float(both["grubel_lloyd"]) == close(20 / 50)  # exports 40, imports 10
    absent = asked(f"{line} --commodity 99")
    assert (absent.code, absent.out) == (1, "")


def test_without_a_whole_it_says_so(asked: Any) -> None:
    result = asked("--region Irkutsk --year 2020 --format csv")
    assert {row["rca"] for row in answer(result)} == {""}
    assert {row["lafay"] for row in answer(result)} != {""}
    assert "no comparative advantage without --of" in result.err


def test_of_all_commodities_and_by_region(asked: Any) -> None:
    [row] = answer(asked("--by none --year 2020 --format csv"))
    # oil 400 and 0, timber 40 and 10, phones 60 and 50: 1 - (400 + 30 + 10) / 560
    assert (row["level"], float(row["grubel_lloyd"])) == ("chapters", close(1 - 440 / 560))
    assert "rca" not in row
    by_region = {row["region"]: row for row in answer(asked("--by region --year 2020 --format csv"))}
    assert float(by_region["RU-IRK"]["grubel_lloyd"]) == 0.0
    title = asked("--by none --year 2020").out.splitlines()[0]
    assert "(HS chapters)" in title


def test_undisclosed_is_in_the_sums_and_no_commodity_of_a_structure(asked: Any) -> None:
    rows = answer(asked("--region Irkutsk --of russia --year 2021 --format csv"))
    found = {row["commodity"]: row for row in rows}
    # oil 90 of 100 against 200 of 310, undisclosed 10 of 100 against 10 of 310
    assert float(found["27"]["rca"]) == close(0.9 / (200 / 310))
    assert float(found["undisclosed"]["rca"]) == close(3.1)
    assert rows[-1]["commodity"] == "undisclosed"
    line = "--region Irkutsk --similar-to russia --year 2021 --flow export --format csv"
    [row] = answer(asked(line))
    assert float(row["similarity"]) == close(200 / 300)  # oil alone, against oil 200 and timber 100


def test_similarity_is_one_less_the_diversification_of_concentration(asked: Any, strade: Run) -> None:
    alike = answer(asked("--similar-to russia --year 2020 --format csv"))
    line = "concentration --data data.csv --grouping chapters --over commodity --of russia --year 2020 --format csv"
    apart = {(row["region"], row["flow"]): row for row in answer(strade(line))}
    for row in alike:
        other = apart[row["region"], row["flow"]]
        assert row["krugman"] == other["krugman"]
        assert float(row["similarity"]) == close(1 - float(other["diversification_unctad"]))


def test_between(asked: Any) -> None:
    found = {row["commodity"]: row for row in answer(asked("--region Irkutsk --between 2020,2021 --format csv"))}
    # timber: exports from 40 to 0, imports from 0 to 5
    assert (found["44"]["exports_change_usd"], found["44"]["imports_change_usd"]) == ("-40", "5")
    assert (found["44"]["miit_a"], found["44"]["miit_b"]) == ("0.0", "-1.0")
    [row] = answer(asked("--region Irkutsk --between 2020,2021 --by none --format csv"))
    # oil 30 0, phones 0 20, timber -40 5, undisclosed 10 0: apart 30 + 20 + 45 + 10 of 105
    assert (row["miit_a"], float(row["miit_b"])) == ("0.0", close((30 - 20 - 45 + 10) / 105))


def test_changes_of_one_flow(asked: Any) -> None:
    """The one asked for is known, the indices need both: 70 + 5 - 50 - 10; 90 + 10 + 110 + 100 - 100 - 400."""
    [found] = answer(asked("--between 2020,2021 --by none --flow import --format csv"))
    assert (found["exports_change_usd"], found["imports_change_usd"], found["miit_a"]) == ("", "15", "")
    [found] = answer(asked("--between 2020,2021 --by none --flow export --format csv"))
    assert (found["exports_change_usd"], found["imports_change_usd"], found["miit_b"]) == ("-190", "", "")


def test_years_that_cannot_be_compared(asked: Any) -> None:
    uneven = CELLS.replace("2021 ", "2021-01 ")
    result = asked("--region Irkutsk --between 2020,2021 --by none --format csv", uneven)
    assert [row["miit_a"] for row in answer(result)] == [""]
    assert "2020 and 2021 cannot be compared" in result.err


def test_by_weight(asked: Any) -> None:
    rows = answer(asked("--year 2020 --measure weight --of russia --format csv"))
    assert {"exports_kg", "imports_kg"} < set(rows[0])


REFUSED = {
    "--by flow": 2, "--between 2020": 2, "--between 2020:2021": 2, "--between 2020,2021 --year 2020": 2,
    "--similar-to russia --of russia": 2, "--similar-to russia --by commodity": 2, "--similar-to Tomsk": 1,
    "--between 2020,2021 --similar-to russia": 2, "--of world": 1, "--of nowhere": 1, "--similar-to world": 1,
    "--between 2010,2011": 1,
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), REFUSED.items(), ids=REFUSED.keys())
def test_refused(asked: Any, line: str, code: int) -> None:
    result = asked(line)
    assert (result.code, result.out) == (code, ""), result.err
    assert "rror: " in result.err
