"""Write gacc-exports.csv.zip and gacc-imports.csv.zip: reconstructed trade of China's provinces, 2017 to 2019.

Not official data. The files are laid out as query downloads of Chinese customs, one for each flow, as the files
themselves do not say it. The tables are in sample_china_goods.py. For each flow:

1. trade with Russia over the three years is the published shares of the provinces as they stand; the others fill what
   is left by their weights;
2. a province's trade with all others follows from the share of Russia in its own trade, and is split by partners;
3. each partner's trade is split into goods by baskets, and into 36 months by year, season and noise;
4. quantities follow from unit values.

Every step is integer arithmetic in US dollars; what moves the figures a little is a checksum of their names.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import sample_china_goods as tables
from sample_tools import NOTICE, fill, noise, read_weights, write_zip

FLOWS = ("export", "import")
MILLION_USD = 1_000_000
GOODS_WITHOUT_BASKET = 3  # goods that a province without a basket of its own trades with Russia
# Weights of the months, January to December; trade rests over the Spring Festival.
SEASONS = {
    "export": (100, 70, 92, 97, 101, 102, 104, 105, 105, 104, 107, 112),
    "import": (98, 84, 101, 99, 101, 98, 101, 103, 103, 100, 105, 107),
}
HEADER = (
    "数据年月",
    "商品编码",
    "商品名称",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "注册地编码",
    "注册地名称",
    "第一数量",
    "第一计量单位",
    "第二数量",
    "第二计量单位",
    "美元",
)


class Good(NamedTuple):
    """A commodity: price is US cents for a first unit times 100, ratio is second units to it times 10 000."""

    code: str
    unit: str
    price: int
    second_unit: str
    ratio: int
    name: str


class Pair(NamedTuple):
    """A province and its partner."""

    province: str
    partner: str


def read_goods() -> dict[str, Good]:
    """Read the table of goods by name."""
    goods = {}
    for line in tables.GOODS.strip().splitlines():
        key, code, unit, price, second_unit, ratio, name = line.split(maxsplit=6)
        scaled = int(Decimal(price) * 100), int(Decimal(ratio) * 10_000)
        goods[key] = Good(code, unit, scaled[0], second_unit.strip("-"), scaled[1], name)
    return goods


def read_other_provinces() -> dict[str, dict[str, tuple[str, str]]]:
    """Read the table of what is not published: by flow and province a weight and thousandths, or a dash."""
    provinces: dict[str, dict[str, tuple[str, str]]] = {"export": {}, "import": {}}
    for line in tables.OTHER_PROVINCES.strip().splitlines():
        province, export_weight, export_part, import_weight, import_part = line.split()
        provinces["export"][province] = (export_weight, export_part)
        provinces["import"][province] = (import_weight, import_part)
    return provinces


GOODS = read_goods()
OTHER_PROVINCES = read_other_provinces()


def with_russia(flow: str) -> dict[str, int]:
    """List the trade with Russia of every province over the three years, dollars."""
    total = sum(tables.WITH_RUSSIA[flow]) * MILLION_USD
    anchored = {province: total * part // 1000 for province, part in tables.PART_OF_CHINA[flow].items()}
    weights = {key: int(weight) for key, (weight, _) in OTHER_PROVINCES[flow].items() if key not in anchored}
    return anchored | fill(total - sum(anchored.values()), weights)


def part_of_russia(flow: str, province: str) -> int:
    """Return Russia's thousandths of the province's own trade, published or else assumed."""
    published = tables.PART_OF_PROVINCE[flow]
    return published[province] if province in published else int(OTHER_PROVINCES[flow][province][1])


def trade(flow: str) -> dict[Pair, int]:
    """List the trade of every province with every partner over the three years, dollars."""
    pairs = {}
    for province, dollars in with_russia(flow).items():
        part = part_of_russia(flow, province)
        others = read_weights(tables.PROVINCES[province][2 + FLOWS.index(flow)])
        pairs[Pair(province, "RU")] = dollars
        for partner, value in fill(dollars * (1000 - part) // part, others).items():
            pairs[Pair(province, partner)] = value
    return pairs


def basket(flow: str, pair: Pair) -> dict[str, int]:
    """Return the weights of the goods that a province trades with a partner."""
    if pair.partner != "RU":
        names = tables.OTHER_GOODS[flow][pair.partner].split()
        return {max(names, key=lambda name: noise(400, "good", flow, *pair, name)): 1}
    table = tables.RUSSIAN_GOODS[flow]
    if pair.province in table:
        return read_weights(table[pair.province])
    moved = {name: w * noise(700, "good", flow, *pair, name) for name, w in read_weights(table["*"]).items()}
    return {name: moved[name] for name in sorted(moved, key=lambda name: -moved[name])[:GOODS_WITHOUT_BASKET]}


def split_into_months(flow: str, pair: Pair, good: str, dollars: int) -> dict[str, int]:
    """Split the trade of three years into months by year, season and noise."""
    years = (tables.WITH_RUSSIA if pair.partner == "RU" else tables.WITH_OTHERS)[flow]
    weights = {}
    for year, of_year in zip(tables.YEARS, years, strict=True):
        for month, of_month in enumerate(SEASONS[flow], start=1):
            moved = noise(15, flow, *pair, good, year) * noise(110, flow, *pair, good, year, month)
            weights[f"{year}{month:02}"] = of_year * of_month * moved
    return fill(dollars, weights)


def quantities(flow: str, pair: Pair, period: str, good: Good, dollars: int) -> tuple[str, str, str, str]:
    """Return both quantities with their units; a good without a second unit has 0 and a question mark there."""
    price = (
        good.price * noise(120, "price", flow, *pair, good.code) * noise(30, "price", flow, *pair, good.code, period)
    )
    first = max(1, dollars * 10_000_000_000 // price)
    if not good.second_unit:
        return str(first), good.unit, "0", "?"
    return str(first), good.unit, str(first * good.ratio // 10_000), good.second_unit


def rows(flow: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one flow by period, commodity, partner and province."""
    found = []
    for pair, total in trade(flow).items():
        province = tables.PROVINCES[pair.province][:2]
        for name, part in fill(total, basket(flow, pair)).items():
            good = GOODS[name]
            for period, dollars in split_into_months(flow, pair, name, part).items():
                key = (period, good.code, good.name, *tables.PARTNERS[pair.partner], *province)
                found.append((*key, *quantities(flow, pair, period, good, dollars), f"{dollars:,}"))
    yield from sorted(found)


def write(folder: Path) -> None:
    """Write both archives into the folder."""
    for flow in FLOWS:
        lines = [HEADER, *rows(flow)]
        text = "".join("".join(f'"{value}",' for value in line) + "\n" for line in lines)
        target = folder / f"gacc-{flow}s.csv.zip"
        write_zip(target, {f"{flow}s.csv": text.encode("gb18030"), "NOTICE.yaml": NOTICE})
        print(f"{target.name}: {len(lines) - 1} rows, {target.stat().st_size} bytes")
