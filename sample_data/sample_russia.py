"""Write russia.csv: Russia's foreign trade by partner and HS chapter in 2022 and 2023, a reconstructed plain table.

The customs service stopped publishing trade by region in 2022, so the table holds the whole country. The method:

1. trade with each partner is a table; what it leaves of Russia's totals is `undisclosed`;
2. it is split into chapters by baskets: the leading chapters as listed, what they leave of the whole over the largest
   few of the other chapters;
3. weights follow from unit values.

PUBLISHED marks figures that follow from E. A. Sherin (2024), see sample_figures.py; ASSUMED marks everything else:
orders of magnitude after what Russia and its partners are known to have traded. Values are whole US dollars.
"""

from collections.abc import Iterator
from pathlib import Path

from sample_tools import fill, noise, read_weights, write_table

HEADER = ("year", "flow", "reporter", "partner", "commodity", "value_usd", "net_kg")
REPORTER = "RU"
YEARS = (2022, 2023)
FLOWS = ("export", "import")
USD_PER_MILLION = 1_000_000
WHOLE_BASKET = 1000  # baskets are in tenths of a percent
OTHER_CHAPTERS_KEPT = 6

# Russia's trade with the world, million USD: 2022, 2023. PUBLISHED for 2022: that China has 22.37% of turnover, 19.3%
# of exports and 29.4% of imports, which these totals give with the trade below; ASSUMED: the totals themselves.
TOTALS = {"export": (591_500, 425_100), "import": (259_100, 285_100)}

# Trade with each partner, million USD: exports 2022 and 2023, imports 2022 and 2023. PUBLISHED: the turnover with China
# of 2023 (240.11 billion) and that its balance is positive in both years; ASSUMED: how China's turnover divides, which
# is near what its own customs printed, and all other partners.
TRADE = {
    "CN": ((114_150, 129_140), (76_120, 110_970)),
    "TR": ((58_300, 44_900), (9_300, 10_900)),
    "NL": ((40_200, 5_100), (4_100, 2_300)),
    "IN": ((39_600, 60_700), (2_800, 4_000)),
    "DE": ((26_400, 4_000), (15_300, 9_700)),
    "BY": ((24_100, 25_300), (22_800, 23_900)),
    "KZ": ((18_200, 16_600), (8_900, 10_100)),
    "JP": ((14_600, 7_400), (4_600, 2_700)),
    "US": ((14_500, 4_600), (1_700, 600)),
    "KR": ((13_400, 8_600), (6_300, 6_000)),
    "AE": ((7_900, 6_300), (5_400, 7_200)),
    "UZ": ((6_100, 6_500), (3_000, 3_200)),
}
REST = "undisclosed"

