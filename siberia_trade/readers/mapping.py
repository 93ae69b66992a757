"""Column maps: a short YAML file that says which column of somebody's table holds what, and how it is written.

A map becomes a `ReaderSpec` like those of the sources that are known. `docs/column-maps.md` describes all keys.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from siberia_trade.config import strict_yaml
from siberia_trade.config.strict_yaml import Document, Fields, Node, Scalar
from siberia_trade.errors import StradeError, nearest, one_of, shorten
from siberia_trade.readers import codes, dates, fcs
from siberia_trade.readers.codes import fold
from siberia_trade.readers.header import fold_name
from siberia_trade.readers.spec import LabelError, Labels, ReaderSpec
from siberia_trade.schema import EXPORT, FLOWS, IMPORT, RESERVED

_T = TypeVar("_T")

#: What each column may say of itself beside its name.
_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "period": ("form",),
    "year": (),
    "month": (),
    "flow": FLOWS,
    "reporter": ("codes", "labels"),
    "region": ("codes", "labels"),
    "partner": ("codes", "labels"),
    "commodity": ("labels",),
    "value": ("currency", "scale"),
    "exports": ("currency", "scale"),
    "imports": ("currency", "scale"),
    "weight": ("unit",),
    "exports_weight": ("unit",),
    "imports_weight": ("unit",),
    "quantity": (),
    "unit": (),
}
#: Columns of each flow where both stand side by side: values, then weights.
_SIDES: Final = {EXPORT: ("exports", "exports_weight"), IMPORT: ("imports", "imports_weight")}
_FIXED: Final = ("period", "flow", "reporter", "region", "partner", "commodity")
#: Says that figures have no flow: they enter turnover only.
_NO_FLOW: Final = "none"
_VALUE_SCALES: Final = {
    "1": 1, "1000": 1000, "1000000": 10**6, "1000000000": 10**9,
    "one": 1, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_WEIGHT_UNITS: Final = {
    "kg": 1, "t": 1000, "thousand t": 10**6, "кг": 1, "т": 1000, "тыс. т": 10**6,
}  # fmt: skip
_DECIMALS: Final = {"point": ".", "comma": ",", "dot": ".", ".": ".", ",": ","}
_THOUSANDS: Final = {**_DECIMALS, "blank": " ", "space": " ", " ": " ", "apostrophe": "'", "'": "'"}
#: A mark between thousands leaves one other for decimals.
_DECIMAL_BESIDE: Final = {".": ",", ",": "."}
_NUMBERS: Final = (*_SIDES[EXPORT], *_SIDES[IMPORT], "value", "weight", "quantity")


@dataclass(frozen=True)
class _Column:
    """One entry under `columns`: which column, and what is said of it."""

    name: str
    line: int
    options: Mapping[str, Node]


@dataclass
class _Map:
    """What was read so far."""

    document: Document
    columns: dict[str, _Column] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    labels: dict[str, Labels] = field(default_factory=dict)
    reporter: str = ""
    months: Mapping[str, int] = field(default_factory=dates.month_numbers)

    def choice(self, node: Node | None, what: str, known: Mapping[str, _T], default: _T) -> _T:
        """One of the words that are known."""
        if not isinstance(node, Scalar):
            self.document.text(node, what)
            return default
        text = node.text.strip().casefold() or node.text
        if text not in known:
            near = nearest(text, known, 1)
            listed = [word for word in known if word.strip(" .,'")]
            tip = f"did you mean `{near[0]}`?" if near else f"it is {one_of(listed)}"
            self.document.fault(node.line, f"{what}: `{shorten(node.text)}` is not known; {tip}")
        return known.get(text, default)

    def option(self, name: str, key: str, known: Mapping[str, _T], default: _T) -> _T:
        """An option of a column that is one of the words known."""
        return self.choice(self.node(name, key), f"`{key}` of `{name}`", known, default)

    def node(self, name: str, key: str) -> Node | None:
        """What is said under a key of a column."""
        return self.columns[name].options.get(key) if name in self.columns else None


def load_column_map(path: Path) -> ReaderSpec:
    """Read a column map.

    Raises
    ------
    ConfigError
        All faults of the file at once, each with its line.
    """
    return _read(strict_yaml.load(path), path.read_text(encoding="utf-8-sig"))


def read_column_map(text: str, name: str) -> ReaderSpec:
    """Read the text of a column map, as `load_column_map` does; ``name`` is what messages call it."""
    return _read(strict_yaml.parse(text.encode(), name), text)


def _read(document: Document, text: str) -> ReaderSpec:
    optional = (
        "title", "header", "encoding", "decimal", "thousands", "empty", "months", "dimensions", "fixed", "leave_out",
    )  # fmt: skip
    top = document.fields(document.root, "", ("columns",), optional)
    found = _Map(document)
    _read_columns(found, top.get("columns"), top.get("dimensions"))
    _read_months(found, top.get("months"))
    _read_labels(found)
    _read_fixed(found, top.get("fixed"))
    if "columns" in top:
        _check_whole(found, top["columns"].line)
    spec = _spec(found, top, text)
    document.raise_faults()
    return spec


# ---------------------------------------------------------------------------------------------------------------------
# The parts of a map


def _read_columns(found: _Map, columns: Node | None, dimensions: Node | None) -> None:
    document, taken = found.document, dict[str, str]()
    for name, node in document.fields(columns, "`columns`", (), tuple(_OPTIONS)).items():
        fields = {"column": node}
        if isinstance(node, Fields):
            fields = document.fields(node, f"`{name}`", ("column",), _OPTIONS[name])
        text = document.text(fields.get("column"), f"column of `{name}`", number=True)
        if text:
            _take(document, node, name, text, taken)
        found.columns[name] = _Column(text, node.line, fields)
    for key, node in document.mapping(dimensions, "`dimensions`", "name: column"):
        name = document.text(key, "name of a dimension")
        text = document.text(node, f"column of `{name}`", number=True)
        if name in _OPTIONS or re.fullmatch(RESERVED, name) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            document.fault(key.line, f"`{shorten(name)}` cannot be the name of a dimension; write it like `procedure`")
        elif text:
            _take(document, node, name, text, taken)
            found.dimensions[name] = text


def _take(document: Document, node: Node, name: str, column: str, taken: dict[str, str]) -> None:
    """Note that a column is used, once only."""
    first = taken.setdefault(fold_name(column), name)
    if first != name:
        document.fault(node.line, f"column `{shorten(column)}` is both `{first}` and `{name}`")


def _read_months(found: _Map, node: Node | None) -> None:
    names = found.document.texts(node, "`months`")
    if node is not None and len(names) != 12:
        found.document.fault(node.line, f"`months` must be the twelve names of months, not {len(names)}")
    found.months = dates.month_numbers(names)


def _read_labels(found: _Map) -> None:
    """How each dimension is written."""
    faults = found.document.fault_count
    forms: Sequence[str] = found.document.texts(found.node("period", "form"), "`form` of `period`", dates.checked_form)
    if not forms or found.document.fault_count > faults:
        forms = dates.USUAL
    by_columns = "year" in found.columns or "month" in found.columns
    found.labels["period"] = dates.by_columns(found.months) if by_columns else dates.by_forms(forms, found.months)
    found.labels["flow"] = _flow_labels(found)
    for name, lists, meant in (
        ("reporter", codes.COUNTRIES, codes.country),
        ("partner", codes.COUNTRIES, codes.country),
        ("region", codes.REGIONS, codes.region),
    ):
        listed = found.option(name, "codes", lists, lists["names"])
        both = codes.with_own(listed, _own_labels(found, name, meant), "regions" if name == "region" else "partners")
        found.labels[name] = codes.reporters(both) if name == "reporter" else both
    found.labels["commodity"] = Labels(dict, codes.commodity_or_blank)


def _flow_labels(found: _Map) -> Labels:
    """The words of the map for the two flows, or those that the Russian customs service uses."""
    column = found.columns.get("flow")
    words: dict[str, str] = {}
    for flow in FLOWS:
        node = found.node("flow", flow)
        for word in found.document.texts(node, f"`{flow}` of `flow`"):
            if node and words.setdefault(fold(word), flow) != flow:
                found.document.fault(node.line, f"`{shorten(word)}` is both an export and an import")
    if words and len(set(words.values())) < 2 and column:
        found.document.fault(column.line, "`flow` has words for one flow only; it needs `export` and `import`")
    if not words:
        return fcs.FCS.labels["flow"]

    def decode(label: str) -> str:
        flow = words.get(fold(label))
        if flow is None:
            raise LabelError(f"is neither export nor import; the column map knows {one_of(list(words))}")
        return flow

    return Labels(lambda: words, decode, folds=True)


def _own_labels(found: _Map, name: str, meant: Callable[[str], str]) -> Mapping[str, str]:
    """Labels of the map's own, to codes."""
    own: dict[str, str] = {}
    for key, value in found.document.mapping(found.node(name, "labels"), f"`labels` of `{name}`", "label: code"):
        label = found.document.text(key, f"label of `{name}`", number=True)
        text = found.document.text(value, f"code of `{shorten(label)}`")
        if label and text:
            own[label] = found.document.read(value, f"`labels` of `{name}`", text, meant)
    return own


