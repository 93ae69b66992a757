"""What the files hold at all, whatever the question: periods, regions and flows, partners, commodities."""

from collections.abc import Sequence

import polars as pl

from siberia_trade.cube import with_dimensions
from siberia_trade.readers import Extract
from siberia_trade.readers.rows import BAD_LINE
from siberia_trade.translate import translate


def coverage(extracts: Sequence[Extract]) -> pl.DataFrame:
    """Which periods, regions and flows each file holds at all.

    Returns
    -------
    DataFrame
        ``file`` (position in ``extracts``), ``reporter``, ``region``, ``year``, ``month`` (null: annual), ``flow``,
        ``rows``; every row of the files counts, whatever the question.
    """
    frames = [
        _count(extract, ("period", "flow", "reporter", "region")).select(pl.lit(number).alias("file"), pl.all())
        for number, extract in enumerate(extracts)
    ]
    return with_dimensions(pl.concat(frames, how="diagonal"), ("region",))


def periods(extracts: Sequence[Extract]) -> pl.DataFrame:
    """Which periods each file holds: ``file, year, month, rows``; quicker than `coverage`."""
    frames = [
        _count(extract, ("period",)).select(pl.lit(number).alias("file"), "year", "month", "rows")
        for number, extract in enumerate(extracts)
    ]
    return pl.concat(frames)


def held(extracts: Sequence[Extract], dimension: str) -> pl.DataFrame:
    """Codes of one dimension that the files hold, by year.

    Returns
    -------
    DataFrame
        ``year``, the dimension, ``rows``.
    """
    frames = [_count(extract, ("period", "flow", dimension)) for extract in extracts if dimension in extract.places]
    if not frames:
        return pl.DataFrame(schema={"year": pl.Int16, dimension: pl.String, "rows": pl.UInt32})
    return pl.concat(frames).group_by("year", dimension).agg(pl.col("rows").sum()).sort("year", dimension)


def _count(extract: Extract, fields: Sequence[str]) -> pl.DataFrame:
    """Count all rows of a file by some of its fields."""
    keys = [key for key in fields if key in extract.places]
    counts = (pl.len().alias("rows"), pl.lit(None).first().alias("amount"), pl.col(BAD_LINE).any().alias("bad"))
    columns = extract.columns() if keys == ["period"] else None
    found = None if columns is None else extract.collect(columns.group_by(keys).agg(counts))
    if found is None or found["bad"].any():  # lines of columns may be blank, or headers
        found = extract.collect(extract.fields().group_by(keys).agg(counts))
    return translate(extract, found, keys, leaf=False)[0].drop("amount")
