"""Readers: one spec per source, and the way from what the user names to extracts that can be asked."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from siberia_trade.errors import ExtractError, UnknownNameError, some_of
from siberia_trade.readers.fcs import FCS
from siberia_trade.readers.files import Part, find_parts
from siberia_trade.readers.spec import Extract, QuotesFound, ReaderSpec
from siberia_trade.readers.text import HEAD_BYTES, Layout, examine, plain_text

SPECS: Final[tuple[ReaderSpec, ...]] = (FCS,)

__all__ = ["SPECS", "Extract", "Opened", "QuotesFound", "open_extracts"]


@dataclass(frozen=True)
class Opened:
    """What was found in the data named: extracts, and files that were passed over."""

    extracts: tuple[Extract, ...]
    passed_over: tuple[str, ...]
    scratch: Path

    def unquoted(self) -> "Opened":
        """The same with quotes undone in all files; asked for when a file shows some far down (`QuotesFound`)."""
        again = (
            _open(each.part, replace(each.layout, quoted=True), self.scratch / f"unquoted{number}.txt")
            for number, each in enumerate(self.extracts)
        )
        return replace(self, extracts=tuple(again))


@contextmanager
def open_extracts(data: Sequence[str], source: str | None = None) -> Iterator[Opened]:
    """Open everything that ``data`` names; copies that had to be made are gone when the block ends.

    Parameters
    ----------
    data
        Files, folders, globs, archives or ``-``, each with an optional ``export:`` or ``import:`` before it.
    source
        Name of the source to read them as; recognised from each file where None.

    Raises
    ------
    ExtractError
        For anything that is no extract of a known source.
    """
    specs = _specs(source)
    with tempfile.TemporaryDirectory(prefix="strade-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        parts, passed_over = find_parts(data, scratch)
        extracts = []
        for number, part in enumerate(parts):
            try:
                layout = examine(part, specs)
            except ExtractError:
                if part.searched and Path(part.member or part.path).suffix.lower() != ".csv":
                    passed_over.append(part.label)  # a folder of downloads also holds readme.txt
                    continue
                raise
            if layout is not None:
                extracts.append(_open(part, layout, scratch / f"{number}.txt"))
        if not extracts:
            holds = f"no extract, only {some_of(passed_over, 3)}" if passed_over else "reference lists only, no extract"
            raise ExtractError.at(", ".join(data), f"holds {holds}")
        yield Opened(tuple(extracts), tuple(passed_over), scratch)


def _specs(source: str | None) -> tuple[ReaderSpec, ...]:
    if source is None:
        return SPECS
    chosen = tuple(spec for spec in SPECS if spec.name == source.casefold())
    if not chosen:
        raise UnknownNameError.from_known(
            "source", source, [spec.name for spec in SPECS], more=f"Known: {', '.join(spec.name for spec in SPECS)}."
        )
    return chosen


def _open(part: Part, layout: Layout, target: Path) -> Extract:
    path, separator = plain_text(part, layout, target)
    folded = [name.casefold() for name in layout.header]
    places = {field: place for place, name in enumerate(folded) if (field := layout.spec.field_of(name)) is not None}
    cells = _first_numbers(path, separator, [places[name] for name in layout.spec.amounts if name in places])
    commas = [cell for cell in cells if "," in cell]
    dots = [cell for cell in cells if "." in cell]
    decimal_comma = len(commas) > len(dots) if commas or dots else layout.separator in "\t;"
    marked = commas if decimal_comma else dots
    return Extract(
        part,
        layout,
        path,
        separator,
        decimal_comma,
        places,
        may_be_thousands=len(marked) > 2 and all(re.fullmatch(r"-?\d{1,3}[.,]\d{3}", cell) for cell in marked),
    )


def _first_numbers(path: Path, separator: str, places: Sequence[int]) -> list[str]:
    """Numbers of the file's first lines, as they are written."""
    with path.open(encoding="utf-8", errors="ignore") as stream:
        rows = [line.rstrip("\r\n").split(separator) for line in stream.readlines(HEAD_BYTES)]
    return [row[place].strip() for row in rows[1:] for place in places if place < len(row)]
