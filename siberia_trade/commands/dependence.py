"""`strade dependence`."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.absent import refuse_absent_partner
from siberia_trade.collect import by_group, collect
from siberia_trade.commands.world import doubt_the_world
from siberia_trade.dimensions import GROUP
from siberia_trade.indicators.dependence import dependence
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.tabulate import Answer, main_columns


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """The chosen partners' part of the trade with all partners, and how concentrated that trade is."""
    rows = collect(question, extracts, lift={"partners"}, dimensions=["partner"])
    said = doubt_the_world(rows, rows.shown, question.by)
    places = question.partner_places
    chosen = pl.lit(True) if places is None else places.condition("partner")
    marked = rows.shown.with_columns(chosen.alias("chosen"))
    if not marked["chosen"].any():
        refuse_absent_partner(question, rows.coverage)
    one = places is not None and len(question.partners) == 1 and question.partners[0].kind == "country"
    grouped = by_group(question, marked)
    measure = partial(dependence, flows=question.flows, ranked=one, residual=reference.residual_areas())
    figures = measure(grouped, question.by)
    additive = not {GROUP, "partner", *question.times} & set(question.by) and marked.height
    total = measure(marked, []).row(0, named=True) if additive else None
    if question.flow is not None:
        said.append(notes.ranked_by_flow(question.flow))
    sums = grouped.group_by([*question.by, *({"partner"} - set(question.by))]).agg(pl.col("amount").sum())
    if (sums["amount"] < 0).any():
        said.append(notes.negative())
    return Answer(rows, figures, main_columns(question, "_share_pct"), total=total, notes=tuple(said))
