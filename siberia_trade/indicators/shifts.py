"""Growth of a place beside that of a whole, part by part: what `growth --decompose shift-share` prepares.

For each row of a year (exact; all but ``value`` null where either place cannot be compared with its year before):

* ``value`` and ``previous``: of the year and of the one before
* ``parts`` and ``previous_parts``: the same part by part (partner, commodity ...); ``whole_parts`` and
  ``whole_previous_parts``: those of the whole, in the same order
* ``whole`` and ``whole_previous``: of the whole in all
"""

from collections.abc import Sequence

import polars as pl

from siberia_trade.indicators.flows import where_comparable
from siberia_trade.indicators.growth import PLACES, Period, values, with_gaps_filled
from siberia_trade.indicators.registry import measure, some_of, units
from siberia_trade.schema import FLOWS
from siberia_trade.sums import known_sum

_LISTS = {
    "value": "parts",
    "previous": "previous_parts",
    "whole_value": "whole_parts",
    "whole_before": "whole_previous_parts",
}


def shifts(
    rows: pl.DataFrame,
    whole: pl.DataFrame,
    by: Sequence[str],
    part: str,
    period: Period,
    whole_period: Period,
    flows: Sequence[str] = FLOWS,
) -> pl.DataFrame:
    """Part growth into that of the whole, that of the mix, and the rest.

    Parameters
    ----------
    rows, whole
        ``flow``, ``amount`` (exact), the dimensions ``by`` (the whole has no places, but as parts) and ``part``.
    by
        Dimensions of the result, ``year`` among them; ``part`` may be.
    part
        The dimension that trade is divided into.
    period, whole_period
        Which years of either can be compared with the one before.
    flows
        Flows that were asked for.
    """
    prepared = prepare(rows, whole, by, part, period, whole_period, flows)
    return measure(prepared, by, some_of("growth", "shift-share"))


def prepare(
    rows: pl.DataFrame,
    whole: pl.DataFrame,
    by: Sequence[str],
    part: str,
    period: Period,
    whole_period: Period,
    flows: Sequence[str] = FLOWS,
) -> pl.DataFrame:
    """List the parts of each row beside those of the whole; see the head of this module."""
    cell = [*by, *({part} - set(by))]
    shared = [name for name in cell if name not in PLACES or name == part]
    own = _with_before(rows, cell, period, flows)
    theirs = _with_before(whole, shared, whole_period, flows).rename(
        {"value": "whole_value", "previous": "whole_before"}
    )
    over_all = [name for name in shared if name != part]
    totals = theirs.group_by(over_all).agg(
        _all_known("whole_value").alias("whole"), _all_known("whole_before").alias("whole_previous")
    )
    there = theirs.with_columns(pl.lit(True).alias("there"))
    both = own.join(there, on=shared, how="left", nulls_equal=True).with_columns(
        pl.when(pl.col("there").is_null()).then(0).otherwise(pl.col(name)).alias(name)
        for name in ("whole_value", "whole_before")
    )
    known = pl.all_horizontal(pl.col(*_LISTS).is_not_null()).all()
    listed = both.group_by(by).agg(
        known_sum(pl.col("value")).alias("value"),
        pl.when(pl.col("previous").null_count() == 0).then(pl.col("previous").sum()).alias("previous"),
        *(units(pl.col(name)).alias(listed) for name, listed in _LISTS.items()),
        known.alias("known"),
    )
    listed = listed.with_columns(pl.when("known").then(pl.col(name)).alias(name) for name in _LISTS.values())
    prepared = listed.join(totals, on=over_all, how="left", nulls_equal=True)
    compared = ["previous", *_LISTS.values(), "whole", "whole_previous"]
    for each in (period, whole_period):
        prepared = where_comparable(prepared, each.with_before, compared)
    return prepared


def _all_known(name: str) -> pl.Expr:
    """A sum of which every part is known."""
    return pl.when(pl.col(name).null_count() == 0).then(units(pl.col(name)).sum())


def _with_before(rows: pl.DataFrame, by: Sequence[str], period: Period, flows: Sequence[str]) -> pl.DataFrame:
    """``by``, ``value`` and ``previous``, that of the year before: 0 where a part had no trade then."""
    held = period.held.select(name for name in period.held.columns if name in by)
    figures = with_gaps_filled(values(rows, by, flows), by, held)
    year = (pl.col("year") + 1).cast(figures.schema["year"])
    before = figures.select(*(year if name == "year" else name for name in by), pl.col("value").alias("previous"))
    return figures.join(before, on=by, how="left", nulls_equal=True)
