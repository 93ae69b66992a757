"""Share of the largest parts."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def concentration_ratio(parts: list[int], whole: int) -> tuple[float, ...]:
    """Share of the first one, three and five parts in percent."""
    return tuple(100 * sum(parts[:count]) / whole for count in (1, 3, 5))


INDICATOR = Indicator(
    name="concentration_ratio",
    title=Text("Share of the largest parts", "Доля крупнейших частей"),
    columns=(
        Column("cr1_pct", Text("First, %", "Первая, %"), "percent", Text("CR1 %", "CR1 %")),
        Column("cr3_pct", Text("First 3, %", "Первые 3, %"), "percent", Text("CR3 %", "CR3 %")),
        Column("cr5_pct", Text("First 5, %", "Первые 5, %"), "percent", Text("CR5 %", "CR5 %")),
    ),
    function=concentration_ratio,
    place=60,
    formula="CR[k] = 100 * sum of the k largest V[i] / V, for k = 1, 3, 5",
    variant="With fewer parts than k, of all of them. Undisclosed trade, `other` commodities and residual areas are "
    "in the denominator and are no part.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="Above 0 to 100. Null where trade with some part is negative (a correction), where there is none, or where "
    "nothing is told apart.",
    reading="What part of trade the largest one, three or five make up.",
    silent_on="How it is divided among them, and what the rest is like.",
    reference="OECD (1993), Glossary of Industrial Organisation Economics and Competition Law (concentration ratio).",
)
