"""Run a command as a whole process, and say what it took."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

#: The commands run in the checkout that this file is in, so that its own `siberia_trade` answers.
CHECKOUT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """What one run of a process took, and all that it started."""

    wall_s: float
    cpu_s: float
    peak_mb: float


class Failed(Exception):  # noqa: N818 - it is what happened
    """A command did not end well."""


def run(command: Sequence[str], answer: Path) -> Run:
    """Run a command with its output in a file.

    The peak is that of the largest process. The system counts this process's own size in, from before the command
    took its place: import nothing large here.
    """
    said = answer.with_suffix(".stderr")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STRADE_")}
    with answer.open("wb") as out, said.open("wb") as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=CHECKOUT, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already
    if process.returncode:
        message = f"{' '.join(command)}\nended with {process.returncode}: {said.read_text(errors='replace').strip()}"
        raise Failed(message)
    return Run(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def medians(runs: Sequence[Run]) -> Run:
    """Each figure's own median."""
    return Run(*(median(figures) for figures in zip(*runs, strict=True)))
