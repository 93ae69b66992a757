"""Miniature files of Comtrade, Chinese customs and plain tables, from columns set with blanks, and one way to ask."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from conftest import Result, Run

#: Header of the web site's download; its rows have one field more, which is empty.
COMTRADE_COLUMNS: Final = [
    "typeCode",
    "freqCode",
    "refPeriodId",
    "refYear",
    "refMonth",
    "period",
    "reporterCode",
    "reporterISO",
    "reporterDesc",
    "flowCode",
    "flowDesc",
    "partnerCode",
    "partnerISO",
    "partnerDesc",
    "partner2Code",
    "partner2ISO",
    "partner2Desc",
    "classificationCode",
    "classificationSearchCode",
    "isOriginalClassification",
    "cmdCode",
    "cmdDesc",
    "aggrLevel",
    "isLeaf",
    "customsCode",
    "customsDesc",
    "mosCode",
    "motCode",
    "motDesc",
    "qtyUnitCode",
    "qtyUnitAbbr",
    "qty",
    "isQtyEstimated",
    "altQtyUnitCode",
    "altQtyUnitAbbr",
    "altQty",
    "isAltQtyEstimated",
    "netWgt",
    "isNetWgtEstimated",
    "grossWgt",
    "isGrossWgtEstimated",
    "cifvalue",
    "fobvalue",
    "primaryValue",
    "legacyEstimationFlag",
    "isReported",
    "isAggregate",
]
#: What the list of Comtrade calls a few places.
COMTRADE_NAMES: Final = {
    "0": "World",
    "156": "China",
    "384": "Côte d'Ivoire",
    "643": "Russian Federation",
    "792": "Türkiye",
}
COMTRADE_FLOWS: Final = {"X": "Export", "M": "Import", "RX": "Re-export", "RM": "Re-import"}


class Trade(NamedTuple):
    """One row of Comtrade; a total over second partners, customs procedures and means of transport if not said."""

    reporter: str
    flow: str
    period: str
    partner: str
    code: str
    value: str
    kg: str = "0"
    second: str = "0"
    customs: str = "C00"
    transport: str = "0"
    supply: str = "0"
    system: str = "H6"
    kind: str = "C"

    def cells(self) -> list[str]:
        """Fields in the order of the header."""
        year, month = self.period[:4], self.period[4:]
        known = {
            "typeCode": self.kind,
            "freqCode": "M" if month else "A",
            "refPeriodId": f"{year}{month or '01'}01",
            "refYear": year,
            "refMonth": month.lstrip("0") or "52",
            "period": self.period,
            "reporterCode": self.reporter,
            "reporterDesc": COMTRADE_NAMES.get(self.reporter, "Reporter"),
            "flowCode": self.flow,
            "flowDesc": COMTRADE_FLOWS.get(self.flow, "Flow"),
            "partnerCode": self.partner,
            "partnerISO": "W00" if self.partner == "0" else "ISO",
            "partnerDesc": COMTRADE_NAMES.get(self.partner, "Partner"),
            "partner2Code": self.second,
            "partner2ISO": "W00" if self.second == "0" else "ISO",
            "classificationCode": self.system,
            "cmdCode": self.code,
            "aggrLevel": "0" if self.code == "TOTAL" else str(len(self.code)),
            "customsCode": self.customs,
            "mosCode": self.supply,
            "motCode": self.transport,
            "qtyUnitCode": "-1",
            "qtyUnitAbbr": "N/A",
            "qty": "0",
            "netWgt": self.kg,
            "cifvalue": self.value if self.flow == "M" else "",
            "fobvalue": "" if self.flow == "M" else self.value,
            "primaryValue": self.value,
            "isReported": "false",
            "isAggregate": "true",
        }
        return [known.get(name, "") for name in COMTRADE_COLUMNS]


def trades(text: str) -> list[Trade]:
    """Rows `reporter flow period partner code value [kg]`, and any other field as `name=value`."""
    rows = []
    for line in text.splitlines():
        words = line.split()
        named = dict(word.split("=") for word in words if "=" in word)
        if words:
            rows.append(Trade(*(word for word in words if "=" not in word))._replace(**named))
    return rows


def comtrade(rows: str | Iterable[Trade], encoding: str = "latin-1") -> bytes:
    """A download of the web site, byte for byte: header bare, rows quoted and one field longer, CRLF."""
    rows = trades(rows) if isinstance(rows, str) else rows
    lines = [",".join(COMTRADE_COLUMNS)]
    lines += [",".join(f'"{cell}"' if cell else "" for cell in row.cells()) + "," for row in rows]
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def comtrade_by_pandas(rows: str) -> bytes:
    """The same rows as a data frame saves them: a nameless column of numbers in front, nothing quoted."""
    lines = [",".join(["", *COMTRADE_COLUMNS])]
    for number, row in enumerate(trades(rows)):
        row = row._replace(value=f"{row.value}.0", code=row.code.lstrip("0"))
        cells = [{"true": "True", "false": "False"}.get(cell, cell) for cell in row.cells()]
        lines.append(",".join([str(number), *(f'"{cell}"' if "," in cell else cell for cell in cells)]))
    return "".join(f"{line}\n" for line in lines).encode()


def comtrade_in_six_columns(rows: str) -> bytes:
    """The same rows with the columns that matter in another order, as a spreadsheet saves them."""
    table = list(csv.reader(io.StringIO(comtrade(rows, "utf-8").decode())))
    names = ("primaryValue", "cmdCode", "partnerCode", "flowCode", "reporterCode", "period")
    places = [COMTRADE_COLUMNS.index(name) for name in names]
    return "".join(";".join(row[place] for place in places) + "\n" for row in table).encode()


#: Columns of the Chinese service, by what they hold.
GACC_COLUMNS: Final[Mapping[str, str]] = {
    "period": "数据年月",
    "partner": "贸易伙伴编码",
    "partner_name": "贸易伙伴名称",
    "code": "商品编码",
    "code_name": "商品名称",
    "mode": "贸易方式编码",
    "mode_name": "贸易方式名称",
    "province": "注册地编码",
    "province_name": "注册地名称",
    "quantity": "第一数量",
    "unit": "第一计量单位",
    "second_quantity": "第二数量",
    "second_unit": "第二计量单位",
    "usd": "美元",
    "cny": "人民币",
}
#: What stands in columns that a test does not speak of.
GACC_USUAL: Final = {
    "period": "202101", "partner": "344", "partner_name": "俄罗斯联邦", "code": "44071190", "code_name": "木材",
    "mode": "10", "mode_name": "一般贸易", "province": "23", "province_name": "黑龙江省", "quantity": "5",
    "unit": "千克", "second_quantity": "0", "second_unit": "?", "usd": "1", "cny": "6",
}  # fmt: skip
GACC_USUAL_COLUMNS: Final = tuple(name for name in GACC_COLUMNS if name != "cny")


def gacc(
    text: str, columns: Sequence[str] = GACC_USUAL_COLUMNS, encoding: str = "gb18030", quote: str = '"', end: str = ","
) -> bytes:
    """A download of the Chinese service: all quoted, a comma at the end of each line, thousands with commas.

    The first line of ``text`` names what its columns are; what is not named is as usual.
    """
    head, *rows = (line.split() for line in text.splitlines() if line.strip())
    lines = [[GACC_COLUMNS[name] for name in columns]]
    for row in rows:
        cells = GACC_USUAL | dict(zip(head, row, strict=True))
        lines.append([cells[name] for name in columns])
    return "".join(",".join(f"{quote}{c}{quote}" for c in line) + end + "\n" for line in lines).encode(encoding)


def tidy(text: str, separator: str = ",", above: str = "") -> bytes:
    """A plain table: names and cells divided by blanks, `-` for an empty cell, `_` for a blank in one."""
    blanks: Callable[[str], str] = lambda word: "" if word == "-" else word.replace("_", " ")  # noqa: E731
    head, *rows = (line.split() for line in text.splitlines() if line.strip())
    lines = [head, *([blanks(word) for word in row] for row in rows)]
    assert all(len(line) == len(head) for line in lines)
    return (above + "".join(separator.join(line) + "\n" for line in lines)).encode()


#: Columns of many answers.
FLOWS: Final = "exports_usd imports_usd turnover_usd"
SHARES: Final = "exports_share_pct imports_share_pct turnover_share_pct"


class Answer(NamedTuple):
    """Chosen cells of a csv answer, and what was said beside it."""

    rows: str
    said: str


def ask(run: Run, files: Mapping[str, bytes], question: str, columns: str) -> Answer:
    """Write the files, each named with or without `export:` before it, and ask; numbers are rounded to 4 decimals."""
    result = _run(run, files, question)
    assert result.code == 0, result.err
    table = list(csv.DictReader(io.StringIO(result.out)))
    return Answer(" / ".join(" ".join(cell(row[name]) for name in columns.split()) for row in table), result.err)


def refused(run: Run, files: Mapping[str, bytes], question: str, words: str, code: int = 1) -> None:
    """One message with all the words, and nothing computed."""
    result = _run(run, files, question)
    assert (result.code, result.out) == (code, ""), result.err
    assert [line[:7] for line in result.err.splitlines()].count("error: ") == 1
    missing = [word for word in words.split("; ") if word not in result.err]
    assert not missing, result.err


def _run(run: Run, files: Mapping[str, bytes], question: str) -> Result:
    for name, content in files.items():
        Path(name.removeprefix("export:").removeprefix("import:")).write_bytes(content)
    return run(f"{question} --format csv", *(word for name in files for word in ("--data", name)))


def cell(text: str) -> str:
    """One cell of csv, rounded where it is a fraction."""
    try:
        return f"{round(float(text), 4):g}" if "." in text else text or "-"
    except ValueError:
        return text
