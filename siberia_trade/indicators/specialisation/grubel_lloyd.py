"""Intra-industry trade."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def grubel_lloyd(exports: int, imports: int, one_way: int, both_ways: int) -> float | None:
    """Trade that goes both ways in the same commodities, by all trade."""
    return None if exports < 0 or imports < 0 else (both_ways - one_way) / both_ways


INDICATOR = Indicator(
    name="grubel_lloyd",
    title=Text("Intra-industry trade (Grubel-Lloyd)", "Внутриотраслевая торговля (Грубель-Ллойд)"),
    columns=(
        Column("grubel_lloyd", Text("Grubel-Lloyd", "Грубель-Ллойд"), "ratio", Text("Grubel- Lloyd", "Грубель- Ллойд")),
    ),
    function=grubel_lloyd,
    place=90,
    formula="1 - sum over commodities |x - m| / sum over commodities (x + m)",
    variant="Of each commodity; without commodities among the rows (--by none), over all of them at the level of the "
    "grouping, which stands in the column level. Not corrected for imbalance. `other` and undisclosed trade count as "
    "one commodity each.",
    inputs="Exports and imports of the selection by commodity.",
    range="0 to 1. Null where there is no trade, a flow is not known, or an amount is negative (a correction).",
    reading="0: each commodity goes one way only; 1: exports equal imports in each.",
    silent_on="Whether the goods are alike: it falls with the detail of the grouping, so only figures of one level "
    "can be compared; an unbalanced trade keeps it below 1.",
    reference="Grubel, H. G. and Lloyd, P. J. (1971), The Empirical Measurement of Intra-Industry Trade, Economic "
    "Record 47(4).",
)
