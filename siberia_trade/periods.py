"""Which periods the data hold, which year to take, and whether two years can be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.cube import coverage
from siberia_trade.readers import Extract
from siberia_trade.schema import UNDISCLOSED
from siberia_trade.scope import Area
from siberia_trade.table import Note, Text

ALL_MONTHS: Final = frozenset(range(1, 13))
#: Months of one year; None stands for an annual record.
Months = frozenset[int | None]


@dataclass(frozen=True)
class Periods:
    """Months that the data hold, of an area, by year and by region and year."""

    by_year: Mapping[int, Months]
    by_region: Mapping[tuple[str, int], Months]
    wanted: frozenset[int] = ALL_MONTHS

    def is_complete(self, year: int) -> bool:
        """Whether a year is there as a whole, or with all the months asked for."""
        held = self.by_year.get(year, frozenset())
        return None in held or self.wanted <= held

    def is_comparable(self, year: int, region: str | None = None) -> bool:
        """Whether the year before is there with the same months."""
        if region is None:
            held, before = self.by_year.get(year), self.by_year.get(year - 1)
        else:
            held, before = self.by_region.get((region, year)), self.by_region.get((region, year - 1))
        return held is not None and held == before

    def latest(self, years: Iterable[int]) -> int:
        """The latest of the years that is complete, else the latest."""
        candidates = sorted(years)
        return max((year for year in candidates if self.is_complete(year)), default=candidates[-1])

    def comparable(self, by: Sequence[str]) -> pl.DataFrame:
        """Years (and regions, where rows are regions) that may be compared with the year before."""
        if "region" in by:
            pairs = [(region, year) for region, year in self.by_region if self.is_comparable(year, region)]
            schema: dict[str, pl.DataType] = {"region": pl.String(), "year": pl.Int16()}
            return pl.DataFrame(pairs, schema=schema, orient="row")
        years = [(year,) for year in self.by_year if self.is_comparable(year)]
        return pl.DataFrame(years, schema={"year": pl.Int16}, orient="row")

    def remarks(self, years: Iterable[int], *, regions: bool) -> list[Note]:
        """What is to be said about missing months of the years shown."""
        said = []
        by_months: dict[str, list[int]] = {}
        for year in sorted(years):
            if not self.is_complete(year):
                by_months.setdefault(show_months(self.by_year.get(year, frozenset())), []).append(year)
        said += [notes.months_missing(show_range(short), held) for held, short in by_months.items()]
        for year in sorted(years) if regions else ():
            held = self.by_year.get(year, frozenset())
            fewer = [
                place_name(region)
                for (region, each), months in sorted(self.by_region.items())
                if each == year and months < held and region != UNDISCLOSED
            ]
            if fewer:
                said.append(notes.region_months(fewer, year))
        return said


def place_name(code: str) -> Text:
    """Name of a region or country by its code."""
    place = reference.places().get(code)
    return Text(place.names.en, place.names.ru) if place else Text(code, code)


def show_months(months: Iterable[int | None]) -> str:
    """Write months as ranges: 1-3, 7."""
    return show_range(month for month in months if month is not None)


def show_range(numbers: Iterable[int], dash: str = "-") -> str:
    """Write numbers as ranges.

    >>> show_range([2017, 2018, 2019, 2021])
    '2017-2019, 2021'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}{dash}{run[-1]}" for run in runs)


def find_periods(
    rows: pl.DataFrame, extracts: Sequence[Extract], area: Area | None, months: frozenset[int] | None
) -> Periods:
    """Find the months held, from the selected rows where they are complete, else from all rows of the files.

    A region that traded with the partner in eleven months only has a year of twelve months all the same, as long as
    the files hold rows of it for each.
    """
    wanted = months or ALL_MONTHS
    found = _periods(rows, wanted)
    if all(None in held or wanted <= held for held in [*found.by_year.values(), *found.by_region.values()]):
        return found
    whole = coverage(extracts)
    if area is not None:
        whole = whole.filter(area.condition())
    if months is not None:
        whole = whole.filter(pl.col("month").is_in(sorted(months)))
    return _periods(whole, wanted)


def _periods(rows: pl.DataFrame, wanted: frozenset[int]) -> Periods:
    by_year: dict[int, set[int | None]] = {}
    by_region: dict[tuple[str, int], set[int | None]] = {}
    keys = ["year", "month", *(["region"] if "region" in rows.columns else [])]
    for year, month, *region in rows.select(keys).unique().iter_rows():
        by_year.setdefault(year, set()).add(month)
        if region and region[0] is not None:
            by_region.setdefault((region[0], year), set()).add(month)
    return Periods(
        {year: frozenset(held) for year, held in by_year.items()},
        {key: frozenset(held) for key, held in by_region.items()},
        wanted,
    )
