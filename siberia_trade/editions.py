"""Editions of classifications: what stands in two of them at once, and when a series passes from one to the next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import polars as pl

from siberia_trade.errors import OverlapError
from siberia_trade.readers import Extract
from siberia_trade.schema import TOTAL

#: Words for the Harmonized System that name no edition of it.
_NO_EDITION: Final = frozenset({"", "HS"})
#: What has one set of commodities.
_SAME: Final = ("reporter", "year", "month", "flow", "partner")


def refuse_two(frame: pl.DataFrame, extracts: Sequence[Extract]) -> None:
    """Refuse trade that stands in two classifications: the same goods have other codes there, and would count twice.

    Parameters
    ----------
    frame
        Leaf rows with ``classification`` and ``file``.
    extracts
        The files by number.
    """
    if "classification" not in frame.columns:
        return
    edition = pl.col("classification").str.strip_chars()
    coded = frame.filter(edition != "", pl.col("commodity").ne_missing(pl.lit(TOTAL)))
    several = (
        coded.group_by(_SAME)
        .agg(edition.unique().sort().alias("editions"), pl.col("file").unique().sort())
        .filter(pl.col("editions").list.len() > 1)
        .sort(_SAME)
    )
    if several.height:
        row = several.row(0, named=True)
        period = str(row["year"]) if row["month"] is None else f"{row['month']:02}/{row['year']}"
        files = " and ".join([extracts[number].label for number in row["file"]][:3])
        raise OverlapError(
            f"{files}: {period} {row['flow']} of {row['reporter']} to or from {row['partner']} stands in the "
            f"classifications {', '.join(row['editions'])}: it would be counted twice",
            hint="Give rows of one classification only.",
        )


def by_years(met: Iterable[tuple[int, str]], years: Collection[int]) -> Mapping[str, Collection[int]]:
    """Years of each edition that the commodities of the years shown are in."""
    found: dict[str, set[int]] = {}
    for year, edition in met:
        if year in years and edition not in _NO_EDITION:
            found.setdefault(edition, set()).add(year)
    return found
