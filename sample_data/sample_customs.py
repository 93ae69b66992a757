"""Write DATTSVT.csv.zip: a reconstructed extract of Russian customs statistics, by region, 2017 to 2021.

The tables are in sample_figures.py and sample_baskets.py. The method:

1. the yearly trade of every region with China is a table (published where printed) filled to published totals;
2. it is split into goods by baskets; Siberia's goods of 2020 are then fitted to the published structure by turns of
   proportional scaling, group totals and region totals in alternation;
3. trade with all other partners follows from the published dependence on China in 2020 (Siberia) or from a table
   (elsewhere), and is split by partners and goods;
4. years are split into months by season, and weights follow from unit values.

Every step is integer arithmetic in US cents.
"""

import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

import sample_baskets as baskets
import sample_figures as figures
from sample_tools import NOTICE, fill, noise, read_weights, write_zip

Key = TypeVar("Key", bound=Hashable)

HEADER = ("napr", "period", "nastranapr", "tnved", "edizm", "Stoim", "Netto", "Kol", "Region", "Region_s")
FLOW_NAMES = {"import": "ИМ", "export": "ЭК"}
FLOWS = ("export", "import")
CENTS_PER_THOUSAND_USD = 100_000
CENTS_PER_MILLION_USD = 100_000_000
FITTING_TURNS = 60
MONTHLY_GOODS = {"CN": 5, "KZ": 1, "MN": 1}  # the largest goods of a basket, traded every month

UNITS = (
    ("055", "КВАДРАТНЫЙ МЕТР", "М2"),
    ("112", "ЛИТР", "Л"),
    ("113", "КУБИЧЕСКИЙ МЕТР", "М3"),
    ("162", "МЕТРИЧЕСКИЙ КАРАТ", "КАР"),
    ("166", "КИЛОГРАММ", "КГ"),
    ("168", "ТОННА", "Т"),
    ("246", "1000 КИЛОВАТТ-ЧАС", "1000 КВТ.Ч"),
    ("715", "ПАРА", "ПАР"),
    ("796", "ШТУКА", "ШТ"),
    ("798", "ТЫСЯЧА ШТУК", "1000 ШТ"),
)
# Weights of the months, January to December: energy and metals, wood, food after the harvest, imported goods.
SEASONS = {
    "export": (94, 90, 100, 99, 98, 100, 101, 101, 103, 105, 105, 108),
    "wood": (86, 88, 100, 104, 106, 106, 104, 102, 101, 102, 100, 101),
    "food": (96, 92, 96, 90, 86, 82, 80, 96, 118, 128, 124, 112),
    "import": (92, 78, 92, 98, 100, 102, 103, 105, 106, 106, 108, 110),
}
# Change from January to December in percent of the year's mean, on top of the season; prices rose through 2021.
SLOPES = {2017: 10, 2018: 8, 2019: 0, 2020: 4, 2021: 24}
LOCKDOWN = {(2020, 2): 82, (2020, 3): 90, (2020, 4): 88, (2020, 5): 90}  # percent of the usual


class Good(NamedTuple):
    """A commodity: price is USD per kg times 10 000, weight is kg per supplementary unit times 10 000."""

    code: str
    unit: str
    price: int
    weight: int
    series: str


class Flow(NamedTuple):
    """The trade of one region in one direction with one partner in one year."""

    region: str
    flow: str
    partner: str
    year: int


Cell = tuple[Flow, str]  # a flow and a good
Cents = dict[Cell, int]


def read_goods() -> dict[str, Good]:
    """Read the table of goods by name."""
    goods = {}
    for line in baskets.GOODS.strip().splitlines():
        name, code, unit, price, weight, series = line.split()
        goods[name] = Good(code, unit.strip("-"), int(Decimal(price) * 10_000), int(Decimal(weight) * 10_000), series)
    return goods


GOODS = read_goods()


