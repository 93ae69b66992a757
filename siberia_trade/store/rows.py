"""Staged rows to files of a store: period by period, in parts that memory holds, sorted, each figure once."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import polars as pl
import polars.selectors as cs

from siberia_trade.aggregates import cell_of
from siberia_trade.errors import StradeError
from siberia_trade.guards import Policy, one_file_per_cell, refuse_repeats
from siberia_trade.readers import Extract
from siberia_trade.readers.stored import AMOUNTS, LABEL, value_column
from siberia_trade.schema import plain
from siberia_trade.store.kinds import Kind, Partition, Place
from siberia_trade.store.said import Said
from siberia_trade.store.staged import KEY, RAW, TIDY, Staged
from siberia_trade.translate import FIGURES

#: Rows of one file: a period of more has a file for each part of its commodities.
AT_MOST: Final = 150_000
#: Rows of one block in a file: what is looked at, or passed over, as a whole.
ROW_GROUP: Final = 50_000
#: The first and the last commodity of a file; None where it may have any.
Codes = tuple[str, str] | None
#: A part of a period: its commodities, and the rows of each extract by its number.
_Part = tuple[Codes, Mapping[int, pl.LazyFrame]]


@dataclass(frozen=True)
class Rows:
    """Rows of one file of a store."""

    frame: pl.DataFrame
    kind: Kind
    name: str
    place: Place
    codes: Codes


def converted(
    group: Mapping[int, Staged], kinds: Mapping[str, Kind], extracts: Sequence[Extract], policy: Policy, folder: Path,
    said: Said,
) -> list[Partition]:  # fmt: skip
    """Write the rows of extracts that may repeat each other, each figure once.

    Parameters
    ----------
    group
        Extracts of one source and currency, by their number.
    kinds
        Their kinds by name.
    extracts
        All extracts.
    policy
        What to do with repeats and contradictions; where it allows neither, both are refused, as by a question.
    folder
        Where files are written.
    said
        Told of the rows of each file and period, and of those that were left out.
    """
    partitions: list[Partition] = []
    with ThreadPoolExecutor(1) as writer:  # one part is written while the next one is looked up
        waiting: Future[Partition] | None = None
        for rows in _figures(_with_one_alphabet(group), kinds, extracts, policy, said):
            started = writer.submit(write, rows, folder)
            if waiting:
                partitions.append(waiting.result())
            waiting = started
        if waiting:
            partitions.append(waiting.result())
    return partitions


def _figures(
    group: Mapping[int, Staged], kinds: Mapping[str, Kind], extracts: Sequence[Extract], policy: Policy, said: Said
) -> Iterator["Rows"]:
    """Rows of one file after the other, each figure once."""
    met: list[pl.DataFrame] = []
    for place in sorted({place for each in group.values() for place in each.files}, key=_order):
        for codes, part in _parts(group, place):
            frames = [_translated(rows, group[number], place, number) for number, rows in part.items()]
            frame = pl.concat(frames, how="diagonal")
            counts = frame.group_by("file").agg(
                pl.len().alias("rows"), pl.col(each for each in FIGURES if each in frame.columns).sum()
            )
            met.append(counts)
            for file, rows in counts.select("file", "rows").iter_rows():
                said.hold(place, file, rows)
            frame = _counted_once(frame, extracts, policy, place, said)
            for name, kind in kinds.items():
                own = frame.filter(pl.col("file").is_in([number for number in part if group[number].kind == kind]))
                if own.height:
                    yield Rows(_stored(own, kind), kind, name, place, codes)
    sums = pl.concat(met, how="diagonal")
    for number, each in group.items():
        own = sums.filter(pl.col("file") == number).select(pl.col(each.read.columns).sum())
        refuse_other_sums(each.extract.label, each.read, own)


def _order(place: Place) -> tuple[int, int]:
    return place[0], place[1] or 0


def _with_one_alphabet(group: Mapping[int, Staged]) -> Mapping[int, Staged]:
    """The same with a number for each word of a column, the same in all extracts and in the order of the words."""
    words: dict[str, set[str]] = {}
    for each in group.values():
        for table in (*each.tables.values(), each.constant):
            for column in table.select(cs.string()):
                words.setdefault(column.name, set()).update(column.drop_nulls())
    kinds = {name: pl.Enum(sorted(met)) for name, met in words.items()}

    def numbered(table: pl.DataFrame) -> pl.DataFrame:
        return table.with_columns(pl.col(name).cast(kinds[name]) for name in table.select(cs.string()).columns)

    return {
        number: replace(
            each,
            tables={field: numbered(table) for field, table in each.tables.items()},
            constant=numbered(each.constant),
        )
        for number, each in group.items()
    }


def _parts(group: Mapping[int, Staged], place: Place) -> Iterator[_Part]:
    """Rows of one period, cut by commodities where they are too many: rows of one figure stay together."""
    rows = {number: each.rows(place) for number, each in group.items() if place in each.files}
    height = sum(each.select(pl.len()).collect().item() for each in rows.values())
    if height <= AT_MOST or not all("commodity" in group[number].tables for number in rows):
        yield None, rows
        return
    tables = {number: group[number].tables["commodity"].lazy() for number in rows}
    key = f"commodity{KEY}"
    counts = [rows[number].group_by(key).len().join(tables[number], on=key) for number in rows]
    codes = pl.concat(each.select(pl.col("commodity").cast(pl.String).fill_null(""), "len") for each in counts)
    codes = codes.group_by("commodity").agg(pl.col("len").sum()).sort("commodity")
    numbered = codes.with_columns(((pl.col("len").cum_sum() - 1) // AT_MOST).alias("part")).collect(engine="streaming")
    for (_,), part in numbered.group_by("part", maintain_order=True):
        chosen = {}
        for number, table in tables.items():
            labels = table.filter(
                pl.col("commodity").cast(pl.String).fill_null("").is_in(part["commodity"].to_list())
            ).select(key)
            chosen[number] = rows[number].filter(pl.col(key).is_in(labels.collect()[key].implode()))
        yield (part["commodity"][0], part["commodity"][-1]), chosen


def _translated(rows: pl.LazyFrame, staged: Staged, place: Place, number: int) -> pl.DataFrame:
    """Tidy columns, labels as they were written (`..._raw`), amounts, and the number of the ``file``."""
    found = rows.collect(engine="streaming")
    meant = [_looked_up(found[f"{field}{KEY}"], table) for field, table in staged.tables.items()]
    texts = {name: f"{name}{RAW}" for name in staged.kind.labels if name not in staged.tables}
    time = pl.lit(place[0], pl.Int16).alias("year"), pl.lit(place[1], pl.Int8).alias("month")
    same = [pl.lit(word).first().alias(word.name) for word in staged.constant]
    return pl.concat([found.drop(cs.ends_with(KEY)).rename(texts), *meant], how="horizontal").with_columns(
        *time, *same, pl.lit(number).alias("file")
    )


def _looked_up(labels: pl.Series, table: pl.DataFrame) -> pl.DataFrame:
    """The row of a table for each category: by its number, which is some ten times as fast as a join."""
    numbers = table[labels.name].to_physical()
    places = pl.zeros(int(str(numbers.max())) + 1, dtype=pl.UInt32, eager=True)
    places = places.scatter(numbers, pl.int_range(len(numbers), dtype=pl.UInt32, eager=True))
    return table.drop(labels.name).select(pl.all().gather(places.gather(labels.to_physical())))


def _counted_once(
    frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, place: Place, said: Said
) -> pl.DataFrame:
    """Leave out rows that repeat others, and of files that contradict each other all but one, as the policy says.

    Rows are told apart by a short number that names their figure; those that share one are looked at.
    """
    cell = [name for name in cell_of(frame) if not name.endswith(RAW) and name not in FIGURES]
    names = pl.struct(pl.col(name).to_physical() for name in cell).hash()
    several = frame.with_row_index("row").filter(names.is_duplicated())
    if not several.height:
        return frame
    several = several.with_columns(
        cs.enum().cast(pl.String),
        *(pl.col(name).alias(f"own_{name}") for name in FIGURES if name in frame.columns),
        pl.col("value").alias("amount"),
        pl.lit(1, dtype=pl.UInt32).alias("rows"),
    )
    own = [name for name in several.columns if name in ("unit", f"commodity{RAW}") or name.startswith("own_")]
    kept = several.unique([*cell, "file", *own], keep="first", maintain_order=True)
    repeats = several.join(kept, on="row", how="anti")
    if repeats.height and policy.duplicates == "refuse":
        refuse_repeats(extracts[repeats["file"].sort()[0]], "value")
    for file, rows in repeats.group_by("file").len().iter_rows():
        said.repeat(place, file, rows)
    if kept["file"].n_unique() > 1:
        sums = kept.group_by([*cell, "file"]).agg(pl.col("amount", "rows").sum())
        chosen = one_file_per_cell(sums, extracts, policy, [])
        left_out = sums.join(chosen, on=[*cell, "file"], how="anti", nulls_equal=True)
        if left_out.height:
            differing = sums.group_by(cell).agg(pl.col("amount").n_unique()).filter(pl.col("amount") > 1)
            said.overlap(place, left_out, differing.height)
            kept = kept.join(chosen, on=[*cell, "file"], how="semi", nulls_equal=True)
    dropped = several.join(kept, on="row", how="anti")
    return frame.with_row_index("row").join(dropped, on="row", how="anti", maintain_order="left").drop("row")


def _stored(frame: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """The columns of a store."""
    labels = {f"{field}{RAW}": f"{field}{LABEL}" for field in kind.labels}
    amounts = {"value": value_column(kind.currency), **AMOUNTS}
    tidy = [*(name for name in TIDY if name in frame.columns), *kind.further]
    frame = frame.select(*tidy, *(each for each in amounts if each in frame.columns), *labels)
    return frame.rename(labels | amounts, strict=False)


def write(rows: Rows, folder: Path) -> Partition:
    """Write rows, sorted, under a name that is their content's; describe the file."""
    frame = rows.frame.sort(rows.frame.columns, nulls_last=True, multithreaded=False)
    year, month = rows.place
    inside = f"kind={rows.name}/year={year}/month={'all' if month is None else f'{month:02}'}"
    file = write_file(frame, folder, inside)
    path = written_path(folder, file["sha256"])
    sums = pl.len(), pl.col(value_column(rows.kind.currency)).sum()
    written = frame.select(sums)
    refuse_other_sums(rows.name, written, pl.scan_parquet(path, hive_partitioning=False).select(sums).collect())
    return {
        **file,
        "kind": rows.name,
        "year": year,
        "month": month,
        "codes": rows.codes,
        "rows": frame.height,
        "value": plain(Decimal(written.item(0, 1) or 0)),
    }


