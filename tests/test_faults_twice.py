"""The same figure twice, in one file or in several: refused, or counted once where the user says so."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import extracts
import pytest
from conftest import Run
from extracts import DATTSVT, EXCEL, ROWS, Row
from faulty import Files, faulty, lines

MONTHS = ROWS[:7]
LATER = ROWS[7:]


def changed(rows: list[Row], value: str) -> list[Row]:
    """The rows with another value in the first of them."""
    return [rows[0]._replace(value=value), *rows[1:]]


HEADINGS = [row._replace(code=row.code[:4]) for row in LATER if row.code.isdigit()]
HALF_HEADINGS = [row._replace(value="1") for row in HEADINGS]

TWICE: Mapping[str, tuple[Files, str, str]] = {
    # files, more options, words
    "a file given twice": ({"a.csv": lines(ROWS)}, "--data a.csv", "a.csv; hold the same rows; --duplicates drop"),
    "a copy": (
        {"a.csv": lines(ROWS), "b.csv": lines(ROWS)}, "--data b.csv",
        "a.csv and b.csv; hold the same rows; 18 in; 01/2020 export RU-IRK CN 4407110000: 100000.5 in a.csv; drop",
    ),
    "a copy in another layout": (
        {"a.csv": lines(ROWS), "b.csv": EXCEL.write(ROWS)}, "--data b.csv", "hold the same rows; --duplicates drop"
    ),
    "a copy in a zip": (
        {"a.csv": lines(ROWS), "b.zip": extracts.zipped({"DATTSVT.csv": lines(ROWS)})}, "--data b.zip",
        "a.csv and b.zip:DATTSVT.csv; hold the same rows; --duplicates drop",
    ),
    "overlap of one row": (
        {"a.csv": lines(ROWS[:8]), "b.csv": lines(ROWS[7:])}, "--data b.csv",
        "hold the same rows; 1 in; 01/2021 export RU-IRK CN 4407110000; --duplicates drop",
    ),
    "a revision": (
        {"a.csv": lines(ROWS), "b.csv": lines(changed(ROWS, "5"))}, "--data b.csv",
        "a.csv and b.csv; different values; 100000.5 in a.csv; 5 in b.csv; --prefer newest; --prefer last",
    ),
    "a revision, though duplicates go": (
        {"a.csv": lines(ROWS), "b.csv": lines(changed(ROWS, "5"))}, "--data b.csv --duplicates drop",
        "different values; --prefer newest; --prefer last",
    ),
    "the same row again": (
        {"a.csv": lines([*ROWS, ROWS[3]])}, "",
        "a.csv; line 20; repeats line 5; KZ | 0203110000; --duplicates drop",
    ),
    "the same row at once": (
        {"a.csv": lines([*ROWS[:4], *ROWS[3:]])}, "", "a.csv; line 6; repeats line 5; --duplicates drop"
    ),
    "the file joined to itself": (
        {"a.csv": lines(ROWS) + lines(ROWS)}, "", "a.csv; line 21; repeats line 2; 36 rows of; --duplicates drop"
    ),
    "annual beside monthly, two files": (
        {"a.csv": lines(ROWS), "b.csv": lines(extracts.annual(ROWS))}, "--data b.csv",
        "2020 stands both as a whole year (b.csv) and by months (a.csv); RU-ALT; --year",
    ),
    "annual beside monthly, one file": (
        {"a.csv": lines([*ROWS, *extracts.annual(MONTHS)])}, "", "2020; whole year; by months; --year"
    ),
    "parts larger than their aggregate": (
        {"a.csv": lines([*LATER, *HALF_HEADINGS])}, "", "parts of commodity; sum to more than it; 2021; hint: "
    ),
    "parts larger, two files": (
        {"a.csv": lines(LATER), "b.csv": lines(HALF_HEADINGS)}, "--data b.csv", "parts of commodity; sum to more"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "more", "words"), TWICE.values(), ids=TWICE.keys())
@pytest.mark.parametrize("question", ["turnover --by year", "structure --by year,region", "dependence --by year"])
def test_twice_is_refused(strade: Run, tmp_path: Path, files: Files, more: str, words: str, question: str) -> None:
    faulty(strade, tmp_path, files, [f"{question} --data a.csv {more}"], words)


ONCE: Mapping[str, tuple[Files, str, str, list[Row]]] = {
    # files, options, words of the note, rows that the answer must be of
    "a file given twice": ({"a.csv": lines(ROWS)}, "--data a.csv --duplicates drop", "18 rows; counted once", ROWS),
    "a copy": (
        {"a.csv": lines(ROWS), "b.csv": DATTSVT.write(ROWS)}, "--data b.csv --duplicates drop",
        "18 rows; of b.csv repeat another file; counted once", ROWS,
    ),
    "overlap": (
        {"a.csv": lines(ROWS[:9]), "b.csv": lines(ROWS[7:])}, "--data b.csv --duplicates drop",
        "2 rows (800,001); of b.csv; counted once", ROWS,
    ),
    "the same row again": (
        {"a.csv": lines([*ROWS, ROWS[3], ROWS[3]])}, "--duplicates drop", "2 rows of a.csv repeat; counted once", ROWS,
    ),
    "the file joined to itself": (
        {"a.csv": lines(ROWS) + lines(ROWS)}, "--duplicates drop", "18 rows of a.csv repeat; counted once", ROWS,
    ),
    "the last named": (
        {"a.csv": lines(ROWS), "b.csv": lines(changed(ROWS, "5"))}, "--data b.csv --prefer last",
        "of a.csv gave way to the file named last; 1 figure of them", changed(ROWS, "5"),
    ),
    "the last named is the first": (
        {"a.csv": lines(changed(ROWS, "5")), "b.csv": lines(ROWS)}, "--data b.csv --prefer last",
        "of a.csv gave way to the file named last; 1 figure of them", ROWS,
    ),
    "the newest": (
        {"a.csv": lines(changed(ROWS, "5")), "b.csv": lines(ROWS)}, "--data b.csv --prefer newest",
        "of b.csv gave way to the file changed last; 1 figure of them", changed(ROWS, "5"),
    ),
    "headings beside codes": (
        {"a.csv": lines([*ROWS, *HEADINGS])}, "", "10 commodity aggregates; counted once", ROWS,
    ),
    "headings in another file": (
        {"a.csv": lines(ROWS), "b.csv": lines(HEADINGS)}, "--data b.csv", "10 commodity aggregates; counted once", ROWS,
    ),
    "headings, chapters and codes": (
        {"a.csv": lines([*ROWS, *HEADINGS, *(row._replace(code=row.code[:2]) for row in HEADINGS)])}, "",
        "commodity aggregates; counted once", ROWS,
    ),
    "headings rounded": (
        {"a.csv": lines([*ROWS, *(row._replace(value=f"{float(row.value):.0f}") for row in HEADINGS)])}, "",
        "commodity aggregates; counted once", ROWS,
    ),
    "both flows of one cell": ({"a.csv": lines([ROWS[0], ROWS[0]._replace(flow="import")])}, "", "", [
        ROWS[0], ROWS[0]._replace(flow="import"),
    ]),
    "two rows of one cell": (
        {"a.csv": lines([ROWS[0], ROWS[0]._replace(unit="796", value="1")])}, "", "",
        [ROWS[0]._replace(value="100001.5")],
    ),
    "annual and monthly of different years": (
        {"a.csv": lines(extracts.annual(MONTHS)), "b.csv": lines(LATER)}, "--data b.csv", "",
        [*extracts.annual(MONTHS), *LATER],
    ),
    "annual and monthly, one of them chosen": (
        {"a.csv": lines([*ROWS, *extracts.annual(MONTHS)])}, "--month 1:2", "", ROWS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "more", "words", "rows"), ONCE.values(), ids=ONCE.keys())
def test_twice_is_counted_once(
    strade: Run, tmp_path: Path, files: Files, more: str, words: str, rows: list[Row]
) -> None:
    for name, content in files.items():
        tmp_path.joinpath(name).write_bytes(content)
    os.utime(tmp_path / "a.csv", ns=(time.time_ns(), time.time_ns() + 10**10))
    tmp_path.joinpath("single").mkdir()
    tmp_path.joinpath("single", "extract.csv").write_bytes(lines(rows))
    for question in ("turnover --by year,region", "structure --by year --grouping chapters", "dependence --by year"):
        if "dependence" in question and len({row.partner for row in rows}) < 2:
            continue
        # The choice of months is part of one question, and of no other.
        months = "--month 1:2" if "--month" in more else ""
        result = strade(f"{question} --format csv --data a.csv {more}")
        assert result.out == strade(f"{question} --format csv --data single {months}").out, result.err
        assert not [word for word in words.split("; ") if word not in result.err], result.err
        assert words or "once" not in result.err


def test_by_weight_too(strade: Run, tmp_path: Path) -> None:
    """A weight is guarded as a value is."""
    tmp_path.joinpath("a.csv").write_bytes(lines([*ROWS, *HEADINGS]))
    tmp_path.joinpath("b.csv").write_bytes(lines(ROWS))
    question = "turnover --by year,region --measure weight --format csv"
    assert strade(f"{question} --data a.csv").out == strade(f"{question} --data b.csv").out
    assert strade(f"{question} --data b.csv --data b.csv").code == 1
