"""Which years growth compares."""

from siberia_trade import notes
from siberia_trade.collect import Rows
from siberia_trade.commands.groups import places_of_groups
from siberia_trade.indicators.growth import Period
from siberia_trade.periods import show_range
from siberia_trade.question import Question
from siberia_trade.table import Note


def shown(question: Question, rows: Rows) -> Rows:
    """The rows with the years that were asked for, as far as the data hold them, in place of all that were read.

    Those in which the selection has no trade are among them: that is 0, and no gap.
    """
    asked = question.years or range(min(rows.years, default=0), max(rows.years, default=-1) + 1)
    held = {*rows.years, *rows.periods.by_year}
    return rows._replace(years=tuple(sorted(held.intersection(asked) or asked)))


def period_of(question: Question, rows: Rows) -> Period:
    """Which years are compared with which."""
    years = question.years or rows.years
    first, last = min(years), max(years)
    base = question.base or first
    groups = places_of_groups(question)
    compare = rows.periods.comparable
    return Period(
        first,
        last,
        base,
        with_before=compare(question.by, groups),
        with_first=compare(question.by, groups, first),
        with_base=compare(question.by, groups, base),
        held=rows.periods.held(question.by, groups, question.flows),
        asked=frozenset(rows.years if question.years is None else years),
    )


def doubt_growth(question: Question, rows: Rows) -> list[Note]:
    """Say which years cannot be compared with the year before, though that is there."""
    if "month" in question.by:
        return []
    flows = () if "flow" in question.by else None
    held = [year for year in rows.years if year - 1 in rows.periods.by_year]
    unlike = [year for year in held if not rows.periods.is_comparable(year, flows=flows)]
    return [notes.unlike_the_year_before(show_range(unlike))] if unlike else []
