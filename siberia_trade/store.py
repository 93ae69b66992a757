"""Any extracts to one store: a folder of Parquet files, a file for each kind of rows and period, and a manifest.

    STORE/manifest.json                                what belongs to the store; replaced in one step
    STORE/kind=fcs-usd/year=2021/month=03/RUN.parquet  rows of one period, never changed once they are written

Nothing of the store that is there is touched until the new manifest stands; whatever ends a run before that leaves the
old store as it was. Files that no manifest names are swept away by the next run.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade import notes
from siberia_trade._version import __version__
from siberia_trade.cube import sum_extract
from siberia_trade.errors import StradeError
from siberia_trade.guards import Policy, rows_once
from siberia_trade.meta import describe_files
from siberia_trade.readers import Extract, Opened
from siberia_trade.readers.files import MANIFEST
from siberia_trade.readers.spec import BAD_LINE, QUOTED
from siberia_trade.readers.stored import AMOUNTS, FORMAT, LABEL, read_manifest, value_column
from siberia_trade.schema import PRECISION, SCALE, plain
from siberia_trade.scope import Scope
from siberia_trade.table import Column, Note, Table, Text
from siberia_trade.translate import code_of, decode, translate

_STAGING: Final = ".staging-"
_LOCK: Final = ".lock"
#: Amounts of the record, in the order of a store's columns.
_FIGURES: Final = ("value", "weight", "quantity")
#: Tidy columns, in the order in which rows are sorted.
_TIDY: Final[tuple[str, ...]] = ("year", "month", "flow", "reporter", "region", "partner", "commodity", "unit")


#: Rows that are held for each period before they are written: of many periods at once, these are what takes memory.
_BLOCK: Final = 2500

#: Year, month and chapter of one file of a store; the chapter is empty where it holds all of them.
Place = tuple[int, int | None, str]


@dataclass(frozen=True)
class Kind:
    """What rows that lie in one table have in common."""

    source: str
    currency: str
    #: Flow of all rows, where the source does not write it.
    flow: str
    classification: str
    fields: tuple[str, ...]
    further: tuple[str, ...]
    notice: str

    @classmethod
    def of(cls, extract: Extract) -> "Kind":
        """The kind of an extract's rows."""
        fields = tuple(field for field in extract.places if field != "month")
        return cls(
            extract.spec.name, extract.currency, extract.flow, extract.classification, fields, extract.further,
            extract.notice,
        )  # fmt: skip

    @classmethod
    def read(cls, kind: Mapping[str, Any]) -> "Kind":
        """A kind as a manifest has it."""
        fields: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in kind.items()}
        return cls(**fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """Fields that are labels, not amounts."""
        return tuple(field for field in self.fields if field not in _FIGURES)


def convert(opened: Opened, target: Path, policy: Policy) -> tuple[Mapping[str, Any], list[Note]]:
    """Add extracts to a store, or make one of them.

    Parameters
    ----------
    opened
        The extracts; every row of theirs is checked.
    target
        Folder of the store.
    policy
        What to do with rows that repeat each other, and files that contradict each other.

    Returns
    -------
    tuple
        The new manifest, and what was replaced or left out.

    Raises
    ------
    StradeError
        For faulty rows, repeats, contradictions; where sums in and out differ; where the folder cannot be written. The
        store is then as it was before.
    """
    _refuse_other_folder(target)
    said = [note for each in opened.extracts for note in notes.left_out(each.left_out, each.label)]
    with _locked(target), _staging(target) as staging:
        old = _old_manifest(target)
        kinds = _named_kinds(old["kinds"], [Kind.of(extract) for extract in opened.extracts])
        staged = [_stage(extract, staging / str(number)) for number, extract in enumerate(opened.extracts)]
        partitions = {(each["kind"], each["year"], each["month"], each["chapter"]): each for each in old["partitions"]}
        for name, kind in kinds.items():
            members = [number for number, extract in enumerate(opened.extracts) if Kind.of(extract) == kind]
            for place in sorted({each for number in members for each in staged[number]}, key=_order):
                frame = _decoded(opened.extracts, {n: staged[n][place] for n in members if place in staged[n]}, kind)
                frame = _counted_once(frame, opened.extracts, policy, said)
                before = partitions.get((name, *place))
                if before is not None:
                    frame = _revised(frame, target / before["path"], place, said)
                partitions[name, *place] = _write(frame, staging, kind, name, place)
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "kinds": old["kinds"] | {name: asdict(kind) for name, kind in kinds.items()},
            "partitions": sorted(partitions.values(), key=lambda each: each["path"]),
            "inputs": [*old["inputs"], *describe_files(opened.extracts)],
        }
        _publish(staging, target, manifest)
        _sweep(target, manifest)
    return manifest, said


