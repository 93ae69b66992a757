"""Which lines of a file are its header, and what its columns are called."""

import csv
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from siberia_trade.errors import ExtractError, shorten
from siberia_trade.readers.files import Part

if TYPE_CHECKING:
    from siberia_trade.readers.spec import ReaderSpec

SEPARATORS: Final = ("\t", ";", ",", "|")
BOM: Final = "\ufeff"
#: Begins lines before the header that are no data.
COMMENT: Final = "#"
#: Among how many of the first lines the header is looked for, and how many lines it may have.
_LINES: Final = 20
#: A cell that is no name of a column.
_NUMBER: Final = re.compile(r"[-–+]?[\d\s.,/-]+")
#: A title that says that amounts are not in full; slow to compile, and seldom needed.
_UNIT: Final = r"(?i)(?<!\w)(тыс|млн|млрд|миллион|миллиард|thous|mln|mio|million|billion|bn(?!\w))\w*|[千万亿]|['’]000"


def fold_name(name: str) -> str:
    """A column's name as names are compared: letter case and kinds of blanks do not matter."""
    return " ".join(name.split()).casefold()


def start_of_header(part: Part, lines: Sequence[str], specs: Sequence["ReaderSpec"]) -> int:
    """Where the header is: where a column map says, else in the line that has the columns of a source.

    Above it may stand titles, or the upper lines of a header that has several.

    Raises
    ------
    ExtractError
        Where there is no such line, or what stands above it looks like data, which would be lost, or speaks of a unit.
    """
    if given := specs[0].header_line:
        if given > len(lines) or not lines[given - 1].strip():
            problem = f"has no line {given}, which {specs[0].column_map} says is the header"
            raise ExtractError.at(part.label, problem, hint=f"Mend `header` in {specs[0].column_map}.")
        return given - 1
    start = likely_start(lines, specs)
    if start == len(lines):
        raise ExtractError.at(part.label, "the file is empty")
    if not _has_columns(lines, start, specs):
        return start
    width = len(_names(lines, start, specs))
    for index, line in enumerate(lines[:start]):
        if _is_junk(line):
            continue
        if not specs[0].column_map and (unit := re.search(_UNIT, line)):
            raise ExtractError.at(
                part.label,
                f"stands above the header and speaks of `{unit[0].strip()}`: amounts of a known source are in full",
                line=index + 1,
                value=shorten(line, 100),
                hint="Remove the line if they are; else a column map, `--source my.yaml`, can say their `scale`.",
            )
        if any(_is_data(line.split(separator), width) for separator in SEPARATORS):
            raise ExtractError.at(
                part.label,
                f"stands above the header, which is line {start + 1}, and looks like data",
                line=index + 1,
                value=shorten(line, 100),
                hint="Remove what is above the header; give files that were joined one by one.",
            )
    return start


def likely_start(lines: Sequence[str], specs: Sequence["ReaderSpec"]) -> int:
    """The first line that has the columns of a source, else the one that looks most like a header.

    The number of lines where all of them are blank or comments.
    """
    begun = [index for index, line in enumerate(lines) if not _is_junk(line)][:_LINES]
    known = next((index for index in begun if _has_columns(lines, index, specs)), None)
    if known is not None or not begun:
        return len(lines) if known is None else known
    separator = max(SEPARATORS, key=lambda each: sum(each in lines[index] for index in begun))
    return max(begun, key=lambda index: _likeness(next(csv.reader([lines[index]], delimiter=separator), [])))


def end_of_header(lines: Sequence[str], start: int) -> int:
    """Behind the header: spreadsheets break long names into lines, within quotes."""
    quotes = 0
    for end in range(start, min(start + _LINES, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return start + 1


def split_header(line: str, specs: Sequence["ReaderSpec"]) -> tuple[str, list[str]]:
    """Split the header by the separator that gives the most known names."""
    known = {name for spec in specs for names in spec.columns.values() for name in names}

    def names(separator: str) -> list[str]:
        cells = next(csv.reader(line.splitlines(keepends=True), delimiter=separator), [])
        return [re.sub(r"\s*\n\s*", " ", name.strip().lstrip(BOM)) for name in cells]

    best = max(SEPARATORS, key=lambda separator: sum(fold_name(name) in known for name in names(separator)))
    if not any(fold_name(name) in known for name in names(best)):
        best = max(SEPARATORS, key=line.count)
    return best, names(best)


def _has_columns(lines: Sequence[str], start: int, specs: Sequence["ReaderSpec"]) -> bool:
    """Whether a line has every column that some source must have; the flow may be said otherwise."""
    folded = [fold_name(name) for name in _names(lines, start, specs)]
    return any(not spec.missing(folded, ("flow",)) for spec in specs)


def _names(lines: Sequence[str], start: int, specs: Sequence["ReaderSpec"]) -> list[str]:
    """Names of columns as a header that begins in a line would have them."""
    return split_header("\n".join(lines[start : end_of_header(lines, start)]), specs)[1]


def _likeness(names: Sequence[str]) -> int:
    """How many columns a line names; none where it holds numbers, as a line of data does."""
    filled = [name for name in names if name.strip()]
    return 0 if any(_NUMBER.fullmatch(name) for name in filled) else len(filled)


def _is_data(cells: Sequence[str], width: int) -> bool:
    """Whether a line above a header of so many columns holds numbers, as no title does, but for a year."""
    filled = [cell for cell in (cell.strip(' "') for cell in cells) if cell]
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in filled)
    return numbers > 1 or (numbers == 1 and 1 < len(filled) > width / 2)


def _is_junk(line: str) -> bool:
    """Blank, dots (line 1 of some copies of the FCS lists), Excel's `sep=;`, or a comment."""
    return not line.strip(" .\t;,|") or line.casefold().startswith("sep=") or line.startswith(COMMENT)
