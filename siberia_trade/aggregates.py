"""Wholes beside their parts, on leaf sums: total rows, codes of several levels, years beside months."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import polars as pl

from siberia_trade import notes
from siberia_trade.cube import LEAF
from siberia_trade.errors import OverlapError
from siberia_trade.readers import Extract
from siberia_trade.schema import PRECISION, SCALE, TOTAL, UNDISCLOSED, plain
from siberia_trade.sums import known_sum
from siberia_trade.table import Note
from siberia_trade.translate import FIGURES

#: Columns of leaf sums that do not tell figures apart.
_NO_DIMENSIONS: Final = frozenset(
    {
        "row",
        "commodity_label",
        "amount",
        "rows",
        "file",
        "unit",
        "classification",
        *(f"own_{field}" for field in FIGURES),
    }
)


def cell_of(frame: pl.DataFrame) -> list[str]:
    """What tells the figures of different files apart."""
    return [name for name in frame.columns if name not in _NO_DIMENSIONS]


#: What may stand as a whole in one record and divided in another, and how that is said.
_DIVISIONS: Final = {
    "reporter": ("without saying whose statistics it is", "by reporting countries"),
    "month": ("as a whole year", "by months"),
    "flow": ("without a flow", "by flows"),
    "region": ("without regions", "by regions"),
    "partner": ("without partners", "by partners"),
    "commodity": ("without commodities", "by commodities"),
}


def refuse_wholes_beside_parts(frame: pl.DataFrame, extracts: Sequence[Extract]) -> None:
    """Refuse a year of a reporter's flow that stands both whole and divided, by months or by anything else.

    In one file a blank cell may also mean that something is not known: there only the sums tell it from a total.
    """
    for dimension in (*_DIVISIONS, *further_of(frame)):
        whole, divided = _DIVISIONS.get(dimension, (f"without {dimension}", f"by {dimension}"))
        is_whole = pl.col(dimension).is_null()
        within = ["year", *(name for name in ("reporter", "flow") if dimension not in ("reporter", name))]
        within += ["region"] if dimension == "month" else []
        sums = [pl.col("amount").filter(rows).sum() for rows in (is_whole, ~is_whole)]
        is_total = (sums[0] - sums[1]).abs() <= slack_of(pl.len())
        both = (
            frame.group_by(within)
            .agg(
                (is_whole.any() & (~is_whole).any()).alias("both"),
                ((pl.col("file").n_unique() > 1) | is_total | pl.lit(dimension in ("month", "flow"))).alias("twice"),
                pl.col("file").filter(is_whole).min().alias("whole_file"),
                pl.col("file").filter(~is_whole).min().alias("divided_file"),
            )
            .filter("both", "twice")
            .sort(within)
        )
        if both.height:
            row = both.row(0, named=True)
            of = " ".join(str(row[name]) for name in within[1:] if row[name])
            raise OverlapError(
                f"{row['year']} stands both {whole} ({extracts[row['whole_file']].label}) and {divided} "
                f"({extracts[row['divided_file']].label}){f' for {of}' if of else ''}: it would be counted twice",
                hint="The whole holds its parts: give only one of them, or leave that year out with --year.",
            )


def further_of(frame: pl.DataFrame) -> list[str]:
    """Dimensions of the data's own."""
    return [name for name in cell_of(frame) if name not in (*LEAF, "reporter") and not name.endswith("_label")]


