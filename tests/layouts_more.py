"""Miniature files of BACI, Comext, Comex Stat and Comtrade's former site, from columns set with blanks."""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from layouts import COMTRADE_COLUMNS, COMTRADE_FLOWS, COMTRADE_NAMES, Trade, trades


def filled(text: str, columns: Sequence[str], usual: Mapping[str, str]) -> list[dict[str, str]]:
    """Rows of a table whose first line names its columns; what it does not name is as usual, `-` is an empty cell."""
    head, *rows = (line.split() for line in text.splitlines() if line.strip())
    assert set(head) <= set(columns), set(head) - set(columns)
    named = (dict(zip(head, ("" if cell == "-" else cell for cell in row), strict=True)) for row in rows)
    return [{name: row.get(name, usual.get(name, "")) for name in columns} for row in named]


def lines(table: Iterable[Sequence[str]], separator: str = ",", end: str = "\n") -> bytes:
    """A file of the cells as they are."""
    return "".join(separator.join(row) + end for row in table).encode()


# ---------------------------------------------------------------------------------------------------------------------
# CEPII BACI

BACI_COLUMNS: Final = tuple("tijkvq")
#: Lists that lie beside the years in a download, as editions to 2023 and from 2024 on write them.
BACI_LISTS: Final[Mapping[str, bytes]] = {
    "country_codes_V202301.csv": (
        b"country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha\n"
        b"156,China,China,CN,CHN\n516,Namibia,Namibia,NA,NAM\n"
    ),
    "product_codes_HS17_V202301.csv": b'code,description\n010121,"Horses: live, pure-bred breeding animals"\n',
    "country_codes_V202401b.csv": (
        b"country_code,country_name,country_iso2,country_iso3\n156,China,CN,CHN\n516,Namibia,NA,NAM\n"
    ),
    "product_codes_HS22_V202401b.csv": b"code,description\n010121,Horses\n",
    "Readme.txt": b"BACI\n\nA database of trade flows.\n",
}


def baci(text: str) -> bytes:
    """Rows `year exporter importer code value tonnes`."""
    return lines([BACI_COLUMNS, *(line.split() for line in text.splitlines() if line.strip())])


# ---------------------------------------------------------------------------------------------------------------------
# Eurostat Comext

COMEXT_COLUMNS: Final = (
    "REPORTER", "PARTNER", "TRADE_TYPE", "PRODUCT_NC", "PRODUCT_SITC", "PRODUCT_CPA21", "PRODUCT_CPA22", "PRODUCT_BEC",
    "PRODUCT_BEC5", "PRODUCT_SECTION", "FLOW", "STAT_PROCEDURE", "SUPPL_UNIT", "PERIOD", "VALUE_EUR", "VALUE_NAC",
    "QUANTITY_KG", "QUANTITY_SUPPL_UNIT",
)  # fmt: skip
#: Names of the columns to 2022, in which partners also have numbers.
COMEXT_FORMER_COLUMNS: Final = (
    "DECLARANT", "DECLARANT_ISO", "PARTNER", "PARTNER_ISO", "TRADE_TYPE", "PRODUCT_NC", "PRODUCT_SITC",
    "PRODUCT_CPA2002", "PRODUCT_CPA2008", "PRODUCT_CPA2_1", "PRODUCT_BEC", "PRODUCT_SECTION", "FLOW", "STAT_REGIME",
    "SUPP_UNIT", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG", "SUP_QUANTITY",
)  # fmt: skip
_COMEXT_USUAL: Final = {
    "REPORTER": "DE", "DECLARANT": "004", "DECLARANT_ISO": "DE", "PARTNER": "CN", "PARTNER_ISO": "CN",
    "TRADE_TYPE": "E", "PRODUCT_NC": "44071190", "PRODUCT_SITC": "24820", "PRODUCT_SECTION": "09", "FLOW": "2",
    "STAT_PROCEDURE": "1", "STAT_REGIME": "4", "SUPPL_UNIT": "NO_SU", "SUPP_UNIT": "A", "PERIOD": "202152",
    "QUANTITY_KG": "0", "QUANTITY_IN_KG": "0", "QUANTITY_SUPPL_UNIT": "0", "SUP_QUANTITY": "0",
}  # fmt: skip


def comext(text: str, columns: Sequence[str] = COMEXT_COLUMNS) -> bytes:
    """A bulk file; the first line of ``text`` names its columns."""
    return lines([columns, *(list(row.values()) for row in filled(text, columns, _COMEXT_USUAL))])


# ---------------------------------------------------------------------------------------------------------------------
# Brazil's Comex Stat

