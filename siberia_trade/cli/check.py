"""`strade check`: options, one api call, one render."""

from typing import Annotated

import typer

from siberia_trade.cli.app import app
from siberia_trade.cli.options import Form, Lang, Output, Quiet, Source
from siberia_trade.cli.output import settle, show
from siberia_trade.cli.waiting import waiting

Paths = Annotated[
    list[str],
    typer.Argument(help="File, folder, glob, .gz, .zip or - for stdin; may be written export:FILE.", metavar="PATH..."),
]
Factor = Annotated[
    float, typer.Option(help="How many times off the median of its code a unit value is too far.", metavar="N")
]
StrictCheck = Annotated[bool, typer.Option("--strict", help="Exit 1 on doubts as well as on faults.")]


@app.command(
    "check",
    help="""What a file is, and whether it can be trusted; every row is read.

    A fault is what a command would refuse, a doubt what it would count and say. Exit 1 where there is any fault.

    Example: strade check downloads/ --strict""",
)
def _check(
    paths: Paths,
    source: Source = None,
    factor: Factor = 100,
    strict: StrictCheck = False,
    form: Form = None,
    output: Output = None,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    wanted, output, *_ = settle(form, output, None, None)
    from siberia_trade import api

    with waiting("checking", quiet=quiet):
        table = api.check(paths, source=source, factor=factor)
    show(table, wanted, output, unit="auto", lang=lang, quiet=quiet)
    if table.meta["faults"] or (strict and table.meta["doubts"]):
        raise typer.Exit(1)
