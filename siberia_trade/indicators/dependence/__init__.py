"""Dependence: how far a region leans on a partner, and on how few partners.

Prepared for each row: ``exports, imports, turnover`` with the chosen partners and ``world_exports, world_imports,
world_turnover`` with all (exact; null where not known); ``partner_place`` (null without trade, for a group and the
world), ``top_code``, ``top_share`` and ``partner_count`` of the partner countries with trade; ``exports_squares,
imports_squares, turnover_squares``: the squared shares of partner countries (null where some is negative).
"""

from collections.abc import Collection, Sequence

import polars as pl

from siberia_trade.indicators.flows import SUMS, by_flow, percent
from siberia_trade.indicators.registry import measure, some_of
from siberia_trade.schema import FLOWS, UNDISCLOSED


def dependence(
    rows: pl.DataFrame,
    by: Sequence[str],
    *,
    flows: Sequence[str] = FLOWS,
    ranked: bool = True,
    residual: Collection[str] = (),
) -> pl.DataFrame:
    """Measure the part of chosen partners in a region's own trade with the world, and how concentrated that is.

    Parameters
    ----------
    rows
        ``flow``, ``partner``, ``amount`` (exact), ``chosen`` (whether the partner is the one asked about) and the
        dimensions ``by``; all partners of the world.
    by
        Dimensions of the result; with ``partner`` among them, one row per chosen partner.
    flows
        Flows that were asked for. With one of them, ranks and top partners are by that flow.
    ranked
        Whether the chosen partners are one partner that can have a rank, not a group or the world.
    residual
        Partners that are no country, as "Other Europe": like undisclosed, they are in denominators only.

    Returns
    -------
    DataFrame
        One row per combination of ``by``:

        * ``exports_share_pct, imports_share_pct, turnover_share_pct``: percent of trade with all partners,
          undisclosed and residual ones included; null where that is 0
        * ``partner_rank``: integer from 1, by turnover; null without trade, for a group, the world and a residual
        * ``top_partner``: code; on ties the first in the alphabet. ``top_partner_share_pct``: percent
        * ``partners``: how many partner countries there is trade with
        * ``exports_hhi, imports_hhi, turnover_hhi``: 0 to 1; null where the total is 0, or where trade with some
          partner is negative (a correction), as squares then mean nothing
    """
    keys = [name for name in by if name != "partner"]
    main = "turnover" if len(flows) == len(FLOWS) else f"{flows[0]}s"
    partners = by_flow(rows, [*keys, "partner"], flows)
    world = by_flow(rows, keys, flows).rename({name: f"world_{name}" for name in SUMS})
    shown = by_flow(rows.filter("chosen"), list(by), flows)
    if "partner" not in by:  # a region without any trade with the partner still depends on others: share 0
        shown = _all_keys(world, shown, keys)
    figures = _join(shown, world, keys)
    is_country = ~pl.col("partner").is_in([UNDISCLOSED, *residual])
    ranks = _ranks(partners.filter(is_country), world, keys, main)
    figures = _with_rank(figures, ranks, rows, by, keys, ranked)
    figures = _join(figures, _top(ranks, keys), keys).with_columns(pl.col("partner_count").fill_null(0))
    prepared = _join(figures, _squares(partners, world, keys, is_country), keys)
    return measure(prepared, by, some_of("dependence"))


def _join(left: pl.DataFrame, right: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Left join; without keys there is one row on each side, and none on the right means null."""
    if keys:
        return left.join(right, on=list(keys), how="left", nulls_equal=True)
    return left.join(right if right.height else right.clear(1), how="cross")


def _all_keys(world: pl.DataFrame, shown: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The same with zeros for what has trade with the world, and none with the chosen partners."""
    known = [name for name in SUMS if world[f"world_{name}"].null_count() < world.height]
    if not keys:
        return shown
    without = world.select(keys).join(shown, on=list(keys), how="anti", nulls_equal=True)
    nothing = without.with_columns(pl.lit(0).cast(shown.schema[name]).alias(name) for name in known)
    return pl.concat([shown, nothing], how="diagonal")


def _ranks(countries: pl.DataFrame, world: pl.DataFrame, keys: Sequence[str], main: str) -> pl.DataFrame:
    """Partner countries with trade, ranked; `top_share` is each one's own share."""
    ranked = countries.filter(pl.col(main) > 0)
    rank = pl.col(main).rank("min", descending=True)
    rank = rank.over(keys) if keys else rank
    return _join(ranked, world, keys).select(
        *keys,
        "partner",
        main,
        rank.cast(pl.Int64).alias("partner_place"),
        percent(main, f"world_{main}").alias("top_share"),
    )


def _with_rank(
    figures: pl.DataFrame,
    ranks: pl.DataFrame,
    rows: pl.DataFrame,
    by: Sequence[str],
    keys: Sequence[str],
    ranked: bool,
) -> pl.DataFrame:
    rank = ranks.select(*keys, "partner", "partner_place")
    if "partner" in by:
        return figures.join(rank, on=[*keys, "partner"], how="left", nulls_equal=True)
    if not ranked:
        return figures.with_columns(pl.lit(None, dtype=pl.Int64).alias("partner_place"))
    chosen = rows.filter("chosen")["partner"].unique()
    return _join(figures, rank.filter(pl.col("partner").is_in(chosen.to_list())).drop("partner"), keys)


def _top(ranks: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    best = ranks.sort("partner_place", "partner")
    columns = [
        pl.col("partner").first().alias("top_code"),
        pl.col("top_share").first(),
        pl.len().cast(pl.Int64).alias("partner_count"),
    ]
    return best.group_by(keys).agg(columns) if keys else best.select(columns)


def _squares(partners: pl.DataFrame, world: pl.DataFrame, keys: Sequence[str], is_country: pl.Expr) -> pl.DataFrame:
    """Squared shares of the partner countries, listed; null where there is no whole, or a share below 0."""
    joined = _join(partners, world, keys).with_columns(
        pl.when(pl.col(f"world_{name}") > 0)
        .then(pl.col(name).cast(pl.Float64) / pl.col(f"world_{name}").cast(pl.Float64))
        .alias(f"{name}_squares")
        for name in SUMS
    )
    squares = [(pl.col(f"{name}_squares").filter(is_country) ** 2).drop_nulls().implode() for name in SUMS]
    known = [
        (pl.col(f"{name}_squares").is_not_null().any() & (pl.col(f"{name}_squares").min() >= 0)).alias(f"{name}_known")
        for name in SUMS
    ]
    listed = joined.group_by(keys).agg(*squares, *known) if keys else joined.select(*squares, *known)
    return listed.with_columns(
        pl.when(pl.col(f"{name}_known")).then(pl.col(f"{name}_squares")).alias(f"{name}_squares") for name in SUMS
    )
