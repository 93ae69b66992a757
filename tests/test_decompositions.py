"""`strade growth --decompose`: the effects sum exactly, the indices are those of the textbook."""

import csv
import io
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, Row
from hypothesis import given
from hypothesis import strategies as some

from siberia_trade.indicators.growth import Period
from siberia_trade.indicators.prices import prices
from siberia_trade.indicators.shifts import shifts

EXACT = pl.Decimal(38, 6)
YEARS = pl.DataFrame({"year": [2021]}, schema={"year": pl.Int16})
HELD = pl.DataFrame({"year": [2020, 2021]}, schema={"year": pl.Int16})
PERIOD = Period(2020, 2021, 2020, YEARS, YEARS, YEARS, HELD, frozenset((2020, 2021)))
#: Value and weight of a good in a year.
Good = tuple[Any, Any]


def rows(amounts: dict[tuple[str, int], Any], name: str) -> pl.DataFrame:
    made = [
        {"year": year, "flow": "export", name: code, "amount": None if each is None else Decimal(str(each))}
        for (code, year), each in amounts.items()
    ]
    return pl.DataFrame(made, schema={"year": pl.Int16, "flow": pl.String, name: pl.String, "amount": EXACT})


def of(before: dict[str, Good], now: dict[str, Good], jump: int = 10) -> dict[str, Any]:
    """Figures of 2021 against 2020; all of what has a weight has it in each of its rows."""
    cells = {(code, 2020): good for code, good in before.items()} | {(code, 2021): good for code, good in now.items()}
    value, weight = (rows({key: good[which] for key, good in cells.items()}, "code") for which in (0, 1))
    found = prices(value, value, weight, ["year"], PERIOD, jump)
    return found.filter(pl.col("year") == 2021).row(0, named=True)


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


#: Six commodities of the artificial data set of the IMF's and ILO's manuals of price indices (Consumer Price Index
#: Manual 2004, tables 19.1 and 19.2, periods 1 and 2): prices and quantities.
PRICES = ((1.0, 1.2), (1.0, 3.0), (1.0, 1.3), (1.0, 0.7), (1.0, 1.4), (1.0, 0.8))
QUANTITIES = ((1.0, 0.8), (1.0, 0.9), (2.0, 1.9), (1.0, 1.3), (4.5, 4.7), (0.5, 0.6))


def test_the_example_of_the_manuals() -> None:
    """Laspeyres 1.4200, Paasche 1.3823, Fisher 1.4011, Törnqvist 1.4052 (tables 19.4 and 19.6)."""
    goods = list(enumerate(zip(PRICES, QUANTITIES, strict=True), 1))
    before, now = (
        {f"{code:02}": (Decimal(str(p[t])) * Decimal(str(q[t])), q[t]) for code, (p, q) in goods} for t in (0, 1)
    )
    found = of(before, now)
    printed = {"laspeyres": 1.42, "paasche": 1.3823, "fisher": 1.4011, "tornqvist": 1.4052}
    assert {name: found[name] for name in printed} == pytest.approx(printed, abs=6e-5)
    assert found["value_index"] == close(14.1 / 10)
    assert (found["coverage_pct"], found["matched_pct"], found["set_aside"]) == (100.0, 100.0, 0)
    # Bennet by hand: 0.2 * 0.9 + 2 * 0.95 + 0.3 * 1.95 - 0.3 * 1.15 + 0.4 * 4.6 - 0.2 * 0.55 = 4.05; 4.1 - 4.05 = 0.05
    assert [str(found[name]) for name in ("change", "price_effect", "quantity_effect", "not_split")] == [
        "4.100000", "4.050000", "0.050000", "0.000000",
    ]  # fmt: skip


AMOUNT = some.integers(1, 10**12).map(lambda cents: Decimal(cents) / 100)
GOODS = some.dictionaries(some.sampled_from(["01", "02", "03", "04", "05"]), some.tuples(AMOUNT, AMOUNT), min_size=1)


