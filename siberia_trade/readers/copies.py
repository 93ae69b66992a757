"""Files of plain lines, utf-8 and without quotes: an extract as it lies there, or a copy that is made when it is read.

Of a large file in another encoding, most questions need few lines: the others are passed over before anything is
decoded, told from a translation in which all that is not ASCII is one and the same sign. A label in ASCII is then the
whole text of a field just where it is in the file, also in encodings whose characters have several bytes: none of them
begins with one of ASCII.
"""

import csv
import io
import re
import shutil
from collections import deque
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import polars as pl

from siberia_trade.errors import ExtractError
from siberia_trade.readers import skim
from siberia_trade.readers.files import Part, scratch_file
from siberia_trade.readers.text import BLOCK_BYTES, BLOCK_CHARS, HEAD_BYTES, UNIT_SEPARATOR, Layout, wrong_encoding

if TYPE_CHECKING:
    from concurrent.futures import Future

_QUOTE_HINT: Final = "Remove the mark, or write it twice within quotes."
#: How much of a file in another encoding each thread looks at at once.
_SKIMMED_BYTES: Final = 2 << 20
#: Bytes of ASCII as they are, all others one sign that no label has; returns as blanks, which end no field either.
_ASCII: Final = bytes({0x0D: 0x20}.get(byte, byte if byte < 0x80 else 0x7F) for byte in range(256))


class PlainLines:
    """The lines of one file, in utf-8 and without quotes, for as long as the command runs."""

    def __init__(self, part: Part, layout: Layout, target: Path) -> None:
        self._part, self._layout, self._target = part, layout, target
        self.separator = UNIT_SEPARATOR if layout.quoted else layout.separator
        self._skimmed: dict[str, Path] = {}

    @cached_property
    def _skimmable(self) -> Path | None:
        """The file itself, where it is in another encoding, and so large that some of its lines may be passed over."""
        layout, plain = self._layout, self._part.plain
        as_lines = layout.encoding != "utf-8" and not layout.quoted and not layout.bare_returns
        return plain if as_lines and plain and plain.exists() and skim.is_worthwhile(plain) else None

    @property
    def seen(self) -> Path:
        """The file by which its size and its first lines are judged; in its own encoding, maybe."""
        return self._skimmable or self.path

    @property
    def size_bytes(self) -> int:
        """How much text there is."""
        return self.seen.stat().st_size

    def first_cells(self, places: Collection[int]) -> list[str]:
        """Cells of the first lines of data, as they are written."""
        if not places:
            return []
        encoding = self._layout.encoding if self._skimmable else "utf-8"
        with self.seen.open(encoding=encoding, errors="ignore") as stream:
            rows = [line.rstrip("\r\n").split(self.separator) for line in stream.readlines(HEAD_BYTES)]
        data = rows[len(self._layout.header_lines) :]
        return [row[place].strip() for row in data for place in places if place < len(row)]

    @cached_property
    def path(self) -> Path:
        """All lines: the file itself where they are as they should be, else a copy."""
        return _plain_text(self._part, self._layout, self._target)

    def but(self, needless: str) -> Path:
        """Lines that a pattern of `siberia_trade.readers.skim` does not match, and maybe others."""
        source = self._skimmable
        if source is None or "path" in self.__dict__:
            return self.path
        if needless not in self._skimmed:
            path = self._target.with_suffix(f".{len(self._skimmed)}")
            with scratch_file(path) as out:
                for lines in _kept_lines(source, needless):
                    out.write(self._decoded(lines))
            self._skimmed[needless] = path
        return self._skimmed[needless]

    def _decoded(self, lines: bytes) -> bytes:
        try:
            return lines.decode(self._layout.encoding).encode()
        except UnicodeDecodeError:
            raise wrong_encoding(self._part, self._layout.encoding) from None


