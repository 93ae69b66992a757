"""The registry: every indicator says all of itself, and a file dropped into a folder is an indicator."""

import csv
import inspect
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from conftest import Run

from siberia_trade.indicators.registry import COMMANDS, PARTS, Indicator, amounts, indicators_of, measure
from siberia_trade.schema import DIMENSIONS, RESERVED
from siberia_trade.table import Column, Text

ROOT = Path(__file__).parent.parent
ALL = [(command, each) for command in COMMANDS for each in indicators_of(command)]
EACH = pytest.mark.parametrize(("command", "indicator"), ALL, ids=[f"{command}-{each.name}" for command, each in ALL])


@EACH
def test_it_says_all_of_itself(command: str, indicator: Indicator) -> None:
    for part, text in indicator.explanation().items():
        assert text.strip() == text, part
        assert len(text) > 2, part
    assert indicator.title.en != indicator.title.ru
    assert all(column.label.en and column.label.ru for column in indicator.columns)
    assert inspect.getdoc(indicator.function)


@EACH
def test_percent_columns_say_so(command: str, indicator: Indicator) -> None:
    for column in indicator.columns:
        in_percent = column.name.endswith(("_pct", "_pct_of_turnover", "_pp"))
        assert (column.kind == "percent") == in_percent, column.name


@EACH
def test_no_dimension_of_data_can_have_its_names(command: str, indicator: Indicator) -> None:
    names = {*inspect.signature(indicator.function).parameters, *(column.name for column in indicator.columns)}
    assert {name for name in names if not re.fullmatch(RESERVED, name)} == set()
    assert not names & set(DIMENSIONS)


@pytest.mark.parametrize("command", COMMANDS)
def test_columns_of_one_table_differ(command: str) -> None:
    for table in {table for each in indicators_of(command) for table in each.tables}:
        names = [column.name for each in indicators_of(command) if table in each.tables for column in each.columns]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("command", COMMANDS)