def _read_fixed(found: _Map, node: Node | None) -> None:
    """What is the same in every row."""
    document = found.document
    meant: Mapping[str, Callable[[str], str]] = {
        "period": _fixed_period, "flow": _fixed_flow, "reporter": codes.country, "region": codes.region,
        "partner": codes.country, "commodity": codes.commodity,
    }  # fmt: skip
    for name, value in document.fields(node, "`fixed`", (), _FIXED).items():
        text = document.text(value, f"`{name}` of `fixed`", number=True)
        if name in found.columns:
            document.fault(value.line, f"`{name}` is both a column and `fixed`")
        elif text:
            found.fixed[name] = document.read(value, f"`{name}` of `fixed`", text, meant[name])
    found.reporter = found.fixed.pop("reporter", "")
    for name, lists in (("partner", codes.COUNTRIES), ("region", codes.REGIONS)):
        if name in found.fixed:  # a code now, whatever list the columns use
            found.labels[name] = lists["names"]
    if "period" in found.fixed and "month" not in found.columns:
        found.labels["period"] = dates.by_forms(dates.USUAL, found.months)


def _fixed_period(text: str) -> str:
    try:
        dates.by_forms(("YYYY", "YYYY-MM"), {}).decode(text)
    except LabelError as error:
        raise StradeError(f"`{shorten(text)}` {error}") from None
    return text


