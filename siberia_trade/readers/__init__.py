"""Readers: one spec per source, and the way from what the user names to extracts that can be asked."""

import re
import shlex
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from siberia_trade.config import is_path
from siberia_trade.errors import ExtractError, UnknownNameError, some_of
from siberia_trade.readers.baci import BACI
from siberia_trade.readers.comexstat import COMEXSTAT
from siberia_trade.readers.comext import COMEXT
from siberia_trade.readers.comtrade import COMTRADE, LEGACY
from siberia_trade.readers.copies import PlainLines
from siberia_trade.readers.fcs import FCS
from siberia_trade.readers.files import OnFault, Part, find_parts, refuse
from siberia_trade.readers.gacc import GACC
from siberia_trade.readers.header import COMMENT, fold_name
from siberia_trade.readers.spec import HARMONIZED, Extract, QuotesFound, ReaderSpec
from siberia_trade.readers.text import HEAD_BYTES, Layout, examine, refuse_long_lines
from siberia_trade.readers.tidy import TIDY
from siberia_trade.schema import FLOWS, RATE_COLUMNS, RESERVED

#: The sources known, in the order in which a header is held against them: the plainest comes last.
SPECS: Final[tuple[ReaderSpec, ...]] = (FCS, COMTRADE, LEGACY, GACC, COMEXT, COMEXSTAT, BACI, TIDY)

#: Names of downloads that hold one flow: `2024in`, `import-2025-44`, `export us dollar`.
_FLOW_NAMES: Final = {
    "export": re.compile(r"(?<![a-z])(?<!re-)(?<!re_)(exports?|exp)(?![a-z])|\dout(?![a-z])|出口"),
    "import": re.compile(r"(?<![a-z])(?<!re-)(?<!re_)(imports?|imp)(?![a-z])|\din(?![a-z])|进口"),
}

#: Columns that number the rows, as some programs add them: no dimension, or no row would ever repeat another.
ROW_NUMBERS: Final = frozenset({"id", "index", "idx", "row", "row_id", "row_number", "no", "nr", "unnamed_0"})

__all__ = ["SPECS", "Extract", "Opened", "QuotesFound", "find_specs", "open_extracts"]


