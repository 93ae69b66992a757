"""Number of parts."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def number(n: int) -> int:
    """How many parts there is trade in."""
    return n


INDICATOR = Indicator(
    name="n",
    title=Text("Number of parts", "Число частей"),
    columns=(Column("n", Text("Parts", "Число частей"), "count", Text("No.", "Чис- ло")),),
    function=number,
    place=10,
    formula="n = number of parts with V[i] > 0",
    variant="Parts are partners, commodities of the grouping, regions or reporters, as --over says; undisclosed "
    "trade, `other` and residual areas are none.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="Whole numbers from 0.",
    reading="How many partners, commodities or regions there is trade with, in or of at all.",
    silent_on="How evenly; and it grows with the detail of the grouping.",
    reference="Arithmetic.",
)
