"""Structure: trade by commodity, the share of each and its rank."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.indicators.flows import percent
from siberia_trade.schema import LAST_CODES
from siberia_trade.sums import known_sum

#: Columns behind the dimensions, before money and weight are named after their unit.
FIGURES: Final = ("value", "share_pct", "rank")


def structure(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Measure the commodity structure of each flow.

        share = 100 * V[commodity] / sum over commodities V

    Parameters
    ----------
    rows
        ``amount`` (exact) and the dimensions ``by``, ``commodity`` among them.
    by
        Dimensions of the result. Share and rank are within the others than ``commodity``.

    Returns
    -------
    DataFrame
        One row per combination of ``by``:

        * ``value``: in the unit of ``amount``; null where none is known
        * ``share_pct``: percent of all commodities, ``other`` and ``undisclosed`` included; null where they sum to 0
        * ``rank``: from 1, by value; equal values share the smaller rank; null for ``other`` and ``undisclosed``

    Examples
    --------
    >>> rows = pl.DataFrame({"commodity": ["27", "44", "other"], "amount": [6, 3, 1]})
    >>> structure(rows, ["commodity"]).sort("rank", nulls_last=True)["share_pct"].to_list()
    [60.0, 30.0, 10.0]
    """
    within = [name for name in by if name != "commodity"]
    value, ranked = pl.col("value"), ~pl.col("commodity").is_in(LAST_CODES)
    figures = rows.group_by(by).agg(known_sum(pl.col("amount")).alias("value"))
    whole, rank = value.sum(), pl.when(ranked).then(value).rank("min", descending=True)
    if within:
        whole, rank = whole.over(within), rank.over(within)
    return figures.with_columns(whole.alias("whole"), rank.cast(pl.Int64).alias("rank")).select(
        *by, "value", percent("value", "whole").alias("share_pct"), "rank"
    )
