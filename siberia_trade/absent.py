"""What was asked for and is not in the data, or not in the answer."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import polars as pl

from siberia_trade import notes
from siberia_trade.dimensions import GROUP
from siberia_trade.errors import MissingDataError, some_of
from siberia_trade.periods import Coverage, Periods, place_name, show_months, show_range
from siberia_trade.question import Question, area_of
from siberia_trade.schema import FLOWS, UNDISCLOSED
from siberia_trade.scope import within
from siberia_trade.table import Note


def absent_places(question: Question, shown: pl.DataFrame, coverage: Coverage) -> list[Note]:
    """Name the regions and countries without trade, and the countries whose statistics the data do not hold at all.

    Parameters
    ----------
    question
        What is asked; where its rows are groups, or there are none, what a country lacks is told elsewhere.
    shown
        Rows of the answer: ``reporter``, and ``region`` where the data are divided by it.
    coverage
        What the data hold.
    """
    if question.area is None:
        return []
    told = GROUP in question.by or not shown.height
    silent = set() if told else question.area.reporters - set(shown["reporter"].to_list())
    held = set(coverage.frame["reporter"].to_list()) if silent else set()
    absent = sorted(silent & held)
    if "region" in shown.columns:
        absent += sorted(question.area.regions.codes - set(shown["region"].to_list()))
    said = [notes.no_statistics([place_name(code) for code in sorted(silent - held)])] if silent - held else []
    return said + ([notes.no_trade([place_name(code) for code in absent])] if absent else [])


def absent_flows(question: Question, periods: Periods, years: Sequence[int]) -> list[Note]:
    """Doubt a year of which the files hold one flow only: the other one may not have been downloaded."""
    by_absent: dict[str, list[int]] = {}
    for year in years:
        held = periods.flows_of(year)
        if question.flow is None and len(held) == 1:
            by_absent.setdefault(next(flow for flow in FLOWS if flow not in held), []).append(year)
    return [notes.flow_absent(flow, show_range(absent)) for flow, absent in sorted(by_absent.items())]


def absent_groups(question: Question, own: pl.DataFrame, years: Sequence[int]) -> list[Note]:
    """Name each `--region` that has no rows, or none for some of the years that others have."""
    if GROUP not in question.by:
        return []
    said = []
    shown = set(years) & set(own["year"].to_list())
    for choice in question.regions:
        missing = shown - set(within(own, area_of([choice]))["year"].to_list())
        if missing:
            said.append(notes.group_years_missing(choice.names.en, choice.names.ru, show_range(missing)))
    return said


def explain_empty(question: Question, coverage: Coverage) -> None:
    """Say which part of a selection the data do not hold; return where they hold all of it, but no trade."""
    held = within(coverage.frame, question.area)
    if not held.height:
        _refuse_area(question, coverage.frame)
    if question.years is not None:
        before, held = held, held.filter(pl.col("year").is_in(sorted(question.years)))
        if not held.height:
            _refuse("year", show_range(question.years), f"They hold {show_range(set(before['year'].to_list()))}.")
    if question.months is not None:
        before, held = held, held.filter(pl.col("month").is_in(sorted(question.months)))
        if not held.height:
            months = show_months(set(before["month"].to_list()))
            _refuse(
                "month",
                show_range(question.months),
                f"They hold {f'months {months}' if months else 'whole years only'}.",
            )
    if question.flow is not None and not held.filter(pl.col("flow") == question.flow).height:
        flows = some_of(sorted(set(held["flow"].drop_nulls().to_list())))
        _refuse("flow", question.flow, f"They hold {flows} only." if flows else "Their figures have no flow.")
    refuse_absent_partner(question, coverage)
    refuse_absent_commodity(question, coverage)


def refuse_absent_partner(question: Question, coverage: Coverage) -> None:
    """Say that none of the partners asked for is in the data at all."""
    if question.partner_places is None:
        return
    held = (
        coverage.partners.group_by("partner")
        .agg(pl.col("rows").sum())
        .sort("rows", "partner", descending=[True, False])
    )
    if not question.partner_places.codes & set(held["partner"].to_list()):
        names = [f"{place_name(code).en} ({code})" for code in held["partner"] if code != UNDISCLOSED]
        _refuse("partner", _given(question.partners), f"They hold {some_of(names) or 'no partners'}.")


def refuse_absent_commodity(question: Question, coverage: Coverage) -> None:
    """Say that none of the commodities asked for is in the data at all."""
    codes = coverage.commodities["commodity"].unique().to_list() if question.commodities else []
    if question.commodities and not any(question.is_picked(code) for code in codes):
        chapters = sorted({code[:2] for code in codes if code[:2].isdigit()})
        holds = f"chapters {some_of(chapters, 40)}" if chapters else "no commodities"
        _refuse("commodity", ", ".join(question.commodities), f"They hold {holds}.")


def _refuse_area(question: Question, whole: pl.DataFrame) -> NoReturn:
    countries = [choice for choice in question.regions if choice.kind == "country"]
    if countries:
        names = [f"{place_name(code).en} ({code})" for code in sorted(set(whole["reporter"].drop_nulls().to_list()))]
        _refuse("reporting country", _given(countries), f"They are statistics of {some_of(names) or 'nobody named'}.")
    held = sorted(set(whole["region"].drop_nulls().to_list()) - {UNDISCLOSED})
    names = sorted(place_name(code).en for code in held)
    _refuse("region", _given(question.regions), f"They hold {some_of(names, 100) or 'no regions'}.")


def _given(choices: Iterable[Any]) -> str:
    return ", ".join(choice.given for choice in choices)


def _refuse(what: str, asked: str, holds: str) -> NoReturn:
    raise MissingDataError(f"the data hold no {what} `{asked}`", hint=holds)
