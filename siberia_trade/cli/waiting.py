"""A sign of life while long work goes on: on a terminal only, and gone before anything else is written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final

#: Shorter work needs no sign.
PATIENCE_SECONDS: Final = 2.0
_CLEARED: Final = "\r\x1b[K"


@contextmanager
def waiting(what: str, *, quiet: bool = False) -> Iterator[None]:
    """Count seconds on stderr while the block runs; nothing where stderr is a pipe or a file, or ``quiet``."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    start, done = monotonic(), Event()

    def count() -> None:
        while not done.wait(PATIENCE_SECONDS if monotonic() - start < PATIENCE_SECONDS else 1):
            sys.stderr.write(f"{_CLEARED}{what}: {monotonic() - start:.0f} s")
            sys.stderr.flush()

    thread = Thread(target=count, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        if monotonic() - start >= PATIENCE_SECONDS:
            sys.stderr.write(_CLEARED)
            sys.stderr.flush()
