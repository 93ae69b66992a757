"""The four questions. Read this file first: each function is the whole path from files to a finished table.

    extract -> readers -> records -> cube (sums) -> collect (guarded rows) -> indicators -> tabulate -> Table

Every function takes the options of the command of the same name by their long names, so that

>>> import siberia_trade as st
>>> table = st.turnover(region="Irkutsk", partner="China", year=2021)
>>> table.frame.columns[:3]
['region', 'region_name', 'exports_usd']

is the command ``strade turnover --region Irkutsk --partner China --year 2021``. Options that take several values take
a list here; ``meta=False`` leaves out the description of the files, which takes reading them again. All raise `StradeError`, with a message for people, for whatever is at fault in the input.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows, collect
from siberia_trade.cube import labels_held
from siberia_trade.errors import MissingDataError, StradeError
from siberia_trade.indicators.dependence import dependence as dependence_figures
from siberia_trade.indicators.flows import SUMS, percent
from siberia_trade.indicators.shares import shares as share_figures
from siberia_trade.indicators.structure import structure as structure_figures
from siberia_trade.indicators.turnover import turnover as turnover_figures
from siberia_trade.indicators.turnover import with_growth
from siberia_trade.meta import describe, sample_notes
from siberia_trade.question import GROUP, Question, area_of, ask
from siberia_trade.readers import Extract, open_extracts
from siberia_trade.schema import FLOWS
from siberia_trade.table import Note, Table
from siberia_trade.tabulate import finish, name_amounts, suffix

__all__ = ["dependence", "shares", "structure", "turnover"]

#: What a command's own part gives to `finish`.
Answer = dict[str, Any]


def turnover(**options: Any) -> Table:
    """Exports, imports, turnover and balance.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, balance_usd, exports_pct_of_turnover,
    imports_pct_of_turnover, coverage_ratio``, and with ``year`` among the dimensions ``turnover_growth_pct``.
    See `siberia_trade.indicators.turnover` for formulas and nulls.
    """
    return _answer("turnover", options, _turnover)


def shares(**options: Any) -> Table:
    """What part of a whole each row is.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, exports_share_pct, imports_share_pct,
    turnover_share_pct``. The whole is the selection itself, or with ``of`` the same selection of another region, or of
    the ``world`` of partners. See `siberia_trade.indicators.shares`.
    """
    return _answer("shares", options, _shares)


def structure(**options: Any) -> Table:
    """Trade by commodity.

    Columns: further dimensions, ``flow, commodity, commodity_name, value_usd, share_pct, rank``.
    See `siberia_trade.indicators.structure`.
    """
    return _answer("structure", options, _structure)


def dependence(**options: Any) -> Table:
    """How far a region leans on a partner, and on how few partners.

    Columns: the dimensions, then ``exports_share_pct, imports_share_pct, turnover_share_pct, partner_rank,
    top_partner, top_partner_share_pct, partners, exports_hhi, imports_hhi, turnover_hhi``.
    See `siberia_trade.indicators.dependence`.
    """
    return _answer("dependence", options, _dependence)


def _answer(
    name: str, options: dict[str, Any], command: Callable[[Question, Sequence[Extract]], tuple[Rows, Answer]]
) -> Table:
    """Open the files, let the command do its part, and finish the table."""
    with_meta = options.pop("meta", True)
    question = ask(name, **options)
    with open_extracts(question.data, question.source) as extracts:
        rows, answer = command(question, extracts)
        more = [*answer.pop("more", ()), *_rates(question), *sample_notes(extracts)]
        said = [*rows.notes, *more]
        doubts = [note.text.en for note in said if note.level == "doubt"]
        if question.strict and doubts:
            raise StradeError("strict: " + "; ".join(doubts), hint="Without --strict these are notes.")
        meta = describe(question, extracts, rows, said) if with_meta else {}
        return finish(question, rows, more=more, meta=meta, **answer)


def _turnover(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    by_year = "year" in question.by
    rows = collect(question, extracts, year_before=by_year)
    figures = turnover_figures(rows.frame if by_year else rows.shown, question.by, rows.flows)
    if by_year:
        figures = with_growth(figures, question.by, rows.periods.comparable(question.by))
        figures = figures.filter(pl.col("year").is_in(rows.years))
    total = turnover_figures(rows.shown, [], rows.flows)
    return rows, {"figures": figures, "main": _main(rows, suffix(question, "usd")), "total": _total(question, total)}


def _shares(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    of = question.of
    other_area = of is not None and of.kind != "world"
    area, own = question.area, question.area
    if other_area and of is not None and own is not None:
        area = own | (area_of([of]) or own)
    lift = {"partners"} if of is not None and not other_area else set()
    dimensions = (["region"] if other_area else []) + (["partner"] if lift else [])
    rows = collect(question, extracts, lift=lift, area=area, dimensions=dimensions)
    picked = rows.shown
    if own is not None:
        picked = picked.filter(own.condition())
    if lift and question.partner_places is not None:
        picked = picked.filter(question.partner_places.condition("partner"))
    whole = picked if of is None else _whole(question, rows, other_area)
    figures = share_figures(picked, whole, question.by, question.times, rows.flows)
    total = _total(question, share_figures(picked, whole, [], [], rows.flows))
    return rows, {
        "figures": figures,
        "main": _main(rows, suffix(question, "usd")),
        "total": None if question.times else total,
    }


def _whole(question: Question, rows: Rows, other_area: bool) -> pl.DataFrame:
    """Rows of the whole that `--of` names: each once, though `--by group` may have copied them."""
    whole = rows.shown
    if GROUP in question.by:
        whole = whole.drop(GROUP).unique(maintain_order=True)
    area = area_of([question.of]) if other_area and question.of is not None else question.area
    whole = whole if area is None else whole.filter(area.condition())
    if not whole.height and question.of is not None:
        raise MissingDataError(f"the data hold nothing for the whole `{question.of.given}`")
    return whole


def _structure(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    rows = collect(question, extracts, lift={"prefixes"}, dimensions=["commodity"])
    groups = rows.shown.with_columns(
        pl.col("code")
        .replace_strict(
            codes := rows.shown["code"].unique().to_list(),
            [code if code == "undisclosed" else question.grouping.group_of(code) for code in codes],
            return_dtype=pl.String,
        )
        .alias("commodity")
    )
    figures = structure_figures(groups, question.by)
    if question.commodities:
        figures = _picked_rows(question, rows.shown, figures)
    whole = structure_figures(groups.with_columns(commodity=pl.lit("all")), ["flow", "commodity"])
    only_goods = set(question.by) == {"flow", "commodity"}
    totals = {
        (flow,): {suffix_name: value} | ({"share_pct": share} if only_goods else {})
        for flow, value, share in whole.select("flow", "value", "share_pct").iter_rows()
        for suffix_name in name_amounts(question, pl.DataFrame({"value": []})).columns
    }
    end = name_amounts(question, figures).columns[len(question.by)]
    return rows, {
        "figures": figures,
        "main": [end],
        "total": None,
        "within": [name for name in question.by if name != "commodity"],
        "sections": ("flow",),
        "section_totals": totals,
    }


def _picked_rows(question: Question, rows: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Rows of `--commodity`: groups as they are, and prefixes that are only a part of a group as rows of their own."""
    within = [name for name in question.by if name != "commodity"]
    whole = rows.group_by(within).agg(pl.col("amount").sum().alias("whole"))
    groups = {group.id: group.prefixes for group in question.grouping.groups}
    chosen = [
        group
        for group, prefixes in groups.items()
        if any(
            pick == group or (pick.isdigit() and all(prefix.startswith(pick) for prefix in prefixes))
            for pick in question.commodities
        )
    ]
    parts = [figures.filter(pl.col("commodity").is_in([*chosen, *question.commodities]))]
    for prefix in question.own_rows:
        own = rows.filter(pl.col("code").str.starts_with(prefix)).with_columns(commodity=pl.lit(prefix))
        values = own.group_by(question.by).agg(pl.col("amount").sum().alias("value")).join(whole, on=within)
        share = percent("value", "whole").alias("share_pct")
        parts.append(values.select(*question.by, "value", share, pl.lit(None, dtype=pl.Int64).alias("rank")))
    return pl.concat(parts).unique(question.by, keep="first", maintain_order=True)


