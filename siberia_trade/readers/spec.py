"""What a source is: which columns its extracts have and how it writes each dimension. One spec per layout.

``Extract`` is one opened file. Its ``fields`` are still as the source wrote them: labels are translated after
they are summed, a few hundred of them, not once a row.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, NoReturn

import polars as pl

from siberia_trade.errors import ExtractError
from siberia_trade.readers import skim
from siberia_trade.readers.copies import PlainLines
from siberia_trade.readers.files import Part
from siberia_trade.readers.included import Included, LeftOut, folded, survey, without_labels
from siberia_trade.readers.rows import BAD_LINE, NOTHING_ELSE, QUOTED, is_even, of_columns, of_lines, passed_over
from siberia_trade.readers.text import Layout, wrong_encoding
from siberia_trade.schema import EXPORT, IMPORT, NO_ENTRIES, PRECISION, SCALE

#: Blanks that stand between thousands: plain, no-break, figure, thin, narrow no-break.
_BLANK: Final = "[ \u00a0\u2007\u2009\u202f]"

#: Names of editions of the Harmonized System; empty where a row does not say.
HARMONIZED: Final = r"^(H[S0-9].*|)$"


class QuotesFound(Exception):  # noqa: N818 - not an error: a reason to read again
    """A file turned out to have quoted fields further down; it must be opened again with its quotes undone."""


class LabelError(ValueError):
    """A label that cannot be what its column should hold: a month 13, a flow that is neither."""


@dataclass(frozen=True)
class Aggregate:
    """A label of a total row: where its parts are there too, they are counted instead."""

    label: str


@dataclass(frozen=True)
class Unknown:
    """A label that may be right but that our lists do not hold; counted as undisclosed and named in a note."""

    label: str


class Labels(NamedTuple):
    """How one source writes one dimension.

    Filters may drop only what is surely something else (``known`` and not wanted), so that a label in an unusual
    spelling is never lost before ``decode`` has seen it.
    """

    #: Key to tidy code, for all the usual spellings.
    known: Callable[[], Mapping[str, Any]]
    #: A whole label to tidy code, ``Unknown``, ``Aggregate``, or LabelError.
    decode: Callable[[str], Any]
    #: A whole label to what tells figures apart: as ``decode``, but finer where two labels fold into one code.
    identity: Callable[[str], str] = lambda label: label.strip().upper()
    #: Number of characters at the beginning of a label that are its key in ``known``; 0: all of it is.
    begins: int = 0
    #: Whether letter case and kinds of blanks are no part of the key.
    folds: bool = False
    #: Of periods: where the two digits of a month stand, before the year (0) or behind it.
    month_at: int | None = None

    def key(self, column: pl.Expr) -> pl.Expr:
        """Raw text to the key of ``known``; cheap, as it runs on every row."""
        text = folded(column) if self.folds else column.str.strip_chars()
        return text.str.slice(0, self.begins) if self.begins else text

    def others(self, wanted: Callable[[Any], bool]) -> list[str]:
        """Keys that are surely nothing wanted."""
        return [key for key, code in self.known().items() if not wanted(code)]


class ReaderSpec(NamedTuple):
    """One source's layout, as data."""

    name: str
    title: str
    #: Field of the tidy record to the names that its column goes by, in lower case.
    columns: Mapping[str, tuple[str, ...]]
    #: Fields that an extract of this source cannot lack.
    required: tuple[str, ...]
    #: How labels are written, by dimension; `period` becomes year and month.
    labels: Mapping[str, Labels]
    #: Economy whose statistics these are (ISO alpha-2); empty where each row says it.
    reporter: str = ""
    #: Words by which the file's encoding is recognised, in lower case.
    words: tuple[str, ...] = ()
    #: Encoding of files in which none of the words is met.
    encoding: str = ""
    #: Currency by the name of the value column; US dollars for all others.
    currencies: Mapping[str, str] = NO_ENTRIES
    #: Where the flow is: in a `column`, in the file's `name` at best, or `nowhere` if the table has none.
    flow_from: Literal["column", "name", "nowhere"] = "column"
    #: Rows that other rows of the file hold already (re-exports, one means of transport), by field.
    included: Mapping[str, Included] = NO_ENTRIES
    #: Numbers of rows at which the source cuts what it gives.
    row_limits: tuple[int, ...] = ()
    #: How the name of a file tells the edition of its commodity codes.
    edition_in_name: str = ""
    #: Each row is an export of its reporter and an import of its partner.
    two_sided: bool = False
    #: What the numbers count in, by amount field: 1000 where values are in thousands or weights in tonnes.
    scale: Mapping[str, int] = NO_ENTRIES
    #: Words for kilograms in `unit`, where a weight is told as a quantity only.
    kilograms: tuple[str, ...] = ()
    #: What stands for a number that is not known, by amount field; an empty cell always does.
    unknown_numbers: Mapping[str, tuple[str, ...]] = NO_ENTRIES
    #: Whether numbers have three decimals, so that `1.234` is no doubt about a mark of thousands.
    three_decimals: bool = False
    #: Cells at the beginning of a file that say it is of no use, and what it is.
    refused: Mapping[str, Mapping[str, str]] = NO_ENTRIES
    #: Mark between thousands in amounts; a blank stands for any kind of blank.
    thousands: str = ""
    #: Decimal mark of amounts; found from the file where empty.
    decimal: str = ""
    #: Fields that are dimensions beyond those of the record, as the customs procedure.
    dimensions: tuple[str, ...] = ()
    #: Columns that are not read where another one, that says the same in a better way, stands beside them.
    passed_over: Mapping[str, str] = NO_ENTRIES
    #: Whether every column that is no field of the record is a dimension of its own.
    free_columns: bool = False
    #: Amount fields and what they are called in messages.
    amounts: tuple[str, ...] = ("value", "weight")
    #: The column map that the layout was read from; empty for the sources that are known.
    column_map: str = ""
    #: Text of that column map.
    map_text: str = ""
    #: Name of each field's column as a column map writes it.
    written: Mapping[str, str] = NO_ENTRIES
    #: Number of the header's line; 0 is the first line that is no comment.
    header_line: int = 0
    #: Label of each field that is the same in all rows, without a column.
    fixed: Mapping[str, str] = NO_ENTRIES
    #: Labels of rows that do not count, by field, as `folded` makes them.
    left_out: Mapping[str, tuple[str, ...]] = NO_ENTRIES
    #: Where a row holds both flows side by side: the column of each amount, by flow.
    sides: Mapping[str, Mapping[str, str]] = NO_ENTRIES
    #: How the text of a field is mended before anything else sees it.
    mended: Mapping[str, Callable[[pl.Expr], pl.Expr]] = NO_ENTRIES

    def field_of(self, name: str) -> str | None:
        """Which field of the record a column of that (folded) name is."""
        return next((field for field, names in self.columns.items() if name in names), None)

    def fields_of(self, folded: Sequence[str]) -> list[str | None]:
        """Which field of the record each column of a (folded) header is."""
        return [None if self.passed_over.get(name) in folded else self.field_of(name) for name in folded]

    @property
    def by_anybody(self) -> bool:
        """Whether anybody may be the author of such tables, so that blank cells may mean totals."""
        return self.free_columns or bool(self.column_map)

    def missing(self, folded: Collection[str], given: Collection[str] = ()) -> list[str]:
        """Names of the required columns that a header lacks, but for fields that are given otherwise."""
        return [
            self.written.get(field) or self.columns[field][0].upper()
            for field in self.required
            if field not in given and not set(self.columns[field]) & set(folded)
        ]


