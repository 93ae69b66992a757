"""The command line: the api's own rows, data to stdout and the rest to stderr, files whole or not at all."""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, ROWS, TCBT

import siberia_trade
from siberia_trade import api
from siberia_trade.cli import COMMANDS
from siberia_trade.cli.output import SUFFIXES

CALLS = {
    # command line: function and its options
    "turnover --by year,region": ("turnover", {"by": "year,region"}),
    "turnover --region Irkutsk --region Moscow --by group,year": (
        "turnover", {"region": ["Irkutsk", "Moscow"], "by": ["group", "year"]}
    ),
    "shares --region siberia --of russia --year 2021": (
        "shares", {"region": "siberia", "of": "russia", "year": 2021}
    ),
    "structure --flow export --grouping chapters --top 2 --year 2020:2021 --by year": (
        "structure", {"flow": "export", "grouping": "chapters", "top": 2, "year": [2020, 2021], "by": "year"}
    ),
    "dependence --partner China --year 2021 --measure weight": (
        "dependence", {"partner": "China", "year": 2021, "measure": "weight"}
    ),
}  # fmt: skip


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small extract, `good.csv` in the folder that commands run in."""
    path = tmp_path / "good.csv"
    path.write_bytes(DATTSVT.write(ROWS))
    return path


def number(value: Any) -> Any:
    """Any number as an exact one; everything else as it is."""
    return Decimal(str(value)).normalize() if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize(("line", "call"), CALLS.items(), ids=CALLS.keys())
def test_json_and_csv_hold_the_rows_of_the_api(strade: Run, good: Path, line: str, call: tuple[str, Any]) -> None:
    name, options = call
    table = getattr(api, name)(data=str(good), **options)
    rows = [{key: number(value) for key, value in row.items()} for row in table.frame.iter_rows(named=True)]
    assert rows
    as_json = strade(f"{line} --data good.csv --format json")
    found = json.loads(as_json.out, parse_float=Decimal)
    assert [{key: number(value) for key, value in row.items()} for row in found["data"]] == rows
    assert "e+" not in as_json.out.split('"data"')[1].lower()
    lines = strade(f"{line} --data good.csv --format ndjson").out.splitlines()
    assert [json.loads(each, parse_float=Decimal) for each in lines] == found["data"]
    as_csv = list(csv.reader(io.StringIO(strade(f"{line} --data good.csv --format csv").out)))
    assert as_csv[0] == table.frame.columns
    assert as_csv[1:] == [["" if value is None else str(value) for value in row.values()] for row in found["data"]]


def test_the_package_has_one_function_for_each_command(good: Path) -> None:
    for name in COMMANDS:
        assert getattr(siberia_trade, name) is getattr(api, name)
    assert isinstance(siberia_trade.turnover(data=[str(good)]).frame, pl.DataFrame)


def test_meta(strade: Run, good: Path) -> None:
    answer = json.loads(strade("structure --data good.csv --region Irkutsk --year 2021 --top 1 --format json").out)
    assert list(answer) == ["meta", "data"]
    meta = answer["meta"]
    assert {"command", "version", "study", "selection", "sources", "units", "warnings"} <= set(meta)
    assert (meta["command"], meta["version"], meta["study"]) == ("structure", siberia_trade.__version__, None)
    selection = meta["selection"]
    assert [choice["id"] for choice in selection["region"]] == ["RU-IRK"]
    assert (selection["years"], selection["by"], selection["top"]) == ([2021], ["flow", "commodity"], 1)
    assert (selection["partner"], selection["flow"], selection["grouping"]) == ("world", "both", "sections")
    (source,) = meta["sources"]
    assert source["file"] == "good.csv"
    assert source["bytes"] == good.stat().st_size
    assert (source["rows"], source["first_period"], source["last_period"]) == (len(ROWS), "2020-01", "2021-02")
    assert len(source["sha256"]) == 64
    assert any("2021" in warning for warning in meta["warnings"])
    assert json.loads(strade("turnover --format json").out)["meta"]["study"] == "siberia-china"


# ---------------------------------------------------------------------------------------------------------------------
# Where things go


def test_notes_are_beside_machines_data_and_in_peoples_tables(strade: Run, good: Path) -> None:
    note = "2021 is incomplete: months 1–2 only"
    for form in ("csv", "json", "ndjson"):
        result = strade(f"turnover --data good.csv --year 2021 --format {form}")
        assert note in result.err
        assert all(line.startswith("note: ") for line in result.err.splitlines())
        assert (note in result.out) == (form == "json")
        quiet = strade(f"turnover --data good.csv --year 2021 --quiet --format {form}")
        assert quiet == (0, result.out, "")
    for form in ("table", "markdown"):
        result = strade(f"turnover --data good.csv --year 2021 --format {form}")
        assert note in result.out.replace("\n", " ")
        assert result.err == ""
        quiet = strade(f"turnover --data good.csv --year 2021 --quiet --format {form}")
        assert (quiet.code, quiet.err) == (0, "")
        assert note not in quiet.out


def test_errors_are_said_even_when_quiet(strade: Run, good: Path) -> None:
    result = strade("turnover --data good.csv --region Tomsk --quiet")
    assert (result.code, result.out) == (1, "")
    assert "Tomsk" in result.err


@pytest.mark.parametrize("form", ["table", "csv", "json", "ndjson", "markdown"])
def test_samples_say_so_always(strade: Run, form: str) -> None:
    for more in ("", "--quiet", "--output answer.txt", "--quiet --output answer.txt"):
        result = strade(f"turnover --region Irkutsk --year 2021 --format {form} {more}")
        assert result.code == 0
        assert "note: sample data, reconstructed" in result.err
        assert "not official" in result.err


def test_verbose_names_the_files(strade: Run, good: Path) -> None:
    plain = strade("turnover --data good.csv --by year --format csv")
    verbose = strade("turnover --data good.csv --by year --format csv --verbose")
    assert verbose.out == plain.out
    assert f"good.csv (fcs, utf-8): {len(ROWS)} rows, 2020-01 to 2021-02" in verbose.err
    number = r"\d+\.\d\d s"
    assert re.search(f"time: open {number}, read and sum {number}, compute {number}, render {number}; ", verbose.err)


def test_no_escape_codes(strade: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("table", "markdown"):
        assert "\x1b" not in strade(f"turnover --data good.csv --format {form}").out
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b" not in strade("turnover --data good.csv").out, "stdout is no terminal"


def on_terminal(good: Path, **variables: str) -> bytes:
    """What a command writes to a terminal of 80 columns."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    environment |= {"COLUMNS": "80", "TERM": "xterm"} | variables
    done = subprocess.run(
        [sys.executable, "-m", "siberia_trade", "turnover", "--data", str(good), "--by", "year"],
        stdout=slave,
        stderr=subprocess.PIPE,
        env=environment,
        check=True,
    )
    os.close(slave)
    assert done.stderr == b""
    written = b""
    while True:
        try:
            block = os.read(master, 1 << 16)
        except OSError:
            break
        if not block:
            break
        written += block
    os.close(master)
    return written


