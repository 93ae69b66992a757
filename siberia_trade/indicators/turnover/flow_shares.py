"""Parts of exports and imports in turnover."""

import polars as pl

from siberia_trade.indicators.flows import percent
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def flow_shares(exports: pl.Expr, imports: pl.Expr, turnover: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Each flow in percent of both."""
    return percent(exports, turnover), percent(imports, turnover)


INDICATOR = Indicator(
    name="flow_shares",
    title=Text("Parts of exports and imports in turnover", "Доли экспорта и импорта в обороте"),
    columns=(
        Column("exports_pct_of_turnover", Text("Exports, %", "Экспорт, %"), "percent", Text("Exp. %", "Эксп. %")),
        Column("imports_pct_of_turnover", Text("Imports, %", "Импорт, %"), "percent", Text("Imp. %", "Имп. %")),
    ),
    function=flow_shares,
    given="columns",
    place=30,
    formula="100 * exports / turnover; 100 * imports / turnover",
    variant="Percent; the two add up to 100.",
    inputs="Exports and imports of the selection.",
    range="0 to 100. Null where turnover is not above 0 or a flow is not known.",
    reading="50 and 50 is balanced trade.",
    silent_on="The size of the trade.",
    reference="Arithmetic; the usual table of regional trade studies, as E. A. Sherin (2024), "
    "doi:10.20542/0131-2227-2024-68-5-81-90.",
)
