"""Printed against computed: whether a claim agrees with the rows that answer it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from siberia_trade.claims import LISTS, UNITS, Claim, Picks
from siberia_trade.schema import TIME_DIMENSIONS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What was computed for a claim, and whether that is what is printed."""

    #: Numbers in the printed unit, or codes; empty where there is nothing to read.
    computed: tuple[Decimal | str, ...]
    agrees: bool


def judge(claim: Claim, rows: Sequence[Row]) -> Verdict:
    """Hold the rows that answer a claim's question against what is printed.

    Parameters
    ----------
    claim
        What is printed.
    rows
        Rows of the answer, by column.

    Returns
    -------
    Verdict
        A number agrees where it rounds to the printed one: it is at most half a unit of the last printed place away.
        ``between`` takes its ends so, too; ``below`` and ``above`` are strict. A figure that is not there, or is
        undefined, never agrees.
    """
    kept = [row for row in rows if not (claim.left_out and _is_picked(row, claim.left_out))]
    if claim.check == "rank":
        return _rank(claim, kept)
    kept = [row for row in kept if _is_picked(row, claim.where)]
    if claim.check in LISTS or claim.check in ("first", "last"):
        return _names(claim, kept)
    picked = [row for row in kept if _is_picked(row, claim.sum_of)]
    numbers = [_number(row[claim.column], claim) for row in picked]
    if not numbers or None in numbers:
        return Verdict((), agrees=False)
    known = [number for number in numbers if number is not None]
    known = [sum(known, Decimal(0))] if claim.sum_of else known
    if claim.check in ("value", "sign") and len(known) != 1:
        return Verdict(tuple(known), agrees=False)
    shown = {"below": (max(known),), "above": (min(known),)}.get(claim.check, (min(known), max(known)))
    agrees = all(_HOLDS[claim.check](number, claim.printed) for number in known)
    return Verdict(tuple(dict.fromkeys(shown)), agrees=agrees)


def _slack(printed: str) -> Decimal:
    """Half a unit of the last printed place."""
    return Decimal(1).scaleb(-len(printed.partition(".")[2])) / 2


_HOLDS: Final[Mapping[str, Callable[[Decimal, Sequence[str]], bool]]] = {
    "value": lambda number, printed: abs(number - Decimal(printed[0])) <= _slack(printed[0]),
    "sign": lambda number, printed: number > 0 if printed[0] == "+" else number < 0,
    "between": lambda number, printed: (
        Decimal(printed[0]) - _slack(printed[0]) <= number <= Decimal(printed[1]) + _slack(printed[1])
    ),
    "below": lambda number, printed: number < Decimal(printed[0]),
    "above": lambda number, printed: number > Decimal(printed[0]),
}


def _is_picked(row: Row, picks: Picks) -> bool:
    return all(str(row[name]) in values for name, values in picks.items())


def _number(value: Any, claim: Claim) -> Decimal | None:
    """A cell in the printed unit; None where it is undefined."""
    return None if value is None else Decimal(str(value)) / UNITS.get(claim.unit, 1)


def _rank(claim: Claim, rows: Sequence[Row]) -> Verdict:
    """The place of the picked row, largest first, within its own time and each of the dimensions that do not pick."""
    times = {name: claim.where[name] for name in TIME_DIMENSIONS if name in claim.where}
    rows = [row for row in rows if _is_picked(row, times)]
    within = [name for name in claim.dimensions if name in TIME_DIMENSIONS or name not in claim.where]
    blocks: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        blocks.setdefault(tuple(row[name] for name in within), []).append(row)
    places: list[Decimal] = []
    for _, block in sorted(blocks.items(), key=lambda item: str(item[0])):
        own = [row[claim.column] for row in block if _is_picked(row, claim.where)]
        if len(own) != 1 or own[0] is None:
            return Verdict((), agrees=False)
        larger = sum(row[claim.column] is not None and row[claim.column] > own[0] for row in block)
        places.append(Decimal(1 + larger))
    agrees = bool(places) and all(place == Decimal(claim.printed[0]) for place in places)
    return Verdict(tuple(dict.fromkeys(places)), agrees=agrees)


def _names(claim: Claim, rows: Sequence[Row]) -> Verdict:
    """The names that lead by a column, or all of those that are left; what ties may decide agrees with nothing."""
    if claim.check == "exactly":
        left = tuple(str(row[claim.key]) for row in rows)
        return Verdict(left, agrees=sorted(left) == sorted(claim.printed))
    known = [row for row in rows if row[claim.column] is not None]
    ranked = sorted(known, key=lambda row: row[claim.column], reverse=claim.check != "last")
    count = len(claim.printed)
    found = tuple(str(row[claim.key]) for row in ranked[:count])
    numbers = [row[claim.column] for row in ranked[: count + 1]]
    decisive = numbers[count - 1 :] if claim.check == "leading" else numbers
    tied = len(set(decisive)) < len(decisive)
    same = sorted(found) == sorted(claim.printed) if claim.check == "leading" else found == claim.printed
    return Verdict(found, agrees=same and not tied)
