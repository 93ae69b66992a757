"""Miniature customs extracts: one readable table of invented rows, written in every layout that users bring."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

OKATO: Final[Mapping[str, tuple[str, str]]] = {
    # name as the service prints it, and in an English copy
    "01000": ("АЛТАЙСКИЙ КРАЙ", "ALTAI TERRITORY"),
    "04000": ("КРАСНОЯРСКИЙ КРАЙ", "KRASNOYARSK TERRITORY"),
    "04100": ("ТАЙМЫРСКИЙ (ДОЛГАНО-НЕНЕЦКИЙ) АО", "TAYMYR AREA"),
    "04130": ("ЭВЕНКИЙСКИЙ АО", "EVENK AREA"),
    "11000": ("АРХАНГЕЛЬСКАЯ ОБЛАСТЬ", "ARKHANGELSK REGION"),
    "11100": ("НЕНЕЦКИЙ АО (АРХАНГЕЛЬСКАЯ ОБЛАСТЬ)", "NENETS AREA"),
    "25000": ("ИРКУТСКАЯ ОБЛАСТЬ", "IRKUTSK REGION"),
    "25100": ("УСТЬ-ОРДЫНСКИЙ БУРЯТСКИЙ АО", "UST-ORDA BURYAT AREA"),
    "30000": ("КАМЧАТСКИЙ КРАЙ", "KAMCHATKA TERRITORY"),
    "30100": ("КОРЯКСКИЙ АО", "KORYAK AREA"),
    "45000": ("ГОРОД МОСКВА СТОЛИЦА РОССИЙСКОЙ ФЕДЕРАЦИИ ГОРОД ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ", "MOSCOW CITY"),
    "57000": ("ПЕРМСКИЙ КРАЙ", "PERM TERRITORY"),
    "57100": ("КОМИ-ПЕРМЯЦКИЙ АО", "KOMI-PERMYAK AREA"),
    "67000": ("СЕВАСТОПОЛЬ - ГОРОД ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ", "SEVASTOPOL - CITY"),
    "71000": ("ТЮМЕНСКАЯ ОБЛАСТЬ", "TYUMEN REGION"),
    "71100": ("ХАНТЫ-МАНСИЙСКИЙ АВТОНОМНЫЙ ОКРУГ - ЮГРА (ТЮМЕНСКАЯ ОБЛАСТЬ)", "KHANTY-MANSI AREA"),
    "71140": ("ЯМАЛО-НЕНЕЦКИЙ АО (ТЮМЕНСКАЯ ОБЛАСТЬ)", "YAMAL-NENETS AREA"),
    "76000": ("ЗАБАЙКАЛЬСКИЙ КРАЙ", "TRANS-BAIKAL TERRITORY"),
    "76100": ("АГИНСКИЙ БУРЯТСКИЙ АО", "AGIN BURYAT AREA"),
    "NNNNN": ("НЕ ОПРЕДЕЛЕН", "NOT DETERMINED"),
    "99999": ("НОВАЯ ОБЛАСТЬ", "NEW REGION"),  # in no list
}
DISTRICTS: Final = {"45": "01-ЦЕНТРАЛЬНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ", "25": "06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"}
UNITS: Final = {"": ("", ""), "006": ("М", "MTR"), "796": ("ШТ", "PCE  NMB"), "112": ("Л", "LTR")}


class Row(NamedTuple):
    """One row of an extract, before any layout: plain numbers, period `2021` or `2021-03`, five digits of OKATO."""

    flow: str
    period: str
    partner: str
    code: str
    unit: str
    value: str
    kg: str
    qty: str
    okato: str


def table(text: str) -> list[Row]:
    """Read rows from columns divided by blanks; `-` is an empty cell."""
    return [Row(*("" if cell == "-" else cell for cell in line.split())) for line in text.splitlines() if line.strip()]


#: flow period partner code unit value kg quantity region
ROWS: Final = table("""
    export 2020-01 CN 4407110000  -    100000.50   400000    0       25000
    export 2020-02 CN 2709001000  -    700000      1400000.5 0       25000
    import 2020-01 CN 8517120000  796  55000.25    100.125   20      25000
    export 2020-01 KZ 0203110000  -    1200        600       0       01000
    export 2020-02 MN 2207200000  112  800.1       500       650.5   01000
    import 2020-02 NNN 0102290000 796  9000        4000      7       04000
    export 2020-01 CN 2709001000  -    300000      900000    0       45000
    export 2021-01 CN 4407110000  -    150000.75   420000    0       25000
    export 2021-02 CN 2709001000  -    650000.01   1300000   0       25000
    import 2021-01 CN 8517120000  796  60000       110       22      25000
    import 2021-02 KR 8703230000  796  30000.99    8000      3       25000
    export 2021-01 KZ 0203110000  -    1500        700       0       01000
    import 2021-02 CN XXXXXXXXXX  -    2500        90.5      0       01000
    export 2021-02 MN 2207200000  112  900.2       510       700     01000
    export 2021-01 DE 7502100000  -    80000       4000      0       04000
    import 2021-01 NNN 0102290000 796  8000        3900      6       04000
    export 2021-02 CN 2709001000  -    900000      2000000   0       45000
    import 2021-02 US 8802400000  796  1000000     5000.001  1       45000
