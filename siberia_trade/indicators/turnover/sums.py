"""Exports, imports and turnover."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def sums(exports: pl.Expr, imports: pl.Expr, turnover: pl.Expr) -> tuple[pl.Expr, ...]:
    """The sums as they are prepared."""
    return exports, imports, turnover


INDICATOR = Indicator(
    name="turnover",
    title=Text("Foreign trade turnover", "Внешнеторговый оборот"),
    columns=(
        Column("exports", Text("Exports", "Экспорт"), "money"),
        Column("imports", Text("Imports", "Импорт"), "money"),
        Column("turnover", Text("Turnover", "Оборот"), "money"),
    ),
    function=sums,
    given="columns",
    place=10,
    formula="turnover = exports + imports",
    variant="Values as the customs service states them (usually exports fob, imports cif); with --measure weight, net "
    "weight. Added exactly, to the cent.",
    inputs="Exports and imports of the selection.",
    range="Any amount; below 0 only where the source has negative corrections. Null where a flow was not asked for or "
    "is not known; a flow without rows is 0.",
    reading="How much trade passes in both directions.",
    silent_on="Services, transit and trade that other regions' firms declare; value added; prices.",
    reference="United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010.",
)
