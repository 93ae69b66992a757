"""Kinds of rows: what rows that lie in one table of a store have in common."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from siberia_trade.readers import Extract
from siberia_trade.readers.stored import Period
from siberia_trade.translate import FIGURES

#: Where rows are in a store: a year, and a month or none.
Place = Period
#: One file of a store, as its manifest describes it.
Partition = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """What rows that lie in one table have in common."""

    source: str
    currency: str
    #: Flow of all rows, where the source does not write it.
    flow: str
    classification: str
    #: Fields of the record and further dimensions that the rows have, by the alphabet.
    fields: tuple[str, ...]
    further: tuple[str, ...]
    notice: str
    #: Text of the column map that the rows are read by; empty for the sources that are known.
    column_map: str = ""

    @classmethod
    def of(cls, extract: Extract) -> "Kind":
        """The kind of an extract's rows, in whatever order its columns stand."""
        spec = extract.spec
        return cls(
            spec.name,
            extract.currency,
            extract.flow,
            extract.classification,
            tuple(sorted(_fields_of(extract))),
            tuple(sorted(extract.further)),
            extract.notice,
            spec.map_text,
        )

    @classmethod
    def read(cls, kind: Mapping[str, Any]) -> "Kind":
        """A kind as a manifest has it."""
        fields: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in kind.items()}
        return cls(**fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """Fields that are labels, not amounts."""
        return tuple(field for field in self.fields if field not in FIGURES)

    @property
    def amounts(self) -> tuple[str, ...]:
        """Fields that are amounts."""
        return tuple(field for field in FIGURES if field in self.fields)


def _fields_of(extract: Extract) -> Iterable[str]:
    """Fields that a row has once it is read: months are in the period, and both sides of a row are rows."""
    spec = extract.spec
    sides = {column for amounts in spec.sides.values() for column in amounts.values()}
    for field in extract.places:
        if field != "month" and field not in sides and not (field == "flow" and spec.two_sided):
            yield field


def named_kinds(old: Mapping[str, Mapping[str, Any]], wanted: Iterable[Kind]) -> dict[str, Kind]:
    """A name for each kind of rows: its source and currency, and a number where there are several of these."""
    known = {name: Kind.read(kind) for name, kind in old.items()}
    for kind in wanted:
        if kind not in known.values():
            source = re.sub(r"[^\w.-]+", "-", kind.source)
            stem = "-".join(filter(None, (source, kind.currency, kind.flow)))
            free = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(known) + 2))
            known[next(name for name in free if name not in known)] = kind
    return known


def alike(kinds: Mapping[str, Kind]) -> list[dict[str, Kind]]:
    """Kinds of one source and currency: they differ in columns, or in what their files say of themselves."""
    groups: dict[tuple[str, str], dict[str, Kind]] = {}
    for name, kind in kinds.items():
        groups.setdefault((kind.source, kind.currency), {})[name] = kind
    return list(groups.values())