def write_file(frame: pl.DataFrame, folder: Path, inside: str) -> Mapping[str, Any]:
    """Write a table; say which place ``inside`` a store is its own, by what it holds, its size and sha256."""
    path = folder / f"{secrets.token_hex(8)}.parquet"
    words = frame.lazy().with_columns(cs.enum().cast(pl.String))
    words.sink_parquet(path, compression="zstd", compression_level=1, row_group_size=ROW_GROUP)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    size = path.replace(written_path(folder, digest)).stat().st_size
    return {"path": f"{inside}/{digest[:16]}.parquet", "bytes": size, "sha256": digest}


def written_path(folder: Path, digest: str) -> Path:
    """Where a new file lies until it gets its place in the store."""
    return folder / f"{digest}.parquet"


def path_of(each: Partition, target: Path, folder: Path) -> Path:
    """A file that is new, or one of the store that stays."""
    path = written_path(folder, each["sha256"])
    return path if path.exists() else target / each["path"]


def refuse_other_sums(what: str, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """A conversion that changes a sum is no conversion."""
    if before.row(0) != after.row(0):
        shown = [", ".join("nothing" if n is None else f"{n:,}" for n in each.row(0)) for each in (before, after)]
        raise StradeError(f"{what}: rows and sums were {shown[0]} before and {shown[1]} after; nothing was changed")
