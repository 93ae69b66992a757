"""The folder of a store: one writer at a time, files beside the old ones, one step from the old store to the new."""

import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import polars as pl

from siberia_trade.errors import StradeError
from siberia_trade.readers.files import FILES, MANIFEST, SUMS, is_store

_STAGING: Final = ".staging-"
_LOCK: Final = ".lock"
_ELSEWHERE: Final = "Name a new or an empty folder."


def refuse_other_folder(target: Path) -> None:
    """A folder that holds something else is not ours to write into."""
    if target.exists() and not target.is_dir():
        raise StradeError(f"{target}: is a file, and a store is a folder", hint="Name another place.")
    if target.is_dir() and not is_store(target):
        if (target / MANIFEST).exists():
            raise StradeError(f"{target}: holds a {MANIFEST} of something else and is no store", hint=_ELSEWHERE)
        own = (_STAGING, _LOCK, "kind=", "sums")
        others = [each for each in target.iterdir() if not each.name.startswith(own)]
        within = (each for folder in ("kind=*", "sums") for each in target.glob(f"{folder}/**/*"))
        others += [each for each in within if each.is_file() and not _is_own(each)]
        if others:
            raise StradeError(
                f"{target}: holds {sorted(others)[0].relative_to(target)} and is no store", hint=_ELSEWHERE
            )


def _is_own(path: Path) -> bool:
    """Whether a file is called as files of rows are."""
    return (path.match(FILES) or path.match(SUMS)) and re.fullmatch(r"[0-9a-f]{16}", path.stem) is not None


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give a folder inside the store for files in the making, and keep others from changing the store meanwhile.

    Raises
    ------
    StradeError
        Where another conversion is at work, or the folder cannot be written; a new store is then gone again.
    """
    try:
        with _locked(target):
            for left in target.glob(f"{_STAGING}*"):  # of a run that was killed: no other runs now
                shutil.rmtree(left, ignore_errors=True)
            folder = target / f"{_STAGING}{secrets.token_hex(4)}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise StradeError(
            f"{target} cannot be written: {error.strerror or error}", hint="Nothing of it was changed."
        ) from None
    except pl.exceptions.ComputeError as error:  # polars' word for some faults of the disk
        if "os error 28" not in str(error).lower() and "no space" not in str(error).lower():
            raise
        raise StradeError(
            f"{target} cannot be written: No space left on device", hint="Nothing of it was changed."
        ) from None


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Hold the one lock of a store; the system forgets it when this process ends, however it ends."""
    is_new = not target.exists()
    target.mkdir(parents=True, exist_ok=True)
    with (target / _LOCK).open("a") as file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            raise StradeError(f"{target}: another conversion is at work on it", hint="Wait for its end.") from None
        try:
            yield
        finally:
            if is_new and not (target / MANIFEST).exists():
                shutil.rmtree(target, ignore_errors=True)  # a first conversion that failed leaves nothing


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def publish(staging: Path, target: Path, manifest: Mapping[str, Any]) -> None:
    """Put the new files in their places, then the manifest over the old one: the one step that changes the store."""
    folders = {target}
    for each in (*manifest["partitions"], *manifest["sums"]):
        written, path = staging / f"{each['sha256']}.parquet", target / each["path"]
        if written.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(written)
            written.replace(path)
            folders |= {path.parent, path.parent.parent, path.parent.parent.parent}
    for folder in sorted(folders):
        _sync(folder)
    new = staging / MANIFEST
    new.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _sync(new)
    new.replace(target / MANIFEST)
    _sync(target)


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if sys.platform == "win32" and path.is_dir():
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unnamed(target: Path, manifest: Mapping[str, Any]) -> list[Path]:
    """Files that a store does not name: what an earlier run replaced, and what runs that were cut short left.

    They are the ones to be swept, not those that this run replaces: a question that began before may still read these.
    """
    named = _named(target, manifest)
    return [path for form in (FILES, SUMS) for path in target.glob(form) if path not in named and _is_own(path)]


def _named(target: Path, manifest: Mapping[str, Any]) -> set[Path]:
    return {target / each["path"] for each in (*manifest["partitions"], *manifest["sums"])}


def sweep(target: Path, stale: Iterable[Path], manifest: Mapping[str, Any]) -> None:
    """Remove files that were unnamed before, and are not named again; what stays does no harm."""
    named = _named(target, manifest)
    own = {target / each["path"].partition("/")[0] for each in manifest["partitions"]}
    for path in stale:
        if path not in named:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    for folder in sorted(target.glob("kind=*/**/"), reverse=True):
        if folder not in own:
            with suppress(OSError):
                folder.rmdir()  # only where nothing is left in it
