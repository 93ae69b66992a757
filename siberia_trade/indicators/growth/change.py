"""Value of the year, of the one before, and the change."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def change(value: int, previous: int) -> int:
    """What the effects part."""
    return value - previous


INDICATOR = Indicator(
    name="value_change",
    title=Text("Change of value", "Изменение стоимости"),
    columns=(Column("change", Text("Change", "Изменение"), "money"),),
    function=change,
    place=15,
    tables=("price", "shift-share"),
    formula="V[t] - V[t - 1]",
    variant="In current prices; the same months and flows only.",
    inputs="Value of the year and of the one before.",
    range="Any amount. Null where there is no comparable year before.",
    reading="What the effects part: price_effect + quantity_effect + not_split, or whole_effect + mix_effect + "
    "competitive_effect, to the cent.",
    silent_on="Growth in percent: see growth_pct of `strade growth`.",
    reference="Arithmetic.",
)
