"""What data hold: the same lists, of the codes that are in the files, with their rows and value."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from siberia_trade import guards, notes
from siberia_trade.config import Grouping
from siberia_trade.cube import Sums, sum_extract
from siberia_trade.errors import MissingDataError
from siberia_trade.listings.known import Entry
from siberia_trade.periods import show_months
from siberia_trade.question import last_codes_names
from siberia_trade.readers import Extract
from siberia_trade.schema import EXPORT, OTHER, PRECISION, SCALE, TOTAL, UNDISCLOSED
from siberia_trade.scope import Scope
from siberia_trade.sums import known_sum
from siberia_trade.table import Note, Text
from siberia_trade.translate import code_of, translate
from siberia_trade.unions import without_unions

#: Lists that data may be asked for, by the dimension that they are of.
DIMENSION_OF: Final = {"regions": "region", "partners": "partner", "commodities": "commodity", "years": "year"}


def sum_data(what: str, extracts: Sequence[Extract], grouping: Grouping | None) -> tuple[pl.DataFrame, list[Note], str]:
    """Sum the data by a dimension: its codes, ``rows`` and ``amount``; by year also ``months``.

    The amount is null where none is known.
    """
    dimension = DIMENSION_OF[what]
    divided = [each for each in extracts if dimension == "year" or dimension in each.places]
    if not divided:
        raise MissingDataError(f"the data are not divided by {dimension}")
    currencies = sorted({each.currency for each in divided})
    if len(currencies) > 1:
        listed = ", ".join(currency.upper() for currency in currencies)
        raise MissingDataError(f"the data are in several currencies: {listed}", hint="Ask about one file at a time.")
    prefixes = [len(prefix) for group in grouping.groups for prefix in group.prefixes] if grouping else []
    wanted, depth = () if dimension == "year" else (dimension,), max([*prefixes, 4])
    sums = [sum_extract(each, _once(each, dimension), wanted, "value", depth=depth) for each in divided]
    said = notes.unlisted(remark for each in sums for remark in each.remarks if not remark.is_total)
    if empty := sum(each.empty for each in sums):
        said.append(notes.empty(empty, "value"))
    if guards.need_leaves(sums):
        said.append(notes.as_it_stands())
    frames = [frame for each, own in zip(divided, sums, strict=True) for frame in _frames(each, own, wanted, depth)]
    frame = without_unions(pl.concat(frames, how="diagonal"), [None], said)
    return _by_code(dimension, frame, grouping), said, currencies[0]


def _once(extract: Extract, dimension: str) -> Scope:
    """Rows that are an export of one country and an import of another: once, but for each of its two partners."""
    return Scope(flow=EXPORT if extract.spec.two_sided and dimension != "partner" else None)


def _frames(extract: Extract, sums: Sums, wanted: Sequence[str], depth: int) -> list[pl.DataFrame]:
    """Sums of an extract; where its lines hold both flows, lines are counted apart from them, each once."""
    if not extract.spec.sides:
        return [sums.frame]
    keys = ["period", *wanted]
    lines = extract.fields(numbered=True)
    if "commodity" in wanted:
        lines = lines.with_columns(commodity=code_of(extract, depth))
    nothing = pl.lit(None, dtype=pl.Decimal(PRECISION, SCALE)).first().alias("amount")
    counts = lines.group_by(keys).agg(pl.col("number").n_unique().cast(pl.UInt32).alias("rows"), nothing)
    counted, _ = translate(extract, extract.collect(counts), keys, leaf=False)
    return [sums.frame.with_columns(rows=pl.lit(0, dtype=pl.UInt32)), counted]


def _by_code(dimension: str, frame: pl.DataFrame, grouping: Grouping | None) -> pl.DataFrame:
    amounts = (pl.col("rows").sum(), known_sum(pl.col("amount")))
    if dimension == "year":
        months = pl.col("month").unique().sort().alias("months")
        return frame.group_by("year").agg(*amounts, months).sort("year")
    frame = frame.filter(pl.col(dimension).ne_missing(pl.lit(TOTAL)))
    codes = frame[dimension].fill_null(UNDISCLOSED).to_list()
    if dimension == "commodity":
        codes = [_row_of(code, grouping) for code in codes]
    frame = frame.with_columns(pl.Series(dimension, codes, dtype=pl.String))
    last = pl.col(dimension).is_in([UNDISCLOSED, OTHER])
    summed = frame.group_by(dimension).agg(*amounts)
    return summed.sort(last, "amount", dimension, descending=[False, True, False], nulls_last=True)


def _row_of(code: str, grouping: Grouping | None) -> str:
    """The group of a code, or the code itself; what is withheld is undisclosed."""
    if not code.isdigit():
        return UNDISCLOSED
    return grouping.group_of(code) if grouping else code


def entries_of(what: str, known: Sequence[Entry], sums: pl.DataFrame) -> list[Entry]:
    """Entries of what the data hold, the largest first, with rows and value."""
    dimension = DIMENSION_OF[what]
    by_code = {entry.cells[dimension]: entry for entry in known}
    last = last_codes_names()
    entries = []
    for row in sums.iter_rows(named=True):
        code = row[dimension]
        entry = by_code.get(code)
        if dimension == "year":
            months = show_months(row["months"])
            entry = Entry({"year": code, "months": months or None}, (str(code),))
        elif entry is None:
            name = last.get(code, Text(code, code))
            blank = dict.fromkeys(next(iter(known)).cells)
            entry = Entry(
                {**blank, dimension: code, "name_en": name.en, "name_ru": name.ru}, (code,), (name.en, name.ru)
            )
        entries.append(replace(entry, cells={**entry.cells, "rows": row["rows"], "value": row["amount"]}))
    return entries
