"""Rows of extracts to files of a store: staged by period, decoded, counted once, and set against what is there."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade import notes
from siberia_trade.aggregates import cell_of
from siberia_trade.cube import sum_extract
from siberia_trade.errors import ExtractError, StradeError
from siberia_trade.guards import Policy, one_file_per_cell, refuse_repeats
from siberia_trade.readers import Extract, QuotesFound
from siberia_trade.readers.rows import BAD_LINE, QUOTED
from siberia_trade.readers.stored import AMOUNTS, LABEL, value_column
from siberia_trade.schema import EXPORT, PRECISION, SCALE, plain
from siberia_trade.scope import Scope
from siberia_trade.table import Note
from siberia_trade.translate import FIGURES, code_of, decode, translate

#: Tidy columns, in the order in which rows are sorted.
_TIDY: Final[tuple[str, ...]] = ("year", "month", "flow", "reporter", "region", "partner", "commodity", "unit")
#: Whose trade of a period it is: as much as a newer figure replaces.
_UNIT: Final = ("flow", "reporter")
#: Rows that are held for each period before they are written: of many periods at once, these are what takes memory.
_BLOCK: Final = 2500

#: Year, month and chapter of one file of a store; the chapter is empty where it holds all of them.
Place = tuple[int, int | None, str]
#: One file of a store, as its manifest describes it.
Partition = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """What rows that lie in one table have in common."""

    source: str
    currency: str
    #: Flow of all rows, where the source does not write it.
    flow: str
    classification: str
    #: Fields of the record and further dimensions that the rows have, by the alphabet.
    fields: tuple[str, ...]
    further: tuple[str, ...]
    notice: str

    @classmethod
    def of(cls, extract: Extract) -> "Kind":
        """The kind of an extract's rows, in whatever order its columns stand."""
        fields, further = tuple(sorted(fields_of(extract))), tuple(sorted(extract.further))
        return cls(
            extract.spec.name, extract.currency, extract.flow, extract.classification, fields, further, extract.notice
        )  # fmt: skip

    @classmethod
    def read(cls, kind: Mapping[str, Any]) -> "Kind":
        """A kind as a manifest has it."""
        fields: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in kind.items()}
        return cls(**fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """Fields that are labels, not amounts."""
        return tuple(field for field in self.fields if field not in FIGURES)


def fields_of(extract: Extract) -> Iterator[str]:
    """Fields that a row has once it is read: months are in the period, and two-sided rows are exports."""
    for field in extract.places:
        if field != "month" and not (field == "flow" and extract.spec.two_sided):
            yield field


# ---------------------------------------------------------------------------------------------------------------------
# Into the staging folder


def stage(extract: Extract, folder: Path) -> dict[Place, list[Path]]:
    """Write the rows of an extract by the labels of their periods, in one pass, and check that none was lost."""
    folder.mkdir()
    amounts = [name for name in FIGURES if name in extract.places]
    labels = [pl.col(name) for name in fields_of(extract) if name not in amounts]
    bad = pl.any_horizontal(pl.col(BAD_LINE), pl.col(QUOTED), *(extract.is_bad(name) for name in amounts))
    rows = extract.written().select(*labels, *(extract.amount(name) for name in amounts), bad.alias("is_bad"))
    chapter = code_of(extract).str.slice(0, 2) if extract.spec.by_chapter else pl.lit("")
    target = pl.PartitionBy(
        folder, key=["period", chapter.alias("chapter")], include_key=True, max_rows_per_file=_BLOCK
    )
    extract.collect(rows.sink_parquet(target, mkdir=True, lazy=True, compression="lz4"))
    paths = sorted(folder.rglob("*.parquet"))
    if not paths:
        raise ExtractError.at(extract.label, "holds no rows")
    staged = pl.scan_parquet(paths, glob=False, hive_partitioning=False)
    if staged.select(pl.col("is_bad").any()).collect().item():
        _refuse_bad_rows(extract, amounts)
    read = extract.collect(extract.written().select(pl.len(), *(extract.amount(name).sum() for name in amounts)))
    _refuse_other_sums(extract.label, read, staged.select(pl.len(), *(pl.col(name).sum() for name in amounts)))
    firsts = {path: pl.read_parquet(path, columns=["period", "chapter"], n_rows=1).row(0) for path in paths}
    periods = decode(extract, "period", sorted({label for label, _ in firsts.values()}))
    places: dict[Place, list[Path]] = {}
    for path, (label, own_chapter) in firsts.items():
        places.setdefault((*periods[label], own_chapter), []).append(path)
    return places


def _refuse_bad_rows(extract: Extract, amounts: Sequence[str]) -> None:
    """Say which row it is, as a question that meets it would."""
    sum_extract(extract, Scope(), (), "value")
    for name in amounts:  # those that no question reads
        if extract.collect(extract.fields().select(extract.is_bad(name).any())).item():
            extract.refuse(extract.is_bad(name), name, lambda _: ("is no number", "Mend it, or leave it empty."))
    raise QuotesFound


def _refuse_other_sums(what: str, before: pl.DataFrame, after: pl.LazyFrame) -> None:
    """A conversion that changes a sum is no conversion."""
    sums = [before, after.collect()]
    if sums[0].row(0) != sums[1].row(0):
        shown = [", ".join("nothing" if n is None else f"{n:,}" for n in frame.row(0)) for frame in sums]
        raise StradeError(f"{what}: rows and sums were {shown[0]} before and {shown[1]} after; nothing was changed")


def decoded(extract: Extract, number: int, files: Sequence[Path], kind: Kind) -> pl.DataFrame:
    """Rows of one extract and period: tidy columns, the source's own labels (`..._raw`), amounts, and `file`."""
    keys = [name for name in kind.labels if name in (*_TIDY, "period", *kind.further)]
    found = pl.read_parquet(list(files), glob=False, hive_partitioning=False)
    sums = found.select(pl.len(), pl.col("value").sum())
    amounts = [name for name in FIGURES if name in found.columns]
    found = found.with_columns(
        *(pl.col(name).alias(f"{name}_raw") for name in kind.labels),
        *(pl.col(name).alias(f"own_{name}") for name in amounts),
        pl.col("value").alias("amount"),
        pl.lit(1, dtype=pl.UInt32).alias("rows"),
        pl.lit(number).alias("file"),
    )
    keep = [*(f"{name}_raw" for name in kind.labels), *amounts, "file"]
    frame = translate(extract, found, keys, leaf=True, keep=keep)[0]
    if extract.spec.two_sided:
        frame = frame.with_columns(pl.lit(EXPORT).alias("flow"))
    _refuse_other_sums(extract.label, sums, frame.lazy().select(pl.len(), pl.col("value").sum()))
    return frame


def counted_once(frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, said: list[Note]) -> pl.DataFrame:
    """Leave out rows that repeat others, and of files that contradict each other all but one, as the policy says.

    Where the policy allows neither, both are refused, as they are by a question.
    """
    cell = [name for name in cell_of(frame) if not name.endswith("_raw") and name not in FIGURES]
    own = [name for name in frame.columns if name in ("unit", "commodity_label") or name.startswith("own_")]
    kept = frame.unique([*cell, "file", *own], keep="first", maintain_order=True)
    if kept.height < frame.height:
        left_out = frame.join(kept, on="row", how="anti")
        if policy.duplicates == "refuse":
            refuse_repeats(extracts[left_out["file"].sort()[0]], "value")
        for (file,), rows in left_out.group_by("file", maintain_order=True):
            said.append(notes.repeated(rows.height, extracts[file].label))
    if kept["file"].n_unique() > 1:
        sums = kept.group_by([*cell, "file"]).agg(pl.col("amount", "rows").sum())
        chosen = one_file_per_cell(sums, extracts, policy, said)
        kept = kept.join(chosen, on=[*cell, "file"], how="semi", nulls_equal=True)
    return kept


def stored(frame: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """The columns of a store, from those of `decoded`."""
    labels = {f"{field}_raw": f"{field}{LABEL}" for field in kind.labels}
    amounts = {"value": value_column(kind.currency), **AMOUNTS}
    tidy = [*(name for name in _TIDY if name in frame.columns), *kind.further]
    frame = frame.select(*tidy, *(each for each in amounts if each in frame.columns), *labels)
    return frame.rename(labels | amounts, strict=False)


def write(frame: pl.DataFrame, staging: Path, kind: Kind, name: str, place: Place) -> Partition:
    """Write one period, sorted, under a name that is its content's; describe it."""
    frame = frame.sort(frame.columns, nulls_last=True)
    path = staging / f"{secrets.token_hex(8)}.parquet"
    frame.write_parquet(path, compression="zstd", statistics=True)
    value = value_column(kind.currency)
    back = pl.scan_parquet(path, hive_partitioning=False).select(pl.len(), pl.col(value).sum())
    _refuse_other_sums(name, frame.select(pl.len(), pl.col(value).sum()), back)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    year, month, chapter = place
    folder = f"kind={name}/year={year}/month={'all' if month is None else f'{month:02}'}"
    path = path.replace(staging / f"{digest}.parquet")
    return {
        "path": f"{folder}/{digest[:16]}.parquet",
        "kind": name,
        "year": year,
        "month": month,
        "chapter": chapter,
        "rows": frame.height,
        "value": plain(Decimal(frame[value].cast(pl.Decimal(PRECISION, SCALE)).sum() or 0)),
        "bytes": path.stat().st_size,
        "sha256": digest,
    }


# ---------------------------------------------------------------------------------------------------------------------
# Against what the store has


def revised(
    old: Sequence[Partition], new: Sequence[Partition], kinds: Mapping[str, Kind], target: Path, staging: Path,
    said: list[Note],
) -> list[Partition]:  # fmt: skip
    """Join new files to those of a store.

    Where any figure of a reporter's flow in a period is in both, what the store has of that reporter, flow, period,
    source and currency is replaced as a whole; all else stays. Says what was replaced by something else.
    """

    def period(each: Partition) -> tuple[Any, ...]:
        return kinds[each["kind"]].source, kinds[each["kind"]].currency, each["year"], each["month"]

    touched = {period(each) for each in new}
    result = [each for each in old if period(each) not in touched]
    for key in sorted(touched, key=str):
        before = [each for each in old if period(each) == key]
        after = {(each["kind"], each["chapter"]): each for each in new if period(each) == key}
        further = sorted({name for each in (*before, *after.values()) for name in kinds[each["kind"]].further})
        figure = [*(name for name in _TIDY if name != "unit"), *further]
        met = _met(before, list(after.values()), figure, target, staging)
        counts = [0, 0, 0]
        for each in before:
            held = pl.read_parquet(target / each["path"], hive_partitioning=False)
            kept = held.join(met, on=_UNIT, how="anti", nulls_equal=True)
            gone = held.join(met, on=_UNIT, how="semi", nulls_equal=True)
            there = [other for other in after.values() if other["chapter"] == each["chapter"]]
            counts[0] += gone.height
            counts[1] += _without(gone, there, [*figure, value_column(key[1]), AMOUNTS["weight"]], staging)
            counts[2] += _without(gone, there, figure, staging)
            own = each["kind"], each["chapter"]
            if own not in after and kept.height == each["rows"]:
                after[own] = each
            elif kept.height:
                if own in after:
                    kept = pl.concat([pl.read_parquet(_written(after[own], staging), hive_partitioning=False), kept])
                place = (each["year"], each["month"], each["chapter"])
                after[own] = write(kept, staging, kinds[each["kind"]], each["kind"], place)
        if counts[1]:
            said.append(notes.replaced(key[2:], counts[0], counts[1] - counts[2], counts[2]))
        result += after.values()
    return sorted(result, key=lambda each: str(each["path"]))


def _met(
    before: Sequence[Partition], after: Sequence[Partition], figure: Sequence[str], target: Path, staging: Path
) -> pl.DataFrame:
    """Reporters and flows of which some figure is in old and new files."""
    found = [pl.DataFrame(schema=dict.fromkeys(_UNIT, pl.String))]
    for one, other in product(before, after):
        if one["chapter"] == other["chapter"]:
            left, right = _named(target / one["path"], figure), _named(_written(other, staging), figure)
            shared = left.join(right, on=list(figure), how="semi", nulls_equal=True)
            found.append(shared.select(_UNIT).unique().collect())
    return pl.concat(found).unique()


def _without(gone: pl.DataFrame, there: Sequence[Partition], columns: Sequence[str], staging: Path) -> int:
    """How many rows have none in the new files that is alike in some columns."""
    left = _all_of(gone.lazy(), columns)
    for each in there:
        left = left.join(_named(_written(each, staging), columns), on=columns, how="anti", nulls_equal=True)
    return int(left.select(pl.len()).collect().item())


def _named(path: Path, columns: Sequence[str]) -> pl.LazyFrame:
    return _all_of(pl.scan_parquet(path, hive_partitioning=False), columns)


def _all_of(rows: pl.LazyFrame, columns: Sequence[str]) -> pl.LazyFrame:
    """Some columns, null where there is none of that name."""
    held = set(rows.collect_schema().names())
    return rows.select(pl.col(name) if name in held else pl.lit(None, _type(name)).alias(name) for name in columns)


def _type(column: str) -> pl.DataType:
    """What a column of a store holds."""
    if column in AMOUNTS.values():
        return pl.Decimal(PRECISION, SCALE)
    return {"year": pl.Int16(), "month": pl.Int8()}.get(column, pl.String())


def _written(each: Partition, staging: Path) -> Path:
    return staging / f"{each['sha256']}.parquet"