class Opened(NamedTuple):
    """What was found in the data named: extracts, and files that were passed over."""

    extracts: tuple[Extract, ...]
    passed_over: tuple[str, ...]
    scratch: Path
    #: Lists of codes that lie beside extracts; they hold no trade.
    lists: tuple[str, ...] = ()
    #: Files of exchange rates that lie beside extracts.
    rates: tuple[str, ...] = ()
    #: Sheets of workbooks that are extracts too, but not the first.
    unread: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files as they lie on the disk."""
        return tuple(path for extract in self.extracts for path in extract.inputs)

    def unquoted(self) -> "Opened":
        """The same with quotes undone in all files; asked for when a file shows some far down (`QuotesFound`)."""
        return self._replace(extracts=tuple(self.unquoted_one(number) for number in range(len(self.extracts))))

    def unquoted_one(self, number: int, on_fault: OnFault = refuse) -> Extract:
        """One of the files with its quotes undone."""
        each = self.extracts[number]
        if each.part.packing == "store":
            return each
        return _open(each.part, each.layout._replace(quoted=True), self.scratch / f"unquoted{number}.txt", on_fault)


@contextmanager
def open_extracts(data: Sequence[str], source: str | None = None, on_fault: OnFault = refuse) -> Iterator[Opened]:
    """Open everything that ``data`` names; copies that had to be made are gone when the block ends.

    Parameters
    ----------
    data
        Files, folders, globs, archives or ``-``, each with an optional ``export:`` or ``import:`` before it.
    source
        Name of the source to read them as; recognised from each file where None.
    on_fault
        Told of each file that cannot be read; the others go on where it returns.

    Raises
    ------
    ExtractError
        For anything that is no extract of a known source, unless ``on_fault`` lets it pass.
    """
    specs = find_specs(source)
    with tempfile.TemporaryDirectory(prefix="strade-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        parts, passed_over = find_parts(data, scratch, on_fault)
        parts = [part._replace(decimal=specs[0].decimal or ".") for part in parts]
        _refuse_both_flows(parts)
        extracts: list[Extract] = []
        beside = _Beside(passed_over)
        for number, (part, layout) in enumerate(_examine_all(parts, specs, beside, on_fault)):
            if layout is None:
                from siberia_trade.readers.stored import open_store

                extracts += open_store(
                    part, {spec.name: spec for spec in specs}, source=specs[0].name if source else None
                )
                continue
            try:
                extracts.append(_open(part, layout, scratch / f"{number}.txt", on_fault))
            except ExtractError as error:
                on_fault(part.label, error)
        if not extracts and on_fault is refuse:
            raise _no_extract(data, beside)
        found = (passed_over, beside.lists, beside.rates, beside.unread)
        others, lists, rates, unread = (tuple(labels) for labels in found)
        yield Opened(tuple(extracts), others, scratch, lists, rates, unread)


def _no_extract(data: Sequence[str], beside: "_Beside") -> ExtractError:
    """The fault of data that hold other things only."""
    what = "exchange rates" if beside.rates and not beside.lists else "reference lists"
    holds = f"no extract, only {some_of(beside.passed_over, 3)}" if beside.passed_over else f"{what} only, no extract"
    hint = "Exchange rates go in with --rates." if beside.rates else ""
    return ExtractError.at(", ".join(data), f"holds {holds}", hint=hint)


def _holds_rates(part: Part) -> bool:
    """Whether a file that is no extract has the columns of exchange rates."""
    try:
        with part.open() as stream:
            lines = stream.read(HEAD_BYTES).decode("utf-8-sig", errors="ignore").splitlines()
    except ExtractError:
        return False
    header = next((line for line in lines if line.strip() and not line.startswith(COMMENT)), "")
    return set(RATE_COLUMNS) <= {fold_name(name.strip('"')) for name in re.split("[,;\t|]", header)}


@dataclass(frozen=True)
class _Beside:
    """Labels of what lies beside extracts, as it is met; `Opened` says what each list is of."""

    passed_over: list[str]
    lists: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def _examine_all(
    parts: Sequence[Part], specs: Sequence[ReaderSpec], beside: _Beside, on_fault: OnFault
) -> Iterator[tuple[Part, Layout | None]]:
    """Parts that are extracts, each with its layout; of a workbook the first sheet that is one; stores without any."""
    for book, group in groupby(parts, lambda part: part.book or id(part)):
        found: list[tuple[Part, Layout | None]] = []
        faults: list[ExtractError] = []
        for part in group:
            try:
                layout = None if part.packing == "store" else examine(part, specs)
            except ExtractError as error:
                if _holds_rates(part):
                    beside.rates.append(part.label)
                else:
                    faults.append(error)
                continue
            if layout is None and part.packing != "store":
                beside.lists.append(part.label)
            else:
                found.append((part, layout))
        yield from found[:1]
        beside.unread.extend(part.label for part, _ in found[1:])
        if faults and not found:
            # a folder of downloads also holds readme.txt
            if part.searched and (part.book or Path(part.member or part.path).suffix.lower() != ".csv"):
                beside.passed_over.append(part.book or part.label)
            else:
                on_fault(part.book or part.label, faults[0] if len(faults) == 1 else _no_sheet(str(book), faults))


def _no_sheet(book: str, faults: Sequence[ExtractError]) -> ExtractError:
    """The fault of a workbook none of whose sheets is an extract."""
    listed = "\n".join(f"  - {fault.message}" for fault in faults)
    return ExtractError.at(book, f"none of its sheets can be read\n{listed}", hint=faults[0].hint)


def _refuse_both_flows(parts: Sequence[Part]) -> None:
    """One file cannot be all exports and all imports."""
    seen: dict[tuple[Path, str], Part] = {}
    for part in parts:
        first = seen.setdefault((part.path.resolve(), part.member), part)
        if first.flow != part.flow:
            raise ExtractError.at(part.label, "was given as exports and as imports", hint="Name the file of each flow.")


def find_specs(source: str | None) -> tuple[ReaderSpec, ...]:
    """The layouts that a file is held against: all that are known, the one named, or the one a column map describes."""
    if source is None:
        return SPECS
    if is_path(source):
        from siberia_trade.readers.mapping import load_column_map

        return (load_column_map(Path(source)),)
    chosen = tuple(spec for spec in SPECS if spec.name == source.casefold())
    if not chosen:
        raise UnknownNameError.from_known(
            "source",
            source,
            [spec.name for spec in SPECS],
            more=f"Known: {', '.join(spec.name for spec in SPECS)}; or the YAML file of a column map.",
        )
    return chosen


def _open(part: Part, layout: Layout, target: Path, on_fault: OnFault = refuse) -> Extract:
    lines = PlainLines(part, layout, target)
    if on_fault is not refuse:
        _ = lines.path  # a fault of its encoding is told now
    refuse_long_lines(part, lines.seen)
    folded = [fold_name(name) for name in layout.header]
    places = {field: place for place, field in enumerate(layout.spec.fields_of(folded)) if field is not None}
    further = _further(part, layout, folded)
    if layout.spec.two_sided:
        _refuse_one_side(part, layout.spec)
        places["flow"] = places["reporter"]
    if layout.spec.sides:
        places |= {name: places[column] for amounts in layout.spec.sides.values() for name, column in amounts.items()}
        places["flow"] = places["value"]
    places |= dict.fromkeys(layout.spec.fixed, places["value"])
    _refuse_fixed_flow(part, layout.spec)
    if layout.spec.kilograms and {"unit", "quantity"} <= places.keys():
        places["weight"] = places["quantity"]

    def first_cells(*names: str) -> list[str]:
        return lines.first_cells(dict.fromkeys(places[name] for name in names if name in places))

    cells = first_cells(*layout.spec.amounts, *_side_columns(layout.spec))
    _refuse_useless(part, layout, {name: (first_cells(name), places.get(name)) for name in layout.spec.refused})
    systems = first_cells("classification")
    edition = re.search(layout.spec.edition_in_name, part.stem)
    if edition and edition[0]:
        places["classification"] = places["commodity"]
    commas = [cell for cell in cells if "," in cell]
    dots = [cell for cell in cells if "." in cell]
    guessed = len(commas) > len(dots) if commas or dots else layout.separator in "\t;"
    decimal_comma = layout.spec.thousands != "," and (layout.spec.decimal == "," if layout.spec.decimal else guessed)
    marked = commas if decimal_comma else dots
    return Extract(
        part,
        layout,
        lines,
        decimal_comma,
        places | further,
        dimensions=(*(name for name in layout.spec.dimensions if name in places), *further),
        edition=edition[0] if edition else "",
        flow="" if "flow" in places else _flow_of(part, layout.spec, on_fault),
        classification=systems[0] if systems and not re.match(HARMONIZED, systems[0]) else "",
        may_be_thousands=not (layout.spec.thousands or layout.spec.decimal or layout.spec.three_decimals)
        and len(marked) > 2
        and all(re.fullmatch(r"-?\d{1,3}[.,]\d{3}", cell) for cell in marked),
    )


def _refuse_useless(part: Part, layout: Layout, first: Mapping[str, tuple[Sequence[str], int | None]]) -> None:
    """Refuse a file whose first cells of some fields say that it is of no use."""
    for name, (cells, place) in first.items():
        refused = layout.spec.refused[name]
        cell = next((cell for cell in cells if cell in refused), None)
        if cell is not None and place is not None:
            column = layout.header[place]
            raise ExtractError.at(part.label, refused[cell], column=column, value=cell, hint="Leave it out.")


def _refuse_one_side(part: Part, spec: ReaderSpec) -> None:
    """No file of both sides' trade is all exports or all imports."""
    if part.flow:
        raise ExtractError.at(
            part.label,
            f"was given as {part.flow}, and every row of {spec.title} is an export of one and an import of the other",
            hint=f"Give it without `{part.flow}:`, and ask for `--flow {part.flow}`.",
        )