def siberia_with_china(flow: str, index: int) -> dict[str, int]:
    """List Siberian regions in one year, cents: the anchored ones as published, the others scaled to the remainder."""
    table = figures.SIBERIA[flow]
    anchored = {region: table[region][index] * CENTS_PER_THOUSAND_USD for region in figures.ANCHORED[flow]}
    weights = {region: values[index] for region, values in table.items() if region not in anchored}
    total = figures.TOTALS["siberia"][flow][index] * CENTS_PER_THOUSAND_USD
    return anchored | fill(total - sum(anchored.values()), weights)


def elsewhere_with_china(flow: str, index: int) -> dict[str, int]:
    """List the other regions in one year, cents: what Siberia leaves of Russia's total, by the weights of 2021."""
    year = figures.YEARS[index]
    totals = figures.TOTALS["russia"][flow][index] - figures.TOTALS["siberia"][flow][index]
    spread = 0 if year == 2021 else 60
    weights = {r: w * noise(spread, "elsewhere", flow, r, year) for r, w in figures.ELSEWHERE[flow].items()}
    return fill(totals * CENTS_PER_THOUSAND_USD, weights)


def china_flows() -> dict[Flow, int]:
    """List the yearly trade with China of every region, cents."""
    flows = {}
    for flow in FLOWS:
        for index, year in enumerate(figures.YEARS):
            for region, cents in (siberia_with_china(flow, index) | elsewhere_with_china(flow, index)).items():
                flows[Flow(region, flow, "CN", year)] = cents
    return flows


def price_percent(good: Good, year: int) -> int:
    """Return the unit value of a year in percent of 2021."""
    return 100 if year == 2021 else baskets.PRICES[good.series][year - 2017]


def china_basket(region: str, flow: str) -> dict[str, int]:
    """Return the weights of the goods a region trades with China in 2021."""
    table = baskets.EXPORTS_TO_CHINA if flow == "export" else baskets.IMPORTS_FROM_CHINA
    if region in table:
        return read_weights(table[region])
    default = "*"
    if flow == "import" and region not in figures.SIBERIA["import"]:
        default = "FAR" if region in figures.PACIFIC else "EUR"
    return {good: w * noise(300, "basket", region, flow, good) for good, w in read_weights(table[default]).items()}


def rest_basket(region: str, flow: str, partner: str) -> dict[str, int]:
    """Return the weights of the goods a region trades with a partner other than China."""
    neighbour = baskets.NEIGHBOURS.get((partner, flow))
    if neighbour and (region in figures.SIBERIA["export"] or partner == "MN"):
        return read_weights(neighbour.get(region, neighbour["*"]))
    table = baskets.EXPORTS_TO_REST if flow == "export" else baskets.IMPORTS_FROM_REST
    return read_weights(table.get(region) or table["*"])


def split_into_goods(flow: Flow, cents: int) -> Cents:
    """Split by the basket; in 2021 by its weights as they are, in other years moved by prices and a little noise."""
    china = flow.partner == "CN"
    basket = china_basket(flow.region, flow.flow) if china else rest_basket(flow.region, flow.flow, flow.partner)
    if flow.year != 2021:
        basket = {
            good: weight * price_percent(GOODS[good], flow.year) * noise(120, flow.region, flow.flow, good, flow.year)
            for good, weight in basket.items()
        }
    return {(flow, good): part for good, part in fill(cents, basket).items()}


def group_of(good: str, named: Iterable[str]) -> str:
    """Name the group of the published structure to which a good belongs."""
    chapter = int(GOODS[good].code[:2])
    for group in named:
        if any(first <= chapter <= last for first, last in figures.GROUP_CHAPTERS.get(group, ())):
            return group
    return "rest"


def fit_structure(cells: Cents, flow: str) -> Cents:
    """Scale Siberia's goods of 2020 by turns to the published group shares and to the totals of the regions."""
    shares = figures.STRUCTURE_2020[flow]
    chosen = {k: v for k, v in cells.items() if k[0].flow == flow and k[0].year == 2020 and is_siberian(k[0])}
    regions = sum_by(chosen, lambda key: key[0].region)
    groups = fill(sum(chosen.values()), shares)
    for _ in range(FITTING_TURNS):
        chosen = scale(chosen, groups, lambda key: group_of(key[1], shares))
        chosen = scale(chosen, regions, lambda key: key[0].region)
    exact: Cents = {}
    for region, total in regions.items():
        exact |= fill(total, {key: value for key, value in chosen.items() if key[0].region == region})
    return exact


