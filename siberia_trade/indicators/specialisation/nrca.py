"""Normalised revealed comparative advantage."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def nrca(own_trade: int, all_trade: int, whole_trade: int, whole_all: int) -> float | None:
    """Trade above what would be neutral, by all trade of the whole."""
    if own_trade < 0 or all_trade <= 0 or whole_trade < 0 or whole_all <= 0:
        return None
    return (own_trade * whole_all - all_trade * whole_trade) / whole_all**2


INDICATOR = Indicator(
    name="nrca",
    title=Text("Normalised comparative advantage", "Нормированное сравнительное преимущество"),
    columns=(Column("nrca", Text("NRCA", "NRCA"), "ratio"),),
    function=nrca,
    needs="commodity",
    empty_without="of",
    place=50,
    for_people=False,
    formula="x[i] / W - X * w[i] / W^2, of exports; with --flow import, of imports",
    variant="Against the place that --of names (a region, a group, a country, or the world: all reporters of the "
    "data), its own trade included if it is part of it; meant for a place that is part of the whole. All trade of the "
    "place is in the denominators, undisclosed and `other` too. Not multiplied by 10000, as some print it.",
    inputs="Trade of the selection by commodity, and the same of the place that is compared with.",
    range="-1/4 to 1/4 where the place is part of the whole; sums to 0 over commodities and over places. Null without "
    "--of, where the place or the whole has no trade, and where an amount is negative (a correction).",
    reading="Above 0: more of the commodity than would be neutral. Comparable across commodities, places and time.",
    silent_on="Advantage as such: trade also follows tariffs, subsidies and transport. It changes with the detail of "
    "the grouping (see level).",
    reference="Yu, R., Cai, J. and Leung, P. (2009), The Normalized Revealed Comparative Advantage Index, Annals of "
    "Regional Science 43(1).",
)
