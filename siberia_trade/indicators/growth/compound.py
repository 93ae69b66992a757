"""Compound annual growth rate."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def compound(first_value: int, last_value: int, span: int) -> float | None:
    """Even growth that leads from the first year to the last, in percent a year."""
    if first_value <= 0 or last_value <= 0:
        return None
    return 100 * math.expm1(math.log(last_value / first_value) / span)


INDICATOR = Indicator(
    name="compound_growth",
    title=Text("Compound annual growth rate", "Среднегодовой темп прироста"),
    columns=(Column("cagr_pct", Text("CAGR, %", "Среднегод., %"), "percent", Text("CAGR %", "Ср. год. %")),),
    function=compound,
    place=60,
    formula="100 * ((V[last] / V[first]) ^ (1 / (last - first)) - 1)",
    variant="Geometric mean of the years. Over the whole period that was asked for, the same in each row of a series. "
    "The same months and flows only: a year that the data do not hold, or of which they hold other months, is a gap "
    "and is never skipped over. In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="Above -100. Null where the first or last year is not held, not comparable with the other, or had no trade.",
    reading="8 means: as if it had grown by 8 percent in each year.",
    silent_on="The years in between.",
    reference="World Bank, WITS User's Manual, Trade indicators (compound annual growth).",
)
