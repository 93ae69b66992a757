"""`strade growth`."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from siberia_trade.absent import explain_empty
from siberia_trade.collect import by_group, collect
from siberia_trade.commands.years import doubt_growth, doubt_period, period_of, refuse_absent_years, shown
from siberia_trade.indicators.growth import growth
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
    if question.years is not None and not question.years & {*read.frame["year"].unique(), *read.periods.by_year}:
        explain_empty(question, read.coverage)
    own = within(read.frame, question.area)
    if question.base is not None:
        refuse_absent_years(read, own, [question.base], "--base")
    period = period_of(question, rows)
    figures = growth(by_group(question, own), question.by, period, question.flows)
    shown_figures = figures.filter(pl.col("year").is_in(rows.years))
    said = (*doubt_growth(question, rows), *doubt_period(question, rows))
    return Answer(rows, shown_figures, ("value",), notes=said)


def _with_base(question: Question) -> Question:
    """The same question with the base year among its years."""
    if question.base is None or question.years is None:
        return question
    return replace(question, years=question.years | {question.base})
