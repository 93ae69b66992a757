"""Write TradeData.csv.zip: China's reconstructed trade with the world, 2021 and 2022, as UN Comtrade lays it out.

Not official data. The tables are in sample_china_tables.py. For each flow and year:

1. partner totals are the published shares as they stand, the largest others as in the table, and the rest fill what
   is left by their weights;
2. chapter totals fill the published share of industrial goods, and the assumed ones of the other groups;
3. every partner gets chapters by its basket, small ones fall away, and the rest is scaled by turns to the totals of the
   chapters and of the partners;
4. partner totals are then split to the dollar, and World is the sum of the partners.

Every step is integer arithmetic in US dollars; what moves the figures a little is a checksum of their names.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import sample_china_tables as tables
from sample_tools import NOTICE, fill, noise, read_weights, write_zip

TARGET = "TradeData.csv.zip"
YEARS = (2021, 2022)
FLOWS = {"import": ("M", "Import"), "export": ("X", "Export")}
LARGE_PARTNER = 1000  # 100 million USD; the others also carry what the countries left out would have traded
FITTING_TURNS = 80
CHAPTERS_OF_PARTNER = 14  # the largest chapters of each partner are kept,
PARTNERS_OF_CHAPTER = 8  # and the largest partners of each chapter
RAW_MATERIALS = ("26", "27")  # imported only from those whose basket names them
FOOD_RARITY = 8  # food comes mostly from those whose basket names it

HEADER = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
    "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,"
    "mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,"
    "isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate"
)
# China declares by the Harmonized System of 2022 since January 2022, by that of 2017 before.
CLASSIFICATION = {2021: "H5", 2022: "H6"}

Cell = tuple[str, str]  # a partner and a chapter
Dollars = dict[Cell, int]


class Partner(NamedTuple):
    """A partner as UN Comtrade names it, and the weights of its trade by flow and year."""

    code: int
    letters: str
    name: str
    weights: Mapping[tuple[str, int], int]


class Chapter(NamedTuple):
    """A chapter: its name, the weight of its trade by flow, and US cents per kg by flow."""

    name: str
    weights: Mapping[str, int]
    prices_cents: Mapping[str, int]


def read_partners() -> dict[str, Partner]:
    """Read the table of partners by name."""
    partners = {}
    for line in tables.PARTNERS.strip().splitlines():
        key, code, letters, *amounts, name = line.split(maxsplit=7)
        columns = [(flow, year) for flow in ("export", "import") for year in YEARS]
        weights = dict(zip(columns, map(int, amounts), strict=True))
        partners[key] = Partner(int(code), letters.replace("_X_", "_X "), name, weights)
    return partners


def read_chapters() -> dict[str, Chapter]:
    """Read the table of chapters by number."""
    chapters = {}
    for line in tables.CHAPTERS.strip().splitlines():
        code, exports, imports, export_price, import_price, name = line.split(maxsplit=5)
        prices = {"export": int(Decimal(export_price) * 100), "import": int(Decimal(import_price) * 100)}
        chapters[code] = Chapter(name, {"export": int(exports), "import": int(imports)}, prices)
    return chapters


PARTNERS = read_partners()
CHAPTERS = read_chapters()
WORLD = Partner(0, "W00", "World", {})


def partner_totals(flow: str, year: int) -> dict[str, int]:
    """List China's trade with every partner: published shares first, large partners as in the table, others fill."""
    total = tables.TOTALS[flow, year] * tables.MILLION_USD
    shares = tables.PARTNER_SHARES.get((flow, year), {})
    anchored = {partner: total * share // 10_000 for partner, share in shares.items()}
    anchored["RU"] = tables.WITH_RUSSIA[flow, year] * tables.MILLION_USD
    filling = {}
    for key, partner in PARTNERS.items():
        weight = partner.weights[flow, year] * noise(7, "partner", flow, year, key)
        if key in anchored or not weight:
            continue
        if partner.weights[flow, year] >= LARGE_PARTNER:
            anchored[key] = weight * 100 * tables.MILLION_USD // 1000
        else:
            filling[key] = weight
    return anchored | fill(total - sum(anchored.values()), filling)


def chapter_totals(flow: str, year: int) -> dict[str, int]:
    """List China's trade with the world in every chapter: groups by their shares, chapters by their weights."""
    changes = tables.CHAPTERS_IN_2021[flow] if year == 2021 else {}
    spread = 0 if year == 2022 else 40
    groups = fill(tables.TOTALS[flow, year] * tables.MILLION_USD, tables.GROUP_SHARES[flow, year])
    totals: dict[str, int] = {}
    for group, (first, last) in tables.GROUP_CHAPTERS.items():
        weights = {
            code: chapter.weights[flow] * changes.get(code, 100) * noise(spread, "chapter", flow, year, code)
            for code, chapter in CHAPTERS.items()
            if first <= int(code) <= last
        }
        totals |= fill(groups[group], weights)
    return totals


def basket(flow: str, year: int, partner: str) -> dict[str, int]:
    """Return the weights of a partner's chapters: the named ones, and the others as in China's trade as a whole."""
    shares = read_weights(tables.BASKETS[flow].get(partner, ""))
    named = {code: share * 1_000_000 for code, share in shares.items()}
    others = {}
    for code, chapter in CHAPTERS.items():
        if code in named or (flow == "import" and code in RAW_MATERIALS):
            continue
        rarity = FOOD_RARITY if flow == "import" and int(code) <= 24 else 1
        others[code] = chapter.weights[flow] * noise(600, "basket", flow, partner, code) // rarity
    weights = named | fill(1_000_000_000 - sum(named.values()), others)
    return {code: weight * noise(50, "basket", flow, year, partner, code) for code, weight in weights.items()}


def largest(cells: Dollars, label: Callable[[Cell], str], number: int) -> set[Cell]:
    """Choose the largest cells of each label."""
    ranked: dict[str, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (-cells[cell], cell)):
        ranked.setdefault(label(cell), []).append(cell)
    return {cell for group in ranked.values() for cell in group[:number]}


def partner_of(cell: Cell) -> str:
    """Name the partner of a cell."""
    return cell[0]


def chapter_of(cell: Cell) -> str:
    """Name the chapter of a cell."""
    return cell[1]


def sum_by(cells: Dollars, label: Callable[[Cell], str]) -> dict[str, int]:
    """Sum the cells of each label."""
    sums: dict[str, int] = {}
    for cell, dollars in cells.items():
        sums[label(cell)] = sums.get(label(cell), 0) + dollars
    return sums


def scale(cells: Dollars, targets: Mapping[str, int], label: Callable[[Cell], str]) -> Dollars:
    """Scale the cells of each label in proportion, so that they add up to its target."""
    sums = sum_by(cells, label)
    return {cell: dollars * targets[label(cell)] // sums[label(cell)] for cell, dollars in cells.items()}


def fitted_cells(flow: str, year: int) -> Dollars:
    """List the trade by partner and chapter that fits the totals of both; those of the partners to the dollar."""
    partners = partner_totals(flow, year)
    chapters = chapter_totals(flow, year)
    cells: Dollars = {}
    for partner, total in partners.items():
        cells |= {(partner, code): part for code, part in fill(total, basket(flow, year, partner)).items()}
    kept = largest(cells, partner_of, CHAPTERS_OF_PARTNER) | largest(cells, chapter_of, PARTNERS_OF_CHAPTER)
    cells = {cell: dollars for cell, dollars in cells.items() if cell in kept and dollars}
    for _ in range(FITTING_TURNS):
        cells = scale(cells, chapters, chapter_of)
        cells = scale(cells, partners, partner_of)
    exact: Dollars = {}
    for partner, total in partners.items():
        exact |= fill(total, {cell: dollars for cell, dollars in cells.items() if cell[0] == partner})
    return {cell: dollars for cell, dollars in exact.items() if dollars}


def net_weight_kg(flow: str, year: int, cell: Cell, dollars: int) -> int:
    """Return the weight that follows from the unit value of a chapter, moved a little by partner."""
    price = (
        CHAPTERS[cell[1]].prices_cents[flow] * noise(180, "price", flow, *cell) * noise(30, "price", flow, year, *cell)
    )
    return dollars * 100_000_000 // price


def row(flow: str, year: int, partner: Partner, chapter: str, dollars: int, weight_kg: int) -> str:
    """Write one row: every value in quotes, an empty one without, and a comma at the end."""
    name, level = (CHAPTERS[chapter].name, "2") if chapter in CHAPTERS else ("All Commodities", "0")
    printed = str(dollars)
    values = (
        ("C", "A", f"{year}0101", str(year), "52", str(year), "156", "CHN", "China", *FLOWS[flow])
        + (str(partner.code), partner.letters, partner.name, "0", "W00", "World")
        + (CLASSIFICATION[year], "HS", "true", chapter, name, level, "false")
        + ("C00", "TOTAL CPC", "0", "0", "TOTAL MOT", "-1", "N/A", "0", "false", "-1", "N/A", "0", "false")
        + (str(weight_kg), "true", "0", "false")
        + ((printed, "") if flow == "import" else ("", printed))
        + (printed, "4", "false", "true")
    )
    return "".join(f'"{value}",' if value else "," for value in values)


def rows(flow: str, year: int) -> Iterator[str]:
    """Yield the rows of one flow and year by partner, World first; each partner's total, then its chapters."""
    cells = fitted_cells(flow, year)
    weights = {cell: net_weight_kg(flow, year, cell, dollars) for cell, dollars in cells.items()}
    world_dollars, world_weights = sum_by(cells, chapter_of), sum_by(weights, chapter_of)
    yield row(flow, year, WORLD, "TOTAL", sum(world_dollars.values()), 0)
    for chapter in sorted(world_dollars):
        yield row(flow, year, WORLD, chapter, world_dollars[chapter], world_weights[chapter])
    totals = sum_by(cells, partner_of)
    for key in sorted(totals, key=lambda key: PARTNERS[key].code):
        yield row(flow, year, PARTNERS[key], "TOTAL", totals[key], 0)
        for cell in sorted(cell for cell in cells if cell[0] == key):
            yield row(flow, year, PARTNERS[key], cell[1], cells[cell], weights[cell])


def write(folder: Path) -> None:
    """Write the archive into the folder."""
    lines = [HEADER] + [line for year in YEARS for flow in FLOWS for line in rows(flow, year)]
    text = "".join(f"{line}\r\n" for line in lines)
    write_zip(folder / TARGET, {"TradeData.csv": text.encode("latin-1"), "NOTICE.yaml": NOTICE})
    print(f"{TARGET}: {len(lines) - 1} rows, {(folder / TARGET).stat().st_size} bytes")
