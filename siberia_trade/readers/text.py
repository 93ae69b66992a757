"""From bytes to lines of utf-8 text: what kind of file this is, its encoding, separator and header.

Encodings are told apart by the words that a source's files hold, never by "it decodes": cp866 and cp1251 decode
each other's bytes without complaint.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from siberia_trade.errors import ExtractError, nearest, one_of, shorten
from siberia_trade.readers.files import Part
from siberia_trade.readers.header import (
    BOM,
    COMMENT,
    end_of_header,
    fold_name,
    likely_start,
    split_header,
    start_of_header,
)

if TYPE_CHECKING:
    from siberia_trade.readers.spec import ReaderSpec

HEAD_BYTES: Final = 1 << 16
#: In how many places of a file its lines are looked at.
_PROBES: Final = 256
BLOCK_CHARS: Final = 1 << 20
#: How much is unpacked at once: a larger block is given fresh memory each time.
BLOCK_BYTES: Final = 1 << 18
#: Separator of files that had to be rewritten because of their quotes; no customs text holds it.
UNIT_SEPARATOR: Final = "\x1f"
#: Single-byte and Chinese encodings to try when a file is not utf-8, in this order when the words do not decide.
ENCODINGS: Final = ("cp866", "cp1251", "gb18030", "latin-1")

#: Columns that no reference list has.
_DATA: Final = frozenset({"stoim", "napr", "value_usd"})

#: First bytes of files that are often named .csv and are something else, and what to do about it.
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", "is a zip archive inside another archive", "Unpack it first."),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel workbook (.xls)",
        "In Excel: save as CSV UTF-8 or .xlsx, and give that file.",
    ),
    (b"%PDF", "is a PDF document", "Give the extract that the table was made from."),
    (b"\xff\xfe", "is in UTF-16", "Save it as UTF-8 (in Excel: CSV UTF-8)."),
    (b"\xfe\xff", "is in UTF-16", "Save it as UTF-8 (in Excel: CSV UTF-8)."),
    (b"\x03", "is a dBase table (.dbf)", "Download the CSV edition of the same extract, or export the table to CSV."),
)


class Layout(NamedTuple):
    """How the text of one file is laid out, found from its first lines."""

    encoding: str
    separator: str
    #: Column names as the file writes them.
    header: tuple[str, ...]
    #: The lines up to and including the header, which is one of them even where its names break their lines; to be
    #: passed over wherever they stand.
    header_lines: tuple[str, ...]
    #: Number of fields in the file's own rows; one more than names where rows end with a separator.
    width: int
    quoted: bool
    #: Lines end in a carriage return alone, as old Macs and some spreadsheets write them.
    bare_returns: bool
    spec: "ReaderSpec"
    #: What comment lines before the header say, without their marks.
    notice: str = ""


def examine(part: Part, specs: Sequence["ReaderSpec"]) -> Layout | None:
    """Recognise a file from its beginning; None for a reference list that lies beside an extract.

    Raises
    ------
    ExtractError
        For an empty file, a file of another kind, a header without rows, or a header that no source has.
    """
    with part.open() as stream:
        head = stream.read(HEAD_BYTES)
    _refuse_other_kinds(part.label, head)
    encoding = _encoding(head, _possible(head, specs))
    text = head.decode(encoding or "latin-1", errors="ignore").lstrip(BOM).replace("\r\n", "\n").replace("\r", "\n")
    whole = len(head) < HEAD_BYTES
    lines = text.split("\n") if whole else text.split("\n")[:-1]
    if not whole and len(lines) < 2:
        raise _too_long(part, 0)
    start = start_of_header(part, lines, specs)
    end = end_of_header(lines, start)
    head_line = "\n".join(lines[start:end])
    separator, header = split_header(head_line, specs)
    if specs[0].column_map:
        header = _told_apart(header)
    folded = [fold_name(name) for name in header]
    if _is_reference_list(folded) and not specs[0].column_map:
        return None
    spec = _spec(part, header, folded, specs, start + 1)
    if head.isascii() and spec.encoding and not whole:
        encoding = _encoding(_first_beyond_ascii(part), (spec,))
    if spec.encoding and encoding != "utf-8" and (spec.column_map or not encoding):
        encoding = spec.encoding
    if not encoding:
        raise _unknown_encoding(part, head, spec)
    quoted = any('"' in line for line in lines[start:])
    rows = [row for row in _split(lines[end:], separator, quoted) if any(row)]
    if not rows:
        raise ExtractError.at(part.label, "the file has a header and no rows", hint="Download it again.")
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    if width < len(header) or (width > len(header) and any(any(row[len(header) :]) for row in rows)):
        width = len(header)
    bare_returns = b"\r" in head.replace(b"\r\n", b"")
    notice = "".join(line[1:].removeprefix(" ") + "\n" for line in lines[:start] if line.startswith(COMMENT))
    above = (*lines[:start], head_line)
    return Layout(encoding, separator, tuple(header), above, width, quoted, bare_returns, spec, notice)


def _told_apart(header: Sequence[str]) -> list[str]:
    """Number names that stand more than once, as under headings that span columns: `tonnes (1)`, `tonnes (2)`."""
    counts = Counter(fold_name(name) for name in header)
    seen: Counter[str] = Counter()
    told = []
    for name in header:
        seen[key := fold_name(name)] += 1
        told.append(f"{name} ({seen[key]})" if name and counts[key] > 1 else name)
    return told


def _refuse_other_kinds(label: str, head: bytes) -> None:
    if not head.strip():
        raise ExtractError.at(label, "the file is empty", hint="Download it again.")
    for magic, what, hint in _OTHER_KINDS:
        if head.startswith(magic):
            raise ExtractError.at(label, what, hint=hint)
    start = head[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if re.match(rb"<[a-z!?]", start):
        raise ExtractError.at(
            label, "is a web page, not an extract", hint="The site may have answered with an error: download it again."
        )
    if start.startswith((b"{", b"[")):
        said = shorten(head[:200].decode("utf-8", errors="replace").strip(), 100)
        raise ExtractError.at(label, f"is JSON, not an extract; it says: {said}", hint="Download it again, as CSV.")
    if b"\x00" in head:
        raise ExtractError.at(label, "is a binary file, not a text extract", hint="Download it again, as CSV.")


def _first_beyond_ascii(part: Part) -> bytes:
    """The first line that is not plain ASCII; empty where all of the file is."""
    with part.open() as stream:
        return next((line for line in stream if not line.isascii()), b"")


def _unknown_encoding(part: Part, head: bytes, spec: "ReaderSpec") -> ExtractError:
    """The fault of a file in no encoding that makes sense, at its first line that is not plain ASCII."""
    beyond = re.search(rb"[^\x00-\x7f]", head)
    return ExtractError.at(
        part.label,
        f"the encoding is not recognised: none of utf-8, {', '.join(ENCODINGS)} gives words of {spec.title}",
        line=head.count(b"\n", 0, beyond.start()) + 1 if beyond else None,
        hint="Save the file as UTF-8" + (", or say `encoding: cp1251` in the map." if spec.column_map else "."),
    )


def _encoding(head: bytes, specs: Sequence["ReaderSpec"]) -> str:
    """Decide by the first lines that are not plain ASCII: further down, another file may have been joined on."""
    lines = [
        line for line in re.split(rb"[\r\n]+", head)[: -1 if len(head) == HEAD_BYTES else None] if not line.isascii()
    ]
    try:
        b"".join(lines[:1]).decode("utf-8")
    except UnicodeDecodeError:
        return _encoding_by_words(b"\n".join(lines[:20]), specs)
    return "utf-8"


def _encoding_by_words(head: bytes, specs: Sequence["ReaderSpec"]) -> str:
    """The encoding in which most words of a known source are met; empty where none is."""
    words = {word for spec in specs for word in spec.words}

    def recognised(encoding: str) -> int:
        text = head.decode(encoding, errors="replace").casefold()
        return sum(text.count(word) for word in words)

    best = max(ENCODINGS, key=recognised)
    return best if recognised(best) else ""


def _possible(head: bytes, specs: Sequence["ReaderSpec"]) -> Sequence["ReaderSpec"]:
    """Sources that the file may be of, as far as a header in ASCII tells: their words decide the encoding."""
    lines = head.removeprefix(BOM.encode()).decode("latin-1").splitlines()
    first = next(iter(lines[likely_start(lines, specs) :]), "")
    names = [fold_name(name) for name in split_header(first, specs)[1]] if first.isascii() else []
    return [spec for spec in specs if not spec.missing(names, ("flow",))] or specs


def _is_reference_list(names: Sequence[str]) -> bool:
    """Lists of units, countries, regions and codes lie beside the extracts of the FCS, of BACI and of Comex Stat."""
    if names[0].startswith("co_"):
        return not {"vl_fob", "co_ano"} & set(names)
    return names[0] in {"kod", "okato_2", "country_code", "code"} and len(names) <= 5 and not _DATA & set(names)


def _spec(
    part: Part, header: Sequence[str], folded: Sequence[str], specs: Sequence["ReaderSpec"], line: int
) -> "ReaderSpec":
    label, given = part.label, ("flow",) if part.flow else ()
    for spec in specs:
        if not spec.missing(folded, given):
            fields = spec.fields_of(folded)
            for field in spec.columns:
                same = [name for name, each in zip(header, fields, strict=True) if each == field]
                if len(same) > 1:
                    raise ExtractError.at(
                        label, f"the columns {' and '.join(same)} stand for the same thing", hint="Remove one of them."
                    )
            return spec
    if specs[0].column_map:
        raise _lacking(label, header, specs[0])
    likest = min(specs, key=lambda spec: len(spec.missing(folded)))
    missing = likest.missing(folded)
    if len(missing) * 2 < len(likest.required):
        raise ExtractError.at(
            label,
            f"the column {', '.join(missing)} is missing; the rest looks like {likest.title}",
            hint=f"The file has: {', '.join(header)}."
            + ("" if likest.missing(folded, ("flow",)) else " If it is all one flow, give it as export:FILE."),
        )
    raise ExtractError.at(
        label,
        f"is no extract of a known source; its {'first line is' if line == 1 else f'header seems to be line {line}'}: "
        f"{shorten(' | '.join(header), 100)}",
        hint=f"Known: {'; '.join(spec.title for spec in specs)}. A table of any other layout needs a column map, "
        "`--source my.yaml`: docs/column-maps.md shows one." + (f" Say `header: {line}` there." if line > 1 else ""),
    )


def _lacking(label: str, header: Sequence[str], spec: "ReaderSpec") -> ExtractError:
    """The fault of a file without the columns that a map names."""
    missing = spec.missing([fold_name(name) for name in header])
    near = [similar[0] for name in missing if (similar := nearest(name, [each for each in header if each], 1))]
    meant = f"Did you mean {one_of(near)}? " if near else ""
    return ExtractError.at(
        label,
        f"has no column {one_of(missing)}, which {spec.column_map} names",
        hint=f"{meant}The file has: {shorten(', '.join(filter(None, header)), 300)}."
        + ("" if spec.header_line else " Is the header in another line? Say `header: 4`."),
    )


def _split(lines: Iterable[str], separator: str, quoted: bool) -> Iterator[list[str]]:
    if quoted:
        yield from csv.reader(lines, delimiter=separator)
    else:
        for line in lines:
            yield line.split(separator)


def refuse_long_lines(part: Part, path: Path) -> None:
    """Refuse a file of text whose lines seem to have no end: a damaged one, of which one line may fill the memory."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        for probe in range(_PROBES if size > 2 * HEAD_BYTES else 0):
            stream.seek(place := (size - HEAD_BYTES) * probe // _PROBES)
            block = stream.read(HEAD_BYTES)
            if b"\n" not in block:
                raise _too_long(part, place)


def _too_long(part: Part, place: int) -> ExtractError:
    where = f" (around byte {place:,})" if place else ""
    problem = f"has a line of more than {HEAD_BYTES // 1024} KB{where}, which is no row"
    return ExtractError.at(part.label, problem, hint="Download it again, as CSV.")


def wrong_encoding(part: Part, encoding: str) -> ExtractError:
    """Find the first line that is not in the file's own encoding."""
    with part.open() as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                if error.reason == "unexpected end of data" and not line.endswith(b"\n"):
                    hint = "It may be cut short: download it again."
                    return ExtractError.at(part.label, "the file ends within a character", line=number, hint=hint)
                return ExtractError.at(
                    part.label,
                    f"mixed encodings: the file begins in {encoding}, this line does not decode",
                    line=number,
                    value=line[max(0, error.start - 10) : error.start + 20].decode("latin-1"),
                    hint="Files of different encodings were joined: give them one by one.",
                )
    return ExtractError.at(part.label, f"mixed encodings: not all of the file is {encoding}")
