"""`strade turnover`."""

from collections.abc import Sequence

import polars as pl

from siberia_trade.collect import by_group, collect
from siberia_trade.commands.groups import places_of_groups
from siberia_trade.indicators.turnover import turnover, with_growth
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.tabulate import Answer, main_columns, total_of


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Exports, imports, turnover and balance; with years as rows also growth, for which the year before is read."""
    by_year = "year" in question.by
    rows = collect(question, extracts, year_before=by_year)
    figures = turnover(by_group(question, rows.frame if by_year else rows.shown), question.by, question.flows)
    if by_year:
        comparable = rows.periods.comparable(question.by, places_of_groups(question))
        figures = with_growth(figures, question.by, comparable).filter(pl.col("year").is_in(rows.years))
    total = turnover(rows.shown, [], question.flows)
    return Answer(rows, figures, main_columns(question), total=total_of(question, total))
