"""Every fault that a user can mend. A bug of ours is never one of these and keeps its traceback."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Self


class StradeError(Exception):
    """Base of all faults that a user can mend: one message, and a hint that helps."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(StradeError):
    """A malformed option or an unknown dimension."""

    exit_code = 2


class ExtractError(StradeError):
    """An extract that cannot be read as what it should be."""

    @classmethod
    def at(
        cls,
        file: str,
        problem: str,
        *,
        line: int | None = None,
        column: str = "",
        value: str | None = None,
        hint: str = "",
    ) -> Self:
        """Name the place: file, line, column and value as far as they are known."""
        place = file + (f", line {line}" if line else "") + (f", column {column}" if column else "")
        shown = "" if value is None else f": `{shorten(value)}`"
        return cls(f"{place}{shown}: {problem}" if shown else f"{place}: {problem}", hint=hint)


class OverlapError(StradeError):
    """Rows that would be counted twice, or files that give one cell two values."""


class MissingDataError(StradeError):
    """A period, place, commodity or denominator that the data do not hold."""


class ConfigError(StradeError):
    """A YAML file with faults: all of them, each with its line."""

    @classmethod
    def from_faults(cls, file: str, faults: Sequence[str], *, hint: str = "") -> Self:
        """Put all faults of one file into one message."""
        if len(faults) == 1:
            return cls(f"{file}: {faults[0]}", hint=hint)
        listed = "\n".join(f"  - {fault}" for fault in faults)
        return cls(f"{file}: {len(faults)} faults\n{listed}", hint=hint)


class UnknownNameError(StradeError):
    """A name or code that the lists do not hold."""

    @classmethod
    def from_known(cls, what: str, name: str, known: Collection[str], *, more: str = "") -> Self:
        """Offer the nearest known names."""
        near = nearest(name, known)
        hint = f"Did you mean {one_of(near)}?" if near else ""
        return cls(f"no {what} is called `{shorten(name)}`", hint=" ".join(filter(None, (hint, more))))


class AmbiguousNameError(StradeError):
    """A name that means several things; never guessed."""

    @classmethod
    def from_choices(cls, what: str, name: str, choices: Iterable[str]) -> Self:
        """List the choices, each in a form that is unambiguous."""
        listed = one_of(list(choices))
        return cls(f"`{shorten(name)}` may mean more than one {what}", hint=f"Say which: {listed}")


def nearest(name: str, known: Collection[str], count: int = 3) -> list[str]:
    """Return the known names that look most like a name, best first."""
    by_lower = {each.casefold(): each for each in known}
    return [by_lower[near] for near in get_close_matches(name.casefold(), by_lower, n=count, cutoff=0.6)]


def one_of(names: Sequence[str]) -> str:
    """Join names for a question: `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def some_of(names: Iterable[str], limit: int = 12) -> str:
    """Join names for a list, saying how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - limit} more" if len(listed) > limit else ""
    return ", ".join(listed[:limit]) + more


def shorten(text: str, limit: int = 60) -> str:
    """Cut a long value so that a message stays one that can be read; control characters are shown, not sent."""
    visible = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    return visible if len(visible) <= limit else visible[: limit - 1] + "…"
