"""Any extracts to one store: a folder of Parquet files, a file for each kind of rows and period, and a manifest.

    STORE/manifest.json                                what belongs to the store; replaced in one step
    STORE/kind=fcs-usd/year=2021/month=03/HASH.parquet  rows of one period, never changed once they are written

Nothing of the store that is there is touched until the new manifest stands; whatever ends a run before that leaves the
old store as it was. Files that the manifest does not name are swept away by the next run: whoever asked the store when
it changed may still read them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from siberia_trade import notes
from siberia_trade._version import __version__
from siberia_trade.guards import Policy
from siberia_trade.meta import describe_files
from siberia_trade.readers import Opened
from siberia_trade.readers.files import MANIFEST
from siberia_trade.readers.stored import FORMAT, read_manifest
from siberia_trade.schema import PRECISION, SCALE
from siberia_trade.store.files import publish, refuse_other_folder, staging, sweep, unnamed
from siberia_trade.store.kinds import Kind, Partition, alike, named_kinds
from siberia_trade.store.presums import presummed
from siberia_trade.store.revision import revised
from siberia_trade.store.rows import converted
from siberia_trade.store.said import Said
from siberia_trade.store.staged import stage
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
    extracts = opened.extracts
    own = [Kind.of(extract) for extract in extracts]
    said = Said(extracts, policy.prefer)
    with staging(target) as folder:
        old = _old_manifest(target)
        stale = unnamed(target, old)
        kinds = named_kinds(old["kinds"], own)
        staged = {n: stage(extract, own[n], folder / str(n)) for n, extract in enumerate(extracts)}
        new: list[Partition] = []
        for group in alike(kinds):
            chosen = {number: rows for number, rows in staged.items() if rows.kind in group.values()}
            new += converted(chosen, group, extracts, policy, folder, said) if chosen else []
        partitions = revised(old["partitions"], new, kinds, target, folder, said)
        sums = presummed(old["sums"], partitions, kinds, [extract.spec for extract in extracts], target, folder)
        used = {each["kind"] for each in partitions}
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "kinds": {name: asdict(kind) for name, kind in sorted(kinds.items()) if name in used},
            "partitions": partitions,
            "sums": sums,
            "inputs": _with_inputs(old["inputs"], describe_files(extracts, said.held, hash_all=True)),
        }
        publish(folder, target, manifest)
        sweep(target, stale, manifest)
    left_out = [note for x in extracts for note in notes.left_out(x.left_out, x.label, x.spec.column_map)]
    return manifest, [*left_out, *said.notes()]


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


def _old_manifest(target: Path) -> Mapping[str, Any]:
    if (target / MANIFEST).exists():
        return read_manifest(target)
    return {"kinds": {}, "partitions": [], "sums": [], "inputs": []}


def _with_inputs(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """List a file once, however often it was converted; a file of that name with other content is another one."""
    listed = {(each["file"], each["sha256"]): each for each in old}
    for each in new:
        listed[each["file"], each["sha256"]] = each
    return list(listed.values())
