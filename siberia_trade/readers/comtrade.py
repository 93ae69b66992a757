"""UN Comtrade: trade of reporting countries by partner and commodity, as the web site gives it (TradeData*.csv).

Values are in US dollars, exports valued fob and imports cif, weight in kilograms. World rows stand beside partners and
TOTAL beside chapters: they are recognised by their codes and counted once. Rows of one means of transport, customs
procedure or second partner, and re-exports, are parts of other rows and left out.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers import labels
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import EXPORT, IMPORT

_FLOWS: Final[Mapping[str, str]] = {"M": IMPORT, "X": EXPORT}
#: Flows that are parts of the two.
_PARTS_OF_FLOWS: Final = ("RM", "RX", "MIP", "MOP", "XIP", "XOP", "FM", "DX")
_WORLD: Final = ("0", "W00")


def flow(label: str) -> str:
    """``M`` to import, ``X`` to export."""
    code = _FLOWS.get(label.strip().upper())
    if code is None:
        raise LabelError("is neither import (M) nor export (X), nor a part of them (RX, RM)")
    return code


@cache
def _periods() -> Mapping[str, tuple[int, int | None]]:
    return labels.periods("{year}{month:02}")


def period(label: str) -> tuple[int, int | None]:
    """``2022`` or ``202205`` to year and month."""
    text = label.strip()
    if known := _periods().get(text):
        return known
    if text.isascii() and text.isdigit() and len(text) in (4, 6):
        return labels.checked_period(int(text[:4]), int(text[4:]) if len(text) == 6 else None)
    raise LabelError("is no period: expected a year (2022) or a month (202205)")


@cache
def _countries() -> Mapping[str, str]:
    """Country of every number that Comtrade writes; its own come before M49's, of which a few mean other places."""
    listed = reference.countries().values()
    of_m49 = {place.m49.lstrip("0"): place.code for place in listed if place.m49}
    return of_m49 | {number.lstrip("0"): place.code for place in listed for number in place.comtrade}


def partner(label: str) -> str | Unknown | Aggregate:
    """``643`` to RU, ``490`` (other Asia) to TW; ``0`` is the world, the sum of all partners."""
    text = label.strip()
    code = text.lstrip("0") or text[:1]
    return Aggregate("World") if code in _WORLD else _countries().get(code) or Unknown(text)


def reporter(label: str) -> str:
    """The country whose statistics these are."""
    code = _countries().get(label.strip().lstrip("0"))
    if code is None:
        raise LabelError("is no reporting country that the lists hold")
    return code


COMTRADE: Final = ReaderSpec(
    name="comtrade",
    title="UN Comtrade, trade by partner and commodity (TradeData)",
    columns={
        "period": ("period",),
        "reporter": ("reportercode",),
        "flow": ("flowcode",),
        "partner": ("partnercode",),
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
    labels={
        "period": Labels(_periods, period),
        "reporter": Labels(_countries, reporter),
        "flow": Labels(lambda: _FLOWS, flow),
        "partner": Labels(_countries, partner),
        "commodity": Labels(dict, labels.commodity),
    },
    encoding="latin-1",
    unknown_numbers={"weight": ("0", "0.0")},
    included={
        "flow": lambda column: column.str.to_uppercase().is_in(_PARTS_OF_FLOWS),
        "second_partner": lambda column: column.is_in([*_WORLD, "0.0", ""]).not_(),
        "customs": lambda column: column.is_in(["C00", ""]).not_(),
        "transport": lambda column: column.is_in(["0", "0.0", ""]).not_(),
        "supply": lambda column: column.is_in(["0", "0.0", ""]).not_(),
    },
)