def test_files_are_not_named_as_what_their_folder_defines(command: str) -> None:
    """A module that is loaded takes its name in the package."""
    folder = ROOT / "siberia_trade" / "indicators" / command
    defined = set(
        re.findall(r"^(?:def|class) (\w+)", (folder / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert not defined & {path.stem for path in folder.glob("*.py")}


def test_a_function_is_asked_only_where_all_is_known() -> None:
    def halves(part: int, whole: int) -> tuple[float | None, int]:
        return (None if part == 3 else part / whole), part

    indicator = Indicator(
        "halves", Text("a", "b"), (Column("half", Text("a", "b"), "ratio"), Column("own", Text("a", "b"), "money")),
        halves, *("x" for _ in PARTS),
    )  # fmt: skip
    rows = pl.DataFrame({"region": ["a", "b", "c", "d"], "part": [1, None, 3, 4], "whole": [2, 2, 2, 0]})
    found = measure(rows, ["region"], [indicator])
    assert found["half"].to_list() == [0.5, None, None, None], "unknown, said to be none, divided by zero"
    assert found["own"].to_list() == [amounts([each])[0] for each in (1, None, 3, None)]
    assert measure(rows.clear(), ["region"], [indicator]).columns == ["region", "half", "own"]


def test_amounts_are_exact() -> None:
    assert [str(each) for each in amounts([1, -(10**31), 0])] == [
        "0.000001", "-10000000000000000000000000.000000", "0.000000",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# strade explain


@EACH
@pytest.mark.parametrize("by", ["name", "column"])
def test_every_name_and_column_is_explained(strade: Run, command: str, indicator: Indicator, by: str) -> None:
    for name in [indicator.name] if by == "name" else [column.name for column in indicator.columns]:
        result = strade("explain", name, "--format", "json")
        found = json.loads(result.out)["data"]
        rows = [row for row in found if (row["command"], row["indicator"]) == (command, indicator.name)]
        said = {row["part"]: row["text"] for row in rows}
        assert said["Title"] == indicator.title.en
        assert said["Asked with"].startswith(f"strade {command}")
        assert {text for part, text in said.items() if part not in ("Title", "Columns", "Asked with")} == {
            *indicator.explanation().values()
        }


def test_names_with_their_unit_and_in_other_letters(strade: Run) -> None:
    for name in ("balance_usd", "BALANCE", "balance_kg", "Coverage-Ratio"):
        assert strade("explain", name).code == 0
    unknown = strade("explain balanse")
    assert (unknown.code, unknown.out) == (1, "")
    assert "`balance`" in unknown.err


@pytest.mark.parametrize(
    ("asked", "indicators"),
    {
        "balance_cny": {"balance"}, "weight_kg": {"value", "growth_value", "price_values"},
        "Balassa": {"rca"}, "Баласса": {"rca"}, "gini coefficient": {"gini"}, "Finger-Kreinin": {"similarity"},
    }.items(),
)  # fmt: skip
def test_columns_in_any_currency_and_words_of_titles(strade: Run, asked: str, indicators: set[str]) -> None:
    rows = json.loads(strade("explain", asked, "--format", "json").out)["data"]
    assert {row["indicator"] for row in rows} == indicators


@pytest.mark.parametrize("asked", ["", "-", "change_pct", "of", "growth_foo"])
def test_what_is_no_name_is_refused(strade: Run, asked: str) -> None:
    result = strade("explain", "--", asked)
    assert (result.code, result.out) == (1, "")
    assert "`strade explain` lists all" in result.err


def test_how_it_is_asked_for_gives_figures(strade: Run) -> None:
    rows = json.loads(strade("explain rca --format json").out)["data"]
    [line] = [row["text"] for row in rows if row["part"] == "Asked with"]
    assert line == "strade specialisation --by commodity --of X"
    answer = strade(f"{line.removeprefix('strade ').replace('X', 'russia')} --region Irkutsk --format csv")
    assert any(row["rca"] for row in csv.DictReader(io.StringIO(answer.out)))


def test_an_explanation_has_no_header(strade: Run) -> None:
    lines = strade("explain hhi").out.splitlines()
    assert lines[:4] == [
        "Indicators explained",
        "",
        "concentration, hhi",
        "Title                  Herfindahl-Hirschman index",
    ]
    assert "(Balassa)" in strade("explain").out


@pytest.mark.parametrize(
    "line",
    [
        "turnover", "growth --year 2020:2021", "growth --decompose price --measure value --year 2021", "concentration",
        "specialisation --of russia", "growth --measure weight --year 2021", "structure --measure weight",
    ],
)  # fmt: skip
def test_json_explains_the_columns_that_it_has(strade: Run, line: str) -> None:
    found = json.loads(strade(f"{line} --region Irkutsk --format json").out)
    explained = {name for each in found["meta"]["indicators"] for name in each["columns"]}
    dimensions = found["meta"]["selection"]["by"]
    assert explained == set(found["data"][0]) - {*dimensions, *(f"{name}_name" for name in dimensions)}


def test_what_is_not_prepared_is_named() -> None:
    def doubled(hole: int) -> int:
        return 2 * hole

    column = Column("twice", Text("a", "b"), "ratio")
    indicator = Indicator("twice", Text("a", "b"), (column,), doubled, *("x" for _ in PARTS))
    with pytest.raises(TypeError, match="`twice` takes `hole`; prepared are region, whole"):
        measure(pl.DataFrame({"region": ["a"], "whole": [1]}), ["region"], [indicator])


def test_all_indicators_are_listed(strade: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(strade("explain --format csv").out)))
    assert sorted((row["command"], row["indicator"]) for row in rows) == sorted(
        (command, each.name) for command, each in ALL
    )
    assert list(dict.fromkeys(row["command"] for row in rows)) == list(COMMANDS)
    for form in ("table", "markdown"):
        for lang in ("en", "ru"):
            shown = strade("explain", "--format", form, "--lang", lang).out
            assert all(each.title[lang].split(" (")[0] in shown for _, each in ALL)


def test_json_says_what_its_figures_are(strade: Run) -> None:
    meta = json.loads(strade("dependence --year 2021 --format json").out)["meta"]
    assert [each["name"] for each in meta["indicators"]] == [each.name for each in indicators_of("dependence")]
    assert all(set(PARTS) < set(each) for each in meta["indicators"])
    without_years = json.loads(strade("turnover --year 2021 --format json").out)["meta"]["indicators"]
    assert "turnover_growth" not in {each["name"] for each in without_years}


def test_json_says_what_was_asked(strade: Run) -> None:
    def selection(line: str) -> dict[str, object]:
        return dict(json.loads(strade(f"{line} --year 2021 --format json").out)["meta"]["selection"])

    assert "over" not in selection("turnover")
    assert selection("concentration --over commodity --n 20")["n"] == 20
    growth = selection("growth --decompose shift-share --of russia")
    assert (growth["decompose"], growth["over"], growth["jump"]) == ("shift-share", "commodity", None)


# ---------------------------------------------------------------------------------------------------------------------
# docs/adding-an-indicator.md


def test_a_file_is_all_that_an_indicator_takes(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "adding-an-indicator.md").read_text(encoding="utf-8")
    path = re.search(r"`(siberia_trade/indicators/\S+\.py)`:\n\n```python\n(.*?)```", page, re.DOTALL)
    commands = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert path
    assert commands
    for folder in ("siberia_trade", "configs", "sample_data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / path[1]).write_text(path[2], encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}

    def run(line: str) -> str:
        words = [sys.executable, "-m", "siberia_trade", *line.split()[1:]]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    asked, explained = commands[1].splitlines()
    rows = list(csv.DictReader(io.StringIO(run(asked))))
    assert list(rows[0])[-1] == "cr2_pct"
    for row in rows:
        assert float(row["cr1_pct"]) < float(row["cr2_pct"]) < float(row["cr3_pct"])
    assert "Share of the first two parts" in run(explained)
    assert "cr2_pct" in run("strade explain --format markdown").replace("\\", "")
    meta = json.loads(run(f"{asked.removesuffix('csv')}json"))["meta"]
    assert meta["indicators"][-1]["reading"] == "What part of trade the two largest make up."
