"""`strade check`: what is found in a file, and that nothing wrong with one keeps the others from being read.

A good file of 36 rows, and copies of it with one fault each.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Run
from extracts import DATTSVT, EXCEL, TCBT, TCBT_DOS, Row, zipped

import siberia_trade as st

#: Twelve months of one region: wood to China and Kazakhstan at 20 dollars a kilogram, telephones from China at 500.
#: Exports 2 x 12 x 20,000 = 480,000; imports 12 x 50,000 = 600,000.
GOOD = [
    row
    for month in range(1, 13)
    for row in (
        Row("export", f"2021-{month:02}", "CN", "4407110000", "", "20000", "1000", "0", "25000"),
        Row("export", f"2021-{month:02}", "KZ", "0203110000", "", "20000", "1000", "0", "25000"),
        Row("import", f"2021-{month:02}", "CN", "8517120000", "796", "50000", "100", "50", "25000"),
    )
]


def found(run: Run, *files: str, more: str = "") -> tuple[int, list[dict[str, str]]]:
    """Exit code and rows of a check."""
    result = run(f"check --format csv {more}", *files)
    return result.code, list(csv.DictReader(io.StringIO(result.out)))


def said(rows: Sequence[dict[str, str]], level: str = "") -> list[str]:
    """Rows as `check: result`; of one level, or all."""
    return [f"{row['check']}: {row['result']}" for row in rows if level in ("", row["level"])]


def write(path: Path, rows: Sequence[Row] = GOOD) -> str:
    path.write_bytes(DATTSVT.write(rows))
    return path.name


def test_good_file(strade: Run, tmp_path: Path) -> None:
    code, rows = found(strade, write(tmp_path / "good.csv"), more="--strict")
    assert code == 0
    assert {row["level"] for row in rows} == {"info"}
    assert said(rows) == [
        "source: Federal Customs Service of Russia, trade by region (TCBT, DATTSVT) (fcs)",
        "encoding: utf-8",
        "layout: separator tab, numbers like 1234,5, 10 columns, no quotes",
        "rows: 36",
        "period: 2021 by month",
        "reporter: Russia",
        "region: 1: Irkutsk Region",
        "partner: 2: China, Kazakhstan",
        "commodity: codes: 3; 10 digits: 36 rows",
        "classification: HS 2012, 2017 or 2022: 3 headings, all in it",
        "exports: 480,000 USD",
        "imports: 600,000 USD",
        "undisclosed: region 0%, partner 0%, commodity 0%",
        "duplicates: none",
        "unit_value: 36 rows compared, none is 100 times off the median of its code",
    ]


@pytest.mark.parametrize(
    "layout", [TCBT, TCBT_DOS, EXCEL, replace(TCBT, quote='"')], ids=["tcbt", "dos", "excel", "quoted"]
)
def test_every_layout_has_the_same_sums(strade: Run, tmp_path: Path, layout: object) -> None:
    (tmp_path / "a.csv").write_bytes(layout.write(GOOD))  # type: ignore[attr-defined]
    code, rows = found(strade, "a.csv")
    assert code == 0
    assert {"exports: 480,000 USD", "imports: 600,000 USD", "duplicates: none"} <= set(said(rows))


# ---------------------------------------------------------------------------------------------------------------------
# One change of a good file


def change(number: int, **fields: str) -> Callable[[list[Row]], list[Row]]:
    """A copy of the rows in which one is different; row 0 stands on line 2."""
    return lambda rows: [row._replace(**fields) if place == number else row for place, row in enumerate(rows)]


PLANTED = {
    # what is planted: the rows, level, check, and what is said of it
    "decimal mark slipped by three places": (
        change(4, value="20000000"), "doubt",
        "unit_value: 36 rows compared, 1 more than 100 times off the median of their code, the worst: "
        "line 6 (0203110000, kg): 20000 against 20",
    ),
    "tonnes for kilograms": (
        change(5, kg="0.1"), "doubt",
        "unit_value: 36 rows compared, 1 more than 100 times off the median of their code, the worst: "
        "line 7 (8517120000, kg): 500000 against 500",
    ),
    "thousands for pieces": (
        change(5, qty="0.05"), "doubt",
        "unit_value: 36 rows compared, 1 more than 100 times off the median of their code, the worst: "
        "line 7 (8517120000, 796): 1000000 against 1000",
    ),
    "leading zeros lost": (
        lambda rows: [row._replace(code=row.code.lstrip("0")) for row in rows], "info",
        "zeros: 12 rows with a commodity code that lost its leading zero, which was put back",
    ),
    "some leading zeros lost": (
        change(4, code="203110000"), "doubt",
        "zeros: 1 row with a commodity code that lost its leading zero, which was put back, while 11 rows still have "
        "theirs: was a digit lost elsewhere? The first: line 6",
    ),
    "rows twice": (
        lambda rows: [*rows, *rows[3:5]], "fault",
        "duplicates: 2 rows repeat earlier ones (40,000); the first: line 38 repeats line 5",
    ),
    "rows twice in another spelling": (
        lambda rows: [*rows, rows[3]._replace(partner="cn")], "fault",
        "duplicates: 1 row repeat earlier ones (20,000); the first: line 38 repeats line 5",
    ),
    "two values of one figure": (
        lambda rows: [*rows, rows[3]._replace(value="30000")], "doubt",
        "twice: figures with several values, which are added: 1; the first: line 5 says 20,000, line 38 says 30,000",
    ),
    "a month missing": (
        lambda rows: [row for row in rows if row.period != "2021-05"], "doubt",
        "period: 2021: months 1–4, 6–12; missing in 2021: month 5",
    ),
    "months of one flow missing": (
        lambda rows: [row for row in rows if row.period < "2021-11" or row.flow == "export"], "doubt",
        "flow: no imports of 2021: months 11–12",
    ),
    "a year missing": (
        lambda rows: [*rows, *(row._replace(period=row.period.replace("2021", "2019")) for row in rows)], "doubt",
        "period: 2019, 2021 by month; nothing for 2020",
    ),
    "years beside months": (
        lambda rows: [*rows, rows[0]._replace(period="2021", value="240000")], "fault",
        "wholes: 2021 stands both as a whole year (a.csv) and by months (a.csv) for RU export: it would be counted "
        "twice. The whole holds its parts: give only one of them, or leave that year out with --year.",
    ),
    "a heading that there is not": (
        change(3, code="4497110000"), "doubt",
        "unknown: commodity in no list: `4497110000` (1 row, 20,000, from line 5)",
    ),
    "a partner that there is not": (
        change(3, partner="QQ"), "doubt", "unknown: partner in no list: `QQ` (1 row, 20,000, from line 5)",
    ),
    "no value": (change(3, value=""), "doubt", "no_value: 1 row without a value: nothing to add"),
    "value below zero": (change(3, value="-5"), "doubt", "negative: 1 row with a value below zero: corrections?"),
    "value that is no number": (
        change(3, value="n/a"), "fault",
        "value: 1 row; the first is line 5, column Stoim: `n/a`: is no number. This file's decimal mark is a comma; no "
        "blanks, thousands marks or exponents are expected.",
    ),
    "period that cannot be": (
        change(3, period="2021-13"), "fault",
        "period: 1 row; the first is line 5, column period: `13/2021`: there is no month 13",
    ),
    "code made a number": (
        lambda rows: [row._replace(code="4,40711E+09") if row.code[0] == "4" else row for row in rows], "fault",
        "commodity: 12 rows; the first is line 2, column tnved: `4,40711E+09`: the code was turned into a number by a "
        "spreadsheet and has lost its digits",
    ),
    "a level beside its parts": (
        lambda rows: [*rows, rows[0]._replace(code="4407", value="20000")], "info",
        "aggregates: codes of 4, 10 digits, some of which hold others: counted once where they do",
    ),
    "withheld": (
        # of all 1,080,000 dollars 50,000 are 4.63 percent
        change(2, code="XXXXXXXXXX"), "info", "undisclosed: region 0%, partner 0%, commodity 4.63%",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "level", "expected"), PLANTED.values(), ids=PLANTED)
def test_planted(
    strade: Run, tmp_path: Path, rows: Callable[[list[Row]], list[Row]], level: str, expected: str
) -> None:
    code, findings = found(strade, write(tmp_path / "a.csv", rows(GOOD)))
    assert expected in said(findings, level)
    assert code == (level == "fault")
    # nothing else is found, but what follows from it
    assert len(said(findings, "doubt") + said(findings, "fault")) == (level != "info")


def test_lines_of_the_wrong_length(strade: Run, tmp_path: Path) -> None:
    lines = DATTSVT.text(GOOD).split("\n")
    lines[6] += "\tmore"
    lines[10] = lines[10].partition("\t")[0]
    (tmp_path / "a.csv").write_bytes(DATTSVT.encode("\n".join(lines)))
    code, rows = found(strade, "a.csv")
    assert code == 1
    [fault] = said(rows, "fault")
    assert fault.startswith("lines: 2 rows; the first is line 7: `ИМ | 02/2021 | CN | ")
    assert fault.endswith(": 11 fields where the file's own rows have 10")
    # an import of 50,000 and an export of 20,000 are not read
    assert {"exports: 460,000 USD", "imports: 550,000 USD", "rows: 36"} <= set(said(rows))


CAPS = {500: True, 499: False, 501: False}


@pytest.mark.parametrize(("rows", "is_doubted"), CAPS.items())
def test_round_row_counts(strade: Run, tmp_path: Path, rows: int, is_doubted: bool) -> None:
    write(tmp_path / "a.csv", [GOOD[0]._replace(value=str(20000 + number)) for number in range(rows)])
    findings = said(found(strade, "a.csv")[1], "doubt")
    assert ("row_count: exactly 500 rows: downloads end there, so the rest may be missing" in findings) == is_doubted


def test_fewer_than_five_prices_say_nothing(strade: Run, tmp_path: Path) -> None:
    few = [row for row in GOOD if row.code[:4] == "4407"][:4]
    write(tmp_path / "a.csv", [*few[:3], few[3]._replace(value="20000000")])
    assert "unit_value: too few priced rows to compare" in said(found(strade, "a.csv")[1])


def test_factor(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", change(4, value="200000")(GOOD))  # ten times off
    assert not said(found(strade, "a.csv")[1], "doubt")
    assert "1 more than 9.5 times off" in said(found(strade, "a.csv", more="--factor 9.5")[1], "doubt")[0]
    result = strade("check --factor 1 a.csv")
    assert (result.code, "--factor 1 is not above 1" in result.err) == (2, True)


# ---------------------------------------------------------------------------------------------------------------------
# Several files


def test_overlaps(strade: Run, tmp_path: Path) -> None:
    """Half a year and a month more in another layout; one figure of June has another value there."""
    half = [row for row in GOOD if row.period < "2021-07"]
    rest = [row for row in GOOD if row.period >= "2021-06"]
    write(tmp_path / "half.csv", half)
    (tmp_path / "rest.csv").write_bytes(EXCEL.write(change(0, value="7")(rest)))
    code, rows = found(strade, "half.csv", "rest.csv")
    assert code == 1
    # June is 20,000 + 20,000 + 50,000 in one file, 7 + 20,000 + 50,000 in the other
    assert said(rows, "fault") == [
        "overlap: figures that stand in rest.csv too: 3 (90,000), 1 of them with another value: here line 17 says "
        "20,000, there line 2 says 7",
        "overlap: figures that stand in half.csv too: 3 (70,007), 1 of them with another value: here line 2 says 7, "
        "there line 17 says 20,000",
    ]
    assert not [text for text in said(rows) if "missing" in text]  # each holds what the other lacks


def test_a_file_named_twice(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    _, rows = found(strade, "a.csv", "a.csv")
    assert list(dict.fromkeys(row["file"] for row in rows)) == ["a.csv", "a.csv (2)"]
    assert "overlap: figures that stand in a.csv (2) too: 36 (1,080,000), all with the same values" in said(rows)


def test_other_regions_are_no_overlap(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    write(tmp_path / "b.csv", [row._replace(okato="01000") for row in GOOD])
    assert found(strade, "a.csv", "b.csv", more="--strict")[0] == 0


UNREADABLE = {
    "page.csv": (b"<!DOCTYPE html><html></html>", "is a web page, not an extract. "),
    "refused.csv": (b"Query complexity: too complex.\nResultset count: 0\n", "is no extract of a known source; "),
    "empty.csv": (b"", "the file is empty"),
    "header.csv": (DATTSVT.write([]), "the file has a header and no rows. "),
    "answer.csv": (b'{"error": "no access"}', "is JSON, not an extract; "),
    "cut.zip": (zipped({"a.csv": DATTSVT.write(GOOD)})[:200], "the zip is damaged "),
    "cut.csv.gz": (gzip.compress(DATTSVT.write(GOOD), mtime=0)[:-20], "the archive is damaged "),
    "book.xlsx": (zipped({"xl/workbook.xml": b""}), "the workbook cannot be read"),
    "mixed.csv": (TCBT.write(GOOD) + TCBT_DOS.write(GOOD), "mixed encodings: "),
    "quote.csv": (
        replace(TCBT, quote='"').write(GOOD).replace(b'"20000"', b'"20"000"', 1), "a quotation mark does not close",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), [(name, *case) for name, case in UNREADABLE.items()])
def test_what_cannot_be_read(strade: Run, tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    """Is one finding; the other file goes on."""
    write(tmp_path / "good.csv")
    (tmp_path / name).write_bytes(content)
    code, rows = found(strade, name, "good.csv")
    faults = [row for row in rows if row["level"] == "fault"]
    assert code == 1
    assert [row["file"] for row in faults] == [name]
    assert expected in faults[0]["result"]
    assert "Traceback" not in faults[0]["result"]
    assert "exports: 480,000 USD" in said(rows)


def test_what_is_not_there(strade: Run) -> None:
    code, rows = found(strade, "nothing.csv")
    assert (code, said(rows)) == (1, ["file: no such file or folder"])


def test_a_folder_also_holds_other_files(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    write(tmp_path / "all" / "good.csv")
    (tmp_path / "all" / "readme.txt").write_text("Downloaded in March.")
    (tmp_path / "all" / "ED.csv").write_text("KOD,NAME\n006,metre\n")
    code, rows = found(strade, "all", more="--strict")
    assert code == 0
    assert [(row["file"], row["result"]) for row in rows if row["check"] == "file"] == [
        ("all/ED.csv", "a list of codes, no extract: not read"),
        ("all/readme.txt", "no extract: passed over"),
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Forms


def test_people_read_marks_in_words(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", change(3, partner="QQ")(change(4, value="n/a")(GOOD)))
    english, russian = strade("check a.csv"), strade("check a.csv --lang ru")
    assert english.out.startswith("1 file checked: 1 fault, 1 doubt\n")
    assert "Value           FAULT: 1 row; the first is line 6" in english.out
    assert "Unknown codes   DOUBT: partner in no list: `QQ`" in english.out
    assert russian.out.startswith("Проверено файлов: 1; ошибок: 1, сомнений: 1\n")
    assert "ОШИБКА: 1 строка; первая: строка 6" in russian.out
    assert "СОМНЕНИЕ: нет в списках (партнёр): `QQ`" in russian.out
    assert (english.code, english.err) == (1, "")


def test_strict(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", change(3, partner="QQ")(GOOD))
    assert [strade("check a.csv").code, strade("check a.csv --strict").code] == [0, 1]


def test_json_holds_the_figures(strade: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", [*change(3, partner="QQ", value="20000.05")(GOOD), GOOD[0]])
    result = strade("check a.csv --format json")
    meta = json.loads(result.out, parse_float=Decimal)["meta"]
    [file] = meta["files"]
    assert (meta["faults"], meta["doubts"]) == (1, 1)
    assert file["periods"] == [{"year": 2021, "months": list(range(1, 13))}]
    assert file["regions"] == [{"code": "RU-IRK", "rows": 37, "value": Decimal("1100000.05")}]
    # 11 + 1 rows of wood and 12 of telephones
    assert file["partners"][0] == {"code": "CN", "rows": 24, "value": 840000}
    assert file["commodities"]["rows_by_digits"] == {"10": 37}
    assert file["commodities"]["editions"] == ["2012", "2017", "2022"]
    assert [(row["flow"], row["value"]) for row in file["totals"]] == [
        ("export", Decimal("500000.05")),
        ("import", 600000),
    ]
    assert file["unknown"] == {"partner": [{"label": "QQ", "rows": 1, "line": 5, "value": Decimal("20000.05")}]}
    assert (file["duplicates"]["rows"], file["duplicates"]["first"]["other_line"]) == (1, 38)


def test_in_python(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    table = st.check(tmp_path / "a.csv")
    assert table.frame.columns == ["file", "check", "result", "level"]
    assert (table.meta["faults"], table.meta["doubts"]) == (0, 0)


def test_shares_of_the_figures_give_the_same(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large files are compared a part of the figures at a time."""
    write(tmp_path / "a.csv", [*change(4, value="20000000")(GOOD), *GOOD[:9], GOOD[20]._replace(value="1")])
    whole = strade("check a.csv a.csv --format json")
    monkeypatch.setattr("siberia_trade.inspection.repeats.BATCH_ROWS", 5)
    assert strade("check a.csv a.csv --format json") == whole


def test_a_store(strade, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("year,flow,partner,value_usd\n2021,export,CN,5\n2021,import,CN,3\n")
    assert strade("convert a.csv -o store").code == 0
    found = strade("check store")
    assert found.code == 0
    assert "store of Parquet files" in found.out
