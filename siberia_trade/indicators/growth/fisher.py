"""Fisher's price index."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def fisher(values: list[int], weights: list[int], previous_values: list[int], previous_weights: list[int]) -> float:
    """The geometric mean of those of Laspeyres and Paasche."""
    goods = list(zip(values, weights, previous_values, previous_weights, strict=True))
    dearer = math.fsum(v1 * q0 / q1 for v1, q1, _, q0 in goods) / sum(previous_values)
    return math.sqrt(dearer * (sum(values) / math.fsum(v0 * q1 / q0 for _, q1, v0, q0 in goods)))


INDICATOR = Indicator(
    name="fisher",
    title=Text("Fisher price index", "Индекс цен Фишера"),
    columns=(Column("fisher", Text("Fisher", "Фишер"), "ratio"),),
    function=fisher,
    place=50,
    tables=("price",),
    formula="sqrt(Laspeyres * Paasche)",
    variant="A ratio to the year before, not chained. Over the goods with value and weight in both years, less those "
    "set aside (matched_pct says how much of the trade that is). Unit values, value per kilogram of net weight, of "
    "each commodity code as the data have it, within the dimensions of the rows, against the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Above 0. Null where there is no comparable year before, or no good has value and weight in both.",
    reading="1.05: prices rose by 5 percent. Times fisher_quantity it is value_index.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="Fisher, I. (1922), The Making of Index Numbers, Houghton Mifflin; IMF (2009), Export and Import Price "
    "Index Manual: Theory and Practice, ch. 17.",
)
