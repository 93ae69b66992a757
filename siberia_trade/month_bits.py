"""Months as one number, where rows of several are summed: bit 3 stands for March.

Most questions are about years. To keep their months apart would take twelve times the sums; but which months there are
has to be known, to say which are missing.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.readers import Extract

#: The column that tells the months of a row whose own month is null.
MONTHS: Final = "months"
_NUMBERS: Final = tuple(range(1, 13))


def can_join(extract: Extract) -> bool:
    """Whether the first row of a large extract, or of a store, is of a month, in the plainest form of its source."""
    period = extract.spec.labels["period"]
    if period.month_at is None or not (extract.is_large or extract.part.packing == "store"):
        return False
    if extract.is_large:
        derived = "month" in extract.places or "period" in {*extract.spec.mended, *extract.spec.fixed}
        first = [] if derived else extract.lines.first_cells([extract.places["period"]])[:1]
    else:
        first = extract.collect(extract.fields().select("period").head(1))["period"].to_list()
    return bool(first) and period.known().get(first[0], (0, None))[1] is not None


def _month(extract: Extract) -> pl.Expr:
    return pl.col("period").str.slice(extract.spec.labels["period"].month_at or 0, 2)


def is_month(extract: Extract) -> pl.Expr:
    """Whether a row is of a month, as long as the rest of its period is a year."""
    month = _month(extract)
    return month.is_between(pl.lit("01"), pl.lit("12")) & month.cast(pl.UInt8, strict=False).is_not_null()


def bits(extract: Extract) -> pl.Expr:
    """The months of rows."""
    month = _month(extract).cast(pl.UInt8, strict=False)
    return pl.lit(2, dtype=pl.UInt16).pow(month).cast(pl.UInt16).bitwise_or().alias(MONTHS)


def without_month(extract: Extract) -> pl.Expr:
    """What stands in a period beside the month."""
    at = extract.spec.labels["period"].month_at
    return pl.col("period").str.slice(0, at) if at else pl.col("period").str.slice(2)


def with_a_month(extract: Extract) -> pl.Expr:
    """Some period of a year again, from what stands beside the month."""
    at, rest = extract.spec.labels["period"].month_at, pl.col("period")
    return (rest + "01" if at else "01" + rest).alias("period")


def joined() -> pl.Expr:
    """The months of rows, from those of each."""
    return pl.col(MONTHS).bitwise_or()


def spelled_out(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Every combination of ``keys``, ``year`` and ``month`` that rows hold; months that are together one by one."""
    if MONTHS not in frame.columns:
        return frame.select(*keys, "year", "month").unique()
    together = frame.filter(pl.col(MONTHS).is_not_null()).group_by(*keys, "year").agg(joined())
    parts = [
        together.filter(pl.col(MONTHS) & 2**n > 0).with_columns(pl.lit(n, pl.Int8).alias("month")) for n in _NUMBERS
    ]
    apart = frame.filter(pl.col(MONTHS).is_null()).select(*keys, "year", "month")
    return pl.concat([apart, *(part.select(apart.columns) for part in parts)]).unique()
