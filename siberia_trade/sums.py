"""What a sum of amounts is, some of which may not be known."""

import polars as pl


def known_sum(amounts: pl.Expr) -> pl.Expr:
    """Sum amounts, as far as they are known: null where none of them is, 0 where there are none."""
    return pl.when((amounts.count() > 0) | (amounts.len() == 0)).then(amounts.sum())
