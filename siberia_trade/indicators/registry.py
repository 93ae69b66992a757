"""What an indicator is, which there are, and how they are computed.

An indicator is one file in the folder of its command: a pure function, the columns it fills, and its explanation, in
one `Indicator` called ``INDICATOR``. Nothing else lists it: its columns in the answers, `strade explain`, the page of
the documents and the meta of json are all made from the file. docs/adding-an-indicator.md walks through it.
"""

import math
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib import import_module
from inspect import signature
from typing import Any, Final, Literal, NamedTuple

import polars as pl

from siberia_trade.schema import PRECISION, SCALE
from siberia_trade.table import Column, Text

#: Commands that answer with indicators, in the order in which they are explained.
COMMANDS: Final = ("turnover", "shares", "structure", "dependence", "growth", "concentration", "specialisation")
#: What an explanation says, in this order: attribute, and its heading.
PARTS: Final = {
    "formula": Text("Formula", "Формула"),
    "variant": Text("Variant", "Вариант"),
    "inputs": Text("Inputs", "Исходные данные"),
    "range": Text("Range", "Область значений"),
    "reading": Text("How to read it", "Как читать"),
    "silent_on": Text("What it does not tell", "О чём не говорит"),
    "reference": Text("Reference", "Источник"),
}
#: How each table of a command, and what an indicator needs, is asked for.
ASKED: Final = {
    "price": "--decompose price",
    "shift-share": "--decompose shift-share --of X",
    "between": "--between YEAR,YEAR",
    "similar-to": "--similar-to X",
    "of": "--of X",
    "year": "--by year",
    "commodity": "--by commodity",
}
_LAST: Final = 1000
_SMALLEST: Final = Decimal(1).scaleb(-SCALE)


class Indicator(NamedTuple):
    """One indicator, or a family so closely knit that one function computes it."""

    name: str
    title: Text
    #: Its columns in the answer; money and weight get their unit's ending later.
    columns: tuple[Column, ...]
    #: Takes columns of the prepared frame by the names of its arguments, and gives what fills ``columns``: one value,
    #: or a tuple of as many. See `measure`.
    function: Callable[..., Any]
    formula: str
    variant: str
    inputs: str
    range: str
    reading: str
    silent_on: str
    reference: str
    #: What the function is given: cells of one ``row``, amounts as exact whole numbers; or whole ``columns``, as
    #: expressions of polars.
    given: Literal["row", "columns"] = "row"
    #: Tables of its command that it is part of, as `price` of `growth --decompose price`; empty for the usual one.
    tables: tuple[str, ...] = ("",)
    #: Dimension of the rows or option without which it is left out: `year`, `of`.
    needs: str = ""
    #: Option without which its columns are there and null: `of`.
    empty_without: str = ""
    #: Where its columns stand: smaller numbers first, equal ones by name.
    place: int = _LAST
    #: Whether people's tables show it; csv and json always do.
    for_people: bool = True

    def explanation(self) -> dict[str, str]:
        """What it says of itself, part by part."""
        return {part: getattr(self, part) for part in PARTS}


@cache
def indicators_of(command: str) -> tuple[Indicator, ...]:
    """Every indicator of a command, in the order of their columns: all files of its folder."""
    package = import_module(f"siberia_trade.indicators.{command}")
    modules = (import_module(f"{package.__name__}.{each.name}") for each in pkgutil.iter_modules(package.__path__))
    return tuple(sorted((module.INDICATOR for module in modules), key=lambda each: (each.place, each.name)))


def some_of(command: str, table: str = "", given: Iterable[str] = ()) -> tuple[Indicator, ...]:
    """Indicators of one table of a command, as far as the dimensions and options that they need are given."""
    there = {"", *given}
    return tuple(each for each in indicators_of(command) if table in each.tables and each.needs in there)


def measure(prepared: pl.DataFrame, by: Sequence[str], indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Compute indicators.

    Parameters
    ----------
    prepared
        What the functions take by name, one row for each row of the result. The folder of each command says what it
        prepares.
    by
        Columns of ``prepared`` that are kept in front.
    indicators
        What to compute, in this order.

    Returns
    -------
    DataFrame
        ``by``, then the columns of the indicators. A function of rows is asked only where all that it takes is known,
        and the result is null elsewhere; so it is where the function divides by zero.
    """
    cells: dict[str, list[Any]] = {}
    filled: list[pl.Expr | pl.Series] = [pl.col(name) for name in by]
    for indicator in indicators:
        names = _taken(indicator, prepared.columns)
        if indicator.given == "columns":
            made = indicator.function(*map(pl.col, names))
            made = made if isinstance(made, tuple) else (made,)
            filled += [each.alias(column.name) for each, column in zip(made, indicator.columns, strict=True)]
            continue
        cells |= {name: _plain(prepared[name]) for name in names if name not in cells}
        filled += _by_row(indicator, [cells[name] for name in names])
    return prepared.select(filled)


def _taken(indicator: Indicator, there: Sequence[str]) -> list[str]:
    """What the function of an indicator takes, which must be prepared."""
    names = list(signature(indicator.function).parameters)
    if absent := sorted(set(names) - set(there)):
        raise TypeError(f"indicator `{indicator.name}` takes `{absent[0]}`; prepared are {', '.join(there)}")
    return names


def _by_row(indicator: Indicator, cells: Sequence[Sequence[Any]]) -> list[pl.Series]:
    count = len(indicator.columns)
    unknown = (None,) * count
    rows = []
    for row in zip(*cells, strict=True):
        found = unknown if None in row else _asked(indicator.function, row)
        rows.append(unknown if found is None else found if isinstance(found, tuple) else (found,))
    by_column = zip(*rows, strict=True) if rows else ((),) * count
    return [_series(column, values) for column, values in zip(indicator.columns, by_column, strict=True)]


def _asked(function: Callable[..., Any], row: tuple[Any, ...]) -> Any:
    try:
        return function(*row)
    except ZeroDivisionError:
        return None


def _plain(column: pl.Series) -> list[Any]:
    """Cells as Python has them; exact amounts as whole numbers of their smallest part, which never round."""
    return (column.to_physical() if isinstance(column.dtype, pl.Decimal) else column).to_list()


def units(amount: pl.Expr) -> pl.Expr:
    """Exact amounts as whole numbers of their smallest part, for lists of them."""
    return amount.cast(pl.Decimal(PRECISION, SCALE)).to_physical()


def rounded(above: int, below: int) -> int:
    """A fraction of whole numbers as the nearest whole number, halves up; `below` is positive."""
    return (2 * above + below) // (2 * below)


def amount(whole_number: pl.Expr) -> pl.Expr:
    """A whole number of the smallest part of an amount, as an amount."""
    return whole_number.cast(pl.Decimal(PRECISION, 0)) * pl.lit(_SMALLEST)


def amounts(whole_numbers: Sequence[int | None]) -> pl.Series:
    """Whole numbers of the smallest part of an amount, as amounts."""
    exact = pl.Series("amount", whole_numbers, dtype=pl.Int128).to_frame()
    return exact.select(amount(pl.col("amount"))).to_series()


def _series(column: Column, values: Sequence[Any]) -> pl.Series:
    match column.kind:
        case "money" | "weight":
            return amounts(values).alias(column.name)
        case "percent" | "ratio":
            known = [value if value is None or math.isfinite(value) else None for value in values]
            return pl.Series(column.name, known, dtype=pl.Float64)
        case "count" | "rank":
            return pl.Series(column.name, values, dtype=pl.Int64)
        case _:
            return pl.Series(column.name, values, dtype=pl.String)