def contents(manifest: Mapping[str, Any], said: Sequence[Note]) -> Table:
    """What a store holds, by kind of rows and year."""
    partitions = pl.DataFrame(manifest["partitions"], schema_overrides={"year": pl.Int16, "month": pl.Int8})
    frame = partitions.group_by("kind", "year").agg(
        pl.col("month").n_unique().cast(pl.Int64).alias("periods"),
        pl.col("rows").sum(),
        pl.col("value").cast(pl.Decimal(PRECISION, SCALE)).sum(),
    )
    columns = (
        Column("kind", Text("Kind", "Вид"), "code"),
        Column("year", Text("Year", "Год"), "time"),
        Column("periods", Text("Periods", "Периоды"), "count"),
        Column("rows", Text("Rows", "Строк"), "count"),
        Column("value", Text("Value", "Стоимость"), "ratio"),
    )
    title = Text("What the store holds", "Что есть в хранилище")
    return Table(frame.sort("kind", "year"), columns, title, notes=tuple(said), meta=manifest)


# ---------------------------------------------------------------------------------------------------------------------
# Rows


def _stage(extract: Extract, folder: Path) -> dict[Place, list[Path]]:
    """Write the rows of an extract by the labels of their periods, in one pass, and check that none was lost."""
    folder.mkdir()
    names = [name for name in _FIGURES if name in extract.places]
    amounts = [extract.amount(name).alias(name) for name in names]
    labels = [pl.col(name) for name in extract.places if name not in (*names, "month")]
    wrong = [extract.amount(name).is_null() & ~extract.is_empty(name) for name in extract.spec.amounts if name in names]
    bad = pl.any_horizontal(pl.col(BAD_LINE), pl.col(QUOTED), *wrong).alias("is_bad")
    rows = extract.written().select(*labels, *amounts, bad)
    chapter = code_of(extract).str.slice(0, 2) if extract.spec.by_chapter else pl.lit("")
    target = pl.PartitionBy(
        folder, key=["period", chapter.alias("chapter")], include_key=True, max_rows_per_file=_BLOCK
    )
    extract.collect(rows.sink_parquet(target, mkdir=True, lazy=True, compression="lz4"))
    paths = sorted(folder.rglob("*.parquet"))
    staged = pl.scan_parquet(paths, glob=False, hive_partitioning=False)
    if staged.select(pl.col("is_bad").any()).collect().item():
        sum_extract(extract, Scope(), (), names[0])  # says which row it is
        raise StradeError(f"{extract.label}: some rows cannot be read")
    read = extract.collect(extract.written().select(pl.len(), *(extract.amount(name).sum() for name in names)))
    _refuse_other_sums(extract.label, read, staged.select(pl.len(), *(pl.col(name).sum() for name in names)).collect())
    firsts = {path: pl.read_parquet(path, columns=["period", "chapter"], n_rows=1).row(0) for path in paths}
    periods = decode(extract, "period", sorted({label for label, _ in firsts.values()}))
    places: dict[Place, list[Path]] = {}
    for path, (label, own_chapter) in firsts.items():
        places.setdefault((*periods[label], own_chapter), []).append(path)
    return places


