"""Readers: one spec per source, and the way from what the user names to extracts that can be asked."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from siberia_trade.errors import ExtractError, UnknownNameError
from siberia_trade.readers.fcs import FCS
from siberia_trade.readers.files import Part, find_parts
from siberia_trade.readers.spec import Extract, ReaderSpec
from siberia_trade.readers.text import HEAD_BYTES, Layout, examine, plain_text

SPECS: Final[tuple[ReaderSpec, ...]] = (FCS,)

__all__ = ["SPECS", "Extract", "open_extracts"]


@contextmanager
def open_extracts(data: Sequence[str], source: str | None = None) -> Iterator[list[Extract]]:
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
    with tempfile.TemporaryDirectory(prefix="strade-", ignore_cleanup_errors=True) as scratch:
        extracts = []
        for number, part in enumerate(find_parts(data, Path(scratch))):
            layout = examine(part, specs)
            if layout is not None:
                extracts.append(_open(part, layout, Path(scratch) / f"{number}.txt"))
        if not extracts:
            raise ExtractError.at(", ".join(data), "holds reference lists only, no extract")
        yield extracts


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
    extract = Extract(part, layout, path, separator, decimal_comma=False, places=places)
    return Extract(part, layout, path, separator, _has_decimal_comma(extract), places)


def _has_decimal_comma(extract: Extract) -> bool:
    """Which mark the file's first numbers use; without any, what files of this separator usually use."""
    with extract.path.open(encoding="utf-8", errors="ignore") as stream:
        rows = [line.rstrip("\r\n").split(extract.separator) for line in stream.readlines(HEAD_BYTES)]
    amounts = [extract.places[name] for name in extract.spec.amounts if name in extract.places]
    cells = [row[place] for row in rows for place in amounts if place < len(row)]
    commas = sum("," in cell for cell in cells)
    dots = sum("." in cell for cell in cells)
    return commas > dots if commas or dots else extract.layout.separator in "\t;"
