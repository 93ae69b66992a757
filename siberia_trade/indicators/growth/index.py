"""Index on a base year."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def index(value: int, base_value: int) -> float | None:
    """Value with that of the base year as 100."""
    return 100 * value / base_value if base_value > 0 else None


INDICATOR = Indicator(
    name="base_index",
    title=Text("Index on a base year", "Индекс к базисному году"),
    columns=(Column("index", Text("Index", "Индекс"), "ratio"),),
    function=index,
    place=40,
    formula="100 * V[t] / V[base]",
    variant="Fixed base: --base, else the first year of the period. The same months and flows only: a year that the "
    "data do not hold, or of which they hold other months, is a gap and is never skipped over. In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="From 0 up; 100 in the base year. Null where the base year is not held, not comparable, or had no trade.",
    reading="150 is half as much again as in the base year.",
    silent_on="What was in between; prices.",
    reference="Arithmetic.",
)
