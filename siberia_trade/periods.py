"""Which periods the data hold, which year to take, and whether two years can be compared."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

import polars as pl

from siberia_trade import held, month_bits, notes, reference
from siberia_trade.readers import Extract
from siberia_trade.schema import FLOWS, TOTAL, UNDISCLOSED
from siberia_trade.scope import Area, within
from siberia_trade.table import Note, Text

ALL_MONTHS: Final = frozenset(range(1, 13))
#: Months of one year; None stands for an annual record.
Months = frozenset[int | None]
_NOTHING: Final[Months] = frozenset()
_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


class Coverage:
    """What the files hold, whatever the question; read only when something asks for it."""

    def __init__(self, extracts: Sequence[Extract]) -> None:
        self.extracts = extracts

    @cached_property
    def frame(self) -> pl.DataFrame:
        """``file, reporter, region, year, month, flow, rows``."""
        return held.coverage(self.extracts)

    @cached_property
    def periods(self) -> pl.DataFrame:
        """``file, year, month, rows``, from all that is known already, if it is."""
        return self.frame if "frame" in self.__dict__ else held.periods(self.extracts)

    @cached_property
    def partners(self) -> pl.DataFrame:
        """``year, partner, rows``."""
        return held.held(self.extracts, "partner")

    @cached_property
    def commodities(self) -> pl.DataFrame:
        """``year, commodity, rows``."""
        return held.held(self.extracts, "commodity")


class Periods(NamedTuple):
    """Months that the data hold: of an area by year, of each of its places by year, and of each flow."""

    by_year: Mapping[int, Months]
    #: Of each region and of each reporting country, by its code.
    by_place: Mapping[tuple[str, int], Months]
    #: Of each flow asked for, of all regions of a reporter together ("" where the data name none); None: of everybody.
    by_flow: Mapping[tuple[str | None, int, str], Months]
    #: Reporters of each region, and of each country itself.
    reporters: Mapping[str, frozenset[str]]
    wanted: frozenset[int] = ALL_MONTHS

    def is_complete(self, year: int) -> bool:
        """Whether a year is there as a whole, or with all the months asked for, of every flow that it has."""
        flows = (self.months_of_flow(None, year, flow) for flow in self.flows_of(year))
        return all(_is_whole(months, self.wanted) for months in (self.by_year.get(year, _NOTHING), *flows))

    def latest(self, years: Iterable[int]) -> int:
        """The latest of the years that is complete, else the latest."""
        candidates = sorted(years)
        return max((year for year in candidates if self.is_complete(year)), default=candidates[-1])

    def months_of(self, places: Collection[str] | None, year: int) -> Months:
        """Months of a year in which any of the places has rows; None for the whole area."""
        if places is None:
            return self.by_year.get(year, _NOTHING)
        return _NOTHING.union(*(self.by_place.get((place, year), _NOTHING) for place in places))

    def months_of_flow(self, places: Collection[str] | None, year: int, flow: str) -> Months:
        """Months of a year and flow of which the reporters of the places have rows, whatever region's."""
        meant = {None} if places is None else set().union(*(self.reporters.get(place, ()) for place in places))
        return _NOTHING.union(*(self.by_flow.get((reporter, year, flow), _NOTHING) for reporter in meant))

    def is_comparable(
        self,
        year: int,
        places: Collection[str] | None = None,
        other: int | None = None,
        flows: Collection[str] | None = None,
    ) -> bool:
        """Whether another year, the one before where none is named, is there with the same months and flows.

        Of ``flows`` alone, where they are given.
        """
        other = year - 1 if other is None else other
        held = self.months_of(places, year)
        checked = self.flows_of(year, places) if flows is None else flows
        both = [(held, self.months_of(places, other))]
        both += [
            (self.months_of_flow(places, year, flow), self.months_of_flow(places, other, flow)) for flow in checked
        ]
        same = all(_are_alike(one, them) for one, them in both)
        return bool(held) and same and (flows is not None or checked == self.flows_of(other, places))

    def flows_of(self, year: int, places: Collection[str] | None = None) -> frozenset[str]:
        """Flows of a year that the data hold at all, or of which the reporters of the places have rows."""
        return frozenset(flow for flow in FLOWS if self.months_of_flow(places, year, flow))

    def comparable(
        self, by: Sequence[str], groups: Mapping[str, Collection[str]], other: int | None = None
    ) -> pl.DataFrame:
        """Rows that may be compared with another year, the one before where none is named.

        Parameters
        ----------
        by
            Dimensions of the rows.
        groups
            Places of each ``group``, where that is among the dimensions.
        other
            The year that all are compared with.

        Returns
        -------
        DataFrame
            ``year`` and of ``month``, ``flow``, ``region``, ``group`` and ``reporter`` those that are among ``by``
            (``reporter`` where the other two are not). With ``month`` each month is compared with its own, with
            ``flow`` each flow.
        """
        name, sets = self._places(by, groups)
        rows: list[tuple[object, ...]] = []
        for key, places in sets.items():
            for year in self.by_year:
                for flow in (*FLOWS, None) if "flow" in by else (None,):
                    flows = None if "flow" not in by else (flow,) if flow else ()
                    if "month" in by:
                        months = self._months_alike(year, year - 1 if other is None else other, places, flows)
                        rows += [(year, key, flow, month) for month in months]
                    elif self.is_comparable(year, places, other, flows):
                        rows.append((year, key, flow, None))
        return _cells(rows, name, by)

    def held(self, by: Sequence[str], groups: Mapping[str, Collection[str]], flows: Sequence[str]) -> pl.DataFrame:
        """Rows that the data would have if there were any trade: the same columns as of `comparable`."""
        name, sets = self._places(by, groups)
        rows: list[tuple[object, ...]] = []
        for key, places in sets.items():
            for year in self.by_year:
                for flow in flows if "flow" in by else (None,):
                    months = self.months_of(places, year)
                    if flow or len(flows) == 1:
                        months &= self.months_of_flow(places, year, flow or flows[0])
                    cells = months if "month" in by else {None} if months else ()
                    rows += [(year, key, flow, month) for month in cells]
        return _cells(rows, name, by)

    def _places(
        self, by: Sequence[str], groups: Mapping[str, Collection[str]]
    ) -> tuple[str, Mapping[str, Collection[str] | None]]:
        """The dimension of the rows that is a place, and what each of its values stands for."""
        name = next((each for each in ("region", "group", "reporter") if each in by), "")
        if name == "group":
            return name, dict(groups)
        found = sorted({place for place, _ in self.by_place})
        of_countries = name == "reporter"
        own = {place: (place,) for place in found if (place in self.reporters[place]) == of_countries}
        return name, own if name else {"": None}

    def _months_alike(
        self, year: int, other: int, places: Collection[str] | None, flows: Collection[str] | None
    ) -> Months:
        """Months that two years both have, of the same flows; or of ``flows`` alone."""
        both = self.months_of(places, year) & self.months_of(places, other)
        checked = FLOWS if flows is None else flows
        sides = [[self.months_of_flow(places, each, flow) for each in (year, other)] for flow in checked]
        if flows is None:
            return frozenset(month for month in both if all((month in a) == (month in b) for a, b in sides))
        return frozenset(month for month in both if all(month in a and month in b for a, b in sides))

    def remarks(self, years: Iterable[int], *, dated: Collection[str] = ()) -> list[Note]:
        """What is to be said about missing months of the years shown."""
        said = []
        by_months: dict[str, list[int]] = {}
        for year in sorted(years):
            if year in self.by_year and not _is_whole(self.by_year[year], self.wanted):
                by_months.setdefault(show_months(self.by_year[year]), []).append(year)
        said += [notes.months_missing(show_range(short), held) for held, short in by_months.items()]
        for year in sorted(years):
            met = {flow: self.months_of_flow(None, year, flow) for flow in self.flows_of(year)}
            held = {flow: ALL_MONTHS if None in months else months for flow, months in met.items()}
            union = _NOTHING.union(*held.values())
            said += [
                notes.flow_months(flow, year, show_months(union - held[flow]))
                for flow in sorted(held)
                if held[flow] < union
            ]
        for year in sorted(years):
            fewer = [
                place_name(place)
                for (place, each), months in sorted(self.by_place.items())
                if each == year
                and months < self.by_year.get(year, _NOTHING)
                and place not in (UNDISCLOSED, TOTAL, *dated)
            ]
            if fewer:
                said.append(notes.region_months(fewer, year))
        return said


