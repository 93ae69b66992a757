"""Laspeyres' price index."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def laspeyres(values: list[int], weights: list[int], previous_values: list[int], previous_weights: list[int]) -> float:
    """What the goods of the year before cost now, by what they cost then."""
    goods = zip(values, weights, previous_weights, strict=True)
    return math.fsum(v1 * q0 / q1 for v1, q1, q0 in goods) / sum(previous_values)


INDICATOR = Indicator(
    name="laspeyres",
    title=Text("Laspeyres price index", "Индекс цен Ласпейреса"),
    columns=(Column("laspeyres", Text("Laspeyres", "Ласпейрес"), "ratio", Text("Lasp.", "Ласп.")),),
    function=laspeyres,
    place=30,
    tables=("price",),
    formula="sum p1 * q0 / sum p0 * q0",
    variant="A ratio to the year before (1.05 is 5 percent more), not chained. Over the goods with value and weight "
    "in both years, less those set aside (matched_pct says how much of the trade that is). Unit values, value per "
    "kilogram of net weight, of each commodity code as the data have it, within the dimensions of the rows, against "
    "the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Above 0. Null where there is no comparable year before, or no good has value and weight in both.",
    reading="1.05: the goods of last year cost 5 percent more. Times paasche_quantity it is value_index.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 1, 16.",
)
