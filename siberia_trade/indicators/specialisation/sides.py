"""Exports and imports."""

import polars as pl

from siberia_trade.indicators.registry import Indicator, amount
from siberia_trade.table import Column, Text


def sides(exports: pl.Expr, imports: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The flows as they are prepared."""
    return amount(exports), amount(imports)


INDICATOR = Indicator(
    name="specialisation_flows",
    title=Text("Exports and imports", "Экспорт и импорт"),
    columns=(
        Column("exports", Text("Exports", "Экспорт"), "money"),
        Column("imports", Text("Imports", "Импорт"), "money"),
    ),
    function=sides,
    given="columns",
    place=10,
    formula="X, M",
    variant="Values as stated; with --measure weight, net weight.",
    inputs="The selection.",
    range="Any amount. Null where a flow was not asked for or is not known; a flow without rows is 0.",
    reading="What the other columns set against each other.",
    silent_on="Prices and quantities.",
    reference="Arithmetic.",
)
