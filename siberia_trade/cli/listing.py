"""`strade list`: options, one api call, one render."""

from typing import Annotated, Literal

import typer

from siberia_trade.cli.app import app
from siberia_trade.cli.options import Form, Lang, Output, Quiet, Source, Unit
from siberia_trade.cli.output import settle, show
from siberia_trade.cli.waiting import waiting

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
    wanted, output, held, _ = settle(form, output, data, None)
    from siberia_trade import api

    data = held if what in _OF_DATA else data
    with waiting("reading", quiet=quiet):
        table = api.listing(what, search, data=data, source=source, grouping=grouping)
    show(table, wanted, output, unit=unit, lang=lang, quiet=quiet)
