"""Trade balance."""

import polars as pl

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def balance(exports: pl.Expr, imports: pl.Expr) -> pl.Expr:
    """Exports less imports."""
    return exports - imports


INDICATOR = Indicator(
    name="balance",
    title=Text("Trade balance", "Сальдо торговли"),
    columns=(Column("balance", Text("Balance", "Сальдо"), "money"),),
    function=balance,
    given="columns",
    place=20,
    formula="balance = exports - imports",
    variant="Values as stated: where imports are cif and exports fob, the balance is lower than in the balance of "
    "payments by freight and insurance.",
    inputs="Exports and imports of the selection.",
    range="Any amount. Null where a flow was not asked for or is not known.",
    reading="Above 0: more is sold than bought.",
    silent_on="Whether the trade is good for anybody; bilateral balances shift with the routes of goods.",
    reference="United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010.",
)