@given(GOODS, GOODS)
def test_identities_of_prices(before: dict[str, Good], now: dict[str, Good]) -> None:
    found = of(before, now, jump=10**30)
    change = sum(good[0] for good in now.values()) - sum(good[0] for good in before.values())
    assert found["change"] == change
    assert found["price_effect"] + found["quantity_effect"] + found["not_split"] == change
    assert found["not_split"] == 0, "new goods and those that are gone are quantity"
    both = [(*map(Fraction, now[code]), *map(Fraction, before[code])) for code in sorted(before.keys() & now.keys())]
    bennet = sum((v1 / q1 - v0 / q0) * (q0 + q1) / 2 for v1, q1, v0, q0 in both)
    assert abs(Fraction(found["price_effect"]) - bennet) <= Fraction(len(both), 2 * 10**6)
    names = ("laspeyres", "paasche", "fisher", "tornqvist")
    if not both:
        assert {found[name] for name in (*names, *(f"{name}_quantity" for name in names))} == {None}
        return
    base, current = sum(v0 for _, _, v0, _ in both), sum(v1 for v1, *_ in both)
    laspeyres = sum(v1 * q0 / q1 for v1, q1, _, q0 in both) / base
    paasche = current / sum(v0 * q1 / q0 for _, q1, v0, q0 in both)
    assert (found["laspeyres"], found["paasche"]) == (close(float(laspeyres)), close(float(paasche)))
    assert found["fisher"] == close(math.sqrt(laspeyres * paasche))
    value = close(float(current / base))
    assert found["value_index"] == value
    assert found["laspeyres"] * found["paasche_quantity"] == value
    assert found["paasche"] * found["laspeyres_quantity"] == value
    assert found["fisher"] * found["fisher_quantity"] == value
    listed = ", ".join(
        f"({float(v1)!r}::DOUBLE, {float(q1)!r}, {float(v0)!r}, {float(q0)!r})" for v1, q1, v0, q0 in both
    )
    query = f"""WITH g AS (SELECT *, v0 / sum(v0) OVER () AS s0, v1 / sum(v1) OVER () AS s1 FROM (VALUES {listed})
        AS t(v1, q1, v0, q0)) SELECT exp(sum((s0 + s1) / 2 * ln((v1 / q1) / (v0 / q0)))) FROM g"""  # noqa: S608
    [[tornqvist]] = duckdb.sql(query).fetchall()
    assert found["tornqvist"] == pytest.approx(tornqvist, rel=1e-9)


PLAIN = {"01": (10, 5)}
EDGES: dict[str, tuple[dict[str, Good], dict[str, Good], dict[str, Any]]] = {
    # price from 2 to 3: (3 - 2) * (5 + 5) / 2
    "a price": (PLAIN, {"01": (15, 5)}, {"price_effect": 5, "quantity_effect": 0, "laspeyres": 1.5, "fisher": 1.5}),
    "a quantity": (PLAIN, {"01": (20, 10)}, {"price_effect": 0, "quantity_effect": 10, "laspeyres": 1.0}),
    "a new good": (
        PLAIN, PLAIN | {"02": (7, 1)},
        {"price_effect": 0, "quantity_effect": 7, "coverage_pct": 100.0, "matched_pct": 100 * 20 / 27},
    ),
    "a good that is gone": (PLAIN | {"02": (7, 1)}, PLAIN, {"price_effect": 0, "quantity_effect": -7, "paasche": 1.0}),
    "no weight": (
        PLAIN | {"02": (30, 0)}, PLAIN | {"02": (50, 9)},
        {"change": 20, "quantity_effect": 0, "not_split": 20, "coverage_pct": 20.0, "set_aside": 0},
    ),
    "a weight that nobody knows": (PLAIN | {"02": (8, 1)}, PLAIN | {"02": (9, None)}, {"not_split": 1, "fisher": 1.0}),
    "a unit value that jumps": (
        PLAIN | {"02": (1, 1)}, PLAIN | {"02": (11, 1)},
        {"set_aside": 1, "not_split": 10, "price_effect": 0, "laspeyres": 1.0, "coverage_pct": 100 * 20 / 32},
    ),
    "as far as it may": (PLAIN, {"01": (100, 5)}, {"set_aside": 0, "laspeyres": 10.0}),
    # a third to ten thirds a kilogram, which floats make a little more than ten times
    "exactly as far": ({"01": (1, 3)}, {"01": (10, 3)}, {"set_aside": 0, "laspeyres": 10.0}),
    "all of it corrections": (PLAIN, {"01": (-15, 5)}, {"not_split": -25, "coverage_pct": None, "matched_pct": None}),
    "a correction": (PLAIN | {"02": (5, 1)}, PLAIN | {"02": (-5, 1)}, {"not_split": -10, "fisher": 1.0}),
    "withheld": (PLAIN | {"XX": (5, 1)}, PLAIN | {"XX": (6, 1)}, {"not_split": 1, "fisher": 1.0}),
    "nothing in both": (PLAIN, {"02": (4, 1)}, {"laspeyres": None, "tornqvist": None, "matched_pct": 0.0}),
}  # fmt: skip


