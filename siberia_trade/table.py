"""A finished table: rows, what each column is, and everything that must be said beside the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import polars as pl

#: What a column holds, which decides how people see it. `code` is hidden from people where a `name` stands beside it;
#: `place` is a code shown to people by its name; `figure` is a number or several, as text.
Kind = Literal[
    "figure", "time", "code", "name", "place", "flow", "money", "weight", "percent", "ratio", "rank", "count"
]


@dataclass(frozen=True)
class Text:
    """One text in the languages that tables come in."""

    en: str
    ru: str

    def __getitem__(self, lang: str) -> str:
        return self.ru if lang == "ru" else self.en


class Column(NamedTuple):
    """One column: stable name for scripts, label for people, and what it holds."""

    name: str
    label: Text
    kind: Kind
    #: Label where a table has little room; None: the same.
    short: Text | None = None

    @property
    def is_number(self) -> bool:
        """Whether the column is set flush right and never cut."""
        return self.kind in {"money", "weight", "percent", "ratio", "rank", "count"}

    def in_unit(self, measure: str, currency: str) -> str:
        """The name as answers have it: money ends in its unit; the value of a structure by weight is `weight_kg`."""
        if self.kind != "money":
            return self.name
        if measure == "weight":
            return "weight_kg" if self.name == "value" else f"{self.name}_kg"
        return f"{self.name}_{currency}"


class Note(NamedTuple):
    """One thing that was assumed, left out or found doubtful."""

    text: Text
    #: `sample` notes are shown even when quiet; `doubt` notes turn into an error with `--strict`.
    level: Literal["info", "doubt", "sample"] = "info"


@dataclass(frozen=True)
class Table:
    """The answer to one question.

    ``frame`` holds the rows with stable column names and full precision (money and weight as exact decimals,
    percent as percent), sorted. ``total`` is the footer that people see; rows never hold totals.
    """

    frame: "pl.DataFrame"
    columns: tuple[Column, ...]
    title: Text
    notes: tuple[Note, ...] = ()
    #: The same columns over the whole selection; None where a total would mean nothing.
    total: Mapping[str, Any] | None = None
    #: Dimensions by which people see the rows in blocks, with a total under each (`section_totals` by block key).
    sections: tuple[str, ...] = ()
    section_totals: Mapping[tuple[Any, ...], Mapping[str, Any]] = field(default_factory=dict)
    #: Columns that people do not see.
    hidden: frozenset[str] = frozenset()
    #: What people see in place of cells, by column, for each row; empty where they see the cells themselves.
    shown: tuple[Mapping[str, Text], ...] = ()
    #: Code to name in each language, for `place` columns.
    names: Mapping[str, Text] = field(default_factory=dict)
    #: Currency of money columns, ISO 4217 in lower case.
    currency: str = "usd"
    #: How long each part of the work took; shown by `--verbose` only, as it differs each time.
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)
    meta: Mapping[str, Any] = field(default_factory=dict)
    #: Files that it was made from.
    inputs: tuple[Path, ...] = ()

    def _repr_html_(self) -> str:
        from siberia_trade.render import html

        return html(self)
