"""Concentration: on how few parts trade rests: partners, commodities, or regions of a group.

Prepared for each row:

* ``parts``: amounts of the parts with trade, largest first. Undisclosed trade, residual areas and `other` commodities
  are no one part: they are in the whole only
* ``whole``: the amount of all trade, those included
* ``n``: number of parts with trade; ``possible``: number that there could be (`--n`, or ``n``)
* ``own`` and ``reference``: amounts of each part of either, here and in the whole that is compared with (`--of`)

All but ``n`` are null where some part is negative (a correction), where no amount is known, where the whole is not
above 0, and where nothing of it is told apart.
"""

from collections.abc import Collection, Sequence

import polars as pl

from siberia_trade.indicators.registry import measure, some_of, units
from siberia_trade.sums import known_sum


def concentration(
    rows: pl.DataFrame,
    by: Sequence[str],
    uncounted: Collection[str] = (),
    whole: pl.DataFrame | None = None,
    possible: int | None = None,
) -> pl.DataFrame:
    """Measure how trade is divided into parts.

    Parameters
    ----------
    rows
        ``part``, ``amount`` (exact) and the dimensions ``by``.
    by
        Dimensions of the result.
    uncounted
        Codes of ``part`` that are no one part.
    whole
        The same of the place that is compared with: ``part``, ``amount`` and of ``by`` the dimensions that it shares.
    possible
        How many parts there could be; as many as there is trade in where None.

    Examples
    --------
    >>> rows = pl.DataFrame({"part": ["CN", "KZ"], "amount": [3, 1]})
    >>> concentration(rows, [])["hhi"].to_list()
    [0.625]
    """
    return measure(
        prepare(rows, by, uncounted, whole, possible),
        by,
        some_of("concentration", given=[] if whole is None else ["of"]),
    )


def prepare(
    rows: pl.DataFrame,
    by: Sequence[str],
    uncounted: Collection[str] = (),
    whole: pl.DataFrame | None = None,
    possible: int | None = None,
) -> pl.DataFrame:
    """List the parts of each row; see the head of this module."""
    if not by:
        named = rows.with_columns(pl.lit("").alias("all"))
        return prepare(named, ["all"], uncounted, whole, possible).drop("all")
    parts = _parts(rows, by, uncounted)
    amount = pl.col("amount")
    told = pl.col("told") & (amount > 0)
    prepared = parts.group_by(by).agg(
        units(amount).filter(told).sort(descending=True).alias("parts"),
        units(amount).sum().alias("whole"),
        told.sum().cast(pl.Int64).alias("n"),
        (amount.is_not_null().any() & ~(amount < 0).any()).alias("sound"),
    )
    sound = pl.col("sound") & (pl.col("whole") > 0) & (pl.col("n") > 0)
    counted = pl.col("n") if possible is None else pl.lit(possible)
    prepared = prepared.with_columns(
        *(pl.when(sound).then(pl.col(name)).alias(name) for name in ("parts", "whole")),
        pl.when(sound).then(counted).alias("possible"),
    )
    return prepared if whole is None else _beside(prepared, parts, whole, by, uncounted)


def _parts(rows: pl.DataFrame, by: Sequence[str], uncounted: Collection[str]) -> pl.DataFrame:
    """One row for each part, and whether it is one part at all."""
    parts = rows.group_by([*by, "part"]).agg(known_sum(pl.col("amount")))
    return parts.with_columns((~pl.col("part").is_in(list(uncounted))).alias("told"))


def _beside(
    prepared: pl.DataFrame, parts: pl.DataFrame, whole: pl.DataFrame, by: Sequence[str], uncounted: Collection[str]
) -> pl.DataFrame:
    """Set the parts of the whole beside those of each row, in one order; null where those of either mean nothing."""
    shared = [name for name in by if name in whole.columns]
    theirs = _parts(whole, shared, uncounted).filter("told").select(*shared, "part", theirs=units(pl.col("amount")))
    ours = parts.filter("told").select(*by, "part", ours=units(pl.col("amount")))
    rows = prepared.select(by)
    rows = rows.join(theirs, on=shared, nulls_equal=True) if shared else rows.join(theirs, how="cross")
    both = rows.join(ours, on=[*by, "part"], how="full", coalesce=True, nulls_equal=True)
    both = both.with_columns(pl.col("ours", "theirs").fill_null(0)).sort("part")
    lists = both.group_by(by).agg(pl.col("ours").alias("own"), pl.col("theirs").alias("reference"))
    theirs_listed = pl.col("reference").list
    sound = pl.col("parts").is_not_null() & (theirs_listed.min() >= 0) & (theirs_listed.sum() > 0)
    return prepared.join(lists, on=list(by), how="left", nulls_equal=True).with_columns(
        pl.when(sound).then(pl.col(name)).alias(name) for name in ("own", "reference")
    )
