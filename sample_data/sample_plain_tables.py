"""Write settlements.csv and investment.csv: two small reconstructed plain tables that hold no goods and no flow.

Settlements divide the turnover of Russia and China, the same as in russia.csv, by currency. Investment divides what
China invested in Russia by sector, and each sector's sum by year; a year in which a sector had no deal has no row.

PUBLISHED marks figures that follow from E. A. Sherin (2024), see sample_figures.py; ASSUMED marks everything else.
Values are whole US dollars, those of investment whole millions.
"""

from collections.abc import Iterator
from pathlib import Path

from sample_russia import FLOWS, USD_PER_MILLION, partner_totals
from sample_tools import fill, noise, write_table

SETTLEMENTS_HEADER = ("year", "reporter", "partner", "currency", "value_usd")
INVESTMENT_HEADER = ("year", "reporter", "partner", "sector", "value_usd")
PAIR = ("RU", "CN")  # the country whose figures these are, or the host of the investment; then the other one

# Currencies in the settlements for trade, tenths of a percent. PUBLISHED: the rouble and the yuan in both years, and
# that the dollar and the euro together are above 84% in 2022 (in the paper, "by the beginning of 2022"); ASSUMED: the
# rest.
CURRENCIES = {
    2022: {"RUB": 85, "CNY": 71, "USD": 462, "EUR": 380, "other": 2},
    2023: {"RUB": 200, "CNY": 700, "USD": 56, "EUR": 37, "other": 7},
}

# All Chinese investment in Russia from 2005 to the middle of 2023, million USD. ASSUMED: the paper quotes estimates of
# the stock between 3.3 and 55 billion.
INVESTMENT_MILLION_USD = 41_500
# Sectors of that sum, tenths of a percent. PUBLISHED: fuel and energy, and that mining is among the largest; ASSUMED:
# the rest.
SECTORS = {
    "fuel-and-energy": 674,
    "metals-and-mining": 122,
    "transport": 44,
    "real-estate": 38,
    "chemicals": 34,
    "agriculture": 30,
    "technology": 26,
    "other": 32,
}
FIRST_YEAR = 2005
# Weights of the years 2005 to 2023, the last one up to its middle. ASSUMED: a few large deals, hardly any since 2022.
YEARS = {
    "fuel-and-energy": (6, 95, 12, 6, 34, 14, 20, 22, 74, 46, 52, 62, 48, 12, 98, 20, 16, 0, 3),
    "metals-and-mining": (0, 4, 6, 8, 10, 12, 16, 10, 18, 14, 16, 8, 12, 10, 8, 6, 4, 0, 2),
    "transport": (0, 0, 2, 0, 4, 6, 8, 6, 10, 8, 12, 10, 8, 12, 10, 6, 8, 2, 4),
    "real-estate": (10, 14, 12, 10, 4, 6, 8, 10, 12, 6, 4, 0, 6, 4, 2, 0, 0, 0, 0),
    "chemicals": (0, 0, 0, 2, 0, 4, 0, 6, 4, 8, 6, 16, 4, 6, 8, 22, 6, 0, 0),
    "agriculture": (2, 0, 2, 4, 4, 6, 4, 8, 6, 10, 14, 12, 8, 10, 6, 4, 4, 2, 2),
    "technology": (0, 2, 0, 4, 2, 2, 4, 6, 8, 6, 10, 14, 12, 16, 18, 10, 8, 2, 0),
    "other": (2, 4, 2, 6, 4, 6, 8, 6, 8, 10, 8, 6, 10, 8, 6, 4, 6, 2, 2),
}


def settlements() -> Iterator[tuple[object, ...]]:
    """Yield the settlements by year and currency."""
    for year, shares in CURRENCIES.items():
        turnover_million_usd = sum(partner_totals(flow, year)["CN"] for flow in FLOWS)
        for currency, value_usd in sorted(fill(turnover_million_usd * USD_PER_MILLION, shares).items()):
            yield year, *PAIR, currency, value_usd


def investment() -> Iterator[tuple[object, ...]]:
    """Yield the investment by year and sector."""
    million_usd: dict[tuple[int, str], int] = {}
    for sector, total in fill(INVESTMENT_MILLION_USD, SECTORS).items():
        weights = {
            (year, sector): weight * noise(150, "investment", sector, year)
            for year, weight in enumerate(YEARS[sector], FIRST_YEAR)
        }
        million_usd |= fill(total, weights)
    for (year, sector), value in sorted(million_usd.items()):
        if value:
            yield year, *PAIR, sector, value * USD_PER_MILLION


def write(folder: Path) -> None:
    """Write both tables into the folder."""
    write_table(folder / "settlements.csv", SETTLEMENTS_HEADER, settlements())
    write_table(folder / "investment.csv", INVESTMENT_HEADER, investment())
