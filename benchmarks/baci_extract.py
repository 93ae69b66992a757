"""Made-up rows in the layout of CEPII BACI: a file a year, in order of exporter, importer and commodity.

Countries and headings are real, the figures are chance. No figure stands twice: within a year each exporter goes
through the codes with each importer in steps of its own, and never comes round.
"""

from collections.abc import Iterator
from functools import cache

import polars as pl
from draws import by_weight, draw, pick, portions

from siberia_trade import reference

LAST_YEAR = 2022
#: Years go back from the last: so many, or more where a year would hold too many rows for distinct figures.
LEAST_YEARS, MOST_ROWS_A_YEAR = 5, 10_000_000
HEADER = "t,i,j,k,v,q\n"
#: A prime, so that a walk in any steps comes to every code before it comes round.
CODES = 5381
COUNTRIES = 226
#: Countries whose number is UN Comtrade's own.
_COMTRADE = ("CH", "FR", "IN", "NO", "TW", "US")


def files(rows: int, seed: int) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Name the file of each year, and make its rows an exporter at a time: all columns as text."""
    years = max(LEAST_YEARS, -(-rows // MOST_ROWS_A_YEAR))
    for number, first, count in portions(rows, years):
        year = LAST_YEAR + 1 - years + number
        yield f"BACI_HS17_Y{year}_V202401.csv", _year(year, first, count, seed)


def _year(year: int, first: int, count: int, seed: int) -> Iterator[pl.DataFrame]:
    chances = list(_chances())
    for exporter in range(COUNTRIES):
        start, end = (count * sum(chances[:each]) // sum(chances) for each in (exporter, exporter + 1))
        yield _exporter(year, exporter, first + start, end - start, seed)


def _exporter(year: int, exporter: int, first: int, count: int, seed: int) -> pl.DataFrame:
    """Make the rows of one exporter: to whom, then what, then for how much."""
    row = pl.int_range(first, first + count, dtype=pl.UInt64)
    others = by_weight(0 if number == exporter else weight for number, weight in enumerate(_chances()))
    trade = pl.select(importer=pick(others, draw(row, seed)), much=draw(row, seed + 1))
    walk = draw(pl.col("importer") + exporter * COUNTRIES, seed + 2)
    step = walk // 2**32 % (CODES - 1) + 1
    turn = pl.col("importer").cum_count().over("importer")
    goods = trade.with_columns(code=(walk % CODES + turn * step) % CODES).sort("importer", "code")
    value = goods.with_columns(value=_value(pl.col("much")))
    price = (draw(pl.col("code"), seed + 3) % 20_000 + 300) * (pl.col("much") // 2**32 % 51 + 75)
    weight = _thousandths(pl.col("value") * 100_000 // price + 1)
    return value.select(
        pl.lit(str(year)).alias("t"),
        pl.lit(_countries()[exporter]).alias("i"),
        pick(pl.Series(_countries()), pl.col("importer")).alias("j"),
        pick(_codes(), pl.col("code")).alias("k"),
        _thousandths(pl.col("value")).alias("v"),
        pl.when(pl.col("much") // 2**40 % 40 == 0).then(pl.lit("NA")).otherwise(weight).alias("q"),
    )


def _value(much: pl.Expr) -> pl.Expr:
    """US dollars, which are thousandths of what the file is in."""
    power = pick(pl.Series([1, 10, 100, 1000], dtype=pl.UInt64), much // 2**20)
    return (much % 99_991 + 1) * power + much // 2**24 % 100


def _thousandths(number: pl.Expr) -> pl.Expr:
    return pl.format("{}.{}", number // 1000, (number % 1000).cast(pl.String).str.zfill(3))


@cache
def _codes() -> pl.Series:
    """Codes of six digits under the headings of 2017."""
    headings = [heading for heading, editions in sorted(reference.hs_headings().items()) if "2017" in editions]
    each = [count for _, _, count in portions(CODES, len(headings))]
    pairs = zip(headings, each, strict=True)
    return pl.Series([f"{heading}{10 * (number + 1)}" for heading, count in pairs for number in range(count)])


@cache
def _countries() -> list[str]:
    """Numbers of the countries without zeros in front, in their order; a few are those of UN Comtrade."""
    places = [place for place in reference.countries().values() if place.m49]
    numbers = [place.comtrade[0] if place.code in _COMTRADE else place.m49 for place in places]
    return [str(number) for number in sorted(int(number) for number in numbers)][:COUNTRIES]


@cache
def _chances() -> tuple[int, ...]:
    """The chance of each country, by Zipf's law with a flat head; who is large is a matter of chance too."""
    ranks = pl.select(rank=draw(pl.int_range(COUNTRIES, dtype=pl.UInt64), 0).rank("ordinal"))["rank"]
    return tuple(20_000 // (rank + 30) for rank in ranks)
