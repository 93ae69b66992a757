"""Level of commodities."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def level(level: pl.Expr) -> pl.Expr:
    """The grouping of commodities."""
    return level


INDICATOR = Indicator(
    name="level",
    title=Text("Level of commodities", "Уровень товаров"),
    columns=(Column("level", Text("Level", "Уровень"), "place"),),
    function=level,
    given="columns",
    place=200,
    tables=("", "between", "similar-to"),
    for_people=False,
    formula="the grouping of commodities (--grouping)",
    variant="Sections, chapters or headings of the HS, or a grouping by its name.",
    inputs="The question.",
    range="A name.",
    reading="Figures of different levels cannot be compared: Grubel-Lloyd falls, and Krugman rises, with detail.",
    silent_on="How far codes of the data are too short for it: a note says so.",
    reference="World Customs Organization, Harmonized System.",
)
