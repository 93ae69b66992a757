"""Excel workbooks: each source saved as .xlsx answers like its csv; sheets; faults."""

import csv
import io
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import extracts
import pytest
import xlsxwriter
from conftest import Run
from layouts import ask, comtrade, gacc, tidy

from siberia_trade.readers import workbook

Cells = Iterable[Sequence[Any]]


def book(name: str, sheets: Mapping[str, Cells], hidden: Sequence[str] = ()) -> None:
    """Write a workbook; text stays text, numbers are numbers, dates dates."""
    with xlsxwriter.Workbook(name, {"default_date_format": "dd.mm.yy", "nan_inf_to_errors": True}) as file:
        for title, rows in sheets.items():
            sheet = file.add_worksheet(title)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(place, column, cell)
                    elif isinstance(cell, str) and cell:
                        sheet.write_string(place, column, cell)
                    elif cell != "":
                        sheet.write(place, column, cell)
            if title in hidden:
                sheet.hide()
            elif hidden:
                sheet.activate()


def cells(
    content: bytes, separator: str = ",", encoding: str = "utf-8", numbers: Sequence[str] = ()
) -> list[list[Any]]:
    """Cells of a csv as a spreadsheet takes them in: columns named in ``numbers`` become numbers."""
    head, *rows = csv.reader(io.StringIO(content.decode(encoding)), delimiter=separator)

    def cell(name: str, text: str) -> Any:
        return float(text.replace(",", "")) if name in numbers and text.replace(".", "").isdigit() else text

    return [head, *([cell(name, text) for name, text in zip(head, row[: len(head)], strict=True)] for row in rows)]


FCS_NUMBERS = ("TNVED", "STOIM", "NETTO", "KOL")
COMTRADE_ROWS = (
    "156 X 2022 643 TOTAL 5000.125\n156 X 2022 643 27 3000\n156 M 2022 643 TOTAL 4000\n156 X 2022 0 TOTAL 9000"
)
SOURCES = {
    # csv, its cells in a workbook, question, columns
    "fcs": (
        {"t.csv": extracts.TCBT.write(extracts.ROWS)},
        cells(extracts.TCBT.write(extracts.ROWS), numbers=FCS_NUMBERS),
        "turnover --by region,year",
        "region year exports_usd imports_usd",
    ),
    "fcs by weight": (
        {"t.csv": extracts.TCBT.write(extracts.ROWS)},
        cells(extracts.TCBT.write(extracts.ROWS), numbers=FCS_NUMBERS),
        "structure --measure weight --grouping chapters --by year",
        "year flow commodity weight_kg",
    ),
    "comtrade": (
        {"t.csv": comtrade(COMTRADE_ROWS)},
        cells(comtrade(COMTRADE_ROWS), encoding="latin-1", numbers=("period", "partnerCode", "primaryValue")),
        "turnover --by partner",
        "partner exports_usd imports_usd",
    ),
    "gacc": (
        {"export:t.csv": gacc("partner code usd\n344 44071190 5,000\n116 27090000 1,234,567")},
        cells(gacc("partner code usd\n344 44071190 5,000\n116 27090000 1,234,567", end=""), encoding="gb18030",
              numbers=("商品编码", "美元")),
        "turnover --by partner",
        "partner exports_usd",
    ),
    "tidy": (
        {"t.csv": tidy("year month flow partner value_usd sector\n2021 1 export China 1.5 coal\n2021 2 import KZ 7 -")},
        cells(tidy("year month flow partner value_usd sector\n2021 1 export China 1.5 coal\n2021 2 import KZ 7 -"),
              numbers=("year", "month", "value_usd")),
        "turnover --by month,partner",
        "month partner exports_usd imports_usd",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "table", "question", "columns"), SOURCES.values(), ids=SOURCES.keys())
def test_a_source_saved_as_a_workbook(
    strade: Run, files: Mapping[str, bytes], table: Cells, question: str, columns: str
) -> None:
    [name] = files
    book("t.xlsx", {"Sheet1": table})
    from_csv = ask(strade, files, question, columns)
    result = strade(f"{question} --format csv --data", name.replace(".csv", ".xlsx"))
    assert result.code == 0, result.err
    assert from_csv.rows
    assert result.out == strade(f"{question} --format csv --data", name).out
    assert from_csv.said == result.err


