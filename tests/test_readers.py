"""Good extracts: the same rows give the same bytes in every layout and packing that users bring."""

import gzip
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import extracts
import pytest
from asked import records, turnover
from conftest import Run
from extracts import DATTSVT, LAYOUTS, ROWS, TCBT, Row

QUESTIONS = (
    "turnover --year 2021",
    "turnover --by year,month",
    "turnover --by region,year --measure weight",
    "turnover --region Irkutsk --partner China --commodity 44 --by year,flow",
    "turnover --region siberia --flow import --by partner",
    "shares --by partner --year 2021",
    "shares --region siberia --of russia --by year",
    "structure --year 2021 --grouping chapters",
    "structure --by region,year --grouping headings",
    "dependence --partner China --by region,year",
)


# ---------------------------------------------------------------------------------------------------------------------
# Layouts


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("rows", [ROWS, extracts.annual(ROWS)], ids=["monthly", "annual"])
def test_every_layout_gives_the_same_bytes(strade: Run, tmp_path: Path, question: str, rows: list[Row]) -> None:
    if "month" in question and "-" not in rows[0].period:
        pytest.skip("annual rows have no months")
    answers = {}
    for name, layout in LAYOUTS.items():
        tmp_path.joinpath("extract.csv").write_bytes(layout.write(rows))
        answers[name] = strade(f"{question} --format csv --data extract.csv")
    expected = answers["dattsvt"]
    assert expected.code == 0, expected.err
    assert len(expected.out.splitlines()) > 1
    assert answers == dict.fromkeys(answers, expected)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_sums_are_those_of_the_rows(strade: Run, tmp_path: Path, layout: extracts.Layout) -> None:
    tmp_path.joinpath("extract.csv").write_bytes(layout.write(ROWS))
    result = strade("turnover --format csv --by year,partner --data extract.csv")
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for row in ROWS:
        partner = "undisclosed" if row.partner == "NNN" else row.partner
        sums.setdefault((row.period[:4], partner), [Decimal(0)] * 2)[row.flow == "import"] += Decimal(row.value)
    found = {
        (row["year"], row["partner"]): [Decimal(row["exports_usd"]), Decimal(row["imports_usd"])]
        for row in records(result.out)
    }
    assert found == sums


def test_order_of_rows_and_files_does_not_matter(strade: Run, tmp_path: Path) -> None:
    half = len(ROWS) // 2
    tmp_path.joinpath("all.csv").write_bytes(TCBT.write(ROWS))
    tmp_path.joinpath("1.csv").write_bytes(DATTSVT.write(reversed(ROWS[half:])))
    tmp_path.joinpath("2.csv").write_bytes(extracts.EXCEL.write(ROWS[:half]))
    for question in QUESTIONS:
        whole = strade(f"{question} --format csv --data all.csv")
        assert whole == strade(f"{question} --format csv --data 1.csv --data 2.csv")
        assert whole == strade(f"{question} --format csv --data 2.csv --data 1.csv")


# ---------------------------------------------------------------------------------------------------------------------
# Packing and places

UNITS_LIST = "\ufeffKOD,NAME,SHORT_NAME\n006,МЕТР,М\n796,ШТУКА,ШТ\n"
COUNTRIES_LIST = "....................\nKOD,NAME\nCN,КИТАЙ\n\n"
REGIONS_LIST = "OKATO_2,OKATO_2_N\n25000,ИРКУТСКАЯ ОБЛАСТЬ\n"