def _refuse_other_sums(what: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """A conversion that changes a sum is no conversion."""
    if before.row(0) != after.row(0):
        shown = [", ".join("nothing" if n is None else f"{n:,}" for n in frame.row(0)) for frame in (before, after)]
        raise StradeError(f"{what}: rows and sums were {shown[0]} before and {shown[1]} after; nothing was changed")


def _decoded(extracts: Sequence[Extract], paths: Mapping[int, Sequence[Path]], kind: Kind) -> pl.DataFrame:
    """Rows of one period: tidy columns, the source's own labels (`..._raw`), amounts, `file` and `row`."""
    frames = []
    keys = [name for name in kind.labels if name in (*_TIDY, "period", *kind.further) and name != "month"]
    for number, files in paths.items():
        found = pl.read_parquet(list(files), glob=False, hive_partitioning=False)
        amounts = [name for name in _FIGURES if name in found.columns]
        found = found.with_columns(
            *(pl.col(name).alias(f"{name}_raw") for name in kind.labels),
            *(pl.col(name).alias(f"own_{name}") for name in amounts),
            pl.col(amounts[0]).alias("amount"),
            pl.lit(1, dtype=pl.UInt32).alias("rows"),
            pl.lit(number).alias("file"),
        )
        keep = [*(f"{name}_raw" for name in kind.labels), *amounts, "file"]
        frames.append(translate(extracts[number], found, keys, leaf=True, keep=keep)[0])
    return pl.concat(frames).with_row_index("row")


def _counted_once(frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, said: list[Note]) -> pl.DataFrame:
    """Leave out rows that repeat others, as the policy says."""
    raw = [name for name in frame.columns if name.endswith("_raw") or name in _FIGURES]
    kept = rows_once(frame.drop(raw), extracts, policy, "value", said)
    return frame.join(kept, on="row", how="semi")


def _revised(frame: pl.DataFrame, old: Path, place: Place, said: list[Note]) -> pl.DataFrame:
    """Join the rows that the store has of a period; where figures meet, the reporter's flow is replaced as a whole."""
    before = pl.read_parquet(old, hive_partitioning=False)
    before = before.rename({name: f"{name.removesuffix(LABEL)}_raw" for name in before.columns if name.endswith(LABEL)})
    figure = [name for name in _TIDY if name in frame.columns and name in before.columns and name != "unit"]
    figure += [name for name in frame.columns if f"{name}_raw" in frame.columns and name not in (*_TIDY, "period")]
    unit = ["flow", "reporter"]
    met = before.join(frame, on=figure, how="semi", nulls_equal=True).select(unit).unique()
    replaced = before.join(met, on=unit, how="semi", nulls_equal=True)
    kept = before.join(met, on=unit, how="anti", nulls_equal=True)
    gone = replaced.join(frame, on=figure, how="anti", nulls_equal=True)
    if replaced.height:
        said.append(notes.replaced(place[:2], replaced.height, gone.height))
    return pl.concat([frame.drop("row", "file", strict=False), kept], how="diagonal")


def _write(frame: pl.DataFrame, staging: Path, kind: Kind, name: str, place: Place) -> Mapping[str, Any]:
    """Write one period, sorted, under a name that is its content's; describe it."""
    labels = {f"{field}_raw": f"{field}{LABEL}" for field in kind.labels}
    amounts = {"value": value_column(kind.currency), **AMOUNTS}
    tidy: list[str] = [*(name for name in _TIDY if name in set(frame.columns)), *kind.further]
    frame = frame.select(*tidy, *(each for each in amounts if each in frame.columns), *labels).rename(
        labels | amounts, strict=False
    )
    frame = frame.sort(frame.columns, nulls_last=True)
    path = staging / f"{secrets.token_hex(8)}.parquet"
    frame.write_parquet(path, compression="zstd", statistics=True)
    value = amounts["value"]
    back = pl.scan_parquet(path, hive_partitioning=False).select(pl.len(), pl.col(value).sum()).collect()
    _refuse_other_sums(name, frame.select(pl.len(), pl.col(value).sum()), back)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    year, month, chapter = place
    folder = Path(f"kind={name}") / f"year={year}" / f"month={'all' if month is None else f'{month:02}'}"
    path.rename(staging / f"{digest}.parquet")
    return {
        "path": str(folder / f"{digest[:16]}.parquet"),
        "kind": name,
        "year": year,
        "month": month,
        "chapter": chapter,
        "rows": frame.height,
        "value": plain(Decimal(str(frame[value].sum() or 0))),
        "bytes": (staging / f"{digest}.parquet").stat().st_size,
        "sha256": digest,
    }


# ---------------------------------------------------------------------------------------------------------------------
# Files


def _order(place: Place) -> tuple[int, int, str]:
    return place[0], place[1] or 0, place[2]


def _named_kinds(old: Mapping[str, Mapping[str, Any]], wanted: Iterable[Kind]) -> dict[str, Kind]:
    """A name for each kind of rows: its source and currency, and a number where there are several of these."""
    known = {name: Kind.read(kind) for name, kind in old.items()}
    for kind in wanted:
        if kind not in known.values():
            stem = "-".join(filter(None, (kind.source, kind.currency, kind.flow)))
            free = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(known) + 2))
            known[next(name for name in free if name not in known)] = kind
    return known


