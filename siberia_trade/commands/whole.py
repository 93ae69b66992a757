"""The place that a selection is held against: how it is read, and when it is refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from siberia_trade import reference
from siberia_trade.collect import Rows, collect
from siberia_trade.errors import MissingDataError
from siberia_trade.question import Question, area_of
from siberia_trade.readers import Extract
from siberia_trade.schema import UNION
from siberia_trade.scope import Area, within

#: Dimensions of rows that a whole does not share: it is one place.
PLACES = ("reporter", "region", "group")


@dataclass(frozen=True)
class Compared:
    """Rows of a selection, and the same selection of the place that it is held against."""

    rows: Rows
    #: Of the question's own area; they may hold years before the ones shown.
    own: pl.DataFrame
    #: None where nothing is compared.
    whole: pl.DataFrame | None


def read_compared(
    question: Question,
    extracts: Sequence[Extract],
    dimensions: Collection[str],
    *,
    lift: Collection[str] = (),
    year_before: bool = False,
) -> Compared:
    """Read a selection, and with `--of` or `--similar-to` that of another place beside it.

    Raises
    ------
    MissingDataError
        Where the data hold nothing of the other place, or one reporter only and the world is asked for.
    """
    own, other = question.area, area_compared(question)
    rows = collect(
        question,
        extracts,
        lift=lift,
        area=own | other if own is not None and other is not None else own,
        dimensions=[*dimensions, *(["region"] if other is not None else [])],
        year_before=year_before,
    )
    if other is None:
        return Compared(rows, within(rows.frame, own), None)
    whole = rows.frame.filter(other.condition())
    refuse_no_whole(question, whole)
    return Compared(rows, within(rows.frame, own), whole)


def area_compared(question: Question) -> Area | None:
    """The place that is compared with; for the world every country."""
    if question.compared is None:
        return None
    if question.compared.kind == "world":
        return Area(frozenset(reference.countries()) - {UNION})
    return area_of([question.compared])


def refuse_no_whole(question: Question, whole: pl.DataFrame) -> None:
    """Refuse a whole of which the data hold nothing, and a world of one country."""
    place, option = question.compared, "--similar-to" if question.similar_to else "--of"
    if place is not None and place.kind == "world" and whole["reporter"].n_unique() < 2:
        raise MissingDataError(
            f"the data are statistics of one country only, so {option} {place.given} is missing",
            hint=f"Give data of all reporters, or compare with a country or group: {option} russia.",
        )
    if not whole.height:
        raise MissingDataError(
            f"the data hold nothing for the whole `{place.given if place else ''}`",
            hint=f"{option} takes a region, a group of regions or a reporting country that the data hold, or `world`.",
        )
