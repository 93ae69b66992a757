"""Commands about files and lists, beside those that answer questions: check and list."""

from typing import Annotated, Literal

import typer

from siberia_trade.cli import Form, Lang, Output, Quiet, Source, Unit, _settle, _show, app

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
    wanted, output, *_ = _settle(form, output, None, None)
    from siberia_trade import api

    table = api.check(paths, source=source, factor=factor)
    _show(table, wanted, output, unit="auto", lang=lang, quiet=quiet)
    if table.meta["faults"] or (strict and table.meta["doubts"]):
        raise typer.Exit(1)


What = Annotated[
    Literal["regions", "partners", "commodities", "years", "sources", "studies", "groups"],
    typer.Argument(help="What to list.", metavar="WHAT", case_sensitive=False),
]
Search = Annotated[
    str | None, typer.Argument(help="Part of a name, in any language, or the beginning of a code.", metavar="[SEARCH]")
]
#: Lists that data may be asked for.
_OF_DATA = ("regions", "partners", "commodities", "years")
Held = Annotated[
    list[str] | None,
    typer.Option("--data", help="List what these files hold, as for the other commands; repeatable (env STRADE_DATA).",
                 metavar="PATH"),
]  # fmt: skip
Members = Annotated[
    str | None, typer.Option("--grouping", help="commodities: list the members of this grouping.", metavar="NAME|FILE")
]


@app.command(
    "list",
    help="""Codes and names: regions, partners, commodities, years, sources, studies or groups.

    With --data: what the data hold, with rows and value; else what the tool knows.

    Example: strade list regions altai""",
)
def _list(
    what: What,
    search: Search = None,
    data: Held = None,
    source: Source = None,
    grouping: Members = None,
    form: Form = None,
    output: Output = None,
    unit: Unit = "auto",
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    wanted, output, held, _ = _settle(form, output, data, None)
    from siberia_trade import api

    data = held if what in _OF_DATA else data
    table = api.listing(what, search, data=data, source=source, grouping=grouping)
    _show(table, wanted, output, unit=unit, lang=lang, quiet=quiet)
