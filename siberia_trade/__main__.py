"""The program: `strade`, and `python -m siberia_trade`. How the command line is started and left, without waiting."""

import gc
import os
import sys

#: A short run makes half as many objects and needs them all until its end: looking for garbage among them finds none.
_OBJECTS_BEFORE_COLLECTION = 200_000


def main() -> None:
    """Run the command line, and leave without taking the interpreter apart, which takes as long as a small answer."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    from siberia_trade import cli

    try:
        cli.main()
    except SystemExit as ended:
        _leave(ended.code)
        raise


def _leave(code: object) -> None:
    """End the process with a code; return where there is no code, or output that cannot be written and must be said."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        return
    if isinstance(code, int):
        os._exit(code)


if __name__ == "__main__":
    main()
