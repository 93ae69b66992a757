"""The European Union as one reporter: its trade is that of its members, and counts once."""

import polars as pl

from siberia_trade import notes
from siberia_trade.names import load_groups
from siberia_trade.periods import show_range
from siberia_trade.schema import UNION
from siberia_trade.scope import Area, Places, within
from siberia_trade.table import Note


def without_union(frame: pl.DataFrame, area: Area | None, said: list[Note]) -> pl.DataFrame:
    """Leave out what the Union reports of a year's flow where members of it, in the same area, report theirs.

    Where it stands alone, the Union is a reporter like any other.

    Parameters
    ----------
    frame
        Sums with ``year, month, flow, reporter``.
    area
        Whose trade is asked for; everybody's where None.
    said
        Gets a note where anything was left out.
    """
    own, shared, is_union = within(frame, area), ["year", "flow"], pl.col("reporter") == UNION
    is_member = Places(tuple(load_groups("partners")["eu"].members)).condition("reporter") & ~is_union
    beside = own.filter(is_union).join(own.filter(is_member), on=shared, how="semi", nulls_equal=True)
    if not beside.height:
        return frame
    said.append(notes.union_left_out(show_range(set(beside["year"].to_list()))))
    return frame.join(beside, on=["reporter", *shared], how="anti", nulls_equal=True)
