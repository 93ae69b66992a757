"""Number of equal parts that would be as concentrated."""

from siberia_trade.indicators.registry import Indicator
from siberia_trade.table import Column, Text


def equivalent_number(parts: list[int], whole: int) -> float:
    """One by the Herfindahl-Hirschman index."""
    return whole**2 / sum(part * part for part in parts)


INDICATOR = Indicator(
    name="equivalent_number",
    title=Text("Equivalent number of equal parts", "Эквивалентное число равных частей"),
    columns=(
        Column(
            "equivalent_number",
            Text("Equivalent number", "Эквивалентное число"),
            "ratio",
            Text("Equiv. no.", "Экв. число"),
        ),
    ),
    function=equivalent_number,
    place=50,
    formula="1 / HHI",
    variant="Of the order 2 (Hill). Undisclosed trade, `other` commodities and residual areas are in the denominator "
    "and are no part: the number is then the most that it can be.",
    inputs="Trade of the selection, divided into partners, commodities or places (--over), by flow.",
    range="1 to n where all is told apart. Null where trade with some part is negative (a correction), where there is "
    "none, or where nothing is told apart.",
    reading="4 means: as concentrated as four equal partners.",
    silent_on="Which parts they are.",
    reference="Adelman, M. A. (1969), Comment on the H Concentration Measure as a Numbers-Equivalent, Review of "
    "Economics and Statistics 51(1).",
)
