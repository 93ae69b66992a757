"""Time `strade` and its peers on the same questions: `python benchmarks/run.py --rows 20000000`.

Makes the data, runs every way as a process of its own, in turns, compares all answers to the cent, and writes the
table into benchmarks/README.md. Two answers that differ end it at once.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import measure
import questions
import report
from questions import HERE, Question, Way

#: A way that takes longer is run once.
LONG_S = 30


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000], help="of the extract; at most 40 million")
    parser.add_argument("--runs", type=int, default=5, help="of each way (default 5); the table has their medians")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the data here, and use what is here")
    parser.add_argument("--page", type=Path, default=HERE / "README.md", help="the page to write the table into")
    asked = parser.parse_args()
    if max(asked.rows) > 40_000_000:
        parser.error("--rows: beyond 40 million the generator adds years, which the peers' questions do not know")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            results = [_ask(question, asked.runs, Path(scratch)) for question in _questions(asked.rows, folder)]
        except measure.Failed as failure:
            sys.exit(f"error: {failure}")
    text = f"{report.machine()}\n\n{report.table(results)}"
    report.write(asked.page, text)
    print(text)


def _questions(sizes: Sequence[int], folder: Path) -> Iterator[Question]:
    """All questions, each size's data made when it is their turn."""
    yield from questions.start_up()
    for rows in sizes:
        for question in _questions_of(rows, folder):
            yield replace(question, title=f"{rows:,} rows. {question.title}")


def _questions_of(rows: int, folder: Path) -> Iterator[Question]:
    data = _made("fcs", rows, folder / f"fcs-{rows}.csv")
    yield from questions.fcs(data)
    yield questions.other_encoding(
        _made("fcs", rows, folder / f"fcs-{rows}-cp1251.csv", "--encoding", "cp1251"), "cp1251"
    )
    store = folder / f"store-{rows}"
    yield questions.conversion(data, store)
    yield from questions.converted(store)
    yield questions.baci(_made("baci", rows, folder / f"baci-{rows}"))


def _made(layout: str, rows: int, output: Path, *options: str) -> Path:
    """Make an extract, in a process of its own, unless it is there."""
    if not output.exists():
        part = output.with_name(f"{output.name}.part")
        command = [
            sys.executable,
            str(HERE / "generate.py"),
            layout,
            "--rows",
            str(rows),
            "--output",
            str(part),
            *options,
        ]
        subprocess.run(command, check=True, cwd=measure.CHECKOUT)
        part.rename(output)
    return output


def _ask(question: Question, runs: int, scratch: Path) -> tuple[Question, list[report.Measured]]:
    """Run all ways of a question in turns, and compare the first answer of each."""
    print(question.title, file=sys.stderr)
    taken: dict[Way, list[measure.Run]] = {way: [] for way in question.ways}
    for turn in range(runs):
        for number, (way, times) in enumerate(taken.items()):
            if way.missing or any(time.wall_s > LONG_S for time in times):
                continue
            if way.writes:
                _remove(way.writes)
            times.append(measure.run(way.command, scratch / f"{number}.csv"))
            print(f"  {way.name}: {times[-1].wall_s:.3f} s", file=sys.stderr)
            if question.answer and number and not turn:
                _compare(question, way, scratch / "0.csv", scratch / f"{number}.csv")
    return question, [report.Measured(way, times) for way, times in taken.items()]


def _compare(question: Question, way: Way, own: Path, other: Path) -> None:
    command = [sys.executable, str(HERE / "answers.py"), question.answer, str(own), str(other)]
    compared = subprocess.run(command, capture_output=True, text=True, check=False, cwd=measure.CHECKOUT)
    if compared.returncode:
        raise measure.Failed(f"{question.title}: {way.name} answers otherwise.\n{compared.stderr.strip()}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
