"""Theil T."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def theil_t(parts: list[int]) -> float:
    """Mean of the logarithms of the parts by their mean, each with its share for a weight."""
    whole, n = sum(parts), len(parts)
    return math.fsum(part / whole * math.log(n * part / whole) for part in parts)


INDICATOR = Indicator(
    name="theil_t",
    title=Text("Theil T", "Индекс Тейла T"),
    columns=(Column("theil_t", Text("Theil T", "Тейл T"), "ratio"),),
    function=theil_t,
    place=80,
    formula="T = sum over parts s[i] * ln(n * s[i]) = ln n - H, s[i] = V[i] / sum over parts V[i]",
    variant="Theil's first measure (generalised entropy of order 1), over the parts with trade. What the R package "
    "REAT calls `theil` is Theil L. Of what is told apart only: undisclosed trade, `other` commodities and residual "
    "areas are left out of numerator and denominator (unallocated_pct says how much that is).",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to ln n. Null where trade with some part is negative (a correction), where there is none, or where "
    "nothing is told apart.",
    reading="0 is equal parts; the larger, the less equal. Moved most by the largest parts.",
    silent_on="Parts without any trade, which are not counted.",
    reference="Theil, H. (1967), Economics and Information Theory, North-Holland, ch. 4.",
)