""")


def annual(rows: Iterable[Row]) -> list[Row]:
    """Sum months to years."""
    sums: dict[tuple[str, ...], list[Decimal]] = {}
    for row in rows:
        total = sums.setdefault(
            (row.flow, row.period[:4], row.partner, row.code, row.unit, row.okato), [Decimal(0)] * 3
        )
        total[:] = [number + Decimal(text) for number, text in zip(total, (row.value, row.kg, row.qty), strict=True)]
    return [Row(*key[:5], *(f"{number:f}" for number in total), key[5]) for key, total in sums.items()]


def label(okato: str, *, english: bool = False) -> str:
    """Region as the service prints it: `25000 - ИРКУТСКАЯ ОБЛАСТЬ`."""
    return f"{okato} - {OKATO[okato][english]}"


def month_year(period: str) -> str:
    """`2021-03` as `03/2021`."""
    return "/".join(reversed(period.split("-")))


def excel_month(period: str) -> str:
    """`2021-03` as a Russian Excel shows it: `мар.21`."""
    names = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
    year, _, month = period.partition("-")
    return f"{names[int(month) - 1]}.{year[2:]}" if month else year


@dataclass(frozen=True)
class Layout:
    """How one kind of file is laid out."""

    #: Columns in their order, each with its name in the header.
    columns: Mapping[str, str]
    separator: str
    decimal: str = "."
    encoding: str = "utf-8"
    newline: str = "\n"
    flows: tuple[str, str] = ("ЭК", "ИМ")
    period: Callable[[str], str] = month_year
    #: Codes and numbers as a spreadsheet leaves them, without idle zeros.
    zeros_lost: bool = False
    unit: int = -1  # -1: the number, else which name
    english: bool = False
    quote: str = ""

    def cells(self, row: Row) -> dict[str, str]:
        """Fields of one row as this layout writes them."""
        amounts = {name: getattr(row, name) for name in ("value", "kg", "qty")}
        codes = {"code": row.code, "unit": row.unit if self.unit < 0 else UNITS[row.unit][self.unit]}
        if self.zeros_lost:
            amounts = {name: f"{Decimal(text).normalize():f}" for name, text in amounts.items()}
            codes = {name: text.lstrip("0") for name, text in codes.items()}
        return codes | {
            **{name: text.replace(".", self.decimal) for name, text in amounts.items()},
            "flow": self.flows[row.flow == "import"],
            "period": self.period(row.period),
            "partner": row.partner,
            "region": label(row.okato, english=self.english),
            "district": DISTRICTS.get(row.okato[:2], "06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"),
        }

    def line(self, cells: Iterable[str]) -> str:
        """One line without its end."""
        return self.separator.join(f"{self.quote}{cell}{self.quote}" for cell in cells)

    def text(self, rows: Iterable[Row]) -> str:
        """The whole file before it is encoded, with plain line ends."""
        lines = [self.line(self.columns.values())]
        lines += [self.line(self.cells(row).get(name, "") for name in self.columns) for row in rows]
        return "\n".join(lines) + "\n"

    def encode(self, text: str) -> bytes:
        """Text as this layout's bytes."""
        return text.replace("\n", self.newline).encode(self.encoding)

    def write(self, rows: Iterable[Row]) -> bytes:
        """The whole file."""
        return self.encode(self.text(rows))


_FIELDS: Final = ("flow", "period", "partner", "code", "unit", "value", "kg", "qty", "region", "district")


def _columns(names: str) -> dict[str, str]:
    return dict(zip(_FIELDS, names.split(), strict=True))


TCBT: Final = Layout(_columns("NAPR PERIOD STRANA TNVED EDIZM STOIM NETTO KOL REGION REGION_S"), ",", unit=0)
TCBT_DOS: Final = replace(TCBT, encoding="cp866", newline="\r\n")
DATTSVT: Final = Layout(
    _columns("napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s"),
    "\t",
    decimal=",",
    encoding="utf-8-sig",
    newline="\r\n",
)
EXCEL: Final = replace(DATTSVT, separator=";", encoding="cp1251", period=excel_month, zeros_lost=True)
ENGLISH: Final = replace(TCBT, flows=("EXP", "IMP"), unit=1, english=True)
OTHER_CASE: Final = replace(DATTSVT, columns={field: name.swapcase() for field, name in DATTSVT.columns.items()})
OTHER_ORDER: Final = replace(TCBT, columns=dict(reversed(TCBT.columns.items())))
FEWER: Final = replace(
    DATTSVT, columns={name: DATTSVT.columns[name] for name in _FIELDS if name not in ("unit", "qty", "district")}
)
QUOTED: Final = replace(TCBT, quote='"')

LAYOUTS: Final[Mapping[str, Layout]] = {
    "tcbt": TCBT,
    "tcbt in cp866 with crlf": TCBT_DOS,
    "tcbt in cp1251": replace(TCBT, encoding="cp1251"),
    "dattsvt": DATTSVT,
    "dattsvt without bom": replace(DATTSVT, encoding="utf-8", newline="\n"),
    "excel": EXCEL,
    "english copy": ENGLISH,
    "words for flows": replace(TCBT, flows=("EXPORT", "IMPORT"), separator=";"),
    "other letter case": OTHER_CASE,
    "other order": OTHER_ORDER,
    "fewer columns": FEWER,
    "all quoted": QUOTED,
    "pipes": replace(TCBT, separator="|"),
    "a separator at the end of rows": replace(TCBT, columns={**TCBT.columns, "nothing": ""}),
}


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
