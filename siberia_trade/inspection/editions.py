"""Which classification the commodities of a file are in, and which edition of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from siberia_trade import reference
from siberia_trade.editions import by_years, refuse_two
from siberia_trade.errors import OverlapError, some_of
from siberia_trade.inspection.survey import Survey, readable
from siberia_trade.inspection.words import of_both
from siberia_trade.periods import show_range
from siberia_trade.readers.spec import HARMONIZED
from siberia_trade.table import Text

#: Editions of the Harmonized System by the names that UN Comtrade and CEPII give them.
_HARMONIZED: Final = {
    "H0": "1988", "H1": "1996", "H2": "2002", "H3": "2007", "H4": "2012", "H5": "2017", "H6": "2022",
    "HS92": "1992", "HS96": "1996", "HS02": "2002", "HS07": "2007", "HS12": "2012", "HS17": "2017", "HS22": "2022",
}  # fmt: skip
_NAMED: Final = ("flow", "reporter", "partner")
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
        shown = f"HS {', '.join(editions)} ({_by_years(survey) if len(names) > 1 else names[0]})"
        return Editions(Text(shown, shown), "HS", editions, named=True)
    return _by_headings(survey.labels["commodity"])


def two_at_once(survey: Survey) -> str:
    """What every command says of trade that stands in two editions at once; empty where none does."""
    column = survey.further.get("classification")
    if column is None or column.height < 2 or "commodity" not in survey.labels:
        return ""
    keys = [key for key in ("period", "flow", "reporter", "partner") if key in survey.labels]
    totals = survey.labels["commodity"].filter(pl.col("kind") == "total")["label"].to_list()
    coded = readable(survey.extract).filter(pl.col("commodity").is_in(totals).not_())
    found = survey.extract.collect(coded.group_by(*keys, "classification").agg(pl.len().alias("rows")))
    for key in keys:
        found = found.join(
            survey.labels[key].select(pl.col("label").alias(key), pl.col("code").alias(f"{key}_code")), key
        )
    year = pl.col("period_code").str.slice(0, 4).cast(pl.Int16).alias("year")
    month = pl.col("period_code").str.slice(5, 2).replace("", None).cast(pl.Int8).alias("month")
    named = [pl.col(f"{key}_code").alias(key) for key in keys if key != "period"]
    frame = found.select(year, month, *named, "classification", commodity=pl.lit("code"), file=pl.lit(0))
    try:
        refuse_two(frame.with_columns(pl.lit(None).alias(key) for key in _NAMED if key not in keys), [survey.extract])
    except OverlapError as error:
        return f"{error.message}. {error.hint}".removeprefix(f"{survey.extract.label}: ")
    return ""


def _by_years(survey: Survey) -> str:
    """The years of each edition that the file names."""
    met = survey.cells.select("year", "classification").drop_nulls().unique().rows()
    years = by_years(met, {year for year, _ in met})
    return "; ".join(f"{name}: {show_range(of)}" for name, of in sorted(years.items()))


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
    lacking, lacking_ru = (f" {word} ".join(some_of(of[edition], 5) for edition in best) for word in ("or", "или"))
    text = Text(
        f"HS {either} is the nearest, it {lacks.en}: {lacking}",
        f"ближе всего ТН ВЭД {either_ru}: {lacks.ru}: {lacking_ru}",
    )
    missing = tuple(of[best[0]]) if len(best) == 1 else ()
    return Editions(text, "HS", best, named=False, missing=missing)


def _not_in(edition: str, headings: Iterable[str]) -> list[str]:
    known = reference.hs_headings()
    return [heading for heading in headings if edition not in known[heading]]
