"""Extracts to files in the making: read once, split by the labels of their periods, their few labels translated.

Rows of many periods come in any order and are more than memory holds. So they are written as they come, a file for
each block of one period; labels are numbers there (categories), and are looked up in small tables afterwards.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade.cube import sum_extract
from siberia_trade.errors import ExtractError
from siberia_trade.readers import Extract, QuotesFound
from siberia_trade.readers.rows import BAD_LINE, QUOTED
from siberia_trade.schema import EXPORT
from siberia_trade.scope import Scope
from siberia_trade.store.kinds import Kind, Place
from siberia_trade.translate import decode, translate

#: Tidy columns, in the order in which rows are sorted.
TIDY: Final[tuple[str, ...]] = ("year", "month", "flow", "reporter", "region", "partner", "commodity", "unit")
#: Rows that are held for each period before they are written: of many periods at once, these are what takes memory.
_BLOCK: Final = 2500
#: Rows of one file: of more, the notes on its blocks would take more than the blocks.
_FILE: Final = 10 * _BLOCK
#: Counts of so many blocks are added up at a time; of more, the counts would become what takes memory.
_COUNTS: Final = 64
#: Ending of the columns of categories, and of labels as they were written.
KEY: Final = "_key"
RAW: Final = "_raw"
#: Numbers that are kept as they are written: too many different ones to be categories.
_TEXTS: Final = frozenset({"second_quantity"})


@dataclass(frozen=True)
class Staged:
    """The rows of one extract, by period."""

    extract: Extract
    kind: Kind
    #: Files of rows by the year and month that their labels mean.
    files: Mapping[Place, Sequence[Path]]
    #: By field: its labels as categories (`..._key`), as they were written (`..._raw`), and the columns they mean.
    tables: Mapping[str, pl.DataFrame]
    #: Columns that are the same in all rows, as one row.
    constant: pl.DataFrame
    #: Number of the rows and sums of their amounts, as they were read.
    read: pl.DataFrame

    def rows(self, place: Place) -> pl.LazyFrame:
        """Rows of one period as they lie in the files."""
        return pl.scan_parquet(list(self.files[place]), glob=False, hive_partitioning=False)


def stage(extract: Extract, kind: Kind, folder: Path) -> Staged:
    """Write the rows of an extract into a folder, in one pass.

    Raises
    ------
    ExtractError
        For a line, a number or a label that cannot be; for an extract without rows.
    """
    folder.mkdir()
    sunk = _Sunk(extract, kind, folder)
    if not sunk.write(plain=True) and not sunk.write(plain=False):
        _refuse_bad_rows(extract, kind.amounts)
    periods = decode(extract, "period", sorted(sunk.paths))
    files: dict[Place, list[Path]] = {}
    for label, paths in sorted(sunk.paths.items()):
        files.setdefault(periods[label], []).extend(path for _, path in sorted(paths))
    constant = {}
    if "flow" not in kind.fields:
        constant["flow"] = [EXPORT if extract.spec.two_sided else extract.flow or None]
    if not any("reporter" in table.columns for table in sunk.tables.values()):
        constant["reporter"] = [extract.spec.reporter or None]
    return Staged(
        extract, kind, files, sunk.tables, pl.DataFrame(constant, schema=dict.fromkeys(constant, pl.String)), sunk.read
    )


class _Sunk:
    """What was written of one extract."""

    def __init__(self, extract: Extract, kind: Kind, folder: Path) -> None:
        self._extract = extract
        self._kind = kind
        self._folder = folder
        self._categories = [name for name in kind.labels if name not in _TEXTS]
        #: Files by the label of their period, with the place of each among them.
        self.paths: dict[str, list[tuple[int, Path]]] = {}
        #: Number of the rows and sums of their amounts.
        self.read = pl.DataFrame()
        #: Labels and what they mean, by field; empty where rows were read as plain ones and some of them are not.
        self.tables: Mapping[str, pl.DataFrame] = {}

    def write(self, *, plain: bool) -> bool:
        """Write all rows; whether nothing about any of them is amiss (or, if so read, not plain)."""
        rows = _plain_rows(self._extract) if plain else self._extract.written()
        if rows is None:
            return False
        met: deque[pl.DataFrame] = deque()
        counted = pl.len().alias("rows"), pl.col("doubtful").sum(), pl.col(self._kind.amounts).sum()

        def count_block(block: pl.DataFrame) -> pl.DataFrame:
            own = block.select(counted)  # from any thread, so without a lock: polars may wait for another block here
            met.append(pl.concat([own, *_taken(met)]).sum() if len(met) > _COUNTS else own)
            return block.drop("doubtful")

        rows = rows.select(*self._columns(plain=plain))
        schema = {name: kind for name, kind in rows.collect_schema().items() if name != "doubtful"}
        rows = rows.map_batches(count_block, schema=schema, projection_pushdown=False, streamable=True)
        self.paths = {}
        target = pl.PartitionBy(
            self._folder,
            file_path_provider=_provider(self._folder, self.paths, count()),
            key=f"period{KEY}",
            include_key=True,
            max_rows_per_file=_FILE,
        )
        self._extract.collect(
            rows.sink_parquet(target, lazy=True, compression="lz4", statistics=False, row_group_size=_BLOCK)
        )
        if not self.paths:
            raise ExtractError.at(self._extract.label, "holds no rows")
        sums = pl.concat(met).sum()
        self.read = sums.drop("doubtful")
        if sums["doubtful"][0]:
            return False
        self.tables = self._translated(plain=plain)
        return bool(self.tables)

    def _columns(self, *, plain: bool) -> Iterator[pl.Expr]:
        extract, amounts = self._extract, self._kind.amounts
        number = extract.plain_amount if plain else extract.amount
        for name in self._kind.labels:
            yield pl.col(name).cast(pl.Categorical).alias(f"{name}{KEY}") if name in self._categories else pl.col(name)
        for name in amounts:
            yield number(name).alias(name)
        if plain:
            unread = [number(name).is_null() & (pl.col(name) != "") for name in amounts]
            quoted = [pl.col(name).str.contains('"', literal=True) for name in self._kind.labels if name in _TEXTS]
            bad = [*unread, *quoted, *(extract.is_odd(name) for name in amounts)]
        else:
            bad = [pl.col(QUOTED), *(extract.is_bad(name) for name in amounts)]
        yield pl.any_horizontal(pl.col(BAD_LINE), *bad).fill_null(True).alias("doubtful")

    def _translated(self, *, plain: bool) -> Mapping[str, pl.DataFrame]:
        """Look up what the labels met mean."""
        paths = [path for own in self.paths.values() for _, path in own]
        rows = pl.scan_parquet(paths, glob=False, hive_partitioning=False)
        keys = [f"{name}{KEY}" for name in self._categories]
        met = pl.collect_all([rows.select(pl.col(key).unique()) for key in keys], engine="streaming")
        labels = {
            name: each.to_series().cast(pl.String).alias(name).sort()
            for name, each in zip(self._categories, met, strict=True)
        }
        if plain and any(each.str.contains('"', literal=True).any() for each in labels.values()):
            return {}
        return {name: _table(self._extract, self._kind, name, labels) for name in self._categories}


def _taken(met: deque[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Take out what is there; each is taken by one thread only."""
    with suppress(IndexError):
        while True:
            yield met.popleft()


