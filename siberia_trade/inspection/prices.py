"""Unit values that are far off the usual one of their code: a slip of the decimal mark, thousands for units."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from siberia_trade.inspection.repeats import batches
from siberia_trade.inspection.survey import Survey, line_of, readable
from siberia_trade.readers import Extract
from siberia_trade.translate import code_of

#: A median of fewer rows says nothing.
LEAST_ROWS: Final = 5
_SHOWN: Final = 5
KILOGRAM: Final = "kg"


@dataclass(frozen=True)
class Price:
    """A row whose unit value is far off."""

    #: None where a file has no lines to count, as a store.
    line: int | None
    commodity: str
    unit: str
    #: Value per unit of the row, and the median of its code.
    price: float
    median: float
    #: How many times off, whether above or below.
    times: float


@dataclass(frozen=True)
class Prices:
    """Unit values of a file: how many could be judged, how many are far off, and the worst of them."""

    rows: int
    off: int
    worst: tuple[Price, ...]


def find_prices(survey: Survey, factor: float) -> Prices | None:
    """Hold unit values against the median of their own code and unit.

    Per kilogram where there is a weight, and per supplementary unit where there is one; a row counts once, by the
    worse of the two. None where the file has neither.

    Parameters
    ----------
    survey
        The file.
    factor
        How many times off the median is too far.
    """
    extract = survey.extract
    if "commodity" not in extract.places:
        return None
    ways = [("weight", pl.lit(KILOGRAM))] if "weight" in extract.places else []
    if {"unit", "quantity"} <= extract.places.keys() and not extract.spec.kilograms:
        ways.append(("quantity", pl.col("unit").str.strip_chars()))
    if not ways:
        return None
    priced = [(field, _prices(survey, field, unit)) for field, unit in ways]
    judged: dict[str, int] = {}
    found: list[pl.DataFrame] = []
    for field, rows in priced:
        for (share,) in batches([survey], [rows]):
            number, off = _far_off(extract, share, factor)
            judged[field] = judged.get(field, 0) + number
            found.append(off)
    far = pl.concat(found)
    if not far.height:
        return Prices(max(judged.values()), 0, ())
    of = pl.concat(rows for _, rows in priced).filter(pl.col("name").is_in(far["name"].unique().implode()))
    far = far.join(extract.collect(of.select("name", "commodity", "unit").unique()), on="name")
    far = far.sort("times", "number", "unit", descending=[True, False, False])
    far = far.unique("number", keep="first", maintain_order=True)
    worst = (
        Price(line_of(extract, row["number"]), row["commodity"], row["unit"], row["price"], row["median"], row["times"])
        for row in far.head(_SHOWN).iter_rows(named=True)
    )
    return Prices(max(judged.values()), far.height, tuple(worst))


def _far_off(extract: Extract, share: pl.LazyFrame, factor: float) -> tuple[int, pl.DataFrame]:
    """How many rows of a share can be judged, and those that are far off: ``name, number, price, median, times``."""
    prices = extract.collect(share.select("name", "number", "price")).lazy()  # held, as they are asked twice
    medians = prices.group_by("name").agg(pl.col("price").median().alias("median"), pl.len().alias("n"))
    known = extract.collect(medians.filter(pl.col("n") >= LEAST_ROWS))
    ratio = pl.col("price") / pl.col("median")
    off = prices.join(known.lazy(), on="name").with_columns(pl.max_horizontal(ratio, 1 / ratio).alias("times"))
    return int(known["n"].sum()), extract.collect(off.filter(pl.col("times") > factor).drop("n"))


def _prices(survey: Survey, field: str, unit: pl.Expr) -> pl.LazyFrame:
    """Rows with a value and an amount above zero: ``name`` of code and unit, ``number, commodity, unit, price``."""
    extract = survey.extract
    value, amount = extract.amount("value"), extract.amount(field)
    priced = readable(extract).select(
        "number",
        code_of(extract).alias("commodity"),
        unit.alias("unit"),
        value.cast(pl.Float64).alias("value"),
        amount.cast(pl.Float64).alias("amount"),
    )
    whole = pl.col("commodity").str.contains(r"^\d+$") & (pl.col("unit") != "")
    priced = priced.filter(whole, pl.col("value") > 0, pl.col("amount") > 0)
    name = pl.struct("commodity", "unit").hash().alias("name")
    return priced.select(name, "number", "commodity", "unit", (pl.col("value") / pl.col("amount")).alias("price"))
