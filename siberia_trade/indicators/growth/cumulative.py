"""Growth over the period."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def cumulative(first_value: int, last_value: int, span: int) -> float | None:
    """Change from the first year to the last, in percent of the first."""
    return 100 * (last_value - first_value) / first_value if first_value > 0 and span else None


INDICATOR = Indicator(
    name="cumulative_growth",
    title=Text("Growth over the period", "Прирост за период"),
    columns=(Column("cumulative_pct", Text("Cumulative, %", "За период, %"), "percent", Text("Cum. %", "За пер. %")),),
    function=cumulative,
    place=50,
    formula="100 * (V[last] / V[first] - 1)",
    variant="Over the whole period that was asked for, the same in each row of a series. The same months and flows "
    "only: a year that the data do not hold, or of which they hold other months, is a gap and is never skipped over. "
    "In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="From -100 up. Null where the first or last year is not held or not comparable with the other, the first had "
    "no trade, or there is one year only.",
    reading="50 means half as much again at the end as at the beginning.",
    silent_on="The years in between: two odd ends make an odd figure. See trend_pct.",
    reference="Arithmetic.",
)