# Leading chapters of each partner in 2022, tenths of a percent. PUBLISHED: chapter 27 is 74.6% of exports to China, and
# chapters 84 to 90 are 60.7% of imports from China, so all seven of them are listed; ASSUMED: the rest.
BASKETS = {
    "export": {
        "CN": "27 746 74 40 26 34 44 33 03 24 75 20 76 18 15 14 71 12 31 9 47 9 39 7 84 6 12 5 40 3 10 2",
        "TR": "27 640 72 95 10 75 15 45 76 30 31 22 74 20 12 8 44 8 07 6",
        "NL": "27 770 75 45 76 40 72 40 74 35 29 12 15 8 31 8 40 8",
        "IN": "27 790 31 75 71 40 15 30 84 10 48 8 39 8 72 8 07 5 89 4",
        "DE": "27 720 74 60 72 45 75 25 76 25 71 25 44 16 29 10 31 10",
        "BY": "27 420 72 75 84 65 85 45 87 40 39 40 73 30 12 20 15 20 40 20 76 18 48 16 44 15 29 14 03 10 19 10",
        "KZ": "27 155 84 120 72 95 73 60 85 60 87 50 39 45 44 45 10 40 15 25 48 25 31 22 30 20 40 20 19 18 33 18 34 18 "
        "18 14 22 14",
        "JP": "27 690 76 85 03 75 71 70 44 35 28 8 72 8 75 8",
        "US": "27 330 71 170 31 115 72 110 28 95 76 45 44 40 03 20 40 20 75 10",
        "KR": "27 720 03 80 76 55 72 25 26 20 75 15 28 12 44 12 74 10",
        "AE": "71 540 27 230 72 30 76 30 10 20 84 20 02 15 44 15 15 12 88 5",
        "UZ": "27 130 72 130 44 110 15 90 84 70 10 40 39 40 73 40 85 40 87 40 48 30 17 25 12 20 30 15 31 15",
        REST: "27 640 72 55 71 55 31 40 10 35 74 20 76 20 44 15 84 15 75 12 15 10 40 10 39 9 03 8 73 8 85 8 48 7 29 6 "
        "89 3",
    },
    "import": {
        "CN": "84 258 85 217 87 99 90 24 86 6 89 2 88 1 39 46 64 36 73 34 29 30 61 28 95 25 62 24 94 24 28 22 40 18 "
        "43 12 42 11 83 11 38 10 76 10 82 10 72 9 70 8 48 7 07 4",
        "TR": "84 230 08 120 39 85 87 70 85 65 73 45 62 40 61 35 07 30 28 20 72 20 34 18 40 18 33 12 25 10 32 10 57 8",
        "NL": "30 160 84 150 06 110 90 90 85 70 39 60 18 40 21 40 87 40 12 35 33 30 23 20 35 15 22 8",
        "IN": "30 190 84 140 29 120 85 70 72 50 09 45 03 25 38 25 24 20 40 20 62 20 69 20 90 20 10 18 61 15 68 10",
        "DE": "30 240 84 230 90 75 85 60 87 60 39 50 38 40 33 22 21 20 29 20 18 15 32 15 22 10 12 8",
        "BY": "84 140 04 130 87 85 39 65 02 60 85 55 27 50 94 40 73 30 40 25 44 25 48 22 16 20 61 15 62 15 30 12 17 10 "
        "22 10 64 10 31 5",
        "KZ": "72 190 28 160 26 150 27 120 84 60 85 60 10 50 79 30 71 20 87 20 11 15 12 12",
        "JP": "87 560 84 140 90 55 85 50 40 45 39 20 30 15 33 10 32 8 73 8 96 5",
        "US": "84 220 87 140 30 130 90 130 85 60 88 60 38 40 39 40 12 30 29 20 33 15 05 10 35 10",
        "KR": "87 320 84 180 39 110 85 110 33 60 90 30 40 25 38 20 72 20 73 20 21 12 76 8",
        "AE": "85 380 84 150 87 80 71 60 33 50 08 30 24 30 09 25 39 25 42 8",
        "UZ": "52 220 61 190 08 150 62 80 39 70 07 60 74 60 31 30 63 20 87 20 84 15 55 10 28 8",
        REST: "84 190 85 90 30 85 87 70 39 40 90 40 08 35 28 30 22 25 38 25 33 22 09 20 88 20 29 18 73 18 12 15 40 15 "
        "72 15 48 14 62 14 03 12 21 12 24 12 61 12 64 12 04 10",
    },
}
# Where the basket of 2023 is another: cars from China; no fuel to those who stopped buying it. ASSUMED.
BASKETS_2023 = {
    ("CN", "export"): "27 731 26 41 74 39 44 30 76 27 03 23 15 18 31 15 75 15 47 9 39 8 71 7 12 6 84 5 10 4 40 3",
    ("CN", "import"): "84 238 87 195 85 178 90 22 86 9 89 3 88 1 39 43 73 34 64 28 94 25 29 24 95 24 61 22 28 18 "
    "40 18 62 18 83 11 38 10 42 10 82 10 72 9 76 9 43 8 70 8 48 7 07 4",
    ("NL", "export"): "27 330 76 150 31 120 75 100 74 80 29 50 40 40 72 40 15 10",
    ("DE", "export"): "27 250 74 220 31 100 75 60 76 60 71 40 72 40 29 35 44 5",
    ("US", "export"): "28 260 31 260 71 240 75 35 76 30 72 20 27 15 40 10 44 5 03 2",
}
# Weights of the chapters beside the leading ones. ASSUMED.
OTHER_CHAPTERS = {
    "export": "84 14 44 12 72 12 76 12 39 11 73 10 74 10 28 9 29 9 48 9 85 9 31 8 40 8 38 7 03 6 10 6 12 6 15 6 26 6 "
    "90 6 25 5 87 5 23 4 30 3 47 3 70 3 94 2",
    "import": "84 14 85 12 39 10 87 9 30 8 90 8 73 7 38 6 29 5 40 5 72 5 08 4 28 4 32 4 33 4 48 4 76 4 94 4 21 3 22 3 "
    "34 3 61 3 62 3 64 3 70 3 82 3 83 3 04 2 12 2 18 2 20 2 68 2 69 2 95 2 96 2",
}

