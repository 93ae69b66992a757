"""Theil L."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def theil_l(parts: list[int]) -> float:
    """Mean of the logarithms of the mean by the parts."""
    whole, n = sum(parts), len(parts)
    return math.fsum(math.log(whole / (n * part)) for part in parts) / n


INDICATOR = Indicator(
    name="theil_l",
    title=Text("Theil L (mean log deviation)", "Индекс Тейла L (среднее логарифмическое отклонение)"),
    columns=(Column("theil_l", Text("Theil L", "Тейл L"), "ratio"),),
    function=theil_l,
    place=90,
    for_people=False,
    formula="L = (1 / n) * sum over parts ln(m / V[i]), m = mean of V[i]",
    variant="Theil's second measure (generalised entropy of order 0), over the parts with trade; what the R package "
    "REAT calls `theil`. Of what is told apart only: undisclosed trade, `other` commodities and residual areas are "
    "left out of numerator and denominator (unallocated_pct says how much that is).",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="From 0 up, without bound. Null where trade with some part is negative (a correction), where there is none, "
    "or where nothing is told apart.",
    reading="0 is equal parts; the larger, the less equal. Moved most by the smallest parts.",
    silent_on="Parts without any trade, which are not counted.",
    reference="Theil, H. (1967), Economics and Information Theory, North-Holland, ch. 4; Shorrocks, A. F. (1980), The "
    "Class of Additively Decomposable Inequality Measures, Econometrica 48(3).",
)