def _kept_lines(source: Path, needless: str) -> Iterator[bytes]:
    """Lines that a pattern does not match, in blocks, in their order."""
    from concurrent.futures import ThreadPoolExecutor

    workers = pl.thread_pool_size()
    pending: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(workers) as threads, source.open("rb", buffering=0) as stream:
        begun = b""
        while read := stream.read(_SKIMMED_BYTES):
            end = read.rfind(b"\n") + 1
            if not end:
                begun += read
                continue
            pending.append(threads.submit(_kept_of, begun + read[:end], needless))
            begun = read[end:]
            if len(pending) > workers:
                yield pending.popleft().result()
        pending.append(threads.submit(_kept_of, begun, needless))
        while pending:
            yield pending.popleft().result()


def _kept_of(block: bytes, needless: str) -> bytes:
    """Lines of a block; all of it where it is not certain where each line begins."""
    if not block or block.count(b"\r") != block.count(b"\r\n"):
        return block
    lines = pl.read_csv(
        block.translate(_ASCII),
        separator="\x01",
        quote_char=None,
        has_header=False,
        schema={"line": pl.String},
        truncate_ragged_lines=True,
        empty_string_is_null=False,
    )["line"]
    lengths = lines.str.len_bytes().cast(pl.Int64) + 1
    if lengths.sum() != len(block) + (not block.endswith(b"\n")):
        return block
    kept = ~lines.str.contains(needless)
    ends = lengths.cum_sum().filter(kept)
    starts = ends - lengths.filter(kept)
    return b"".join(block[start:end] for start, end in zip(starts.to_list(), ends.to_list(), strict=True))


def _plain_text(part: Part, layout: Layout, target: Path) -> Path:
    """Return a file of utf-8 lines without quotes: the original where it is that already.

    Written in blocks, so that memory stays flat however large the file. Line numbers stay those of the original: blank
    lines stand for those that a quoted field spans.
    """
    as_it_is = layout.encoding == "utf-8" and not layout.quoted and not layout.bare_returns
    if as_it_is and part.plain and str(part.plain).isprintable():
        return part.plain
    with scratch_file(target) as out, part.open() as stream:
        if as_it_is:  # whether all of it is utf-8 comes out when it is read, as for a file that is not packed
            shutil.copyfileobj(stream, out, BLOCK_BYTES)
            return target
        blocks = _unquoted(part, layout, stream) if layout.quoted else _decoded(part, layout.encoding, stream)
        for block in blocks:
            out.write(block.encode())
    return target


def _decoded(part: Part, encoding: str, stream: IO[bytes]) -> Iterator[str]:
    reader = io.TextIOWrapper(stream, encoding)
    try:
        while block := reader.read(BLOCK_CHARS):
            yield block
    except UnicodeDecodeError:
        raise wrong_encoding(part, encoding) from None
    finally:
        reader.detach()


def _unquoted(part: Part, layout: Layout, stream: IO[bytes]) -> Iterator[str]:
    encoding = "utf-8-sig" if layout.encoding == "utf-8" else layout.encoding
    reader = io.TextIOWrapper(stream, encoding, newline="")
    rows = csv.reader(reader, delimiter=layout.separator, strict=True)
    line = above = len(layout.header_lines) - 1
    for _ in range(above):  # what stands above the header is no data, but counts as lines
        reader.readline()
        yield "\n"
    try:
        for number, row in enumerate(rows):
            row = row if number else list(layout.header)
            broken = [cell for cell in row if "\n" in cell or "\r" in cell] if rows.line_num + above > line + 1 else []
            if any(layout.separator in cell for cell in broken):
                raise ExtractError.at(
                    part.label,
                    "a quotation mark opens and does not close on its line",
                    line=line + 1,
                    hint=_QUOTE_HINT,
                )
            first, line = line + 1, rows.line_num + above
            yield re.sub(r"[\r\n]+", " ", UNIT_SEPARATOR.join(row)) + "\n" * (line - first + 1)
    except csv.Error as error:
        raise ExtractError.at(
            part.label, f"a quotation mark does not close ({error})", line=line + 1, hint=_QUOTE_HINT
        ) from None
    except UnicodeDecodeError:
        raise wrong_encoding(part, layout.encoding) from None
    finally:
        reader.detach()
