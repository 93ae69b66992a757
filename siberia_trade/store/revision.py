"""New files of rows set against those that a store has: what they cover is replaced, all else stays."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade.readers.stored import AMOUNTS, value_column
from siberia_trade.schema import PRECISION, SCALE
from siberia_trade.store.kinds import Kind, Partition, Place
from siberia_trade.store.rows import AT_MOST, Rows, path_of, write
from siberia_trade.store.said import Said
from siberia_trade.store.staged import TIDY

#: Whose trade of a period it is: as much as a newer figure replaces.
_UNIT: Final = ("flow", "reporter")


def revised(
    old: Sequence[Partition], new: Sequence[Partition], kinds: Mapping[str, Kind], target: Path, folder: Path,
    said: Said,
) -> list[Partition]:  # fmt: skip
    """Join new files to those of a store.

    Where any figure of a reporter's flow in a period is in both, what the store has of that reporter, flow, period,
    source and currency is replaced as a whole; all else stays.

    Parameters
    ----------
    old, new
        Files of the store ``target``, and files in the folder where they are written.
    kinds
        Kinds of rows by name.
    folder
        Where files are written.
    said
        Told what was replaced by something else.
    """

    def period(each: Partition) -> tuple[str, str, Place]:
        return kinds[each["kind"]].source, kinds[each["kind"]].currency, (each["year"], each["month"])

    touched = {period(each) for each in new}
    result = [each for each in old if period(each) not in touched]
    for key in sorted(touched, key=str):
        before = [each for each in old if period(each) == key]
        after = [each for each in new if period(each) == key]
        result += _Period(key, kinds, target, folder).revised(before, after, said) if before else after
    return sorted(result, key=lambda each: str(each["path"]))


class _Period:
    """One period of one source and currency."""

    def __init__(self, key: tuple[str, str, Place], kinds: Mapping[str, Kind], target: Path, folder: Path) -> None:
        _, currency, self._place = key
        self._kinds = kinds
        self._target = target
        self._folder = folder
        self._value = value_column(currency)

    def revised(self, before: Sequence[Partition], after: Sequence[Partition], said: Said) -> list[Partition]:
        """Files of the period once the new ones are in."""
        result = list(after)
        further = sorted({name for each in (*before, *after) for name in self._kinds[each["kind"]].further})
        figure = [*(name for name in TIDY if name != "unit"), *further]
        met = self._met(before, after, figure)
        replaced = differing = missing = 0
        for each in before:
            held = pl.read_parquet(self._target / each["path"], hive_partitioning=False)
            kept = held.join(met, on=_UNIT, how="anti", nulls_equal=True)
            gone = held.join(met, on=_UNIT, how="semi", nulls_equal=True)
            there = [other for other in after if _may_share(each, other)]
            replaced += gone.height
            differing += self._without(gone, there, [*figure, self._value, AMOUNTS["weight"]])
            missing += self._without(gone, there, figure)
            if kept.height:
                self._keep(kept, each, result)
        if differing:
            said.replace(self._place, replaced, differing - missing, missing)
        return result

    def _keep(self, kept: pl.DataFrame, old: Partition, result: list[Partition]) -> None:
        """Add rows that stay: to a new file of their kind, as long as memory holds it, else as a file of their own."""
        name, codes = old["kind"], old.get("codes")
        for number, each in enumerate(result):
            if (each["kind"], each["codes"]) == (name, codes) and each["rows"] + kept.height <= AT_MOST:
                there = pl.read_parquet(self._path(each), hive_partitioning=False)
                kept = pl.concat([there, kept])
                result[number] = write(Rows(kept, self._kinds[name], name, self._place, codes), self._folder)
                return
        whole = kept.height == old["rows"]
        rows = Rows(kept, self._kinds[name], name, self._place, codes)
        result.append(old if whole else write(rows, self._folder))

    def _met(self, before: Sequence[Partition], after: Sequence[Partition], figure: Sequence[str]) -> pl.DataFrame:
        """Reporters and flows of which some figure is in old and new files."""
        found = [pl.DataFrame(schema=dict.fromkeys(_UNIT, pl.String))]
        for one, other in product(before, after):
            if _may_share(one, other):
                left, right = _named(self._target / one["path"], figure), _named(self._path(other), figure)
                shared = left.join(right, on=list(figure), how="semi", nulls_equal=True)
                found.append(shared.select(_UNIT).unique().collect())
        return pl.concat(found).unique()

    def _without(self, gone: pl.DataFrame, there: Sequence[Partition], columns: Sequence[str]) -> int:
        """How many rows have none in the new files that is alike in some columns."""
        left = _all_of(gone.lazy(), columns)
        for each in there:
            left = left.join(_named(self._path(each), columns), on=columns, how="anti", nulls_equal=True)
        return int(left.select(pl.len()).collect().item())

    def _path(self, each: Partition) -> Path:
        return path_of(each, self._target, self._folder)


def _may_share(one: Partition, other: Partition) -> bool:
    """Whether two files may have a commodity in common."""
    own, others = one.get("codes"), other.get("codes")
    return not (own and others) or bool(own[0] <= others[1] and others[0] <= own[1])


def _named(path: Path, columns: Sequence[str]) -> pl.LazyFrame:
    return _all_of(pl.scan_parquet(path, hive_partitioning=False), columns)


def _all_of(rows: pl.LazyFrame, columns: Sequence[str]) -> pl.LazyFrame:
    """Some columns, null where there is none of that name."""
    held = set(rows.collect_schema().names())
    return rows.select(pl.col(name) if name in held else pl.lit(None, _type(name)).alias(name) for name in columns)


def _type(column: str) -> Any:
    """What a column of a store holds."""
    if column in AMOUNTS.values():
        return pl.Decimal(PRECISION, SCALE)
    return {"year": pl.Int16(), "month": pl.Int8()}.get(column, pl.String())