def test_color_on_a_terminal_only_where_wanted(good: Path) -> None:
    assert b"\x1b[" in on_terminal(good)
    assert b"\x1b[" not in on_terminal(good, NO_COLOR="1")
    assert b"\x1b[" not in on_terminal(good, TERM="dumb")


# ---------------------------------------------------------------------------------------------------------------------
# Files


@pytest.mark.parametrize(("suffix", "form"), SUFFIXES.items())
def test_the_suffix_says_the_form(strade: Run, good: Path, suffix: str, form: str) -> None:
    shown = strade(f"turnover --data good.csv --by year --format {form}")
    for name in (f"answer{suffix}", f"ответ [1]{suffix.upper()}"):
        written = strade("turnover --data good.csv --by year --output", name)
        assert (written.code, written.out) == (0, "")
        assert good.with_name(name).read_text("utf-8") == shown.out
        assert written.err == shown.err


def test_the_form_wins_over_the_suffix(strade: Run, good: Path) -> None:
    shown = strade("turnover --data good.csv --by year --format csv")
    for name in ("answer.json", "answer.dat", "answer"):
        assert strade("turnover --data good.csv --by year --format csv --output", name).code == 0
        assert good.with_name(name).read_text("utf-8") == shown.out


def test_a_file_is_replaced_whole(strade: Run, good: Path) -> None:
    answer = good.with_name("answer.csv")
    answer.write_text("older\n" * 1000)
    answer.chmod(0o640)
    assert strade("turnover --data good.csv --region Tomsk --output answer.csv").code == 1
    assert answer.read_text() == "older\n" * 1000
    shown = strade("turnover --data good.csv --by year --format csv")
    assert strade("turnover --data good.csv --by year --output answer.csv").code == 0
    assert answer.read_text() == shown.out
    assert stat.S_IMODE(answer.stat().st_mode) == 0o640
    assert sorted(path.name for path in good.parent.iterdir()) == ["answer.csv", "good.csv"]


