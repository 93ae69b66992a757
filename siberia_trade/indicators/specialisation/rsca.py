"""Symmetric revealed comparative advantage."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def rsca(own_trade: int, all_trade: int, whole_trade: int, whole_all: int) -> float | None:
    """The difference of the two shares by their sum."""
    if own_trade < 0 or all_trade <= 0 or whole_trade < 0 or whole_all <= 0:
        return None
    if not whole_trade:
        return None
    here, there = own_trade * whole_all, all_trade * whole_trade
    return (here - there) / (here + there)


INDICATOR = Indicator(
    name="rsca",
    title=Text("Symmetric comparative advantage", "Симметричное сравнительное преимущество"),
    columns=(Column("rsca", Text("RSCA", "RSCA"), "ratio"),),
    function=rsca,
    needs="commodity",
    empty_without="of",
    place=30,
    formula="(RCA - 1) / (RCA + 1), of exports; with --flow import, of imports",
    variant="Against the place that --of names (a region, a group, a country, or the world: all reporters of the "
    "data), its own trade included if it is part of it. All trade of the place is in the denominators, undisclosed "
    "and `other` too.",
    inputs="Trade of the selection by commodity, and the same of the place that is compared with.",
    range="-1 to 1. Null without --of, where the place or the whole has no trade, and where an amount is negative (a "
    "correction). Null also where the whole has no trade in the commodity.",
    reading="Above 0: more of the commodity than in the whole. Symmetric: 0.5 and -0.5 are RCA 3 and 1/3.",
    silent_on="Advantage as such: trade also follows tariffs, subsidies and transport. It changes with the detail of "
    "the grouping (see level).",
    reference="Dalum, B., Laursen, K. and Villumsen, G. (1998), Structural Change in OECD Export Specialisation "
    "Patterns, International Review of Applied Economics 12(3).",
)
