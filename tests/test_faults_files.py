"""Files that cannot be read as extracts: each is one message, and nothing is written."""

import gzip
import io
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import extracts
import pytest
from conftest import Run
from extracts import ROWS, TCBT
from faulty import GOOD, Files, faulty


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
    "encoding of no known words": (TCBT.text(ROWS).encode("koi8-r"), "line 2: the encoding is not recognised; UTF-8"),
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
