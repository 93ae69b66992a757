"""How a file of text ends: a download that was cut short may look whole but for its last line."""

import csv
from dataclasses import dataclass
from typing import Final

from siberia_trade.readers import Extract
from siberia_trade.readers.files import Part
from siberia_trade.readers.text import BLOCK_CHARS, HEAD_BYTES

#: What may stand behind the end of the last line: blanks, and the end of file of DOS.
_BEHIND: Final = b" \t\x1a"


@dataclass(frozen=True)
class OpenEnd:
    """The end of a file whose last line has no end."""

    #: The last cell, and what it is the beginning of; both empty where nothing tells that it is cut.
    cell: str = ""
    whole: str = ""


def open_end(extract: Extract) -> OpenEnd | None:
    """How a file ends whose last line has no end; None where it has one, and for stores.

    Many programs leave the last end out. What tells a cut from that is a last cell in words that is the beginning of
    another one of its column and stands nowhere else, as far as the first lines of the file show.
    """
    if not extract.layout.separator:
        return None
    first, last = _ends(extract.part)
    if last.rstrip(_BEHIND).endswith((b"\n", b"\r")):
        return None
    cell = _cells(extract, last.splitlines()[-1:])[0]
    known = _cells(extract, first.splitlines()[len(extract.layout.header_lines) : -1])
    longer = [each for each in known if each.startswith(cell)]
    is_cut = longer and cell not in known and any(letter.isalpha() for letter in cell)
    return OpenEnd(cell, longer[0]) if is_cut else OpenEnd()


def _ends(part: Part) -> tuple[bytes, bytes]:
    """The first and the last bytes of a file, as many as hold its first and its last lines."""
    with part.open() as stream:
        first = last = stream.read(HEAD_BYTES)
        if part.plain and len(first) == HEAD_BYTES:
            stream.seek(-HEAD_BYTES, 2)
        while block := stream.read(BLOCK_CHARS):
            last = (last + block)[-HEAD_BYTES:]
    return first, last


def _cells(extract: Extract, lines: list[bytes]) -> list[str]:
    """The cells of lines in the last column that has a name; empty where a line is too short."""
    layout = extract.layout
    place = max(place for place, name in enumerate(layout.header) if name)
    rows = csv.reader((line.decode(layout.encoding, errors="ignore") for line in lines), delimiter=layout.separator)
    return [row[place].strip() if place < len(row) else "" for row in rows]
