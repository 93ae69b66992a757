"""Files of BACI, Comext, Comex Stat and Comtrade that are at fault, or that programs have changed on the way."""

import csv
import gzip
import io
from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from conftest import Run
from layouts import FLOWS, ask, comtrade, refused, tidy
from layouts_more import (
    COMEXT_COLUMNS,
    baci,
    comexstat,
    comext,
    comtrade_by_spreadsheet,
    legacy,
)

# ---------------------------------------------------------------------------------------------------------------------
# What programs do to files; the answer stays the same

#: A file of each source, with its separator and the question that shows all of it.
SOURCES = {
    "baci": ("x.csv", ",", baci("2021 156 643 010121 10.5 2.000\n2021 643 156 270900 3.25 NA\n2021 156 31 270900 2 1"),
             "turnover --region CN --by partner", f"partner {FLOWS}", "RU 10500 3250 13750 / AZ 2000 0 2000"),
    "comext": ("x.dat", ",", comext("PARTNER VALUE_EUR FLOW\nCN 5 2\nNA 6 2\nXK 7 1"),
               "turnover --by partner", "partner exports_eur imports_eur", "XK 0 7 / NA 6 0 / CN 5 0"),
    "comexstat": ("EXP_2023.csv", ";", comexstat("CO_PAIS SG_UF_NCM VL_FOB\n160 SP 5\n023 MT 6"),
                  "turnover --by region,partner", "region partner exports_usd", "BR-MT DE 6 / BR-SP CN 5"),
    "legacy": ("x.csv", ",", legacy("156 X 2021 643 01 5.25\n156 M 2021 842 01 6").replace(b"\r\n", b"\n"),
               "turnover --by partner", f"partner {FLOWS}", "US 0 6 6 / RU 5.25 0 5.25"),
    "comtrade": ("x.csv", ",", comtrade("156 X 2021 643 01 5.25\n156 M 2021 842 01 6").replace(b"\r\n", b"\n"),
                 "turnover --by partner", f"partner {FLOWS}", "US 0 6 6 / RU 5.25 0 5.25"),
}  # fmt: skip


def cells(content: bytes, separator: str) -> list[list[str]]:
    """Rows of a file without quotes, without the idle field at the end of Comtrade's."""
    rows = list(csv.reader(io.StringIO(content.decode("latin-1")), delimiter=separator))
    return [row[: len(rows[0])] for row in rows]


