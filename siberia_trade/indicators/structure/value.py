"""Value of trade."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def value(value: pl.Expr) -> pl.Expr:
    """The value as it is prepared."""
    return value


INDICATOR = Indicator(
    name="value",
    title=Text("Value of trade in a commodity", "Стоимость торговли товаром"),
    columns=(Column("value", Text("Value", "Стоимость"), "money"),),
    function=value,
    given="columns",
    place=10,
    formula="V = sum of the values of its rows",
    variant="Each flow by itself; with --measure weight, net weight. Added exactly.",
    inputs="The selection, by flow and commodity.",
    range="Any amount; below 0 only where the source has negative corrections. Null where no row tells it.",
    reading="How much of a commodity is traded.",
    silent_on="Quantities and prices.",
    reference="United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010.",
)
