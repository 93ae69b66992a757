"""The four questions. Read this file first: each function is the whole path from files to a finished table.

    extract -> readers -> records -> cube (sums) -> collect (guarded rows) -> indicators -> tabulate -> Table

Every function takes the options of the command of the same name by their long names, a list where an option may be
repeated, so that

>>> import siberia_trade as st
>>> table = st.turnover(region="Irkutsk", partner="China", year=2021)
>>> table.frame.columns[:3]
['region', 'region_name', 'exports_usd']

is the command ``strade turnover --region Irkutsk --partner China --year 2021``. ``meta=False`` leaves out the
description of the files, which takes reading them again. All raise `StradeError`, with a message for people, for
whatever is at fault in the input.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows, by_group, collect, refuse_absent_commodity, refuse_absent_partner
from siberia_trade.errors import MissingDataError, StradeError
from siberia_trade.indicators.dependence import dependence as dependence_figures
from siberia_trade.indicators.flows import SUMS, percent
from siberia_trade.indicators.shares import shares as share_figures
from siberia_trade.indicators.structure import structure as structure_figures
from siberia_trade.indicators.turnover import turnover as turnover_figures
from siberia_trade.indicators.turnover import with_growth
from siberia_trade.meta import describe, sample_notes
from siberia_trade.periods import place_name, show_range
from siberia_trade.question import GROUP, Question, area_of, ask
from siberia_trade.readers import Extract, QuotesFound, open_extracts
from siberia_trade.schema import FLOWS
from siberia_trade.table import Note, Table
from siberia_trade.tabulate import ALL, finish, name_amounts, suffix

__all__ = ["dependence", "shares", "structure", "turnover"]

#: What a command's own part gives to `finish`.
Answer = dict[str, Any]
Command = Callable[[Question, Sequence[Extract]], tuple[Rows, Answer]]


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


def _answer(name: str, options: dict[str, Any], command: Command) -> Table:
    """Open the files, let the command do its part, and finish the table."""
    with_meta = options.pop("meta", True)
    question = ask(name, **options)
    try:
        return _ask_files(question, command, with_meta)
    except QuotesFound:
        return _ask_files(question, command, with_meta, unquote=True)


def _ask_files(question: Question, command: Command, with_meta: bool, *, unquote: bool = False) -> Table:
    with open_extracts(question.data, question.source, unquote=unquote) as opened:
        rows, answer = command(question, opened.extracts)
        more = [*answer.pop("more", ()), *sample_notes(opened.extracts)]
        more += [notes.rates_unused()] if question.rates else []
        more += [notes.passed_over(opened.passed_over)] if opened.passed_over else []
        said = [*rows.notes, *more]
        doubts = [note.text.en for note in said if note.level == "doubt"]
        if question.strict and doubts:
            raise StradeError("strict: " + "; ".join(doubts), hint="Without --strict these are notes.")
        meta = describe(question, opened.extracts, rows, said) if with_meta else {}
        return finish(question, rows, more=more, meta=meta, **answer)


def _turnover(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    by_year = "year" in question.by
    rows = collect(question, extracts, year_before=by_year)
    frame = by_group(question, rows.frame if by_year else rows.shown)
    figures = turnover_figures(frame, question.by, rows.flows)
    if by_year:
        figures = with_growth(figures, question.by, rows.periods.comparable(question.by, _regions_of_groups(question)))
        figures = figures.filter(pl.col("year").is_in(rows.years))
    total = turnover_figures(rows.shown, [], rows.flows)
    return rows, {"figures": figures, "main": _main(rows, suffix(question, "usd")), "total": _total(question, total)}


def _regions_of_groups(question: Question) -> Mapping[str, Collection[str] | None]:
    """Regions of each `--region`; None for a whole country."""
    return {
        choice.id: None if choice.kind == "country" else {member.code for member in choice.members}
        for choice in question.regions
    }


def _shares(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    of, own, partners = question.of, question.area, question.partner_places
    of_world = of is not None and of.kind == "world"
    of_area = None if of is None or of_world else area_of([of])
    rows = collect(
        question,
        extracts,
        lift={"partners"} if of_world else set(),
        area=own | of_area if own is not None and of_area is not None else own,
        dimensions=["partner"] if of_world else ["region"] if of_area is not None else [],
    )
    picked = rows.shown if own is None else rows.shown.filter(own.condition())
    if of_world and partners is not None:
        picked = picked.filter(partners.condition("partner"))
    whole, more = picked, []
    if of_world:
        whole = rows.shown if own is None else rows.shown.filter(own.condition())
        more = _doubt_the_world(rows, whole)
    elif of is not None and of_area is not None:
        whole = rows.shown.filter(of_area.condition())
        if not whole.height:
            raise MissingDataError(
                f"the data hold nothing for the whole `{of.given}`",
                hint="--of takes a region, a group of regions or a reporting country that the data hold, or `world`.",
            )
        if picked.height and not whole.join(picked, on=["reporter", "region"], how="anti", nulls_equal=True).height:
            more = [notes.whole_is_selection(of.names.en, of.names.ru)] if of.kind != "region" else []
    figures = share_figures(by_group(question, picked), whole, question.by, question.times, rows.flows)
    total = None if question.times else _total(question, share_figures(picked, whole, [], [], rows.flows))
    return rows, {"figures": figures, "main": _main(rows, suffix(question, "usd")), "total": total, "more": more}


def _structure(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    rows = collect(question, extracts, lift={"prefixes"}, dimensions=["commodity"])
    codes = rows.shown["code"].unique().to_list()
    groups = pl.col("code").replace_strict(codes, [question.group_of(code) for code in codes], return_dtype=pl.String)
    frame = by_group(question, rows.shown.with_columns(groups.alias("commodity")))
    figures = structure_figures(frame, question.by)
    if question.commodities:
        figures = _picked_rows(question, frame, figures)
        if not figures.height:
            refuse_absent_commodity(question, rows.coverage)
    return rows, {
        "figures": figures,
        "main": [name_amounts(question, figures).columns[len(question.by)]],
        "total": None,
        "within": [name for name in question.by if name != "commodity"],
        "sections": ("flow",),
        "section_totals": {} if GROUP in question.by else _totals_by_flow(question, rows.shown),
    }


def _totals_by_flow(question: Question, rows: pl.DataFrame) -> Mapping[tuple[str], Mapping[str, Any]]:
    """What people see under each flow: all its commodities, whichever are shown."""
    by_flow = name_amounts(question, structure_figures(rows.with_columns(commodity=pl.lit("")), ["flow", "commodity"]))
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
    parts = [picked.group_by(question.by).agg(pl.col("amount").sum().alias("value"))]
    for prefix in question.own_rows:
        own = frame.filter(pl.col("code").str.starts_with(prefix)).with_columns(commodity=pl.lit(prefix))
        parts.append(own.group_by(question.by).agg(pl.col("amount").sum().alias("value")))
    within = [name for name in question.by if name != "commodity"]
    whole = frame.group_by(within).agg(pl.col("amount").sum().alias("whole"))
    ranks = figures.select(*question.by, pl.col("value"), "rank")  # only a whole group has a rank
    return (
        pl.concat(parts)
        .join(whole, on=within, how="left", nulls_equal=True)
        .join(ranks, on=[*question.by, "value"], how="left", nulls_equal=True)
        .select(*question.by, "value", percent("value", "whole").alias("share_pct"), "rank")
    )


def _dependence(question: Question, extracts: Sequence[Extract]) -> tuple[Rows, Answer]:
    rows = collect(question, extracts, lift={"partners"}, dimensions=["partner"])
    more = _doubt_the_world(rows, rows.shown)
    places = question.partner_places
    chosen = pl.lit(True) if places is None else places.condition("partner")
    marked = rows.shown.with_columns(chosen.alias("chosen"))
    if not marked["chosen"].any():
        refuse_absent_partner(question, rows.coverage)
    one = places is not None and len(question.partners) == 1 and question.partners[0].kind == "country"
    figures = dependence_figures(by_group(question, marked), question.by, flows=rows.flows, ranked=one)
    additive = not {GROUP, "partner", *question.times} & set(question.by)
    total = dependence_figures(marked, [], flows=rows.flows, ranked=one) if additive and marked.height else None
    more += [notes.ranked_by_flow(rows.flows[0])] if len(rows.flows) < len(FLOWS) else []
    cells = dict.fromkeys([*question.by, "partner"])
    sums = by_group(question, marked).group_by(list(cells)).agg(pl.col("amount").sum())
    more += [notes.negative()] if sums.filter(pl.col("amount") < 0).height else []
    return rows, {
        "figures": figures,
        "main": _main(rows, "_share_pct"),
        "total": None if total is None else total.row(0, named=True),
        "more": more,
    }


def _doubt_the_world(rows: Rows, world: pl.DataFrame) -> list[Note]:
    """Refuse a share of the world where the data hold one partner only; doubt it where a year or region has."""
    few = world.group_by("year").agg(pl.col("partner").n_unique()).filter(pl.col("partner") < 2)
    if few.height and rows.coverage.partners["partner"].n_unique() < 2:
        raise MissingDataError(
            "the data hold one partner only, so the trade with the world is missing",
            hint="Give an extract with all partners, or ask for `turnover`.",
        )
    held = rows.coverage.partners.group_by("year").agg(pl.col("partner").n_unique()) if few.height else few
    years = held.filter(pl.col("year").is_in(few["year"].to_list()), pl.col("partner") < 2)["year"].sort()
    said = [notes.one_partner_year(show_range(years))] if years.len() else []
    if "region" in world.columns:
        by_region = world.filter(~pl.col("year").is_in(years.to_list())).group_by("year", "region")
        one = by_region.agg(pl.col("partner").n_unique()).filter(pl.col("partner") < 2)["region"].unique().sort()
        said += [notes.one_partner([place_name(code) for code in one])] if one.len() else []
    return said


def _main(rows: Rows, ending: str) -> list[str]:
    """The columns that rows are sorted by: turnover, or where it is not known the flow that is."""
    first = SUMS if len(rows.flows) == len(FLOWS) else [f"{rows.flows[0]}s"]
    return [f"{name}{ending}" for name in sorted(first, key="turnover".__ne__)]


def _total(question: Question, figures: pl.DataFrame) -> Mapping[str, Any] | None:
    """The footer; none where rows overlap."""
    return None if GROUP in question.by else name_amounts(question, figures).row(0, named=True)
