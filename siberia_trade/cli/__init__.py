"""The command line: options, one api call, one render for each command. Nothing else is here."""

import errno
import io
import os
import sys
from collections.abc import Sequence
from copy import copy
from typing import Any, Final, cast

import typer

from siberia_trade.cli import check, convert, explain, listing, reproduce
from siberia_trade.cli.app import app
from siberia_trade.cli.output import say
from siberia_trade.cli.questions import COMMANDS

__all__ = ["COMMANDS", "app", "check", "convert", "explain", "listing", "main", "reproduce"]

#: What typer raises for malformed options; it exports the subclass only.
USAGE_FAULT: Final = cast("type[Exception]", typer.BadParameter.__bases__[0])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; quiet when the reader of a pipe goes away or the user interrupts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of files may hold bytes that are no text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _asked(arguments)(args=arguments, prog_name="strade", standalone_mode=False)
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


def _asked(arguments: Sequence[str] | None) -> typer.Typer:
    """The application with the command alone that is asked for, as typer makes all it has before it runs one."""
    first = (sys.argv[1:] if arguments is None else [*arguments])[:1]
    one = copy(app)
    one.registered_commands = [each for each in app.registered_commands if [each.name] == first]
    return one if one.registered_commands else app


def _say_usage(error: Any) -> int:
    """Show a fault of usage in the same words as ours; without any arguments that is the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        usage = error.ctx.get_usage() if error.ctx else "Usage: strade COMMAND [OPTIONS]"
        command = error.ctx.command_path if error.ctx and error.ctx.parent else "strade COMMAND"
        message = error.format_message().replace("is not a valid int.", "is no whole number.")
        say(f"{usage}\nerror: {message}\nhint: `{command} --help` lists all options.")
    return int(error.exit_code)
