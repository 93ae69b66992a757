"""Places and flows that were asked for and are not in the answer."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.dimensions import GROUP
from siberia_trade.periods import Coverage, Periods, place_name, show_range
from siberia_trade.question import Question, area_of
from siberia_trade.schema import FLOWS
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