@pytest.mark.parametrize(("before", "now", "expected"), EDGES.values(), ids=EDGES.keys())
def test_edges_of_prices(before: dict[str, Good], now: dict[str, Good], expected: dict[str, Any]) -> None:
    found = of(before, now)
    assert {name: found[name] for name in expected} == {
        name: close(value) if isinstance(value, float) else value for name, value in expected.items()
    }
    assert found["price_effect"] + found["quantity_effect"] + found["not_split"] == found["change"]


# ---------------------------------------------------------------------------------------------------------------------
# Shift-share

Parts = dict[str, Any]


def shifted(before: Parts, now: Parts, whole_before: Parts, whole_now: Parts) -> dict[str, Any]:
    def both(one: Parts, other: Parts) -> pl.DataFrame:
        return rows(
            {(part, 2020): each for part, each in one.items()} | {(p, 2021): v for p, v in other.items()}, "part"
        )

    found = shifts(both(before, now), both(whole_before, whole_now), ["year"], "part", PERIOD, PERIOD, ["export"])
    return found.filter(pl.col("year") == 2021).row(0, named=True)


EFFECTS = ("whole_effect", "mix_effect", "competitive_effect")


def test_shift_share_worked_by_hand() -> None:
    """The whole grows from 1000 to 1200 (20%): oil by 50%, wood by 0%; here oil 60 to 80, wood 40 to 50."""
    found = shifted(
        {"oil": 60, "wood": 40}, {"oil": 80, "wood": 50}, {"oil": 400, "wood": 600}, {"oil": 600, "wood": 600}
    )
    # 100 * 0.2; 60 * (0.5 - 0.2) + 40 * (0 - 0.2); 60 * (1/3 - 0.5) + 40 * (0.25 - 0)
    assert [found[name] for name in EFFECTS] == [20, 10, 0]
    assert (found["value"], found["previous"], found["change"]) == (130, 100, 30)


NUMBERS = some.dictionaries(some.sampled_from("abcd"), some.integers(1, 10**14), min_size=1)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_shift_share_sums_exactly(before: Parts, now: Parts, rest_before: Parts, rest_now: Parts) -> None:
    """The whole is the place and the rest, so that it has every part that the place has."""

    def joined(one: Parts, other: Parts) -> Parts:
        return {part: one.get(part, 0) + other.get(part, 0) for part in {*one, *other}}

    whole_before, whole_now = joined(before, rest_before), joined(now, rest_now)
    found = shifted(before, now, whole_before, whole_now)
    assert sum(found[name] for name in EFFECTS) == sum(now.values()) - sum(before.values()) == found["change"]
    growth = Fraction(sum(whole_now.values()), sum(whole_before.values())) - 1
    of_parts = {part: Fraction(whole_now.get(part, 0), whole_before[part]) - 1 for part in before}
    expected = (
        sum(each * growth for each in before.values()),
        sum(each * (of_parts[part] - growth) for part, each in before.items()),
    )
    for name, effect in zip(EFFECTS, expected, strict=False):
        assert abs(Fraction(found[name]) - effect) <= Fraction(len(before), 2 * 10**6)
    alone = shifted(whole_before, whole_now, whole_before, whole_now)
    assert abs(alone["mix_effect"] + alone["competitive_effect"]) < 1


