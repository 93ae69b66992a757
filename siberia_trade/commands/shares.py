"""`strade shares`."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows, by_group, collect
from siberia_trade.commands.whole import refuse_no_whole
from siberia_trade.commands.world import doubt_the_world
from siberia_trade.indicators.shares import shares
from siberia_trade.periods import show_range
from siberia_trade.question import Question, area_of
from siberia_trade.readers import Extract
from siberia_trade.scope import Area, within
from siberia_trade.table import Note
from siberia_trade.tabulate import Answer, main_columns, total_of


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Parts of a whole: of the selection itself, of another area, or of the trade with the world."""
    of, own = question.of, question.area
    of_world = of is not None and of.kind == "world"
    of_area = None if of is None or of_world else area_of([of])
    rows = collect(
        question,
        extracts,
        lift={"partners"} if of_world else set(),
        area=own | of_area if own is not None and of_area is not None else own,
        dimensions=["partner"] if of_world else ["region"] if of_area is not None else [],
    )
    with_all = within(rows.shown, own)
    picked, whole, said = with_all, with_all, list[Note]()
    if of_world:
        said = doubt_the_world(rows, whole, question.times)
        places = question.partner_places
        picked = picked if places is None else picked.filter(places.condition("partner"))
    elif of_area is not None:
        whole, said = _whole_area(question, rows, of_area, picked)
    figures = shares(by_group(question, picked), whole, question.by, question.times, question.flows)
    total = None if question.times else total_of(question, shares(picked, whole, [], [], question.flows))
    return Answer(rows, figures, main_columns(question), total=total, notes=tuple(said))


def _whole_area(question: Question, rows: Rows, area: Area, picked: pl.DataFrame) -> tuple[pl.DataFrame, list[Note]]:
    """Rows of the area that `--of` names, which must be there and should be more than the selection."""
    whole, of = rows.shown.filter(area.condition()), question.of
    refuse_no_whole(question, whole)
    places = ["reporter", "region"]
    beyond = whole.join(picked, on=places, how="anti", nulls_equal=True)
    outside = picked.join(whole, on=places, how="anti", nulls_equal=True)
    years = sorted(set(picked["year"].to_list()) - set(beyond["year"].to_list()))
    doubtful = (
        years
        and question.regions
        and not outside.height
        and of
        and of.kind != "region"
        and of.id not in {each.id for each in question.regions}
    )
    if of and outside.height:
        return whole, [notes.not_in_whole(of.names.en, of.names.ru)]
    return whole, [notes.whole_is_selection(of.names.en, of.names.ru, show_range(years))] if of and doubtful else []
