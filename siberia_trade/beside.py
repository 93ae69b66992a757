"""Weights summed while values are read: to read a large file is most of the time, and is done once for both."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from siberia_trade.plain import is_plain_amount
from siberia_trade.readers import Extract

_WEIGHT: Final = "weight_beside"
_WEIGHED: Final = "weighed_beside"
_USUAL: Final = "usual_beside"


class Beside:
    """What the first reading of values has found of weights: sums of them, and of the values of rows that have one."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], pl.DataFrame] = {}

    @staticmethod
    def sums(extract: Extract, *, of_many: bool) -> Iterator[pl.Expr]:
        """What is summed beside the values of plain rows."""
        weight = extract.plain_amount("weight")
        yield weight.sum().alias(_WEIGHT)
        yield (weight == 0).sum().alias("weightless")
        yield extract.plain_amount("value").filter(weight != 0).sum().alias(_WEIGHED)
        yield is_plain_amount(extract, "weight", of_many=of_many).sum().alias(_USUAL)

    def keep(self, extract: Extract, found: pl.DataFrame) -> pl.DataFrame:
        """Put aside what was found, where all weights are plain; return the sums of values."""
        values, weightless = found.drop(_WEIGHT, _WEIGHED, _USUAL, "weightless"), found["weightless"]
        if (found[_USUAL] == found["rows"]).all():
            weights = values.with_columns(found[_WEIGHT].alias("amount"), weightless)
            weighed = values.with_columns(found[_WEIGHED].alias("amount"), pl.col("rows") - weightless)
            self._found[extract.label, "weight"] = weights
            self._found[extract.label, "weighed"] = weighed.filter(pl.col("rows") > 0)
        return values

    def take(self, extract: Extract, amount: str, *, weighed: bool) -> pl.DataFrame | None:
        """Sums that were put aside: of weights, or of the values of rows that have one."""
        return self._found.pop((extract.label, "weighed" if weighed else amount), None)

    def forget(self) -> None:
        """Let each be read by itself: rows must be looked at one by one."""
        self._found.clear()