def _dependence(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    rows = collect(question, extracts, lift={"partners"}, dimensions=["partner"])
    if rows.shown["partner"].n_unique() < 2 and len(labels_held(extracts, "partner")) < 2:
        raise MissingDataError(
            "the data hold one partner only, so the trade with the world that a dependence needs is missing",
            hint="Give an extract with all partners, or ask for `turnover`.",
        )
    places = question.partner_places
    chosen = pl.lit(True) if places is None else places.condition("partner")
    marked = rows.shown.with_columns(chosen.alias("chosen"))
    one = places is not None and len(question.partners) == 1 and question.partners[0].kind == "country"
    figures = dependence_figures(marked, question.by, flows=rows.flows, ranked=one)
    additive = GROUP not in question.by and "partner" not in question.by and not question.times
    total = dependence_figures(marked, [], flows=rows.flows, ranked=one) if additive else None
    return rows, {
        "figures": figures,
        "main": _main(rows, "_share_pct"),
        "total": None if total is None else total.row(0, named=True),
        "more": [notes.ranked_by_flow(rows.flows[0])] if len(rows.flows) < len(FLOWS) else [],
    }


def _main(rows: Rows, ending: str) -> list[str]:
    """The columns that rows are sorted by: turnover, or where it is not known the flow that is."""
    first = SUMS if len(rows.flows) == len(FLOWS) else [f"{rows.flows[0]}s"]
    return [f"{name}{ending}" for name in sorted(first, key="turnover".__ne__)]


def _total(question: Question, figures: pl.DataFrame) -> Mapping[str, Any] | None:
    """The footer; none where rows overlap."""
    return None if GROUP in question.by else name_amounts(question, figures).row(0, named=True)


def _rates(question: Question) -> list[Note]:
    return [notes.rates_unused()] if "rates" in question.notes_asked else []
