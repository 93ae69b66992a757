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
    """Months that the data hold: of an area by year, and by region and year; of all the data by year and flow."""

    by_year: Mapping[int, Months]
    by_region: Mapping[tuple[str, int], Months]
    #: Months of each flow asked for, of all regions together.
    by_flow: Mapping[tuple[int, str], Months]
    wanted: frozenset[int] = ALL_MONTHS

    def is_complete(self, year: int) -> bool:
        """Whether a year is there as a whole, or with all the months asked for, of every flow that it has."""
        flows = (months for (each, _), months in self.by_flow.items() if each == year)
        return all(_is_whole(months, self.wanted) for months in (self.by_year.get(year, _NOTHING), *flows))

    def latest(self, years: Iterable[int]) -> int:
        """The latest of the years that is complete, else the latest."""
        candidates = sorted(years)
        return max((year for year in candidates if self.is_complete(year)), default=candidates[-1])

    def months_of(self, regions: Collection[str] | None, year: int) -> Months:
        """Months of a year in which any of the regions has rows; None for the whole area."""
        if regions is None:
            return self.by_year.get(year, _NOTHING)
        return _NOTHING.union(*(self.by_region.get((region, year), _NOTHING) for region in regions))

    def is_comparable(
        self,
        year: int,
        regions: Collection[str] | None = None,
        other: int | None = None,
        flows: Collection[str] | None = None,
    ) -> bool:
        """Whether another year, the one before where none is named, is there with the same months and flows.

        Of ``flows`` alone, where they are given.
        """
        other = year - 1 if other is None else other
        held = self.months_of(regions, year)
        checked = self.flows_of(year) if flows is None else flows
        both = [(held, self.months_of(regions, other))]
        both += [
            (self.by_flow.get((year, flow), _NOTHING), self.by_flow.get((other, flow), _NOTHING)) for flow in checked
        ]
        same = all(_are_alike(one, them) for one, them in both)
        return bool(held) and same and (flows is not None or checked == self.flows_of(other))

    def flows_of(self, year: int) -> frozenset[str]:
        """Flows of a year that the data hold at all."""
        return frozenset(flow for each, flow in self.by_flow if each == year)

    def comparable(
        self, by: Sequence[str], groups: Mapping[str, Collection[str] | None], other: int | None = None
    ) -> pl.DataFrame:
        """Rows that may be compared with another year, the one before where none is named.

        Parameters
        ----------
        by
            Dimensions of the rows.
        groups
            Regions of each ``group``, where that is among the dimensions.
        other
            The year that all are compared with.

        Returns
        -------
        DataFrame
            ``year`` and of ``month``, ``flow``, ``region`` and ``group`` those that are among ``by``. With ``month``
            each month is compared with its own, with ``flow`` each flow.
        """
        sets: dict[str, Collection[str] | None] = {"": None}
        name = "region" if "region" in by else "group" if "group" in by else ""
        if name == "region":
            sets = {region: (region,) for region, _ in self.by_region}
        elif name == "group":
            sets = dict(groups)
        rows: list[tuple[object, ...]] = []
        for key, regions in sets.items():
            for year in self.by_year:
                for flow in (*FLOWS, None) if "flow" in by else (None,):
                    flows = None if "flow" not in by else (flow,) if flow else ()
                    if "month" in by:
                        months = self._months_alike(year, year - 1 if other is None else other, regions, flows)
                        rows += [(year, key, flow, month) for month in months]
                    elif self.is_comparable(year, regions, other, flows):
                        rows.append((year, key, flow, None))
        schema = {"year": pl.Int16, name or "all": pl.String, "flow": pl.String, "month": pl.Int8}
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        return frame.select("year", *([name] if name else []), *(each for each in ("flow", "month") if each in by))

    def _months_alike(
        self, year: int, other: int, regions: Collection[str] | None, flows: Collection[str] | None
    ) -> Months:
        """Months that two years both have, of the same flows; or of ``flows`` alone."""
        both = self.months_of(regions, year) & self.months_of(regions, other)
        checked = FLOWS if flows is None else flows
        sides = [[self.by_flow.get((each, flow), _NOTHING) for each in (year, other)] for flow in checked]
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
            held = {
                flow: ALL_MONTHS if None in months else months
                for (each, flow), months in self.by_flow.items()
                if each == year
            }
            union = _NOTHING.union(*held.values())
            said += [
                notes.flow_months(flow, year, show_months(union - held[flow]))
                for flow in sorted(held)
                if held[flow] < union
            ]
        for year in sorted(years):
            fewer = [
                place_name(region)
                for (region, each), months in sorted(self.by_region.items())
                if each == year
                and months < self.by_year.get(year, _NOTHING)
                and region not in (UNDISCLOSED, TOTAL, *dated)
            ]
            if fewer:
                said.append(notes.region_months(fewer, year))
        return said


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
) -> Periods:
    """Find the months held, from the selected rows where they are complete, else from all rows of the files.

    A region that traded with the partner in eleven months only has a year of twelve months all the same, as long as
    the files hold rows of it, of whatever flow, for each.
    """
    wanted = months or ALL_MONTHS
    flows = (flow,) if flow else FLOWS
    found = _periods(rows, rows, flows, wanted)
    complete = [*found.by_year.values(), *found.by_region.values(), *found.by_flow.values()]
    both = all((year, each) in found.by_flow for year in found.by_year for each in flows)
    if complete and both and all(_is_whole(held, wanted) for held in complete):
        return found
    whole = coverage.frame
    if months is not None:
        whole = whole.filter(pl.col("month").is_in(sorted(months)))
    return _periods(within(whole, area), whole, flows, wanted)


def _periods(rows: pl.DataFrame, whole: pl.DataFrame, flows: Sequence[str], wanted: frozenset[int]) -> Periods:
    by_year: dict[int, set[int | None]] = {}
    by_region: dict[tuple[str, int], set[int | None]] = {}
    by_flow: dict[tuple[int, str], set[int | None]] = {}
    for *region, year, month in month_bits.spelled_out(
        rows, ["region"] if "region" in rows.columns else []
    ).iter_rows():
        by_year.setdefault(year, set()).add(month)
        if region and region[0] is not None:
            by_region.setdefault((region[0], year), set()).add(month)
    for flow, year, month in month_bits.spelled_out(whole, ["flow"]).iter_rows():
        if flow in flows:
            by_flow.setdefault((year, flow), set()).add(month)
    return Periods(_frozen(by_year), _frozen(by_region), _frozen(by_flow), wanted)


def _frozen(sets: Mapping[_Key, Collection[int | None]]) -> Mapping[_Key, Months]:
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