EXP_COLUMNS: Final = (
    "CO_ANO", "CO_MES", "CO_NCM", "CO_UNID", "CO_PAIS", "SG_UF_NCM", "CO_VIA", "CO_URF", "QT_ESTAT", "KG_LIQUIDO",
    "VL_FOB",
)  # fmt: skip
IMP_COLUMNS: Final = (*EXP_COLUMNS, "VL_FRETE", "VL_SEGURO")
_COMEXSTAT_USUAL: Final = {
    "CO_ANO": "2023", "CO_MES": "02", "CO_NCM": "12019000", "CO_UNID": "10", "CO_PAIS": "160", "SG_UF_NCM": "SP",
    "CO_VIA": "01", "CO_URF": "0817800", "QT_ESTAT": "5", "KG_LIQUIDO": "5", "VL_FRETE": "1000000",
    "VL_SEGURO": "2000000",
}  # fmt: skip


def comexstat(text: str, columns: Sequence[str] = EXP_COLUMNS, *, zeros_lost: bool = False) -> bytes:
    """A bulk file: header and codes quoted, numbers not; a spreadsheet loses zeros and quotes."""
    rows = filled(text, columns, _COMEXSTAT_USUAL)
    if zeros_lost:
        return lines([columns, *([cell.lstrip("0") for cell in row.values()] for row in rows)], ";")
    numbers = {"QT_ESTAT", "KG_LIQUIDO", "VL_FOB", "VL_FRETE", "VL_SEGURO"}
    written = ([cell if name in numbers else f'"{cell}"' for name, cell in row.items()] for row in rows)
    return lines([[f'"{name}"' for name in columns], *written], ";")


# ---------------------------------------------------------------------------------------------------------------------
# UN Comtrade

LEGACY_COLUMNS: Final = (
    "Classification", "Year", "Period", "Period Desc.", "Aggregate Level", "Is Leaf Code", "Trade Flow Code",
    "Trade Flow", "Reporter Code", "Reporter", "Reporter ISO", "Partner Code", "Partner", "Partner ISO",
    "2nd Partner Code", "2nd Partner", "2nd Partner ISO", "Customs Proc. Code", "Customs", "Mode of Transport Code",
    "Mode of Transport", "Commodity Code", "Commodity", "Qty Unit Code", "Qty Unit", "Qty", "Alt Qty Unit Code",
    "Alt Qty Unit", "Alt Qty", "Netweight (kg)", "Gross weight (kg)", "Trade Value (US$)", "CIF Trade Value (US$)",
    "FOB Trade Value (US$)", "Flag",
)  # fmt: skip
#: Columns of its bulk files and of its api.
LEGACY_SHORT_COLUMNS: Final = tuple(
    name for name in LEGACY_COLUMNS if not name.startswith(("2nd", "Customs", "Mode", "Alt", "Gross", "CIF", "FOB"))
)
_LEGACY_FLOWS: Final = {"M": "1", "X": "2", "RX": "3", "RM": "4"}


def legacy(rows: str | Iterable[Trade], columns: Sequence[str] = LEGACY_COLUMNS) -> bytes:
    """A download of the former site: CRLF, quotes where they are needed only; nothing where the new one says 0."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in trades(rows) if isinstance(rows, str) else rows:
        writer.writerow({
            "Classification": row.system,
            "Year": row.period[:4],
            "Period": row.period,
            "Period Desc.": row.period,
            "Aggregate Level": "0" if row.code == "TOTAL" else str(len(row.code)),
            "Is Leaf Code": "0",
            "Trade Flow Code": _LEGACY_FLOWS[row.flow],
            "Trade Flow": COMTRADE_FLOWS[row.flow],
            "Reporter Code": row.reporter,
            "Reporter": COMTRADE_NAMES.get(row.reporter, "Reporter"),
            "Reporter ISO": "ISO",
            "Partner Code": row.partner,
            "Partner": COMTRADE_NAMES.get(row.partner, "Partner"),
            "Partner ISO": "WLD" if row.partner == "0" else "ISO",
            "2nd Partner Code": row.second.removeprefix("0"),
            "Customs Proc. Code": row.customs.removeprefix("C00"),
            "Mode of Transport Code": row.transport.removeprefix("0"),
            "Commodity Code": row.code,
            "Commodity": "Live animals, other than those of division 03",
            "Qty Unit Code": "1",
            "Qty Unit": "No Quantity",
            "Netweight (kg)": row.kg.removeprefix("0"),
            "Trade Value (US$)": row.value,
            "Flag": "0",
        })  # fmt: skip
    return file.getvalue().encode()


def comtrade_bulk(rows: str) -> bytes:
    """A bulk file: tabs, no quotes, packed with gzip."""
    table = [COMTRADE_COLUMNS, *(row.cells() for row in trades(rows))]
    return gzip.compress(lines(table, "\t"), mtime=0)


def comtrade_by_spreadsheet(rows: str, *, numbers_as_floats: bool = False) -> bytes:
    """The same rows as a European spreadsheet saves them: semicolons, decimal commas, zeros of codes lost."""
    table = [COMTRADE_COLUMNS, *(row._replace(code=row.code.lstrip("0")).cells() for row in trades(rows))]
    if numbers_as_floats:  # a column that also has empty cells becomes one of floats
        table[1:] = [[f"{cell}.0" if cell.isdigit() else cell for cell in row] for row in table[1:]]
    return lines([[cell.replace(".", ",") for cell in row] for row in table], ";", "\r\n")
