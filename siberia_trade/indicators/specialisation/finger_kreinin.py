"""Similarity of structures."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def similarity(own: list[int], reference: list[int]) -> float:
    """Sum of the smaller shares; in whole numbers, divided once."""
    ours, theirs = sum(own), sum(reference)
    shared = sum(min(one * theirs, other * ours) for one, other in zip(own, reference, strict=True))
    return shared / (ours * theirs)


INDICATOR = Indicator(
    name="similarity",
    title=Text("Similarity of structures (Finger-Kreinin)", "Сходство структур (Фингер-Крейнин)"),
    columns=(Column("similarity", Text("Similarity", "Сходство"), "ratio"),),
    function=similarity,
    place=10,
    tables=("similar-to",),
    formula="S = sum over commodities min(s[i], w[i]) = 1 - K / 2",
    variant="Of exports, and of imports in rows of their own; from 0 to 1, not to 100. The place that is compared "
    "with includes the own one if that is part of it. Of what is told apart: undisclosed trade and `other` "
    "commodities are left out on both sides.",
    inputs="The selection by commodity, and the same of the place that --similar-to names.",
    range="0 to 1. Null where trade of either in some commodity is negative, or there is none.",
    reading="1: the same structure, 0: nothing in common. 1 - diversification_unctad.",
    silent_on="In what the two differ; it falls with the detail of the grouping (see level).",
    reference="Finger, J. M. and Kreinin, M. E. (1979), A Measure of `Export Similarity' and Its Possible Uses, "
    "Economic Journal 89.",
)
