"""What part of the records a question is about: places, periods, flow and commodities, as filters.

A scope works twice: as a filter on raw labels that may let too much through, and as the exact condition on the
tidy rows that are left.
"""

from datetime import date
from typing import NamedTuple

import polars as pl

from siberia_trade.config import Member


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


class Places(NamedTuple):
    """A set of places, some of them members for a time only.

    A record counts by the composition on the last day of its period: of its month, or 31 December.
    """

    members: tuple[Member, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that is a member at any time."""
        return frozenset(member.code for member in self.members)

    def condition(self, column: str) -> pl.Expr:
        """Rows of tidy ``year``, ``month`` and a code column that belong to the set."""
        number = pl.col("year").cast(pl.Int32) * 12 + pl.col("month").fill_null(12).cast(pl.Int32) - 1
        always = [member.code for member in self.members if member.since is None and member.until is None]
        belongs = pl.col(column).is_in(always)
        for member in self.members:
            if member.code in always:
                continue
            term = pl.col(column) == member.code
            if member.since is not None:
                term &= number >= _month_number(member.since)
            if member.until is not None:
                term &= number < _month_number(member.until)
            belongs |= term
        return belongs


class Area(NamedTuple):
    """Whose trade: reporting countries as a whole, or regions of them."""

    reporters: frozenset[str] = frozenset()
    regions: Places = Places(())

    def condition(self) -> pl.Expr:
        """Rows of the tidy record that belong to the area."""
        whole = pl.col("reporter").is_in(sorted(self.reporters))
        return whole | self.regions.condition("region") if self.regions.members else whole

    @property
    def dated(self) -> frozenset[str]:
        """Regions that belong to the area for a time only."""
        return frozenset(member.code for member in self.regions.members if member.since or member.until)

    def __or__(self, other: "Area") -> "Area":
        return Area(self.reporters | other.reporters, Places((*self.regions.members, *other.regions.members)))


def within(frame: pl.DataFrame, area: Area | None) -> pl.DataFrame:
    """Rows of the tidy record that belong to an area; all where there is none."""
    return frame if area is None else frame.filter(area.condition())


class Scope(NamedTuple):
    """The records that a question is about; None everywhere means all of them."""

    area: Area | None = None
    partners: Places | None = None
    years: frozenset[int] | None = None
    months: frozenset[int] | None = None
    flow: str | None = None
    prefixes: tuple[str, ...] | None = None
    #: Rows of which the weight is known only, whatever is summed.
    weighed: bool = False

    def apply(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Keep exactly the rows of the scope; commodities are chosen later, by the rows of a grouping."""
        conditions = []
        if self.partners is not None:
            conditions.append(self.partners.condition("partner"))
        if self.years is not None:
            conditions.append(pl.col("year").is_in(sorted(self.years)))
        if self.months is not None:
            conditions.append(pl.col("month").is_in(sorted(self.months)))
        if self.flow is not None:
            conditions.append(pl.col("flow") == self.flow)
        frame = within(frame, self.area)
        return frame.filter(conditions) if conditions else frame

    def has_period(self, period: tuple[int, int | None]) -> bool:
        """Whether a year and month are asked for; an annual record is in no choice of months."""
        year, month = period
        return (self.years is None or year in self.years) and (self.months is None or month in self.months)
