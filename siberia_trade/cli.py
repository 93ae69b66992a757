"""The command line: options, one api call, one render, and the one place where errors are shown."""

import errno
import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast

import typer
from typer.core import TyperGroup

from siberia_trade._version import __version__
from siberia_trade.errors import StradeError, UsageError

if TYPE_CHECKING:
    from siberia_trade.table import Table

#: Form of the output by the suffix of `--output`.
SUFFIXES: Final = {
    ".csv": "csv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".md": "markdown", ".markdown": "markdown", ".txt": "table",
}  # fmt: skip
PEOPLES_FORMS: Final = ("table", "markdown")

#: What typer raises for malformed options; it exports the subclass only.
USAGE_FAULT: Final = cast("type[Exception]", typer.BadParameter.__bases__[0])

Data = Annotated[
    list[str] | None,
    typer.Option(help="File, folder, glob, .gz, .zip, .xlsx or - for stdin; repeatable (env STRADE_DATA). FILE may be "
                 "written export:FILE or import:FILE, a sheet BOOK.xlsx#SHEET. Default: the study's data.",
                 metavar="PATH"),
]  # fmt: skip
Source = Annotated[
    str | None,
    typer.Option(help="Which reader, or a column map (YAML); default: recognised from the file.", metavar="NAME|FILE"),
]
Study = Annotated[
    str | None, typer.Option(help="Study with data and defaults (env STRADE_STUDY).", metavar="NAME|FILE")
]
Region = Annotated[
    list[str] | None,
    typer.Option(help="Region, group of regions or reporting country, by name (English, Russian, Chinese) or code; "
                 "repeatable.", metavar="X"),
]  # fmt: skip
Partner = Annotated[
    list[str] | None,
    typer.Option(help="Partner country or group, by name or code, or `world`; repeatable.", metavar="X"),
]
Year = Annotated[
    list[str] | None,
    typer.Option(help="2021, 2017:2021 or 2017,2019; default: the latest complete one.", metavar="YEARS"),
]
Month = Annotated[list[str] | None, typer.Option(help="Limit every year to these months: 1:9.", metavar="MONTHS")]
Flow = Annotated[
    Literal["export", "import"] | None, typer.Option(help="One flow; default: both.", case_sensitive=False)
]
Commodity = Annotated[
    list[str] | None, typer.Option(help="HS prefix or a member of the grouping; repeatable.", metavar="X")
]
Grouping = Annotated[
    str | None, typer.Option(help="sections, chapters, headings, or a commodity grouping.", metavar="NAME|FILE")
]
By = Annotated[
    str | None,
    typer.Option(help="Dimensions of the rows: region, reporter, partner, year, month, flow, commodity; group: a row "
                 "for each --region; none: one row.", metavar="A,B"),
]  # fmt: skip
Of = Annotated[
    str | None,
    typer.Option(help="shares: the whole, as another region, group or country, or `world`.", metavar="X"),
]
Measure = Annotated[Literal["value", "weight"], typer.Option(help="US dollars or kilograms.")]
Rates = Annotated[
    str | None,
    typer.Option(help="Exchange rates (csv: currency, period, usd) that turn values into dollars.", metavar="FILE"),
]
Top = Annotated[int | None, typer.Option(help="Show the first N rows; never changes a total or a share.", metavar="N")]
Sort = Annotated[str | None, typer.Option(help="Sort by this column.", metavar="COLUMN")]
Duplicates = Annotated[
    Literal["refuse", "drop"], typer.Option(help="What to do where rows or files repeat each other.")
]
Prefer = Annotated[
    Literal["newest", "last"] | None,
    typer.Option(help="Where files give one figure two values: the file changed last, or named last."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Turn doubts into an error.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say which files were read.")]
Form = Annotated[
    Literal["table", "csv", "json", "ndjson", "markdown"] | None,
    typer.Option("--format", help="Default: table, or what the suffix of --output says.", case_sensitive=False),
]
Output = Annotated[str | None, typer.Option(help="Write to a file, whole or not at all.", metavar="FILE")]
Unit = Annotated[
    Literal["auto", "one", "thousand", "million", "billion"], typer.Option(help="Unit of tables for people.")
]
Lang = Annotated[Literal["en", "ru"], typer.Option(help="Language of tables for people.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No notes.")]

COMMANDS: Final = {
    "turnover": """Exports, imports, turnover and balance.

        Example: strade turnover --region Irkutsk --partner China --year 2021""",
    "shares": """What part of a whole each row is.

        Example: strade shares --region siberia --of russia --year 2021 --by year""",
    "structure": """Trade by commodity: value, share and rank of each.

        Example: strade structure --region Irkutsk --year 2021 --flow export --grouping chapters --top 10""",
    "dependence": """How far a region leans on a partner, and on how few.

        Example: strade dependence --region siberia --partner China --year 2020""",
}


class ErrorBoundary(TyperGroup):
    """Shows a user's error with its hint on stderr; lets our own bugs through with their traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; exit 1 for faults of the input, 2 for faults of the options."""
        try:
            return super().invoke(ctx)
        except StradeError as error:
            lines = [f"Usage: strade {ctx.invoked_subcommand} [OPTIONS]"] if error.exit_code == 2 else []
            lines.append(f"error: {error.message}")
            if error.hint:
                lines.append(f"hint: {error.hint}")
            _say("\n".join(lines))
            raise typer.Exit(error.exit_code) from None


app = typer.Typer(
    cls=ErrorBoundary,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time of --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="From customs extracts, as downloaded, to the tables of a regional foreign-trade study.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"strade {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _command(name: str) -> Callable[..., None]:
    """Make one command; all four take the same options."""

    def run(
        data: Data = None, source: Source = None, study: Study = None, region: Region = None, partner: Partner = None,
        year: Year = None, month: Month = None, flow: Flow = None, commodity: Commodity = None,
        grouping: Grouping = None, by: By = None, of: Of = None, measure: Measure = "value", rates: Rates = None,
        top: Top = None, sort: Sort = None, duplicates: Duplicates = "refuse", prefer: Prefer = None,
        strict: Strict = False, form: Form = None, output: Output = None, unit: Unit = "auto", lang: Lang = "en",
        quiet: Quiet = False, verbose: Verbose = False,
    ) -> None:  # fmt: skip
        wanted, output, data, study = _settle(form, output, data, study)
        from siberia_trade import api

        if hasattr(signal, "siginterrupt"):  # polars has waiting reads go on after Ctrl-C
            signal.siginterrupt(signal.SIGINT, True)
        table = getattr(api, name)(
            data=data, source=source, study=study, region=region, partner=partner,
            year=year, month=month, flow=flow, commodity=commodity, grouping=grouping, by=by, of=of, measure=measure,
            rates=rates, top=top, sort=sort, duplicates=duplicates, prefer=prefer, strict=strict,
            meta=wanted == "json" or verbose,
        )  # fmt: skip
        _show(table, wanted, output, unit=unit, lang=lang, quiet=quiet)
        if verbose:
            _say_sources(table)

    return run


def _settle(
    form: Any, output: str | None, data: list[str] | None, study: str | None
) -> tuple[str, str | None, list[str] | None, str | None]:
    """Fill in what the environment and the name of the output say."""
    form = form or _form_of(output)
    if data is None and (paths := os.environ.get("STRADE_DATA")):
        data = _split_paths(paths)
    if study is None:
        study = os.environ.get("STRADE_STUDY") or None
    if output == "-":
        output = None
    return form, output, data, study


for _name, _help in COMMANDS.items():
    app.command(_name, help=_help)(_command(_name))


@app.command(
    "reproduce",
    help="""Whether the figures that a paper prints come out: printed, computed, agrees, and where in the paper.

    Without STUDY: every study that is shipped with printed figures. Exit 1 if any does not agree.

    Example: strade reproduce siberia-china""",
)
def _reproduce(
    study: Annotated[
        str | None, typer.Argument(help="Study with printed figures (env STRADE_STUDY).", metavar="[STUDY]")
    ] = None,
    data: Data = None,
    form: Form = None,
    output: Output = None,
    lang: Lang = "en",
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the command behind each figure.")] = False,
) -> None:
    wanted, output, data, study = _settle(form, output, data, study)
    if data and study is None:
        raise UsageError("--data (or STRADE_DATA) needs a STUDY, whose figures are to be computed from it")
    from siberia_trade import api

    table = api.reproduce(study, data=data, each=_progress(quiet=quiet))
    if verbose:
        table = replace(table, hidden=table.hidden - {"command"})
    _show(table, wanted, output, unit="auto", lang=lang, quiet=quiet)
    if table.meta["fail"]:
        raise typer.Exit(1)


def _progress(*, quiet: bool) -> Callable[[Sequence[Any], str], Any]:
    """Wrap a list so that a bar shows how far it is worked through; only on a terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return lambda items, _: items
    from rich.console import Console
    from rich.progress import track

    return lambda items, name: track(items, name, console=Console(stderr=True), transient=True)


def _split_paths(paths: str) -> list[str]:
    """Take STRADE_DATA apart, but not `export:FILE`."""
    names: list[str] = []
    for name in paths.split(os.pathsep):
        if names and names[-1] in ("export", "import"):
            names[-1] += f":{name}"
        elif name:
            names.append(name)
    return names


def _form_of(output: str | None) -> Any:
    if output is None or output == "-":
        return "table"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"--output {output}: no format is known for the suffix `{suffix}`",
            hint=f"Known: {', '.join(SUFFIXES)}; or say --format.",
        )
    return SUFFIXES[suffix]


def _show(table: "Table", form: str, output: str | None, *, unit: str, lang: str, quiet: bool) -> None:
    """Write the table where it belongs, and the notes beside it."""
    from siberia_trade.render import render

    notes = [note for note in table.notes if not quiet or note.level == "sample"]
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    text = render(
        replace(table, notes=tuple(notes)),
        form,
        unit=unit,
        lang=lang,
        width=shutil.get_terminal_size().columns if terminal else None,
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
        _say(f"{'примечание' if lang == 'ru' else 'note'}: {note.text[lang]}")


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


def _say(text: str) -> None:
    """Tell the user something, beside the data."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def _say_sources(table: "Table") -> None:
    for source in table.meta["sources"]:
        _say(
            f"read: {source['file']} ({source['source']}, {source['encoding']}): {source['rows']:,} rows, "
            f"{source['first_period']} to {source['last_period']}; {table.meta['rows_selected']:,} rows selected"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; quiet when the reader of a pipe goes away or the user interrupts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of files may hold bytes that are no text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(args=arguments, prog_name="strade", standalone_mode=False)
    except USAGE_FAULT as error:
        sys.exit(_say_usage(error))
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - what is still buffered has nowhere to go
        sys.exit(0 if error.errno == errno.EPIPE else 1)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _say_usage(error: Any) -> int:
    """Show a fault of usage in the same words as ours; without any arguments that is the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        usage = error.ctx.get_usage() if error.ctx else "Usage: strade COMMAND [OPTIONS]"
        _say(f"{usage}\nerror: {error.format_message()}\nhint: `strade COMMAND --help` lists all options.")
    return int(error.exit_code)
