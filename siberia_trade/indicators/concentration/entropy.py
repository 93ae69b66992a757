"""Entropy."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def entropy(parts: list[int]) -> float:
    """Mean of the logarithms of the shares, the other way round; math.fsum does not depend on their order."""
    whole = sum(parts)
    return math.fsum(part / whole * math.log(whole / part) for part in parts)


INDICATOR = Indicator(
    name="entropy",
    title=Text("Entropy", "Энтропия"),
    columns=(Column("entropy", Text("Entropy", "Энтропия"), "ratio"),),
    function=entropy,
    place=70,
    formula="H = sum over parts s[i] * ln(1 / s[i]), s[i] = V[i] / sum over parts V[i]",
    variant="Shannon's, in natural logarithms (peers also use base 2: divide by ln 2). Of what is told apart only: "
    "undisclosed trade, `other` commodities and residual areas are left out of numerator and denominator "
    "(unallocated_pct says how much that is).",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to ln n. Null where trade with some part is negative (a correction), where there is none, or where "
    "nothing is told apart.",
    reading="0 is one part only; ln n is n equal parts; exp(H) is the number of equal parts that are as mixed. More "
    "is less concentrated.",
    silent_on="Which parts they are.",
    reference="Shannon, C. E. (1948), A Mathematical Theory of Communication; Jacquemin, A. P. and Berry, C. H. "
    "(1979), Entropy Measure of Diversification and Corporate Growth, Journal of Industrial Economics 27(4).",
)
