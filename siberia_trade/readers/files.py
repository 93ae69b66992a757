"""From what the user names to files of text: folders, globs, gzip, zip, Excel workbooks, stdin.

Nothing here knows a source or an encoding. A ``Part`` is one file of bytes that can be opened again and again.
"""

import glob
import gzip
import json
import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Final, Literal, NamedTuple, cast

from siberia_trade.config import SAMPLE
from siberia_trade.errors import ExtractError, StradeError, UsageError, nearest, one_of, shorten, some_of
from siberia_trade.readers import workbook
from siberia_trade.reference import bundled
from siberia_trade.schema import FLOWS

#: What a folder or a zip is searched for. Others are passed over: a folder of downloads also holds notes and pictures.
TEXT_SUFFIXES: Final = (".csv", ".txt", ".tsv", ".dat", ".parquet")
PACKED_SUFFIXES: Final = (".gz", ".zip")
#: Passed over like all the others, but said: they may hold data that the user means to have counted.
DATA_SUFFIXES: Final = (*workbook.SUFFIXES, ".dbf", ".7z", ".rar", ".xml", ".json")
_WANTED: Final = (*TEXT_SUFFIXES, *PACKED_SUFFIXES, *workbook.SUFFIXES)
#: A member of a zip that says what the extract beside it is; only bundled samples have one.
NOTICE: Final = "NOTICE.yaml"

#: File by which a folder is known as a store.
MANIFEST: Final = "manifest.json"
#: Where its files of rows are.
FILES: Final = "kind=*/year=*/month=*/*.parquet"
#: Where a store has its sums.
SUMS: Final = "sums/*.parquet"

STDIN: Final = "-"
_PARQUET: Final = b"PAR1"
#: What to do about a file that cannot be read, by its label and what is at fault.
OnFault = Callable[[str, ExtractError], None]
_GZIP, _ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")


class Part(NamedTuple):
    """One file of text as it lies on the disk or inside an archive."""

    label: str
    path: Path
    packing: Literal["plain", "gzip", "zip", "sheet", "store"] = "plain"
    #: File of a zip, or sheet of a workbook.
    member: str = ""
    #: Label of the workbook of which the first sheet that is an extract is wanted; "" where a sheet was named.
    book: str = ""
    #: A csv copy of what is no text, which lives while the command runs; of a sheet from when it is opened first.
    kept: Path | None = None
    #: Decimal mark that numbers of a sheet are written with.
    decimal: str = "."
    #: The flow that the user or the study gave with the file; "" where none was given.
    flow: str = ""
    #: Text of the NOTICE.yaml in the same archive; "" for the user's own data.
    notice: str = ""
    #: Found by looking through a folder or an archive, not named by the user.
    searched: bool = False

    @property
    def stem(self) -> str:
        """The name by which a file may say what it holds; a sheet goes by its own and the workbook's."""
        return f"{self.path.stem} {self.member}" if self.packing == "sheet" else Path(self.member or self.path).stem

    @property
    def plain(self) -> Path | None:
        """The file of the unpacked bytes, if there is one."""
        return self.kept or (self.path if self.packing == "plain" else None)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the unpacked bytes; a damaged archive is the user's fault to mend, not ours to crash on."""
        try:
            if self.packing == "gzip":
                with gzip.open(self.path) as stream:
                    yield cast("IO[bytes]", stream)
            elif self.packing == "zip":
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield stream
            else:
                if self.kept and not self.kept.exists():
                    with scratch_file(self.kept) as file:
                        workbook.write_sheet(self.path, self.label, self.member, file, self.decimal)
                with (self.kept or self.path).open("rb") as stream:
                    yield stream
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise ExtractError.at(
                self.label, f"the archive is damaged ({error})", hint="It may be cut short: download it again."
            ) from None
        except RuntimeError as error:  # zipfile's word for a password
            raise ExtractError.at(self.label, str(error), hint="Unpack it first and give the file inside.") from None
        except OSError as error:
            raise ExtractError.at(self.label, error.strerror or str(error)) from None


def refuse(_: str, error: ExtractError) -> None:
    """Let the first file that cannot be read be the end of it."""
    raise error


