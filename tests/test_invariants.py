"""What must hold of any extract: parts make up wholes, sums are exact, order and scale do not matter."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import siberia_trade as st
from siberia_trade.render import render

HEADER = "napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s".replace(" ", "\t")
FLOWS = {"ЭК": "export", "ИМ": "import"}
UNDISCLOSED = "NNN"

#: Crude oil, petroleum coke (in no group of `goods`), timber, machinery, arms (in none of `paper`), withheld.
CODES = ("2709009009", "2713110000", "4403201100", "8471300000", "9303100000", "XXXXXXXXXX")

#: Where a figure stands (flow, period, partner, code, region), and its value and weight in hundredths.
Cell = tuple[str, str, str, str, str]
Extract = Mapping[Cell, tuple[int, int]]


def cells(partners: Iterable[str] = ("CN", "KZ", "MN", "NA", UNDISCLOSED), periods: Iterable[str] = ()) -> Any:
    return some.tuples(
        some.sampled_from(list(FLOWS)),
        some.sampled_from(list(periods) or ["01/2020", "02/2020", "01/2021", "02/2021"]),
        some.sampled_from(list(partners)),
        some.sampled_from(CODES),
        some.sampled_from(["25000 - ИРКУТСКАЯ ОБЛАСТЬ", "69000 - ТОМСКАЯ ОБЛАСТЬ", "45000 - МОСКВА", "NNNNN - НЕТ"]),
    )


AMOUNTS = some.integers(0, 10**14) | some.integers(0, 1000) | some.just(0)
CORRECTED = AMOUNTS | some.integers(-(10**6), -1)


def extracts(amounts: Any = AMOUNTS, **choices: Any) -> Any:
    """Extracts of a few rows; at least two partners, as a dependence needs a world."""
    always = {
        ("ЭК", "01/2020", "CN", "2709009009", "25000 - ИРКУТСКАЯ ОБЛАСТЬ"): (100, 100),
        ("ИМ", "01/2020", "KZ", "8471300000", "25000 - ИРКУТСКАЯ ОБЛАСТЬ"): (300, 100),
    }
    return some.dictionaries(cells(**choices), some.tuples(amounts, amounts), max_size=24).map(
        lambda found: found | always
    )


def number(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:f}".replace(".", ",")


def write(path: Path, extract: Extract, factor: int = 1) -> str:
    lines = [HEADER]
    for (flow, period, partner, code, region), (value, weight) in extract.items():
        amounts = f"{number(value * factor)}\t{number(weight * factor)}"
        lines.append(f"{flow}\t{period}\t{partner}\t{code}\t\t{amounts}\t0\t{region}\t06-СФО")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("extracts")


def examples(count: int) -> Any:
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


BYS = (
    "none",
    "region",
    "partner",
    "commodity",
    "year,region",
    "flow,partner",
    "month,commodity",
    "region,partner,flow",
)
GROUPINGS = ("sections", "chapters", "headings", "fcs", "paper", "goods")
EVERY_YEAR = "2020:2021"


def total(extract: Extract, flow: str | None = None, place: int = 0) -> Decimal:
    """The sum of an extract in plain exact arithmetic."""
    return sum(
        (Decimal(row[place]) / 100 for cell, row in extract.items() if flow in (None, FLOWS[cell[0]])), Decimal(0)
    )


def column_sum(frame: pl.DataFrame, name: str) -> Decimal:
    return sum((value for value in frame[name].to_list() if value is not None), Decimal(0))


@given(extracts(CORRECTED), some.sampled_from(BYS), some.sampled_from(GROUPINGS))
@examples(40)
def test_totals_are_exact_and_survive_any_dimensions_and_grouping(
    folder: Path, extract: Extract, by: str, grouping: str
) -> None:
    file = write(folder / "totals.csv", extract)
    for measure, end, place in (("value", "usd", 0), ("weight", "kg", 1)):
        table = st.turnover(data=[file], by=by, grouping=grouping, measure=measure, year=EVERY_YEAR)
        frame = table.frame
        assert column_sum(frame, f"exports_{end}") == total(extract, "export", place)
        assert column_sum(frame, f"imports_{end}") == total(extract, "import", place)
        if "flow" not in by:
            assert column_sum(frame, f"turnover_{end}") == total(extract, None, place)
            exports, imports = pl.col(f"exports_{end}"), pl.col(f"imports_{end}")
            assert frame.select((exports + imports == pl.col(f"turnover_{end}")).all()).item()
            assert frame.select((exports - imports == pl.col(f"balance_{end}")).all()).item()
        if table.total is not None:
            assert table.total[f"turnover_{end}"] == total(extract, None, place)


@given(extracts(CORRECTED), some.sampled_from(GROUPINGS))
@examples(20)
def test_structure_holds_every_cent(folder: Path, extract: Extract, grouping: str) -> None:
    file = write(folder / "structure.csv", extract)
    frame = st.structure(data=[file], grouping=grouping, year=EVERY_YEAR).frame
    for flow in FLOWS.values():
        assert column_sum(frame.filter(pl.col("flow") == flow), "value_usd") == total(extract, flow)


@given(extracts(), some.sampled_from(GROUPINGS), some.sampled_from(["27", "2709", "44", "8471", "undisclosed"]))
@examples(40)
def test_the_rows_of_a_commodity_hold_all_of_it(folder: Path, extract: Extract, grouping: str, commodity: str) -> None:
    held = extract | {("ЭК", "01/2020", "CN", code, "69000 - ТОМСКАЯ ОБЛАСТЬ"): (7, 7) for code in CODES}
    file = write(folder / "commodity.csv", held)
    asked: dict[str, Any] = {"data": [file], "grouping": grouping, "commodity": commodity, "year": EVERY_YEAR}
    rows = column_sum(st.structure(**asked).frame, "value_usd")
    assert rows == column_sum(st.turnover(**asked, by="none").frame, "turnover_usd")
    if commodity.isdigit():
        assert rows == total({cell: row for cell, row in held.items() if cell[3].startswith(commodity)})


@given(extracts(), some.sampled_from(BYS))
@examples(30)
def test_shares_of_the_whole_make_up_a_hundred(folder: Path, extract: Extract, by: str) -> None:
    file = write(folder / "shares.csv", extract)
    frame = st.shares(data=[file], by=by, year=EVERY_YEAR).frame
    times = [name for name in ("year", "month") if name in by.split(",")]
    blocks = frame.partition_by(times) if times else [frame]
    names = ["exports", "imports"] + ([] if "flow" in by else ["turnover"])
    for block in blocks:
        for name in names:
            if column_sum(block, f"{name}_usd") > 0:
                assert block[f"{name}_share_pct"].sum() == pytest.approx(100, rel=1e-9)
            else:
                assert block[f"{name}_share_pct"].null_count() == block.height


@given(extracts(), some.sampled_from(GROUPINGS), some.sampled_from(["", "region", "year", "partner,month"]))
@examples(30)
def test_structure_shares_make_up_a_hundred_in_each_block(
    folder: Path, extract: Extract, grouping: str, by: str
) -> None:
    file = write(folder / "blocks.csv", extract)
    frame = st.structure(data=[file], grouping=grouping, by=by or None, year=EVERY_YEAR).frame
    for block in frame.partition_by([*filter(None, by.split(",")), "flow"]):
        if column_sum(block, "value_usd") > 0:
            assert block["share_pct"].sum() == pytest.approx(100, rel=1e-9)
        else:
            assert block["share_pct"].null_count() == block.height
        last = block.filter(pl.col("commodity").is_in(["other", "undisclosed"]))
        assert last["rank"].null_count() == last.height
        ranked = block.filter(pl.col("rank").is_not_null()).sort("rank")
        assert ranked["value_usd"].is_sorted(descending=True)
        assert ranked["rank"].to_list()[:1] in ([], [1])


@given(extracts(), some.sampled_from([[], ["region"], ["year"], ["region", "month"]]))
@examples(30)
def test_dependence_on_all_partners_makes_up_a_hundred(folder: Path, extract: Extract, keys: list[str]) -> None:
    file = write(folder / "dependence.csv", extract)
    frame = st.dependence(data=[file], by=",".join([*keys, "partner"]), year=EVERY_YEAR).frame
    for block in frame.partition_by(keys) if keys else [frame]:
        shares = block["turnover_share_pct"]
        assert shares.null_count() == len(shares) or shares.sum() == pytest.approx(100, rel=1e-9)
        best = block.filter(pl.col("partner_rank") == 1)
        assert best.height == 0 or best["partner"].min() == block["top_partner"][0]
        assert block.filter(pl.col("partner") == "undisclosed")["partner_rank"].null_count() == len(
            block.filter(pl.col("partner") == "undisclosed")
        )


@given(extracts(partners=["CN", "KZ", "MN", "NA"]))
@examples(30)
def test_concentration_lies_between_an_even_spread_and_one_partner(folder: Path, extract: Extract) -> None:
    file = write(folder / "hhi.csv", extract)
    row = st.dependence(data=[file], by="none", year=EVERY_YEAR).frame.row(0, named=True)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for cell, (value, _) in extract.items():
        sums[FLOWS[cell[0]], cell[2]] += value
        sums["turnover", cell[2]] += value
    for column, flow in (("exports_hhi", "export"), ("imports_hhi", "import"), ("turnover_hhi", "turnover")):
        partners = sum(1 for (own, _), value in sums.items() if own == flow and value > 0)
        assert (row[column] is None) == (partners == 0)
        if partners:
            assert 1 / partners - 1e-12 <= row[column] <= 1 + 1e-12
    assert (row["partners"] or 0) == sum(1 for (own, _), value in sums.items() if own == "turnover" and value > 0)


@given(extracts(), some.sampled_from(["region", "year"]))
@examples(20)
def test_undisclosed_partners_only_lower_the_concentration(folder: Path, extract: Extract, by: str) -> None:
    file = write(folder / "undisclosed.csv", extract)
    frame = st.dependence(data=[file], by=by, year=EVERY_YEAR).frame
    for name in ("exports_hhi", "imports_hhi", "turnover_hhi"):
        assert all(-1e-12 <= value <= 1 + 1e-12 for value in frame[name].drop_nulls())
    assert "undisclosed" not in frame["top_partner"].to_list()


QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("turnover", {"by": "region,year"}),
    ("turnover", {"by": "partner,commodity,month", "grouping": "paper"}),
    ("shares", {"by": "partner,flow"}),
    ("shares", {"by": "region,year", "of": "russia", "region": "siberia"}),
    ("structure", {"by": "region", "grouping": "paper"}),
    ("dependence", {"by": "region,year", "partner": "CN"}),
    ("dependence", {"by": "partner"}),
)


def answers(files: list[str], form: str = "csv") -> list[str]:
    return [render(getattr(st, name)(data=files, year=EVERY_YEAR, **options), form) for name, options in QUESTIONS]


@given(extracts(CORRECTED), some.randoms(use_true_random=False))
@examples(12)
def test_the_order_of_rows_and_files_and_how_they_are_split_change_nothing(
    folder: Path, extract: Extract, chance: Any
) -> None:
    expected = answers([write(folder / "whole.csv", extract)])
    shuffled = list(extract.items())
    chance.shuffle(shuffled)
    assert answers([write(folder / "shuffled.csv", dict(shuffled))]) == expected
    parts: dict[int, dict[Cell, tuple[int, int]]] = defaultdict(dict)
    for cell, row in shuffled:
        parts[chance.randrange(3)][cell] = row
    files = [write(folder / f"part{key}.csv", part) for key, part in parts.items()]
    assert answers(files) == expected
    assert answers(files[::-1]) == expected


@given(extracts(CORRECTED), some.sampled_from(QUESTIONS))
@examples(25)
def test_the_unit_of_the_values_changes_no_percentage(
    folder: Path, extract: Extract, question: tuple[str, dict[str, Any]]
) -> None:
    files = [write(folder / "plain.csv", extract), write(folder / "tenfold.csv", extract, 10)]
    name, options = question
    left, right = (getattr(st, name)(data=[file], year=EVERY_YEAR, **options).frame for file in files)
    assert left.columns == right.columns
    for column in left.columns:
        plain, tenfold = left[column].to_list(), right[column].to_list()
        if left.schema[column].is_decimal():
            assert [None if value is None else value * 10 for value in plain] == tenfold
        elif left.schema[column].is_float():
            assert plain == [None if value is None else pytest.approx(value, rel=1e-9) for value in tenfold]
        else:
            assert plain == tenfold


def refuse(word: str) -> None:
    raise AssertionError(f"json has no {word}")


@given(extracts(CORRECTED | some.just(0)), some.sampled_from(BYS))
@examples(20)
def test_json_holds_numbers_and_nulls_only(folder: Path, extract: Extract, by: str) -> None:
    file = write(folder / "json.csv", extract)
    for name in ("turnover", "shares", "structure", "dependence"):
        text = render(getattr(st, name)(data=[file], by=by, year=EVERY_YEAR), "json")
        assert json.loads(text, parse_constant=refuse)["data"]


@given(extracts(CORRECTED), some.sampled_from(BYS))
@examples(15)
def test_json_csv_and_the_frame_say_the_same(folder: Path, extract: Extract, by: str) -> None:
    table = st.turnover(data=[write(folder / "forms.csv", extract)], by=by, year=EVERY_YEAR)
    rows = json.loads(render(table, "json"), parse_float=Decimal, parse_int=Decimal)["data"]
    lines = render(table, "csv").splitlines()
    assert lines[0].split(",") == table.frame.columns
    assert len(lines) == len(rows) + 1 == table.frame.height + 1
    for found, row in zip(rows, table.frame.iter_rows(named=True), strict=True):
        for name, value in row.items():
            assert found[name] == (Decimal(repr(value)) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    "command", ["turnover --by region,partner", "dependence --by region,year", "shares --by partner,commodity"]
)
def test_the_number_of_threads_changes_nothing(command: str) -> None:
    def run(threads: str) -> bytes:
        arguments = [sys.executable, "-m", "siberia_trade", *command.split(), "--format", "csv", "--quiet"]
        environment = {**os.environ, "POLARS_MAX_THREADS": threads}
        return subprocess.run(arguments, env=environment, capture_output=True, check=True).stdout

    assert run("1") == run("4")
