"""Which years growth compares."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows
from siberia_trade.commands.groups import places_of_groups
from siberia_trade.errors import MissingDataError
from siberia_trade.indicators.growth import Period
from siberia_trade.periods import show_range
from siberia_trade.question import Question
from siberia_trade.scope import within
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
    """Say which years cannot be compared with the year before, and why; of the first of several that goes unsaid."""
    held, traded = rows.periods.by_year, set(within(rows.frame, question.area)["year"].unique().to_list())
    alone = [year for year in rows.years if year - 1 not in traded]
    alone = alone if len(rows.years) == 1 else [year for year in alone if year != rows.years[0]]
    in_data = set(rows.coverage.periods["year"].unique().to_list()) if alone else set()
    absent = [year for year in alone if year - 1 not in in_data]
    said = [notes.without_the_year_before(show_range(absent))] if absent else []
    if without_trade := [year for year in alone if year not in absent]:
        said.append(notes.no_trade_the_year_before(show_range(without_trade)))
    if "month" in question.by:
        return said
    both = [year for year in rows.years if year - 1 in held and year not in alone]
    unlike = [year for year in both if not _alike(question, rows, year, year - 1)]
    return [*said, notes.unlike_the_year_before(show_range(unlike))] if unlike else said


def doubt_period(question: Question, rows: Rows) -> list[Note]:
    """Say why there are no figures of the whole period, where that is not said of its last year already."""
    years = question.years or rows.years
    first, last = min(years), max(years)
    absent = sorted({first, last} - set(rows.periods.by_year))
    if absent:
        return [notes.period_not_held(show_range(absent), index=first in absent and question.base is None)]
    unlike = last - first > 1 and "month" not in question.by and not _alike(question, rows, last, first)
    return [notes.not_comparable(first, last)] if unlike else []


def refuse_absent_years(rows: Rows, own: pl.DataFrame, years: Sequence[int], option: str) -> None:
    """Refuse years of an option of which there are no rows: all would be null.

    Parameters
    ----------
    rows, own
        What was read, and of its frame the rows of the selection.
    years, option
        The years, and the option that names them.
    """
    absent = sorted(set(years) - set(own["year"].unique().to_list()) - set(rows.periods.by_year))
    if not absent:
        return
    held = set(rows.coverage.periods["year"].unique().to_list())
    if set(absent) <= held:
        there = f"the selection has nothing in {show_range(absent)}, which {option} names"
        raise MissingDataError(there, hint="Choose years in which it has trade.")
    missing = show_range(year for year in absent if year not in held)
    raise MissingDataError(
        f"the data hold no year `{missing}`, which {option} names", hint=f"They hold {show_range(held)}."
    )


def _alike(question: Question, rows: Rows, year: int, other: int) -> bool:
    """Whether two years have the same months, and the same flows unless each is a row of its own."""
    return rows.periods.is_comparable(year, other=other, flows=() if "flow" in question.by else None)