def _provider(folder: Path, paths: dict[str, list[tuple[int, Path]]], numbers: Iterator[int]) -> Any:
    """Name the files, and note which period each is of."""

    def name(file: Any) -> str:
        path = f"{next(numbers)}.parquet"
        label = file.partition_keys.item(0, 0)
        paths.setdefault(label, []).append((file.index_in_partition, folder / path))
        return path

    return name


def _plain_rows(extract: Extract) -> pl.LazyFrame | None:
    """Rows of a large file in the quickest way; None where its numbers need a second look."""
    spec = extract.spec
    return None if spec.by_anybody or spec.thousands or spec.unknown_numbers else extract.columns()


def _table(extract: Extract, kind: Kind, field: str, labels: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Labels of one field: the category, the label, and what it means."""
    own = labels[field].to_frame()
    table = own.select(pl.col(field).cast(pl.Categorical).alias(f"{field}{KEY}"), pl.col(field).alias(f"{field}{RAW}"))
    if field not in (*TIDY, "period", *kind.further):
        return table
    own = own.with_columns(pl.lit(0).alias("amount"), pl.lit(1).alias("rows"))
    if field != "period":
        own = own.with_columns(pl.lit(labels["period"][0]).alias("period"))
    meant = translate(extract, own, list(dict.fromkeys(("period", field))), leaf=True)[0]
    columns = {
        "period": [],
        "region": ["region", "region_label", *([] if "reporter" in kind.fields else ["reporter"])],
        "partner": ["partner", "partner_label"],
    }
    return pl.concat([table, meant.select(columns.get(field, [field]))], how="horizontal")


def _refuse_bad_rows(extract: Extract, amounts: Sequence[str]) -> None:
    """Say which row it is, as a question that meets it would."""
    sum_extract(extract, Scope(), (), "value")
    for name in amounts:  # those that no question reads
        if extract.collect(extract.fields().select(extract.is_bad(name).any())).item():
            extract.refuse(extract.is_bad(name), name, lambda _: ("is no number", "Mend it, or leave it empty."))
    raise QuotesFound