def joined(rows: list[list[str]], separator: str, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL, end: str = "\n") -> bytes:
    """Rows as a file, quotes where they are needed or everywhere."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return file.getvalue().encode()


def spreadsheet(content: bytes, separator: str) -> bytes:
    """A European spreadsheet: a byte order mark, semicolons, decimal commas."""
    rows = cells(content, separator)
    changed = [rows[0], *([cell.replace(".", ",") for cell in row] for row in rows[1:])]
    return b"\xef\xbb\xbf" + joined(changed, ";", end="\r\n")


def numbered(content: bytes, separator: str, name: str = "") -> bytes:
    """A data frame saved with its index."""
    rows = cells(content, separator)
    return joined([[name, *rows[0]], *([str(number), *row] for number, row in enumerate(rows[1:]))], separator)


def with_a_second_header(content: bytes, separator: str) -> bytes:
    """Two files joined, each with its header."""
    header, first, *rest = content.decode("latin-1").splitlines(keepends=True)
    return (header + first + header + "".join(rest)).encode("latin-1")


def changed_header(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    header, rest = content.split(b"\n", 1)
    return change(header) + b"\n" + rest


CHANGES: Mapping[str, Callable[[bytes, str], bytes]] = {
    "nothing": lambda content, _: content,
    "crlf": lambda content, _: content.replace(b"\n", b"\r\n"),
    "bare returns": lambda content, _: content.replace(b"\n", b"\r"),
    "bom": lambda content, _: b"\xef\xbb\xbf" + content,
    "spreadsheet": spreadsheet,
    "all quoted": lambda content, mark: joined(cells(content, mark), mark, csv.QUOTE_ALL),
    "quotes where needed": lambda content, mark: joined(cells(content, mark), mark),
    "header in capitals": lambda content, _: changed_header(content, bytes.upper),
    "header in small letters": lambda content, _: changed_header(content, bytes.lower),
    "a column more": lambda content, mark: joined([[*row, "note"] for row in cells(content, mark)], mark),
    "index": numbered,
    "index with a name": lambda content, mark: numbered(content, mark, "Unnamed: 0"),
    "tabs": lambda content, mark: joined(cells(content, mark), "\t"),
    "pipes": lambda content, mark: joined(cells(content, mark), "|"),
    "blanks around cells": lambda content, mark: joined(
        [[f" {cell}  " for cell in row] for row in cells(content, mark)], mark
    ),
    "columns turned round": lambda content, mark: joined([row[::-1] for row in cells(content, mark)], mark),
    "empty lines": lambda content, _: content.replace(b"\n", b"\n\n"),
    "a line of separators": lambda content, mark: content + mark.encode() * 5 + b"\n",
    "end of file of dos": lambda content, _: content + b"\x1a",
    "sep=": lambda content, mark: f"sep={mark}\n".encode() + content,
    "second header": with_a_second_header,
    "gzip": lambda content, _: gzip.compress(content),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_changed_on_the_way(
    strade: Run, source: tuple[str, str, bytes, str, str, str], change: Callable[[bytes, str], bytes]
) -> None:
    name, separator, content, question, columns, rows = source
    assert ask(strade, {name: change(content, separator)}, question, columns).rows == rows


# ---------------------------------------------------------------------------------------------------------------------
# One row of a fault behind a good one: the message says file, line, column and value

ROWS = {
    # --- BACI
    "baci year": (baci("2021 156 643 01 1 1\n202101 156 643 01 1 1"), "line 3, column t: `202101`; no year (2018)"),
    "baci value": (baci("2021 156 643 01 1 1\n2021 156 643 01 x 1"), "line 3, column v: `x`; no number"),
    "baci value NA": (baci("2021 156 643 01 1 1\n2021 156 643 01 NA 1"), "line 3, column v: `NA`; no number"),
    "baci weight": (baci("2021 156 643 01 1 1\n2021 156 643 01 1 n/a"), "line 3, column q: `n/a`; no number"),
    "baci thousands": (baci("2021 156 643 01 1.5 1\n2021 156 643 01 1,234.5 1"), "line 3; has 7 fields; have 6"),
    # --- Comext
    "comext month 53": (comext("PERIOD VALUE_EUR\n202152 1\n202153 1"), "line 3, column PERIOD: `202153`; no month 53"),
    "comext flow": (comext("FLOW VALUE_EUR\n1 1\n3 1"), "line 3, column FLOW: `3`; neither import (1) nor export (2)"),
    "comext reporter": (
        comext("REPORTER VALUE_EUR\nDE 1\nEA99 1"), "line 3, column REPORTER: `EA99`; no reporting country",
    ),
    "comext reporter not disclosed": (
        comext("REPORTER VALUE_EUR\nDE 1\nQY 1"), "line 3, column REPORTER: `QY`; no reporting country",
    ),
    "comext value": (comext("VALUE_EUR\n1\n:"), "line 3, column VALUE_EUR: `:`; no number"),
    # --- Comtrade
    "re-exports only": (
        comtrade("156 RX 2021 643 01 1"), "line 2, column flowCode: `RX`; a part of exports or imports",
    ),
    "codes as floats": (
        comtrade_by_spreadsheet("156 X 2021 643 01 1\n156 X 2021 842 01 1", numbers_as_floats=True),
        "line 2, column period: `2021,0`; no period",
    ),
    "sitc behind hs": (
        comtrade("156 X 2021 643 01 1\n156 X 2021 643 01 1 system=S4"),
        "line 3, column classificationCode: `S4`; begins with codes of the Harmonized System; one classification only",
    ),
    "hs behind sitc": (
        legacy("156 X 2021 643 01 1 system=S4\n156 X 2021 643 01 1"),
        "line 3, column Classification: `H6`; begins with codes of S4; one classification only",
    ),
    "services": (
        comtrade("156 X 2021 643 SC 1 kind=S system=EB10"), "column typeCode: `S`; trade in services; Leave it out",
    ),
    "services behind goods": (
        comtrade("156 X 2021 643 01 1\n156 X 2021 643 SC 1 kind=S system=EB10"), "column typeCode: `S`; services",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), ROWS.values(), ids=ROWS.keys())
def test_a_row(strade: Run, content: bytes, words: str) -> None:
    measure = " --measure weight" if "column q" in words else ""
    for question in ("turnover --by none", "turnover --by partner,reporter"):
        refused(strade, {"x.csv": content}, f"{question}{measure}", f"x.csv; {words}")


@pytest.mark.parametrize("month", ["13", "00", "x"])
def test_a_month_of_comexstat(strade: Run, month: str) -> None:
    files = {"EXP_2023.csv": comexstat(f"CO_MES VL_FOB\n01 5\n{month} 5")}
    refused(strade, files, "turnover --by none", f"EXP_2023.csv, line 3, column year, month: `2023-{month}`")


# ---------------------------------------------------------------------------------------------------------------------
# Files and sets of files

HEADS = {"baci": baci(""), "comext": comext("VALUE_EUR"), "legacy": legacy(""), "comtrade": comtrade("")}


@pytest.mark.parametrize("content", HEADS.values(), ids=HEADS.keys())
def test_a_header_alone(strade: Run, content: bytes) -> None:
    refused(strade, {"x.csv": content}, "turnover", "x.csv: the file has a header and no rows; Download it again")


SITC = "156 X 2021 643 33 300 system=S4"
FILES = {
    # files, question, words
    "baci given as a flow": (
        {"export:x.csv": baci("2021 156 643 01 1 1")}, "turnover",
        "x.csv: was given as export; an export of one and an import of the other; Give it without `export:`; "
        "--flow export",
    ),
    "baci row twice": (
        {"x.csv": baci("2021 156 643 01 1 1\n2021 156 643 01 1 1")}, "turnover --by none",
        "x.csv, line 3: the row repeats line 2; 2 rows of the file stand more than once; --duplicates drop",
    ),
    "baci year twice": (
        {"a.csv": baci("2021 156 643 01 1 1"), "b.csv": baci("2021 156 643 01 1 1")}, "turnover --by none",
        "a.csv and b.csv hold the same rows",
    ),
    "baci in two editions": (
        {"BACI_HS17_Y2021.csv": baci("2021 156 643 851713 1 1"),
         "BACI_HS92_Y2021.csv": baci("2021 156 643 852520 1 1")},
        "turnover --region CN",
        "BACI_HS17_Y2021.csv and BACI_HS92_Y2021.csv: 2021 export of CN to or from RU; HS17, HS92; counted twice",
    ),
    "baci has no regions": ({"x.csv": baci("2021 156 643 01 1 1")}, "turnover --region siberia", "no region `siberia`"),
    "baci without its values": (
        {"x.csv": b"t,i,j,k,q\n2021,156,643,010121,1\n"}, "turnover", "the column V is missing; CEPII BACI",
    ),
    "a year of comext beside its months": (
        {"x.dat": comext("PERIOD VALUE_EUR\n202152 60\n202101 5")}, "turnover --by year",
        "2021 stands both as a whole year (x.dat) and by months (x.dat) for DE export",
    ),
    "euros beside dollars": (
        {"x.dat": comext("VALUE_EUR\n5"), "b.csv": baci("2021 156 643 01 1 1")}, "turnover --by reporter",
        "values in different currencies cannot be added: EUR in x.dat, USD in b.csv",
    ),
    "comext of two values": (
        {"x.dat": comext("VALUE_EUR\n5").replace(b"VALUE_NAC", b"VALUE_IN_EUROS")}, "turnover",
        "VALUE_EUR and VALUE_IN_EUROS stand for the same thing",
    ),
    "comext rows that differ in nothing but the procedure, which is not there": (
        {"x.dat": comext("VALUE_EUR\n5\n5", [name for name in COMEXT_COLUMNS if name != "STAT_PROCEDURE"])},
        "turnover", "x.dat, line 3: the row repeats line 2",
    ),
    "comexstat without its values": (
        {"EXP_2023.csv": comexstat("VL_FOB\n5").replace(b"VL_FOB", b"VALUE")}, "turnover",
        "the column VL_FOB is missing; Comex Stat",
    ),
    "comexstat without its flow": (
        {"brazil.csv": comexstat("VL_FOB\n5")}, "turnover",
        "does not say whether it holds exports or imports; --data export:brazil.csv",
    ),
    "comexstat given as the other flow": (
        {"import:EXP_2023.csv": comexstat("VL_FOB\n5")}, "turnover",
        "was given as import; by its name it holds exports",
    ),
    "comexstat by municipality": (
        {"EXP_2023_MUN.csv": comexstat("VL_FOB\n5").replace(b"CO_NCM", b"SH4")}, "turnover",
        "the column CO_NCM is missing; Comex Stat",
    ),
    "structure of sitc": (
        {"x.csv": legacy(SITC)}, "structure",
        "x.csv: commodities are in the classification S4; the same trade in HS codes",
    ),
    "commodity of sitc": ({"x.csv": legacy(SITC)}, "turnover --commodity 33", "in the classification S4"),
    "sitc and hs in two files": (
        {"s.csv": legacy(SITC), "h.csv": comtrade("156 X 2021 643 27 300")}, "turnover --by none",
        "2021 export of CN to or from RU stands in the classifications H6, S4: it would be counted twice",
    ),
    "two editions of sitc": (
        {"x.csv": legacy(f"{SITC}\n156 X 2021 643 332 300 system=S2")}, "turnover --by none", "classifications S2, S4",
    ),
    "two editions of hs": (
        {"x.csv": comtrade("156 M 202201 643 851713 300 system=H6\n156 M 202201 643 851712 300 system=H5")},
        "structure", "x.csv: 01/2022 import of CN to or from RU stands in the classifications H5, H6",
    ),
    "world less than its partners": (
        {"x.csv": legacy("156 X 2021 0 TOTAL 100\n156 X 2021 643 TOTAL 80\n156 X 2021 842 TOTAL 30")},
        "turnover --by partner", "the total row of partner is less than its parts: 100 against 110",
    ),
    "a query that was refused": (
        {"x.csv": b"Query complexity: your query is too complex. Please simplify.\r\nResultset count: 0\r\n"},
        "turnover", "x.csv: is no extract of a known source; Query complexity",
    ),
    "transport in one file, totals in another": (
        {"a.csv": comtrade("156 X 2021 643 27 60 transport=2100\n156 X 2021 643 27 40 transport=3200"),
         "b.csv": comtrade("156 X 2021 643 27 100")},
        "turnover --by none", "2021 stands both without transport (b.csv) and by transport (a.csv)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "question", "words"), FILES.values(), ids=FILES.keys())
def test_files(strade: Run, files: Mapping[str, bytes], question: str, words: str) -> None:
    refused(strade, files, question, words)


def test_lists_beside_comexstat_are_passed_over(strade: Run) -> None:
    lists = {
        "PAIS.csv": '"CO_PAIS";"CO_PAIS_ISON3";"CO_PAIS_ISOA3";"NO_PAIS"\n"000";"898";"ZZZ";"Não Definido"\n',
        "NCM.csv": '"CO_NCM";"CO_UNID";"CO_SH6";"NO_NCM_POR"\n"01012100";"11";"010121";"Cavalos"\n',
    }
    files = {name: text.encode("latin-1") for name, text in lists.items()} | {"EXP_2023.csv": comexstat("VL_FOB\n5")}
    assert ask(strade, files, "turnover --by none", "exports_usd").rows == "5"


def test_lists_alone_are_no_extract(strade: Run) -> None:
    refused(
        strade, {"PAIS.csv": tidy("CO_PAIS NO_PAIS\n160 China", ";")}, "turnover", "reference lists only, no extract"
    )
