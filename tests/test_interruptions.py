"""Commands that are interrupted, and outputs that nobody reads."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from extracts import ROWS, TCBT
from faulty import GOOD

COMMAND = [sys.executable, "-m", "siberia_trade"]


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """`strade ... | head -1`: quiet, and no complaint of Python's."""
    periods = [f"{year}-{month:02}" for year in range(1990, 2059) for month in range(1, 13)]
    rows = [ROWS[0]._replace(period=period) for period in periods for _ in range(1)]
    tmp_path.joinpath("long.csv").write_bytes(TCBT.write(rows))
    question = [*COMMAND, "turnover", "--data", "long.csv", "--by", "year,month", "--format", "json", "--quiet"]
    with subprocess.Popen(question, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        said = process.stderr.read()
        process.wait(20)
    assert said == b""
    assert process.returncode in (0, 141)


def test_a_reader_that_never_was(tmp_path: Path) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    read, write = os.pipe()
    os.close(read)
    for question in (["turnover", "--data", "good.csv", "--by", "year"], ["--help"], ["turnover", "--help"]):
        done = subprocess.run([*COMMAND, *question], cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, check=False)
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr
        assert done.returncode in (0, 1, 141)
    os.close(write)


def test_ctrl_c(tmp_path: Path) -> None:
    """Interrupted while it waits for its input: quiet, and nothing written."""
    question = [*COMMAND, "turnover", "--data", "-", "--output", "answer.csv"]
    process = subprocess.Popen(
        question,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.default_int_handler
        ),  # a job in the background ignores it
    )
    with process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(5)
        finally:
            process.kill()
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() == b""
        said = process.stderr.read().decode()
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_an_empty_pipe(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "turnover", "--data", "-"], input=b"", cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("error: <stdin>: the file is empty")
