"""Places that were asked for and are not in the answer."""

import polars as pl

from siberia_trade import notes
from siberia_trade.dimensions import GROUP
from siberia_trade.periods import Coverage, place_name
from siberia_trade.question import Question
from siberia_trade.table import Note


def absent_places(question: Question, shown: pl.DataFrame, coverage: Coverage) -> list[Note]:
    """Name the regions and countries without trade, and the countries whose statistics the data do not hold at all.

    Parameters
    ----------
    question
        What is asked; where its rows are groups, or there are none, what a country lacks is told elsewhere.
    shown
        Rows of the answer: ``reporter``, and ``region`` where the data are divided by it.
    coverage
        What the data hold.
    """
    if question.area is None:
        return []
    told = GROUP in question.by or not shown.height
    silent = set() if told else question.area.reporters - set(shown["reporter"].to_list())
    held = set(coverage.frame["reporter"].to_list()) if silent else set()
    absent = sorted(silent & held)
    if "region" in shown.columns:
        absent += sorted(question.area.regions.codes - set(shown["region"].to_list()))
    said = [notes.no_statistics([place_name(code) for code in sorted(silent - held)])] if silent - held else []
    return said + ([notes.no_trade([place_name(code) for code in absent])] if absent else [])
