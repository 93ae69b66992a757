"""Which classification the commodities of a file are in, and which edition of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from siberia_trade import reference
from siberia_trade.errors import some_of
from siberia_trade.inspection.survey import Survey
from siberia_trade.inspection.words import joined, of_both
from siberia_trade.readers.spec import HARMONIZED
from siberia_trade.table import Text

#: Editions of the Harmonized System by the names that UN Comtrade gives them.
_HARMONIZED: Final = {
    "H0": "1988", "H1": "1996", "H2": "2002", "H3": "2007", "H4": "2012", "H5": "2017", "H6": "2022",
}  # fmt: skip
_OTHERS: Final = {"S": "SITC", "B": "BEC", "E": "EBOPS"}


@dataclass(frozen=True)
class Editions:
    """What is known of a file's classification."""

    text: Text
    #: ``HS``, or the name of another classification.
    system: str
    #: Editions of the Harmonized System: those that the file names, else those that fit its headings best.
    editions: tuple[str, ...]
    #: Whether the editions are named in the file.
    named: bool
    #: Headings of the file that the edition that fits best lacks.
    missing: tuple[str, ...] = ()
    #: Whether rows of several classifications stand in one file.
    is_mixed: bool = False


def editions_of(survey: Survey) -> Editions:
    """Tell the classification: by the file's column for it, else by its headings."""
    column = survey.further.get("classification")
    names = [name for name in column["label"] if name] if column is not None else []
    others = [name for name in names if not re.match(HARMONIZED, name)]
    if others and len(others) < len(names):
        text = Text(f"several in one file: {', '.join(names)}", f"несколько в одном файле: {', '.join(names)}")
        return Editions(text, "", (), named=True, is_mixed=True)
    if others:
        shown = ", ".join(f"{_OTHERS.get(name[0], '')} {name}".strip() for name in others)
        more = Text("only totals are computed from it", "по ней вычисляются только итоги")
        return Editions(Text(f"{shown}: {more.en}", f"{shown}: {more.ru}"), others[0], (), named=True)
    editions = tuple(_HARMONIZED[name] for name in names if name in _HARMONIZED)
    if editions:
        shown = f"HS {', '.join(editions)} ({', '.join(names)})"
        return Editions(Text(shown, shown), "HS", editions, named=True)
    return _by_headings(survey.labels["commodity"])


def _by_headings(labels: pl.DataFrame) -> Editions:
    """The editions of the Harmonized System that hold the most of a file's headings."""
    listed = labels.filter(pl.col("kind") == "listed")["code"]
    known = reference.hs_headings()
    headings = sorted({code[:4] for code in listed if len(code) >= 4} & known.keys())
    if not headings:
        text = Text("HS, the edition cannot be told: no headings", "ТН ВЭД, редакция не ясна: нет товарных позиций")
        return Editions(text, "HS", (), named=False)
    of = {edition: _not_in(edition, headings) for edition in sorted(set().union(*known.values()))}
    fewest = min(len(missing) for missing in of.values())
    best = tuple(edition for edition, missing in of.items() if len(missing) == fewest)
    either, either_ru = (
        ", ".join(best[:-1]) + f" {word} " + best[-1] if best[1:] else best[0] for word in ("or", "или")
    )
    if not fewest:
        held = of_both("{n} headings, all in it", "товарных позиций {n}, все в ней", n=len(headings))
        return Editions(Text(f"HS {either}: {held.en}", f"ТН ВЭД {either_ru}: {held.ru}"), "HS", best, named=False)
    lacks = of_both("lacks {k} of its {n} headings", "нет {k} из {n} позиций", k=fewest, n=len(headings))
    text = Text(f"HS {either} is the nearest, it {lacks.en}", f"ближе всего ТН ВЭД {either_ru}: {lacks.ru}")
    missing = tuple(of[best[0]]) if len(best) == 1 else ()
    if missing:
        shown = some_of(missing, 5)
        text = joined([text, Text(shown, shown)], ": ")
    return Editions(text, "HS", best, named=False, missing=missing)


def _not_in(edition: str, headings: Iterable[str]) -> list[str]:
    known = reference.hs_headings()
    return [heading for heading in headings if edition not in known[heading]]
