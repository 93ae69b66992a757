"""Share in a whole."""

import polars as pl

from siberia_trade.indicators.flows import SHARES, percent
from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def share(
    exports: pl.Expr,
    imports: pl.Expr,
    turnover: pl.Expr,
    whole_exports: pl.Expr,
    whole_imports: pl.Expr,
    whole_turnover: pl.Expr,
) -> tuple[pl.Expr, ...]:
    """The sums, and each in percent of its whole."""
    parts = percent(exports, whole_exports), percent(imports, whole_imports), percent(turnover, whole_turnover)
    return (exports, imports, turnover, *parts)


INDICATOR = Indicator(
    name="share",
    title=Text("Share in a whole", "Доля в целом"),
    columns=(
        Column("exports", Text("Exports", "Экспорт"), "money"),
        Column("imports", Text("Imports", "Импорт"), "money"),
        Column("turnover", Text("Turnover", "Оборот"), "money"),
        *SHARES,
    ),
    function=share,
    given="columns",
    place=10,
    formula="100 * V[row] / V[whole], for exports, imports and turnover each",
    variant="The whole is the selection, or with --of the same selection of another region, group or country, or of "
    "the world of partners. Each time has its own whole; over all else it is summed. Undisclosed trade is in the "
    "whole.",
    inputs="The selection, and the trade of the whole.",
    range="0 to 100; beyond only where the whole has negative corrections or does not hold the row. Null where the "
    "whole is not above 0.",
    reading="What part of the whole falls to the row.",
    silent_on="Whether the part is large for a region of its size: `strade specialisation` compares structures.",
    reference="Arithmetic.",
)
