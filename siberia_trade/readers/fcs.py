"""Federal Customs Service of Russia: trade by region, partner and commodity.

One source, two vintages (TCBT to 2016, DATTSVT from 2019) and what spreadsheets make of them. The columns are the
same ten; separator, decimal mark, encoding, order and letter case are found from the file. Value is in US dollars,
weight in kilograms. Leaf rows only: the service publishes no totals beside them.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import names, reference
from siberia_trade.errors import StradeError
from siberia_trade.readers.spec import LabelError, Labels, ReaderSpec, Unknown
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

#: The region that the service prints where it allocates none.
_NO_REGION: Final = "NNNNN"
_NO_PARTNER: Final = "NNN"


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
    if match := re.fullmatch(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})", text):
        if match[1] not in (None, "1", "01"):
            raise LabelError("is a day, not a month or a year")
        year, month = int(match[3]), int(match[2])
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


def partner(label: str) -> str | Unknown:
    """An alpha-2 code, one of the service's own (``AB``, ``YY``), or ``NNN`` for a country not shown."""
    code = label.strip().upper()
    return _partners().get(code) or Unknown(label.strip())


@cache
def _regions() -> Mapping[str, str]:
    return {**reference.region_of_okato(), _NO_REGION: UNDISCLOSED}


@cache
def region(label: str) -> str | Unknown:
    """``25000 - ИРКУТСКАЯ ОБЛАСТЬ`` by its OKATO code, else by its name. Abolished okrugs fold into their parents."""
    text = label.strip()
    if match := re.match(r"(\d{4,5}|N{5})(?!\d)", text):
        code = match[1].zfill(5)
        return _regions().get(code) or Unknown(text)
    try:
        choice = names.resolve_region(text, {})
    except StradeError:
        return Unknown(text)
    return choice.id if choice.kind == "region" else Unknown(text)


@cache
def _chapters() -> frozenset[str]:
    return frozenset(code for code in reference.hs_names() if len(code) == 2 and code.isdigit())


@cache
def commodity(label: str) -> str | Unknown:
    """An HS code of 2 to 10 digits, with the zero that spreadsheets drop; ``XXXXXXXXXX`` and ``SS…`` are withheld."""
    code = label.strip()
    if code and not code.strip("XxХхSsСс"):
        return UNDISCLOSED
    if re.match(r"\d+[.,]\d*[eEеЕ]\+?\d+$", code):
        raise LabelError("the code was turned into a number by a spreadsheet and has lost its digits")
    if not code.isdigit() or not code.isascii() or len(code) > 10:
        return Unknown(code)
    code = code.zfill(len(code) + len(code) % 2)
    return code if code[:2] in _chapters() else Unknown(label.strip())


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
        "region": Labels(_regions, region, lambda column: column.str.strip_chars_start().str.slice(0, 5)),
        "commodity": Labels(dict, commodity),
    },
    words=("им", "эк", "область", "край", "республика", "округ", "город"),
)