def once_per_level(frame: pl.DataFrame, said: list[Note]) -> pl.DataFrame:
    """Count a commodity once where its code stands beside longer codes that begin with it.

    An aggregate becomes what its parts leave of it, from the longest codes up, so that totals are those of the
    shortest codes and the detail stays.
    """
    coded = ~pl.col("commodity").is_in([UNDISCLOSED, TOTAL])
    length = pl.col("commodity").str.len_bytes()
    levels = sorted(frame.filter(coded)["commodity"].str.len_bytes().unique(), reverse=True)
    cell = [name for name in cell_of(frame) if name != "commodity"]
    left_out, residue, cells = Decimal(0), Decimal(0), 0
    for _, short in pairwise(levels):
        parts = (
            frame.filter(coded & (length > short))
            .with_columns(pl.col("commodity").str.slice(0, short))
            .group_by([*cell, "commodity"])
            .agg(pl.col("amount").sum().alias("parts"), pl.col("rows").sum().alias("part_rows"))
        )
        frame = frame.join(parts, on=[*cell, "commodity"], how="left", nulls_equal=True)
        nested = frame.filter(pl.col("parts").is_not_null())
        slack = slack_of(pl.col("part_rows"))
        _refuse_larger_parts(nested.filter(pl.col("parts") - pl.col("amount") > slack))
        rest = pl.col("amount") - pl.col("parts")
        close = rest.abs() <= slack
        cells += nested.height
        left_out += _total(nested, pl.col("parts"))
        residue += _total(nested.filter(~close), rest)
        left = pl.when(pl.col("parts").is_null()).then("amount").when(~close).then(rest)
        frame = frame.with_columns(left.alias("left"))
        frame = frame.filter(pl.col("parts").is_null() | pl.col("left").is_not_null())
        frame = frame.with_columns(amount=pl.col("left")).drop("parts", "part_rows", "left")
    if cells:
        said.append(notes.nested(cells, left_out, residue))
    return frame


def without_totals(frame: pl.DataFrame, dimension: str, said: list[Note], detail: str = "") -> pl.DataFrame:
    """Let a total row stand for what its parts leave of it; without parts it is all there is, undisclosed.

    Where the question does not need the dimension, the total rows may tell more than their parts of another one, its
    ``detail``: the world by commodity beside partners in sum. Then they are counted as they stand.
    """
    is_total = pl.col(dimension).eq_missing(pl.lit(TOTAL))
    if not frame.filter(is_total).height:
        return frame
    hidden = {dimension, f"{dimension}_label"}
    cell = [name for name in cell_of(frame) if name not in hidden and (dimension == "commodity" or name != "commodity")]
    parts = frame.filter(~is_total).group_by(cell).agg(pl.col("amount").sum().alias("parts"), pl.len().alias("n"))
    totals = frame.filter(is_total).group_by(cell).agg(KNOWN, pl.col("rows").sum())
    totals = totals.join(parts, on=cell, how="left", nulls_equal=True)
    slack = slack_of(pl.col("n"))
    _refuse_smaller_total(totals.filter(pl.col("parts") - pl.col("amount") > slack).sort(cell), dimension)
    told = _told_by_totals(frame, is_total, cell, detail) if detail else totals.select(cell).clear()
    by_totals = frame.filter(is_total).join(told, on=cell, how="semi", nulls_equal=True)
    kept = frame.filter(~is_total).join(told, on=cell, how="anti", nulls_equal=True)
    tells = pl.col("amount").is_not_null() | pl.col("parts").is_null()  # or it is all there is
    beside = totals.filter(tells).join(told, on=cell, how="anti", nulls_equal=True)
    left = beside.with_columns((pl.col("amount") - pl.col("parts").fill_null(0)).alias("amount"))
    left = left.filter(pl.col("parts").is_null() | (pl.col("amount") > slack))
    alone = int(left.filter(pl.col("parts").is_null())["rows"].sum())
    rest = _total(left.filter(pl.col("parts").is_not_null()), pl.col("amount"))
    said += notes.totals(dimension, int(totals["rows"].sum()) - alone, rest, alone)
    if dimension != "commodity":
        left = _by_commodity(left, frame, is_total, cell)
    else:
        left = left.with_columns(pl.lit(UNDISCLOSED).alias("commodity"))
    left = left.drop("parts", "n", strict=False).with_columns(pl.lit(UNDISCLOSED).alias(dimension))
    return pl.concat([kept, by_totals.with_columns(pl.lit(UNDISCLOSED).alias(dimension)), left], how="diagonal")