def _old_manifest(target: Path) -> Mapping[str, Any]:
    if (target / MANIFEST).exists():
        return read_manifest(target)
    return {"kinds": {}, "partitions": [], "inputs": []}


def _refuse_other_folder(target: Path) -> None:
    """A folder that holds something else is not ours to write into."""
    if target.exists() and not target.is_dir():
        raise StradeError(f"{target}: is a file, and a store is a folder", hint="Name another place.")
    if target.is_dir() and not (target / MANIFEST).exists():
        others = [each.name for each in target.iterdir() if not each.name.startswith((_STAGING, _LOCK, "kind="))]
        if others:
            raise StradeError(
                f"{target}: holds {sorted(others)[0]} and is no store", hint="Name a new or an empty folder."
            )


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep others from changing the store meanwhile; the system forgets the lock when this process ends."""
    try:
        is_new = not target.exists()
        target.mkdir(parents=True, exist_ok=True)
        with (target / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StradeError(f"{target}: another conversion is at work on it", hint="Wait for its end.") from None
            try:
                yield
            finally:
                if is_new and not (target / MANIFEST).exists():
                    shutil.rmtree(target, ignore_errors=True)  # a first conversion that failed leaves nothing
    except OSError as error:
        raise StradeError(f"{target} cannot be written: {error.strerror or error}") from None


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    folder = target / f"{_STAGING}{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder
    except pl.exceptions.ComputeError as error:
        if "space" in str(error) or "os error 28" in str(error):
            raise StradeError(f"{target} cannot be written: no space left", hint="The store is as it was.") from None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(staging: Path, target: Path, manifest: Mapping[str, Any]) -> None:
    """Put the new files in their places, then the manifest over the old one."""
    for each in manifest["partitions"]:
        written, path = staging / f"{each['sha256']}.parquet", target / each["path"]
        if written.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(written)
            written.replace(path)
    new = staging / MANIFEST
    new.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _sync(new)
    new.replace(target / MANIFEST)
    _sync(target)


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(target: Path, manifest: Mapping[str, Any]) -> None:
    """Remove what no manifest names any more, and what runs that were cut short left."""
    named = {target / each["path"] for each in manifest["partitions"]}
    for path in target.glob("kind=*/**/*.parquet"):
        if path not in named:
            path.unlink(missing_ok=True)
    for folder in target.glob(f"{_STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)
