"""Trade that the effects rest on."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def coverage(split_value: int, split_previous: int, value: int, previous: int) -> float | None:
    """Value with usable weights in percent of all, of both years together."""
    return 100 * (split_value + split_previous) / (value + previous) if value + previous > 0 else None


INDICATOR = Indicator(
    name="price_coverage",
    title=Text("Trade that the effects rest on", "Охват разложения"),
    columns=(Column("coverage_pct", Text("Coverage, %", "Охват, %"), "percent", Text("Cover. %", "Охват %")),),
    function=coverage,
    place=70,
    tables=("price",),
    formula="100 * value with usable weights / value, of both years together",
    variant="Of goods that have in each of the two years value and weight above 0, or neither, the rows with weight; "
    "withheld codes never, nor goods that are set aside.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="0 to 100 without negative corrections. Null where there is no comparable year before, or no "
    "trade above 0 in both together.",
    reading="100: the effects are those of the whole change.",
    silent_on="Whether the rest is alike; whether the weights are right.",
    reference="Arithmetic; IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 2.",
)
