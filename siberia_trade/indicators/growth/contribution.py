"""Contribution to the growth of the total."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def contribution(value: int, previous: int, previous_total: int) -> float | None:
    """Change in percent of the total of the year before."""
    return 100 * (value - previous) / previous_total if previous_total > 0 else None


INDICATOR = Indicator(
    name="contribution",
    title=Text("Contribution to growth", "Вклад в прирост"),
    columns=(
        Column(
            "contribution_pp", Text("Contribution, p.p.", "Вклад, п. п."), "percent", Text("Contr. p.p.", "Вклад п. п.")
        ),
    ),
    function=contribution,
    place=30,
    formula="100 * (V[t] - V[t - 1]) / sum over rows V[t - 1]",
    variant="Percentage points of the growth of all rows of the year (of each month and group by itself) that can be "
    "compared; they add up to it. The same months and flows only: a year that the data do not hold, or of which they "
    "hold other months, is a gap and is never skipped over. In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="Any number. Null where there is no comparable year before, or the total had no trade.",
    reading="4 means: had nothing else changed, the total would have grown by 4 percent.",
    silent_on="What is not among the rows: with --commodity or --top the total is that of what was selected, shown or "
    "not.",
    reference="OECD (2007), Data and Metadata Reporting and Presentation Handbook, ch. 4.",
)
