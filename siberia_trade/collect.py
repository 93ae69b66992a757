"""From a question and its extracts to the rows that the indicators work on: read, guarded, exact, explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

import polars as pl

from siberia_trade import guards, notes
from siberia_trade.cube import LEAF, coverage, labels_held, sum_extract
from siberia_trade.errors import MissingDataError, UsageError, some_of
from siberia_trade.periods import Periods, find_periods, place_name, show_months, show_range
from siberia_trade.question import GROUP, Question, area_of
from siberia_trade.readers import Extract
from siberia_trade.schema import FLOWS, UNDISCLOSED
from siberia_trade.scope import Area, Scope
from siberia_trade.table import Note


@dataclass(frozen=True)
class Rows:
    """Sums in tidy codes, ready for an indicator."""

    #: ``year, month, flow, reporter``, the dimensions needed, ``amount``; ``commodity`` is the row of the grouping,
    #: ``code`` the HS code under it.
    frame: pl.DataFrame
    #: Years that are shown; the frame may hold the years before them too.
    years: tuple[int, ...]
    flows: tuple[str, ...]
    periods: Periods
    notes: tuple[Note, ...]
    #: Number of rows of the files that the question selected.
    selected: int

    @property
    def shown(self) -> pl.DataFrame:
        """Rows of the years that are shown."""
        return self.frame.filter(pl.col("year").is_in(self.years))


def collect(
    question: Question,
    extracts: Sequence[Extract],
    *,
    lift: Iterable[str] = (),
    area: Area | None = None,
    dimensions: Iterable[str] = (),
    year_before: bool = False,
) -> Rows:
    """Read what a question needs.

    Parameters
    ----------
    question
        What is asked.
    extracts
        The opened files.
    lift
        Parts of the selection that are not applied: ``area``, ``partners``, ``prefixes``.
    area
        A wider area than the question's own.
    dimensions
        Further dimensions to keep apart.
    year_before
        Whether the year before each selected one is read too.
    """
    years = question.years
    if years and year_before:
        years = years | {year - 1 for year in years}
    scope = question.scope(lift=lift, years=years, area=area)
    wanted = _dimensions(question, scope, dimensions)
    frame, said, selected = _sum(question, extracts, scope, wanted)
    frame = scope.apply(frame)
    if "commodity" in wanted:
        frame, more = _group_commodities(question, frame, pick="prefixes" not in lift)
        said += more
    shown = frame if question.years is None else frame.filter(pl.col("year").is_in(sorted(question.years)))
    if not shown.height:
        explain_empty(question, extracts, scope)
    periods = find_periods(frame, extracts, scope.area, question.months)
    years_shown, more = _years(question, shown, periods)
    said += more
    flows, more = _flows(question, shown, extracts, scope)
    said += more
    said += periods.remarks(years_shown, regions=scope.area is not None or "region" in question.by)
    said += _absent_regions(question, shown.filter(pl.col("year").is_in(years_shown)))
    return Rows(_by_group(question, frame), years_shown, flows, periods, tuple(said), selected)


def _dimensions(question: Question, scope: Scope, more: Iterable[str]) -> list[str]:
    needed = {name for name in question.by if name in ("region", "partner", "commodity")} | set(more)
    if scope.area is not None and scope.area.regions.members:
        needed.add("region")
    if scope.partners is not None:
        needed.add("partner")
    if question.commodities:
        needed.add("commodity")
    return [name for name in LEAF if name in needed]


def _sum(
    question: Question, extracts: Sequence[Extract], scope: Scope, wanted: list[str]
) -> tuple[pl.DataFrame, list[Note], int]:
    """Sum each extract, over leaf figures where anything could be counted twice."""
    sums = [sum_extract(extract, scope, wanted, question.amount, depth=question.depth) for extract in extracts]
    said: list[Note] = []
    repeated = any(each.repeated for each in sums)
    if repeated and question.policy.duplicates == "refuse":
        extract, count = next((one, each.repeated) for one, each in zip(extracts, sums, strict=True) if each.repeated)
        guards.refuse_repeats(extract, count)
    frame = pl.concat([each.frame for each in sums], how="diagonal")
    if repeated or guards.overlaps(sums) or guards.may_nest(sums):
        leaf = [name for name in LEAF if name not in ("flow", "year", "month")]
        said += [
            notes.repeated(each.repeated, extract.label)
            for extract, each in zip(extracts, sums, strict=True)
            if each.repeated
        ]
        sums = [sum_extract(extract, scope, leaf, question.amount, distinct=repeated) for extract in extracts]
        frame, more = guards.resolve(sums, extracts, question.policy)
        said += more
    said += notes.unknown(label for each in sums for label in each.unknown)
    empty = sum(each.empty for each in sums)
    if empty:
        said.append(notes.empty(empty, question.amount))
    keys = ["year", "month", "flow", "reporter", *wanted]
    summed = frame.group_by(keys).agg(pl.col("amount").sum(), pl.col("rows").sum())
    return summed, said, int(summed["rows"].sum())


def _group_commodities(question: Question, frame: pl.DataFrame, *, pick: bool) -> tuple[pl.DataFrame, list[Note]]:
    """Put codes into the rows of the grouping, and keep the chosen ones."""
    codes = frame["commodity"].unique().sort().to_list()
    if pick:
        codes = [code for code in codes if question.is_picked(code)]
        frame = frame.filter(pl.col("commodity").is_in(codes))
    rows = [question.row_of(code) for code in codes]
    said = [
        notes.short_codes(code, question.grouping.id)
        for code in codes
        if code != UNDISCLOSED and question.grouping.splits(code)
    ]
    return frame.with_columns(
        pl.col("commodity").alias("code"),
        pl.col("commodity").replace_strict(codes, rows, return_dtype=pl.String),
    ), said


def _years(question: Question, shown: pl.DataFrame, periods: Periods) -> tuple[tuple[int, ...], list[Note]]:
    """Which years the answer is about."""
    held = sorted(set(shown["year"].to_list()))
    if question.years is not None:
        missing = sorted(question.years - set(held))
        return tuple(held), [notes.years_missing(show_range(missing), show_range(held))] if missing else []
    if "year" in question.by:
        return tuple(held), []
    year = periods.latest(held)
    if len(held) == 1 and periods.is_complete(year):
        return (year,), []
    months = "" if periods.is_complete(year) else show_months(periods.by_year[year])
    return (year,), [notes.year_chosen(year, months)]


def _flows(
    question: Question, shown: pl.DataFrame, extracts: Sequence[Extract], scope: Scope
) -> tuple[tuple[str, ...], list[Note]]:
    """Which flows the answer knows: one, where only that was asked for or is in the data at all."""
    if question.flow is not None:
        return (question.flow,), []
    held = set(shown["flow"].drop_nulls().to_list())
    if len(held) == 1:
        whole = coverage(extracts)
        if scope.area is not None:
            whole = whole.filter(scope.area.condition())
        held |= set(whole["flow"].drop_nulls().to_list())
    if len(held) == 1:
        flow = held.pop()
        return (flow,), [notes.one_flow(flow)]
    return FLOWS, []


def _absent_regions(question: Question, shown: pl.DataFrame) -> list[Note]:
    """Name the regions asked for that have no rows."""
    area = question.area
    if area is None or "region" not in shown.columns:
        return []
    absent = sorted(area.regions.codes - set(shown["region"].to_list()))
    return [notes.no_trade([place_name(code) for code in absent])] if absent else []


def _by_group(question: Question, frame: pl.DataFrame) -> pl.DataFrame:
    """One copy of the rows for each `--region` as given; the groups may overlap."""
    if GROUP not in question.by:
        return frame
    if not question.regions:
        raise UsageError("--by group needs at least one --region", hint="Each --region becomes one row.")
    parts = []
    for choice in question.regions:
        area = area_of([choice])
        if area is not None:
            parts.append(frame.filter(area.condition()).with_columns(pl.lit(choice.id).alias(GROUP)))
    return pl.concat(parts)


def explain_empty(question: Question, extracts: Sequence[Extract], scope: Scope) -> None:
    """Say which part of a selection the data do not hold; return where they hold all of it, but no trade."""
    whole = coverage(extracts)
    reporters = sorted(set(whole["reporter"].to_list()))
    if scope.area is not None:
        within = whole.filter(scope.area.condition())
        if not within.height:
            _refuse_area(question, whole, reporters)
        whole = within
    if question.years is not None and not whole.filter(pl.col("year").is_in(sorted(question.years))).height:
        held = show_range(set(whole["year"].to_list()))
        _refuse("year", show_range(question.years), f"They hold {held}.")
    if question.months is not None and not whole.filter(pl.col("month").is_in(sorted(question.months))).height:
        annual = whole["month"].null_count() == whole.height
        held = "whole years only" if annual else f"months {show_months(set(whole['month'].to_list()))}"
        _refuse("month", show_range(question.months), f"They hold {held}.")
    if question.flow is not None and not whole.filter(pl.col("flow") == question.flow).height:
        _refuse("flow", question.flow, f"They hold {some_of(sorted(set(whole['flow'].drop_nulls().to_list())))} only.")
    if scope.partners is not None:
        held_partners = labels_held(extracts, "partner")
        if not scope.partners.codes & set(held_partners):
            largest = sorted(held_partners, key=lambda code: (-held_partners[code], code))
            names = [f"{place_name(code).en} ({code})" for code in largest if code != UNDISCLOSED]
            _refuse("partner", _given(question.partners), f"They hold {some_of(names)}.")
    if question.commodities:
        codes = labels_held(extracts, "commodity")
        if not any(question.is_picked(code) for code in codes):
            chapters = sorted({code[:2] for code in codes if code != UNDISCLOSED})
            _refuse("commodity", ", ".join(question.commodities), f"They hold chapters {some_of(chapters, 40)}.")


def _refuse_area(question: Question, whole: pl.DataFrame, reporters: list[str]) -> NoReturn:
    countries = [choice for choice in question.regions if choice.kind == "country"]
    if countries:
        names = [f"{place_name(code).en} ({code})" for code in reporters]
        _refuse("reporting country", _given(countries), f"They are statistics of {some_of(names)}.")
    held = sorted(set(whole["region"].drop_nulls().to_list()) - {UNDISCLOSED})
    names = sorted(place_name(code).en for code in held)
    _refuse("region", _given(question.regions), f"They hold {some_of(names, 100) or 'no regions'}.")


def _given(choices: Iterable[object]) -> str:
    return ", ".join(str(getattr(choice, "given", choice)) for choice in choices)


def _refuse(what: str, asked: str, holds: str) -> NoReturn:
    raise MissingDataError(f"the data hold no {what} `{asked}`", hint=holds)
