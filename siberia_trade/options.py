"""Options as they are given, on a command line or in Python, read into what they mean; nothing is looked up here."""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypedDict

from siberia_trade.config import Study
from siberia_trade.errors import ExtractError, UsageError, one_of
from siberia_trade.guards import Policy

Texts = str | Sequence[str]
Numbers = int | str | Sequence[int | str]
Paths = str | Path | Sequence[str | Path]


#: Options that not every command takes, with those that do.
OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "of": ("shares", "growth", "concentration", "specialisation"),
    "over": ("concentration", "growth"),
    "n": ("concentration",),
    "base": ("growth",),
    "decompose": ("growth",),
    "jump": ("growth",),
    "between": ("specialisation",),
    "similar_to": ("specialisation",),
}

_EXAMPLES: Final = {
    "year": "2021, 2017:2021 or 2017,2019",
    "month": "3, 1:9 or 1,2,3",
    "base": "2021",
    "between": "2017,2021",
}


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
    over: str | None
    n: int | None
    base: int | None
    decompose: str | None
    jump: int | None
    between: Numbers | None
    similar_to: str | None
    measure: str | None
    rates: str | Path | None
    top: int | None
    sort: str | None
    duplicates: str | None
    prefer: str | None
    strict: bool
    #: Whether the table's ``meta`` describes the files, which takes reading them again.
    meta: bool


def refuse_others(command: str, given: Collection[str]) -> None:
    """Refuse options that are for other commands."""
    for name, commands in OWN.items():
        if name in given and command not in commands:
            raise UsageError(f"--{name.replace('_', '-')} is for {one_of(commands)} only")


def as_texts(value: Any) -> tuple[str, ...]:
    """One value or several, as texts."""
    if value is None:
        return ()
    if isinstance(value, str | int | Path):
        return (str(value),)
    return tuple(str(each) for each in value)


def read_numbers(what: str, value: Any, low: int, high: int, option: str = "") -> frozenset[int] | None:
    """Read ``2021``, ``2017:2021`` or ``2017,2019`` (or a mixture); ``option`` is who asks, if not ``what`` itself."""
    option = option or what
    if value is None:
        return None
    texts = [text for each in as_texts(value) for text in each.split(",")]
    found: set[int] = set()
    for text in texts:
        match = re.fullmatch(r"(\d+)(?::(\d+))?", text.strip())
        if not match:
            raise UsageError(f"--{option} `{text}` cannot be read", hint=f"Write it like {_EXAMPLES[option]}.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not low <= first <= last <= high:
            raise UsageError(
                f"--{option} `{text}` is out of range",
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


def read_count(value: Any, what: str = "top", least: int = 1) -> int | None:
    """A number of rows, or of anything else."""
    if value is None:
        return None
    if not str(value).isdecimal() or int(value) < least:
        raise UsageError(f"--{what} `{value}` is no whole number from {least}")
    return int(value)


def read_year(what: str, value: Any) -> int | None:
    """One year."""
    years = read_numbers("year", value, 1900, 2100, what)
    if years is not None and len(years) > 1:
        raise UsageError(f"--{what} takes one year")
    return min(years) if years else None


def read_two_years(value: Any) -> tuple[int, int] | None:
    """Two years, the earlier one first."""
    years = sorted(read_numbers("year", value, 1900, 2100, "between") or ())
    if value is not None and (len(years) != 2 or any(":" in text for text in as_texts(value))):
        raise UsageError(
            f"--between takes two years, not `{','.join(as_texts(value))}`", hint="Write it like 2017,2021."
        )
    return (years[0], years[1]) if years else None


def read_file(what: str, value: Any) -> str | None:
    """The path of a file that is there."""
    if value is not None and not Path(str(value)).is_file():
        raise ExtractError.at(str(value), f"no such file for --{what}")
    return None if value is None else str(value)