def _cells(rows: Sequence[tuple[object, ...]], place: str, by: Sequence[str]) -> pl.DataFrame:
    """Rows of year, place, flow and month, as far as they are dimensions."""
    schema = {"year": pl.Int16, place or "all": pl.String, "flow": pl.String, "month": pl.Int8}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.select("year", *([place] if place else []), *(each for each in ("flow", "month") if each in by))


def _are_alike(one: Months, other: Months) -> bool:
    return one == other or (_is_whole(one, ALL_MONTHS) and _is_whole(other, ALL_MONTHS))


def _is_whole(held: Months, wanted: frozenset[int]) -> bool:
    return None in held or wanted <= held


def find_periods(
    rows: pl.DataFrame,
    coverage: Coverage,
    area: Area | None,
    months: frozenset[int] | None,
    flow: str | None,
    years: Collection[int] = (),
) -> Periods:
    """Find the months held, from the selected rows where they are complete, else from all rows of the files.

    A region that traded with the partner in eleven months only has a year of twelve months all the same, as long as
    the files hold rows of it, of whatever flow, for each. So it has where it did not trade with the partner in the year
    at all: ``years`` are those that are to be compared, whether there is trade in them or not.
    """
    wanted = months or ALL_MONTHS
    flows = (flow,) if flow else FLOWS
    found = _periods(rows, rows, flows, wanted)
    absent = set(years) - found.by_year.keys()
    if _tells_all(found, flows) and not (absent and absent & set(coverage.periods["year"])):
        return found
    whole = coverage.frame
    if months is not None:
        whole = whole.filter(pl.col("month").is_in(sorted(months)))
    own = within(whole, area)
    theirs = pl.col("reporter").is_in(own["reporter"].unique().to_list(), nulls_equal=True)
    return _periods(own, whole.filter(theirs), flows, wanted)


