"""From a question and its extracts to the rows that the indicators work on: read, guarded, exact, explained."""

from collections.abc import Collection, Iterable, Sequence
from time import perf_counter
from typing import NamedTuple

import polars as pl

from siberia_trade import guards, month_bits, notes
from siberia_trade.absent import absent_flows, absent_groups, absent_places, explain_empty
from siberia_trade.beside import Beside
from siberia_trade.cube import LEAF, sum_extract, with_dimensions
from siberia_trade.dimensions import GROUP, without
from siberia_trade.editions import by_years
from siberia_trade.errors import MissingDataError, some_of
from siberia_trade.money import Money, converted, settle
from siberia_trade.periods import Coverage, Periods, find_periods, place_name, show_months, show_range
from siberia_trade.question import Question, area_of
from siberia_trade.readers import Extract
from siberia_trade.schema import DIMENSIONS, UNDISCLOSED
from siberia_trade.scope import Area, Scope, within
from siberia_trade.sums import known_sum
from siberia_trade.table import Note
from siberia_trade.unions import without_unions


class Rows(NamedTuple):
    """Sums in tidy codes, ready for an indicator."""

    #: ``year, month, flow, reporter``, the dimensions needed, ``amount``; ``commodity`` is the row of the grouping,
    #: ``code`` the HS code under it.
    frame: pl.DataFrame
    #: Years that are shown; the frame may hold the years before them too.
    years: tuple[int, ...]
    periods: Periods
    coverage: Coverage
    notes: tuple[Note, ...]
    #: Number of rows of the files that the question selected.
    selected: int
    #: Currency of the values, ISO 4217 in lower case.
    currency: str
    #: Currencies whose values were converted to it.
    converted: tuple[str, ...] = ()
    #: How long reading and summing took.
    seconds: float = 0.0
    #: Where weights were summed, how many rows have none.
    weightless: int = 0

    @property
    def has_flows(self) -> bool:
        """Whether any row says whether it is an export or an import."""
        return self.frame["flow"].null_count() < self.frame.height or not self.frame.height

    @property
    def shown(self) -> pl.DataFrame:
        """Rows of the years that are shown."""
        return self.frame.filter(pl.col("year").is_in(self.years))


def collect(
    question: Question,
    extracts: Sequence[Extract],
    *,
    lift: Collection[str] = (),
    area: Area | None = None,
    dimensions: Iterable[str] = (),
    year_before: bool = False,
    beside: Beside | None = None,
    weighed: bool = False,
) -> Rows:
    """Read what a question needs.

    Parameters
    ----------
    question
        What is asked.
    extracts
        The opened files.
    lift
        Parts of the selection that are not applied: ``partners``, ``prefixes``.
    area
        A wider area than the question's own; the year is still chosen by the question's own.
    dimensions
        Further dimensions to keep apart.
    year_before
        Whether the year before each selected one is read too.
    beside
        Where weights are put, or taken from, that the same question asks for next.
    weighed
        Whether only rows with a weight are read.
    """
    years = question.years
    if years and year_before:
        years = years | {year - 1 for year in years}
    scope = question.scope(lift=lift, years=years, area=area)._replace(weighed=weighed)
    wanted = _dimensions(question, scope, dimensions)
    if "commodity" in wanted:
        _refuse_other_classifications(extracts)
    start = perf_counter()
    frame, said, selected, money, met, weightless = _sum(question, extracts, scope, wanted, beside)
    seconds = perf_counter() - start
    frame = without_unions(scope.apply(frame), _areas(question), said)
    if "commodity" in wanted:
        frame, more = _group_commodities(question, frame, pick="prefixes" not in lift)
        said += more
    own = within(frame, question.area)  # a wider one may have been read
    coverage = Coverage(extracts)
    asked = own if question.years is None else own.filter(pl.col("year").is_in(sorted(question.years)))
    if not asked.height:
        explain_empty(question, coverage)
    compared = _compared(question, own, year_before=year_before)
    periods = find_periods(own, coverage, question.area, question.months, question.flow, compared)
    shown_years, more = _years(question, frame, own, periods)
    said += more
    frame, more = money.without_lacking(question, frame, shown_years)
    said += more
    if money.converted and question.rates:
        said.append(converted(money.converted, question.rates.file))
    said += absent_flows(question, periods, shown_years)
    if "commodity" in wanted and len(editions := by_years(met, shown_years)) > 1:
        said.append(notes.editions({edition: show_range(years) for edition, years in editions.items()}))
    dated = question.area.dated if question.area else frozenset()
    said += periods.remarks(shown_years, dated=dated)
    said += [] if asked.height else [notes.nothing()]
    said += _about_selection(question, own, coverage, shown_years)
    said += [notes.thousands(extract.label) for extract in extracts if extract.may_be_thousands]
    of_values = (money.currency, money.converted)
    return Rows(frame, shown_years, periods, coverage, tuple(said), selected, *of_values, seconds, weightless)


