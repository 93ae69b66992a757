"""The first partner and its share."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def top_partner(top_code: pl.Expr, top_share: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The partner country with the most trade, and its part of all trade in percent."""
    return top_code, top_share


INDICATOR = Indicator(
    name="top_partner",
    title=Text("The first partner and its share", "Первый партнёр и его доля"),
    columns=(
        Column("top_partner", Text("Top partner", "Первый партнёр"), "place", Text("Top partner", "Первый партнёр")),
        Column("top_partner_share_pct", Text("Its share, %", "Его доля, %"), "percent", Text("Its %", "Его %")),
    ),
    function=top_partner,
    given="columns",
    place=30,
    formula="the partner country with the largest V[p]; 100 * V[p] / sum over all partners V[p]",
    variant="By turnover, or with --flow by that flow; on equal values the first code of the alphabet.",
    inputs="The region's trade with every partner.",
    range="A code; a share above 0. Null where no partner country has trade above 0.",
    reading="Whom the region leans on most, and how far.",
    silent_on="What undisclosed partners would change: they are in the denominator and never first.",
    reference="UNESCAP (2009), Trade Statistics in Policymaking: A Handbook of Commonly Used Trade Indices and "
    "Indicators, revised edition.",
)
