"""What commands that compare years share."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from siberia_trade.collect import Rows
from siberia_trade.indicators.growth import Period
from siberia_trade.question import Question


def shown(question: Question, rows: Rows) -> Rows:
    """The rows with the years that were asked for, as far as there are any, in place of all that were read."""
    years = tuple(year for year in rows.years if question.years is None or year in question.years)
    return replace(rows, years=years or rows.years)


def period_of(question: Question, rows: Rows) -> Period:
    """Which years are compared with which."""
    years = question.years or rows.years
    first, last = min(years), max(years)
    base = question.base or first
    groups = regions_of_groups(question)
    compare = rows.periods.comparable
    return Period(
        first,
        last,
        base,
        with_before=compare(question.by, groups),
        with_first=compare(question.by, groups, first),
        with_base=compare(question.by, groups, base),
        flows={year: rows.periods.flows_of(year) for year in rows.periods.by_year},
    )


def regions_of_groups(question: Question) -> Mapping[str, Collection[str] | None]:
    """Regions of each `--region`; None for a whole country."""
    return {
        choice.id: None if choice.kind == "country" else {member.code for member in choice.members}
        for choice in question.regions
    }
