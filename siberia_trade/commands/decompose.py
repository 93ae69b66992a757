"""`strade growth --decompose`: what growth is made of."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows, by_group, collect
from siberia_trade.commands.whole import PLACES, area_compared, read_compared
from siberia_trade.commands.years import doubt_growth, period_of, shown
from siberia_trade.errors import MissingDataError
from siberia_trade.indicators.growth import Period
from siberia_trade.indicators.prices import prices
from siberia_trade.indicators.shifts import shifts
from siberia_trade.periods import find_periods
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.schema import UNDISCLOSED
from siberia_trade.tabulate import Answer


def by_prices(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Values and weights of each commodity code, and those of the year before."""
    rows = shown(question, collect(question, extracts, dimensions=["commodity"], year_before=True))
    weights = _weights(question, extracts)
    weighed = rows
    if weights.weightless:
        weighed = collect(question, extracts, dimensions=["commodity"], year_before=True, weighed=True)
    values, with_weight, weight = (by_group(question, each.frame) for each in (rows, weighed, weights))
    figures = prices(values, with_weight, weight, question.by, period_of(question, rows), question.jump)
    figures = figures.filter(pl.col("year").is_in(rows.years))
    lengths = sorted(set(rows.frame["code"].unique().str.len_chars().to_list())) or [0]
    said = [*doubt_growth(question, rows), *(each for each in weights.notes if each not in rows.notes)]
    said.append(notes.unit_values(lengths[0], lengths[-1], question.jump, int(figures["set_aside"].sum())))
    within = ("flow", *question.times)
    return Answer(rows, figures, ("value",), within=within, sections=("flow",), notes=tuple(said))


def _weights(question: Question, extracts: Sequence[Extract]) -> Rows:
    weighed = replace(question, measure="weight")
    try:
        return collect(weighed, extracts, dimensions=["commodity"], year_before=True)
    except MissingDataError as error:
        raise MissingDataError(error.message, hint="Unit values need weights; `growth` alone does not.") from None


def by_shifts(question: Question, extracts: Sequence[Extract]) -> Answer:
    """The selection part by part, and that of the whole, with their years before."""
    over = question.over or "commodity"
    read = read_compared(question, extracts, [over], year_before=True)
    whole = read.own if read.whole is None else read.whole
    rows = shown(question, read.rows)
    known = pl.col(over).fill_null(UNDISCLOSED)
    own = by_group(question, read.own.with_columns(known))
    shared = [name for name in question.by if name not in PLACES]
    figures = shifts(
        own,
        whole.with_columns(known),
        question.by,
        over,
        period_of(question, rows),
        _period_of_whole(question, rows, whole, shared),
        question.flows,
    )
    figures = figures.filter(pl.col("year").is_in(rows.years))
    said = tuple(doubt_growth(question, rows))
    return Answer(rows, figures, ("value",), within=question.times, notes=said)


def _period_of_whole(question: Question, rows: Rows, whole: pl.DataFrame, shared: Sequence[str]) -> Period:
    """Which years of the whole can be compared."""
    years = {*rows.years, *(year - 1 for year in rows.years)}
    periods = find_periods(whole, rows.coverage, area_compared(question), question.months, question.flow, years)
    return period_of(replace(question, by=tuple(shared)), rows._replace(periods=periods))