def test_months_that_became_dates(strade: Run) -> None:
    """A spreadsheet takes `01/2021` for the first of January."""
    table = cells(extracts.TCBT.write(extracts.ROWS), numbers=FCS_NUMBERS)
    place = table[0].index("PERIOD")
    dated = [
        [*row[:place], datetime(int(row[place][3:]), int(row[place][:2]), 1), *row[place + 1 :]] for row in table[1:]
    ]
    book("t.xlsx", {"Sheet1": [table[0], *dated]})
    Path("t.csv").write_bytes(extracts.TCBT.write(extracts.ROWS))
    question = "turnover --by year,month --format csv --data"
    assert strade(question, "t.xlsx").out == strade(question, "t.csv").out != ""


HEAD = ["year", "flow", "partner", "value_usd"]


def rows(value: Any, year: Any = 2021) -> Cells:
    return [HEAD, [year, "export", "China", value]]


NOTES: Cells = [["Notes"], ["made by hand"]]
SHEETS = {
    # sheets, which is asked for, hidden ones, value found, what is said
    "one": ({"A": rows(1)}, "", (), "1", ""),
    "the second is the extract": ({"Notes": NOTES, "": (), "Data": rows(2)}, "", (), "2", ""),
    "two, and the first is read": ({"A": rows(1), "B": rows(2)}, "", (), "1", "t.xlsx#B"),
    "letter case and blanks of a sheet's name": ({"A": rows(1), "Данные": rows(2)}, "#данные ", (), "2", ""),
    "one that is named": ({"A": rows(1), "B": rows(2)}, "#B", (), "2", ""),
    "a hidden one is passed over": ({"A": rows(1), "B": rows(2)}, "", ("A",), "2", ""),
    "a hidden one that is named": ({"A": rows(1), "B": rows(2)}, "#A", ("A",), "1", ""),
    "blank rows and columns around": ({"A": [[], [], *(["", *row] for row in rows(3))]}, "", (), "3", ""),
    "a number with many digits": ({"A": rows(0.1 + 0.2)}, "", (), "0.3", ""),
    "a line break and a quotation mark in a cell": (
        {"A": [[*HEAD, "comment"], [2021, "export", "China", 4, '"two"\nlines | and a bar']]}, "", (), "4", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "named", "hidden", "value", "said"), SHEETS.values(), ids=SHEETS.keys())
def test_sheets(
    strade: Run, sheets: Mapping[str, Cells], named: str, hidden: Sequence[str], value: str, said: str
) -> None:
    book("t.xlsx", {title or "Empty": table for title, table in sheets.items()}, hidden)
    result = strade("turnover --year 2021 --by none --format csv --data", f"t.xlsx{named}")
    assert result.code == 0, result.err
    assert result.out.splitlines()[1].split(",")[0] == value
    assert ("were not: " in result.err) == bool(said)
    assert said in result.err


@pytest.mark.parametrize(("name", "sheet"), [("2024in.xlsx", "Sheet1"), ("2024.xlsx", "import")])
def test_flow_by_the_name_of_the_workbook_or_the_sheet(strade: Run, name: str, sheet: str) -> None:
    book(name, {sheet: cells(gacc("partner code usd\n344 44071190 5,000", end=""), encoding="gb18030")})
    result = strade("turnover --by none --format csv --data", name)
    assert result.out.splitlines()[1].startswith("0,5000,"), result.err


def test_two_sheets_of_one_workbook(strade: Run) -> None:
    book("t.xlsx", {"A": rows(1, 2020), "B": rows(2, 2021)})
    result = strade("turnover --by year --format csv", "--data", "t.xlsx#A", "--data", "t.xlsx#B")
    assert [line.split(",")[:2] for line in result.out.splitlines()[1:]] == [["2020", "1"], ["2021", "2"]]


