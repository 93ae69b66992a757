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
from siberia_trade.readers import labels
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
    return labels.periods("{month:02}/{year}")


def period(label: str) -> tuple[int, int | None]:
    """``2013`` or ``01/2015`` to year and month; also what Excel makes of the latter."""
    text = label.strip().casefold()
    if known := _periods().get(text):
        return known
    year = month = None
    if match := re.fullmatch(r"(?:0?1([./-]))?(\d{1,2})([./-])(\d{4})", text):
        if match[1] in (None, match[3]):
            year, month = int(match[4]), int(match[2])
    elif match := re.fullmatch(r"(\d{4})[./-](\d{1,2})(?:-01)?", text):
        year, month = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([a-zа-я]{3})[a-zа-я]*[. -]*(\d{2}|\d{4})", text):
        year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
        month = next((number for number, stems in enumerate(_MONTH_NAMES, 1) if match[1] in stems), None)
    if year is None or month is None:
        raise LabelError("is no period: expected a year (2013) or a month (01/2015)")
    return labels.checked_period(year, month)


@cache
def _partners() -> Mapping[str, str]:
    return {**reference.partner_of_fcs(), _NO_PARTNER: UNDISCLOSED}


def partner(label: str) -> str | Unknown | Aggregate:
    """An alpha-2 code, one of the service's own (``AB``, ``YY``), or ``NNN`` for a country not shown."""
    text = label.strip()
    return _partners().get(text.upper()) or labels.unlisted(text)


@cache
def _regions() -> Mapping[str, str]:
    return {**reference.region_of_okato(), _NO_REGION: UNDISCLOSED}


@cache
def region(label: str) -> str | Unknown | Aggregate:
    """``25000 - ИРКУТСКАЯ ОБЛАСТЬ`` by its OKATO code, else by its name. Abolished okrugs fold into their parents."""
    text = label.strip()
    if re.search("федеральный округ|federal district", text.casefold()):
        raise LabelError(
            "is a federal district, whose regions would be counted twice: remove such rows, or leave "
            "them out by a column map"
        )
    if match := re.match(r"(\d{4,5}|N{5})(?!\d)[\s–-]*(.*)", text):
        known = _regions().get(match[1].zfill(5))
        return known or (Aggregate(text) if match[2].casefold() in labels.TOTALS else Unknown(text))
    if isinstance(unlisted := labels.unlisted(text), Aggregate):
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
        "period": Labels(_periods, period, month_at=0),
        "partner": Labels(_partners, partner),
        "region": Labels(_regions, region, region_identity, begins=5),
        "commodity": Labels(dict, labels.commodity),
    },
    words=("им", "эк", "область", "край", "республика", "округ", "город"),
)
