"""The place that a selection is held against: how it is read, and when it is refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.collect import Rows, collect
from siberia_trade.dimensions import GROUP
from siberia_trade.errors import MissingDataError
from siberia_trade.question import Question, area_of
from siberia_trade.readers import Extract
from siberia_trade.schema import LAST_CODES, UNDISCLOSED, UNION
from siberia_trade.scope import Area, within
from siberia_trade.table import Note

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

    @property
    def own_shown(self) -> pl.DataFrame:
        """Of the question's own area, rows of the years that are shown."""
        return self.own.filter(pl.col("year").is_in(self.rows.years))

    @property
    def whole_shown(self) -> pl.DataFrame | None:
        """The same of the whole."""
        return None if self.whole is None else self.whole.filter(pl.col("year").is_in(self.rows.years))


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
        Where the data hold nothing of the other place, or one reporter only and the world is asked for; and where
        nothing of the selection is told apart by the dimensions.
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
        compared = Compared(rows, within(rows.frame, own), None)
    else:
        compared = Compared(rows, within(rows.frame, own), rows.frame.filter(other.condition()))
        refuse_no_whole(question, rows.frame.filter(other.condition()))
    for name in dimensions:
        refuse_untold(compared.own_shown, name)
    return compared


def refuse_untold(own: pl.DataFrame, dimension: str) -> None:
    """Refuse a selection of which nothing is told apart: figures over its parts would be of one part, or of none."""
    met = set(own[dimension].unique().fill_null(UNDISCLOSED).to_list())
    if met and met <= set(LAST_CODES):
        what = "undisclosed or in totals only" if met == {UNDISCLOSED} else "undisclosed, or `other` for the grouping"
        raise MissingDataError(
            f"nothing of the selection is told apart by {dimension}: all of it is {what}",
            hint="Select more, or ask for `turnover`, which needs no parts.",
        )


def doubt_itself(question: Question, read: Compared, flows: Sequence[str]) -> list[Note]:
    """Doubt a whole that is no more than the selection, in each of the flows that are compared."""
    place, whole = question.compared, read.whole_shown
    if place is None or whole is None:
        return []
    compared: Sequence[str | None] = flows if read.rows.has_flows else (None,)
    alike = [flow for flow in compared if _is_one_place(question, read.own_shown, whole, flow)]
    alike = [None] if len(alike) > 1 else alike
    return [notes.compared_with_itself(place.names.en, place.names.ru, flow) for flow in alike]


def _is_one_place(question: Question, own: pl.DataFrame, whole: pl.DataFrame, flow: str | None) -> bool:
    """Whether rows hold all places of the whole and no more; where each row is of one place, there must be one."""
    names = [name for name in ("reporter", "region") if name in whole.columns]
    chosen = pl.lit(True) if flow is None else pl.col("flow") == flow
    ours, theirs = (set(each.filter(chosen).select(names).unique().rows()) for each in (own, whole))
    apart = set(PLACES) & set(question.by) - ({GROUP} if len(question.regions) == 1 else set())
    return bool(ours) and ours == theirs and (len(ours) == 1 or not apart)


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
