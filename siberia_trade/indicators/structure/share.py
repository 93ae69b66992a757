"""Share of a commodity."""

import polars as pl

from siberia_trade.indicators.flows import percent
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def share(value: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """The value in percent of all commodities."""
    return percent(value, whole)


INDICATOR = Indicator(
    name="commodity_share",
    title=Text("Share of a commodity", "Доля товара"),
    columns=(Column("share_pct", Text("Share, %", "Доля, %"), "percent"),),
    function=share,
    given="columns",
    place=20,
    formula="100 * V[commodity] / sum over commodities V",
    variant="Of all commodities of the flow, `other` and undisclosed ones included, whichever are shown.",
    inputs="The selection, by flow and commodity.",
    range="0 to 100 without negative corrections. Null where all commodities do not sum to more than 0.",
    reading="What part of the flow the commodity makes up.",
    silent_on="Whether that is much: `strade specialisation` compares it with a whole.",
    reference="Arithmetic.",
)
