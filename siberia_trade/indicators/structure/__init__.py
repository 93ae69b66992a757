"""Structure: trade by commodity, the share of each and its rank.

Prepared for each row: ``value`` (exact; null where not known), ``whole``: the value of all commodities within the other
dimensions, and ``rank``: how the value ranks among them from 1, null for ``other`` and ``undisclosed``.
"""

from collections.abc import Sequence

import polars as pl

from siberia_trade.indicators.registry import measure, some_of
from siberia_trade.schema import LAST_CODES
from siberia_trade.sums import known_sum


def structure(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Measure the commodity structure of each flow.

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
    return measure(prepare(rows, by), by, some_of("structure"))


def prepare(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Sum the rows, and set beside each the sum over all commodities and its place among them."""
    within = [name for name in by if name != "commodity"]
    value, ranked = pl.col("value"), ~pl.col("commodity").is_in(LAST_CODES)
    summed = rows.group_by(by).agg(known_sum(pl.col("amount")).alias("value"))
    whole, place = value.sum(), pl.when(ranked).then(value).rank("min", descending=True)
    if within:
        whole, place = whole.over(within), place.over(within)
    return summed.with_columns(whole.alias("whole"), place.cast(pl.Int64).alias("rank"))
