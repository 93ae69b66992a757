"""`strade reproduce`: options, one api call, one render."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from siberia_trade.cli.app import app
from siberia_trade.cli.options import Data, Form, Lang, Output, Quiet
from siberia_trade.cli.output import settle, show
from siberia_trade.errors import UsageError


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
    wanted, output, data, study = settle(form, output, data, study)
    if data and study is None:
        raise UsageError("--data (or STRADE_DATA) needs a STUDY, whose figures are to be computed from it")
    from siberia_trade import api

    table = api.reproduce(study, data=data, each=progress(quiet=quiet))
    if verbose:
        table = replace(table, hidden=table.hidden - {"command"})
    show(table, wanted, output, unit="auto", lang=lang, quiet=quiet)
    if table.meta["fail"]:
        raise typer.Exit(1)


def progress(*, quiet: bool) -> Callable[[Sequence[Any], str], Any]:
    """Wrap a list so that a bar shows how far it is worked through; only on a terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return lambda items, _: items
    from rich.console import Console
    from rich.progress import track

    return lambda items, name: track(items, name, console=Console(stderr=True), transient=True)
