"""Good extracts: the same rows give the same bytes in every layout, packing and spelling that users bring."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import extracts
import pytest
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


def records(text: str) -> list[dict[str, str]]:
    """Rows of a csv output."""
    return list(csv.DictReader(io.StringIO(text)))


def turnover(run: Run, *data: str, by: str = "none", more: str = "") -> Mapping[str, str]:
    """Exports of each row of `--by`, as printed."""
    result = run(f"turnover --format csv --by {by} {more}", *(word for path in data for word in ("--data", path)))
    assert result.code == 0, result.err
    return {row[by] if by != "none" else "": row["exports_usd"] for row in records(result.out)}


def one(**fields: str) -> Row:
    """One row of export where only what a test is about is said."""
    return Row("export", "2020-01", "CN", "4407110000", "", "100", "10", "0", "25000")._replace(**fields)


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
# Spellings

PERIODS = {
    # what stands in the file: year, month
    "2013": ("2013", ""),
    " 2013 ": ("2013", ""),
    "01/2015": ("2015", "1"),
    "1/2015": ("2015", "1"),
    "12/2015": ("2015", "12"),
    "янв.15": ("2015", "1"),
    "Янв.2015": ("2015", "1"),
    "май.15": ("2015", "5"),
    "сентябрь 2015": ("2015", "9"),
    "Jan-15": ("2015", "1"),
    "Dec-2015": ("2015", "12"),
    "2015-01": ("2015", "1"),
    "2015/1": ("2015", "1"),
    "01.2015": ("2015", "1"),
    "01.01.2015": ("2015", "1"),
    "01.11.2015": ("2015", "11"),
}


@pytest.mark.parametrize(("written", "expected"), PERIODS.items(), ids=PERIODS.keys())
def test_periods(strade: Run, tmp_path: Path, written: str, expected: tuple[str, str]) -> None:
    layout = replace(TCBT, period=lambda _: written)
    tmp_path.joinpath("extract.csv").write_bytes(layout.write([one()]))
    for more in ("", f"--year {expected[0]}"):
        result = strade(f"turnover --by year,month --format csv --data extract.csv {more}")
        assert [(row["year"], row["month"]) for row in records(result.out)] == [expected], result.err


OKATO = {
    # code in the file: region
    "04100": "RU-KYA",
    "04130": "RU-KYA",
    "25100": "RU-IRK",
    "57100": "RU-PER",
    "76100": "RU-ZAB",
    "30100": "RU-KAM",
    "71000": "RU-TYU",
    "71100": "RU-KHM",
    "71140": "RU-YAN",
    "11000": "RU-ARK",
    "11100": "RU-NEN",
    "01000": "RU-ALT",
    "67000": "OKATO-67000",  # two dashes in its label
    "NNNNN": "undisclosed",
}


@pytest.mark.parametrize("layout", ["tcbt", "excel", "english copy", "all quoted"])
def test_each_okrug_is_in_one_region(strade: Run, tmp_path: Path, layout: str) -> None:
    values = {okato: 10**place for place, okato in enumerate(OKATO)}
    rows = [one(okato=okato, value=str(value)) for okato, value in values.items()]
    tmp_path.joinpath("extract.csv").write_bytes(LAYOUTS[layout].write(rows))
    expected: dict[str, int] = {}
    for okato, region in OKATO.items():
        expected[region] = expected.get(region, 0) + values[okato]
    found = turnover(strade, "extract.csv", by="region")
    assert found == {region: str(value) for region, value in expected.items()}
    assert list(found)[-1] == "undisclosed"
    for region in set(expected) - {"undisclosed"}:
        chosen = turnover(strade, "extract.csv", by="region", more=f"--region {region}")
        assert chosen == {region: str(expected[region])}


def test_a_zero_that_excel_took_from_a_region_is_given_back(strade: Run, tmp_path: Path) -> None:
    text = TCBT.text([one(okato="01000"), one(okato="04100", value="7")]).replace(",01000 - ", ",1000 - ")
    tmp_path.joinpath("extract.csv").write_text(text.replace(",04100 - ", ",4100 - "), "utf-8")
    assert turnover(strade, "extract.csv", by="region") == {"RU-ALT": "100", "RU-KYA": "7"}
    assert turnover(strade, "extract.csv", by="region", more="--region siberia") == {"RU-ALT": "100", "RU-KYA": "7"}
    assert turnover(strade, "extract.csv", by="region", more="--region RU-ALT") == {"RU-ALT": "100"}


HIDDEN = {
    # dimension: field of the row, labels that mean "not disclosed"
    "partner": ("partner", ("NNN", "nnn", " NNN ")),
    "commodity": ("code", ("XXXXXXXXXX", "SS", "SSSSSSSSSS", "ХХХХХХХХХХ")),
    "region": ("okato", ("NNNNN",)),
}


@pytest.mark.parametrize(
    ("dimension", "field", "written"),
    [(dimension, field, label) for dimension, (field, labels) in HIDDEN.items() for label in labels],
)
def test_what_is_not_disclosed_counts(strade: Run, tmp_path: Path, dimension: str, field: str, written: str) -> None:
    tmp_path.joinpath("extract.csv").write_bytes(TCBT.write([one(), one(**{field: written}, value="900")]))
    assert turnover(strade, "extract.csv") == {"": "1000"}
    command = "structure" if dimension == "commodity" else "shares"
    result = strade(f"{command} --by {dimension} --format csv --data extract.csv")
    rows = records(result.out)
    value, share = ("value_usd", "share_pct") if command == "structure" else ("exports_usd", "exports_share_pct")
    assert [row[dimension] for row in rows][-1] == "undisclosed", "last, though it is the largest"
    assert (rows[-1][value], rows[-1][share], rows[-1].get("rank", "")) == ("900", "90.0", "")
    assert rows[-1][f"{dimension}_name"] == "Undisclosed"
    assert "is in no list" not in result.err


UNKNOWN = {
    # dimension, field of the row, label, what the note calls it
    "partner": ("partner", "partner", "QZ", "partner `QZ`"),
    "no partner": ("partner", "partner", "", "partner (empty)"),
    "region": ("region", "okato", "99999", "region `99999 - НОВАЯ ОБЛАСТЬ`"),
    "chapter": ("commodity", "code", "9901000000", "commodity `9901000000`"),
    "no code": ("commodity", "code", "", "commodity (empty)"),
    "a word as code": ("commodity", "code", "ТОВАР", "commodity `ТОВАР`"),
}


@pytest.mark.parametrize(("dimension", "field", "written", "named"), UNKNOWN.values(), ids=UNKNOWN.keys())
@pytest.mark.parametrize("by", ["none", "region", "partner", "commodity"])
def test_what_no_list_holds_is_named_and_counted(
    strade: Run, tmp_path: Path, dimension: str, field: str, written: str, named: str, by: str
) -> None:
    rows = [one(), one(**{field: written}, value="1234567.5"), one(**{field: written}, value="0.5", kg="1")]
    tmp_path.joinpath("extract.csv").write_bytes(TCBT.write(rows))
    if by == "commodity":
        result = strade("structure --format csv --data extract.csv")
        held = {row["commodity"]: row["value_usd"] for row in records(result.out)}
    else:
        result = strade(f"turnover --by {by} --format csv --data extract.csv")
        held = {row.get(by, ""): row["exports_usd"] for row in records(result.out)}
    assert sum(map(Decimal, held.values())) == 1234668
    if by == dimension:
        assert held["undisclosed"] == "1234568"
    shown = (
        named[:13] if written.isdigit() and by == "commodity" else f"{named} "
    )  # a digit less matters to nobody there
    assert f"note: {shown}" in result.err
    assert "is in no list and counts as undisclosed: 2 rows, 1,234,568" in result.err
    strict = strade(f"turnover --by {by if by != 'commodity' else 'none'} --strict --data extract.csv")
    assert (strict.code, strict.out) == (1, "")
    assert named in strict.err


@pytest.mark.parametrize("code", ["44", "4407", "440711", "44071110", "4407111000"])
@pytest.mark.parametrize("layout", ["tcbt", "excel"])
def test_codes_of_every_length(strade: Run, tmp_path: Path, code: str, layout: str) -> None:
    rows = [one(code=code), one(code="01" + code[2:], value="5"), one(code="27" + code[2:], value="2")]
    tmp_path.joinpath("extract.csv").write_bytes(LAYOUTS[layout].write(rows))
    result = strade("structure --grouping chapters --format csv --data extract.csv")
    values = {row["commodity"]: row["value_usd"] for row in records(result.out)}
    assert values == {"44": "100", "01": "5", "27": "2"}
    assert turnover(strade, "extract.csv", more="--commodity 01") == {"": "5"}
    assert turnover(strade, "extract.csv", more=f"--commodity {code}") == {"": "100"}
    fine = strade("structure --grouping headings --format csv --data extract.csv")
    if len(code) == 2:
        assert {row["commodity"] for row in records(fine.out)} == {"other"}
        assert "code `44` is shorter than grouping `headings` needs" in fine.err
    else:
        assert records(fine.out)[0]["commodity"] == "4407"


FLOWS = {"ЭК": "ИМ", "эк": "им", " ЭК ": "ИМ ", "EXP": "IMP", "Экспорт": "Импорт", "export": "import"}


@pytest.mark.parametrize(("export", "imports"), FLOWS.items())
def test_words_for_flows(strade: Run, tmp_path: Path, export: str, imports: str) -> None:
    layout = replace(TCBT, flows=(export, imports))
    tmp_path.joinpath("extract.csv").write_bytes(layout.write([one(), one(flow="import", value="30")]))
    for more, expected in (("", ("100", "30")), ("--flow export", ("100", "")), ("--flow import", ("", "30"))):
        result = strade(f"turnover --by none --format csv --data extract.csv {more}")
        row = records(result.out)[0]
        assert (row["exports_usd"], row["imports_usd"]) == expected


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
