"""`strade explain`: options, one api call, one render."""

from typing import Annotated, Final

import typer

from siberia_trade.cli.app import app
from siberia_trade.cli.options import Form, Lang, Output, Quiet
from siberia_trade.cli.output import settle, show

Name = Annotated[
    str | None,
    typer.Argument(help="An indicator, a column or a command; default: list all indicators.", metavar="[NAME]"),
]


#: Columns of a page of text.
_WIDTH: Final = 100


@app.command(
    "explain",
    help="""What an indicator is: formula, variant, inputs, range, how to read it, what it does not tell, reference.

    Example: strade explain hhi""",
)
def _explain(
    name: Name = None, form: Form = None, output: Output = None, lang: Lang = "en", quiet: Quiet = False
) -> None:
    wanted, output, _, _ = settle(form, output, None, None)
    from siberia_trade import api

    show(api.explain(name), wanted, output, unit="auto", lang=lang, quiet=quiet, width=_WIDTH)
