"""China's customs (GACC): the csv of its query site, by month, partner, commodity and province of registration.

Values are in whole US dollars or yuan, as the name of their column says. Whether a file holds exports or imports is
not in it. Partners have the service's own numbers: 344 is Russia here and Hong Kong in lists of the United Nations.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers import labels
from siberia_trade.readers.spec import Aggregate, Labels, ReaderSpec, Unknown


@cache
def _partners() -> Mapping[str, str]:
    return {place.gacc: place.code for place in reference.countries().values() if place.gacc}


def partner(label: str) -> str | Unknown | Aggregate:
    """A country by the service's own number."""
    text = label.strip()
    return _partners().get(text) or labels.unlisted(text)


@cache
def _provinces() -> Mapping[str, str]:
    return {place.gacc: place.code for place in reference.regions().values() if place.gacc}


def region(label: str) -> str | Unknown | Aggregate:
    """A province by the first two digits of a place of registration."""
    text = label.strip()
    return (_provinces().get(text[:2]) if text.isdigit() else None) or labels.unlisted(text)


GACC: Final = ReaderSpec(
    name="gacc",
    title="China Customs (GACC), query by month, partner, commodity and province",
    reporter="CN",
    columns={
        "period": ("数据年月",),
        "partner": ("贸易伙伴编码",),
        "commodity": ("商品编码",),
        "region": ("注册地编码",),
        "unit": ("第一计量单位",),
        "quantity": ("第一数量",),
        "second_unit": ("第二计量单位",),
        "second_quantity": ("第二数量",),
        "procedure": ("贸易方式编码",),
        "value": ("美元", "人民币"),
    },
    required=("period", "partner", "commodity", "value"),
    labels={
        "period": Labels(labels.months, labels.year_month),
        "partner": Labels(_partners, partner),
        "region": Labels(_provinces, region, begins=2),
        "commodity": Labels(dict, labels.commodity),
    },
    words=("人民币", "美元", "千克", "数据年月"),
    currencies={"人民币": "cny"},
    flow_from="name",
    dimensions=("procedure",),
    thousands=",",
    kilograms=("千克", "公斤"),
)
