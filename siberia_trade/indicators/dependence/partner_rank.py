"""Rank of the partner."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def partner_rank(partner_place: pl.Expr) -> pl.Expr:
    """The place of the partner among all partner countries."""
    return partner_place


INDICATOR = Indicator(
    name="partner_rank",
    title=Text("Rank of the partner", "Место партнёра"),
    columns=(Column("partner_rank", Text("Partner's rank", "Место партнёра"), "rank", Text("Rank", "Ме- сто")),),
    function=partner_rank,
    given="columns",
    place=20,
    formula="1 + number of partner countries with more turnover",
    variant="By turnover, or with --flow by that flow; equal values share the smaller rank.",
    inputs="The region's trade with every partner.",
    range="Whole numbers from 1. Null without trade, for a group of partners, the world, undisclosed and residual "
    "areas.",
    reading="1 is the main partner.",
    silent_on="Distances between places: see the shares.",
    reference="Standard competition ranking.",
)
