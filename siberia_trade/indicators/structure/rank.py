"""Rank of a commodity."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def rank(rank: pl.Expr) -> pl.Expr:
    """The place of the value among all commodities of its flow."""
    return rank


INDICATOR = Indicator(
    name="commodity_rank",
    title=Text("Rank of a commodity", "Место товара"),
    columns=(Column("rank", Text("Rank", "Место"), "rank"),),
    function=rank,
    given="columns",
    place=30,
    formula="1 + number of commodities with a larger value",
    variant="Within the flow and the other dimensions of the rows; equal values share the smaller rank.",
    inputs="The selection, by flow and commodity.",
    range="Whole numbers from 1. Null for `other` and `undisclosed`, which are no one commodity.",
    reading="1 is the commodity traded most.",
    silent_on="Distances between places.",
    reference="Standard competition ranking.",
)
