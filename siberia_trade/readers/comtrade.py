"""UN Comtrade: trade of reporting countries by partner and commodity.

Two generations: the present site's TradeData*.csv, with which its bulk files (tab, gzip) and the frames of its Python
package share their names; and the former site's csv (comtrade.un.org, to 2023), in a long and a short form.

Values are in US dollars, exports valued fob and imports cif, weight in kilograms. World rows stand beside partners and
TOTAL beside chapters: they are recognised by their codes and counted once. Rows of one means of transport, customs
procedure or second partner, and re-exports, are parts of other rows and left out.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers import labels
from siberia_trade.readers.included import Included
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import EXPORT, IMPORT, UNION

_FLOWS: Final[Mapping[str, str]] = {"M": IMPORT, "X": EXPORT, "1": IMPORT, "2": EXPORT}
#: Flows that are parts of the two.
_PARTS_OF_FLOWS: Final = ("RM", "RX", "MIP", "MOP", "XIP", "XOP", "FM", "DX", "3", "4")
_WORLD: Final = ("0", "W00")
#: The European Union, whose members are partners too.
_UNIONS: Final = ("97",)
_MEMBERS: Final = (
    "40", "56", "58", "100", "191", "196", "203", "208", "233", "246", "251", "276", "300", "348", "372", "380", "428",
    "440", "442", "470", "528", "616", "620", "642", "703", "705", "724", "752", "826",
)  # fmt: skip


def flow(label: str) -> str:
    """``M`` or ``1`` to import, ``X`` or ``2`` to export."""
    text = label.strip().upper()
    code = _FLOWS.get(text)
    if text in _PARTS_OF_FLOWS:
        raise LabelError("is a part of exports or imports, and the file holds none of those it would be a part of")
    if code is None:
        raise LabelError("is neither import (M, 1) nor export (X, 2), nor a part of them (RX, RM)")
    return code


@cache
def countries() -> Mapping[str, str]:
    """Country of every number that Comtrade writes; its own come before M49's, of which a few mean other places."""
    listed = reference.countries().values()
    of_m49 = {place.m49.lstrip("0"): place.code for place in listed if place.m49}
    return of_m49 | {number.lstrip("0"): place.code for place in listed for number in place.comtrade}


def partner(label: str) -> str | Unknown | Aggregate:
    """``643`` to RU, ``490`` (other Asia) to TW; ``0`` is the world, the sum of all partners."""
    text = label.strip()
    code = text.lstrip("0") or text[:1]
    return Aggregate("World") if code in _WORLD else countries().get(code) or Unknown(text)


@cache
def reporters() -> Mapping[str, str]:
    """The countries, and the European Union, which reports as one."""
    return {**countries(), **dict.fromkeys(_UNIONS, UNION)}


def reporter(label: str) -> str:
    """The country or union whose statistics these are."""
    code = reporters().get(label.strip().lstrip("0"))
    if code is None:
        raise LabelError("is no reporting country that the lists hold")
    return code


def commodity(label: str) -> str | Unknown | Aggregate:
    """An HS code; what begins with 99 (`999999`, `9999AA`) is not specified: undisclosed at its level."""
    code = labels.commodity(label)
    text = label.strip()
    unspecified = isinstance(code, Unknown) and text.startswith("99") and text.isalnum()
    return "X" * len(text) if unspecified else code


_LABELS: Final = {
    "period": Labels(labels.months, labels.year_month),
    "reporter": Labels(reporters, reporter),
    "flow": Labels(lambda: _FLOWS, flow),
    "partner": Labels(countries, partner),
    "commodity": Labels(dict, commodity),
}
_DIVIDED: Final = {
    "second_partner": ("", "0", "0.0", "W00"),
    "customs": ("", "C00"),
    "transport": ("", "0", "0.0"),
    "supply": ("", "0", "0.0"),
}


def _divides(*whole: str) -> Included:
    """Rows of one means of transport, customs procedure or second partner: whatever is no word for all of them."""
    return Included(lambda column: column.is_in(whole).not_(), divides=True)


_INCLUDED: Final = {
    "flow": Included(lambda column: column.str.to_uppercase().is_in(_PARTS_OF_FLOWS)),
    "partner": Included(
        lambda column: column.is_in(_UNIONS),
        held_by=lambda column: column.is_in([*_WORLD, *_MEMBERS]),
        safe_by=lambda column: column.is_in(_WORLD),
    ),
    **{name: _divides(*whole) for name, whole in _DIVIDED.items()},
}

COMTRADE: Final = ReaderSpec(
    name="comtrade",
    title="UN Comtrade, trade by partner and commodity (TradeData)",
    columns={
        "kind": ("typecode",),
        "period": ("period",),
        "reporter": ("reportercode",),
        "flow": ("flowcode",),
        "partner": ("partnercode",),
        "classification": ("classificationcode",),
        "commodity": ("cmdcode",),
        "value": ("primaryvalue",),
        "weight": ("netwgt",),
        "unit": ("qtyunitcode",),
        "quantity": ("qty",),
        "second_partner": ("partner2code",),
        "customs": ("customscode",),
        "transport": ("motcode",),
        "supply": ("moscode",),
    },
    required=("period", "reporter", "flow", "partner", "commodity", "value"),
    labels=_LABELS,
    encoding="latin-1",
    unknown_numbers={"weight": ("0", "0.0")},
    included=_INCLUDED,
    row_limits=(500, 100_000, 250_000),
    refused={"kind": {"S": "holds trade in services, which has no goods to structure and no customs behind it"}},
)

LEGACY: Final = ReaderSpec(
    name="comtrade-legacy",
    title="UN Comtrade, former web site (comtrade.un.org)",
    columns={
        "period": ("period",),
        "reporter": ("reporter code",),
        "flow": ("trade flow code",),
        "partner": ("partner code",),
        "classification": ("classification",),
        "commodity": ("commodity code",),
        "value": ("trade value (us$)",),
        "weight": ("netweight (kg)",),
        "unit": ("qty unit code",),
        "quantity": ("qty",),
        "second_partner": ("2nd partner code",),
        "customs": ("customs proc. code",),
        "transport": ("mode of transport code",),
    },
    required=("period", "reporter", "flow", "partner", "commodity", "value"),
    labels=_LABELS,
    encoding="latin-1",
    unknown_numbers={"weight": ("0", "0.0")},
    included=_INCLUDED,
    row_limits=(50_000, 250_000),
)