@dataclass(frozen=True)
class Extract:
    """One file of a known layout, ready to be asked."""

    part: Part
    layout: Layout
    lines: PlainLines
    decimal_comma: bool
    #: Field of the record to its column's place in the line.
    places: Mapping[str, int] = field(default_factory=dict)
    #: All numbers of the first lines look like `1,234`: their mark may be one of thousands.
    may_be_thousands: bool = False
    #: Dimensions that the columns of this file are, beyond the fields of the record.
    dimensions: tuple[str, ...] = ()
    #: Whose codes the commodities are, where not the Harmonized System's: `S4`.
    classification: str = ""
    #: Edition of the commodity codes by the name of the file; empty where rows say it, or nobody.
    edition: str = ""
    #: Flow of all rows, where the file has no column for it; empty where it has, or where there are no flows.
    flow: str = ""

    @property
    def spec(self) -> ReaderSpec:
        """The source that the file was recognised as."""
        return self.layout.spec

    @property
    def label(self) -> str:
        """What messages call the file."""
        return self.part.label

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Files on the disk that it is read from."""
        return (self.part.path,)

    @property
    def currency(self) -> str:
        """Currency of the values, ISO 4217 in lower case."""
        return self.spec.currencies.get(self.column_name("value").casefold(), "usd")

    @property
    def notice(self) -> str:
        """What a sample says of itself; empty for the user's own data."""
        return self.part.notice or self.layout.notice

    @property
    def number_form(self) -> str:
        """A number as it is written in this file."""
        between, point = self.spec.thousands, "," if self.decimal_comma else "."
        return f"1{between}234{between}567{point}8" if between else f"1234{point}5"

    @property
    def number_hint(self) -> str:
        """How numbers are written in this file, for whoever mends one."""
        told = " The column map can say `decimal`, `thousands`, what is `empty`, and which rows to `leave_out`."
        tip = told if self.spec.column_map else ""
        if self.spec.thousands:
            return f"This file's numbers are written like {self.number_form}.{tip}"
        mark = "comma" if self.decimal_comma else "point"
        return f"This file's decimal mark is a {mark}; no blanks, thousands marks or exponents are expected.{tip}"

    def column_name(self, field: str) -> str:
        """What the file itself calls a field, for messages."""
        return self.layout.header[self.places[field]]

    def fields(self, *, numbered: bool = False, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> pl.LazyFrame:
        """One row per line: the record's fields as text, the raw ``line``, and whether the line is a bad one.

        Rows that other rows hold already are left out; `left_out` counts them. Where each row is an export of one
        country and an import of another, it comes twice. Of a large file, lines that hold keys of labels that are
        ``unwanted``, by field, may be missing.
        """
        rows = self._rows(numbered=numbered, unwanted=unwanted)
        if not self.spec.two_sided:
            return rows
        swapped = {"reporter": pl.col("partner"), "partner": pl.col("reporter")}
        return pl.concat([rows.with_columns(flow=pl.lit(EXPORT)), rows.with_columns(**swapped, flow=pl.lit(IMPORT))])

    def columns(self, *, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> pl.LazyFrame | None:
        """The same rows without ``line``, read faster; None where lines must be split, or most are better passed over.

        Further headers are among them. Of a large file, blank lines are too, and quotes are only seen where they make a
        line a bad one.
        """
        if self.left_out.condition is not None or self.spec.sides or self.spec.two_sided:
            return None
        if not self.is_large:
            return of_columns(self, even=True) if is_even(self) else None
        needless = passed_over(self, unwanted)
        return None if needless and skim.passes_over_most(self.lines.seen, needless) else of_columns(self)

    def written(self) -> pl.LazyFrame:
        """The same rows, each once as the file has it."""
        return self._rows()

    def narrowed(self, wanted: Callable[[tuple[int, int | None]], bool]) -> "Extract":
        """The same extract without what is surely of other periods; all of it, where that cannot be told beforehand."""
        del wanted
        return self

    def _rows(self, *, numbered: bool = False, unwanted: Mapping[str, Collection[str]] = NOTHING_ELSE) -> pl.LazyFrame:
        rows = of_lines(self, numbered=numbered, unwanted=unwanted)
        left_out = self.left_out.condition
        if left_out is not None:
            rows = rows.filter(pl.col(BAD_LINE) | pl.col(QUOTED) | left_out.not_())
        sides = [self._side(rows, flow, amounts) for flow, amounts in self.spec.sides.items()]
        return pl.concat(sides) if sides else rows

    @cached_property
    def left_out(self) -> LeftOut:
        """What is left out because other rows hold it already, or because a column map says so."""
        if self.spec.left_out:
            return without_labels(self.spec.left_out, of_lines(self), self.collect)
        marks = {name: mark for name, mark in self.spec.included.items() if name in self.places}
        return survey(marks, of_lines(self), self.collect) if marks else LeftOut()

    @cached_property
    def further(self) -> tuple[str, ...]:
        """Dimensions of this file that are no field of the record."""
        return (*self.dimensions, *self.left_out.dimensions)

    @property
    def is_large(self) -> bool:
        """Whether there is more text than is looked at line by line."""
        return skim.is_worthwhile(self.lines.seen)

    def summed(self, keys: Collection[str], amount: str) -> pl.LazyFrame | None:
        """Sums of rows by labels, where somebody made them before."""
        del keys, amount
        return None

    @property
    def is_cut(self) -> bool:
        """Whether the file has just as many rows as its source gives at most."""
        return self.left_out.rows in self.spec.row_limits

    def _side(self, rows: pl.LazyFrame, flow: str, amounts: Mapping[str, str]) -> pl.LazyFrame:
        """One flow of rows that hold both; where it has no amounts, there is no such trade."""
        rows = rows.with_columns(flow=pl.lit(flow), **{name: pl.col(column) for name, column in amounts.items()})
        empty = pl.all_horizontal(self.is_empty(name) for name in amounts)
        return rows.filter(pl.col(BAD_LINE) | pl.col(QUOTED) | empty.not_())

    def amount(self, field: str) -> pl.Expr:
        """The exact number of a field; null where it is empty or no number."""
        text = pl.col(field).str.strip_chars()
        if self.spec.thousands:
            between = _BLANK if self.spec.thousands == " " else re.escape(self.spec.thousands)
            point = "," if self.decimal_comma else r"\."
            grouped = text.str.contains(rf"^-?\d{{1,3}}({between}\d{{3}})+({point}\d+)?$")
            text = pl.when(grouped).then(text.str.replace_all(between, "")).otherwise(text)
        if self.decimal_comma:
            text = pl.when(~text.str.contains(".", literal=True)).then(text.str.replace(",", ".", literal=True))
        plain = pl.when(~text.str.contains_any(["e", "E"]) & ~self._is_unknown(field)).then(text)
        return self._exact(plain, field)

    def is_plain(self, field: str, *, or_empty: bool = False) -> pl.Expr:
        """Whether a cell holds a number in the plainest form, digits with or without decimals."""
        mark = "," if self.decimal_comma else r"\."
        number = rf"[0-9]{{1,15}}(?:{mark}[0-9]{{1,6}})?"
        return pl.col(field).str.contains(rf"^(?:{number})?$" if or_empty else rf"^{number}$")

    def is_odd(self, field: str) -> pl.Expr:
        """Whether a cell holds what `plain_amount` would read as a number and `amount` would not."""
        return pl.col(field).str.contains("[.eE]" if self.decimal_comma else "[eE]")

    def plain_amount(self, field: str) -> pl.Expr:
        """The same as `amount`, faster, for cells that are plain."""
        text = pl.col(field)
        return self._exact(text.str.replace(",", ".", literal=True) if self.decimal_comma else text, field)

    def _exact(self, text: pl.Expr, field: str) -> pl.Expr:
        scale = self.spec.scale.get(field, 1)
        number = text.str.to_decimal(scale=SCALE + len(str(scale)) - 1)  # decimals that the scale will bring forward
        return (number if scale == 1 else number * scale).cast(pl.Decimal(PRECISION, SCALE), strict=False)

    def is_empty(self, field: str) -> pl.Expr:
        """Whether a cell holds nothing, or what stands for it."""
        return pl.col(field).is_null() | (pl.col(field).str.strip_chars() == "") | self._is_unknown(field)

    def is_bad(self, field: str) -> pl.Expr:
        """Whether a cell for a number holds something else."""
        return self.amount(field).is_null() & ~self.is_empty(field)

    def _is_unknown(self, field: str) -> pl.Expr:
        unknown = self.spec.unknown_numbers.get(field, ())
        return pl.col(field).str.strip_chars().is_in(unknown) if unknown else pl.lit(False)

    def collect(self, lazy: pl.LazyFrame) -> pl.DataFrame:
        """Run a query on the fields; the file's encoding is only known to hold once all of it is read."""
        try:
            return lazy.collect(engine="streaming")
        except pl.exceptions.ComputeError as error:
            if "utf" in str(error):
                raise wrong_encoding(self.part, self.layout.encoding) from None
            raise

    def refuse(self, where: pl.Expr, field: str, explain: Callable[[str], tuple[str, str]]) -> NoReturn:
        """Find the first row of a fault and say where it is; ``explain`` gives problem and hint for its value."""
        number, value, flow = self._first(where, field)
        column = self.spec.sides.get(flow, {}).get(field, field)
        problem, hint = explain(value)
        if field == "period" and "month" in self.places:
            raise ExtractError.at(self.label, problem, line=number, column="year, month", value=value, hint=hint)
        if self.spec.field_of(value.strip().casefold()):
            hint = "A second header stands here: files of different layouts were joined. Give them one by one."
        if number == len(self.layout.header_lines) + 1 and field in self.spec.amounts and not re.search(r"\d", value):
            hint = "Is this line a part of the header, as one of units is? Remove it."
        raise ExtractError.at(self.label, problem, line=number, column=self.column_name(column), value=value, hint=hint)

    def _first(self, where: pl.Expr, column: str) -> tuple[int, str, str]:
        """Number of the first line of a fault, from 1, what a column holds there, and of which side it is."""
        lines = self.fields(numbered=True).filter(where)
        flow = pl.col("flow") if self.spec.sides else pl.lit("")
        found = lines.select(pl.col("number") + 1, pl.col(column).alias("value"), flow.alias("flow"))
        number, value, side = found.sort("number", maintain_order=True).head(1).collect().row(0)
        return number, value, side

    def refuse_bad_line(self) -> NoReturn:
        """Say which line has the wrong number of fields."""
        number, line, _ = self._first(pl.col(BAD_LINE), "line")
        count = line.count(self.lines.separator) + 1
        problem = f"the line has {count} fields, the file's own rows have {self.layout.width}"
        line = line.replace(self.lines.separator, " | ")
        raise ExtractError.at(self.label, problem, line=number, value=line, hint="Mend or remove the line.")
