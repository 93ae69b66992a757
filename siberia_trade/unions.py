"""Unions as one reporter: their trade is that of their members, and of each other, and counts once."""

from collections.abc import Iterable

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.config import Member
from siberia_trade.names import load_groups
from siberia_trade.periods import show_range
from siberia_trade.schema import UNION
from siberia_trade.scope import Area, Places, within
from siberia_trade.table import Note

_SHARED = ["year", "flow"]


def without_unions(frame: pl.DataFrame, areas: Iterable[Area | None], said: list[Note]) -> pl.DataFrame:
    """Leave out what a union reports of a year's flow where its members, in the same area, report theirs.

    Where unions stand alone, or the same one in several compositions, one of them is a reporter like any other: the
    first that `reference.unions` lists.

    Parameters
    ----------
    frame
        Sums with ``year, month, flow, reporter``.
    areas
        Whose trade is asked for, each a sum of its own; everybody's where None.
    said
        Gets a note where anything was left out.
    """
    met = set(frame["reporter"].to_list())
    unions = [code for code in reference.unions() if code in met]
    for area in areas if unions else ():
        for code in unions:
            members = _members(code).condition("reporter") & pl.col("reporter").is_in(unions).not_()
            frame, years = _without(frame, area, code, members)
            said += [notes.union_left_out(code, show_range(years))] if years else []
        for place, code in enumerate(unions):
            frame, years = _without(frame, area, code, pl.col("reporter").is_in(unions[:place]))
            said += [notes.union_of_many(code, unions[:place], show_range(years))] if years else []
    return frame


def _members(union: str) -> Places:
    """Who belongs to a union; to the European Union as it was in each year, where it has no composition of its own."""
    if union == UNION:
        return Places(tuple(load_groups("partners")["eu"].members))
    return Places(tuple(Member(code, None, None) for code in reference.members_of_unions()[union]))


def _without(frame: pl.DataFrame, area: Area | None, union: str, others: pl.Expr) -> tuple[pl.DataFrame, set[int]]:
    """Leave out a union's years and flows in which an area has others, too; also say the years."""
    own = within(frame, area)
    beside = own.filter(pl.col("reporter") == union).join(own.filter(others), on=_SHARED, how="semi", nulls_equal=True)
    years = set(beside["year"].to_list())
    return frame.join(beside, on=["reporter", *_SHARED], how="anti", nulls_equal=True) if years else frame, years
