"""Krugman's index of specialisation."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def krugman(own: list[int], reference: list[int]) -> float:
    """Sum of the differences between the shares; in whole numbers, divided once."""
    ours, theirs = sum(own), sum(reference)
    return sum(abs(one * theirs - other * ours) for one, other in zip(own, reference, strict=True)) / (ours * theirs)


INDICATOR = Indicator(
    name="krugman",
    title=Text("Krugman's specialisation index", "Индекс специализации Кругмана"),
    columns=(Column("krugman", Text("Krugman", "Кругман"), "ratio"),),
    function=krugman,
    needs="of",
    place=130,
    formula="K = sum over parts |s[i] - w[i]|, w[i] = share in the whole",
    variant="Against the place that --of or --similar-to names, the region's own trade included if it is part of it. "
    "Of what is told apart: undisclosed trade, `other` commodities and residual areas are left out on both sides.",
    inputs="The selection, and the same selection of the whole, divided alike.",
    range="0 to 2. Null where trade of either with some part is negative, or there is none.",
    reading="0 is the structure of the whole, 2 has nothing in common with it.",
    silent_on="In what the two differ: `strade specialisation --of` tells by commodity.",
    reference="Krugman, P. (1991), Geography and Trade, MIT Press.",
)