# Unit values of 2022, US cents per kg. ASSUMED, after those of single goods in sample_baskets.py.
CENTS_PER_KG = read_weights(
    "02 300 03 320 04 400 05 800 06 450 07 70 08 110 09 400 10 33 11 45 12 70 15 145 16 450 17 80 18 420 19 220 "
    "20 180 21 500 22 200 23 40 24 900 25 12 26 60 27 50 28 90 29 160 30 9000 31 55 32 350 33 1000 34 230 35 500 "
    "38 300 39 260 40 300 42 1300 43 3500 44 42 47 70 48 110 52 330 55 300 57 400 61 1900 62 2200 63 500 64 1300 68 90 "
    "69 75 70 140 71 3000000 72 85 73 260 74 880 75 2300 76 290 79 340 82 850 83 500 84 1300 85 2600 86 450 87 900 "
    "88 60000 89 900 90 6500 94 400 95 800 96 700"
)
# The same in 2023, percent of 2022; the chapters not named 97. ASSUMED.
PRICES_2023 = read_weights("10 82 12 85 15 76 26 88 27 84 28 90 31 60 44 80 47 88 72 82 74 96 75 84 76 84")
USUAL_PRICE_2023 = 97


def partner_totals(flow: str, year: int) -> dict[str, int]:
    """List the trade with every partner in one year, million USD; the rest of the country's total is undisclosed."""
    side, index = FLOWS.index(flow), YEARS.index(year)
    named = {partner: sides[side][index] for partner, sides in TRADE.items()}
    return named | {REST: TOTALS[flow][index] - sum(named.values())}


def basket(partner: str, flow: str, year: int) -> dict[str, int]:
    """Return the weights of the chapters traded with a partner: as listed for China, moved a little for the others."""
    listed = BASKETS_2023.get((partner, flow)) if year == 2023 else None
    leading = read_weights(listed or BASKETS[flow][partner])
    others = {
        chapter: weight * noise(500, partner, flow, chapter)
        for chapter, weight in read_weights(OTHER_CHAPTERS[flow]).items()
        if chapter not in leading
    }
    kept = sorted(others, key=lambda chapter: -others[chapter])[:OTHER_CHAPTERS_KEPT]
    # Thousandfold, so that the tail divides finely while the leading shares stay exactly as listed.
    tail = fill((WHOLE_BASKET - sum(leading.values())) * 1000, {chapter: others[chapter] for chapter in kept})
    whole = {chapter: weight * 1000 for chapter, weight in leading.items()} | tail
    spread = 0 if partner == "CN" else 60
    return {chapter: weight * noise(spread, partner, flow, chapter, year) for chapter, weight in whole.items()}


def net_weight_kg(value_usd: int, chapter: str, partner: str, flow: str, year: int) -> int:
    """Return the net weight of a value at the unit value of its chapter, moved a little."""
    price_percent = PRICES_2023.get(chapter, USUAL_PRICE_2023) if year == 2023 else 100
    unit_value = CENTS_PER_KG[chapter] * price_percent * noise(80, "price", chapter, partner, flow, year)
    return value_usd * 100 * 100 * 1000 // unit_value


def rows() -> Iterator[tuple[object, ...]]:
    """Yield all rows in the order of the file: by year, flow, partner and chapter."""
    for year in YEARS:
        for flow in FLOWS:
            for partner, million_usd in sorted(partner_totals(flow, year).items()):
                values = fill(million_usd * USD_PER_MILLION, basket(partner, flow, year))
                for chapter, value_usd in sorted(values.items()):
                    weight = net_weight_kg(value_usd, chapter, partner, flow, year)
                    yield year, flow, REPORTER, partner, chapter, value_usd, weight


def write(folder: Path) -> None:
    """Write the table into the folder."""
    write_table(folder / "russia.csv", HEADER, rows())