def _fixed_flow(text: str) -> str:
    if text not in (*FLOWS, _NO_FLOW):
        raise StradeError(f"`{shorten(text)}` is not known; it is {one_of((*FLOWS, _NO_FLOW))}")
    return text


def _check_whole(found: _Map, line: int) -> None:
    """Hold the parts of a map against each other: one period, one kind of value, one word on the flow."""
    document, columns = found.document, found.columns
    periods = [name for name in ("period", "year") if name in columns or name in found.fixed]
    if not periods:
        document.fault(line, "no period: `columns` needs `period` or `year`, or `fixed` a `period`")
    elif len(periods) > 1:
        document.fault(line, "`period` and `year` are two ways to say one thing; keep one of them")
    elif "month" in columns and "period" in columns:
        document.fault(columns["month"].line, "`month` goes with `year`; a `period` tells its own month")
    sides = [flow for flow, names in _SIDES.items() if names[0] in columns]
    if bool(sides) == ("value" in columns):
        document.fault(line, "the values are either one column, `value`, or two, `exports` and `imports`")
    if sides and ("flow" in columns or "flow" in found.fixed):
        document.fault(line, "`exports` and `imports` tell the flow already: no `flow` beside them")
    if sides and "weight" in columns:
        tip = "beside `exports` and `imports` weights are `exports_weight` and `imports_weight`"
        document.fault(columns["weight"].line, tip)
    weighed = [flow for flow, names in _SIDES.items() if names[1] in columns]
    if weighed and weighed != sides:
        document.fault(line, "weights must be told of each flow whose values are told, and of no other")


# ---------------------------------------------------------------------------------------------------------------------
# The whole


