"""Growth of turnover."""

import polars as pl

from siberia_trade.indicators.flows import percent
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def growth(turnover: pl.Expr, before: pl.Expr) -> pl.Expr:
    """Change against the year before, in percent of it."""
    return percent(turnover - before, before)


INDICATOR = Indicator(
    name="turnover_growth",
    title=Text("Growth of turnover", "Прирост оборота"),
    columns=(Column("turnover_growth_pct", Text("Growth, %", "Прирост, %"), "percent"),),
    function=growth,
    given="columns",
    needs="year",
    place=50,
    formula="100 * (turnover[t] / turnover[t - 1] - 1)",
    variant="Against the year before in the data, selected or not, over the same months and flows; in current prices.",
    inputs="Turnover of the year and of the one before.",
    range="From -100 up. Null where the year before is absent, covers other months or flows, or had no turnover.",
    reading="10 means a tenth more than the year before.",
    silent_on="Prices and exchange rates: `strade growth --decompose price` parts them from quantities.",
    reference="Arithmetic.",
)
