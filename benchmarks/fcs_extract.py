"""Made-up rows in the layout of the Russian customs service (DATTSVT): its columns, codes, labels and cardinalities.

Places, months and codes are real, the figures are chance. No figure stands twice: within a month each region, partner
and flow goes through the list of codes in steps of its own, and never comes round.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import polars as pl
import yaml
from draws import by_weight, draw, pick, portions

from siberia_trade import reference

LAST_YEAR = 2021
#: Years go back from the last: so many, or more where a year would hold too many rows for distinct figures.
LEAST_YEARS, MOST_ROWS_A_YEAR = 8, 5_000_000
#: Rows that are text at a time.
BLOCK_ROWS = 50_000
HEADER = "napr\tperiod\tnastranapr\ttnved\tedizm\tStoim\tNetto\tKol\tRegion\tRegion_s\n"
#: A prime, so that a walk in any steps comes to every code before it comes round.
CODES = 10_007
PARTNERS = 200
#: Supplementary units by code: none, pieces, metres, square and cubic metres, litres.
UNITS = pl.Series(["", "", "", "796", "796", "006", "055", "113", "112"])
_DISTRICTS = {
    "central": "01-ЦЕНТРАЛЬНЫЙ", "northwestern": "02-СЕВЕРО-ЗАПАДНЫЙ", "southern": "03-ЮЖНЫЙ",
    "volga": "04-ПРИВОЛЖСКИЙ", "ural": "05-УРАЛЬСКИЙ", "siberian": "06-СИБИРСКИЙ",
    "far-eastern": "07-ДАЛЬНЕВОСТОЧНЫЙ", "north-caucasian": "08-СЕВЕРО-КАВКАЗСКИЙ",
}  # fmt: skip
#: Rows of each ten thousand; what is left is even among all other regions, and falls by Zipf's law among partners.
_LARGE_REGIONS = {"RU-MOW": 1000, "RU-SPE": 600, "RU-MOS": 500, "RU-IRK": 150}
_CHINA = 1900


def blocks(rows: int, seed: int) -> Iterator[pl.DataFrame]:
    """Make rows a month at a time, and yield them in smaller blocks, as text in the order of the header."""
    years = max(LEAST_YEARS, -(-rows // MOST_ROWS_A_YEAR))
    for month, first, count in portions(rows, 12 * years):
        period = f"{month % 12 + 1:02}/{LAST_YEAR + 1 - years + month // 12}"
        for numbers in _month(first, count, seed).iter_slices(BLOCK_ROWS):
            yield _written(numbers, period)


def _month(first: int, count: int, seed: int) -> pl.DataFrame:
    """Make the rows of one month: who trades with whom, then in what, then for how much."""
    row = pl.int_range(first, first + count, dtype=pl.UInt64)
    who = draw(row, seed)
    traders = pl.select(
        region=pick(_chances(_regions), who),
        partner=pick(_chances(_partners), who // 2**16),
        is_export=who // 2**32 % 5 < 2,
        much=draw(row, seed + 1),
    )
    pair = (pl.col("region") * PARTNERS + pl.col("partner")) * 2 + pl.col("is_export")
    walk = draw(pl.col("pair"), seed + 2)
    step = walk // 2**32 % (CODES - 1) + 1
    turn = pl.col("pair").cum_count().over("pair")
    goods = traders.with_columns(pair=pair).with_columns(code=(walk % CODES + turn * step) % CODES)
    return goods.with_columns(**_amounts(pl.col("code"), pl.col("much"), seed))


def _written(numbers: pl.DataFrame, period: str) -> pl.DataFrame:
    """Write numbers as the service does."""
    return numbers.select(
        pl.when("is_export").then(pl.lit("ЭК")).otherwise(pl.lit("ИМ")).alias("flow"),
        pl.lit(period).alias("period"),
        pick(pl.Series(list(_partners())), pl.col("partner")).alias("partner"),
        pick(_codes(), pl.col("code")).alias("commodity"),
        pick(UNITS, pl.col("code")).alias("unit"),
        *(_hundredths(pl.col(name)) for name in ("value", "weight", "quantity")),
        *(pick(labels, pl.col("region")).alias(name) for name, labels in _region_labels().items()),
    )


def _amounts(code: pl.Expr, much: pl.Expr, seed: int) -> Mapping[str, pl.Expr]:
    """Value in cents, weight and quantity in hundredths, at a price of the code's own, give or take a quarter."""
    power = pick(pl.Series([1, 10, 100, 1000], dtype=pl.UInt64), much // 2**20)
    value = (much % 99_991 + 1) * power + much // 2**24 % 100
    price = (draw(code, seed + 3) % 5000 + 20) * (much // 2**32 % 51 + 75)
    piece = (draw(code, seed + 4) % 9000 + 20) * (much // 2**40 % 51 + 75)
    has_unit = pick(UNITS, code) != ""
    quantity = pl.when(has_unit).then(value * 10_000 // piece + 1).otherwise(0)
    return {"value": value, "weight": value * 10_000 // price + 1, "quantity": quantity}


def _hundredths(number: pl.Expr) -> pl.Expr:
    """Decimal comma, no more digits than needed."""
    text = pl.format("{},{}", number // 100, (number % 100).cast(pl.String).str.zfill(2))
    return text.str.strip_chars_end("0").str.strip_chars_end(",").alias(number.meta.output_name())


@cache
def _codes() -> pl.Series:
    """Codes of ten digits under the headings of 2017."""
    headings = [heading for heading, editions in sorted(reference.hs_headings().items()) if "2017" in editions]
    each = [count for _, _, count in portions(CODES, len(headings))]
    codes = [
        f"{heading}{10 * (number + 1)}{1000 * (number % 3):04}"
        for heading, count in zip(headings, each, strict=True)
        for number in range(count)
    ]
    return pl.Series(codes)


@cache
def _partners() -> Mapping[str, int]:
    """Partners, countries only, and their chances: China, then its rivals, then all others by Zipf's law."""
    rivals = ["DE", "KZ", "BY", "US", "IT", "TR", "JP", "KR", "FR", "NL", "UA", "PL", "IN", "MN", "GB"]
    known = [code for code, place in reference.countries().items() if place.m49 and code not in ("CN", "RU")]
    ranked = list(dict.fromkeys(rivals + known))[: PARTNERS - 1]
    zipf = [1 / (rank + 5) for rank in range(len(ranked))]
    whole = sum(zipf) / (10_000 - _CHINA)
    return {"CN": _CHINA} | {code: round(part / whole) for code, part in zip(ranked, zipf, strict=True)}


@cache
def _regions() -> Mapping[str, int]:
    """Regions and their chances."""
    small = (10_000 - sum(_LARGE_REGIONS.values())) // (len(_districts()) - len(_LARGE_REGIONS))
    return {code: _LARGE_REGIONS.get(code, small) for code in _districts()}


@cache
def _chances(weights: Callable[[], Mapping[str, int]]) -> pl.Series:
    return by_weight(weights().values())


@cache
def _region_labels() -> Mapping[str, pl.Series]:
    """The last two columns of each region: itself, and its federal district."""
    places = [reference.regions()[code] for code in _regions()]
    return {
        "region": pl.Series([f"{place.okato} - {place.names.ru.upper()}" for place in places]),
        "district": pl.Series([_districts()[place.code] for place in places]),
    }


@cache
def _districts() -> Mapping[str, str]:
    """The federal district of each region in the last year."""
    found: dict[str, str] = {}
    for district, label in _DISTRICTS.items():
        file = reference.bundled("configs") / "regions" / f"{district}-federal-district.yaml"
        for code, member in yaml.safe_load(file.read_text(encoding="utf-8"))["members"].items():
            if not (isinstance(member, dict) and "until" in member):
                found[code] = f"{label} ФЕДЕРАЛЬНЫЙ ОКРУГ"
    return found
