"""From what the user names to files of text: folders, globs, gzip, zip, stdin.

Nothing here knows a source or an encoding. A ``Part`` is one file of bytes that can be opened again and again.
"""

import glob
import gzip
import shutil
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final, Literal, cast

from siberia_trade.errors import ExtractError, some_of
from siberia_trade.schema import FLOWS

#: What a folder or a zip is searched for. Others are passed over: a folder of downloads also holds notes and pictures.
TEXT_SUFFIXES: Final = (".csv", ".txt", ".tsv", ".dat")
PACKED_SUFFIXES: Final = (".gz", ".zip")
#: A member of a zip that says what the extract beside it is; only bundled samples have one.
NOTICE: Final = "NOTICE.yaml"

STDIN: Final = "-"
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True)
class Part:
    """One file of text as it lies on the disk or inside an archive."""

    label: str
    path: Path
    packing: Literal["plain", "gzip", "zip"] = "plain"
    member: str = ""
    #: The flow that the user or the study gave with the file; "" where none was given.
    flow: str = ""
    #: Text of the NOTICE.yaml in the same archive; "" for the user's own data.
    notice: str = ""

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
                with self.path.open("rb") as stream:
                    yield stream
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise ExtractError.at(
                self.label, f"the archive is damaged ({error})", hint="It may be cut short: download it again."
            ) from None
        except RuntimeError as error:  # zipfile's word for a password
            raise ExtractError.at(self.label, str(error), hint="Unpack it first and give the file inside.") from None
        except OSError as error:
            raise ExtractError.at(self.label, error.strerror or str(error)) from None


def find_parts(data: Sequence[str], scratch: Path) -> list[Part]:
    """Expand what ``--data`` names into parts, in a stable order.

    Parameters
    ----------
    data
        Files, folders, globs, ``-`` for stdin, each with an optional ``export:`` or ``import:`` before it.
    scratch
        Folder in which stdin is kept while the command runs.

    Raises
    ------
    ExtractError
        Where nothing is found, or an archive holds nothing that could be an extract.
    """
    parts: list[Part] = []
    for text in data:
        name, flow = _split_flow(text)
        for path, label in _paths(name, scratch):
            parts.extend(_parts_of(path, label, flow))
    return parts


def _split_flow(text: str) -> tuple[str, str]:
    """Take ``export:FILE`` apart, unless a file of that whole name exists."""
    before, colon, after = text.partition(":")
    if colon and after and before.casefold() in FLOWS and not Path(text).exists():
        return after, before.casefold()
    return text, ""


def _paths(name: str, scratch: Path) -> list[tuple[Path, str]]:
    if name == STDIN:
        kept = scratch / "stdin"
        with kept.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return [(kept, "<stdin>")]
    path = Path(name).expanduser()
    if path.is_dir():
        found = [file for file in sorted(path.rglob("*")) if _is_candidate(file.relative_to(path)) and file.is_file()]
        if not found:
            raise ExtractError.at(name, "the folder holds no extract", hint=f"Looked for {_wanted()} files.")
        return [(file, str(file)) for file in found]
    if path.exists():
        return [(path, name)]
    matches = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207
    if matches:
        return [(Path(match), match) for match in matches if Path(match).is_file()]
    raise ExtractError.at(
        name, "no file matches" if glob.has_magic(name) else "no such file or folder", hint=_near(path)
    )


def _is_candidate(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.suffix.lower() in (*TEXT_SUFFIXES, *PACKED_SUFFIXES)


def _wanted() -> str:
    return ", ".join((*TEXT_SUFFIXES, *PACKED_SUFFIXES))


def _near(path: Path) -> str:
    """Offer files of the same folder that are named alike."""
    from siberia_trade.errors import nearest, one_of

    folder = path.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    near = nearest(path.name, names)
    return f"Did you mean {one_of([str(folder / name) for name in near])}?" if near else ""


def _parts_of(path: Path, label: str, flow: str) -> list[Part]:
    """Look into a file by its first bytes, since suffixes are lost and made up in downloads."""
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        raise ExtractError.at(label, error.strerror or str(error)) from None
    if start.startswith(_GZIP):
        return [Part(label, path, "gzip", flow=flow)]
    if start.startswith(_ZIP):
        return _zip_parts(path, label, flow)
    return [Part(label, path, flow=flow)]


def _zip_parts(path: Path, label: str, flow: str) -> list[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            notice = archive.read(NOTICE).decode("utf-8") if NOTICE in names else ""
    except (zipfile.BadZipFile, OSError) as error:
        raise ExtractError.at(
            label, f"the zip is damaged ({error})", hint="It may be cut short: download it again."
        ) from None
    if "xl/workbook.xml" in names:
        raise ExtractError.at(
            label, "is an Excel workbook, not a text extract", hint="In Excel: save as CSV UTF-8, and give that file."
        )
    wanted = [
        name
        for name in sorted(names)
        if _is_candidate(Path(*PurePosixPath(name).parts)) and not name.lower().endswith(PACKED_SUFFIXES)
    ]
    if not wanted:
        holds = some_of(sorted(names), 6) or "nothing"
        raise ExtractError.at(
            label, f"the zip holds no extract, only {holds}", hint=f"An extract is one of {', '.join(TEXT_SUFFIXES)}."
        )
    return [Part(f"{label}:{name}", path, "zip", name, flow, notice) for name in wanted]
