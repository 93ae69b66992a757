"""Turnover: exports, imports, their sum and difference, and growth.

Prepared for each row: ``exports, imports, turnover`` (exact; null where not known), and with ``year`` among the rows
``before``: the turnover of the year before, null where that is absent or covers other months.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.indicators.flows import by_flow
from siberia_trade.indicators.registry import measure, some_of
from siberia_trade.schema import FLOWS

GROWTH: Final = "turnover_growth_pct"


def turnover(rows: pl.DataFrame, by: Sequence[str], flows: Sequence[str] = FLOWS) -> pl.DataFrame:
    """Measure trade by its two flows.

    Parameters
    ----------
    rows
        ``flow``, ``amount`` (exact) and the dimensions ``by``; several rows per combination are added.
    by
        Dimensions of the result.
    flows
        Flows that were asked for.

    Returns
    -------
    DataFrame
        One row per combination of ``by``:

        * ``exports, imports, turnover, balance``: in the unit of ``amount``; null where not known
        * ``exports_pct_of_turnover, imports_pct_of_turnover``: percent, 0 to 100; null where turnover is 0
        * ``coverage_ratio``: null where imports are 0

        Null wherever a flow that is needed is not among ``flows``.

    Examples
    --------
    >>> rows = pl.DataFrame({"flow": ["export", "import"], "amount": [3, 1]})
    >>> turnover(rows, []).row(0, named=True)["balance"]
    2
    """
    return measure(by_flow(rows, by, flows), by, some_of("turnover"))


def with_growth(figures: pl.DataFrame, by: Sequence[str], comparable: pl.DataFrame) -> pl.DataFrame:
    """Add the growth of turnover against the year before.

    Parameters
    ----------
    figures
        Result of `turnover` with ``year`` among ``by``, the years before the selected ones included.
    by
        Dimensions of ``figures``.
    comparable
        Years (and further dimensions of ``by``, if it has them) whose year before is in the data with the same
        months.

    Returns
    -------
    DataFrame
        ``figures`` with ``turnover_growth_pct``: null where the year before is absent, covers other months, or had no
        turnover.
    """
    keys = [name for name in by if name != "year"]
    before = figures.select(*keys, (pl.col("year") + 1).alias("year"), pl.col("turnover").alias("before"))
    on = [name for name in comparable.columns if name in by]
    prepared = figures.join(before, on=[*keys, "year"], how="left", nulls_equal=True).join(
        comparable.select(on).unique().with_columns(pl.lit(True).alias("comparable")),
        on=on,
        how="left",
        nulls_equal=True,
    )
    prepared = prepared.with_columns(pl.when(pl.col("comparable")).then(pl.col("before")).alias("before"))
    grown = [each for each in some_of("turnover", given=by) if each.needs == "year"]
    return measure(prepared, figures.columns, grown)
