"""Rows that other rows of one file hold already: re-exports, one means of transport, a union beside its members."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import polars as pl


class Included(NamedTuple):
    """How a source marks rows that are parts or sums of other rows."""

    #: Which rows they are, by the field they are marked in.
    marked: Callable[[pl.Expr], pl.Expr]
    #: Which rows hold them already, by the same field; any that are not marked where None.
    held_by: Callable[[pl.Expr], pl.Expr] | None = None
    #: Whether they divide a figure by one more dimension: where no row holds them, that tells figures apart.
    divides: bool = False
    #: Which rows the file must have for nothing to be lost, where that is more than ``held_by`` asks.
    safe_by: Callable[[pl.Expr], pl.Expr] | None = None

    def holding(self, column: pl.Expr) -> pl.Expr:
        """Which rows hold the marked ones."""
        return (self.marked(column).not_() if self.held_by is None else self.held_by(column)).fill_null(True)


@dataclass(frozen=True)
class LeftOut:
    """What of one file is left out, and what that may lose."""

    #: All rows of the file; 0 where nobody asked.
    rows: int = 0
    condition: pl.Expr | None = None
    #: Rows that the condition is true for.
    count: int = 0
    #: Of these, rows of figures that the file has in parts only.
    alone: int = 0
    #: Of these, rows of a union that stands beside some members, and no world.
    unsafe: int = 0
    #: Fields by which figures are divided and never summed in the file.
    dimensions: tuple[str, ...] = ()


#: What names a figure that marked rows divide.
_WHOLE: Final = ("period", "reporter", "flow", "partner")


def survey(
    marks: Mapping[str, Included], rows: pl.LazyFrame, collect: Callable[[pl.LazyFrame], pl.DataFrame]
) -> LeftOut:
    """Find which marked rows of a file its other rows hold.

    Parameters
    ----------
    marks
        By field, for fields that the file has.
    rows
        All rows of the file, labels as they are written.
    collect
        How to run a query on them.
    """
    stripped = {name: pl.col(name).str.strip_chars() for name in marks}
    marked = {name: mark.marked(stripped[name]).fill_null(False).alias(name) for name, mark in marks.items()}
    held = {name: mark.holding(stripped[name]) for name, mark in marks.items()}
    safe = {name: mark.safe_by(stripped[name]) for name, mark in marks.items() if mark.safe_by is not None}
    found = collect(
        rows.group_by(list(marked.values())).agg(
            pl.len().alias("rows"),
            *(each.any().alias(f"{name} held") for name, each in held.items()),
            *(each.any().fill_null(False).alias(f"{name} safe") for name, each in safe.items()),
        )
    )
    left = [name for name in marked if found[name].any() and found[f"{name} held"].any()]
    dimensions = tuple(name for name, mark in marks.items() if mark.divides and found[name].any() and name not in left)
    count = _rows(found, left)
    divided = [name for name in left if marks[name].divides]
    alone = _alone(rows, [marked[name] for name in divided], [marked[n] for n in left if n not in divided], collect)
    unsafe = [name for name in left if name in safe and not found[f"{name} safe"].any()]
    return LeftOut(
        rows=int(found["rows"].sum()),
        condition=pl.any_horizontal([marked[name] for name in left]) if left else None,
        count=count,
        alone=alone,
        unsafe=_rows(found, unsafe),
        dimensions=dimensions,
    )


def folded(column: pl.Expr) -> pl.Expr:
    """Text in lower case, with single blanks, as labels of column maps are held against it."""
    return column.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()


def without_labels(
    labels: Mapping[str, Collection[str]], rows: pl.LazyFrame, collect: Callable[[pl.LazyFrame], pl.DataFrame]
) -> LeftOut:
    """Leave out rows by labels that a column map lists by field, as `folded` makes them."""
    listed = pl.any_horizontal(
        folded(pl.col(name)).is_in(list(words)).fill_null(False) for name, words in labels.items()
    )
    count, left = collect(rows.select(pl.len().alias("rows"), listed.sum().alias("left"))).row(0)
    return LeftOut(rows=count, condition=listed, count=left or 0)


def _rows(found: pl.DataFrame, names: Iterable[str]) -> int:
    """Rows that are marked in any of the fields."""
    fields = [pl.col(name) for name in names]
    return int(found.filter(pl.any_horizontal(fields))["rows"].sum()) if fields else 0


def _alone(
    rows: pl.LazyFrame,
    divided: list[pl.Expr],
    others: list[pl.Expr],
    collect: Callable[[pl.LazyFrame], pl.DataFrame],
) -> int:
    """Rows that divide figures of which the file has no row that is whole."""
    if not divided:
        return 0
    part = pl.any_horizontal(divided)
    rows = rows.filter(pl.any_horizontal(others).not_()) if others else rows
    figures = rows.group_by(pl.col(_WHOLE).str.strip_chars()).agg(part.sum().alias("parts"), part.all().alias("alone"))
    return int(collect(figures.filter("alone").select(pl.col("parts").sum())).item() or 0)
