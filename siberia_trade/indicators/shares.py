"""Shares: what part of a whole each row is."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade.indicators.flows import SUMS, by_flow, percent
from siberia_trade.schema import FLOWS

#: Columns behind the dimensions, before money and weight are named after their unit.
FIGURES: Final = (*SUMS, *(f"{name}_share_pct" for name in SUMS))


def shares(
    rows: pl.DataFrame,
    whole: pl.DataFrame,
    by: Sequence[str],
    times: Sequence[str] = (),
    flows: Sequence[str] = FLOWS,
) -> pl.DataFrame:
    """Measure each row as a part of a whole, flow by flow.

        share = 100 * V[row] / V[whole]

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
    joined = (
        figures.join(wholes, on=list(times), how="left", nulls_equal=True)
        if times
        else figures.join(wholes, how="cross")
    )
    return joined.select(*by, *SUMS, *(percent(name, f"whole_{name}").alias(f"{name}_share_pct") for name in SUMS))
