"""Herfindahl-Hirschman index."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def hhi(parts: list[int], whole: int) -> float:
    """Sum of squared shares."""
    return sum(part * part for part in parts) / whole**2


INDICATOR = Indicator(
    name="hhi",
    title=Text("Herfindahl-Hirschman index", "Индекс Херфиндаля-Хиршмана"),
    columns=(Column("hhi", Text("HHI", "ИХХ"), "ratio"),),
    function=hhi,
    place=20,
    formula="HHI = sum over parts (V[i] / V) ^ 2",
    variant="From 0 to 1, not to 10000. Undisclosed trade, `other` commodities and residual areas are in the "
    "denominator and are no part, so that the index is the least that it can be; over partners it is the HHI of "
    "`strade dependence`.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="1/n to 1 where all is told apart; less than 1/n only where much is not. Null where trade with some part is "
    "negative (a correction), where there is none, or where nothing is told apart.",
    reading="1 is one part only; 0.25 is as concentrated as four equal parts.",
    silent_on="Which parts they are; it is ruled by the largest and hardly moved by the small. Indices over groupings "
    "of different detail cannot be compared.",
    reference="Hirschman, A. O. (1964), The Paternity of an Index, American Economic Review 54(5).",
)
