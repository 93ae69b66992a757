"""Marginal intra-industry trade."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def marginal_iit(apart: int, together: int, net_change: int) -> tuple[float, float]:
    """A: how far the flows changed alike; B: which changed for the better. By commodity, or weighted over all."""
    return (together - apart) / together, net_change / together


INDICATOR = Indicator(
    name="marginal_iit",
    title=Text("Marginal intra-industry trade (Brülhart)", "Предельная внутриотраслевая торговля (Брюльхарт)"),
    columns=(
        Column("miit_a", Text("MIIT A", "MIIT A"), "ratio"),
        Column("miit_b", Text("MIIT B", "MIIT B"), "ratio"),
    ),
    function=marginal_iit,
    place=20,
    tables=("between",),
    formula="A = 1 - sum |dX - dM| / sum (|dX| + |dM|); B = sum (dX - dM) / sum (|dX| + |dM|)",
    variant="Brülhart's A and B between two years (--between), of each commodity; without commodities among the rows, "
    "over all of them, each weighted by its |dX| + |dM|. In current prices.",
    inputs="Exports and imports by commodity in the two years of --between.",
    range="A: 0 to 1; B: -1 to 1, and |A| + |B| = 1 for one commodity. Null where nothing changed, or the years "
    "cannot be compared.",
    reading="A near 1: exports and imports of the same goods changed alike, so that adjustment is easy; near 0: one "
    "grew at the cost of, or without, the other. B above 0: exports changed for the better.",
    silent_on="The level of trade; it depends on the two years and on the detail of the grouping.",
    reference="Brülhart, M. (1994), Marginal Intra-Industry Trade: Measurement and Relevance for the Pattern of "
    "Industrial Adjustment, Weltwirtschaftliches Archiv 130(3).",
)
