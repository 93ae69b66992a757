"""Brazil's Comex Stat: trade by state, partner and 8-digit code, the bulk files EXP_2023.csv and IMP_2023.csv.

Values are in US dollars fob, weights in kilograms. Whether a file holds exports or imports is in its name only.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers import labels, tidy
from siberia_trade.readers.spec import Aggregate, Labels, ReaderSpec, Unknown
from siberia_trade.schema import UNDISCLOSED

#: What stands for a state where there is none: abroad, not declared, re-exported, taken on board, out of the market.
_NO_STATE: Final = ("EX", "ND", "RE", "CB", "MN", "ZN", "ED")
#: Numbers that stand for no country: not defined, on board, to be said, central banks, organisations, not declared.
_NO_PARTNER: Final = ("000", "990", "994", "995", "997", "998", "999")


@cache
def _partners() -> Mapping[str, str]:
    return {**reference.partner_of_mdic(), **dict.fromkeys(_NO_PARTNER, UNDISCLOSED)}


def partner(label: str) -> str | Unknown | Aggregate:
    """A country by the ministry's own number, with the zeros that spreadsheets drop."""
    text = label.strip()
    return _partners().get(text.zfill(3)) or labels.unlisted(text)


@cache
def _states() -> Mapping[str, str]:
    codes = (code for code, place in reference.regions().items() if place.country == "BR")
    return {code.removeprefix("BR-"): code for code in codes} | dict.fromkeys(_NO_STATE, UNDISCLOSED)


def region(label: str) -> str | Unknown | Aggregate:
    """A state by its two letters."""
    text = label.strip().upper()
    return _states().get(text) or labels.unlisted(text)


COMEXSTAT: Final = ReaderSpec(
    name="comexstat",
    title="Comex Stat, Brazil's trade by state",
    reporter="BR",
    columns={
        "period": ("co_ano",),
        "month": ("co_mes",),
        "commodity": ("co_ncm",),
        "unit": ("co_unid",),
        "partner": ("co_pais",),
        "region": ("sg_uf_ncm", "sg_uf"),
        "transport": ("co_via",),
        "customs_office": ("co_urf",),
        "quantity": ("qt_estat",),
        "weight": ("kg_liquido",),
        "value": ("vl_fob",),
    },
    required=("period", "commodity", "partner", "value"),
    labels={
        "period": Labels(tidy.periods, tidy.period),
        "partner": Labels(_partners, partner),
        "region": Labels(_states, region),
        "commodity": Labels(dict, labels.commodity),
    },
    flow_from="name",
    dimensions=("transport", "customs_office"),
)
