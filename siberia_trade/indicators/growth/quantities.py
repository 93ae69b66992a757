"""Quantity indices, dual to those of prices, and the value index that they part."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def quantities(
    values: list[int], weights: list[int], previous_values: list[int], previous_weights: list[int]
) -> tuple[float, ...]:
    """Laspeyres', Paasche's, Fisher's and Törnqvist's, with quantities in place of prices; and the value index."""
    goods = list(zip(values, weights, previous_values, previous_weights, strict=True))
    base, current = sum(previous_values), sum(values)
    more = math.fsum(v0 * q1 / q0 for _, q1, v0, q0 in goods) / base
    paasche = current / math.fsum(v1 * q0 / q1 for v1, q1, _, q0 in goods)
    logs = [(v0 / base + v1 / current) / 2 * math.log(q1 / q0) for v1, q1, v0, q0 in goods]
    return more, paasche, math.sqrt(more * paasche), math.exp(math.fsum(logs)), current / base


INDICATOR = Indicator(
    name="quantity_indices",
    title=Text("Quantity indices and value index", "Индексы физического объёма и стоимости"),
    columns=(
        Column(
            "laspeyres_quantity",
            Text("Laspeyres, quantity", "Ласпейрес, объём"),
            "ratio",
            Text("Lasp. q.", "Ласп. об."),
        ),
        Column("paasche_quantity", Text("Paasche, quantity", "Пааше, объём"), "ratio", Text("Paasche q.", "Пааше об.")),
        Column("fisher_quantity", Text("Fisher, quantity", "Фишер, объём"), "ratio", Text("Fisher q.", "Фишер об.")),
        Column(
            "tornqvist_quantity",
            Text("Törnqvist, quantity", "Торнквист, объём"),
            "ratio",
            Text("Törnq. q.", "Торнкв. об."),
        ),
        Column("value_index", Text("Value index", "Индекс стоимости"), "ratio", Text("Value", "Стои- мость")),
    ),
    function=quantities,
    place=65,
    tables=("price",),
    for_people=False,
    formula="Laspeyres: sum p0 * q1 / sum p0 * q0; Paasche: sum p1 * q1 / sum p1 * q0; Fisher: sqrt(Laspeyres * "
    "Paasche); Törnqvist: exp(sum (1 / 2) * (s0 + s1) * ln(q1 / q0)); value index: sum p1 * q1 / sum p0 * q0",
    variant="Ratios to the year before, not chained. Over the goods with value and weight in both years, less those "
    "set aside (matched_pct says how much of the trade that is). Unit values, value per kilogram of net weight, of "
    "each commodity code as the data have it, within the dimensions of the rows, against the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Above 0. Null where there is no comparable year before, or no good has value and weight in both.",
    reading="Value index = price index times quantity index: Laspeyres of one with Paasche of the other, Fisher with "
    "Fisher.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 16, 17.",
)
