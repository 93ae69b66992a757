"""Share of the partner."""

import polars as pl

from siberia_trade.indicators.flows import SHARES, percent
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Text


def shares(
    exports: pl.Expr,
    imports: pl.Expr,
    turnover: pl.Expr,
    world_exports: pl.Expr,
    world_imports: pl.Expr,
    world_turnover: pl.Expr,
) -> tuple[pl.Expr, ...]:
    """Trade with the chosen partners in percent of that with all."""
    return percent(exports, world_exports), percent(imports, world_imports), percent(turnover, world_turnover)


INDICATOR = Indicator(
    name="partner_share",
    title=Text("Share of the partner", "Доля партнёра"),
    columns=SHARES,
    function=shares,
    given="columns",
    place=10,
    formula="100 * sum over chosen partners V[p] / sum over all partners V[p]",
    variant="Of the region's own trade with the world: undisclosed partners and residual areas are in the "
    "denominator. The world is the World row of the data where there is one, else all partners.",
    inputs="The region's trade with every partner; refused where the data hold one partner only.",
    range="0 to 100 without negative corrections. Null where the trade with the world is not above 0.",
    reading="50 means that half of the trade is with the partner.",
    silent_on="Whether other partners could take its place; transit through third countries.",
    reference="UNESCAP (2009), Trade Statistics in Policymaking: A Handbook of Commonly Used Trade Indices and "
    "Indicators, revised edition (regional market share).",
)
