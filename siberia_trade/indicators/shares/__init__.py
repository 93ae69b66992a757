"""Shares: what part of a whole each row is.

Prepared for each row: ``exports, imports, turnover`` and those of its whole, ``whole_exports, whole_imports,
whole_turnover`` (exact; null where not known).
"""

from collections.abc import Sequence

import polars as pl

from siberia_trade.indicators.flows import SUMS, by_flow
from siberia_trade.indicators.registry import measure, some_of
from siberia_trade.schema import FLOWS


def shares(
    rows: pl.DataFrame,
    whole: pl.DataFrame,
    by: Sequence[str],
    times: Sequence[str] = (),
    flows: Sequence[str] = FLOWS,
) -> pl.DataFrame:
    """Measure each row as a part of a whole, flow by flow.

    Parameters
    ----------
    rows
        ``flow``, ``amount`` (exact) and the dimensions ``by``.
    whole
        ``flow``, ``amount`` and ``times``: the rows that make up the whole.
    by
        Dimensions of the result.
    times
        Those of ``by`` that are a time: each time has its own whole. Over all else the whole is summed.
    flows
        Flows that were asked for.

    Returns
    -------
    DataFrame
        One row per combination of ``by``: ``exports, imports, turnover`` in the unit of ``amount`` and
        ``exports_share_pct, imports_share_pct, turnover_share_pct``, percent; above 100 only where the whole has
        negative corrections or does not hold the row. Null where the whole is 0 or the flow not known.
    """
    figures = by_flow(rows, by, flows)
    wholes = by_flow(whole, times, flows).rename({name: f"whole_{name}" for name in SUMS})
    prepared = (
        figures.join(wholes, on=list(times), how="left", nulls_equal=True)
        if times
        else figures.join(wholes, how="cross")
    )
    return measure(prepared, by, some_of("shares"))
