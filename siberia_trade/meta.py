"""What a result was made of and how: for json output, so that a number can be traced to its files."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from siberia_trade._version import __version__
from siberia_trade.config import strict_yaml
from siberia_trade.errors import ConfigError
from siberia_trade.held import coverage
from siberia_trade.names import Choice
from siberia_trade.options import OWN
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.table import Note, Text

if TYPE_CHECKING:
    from siberia_trade.collect import Rows

#: Larger files are not hashed: reading them again would take longer than the answer.
HASH_LIMIT_BYTES: Final = 256 << 20


def describe(question: Question, extracts: Sequence[Extract], rows: "Rows", said: Sequence[Note]) -> Mapping[str, Any]:
    """Describe one result.

    Returns
    -------
    Mapping
        ``command, version, study, selection, sources, rates, units, rows_selected, warnings``; plain values for json.
    """
    return {
        "command": question.command,
        "version": __version__,
        "study": question.study.id if question.study else None,
        "selection": _selection(question, rows),
        "sources": describe_files(extracts, rows.coverage.periods),
        "rates": _rates(question, rows),
        "units": {"value": rows.currency.upper(), "weight": "kg", "share": "percent", "decimals": "exact"},
        "rows_selected": rows.selected,
        "checked": "structure of every line; numbers and labels of the selected rows",
        "reconstructed": any(extract.notice for extract in extracts),
        "warnings": [note.text.en for note in said],
    }


def _selection(question: Question, rows: "Rows") -> Mapping[str, Any]:
    return {
        "region": [_choice(choice) for choice in question.regions] or "all",
        "partner": [_choice(choice) for choice in question.partners] or "world",
        "years": list(rows.years),
        "months": None if question.months is None else sorted(question.months),
        "flow": question.flow or "both",
        "commodity": list(question.commodities) or "all",
        "grouping": question.grouping.id,
        "by": list(question.by),
        "of": None if question.of is None else _choice(question.of),
        **_own(question),
        "measure": question.measure,
        "top": question.top,
        "sort": question.sort,
        "duplicates": question.policy.duplicates,
        "prefer": question.policy.prefer,
    }


def _own(question: Question) -> Mapping[str, Any]:
    """Options that only some commands take, of those that this one does."""
    told = {
        "over": question.over,
        "n": question.n,
        "base": question.base,
        "decompose": question.decompose,
        "jump": question.jump if question.decompose == "price" else None,
        "between": question.between and list(question.between),
        "similar_to": question.similar_to and _choice(question.similar_to),
    }
    return {name: value for name, value in told.items() if question.command in OWN[name]}


def _rates(question: Question, rows: "Rows") -> Mapping[str, Any] | None:
    """The file of exchange rates and what it was used for."""
    if question.rates is None or not rows.converted:
        return None
    file = question.rates.file
    return {"file": file, "sha256": _sha256(Path(file)), "converted": [each.upper() for each in rows.converted]}


def _choice(choice: Choice) -> Mapping[str, Any]:
    members = [
        {"code": member.code}
        | ({"since": member.since.isoformat()} if member.since else {})
        | ({"until": member.until.isoformat()} if member.until else {})
        for member in choice.members
    ]
    return {"id": choice.id, "name": choice.names.en, "kind": choice.kind, "members": members}


def describe_files(
    extracts: Sequence[Extract], held: pl.DataFrame | None = None, *, hash_all: bool = False
) -> list[Mapping[str, Any]]:
    """Describe files: what they are, what periods they hold; ``held`` is their coverage, if it is known already."""
    held = coverage(extracts) if held is None else held
    described: list[Mapping[str, Any]] = []
    for number, extract in enumerate(extracts):
        status = extract.part.path.stat()
        own = held.filter(held["file"] == number)
        periods = own.select("year", "month").unique().sort("year", "month", nulls_last=True).rows()
        described.append(
            {
                "file": extract.label,
                "source": extract.spec.name,
                "encoding": extract.layout.encoding,
                "bytes": status.st_size,
                "modified": datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
                "sha256": _sha256(extract.part.path) if hash_all or status.st_size <= HASH_LIMIT_BYTES else None,
                "rows": int(own["rows"].sum()),
                "first_period": _period(periods[0]),
                "last_period": _period(periods[-1]),
                "periods": len(periods),
            }
        )
    return described


def _period(period: tuple[int, int | None]) -> str:
    year, month = period
    return str(year) if month is None else f"{year}-{month:02}"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sample_notes(extracts: Sequence[Extract]) -> list[Note]:
    """What bundled samples say of themselves; shown even when quiet."""
    said = []
    for notice in dict.fromkeys(extract.notice for extract in extracts if extract.notice):
        try:
            document = strict_yaml.parse(notice.encode(), "NOTICE.yaml")
            fields = document.fields(document.root, "", ("reconstructed", "en", "ru"), ())
            texts = [getattr(fields[name], "text", "") for name in ("en", "ru")]
        except (ConfigError, KeyError):
            continue  # somebody's own file of that name
        en, ru = (text[:1].lower() + text[1:] for text in texts)
        said.append(Note(Text(f"sample data, {en}", f"учебные данные, {ru}"), "sample"))
    return said
