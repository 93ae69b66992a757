"""CEPII BACI: trade between countries, made consistent from both sides' reports; one file a year.

A row is an export of country i and an import of country j, so both are reporters. Values are in thousands of US
dollars, fob; quantities in tonnes, ``NA`` where they are not known. Countries have UN Comtrade's numbers.
"""

from functools import cache
from typing import Final

from siberia_trade.readers import comtrade, labels
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, ReaderSpec, Unknown
from siberia_trade.schema import FLOWS


def year(label: str) -> tuple[int, None]:
    """``2018`` to year; records are of whole years."""
    text = label.strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise LabelError("is no year (2018)")
    return labels.checked_period(int(text), None)[0], None


@cache
def _years() -> dict[str, tuple[int, None]]:
    return {str(each): (each, None) for each in range(labels.FIRST_YEAR, labels.LAST_YEAR + 1)}


def country(label: str) -> str | Unknown | Aggregate:
    """A number of UN Comtrade to a country."""
    return comtrade.partner(label)


BACI: Final = ReaderSpec(
    name="baci",
    title="CEPII BACI, trade between countries",
    columns={
        "period": ("t",),
        "reporter": ("i",),
        "partner": ("j",),
        "commodity": ("k",),
        "value": ("v",),
        "weight": ("q",),
    },
    required=("period", "reporter", "partner", "commodity", "value"),
    labels={
        "period": Labels(_years, year),
        "reporter": Labels(comtrade.countries, country),
        "partner": Labels(comtrade.countries, country),
        "commodity": Labels(dict, comtrade.commodity),
        "flow": Labels(lambda: {flow: flow for flow in FLOWS}, str),
    },
    edition_in_name=r"HS\d\d(?!\d)",
    two_sided=True,
    three_decimals=True,
    scale={"value": 1000, "weight": 1000},
    unknown_numbers={"weight": ("NA",)},
)