def _spec(found: _Map, top: Mapping[str, Node], map_text: str) -> ReaderSpec:
    document, path = found.document, Path(found.document.file)
    written = {name: column.name for name, column in found.columns.items()} | found.dimensions
    # a year stands where periods do; the month beside it joins it there
    written = {("period" if name == "year" else name): text for name, text in written.items()}
    sides = {
        flow: {amount: name for amount, name in zip(("value", "weight"), names, strict=True) if name in written}
        for flow, names in _SIDES.items()
        if names[0] in written
    }
    values = [name for name in ("value", "exports", "imports") if name in written]
    weights = [name for name in ("weight", "exports_weight", "imports_weight") if name in written]
    scale = {
        "value": _same(found, {name: found.option(name, "scale", _VALUE_SCALES, 1) for name in values}, "scale", 1)
    }
    if weights:
        units = {name: found.option(name, "unit", _WEIGHT_UNITS, 1) for name in weights}
        scale["weight"] = _same(found, units, "unit", 1)
    thousands = found.choice(top.get("thousands"), "`thousands`", _THOUSANDS, "")
    currency = _same(found, {name: _currency(found, name) for name in values}, "currency", "usd")
    return ReaderSpec(
        name=path.name,
        title=document.text(top.get("title"), "`title`") or path.name,
        column_map=document.file,
        map_text=map_text,
        columns={name: (fold_name(text),) for name, text in written.items()},
        written=written,
        required=tuple(written),
        labels=found.labels,
        reporter=found.reporter,
        words=tuple(sorted(_words(found, written))),
        encoding=_encoding(found, top.get("encoding")),
        header_line=_header_line(found, top.get("header")),
        currencies={fold_name(written[name]): currency for name in values},
        flow_from="nowhere" if found.fixed.get("flow") == _NO_FLOW else "column" if "flow" in written else "name",
        scale=scale,
        unknown_numbers=dict.fromkeys(("value", "weight", "quantity"), _empty(document, top.get("empty"))),
        thousands=thousands,
        decimal=_decimal(found, top, thousands),
        dimensions=tuple(found.dimensions),
        fixed={name: label for name, label in found.fixed.items() if label != _NO_FLOW},
        left_out=_left_out(found, top.get("leave_out"), {*written, *found.fixed}),
        sides=sides,
        mended={name: codes.mended_number for name in written if name in _NUMBERS}
        | {"commodity": codes.mended_commodities(_own_labels(found, "commodity", codes.commodity))},
    )


def _same(found: _Map, told: Mapping[Any, _T], what: str, default: _T) -> _T:
    """What all columns of one kind must say alike."""
    if len(set(told.values())) > 1:
        found.document.fault(found.columns[list(told)[-1]].line, f"`{what}` must be the same for {' and '.join(told)}")
    return next(iter(told.values()), default)


def _currency(found: _Map, name: str) -> str:
    node = found.node(name, "currency")
    text = found.document.text(node, f"`currency` of `{name}`").lower()
    if node is not None and text and not re.fullmatch(r"[a-z]{3}", text):
        found.document.fault(
            node.line, f"`currency` of `{name}`: `{shorten(text)}` is no code of three letters, as `eur`"
        )
    return text or "usd"


def _decimal(found: _Map, top: Mapping[str, Node], thousands: str) -> str:
    decimal = found.choice(top.get("decimal"), "`decimal`", _DECIMALS, "")
    if decimal and decimal == thousands:
        found.document.fault(top["decimal"].line, "`decimal` and `thousands` are one mark")
    return decimal or _DECIMAL_BESIDE.get(thousands, "")


def _empty(document: Document, node: Node | None) -> tuple[str, ...]:
    """Cells that stand for no number, in capitals or not."""
    texts = document.texts(node, "`empty`")
    return tuple(dict.fromkeys(form for text in texts for form in (text, text.lower(), text.upper())))


def _encoding(found: _Map, node: Node | None) -> str:
    text = found.document.text(node, "`encoding`")
    try:
        "".encode(text or "utf-8")
    except LookupError:
        found.document.fault(node.line if node else 0, f"`encoding`: `{shorten(text)}` is not known; one is `cp1251`")
    return text


def _header_line(found: _Map, node: Node | None) -> int:
    text = node.text.strip() if isinstance(node, Scalar) else found.document.text(node, "`header`")
    if node is not None and text and not re.fullmatch(r"[1-9]\d{0,5}", text):
        found.document.fault(node.line, f"`header`: `{shorten(text)}` is no number of a line, from 1")
        return 0
    return int(text or 0)


def _left_out(found: _Map, node: Node | None, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Labels of rows that do not count, by the field that they stand in."""
    fields = sorted(name for name in known if name not in _NUMBERS)
    read = found.document.fields(node, "`leave_out`", (), tuple(fields))
    return {
        name: tuple(map(fold, found.document.texts(each, f"`{name}` of `leave_out`"))) for name, each in read.items()
    }


def _words(found: _Map, written: Mapping[str, str]) -> Collection[str]:
    """Words by which the encoding of such files is told: all that the map quotes and ASCII cannot write."""
    flows = [word for word in found.labels["flow"].known() if "flow" in written]
    texts = [*(fold_name(text) for text in written.values()), *(word.casefold() for word in flows)]
    return {text for text in texts if not text.isascii()}