def _further(part: Part, layout: Layout, folded: Sequence[str]) -> dict[str, int]:
    """Columns that are no fields of the record, as dimensions: a name in words, with `_` behind where it is taken."""
    found: dict[str, int] = {}
    for place, written in enumerate(folded):
        name = re.sub(r"\W+", "_", written).strip("_")
        if not layout.spec.free_columns or layout.spec.field_of(written) or not re.match(r"[^\W\d]", name):
            continue
        if name.endswith("_name") or name in ROW_NUMBERS:  # a name stands beside its code
            continue
        name = f"{name}_" if re.fullmatch(RESERVED, name) else name
        if name in found:
            first = layout.header[found[name]]
            raise ExtractError.at(
                part.label, f"the columns {first} and {layout.header[place]} have one name", hint="Rename one of them."
            )
        found[name] = place
    return found


def _flow_of(part: Part, spec: ReaderSpec, on_fault: OnFault) -> str:
    """The flow of a file that has no column for it: as it was given, or by a name that cannot be mistaken.

    Where there is neither, ``on_fault`` is told, and the flow is not known.
    """
    if spec.flow_from == "nowhere":
        return part.flow
    stem = part.stem.casefold().replace("进出口", "")
    called = [flow for flow, pattern in _FLOW_NAMES.items() if pattern.search(stem)]
    if part.flow and called == [flow for flow in FLOWS if flow != part.flow]:
        raise ExtractError.at(
            part.label,
            f"was given as {part.flow}, and by its name it holds {called[0]}s",
            hint="Rename the file, or give it as what it is.",
        )
    if part.flow or len(called) == 1:
        return part.flow or called[0]
    name = "-" if part.label == "<stdin>" else str(part.path)
    ways = [f"--data {shlex.quote(f'{flow}:{name}')}" for flow in FLOWS]
    problem = f"does not say whether it holds exports or imports, as no file of {spec.title} does"
    on_fault(part.label, ExtractError.at(part.label, problem, hint=f"Give it as {' or '.join(ways)}."))
    return ""


def _side_columns(spec: ReaderSpec) -> list[str]:
    """Columns of amounts where both flows stand side by side."""
    return [column for amounts in spec.sides.values() for column in amounts.values()]


def _refuse_fixed_flow(part: Part, spec: ReaderSpec) -> None:
    """What the user says of a file's flow must not contradict what its column map says."""
    said = spec.fixed.get("flow", "both" if spec.sides else part.flow)
    if part.flow and part.flow != said:
        holds = f"{said}s" if said in FLOWS else "both flows"
        raise ExtractError.at(
            part.label,
            f"was given as {part.flow}, and by {spec.column_map} it holds {holds}",
            hint=f"Give it without `{part.flow}:`.",
        )
