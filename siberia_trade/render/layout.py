"""What people see of a table, as text: which columns, in which blocks, in which words. All people's forms draw it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from siberia_trade.render import text
from siberia_trade.schema import FLOWS
from siberia_trade.table import Column, Kind, Table, Text

_SCALED: Final[tuple[Kind, ...]] = ("money", "weight")


class Block(NamedTuple):
    """Rows that stand together: the whole table, or one section of it."""

    heading: str
    rows: list[list[str]]
    total: list[str] | None


class Layout(NamedTuple):
    """A table in words and rounded figures, not yet drawn; nothing in it is escaped."""

    title: str
    labels: list[str]
    #: Labels where there is little room.
    short_labels: list[str]
    #: Which columns hold figures: flush right, never cut or wrapped.
    numeric: list[bool]
    #: Empty where the table has no rows; then `no_rows` is what to say.
    blocks: list[Block]
    notes: list[str]
    no_rows: str
    lang: str


def lay_out(table: Table, *, unit: str, lang: str) -> Layout:
    """Put a table into words.

    A code is hidden beside its name, and so are the columns that became the headings of sections. With sections there
    is a total for each, and none for the whole.

    Parameters
    ----------
    table
        What to show.
    unit
        `auto`, `one`, `thousand`, `million` or `billion`.
    lang
        `en` or `ru`.

    Returns
    -------
    Layout
        The same for every people's form.
    """
    if lang not in ("en", "ru"):
        raise ValueError(f"no language is called `{lang}`; known: en, ru")
    words = _Words(table, unit, lang)
    columns = words.visible()
    if table.frame.is_empty():
        blocks = []
    elif table.sections:
        blocks = list(_sections(table, words, columns))
    else:
        rows = [words.row(columns, row) for row in words.rows()]
        blocks = [Block("", rows, words.total(columns, table.total))]
    return Layout(
        title=words.title(),
        labels=[text.clean(column.label[lang]) for column in columns],
        short_labels=[text.clean((column.short or column.label)[lang]) for column in columns],
        numeric=[column.is_number for column in columns],
        blocks=blocks,
        notes=[f"{text.NOTE[lang]}: {text.clean(note.text[lang])}" for note in table.notes],
        no_rows=text.NO_ROWS[lang],
        lang=lang,
    )


class _Words:
    """Puts the cells of one table into words of one language."""

    def __init__(self, table: Table, unit: str, lang: str) -> None:
        self.table = table
        self.lang = lang
        pairs = zip(table.columns, table.columns[1:], strict=False)
        #: Name column to the code column before it.
        self.code_of = {b.name: a.name for a, b in pairs if (a.kind, b.kind) == ("code", "name")}
        self.scales = {kind: self._scale(kind, unit) for kind in _SCALED}

    def _scale(self, kind: Kind, unit: str) -> text.Scale:
        names = [column.name for column in self.table.columns if column.kind == kind]
        rows = (value for name in names for value in self.table.frame[name].to_list())
        lines = self.table.section_totals.values() if self.table.sections else [self.table.total or {}]
        return text.choose_scale(rows, (line.get(name) for line in lines for name in names), unit)

    def rows(self) -> Iterator[Mapping[str, object]]:
        """Yield the rows, with what people see in place of a cell."""
        for number, row in enumerate(self.table.frame.iter_rows(named=True)):
            yield {**row, **self.table.shown[number]} if self.table.shown else row

    def title(self) -> str:
        """Give the title with the units of money and weight, where there are any."""
        kinds = {column.kind for column in self.table.columns}
        units = [
            text.unit_name(kind, self.scales[kind], self.table.currency, self.lang) for kind in _SCALED if kind in kinds
        ]
        return ", ".join([text.clean(self.table.title[self.lang]), *units])

    def visible(self) -> list[Column]:
        """List the columns that people see."""
        hidden = {*self.code_of.values(), *self.table.sections, *self.table.hidden}
        hidden |= {name for name, code in self.code_of.items() if code in self.table.sections}
        return [column for column in self.table.columns if column.name not in hidden]

    def cell(self, column: Column, row: Mapping[str, object]) -> str:
        """Write one cell."""
        value = row[column.name]
        if column.is_number:
            return text.show_number(value, column.kind, self.scales.get(column.kind, text.Scale()), self.lang)
        if isinstance(value, Text):
            return text.clean(value[self.lang])
        if column.kind == "figure":
            return text.show_figure(str(value or ""), self.lang)
        if column.kind == "flow":
            name = text.FLOW_NAMES.get(str(value))
        else:
            code = row.get(self.code_of.get(column.name, "")) if column.kind == "name" else value
            name = self.table.names.get(str(code)) if column.kind in {"name", "place"} else None
        if name and name[self.lang]:
            return text.clean(name[self.lang])
        return text.NULL if value is None else text.clean(str(value))

    def row(self, columns: Iterable[Column], row: Mapping[str, object]) -> list[str]:
        """Write one row."""
        return [self.cell(column, row) for column in columns]

    def total(self, columns: list[Column], line: Mapping[str, object] | None) -> list[str] | None:
        """Write a line of totals: blank where it says nothing, a dash where a figure is undefined."""
        if line is None:
            return None
        cells = ["" if self._says_nothing(column, line) else self.cell(column, line) for column in columns]
        first = next((place for place, column in enumerate(columns) if not column.is_number), None)
        if first is not None:
            cells[first] = cells[first] or text.TOTAL[self.lang]
        return cells

    @staticmethod
    def _says_nothing(column: Column, line: Mapping[str, object]) -> bool:
        undefined_is_news = column.is_number and column.kind != "rank"
        return column.name not in line or (line[column.name] is None and not undefined_is_news)

    def heading(self, columns: Sequence[Column], row: Mapping[str, object]) -> str:
        """Name a section by the first of its rows; a code, as the name of a file, keeps its letters."""
        heading = ", ".join(self.row(columns, row))
        return heading if columns[0].kind == "code" else heading[:1].upper() + heading[1:]


def _sections(table: Table, words: _Words, columns: list[Column]) -> Iterator[Block]:
    """Split the rows into sections: each dimension in order of first appearance, but exports before imports."""
    groups: dict[tuple[object, ...], list[Mapping[str, object]]] = {}
    ranks: list[dict[object, int]] = [
        {flow: place - len(FLOWS) for place, flow in enumerate(FLOWS)} if _is_flow(table, name) else {}
        for name in table.sections
    ]
    for row in words.rows():
        key = tuple(row[name] for name in table.sections)
        groups.setdefault(key, []).append(row)
        for rank, value in zip(ranks, key, strict=True):
            rank.setdefault(value, len(rank))
    name_of = {code: name for name, code in words.code_of.items()}
    shown = [name_of.get(name, name) for name in table.sections]
    headings = [column for name in shown for column in table.columns if column.name == name]
    for key in sorted(groups, key=lambda key: [rank[value] for rank, value in zip(ranks, key, strict=True)]):
        rows = groups[key]
        total = words.total(columns, table.section_totals.get(key))
        yield Block(words.heading(headings, rows[0]), [words.row(columns, row) for row in rows], total)


def _is_flow(table: Table, name: str) -> bool:
    return any(column.name == name and column.kind == "flow" for column in table.columns)
