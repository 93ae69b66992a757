"""Plain tables in the tidy layout: one row per figure, codes of ISO and HS, and any further dimensions.

``year``, ``month``, ``flow``, ``reporter``, ``region``, ``partner``, ``commodity``, ``value_usd`` (or ``value_cny``,
``value_eur`` ...), ``net_kg``, ``quantity``, ``unit``; all but the year and the value may be absent. Every other column
is a dimension of its own, as the currency of settlement or the sector of an investment.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import names, reference
from siberia_trade.errors import StradeError
from siberia_trade.readers import fcs, labels
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import UNDISCLOSED

#: Currencies of a value column, `value_cny`.
CURRENCIES: Final = (
    "usd", "cny", "eur", "rub", "kzt", "byn", "uzs", "mnt", "jpy", "krw", "inr", "gbp", "chf", "brl", "try", "cad",
)  # fmt: skip


def flow(label: str) -> str | None:
    """``export`` or ``import``; empty for figures that have no flow."""
    return fcs.flow(label) if label.strip() else None


@cache
def periods() -> Mapping[str, tuple[int, int | None]]:
    """What two columns joined may say, ``2021-`` or ``2021-3``, to year and month."""
    known = labels.periods("{year}-{month}")
    return {**known, **{f"{year}-": code for year, code in known.items() if code[1] is None}}


def period(label: str) -> tuple[int, int | None]:
    """``2021-`` or ``2021-3``, from two columns, to year and month."""
    text = label.strip()
    if known := periods().get(text):
        return known
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}|))?", text, re.ASCII):
        return labels.checked_period(int(match[1]), int(match[2]) if match[2] else None)
    raise LabelError("is no year (2021) with or without a month (1 to 12)")


@cache
def _countries() -> Mapping[str, str]:
    return {code: code for code in reference.countries()} | {UNDISCLOSED: UNDISCLOSED}


@cache
def partner(label: str) -> str | Unknown | Aggregate | None:
    """A country by alpha-2 code, or by whatever else it is known by; None where the cell is blank."""
    text = label.strip()
    if not text:
        return None
    if known := _countries().get(text):
        return known
    if names.is_world(text):
        return Aggregate(text)
    try:
        return names.resolve_partner(text, {}).id
    except StradeError:
        return labels.unlisted(text)


def reporter(label: str) -> str:
    """The country whose statistics these are."""
    code = partner(label)
    if not isinstance(code, str):
        raise LabelError("is no reporting country that the lists hold")
    return code


@cache
def _regions() -> Mapping[str, str]:
    return {code: code for code in reference.regions()} | {UNDISCLOSED: UNDISCLOSED}


@cache
def region(label: str) -> str | Unknown | Aggregate | None:
    """A region by its ISO 3166-2 code, or by whatever else it is known by; a country is the total of its regions."""
    text = label.strip()
    if not text:
        return None
    if known := _regions().get(text):
        return known
    try:
        choice = names.resolve_region(text, {})
    except StradeError:
        return labels.unlisted(text)
    return choice.id if choice.kind == "region" else Aggregate(text)


def commodity(label: str) -> str | Unknown | Aggregate | None:
    """An HS code of 2 to 10 digits, or the word for what is not disclosed; None where the cell is blank."""
    if not label.strip():
        return None
    return UNDISCLOSED if label.strip() == UNDISCLOSED else labels.commodity(label)


TIDY: Final = ReaderSpec(
    name="tidy",
    title="plain table in the tidy layout (year, value_usd, and what else there is)",
    columns={
        "period": ("year",),
        "month": ("month",),
        "flow": ("flow",),
        "reporter": ("reporter",),
        "region": ("region",),
        "partner": ("partner",),
        "commodity": ("commodity",),
        "value": tuple(f"value_{currency}" for currency in CURRENCIES),
        "weight": ("net_kg",),
        "quantity": ("quantity",),
        "unit": ("unit",),
    },
    required=("period", "value"),
    labels={
        "period": Labels(periods, period),
        "reporter": Labels(_countries, reporter),
        "flow": Labels(lambda: {word.lower(): code for word, code in fcs.FLOW_WORDS.items()}, flow),
        "partner": Labels(_countries, partner),
        "region": Labels(_regions, region),
        "commodity": Labels(dict, commodity),
    },
    currencies={f"value_{currency}": currency for currency in CURRENCIES},
    flow_from="nowhere",
    free_columns=True,
)
