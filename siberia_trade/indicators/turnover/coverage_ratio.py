"""Coverage of imports by exports."""

import polars as pl

from siberia_trade.indicators.flows import ratio
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def coverage_ratio(exports: pl.Expr, imports: pl.Expr) -> pl.Expr:
    """How many times exports are imports."""
    return ratio(exports, imports)


INDICATOR = Indicator(
    name="coverage_ratio",
    title=Text("Coverage of imports by exports", "Коэффициент покрытия импорта экспортом"),
    columns=(
        Column("coverage_ratio", Text("Coverage ratio", "Коэф. покрытия"), "ratio", Text("Cov. ratio", "Коэф. покр.")),
    ),
    function=coverage_ratio,
    given="columns",
    place=40,
    formula="exports / imports",
    variant="A ratio, not percent.",
    inputs="Exports and imports of the selection.",
    range="From 0 up. Null where imports are not above 0 or a flow is not known.",
    reading="1 is balance; 4.6 means that exports pay for imports 4.6 times.",
    silent_on="The size of the trade: the ratio of tiny flows is as large as that of great ones.",
    reference="UNESCAP (2009), Trade Statistics in Policymaking: A Handbook of Commonly Used Trade Indices and "
    "Indicators, revised edition.",
)
