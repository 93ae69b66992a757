"""The benchmarks: what they are measured on, and that a wrong answer ends them. No times are asserted."""

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import siberia_trade as st

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
PATH = "/usr/bin:/bin"
MARKS = "by hand\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nby hand\n"
#: Of an extract of 1000 rows: header, first and last row, with spaces for tabs.
HEADER = "napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s"
FIRST = "ИМ 01/2014 LS 1517501000  515,09 16,62 0 18000 - ВОЛГОГРАДСКАЯ ОБЛАСТЬ 03-ЮЖНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
LAST = "ЭК 12/2021 AU 3815801000  9581,17 919,96 0 93000 - РЕСПУБЛИКА ТЫВА 06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a script of the benchmarks on the code that is tested."""
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    environment = {"PYTHONPATH": str(BENCHMARKS.parent), "PATH": PATH}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)


def made(output: Path, layout: str, *options: str) -> Path:
    result = run("generate.py", layout, "--output", output, *options)
    assert result.returncode == 0, result.stderr
    return output


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    once, again, other = (
        made(tmp_path / name, "fcs", "--rows", "3000", "--seed", seed).read_bytes()
        for name, seed in (("once.csv", "1"), ("again.csv", "1"), ("other.csv", "2"))
    )
    assert once == again != other


def test_bytes_are_the_same_on_every_machine(tmp_path):
    """Figures that were published stay what they were measured on."""
    text = made(tmp_path / "fcs.csv", "fcs", "--rows", "1000").read_text(encoding="utf-8")
    header, first, *others, last = text.replace("\t", " ").splitlines()
    assert (header, first, last, len(others)) == (HEADER, FIRST, LAST, 998)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "cp866"])
def test_encodings_hold_the_same_text(tmp_path, encoding):
    plain = made(tmp_path / "plain.csv", "fcs", "--rows", "500")
    other = made(tmp_path / "other.csv", "fcs", "--rows", "500", "--encoding", encoding)
    assert other.read_bytes() != plain.read_bytes()
    assert other.read_bytes().decode(encoding) == plain.read_bytes().decode("utf-8")


@pytest.mark.parametrize("layout", ["fcs", "baci"])
def test_nothing_is_wrong_with_what_is_made(strade, tmp_path, layout):
    data = made(tmp_path / layout, layout, "--rows", "20000")
    result = strade("check --strict", data)
    assert (result.code, " 0 faults, 0 doubts" in result.out) == (0, True), result.out


def test_no_figure_stands_twice(tmp_path):
    data = made(tmp_path / "fcs.csv", "fcs", "--rows", "50000")
    figure = "napr, period, nastranapr, tnved, edizm, Region"
    rows = duckdb.read_csv(str(data), all_varchar=True)
    assert len(rows.fetchall()) == len(rows.select(figure).distinct().fetchall()) == 50_000


def test_sums_by_two_ways_agree(tmp_path):
    """A sum by the tool, and one of the cells of the file as they stand."""
    data = made(tmp_path / "fcs.csv", "fcs", "--rows", "20000")
    cells = [line.split("\t") for line in data.read_text(encoding="utf-8").splitlines()[1:]]
    by_hand = sum(
        Decimal(stoim.replace(",", "."))
        for napr, period, country, _, _, stoim, _, _, region, _ in cells
        if (napr, country, period[-4:], region[:5]) == ("ЭК", "CN", "2020", "45000")
    )
    table = st.turnover(data=[data], region=["RU-MOW"], partner=["CN"], year="2020")
    assert by_hand > 0
    assert table.frame["exports_usd"].item() == by_hand


def test_all_of_it_runs(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(MARKS, encoding="utf-8")
    result = run("run.py", "--rows", "2000", "--runs", "1", "--page", page)
    assert result.returncode == 0, result.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("by hand\n<!-- measured: begin -->\n")
    assert text.endswith("<!-- measured: end -->\nby hand\n")
    assert "old" not in text
    assert "`mlr` is not installed" in text or shutil.which("mlr", path=PATH)
    measured = [line for line in text.splitlines() if "| strade" in line or "| duckdb" in line]
    assert len(measured) == 24
    assert not [line for line in measured if "missing" in line]


OWN = "region,region_name,exports_usd,imports_usd\nRU-IRK,Irkutsk Region,10.25,\n"
#: A peer's answer, and what is said of it.
PEERS = {
    "the same": ("25000 - ИРКУТСКАЯ ОБЛАСТЬ,ЭК,10.25\n", ""),
    "a cent off": ("25000 - ИРКУТСКАЯ ОБЛАСТЬ,ЭК,10.26\n", "RU-IRK, export: strade 10.25, peer 10.26\n"),
    "the other flow": ("25000 - ИРКУТСКАЯ ОБЛАСТЬ,ИМ,10.25\n", "RU-IRK, export: strade 10.25, peer 0\n"),
    "nothing": ("", "RU-IRK, export: strade 10.25, peer 0\n"),
    "one more": (
        "25000 - ИРКУТСКАЯ ОБЛАСТЬ,ЭК,10.25\n45000 - МОСКВА,ЭК,1\n",
        "RU-MOW, export: strade 0, peer 1\n",
    ),
}


@pytest.mark.parametrize(("rows", "said"), PEERS.values(), ids=PEERS)
def test_answers_that_differ_are_said(tmp_path, rows, said):
    own, peer = tmp_path / "own.csv", tmp_path / "peer.csv"
    own.write_text(OWN, encoding="utf-8")
    peer.write_text(f"Region,napr,amount\n{rows}", encoding="utf-8")
    result = run("answers.py", "partner", own, peer)
    assert (result.returncode, result.stderr) == (1 if said else 0, said)
