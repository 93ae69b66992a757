"""Herfindahl-Hirschman index over partners."""

import math

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def hhi(exports_squares: pl.Expr, imports_squares: pl.Expr, turnover_squares: pl.Expr) -> tuple[pl.Expr, ...]:
    """Sums of squared shares; math.fsum rounds once, so that the order of partners does not matter."""
    listed = (exports_squares, imports_squares, turnover_squares)
    return tuple(each.map_elements(math.fsum, return_dtype=pl.Float64) for each in listed)


INDICATOR = Indicator(
    name="partner_hhi",
    title=Text("Herfindahl-Hirschman index over partners", "Индекс Херфиндаля-Хиршмана по партнёрам"),
    columns=(
        Column("exports_hhi", Text("HHI, exports", "ИХХ, экспорт"), "ratio", Text("HHI exp.", "ИХХ эксп.")),
        Column("imports_hhi", Text("HHI, imports", "ИХХ, импорт"), "ratio", Text("HHI imp.", "ИХХ имп.")),
        Column("turnover_hhi", Text("HHI, turnover", "ИХХ, оборот"), "ratio", Text("HHI turn.", "ИХХ об.")),
    ),
    function=hhi,
    given="columns",
    place=50,
    formula="HHI = sum over partner countries (V[p] / sum over all partners V[p]) ^ 2",
    variant="From 0 to 1, not to 10000. Undisclosed and residual areas are in the denominator and not squared, so "
    "that the index is the least that it can be.",
    inputs="The region's trade with every partner.",
    range="Near 0 to 1. Null where the total is not above 0, or trade with some partner is negative (a correction).",
    reading="1 is one partner only; 0.25 is as concentrated as four equal partners.",
    silent_on="Who the partners are. `strade concentration` has further indices, over commodities and regions too.",
    reference="Hirschman, A. O. (1964), The Paternity of an Index, American Economic Review 54(5).",
)
