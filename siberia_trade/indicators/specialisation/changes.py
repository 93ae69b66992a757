"""Changes of exports and imports."""

import polars as pl

from siberia_trade.indicators.registry import Indicator, amount
from siberia_trade.table import Column, Text


def changes(exports_change: pl.Expr, imports_change: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The changes as they are prepared."""
    return amount(exports_change), amount(imports_change)


INDICATOR = Indicator(
    name="flow_changes",
    title=Text("Changes of exports and imports", "Изменения экспорта и импорта"),
    columns=(
        Column(
            "exports_change",
            Text("Change of exports", "Изменение экспорта"),
            "money",
            Text("Ch. of exports", "Изм. экспорта"),
        ),
        Column(
            "imports_change",
            Text("Change of imports", "Изменение импорта"),
            "money",
            Text("Ch. of imports", "Изм. импорта"),
        ),
    ),
    function=changes,
    given="columns",
    place=10,
    tables=("between",),
    formula="dX = X[later] - X[earlier]; dM likewise",
    variant="In current prices; the same months and flows only.",
    inputs="Exports and imports by commodity in the two years of --between.",
    range="Any amounts. Null where either year is not held, or not with the same months and flows.",
    reading="What the indices compare.",
    silent_on="The years in between; prices.",
    reference="Arithmetic.",
)