def _tells_all(found: Periods, flows: Collection[str]) -> bool:
    """Whether every place met has every month and flow of every year met, so that nothing can be held beside them."""
    places = {place for place, _ in found.by_place}
    each = [found.by_place.get((place, year), _NOTHING) for place in places for year in found.by_year]
    flow_months = [found.by_flow.get((who, year, flow), _NOTHING) for who, year, _ in found.by_flow for flow in flows]
    held = [*found.by_year.values(), *each, *flow_months]
    return bool(found.by_flow) and all(_is_whole(months, found.wanted) for months in held)


def _periods(rows: pl.DataFrame, whole: pl.DataFrame, flows: Sequence[str], wanted: frozenset[int]) -> Periods:
    by_year: dict[int, set[int | None]] = {}
    by_place: dict[tuple[str, int], set[int | None]] = {}
    by_flow: dict[tuple[str | None, int, str], set[int | None]] = {}
    reporters: dict[str, set[str]] = {}
    places = ["reporter", *(["region"] if "region" in rows.columns else [])]
    for reporter, *region, year, month in month_bits.spelled_out(rows, places).iter_rows():
        by_year.setdefault(year, set()).add(month)
        for place in (reporter, *region):
            if place is not None:
                by_place.setdefault((place, year), set()).add(month)
                reporters.setdefault(place, set()).add(reporter or "")
    for reporter, flow, year, month in month_bits.spelled_out(whole, ["reporter", "flow"]).iter_rows():
        if flow in flows:
            for who in (reporter or "", None):
                by_flow.setdefault((who, year, flow), set()).add(month)
    return Periods(_frozen(by_year), _frozen(by_place), _frozen(by_flow), _frozen(reporters), wanted)


def _frozen(sets: Mapping[_Key, Collection[_Item]]) -> Mapping[_Key, frozenset[_Item]]:
    return {key: frozenset(held) for key, held in sets.items()}


def place_name(code: str) -> Text:
    """Name of a region, country or union by its code."""
    place = reference.places().get(code) or reference.unions().get(code)
    return Text(place.names.en, place.names.ru) if place else Text(code, code)


def show_months(months: Iterable[int | None]) -> str:
    """Write months as ranges, leaving out annual records."""
    return show_range(month for month in months if month is not None)


def show_range(numbers: Iterable[int], show: Callable[[int], str] = str) -> str:
    """Write numbers as ranges.

    >>> show_range([2017, 2018, 2019, 2021])
    '2017–2019, 2021'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(show(run[0]) if len(run) == 1 else f"{show(run[0])}–{show(run[-1])}" for run in runs)


def show_periods(periods: Iterable[tuple[int, int | None]]) -> str:
    """Write months as ranges, also across years, and whole years behind them.

    >>> show_periods([(2020, 12), (2021, 1), (2021, 3), (2018, None), (2019, None)])
    '12/2020–01/2021, 03/2021, 2018–2019'
    """
    found = set(periods)
    months = show_range((year * 12 + month - 1 for year, month in found if month), _month_of_number)
    return ", ".join(filter(None, (months, show_range(year for year, month in found if month is None))))


def _month_of_number(number: int) -> str:
    return f"{number % 12 + 1:02}/{number // 12}"
