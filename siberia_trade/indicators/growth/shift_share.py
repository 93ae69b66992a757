"""Growth of the whole, of the mix, and what is left."""

from siberia_trade.indicators.registry import Indicator, rounded
from siberia_trade.table import Column, Text


def shift_share(
    parts: list[int],
    previous_parts: list[int],
    whole_parts: list[int],
    whole_previous_parts: list[int],
    whole: int,
    whole_previous: int,
) -> tuple[int, int, int] | None:
    """Part the change: V0 * g, V0 * (g[i] - g), V0 * (r[i] - g[i]), each part rounded once; the last is the rest."""
    if whole_previous <= 0:
        return None
    by_whole = by_mix = 0
    for before, now_there, before_there in zip(previous_parts, whole_parts, whole_previous_parts, strict=True):
        if not before:
            continue
        if before_there <= 0:
            return None
        by_whole += rounded(before * (whole - whole_previous), whole_previous)
        by_mix += rounded(before * (now_there * whole_previous - before_there * whole), before_there * whole_previous)
    change = sum(parts) - sum(previous_parts)
    return by_whole, by_mix, change - by_whole - by_mix


INDICATOR = Indicator(
    name="shift_share",
    title=Text("Shift-share", "Структурный сдвиг (shift-share)"),
    columns=(
        Column("whole_effect", Text("Whole", "Целое"), "money"),
        Column("mix_effect", Text("Mix", "Структура"), "money", Text("Mix", "Струк- тура")),
        Column("competitive_effect", Text("Competitive", "Конкурентный"), "money", Text("Compet.", "Конкур.")),
    ),
    function=shift_share,
    place=20,
    tables=("shift-share",),
    formula="whole = sum over parts V0[i] * g; mix = sum V0[i] * (g[i] - g); competitive = sum V0[i] * (r[i] - g[i]); "
    "r, g: growth here and in the whole",
    variant="Dunn's, year by year against the year before, over partners or commodities (--over); the whole is what "
    "--of names, the region's own trade included if it is part of it. Computed exactly for each part and rounded to a "
    "millionth, the competitive effect is the difference: the three sum exactly to the change. Undisclosed and "
    "`other` trade is a part like any other; parts that are new here are competitive.",
    inputs="The selection part by part in the year and the one before, and the same of the whole.",
    range="Any amounts. Null where either cannot be compared with its year before, the whole had no trade, or a part "
    "that was traded here was not in the whole, or negative there (a correction).",
    reading="whole: what it would have grown by, had all grown like the whole. mix: more or less, as its parts grow "
    "fast or slow everywhere. competitive: what its parts grew more here than in the whole.",
    silent_on="Why; the effects depend on the detail of the parts and on the year they are weighted by.",
    reference="Dunn, E. S. (1960), A Statistical and Analytical Technique for Regional Analysis, Papers of the "
    "Regional Science Association 6.",
)
