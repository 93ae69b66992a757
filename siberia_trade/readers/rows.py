"""From a file of lines to rows of fields: split line by line, or column by column where most rows are wanted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

from siberia_trade.readers import skim
from siberia_trade.readers.header import BOM
from siberia_trade.readers.text import UNIT_SEPARATOR

if TYPE_CHECKING:
    from siberia_trade.readers.spec import Extract

#: Set by ``Extract.fields``: the line has more or fewer fields than the file's own rows.
BAD_LINE: Final = "bad_line"
#: Set by ``Extract.fields``: the line has a quotation mark that was not undone yet.
QUOTED: Final = "quoted"

#: What a line may be made of, beside separators, that holds no data: blanks, and the end of file of DOS.
NOTHING: Final = " \t\r\n\xa0\x1a"

#: How much text is looked at at once; so little is read into the same memory each time.
_BLOCK_BYTES: Final = 1 << 16
#: No labels by which rows are left out.
NOTHING_ELSE: Final[Mapping[str, Collection[str]]] = MappingProxyType({})


def of_lines(
    extract: "Extract", *, numbered: bool = False, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE
) -> pl.LazyFrame:
    """Split lines: the fields, ``line``, ``bad_line`` and ``quoted``; ``number`` of the line from 0 if asked for.

    Of a large file, lines that hold keys of labels that are ``unwanted``, by field, may be missing.
    """
    needless = "" if numbered else passed_over(extract, unwanted)
    path = extract.lines.but(needless) if needless else extract.lines.path
    lines = pl.scan_lines(path, name="line", row_index_name="number" if numbered else None, glob=False)
    if needless:
        lines = lines.filter(~pl.col("line").str.contains(needless))
    width = extract.layout.width
    cells = pl.col("line").str.split_exact(extract.lines.separator, width + 1)
    last, extra, further = (cells.struct.field(f"field_{place}") for place in (width - 1, width, width + 1))
    # a separator at the end of some rows only is harmless: the field behind it is empty
    bad = last.is_null() | (extra.is_not_null() & (extra != "")) | further.is_not_null()
    quoted = (
        pl.lit(False) if extract.lines.separator == UNIT_SEPARATOR else pl.col("line").str.contains('"', literal=True)
    )
    named = _named(extract, lambda place: cells.struct.field(f"field_{place}"))
    rows = lines.with_columns(**named, **{BAD_LINE: bad, QUOTED: quoted})
    # tied to a column, or the condition would run on lines that are passed over
    may_be_blank = pl.col(BAD_LINE) | (pl.col("value").str.strip_chars() == "")
    blank = may_be_blank & (pl.col("line").str.strip_chars(NOTHING + extract.lines.separator) == "")
    header = pl.any_horizontal(pl.col("line") == each for each in _header_forms(extract))
    return rows.filter(~blank, ~header)


def of_columns(extract: "Extract", *, even: bool = False) -> pl.LazyFrame | None:
    """Read columns: the fields, ``bad_line`` and ``quoted``; half the work of splitting lines.

    The reader drops fields that a line has too many and fills up those that it lacks. So, where the lines are not known
    to be ``even``, it is given two columns more than there are: a line that has something there, or nothing in its last
    column, is a bad one. A quotation mark that holds a separator or the end of a line makes lines bad as well.
    """
    layout = extract.layout
    if not _has_columns(extract):
        return None
    width = layout.width
    places = [f"field_{place}" for place in range(width if even else width + 2)]
    rows = pl.scan_csv(  # text as it stands: nothing is null, and fields that are lacking are empty
        extract.lines.path,
        separator=extract.lines.separator,
        quote_char=None,
        has_header=False,
        skip_lines=len(layout.header_lines),
        schema=dict.fromkeys(places, pl.String),
        missing_columns="insert",
        truncate_ragged_lines=True,
        empty_string_is_null=False,
        glob=False,
    )
    last, *extra = (pl.col(place) for place in places[width - 1 :])
    bad = pl.lit(False) if even else (last == "") | pl.any_horizontal(each != "" for each in extra)
    named = _named(extract, lambda place: pl.col(places[place]))
    return rows.with_columns(**named, **{BAD_LINE: bad, QUOTED: pl.lit(False)})


def is_even(extract: "Extract") -> bool:
    """Whether every line has the fields of the file's own rows, and none has a quotation mark.

    Told from what is left of the text without all but its marks; by far the quickest look at each line.
    """
    if not _has_columns(extract):
        return False
    layout = extract.layout
    end_of_row = extract.lines.separator.encode() * (layout.width - 1) + b"\n"
    others = bytes({*range(256)} - {*extract.lines.separator.encode(), *b'"\n'})
    marks = bytearray()
    with extract.lines.path.open("rb") as stream:
        for _ in layout.header_lines:
            stream.readline()
        while block := stream.read(_BLOCK_BYTES):
            marks += block.translate(None, others)
    if not marks.endswith(b"\n"):
        marks += b"\n"
    return marks == end_of_row * (len(marks) // len(end_of_row))


def _has_columns(extract: "Extract") -> bool:
    """Whether the text is as the file had it, not rewritten because of its quotes."""
    layout = extract.layout
    return not (
        layout.quoted or extract.lines.separator == UNIT_SEPARATOR or any("\n" in line for line in layout.header_lines)
    )


def _named(extract: "Extract", cell: Callable[[int], pl.Expr]) -> dict[str, pl.Expr]:
    """Fields of the record and further dimensions, from the cells of a row by their places."""
    spec = extract.spec
    named = {name: cell(place) for name, place in extract.places.items()}
    named |= {name: pl.lit(label) for name, label in spec.fixed.items()}
    named |= {name: mend(named[name]) for name, mend in spec.mended.items() if name in named}
    if "month" in named:  # a period in two columns
        month = named.pop("month").fill_null("").str.strip_chars()
        named["period"] = pl.concat_str(named["period"].str.strip_chars(), month, separator="-")
    if extract.edition:
        named["classification"] = pl.lit(extract.edition)
    if spec.kilograms and "weight" in extract.places:
        named["weight"] = pl.coalesce(
            pl.when(named[unit].str.strip_chars().is_in(spec.kilograms)).then(named[quantity])
            for unit, quantity in (("unit", "quantity"), ("second_unit", "second_quantity"))
            if unit in named and quantity in named
        )
    return named


def passed_over(extract: "Extract", unwanted: Mapping[str, Collection[str]]) -> str:
    """A pattern of lines that need not be split; empty where that is not worth while, or fields are not plain."""
    if not unwanted or not extract.is_large:
        return ""
    spec = extract.spec
    derived = {*spec.fixed, *spec.mended, *(["flow"] if spec.sides else [])}
    if spec.two_sided:
        derived |= {"flow", "reporter", "partner"}
    if "month" in extract.places:
        derived.add("period")
    told = {
        extract.places[name]: (keys, labels.begins)
        for name, keys in unwanted.items()
        if name not in derived and not (labels := spec.labels[name]).folds
    }
    return skim.pattern(extract.lines.separator, told)


def _header_forms(extract: "Extract") -> Iterable[str]:
    for line in extract.layout.header_lines:
        yield line
        yield BOM + line
    if extract.lines.separator == UNIT_SEPARATOR:
        yield UNIT_SEPARATOR.join(extract.layout.header)
        yield BOM + UNIT_SEPARATOR.join(extract.layout.header)
