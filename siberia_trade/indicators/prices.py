"""Goods of two years side by side, with their values and weights: what `growth --decompose price` prepares.

For each row of a year:

* ``value`` and ``previous``: of all goods, of the year and of the one before (exact); ``previous`` and all that follows
  are null where the two cannot be compared
* ``split_value`` and ``split_previous``: what has a weight, of the goods that have it in both years, those that are new
  or gone included
* ``values, weights, previous_values, previous_weights``: of the goods among them that are traded in both years, good by
  good
* ``set_aside``: how many goods were left out of these, as their unit value changed too much
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.indicators.flows import where_comparable
from siberia_trade.indicators.growth import Period, with_gaps_filled
from siberia_trade.indicators.registry import measure, some_of, units
from siberia_trade.sums import known_sum

#: Of each good: its value, that of what has a weight, and the weight.
_AMOUNTS: Final = ("value", "weighed", "weight")
#: What three divisions of floats may be off by, and more.
_ROUNDING: Final = 1e-12


def prices(
    value_rows: pl.DataFrame,
    weighed_rows: pl.DataFrame,
    weight_rows: pl.DataFrame,
    by: Sequence[str],
    period: Period,
    jump: int,
) -> pl.DataFrame:
    """Part growth into prices and quantities.

    Parameters
    ----------
    value_rows, weighed_rows, weight_rows
        ``code`` (a commodity), ``amount`` (exact) and the dimensions ``by``: all values, those of what has a weight,
        and the weights.
    by
        Dimensions of the result, ``year`` among them.
    period
        Which years can be compared with the one before.
    jump
        From how many times, up or down, a unit value has changed too much.
    """
    prepared = prepare(value_rows, weighed_rows, weight_rows, by, period, jump)
    return measure(prepared, by, some_of("growth", "price"))


def prepare(
    value_rows: pl.DataFrame,
    weighed_rows: pl.DataFrame,
    weight_rows: pl.DataFrame,
    by: Sequence[str],
    period: Period,
    jump: int,
) -> pl.DataFrame:
    """List the goods of each row; see the head of this module."""
    totals = value_rows.group_by(by).agg(known_sum(pl.col("amount")).alias("value"))
    totals = with_gaps_filled(totals, by, period.held)
    goods = _goods([value_rows, weighed_rows, weight_rows], by, jump, totals.select(by))
    split, both = pl.col("split"), pl.col("both")
    lists = {
        "values": "weighed",
        "weights": "weight",
        "previous_values": "previous_weighed",
        "previous_weights": "previous_weight",
    }
    listed = goods.group_by(by).agg(
        known_sum(pl.col("previous_value")).alias("previous"),
        pl.col("weighed").filter(split).sum().alias("split_value"),
        pl.col("previous_weighed").filter(split).sum().alias("split_previous"),
        *(units(pl.col(name)).filter(both).alias(listed) for listed, name in lists.items()),
        pl.col("jumps").sum().cast(pl.Int64).alias("set_aside"),
    )
    prepared = totals.join(listed, on=by, nulls_equal=True)  # what has no goods in either year is no row
    compared = ["previous", "split_value", "split_previous", *lists, "set_aside"]
    return where_comparable(prepared, period.with_before, compared)


def _goods(frames: Sequence[pl.DataFrame], by: Sequence[str], jump: int, cells: pl.DataFrame) -> pl.DataFrame:
    """One row for each good of a year or of the one before: ``by, code``, amounts of both, and what they are good for.

    Of ``cells``, combinations of ``by``, only: of years that the data hold. ``split``: in each of the two years the
    good has either value and weight or neither; ``both``: it has them in both, and ``jumps`` where its unit value then
    changed too much.
    """
    cell = [*by, "code"]
    now, *others = (
        frame.group_by(cell).agg(known_sum(pl.col("amount")).alias(name))
        for name, frame in zip(_AMOUNTS, frames, strict=True)
    )
    for other in others:
        now = now.join(other, on=cell, how="left", nulls_equal=True)
    now = now.with_columns(pl.lit(True).alias("here"))
    year = (pl.col("year") + 1).cast(now.schema["year"])
    before = now.with_columns(year).rename({name: f"previous_{name}" for name in _AMOUNTS} | {"here": "there"})
    before = before.join(cells, on=by, how="semi", nulls_equal=True)
    goods = now.join(before, on=cell, how="full", coalesce=True, nulls_equal=True)
    held = dict.fromkeys(_AMOUNTS, "here") | {f"previous_{name}": "there" for name in _AMOUNTS}
    goods = goods.with_columns(
        pl.when(pl.col(there).is_null()).then(0).otherwise(pl.col(name)).alias(name) for name, there in held.items()
    )
    (traded, sound), (was_traded, was_sound) = _usable(""), _usable("previous_")
    usable = sound & was_sound & pl.col("code").str.contains(r"^\d+$")
    both = usable & traded & was_traded
    change = _unit_value("") / _unit_value("previous_")
    most = jump * (1 + _ROUNDING)  # exactly so many times is not more, however the quotients are rounded
    jumps = both & ~change.is_between(1 / most, most)
    return goods.select(
        *cell,
        *held,
        jumps.fill_null(False).alias("jumps"),
        (usable & ~jumps).fill_null(False).alias("split"),
        (both & ~jumps).fill_null(False).alias("both"),
    )


def _usable(when: str) -> tuple[pl.Expr, pl.Expr]:
    """Whether a good is traded with value and weight; and whether it is, or not traded at all."""
    value, weighed, weight = (pl.col(f"{when}{name}") for name in _AMOUNTS)
    traded = (weighed > 0) & (weight > 0)
    return traded, traded | ((value == 0) & (weight == 0))


def _unit_value(when: str) -> pl.Expr:
    return pl.col(f"{when}weighed").cast(pl.Float64) / pl.col(f"{when}weight").cast(pl.Float64)
