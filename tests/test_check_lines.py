"""`strade check`: lines that are no rows: the last one of a file that was cut, and one of units below the header."""

import gzip
from pathlib import Path

import pytest
from conftest import Run
from extracts import ROWS, TCBT, TCBT_DOS
from test_check import found, said

WHOLE = TCBT.write(ROWS)
TIDY = b"year,flow,partner,value_usd\n2021,export,CN,100000\n2021,import,KZ,250000\n"
WORDS = b"year,flow,value_usd,sector\n2021,export,100,mining\n2021,import,200,farming\n2021,export,300,mining\n"
NO_END = "lines: the last line has no end: is the file complete?"
IS_CUT = "lines: the last line has no end and its last cell, `{}`, is the beginning of `{}`: the file may be cut short"

ENDS = {
    # file; what is said of its end, and how
    "whole": (WHOLE, "", ""),
    "whole, in DOS": (TCBT_DOS.write(ROWS) + b"\x1a", "", ""),
    "blanks behind": (WORDS + b"  ", "", ""),
    "without the last end": (WORDS[:-1], "info", NO_END),
    "cut in a number": (TIDY[:-3], "info", NO_END),
    "cut in a word": (WORDS[:-4], "doubt", IS_CUT.format("min", "mining")),
    "a last word of its own": (WORDS + b"2021,export,400,fishing", "info", NO_END),
    "cut before the last cell": (WORDS[:-7], "info", NO_END),
    "cut in the district": (
        WHOLE[: WHOLE.rindex("ОКРУГ".encode())],
        "doubt",
        IS_CUT.format("01-ЦЕНТРАЛЬНЫЙ ФЕДЕРАЛЬНЫЙ", "01-ЦЕНТРАЛЬНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"),
    ),
}


@pytest.mark.parametrize(("content", "level", "expected"), ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_the_end_of_a_file(
    strade: Run, tmp_path: Path, content: bytes, level: str, expected: str, packed: bool
) -> None:
    (tmp_path / "a.csv").write_bytes(gzip.compress(content) if packed else content)
    code, rows = found(strade, "a.csv")
    assert code == 0
    ends = [(row["level"], text) for row, text in zip(rows, said(rows), strict=True) if "no end" in text]
    assert [level for level, _ in ends] == ([level] if level else [])
    assert all(text.startswith(expected) for _, text in ends)


def test_the_end_of_a_large_file(strade: Run, tmp_path: Path) -> None:
    """The last line is far behind the first ones."""
    rows = "".join(f"2021,export,{number},mining\n" for number in range(10_000))
    (tmp_path / "a.csv").write_text("year,flow,value_usd,sector\n" + rows + "2021,import,1,mini", encoding="utf-8")
    assert [text for text in said(found(strade, "a.csv")[1], "doubt") if "no end" in text] == [
        IS_CUT.format("mini", "mining") + ", download it again"
    ]


UNITS = {
    "units only": (",,,,USD,kg", []),
    "a second line of names": ("year,flow,country,HS,USD,kg", []),
    "units, and a fault further down": (
        ",,,,USD,kg\n2021,export,KZ,44,2x,6",
        ["value: 2 rows; the first is line 2, column value_usd: `USD`: is no number"],
    ),
}


@pytest.mark.parametrize(("below", "more"), UNITS.values(), ids=UNITS.keys())
def test_a_line_of_units(strade: Run, tmp_path: Path, below: str, more: list[str]) -> None:
    """One fault, not one for each of its cells."""
    table = f"year,flow,partner,commodity,value_usd,net_kg\n{below}\n2021,export,CN,27,100,5\n2021,import,CN,84,50,7\n"
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    code, rows = found(strade, "a.csv")
    assert code == 1
    assert [text.partition(". ")[0] for text in said(rows, "fault")] == [
        "lines: line 2 is no row, but a part of the header, as one of units is: remove it",
        *more,
    ]
    assert not said(rows, "doubt")
