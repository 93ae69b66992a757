"""The application: its help, its version, and the one place where errors are shown."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from siberia_trade._version import __version__
from siberia_trade.cli.output import say
from siberia_trade.errors import StradeError


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
            say("\n".join(lines))
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