def test_a_new_file_has_usual_rights(strade: Run, good: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert strade("turnover --data good.csv --output answer.csv").code == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE(good.with_name("answer.csv").stat().st_mode) == 0o640


def test_no_folder_to_write_to(strade: Run, good: Path) -> None:
    result = strade("turnover --data good.csv --output nowhere/answer.csv")
    assert (result.code, result.out) == (1, "")
    assert "nowhere/answer.csv: No such file or directory" in result.err
    assert [path.name for path in good.parent.iterdir()] == ["good.csv"]


def test_a_folder_is_no_file(strade: Run, good: Path) -> None:
    good.with_name("answer.csv").mkdir()
    result = strade("turnover --data good.csv --output answer.csv")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: --output answer.csv: ")
    assert sorted(path.name for path in good.parent.rglob("*")) == ["answer.csv", "good.csv"]


def test_a_link_is_followed_or_replaced_but_never_broken(strade: Run, good: Path) -> None:
    good.with_name("real.csv").write_text("older\n")
    good.with_name("answer.csv").symlink_to("real.csv")
    assert strade("turnover --data good.csv --by year --output answer.csv").code == 0
    assert good.with_name("answer.csv").read_text() == strade("turnover --data good.csv --by year --format csv").out


def test_output_to_what_is_no_plain_file(strade: Run, good: Path) -> None:
    """A pipe or a device (`--output /dev/null`) is written to; replacing it would take it from everybody."""
    pipe = good.with_name("answer.csv")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    result = strade("turnover --data good.csv --by year --output answer.csv")
    assert result.code == 0, result.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.read(reader, 1 << 16).decode() == strade("turnover --data good.csv --by year --format csv").out
    os.close(reader)


def test_the_extract_is_left_alone(strade: Run, good: Path) -> None:
    before = good.stat(), good.read_bytes()
    assert strade("turnover --data good.csv --output answer.csv").code == 0
    assert (good.stat().st_mtime_ns, good.read_bytes()) == (before[0].st_mtime_ns, before[1])


# ---------------------------------------------------------------------------------------------------------------------
# Help, and other places to run from


def test_help(strade: Run) -> None:
    result = strade("--help")
    assert result.code == 0
    assert all(f"  {name} " in result.out for name in COMMANDS)
    for name in COMMANDS:
        shown = strade(f"{name} --help")
        assert (shown.code, shown.err) == (0, "")
        assert f"Example: strade {name} " in shown.out
        assert strade(f"{name} -h") == shown


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_run(strade: Run, name: str) -> None:
    text = COMMANDS[name]
    example = text[text.index("strade ") :].splitlines()[0]
    result = strade(f"{example.removeprefix('strade ')} --format csv")
    assert result.code == 0, result.err
    assert len(result.out.splitlines()) > 1


def test_version(strade: Run) -> None:
    assert strade("--version") == (0, f"strade {siberia_trade.__version__}\n", "")


def test_in_an_empty_environment_from_another_folder(strade: Run, good: Path) -> None:
    other = good.parent / "other"
    other.mkdir()
    expected = strade("turnover --data good.csv --by year,region")
    done = subprocess.run(
        [
            "env",
            "-i",
            sys.executable,
            "-m",
            "siberia_trade",
            "turnover",
            "--data",
            "../good.csv",
            "--by",
            "year,region",
        ],
        cwd=other,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == expected.out
    assert done.stderr == b""


def test_in_another_locale(strade: Run, good: Path) -> None:
    expected = strade("turnover --data good.csv --region Irkutsk --lang ru")
    for variables in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1251"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "siberia_trade",
                "turnover",
                "--data",
                str(good),
                "--region",
                "Irkutsk",
                "--lang",
                "ru",
            ],
            env={**os.environ, **variables},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode("utf-8") == expected.out


def test_the_study_of_the_environment(strade: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good.with_name("mine.yaml").write_text(
        'title: {en: Mine, ru: Мое}\ndata: good.csv\nregion: Irkutsk\npartner: "CN"\nyear: 2021\n', "utf-8"
    )
    expected = strade("turnover --data good.csv --region Irkutsk --partner CN --year 2021 --format csv")
    assert strade("turnover --study mine.yaml --format csv") == expected
    monkeypatch.setenv("STRADE_STUDY", "mine.yaml")
    assert strade("turnover --format csv") == expected
    assert strade("turnover --format csv --study siberia-china").out != expected.out
    good.with_name("2020.csv").write_bytes(TCBT.write(ROWS[:7]))
    lifted = strade("turnover --format csv --year 2020 --partner world --by partner")
    assert {row.split(",")[0] for row in lifted.out.splitlines()[1:]} == {"CN"}, "options win over the study"


def test_the_footer_names_a_top_partner_that_no_row_shows(strade: Run) -> None:
    """China leads Siberia as a whole, but not the two regions that lean most on Kazakhstan."""
    result = strade("dependence --study siberia-kazakhstan --year 2021 --top 2")
    total = next(line for line in result.out.splitlines() if line.startswith("Total"))
    assert " China " in total
    assert "China" not in "".join(line for line in result.out.splitlines() if not line.startswith("Total"))


@pytest.mark.parametrize("study", ["siberia-china", "siberia-kazakhstan", "siberia-mongolia"])
@pytest.mark.parametrize("command", ["turnover", "shares", "structure", "dependence"])
def test_every_shipped_study_answers(strade: Run, study: str, command: str) -> None:
    result = strade(f"{command} --study {study} --year 2021 --format json")
    answer = json.loads(result.out)
    assert (result.code, answer["meta"]["study"], answer["meta"]["reconstructed"]) == (0, study, True)
    assert len(answer["data"]) > 5
