"""The rows of a large file, kept beside it while a check runs: they are asked a dozen times, and read as text once.

To read and split text takes thirty times as long as to sum what was kept of it in Parquet.
"""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

from siberia_trade.readers import Extract
from siberia_trade.readers.included import LeftOut
from siberia_trade.readers.rows import BAD_LINE, NOTHING_ELSE, QUOTED
from siberia_trade.translate import FIGURES

#: Fields of the record that a check asks for, beside its amounts and the further dimensions of the file.
_LABELS: Final = ("period", "flow", "reporter", "region", "partner", "commodity", "unit", "classification")
#: How many rows are written together. Larger groups take memory where they are read ahead of a slow disk, smaller
#: ones where their many places are remembered.
_GROUP_ROWS: Final = 1 << 13


@dataclass(frozen=True, kw_only=True)
class KeptExtract(Extract):
    """An extract whose rows are kept: each once, amounts as numbers, and without its ``line``."""

    of: Extract
    kept: Path

    @cached_property
    def left_out(self) -> LeftOut:
        """The same as of the extract."""
        return self.of.left_out

    def fields(self, *, numbered: bool = False, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> pl.LazyFrame:
        """The rows that were kept, always with their ``number``."""
        del numbered, unwanted
        return _scan(self.kept)

    def amount(self, field: str) -> pl.Expr:
        """The exact number of a field; null where it is empty or no number."""
        return pl.col(field)

    def is_empty(self, field: str) -> pl.Expr:
        """Whether the cell held nothing, or what stands for it."""
        return pl.col(_empty(field))


def keep(extract: Extract, rows: pl.LazyFrame, path: Path) -> Extract:
    """Keep the rows of an extract; where there is no room for them, it is the extract itself that goes on being read.

    Parameters
    ----------
    extract
        Whose rows they are.
    rows
        Its fields as text, with ``number``, each row once.
    path
        Where they are written to.

    Raises
    ------
    ExtractError
        The file turns out to be in two encodings.
    """
    names = [name for name in (*_LABELS, *extract.further) if name in extract.places]
    amounts = [name for name in FIGURES if name in extract.places]
    kept = rows.select(
        "number",
        BAD_LINE,
        QUOTED,
        *dict.fromkeys(names),
        *(extract.amount(name).alias(name) for name in amounts),
        *(extract.is_empty(name).alias(_empty(name)) for name in amounts),
    )
    if not _write(extract, kept, path):
        return extract
    own = {each.name: getattr(extract, each.name) for each in dataclasses.fields(extract)}
    return KeptExtract(**own, of=extract, kept=path)


def keep_more(extract: Extract, rows: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """Keep what was made of the rows that are kept of an extract, if they are, and there is room for more."""
    if not isinstance(extract, KeptExtract):
        return rows
    path = extract.kept.with_suffix(f".{name}")
    return _scan(path) if _write(extract, rows, path) else rows


def _write(extract: Extract, rows: pl.LazyFrame, path: Path) -> bool:
    """Write rows, in whatever order; False where that cannot be done."""
    sink = rows.sink_parquet(
        path, lazy=True, compression="lz4", statistics=False, row_group_size=_GROUP_ROWS, maintain_order=False
    )
    try:
        extract.collect(sink)
    except (OSError, pl.exceptions.ComputeError):  # no room: what they are made of will do
        path.unlink(missing_ok=True)
        return False
    return True


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _empty(field: str) -> str:
    return f"no {field}"  # with a blank, as no dimension of a file is named