def _about_selection(question: Question, own: pl.DataFrame, coverage: Coverage, years: Sequence[int]) -> list[Note]:
    """Say what of the places and times asked for is not there, or is not what it may seem."""
    return [
        *_about_composition(question, years),
        *_without_months(question, coverage),
        *absent_places(question, own.filter(pl.col("year").is_in(years)), coverage),
        *absent_groups(question, own, years),
        *_several_reporters(question, own),
    ]


def _compared(question: Question, own: pl.DataFrame, *, year_before: bool) -> set[int]:
    """Years that are held against each other, whether the selection has trade in them or not."""
    if not year_before and not question.between:
        return set()
    met = own["year"].to_list()
    years = question.years or set(range(min(met, default=0), max(met, default=-1) + 1))
    before = () if question.between else (year - 1 for year in years)
    return {*years, *before, *([question.base] if question.base else ())}


def _areas(question: Question) -> list[Area | None]:
    """Areas within which figures are added: each group of the answer, and the whole of shares."""
    of = [question.compared] if question.compared is not None and question.compared.kind != "world" else []
    if GROUP in question.by:
        return [area_of([choice]) for choice in (*question.regions, *of)]
    return [question.area, *(area_of([choice]) for choice in of), *([None] if question.of_all_reporters else [])]


def _refuse_other_classifications(extracts: Sequence[Extract]) -> None:
    """Groupings are of the Harmonized System; only sums over all commodities mean something in any other."""
    for extract in extracts:
        if extract.classification:
            raise MissingDataError(
                f"{extract.label}: commodities are in the classification {extract.classification}, and all groupings "
                "are of the Harmonized System",
                hint="Ask without commodities, or download the same trade in HS codes.",
            )


def _dimensions(question: Question, scope: Scope, more: Iterable[str]) -> list[str]:
    needed = {name for name in question.by if name in ("region", "partner", "commodity")} | set(more)
    needed |= set(question.further)
    if scope.area is not None and scope.area.regions.members:
        needed.add("region")
    if scope.partners is not None:
        needed.add("partner")
    if question.commodities:
        needed.add("commodity")
    if "commodity" not in needed:
        # to see regions whose months are not all there; with commodities that would be too many sums
        needed.add("region")
    return [*(name for name in LEAF if name in needed), *question.further]


def _sum(
    question: Question, extracts: Sequence[Extract], scope: Scope, wanted: list[str], beside: Beside | None
) -> tuple[pl.DataFrame, list[Note], int, Money, frozenset[tuple[int, str]], int]:
    """Sum each extract, over leaf figures where anything could be counted twice."""
    sums = [
        sum_extract(
            each, scope, wanted, question.measure, depth=question.depth, monthly=question.is_monthly, beside=beside
        )
        for each in extracts
    ]
    said: list[Note] = []
    money = settle(question, extracts, sums)
    frame = pl.concat([each.frame for each in money.sums], how="diagonal")
    if guards.need_leaves(sums):
        if beside:
            beside.forget()
        guards.refuse_alike(sums, extracts, question.policy, question.measure)
        leaf = [name for name in LEAF if name not in ("flow", "year", "month")]
        sums = [sum_extract(extract, scope, leaf, question.measure, leaf=True) for extract in extracts]
        money = settle(question, extracts, sums)
        frame, said = guards.resolve(money.sums, extracts, question.policy, question.measure, wanted)
    said += notes.unlisted(remark for each in sums for remark in each.remarks if not remark.is_total)
    said += [notes.some_compared(each.share, x.label) for each, x in zip(sums, extracts, strict=True) if each.share > 1]
    empty = sum(each.empty for each in sums)
    if empty:
        said.append(notes.empty(empty, question.measure))
    frame, more = _undivided(question, extracts, with_dimensions(frame, wanted))
    said += more
    for each in extracts:
        said += notes.left_out(each.left_out, each.label, each.spec.column_map)
        said += [notes.cut_short(each.left_out.rows, each.label)] if each.is_cut else []
    keys = ["year", "month", "flow", "reporter", *wanted]
    together = [month_bits.joined()] if month_bits.MONTHS in frame.columns else []
    summed = frame.group_by(keys).agg(known_sum(pl.col("amount")), pl.col("rows").sum(), *together)
    met = frozenset[tuple[int, str]]().union(*(each.editions for each in sums))
    weightless = sum(each.weightless for each in sums)
    return money.rounded(summed), said, int(summed["rows"].sum()), money, met, weightless


