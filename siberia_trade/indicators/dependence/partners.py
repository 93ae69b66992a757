"""Number of partners."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def partners(partner_count: pl.Expr) -> pl.Expr:
    """How many partner countries there is trade with."""
    return partner_count


INDICATOR = Indicator(
    name="partners",
    title=Text("Number of partners", "Число партнёров"),
    columns=(Column("partners", Text("Partners", "Число партнёров"), "count", Text("No.", "Чис- ло")),),
    function=partners,
    given="columns",
    place=40,
    formula="number of partner countries with V[p] > 0",
    variant="By turnover, or with --flow by that flow; undisclosed and residual areas are no countries.",
    inputs="The region's trade with every partner.",
    range="Whole numbers from 0.",
    reading="How many countries the region trades with at all.",
    silent_on="How evenly: a hundred partners may come to little beside one. See the HHI.",
    reference="Arithmetic.",
)
