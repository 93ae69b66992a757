"""`strade check` of large files: their rows are read as text once and kept meanwhile, and the answer is the same.

`STRADE_SKIM=always` makes any file a large one, `never` none.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from extracts import DATTSVT, TCBT, TCBT_DOS, Row
from layouts import comtrade
from test_check import GOOD, PLANTED, change, said, write
from test_check import found as found_in

from siberia_trade.inspection import kept
from siberia_trade.inspection.survey import records
from siberia_trade.readers import open_extracts, skim, spec

ODD = [*change(3, value="n/a", kg="1,2,3")(change(4, partner="QQ", value="")(GOOD)), *GOOD[:3]]
LINES = DATTSVT.text(ODD).split("\n")
REEXPORTS = """
    156 X  2022 0   TOTAL 100
    156 X  2022 643 TOTAL 60
    156 RX 2022 643 TOTAL 5
"""

FILES = {
    # name of the file, and its content
    "numbers that are none": ("a.csv", DATTSVT.write(ODD)),
    "lines of the wrong length": ("a.csv", DATTSVT.encode("\n".join([*LINES[:9], LINES[9] + "\tmore", "ИМ", *LINES]))),
    "another encoding": ("a.csv", TCBT_DOS.write(ODD)),
    "two encodings": ("a.csv", TCBT.write(GOOD) + TCBT_DOS.write(GOOD)),
    "quotes": ("a.csv", replace(TCBT, quote='"').write(ODD)),
    "quotes further down": ("a.csv", TCBT.write(GOOD * 30) + replace(TCBT, quote='"').write(GOOD)),
    "rows that others hold": ("a.csv", comtrade(REEXPORTS)),
    "rows of two sides": ("BACI_HS17_Y2018.csv", b"t,i,j,k,v,q\n2018,156,643,270900,1.5,NA\n2018,156,643,270900,2,x\n"),
    "dimensions of its own": ("a.csv", b"year,flow,partner,sector,value_usd\n2021,export,CN,oil,5\n2021,import,,,7\n"),
    "dimensions named as oddly": ("a.csv", b"year,partner,bad_value,no_value,name,kept,value_usd\n2021,CN,a,b,c,d,x\n"),
}  # fmt: skip


@pytest.fixture
def both(strade: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Check files as large ones and as small ones, and hold the answers against each other."""

    def compare(*arguments: str) -> None:
        results = []
        for switch in ("never", "always"):
            monkeypatch.setenv(skim.SWITCH, switch)
            results.append(strade("check --format json", *arguments))
        assert results[0] == results[1]
        assert '"file"' in results[0].out

    return compare


@pytest.mark.parametrize("rows", [rows for rows, *_ in PLANTED.values()], ids=PLANTED)
def test_whatever_is_planted(both: Callable[..., None], tmp_path: Path, rows: Callable[..., list[Row]]) -> None:
    both(write(tmp_path / "a.csv", rows(GOOD)))


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_whatever_the_layout(both: Callable[..., None], tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    both(name)


def test_a_large_file_beside_a_small_one(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are told by the same names, whether their rows are kept or not."""
    write(tmp_path / "large.csv", [*GOOD, *(row._replace(period="2020-01") for row in GOOD)])
    write(tmp_path / "small.csv", change(2, code="XXXXXXXXXX")(GOOD[:6]))
    as_small = strade("check --format json large.csv small.csv")
    monkeypatch.setattr(skim, "LARGE_BYTES", 2000)
    assert (tmp_path / "small.csv").stat().st_size < 2000 < (tmp_path / "large.csv").stat().st_size
    assert strade("check --format json large.csv small.csv") == as_small
    assert '"overlaps": [\n' in as_small.out


def test_text_is_read_once(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def of_lines(extract: spec.Extract, **options: bool) -> object:
        read.append(extract.label)
        return lines(extract, **options)

    lines = spec.of_lines
    monkeypatch.setattr(spec, "of_lines", of_lines)
    monkeypatch.setenv(skim.SWITCH, "always")
    assert strade("check", write(tmp_path / "a.csv")).code == 0
    assert read == ["a.csv"]


def test_no_room_to_keep_rows(tmp_path: Path) -> None:
    """The text goes on being read."""
    with open_extracts([str(tmp_path / write(tmp_path / "a.csv"))]) as opened:
        [extract] = opened.extracts
        assert kept.keep(extract, records(extract), tmp_path / "no such folder" / "a.parquet") is extract


@pytest.mark.parametrize("switch", ["never", "always"])
def test_lines_of_both_flows(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    """A line holds two figures, and each of them may stand twice."""
    monkeypatch.setenv(skim.SWITCH, switch)
    (tmp_path / "my.yaml").write_text("columns: {year: Y, partner: C, exports: Out, imports: In}")
    # China 5 out and 3 in twice; Japan 5 and 7 out, 3 and nothing that is a number in; India 8 in twice, 7 and 6 out
    lines = "2020;China;5;3 2020;China;5;3 2021;Japan;5;3 2021;Japan;7;x 2021;India;7;8 2021;India;6;8"
    (tmp_path / "a.csv").write_text("\n".join(["Y;C;Out;In", *lines.split(), ""]))
    assert {
        "value: 1 row; the first is line 5, column In: `x`: is no number. This file's decimal mark is a comma; no "
        "blanks, thousands marks or exponents are expected. The column map can say `decimal`, `thousands`, what is "
        "`empty`, and which rows to `leave_out`.",
        "duplicates: 3 rows repeat earlier ones (16); the first: line 3 repeats line 2",
    } == set(said(found_in(strade, "a.csv", more="--source my.yaml")[1], "fault"))
