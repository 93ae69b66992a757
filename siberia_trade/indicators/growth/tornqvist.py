"""Törnqvist's price index."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def tornqvist(values: list[int], weights: list[int], previous_values: list[int], previous_weights: list[int]) -> float:
    """The geometric mean of price relatives, weighted by the mean share of each good in the two years."""
    base, current = sum(previous_values), sum(values)
    goods = zip(values, weights, previous_values, previous_weights, strict=True)
    logs = [(v0 / base + v1 / current) / 2 * math.log(v1 * q0 / (v0 * q1)) for v1, q1, v0, q0 in goods]
    return math.exp(math.fsum(logs)) if logs else math.nan


INDICATOR = Indicator(
    name="tornqvist",
    title=Text("Törnqvist price index", "Индекс цен Торнквиста"),
    columns=(Column("tornqvist", Text("Törnqvist", "Торнквист"), "ratio", Text("Törnq.", "Торнкв.")),),
    function=tornqvist,
    place=60,
    tables=("price",),
    for_people=False,
    formula="ln T = sum over goods (1 / 2) * (s0 + s1) * ln(p1 / p0), s = share in value",
    variant="A ratio to the year before, not chained. Over the goods with value and weight in both years, less those "
    "set aside (matched_pct says how much of the trade that is). Unit values, value per kilogram of net weight, of "
    "each commodity code as the data have it, within the dimensions of the rows, against the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Above 0. Null where there is no comparable year before, or no good has value and weight in both.",
    reading="1.05: prices rose by 5 percent. Times tornqvist_quantity it is near value_index, not equal to it.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="Törnqvist, L. (1936), The Bank of Finland's Consumption Price Index, Bank of Finland Monthly Bulletin "
    "10; IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 17.",
)
