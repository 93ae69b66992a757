"""Any extracts to one store: a folder of Parquet files, a file for each kind of rows and period, and a manifest.

    STORE/manifest.json                                what belongs to the store; replaced in one step
    STORE/kind=fcs-usd/year=2021/month=03/HASH.parquet  rows of one period, never changed once they are written

Nothing of the store that is there is touched until the new manifest stands; whatever ends a run before that leaves the
old store as it was. Files that no manifest names are swept away by the next run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from siberia_trade import notes
from siberia_trade._version import __version__
from siberia_trade.errors import ExtractError
from siberia_trade.guards import Policy
from siberia_trade.meta import describe_files
from siberia_trade.readers import Opened
from siberia_trade.readers.files import MANIFEST
from siberia_trade.readers.stored import FORMAT, read_manifest
from siberia_trade.schema import PRECISION, SCALE
from siberia_trade.store.files import publish, refuse_other_folder, staging, sweep
from siberia_trade.store.rows import Kind, Partition, Place, counted_once, decoded, revised, stage, stored, write
from siberia_trade.table import Column, Note, Table, Text

__all__ = ["contents", "convert"]


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
    refuse_other_folder(target)
    _refuse_column_maps(opened)
    said = [note for each in opened.extracts for note in notes.left_out(each.left_out, each.label)]
    with staging(target) as folder:
        old = _old_manifest(target)
        kinds = _named_kinds(old["kinds"], [Kind.of(extract) for extract in opened.extracts])
        staged = [stage(extract, folder / str(number)) for number, extract in enumerate(opened.extracts)]
        new = [each for group in _alike(kinds) for each in _converted(opened, staged, group, policy, folder, said)]
        partitions = revised(old["partitions"], new, kinds, target, folder, said)
        used = {each["kind"] for each in partitions}
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "kinds": {name: asdict(kind) for name, kind in sorted(kinds.items()) if name in used},
            "partitions": partitions,
            "inputs": _with_inputs(old["inputs"], describe_files(opened.extracts, _held(staged), hash_all=True)),
        }
        publish(folder, target, manifest)
        sweep(target, manifest)
    return manifest, said


def _refuse_column_maps(opened: Opened) -> None:
    """A store is read by its sources alone: what a column map says would be lost."""
    for extract in opened.extracts:
        if extract.spec.column_map:
            raise ExtractError.at(
                extract.label,
                f"is read by the column map {extract.spec.column_map}, and a store holds known sources only",
                hint="Ask the file itself, with `--source`.",
            )


def _converted(
    opened: Opened, staged: Sequence[Mapping[Place, Sequence[Path]]], kinds: Mapping[str, Kind], policy: Policy,
    folder: Path, said: list[Note],
) -> Iterator[Partition]:  # fmt: skip
    """Write the rows of kinds that may repeat each other, period by period, each counted once."""
    names = {kind: name for name, kind in kinds.items()}
    named = {n: name for n, extract in enumerate(opened.extracts) if (name := names.get(Kind.of(extract)))}
    for place in sorted({place for number in named for place in staged[number]}, key=_order):
        files = {number: staged[number][place] for number in named if place in staged[number]}
        frames = [decoded(opened.extracts[n], n, paths, kinds[named[n]]) for n, paths in files.items()]
        rows = counted_once(pl.concat(frames, how="diagonal").with_row_index("row"), opened.extracts, policy, said)
        for name in dict.fromkeys(named[number] for number in files):
            own = rows.filter(pl.col("file").is_in([number for number in files if named[number] == name]))
            if own.height:
                yield write(stored(own, kinds[name]), folder, kinds[name], name, place)


def _alike(kinds: Mapping[str, Kind]) -> list[dict[str, Kind]]:
    """Kinds of one source and currency: they differ in columns, or in what their files say of themselves."""
    groups: dict[tuple[str, str], dict[str, Kind]] = {}
    for name, kind in kinds.items():
        groups.setdefault((kind.source, kind.currency), {})[name] = kind
    return list(groups.values())


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


def _held(staged: Sequence[Mapping[Place, Sequence[Path]]]) -> pl.DataFrame:
    """Rows of each file by period, as `describe_files` takes them."""
    rows = [
        (number, year, month, sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in paths))
        for number, places in enumerate(staged)
        for (year, month, _), paths in places.items()
    ]
    return pl.DataFrame(rows, schema=["file", "year", "month", "rows"], orient="row")


def _with_inputs(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """List a file once, however often it was converted; a file of that name with other content is another one."""
    listed = {(each["file"], each["sha256"]): each for each in old}
    for each in new:
        listed[each["file"], each["sha256"]] = each
    return list(listed.values())
