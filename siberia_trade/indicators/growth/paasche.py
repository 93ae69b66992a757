"""Paasche's price index."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def paasche(values: list[int], weights: list[int], previous_values: list[int], previous_weights: list[int]) -> float:
    """What the goods of the year cost, by what they would have cost the year before."""
    goods = zip(weights, previous_values, previous_weights, strict=True)
    return sum(values) / math.fsum(v0 * q1 / q0 for q1, v0, q0 in goods)


INDICATOR = Indicator(
    name="paasche",
    title=Text("Paasche price index", "Индекс цен Пааше"),
    columns=(Column("paasche", Text("Paasche", "Пааше"), "ratio"),),
    function=paasche,
    place=40,
    tables=("price",),
    formula="sum p1 * q1 / sum p0 * q1",
    variant="A ratio to the year before, not chained. Over the goods with value and weight in both years, less those "
    "set aside (matched_pct says how much of the trade that is). Unit values, value per kilogram of net weight, of "
    "each commodity code as the data have it, within the dimensions of the rows, against the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Above 0. Null where there is no comparable year before, or no good has value and weight in both.",
    reading="1.05: the goods of this year cost 5 percent more than they would have last year. Times "
    "laspeyres_quantity it is value_index.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 1, 16.",
)
