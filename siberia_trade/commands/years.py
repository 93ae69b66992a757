"""Which years growth compares."""

from siberia_trade import notes
from siberia_trade.collect import Rows
from siberia_trade.commands.groups import regions_of_groups
from siberia_trade.indicators.growth import Period
from siberia_trade.periods import show_range
from siberia_trade.question import Question
from siberia_trade.table import Note


def shown(question: Question, rows: Rows) -> Rows:
    """The rows with the years that were asked for, as far as there are any, in place of all that were read."""
    years = tuple(year for year in rows.years if question.years is None or year in question.years)
    return rows._replace(years=years or rows.years)


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


def doubt_growth(question: Question, rows: Rows) -> list[Note]:
    """Say which years cannot be compared with the year before, though that is there."""
    if "month" in question.by:
        return []
    flows = () if "flow" in question.by else None
    held = [year for year in rows.years if year - 1 in rows.periods.by_year]
    unlike = [year for year in held if not rows.periods.is_comparable(year, flows=flows)]
    return [notes.unlike_the_year_before(show_range(unlike))] if unlike else []
