"""`strade structure`."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from siberia_trade.absent import refuse_absent_commodity
from siberia_trade.collect import by_group, collect
from siberia_trade.dimensions import GROUP
from siberia_trade.indicators.flows import percent
from siberia_trade.indicators.structure import structure
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.sums import known_sum
from siberia_trade.tabulate import ALL, Answer


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Trade by commodity; `--commodity` picks rows, the whole is all commodities."""
    rows = collect(question, extracts, lift={"prefixes"}, dimensions=["commodity"])
    codes = rows.shown["code"].unique().to_list()
    groups = pl.col("code").replace_strict(codes, [question.group_of(code) for code in codes], return_dtype=pl.String)
    frame = by_group(question, rows.shown.with_columns(groups.alias("commodity")))
    figures = structure(frame, question.by)
    if question.commodities:
        figures = _picked_rows(question, frame, figures)
        if not figures.height:
            refuse_absent_commodity(question, rows.coverage)
    return Answer(
        rows,
        figures,
        main=("value",),
        within=tuple(name for name in question.by if name != "commodity"),
        sections=("flow",),
        section_totals={} if GROUP in question.by else _totals_by_flow(question, rows.shown),
    )


def _totals_by_flow(question: Question, rows: pl.DataFrame) -> Mapping[tuple[str], Mapping[str, Any]]:
    """What people see under each flow: all its commodities, whichever are shown."""
    by_flow = structure(rows.with_columns(commodity=pl.lit("")), ["flow", "commodity"])
    only_goods = set(question.by) == {"flow", "commodity"}
    hidden = {"commodity", "rank", "flow"} | (set() if only_goods else {"share_pct"})
    label = {"commodity": ALL, "commodity_name": ALL} if question.commodities else {}
    return {
        (row["flow"],): {name: value for name, value in row.items() if name not in hidden} | label
        for row in by_flow.iter_rows(named=True)
    }


def _picked_rows(question: Question, frame: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Rows of `--commodity`: groups as they are, and prefixes that are only a part of a group as rows of their own."""
    codes = frame["code"].unique().to_list()
    rest = [
        code
        for code in codes
        if question.is_picked(code)
        and (question.group_of(code) in question.commodities or not code.startswith(question.own_rows or ("-",)))
    ]
    picked = frame.filter(pl.col("code").is_in(rest))
    parts = [picked.group_by(question.by).agg(known_sum(pl.col("amount")).alias("value"))]
    for prefix in question.own_rows:
        own = frame.filter(pl.col("code").str.starts_with(prefix)).with_columns(commodity=pl.lit(prefix))
        parts.append(own.group_by(question.by).agg(known_sum(pl.col("amount")).alias("value")))
    within = [name for name in question.by if name != "commodity"]
    whole = frame.group_by(within).agg(pl.col("amount").sum().alias("whole"))
    ranks = figures.select(*question.by, pl.col("value"), "rank")  # only a whole group has a rank
    return (
        pl.concat(parts)
        .join(whole, on=within, how="left", nulls_equal=True)
        .join(ranks, on=[*question.by, "value"], how="left", nulls_equal=True)
        .select(*question.by, "value", percent("value", "whole").alias("share_pct"), "rank")
    )
