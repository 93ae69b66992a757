"""The two flows side by side: what every indicator starts from."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.schema import EXPORT, FLOWS, IMPORT
from siberia_trade.sums import known_sum
from siberia_trade.table import Column, Text

#: Sums by flow, before they are named after their unit.
SUMS: Final = ("exports", "imports", "turnover")
#: Their shares in a whole.
SHARES: Final = (
    Column("exports_share_pct", Text("Share of exports, %", "Доля в экспорте, %"), "percent",
           Text("Exp. %", "Эксп. %")),
    Column("imports_share_pct", Text("Share of imports, %", "Доля в импорте, %"), "percent",
           Text("Imp. %", "Имп. %")),
    Column("turnover_share_pct", Text("Share of turnover, %", "Доля в обороте, %"), "percent",
           Text("Turn- over %", "Обо- рот %")),
)  # fmt: skip


def by_flow(rows: pl.DataFrame, by: Sequence[str], flows: Sequence[str] = FLOWS) -> pl.DataFrame:
    """Sum exports, imports and turnover.

    Parameters
    ----------
    rows
        ``flow`` (null where the source has none), ``amount`` (exact; null where it is not known) and the dimensions.
    by
        Dimensions to keep apart; empty for one row.
    flows
        Flows that were asked for. Where one was not, it and the turnover are not known.

    Returns
    -------
    DataFrame
        ``by``, then ``exports``, ``imports``, ``turnover`` (exact). A flow without rows is zero: no trade. A flow of
        which no amount is known is null, and the turnover with it. Where rows have no flow they are in the turnover
        only, and exports and imports are not known (null). With ``flow`` among ``by`` each row knows its own flow only.
    """
    amount = pl.col("amount")
    known = pl.col("flow").null_count() == 0
    exports, imports = (known_sum(amount.filter(pl.col("flow") == flow)) for flow in FLOWS)
    sums = [
        pl.when(known).then(exports).alias("exports"),
        pl.when(known).then(imports).alias("imports"),
        pl.when(known).then(exports + imports).otherwise(known_sum(amount)).alias("turnover"),
    ]
    figures = rows.group_by(by).agg(sums) if by else rows.select(sums)
    if "flow" in by:
        return figures.with_columns(
            pl.when(pl.col("flow") == EXPORT).then("exports").alias("exports"),
            pl.when(pl.col("flow") == IMPORT).then("imports").alias("imports"),
            pl.when(pl.col("flow").is_null()).then("turnover").alias("turnover"),
        )
    unknown = [name for name, flow in zip(SUMS, FLOWS, strict=False) if flow not in flows]
    unknown += ["turnover"] if unknown else []
    return figures.with_columns(pl.lit(None, dtype=figures.schema[name]).alias(name) for name in unknown)


def percent(part: str | pl.Expr, whole: str | pl.Expr) -> pl.Expr:
    """100 * part / whole; null where the whole is not positive or not known."""
    part, whole = _column(part), _column(whole)
    rounded = (part * 100).cast(pl.Float64) / whole.cast(pl.Float64)
    exact = pl.when(part == whole).then(100.0).otherwise(rounded)  # two roundings may miss 100
    return pl.when(whole > 0).then(exact)


def ratio(part: str | pl.Expr, whole: str | pl.Expr) -> pl.Expr:
    """Part / whole; null where the whole is not positive or not known."""
    part, whole = _column(part), _column(whole)
    return pl.when(whole > 0).then(part.cast(pl.Float64) / whole.cast(pl.Float64))


def _column(named: str | pl.Expr) -> pl.Expr:
    return pl.col(named) if isinstance(named, str) else named


def where_comparable(rows: pl.DataFrame, comparable: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Null what cannot be compared: what of rows is none of ``comparable``, by the dimensions that both have."""
    on = [name for name in comparable.columns if name in rows.columns]
    if not on:
        return (
            rows
            if comparable.height
            else rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in names)
        )
    known = comparable.select(on).unique().with_columns(pl.lit(True).alias("comparable"))
    joined = rows.join(known, on=on, how="left", nulls_equal=True)
    return joined.with_columns(pl.when("comparable").then(pl.col(name)).alias(name) for name in names).drop(
        "comparable"
    )
