"""One reading of a whole file: how many rows hold what, and which of them cannot be read.

Nothing is refused here: a faulty row is counted and its first line remembered. All sums are made by the streaming
engine over the labels as the source wrote them, so memory does not grow with the number of rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade.inspection.kept import keep
from siberia_trade.readers import Extract, QuotesFound
from siberia_trade.readers.rows import BAD_LINE, QUOTED
from siberia_trade.readers.spec import Aggregate, Unknown
from siberia_trade.schema import EXPORT, TOTAL, UNDISCLOSED
from siberia_trade.translate import CODE, FIGURES, code_of, country_of, decode_each, mixed_encodings

#: Dimensions of many labels, which are summed by each alone: together there would be too many sums.
_MANY: Final = ("region", "partner", "commodity")
_FEW: Final = ("period", "flow", "reporter")
#: What stands in `cells` for a region or partner that is no total.
PARTS: Final = "parts"
#: Codes of commodities that are withheld, all or in part.
WITHHELD: Final = r"\d*X+|S+"


@dataclass(frozen=True)
class Fault:
    """Rows that no command can count: how many, and where the first of them stands."""

    #: ``lines``, or the field of the record that is at fault.
    what: str
    rows: int
    line: int
    column: str
    value: str
    problem: str
    hint: str = ""


@dataclass(frozen=True)
class Survey:
    """What one file holds."""

    extract: Extract
    #: Rows of the file, but for those that are parts of other rows.
    rows: int
    faults: tuple[Fault, ...]
    #: Rows without a value, and rows whose value is below zero.
    empty: int
    negative: int
    #: ``year, month, flow, reporter, classification, region, partner, level, rows, amount`` of all rows that can be
    #: read. Classification is as the file names it, null where it does not; region and partner are ``total``,
    #: ``parts``, or null where there is none; ``level`` is the number of digits of the commodity code, 0 where it is
    #: none, null where the file has no commodities.
    cells: pl.DataFrame
    #: By dimension ``label, code, kind, rows, amount, line``; ``kind`` is one of ``listed``, ``undisclosed``,
    #: ``unknown``, ``total``, ``blank`` and ``fault``, and ``line`` the first that holds the label, null in a store.
    labels: Mapping[str, pl.DataFrame]
    #: Label to tidy code, by dimension, for all labels that can be read.
    decoded: Mapping[str, Mapping[str, Any]]
    #: ``label, rows, amount`` of the file's further dimensions, and of ``classification`` where it has such a column.
    further: Mapping[str, pl.DataFrame]

    @property
    def line_of_units(self) -> int | None:
        """The line below the header, where it is a part of it: an amount there has no digit."""
        below = len(self.extract.layout.header_lines) + 1
        amounts = (each for each in self.faults if each.what in FIGURES and each.line == below)
        return below if any(not re.search(r"\d", each.value) for each in amounts) else None


def records(extract: Extract) -> pl.LazyFrame:
    """Each row of a file once, with its ``number``; a row that is an export and an import stands as the export."""
    rows = extract.fields(numbered=True)
    return rows.filter(pl.col("flow") == EXPORT) if extract.spec.two_sided else rows


def readable(extract: Extract) -> pl.LazyFrame:
    """As `records`, but for lines of the wrong length."""
    return records(extract).filter(~pl.col(BAD_LINE))


def has_lines(extract: Extract) -> bool:
    """Whether a file is text, so that a reader can go to a line of it; a store is not."""
    return bool(extract.layout.separator)


def line_of(extract: Extract, number: int) -> int | None:
    """The line of a row by its number, counted from 1."""
    return number + 1 if has_lines(extract) else None


def take_survey(extract: Extract, kept: Path) -> Survey:
    """Read a whole file; what is asked of a large one further on is kept at a path.

    Raises
    ------
    QuotesFound
        The file has quotation marks further down: open it again with its quotes undone.
    ExtractError
        The file turns out to be in two encodings.
    """
    as_written = extract
    if extract.is_large and has_lines(extract):
        extract = keep(extract, records(extract), kept)
    counts = _structure(extract)
    if counts["quoted"]:
        raise QuotesFound
    labels, decoded, faults = {}, {}, [*_structure_faults(as_written, counts)]
    many, few = ([key for key in keys if key in extract.places] for keys in (_MANY, _FEW))
    sums = {key: _sums(extract, [pl.col(key)]) for key in many}
    kinds = {key: _labels(extract, key, sums[key]) for key in many}
    places = [_part(kinds[key][0], key) for key in many if key != "commodity"]
    system = pl.col("classification").str.strip_chars() if "classification" in extract.places else pl.lit(None)
    system = system.cast(pl.String).alias("classification")
    found = _sums(extract, [*(pl.col(key) for key in few), system, *places, _level(extract)])
    for key in (*few, *many):
        labels[key], decoded[key], bad = kinds[key] if key in kinds else _labels(extract, key, found)
        faults += bad
    faults += _other_flow(extract, labels)
    further = [name for name in (*extract.further, "classification") if name in extract.places]
    return Survey(
        extract,
        counts["rows"],
        tuple(faults),
        counts["empty"],
        counts["negative"],
        _cells(extract, found, labels),
        labels,
        decoded,
        {name: _sums(extract, [pl.col(name).str.strip_chars().alias("label")]).sort("label") for name in further},
    )


# ---------------------------------------------------------------------------------------------------------------------
# Structure and numbers


def _structure(extract: Extract) -> Mapping[str, Any]:
    """Count rows, bad lines and bad numbers; ``first_...`` is the number of the first line of each."""
    fields = [field for field in FIGURES if field in extract.places]
    whole = pl.col(BAD_LINE).not_()
    bad = {"lines": pl.col(BAD_LINE)} | {field: whole & extract.is_bad(field) for field in fields}
    marks = [is_bad.alias(f"bad_{name}") for name, is_bad in bad.items()]
    marks += [
        (whole & extract.is_empty("value")).alias("empty"),
        (whole & (extract.amount("value") < 0)).alias("negative"),
    ]
    marked = records(extract).select("number", QUOTED, *marks)
    numbers = pl.col("number")
    rows, bad_lines = pl.len(), pl.col("bad_lines").sum()
    if extract.spec.sides:  # a row of both flows comes once for each
        rows, bad_lines = numbers.n_unique(), numbers.filter("bad_lines").n_unique()
    counted = [
        rows.alias("rows"),
        bad_lines.alias("bad_lines"),
        pl.col(QUOTED, "empty", "negative", *(f"bad_{name}" for name in fields)).sum(),
    ]
    first = [numbers.filter(f"bad_{name}").min().alias(f"first_{name}") for name in bad]
    return extract.collect(marked.select(*counted, *first)).row(0, named=True)


def _structure_faults(extract: Extract, counts: Mapping[str, Any]) -> Iterable[Fault]:
    if counts["bad_lines"]:
        line, _ = _first_cell(extract, pl.col(BAD_LINE), counts["first_lines"], "line")
        problem = (
            f"{line.count(extract.lines.separator) + 1} fields where the file's own rows have {extract.layout.width}"
        )
        shown = line.replace(extract.lines.separator, " | ")
        yield Fault("lines", counts["bad_lines"], counts["first_lines"] + 1, "", shown, problem)
    for field in FIGURES:
        if counts.get(f"bad_{field}"):
            first = counts[f"first_{field}"]
            value, flow = _first_cell(extract, extract.is_bad(field), first, field)
            column = extract.column_name(extract.spec.sides.get(flow, {}).get(field, field))
            count = counts[f"bad_{field}"]
            yield Fault(field, count, first + 1, column, value, "is no number", extract.number_hint)


def _first_cell(extract: Extract, fault: pl.Expr, number: int, column: str) -> tuple[str, str]:
    """What one line holds that is at fault, and on which side where both flows stand side by side."""
    flow = pl.col("flow") if extract.spec.sides else pl.lit("")
    rows = records(extract).filter(pl.col("number") == number, fault)
    value, side = extract.collect(rows.select(pl.col(column).alias("value"), flow.alias("side"))).sort("side").row(0)
    return str(value), side


# ---------------------------------------------------------------------------------------------------------------------
# Labels


def _level(extract: Extract) -> pl.Expr:
    if "commodity" not in extract.places:
        return pl.lit(None, dtype=pl.UInt32).alias("level")
    code = code_of(extract)
    return pl.when(code.str.contains(CODE)).then(code.str.len_bytes()).otherwise(0).alias("level")


def _sums(extract: Extract, keys: Sequence[pl.Expr]) -> pl.DataFrame:
    """Rows, value and first line by some labels."""
    line = pl.col("number").min() + 1 if has_lines(extract) else pl.lit(None, dtype=pl.UInt32).first()
    sums = (pl.len().alias("rows"), extract.amount("value").sum().alias("amount"), line.alias("line"))
    return extract.collect(readable(extract).group_by(keys).agg(*sums))


def _labels(extract: Extract, key: str, found: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Any], list[Fault]]:
    """Translate the labels of one dimension: all of them, their codes, and those that cannot be."""
    sums = (
        found.group_by(pl.col(key).alias("label"))
        .agg(pl.col("rows", "amount").sum(), pl.col("line").min())
        .sort("label")
    )
    decoded, problems = decode_each(extract, key, sums["label"])
    described = [_kind(key, decoded.get(label), is_fault=label in problems) for label in sums["label"]]
    frame = sums.select(
        "label",
        pl.Series("code", [code for code, _ in described], dtype=pl.String),
        pl.Series("kind", [kind for _, kind in described], dtype=pl.String),
        "rows",
        "amount",
        "line",
    )
    faults = []
    for problem in dict.fromkeys(problems.values()):
        same = frame.filter(pl.col("label").is_in([label for label, said in problems.items() if said == problem]))
        first = same.sort("line").row(0, named=True)
        hint = mixed_encodings(extract, key, first["label"])
        column = "year, month" if key == "period" and "month" in extract.places else extract.column_name(key)
        rows = int(same["rows"].sum())
        faults.append(Fault(key, rows, first["line"], column, first["label"], problem, hint))
    return frame, decoded, faults


def _kind(key: str, code: Any, *, is_fault: bool = False) -> tuple[str | None, str]:
    """The tidy code of a decoded label, as text, and what kind of label it is."""
    if is_fault:
        return None, "fault"
    if code is None:
        return None, "blank"
    if isinstance(code, Aggregate):
        return TOTAL, "total"
    if isinstance(code, Unknown):
        return UNDISCLOSED, "unknown"
    if isinstance(code, tuple):
        year, month = code
        return (str(year) if month is None else f"{year}-{month:02}"), "listed"
    withheld = code == UNDISCLOSED or (key == "commodity" and re.fullmatch(WITHHELD, code))
    return code, "undisclosed" if withheld else "listed"


def _other_flow(extract: Extract, labels: Mapping[str, pl.DataFrame]) -> Iterable[Fault]:
    """What the user says of a file's flow must not contradict the file."""
    said = extract.part.flow
    if not said or "flow" not in labels:
        return
    other = labels["flow"].filter(pl.col("kind") == "listed", pl.col("code") != said).sort("line")
    if other.height:
        row = other.row(0, named=True)
        problem = f"the file was given as {said}, and this row is {row['code']}"
        yield Fault("flow", int(other["rows"].sum()), row["line"], extract.column_name("flow"), row["label"], problem)


