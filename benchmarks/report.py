"""The page that a benchmark leaves: the machine, and one table."""

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from measure import CHECKOUT, Run, medians
from questions import PEERS, STRADE, Question, Way

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = ("Question", "Way", "Wall, s", "Ratio", "CPU, s", "Peak, MB", "Runs")


class Measured(NamedTuple):
    """A way, and its runs; none where it could not be asked."""

    way: Way
    runs: Sequence[Run]


def machine() -> str:
    """Say on what and with what the times were taken."""
    asked = subprocess.run([*STRADE, "--version"], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    versions = [asked.stdout.strip()]
    versions += [f"{package} {_version(package)}" for _, package in PEERS.values() if package != "mlr"]
    if shutil.which("mlr"):
        said = subprocess.run(["mlr", "--version"], capture_output=True, text=True, check=True).stdout
        versions.append(said.strip().replace("mlr ", "miller "))
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{datetime.now(UTC):%Y-%m-%d}. {_processor()}, {os.cpu_count()} cores, {memory_gb:.0f} GB; "
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}.\n"
        f"{', '.join(version for version in versions if not version.endswith('not installed'))}."
    )


def table(results: Sequence[tuple[Question, Sequence[Measured]]]) -> str:
    """Write one table in Markdown, a line for each way; ratios are of wall time to the question's yardstick."""
    lines = [_line(HEAD), "|---|---|" + "--:|" * (len(HEAD) - 2)]
    for question, measured in results:
        yardstick = next(
            (medians(runs).wall_s for way, runs in measured if way.name == question.yardstick and runs), None
        )
        for number, (way, runs) in enumerate(measured):
            title = "" if number else f"**{question.title}**"
            lines.append(_line((title, way.name, *_figures(way, runs, yardstick))))
    return "\n".join(lines)


def write(page: Path, text: str) -> None:
    """Put the text between the marks of the page."""
    pattern = re.compile(f"(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", re.DOTALL)
    page.write_text(pattern.sub(lambda _: f"\n{text}\n\n", page.read_text(encoding="utf-8")), encoding="utf-8")


def _figures(way: Way, runs: Sequence[Run], yardstick: float | None) -> tuple[str, ...]:
    if not runs:
        return f"missing: {way.missing}", "", "", "", "0"
    wall_s, cpu_s, peak_mb = medians(runs)
    ratio = f"{wall_s / yardstick:.2f}" if yardstick else ""
    return f"{wall_s:.3f}", ratio, f"{cpu_s:.3f}", f"{peak_mb:.0f}", str(len(runs))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"model name\s*: (.*)", cpu)
    return names[0] if names else platform.machine()
