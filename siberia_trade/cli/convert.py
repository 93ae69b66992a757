"""`strade convert`: options, one api call, one render."""

from typing import Annotated

import typer

from siberia_trade.cli.app import app
from siberia_trade.cli.options import Duplicates, Form, Lang, Prefer, Quiet, Source
from siberia_trade.cli.output import show
from siberia_trade.cli.waiting import waiting


@app.command(
    "convert",
    help="""Put extracts into a store, which answers the same questions in the time of a start-up.

    A store that is there is brought up to date: figures that the new files hold too are replaced, reporter, flow and
    period at a time. Whatever ends the command before its end leaves the store as it was.

    Example: strade convert downloads/ --store customs && strade turnover --data customs --partner China --by region""",
)
def convert(
    paths: Annotated[list[str], typer.Argument(help="Extracts, as --data takes them.", metavar="PATH...")],
    store: Annotated[str, typer.Option("--store", "-o", help="Folder of the store.", metavar="STORE")],
    source: Source = None,
    duplicates: Duplicates = "refuse",
    prefer: Prefer = None,
    form: Form = None,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Put extracts into a store."""
    from siberia_trade import api

    with waiting("converting", quiet=quiet):
        table = api.convert(paths, store, source=source, duplicates=duplicates, prefer=prefer)
    show(table, form or "table", None, unit="one", lang=lang, quiet=quiet)
