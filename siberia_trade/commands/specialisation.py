"""`strade specialisation`."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.absent import refuse_absent_commodity
from siberia_trade.collect import Rows, by_group, collect
from siberia_trade.commands.groups import places_of_groups
from siberia_trade.commands.whole import PLACES, doubt_itself, read_compared, refuse_untold
from siberia_trade.commands.years import refuse_absent_years
from siberia_trade.indicators.specialisation import between, similarity, specialisation
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.schema import EXPORT, LAST_CODES
from siberia_trade.scope import within
from siberia_trade.tabulate import Answer, main_columns


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Trade by commodity, beside that of a whole, of another year, or of another place."""
    if question.between:
        return _between(question, extracts)
    by_commodity = "commodity" in question.by
    read = read_compared(question, extracts, ["commodity"], lift={"prefixes"} if by_commodity else ())
    frame = by_group(question, read.own_shown)
    whole = None
    if read.whole_shown is not None:
        shared = dict.fromkeys(("flow", *(name for name in question.by if name not in PLACES), "commodity", "amount"))
        whole = read.whole_shown.select(*shared)
    level = question.grouping.id
    if question.similar_to and whole is not None:
        figures = similarity(frame, question.by, whole, LAST_CODES, level)
        alike = doubt_itself(question, read, question.flows)
        return Answer(read.rows, figures, ("similarity",), within=("flow",), sections=("flow",), notes=tuple(alike))
    figures = specialisation(frame, question.by, whole, question.flows, level)
    if by_commodity and question.commodities:
        figures = _picked(question, read.rows, figures)
    said = [notes.no_whole()] if whole is None and by_commodity else []
    said += doubt_itself(question, read, [question.flow or EXPORT])
    return Answer(read.rows, figures, main_columns(question)[1:] or main_columns(question), notes=tuple(said))


def _picked(question: Question, rows: Rows, figures: pl.DataFrame) -> pl.DataFrame:
    """Rows of `--commodity`: it picks rows, what they are held against is all commodities."""
    codes = rows.frame["code"].unique().to_list()
    picked = {question.row_of(code) for code in codes if question.is_picked(code)}
    kept = figures.filter(pl.col("commodity").is_in(sorted(picked)))
    if not kept.height:
        refuse_absent_commodity(question, rows.coverage)
    return kept


def _between(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Exports and imports of two years by commodity."""
    first, last = question.between or (0, 0)
    rows = collect(question, extracts, dimensions=["commodity"])
    own = within(rows.frame, question.area)
    refuse_absent_years(rows, own, (first, last), "--between")
    refuse_untold(own, "commodity")
    frame = by_group(question, own)
    comparable = rows.periods.comparable(question.by, places_of_groups(question), first)
    comparable = comparable.filter(pl.col("year") == last)
    figures = between(frame, question.by, (first, last), comparable, question.flows, question.grouping.id)
    said = [] if comparable.height else [notes.not_comparable(first, last)]
    return Answer(rows, figures, ("exports_change", "imports_change"), notes=tuple(said))
