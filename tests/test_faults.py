"""What is at fault in the input: one edit of a good file each, and the words that the one message must hold."""

import gzip
import io
import os
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import extracts
import pytest
from conftest import Result, Run
from extracts import DATTSVT, EXCEL, QUOTED, ROWS, TCBT, TCBT_DOS, Layout, Row

Files = Mapping[str, bytes]
Edit = Callable[[str], str]

GOOD = TCBT.write(ROWS)
ALL = "turnover --by year --data ."


def faulty(run: Run, folder: Path, files: Files, arguments: Iterable[str], words: str, code: int = 1) -> Result:
    """Run once to stdout and once to a file: one message with all the words, and nothing but the message."""
    for name, content in files.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(content)
    before = sorted(folder.rglob("*"))
    for more in ([], ["--output", "answer.json"]):
        result = run(*arguments, *more)
        assert (result.code, result.out) == (code, "")
        assert [line[:7] for line in result.err.splitlines()].count("error: ") == 1
        assert "Traceback" not in result.err
        assert "note: " not in result.err
        missing = [word for word in words.split("; ") if word not in result.err]
        assert not missing, result.err
        assert sorted(folder.rglob("*")) == before, "something was written"
    return result


# ---------------------------------------------------------------------------------------------------------------------
# Files that are no extracts


def xlsx() -> bytes:
    """The least that makes a workbook."""
    return extracts.zipped({
        "[Content_Types].xml": '<?xml version="1.0"?><Types/>',
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": "<worksheet/>",
    })  # fmt: skip