def _part(labels: pl.DataFrame, key: str) -> pl.Expr:
    """Whether a row is a total of a dimension, one of its parts, or blank there; ``fault`` where it cannot be read."""
    of = {kind: labels.filter(pl.col("kind") == kind)["label"].to_list() for kind in ("total", "blank", "fault")}
    total, blank, fault = (pl.col(key).is_in(of[kind]) for kind in ("total", "blank", "fault"))
    part = pl.when(total).then(pl.lit(TOTAL)).when(fault).then(pl.lit("fault")).when(~blank).then(pl.lit(PARTS))
    return part.alias(key)


def _cells(extract: Extract, found: pl.DataFrame, labels: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Put tidy codes in place of labels, without the rows of labels that cannot be read."""
    for key in _FEW:
        if key in found.columns:
            read = labels[key].filter(pl.col("kind") != "fault")
            codes = pl.col(key).replace_strict(read["label"], read["code"], return_dtype=pl.String)
            found = found.filter(pl.col(key).is_in(read["label"].to_list())).with_columns(codes)
        else:
            known = {"flow": extract.flow, "reporter": _reporter(extract, labels)}[key]
            found = found.with_columns(pl.lit(known or None, dtype=pl.String).alias(key))
    for key in ("region", "partner"):
        if key in found.columns:
            found = found.filter(pl.col(key).ne_missing(pl.lit("fault")))
        else:
            found = found.with_columns(pl.lit(None, dtype=pl.String).alias(key))
    keys = ["year", "month", "flow", "reporter", "classification", "region", "partner", "level"]
    year = pl.col("period").str.slice(0, 4).cast(pl.Int16)
    month = pl.col("period").str.slice(5, 2).replace("", None).cast(pl.Int8)
    found = found.with_columns(year.alias("year"), month.alias("month"))
    return found.group_by(keys).agg(pl.col("rows", "amount").sum()).sort(keys)


def _reporter(extract: Extract, labels: Mapping[str, pl.DataFrame]) -> str | None:
    """Whose statistics these are, where no column says it: the country that all regions are of."""
    regions = labels["region"]["code"].drop_nulls().to_list() if "region" in labels else []
    countries = {country for code in regions if (country := country_of(code))}
    return extract.spec.reporter or (countries.pop() if len(countries) == 1 else None)
