"""Growth against the year before."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def growth_rate(value: int, previous: int) -> float | None:
    """Change in percent of the year before."""
    return 100 * (value - previous) / previous if previous > 0 else None


INDICATOR = Indicator(
    name="growth_rate",
    title=Text("Growth against the year before", "Прирост к предыдущему году"),
    columns=(Column("growth_pct", Text("Growth, %", "Прирост, %"), "percent"),),
    function=growth_rate,
    place=20,
    formula="100 * (V[t] / V[t - 1] - 1)",
    variant="The same months and flows only: a year that the data do not hold, or of which they hold other months, is "
    "a gap and is never skipped over. In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="From -100 up. Null where there is no comparable year before, or it had no trade.",
    reading="10 means a tenth more than the year before.",
    silent_on="Prices and quantities: see --decompose price. Growth from next to nothing is large whatever comes of "
    "it.",
    reference="Arithmetic.",
)
