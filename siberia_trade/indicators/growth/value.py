"""Value of the year and of the one before."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def value(value: pl.Expr, previous: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The values as they are prepared."""
    return value, previous


INDICATOR = Indicator(
    name="growth_value",
    title=Text("Value of the year and of the one before", "Стоимость за год и за предыдущий"),
    columns=(
        Column("value", Text("Value", "Стоимость"), "money"),
        Column("previous", Text("Year before", "Годом ранее"), "money", Text("Before", "Ранее")),
    ),
    function=value,
    given="columns",
    place=10,
    formula="V[t], V[t - 1]",
    variant="Turnover, the flow asked for, or each flow; with --measure weight, net weight. What has no trade in a "
    "year of which the data hold its place, with whatever partner or commodity, is 0.",
    inputs="The selection by year.",
    range="Any amount. The year before is null where the data do not hold it, or not the same months and flows.",
    reading="What the other columns compare.",
    silent_on="Prices.",
    reference="Arithmetic.",
)
