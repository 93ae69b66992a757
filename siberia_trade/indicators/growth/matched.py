"""Trade that the indices rest on."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def matched(
    values: list[int], previous_values: list[int], set_aside: int, value: int, previous: int
) -> tuple[float | None, int]:
    """Value of the goods traced through both years in percent of all; how many goods were set aside."""
    both = value + previous
    return 100 * (sum(values) + sum(previous_values)) / both if both > 0 else None, set_aside


INDICATOR = Indicator(
    name="price_matched",
    title=Text("Trade that the indices rest on", "Охват индексов"),
    columns=(
        Column("matched_pct", Text("Matched, %", "Сопоставлено, %"), "percent", Text("Match. %", "Сопост. %")),
        Column("set_aside", Text("Set aside", "Отложено"), "count", Text("Set aside", "Отло- жено")),
    ),
    function=matched,
    place=75,
    tables=("price",),
    for_people=False,
    formula="100 * value of goods with value and weight in both years / value, of both years together; number of "
    "goods set aside",
    variant="Of the rows with weight. Goods whose unit value changed more than --jump times (10), up or down, are set "
    "aside and counted.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="0 to 100 without negative corrections; whole numbers from 0. Null where there is no comparable year before; "
    "matched_pct also where there is no trade above 0 in both together.",
    reading="Below some 80 percent the indices speak of a part of the trade only.",
    silent_on="Whether the part is like the whole.",
    reference="Arithmetic; IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 2.",
)
