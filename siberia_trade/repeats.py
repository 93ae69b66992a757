"""Figures that stand more than once in a file: found by a number that names each, within flat memory."""

from collections.abc import Collection, Iterable
from threading import Lock
from typing import Final

import polars as pl

from siberia_trade.readers import Extract
from siberia_trade.translate import code_of

#: How many names are held: 8 bytes each. Of more rows, a share is looked at.
NAMES_HELD: Final = 4_000_000
#: Of a file of so many bytes that is read as a whole, all figures are looked at.
LOOKED_AT_BYTES: Final = 64 << 20
#: How many blocks are named at once; each keeps its text in memory until then.
_BLOCKS: Final = 32
#: How many repeated names are looked up again.
NAMES_FOUND: Final = 100_000
#: Where the share is that small, all names are one and the same.
_THINNEST: Final = 1 << 48
_NAME: Final = "name of the figure"
_DIGITS: Final = list("0123456789")


def figure(extract: Extract, amount: str) -> pl.Expr:
    """What names one figure of the publisher, as a number: two rows of one figure are one too many.

    Withheld commodities may have many figures under one code, so their amount is part of the name.
    """
    names = ("flow", "period", "reporter", "partner", "unit", *extract.further)
    parts = [pl.col(name).str.strip_chars() for name in names if name in extract.places]
    if "region" in extract.places:
        parts.append(extract.spec.labels["region"].key(pl.col("region")))
    if "commodity" not in extract.places:
        return pl.struct(*parts).hash()
    code = code_of(extract)
    withheld = pl.when(~code.str.slice(0, 1).is_in(_DIGITS)).then(pl.col(amount)).alias("withheld")
    return pl.struct(*parts, code.alias("code"), withheld).hash()


class Names:
    """Names of the figures met, block by block, from whatever thread.

    Where they become too many, those that half of all numbers divide are kept, again and again: all rows of one figure
    stay or go together, and which ones stay depends on the names alone, not on the order in which they come.
    """

    def __init__(self, limit: int = NAMES_HELD) -> None:
        self._limit = limit
        self._kept: list[pl.Series] = []
        self._held = 0
        self._lock = Lock()
        #: Rows to be named, and how.
        self._unnamed: list[pl.DataFrame] = []
        self._naming = pl.lit(0)
        #: The share of all commodities whose figures are looked at, and the share of their names that is kept.
        self._looked_at, self._thinned = 1, 1

    @property
    def share(self) -> int:
        """One figure in so many was looked at."""
        return self._looked_at * self._thinned

    def look_at_some(self, size_bytes: int) -> None:
        """Look at the figures of some commodities only, where all of a large file is read: naming each takes long."""
        self._looked_at = 1 << (size_bytes // LOOKED_AT_BYTES).bit_length() if size_bytes > LOOKED_AT_BYTES else 1

    def watch(self, rows: pl.LazyFrame, name: pl.Expr, used: Iterable[pl.Expr]) -> pl.LazyFrame:
        """Rows as they pass by: the columns that are ``used`` of them, while the name of each is noted."""
        columns = sorted({column for each in used for column in each.meta.root_names()})
        if self._looked_at > 1 and "commodity" in (roots := name.meta.root_names()):
            rows = rows.select(sorted({*columns, *roots}))
            self._naming = name
            extra = [column for column in roots if column not in columns]

            def take(block: pl.DataFrame) -> pl.DataFrame:
                some = block.filter(block["commodity"].hash() % self._looked_at == 0)
                with self._lock:
                    self._unnamed.append(some)
                    if len(self._unnamed) == _BLOCKS:
                        self._name()
                return block.drop(extra)
        else:
            self._looked_at = 1
            rows = rows.select(*columns, name.alias(_NAME))

            def take(block: pl.DataFrame) -> pl.DataFrame:
                with self._lock:
                    self._take(block[_NAME])
                return block.drop(_NAME)

        schema = {column: kind for column, kind in rows.collect_schema().items() if column in columns}
        return rows.map_batches(take, schema=schema, projection_pushdown=False, streamable=True)

    def _take(self, names: pl.Series) -> None:
        self._keep(names)
        while self._held > self._limit and self._thinned < _THINNEST:
            self._thinned *= 2
            kept, self._kept, self._held = self._kept, [], 0
            for each in kept:
                self._keep(each)

    def _name(self) -> None:
        """Name what was put aside: many small blocks at once, as each naming takes its time."""
        if self._unnamed:
            self._take(pl.concat(self._unnamed).select(self._naming).to_series())
            self._unnamed = []

    def _keep(self, names: pl.Series) -> None:
        kept = names if self._thinned == 1 else names.filter(names % self._thinned == 0)
        self._kept.append(kept)
        self._held += len(kept)

    def repeated(self) -> tuple[int, Collection[int]]:
        """How many rows are of a figure met before, of those looked at; and some of their names."""
        self._name()
        if not self._held:
            return 0, ()
        names = pl.concat(self._kept)
        extra = self._held - names.n_unique()
        if not extra:
            return 0, ()
        several = names.to_frame("name").group_by("name").len().filter(pl.col("len") > 1)["name"]
        return extra, several.sort().head(NAMES_FOUND).to_list()
