"""Chance that is the same everywhere: every draw is a function of a seed and a number, never of the draws before it.

So a row comes out the same in whatever block it is made, with any version of any library and any number of threads.
"""

from collections.abc import Iterable, Iterator

import polars as pl

_GOLDEN = 0x9E3779B97F4A7C15


def draw(number: pl.Expr, seed: int) -> pl.Expr:
    """Mix a whole number with a seed into 64 bits (splitmix64; sums and products of u64 wrap around)."""
    mixed = number.cast(pl.UInt64) * pl.lit(_GOLDEN, pl.UInt64) + pl.lit((seed + 1) * _GOLDEN % 2**64, pl.UInt64)
    for bits, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed // 2**bits)) * pl.lit(factor, pl.UInt64)
    return mixed ^ (mixed // 2**31)


def by_weight(weights: Iterable[int]) -> pl.Series:
    """Repeat the number of each weight by the weight, so that one of them drawn evenly has the chance of its weight."""
    numbers = [number for number, weight in enumerate(weights) for _ in range(weight)]
    return pl.Series(numbers, dtype=pl.UInt32)


def pick(values: pl.Series, number: pl.Expr) -> pl.Expr:
    """The value at a number, which may be any: it wraps around."""
    return pl.lit(values).gather(number % len(values))


def portions(rows: int, parts: int) -> Iterator[tuple[int, int, int]]:
    """Cut rows into parts as even as can be: number of the part, its first row, its rows."""
    for part in range(parts):
        first, end = (rows * number // parts for number in (part, part + 1))
        yield part, first, end - first
