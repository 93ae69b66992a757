"""Options as they are given, on a command line or in Python, read into what they mean; nothing is looked up here."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

from siberia_trade.config import Study
from siberia_trade.errors import ExtractError, UsageError, one_of
from siberia_trade.guards import Policy

Texts = str | Sequence[str]
Numbers = int | str | Sequence[int | str]
Paths = str | Path | Sequence[str | Path]


class Options(TypedDict, total=False):
    """The options of all commands by their long names, as the contract has them; None is the same as not given."""

    data: Paths | None
    source: str | None
    study: str | Path | Study | None
    region: Texts | None
    partner: Texts | None
    year: Numbers | None
    month: Numbers | None
    flow: str | None
    commodity: Texts | None
    grouping: str | Path | None
    by: Texts | None
    of: str | None
    measure: str | None
    rates: str | Path | None
    top: int | None
    sort: str | None
    duplicates: str | None
    prefer: str | None
    strict: bool
    #: Whether the table's ``meta`` describes the files, which takes reading them again.
    meta: bool


def as_texts(value: Any) -> tuple[str, ...]:
    """One value or several, as texts."""
    if value is None:
        return ()
    if isinstance(value, str | int | Path):
        return (str(value),)
    return tuple(str(each) for each in value)


def read_numbers(what: str, value: Any, low: int, high: int) -> frozenset[int] | None:
    """Read ``2021``, ``2017:2021`` or ``2017,2019`` (or a mixture)."""
    if value is None:
        return None
    texts = [text for each in as_texts(value) for text in each.split(",")]
    found: set[int] = set()
    for text in texts:
        match = re.fullmatch(r"(\d+)(?::(\d+))?", text.strip())
        if not match:
            example = "2021, 2017:2021 or 2017,2019" if what == "year" else "3, 1:9 or 1,2,3"
            raise UsageError(f"--{what} `{text}` cannot be read", hint=f"Write it like {example}.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not low <= first <= last <= high:
            raise UsageError(
                f"--{what} `{text}` is out of range",
                hint=f"A {what} is between {low} and {high}, and a range begins with the smaller one.",
            )
        found.update(range(first, last + 1))
    return frozenset(found)


def read_one(what: str, value: Any, known: Sequence[str]) -> str | None:
    """One of the words that are known."""
    if value is None:
        return None
    word = str(value).strip().casefold()
    if word not in known:
        raise UsageError(f"--{what} `{value}` is not known", hint=f"It is {one_of(known)}.")
    return word


def read_policy(duplicates: Any, prefer: Any) -> Policy:
    """What to do with rows that repeat each other and files that contradict each other."""
    return Policy(
        read_one("duplicates", duplicates, ("refuse", "drop")) or "refuse",
        read_one("prefer", prefer, ("newest", "last")),
    )


def read_count(value: Any) -> int | None:
    """A number of rows."""
    if value is None:
        return None
    if not str(value).isdigit() or int(value) < 1:
        raise UsageError(f"--top `{value}` is no whole number from 1")
    return int(value)


def read_file(what: str, value: Any) -> str | None:
    """The path of a file that is there."""
    if value is not None and not Path(str(value)).is_file():
        raise ExtractError.at(str(value), f"no such file for --{what}")
    return None if value is None else str(value)