def pack(folder: Path) -> dict[str, tuple[str, ...]]:
    """Put the same rows down in every way; name of the way to what `--data` is given."""
    whole, first, last = DATTSVT.write(ROWS), TCBT.write(ROWS[:7]), DATTSVT.write(ROWS[7:])
    files: dict[str, bytes] = {
        "plain.csv": whole,
        "no suffix": whole,
        "wrong suffix.xls": whole,
        "packed.csv.gz": gzip.compress(whole),
        "gzip without suffix": gzip.compress(extracts.EXCEL.write(ROWS)),
        "DATTSVT.csv.zip": extracts.zipped({"DATTSVT.csv": whole, "EDIZM.csv": UNITS_LIST}),
        "mac.zip": extracts.zipped({
            "data/2020/DATTSVT.csv": first,
            "data/2021/DATTSVT.csv": last,
            "data/lists/country.csv": COUNTRIES_LIST,
            "data/readme.pdf": b"%PDF-1.4",
            "__MACOSX/data/2020/._DATTSVT.csv": b"\x00\x05\x16\x07",
            "data/.DS_Store": b"\x00",
        }),
        "folder/irkutsk/DATTSVT.csv": first,
        "folder/other/DATTSVT.csv.gz": gzip.compress(last),
        "folder/other/regions.csv": REGIONS_LIST.encode(),
        "folder/other/notes.docx": b"PK\x03\x04 no extract",
        "folder/.hidden.csv": b"\x00",
        "years/2020.txt": first,
        "years/2021.TXT": last,
        "export of [Иркутск] 2020-2021 (1).csv": whole,
        "[2021]/выгрузка.csv": whole,
        "dollar$ & 'quotes' #1.csv": whole,
    }  # fmt: skip
    for name, content in files.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(content)
    several: dict[str, tuple[str, ...]] = {
        "folder": ("folder",),
        "folder with a slash": ("folder/",),
        "glob": ("years/*.[tT][xX][tT]",),
        "glob of folders": ("fold*/**/*.csv*",),
        "two files": ("years/2020.txt", "years/2021.TXT"),
        "absolute": (str(folder / "plain.csv"),),
        "in the folder": ("./plain.csv",),
        "folder in brackets": ("[2021]",),
    }
    single = {name: (name,) for name in files if "/" not in name or name.startswith("[")}
    return single | several


def test_every_packing_gives_the_same_bytes(strade: Run, tmp_path: Path) -> None:
    ways = pack(tmp_path)
    question = "structure --by region,year --grouping headings --format csv"
    answers = {}
    for way, data in ways.items():
        answers[way] = strade(question, *(word for path in data for word in ("--data", path)))
    expected = answers["plain.csv"]
    assert expected.code == 0, expected.err
    assert answers == dict.fromkeys(answers, expected)