def _by_commodity(left: pl.DataFrame, frame: pl.DataFrame, is_total: pl.Expr, cell: Sequence[str]) -> pl.DataFrame:
    """Divide what parts leave of their totals by commodity, where every part is of a commodity that a total is of.

    Elsewhere the parts tell less of commodities than the totals do: the remainder's commodities are not known.
    """
    left = left.with_columns(pl.lit(UNDISCLOSED, dtype=pl.String).alias("commodity"))
    frame = frame.join(left, on=cell, how="semi", nulls_equal=True)
    coded = [*cell, "commodity"]
    of_totals = frame.filter(is_total).group_by(coded).agg(KNOWN, pl.col("rows").sum())
    parts = frame.filter(~is_total)
    matched = pl.lit(None, dtype=pl.String)
    for length in sorted(of_totals["commodity"].drop_nulls().str.len_bytes().unique(), reverse=True):
        key = pl.col("commodity").str.slice(0, length)
        known = of_totals.select(*cell, key.alias("known")).unique().with_columns(pl.lit(True).alias("is_known"))
        parts = parts.with_columns(key.alias("known")).join(known, on=[*cell, "known"], how="left", nulls_equal=True)
        parts = parts.with_columns(pl.when("is_known").then("known").alias(f"as_{length}")).drop("known", "is_known")
        matched = pl.coalesce(matched, f"as_{length}")
    parts = parts.with_columns(matched.alias("commodity"))
    unmatched = parts.filter(pl.col("commodity").is_null()).select(cell).unique()
    sums = parts.group_by(coded).agg(pl.col("amount").sum().alias("parts"))
    divided = of_totals.join(unmatched, on=cell, how="anti", nulls_equal=True)
    divided = divided.join(sums, on=coded, how="left", nulls_equal=True)
    divided = divided.with_columns(pl.col("amount") - pl.col("parts").fill_null(0)).filter(
        (pl.col("amount") != 0).fill_null(True)
    )
    kept = left.join(unmatched, on=cell, how="semi", nulls_equal=True)
    return pl.concat([kept.drop("parts", "n"), divided.drop("parts")], how="diagonal")


def _told_by_totals(frame: pl.DataFrame, is_total: pl.Expr, cell: Sequence[str], detail: str) -> pl.DataFrame:
    """Cells of which the total rows disclose at least as much of a dimension as their parts do."""
    disclosed = pl.when(pl.col(detail) != UNDISCLOSED).then("amount")
    told = [disclosed.filter(rows).sum().alias(name) for name, rows in (("totals", is_total), ("parts", ~is_total))]
    return frame.group_by(cell).agg(told).filter(pl.col("totals") >= pl.col("parts"), pl.col("totals") > 0).select(cell)


def _refuse_smaller_total(larger: pl.DataFrame, dimension: str) -> None:
    if larger.height:
        row = larger.row(0, named=True)
        raise OverlapError(
            f"the total row of {dimension} is less than its parts: {plain(row['amount'])} against "
            f"{plain(row['parts'])} ({row['year']}, {row['flow']})",
            hint="Remove the total rows, or give the download they belong to.",
        )


#: A sum that is unknown where all of its parts are.
KNOWN: Final = known_sum(pl.col("amount"))


def slack_of(parts: pl.Expr) -> pl.Expr:
    """What rounding each of so many parts by half a unit can make: errors of many parts hardly ever all add up."""
    return pl.min_horizontal(parts / 2, parts.sqrt()).cast(pl.Decimal(PRECISION, SCALE))


def _total(frame: pl.DataFrame, amount: pl.Expr) -> Decimal:
    found: Any = frame.select(amount.sum()).item()
    return Decimal(found or 0)


def _refuse_larger_parts(larger: pl.DataFrame) -> None:
    if larger.height:
        row = larger.sort("year", "region", "partner", "commodity").row(0, named=True)
        raise OverlapError(
            f"the parts of commodity {row['commodity']} sum to more than it: {plain(row['parts'])} against "
            f"{plain(row['amount'])} ({row['year']}, {row['flow']}, {row['region']}, {row['partner']})",
            hint="Downloads of different levels or dates were joined: give only one of them.",
        )
