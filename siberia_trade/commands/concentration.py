"""`strade concentration`."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.collect import by_group
from siberia_trade.commands.whole import PLACES, doubt_itself, read_compared
from siberia_trade.commands.world import doubt_one_partner
from siberia_trade.errors import UsageError
from siberia_trade.indicators.concentration import concentration
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.schema import LAST_CODES, UNDISCLOSED
from siberia_trade.table import Note
from siberia_trade.tabulate import Answer


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """How trade is divided into partners, commodities or places; beside it, how that of a whole is."""
    over = question.over or "partner"
    read = read_compared(question, extracts, [over])
    own = read.own_shown
    named = by_group(question, own).with_columns(pl.col(over).fill_null(UNDISCLOSED).alias("part"))
    doubts = doubt_one_partner(read.rows, own, question.by) if over == "partner" and not question.partners else []
    doubts += doubt_itself(question, read, question.flows)
    whole = None
    if read.whole_shown is not None:
        shared = [name for name in question.by if name not in PLACES]
        whole = read.whole_shown.select(*shared, pl.col(over).fill_null(UNDISCLOSED).alias("part"), "amount")
    figures = concentration(named, question.by, uncounted(over), whole, question.n)
    if question.n is not None and (most := max(figures["n"].drop_nulls(), default=0)) > question.n:
        raise UsageError(
            f"--n {question.n} is less than the {most} parts that there is trade in",
            hint=f"It says how many there could be: {most} or more.",
        )
    return Answer(
        read.rows,
        figures,
        ("hhi",),
        within=("flow",),
        sections=("flow",) if read.rows.has_flows else (),
        notes=(*_said(question, named, figures), *doubts),
    )


def uncounted(over: str) -> list[str]:
    """Codes that are no one partner, commodity or place."""
    return [*LAST_CODES, *(sorted(reference.residual_areas()) if over == "partner" else [])]


def _said(question: Question, rows: pl.DataFrame, figures: pl.DataFrame) -> list[Note]:
    said = []
    sums = rows.group_by([*question.by, "part"]).agg(pl.col("amount").sum())
    if (sums["amount"] < 0).any():
        said.append(notes.negative_part())
    if most := max(figures["unallocated_pct"].drop_nulls(), default=0.0):
        said.append(notes.unallocated(str(question.over), most))
    elif max(figures["n"], default=0) == 1:
        said.append(notes.one_part(str(question.over)))
    return said
