"""Specialisation: what a place trades more of than a whole does, and how much of its trade goes both ways.

Prepared for each row (exact; null where not known):

* ``exports``, ``imports``; ``one_way``: sum over commodities of what the one flow is more than the other, and
  ``both_ways``: of both flows. Of a row of one commodity, that of the commodity
* ``all_exports``, ``all_imports``: of all commodities of the row's place and time
* ``own_trade``, ``all_trade``: exports of the commodity and of all (imports with `--flow import`), and ``whole_trade``,
  ``whole_all``: the same of the place that is compared with (`--of`); null where none is
* ``level``: the grouping of commodities

For `--similar-to`: ``own`` and ``reference``, amounts of each commodity here and there. For `--between`:
``exports_change`` (dX) and ``imports_change`` (dM), and sums over commodities: ``apart`` of abs(dX - dM), ``together``
of abs(dX) + abs(dM), ``net_change`` of dX - dM.
"""

from collections.abc import Collection, Sequence

import polars as pl

from siberia_trade.indicators.concentration import prepare as side_by_side
from siberia_trade.indicators.flows import by_flow, where_comparable
from siberia_trade.indicators.registry import measure, some_of, units
from siberia_trade.schema import FLOWS, IMPORT

#: Dimensions that a whole does not share: it is one place.
PLACES = ("reporter", "region", "group")
_ITEM = "commodity"
_SIDES = ("exports", "imports")


def specialisation(
    rows: pl.DataFrame,
    by: Sequence[str],
    whole: pl.DataFrame | None = None,
    flows: Sequence[str] = FLOWS,
    level: str = "",
) -> pl.DataFrame:
    """Measure specialisation, by commodity or over all of them.

    Parameters
    ----------
    rows
        ``flow``, ``commodity``, ``amount`` (exact) and the dimensions ``by``.
    by
        Dimensions of the result; with ``commodity`` among them, one row for each commodity of the place or the whole.
    whole
        The same of the place that is compared with, without its places; None where there is none.
    flows
        Flows that were asked for; comparative advantage is in exports, or in imports where they alone were.
    level
        Name of the grouping of commodities.
    """
    prepared = prepare(rows, by, whole, flows).with_columns(pl.lit(level).alias("level"))
    return measure(prepared, by, some_of("specialisation", given=by))


def prepare(
    rows: pl.DataFrame, by: Sequence[str], whole: pl.DataFrame | None = None, flows: Sequence[str] = FLOWS
) -> pl.DataFrame:
    """Set beside each row the sums that it is held against; see the head of this module."""
    if not by:
        return prepare(rows.with_columns(pl.lit("").alias("all")), ["all"], None, flows).drop("all")
    cell = [*by, *({_ITEM} - set(by))]
    goods = by_flow(rows, cell, flows).select(*cell, *(units(pl.col(name)) for name in _SIDES))
    if _ITEM not in by:
        return _over_all(goods, by)
    goods = goods if whole is None else _with_absent(goods, whole, cell)
    within = [name for name in by if name != _ITEM]
    x, m = (pl.col(name) for name in _SIDES)
    prepared = goods.with_columns(
        (x - m).abs().alias("one_way"),
        (x + m).alias("both_ways"),
        *(_over(_known(pl.col(name)), within).alias(f"all_{name}") for name in _SIDES),
    )
    flow = "imports" if tuple(flows) == (IMPORT,) else "exports"
    prepared = prepared.with_columns(pl.col(flow).alias("own_trade"), pl.col(f"all_{flow}").alias("all_trade"))
    return _beside(prepared, whole, cell, flow)


