"""Growth of the trend."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def trend(years: list[int], values: list[int]) -> float | None:
    """Slope of the line of least squares through the logarithms, as percent a year."""
    if min(values) <= 0:
        return None
    mean = sum(years) / len(years)
    logs = [math.log(value / values[0]) for value in values]
    slope = math.fsum((year - mean) * log for year, log in zip(years, logs, strict=True))
    return 100 * math.expm1(slope / math.fsum((year - mean) ** 2 for year in years))


INDICATOR = Indicator(
    name="trend_growth",
    title=Text("Growth of the trend", "Темп прироста по тренду"),
    columns=(Column("trend_pct", Text("Trend, %", "Тренд, %"), "percent"),),
    function=trend,
    place=70,
    formula="100 * (exp(b) - 1), b = sum (t - m) * ln V[t] / sum (t - m)^2, m = mean of t",
    variant="Ordinary least squares on natural logarithms, of the years that were asked for; those that are missing in "
    "between are left out, not filled in. Over the whole period, the same in each row of a series. The same months and "
    "flows only: a year that the data do not hold, or of which they hold other months, is a gap and is never skipped "
    "over. In current prices.",
    inputs="Value of each year: turnover, that of --flow, or of each flow with `flow` in --by.",
    range="Above -100. Null where the first or last year is not held or not comparable, a year had no trade, or there "
    "is one year only.",
    reading="8 means: along the trend it grows by 8 percent a year. Less moved by the two ends than cagr_pct.",
    silent_on="How well the line fits; with two years it is cagr_pct.",
    reference="World Bank, World Development Indicators, Statistical methods (least-squares growth rate).",
)
