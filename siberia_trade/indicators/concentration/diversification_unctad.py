"""Diversification index of UNCTAD."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def diversification_unctad(own: list[int], reference: list[int]) -> float:
    """Half the sum of the differences between the shares; in whole numbers, divided once."""
    ours, theirs = sum(own), sum(reference)
    apart = sum(abs(one * theirs - other * ours) for one, other in zip(own, reference, strict=True))
    return apart / (2 * ours * theirs)


INDICATOR = Indicator(
    name="diversification_unctad",
    title=Text("Diversification index of UNCTAD", "Индекс диверсификации ЮНКТАД"),
    columns=(
        Column(
            "diversification_unctad",
            Text("UNCTAD diversification", "Диверсификация (ЮНКТАД)"),
            "ratio",
            Text("UNCTAD div.", "Дивер. ЮНК- ТАД"),
        ),
    ),
    function=diversification_unctad,
    needs="of",
    place=120,
    for_people=False,
    formula="D = (1 / 2) * sum over parts |s[i] - w[i]|, w[i] = share in the whole",
    variant="The whole is the place that --of names, the region's own trade included if it is part of it; UNCTAD's is "
    "the world. Of what is told apart: undisclosed trade, `other` commodities and residual areas are left out on both "
    "sides.",
    inputs="The selection, and the same selection of the whole, divided alike.",
    range="0 to 1. Null where trade of either with some part is negative, or there is none.",
    reading="0 is the structure of the whole, 1 has nothing in common with it. It equals 1 - similarity "
    "(Finger-Kreinin) and half of krugman.",
    silent_on="Diversity by itself: a region may differ from a whole that is itself concentrated.",
    reference="UNCTAD, Handbook of Statistics, Annex: Trade indices; Finger, J. M. and Kreinin, M. E. (1979), A "
    "Measure of `Export Similarity' and Its Possible Uses, Economic Journal 89.",
)
