"""Additive revealed comparative advantage."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def rca_additive(own_trade: int, all_trade: int, whole_trade: int, whole_all: int) -> float | None:
    """The difference of the two shares."""
    if own_trade < 0 or all_trade <= 0 or whole_trade < 0 or whole_all <= 0:
        return None
    return (own_trade * whole_all - all_trade * whole_trade) / (all_trade * whole_all)


INDICATOR = Indicator(
    name="rca_additive",
    title=Text("Additive comparative advantage", "Аддитивное сравнительное преимущество"),
    columns=(Column("rca_additive", Text("RCA, additive", "RCA адд."), "ratio", Text("RCA add.", "RCA адд.")),),
    function=rca_additive,
    needs="commodity",
    empty_without="of",
    place=40,
    formula="x[i] / X - w[i] / W, of exports; with --flow import, of imports",
    variant="Against the place that --of names (a region, a group, a country, or the world: all reporters of the "
    "data), its own trade included if it is part of it. All trade of the place is in the denominators, undisclosed "
    "and `other` too.",
    inputs="Trade of the selection by commodity, and the same of the place that is compared with.",
    range="-1 to 1; sums to 0 over commodities. Null without --of, where the place or the whole has no trade, and "
    "where an amount is negative (a correction).",
    reading="0.2: the commodity's share is 20 percentage points above that in the whole.",
    silent_on="Advantage as such: trade also follows tariffs, subsidies and transport. It changes with the detail of "
    "the grouping (see level).",
    reference="Hoen, A. R. and Oosterhaven, J. (2006), On the Measurement of Comparative Advantage, Annals of "
    "Regional Science 40(3).",
)
