"""A store that `strade convert` wrote: Parquet files of rows as their sources wrote them, with tidy codes beside.

A store is asked like the extracts that it was made of: by the labels of its sources, which it keeps, so that an answer
from it is the same to the byte. The manifest alone says which files belong to the store; it is replaced in one step.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade.errors import ExtractError, some_of
from siberia_trade.readers.copies import PlainLines
from siberia_trade.readers.files import MANIFEST, Part
from siberia_trade.readers.included import LeftOut
from siberia_trade.readers.rows import BAD_LINE, NOTHING_ELSE, QUOTED
from siberia_trade.readers.spec import Extract, ReaderSpec
from siberia_trade.readers.text import Layout

FORMAT: Final = 1
_ANEW: Final = "Remove the folder and convert the extracts anew."
#: Ending of the columns that hold labels as the source wrote them.
LABEL: Final = "_label"
#: Amount fields of the record and their columns in a store; the value is named after its currency.
AMOUNTS: Final = {"weight": "net_kg", "quantity": "quantity"}

Period = tuple[int, int | None]


def value_column(currency: str) -> str:
    """The column of values in a currency."""
    return f"value_{currency}"


@dataclass(frozen=True)
class StoredExtract(Extract):
    """The rows of one source and currency in a store."""

    stored_currency: str = "usd"
    #: Files by the period that they hold.
    files: Mapping[Period, tuple[Path, ...]] = field(default_factory=dict)
    #: Files of sums over commodities by the year that they are of.
    sums: Mapping[int, Path] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Currency of the values, ISO 4217 in lower case."""
        return self.stored_currency

    @cached_property
    def left_out(self) -> LeftOut:
        """Nothing: rows that others hold did not get into the store."""
        return LeftOut()

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The manifest and the files that it names."""
        return (self.part.path, *(path for files in self.files.values() for path in files), *self.sums.values())

    @property
    def is_large(self) -> bool:
        """Never: there is no text to be looked at line by line."""
        return False

    def columns(self, *, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> None:
        """None: there is no quicker way to read rows than the only one."""
        del unwanted

    def column_name(self, field: str) -> str:
        """What the store calls a field, for messages."""
        return field

    def narrowed(self, wanted: Callable[[Period], bool]) -> "StoredExtract":
        """The same without files of other periods; one file stays, for its columns."""
        kept = {period: files for period, files in self.files.items() if wanted(period)}
        years = {year for year, _ in kept}
        sums = {year: path for year, path in self.sums.items() if year in years}
        return replace(self, files=kept or dict(list(self.files.items())[:1]), sums=sums)

    def summed(self, keys: Collection[str], amount: str) -> pl.LazyFrame | None:
        """Sums of rows by labels, where there are any that tell these keys apart: see `siberia_trade.store.presums`."""
        if not self.sums or {year for year, _ in self.files} - self.sums.keys():
            return None
        sums = [pl.scan_parquet(path, glob=False, hive_partitioning=False) for path in self.sums.values()]
        needed = {*keys, amount}
        return pl.concat(sums) if all(needed <= set(each.collect_schema()) for each in sums) else None

    def _rows(self, *, numbered: bool = False, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> pl.LazyFrame:
        del unwanted
        names = {"value": value_column(self.stored_currency), **AMOUNTS}
        columns = [
            pl.col(names[each]).alias(each) if each in names else pl.col(f"{each}{LABEL}").alias(each)
            for each in self.places
            if not (each == "flow" and self.spec.two_sided)  # set where a row is read as export and as import
        ]
        paths = [path for files in self.files.values() for path in files]
        rows = pl.scan_parquet(paths, glob=False, hive_partitioning=False, missing_columns="insert")
        rows = rows.select(
            *columns,
            pl.lit("").alias("line"),
            pl.lit(False).alias(BAD_LINE),
            pl.lit(False).alias(QUOTED),
        )
        return rows.with_row_index("number") if numbered else rows

    def amount(self, field: str) -> pl.Expr:
        """The exact number of a field; null where it is not known."""
        return pl.col(field)

    def is_plain(self, field: str, *, or_empty: bool = False) -> pl.Expr:
        """Whether a number is known."""
        return pl.lit(True) if or_empty else pl.col(field).is_not_null()

    def plain_amount(self, field: str) -> pl.Expr:
        """The same as `amount`."""
        return pl.col(field)

    def is_empty(self, field: str) -> pl.Expr:
        """Whether a number is not known."""
        return pl.col(field).is_null()


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Read what a store holds.

    Raises
    ------
    ExtractError
        For a manifest that cannot be read, is of a later edition, or names files that are not there.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        edition = manifest["format"]
        if edition == FORMAT:
            sizes = {folder / each["path"]: each["bytes"] for each in (*manifest["partitions"], *manifest["sums"])}
            kinds = [(each["source"], each["fields"]) for each in manifest["kinds"].values()]
            _ = kinds, manifest["inputs"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExtractError.at(str(path), f"cannot be read as the manifest of a store ({error!r})", hint=_ANEW) from None
    if edition != FORMAT:
        raise ExtractError.at(
            str(path), f"is of edition {edition}, and this version reads edition {FORMAT}", hint=_ANEW
        )
    for file, size in sizes.items():
        if not file.is_file():
            raise ExtractError.at(str(folder), f"the store lacks its file {file.relative_to(folder)}", hint=_ANEW)
        if file.stat().st_size != size:
            raise ExtractError.at(str(file), f"is not the {size:,} bytes that were written", hint=_ANEW)
    return dict(manifest)


def _mapped(kind: Mapping[str, Any]) -> ReaderSpec:
    """The layout of rows that were read by a column map, from its text."""
    from siberia_trade.readers.mapping import read_column_map

    return read_column_map(kind["column_map"], kind["source"])


def open_store(part: Part, specs: Mapping[str, ReaderSpec], *, source: str | None = None) -> Iterator[StoredExtract]:
    """Open a store: one extract for each kind of rows in it, or each of one source."""
    folder = part.path.parent
    manifest = read_manifest(folder)
    if part.flow:
        raise ExtractError.at(part.label, "a store holds its own flows", hint=f"Give it without `{part.flow}:`.")
    held = sorted({kind["source"] for kind in manifest["kinds"].values()})
    if source is not None and source not in held:
        raise ExtractError.at(
            part.label, f"the store holds nothing of the source {source}", hint=f"It holds {some_of(held)}."
        )
    for name, kind in manifest["kinds"].items():
        if source not in (None, kind["source"]):
            continue
        column_map = kind.get("column_map")
        if not column_map and kind["source"] not in specs:
            raise ExtractError.at(part.label, f"holds rows of `{kind['source']}`, which this version does not read")
        own = (each for each in manifest["partitions"] if each["kind"] == name)
        files = by_period(own, lambda each: folder / each["path"])
        sums = {each["year"]: folder / each["path"] for each in manifest["sums"] if each["kind"] == name}
        label = part.label if len(manifest["kinds"]) == 1 else f"{part.label} ({name})"
        spec = _mapped(kind) if column_map else specs[kind["source"]]
        yield stored_extract(part._replace(label=label), spec, kind, files, sums)


def by_period(
    partitions: Iterable[Mapping[str, Any]], path_of: Callable[[Mapping[str, Any]], Path]
) -> dict[Period, tuple[Path, ...]]:
    """Files of rows by the period that they are of."""
    files: dict[Period, tuple[Path, ...]] = {}
    for each in partitions:
        period = (each["year"], each["month"])
        files[period] = (*files.get(period, ()), path_of(each))
    return files


def stored_extract(
    part: Part,
    spec: ReaderSpec,
    kind: Mapping[str, Any],
    files: Mapping[Period, tuple[Path, ...]],
    sums: Mapping[int, Path],
) -> StoredExtract:
    """The rows of one kind."""
    fields = [*kind["fields"], *(["flow"] if spec.two_sided else [])]
    layout = Layout("utf-8", "", (), (), 0, False, False, spec, kind["notice"])
    return StoredExtract(
        part,
        layout,
        PlainLines(part, layout, part.path),  # there are none
        decimal_comma=False,
        places={field: place for place, field in enumerate(fields)},
        dimensions=tuple(kind["further"]),
        classification=kind["classification"],
        flow=kind["flow"],
        stored_currency=kind["currency"],
        files=files,
        sums=sums,
    )
