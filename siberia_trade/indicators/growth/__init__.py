"""Growth: from year to year, over the period, by prices and quantities, and against a whole.

Prepared for each row of a year (exact; null where not known):

* ``value``; ``previous``: that of the year before; ``base_value``: that of the base year; each null where the months or
  flows of the two years differ. A year that the data do not hold is a gap, and never stands for another
* ``previous_total``: the sum of ``previous`` over the rows of the year (and month, and group)
* ``first_value``, ``last_value``: those of the first and last year of the period, and ``span``: the years between them
* ``years`` and ``values``: the years of the period that have the months of the first one, and their values

What the tables `price` and `shift-share` prepare stands in `prices` and `shifts`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from siberia_trade.indicators.flows import by_flow, where_comparable
from siberia_trade.indicators.registry import measure, some_of, units
from siberia_trade.schema import FLOWS

#: Dimensions that are a place: where a place has rows of a year, the year is held, and what has none is 0.
PLACES = ("reporter", "region", "group")


class Period(NamedTuple):
    """Years that are compared, and which of them can be."""

    first: int
    last: int
    base: int
    #: ``year`` and of the dimensions of the rows those that it depends on: where a year can be compared with the one
    #: before, with the first and with the base year.
    with_before: pl.DataFrame
    with_first: pl.DataFrame
    with_base: pl.DataFrame
    #: What the data hold, by ``year`` and of ``region``, ``group``, ``reporter``, ``flow`` and ``month`` those that are
    #: dimensions of the rows: what has no trade there is 0.
    held: pl.DataFrame
    #: The years of the period.
    asked: frozenset[int]


def growth(rows: pl.DataFrame, by: Sequence[str], period: Period, flows: Sequence[str] = FLOWS) -> pl.DataFrame:
    """Measure how trade grows.

    Parameters
    ----------
    rows
        ``flow``, ``amount`` (exact) and the dimensions ``by``, of all years that are compared.
    by
        Dimensions of the result, ``year`` among them.
    period
        Which years are compared.
    flows
        Flows that were asked for. The value is turnover, that of the one flow, or with ``flow`` among ``by`` of each.

    Returns
    -------
    DataFrame
        One row for each combination of ``by`` without the year and each year of its place that the data hold.
    """
    return measure(prepare(rows, by, period, flows), by, some_of("growth"))


def prepare(rows: pl.DataFrame, by: Sequence[str], period: Period, flows: Sequence[str] = FLOWS) -> pl.DataFrame:
    """Set beside each value those that it is compared with; see the head of this module."""
    figures = with_gaps_filled(values(rows, by, flows), by, period.held)
    keys = [name for name in by if name != "year"]
    compared = figures.select(*by, "value")
    before = _beside(compared, keys, "previous", year=pl.col("year") + 1)
    prepared = figures.join(before, on=by, how="left", nulls_equal=True)
    for name, year in (("base_value", period.base), ("first_value", period.first), ("last_value", period.last)):
        one = compared.filter(pl.col("year") == year).select(*keys, pl.col("value").alias(name))
        prepared = prepared.join(one, on=keys, how="left", nulls_equal=True) if keys else _cross(prepared, one)
    prepared = where_comparable(prepared, period.with_before, ["previous"])
    prepared = where_comparable(prepared, period.with_base, ["base_value"])
    prepared = _series(prepared, compared, keys, period)
    within = [name for name in ("year", "month", "group") if name in by]
    total = pl.col("previous").sum().over(within).alias("previous_total")
    return prepared.with_columns(total, pl.lit(period.last - period.first).alias("span"))


def values(rows: pl.DataFrame, by: Sequence[str], flows: Sequence[str]) -> pl.DataFrame:
    """``by`` and ``value``: turnover, or that of the flow asked for or of the row."""
    summed = by_flow(rows, by, flows)
    if "flow" in by:
        value = pl.coalesce("exports", "imports", "turnover")
    else:
        value = pl.col("turnover" if len(flows) == len(FLOWS) else f"{flows[0]}s")
    return summed.select(*by, value.alias("value"))


def with_gaps_filled(figures: pl.DataFrame, by: Sequence[str], held: pl.DataFrame) -> pl.DataFrame:
    """Add zeros for what has no trade in a year, and month, of which the data hold its place and flow."""
    if not figures.height:
        return figures
    others = [name for name in by if name not in ("year", "month")]
    on = [name for name in held.columns if name in others]
    met = figures.select(others).unique()
    grid = met.join(held, on=on, nulls_equal=True) if on else met.join(held, how="cross") if others else held
    absent = grid.select(by).cast({"year": figures.schema["year"]}).join(figures, on=by, how="anti", nulls_equal=True)
    zero = pl.lit(0).cast(figures.schema["value"]).alias("value")
    return pl.concat([figures, absent.with_columns(zero)])


def _series(prepared: pl.DataFrame, compared: pl.DataFrame, keys: Sequence[str], period: Period) -> pl.DataFrame:
    """The values of the period that can be compared with the first one; none where the last one cannot."""
    within = compared.filter(pl.col("year").is_in(sorted(period.asked)), pl.col("value").is_not_null())
    listed = _semi(within, period.with_first).sort("year")
    both = listed.group_by(keys) if keys else listed.group_by(pl.lit("").alias("all"))
    lists = both.agg(
        pl.col("year").cast(pl.Int64).alias("years"),
        units(pl.col("value")).alias("values"),
        pl.col("year").is_in([period.first, period.last]).sum().alias("ends"),
    )
    lists = lists if keys else lists.drop("all")
    prepared = prepared.join(lists, on=keys, how="left", nulls_equal=True) if keys else _cross(prepared, lists)
    whole = pl.col("ends") == 2
    return prepared.with_columns(
        pl.when(whole).then(pl.col(name)).alias(name) for name in ("first_value", "last_value", "years", "values")
    ).drop("ends")


def _beside(compared: pl.DataFrame, keys: Sequence[str], name: str, year: pl.Expr) -> pl.DataFrame:
    return compared.select(*keys, year.cast(compared.schema["year"]).alias("year"), pl.col("value").alias(name))


def _cross(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """One row beside all; nulls where there is none."""
    return left.join(right if right.height else right.clear(1), how="cross")


def _semi(rows: pl.DataFrame, comparable: pl.DataFrame) -> pl.DataFrame:
    on = [name for name in comparable.columns if name in rows.columns]
    return rows.join(comparable.select(on).unique(), on=on, how="semi", nulls_equal=True)