def test_a_tilde_that_is_no_home_folder(strade: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("~$extract.csv").write_bytes(DATTSVT.write(ROWS))
    assert strade("turnover --by year --data ~$extract.csv").code == 0
    result = strade("turnover --by year --data ~$extracts.csv")
    assert (result.code, result.out) == (1, "")
    assert "~$extract.csv" in result.err


def test_stdin(strade: Run, tmp_path: Path) -> None:
    content = {"text": DATTSVT.write(ROWS), "gzip": gzip.compress(extracts.EXCEL.write(ROWS))}
    tmp_path.joinpath("plain.csv").write_bytes(content["text"])
    question = ["turnover", "--by", "year", "--format", "csv", "--data"]
    expected = strade(" ".join(question), "plain.csv").out
    for given in content.values():
        done = subprocess.run(
            [sys.executable, "-m", "siberia_trade", *question, "-"], input=given, capture_output=True, check=True
        )
        assert done.stdout.decode() == expected


def test_files_named_in_the_environment(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("1.csv").write_bytes(DATTSVT.write(ROWS[:7]))
    tmp_path.joinpath("2.csv").write_bytes(DATTSVT.write(ROWS[7:]))
    expected = strade("turnover --by year --format csv --data 1.csv --data 2.csv")
    assert expected.code == 0, expected.err
    monkeypatch.setenv("STRADE_DATA", "1.csv:2.csv")
    assert strade("turnover --by year --format csv") == expected
    assert turnover(strade, "2.csv", by="year") == {"2021": "1782400.96"}, "--data wins"


def test_names_of_members_are_said(strade: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("all.zip").write_bytes(extracts.zipped({"a/DATTSVT.csv": DATTSVT.write(ROWS)}))
    meta = json.loads(strade("turnover --by year --format json --data all.zip").out)["meta"]
    assert [source["file"] for source in meta["sources"]] == ["all.zip:a/DATTSVT.csv"]
    assert (
        meta["sources"][0] | {"rows": len(ROWS), "first_period": "2020-01", "last_period": "2021-02", "source": "fcs"}
        == (meta["sources"][0])
    )


# ---------------------------------------------------------------------------------------------------------------------
# What hands and programs leave in files

LINES = TCBT.text(ROWS).splitlines()
HEADER, BODY = LINES[0], LINES[1:]

UNTIDY = {
    "no newline at the end": "\n".join(LINES),
    "header again inside": "\n".join([*LINES[:5], HEADER, *LINES[5:], ""]),
    "header again at the end": "\n".join([*LINES, HEADER, ""]),
    "bom again inside": "\ufeff" + "\n".join([*LINES[:5], "\ufeff" + HEADER, *LINES[5:], ""]),
    "blank lines": "\n\n" + "\n\n".join(LINES) + "\n\n\n",
    "lines of separators": "\n".join([*LINES[:5], "," * 9, *LINES[5:], "," * 9, ""]),
    "lines of blanks": "\n".join([*LINES[:5], "   ", *LINES[5:], "\t", ""]),
    "lines of separators in a quoted file": extracts.QUOTED.text(ROWS) + ",,,,,,,,,\n" + ",".join(['""'] * 10) + "\n",
    "crlf": "\r\n".join([*LINES, ""]),
    "crlf and lf mixed": "\r\n".join(LINES[:9]) + "\r\n" + "\n".join([*LINES[9:], ""]),
    "a line of dots first": "....................\n" + "\n".join([*LINES, "", ""]),
    "excel's line about the separator": "sep=,\n" + "\n".join([*LINES, ""]),
    "blanks around names and codes": "\n".join([HEADER.replace(",", " , "), *BODY]).replace(",CN,", ", CN ,"),
    "blanks around numbers": "\n".join(LINES).replace(",0,", ", 0 ,").replace(",900000,", ", 900000 ,"),
    "numbers of both kinds": "\n".join(LINES).replace(",900000,", ",900000.00,"),
    "quotes where needed": "\n".join(line.replace("ИРКУТСКАЯ ОБЛАСТЬ", '"ИРКУТСКАЯ" ОБЛАСТЬ') for line in LINES)
    .replace('25000 - "ИРКУТСКАЯ" ОБЛАСТЬ', '"25000 - ""ИРКУТСКАЯ"", ОБЛАСТЬ"'),
    "a quote inside a name": "\n".join(LINES).replace("АЛТАЙСКИЙ КРАЙ", 'АЛТАЙСКИЙ "КРАЙ"'),
    "a quoted line break": "\n".join(LINES).replace("25000 - ИРКУТСКАЯ ОБЛАСТЬ", '"25000 - ИРКУТСКАЯ\nОБЛАСТЬ"'),
    "quoted header only": ",".join(f'"{name}"' for name in HEADER.split(",")) + "\n" + "\n".join(BODY),
}  # fmt: skip


@pytest.mark.parametrize("text", UNTIDY.values(), ids=UNTIDY.keys())
def test_untidy_files_are_read_as_the_tidy_one(strade: Run, tmp_path: Path, text: str) -> None:
    tmp_path.joinpath("tidy.csv").write_bytes(TCBT.write(ROWS))
    tmp_path.joinpath("untidy.csv").write_bytes(text.encode())
    for question in ("turnover --by region,year", "structure --by partner --year 2021", "turnover --region Irkutsk"):
        tidy = strade(f"{question} --format csv --data tidy.csv")
        assert tidy.code == 0
        assert strade(f"{question} --format csv --data untidy.csv") == tidy


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp866", "cp1251"])
def test_line_ends_of_an_old_mac(strade: Run, tmp_path: Path, encoding: str, packed: bool) -> None:
    """A file of CR alone is either read right or refused; never one long row."""
    content = "\r".join([*LINES, ""]).encode(encoding)
    tmp_path.joinpath("mac.csv").write_bytes(gzip.compress(content) if packed else content)
    tmp_path.joinpath("tidy.csv").write_bytes(TCBT.write(ROWS))
    result = strade("turnover --by year --format csv --data mac.csv")
    tidy = strade("turnover --by year --format csv --data tidy.csv")
    assert result == tidy or (result.code == 1 and "mac.csv" in result.err)


def test_separators_inside_quotes(strade: Run, tmp_path: Path) -> None:
    text = extracts.QUOTED.text(ROWS).replace("ИРКУТСКАЯ ОБЛАСТЬ", "ИРКУТСКАЯ, ОБЛАСТЬ; \t |")
    tmp_path.joinpath("extract.csv").write_text(text, "utf-8")
    assert turnover(strade, "extract.csv", by="year", more="--region Irkutsk") == {
        "2020": "800000.5",
        "2021": "800000.76",
    }
