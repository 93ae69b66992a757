"""The groups of places that rows may be of."""

from collections.abc import Collection, Mapping

from siberia_trade.question import Question


def places_of_groups(question: Question) -> Mapping[str, Collection[str]]:
    """Regions of each `--region`, or the country that it is."""
    return {choice.id: {member.code for member in choice.members} for choice in question.regions}