def _undivided(question: Question, extracts: Sequence[Extract], frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Note]]:
    """Count rows of files that lack a dimension of the answer as undisclosed there; refuse where all files lack it.

    Where no year was asked for, years that are nowhere divided by the dimension are left out of the choice.
    """
    said = []
    asked = question.divided | ({"commodity"} if question.commodities else frozenset())
    for name in (*(each for each in ("region", "partner", "commodity") if each in asked), *question.further):
        lacking = [extract.label for extract in extracts if name not in extract.places]
        if len(lacking) == len(extracts):
            held = [each for each in DIMENSIONS if any(each in extract.places for extract in extracts)]
            further = {each: None for extract in extracts for each in extract.further}
            raise MissingDataError(
                f"the data are not divided by {name}: {some_of(lacking, 3)}",
                hint=f"They have {', '.join(['year', *held, *further])}. {without(question, name)}".strip(),
            )
        if question.years is None and "year" not in question.by:
            divided = frame.filter(pl.col(name).is_not_null())["year"].unique()
            frame = frame.filter(pl.col("year").is_in(divided.to_list())) if divided.len() else frame
        if frame[name].null_count():
            said.append(notes.undivided(name, lacking) if lacking else notes.blank(name))
            frame = frame.with_columns(pl.col(name).fill_null(UNDISCLOSED))
    return frame, said


def _group_commodities(question: Question, frame: pl.DataFrame, *, pick: bool) -> tuple[pl.DataFrame, list[Note]]:
    """Put codes into the rows of the grouping, and keep the chosen ones."""
    met = frame["commodity"].unique().sort().to_list()
    codes = [code for code in met if not pick or question.is_picked(code)]
    said = [
        notes.too_short(code, chosen, int(frame.filter(pl.col("commodity") == code)["rows"].sum()))
        for code in met
        for chosen in question.commodities
        if chosen.isdigit() and chosen.startswith(code.rstrip("X") or "-") and not question.is_picked(code)
    ]
    frame = frame.filter(pl.col("commodity").is_in(codes))
    said += [
        notes.short_codes(code, question.grouping.id)
        for code in codes
        if code != UNDISCLOSED and question.grouping.splits(code)
    ]
    rows = [question.row_of(code) for code in codes]
    return frame.with_columns(
        pl.col("commodity").alias("code"),
        pl.col("commodity").replace_strict(codes, rows, return_dtype=pl.String),
    ), said


def _years(
    question: Question, frame: pl.DataFrame, own: pl.DataFrame, periods: Periods
) -> tuple[tuple[int, ...], list[Note]]:
    """Which years the answer is about: those asked for, all where they are rows, else the latest complete one."""
    held = sorted(set(own["year"].to_list()) or periods.by_year)
    if question.years is not None:
        shown = sorted(question.years & set(frame["year"].to_list())) or sorted(question.years)
        missing = sorted(question.years - set(held))
        there = question.years & set(held)
        said = [notes.years_missing(show_range(missing), show_range(there))] if missing and there else []
        return tuple(shown), said
    if "year" in question.by or not held:
        return tuple(held), []
    year = periods.latest(held)
    if len(held) == 1 and periods.is_complete(year):
        return (year,), []
    months = "" if periods.is_complete(year) else show_months(periods.by_year[year])
    return (year,), [notes.year_chosen(year, months)]


def _about_composition(question: Question, years: Sequence[int]) -> list[Note]:
    """Say where a group of the question changes within the years shown."""
    choices = [*question.regions, *question.partners, *([question.of] if question.of else [])]
    return [
        notes.composition(choice.names.en, choice.names.ru)
        for choice in choices
        if "year" in question.by
        and any(
            day is not None and min(years) < day.year <= max(years)
            for member in choice.members
            for day in (member.since, member.until)
        )
    ]


def _without_months(question: Question, coverage: Coverage) -> list[Note]:
    """Say that annual records cannot be limited to months."""
    if question.months is None:
        return []
    annual = coverage.frame.filter(pl.col("month").is_null())["year"].unique().to_list()
    years = [year for year in annual if question.years is None or year in question.years]
    return [notes.annual_left_out(show_range(years))] if years else []


def _several_reporters(question: Question, own: pl.DataFrame) -> list[Note]:
    """Doubt sums over countries that nobody asked to be added."""
    reporters = own["reporter"].unique().drop_nulls().sort().to_list()
    named = sum(choice.kind == "country" for choice in question.regions)
    if len(reporters) <= max(1, named) or {"reporter", GROUP} & question.divided:
        return []
    return [notes.several_reporters([place_name(code) for code in reporters])]


def by_group(question: Question, frame: pl.DataFrame) -> pl.DataFrame:
    """One copy of the rows for each `--region` as given; the groups may overlap."""
    if GROUP not in question.by:
        return frame
    parts = []
    for choice in question.regions:
        area = area_of([choice])
        if area is not None:
            parts.append(frame.filter(area.condition()).with_columns(pl.lit(choice.id).alias(GROUP)))
    return pl.concat(parts)
