"""Revealed comparative advantage."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def rca(own_trade: int, all_trade: int, whole_trade: int, whole_all: int) -> float | None:
    """Share of the commodity here by its share in the whole."""
    if own_trade < 0 or all_trade <= 0 or whole_trade < 0 or whole_all <= 0:
        return None
    return own_trade * whole_all / (all_trade * whole_trade)


INDICATOR = Indicator(
    name="rca",
    title=Text("Revealed comparative advantage (Balassa)", "Выявленное сравнительное преимущество (Баласса)"),
    columns=(Column("rca", Text("RCA", "RCA"), "ratio"),),
    function=rca,
    needs="commodity",
    empty_without="of",
    place=20,
    formula="RCA = (x[i] / X) / (w[i] / W), of exports; with --flow import, of imports",
    variant="Against the place that --of names (a region, a group, a country, or the world: all reporters of the "
    "data), its own trade included if it is part of it. All trade of the place is in the denominators, undisclosed "
    "and `other` too. In regional science the location quotient.",
    inputs="Trade of the selection by commodity, and the same of the place that is compared with.",
    range="From 0 up. Null without --of, where the place or the whole has no trade, and where an amount is negative "
    "(a correction). Null also where the whole has no trade in the commodity.",
    reading="Above 1: more of the commodity than in the whole, 2 twice as much. The mean over commodities, weighted "
    "by their shares in the whole, is 1.",
    silent_on="Advantage as such: trade also follows tariffs, subsidies and transport. It changes with the detail of "
    "the grouping (see level). Not comparable across commodities or places: small shares in the whole make huge "
    "figures.",
    reference="Balassa, B. (1965), Trade Liberalisation and `Revealed' Comparative Advantage, Manchester School 33(2).",
)
