"""Herfindahl-Hirschman index between equal parts and one."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def hhi_normalised(parts: list[int], whole: int, possible: int) -> float | None:
    """How far the index is on the way from equal parts to one part."""
    squares = sum(part * part for part in parts)
    above = possible * squares - whole**2
    return None if above < 0 else above / ((possible - 1) * whole**2)


INDICATOR = Indicator(
    name="hhi_normalised",
    title=Text("Normalised Herfindahl-Hirschman index", "Нормированный индекс Херфиндаля-Хиршмана"),
    columns=(Column("hhi_normalised", Text("HHI, normalised", "ИХХ норм."), "ratio", Text("HHI norm.", "ИХХ норм.")),),
    function=hhi_normalised,
    place=30,
    formula="(HHI - 1/n) / (1 - 1/n)",
    variant="n is the number of parts with trade, or --n. WITS takes that of the commodities of the classification, "
    "which gives smaller values: name it with --n to compare. Undisclosed trade, `other` commodities and residual "
    "areas are in the denominator and are no part.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to 1. Null for n = 1, and where so much is not told apart that the HHI is below 1/n. Null where trade "
    "with some part is negative (a correction), where there is none, or where nothing is told apart.",
    reading="0 is equal parts, 1 is one part only, whatever their number.",
    silent_on="How many parts there are: two equal partners and two hundred have 0 both.",
    reference="World Bank, WITS User's Manual, Trade indicators (HH market concentration index).",
)