def _over_all(goods: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Sums over commodities; what goes both ways is not known where a commodity is negative (a correction)."""
    x, m = (pl.col(name) for name in _SIDES)
    sound = ~((x < 0) | (m < 0)).any()
    return goods.group_by(by).agg(
        *(_known(pl.col(name)).alias(name) for name in _SIDES),
        pl.when(sound).then(_known((x - m).abs())).alias("one_way"),
        pl.when(sound).then(_known(x + m)).alias("both_ways"),
    )


def _known(amount: pl.Expr) -> pl.Expr:
    """A sum of which every part is known."""
    return pl.when(amount.null_count() == 0).then(amount.sum())


def _over(total: pl.Expr, within: Sequence[str]) -> pl.Expr:
    return total.over(within) if within else total


def _with_absent(goods: pl.DataFrame, whole: pl.DataFrame, cell: Sequence[str]) -> pl.DataFrame:
    """Add, with no trade, what the whole trades and the place does not: that is where it is specialised least.

    Nothing where the place has no trade at all: that is no row, as of the other tables.
    """
    if not goods.height:
        return goods
    theirs = whole.select(name for name in cell if name not in PLACES).unique()
    others = [name for name in cell if name != _ITEM]
    on = [name for name in others if name in theirs.columns]
    ours = goods.select(others).unique()
    grid = (
        theirs if not others else ours.join(theirs, on=on, nulls_equal=True) if on else ours.join(theirs, how="cross")
    )
    absent = grid.select(cell).join(goods, on=cell, how="anti", nulls_equal=True)
    known = [name for name in _SIDES if goods[name].null_count() < goods.height]
    zeros = absent.with_columns(pl.lit(0, dtype=pl.Int128).alias(name) for name in known)
    return pl.concat([goods, zeros], how="diagonal")


def _beside(prepared: pl.DataFrame, whole: pl.DataFrame | None, cell: Sequence[str], flow: str) -> pl.DataFrame:
    """Set the whole beside each row: 0 for a commodity that it does not trade, null where there is no whole."""
    shared = [name for name in cell if name not in PLACES]
    within = [name for name in shared if name != _ITEM]
    if whole is None:
        nothing = (pl.lit(None, dtype=pl.Int128).alias(name) for name in ("whole_trade", "whole_all"))
        return prepared.with_columns(nothing)
    theirs = by_flow(whole, shared).select(*shared, units(pl.col(flow)).alias("whole_trade"))
    total = _known(pl.col("whole_trade")).alias("whole_all")
    totals = theirs.group_by(within).agg(total) if within else theirs.select(total)
    joined = prepared.join(theirs.with_columns(there=True), on=shared, how="left", nulls_equal=True)
    joined = (
        joined.join(totals, on=within, how="left", nulls_equal=True) if within else joined.join(totals, how="cross")
    )
    held = pl.when(pl.col("there").is_null() & pl.col("whole_all").is_not_null()).then(0)
    return joined.with_columns(held.otherwise(pl.col("whole_trade")).alias("whole_trade"))


def between(
    rows: pl.DataFrame,
    by: Sequence[str],
    years: tuple[int, int],
    comparable: pl.DataFrame,
    flows: Sequence[str] = FLOWS,
    level: str = "",
) -> pl.DataFrame:
    """Measure how far exports and imports of the same commodities changed together from one year to another.

    Parameters
    ----------
    rows, by, flows, level
        As for `specialisation`, with ``year``.
    years
        The two years.
    comparable
        Of ``by`` the dimensions that it depends on: rows of which the two years have the same months; none where no
        rows have.
    """
    if not by:
        named = rows.with_columns(pl.lit("").alias("all"))
        return between(named, ["all"], years, comparable, flows, level).drop("all")
    cell = [*by, *({_ITEM} - set(by))]
    then, now = (
        by_flow(rows.filter(pl.col("year") == year), cell, flows).select(
            *cell, *(units(pl.col(name)).alias(f"{name}_{when}") for name in _SIDES), pl.lit(True).alias(when)
        )
        for year, when in zip(years, ("then", "now"), strict=True)
    )
    both = then.join(now, on=cell, how="full", coalesce=True, nulls_equal=True)
    asked = [name for name in _SIDES if name.removesuffix("s") in flows]
    both = both.with_columns(
        pl.when(pl.col(when).is_null()).then(0).otherwise(pl.col(f"{name}_{when}")).alias(f"{name}_{when}")
        for name in asked
        for when in ("then", "now")
    )
    dx, dm = (pl.col(f"{name}_now") - pl.col(f"{name}_then") for name in _SIDES)
    sums = {
        "exports_change": dx,
        "imports_change": dm,
        "apart": (dx - dm).abs(),
        "together": dx.abs() + dm.abs(),
        "net_change": dx - dm,
    }
    prepared = both.group_by(by).agg(_known(each).alias(name) for name, each in sums.items())
    prepared = where_comparable(prepared, comparable, [*sums])
    return measure(prepared.with_columns(level=pl.lit(level)), by, some_of("specialisation", "between"))


def similarity(
    rows: pl.DataFrame, by: Sequence[str], whole: pl.DataFrame, uncounted: Collection[str] = (), level: str = ""
) -> pl.DataFrame:
    """Measure how alike the structure of trade by commodity is to that of another place.

    Parameters
    ----------
    rows, whole
        ``commodity``, ``amount`` (exact) and the dimensions ``by``; the whole without its places.
    by
        Dimensions of the result.
    uncounted
        Codes that are no one commodity.
    level
        Name of the grouping of commodities.
    """
    parts = (each.rename({_ITEM: "part"}) for each in (rows, whole))
    prepared = side_by_side(next(parts), by, uncounted, next(parts)).with_columns(pl.lit(level).alias("level"))
    return measure(prepared, by, some_of("specialisation", "similar-to"))