def encrypted_zip() -> bytes:
    """A zip whose member is marked as encrypted."""
    packed = bytearray(extracts.zipped({"DATTSVT.csv": GOOD}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def dbf() -> bytes:
    """The head of a dBase table and one row."""
    return (
        struct.pack("<BBBBIHH20x", 3, 121, 1, 1, 1, 65, 11) + b"NAPR".ljust(11, b"\x00") + b"C" + b"\x00" * 20 + b"\r"
    )


def header_without(name: str) -> bytes:
    """The good file with one of its columns renamed."""
    return GOOD.replace(name.encode(), b"OTHER", 1)


NOT_EXTRACTS: Mapping[str, tuple[bytes, str]] = {
    # content of bad.csv, words of the message
    "empty": (b"", "empty"),
    "only a bom": (b"\xef\xbb\xbf", "empty"),
    "blanks and lines": (b"  \r\n\r\n \t\n", "empty"),
    "header only": (GOOD.splitlines(keepends=True)[0], "header; no rows; hint: "),
    "header and lines of separators": (GOOD.splitlines()[0] + b"\n,,,,,,,,,\n\n", "header; no rows; hint: "),
    "web page": (b"\n<!DOCTYPE html>\n<html><body>Captcha</body></html>", "web page; download it again"),
    "web page in capitals": (b"\xef\xbb\xbf<HTML><HEAD>", "web page; download it again"),
    "xml": (b'<?xml version="1.0"?><error/>', "web page; download it again"),
    "json error": (b'{"error": "Access denied", "code": 403}', "JSON; Access denied"),
    "json list": (b"[]", "JSON; []"),
    "workbook": (xlsx(), "Excel; save as CSV"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel; save as CSV"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF; hint: "),
    "dbf": (dbf(), "dBase; CSV"),
    "utf-16": (GOOD.decode().encode("utf-16"), "UTF-16; UTF-8"),
    "utf-16 the other way": (b"\xfe\xff" + GOOD.decode().encode("utf-16-be"), "UTF-16; UTF-8"),
    "utf-16 without a bom": (GOOD.decode().encode("utf-16-le"), "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "no known column": (b"date,amount\n2020-01-01,5\n", "no extract of a known source; date | amount; Federal Customs"),
    "no separators": (b"hello\nworld\n", "no extract of a known source; hello"),
    "reference list only": (b"KOD,NAME\n006,\xd0\x9c\n", "reference lists only"),
    "another source in another encoding": (b"a,b\n\xe4\xf6\xfc,1\n", "is no extract of a known source; a | b"),
    "encoding of no known words": (TCBT.text(ROWS).encode("koi8-r"), "encoding is not recognised; UTF-8"),
    "no NAPR": (header_without("NAPR"), "NAPR is missing; Federal Customs Service; OTHER, PERIOD, STRANA"),
    "no PERIOD": (header_without("PERIOD"), "PERIOD is missing; Federal Customs Service; NAPR, OTHER, STRANA"),
    "no STRANA": (header_without("STRANA"), "STRANA is missing; Federal Customs Service"),
    "no TNVED": (header_without("TNVED"), "TNVED is missing; Federal Customs Service"),
    "no STOIM": (header_without("STOIM"), "STOIM is missing; Federal Customs Service"),
    "no REGION": (header_without("REGION"), "REGION is missing; Federal Customs Service"),
    "no header": (b"\n".join(GOOD.splitlines()[1:]), "no extract of a known source"),
    "a column twice": (GOOD.replace(b"NETTO", b"STOIM", 1), "STOIM and STOIM stand for the same thing"),
    "both names of the partner": (GOOD.replace(b"EDIZM", b"NASTRANAPR", 1), "STRANA; NASTRANAPR"),
    "truncated gzip": (gzip.compress(GOOD, mtime=0)[:-30], "damaged; download it again"),
    "gzip with a wrong checksum": (gzip.compress(GOOD, mtime=0)[:-8] + b"\x00" * 8, "damaged; download it again"),
    "gzip of nothing": (gzip.compress(b""), "empty"),
    "gzip of a web page": (gzip.compress(b"<html>"), "web page"),
    "gzip of a gzip": (gzip.compress(gzip.compress(GOOD)), "bad.csv"),
    "head of a gzip": (b"\x1f\x8b\x08\x00", "damaged; download it again"),
    "truncated zip": (extracts.zipped({"DATTSVT.csv": GOOD})[:-40], "damaged; download it again"),
    "zip with a wrong checksum": (
        extracts.zipped({"DATTSVT.csv": GOOD}).replace(struct.pack("<I", zipfile.crc32(GOOD)), b"\x00" * 4),
        "DATTSVT.csv; damaged; download it again",
    ),
    "zip of nothing": (extracts.zipped({}), "bad.csv"),
    "zip of pictures": (extracts.zipped({"map.png": b"", "__MACOSX/x.csv": GOOD}), "no extract; map.png"),
    "zip of a list": (extracts.zipped({"EDIZM.csv": "KOD,NAME\n006,М\n"}), "reference lists only"),
    "zip of a web page": (extracts.zipped({"a.csv": b"<html>"}), "bad.csv:a.csv; web page"),
    "encrypted zip": (encrypted_zip(), "DATTSVT.csv; encrypted; Unpack it first"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), NOT_EXTRACTS.values(), ids=NOT_EXTRACTS.keys())
def test_not_an_extract(strade: Run, tmp_path: Path, content: bytes, words: str) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    for more in ([], ["--source", "fcs"]):
        faulty(strade, tmp_path, {"bad.csv": content}, ["turnover --data bad.csv", *more], f"bad.csv; {words}")
    if "reference lists only" in words:  # a list beside an extract is passed over
        assert strade("turnover --data good.csv --data bad.csv").code == 0
    else:
        faulty(strade, tmp_path, {}, ["turnover --data good.csv --data bad.csv"], "bad.csv")


PATHS: Mapping[str, tuple[Files, str, str]] = {
    # files there are, what is given, words
    "no such file": ({"export_2021.csv": GOOD}, "export_2012.csv", "export_2012.csv; no such file; `export_2021.csv`"),
    "in a folder": ({"a/extract.csv": GOOD}, "a/exctract.csv", "a/exctract.csv; no such file; `a/extract.csv`"),
    "nothing alike": ({"good.csv": GOOD}, "zzz.xls", "zzz.xls; no such file"),
    "no such folder": ({"good.csv": GOOD}, "nowhere/good.csv", "nowhere/good.csv; no such file"),
    "glob of nothing": ({"good.csv": GOOD}, "*.zip", "*.zip; no file matches"),
    "glob of folders only": ({"years.d/good.csv": GOOD}, "year*", "year*; no file"),
    "folder without extracts": ({"a/notes.docx": b"", "a/.good.csv": GOOD}, "a", "a: ; no extract; .csv; .zip"),
    "folder with a web page": ({"a/1.csv": GOOD, "a/2.csv": b"<html>"}, "a", "a/2.csv; web page"),
    "flow and no such file": ({"good.csv": GOOD}, "export:goods.csv", "goods.csv; no such file; `good.csv`"),
    "unknown word before a colon": ({"good.csv": GOOD}, "exports:good.csv", "exports:good.csv; no such file"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "given", "words"), PATHS.values(), ids=PATHS.keys())
def test_paths(strade: Run, tmp_path: Path, files: Files, given: str, words: str) -> None:
    faulty(strade, tmp_path, files, ["turnover --data", given], words)


def test_a_file_that_may_not_be_read(strade: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    tmp_path.joinpath("good.csv").chmod(0)
    if os.access(tmp_path / "good.csv", os.R_OK):
        pytest.skip("root may read everything")
    faulty(strade, tmp_path, {}, ["turnover --data good.csv"], "good.csv; Permission denied")


# ---------------------------------------------------------------------------------------------------------------------
# One edit of a good file


def edit(number: int, old: str, new: str) -> Edit:
    """Replace something in one line; line 1 is the header."""

    def apply(text: str) -> str:
        lines = text.split("\n")
        assert lines[number - 1].count(old) == 1, lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
        return "\n".join(lines)

    return apply


def insert(number: int, line: str) -> Edit:
    """Put a new line at a place."""

    def apply(text: str) -> str:
        lines = text.split("\n")
        lines.insert(number - 1, line)
        return "\n".join(lines)

    return apply


MARK = "decimal mark"
#: Line 5: ЭК,01/2020,KZ,0203110000,,1200,600,0,01000 - АЛТАЙСКИЙ КРАЙ,06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ
EDITS: Mapping[str, tuple[Layout, Edit, str]] = {
    # layout, what is edited, words
    "a word": (TCBT, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word, tabs": (DATTSVT, edit(5, "1200", "abc"), f"line 5; column Stoim; `abc`; no number; {MARK}"),
    "a word, cp866": (TCBT_DOS, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word, cp1251": (EXCEL, edit(5, "1200", "abc"), f"line 5; column Stoim; `abc`; no number; {MARK}"),
    "a word, quoted": (QUOTED, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word in another column": (TCBT, edit(5, "600", "abc"), "line 5; column NETTO; `abc`; no number"),
    "exponent": (TCBT, edit(5, "1200", "1e5"), f"line 5; column STOIM; `1e5`; no number; {MARK} is a point; exponents"),
    "exponent of Excel": (DATTSVT, edit(5, "1200", "1,2E+05"), "line 5; column Stoim; `1,2E+05`; no number"),
    "decimal comma": (QUOTED, edit(5, "1200", "1200,5"), f"line 5; column STOIM; `1200,5`; {MARK} is a point"),
    "decimal point": (DATTSVT, edit(5, "1200", "1200.5"), f"line 5; column Stoim; `1200.5`; {MARK} is a comma"),
    "thousands": (DATTSVT, edit(5, "1200", "1 234,5"), "line 5; column Stoim; `1 234,5`; no number; blanks"),
    "thousands, no-break": (DATTSVT, edit(5, "1200", "1\xa0200"), "line 5; column Stoim; no number"),
    "thousands, comma": (QUOTED, edit(5, "1200", "1,200"), "line 5; column STOIM; `1,200`; no number"),
    "thousands, point": (DATTSVT, edit(5, "1200", "1.234,5"), "line 5; column Stoim; `1.234,5`; no number"),
    "two marks": (DATTSVT, edit(5, "1200", "1,200,5"), "line 5; column Stoim; `1,200,5`; no number"),
    "currency": (TCBT, edit(5, "1200", "$1200"), "line 5; column STOIM; `$1200`; no number"),
    "nan": (TCBT, edit(5, "1200", "NaN"), "line 5; column STOIM; `NaN`; no number"),
    "infinity": (TCBT, edit(5, "1200", "inf"), "line 5; column STOIM; `inf`; no number"),
    "a dash": (TCBT, edit(5, "1200", "-"), "line 5; column STOIM; `-`; no number"),
    "a mark alone": (TCBT, edit(5, "1200", "."), "line 5; column STOIM; `.`; no number"),
    "underscores": (TCBT, edit(5, "1200", "1_200"), "line 5; column STOIM; `1_200`; no number"),
    "digits of another script": (TCBT, edit(5, "1200", "１２００"), "line 5; column STOIM; `１２００`; no number"),
    "a number too long": (TCBT, edit(5, "1200", "9" * 40), "line 5; column STOIM; 999"),
    "a flow that is neither": (TCBT, edit(5, "ЭК", "РЭ"), "line 5; column NAPR; `РЭ`; neither import; ЭК"),
    "no flow": (TCBT, edit(5, "ЭК", ""), "line 5; column NAPR; ``; neither import; ЭК"),
    "month 13": (TCBT, edit(5, "01/2020", "13/2020"), "line 5; column PERIOD; `13/2020`; no month 13"),
    "month 0": (TCBT, edit(5, "01/2020", "00/2020"), "line 5; column PERIOD; `00/2020`; no month 0"),
    "no period": (TCBT, edit(5, "01/2020", ""), "line 5; column PERIOD; ``; no period; 01/2015"),
    "a word for a period": (TCBT, edit(5, "01/2020", "year"), "line 5; column PERIOD; `year`; no period; 01/2015"),
    "a quarter": (TCBT, edit(5, "01/2020", "I кв. 2020"), "line 5; column PERIOD; `I кв. 2020`; no period"),
    "a range of months": (TCBT, edit(5, "01/2020", "01-03/2020"), "line 5; column PERIOD; `01-03/2020`"),
    "a day": (TCBT, edit(5, "01/2020", "15.01.2020"), "line 5; column PERIOD; `15.01.2020`; is no period"),
    "a year out of range": (TCBT, edit(5, "01/2020", "01/0202"), "line 5; column PERIOD; `01/0202`; out of range"),
    "excel's number of a day": (TCBT, edit(5, "01/2020", "43831"), "line 5; column PERIOD; `43831`; no period"),
    "one field fewer": (TCBT, edit(5, ",600", ""), "line 5; 9 fields; 10; KZ; 0203110000; Mend or remove"),
    "one field more": (TCBT, edit(5, ",600", ",600,600"), "line 5; 11 fields; 10; Mend or remove"),
    "one field fewer, tabs": (DATTSVT, edit(5, "\t600", ""), "line 5; 9 fields; 10; KZ; Mend or remove"),
    "one field more, tabs": (DATTSVT, edit(5, "\t600", "\t600\t600"), "line 5; 11 fields; 10; Mend or remove"),
    "one field fewer, cp866": (TCBT_DOS, edit(5, ",600", ""), "line 5; 9 fields; 10; Mend or remove"),
    "one field fewer, quoted": (QUOTED, edit(5, ',"600"', ""), "line 5; 9 fields; 10; Mend or remove"),
    "one field more, quoted": (QUOTED, edit(5, ',"600"', ',"600",""'), "line 5; 11 fields; 10; Mend or remove"),
    "a line cut short": (TCBT, lambda text: text.replace(text.split("\n")[4][25:], "", 1), "line 5; 5 fields"),
    "the last line cut short": (TCBT, lambda text: text[:-50], "line 19; 9 fields; 10"),
    "a line of words": (TCBT, insert(5, "Итого за январь"), "line 5; 1 fields; Итого за январь"),
    "a total at the end": (TCBT, lambda text: text + "ИТОГО,,,,,3000000,,,,\n", "line 20; column"),
    "a stray quote": (TCBT, edit(5, "01000 - АЛТАЙСКИЙ", '"01000 - АЛТАЙСКИЙ'), "line 5; quot"),
    "two stray quotes, the lines between swallowed": (
        TCBT, lambda text: edit(5, ",01000 - ", ',"01000 - ')(edit(7, "КРАСНОЯРСКИЙ КРАЙ", 'КРАСНОЯРСКИЙ КРАЙ"')(text)),
        "line 5; quot",
    ),
    "a quote that does not close": (QUOTED, edit(5, '"600"', '"600'), "line 5; quot"),
    "a quote that opens nothing": (QUOTED, edit(5, '"600"', '600"'), "line 5; column NETTO; `600\"`"),
    "header again, other columns": (
        TCBT, lambda text: text + extracts.OTHER_ORDER.text(ROWS), "line 20; "
    ),
    "another layout joined": (TCBT, lambda text: text + DATTSVT.text(ROWS), "line 20; fields"),
    "code as a number": (EXCEL, edit(5, "203110000", "2,0311E+08"), "line 5; column tnved; `2,0311E+08`; spreadsheet"),
    "code as a number, an odd width": (
        EXCEL, edit(2, "4407110000", "4,40711E+09"), "line 2; column tnved; `4,40711E+09`; spreadsheet"
    ),
    "code as a number, a short one": (
        EXCEL, edit(2, "4407110000", "4,4E+09"), "line 2; column tnved; `4,4E+09`; spreadsheet"
    ),
    "nul byte": (TCBT, edit(5, "1200", "\x001200"), "bad.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("layout", "change", "words"), EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_one_edit(strade: Run, tmp_path: Path, layout: Layout, change: Edit, words: str, packed: bool) -> None:
    content = layout.encode(change(layout.text(ROWS)))
    files = {"bad.csv": gzip.compress(content) if packed else content}
    for question in ("turnover --by year --data bad.csv", "structure --by region,year --data bad.csv"):
        faulty(strade, tmp_path, files, [question], f"bad.csv; {words}")


STRUCTURE = [
    name
    for name in EDITS
    if any(word in name for word in ("field", "cut", "stray", "not close", "line of words", "layout"))
]
LABELS = [name for name in EDITS if "flow" in name or "month" in name or "period" in name]


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure_is_checked_whatever_the_filter(strade: Run, tmp_path: Path, name: str) -> None:
    layout, change, words = EDITS[name]
    files = {"bad.csv": layout.encode(change(layout.text(ROWS)))}
    for question in ("turnover --region Moscow --data bad.csv", "turnover --year 2021 --partner US --data bad.csv"):
        faulty(strade, tmp_path, files, [question], f"bad.csv; {words}")


@pytest.mark.parametrize("name", LABELS)
def test_a_filter_never_hides_a_label_that_cannot_be(strade: Run, tmp_path: Path, name: str) -> None:
    layout, change, words = EDITS[name]
    files = {"bad.csv": layout.encode(change(layout.text(ROWS)))}
    for more in ("--year 2021", "--month 2", "--flow import"):
        if (name in ("a flow that is neither", "no flow")) == ("flow" in more):
            faulty(strade, tmp_path, files, [f"turnover --by year {more} --data bad.csv"], f"bad.csv; {words}")


@pytest.mark.parametrize(
    "code", ["4,40711E+09", "4.40711E+09", "4,4E+09", "4407E", "44071100001", "440711000012", "4407.11"]
)
@pytest.mark.parametrize(
    "question", ["turnover --by year", "structure --by year", "turnover --commodity 04", "turnover --commodity 44"]
)
def test_a_damaged_code_is_in_no_chapter(strade: Run, tmp_path: Path, code: str, question: str) -> None:
    """It is refused, or named and counted as undisclosed; the first two of its characters never decide."""
    bad = EXCEL.text([ROWS[3], ROWS[0]._replace(code="{}")]).replace("{}", code)
    tmp_path.joinpath("bad.csv").write_bytes(EXCEL.encode(bad))
    result = strade(f"{question} --data bad.csv --format csv")
    if result.code:
        assert result.code == 1
        assert "bad.csv, line 3, column tnved: `" in result.err or "no commodity `" in result.err
    elif "--commodity" in question:
        assert "100000.5" not in result.out
    else:
        assert f"commodity `{code}` is in no list and counts as undisclosed: 1 row" in result.err
        assert "structure" not in question or "undisclosed,Undisclosed,100000.5" in result.out


def test_the_first_fault_is_the_one_that_is_said(strade: Run, tmp_path: Path) -> None:
    """Of several, the one of the first line, every time."""
    flows = [row._replace(partner="CN") for row in ROWS]
    text = TCBT.text(flows).replace("ЭК", "{}")
    for number in range(9):
        text = text.replace("{}", f"В{9 - number}", 1)
    tmp_path.joinpath("bad.csv").write_text(text.replace("{}", "ЭК"), "utf-8")
    said = {strade("turnover --by year --data bad.csv").err for _ in range(3)}
    assert len(said) == 1
    assert "line 2, column NAPR: `В9`" in said.pop()


def test_numbers_of_other_rows_are_not_looked_at(strade: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    tmp_path.joinpath("bad.csv").write_text(edit(5, "1200", "abc")(GOOD.decode()), "utf-8")
    question = "turnover --by year --format csv --partner China"
    assert strade(f"{question} --data bad.csv") == strade(f"{question} --data good.csv")


def test_a_fault_far_down(strade: Run, tmp_path: Path) -> None:
    """Past what is read to recognise a file."""
    rows = [row._replace(value=f"{number}.25", kg=str(number)) for number in range(500) for row in ROWS]
    good = TCBT.text(rows)
    for change, words in (
        (edit(9001, ",499,", ",,"), ""),
        (edit(9001, ".25,499,", ".25,"), "line 9001; 9 fields"),
        (edit(9001, "499.25", "499,25"), "line 9001; 11 fields"),
        (edit(9001, "499.25", "abc"), "line 9001; column STOIM; `abc`"),
        (edit(9001, "45000 - ", '"45000" - '), "line 9001; quot"),
    ):
        content = change(good).encode()
        if words:
            faulty(strade, tmp_path, {"bad.csv": content}, ["turnover --by year --data bad.csv"], f"bad.csv; {words}")
        else:
            tmp_path.joinpath("bad.csv").write_bytes(content)
            assert strade("turnover --by year --data bad.csv").code == 0, "an empty weight is no fault"


MIXED: Mapping[str, tuple[bytes, str]] = {
    "utf-8, then cp1251": (GOOD + TCBT.text(ROWS[:1]).split("\n")[1].encode("cp1251") + b"\n", "line 20; utf-8"),
    "utf-8, then cp866": (GOOD + TCBT.text(ROWS[:1]).split("\n")[1].encode("cp866") + b"\n", "line 20; utf-8"),
    "cp866, then another layout in cp1251": (TCBT_DOS.write(ROWS) + EXCEL.write(ROWS), "line 20"),
    "cp866, then cp1251, same layout": (
        TCBT_DOS.write(ROWS) + b"\r\n".join(TCBT.text(ROWS).encode("cp1251").split(b"\n")[1:]), "line 20; cp1251; cp866"
    ),
    "cp1251, then cp866, same layout": (
        TCBT.text(ROWS).encode("cp1251") + b"\n".join(TCBT.text(ROWS).encode("cp866").split(b"\n")[1:]),
        "line 22; cp1251",  # the first byte that is no letter in cp1251
    ),
    "cp866, then utf-8, same layout": (
        TCBT_DOS.write(ROWS) + b"\r\n".join(GOOD.split(b"\n")[1:]), "line 20; cp866; utf-8"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), MIXED.values(), ids=MIXED.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_mixed_encodings(strade: Run, tmp_path: Path, content: bytes, words: str, packed: bool) -> None:
    files = {"bad.csv": gzip.compress(content) if packed else content}
    faulty(strade, tmp_path, files, ["turnover --by year --data bad.csv"], f"bad.csv; {words}")


def test_mixed_encodings_far_down(strade: Run, tmp_path: Path) -> None:
    rows = [row._replace(value=f"{number}.25") for number in range(500) for row in ROWS]
    last = TCBT.text(ROWS[:1]).split("\n")[1]
    for encoding in ("cp1251", "cp866"):
        content = TCBT.write(rows) + last.encode(encoding) + b"\n"
        words = "bad.csv; line 9002; mixed encodings; utf-8"
        faulty(strade, tmp_path, {"bad.csv": content}, ["turnover --by year --data bad.csv"], words)


# ---------------------------------------------------------------------------------------------------------------------
# The same figure twice

MONTHS = ROWS[:7]
LATER = ROWS[7:]


def changed(rows: list[Row], value: str) -> list[Row]:
    """The rows with another value in the first of them."""
    return [rows[0]._replace(value=value), *rows[1:]]


def lines(rows: Iterable[Row]) -> bytes:
    return TCBT.write(rows)


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


# ---------------------------------------------------------------------------------------------------------------------
# What the data do not hold, and names that the lists do not

EXTRACT = {"good.csv": GOOD}
CHINA_ONLY = {"good.csv": lines([row for row in ROWS if row.partner == "CN"])}
NO_WEIGHT = {"good.csv": TCBT.write(ROWS).replace(b"NETTO", b"OTHER")}
EXPORTS = {"good.csv": lines([row for row in ROWS if row.flow == "export"])}

MISSING: Mapping[str, tuple[Files, str, list[str], str]] = {
    # files, command, the option at fault, words
    "region": (EXTRACT, "turnover", ["--region", "Tomsk"], "no region `Tomsk`; Irkutsk Region; Moscow"),
    "regions": (EXTRACT, "turnover", ["--region", "Tomsk", "--region", "RU-TA"], "no region `Tomsk, RU-TA`; Irkutsk"),
    "group": (EXTRACT, "shares", ["--region", "pacific-russia"], "no region `pacific-russia`; Irkutsk Region"),
    "reporter": (EXTRACT, "turnover", ["--region", "Japan"], "reporting country `Japan`; Russia"),
    "partner": (EXTRACT, "turnover", ["--partner", "Japan"], "no partner `Japan`; China (CN); Kazakhstan (KZ)"),
    "partner of dependence": (EXTRACT, "dependence", ["--partner", "Japan"], "no partner `Japan`; China (CN)"),
    "year": (EXTRACT, "turnover", ["--year", "2013"], "no year `2013`; 2020–2021"),
    "years": (EXTRACT, "structure", ["--year", "2010:2013"], "no year `2010–2013`; 2020–2021"),
    "month": (EXTRACT, "turnover", ["--month", "7:9"], "no month `7–9`; months 1–2"),
    "month of annual data": (
        {"good.csv": lines(extracts.annual(ROWS))}, "turnover", ["--month", "1:2"], "no month `1–2`; whole years only"
    ),
    "flow": (EXPORTS, "turnover", ["--flow", "import"], "no flow `import`; export"),
    "commodity": (EXTRACT, "turnover", ["--commodity", "31"], "no commodity `31`; 27, 44"),
    "commodity of structure": (EXTRACT, "structure", ["--commodity", "31"], "no commodity `31`; 27, 44"),
    "whole": (EXTRACT, "shares", ["--of", "RU-TA"], "hold nothing; `RU-TA`"),
    "world of one partner": (CHINA_ONLY, "dependence", ["--partner", "China"], "one partner only; all partners"),
    "whole of one partner": (CHINA_ONLY, "shares", ["--partner", "China", "--of", "world"], "partner"),
    "weight": (NO_WEIGHT, "turnover", ["--measure", "weight"], "good.csv; NETTO; --measure value"),
    # names
    "empty region": (EXTRACT, "turnover", ["--region", ""], "no region"),
    "empty partner": (EXTRACT, "turnover", ["--partner", " "], "no partner"),
    "unknown region": (EXTRACT, "turnover", ["--region", "Irkustk"], "no region; `Irkustk`; Irkutsk"),
    "unknown region in Russian": (EXTRACT, "turnover", ["--region", "Иркуцкая"], "no region; `Иркуцкая`; Иркутская"),
    "region as a partner": (EXTRACT, "turnover", ["--partner", "Irkutsk"], "no partner; `Irkutsk`; --region"),
    "world as a region": (EXTRACT, "turnover", ["--region", "world"], "no region; `world`; --partner"),
    "unknown partner": (EXTRACT, "turnover", ["--partner", "Chnia"], "no partner; `Chnia`; China"),
    "unknown whole": (EXTRACT, "shares", ["--of", "Rusia"], "`Rusia`; Russia"),
    "unknown commodity": (EXTRACT, "structure", ["--commodity", "wod"], "no commodity; `wod`"),
    "one digit": (EXTRACT, "structure", ["--commodity", "2"], "no commodity; `2`; `02`"),
    "unknown grouping": (EXTRACT, "structure", ["--grouping", "chapter"], "no grouping; `chapter`; `chapters`"),
    "unknown study": (EXTRACT, "structure", ["--study", "siberia-chna"], "no study; `siberia-chna`; `siberia-china`"),
    "unknown source": (EXTRACT, "turnover", ["--source", "fsc"], "no source; `fsc`; `fcs`"),
    "Altai": (EXTRACT, "turnover", ["--region", "Altai"], "more than one region; Altai Territory; Altai Republic"),
    "Алтай": (EXTRACT, "turnover", ["--region", "Алтай"], "more than one region; RU-AL; RU-ALT"),
    "Guinea": (EXTRACT, "turnover", ["--partner", "Guinea"], "more than one partner; (GN); (GQ)"),
    "Congo": (EXTRACT, "turnover", ["--partner", "Congo"], "more than one partner; (CG); (CD)"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "command", "option", "words"), MISSING.values(), ids=MISSING.keys())
def test_what_is_not_there(
    strade: Run, tmp_path: Path, files: Files, command: str, option: list[str], words: str
) -> None:
    faulty(strade, tmp_path, files, [f"{command} --data good.csv", *option], words)


def test_nothing_in_common_is_no_fault_of_a_name(strade: Run, tmp_path: Path) -> None:
    """Each of the choices is in the data, but not together: an answer of no rows, or a message that says so."""
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    result = strade("turnover --data good.csv --region Moscow --partner KZ --year 2021 --format csv")
    assert result.code in (0, 1)
    if result.code:
        assert (result.out, result.err.count("error: ")) == ("", 1)
    else:
        assert len(result.out.splitlines()) == 1 or "no trade" in result.err


GROUPING = """title: {en: Two, ru: Две}
groups:
  wood: {name: {en: Wood, ru: Лес}, prefixes: {"44": "Wood, timber and charcoal"}}
"""
STUDY = "title: {en: Mine, ru: Мое}\ndata: good.csv\n"
GROUP = 'title: {en: Mine, ru: Моя}\nmembers:\n  "RU-IRK": Irkutsk Region\n'

YAML: Mapping[str, tuple[str, str, str]] = {
    # option, text of the file, words
    "wrong key": ("--grouping", GROUPING.replace("groups:", "grups:"), "my.yaml; line 2; grups; groups"),
    "duplicate key": ("--grouping", GROUPING + "title: {en: A, ru: Б}\n", "my.yaml; line 4; title"),
    "unquoted 01": ("--grouping", GROUPING.replace('"44"', "01"), "my.yaml; line 3; `01` without quotes; 1"),
    "unknown chapter": ("--grouping", GROUPING.replace('"44"', '"99"'), "my.yaml; line 3; 99"),
    "tab": ("--grouping", GROUPING.replace("  wood", "\twood"), "my.yaml; line 3"),
    "empty": ("--grouping", "", "my.yaml; empty"),
    "no grouping": ("--grouping", STUDY, "my.yaml; groups"),
    "no file": ("--grouping", "-", "none.yaml; no such file"),
    "study with a wrong key": ("--study", STUDY + "partners: CN\n", "my.yaml; line 3; partners; partner"),
    "study with a duplicate key": ("--study", STUDY + "data: b.csv\n", "my.yaml; line 3; data"),
    "study with NO": ("--study", STUDY + "partner: NO\n", "my.yaml; line 3; `NO` without quotes; false"),
    "study with 01": ("--study", STUDY + "region: 01\n", "my.yaml; line 3; `01` without quotes; 1"),
    "study with an unknown region": ("--study", STUDY + "region: Irkustk\n", "Irkustk; Irkutsk"),
    "study with an unknown grouping": ("--study", STUDY + "grouping: chapter\n", "chapter; chapters"),
    "study without its data": ("--study", STUDY.replace("good.csv", "godo.csv"), "godo.csv; no such file; good.csv"),
    "study of a missing sample": ("--study", STUDY.replace("good.csv", '"sample:no.zip"'), "no sample is called"),
    "study without data": ("--study", "title: {en: Mine, ru: Мое}\n", "my.yaml; data; missing"),
    "group with a wrong name": ("--region", GROUP.replace("Irkutsk Region", "Omsk Region"), "my.yaml; line 3; RU-OMS"),
    "group with NO": ("--partner", GROUP.replace('"RU-IRK": Irkutsk Region', "NO: Norway"), "line 3; `NO`; quote"),
}  # fmt: skip


@pytest.mark.parametrize(("option", "text", "words"), YAML.values(), ids=YAML.keys())
def test_yaml(strade: Run, tmp_path: Path, option: str, text: str, words: str) -> None:
    files = {"my.yaml": text.encode(), "good.csv": GOOD}
    name = "none.yaml" if text == "-" else "my.yaml"
    data = [] if option == "--study" else ["--data", "good.csv"]
    faulty(strade, tmp_path, files, ["structure", *data, option, name], words)


def test_good_yaml(strade: Run, tmp_path: Path) -> None:
    """What the faulty ones were made from is right."""
    for name, text in (("grouping", GROUPING), ("study", STUDY), ("group", GROUP)):
        tmp_path.joinpath(f"{name}.yaml").write_text(text, "utf-8")
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    question = "structure --year 2021 --format csv --study study.yaml --grouping grouping.yaml --region group.yaml"
    result = strade(question)
    assert result.code == 0, result.err
    assert result.out.splitlines()[1].startswith("export,wood,Wood,150000.75,")


# ---------------------------------------------------------------------------------------------------------------------
# Wrong options

USAGE: Mapping[str, tuple[list[str], str]] = {
    "unknown dimension": (["turnover", "--by", "reigon"], "`reigon`; `region`"),
    "a column as a dimension": (["structure", "--by", "rank"], "`rank`"),
    "none and another": (["turnover", "--by", "none,year"], "none"),
    "group without regions": (["turnover", "--by", "group"], "--region"),
    "year of words": (["turnover", "--year", "last"], "--year; `last`; 2017:2021"),
    "year with a dash": (["turnover", "--year", "2017-2021"], "--year; `2017-2021`; 2017:2021"),
    "year backwards": (["turnover", "--year", "2021:2017"], "--year; `2021:2017`"),
    "year out of range": (["turnover", "--year", "21"], "--year; `21`"),
    "no year": (["turnover", "--year", ","], "--year"),
    "empty year": (["turnover", "--year", ""], "--year"),
    "empty by": (["turnover", "--by", ""], "--by"),
    "month 13": (["turnover", "--month", "13"], "--month; `13`; 12"),
    "month 0": (["turnover", "--month", "0:3"], "--month; `0:3`"),
    "top 0": (["turnover", "--top", "0"], "--top; 0"),
    "top below 0": (["turnover", "--top", "-3"], "--top; -3"),
    "top of words": (["turnover", "--top", "ten"], "--top; ten"),
    "unknown format": (["turnover", "--format", "xml"], "--format; xml; csv"),
    "unknown suffix": (["turnover", "--output", "answer.xls"], "--output; .xls; .csv"),
    "no suffix": (["turnover", "--output", "answer"], "--output; answer; --format"),
    "unknown column": (["turnover", "--sort", "export_usd"], "export_usd; `exports_usd`"),
    "unknown flow": (["turnover", "--flow", "transit"], "--flow; transit; export"),
    "unknown measure": (["turnover", "--measure", "quantity"], "--measure; quantity; weight"),
    "unknown unit": (["turnover", "--unit", "dozen"], "--unit; dozen; million"),
    "unknown language": (["turnover", "--lang", "zh"], "--lang; zh; ru"),
    "unknown preference": (["turnover", "--prefer", "first"], "--prefer; first; last"),
    "unknown treatment": (["turnover", "--duplicates", "keep"], "--duplicates; keep; drop"),
    "a whole of turnover": (["turnover", "--of", "russia"], "--of; shares"),
    "a whole of dependence": (["dependence", "--of", "world"], "--of; shares"),
    "no value": (["turnover", "--region"], "--region"),
    "unknown option": (["turnover", "--regions", "Irkutsk"], "--regions; --region"),
    "unknown command": (["trunover"], "trunover"),
    "a stray word": (["turnover", "good.csv"], "good.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE.keys())
def test_usage(strade: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    data = [] if len(arguments) == 1 else ["--data", "good.csv"]
    first, *rest = arguments
    result = strade(first, *data, *rest)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: strade"), result.err
    missing = [word for word in words.split("; ") if word not in result.err]
    assert not missing, result.err
    assert [path.name for path in tmp_path.iterdir()] == ["good.csv"]


# ---------------------------------------------------------------------------------------------------------------------
# Interruptions

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


def test_archives_are_what_they_should_be() -> None:
    """The miniature archives themselves are sound, so that each fault is the one that was made."""
    with zipfile.ZipFile(io.BytesIO(extracts.zipped({"DATTSVT.csv": GOOD}))) as archive:
        assert archive.testzip() is None


# ---------------------------------------------------------------------------------------------------------------------
# What is no table at all, though its name ends in .csv

_COLUMNS = b"year,flow,partner,value_usd"
_BEGIN = _COLUMNS + b"\n2021,export,CN,5\n"
_LONG = "has a line of more than 64 KB"
NO_TABLES = {
    # content, words
    "a page that begins with a comment": (b"\n<!-- 403 -->\n<html><body>captcha</body></html>", "is a web page"),
    "a script": (b"<script>location.reload()</script>", "is a web page; download it again"),
    "json": (b'[{"year": 2021, "value_usd": 5}]', "is JSON, not an extract; as CSV"),
    "one long line": (b"ab,cd;12" * 20_000, _LONG),
    "a long header": (_COLUMNS + b",c" * 50_000 + b"\n2021,export,CN,5" + b",1" * 50_000, _LONG),
    "long rows": (_COLUMNS + b",c" * 30_000 + b"\n2021,export,CN,5" + b",1" * 50_000, _LONG),
    "a long line further down": (_BEGIN + b"2021,export," * 100_000, _LONG + " (around byte "),
    "blanks of a download that was cut": (_BEGIN * 3_000 + b"\0" * 2_000_000, _LONG),
    "cut within a character": (
        _BEGIN + "2021,import,Китай,5\n2020,export,Китай".encode()[:-1],
        "line 4: the file ends within a character; cut short",
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", ["turnover --data", "check"])
@pytest.mark.parametrize(("content", "words"), NO_TABLES.values(), ids=NO_TABLES)
def test_no_table(strade: Run, command: str, content: bytes, words: str) -> None:
    Path("t.csv").write_bytes(content)
    result = strade(f"{command} t.csv")
    assert result.code == 1
    assert not [word for word in words.split("; ") if word not in result.out + result.err]
