"""`strade growth`."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from siberia_trade.collect import Rows, by_group, collect
from siberia_trade.commands.years import doubt_growth, period_of, shown
from siberia_trade.errors import MissingDataError
from siberia_trade.indicators.growth import growth
from siberia_trade.periods import show_range
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.scope import within
from siberia_trade.tabulate import Answer


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """How trade grows from year to year and over the period; the year before and the base year are read beside it."""
    if question.decompose:
        from siberia_trade.commands import decompose

        return (decompose.by_prices if question.decompose == "price" else decompose.by_shifts)(question, extracts)
    read = collect(_with_base(question), extracts, year_before=True)
    rows = shown(question, read)
    frame = by_group(question, within(read.frame, question.area))
    period = period_of(question, rows)
    _refuse_absent_base(question, rows)
    figures = growth(frame, question.by, period, question.flows)
    shown_figures = figures.filter(pl.col("year").is_in(rows.years))
    return Answer(rows, shown_figures, ("value",), within=question.times, notes=tuple(doubt_growth(question, rows)))


def _with_base(question: Question) -> Question:
    """The same question with the base year among its years."""
    if question.base is None or question.years is None:
        return question
    return replace(question, years=question.years | {question.base})


def _refuse_absent_base(question: Question, rows: Rows) -> None:
    held = {*rows.years, *rows.periods.by_year}
    if question.base is not None and question.base not in held:
        raise MissingDataError(f"the data hold no base year {question.base}", hint=f"They hold {show_range(held)}.")
