"""Which lines of a large file are surely of no interest, told from the raw line before it is split.

Splitting a line costs more than all else that is done to it, and most questions are about few of the lines. A line is
passed over only where the whole text of one of its fields is a label that is known and not wanted: the very condition
that is held against the fields of every other line once it is split. A quotation mark ahead of that field keeps a line.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

#: Smaller files are split whole: that takes no time, and the form of every line is looked at.
LARGE_BYTES: Final = 32 << 20
#: `always` or `never`, for whoever wants to see that answers are the same either way.
SWITCH: Final = "STRADE_SKIM"

#: How much of a file is looked at to judge how many of its lines are passed over.
SAMPLES: Final = 32
SAMPLE_BYTES: Final = 1 << 13

#: Labels of one field that are not wanted, and by how many characters they are known (0: by all).
Unwanted = tuple[Collection[str], int]


def is_worthwhile(path: Path) -> bool:
    """Whether lines of a file are passed over before they are split."""
    switch = os.environ.get(SWITCH, "")
    return switch == "always" or (switch != "never" and path.stat().st_size >= LARGE_BYTES)


def passes_over_most(path: Path, passed_over: str) -> bool:
    """Whether most lines of a file are passed over, judged by lines from all over it."""
    size = path.stat().st_size
    lines: list[str] = []
    with path.open("rb") as stream:
        for number in range(SAMPLES):
            stream.seek(size * number // SAMPLES)
            lines += stream.read(SAMPLE_BYTES).decode("utf-8", errors="ignore").split("\n")[1:-1]
    return int(pl.Series(lines, dtype=pl.String).str.contains(passed_over).sum()) * 2 > len(lines)


def pattern(separator: str, unwanted: Mapping[int, Unwanted]) -> str:
    """Write a regular expression that matches lines in which some field is surely something else.

    Parameters
    ----------
    separator
        What stands between the fields of a line.
    unwanted
        By the place of a field in the line, from 0.

    Returns
    -------
    str
        Empty where no field tells anything.
    """
    told = sorted((place, labels) for place, labels in unwanted.items() if labels[0])
    return f"^{_alternatives(re.escape(separator), told, 0)}" if told else ""


def _alternatives(separator: str, told: Sequence[tuple[int, Unwanted]], start: int) -> str:
    """Match the first field told, or else the next one behind it: most lines are decided by their first fields."""
    place, (labels, begins) = told[0]
    cut = {label for label in labels if begins and len(label) == begins}
    whole = set(labels) - cut
    ways = [_any_of(cut)] if cut else []
    ways += [rf"{_any_of(whole)} *(?:{separator}|\r?$)"] if whole else []
    here = f" *(?:{'|'.join(ways)})"
    skipped = rf'(?:[^{separator}"]*{separator}){{{place - start}}}' if place > start else ""
    further = f"|{_alternatives(separator, told[1:], place)}" if len(told) > 1 else ""
    return f"{skipped}(?:{here}{further})"


def _any_of(words: Collection[str]) -> str:
    """Match any of some words, what they begin with written once: hundreds of alternatives are slow to prepare."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[:1], set()).add(word[1:])
    ends = "" in rests
    letters: dict[str, list[str]] = {}
    for letter, rest in sorted(rests.items()):
        if letter:
            letters.setdefault("" if rest == {""} else _any_of(rest), []).append(letter)
    ways = [f"[{''.join(map(re.escape, same))}]{rest}" for rest, same in letters.items()]
    return f"(?:{'|'.join([*ways, ''] if ends else ways)})"
