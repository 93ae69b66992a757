"""Lafay index."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def lafay(exports: int, imports: int, all_exports: int, all_imports: int) -> float | None:
    """Normalised balance above that of all trade, weighted by the commodity's part of it."""
    if exports < 0 or imports < 0 or all_exports < 0 or all_imports < 0:
        return None
    both = all_exports + all_imports
    return 100 * ((exports - imports) * both - (all_exports - all_imports) * (exports + imports)) / both**2


INDICATOR = Indicator(
    name="lafay",
    title=Text("Lafay index", "Индекс Лафея"),
    columns=(Column("lafay", Text("Lafay", "Лафей"), "ratio"),),
    function=lafay,
    needs="commodity",
    place=60,
    formula="100 * [(x - m) / (x + m) - (X - M) / (X + M)] * (x + m) / (X + M)",
    variant="By all trade of the place, as Bugamelli (2001); Lafay's own is by its gross product. All trade of the "
    "place is in the denominators, undisclosed and `other` too.",
    inputs="Exports and imports of the selection by commodity.",
    range="-50 to 50; sums to 0 over commodities. Null where there is no trade, a flow is not known, or an amount is "
    "negative (a correction).",
    reading="Above 0: the place is specialised in exporting the commodity, whatever its balance in all.",
    silent_on="Other places: it needs no whole, and tells nothing of one. Advantage as such: trade also follows "
    "tariffs, subsidies and transport. It changes with the detail of the grouping (see level).",
    reference="Lafay, G. (1992), The Measurement of Revealed Comparative Advantages, in: Dagenais, M. G. and Muet, "
    "P.-A. (eds.), International Trade Modelling; Bugamelli, M. (2001), Il modello di specializzazione internazionale "
    "dell'area dell'euro, Banca d'Italia, Temi di discussione 402.",
)
