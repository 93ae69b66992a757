"""Concentration index of UNCTAD."""

import math

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def concentration_unctad(parts: list[int], whole: int, possible: int) -> float | None:
    """How far the root of the index is on the way from equal parts to one part."""
    least = math.sqrt(1 / possible)
    found = math.sqrt(sum(part * part for part in parts) / whole**2)
    return None if found < least else (found - least) / (1 - least)


INDICATOR = Indicator(
    name="concentration_unctad",
    title=Text("Concentration index of UNCTAD", "Индекс концентрации ЮНКТАД"),
    columns=(
        Column(
            "concentration_unctad",
            Text("UNCTAD concentration", "Концентрация (ЮНКТАД)"),
            "ratio",
            Text("UNCTAD conc.", "ЮНК- ТАД"),
        ),
    ),
    function=concentration_unctad,
    place=40,
    for_people=False,
    formula="(sqrt(HHI) - sqrt(1/n)) / (1 - sqrt(1/n))",
    variant="n is the number of parts with trade; UNCTAD takes that of the products of SITC at three digits, so that "
    "to compare with its figures --n must name it. Undisclosed trade, `other` commodities and residual areas are in "
    "the denominator and are no part.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="0 to 1. Null for n = 1, and where so much is not told apart that the HHI is below 1/n. Null where trade "
    "with some part is negative (a correction), where there is none, or where nothing is told apart.",
    reading="0 is equal parts, 1 is one part only. Larger than hhi_normalised for the same trade.",
    silent_on="How many parts there are.",
    reference="UNCTAD, Handbook of Statistics, Annex: Trade indices (merchandise: product concentration index).",
)
