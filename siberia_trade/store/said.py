"""What a conversion has to say: counts of all periods added up, and the periods named."""

from collections.abc import Iterable, Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.periods import show_periods
from siberia_trade.readers import Extract
from siberia_trade.store.kinds import Place
from siberia_trade.table import Note, Text


class Said:
    """Counts of what was met, left out and replaced, period by period."""

    def __init__(self, extracts: Sequence[Extract], prefer: str | None) -> None:
        self._extracts = extracts
        self._prefer = prefer
        self._held: list[tuple[int, int, int | None, int]] = []
        self._repeated: dict[int, list[tuple[Place, int]]] = {}
        self._overlaps: list[tuple[Place, pl.DataFrame, int]] = []
        self._replaced: list[tuple[Place, int, int, int]] = []

    def hold(self, place: Place, file: int, rows: int) -> None:
        """Rows of a file and period that were read."""
        self._held.append((file, *place, rows))

    def repeat(self, place: Place, file: int, rows: int) -> None:
        """Rows of a file that repeat others of it."""
        self._repeated.setdefault(file, []).append((place, rows))

    def overlap(self, place: Place, left_out: pl.DataFrame, differing: int) -> None:
        """Figures left out because another file holds them: ``file, amount, rows``, and how many differed."""
        self._overlaps.append((place, left_out.group_by("file").agg(pl.col("amount", "rows").sum()), differing))

    def replace(self, place: Place, rows: int, changed: int, gone: int) -> None:
        """Rows of the store that gave way to newer ones."""
        self._replaced.append((place, rows, changed, gone))

    @property
    def held(self) -> pl.DataFrame:
        """Rows of each file by period, as `meta.describe_files` takes them."""
        frame = pl.DataFrame(self._held, schema=["file", "year", "month", "rows"], orient="row")
        return frame.group_by("file", "year", "month").agg(pl.col("rows").sum())

    def notes(self) -> list[Note]:
        """One note for each file and cause."""
        found = []
        for file, counts in sorted(self._repeated.items()):
            note = notes.repeated(sum(rows for _, rows in counts), self._extracts[file].label)
            found.append(_dated((place for place, _ in counts), note))
        if self._overlaps:
            places, left_out, differing = zip(*self._overlaps, strict=True)
            labels = [extract.label for extract in self._extracts]
            found.append(_dated(places, notes.overlap(pl.concat(left_out), labels, self._prefer, sum(differing))))
        if self._replaced:
            places, rows, changed, gone = zip(*self._replaced, strict=True)
            found.append(_dated(places, notes.replaced(sum(rows), sum(changed), sum(gone))))
        return found


def _dated(places: Iterable[Place], note: Note) -> Note:
    """A note with its periods before it."""
    when = show_periods(places)
    return Note(Text(f"{when}: {note.text.en}", f"{when}: {note.text.ru}"), note.level)
