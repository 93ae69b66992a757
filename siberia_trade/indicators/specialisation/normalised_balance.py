"""Normalised trade balance."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def normalised_balance(exports: int, imports: int) -> float | None:
    """Balance by turnover."""
    return None if exports < 0 or imports < 0 else (exports - imports) / (exports + imports)


INDICATOR = Indicator(
    name="normalised_balance",
    title=Text("Normalised trade balance", "Нормированное сальдо"),
    columns=(
        Column(
            "normalised_balance",
            Text("Normalised balance", "Нормированное сальдо"),
            "ratio",
            Text("Norm. bal.", "Норм. сальдо"),
        ),
    ),
    function=normalised_balance,
    place=80,
    formula="(x - m) / (x + m)",
    variant="Of each commodity; without commodities among the rows, of all trade.",
    inputs="Exports and imports of the selection by commodity.",
    range="-1 to 1. Null where there is no trade, a flow is not known, or an amount is negative (a correction).",
    reading="1: exports only, -1: imports only, 0: balance.",
    silent_on="The balance of all trade, which moves that of each commodity: see lafay.",
    reference="Balassa, B. and Noland, M. (1989), `Revealed' Comparative Advantage in Japan and the United States, "
    "Journal of International Economic Integration 4(2).",
)
