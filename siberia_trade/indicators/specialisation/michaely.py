"""Michaely index."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def michaely(exports: int, imports: int, all_exports: int, all_imports: int) -> float | None:
    """Share in exports less share in imports."""
    if exports < 0 or imports < 0 or all_exports <= 0 or all_imports <= 0:
        return None
    return (exports * all_imports - imports * all_exports) / (all_exports * all_imports)


INDICATOR = Indicator(
    name="michaely",
    title=Text("Michaely index", "Индекс Микаэли"),
    columns=(Column("michaely", Text("Michaely", "Микаэли"), "ratio"),),
    function=michaely,
    needs="commodity",
    place=70,
    formula="x / X - m / M",
    variant="All trade of the place is in the denominators, undisclosed and `other` too.",
    inputs="Exports and imports of the selection by commodity.",
    range="-1 to 1; sums to 0 over commodities. Null where there are no exports or no imports at all, a flow is not "
    "known, or an amount is negative (a correction).",
    reading="0.2: the commodity's share in exports is 20 percentage points above that in imports.",
    silent_on="Other places. Advantage as such: trade also follows tariffs, subsidies and transport. It changes with "
    "the detail of the grouping (see level).",
    reference="Michaely, M. (1962), Concentration in International Trade, North-Holland.",
)
