"""The groups of regions that rows may be of."""

from collections.abc import Collection, Mapping

from siberia_trade.question import Question


def regions_of_groups(question: Question) -> Mapping[str, Collection[str] | None]:
    """Regions of each `--region`; None for a whole country."""
    return {
        choice.id: None if choice.kind == "country" else {member.code for member in choice.members}
        for choice in question.regions
    }
