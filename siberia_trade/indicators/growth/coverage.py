"""Trade that the decomposition rests on."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def coverage(
    values: list[int],
    previous_values: list[int],
    split_value: int,
    split_previous: int,
    set_aside: int,
    value: int,
    previous: int,
) -> tuple[float, float, int]:
    """Value with usable weights, value that the indices rest on, in percent; how many goods were set aside."""
    whole = value + previous
    return 100 * (split_value + split_previous) / whole, 100 * (sum(values) + sum(previous_values)) / whole, set_aside


INDICATOR = Indicator(
    name="price_coverage",
    title=Text("Trade that the decomposition rests on", "Охват разложения"),
    columns=(
        Column("coverage_pct", Text("Coverage, %", "Охват, %"), "percent", Text("Cover. %", "Охват %")),
        Column("matched_pct", Text("Matched, %", "Сопоставлено, %"), "percent", Text("Match. %", "Сопост. %")),
        Column("set_aside", Text("Set aside", "Отложено"), "count", Text("Set aside", "Отло- жено")),
    ),
    function=coverage,
    place=70,
    tables=("price",),
    formula="100 * value with usable weights / value, of both years together; the same of goods traded in both; "
    "number of goods set aside",
    variant="Usable: in each of the two years value and weight above 0, or neither; withheld codes never; goods whose "
    "unit value changed more than --jump times (10) are set aside and counted. coverage_pct is what the effects rest "
    "on, matched_pct what the indices rest on.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="0 to 100 without negative corrections; whole numbers from 0. Null where there is no comparable year before.",
    reading="Below some 80 percent the indices speak of a part of the trade only.",
    silent_on="Whether the part is like the whole. A weight that some rows of a code lack is not seen.",
    reference="Arithmetic; IMF (2009), Export and Import Price Index Manual: Theory and Practice, ch. 2.",
)
