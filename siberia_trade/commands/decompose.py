"""`strade growth --decompose`: what growth is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from siberia_trade import notes
from siberia_trade.beside import Beside
from siberia_trade.collect import Rows, by_group, collect
from siberia_trade.commands.whole import PLACES, area_compared, doubt_itself, read_compared, refuse_untold
from siberia_trade.commands.years import doubt_growth, period_of, shown
from siberia_trade.errors import MissingDataError
from siberia_trade.indicators.growth import Period
from siberia_trade.indicators.prices import prices
from siberia_trade.indicators.shifts import shifts
from siberia_trade.periods import find_periods, show_range
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.schema import UNDISCLOSED
from siberia_trade.tabulate import Answer


def by_prices(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Values and weights of each commodity code, and those of the year before."""
    beside = Beside()
    rows = shown(question, collect(question, extracts, dimensions=["commodity"], year_before=True, beside=beside))
    refuse_untold(rows.shown, "commodity")
    weights = _weights(question, extracts, beside)
    weighed = rows
    if weights.weightless:
        weighed = collect(question, extracts, dimensions=["commodity"], year_before=True, weighed=True, beside=beside)
    values, with_weight, weight = (by_group(question, each.frame) for each in (rows, weighed, weights))
    figures = prices(values, with_weight, weight, question.by, period_of(question, rows), question.jump)
    figures = figures.filter(pl.col("year").is_in(rows.years))
    lengths = _lengths(rows)
    told = sorted(set().union(*lengths.values())) or [0]
    said = [*doubt_growth(question, rows), *(each for each in weights.notes if each not in rows.notes)]
    said.append(notes.unit_values(told[0], told[-1], question.jump, int(figures["set_aside"].sum())))
    longest = {year: max(of_year) for year, of_year in lengths.items()}
    other = [year for year in rows.years if longest.get(year, 0) != longest.get(year - 1, longest.get(year, 0))]
    said += [notes.codes_of_other_length(show_range(other))] if other else []
    return Answer(rows, figures, ("value",), within=("flow",), sections=("flow",), notes=tuple(said))


def _lengths(rows: Rows) -> Mapping[int, set[int]]:
    """Lengths of the commodity codes of each year."""
    codes = rows.frame.select("year", "code").unique().filter(pl.col("code").str.contains(r"^\d+$"))
    by_year = codes.group_by("year").agg(pl.col("code").str.len_chars().unique())
    return {year: set(lengths) for year, lengths in by_year.iter_rows()}


def _weights(question: Question, extracts: Sequence[Extract], beside: Beside) -> Rows:
    weighed = replace(question, measure="weight")
    try:
        return collect(weighed, extracts, dimensions=["commodity"], year_before=True, beside=beside)
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
    period, of_whole = period_of(question, rows), _period_of_whole(question, rows, whole, shared)
    figures = shifts(own, whole.with_columns(known), question.by, over, period, of_whole, question.flows)
    figures = figures.filter(pl.col("year").is_in(rows.years))
    said = [*doubt_growth(question, rows), *doubt_itself(question, read, question.flows)]
    lacking = set(figures.filter(pl.col("change").is_not_null() & pl.col("whole_effect").is_null())["year"].to_list())
    lacking |= set(period.with_before["year"].to_list()) - set(of_whole.with_before["year"].to_list())
    lacking &= set(rows.years)
    if lacking and (place := question.of):
        said.append(notes.not_the_whole(show_range(lacking), place.names.en, place.names.ru))
    return Answer(rows, figures, ("value",), notes=tuple(said))


def _period_of_whole(question: Question, rows: Rows, whole: pl.DataFrame, shared: Sequence[str]) -> Period:
    """Which years of the whole can be compared."""
    years = {*rows.years, *(year - 1 for year in rows.years)}
    periods = find_periods(whole, rows.coverage, area_compared(question), question.months, question.flow, years)
    return period_of(replace(question, by=tuple(shared)), rows._replace(periods=periods))