def find_parts(data: Sequence[str], scratch: Path, on_fault: OnFault = refuse) -> tuple[list[Part], list[str]]:
    """Expand what ``--data`` names into parts, in a stable order, and into data files that were passed over.

    Parameters
    ----------
    data
        Files, folders, globs, ``-`` for stdin, each with an optional ``export:`` or ``import:`` before it; a workbook
        with an optional ``#SHEET`` behind it.
    scratch
        Folder in which stdin, sheets and tables of Parquet are kept while the command runs.
    on_fault
        Told of what cannot be found or unpacked.

    Raises
    ------
    ExtractError
        Where nothing is found, or an archive holds nothing that could be an extract, unless ``on_fault`` lets it pass.
    """
    parts: list[Part] = []
    passed_over: list[str] = []
    for number, text in enumerate(data):
        name, flow = _split_flow(text)
        name, sheet = _split_sheet(name)
        try:
            found, left = _paths(name, scratch / f"pipe{number}")
        except OSError as error:
            on_fault(name, ExtractError.at(shorten(name), error.strerror or str(error)))
            continue
        except ExtractError as error:
            on_fault(name, error)
            continue
        passed_over += left
        for path, label, searched in found:
            if searched and path.suffix.lower() in workbook.SUFFIXES and not workbook.can_read():
                passed_over.append(label)
                continue
            kept = scratch / f"copy{number}-{len(parts)}.csv"
            try:
                own = (
                    _sheets(path, label, flow, sheet, kept)
                    if workbook.is_workbook(path)
                    else _parts_of(path, label, flow, kept, passed_over)
                )
                if sheet and own[0].packing != "sheet":
                    raise ExtractError.at(label, f"is no workbook, so it has no sheet `{sheet}`")
            except ExtractError as error:
                on_fault(label, error)
                continue
            parts.extend(part._replace(searched=part.searched or searched) for part in own)
    return parts, passed_over


def _split_flow(text: str) -> tuple[str, str]:
    """Take ``export:FILE`` apart, unless a file of that whole name exists."""
    before, colon, after = text.partition(":")
    if colon and before.casefold() in FLOWS and not Path(text).exists():
        if not after:
            raise UsageError(f"--data {text} names no file", hint=f"Write it like {text}FILE.")
        return after, before.casefold()
    return text, ""


def _split_sheet(name: str) -> tuple[str, str]:
    """Take ``BOOK.xlsx#SHEET`` apart, unless a file of that whole name exists."""
    book, mark, sheet = name.partition("#")
    is_sheet = mark and book.lower().endswith(workbook.SUFFIXES) and sheet and not Path(name).exists()
    return (book, sheet) if is_sheet else (name, "")


def _sheets(path: Path, label: str, flow: str, sheet: str, kept: Path) -> list[Part]:
    """The sheets of a workbook, to be turned into text when they are opened."""
    names = workbook.sheets_of(path, label, sheet)
    several = len(names) > 1 or bool(sheet)
    return [
        Part(
            f"{label}#{name}" if several else label,
            path,
            "sheet",
            name,
            book="" if sheet else label,
            kept=kept.with_stem(f"{kept.stem}-{number}"),
            flow=flow,
        )
        for number, name in enumerate(names)
    ]


def _paths(name: str, kept: Path) -> tuple[list[tuple[Path, str, bool]], list[str]]:
    """Files that a name stands for, each with what to call it, and data files beside them that are no text."""
    if not name.strip():
        raise ExtractError("--data is empty", hint="Name a file, a folder, a glob, or - for stdin.")
    if name == STDIN:
        if sys.stdin is None or sys.stdin.closed:
            raise ExtractError.at("<stdin>", "there is no standard input")
        return [(_keep(sys.stdin.buffer, kept), "<stdin>", False)], []
    path = Path(os.path.expanduser(name))  # noqa: PTH111 - Path.expanduser raises for a user that there is not
    if path.is_dir():
        return ([(path / MANIFEST, name, False)], []) if is_store(path) else _look_through(path)
    if path.exists():
        if not path.is_file():  # a pipe can be read once only
            with path.open("rb") as stream:
                return [(_keep(stream, kept), name, False)], []
        return [(path, _shown(path, name), False)], []
    matches = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207
    files = [(Path(match), match, False) for match in matches if Path(match).is_file()]
    if files:
        return files, []
    raise ExtractError.at(
        shorten(name), "no file matches" if glob.has_magic(name) else "no such file or folder", hint=like(path)
    )


def _shown(path: Path, name: str) -> str:
    """What to call a file: bundled samples by their name, wherever the tool is installed."""
    return f"{SAMPLE}{path.name}" if path.resolve().parent == bundled("sample_data").resolve() else name


def _keep(stream: IO[bytes], kept: Path) -> Path:
    """Copy what can be read once only."""
    with scratch_file(kept) as file:
        shutil.copyfileobj(stream, file)
    return kept


