"""Values that are parted."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def price_values(value: pl.Expr, previous: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The values as they are prepared."""
    return value, previous


INDICATOR = Indicator(
    name="price_values",
    title=Text("Values that are parted", "Разлагаемая стоимость"),
    columns=(
        Column("value", Text("Value", "Стоимость"), "money"),
        Column("previous", Text("Year before", "Годом ранее"), "money", Text("Before", "Ранее")),
    ),
    function=price_values,
    given="columns",
    place=10,
    tables=("price", "shift-share"),
    for_people=False,
    formula="V[t], V[t - 1]",
    variant="Of the whole selection, by flow where prices are asked for; goods without weight included.",
    inputs="The selection by year.",
    range="Any amount. The year before is null where the data do not hold it, or not the same months and flows.",
    reading="What the change is between.",
    silent_on="Prices.",
    reference="Arithmetic.",
)
