"""What indicators say of themselves: for `strade explain`, the page of the documents, and the meta of json."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import polars as pl

from siberia_trade._version import __version__
from siberia_trade.errors import UnknownNameError
from siberia_trade.indicators.registry import ASKED, COMMANDS, PARTS, Indicator, indicators_of
from siberia_trade.table import Column, Kind, Note, Table, Text

_TITLE: Final = Text("Title", "Название")
_COLUMNS: Final = Text("Columns", "Столбцы")
_ASKED: Final = Text("Asked with", "Запрос")
_UNITS: Final = Note(Text(
    "columns of money end in their unit: `_usd` or another currency, with --measure weight `_kg`",
    "столбцы стоимости оканчиваются единицей: `_usd` или другой валютой, с --measure weight `_kg`",
))  # fmt: skip


def described(indicators: Iterable[Indicator], measure: str, currency: str) -> list[Mapping[str, Any]]:
    """What indicators say of themselves, as plain values for json; their columns as the answer has them."""
    return [
        {"name": each.name, "title": each.title.en}
        | {"columns": [column.in_unit(measure, currency) for column in each.columns]}
        | each.explanation()
        for each in indicators
    ]


def explain(name: str | None = None) -> Table:
    """Explain indicators.

    Parameters
    ----------
    name
        An indicator, a column of an answer (with or without its unit), or a command, whose indicators are all
        explained; else words of titles, as `Balassa`. None lists all there are.

    Returns
    -------
    Table
        ``command, indicator, title, columns``, or for a name ``command, indicator, part, text``.

    Raises
    ------
    UnknownNameError
        For what is none of them.
    """
    every = [
        (command, each) for command in COMMANDS for each in sorted(indicators_of(command), key=lambda one: one.tables)
    ]
    if name is None:
        return _listed(every)
    wanted = name.strip().casefold()
    found = (
        [(command, each) for command, each in every if wanted.replace("-", "_") in (command, *_names(each))]
        or [(command, each) for command, each in every if _has_column(each, wanted.replace("-", "_"))]
        or [(command, each) for command, each in every if _is_titled(each, wanted)]
    )
    if not found:
        known = dict.fromkeys([*COMMANDS, *(one for _, each in every for one in _names(each))])
        raise UnknownNameError.from_known("indicator", name, [*known], more="`strade explain` lists all.")
    return _explained(found)


def _names(indicator: Indicator) -> list[str]:
    return [indicator.name, *(column.name for column in indicator.columns)]


def _has_column(indicator: Indicator, name: str) -> bool:
    """Whether it fills a column of money or weight, in kilograms or in any currency."""
    currency = match[1] if (match := re.search("_(?!pct)([a-z]{3})$", name)) else "usd"
    return any(name in (each.in_unit("value", currency), each.in_unit("weight", "")) for each in indicator.columns)


def _is_titled(indicator: Indicator, name: str) -> bool:
    """Whether words of its title begin with all the words of a name."""
    words = re.findall(r"\w{3,}", name)
    title = f"{indicator.title.en} {indicator.title.ru}".casefold()
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", title) for word in words)


def _columns(indicator: Indicator) -> str:
    return ", ".join(column.in_unit("value", "usd") for column in indicator.columns)


def _asked(command: str, indicator: Indicator) -> str:
    """How it is asked for."""
    needs = [ASKED.get(each, "") for each in (indicator.needs, indicator.empty_without)]
    options = [[ASKED.get(table, ""), *needs] for table in indicator.tables]
    return "; ".join(" ".join(filter(None, ("strade", command, *each))) for each in options)


def _listed(every: Iterable[tuple[str, Indicator]]) -> Table:
    rows = [(command, each.name, each.title, _columns(each)) for command, each in every]
    return _table(
        {"command": Text("Command", "Команда"), "indicator": Text("Indicator", "Показатель"), "title": _TITLE,
         "columns": _COLUMNS},
        rows,
        Text("Indicators", "Показатели"),
    )  # fmt: skip


def _explained(found: Iterable[tuple[str, Indicator]]) -> Table:
    rows: list[tuple[str | Text, ...]] = []
    for command, each in found:
        said = each.explanation()
        rows.append((command, each.name, _TITLE, each.title))
        rows.append((command, each.name, _COLUMNS, _columns(each)))
        rows.append((command, each.name, _ASKED, _asked(command, each)))
        rows += [(command, each.name, heading, said[part]) for part, heading in PARTS.items()]
    labels = {"command": Text("", ""), "indicator": Text("", ""), "part": Text("", ""), "text": Text("", "")}
    return _table(labels, rows, Text("Indicators explained", "Показатели с пояснениями"))


def _table(labels: Mapping[str, Text], rows: Iterable[tuple[str | Text, ...]], title: Text) -> Table:
    """A table of texts, in blocks by command and, where they are explained, by indicator."""
    listed = list(rows)
    cells = [[cell.en if isinstance(cell, Text) else cell for cell in row] for row in listed]
    kinds: Mapping[str, Kind] = {"command": "code"}
    sections = ("command", "indicator") if "part" in labels else ("command",)
    return Table(
        frame=pl.DataFrame(cells, schema=dict.fromkeys(labels, pl.String), orient="row"),
        columns=tuple(Column(name, label, kinds.get(name, "place")) for name, label in labels.items()),
        title=title,
        sections=sections,
        shown=tuple(
            {name: cell for name, cell in zip(labels, row, strict=True) if isinstance(cell, Text)} for row in listed
        ),
        meta={"command": "explain", "version": __version__},
        notes=() if "part" in labels else (_UNITS,),
    )
