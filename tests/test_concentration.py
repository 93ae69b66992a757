"""`strade concentration`: worked examples of others, identities, and what is not known."""

import csv
import io
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, table
from hypothesis import given
from hypothesis import strategies as some

from siberia_trade.indicators.concentration import concentration

EXACT = pl.Decimal(38, 6)
INDICES = ("hhi", "hhi_normalised", "concentration_unctad", "equivalent_number", "cr1_pct", "cr3_pct", "cr5_pct",
           "entropy", "theil_t", "theil_l", "gini", "unallocated_pct")  # fmt: skip


def rows(amounts: dict[str, Any]) -> pl.DataFrame:
    made = {
        "part": list(amounts),
        "amount": [None if each is None else Decimal(str(each)) for each in amounts.values()],
    }
    return pl.DataFrame(made, schema={"part": pl.String, "amount": EXACT})


def of(*amounts: Any, whole: tuple[Any, ...] | None = None, **more: Any) -> dict[str, Any]:
    """Indices of parts without names, and of a whole divided alike."""
    beside = None if whole is None else rows({f"p{number}": each for number, each in enumerate(whole)})
    found = concentration(rows({f"p{number}": each for number, each in enumerate(amounts)}), [], [], beside, **more)
    return found.row(0, named=True)


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


#: What others publish for these numbers, to the digits that they print.
PUBLISHED = {
    # R package REAT, help of `theil` (after Stoermann 2009): 0.2326302. What it prints is Theil L:
    # (3 ln 2 + ln 1 + ln 0.4) / 5; Theil T of the same numbers is ln 5 - H = 0.2502
    "REAT, theil": ((10, 10, 10, 20, 50), {"theil_l": 0.2326302, "theil_t": 0.2502012}),
    # R package ineq, example vector of its help: Gini(x) 0.4620911; its Theil(x) is T, ln 10 - H
    "ineq, Gini and Theil": (
        (541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261), {"gini": 0.4620911, "theil_t": 0.3623412},
    ),
    # US Department of Justice, Herfindahl-Hirschman Index: shares of 30, 30, 20 and 20 percent give 2,600 points
    "Department of Justice, HHI": ((30, 30, 20, 20), {"hhi": 0.26, "equivalent_number": 3.8461538}),
    # worked by hand: squares 0.36 + 0.09 + 0.01; (0.46 - 1/3) / (2/3); (sqrt 0.46 - sqrt 1/3) / (1 - sqrt 1/3)
    "by hand": (
        (60, 30, 10),
        {"n": 3, "hhi": 0.46, "hhi_normalised": 0.19, "concentration_unctad": 0.2386911, "cr1_pct": 60.0,
         "cr3_pct": 100.0, "cr5_pct": 100.0, "entropy": 0.8979457, "gini": 1 / 3, "unallocated_pct": 0.0},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("amounts", "expected"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_published(amounts: tuple[int, ...], expected: dict[str, float]) -> None:
    found = of(*amounts)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=5e-8)


AMOUNTS = some.lists(some.integers(1, 10**15), min_size=1, max_size=12)


@given(AMOUNTS, some.randoms(), some.sampled_from([1, 3, 10**6]))
def test_by_other_ways_in_any_order_and_currency(amounts: list[int], random: Any, scale: int) -> None:
    """Plain fractions for the ratios; the definitions of the textbook, differently arranged, for the logarithms."""
    shuffled = random.sample(amounts, len(amounts))
    found, n, total = of(*(each * scale for each in shuffled)), len(amounts), sum(amounts)
    assert found == of(*amounts)
    shares = [Fraction(each, total) for each in amounts]
    hhi = sum(share**2 for share in shares)
    assert found["n"] == n
    assert found["hhi"] == float(hhi)
    assert found["equivalent_number"] == float(1 / hhi)
    assert 1 / n <= found["hhi"] <= 1
    assert found["hhi_normalised"] == (None if n == 1 else float((hhi - Fraction(1, n)) / (1 - Fraction(1, n))))
    unctad = None if n == 1 else close((math.sqrt(hhi) - math.sqrt(1 / n)) / (1 - math.sqrt(1 / n)))
    assert found["concentration_unctad"] == unctad
    ranked = sorted(shares, reverse=True)
    assert [found[f"cr{k}_pct"] for k in (1, 3, 5)] == [float(100 * sum(ranked[:k])) for k in (1, 3, 5)]
    differences = sum(abs(one - other) for one in shares for other in shares)  # Gini as half the mean difference
    assert found["gini"] == close(float(differences / (2 * n)))
    entropy = -sum(float(share) * math.log(share) for share in shares)
    assert found["entropy"] == close(entropy)
    assert found["theil_t"] == close(math.log(n) - entropy)
    assert found["theil_l"] == close(-math.log(n) - sum(math.log(share) for share in shares) / n)
    assert found["theil_t"] >= 0
    assert all(value is None or math.isfinite(value) for value in found.values())


def with_a_whole(own: list[int]) -> Any:
    """The same with a whole of as many parts, or more."""
    return some.tuples(some.just(own), some.lists(some.integers(0, 10**15), min_size=len(own), max_size=12))


@given(AMOUNTS.flatmap(with_a_whole))
def test_against_a_whole(both: tuple[list[int], list[int]]) -> None:
    own, whole = both
    found = of(*own, whole=tuple(whole))
    if not sum(whole):
        assert (found["krugman"], found["diversification_unctad"]) == (None, None)
        return
    longer = [*own, *(0 for _ in whole[len(own) :])]
    ours, theirs = ([Fraction(each, sum(parts)) for each in parts] for parts in (longer, whole))
    krugman = sum(abs(one - other) for one, other in zip(ours, theirs, strict=True))
    finger_kreinin = sum(min(one, other) for one, other in zip(ours, theirs, strict=True))
    assert found["krugman"] == float(krugman)
    assert found["diversification_unctad"] == float(1 - finger_kreinin)
    assert of(*own, whole=tuple(own))["krugman"] == 0


NOTHING = dict.fromkeys(INDICES)
UNKNOWN = {
    "no trade": ([0, 0], {"n": 0, **NOTHING}),
    "a correction below zero": ([10, -1], {"n": 1, **NOTHING}),
    "a whole below zero": ([1, -3], {"n": 1, **NOTHING}),
    "amounts that nobody knows": ([None, None], {"n": 0, **NOTHING}),
    # what is not known adds nothing
    "one that nobody knows": ([3, None, 1], {"n": 2, "hhi": 0.625}),
    "one part": (
        [7],
        {"n": 1, "hhi": 1.0, "hhi_normalised": None, "concentration_unctad": None, "equivalent_number": 1.0,
         "cr1_pct": 100.0, "cr5_pct": 100.0, "entropy": 0.0, "theil_t": 0.0, "theil_l": 0.0, "gini": 0.0},
    ),
    "a part without trade": ([5, 0, 5], {"n": 2, "hhi": 0.5, "hhi_normalised": 0.0, "gini": 0.0, "theil_l": 0.0}),
}  # fmt: skip


@pytest.mark.parametrize(("amounts", "expected"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_not_known(amounts: list[Any], expected: dict[str, Any]) -> None:
    found = of(*amounts)
    assert {name: found[name] for name in expected} == expected


def test_repeated_rows_of_one_part_are_added() -> None:
    parts = pl.concat([rows({"CN": 1}), rows({"CN": 2}), rows({"KZ": 1})])
    assert concentration(parts, [])["hhi"].to_list() == [0.625]  # 3/4 and 1/4: 9/16 + 1/16


def test_what_is_no_one_part_is_in_the_whole_only() -> None:
    """CN 3, KZ 2, undisclosed 5 of 10: HHI 0.09 + 0.04, as `dependence` has it; inequality is that of 3 and 2."""
    found = concentration(rows({"CN": 3, "KZ": 2, "undisclosed": 5}), [], ["undisclosed"]).row(0, named=True)
    told = of(3, 2)
    assert (found["n"], found["hhi"], found["cr1_pct"], found["unallocated_pct"]) == (2, 0.13, 30.0, 50.0)
    assert (found["hhi_normalised"], found["concentration_unctad"]) == (None, None), "below that of equal parts"
    assert [found[name] for name in ("entropy", "theil_t", "theil_l", "gini")] == [
        told[name] for name in ("entropy", "theil_t", "theil_l", "gini")
    ]
    alone = concentration(rows({"undisclosed": 5}), [], ["undisclosed"]).row(0, named=True)
    assert {name: alone[name] for name in ("n", *NOTHING)} == {"n": 0, **NOTHING}


def test_more_parts_than_there_is_trade_in() -> None:
    # (0.625 - 1/4) / (3/4) = 0.5; n of UNCTAD is that of a classification
    found = of(3, 1, possible=4)
    assert (found["n"], found["hhi_normalised"]) == (2, 0.5)
    assert found["concentration_unctad"] == close((math.sqrt(0.625) - 0.5) / 0.5)


# ---------------------------------------------------------------------------------------------------------------------
# The command

#: flow period partner code unit value kg quantity region
ROWS = table("""
    export 2021 CN  2709001000 - 60 6 0 25000
    export 2021 KZ  4407110000 - 30 3 0 25000
    export 2021 MN  4407110000 - 10 1 0 25000
    import 2021 CN  8517120000 - 50 5 0 25000
    import 2021 NNN 8517120000 - 50 5 0 25000
    export 2021 CN  2709001000 - 80 8 0 45000
    export 2021 CN  4407110000 - 20 2 0 45000
    import 2021 DE  8517120000 - 10 1 0 45000
""")


@pytest.fixture
def asked(strade: Run) -> Any:
    def ask(line: str, *, made: Any = ROWS) -> list[dict[str, str]]:
        with open("data.csv", "wb") as file:  # noqa: PTH123
            file.write(DATTSVT.write(made))
        result = strade(f"concentration --data data.csv --format csv {line}")
        assert result.code == 0, result.err
        return list(csv.DictReader(io.StringIO(result.out)))

    return ask


def test_over_partners_by_region(asked: Any) -> None:
    found = {(row["region"], row["flow"]): row for row in asked("")}
    assert found["RU-IRK", "export"]["hhi"] == "0.46"
    assert (found["RU-IRK", "import"]["n"], found["RU-IRK", "import"]["hhi"]) == ("1", "0.25")
    assert found["RU-IRK", "import"]["unallocated_pct"] == "50.0"
    assert found["RU-MOW", "export"]["hhi_normalised"] == ""


def test_over_commodities_and_regions(asked: Any) -> None:
    by_flow = {row["flow"]: row for row in asked("--over commodity --grouping chapters --by none")}
    # chapters of exports: 27 with 140 of 200, 44 with 60: 0.49 + 0.09
    assert (by_flow["export"]["n"], by_flow["export"]["hhi"]) == ("2", "0.58")
    by_region = {row["flow"]: row for row in asked("--over region")}
    assert list(by_region["export"])[:2] == ["flow", "n"]
    assert by_region["export"]["hhi"] == "0.5"  # 100 and 100
    assert by_region["import"]["cr1_pct"] == str(1000 / 11)  # 100 of 110


def test_against_russia(asked: Any) -> None:
    [row] = asked("--region Irkutsk --over commodity --grouping chapters --flow export --of russia")
    # Irkutsk 0.6 and 0.4 against 0.7 and 0.3
    assert (float(row["krugman"]), float(row["diversification_unctad"])) == (close(0.2), close(0.1))
    assert "krugman" not in asked("")[0]


def test_the_hhi_of_dependence_is_the_same(strade: Run) -> None:
    ours = list(csv.DictReader(io.StringIO(strade("concentration --year 2021 --format csv").out)))
    theirs = list(csv.DictReader(io.StringIO(strade("dependence --year 2021 --format csv --partner China").out)))
    assert len(theirs) == 16
    for row in theirs:
        for flow in ("export", "import"):
            [same] = [each for each in ours if (each["region"], each["flow"]) == (row["region"], flow)]
            assert float(same["hhi"]) == close(float(row[f"{flow}s_hhi"]))


REFUSED = {
    "--over flow": 2, "--by partner": 2, "--by commodity --over commodity": 2, "--n 0": 2, "--n 2": 2,
    "--of Tomsk": 1, "--of world": 1, "--base 2020": 2,
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), REFUSED.items(), ids=REFUSED.keys())
def test_refused(strade: Run, line: str, code: int) -> None:
    with open("data.csv", "wb") as file:  # noqa: PTH123
        file.write(DATTSVT.write(ROWS))
    result = strade(f"concentration --data data.csv {line}")
    assert (result.code, result.out) == (code, "")
    assert "rror: " in result.err
