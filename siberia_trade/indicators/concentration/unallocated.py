"""Trade that is no one part."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def unallocated(parts: list[int], whole: int) -> float:
    """What the parts leave of the whole, in percent of it."""
    return 100 * (whole - sum(parts)) / whole


INDICATOR = Indicator(
    name="unallocated",
    title=Text("Trade that is no one part", "Торговля, не отнесённая к частям"),
    columns=(
        Column(
            "unallocated_pct", Text("Unallocated, %", "Не отнесено, %"), "percent", Text("Un- alloc. %", "Не отн. %")
        ),
    ),
    function=unallocated,
    place=110,
    for_people=False,
    formula="100 * (V - sum over parts V[i]) / V",
    variant="Undisclosed trade, `other` commodities (in no group of the grouping) and residual areas (as Areas, nes).",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to less than 100. Null where trade with some part is negative (a correction), where there is none, or "
    "where nothing is told apart.",
    reading="How far the other columns can be trusted: at 0 all is told apart.",
    silent_on="To whom it belongs.",
    reference="Arithmetic.",
)