UNKNOWN = {
    "a part that the whole has not": ({"a": 5}, {"a": 6}, {"b": 9}, {"a": 9, "b": 9}),
    "a whole without trade": ({"a": 5}, {"a": 6}, {"a": 0}, {"a": 9}),
    "amounts that nobody knows": ({"a": None}, {"a": None}, {"a": 5}, {"a": 9}),
}


@pytest.mark.parametrize("parts", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_shifts(parts: tuple[Parts, Parts, Parts, Parts]) -> None:
    assert [shifted(*parts)[name] for name in EFFECTS] == [None, None, None]


# ---------------------------------------------------------------------------------------------------------------------
# The command

#: year region partner code value weight
CELLS = """
    2020 25000 CN 2709001000 100 50
    2020 25000 KZ 4407110000  60 30
    2020 45000 CN 2709001000 300 90
    2021 25000 CN 2709001000 180 60
    2021 25000 KZ 4407110000  60 20
    2021 25000 KZ 8517120000   9  1
    2021 45000 CN 2709001000 300 80
    2021 45000 KZ 4407110000  40 10
"""


@pytest.fixture
def asked(strade: Run) -> Any:
    def ask(line: str, cells: str = CELLS) -> Any:
        made = [line.split() for line in cells.splitlines() if line.strip()]
        lines = [
            Row("export", y, partner, code, "", v, "".join(kg), "0", okato) for y, okato, partner, code, v, *kg in made
        ]
        with open("data.csv", "wb") as file:  # noqa: PTH123
            file.write(DATTSVT.write(lines))
        return strade(f"growth --data data.csv {line}")

    return ask


def answer(result: Any) -> list[dict[str, str]]:
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def test_prices_by_region(asked: Any) -> None:
    result = asked("--decompose price --year 2021 --format csv")
    found = {row["region"]: row for row in answer(result)}
    assert {row["flow"] for row in found.values()} == {"export"}
    # oil from 2 to 3 a kilogram: 1 * (50 + 60) / 2; wood from 2 to 3: 1 * (30 + 20) / 2
    assert (found["RU-IRK"]["price_effect_usd"], found["RU-IRK"]["quantity_effect_usd"]) == ("80", "9")
    assert found["RU-IRK"]["laspeyres"] == "1.5"
    assert "unit values are value per kilogram of commodity codes of 10 digits" in result.err


def test_prices_without_weights(asked: Any, strade: Run) -> None:
    asked("--decompose price --year 2021")
    with open("data.csv", encoding="utf-8-sig") as file:  # noqa: PTH123
        text = file.read().replace("Netto", "Other")
    with open("plain.csv", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
    result = strade("growth --data plain.csv --source fcs --decompose price --year 2021")
    assert (result.code, result.out) == (1, "")


def test_jumps_are_counted(asked: Any) -> None:
    result = asked("--decompose price --year 2021 --by none --format csv", CELLS.replace("180 60", "1800 60"))
    assert [row["set_aside"] for row in answer(result)] == ["0"], "oil of both regions: from 2.9 to 15 a kilogram"
    result = asked("--decompose price --year 2021 --by none --jump 2 --format csv", CELLS.replace("180 60", "1800 60"))
    assert [row["set_aside"] for row in answer(result)] == ["1"]
    assert "changed more than 2 times: 1" in result.err


def test_shift_share_against_russia(asked: Any) -> None:
    line = "--region Irkutsk --decompose shift-share --of russia --grouping chapters --year 2021 --format csv"
    [whole] = answer(asked(line))
    # Russia from 460 to 589; oil from 400 to 480, wood from 60 to 100, phones from nothing
    effects = [Decimal(whole[f"{name}_usd"]) for name in EFFECTS]
    assert sum(effects) == Decimal(whole["change_usd"]) == 89
    assert float(effects[0]) == pytest.approx(160 * 129 / 460, abs=1e-5)
    assert float(effects[1]) == pytest.approx(100 * 0.2 + 60 * 40 / 60 - 160 * 129 / 460, abs=1e-5)
    parts = answer(asked(f"{line} --by commodity"))
    for name in EFFECTS:
        assert sum(Decimal(row[f"{name}_usd"]) for row in parts) == Decimal(whole[f"{name}_usd"])
    partners = answer(asked(f"{line} --over partner"))
    assert sum(Decimal(partners[0][f"{name}_usd"]) for name in EFFECTS) == 89


def test_prices_of_trade_that_ceased(asked: Any) -> None:
    """Wood with Kazakhstan (60) goes elsewhere in 2021; by partner the effects still sum to those of all partners."""
    cells = CELLS.replace("2021 25000 KZ 4407110000  60 20", "2021 25000 CN 4407110000  60 20").replace(
        "25000 KZ 85", "25000 CN 85"
    )
    line = "--region Irkutsk --decompose price --year 2021 --format csv"
    [whole] = answer(asked(f"{line} --by none", cells))
    parts = {row["partner"]: row for row in answer(asked(f"{line} --by partner", cells))}
    gone = parts["KZ"]
    assert (gone["value_usd"], gone["previous_usd"], gone["quantity_effect_usd"]) == ("0", "60", "-60")
    assert (gone["coverage_pct"], gone["laspeyres"]) == ("100.0", "")
    assert sum(Decimal(row["change_usd"]) for row in parts.values()) == Decimal(whole["change_usd"]) == 89


@pytest.mark.parametrize("absent", ["0", ""])
def test_rows_without_weight_beside_others_of_their_code(asked: Any, absent: str) -> None:
    """Oil costs 2 a kilogram in both years; the 100 of 2021 that nobody weighed must not make it cost 3."""
    cells = f"""
        2020 25000 CN 2709001000 200 100
        2021 25000 CN 2709001000 200 100
        2021 25000 KZ 2709001000 100 {absent}
    """
    [found] = answer(asked("--decompose price --by none --year 2021 --format csv", cells))
    effects = [found[f"{name}_usd"] for name in ("price_effect", "quantity_effect", "not_split", "change")]
    assert (effects, found["laspeyres"]) == (["0", "0", "100", "100"], "1.0")
    assert (found["coverage_pct"], found["matched_pct"]) == ("80.0", "80.0")
    gone = "2020 25000 CN 2709001000 200 100\n2021 25000 CN 2709001000 300 0"
    [found] = answer(asked("--decompose price --by none --year 2021 --format csv", gone))
    assert (found["quantity_effect_usd"], found["not_split_usd"], found["coverage_pct"]) == ("0", "100", "0.0")


def test_shift_share_over_regions(asked: Any) -> None:
    """Each region grows in Russia as it does here, so that nothing is competitive; Moscow is no part of Irkutsk."""
    line = "--decompose shift-share --over region --by none --year 2021 --format csv"
    [found] = answer(asked(f"{line} --region Irkutsk --of russia"))
    # Irkutsk from 160 to 249, Russia from 460 to 589
    assert float(found["whole_effect_usd"]) == pytest.approx(160 * 129 / 460, abs=1e-5)
    assert float(found["mix_effect_usd"]) == pytest.approx(89 - 160 * 129 / 460, abs=1e-5)
    assert found["competitive_effect_usd"] == "0"
    [found] = answer(asked(f"{line} --region russia --of Irkutsk"))
    assert {found[f"{name}_usd"] for name in EFFECTS} == {""}


def test_years_that_cannot_be_compared(asked: Any) -> None:
    for line in ("--decompose price", "--decompose shift-share --of russia --region Irkutsk"):
        rows = answer(asked(f"{line} --year 2020 --format csv"))
        assert rows
        assert {row["change_usd"] for row in rows} == {""}
