"""Figures that stand twice, in one file or in two: found by what names them, whatever the order of the rows.

A figure is named by its flow, period, places, commodity, unit and the file's further dimensions, in tidy codes, so
that two spellings of one label are no two figures. Names are compared as 64-bit numbers, a share of them at a time,
so that memory does not grow with the file.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import polars as pl

from siberia_trade.inspection.kept import keep_more
from siberia_trade.inspection.survey import WITHHELD, Survey, line_of, readable
from siberia_trade.translate import FIGURES, code_of

#: How many rows are compared at a time.
BATCH_ROWS: Final = 2_500_000
_KEYS: Final = ("period", "flow", "reporter", "region", "partner")


@dataclass(frozen=True)
class Pair:
    """Two lines that hold the same figure."""

    #: None where a file has no lines to count, as a store.
    line: int | None
    other_line: int | None
    value: Decimal | None
    other_value: Decimal | None


@dataclass(frozen=True)
class Repeats:
    """Figures of one file that stand more than once in it."""

    #: Rows that repeat an earlier one to the last digit, and their value; the first of them.
    rows: int
    amount: Decimal
    row: Pair | None
    #: Figures that are given several values; the first of them.
    figures: int
    figure: Pair | None


@dataclass(frozen=True)
class Overlap:
    """Figures that two files hold both."""

    #: The figures, and their value in the first of the files.
    figures: int
    amount: Decimal
    #: How many of them have another value in the other file; the first of them.
    differing: int
    pair: Pair | None


def find_repeats(survey: Survey) -> Repeats:
    """Find figures that stand more than once in a file.

    Withheld commodities may have many figures under one code: they repeat only where all their amounts are the same.
    """
    own = [survey.extract.amount(field).alias(field) for field in FIGURES if field in survey.extract.places]
    named = _named(survey, ("unit",), apart=True)
    named = named.with_columns(pl.struct(*own).hash().alias("own"), survey.extract.amount("value").alias("value"))
    rows, amount, figures = 0, Decimal(0), 0
    first_row: dict[str, Any] | None = None
    first_figure: dict[str, Any] | None = None
    names = keep_more(survey.extract, named.select("name"), "names")
    for batch, its_names in batches([survey, survey], [named, names]):
        share = survey.extract.collect(its_names)["name"].sort()  # grouping by them takes three times the memory
        several = share.filter(share == share.shift()).unique().to_frame()
        if not several.height:
            continue
        rows_of = batch.join(several.lazy(), on="name", how="semi")
        different = rows_of.group_by("name", "own").agg(pl.len().alias("n"), pl.col("value").first(), *_FIRST_LAST)
        sums = different.group_by("name").agg(
            pl.col("n").sum(),
            pl.len().alias("values"),
            (pl.col("value") * (pl.col("n") - 1)).sum().alias("repeated"),
            pl.col("last").filter(pl.col("n") > 1).min().alias("last"),
            pl.col("first").filter(pl.col("n") > 1).min().alias("first"),
            pl.col("first").min().alias("figure"),
            pl.col("first").max().alias("other_figure"),
        )
        found = survey.extract.collect(sums)
        rows += int((found["n"] - found["values"]).sum())
        amount += Decimal(found["repeated"].sum() or 0)
        figures += found.filter(pl.col("values") > 1).height
        first_row = _first(first_row, found.filter(pl.col("last").is_not_null()), "first")
        first_figure = _first(first_figure, found.filter(pl.col("values") > 1), "figure")
    row = _pair(survey, named, first_row, ("first", "last")) if first_row else None
    figure = _pair(survey, named, first_figure, ("figure", "other_figure")) if first_figure else None
    return Repeats(rows, amount, row, figures, figure)


def find_overlap(survey: Survey, other: Survey) -> Overlap | None:
    """Find figures that two files hold both; None where there are none, or the files cannot hold the same."""
    if not _may_overlap(survey, other):
        return None
    frames = [_named(each, ()).with_columns(each.extract.amount("value").alias("value")) for each in (survey, other)]
    figures, amount, differing = 0, Decimal(0), 0
    first: dict[str, Any] | None = None
    for batch in batches([survey, other], frames):
        sums = [each.group_by("name").agg(pl.col("value").sum(), pl.col("number").min()) for each in batch]
        held = [each.extract.collect(found) for each, found in zip((survey, other), sums, strict=True)]
        both = held[0].join(held[1], on="name", suffix="_other")
        unlike = both.filter(pl.col("value") != pl.col("value_other"))
        figures += both.height
        amount += Decimal(both["value"].sum() or 0)
        differing += unlike.height
        first = _first(first, unlike, "number")
    if not figures:
        return None
    pair = None
    if first:
        lines = line_of(survey.extract, first["number"]), line_of(other.extract, first["number_other"])
        pair = Pair(*lines, first["value"], first["value_other"])
    return Overlap(figures, amount, differing, pair)


def _may_overlap(survey: Survey, other: Survey) -> bool:
    """Whether two files are of one form, and share a period, reporter and flow."""
    form = [
        {*each.extract.further, *(name for name in _DIMENSIONS if name in each.extract.places)}
        for each in (survey, other)
    ]
    keys = ["year", "month", "flow", "reporter"]
    shared = survey.cells.join(other.cells, on=keys, how="semi", nulls_equal=True)
    return form[0] == form[1] and shared.height > 0


_DIMENSIONS: Final = ("region", "partner", "commodity")
_FIRST_LAST: Final = (pl.col("number").min().alias("first"), pl.col("number").max().alias("last"))


def _named(survey: Survey, more: Sequence[str], *, apart: bool = False) -> pl.LazyFrame:
    """The rows of a file that can be read, each with the ``name`` of its figure and its ``number``.

    ``more`` are fields that name it too; ``apart``: withheld commodities are named by their value as well.
    """
    extract = survey.extract
    rows, parts = readable(extract), []
    for key in _KEYS:
        if key in extract.places:
            rows = rows.join(_names(survey, key).lazy(), on=key)  # replacing labels would take all rows into memory
        else:
            known = {"flow": extract.flow, "reporter": extract.spec.reporter}.get(key, "")
            rows = rows.with_columns(pl.lit(pl.Series([known]).hash()[0], dtype=pl.UInt64).alias(f"{key}_name"))
        parts.append(pl.col(f"{key}_name"))
    parts += [pl.col(name).str.strip_chars() for name in sorted((*extract.further, *more)) if name in extract.places]
    if "commodity" in extract.places:
        code = code_of(extract)
        parts.append(code.alias("code"))
        if apart:
            is_withheld = code.str.to_uppercase().str.contains(f"^({WITHHELD})$")
            parts.append(pl.when(is_withheld).then(extract.amount("value")).alias("withheld"))
    return rows.with_columns(pl.struct(*parts).hash().alias("name"))


def _names(survey: Survey, key: str) -> pl.DataFrame:
    """Each label of a dimension, and the number of what it means.

    Regions and partners are told apart as finely as the publisher does: an abolished okrug is not its region.
    """
    decoded = survey.decoded[key]
    identity = survey.extract.spec.labels[key].identity
    meant = [identity(label) if key in ("region", "partner") else str(code) for label, code in decoded.items()]
    numbers = pl.Series(meant, dtype=pl.String).hash()
    return pl.DataFrame({key: pl.Series(list(decoded), dtype=pl.String), f"{key}_name": numbers})


def batches(surveys: Sequence[Survey], frames: Sequence[pl.LazyFrame]) -> Iterator[list[pl.LazyFrame]]:
    """Share after share of what goes by one ``name``, the same names of each file."""
    shares = max(1, math.ceil(max(survey.rows for survey in surveys) / BATCH_ROWS))
    for share in range(shares):
        yield [frame.filter(pl.col("name") % shares == share) if shares > 1 else frame for frame in frames]


def _first(known: dict[str, Any] | None, found: pl.DataFrame, column: str) -> dict[str, Any] | None:
    """The row with the lowest number, of those found and the one known; one line may hold two figures."""
    rows = [*([known] if known else []), *found.bottom_k(1, by=[column, "name"]).iter_rows(named=True)]
    return min(rows, key=lambda row: (row[column], row["name"]), default=None)


def _pair(survey: Survey, named: pl.LazyFrame, row: dict[str, Any], ends: tuple[str, str]) -> Pair:
    """The lines of one figure whose numbers stand at the ``ends`` of a row."""
    of = named.filter(pl.col("name") == row["name"], pl.col("number").is_in([row[end] for end in ends]))
    values = dict(survey.extract.collect(of.select("number", "value")).iter_rows())
    one, other = (line_of(survey.extract, row[end]) for end in ends)
    return Pair(one, other, *(values[row[end]] for end in ends))
