"""What can be named: places, commodities, years, sources, studies and groups, as the tool knows them or data hold them.

entries (known, or of the data) -> those that the search finds -> Table
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from siberia_trade._version import __version__
from siberia_trade.errors import UnknownNameError, UsageError, nearest, one_of, shorten
from siberia_trade.groupings import find_grouping
from siberia_trade.listings.held import DIMENSION_OF, entries_of, sum_data
from siberia_trade.listings.known import KNOWN, Entry
from siberia_trade.names.spelling import fold, script_of, stem
from siberia_trade.readers import Extract, find_specs
from siberia_trade.readers.spec import LabelError
from siberia_trade.schema import PRECISION, SCALE
from siberia_trade.table import Column, Kind, Note, Table, Text

_TITLES: Final[Mapping[str, Text]] = {
    "regions": Text("Regions", "Регионы"),
    "partners": Text("Partners", "Партнёры"),
    "commodities": Text("Commodities", "Товары"),
    "years": Text("Years", "Годы"),
    "sources": Text("Sources", "Источники"),
    "studies": Text("Studies", "Исследования"),
    "groups": Text("Groups", "Группы"),
}
WHATS: Final = tuple(_TITLES)
#: A list that is shorter is shown whole where a search finds nothing.
_MANY: Final = 40
_ONE: Final = {
    "regions": "region", "partners": "partner", "commodities": "commodity", "years": "year", "sources": "source",
    "studies": "study", "groups": "group",
}  # fmt: skip
_LABELS: Final[Mapping[str, tuple[str, str, Kind]]] = {
    "region": ("Code", "Код", "place"),
    "partner": ("Code", "Код", "place"),
    "commodity": ("Code", "Код", "place"),
    "year": ("Year", "Год", "time"),
    "source": ("Source", "Источник", "place"),
    "study": ("Study", "Исследование", "place"),
    "group": ("Group", "Группа", "place"),
    "kind": ("Kind", "Вид", "place"),
    "name_en": ("English", "По-английски", "place"),
    "name_ru": ("Russian", "По-русски", "place"),
    "name_zh": ("Chinese", "По-китайски", "place"),
    "country": ("Country", "Страна", "place"),
    "okato": ("OKATO", "ОКАТО", "place"),
    "alpha3": ("ISO-3", "ISO-3", "place"),
    "m49": ("M49", "M49", "place"),
    "gacc": ("GACC", "GACC", "place"),
    "editions": ("Editions", "Редакции", "place"),
    "prefixes": ("HS prefixes", "Коды ТН ВЭД", "place"),
    "months": ("Months", "Месяцы", "place"),
    "reporter": ("Reporter", "Чья статистика", "place"),
    "columns": ("Columns", "Столбцы", "place"),
    "data": ("Data", "Данные", "place"),
    "printed_figures": ("Printed figures", "Напечатано показателей", "count"),
    "members": ("Members", "Состав", "place"),
    "aliases": ("Also called", "Другие названия", "place"),
    "rows": ("Rows", "Строк", "count"),
    "value": ("Value", "Стоимость", "money"),
}
#: Columns that would make a table for people too wide.
_HIDDEN: Final = frozenset({"aliases"})


def list_all(
    what: str, search: str | None, grouping: str | None, extracts: Sequence[Extract], source: str | None = None
) -> Table:
    """Make a list.

    Parameters
    ----------
    what
        One of `WHATS`.
    search
        Part of a name or beginning of a code; all where None.
    grouping
        For commodities: the grouping whose members are listed.
    extracts
        Files whose contents are listed; what the tool knows where there are none.
    source
        Without files: whose code or name of a place the search is.

    Returns
    -------
    Table
        Codes and names, and with data ``rows`` and ``value_usd`` (or another currency).

    Raises
    ------
    UnknownNameError
        Nothing is called as the search says; the hint offers the nearest names.
    MissingDataError
        The data are not divided so, or are in several currencies.
    """
    entries = KNOWN[what](grouping)
    said: list[Note] = []
    currency = "usd"
    if extracts:
        sums, said, currency = sum_data(what, extracts, find_grouping(grouping) if grouping else None)
        entries = entries_of(what, entries, sums)
    code = None if extracts or source is None else _code_of(source, what, search or "")
    found = [entry for entry in entries if entry.codes[0] == code] or _search(
        what, entries, search, in_data=bool(extracts)
    )
    return _table(what, found, said, currency, {"search": search, "grouping": grouping}, extracts)


def _code_of(source: str, what: str, label: str) -> Any:
    """The tidy code of a place that a source writes so; no code at all where it writes none so."""
    labels = find_specs(source)[0].labels.get(DIMENSION_OF[what])
    try:
        return labels and labels.decode(label)
    except LabelError:
        return None


def _search(what: str, entries: Sequence[Entry], search: str | None, *, in_data: bool) -> list[Entry]:
    """Entries whose code begins so, or one of whose names has a word that does, else that have it anywhere."""
    if search is None or not search.strip():
        return list(entries)
    wanted = fold(search)
    found = [entry for entry in entries if _is_called(entry, wanted, " ")]
    found = found or [entry for entry in entries if _is_called(entry, wanted, "")]
    if found:
        return found
    script = script_of(search)
    called = [name for entry in entries for name in (*entry.names, *entry.codes) if name and script_of(name) == script]
    shown = {stem(fold(name)): name for name in reversed(called)}  # of names alike the first, which is no alias
    near = [shown[each] for each in nearest(stem(wanted), shown)]
    known = [entry.codes[0] for entry in entries] if len(entries) < _MANY else []
    hint = f"Did you mean {one_of(near)}?" if near else f"Known: {', '.join(known)}." if known else ""
    one, name = _ONE[what], f"called `{shorten(search)}`"
    raise UnknownNameError(f"the data hold no {one} {name}" if in_data else f"no {one} is {name}", hint=hint)


def _is_called(entry: Entry, wanted: str, before: str) -> bool:
    """Whether a folded text begins a code of an entry, or stands in one of its names with this before it."""
    by_code = any(fold(code).startswith(wanted) for code in entry.codes if code)
    by_name = not wanted.isdigit() and any(f"{before}{wanted}" in f" {fold(name)}" for name in entry.names)
    return by_code or by_name


def _table(
    what: str,
    entries: Sequence[Entry],
    said: Sequence[Note],
    currency: str,
    asked: Mapping[str, Any],
    extracts: Sequence[Extract],
) -> Table:
    names_of = dict.fromkeys(name for entry in entries for name in entry.cells)
    columns = []
    for name in names_of:
        en, ru, kind = _LABELS[name]
        columns.append(Column(f"value_{currency}" if name == "value" else name, Text(en, ru), kind))
    schema = {
        column.name: pl.Decimal(PRECISION, SCALE)
        if column.kind == "money"
        else pl.Int64
        if column.kind in ("count", "time")
        else pl.String
        for column in columns
    }
    rows = [[entry.cells.get(name) for name in names_of] for entry in entries]
    title = _TITLES[what]
    where = Text(" in the data", " в данных") if extracts else Text("", "")
    return Table(
        frame=pl.DataFrame(rows, schema=schema, orient="row"),
        columns=tuple(columns),
        title=Text(title.en + where.en, title.ru + where.ru),
        notes=tuple(said),
        hidden=_HIDDEN,
        shown=tuple(entry.shown for entry in entries),
        currency=currency,
        meta={
            "command": "list",
            "version": __version__,
            "what": what,
            **asked,
            "files": [extract.label for extract in extracts],
        },
        inputs=tuple(extract.part.path for extract in extracts),
    )


def refuse_misuse(what: str, grouping: str | None, source: str | None, search: str | None, *, with_data: bool) -> None:
    """Refuse options that say nothing of a list."""
    if what not in WHATS:
        raise UsageError(f"there is no list of `{what}`", hint=f"It is {one_of(WHATS)}.")
    if grouping is not None and what != "commodities":
        raise UsageError("--grouping goes with `commodities` only")
    if with_data and what not in DIMENSION_OF:
        raise UsageError(f"--data goes with {one_of(list(DIMENSION_OF))}, not with `{what}`")
    if source is not None and not with_data and (what not in ("regions", "partners") or not search):
        raise UsageError(
            "--source says how --data is read, or whose code of a region or partner is searched",
            hint="As in `strade list partners 344 --source gacc`.",
        )
