"""What is said where the trade with the world may not be all there."""

from collections.abc import Sequence

import polars as pl

from siberia_trade import notes
from siberia_trade.collect import Rows
from siberia_trade.errors import MissingDataError
from siberia_trade.periods import place_name, show_range
from siberia_trade.table import Note


def doubt_the_world(rows: Rows, world: pl.DataFrame, by: Sequence[str]) -> list[Note]:
    """Refuse a share of the world where the data hold one partner only; doubt it where a year or a row has.

    Rows that have a world of their own are told apart by the years and regions among the dimensions ``by``.
    """
    few = world.group_by("year").agg(pl.col("partner").n_unique()).filter(pl.col("partner") < 2)
    if few.height and rows.coverage.partners["partner"].n_unique() < 2:
        raise MissingDataError(
            "the data hold one partner only, so the trade with the world is missing",
            hint="Give an extract with all partners, or ask for `turnover`.",
        )
    return doubt_one_partner(rows, world, by)


def doubt_one_partner(rows: Rows, world: pl.DataFrame, by: Sequence[str]) -> list[Note]:
    """Doubt what is said of all partners where a year, or a row of the dimensions ``by``, has one only."""
    few = world.group_by("year").agg(pl.col("partner").n_unique()).filter(pl.col("partner") < 2)
    held = rows.coverage.partners.group_by("year").agg(pl.col("partner").n_unique()) if few.height else few
    years = held.filter(pl.col("year").is_in(few["year"].to_list()), pl.col("partner") < 2)["year"].sort()
    said = [notes.one_partner_year(show_range(years))] if years.len() else []
    if "region" in world.columns:
        row = [name for name in ("year", "region") if name in by]
        partners = pl.col("partner").n_unique()
        alone = world.filter(~pl.col("year").is_in(years.to_list())).filter(
            (partners.over(row) if row else partners) < 2
        )
        one = alone["region"].drop_nulls().unique().sort()
        said += [notes.one_partner([place_name(code) for code in one])] if one.len() else []
    return said