@contextmanager
def scratch_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary copy for writing; a full disk is said to be that, not a fault of the extract."""
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        if error.filename not in (None, str(path)):
            raise
        raise StradeError(
            f"the temporary folder {path.parent} cannot be written: {error.strerror or error}",
            hint="The environment variable TMPDIR names another one.",
        ) from None


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, by what its manifest says; a damaged one is known by how its files lie."""
    path = folder / MANIFEST
    if not path.is_file():
        return False
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    says_so = isinstance(told, dict) and {"format", "kinds", "partitions"} <= told.keys()
    return says_so or any(folder.glob(FILES))


def _look_through(folder: Path) -> tuple[list[tuple[Path, str, bool]], list[str]]:
    found: list[Path] = []
    passed_over: list[str] = []

    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        if is_store(Path(parent)):
            found.append(Path(parent) / MANIFEST)
            folders.clear()
            continue
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each != "__MACOSX")
        for each in sorted(names):
            path = Path(parent) / each
            if _is_candidate(path.relative_to(folder)) and path.is_file():
                found.append(path)
            elif path.suffix.lower() in DATA_SUFFIXES and not _is_hidden(Path(each)):
                passed_over.append(str(path))
    if not found:
        holds = f" (only {some_of(passed_over, 3)})" if passed_over else ""
        raise ExtractError.at(
            str(folder), f"the folder holds no extract{holds}", hint=f"Looked for {', '.join(_WANTED)} files."
        )
    return [(path, str(path), True) for path in sorted(found)], passed_over


def _is_hidden(path: Path) -> bool:
    """Whether a file is one that programs leave beside others, as Excel does while a workbook is open."""
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in path.parts)


def _is_candidate(path: Path) -> bool:
    return not _is_hidden(path) and path.suffix.lower() in _WANTED


def like(path: Path) -> str:
    """Offer files of the same folder that are named alike."""
    folder = path.parent
    try:
        names = [entry.name for entry in folder.iterdir() if entry.name != path.name] if folder.is_dir() else []
    except OSError:
        return ""
    near = nearest(path.name, names)
    return f"Did you mean {one_of([str(folder / name) for name in near])}?" if near else ""


def _parts_of(path: Path, label: str, flow: str, kept: Path, passed_over: list[str]) -> list[Part]:
    """Look into a file by its first bytes, since suffixes are lost and made up; note what is passed over."""
    if path.name == MANIFEST and is_store(path.parent):
        return [Part(label.removesuffix(f"/{MANIFEST}"), path, "store", flow=flow)]
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        raise ExtractError.at(label, error.strerror or str(error)) from None
    if start.startswith(_GZIP):
        return [Part(label, path, "gzip", flow=flow)]
    if start.startswith(_ZIPS):
        return _zip_parts(path, label, flow, passed_over)
    if start == _PARQUET:
        return [Part(label, path, flow=flow, kept=_parquet_as_text(path, label, kept))]
    return [Part(label, path, flow=flow)]


def _parquet_as_text(path: Path, label: str, kept: Path) -> Path:
    """Write a Parquet table as csv, to be read like any other."""
    import polars as pl

    try:
        pl.scan_parquet(path, glob=False).sink_csv(kept, float_scientific=False)
    except pl.exceptions.PolarsError as error:
        raise ExtractError.at(label, f"cannot be read as Parquet: {str(error).splitlines()[0]}") from None
    return kept


def _zip_parts(path: Path, label: str, flow: str, passed_over: list[str]) -> list[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            notice = archive.read(NOTICE).decode("utf-8", errors="replace") if NOTICE in names else ""
    except (zipfile.BadZipFile, OSError) as error:
        raise ExtractError.at(
            label, f"the zip is damaged ({error})", hint="It may be cut short: download it again."
        ) from None
    wanted = [
        name
        for name in sorted(names)
        if _is_candidate(Path(*PurePosixPath(name).parts)) and not name.lower().endswith(workbook.SUFFIXES)
    ]
    packed = [name for name in wanted if name.lower().endswith(PACKED_SUFFIXES)]
    if packed:
        raise ExtractError.at(label, f"the zip holds {packed[0]}, packed once more", hint="Unpack the zip first.")
    books = [name for name in sorted(names) if name.lower().endswith(workbook.SUFFIXES) and not _is_hidden(Path(name))]
    if books and not wanted:
        raise ExtractError.at(label, f"the zip holds a workbook, {books[0]}", hint="Unpack the zip first.")
    passed_over += [f"{label}:{name}" for name in books]
    if not wanted:
        holds = some_of(sorted(names), 6) or "nothing"
        raise ExtractError.at(
            label, f"the zip holds no extract, only {holds}", hint=f"An extract is one of {', '.join(TEXT_SUFFIXES)}."
        )
    return [Part(f"{label}:{name}", path, "zip", name, flow=flow, notice=notice, searched=True) for name in wanted]
