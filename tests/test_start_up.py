"""How the program is started and left: what it does not load, and that nothing is lost on the way out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from siberia_trade.indicators import registry


def others(command: str) -> set[str]:
    """Folders of the indicators of all other commands."""
    return {f"siberia_trade.indicators.{each}" for each in registry.COMMANDS if each != command}


#: Runs of the program, and what they have no use for.
NOT_LOADED = {
    "--help": {"polars", "pydantic", "rich", "yaml"},
    "--version": {"polars", "pydantic", "rich", "yaml"},
    "turnover --help": {"polars", "pydantic", "rich", "yaml"},
    "list --help": {"polars", "pydantic", "rich", "yaml"},
    "turnover --years 2021": {"polars", "pydantic", "rich", "yaml"},
    "growth --help": {"polars", "pydantic", "rich", "yaml"},
    "explain --help": {"polars", "pydantic", "rich", "yaml"},
    "turnover --format csv": {"pydantic", "rich", *others("turnover")},
    "dependence --format csv": {"pydantic", "rich", *others("dependence")},
    "concentration --year 2021 --format csv": {"pydantic", "rich", *others("concentration")},
    "turnover": {"pydantic", "rich.console", "rich.table"},
}
COMPLETION = {"_STRADE_COMPLETE": "complete_bash", "COMP_WORDS": "strade turn", "COMP_CWORD": "1"}
#: Run, and the code that it ends with.
CODES = {"turnover": 0, "turnover --region nowhere": 1, "turnover --years 2021": 2, "--version": 0}

PROGRAM = (sys.executable, "-m", "siberia_trade")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("STRADE_", "_STRADE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONUNBUFFERED", "")  # or nothing would be left to write on the way out
    monkeypatch.chdir(tmp_path)


def loaded(line: str) -> set[str]:
    """Packages that a run of the program loads, and modules of them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *PROGRAM[1:], *line.split()],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    names = {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}
    assert "siberia_trade.cli" in names
    return names


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(("line", "idle"), NOT_LOADED.items(), ids=NOT_LOADED.keys())
def test_nothing_is_loaded_that_is_not_used(line: str, idle: set[str]) -> None:
    assert not idle & loaded(line)


@pytest.mark.usefixtures("environment")
def test_completion_loads_nothing_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in COMPLETION.items():
        monkeypatch.setenv(name, value)
    assert not {"polars", "pydantic", "rich", "yaml"} & loaded("")
    assert subprocess.run(PROGRAM, stdout=subprocess.PIPE, check=True).stdout.split() == [b"turnover"]


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(("line", "code"), CODES.items(), ids=CODES.keys())
def test_the_way_out_keeps_the_code_and_what_was_said(line: str, code: int) -> None:
    with Path("out").open("wb") as out, Path("err").open("wb") as err:
        done = subprocess.run([*PROGRAM, *line.split()], stdout=out, stderr=err, check=False)
    assert done.returncode == code
    assert Path("err" if code else "out").read_text(encoding="utf-8").endswith("\n")


@pytest.mark.usefixtures("environment")
def test_the_way_out_with_output_to_a_file() -> None:
    subprocess.run([*PROGRAM, "turnover", "--output", "table.csv"], stderr=subprocess.PIPE, check=True)
    piped = subprocess.run([*PROGRAM, "turnover", "--format", "csv"], capture_output=True, check=True).stdout
    assert Path("table.csv").read_bytes() == piped
    assert [each.name for each in Path().iterdir()] == ["table.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("line", ["turnover --format csv", "--help"])
def test_a_full_disk_is_no_bug(line: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, *line.split()], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.usefixtures("environment")
def test_temporary_copies_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    subprocess.run([*PROGRAM, "turnover"], capture_output=True, check=True)
    assert not list(scratch.iterdir())
