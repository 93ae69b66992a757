"""Workbooks of Excel and LibreOffice as text: a sheet as its csv would be, but for what a csv of Excel's own loses.

Numbers are written in full, whatever their format shows, with a decimal point or the mark that a column map says;
codes that a sheet holds as numbers without `.0`; dates as YYYY-MM-DD. A line break in a cell becomes a blank, so that
lines are rows of the sheet. A name that is merged over several rows stands in each of them; a number in the first only,
so that it counts once.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from siberia_trade.errors import ExtractError, nearest, one_of, some_of

if TYPE_CHECKING:
    import python_calamine

#: Suffixes of workbooks that a folder is searched for.
SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
#: What a workbook is known by, among the names of its zip.
_MARKS: Final = ("xl/workbook.xml", "xl/workbook.bin")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
#: First bytes of old workbooks, and of new ones under a password.
_OLE: Final = b"\xd0\xcf\x11\xe0"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
#: Megabytes when unpacked, of which the reader makes some 300 in memory: it holds a sheet as a whole.
_LIMIT_MB: Final = 150
#: How many times more cells a megabyte of the binary layout has than one of the usual layout.
_BINARY: Final = 2
#: Between cells; hardly any cell holds one, so that few have to be quoted. It says nothing of decimal marks.
_SEPARATOR: Final = "|"
_INSTALL: Final = "pip install 'siberia-trade[xlsx]'"


def can_read() -> bool:
    """Whether the reader of workbooks is installed: it is an optional one."""
    return find_spec("python_calamine") is not None


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, whatever its name."""
    try:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                return True
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            return any(mark in names for mark in _MARKS) or ("mimetype" in names and archive.read("mimetype") == _ODS)
    except (zipfile.BadZipFile, OSError):
        return False


def sheets_of(path: Path, label: str, sheet: str = "") -> list[str]:
    """Names of the sheets that one can see, or the one named, which may be hidden.

    Raises
    ------
    ExtractError
        Where workbooks cannot be read, this one cannot, or has no such sheet.
    """
    book = _open(path, label)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = [each.name for each in tables]
    if not sheet:
        return [each.name for each in tables if each.visible == SheetVisibleEnum.Visible] or names
    sheet = next((name for name in names if name.strip().casefold() == sheet.strip().casefold()), sheet)
    if sheet not in names:
        near = nearest(sheet, names)
        hint = f"Did you mean {one_of(near)}?" if near else f"It has {some_of(names)}."
        raise ExtractError.at(label, f"has no sheet `{sheet}`", hint=hint)
    return [sheet]


def write_sheet(path: Path, label: str, sheet: str, file: IO[bytes], decimal: str = ".") -> None:
    """Write one sheet as utf-8 text, its numbers with a decimal mark."""
    book = _open(path, label)
    from python_calamine import CalamineError

    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=_SEPARATOR, lineterminator="\n")
    try:
        table = book.get_sheet_by_name(sheet)
        for row in _unmerged(table) if table.height else ():
            writer.writerow([_text(cell, decimal) for cell in row])
    except CalamineError as error:
        raise _damaged(label, error) from None
    finally:
        text.detach()


def _open(path: Path, label: str) -> "python_calamine.CalamineWorkbook":
    if not can_read():
        raise ExtractError.at(
            label,
            "is an Excel workbook, and the reader of workbooks is not installed",
            hint=f"{_INSTALL} installs it; or in Excel: save as CSV UTF-8, and give that file.",
        )
    from python_calamine import CalamineError, load_workbook

    _refuse_huge(path, label)
    try:
        with path.open("rb") as file:  # by its content: suffixes are made up
            return load_workbook(file)
    except CalamineError as error:
        if _LOCKED in path.read_bytes():
            hint = "Open it in Excel and save it without the password."
            raise ExtractError.at(label, "is protected by a password", hint=hint) from None
        raise _damaged(label, error) from None


def _refuse_huge(path: Path, label: str) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        files = archive.infolist()
    size_mb = sum(each.file_size for each in files) >> 20
    limit_mb = _LIMIT_MB // _BINARY if any(each.filename == _MARKS[1] for each in files) else _LIMIT_MB
    if size_mb > limit_mb:
        raise ExtractError.at(
            label,
            f"is a workbook of {size_mb:,} MB when unpacked, and more than {limit_mb} MB take too much memory",
            hint="Save the sheet as CSV UTF-8, and give that file: of text any size will do.",
        )


def _unmerged(table: "python_calamine.CalamineSheet") -> Iterator[list[Any]]:
    """Rows of a sheet, with names that are merged over several rows in each of them."""
    begin: dict[int, list[tuple[int, int]]] = {}
    left = table.start[1] if table.start else 0  # rows begin with the first column that holds anything
    for (first, column), (last, _) in table.merged_cell_ranges or ():
        if last > first:
            begin.setdefault(first, []).append((column - left, last))
    names: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(table.iter_rows()):
        for column, (last, name) in names.items():
            if number <= last and row[column] == "":
                row[column] = name
        for column, last in begin.get(number, ()):
            cell = row[column] if column < len(row) else ""
            if isinstance(cell, str) and re.search(r"[^\W\d_]", cell):
                names[column] = last, cell
        yield row


def _damaged(label: str, error: Exception) -> ExtractError:
    hint = "Open it in Excel and save it again, without a password, or save as CSV UTF-8."
    return ExtractError.at(label, f"the workbook cannot be read ({error})", hint=hint)


def _text(cell: Any, decimal: str = ".") -> str:
    """One cell as text.

    >>> [_text(cell) for cell in (4407110000.0, 0.1 + 0.2, 1.5e-07, datetime(2021, 1, 1), True, "006")]
    ['4407110000', '0.3', '0.00000015', '2021-01-01', 'TRUE', '006']
    """
    if isinstance(cell, str):
        return re.sub(r"\s*[\r\n]+\s*", " ", cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):  # Excel keeps 15 digits; more of them would show how it stores a number
        return str(int(cell)) if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}".replace(".", decimal)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)