def is_siberian(flow: Flow) -> bool:
    """Say whether this is trade of a Siberian region with China."""
    return flow.partner == "CN" and flow.region in figures.SIBERIA["export"]


def sum_by(cells: Cents, label: Callable[[Cell], str]) -> dict[str, int]:
    """Sum the cells of each label."""
    sums: dict[str, int] = {}
    for cell, cents in cells.items():
        sums[label(cell)] = sums.get(label(cell), 0) + cents
    return sums


def scale(cells: Cents, targets: Mapping[str, int], label: Callable[[Cell], str]) -> Cents:
    """Scale the cells of each label in proportion, so that they add up to its target."""
    sums = sum_by(cells, label)
    return {cell: cents * targets[label(cell)] // sums[label(cell)] for cell, cents in cells.items()}


def rest_total(flow: Flow, with_china: int) -> int:
    """Sum the trade of the region with all partners but China, cents."""
    side = FLOWS.index(flow.flow)
    if flow.region in figures.DEPENDENCE_2020:
        total_2020 = with_china * 10_000 // figures.DEPENDENCE_2020[flow.region][side]
        rest_2020 = total_2020 - with_china
    else:
        rest_2020 = figures.REST_2020[flow.region][side] * CENTS_PER_MILLION_USD
    if flow.year == 2020:
        return rest_2020
    index = figures.REST_INDEX[flow.flow][flow.year - 2017]
    return rest_2020 * index * noise(40, "rest", flow) // 100_000


def partner_weights(flow: Flow) -> dict[str, int]:
    """Return the weights of a region's partners other than China in one year."""
    side = FLOWS.index(flow.flow)
    year_spread = 0 if flow.year == 2020 else 90
    if flow.region in figures.PARTNERS:
        weights = read_weights(figures.PARTNERS[flow.region][side])
    else:
        weights = read_weights(figures.EUROPEAN_PARTNERS[side])
        kept = len(weights) if flow.region == "MOW" else figures.EUROPEAN_PARTNERS_KEPT
        weights = {partner: w * noise(300, flow.region, flow.flow, partner) for partner, w in weights.items()}
        weights = {partner: weights[partner] for partner in sorted(weights, key=lambda p: -weights[p])[:kept]}
    return {partner: w * noise(year_spread, flow, partner) for partner, w in weights.items()}


def rest_flows(china: Mapping[Flow, int]) -> dict[Flow, int]:
    """List the yearly trade with all partners but China, cents."""
    flows = {}
    for flow in china:
        total = rest_total(flow, china[flow._replace(year=2020)])
        for partner, cents in fill(total, partner_weights(flow)).items():
            flows[flow._replace(partner=partner)] = cents
    return flows


def undisclosed_cells() -> Cents:
    """List the trade without a commodity, a partner or a region."""
    cells = {}
    for (region, flow, partner, good), million in figures.UNDISCLOSED.items():
        for year in figures.YEARS:
            cents = million * CENTS_PER_MILLION_USD * noise(150, region, flow, partner, good, year) // 1000
            cells[Flow(region, flow, partner, year), good] = cents
    return cells


def yearly_cells() -> Cents:
    """List all yearly trade by flow and good."""
    china = china_flows()
    cells: Cents = {}
    for flow, cents in (china | rest_flows(china)).items():
        cells |= split_into_goods(flow, cents)
    for name in FLOWS:
        cells |= fit_structure(cells, name)
    return cells | undisclosed_cells()


def months_traded(cell: Cell, rank: int, goods: int) -> range:
    """Return the months in which a good is traded; rank is its place in the basket, largest first."""
    region, partner = cell[0].region, cell[0].partner
    detailed = region == "MOW" or region in figures.SIBERIA["export"]
    monthly = MONTHLY_GOODS.get(partner, 0)
    if rank < (monthly if detailed else monthly // 2) or goods == 1:
        return range(1, 13)
    step = 3 if detailed or partner == "CN" else 6
    return range(1 + (rank + zlib.crc32(region.encode())) % step, 13, step)


def split_into_months(cell: Cell, cents: int, months: range) -> dict[int, int]:
    """Split a yearly value into months by season, the year's slope, the lockdown and noise."""
    flow, name = cell
    series = GOODS[name].series
    season = SEASONS["import" if flow.flow == "import" else series if series in SEASONS else "export"]
    weights = {}
    for month in months:
        trend = 1000 + SLOPES[flow.year] * (2 * month - 13) * 10 // 22
        lockdown = LOCKDOWN.get((flow.year, month), 100)
        weights[month] = season[month - 1] * trend * lockdown * noise(90, cell, month)
    return fill(cents, weights)


def quantities(cell: Cell, month: int, cents: int) -> tuple[int, int]:
    """Return net weight and supplementary quantity, both in hundredths of their unit."""
    flow, name = cell
    good = GOODS[name]
    if not good.price:  # electricity: kg per unit stands for USD per unit
        return 0, cents * 10_000 // good.weight
    price = good.price * price_percent(good, flow.year) * noise(60, "price", cell, month)
    weight = cents * 1_000_000_000 // price
    if weight >= 100_000:  # from a tonne on, whole kg
        weight -= weight % 100
    if not good.unit:
        return weight, 0
    quantity = weight * 10_000 // good.weight
    if good.unit in ("796", "715", "798") or quantity >= 100_000:
        quantity = max(100, quantity - quantity % 100)
    return weight, quantity


def decimal_comma(hundredths: int) -> str:
    """1250 becomes 12,5 and 1200 becomes 12."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0") if part else str(whole)


def district(region: str, year: int, month: int) -> str:
    """Return the federal district to which a region belonged in that month."""
    if region in figures.MOVED_IN_NOVEMBER_2018 and (year, month) < (2018, 11):
        return figures.SIBERIAN
    return figures.REGIONS[region][1]


def rows(cells: Cents) -> Iterator[tuple[str, ...]]:
    """Yield all rows in the order of the file: by region, flow, partner, code and period."""
    ranked: dict[Flow, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (-cells[cell], cell)):
        ranked.setdefault(cell[0], []).append(cell)
    found = []
    for flow, goods in ranked.items():
        for rank, cell in enumerate(goods):
            good = GOODS[cell[1]]
            months = months_traded(cell, rank, len(goods))
            for month, cents in split_into_months(cell, cells[cell], months).items():
                weight, quantity = quantities(cell, month, cents)
                place = (figures.REGIONS[flow.region][0], district(flow.region, flow.year, month))
                amounts = (decimal_comma(cents), decimal_comma(weight), decimal_comma(quantity))
                row = (FLOW_NAMES[flow.flow], f"{month:02}/{flow.year}", flow.partner, good.code, good.unit)
                order = (flow.region, flow.flow, flow.partner, good.code, flow.year, month)
                found.append((order, row + amounts + place))
    for _, line in sorted(found):
        yield line


def write(folder: Path) -> None:
    """Write the archive into the folder."""
    target = folder / "DATTSVT.csv.zip"
    lines = ["\t".join(row) for row in (HEADER, *rows(yearly_cells()))]
    units = ["\t".join(row) for row in (("KOD", "NAME", "SHORT_NAME"), *UNITS)]
    write_zip(
        target,
        {
            "DATTSVT.csv": "\ufeff" + "\n".join(lines) + "\n",
            "EDIZM.csv": "\ufeff" + "\n".join(units) + "\n",
            "NOTICE.yaml": NOTICE,
        },
    )
    print(f"{target.name}: {len(lines) - 1} rows, {target.stat().st_size} bytes")