def test_a_workbook_in_a_folder(strade: Run) -> None:
    Path("folder").mkdir()
    book("folder/t.xlsx", {"A": rows(1, 2020)})
    book("folder/other.xlsx", {"A": NOTES})
    Path("folder/~$t.xlsx").write_bytes(b"open in Excel")
    Path("folder/t.csv").write_bytes(tidy("year flow partner value_usd\n2021 export China 2"))
    result = strade("turnover --by year --format csv --data folder")
    assert [line.split(",")[:2] for line in result.out.splitlines()[1:]] == [["2020", "1"], ["2021", "2"]]
    assert "passed over, as they are no extracts: folder/other.xlsx" in result.err


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Data">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def open_document(name: str, table: Cells) -> None:
    """Write a workbook as LibreOffice does, all cells of it text."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    made = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in table)
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", ODS.format(made))


KINDS = ["t.xlsx", "renamed.csv", "renamed.xls", "t.ods", "odt.xlsx", "old.xls", "old.xlsx", "text.xlsx"]


@pytest.mark.parametrize("name", KINDS)
def test_kinds_by_their_content(strade: Run, name: str) -> None:
    """`old.xls` holds 1.5 of exports to China and 2000 of imports from Japan, and so do the others."""
    table = [HEAD, [2021, "export", "China", 1.5], [2021, "import", "Japan", 2000]]
    if name.startswith("old"):
        shutil.copy(Path(__file__).parent / "data" / "old.xls", name)
    elif name in ("t.ods", "odt.xlsx"):
        open_document(name, table)
    elif name == "text.xlsx":
        Path(name).write_text("".join(";".join(map(str, row)) + "\n" for row in table), encoding="utf-8")
    else:
        book("book.xlsx", {"A": table})
        Path("book.xlsx").rename(name)
    result = strade("turnover --by none --format csv --data", name)
    assert result.out.splitlines()[1].startswith("1.5,2000,"), result.err


def test_names_merged_over_rows(strade: Run) -> None:
    """Stand in all of them, in the data and in a header of two lines; a number that is merged counts once."""
    with xlsxwriter.Workbook("t.xlsx") as file:
        sheet = file.add_worksheet("A")
        sheet.merge_range(1, 1, 2, 1, "Country")
        sheet.merge_range(1, 3, 1, 4, "Trade")
        sheet.write_row(2, 2, ["Year", "Exports", "Imports"])
        sheet.merge_range(3, 1, 4, 1, "China")
        sheet.write_row(3, 2, [2020])
        sheet.write(4, 2, 2021)
        sheet.merge_range(3, 3, 4, 3, 5)
        sheet.write(4, 4, 4)
        sheet.write_row(5, 1, ["Japan", 2021, 7, 8])
    Path("my.yaml").write_text(
        "header: 3\ncolumns: {partner: Country, year: Year, exports: Exports, imports: Imports}", encoding="utf-8"
    )
    result = strade("turnover --by year,partner --format csv --data t.xlsx --source my.yaml")
    rows = [",".join(line.split(",")[i] for i in (0, 1, 3, 4)) for line in result.out.splitlines()[1:]]
    assert rows == ["2020,CN,5,0", "2021,JP,7,8", "2021,CN,0,4"], result.err


def test_workbooks_in_a_zip(strade: Run) -> None:
    book("t.xlsx", {"A": rows(1)})
    with zipfile.ZipFile("only.zip", "w") as file:
        file.write("t.xlsx")
    with zipfile.ZipFile("both.zip", "w") as file:
        file.write("t.xlsx")
        file.writestr("t.csv", tidy("year flow partner value_usd\n2021 export China 2"))
    result = strade("turnover --by none --data only.zip")
    assert "only.zip: the zip holds a workbook, t.xlsx" in result.err
    assert "Unpack the zip first" in result.err
    result = strade("turnover --by none --format csv --data both.zip")
    assert result.out.splitlines()[1].startswith("2,0,")
    assert "both.zip:t.xlsx" in result.err


def test_too_large_when_unpacked(strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LIMIT_MB", -1)
    book("t.xlsx", {"A": rows(1)})
    result = strade("turnover --by none --data t.xlsx")
    assert (result.code, "of 0 MB when unpacked, and more than -1 MB take too much" in result.err) == (1, True)
    assert "hint: Save the sheet as CSV UTF-8" in result.err


def test_under_a_column_map(strade: Run) -> None:
    """A title, a header whose names break their lines and stand twice, numbers as numbers and typed as text."""
    table = [
        ["Trade of a region"],
        ["Country", "Exports,\nthousand USD", "t", "Imports,\nthousand USD", "t"],
        ["China", 1234.5, 10, "67.25", 0.5],
        ["Japan", "-", "-", 1, 2],
    ]
    book("t.xlsx", {"A": table})
    Path("my.yaml").write_text(
        'header: 2\nempty: ["-"]\nfixed: {period: "2021", reporter: RU}\ncolumns:\n  partner: Country\n'
        "  exports: {column: 'Exports, thousand USD', scale: 1000}\n  exports_weight: {column: t (1), unit: t}\n"
        "  imports: {column: 'Imports, thousand USD', scale: 1000}\n  imports_weight: {column: t (2), unit: t}\n",
        encoding="utf-8",
    )
    for question, expected in (
        ("turnover --by partner", ["CN,China,1234500,67250", "JP,Japan,0,1000"]),
        ("turnover --by partner --measure weight", ["CN,China,10000,500", "JP,Japan,0,2000"]),
    ):
        result = strade(f"{question} --format csv --data t.xlsx --source my.yaml")
        assert [",".join(line.split(",")[:4]) for line in result.out.splitlines()[1:]] == expected, result.err


MARKS = {
    # what the map says of numbers, cells, sum
    "decimal comma": ("decimal: comma", (1.5, "2,25", 1000), "1003.75"),
    "three decimals are no thousands": ("thousands: point", (1.234, 5.678, "9.012,5"), "9019.412"),
    "commas in text": ("thousands: comma", (1.234, "2,000.5"), "2001.734"),
    "blanks in text": ("decimal: comma\nthousands: blank", (0.125, "1\u00a0234,5"), "1234.625"),
}


@pytest.mark.parametrize(("said", "values", "total"), MARKS.values(), ids=MARKS.keys())
def test_numbers_are_numbers_whatever_marks_a_map_says(
    strade: Run, said: str, values: Sequence[Any], total: str
) -> None:
    book(
        "t.xlsx", {"A": [["Y", "F", "V", "K"], *([2021, "export", value, place] for place, value in enumerate(values))]}
    )
    Path("my.yaml").write_text(
        f"{said}\ncolumns: {{year: Y, flow: F, value: V}}\ndimensions: {{k: K}}", encoding="utf-8"
    )
    result = strade("turnover --by none --format csv --data t.xlsx --source my.yaml")
    assert result.out.splitlines()[1].split(",")[0] == total, result.err


def test_dates_beside_the_form_of_a_map(strade: Run) -> None:
    """A cell that shows `Mar 21` may be a date, or text."""
    book("t.xlsx", {"A": [["P", "V"], [datetime(2021, 3, 1), 1], ["апр 21", 2]]})
    Path("my.yaml").write_text(
        "columns: {period: {column: P, form: MMM YY}, value: V}\nfixed: {flow: export}", encoding="utf-8"
    )
    result = strade("turnover --by month --year 2021 --format csv --data t.xlsx --source my.yaml")
    assert [line.split(",")[:2] for line in result.out.splitlines()[1:]] == [["3", "1"], ["4", "2"]], result.err


FAULTS = {
    # sheets, name given, words of the message
    "no such sheet": ({"2021": rows(1)}, "t.xlsx#2012", "has no sheet `2012`; Did you mean `2021`"),
    "a row": ({"A": rows("x")}, "t.xlsx", "t.xlsx, line 2, column value_usd: `x`: is no number"),
    "a row of a sheet": ({"A": NOTES, "B": rows("x")}, "t.xlsx", "t.xlsx#B, line 2, column value_usd"),
    "no extract": ({"A": NOTES}, "t.xlsx", "t.xlsx: is no extract of a known source; Notes"),
    "no extract in several sheets": (
        {"A": NOTES, "B": ()},
        "t.xlsx",
        "none of its sheets; t.xlsx#A; t.xlsx#B: the file is empty",
    ),
    "a sheet of a csv": ({"A": rows(1)}, "no.xlsx#A", "no.xlsx: is no workbook, so it has no sheet `A`"),
    "a password": ({"A": rows(1)}, "locked.xlsx", "is protected by a password; without the password"),
    "cut short": ({"A": rows(1)}, "cut.xlsx", "cut.xlsx; Download it again"),
}


@pytest.mark.parametrize(("sheets", "name", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_fault(strade: Run, sheets: Mapping[str, Cells], name: str, words: str) -> None:
    book("t.xlsx", sheets)
    Path("no.xlsx").write_bytes(tidy("year flow value_usd\n2021 export 1"))
    Path("locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(1000) + "EncryptedPackage".encode("utf-16-le"))
    Path("cut.xlsx").write_bytes(Path("t.xlsx").read_bytes()[:2000])
    result = strade("turnover --by none --data", name)
    assert (result.code, result.out) == (1, "")
    missing = [word for word in words.split("; ") if word.casefold() not in result.err.casefold()]
    assert not missing, result.err


def test_without_the_reader(strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "can_read", lambda: False)
    book("t.xlsx", {"A": rows(1)})
    result = strade("turnover --by none --data t.xlsx")
    assert result.code == 1
    assert "t.xlsx: is an Excel workbook" in result.err
    assert "pip install 'siberia-trade[xlsx]'" in result.err
    Path("folder").mkdir()
    Path("t.xlsx").rename("folder/t.xlsx")
    Path("folder/t.csv").write_bytes(tidy("year flow value_usd\n2021 export 5"))
    result = strade("turnover --by none --format csv --data folder")
    assert result.out.splitlines()[1].startswith("5,0,5")
    assert "passed over, as they are no extracts: folder/t.xlsx" in result.err
