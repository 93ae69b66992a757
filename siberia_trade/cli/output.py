"""From a finished table to where it belongs: stdout or a file, whole or not at all, and the notes beside it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from siberia_trade.errors import StradeError, UsageError

if TYPE_CHECKING:
    from siberia_trade.table import Table

#: Form of the output by the suffix of `--output`.
SUFFIXES: Final = {
    ".csv": "csv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".md": "markdown", ".markdown": "markdown", ".txt": "table",
}  # fmt: skip
PEOPLES_FORMS: Final = ("table", "markdown")


def settle(
    form: Any, output: str | None, data: list[str] | None, study: str | None
) -> tuple[str, str | None, list[str] | None, str | None]:
    """Fill in what the environment and the name of the output say."""
    form = form or form_of(output)
    if data is None and (paths := os.environ.get("STRADE_DATA")):
        data = split_paths(paths)
    if study is None:
        study = os.environ.get("STRADE_STUDY") or None
    if output == "-":
        output = None
    return form, output, data, study


def split_paths(paths: str) -> list[str]:
    """Take STRADE_DATA apart, but not `export:FILE`."""
    names: list[str] = []
    for name in paths.split(os.pathsep):
        if names and names[-1] in ("export", "import"):
            names[-1] += f":{name}"
        elif name:
            names.append(name)
    return names


def form_of(output: str | None) -> Any:
    """The form that a suffix stands for; a table where nothing is written to a file."""
    if output is None or output == "-":
        return "table"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"--output {output}: no format is known for the suffix `{suffix}`",
            hint=f"Known: {', '.join(SUFFIXES)}; or say --format.",
        )
    return SUFFIXES[suffix]


def show(
    table: "Table", form: str, output: str | None, *, unit: str, lang: str, quiet: bool, width: int | None = None
) -> None:
    """Write the table where it belongs, and the notes beside it; in ``width`` columns where there is no terminal."""
    from siberia_trade.render import render

    notes = [note for note in table.notes if not quiet or note.level == "sample"]
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    text = render(
        replace(table, notes=tuple(notes)),
        form,
        unit=unit,
        lang=lang,
        width=shutil.get_terminal_size().columns if terminal else width,
        color=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
    if output is None:
        _print(text)
    else:
        _refuse_own_input(output, table.inputs)
        _write_whole(Path(output), text)
    if form in PEOPLES_FORMS:  # these carry their notes; what samples say must not be lost in a pipe
        on_screen = terminal and sys.stderr is not None and sys.stderr.isatty()
        notes = [] if on_screen else [note for note in notes if note.level == "sample"]
    for note in notes:
        say(f"{'примечание' if lang == 'ru' else 'note'}: {note.text[lang]}")


def _print(text: str) -> None:
    if sys.stdout is None:
        raise StradeError("there is no standard output to write to", hint="Write to a file with --output.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - or Python would complain again when it leaves
        raise StradeError(f"standard output cannot be written: {error.strerror or error}") from None


def _write_whole(path: Path, text: str) -> None:
    """Write beside the target and rename, so that a reader never sees half a file; devices and pipes are written to."""
    given, path = path, path.resolve()
    try:
        if given.exists() and not given.is_file():
            with given.open("w", encoding="utf-8", newline="\n", errors="backslashreplace") as stream:
                stream.write(text)
            return
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            newline="\n",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        ) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StradeError(f"--output {given}: {error.strerror or error}") from None


def _refuse_own_input(output: str, inputs: Sequence[Path]) -> None:
    """Writing a table over the extract it was made from would destroy the extract."""
    target = Path(output)
    if target.exists() and any(path.exists() and path.samefile(target) for path in inputs):
        raise StradeError(f"--output {output} is the extract itself", hint="Choose another file.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def say(text: str) -> None:
    """Tell the user something, beside the data."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
