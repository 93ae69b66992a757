"""Federal Customs Service of Russia: trade by region, partner and commodity.

One source, two vintages (TCBT to 2016, DATTSVT from 2019) and what spreadsheets make of them. The columns are the
same ten; separator, decimal mark, encoding, order and letter case are found from the file. Value is in US dollars,
weight in kilograms. Leaf rows only: the service publishes no totals beside them.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from siberia_trade import names, reference
from siberia_trade.errors import StradeError
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import EXPORT, IMPORT, UNDISCLOSED

FLOW_WORDS: Final[Mapping[str, str]] = {
    "ИМ": IMPORT, "ЭК": EXPORT, "IMP": IMPORT, "EXP": EXPORT,
    "ИМПОРТ": IMPORT, "ЭКСПОРТ": EXPORT, "IMPORT": IMPORT, "EXPORT": EXPORT,
}  # fmt: skip

#: What Excel makes of `MM/YYYY`: a date, saved as `янв.21` or `Jan-21`.
_MONTH_NAMES: Final = (
    ("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("май", "may"), ("июн", "jun"),
    ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"), ("ноя", "nov"), ("дек", "dec"),
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1990, 2059
#: Cyrillic letters that look like the ones that stand for withheld digits.
_LATIN_X: Final = str.maketrans("ХС", "XS")

#: The region that the service prints where it allocates none.
_NO_REGION: Final = "NNNNN"
_NO_PARTNER: Final = "NNN"
#: The service publishes no totals; users add them to their copies.
_TOTALS: Final = frozenset({
    "total", "all", "world", "wld", "russia", "russian federation",
    "итого", "всего", "все", "мир", "весь мир", "россия", "рф", "российская федерация",
})  # fmt: skip


def flow(label: str) -> str:
    """``ИМ`` to import, ``ЭК`` to export, in any of the spellings met."""
    word = FLOW_WORDS.get(label.strip().upper())
    if word is None:
        raise LabelError("is neither import (ИМ, IMP) nor export (ЭК, EXP)")
    return word


@cache
def _periods() -> Mapping[str, tuple[int, int | None]]:
    years = range(_FIRST_YEAR, _LAST_YEAR + 1)
    annual: dict[str, tuple[int, int | None]] = {str(year): (year, None) for year in years}
    return annual | {f"{month:02}/{year}": (year, month) for year in years for month in range(1, 13)}


def period(label: str) -> tuple[int, int | None]:
    """``2013`` or ``01/2015`` to year and month; also what Excel makes of the latter."""
    text = label.strip().casefold()
    if known := _periods().get(text):
        return known
    year = month = None
    if match := re.fullmatch(r"(?:0?1([./-]))?(\d{1,2})([./-])(\d{4})", text):
        if match[1] in (None, match[3]):
            year, month = int(match[4]), int(match[2])
    elif match := re.fullmatch(r"(\d{4})[./-](\d{1,2})", text):
        year, month = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([a-zа-я]{3})[a-zа-я]*[. -]*(\d{2}|\d{4})", text):
        year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
        month = next((number for number, stems in enumerate(_MONTH_NAMES, 1) if match[1] in stems), None)
    if year is None or month is None:
        raise LabelError("is no period: expected a year (2013) or a month (01/2015)")
    if not 1 <= month <= 12:
        raise LabelError(f"there is no month {month}")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise LabelError(f"the year {year} is out of range")
    return year, month


@cache
def _partners() -> Mapping[str, str]:
    return {**reference.partner_of_fcs(), _NO_PARTNER: UNDISCLOSED}


def partner(label: str) -> str | Unknown | Aggregate:
    """An alpha-2 code, one of the service's own (``AB``, ``YY``), or ``NNN`` for a country not shown."""
    text = label.strip()
    return _partners().get(text.upper()) or _unlisted(text)


def _unlisted(text: str) -> Unknown | Aggregate:
    return Aggregate(text) if text.casefold() in _TOTALS else Unknown(text)


@cache
def _regions() -> Mapping[str, str]:
    return {**reference.region_of_okato(), _NO_REGION: UNDISCLOSED}


@cache
def region(label: str) -> str | Unknown | Aggregate:
    """``25000 - ИРКУТСКАЯ ОБЛАСТЬ`` by its OKATO code, else by its name. Abolished okrugs fold into their parents."""
    text = label.strip()
    if re.search("федеральный округ|federal district", text.casefold()):
        raise LabelError("is a federal district, whose regions would be counted twice: remove such rows")
    if match := re.match(r"(\d{4,5}|N{5})(?!\d)[\s–-]*(.*)", text):
        known = _regions().get(match[1].zfill(5))
        return known or (Aggregate(text) if match[2].casefold() in _TOTALS else Unknown(text))
    if isinstance(unlisted := _unlisted(text), Aggregate):
        return unlisted
    try:
        choice = names.resolve_region(text, {})
    except StradeError:
        return unlisted
    return choice.id if choice.kind == "region" else unlisted


def region_identity(label: str) -> str:
    """An abolished okrug is a publisher's figure of its own, though it counts with its parent."""
    code = region(label)
    digits = label.strip()[:5]
    if isinstance(code, Unknown | Aggregate):
        return label.strip().upper()
    return digits if digits.isdigit() and digits != reference.regions()[code].okato else code


@cache
def commodity(label: str) -> str | Unknown | Aggregate:
    """An HS code of 2 to 10 digits, with the zero that spreadsheets drop.

    What is withheld stays as it is written, ``XXXXXXXXXX`` or ``44XXXXXXXX``: the level matters where files of several
    levels were joined. A grouping shows it as undisclosed.
    """
    code = label.strip().upper().translate(_LATIN_X)
    if re.match(r"\d+[.,]\d*[EЕ]\+?\d+$", code):
        raise LabelError("the code was turned into a number by a spreadsheet and has lost its digits")
    if re.fullmatch(r"\d*X+|S+", code, re.ASCII) and len(code) <= 10:
        return code if not code[0].isdigit() or code[:2] in reference.hs_chapters() else Unknown(label.strip())
    if not re.fullmatch(r"\d{1,10}", code, re.ASCII):
        return _unlisted(label.strip())
    if not code.strip("0"):
        return Aggregate(label.strip())
    code = code.zfill(len(code) + len(code) % 2)
    return code if code[:2] in reference.hs_chapters() else Unknown(label.strip())


def _okato(column: pl.Expr) -> pl.Expr:
    return column.str.strip_chars_start().str.slice(0, 5)


FCS: Final = ReaderSpec(
    name="fcs",
    title="Federal Customs Service of Russia, trade by region (TCBT, DATTSVT)",
    reporter="RU",
    columns={
        "flow": ("napr",),
        "period": ("period",),
        "partner": ("strana", "nastranapr"),
        "commodity": ("tnved",),
        "unit": ("edizm",),
        "value": ("stoim",),
        "weight": ("netto",),
        "quantity": ("kol",),
        "region": ("region",),
        "district": ("region_s",),
    },
    required=("flow", "period", "partner", "commodity", "value", "region"),
    labels={
        "flow": Labels(lambda: FLOW_WORDS, flow),
        "period": Labels(_periods, period),
        "partner": Labels(_partners, partner),
        "region": Labels(_regions, region, region_identity, _okato),
        "commodity": Labels(dict, commodity),
    },
    words=("им", "эк", "область", "край", "республика", "округ", "город"),
)
