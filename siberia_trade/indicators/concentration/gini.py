"""Gini coefficient."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def gini(parts: list[int]) -> float:
    """Half the mean difference between two parts, by their mean."""
    n, ascending = len(parts), sorted(parts)
    return sum((2 * place - n - 1) * part for place, part in enumerate(ascending, 1)) / (n * sum(parts))


INDICATOR = Indicator(
    name="gini",
    title=Text("Gini coefficient", "Коэффициент Джини"),
    columns=(Column("gini", Text("Gini", "Джини"), "ratio"),),
    function=gini,
    place=100,
    formula="G = sum over parts, smallest first, (2 i - n - 1) * V[i] / (n * sum over parts V[i])",
    variant="Over the parts with trade; without the correction n / (n - 1) for small samples. With parts without "
    "trade counted as well it would be larger. Of what is told apart only: undisclosed trade, `other` commodities and "
    "residual areas are left out of numerator and denominator (unallocated_pct says how much that is).",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to (n - 1) / n. Null where trade with some part is negative (a correction), where there is none, or "
    "where nothing is told apart.",
    reading="0 is equal parts; near 1, one part has nearly all.",
    silent_on="How many parts there are; very different divisions can have one Gini.",
    reference="Gini, C. (1912), Variabilità e mutabilità; Sen, A. (1973), On Economic Inequality, Clarendon Press, "
    "ch. 2.",
)
