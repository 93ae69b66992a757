"""Eurostat Comext: trade of the members of the European Union by partner and 8-digit code, bulk files.

Values are in euros, weights in kilograms. All customs procedures are counted: they are a dimension, `procedure`. The
annual file of a year writes its period as month 52. Codes that a member withholds end in X (`39XXXXXX`).
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers import labels
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import EXPORT, IMPORT, UNDISCLOSED

_FLOWS: Final[Mapping[str, str]] = {"1": IMPORT, "2": EXPORT}
#: Partners that are not specified or not disclosed, for reasons of their own each.
_NO_PARTNER: Final = frozenset({
    "QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ", "ZZ", "0955", "0950", "0951", "0952", "0958", "0959",
    "0960", "0977", "0978", "0975", "0979", "0976", "Z999", "ZZZZ",
})  # fmt: skip
#: Partners that are unions, or what is inside or outside of them: `EU28`, `EU27_2020_EXTRA`, `INT_EU28`.
_GROUP: Final = re.compile(r"(^|_)(EU|EA)[0-9]{2}(_|$)|(^|_)(EXTRA|INTRA|EXT|INT)(_|$)")


def flow(label: str) -> str:
    """``1`` to import, ``2`` to export."""
    code = _FLOWS.get(label.strip())
    if code is None:
        raise LabelError("is neither import (1) nor export (2)")
    return code


def period(label: str) -> tuple[int, int | None]:
    """``202402`` to year and month, ``202452`` to the year."""
    text = label.strip()
    return labels.year_month(text[:4] if len(text) == 6 and text.endswith("52") else text)


@cache
def _periods() -> Mapping[str, tuple[int, int | None]]:
    known = labels.months()
    return {**known, **{f"{year}52": code for year, code in known.items() if code[1] is None}}


@cache
def _countries() -> Mapping[str, str]:
    return {**reference.partner_of_comext(), **dict.fromkeys(_NO_PARTNER, UNDISCLOSED)}


def partner(label: str) -> str | Unknown | Aggregate:
    """A country by its two letters."""
    text = label.strip()
    if _GROUP.search(text):
        raise LabelError("is a group of partners, whose trade its members' rows may hold too: give the rows of either")
    return _countries().get(text) or labels.unlisted(text)


@cache
def _reporters() -> Mapping[str, str]:
    listed = reference.unions().items()
    return {**_countries(), **{written: code for code, place in listed for written in (code, *place.aliases)}}


def reporter(label: str) -> str:
    """The member whose statistics these are, or a union of them as one."""
    code = _reporters().get(label.strip())
    if code is None or code == UNDISCLOSED:
        raise LabelError("is no reporting country that the lists hold")
    return code


def commodity(label: str) -> str | Unknown | Aggregate:
    """An HS code; what is withheld (`39XXXXXX`, `99RRR100`, `.....`) is told up to its chapter, if that is one.

    Chapters 98 (complete industrial plant) and 99 (returned goods, stores for ships, simplified declarations) are the
    Union's own: no goods of the Harmonized System are told by them.
    """
    text = label.strip().upper()
    if re.fullmatch(r"9[89]\w{2,6}", text, re.ASCII):
        return "X" * len(text)
    if withheld := re.fullmatch(r"(\d{2})[A-Z]\w*|[.]+", text, re.ASCII):
        chapter = withheld[1] if withheld[1] in reference.hs_chapters() else "XX"
        return f"{chapter}XXXXXX"
    return labels.commodity(text)


COMEXT: Final = ReaderSpec(
    name="comext",
    title="Eurostat Comext, trade of members of the European Union",
    columns={
        "period": ("period",),
        "reporter": ("reporter", "declarant_iso"),
        "flow": ("flow",),
        "partner": ("partner", "partner_iso"),
        "commodity": ("product_nc",),
        "value": ("value_eur", "value_in_euros"),
        "weight": ("quantity_kg", "quantity_in_kg"),
        "unit": ("suppl_unit", "supp_unit"),
        "quantity": ("quantity_suppl_unit", "sup_quantity"),
        "procedure": ("stat_procedure", "stat_regime"),
    },
    passed_over={"partner": "partner_iso"},
    required=("period", "reporter", "flow", "partner", "commodity", "value"),
    labels={
        "period": Labels(_periods, period),
        "reporter": Labels(_reporters, reporter),
        "flow": Labels(lambda: _FLOWS, flow),
        "partner": Labels(_countries, partner),
        "commodity": Labels(dict, commodity),
    },
    currencies={"value_eur": "eur", "value_in_euros": "eur"},
    dimensions=("procedure",),
)
