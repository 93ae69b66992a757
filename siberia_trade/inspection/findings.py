"""From what was found in a file to what is said about it: what it is, and whether it can be trusted.

A finding is a *fault* where a command refuses the file or its rows as they stand, a *doubt* where a command counts on
and says so, or where the file looks odd; all else is information.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

import polars as pl

from siberia_trade import reference
from siberia_trade.inspection import words
from siberia_trade.inspection.editions import editions_of, two_at_once
from siberia_trade.inspection.ends import open_end
from siberia_trade.inspection.survey import Survey
from siberia_trade.inspection.words import of_both
from siberia_trade.periods import place_name, show_months, show_range
from siberia_trade.readers import Extract
from siberia_trade.schema import EXPORT, FLOWS, IMPORT
from siberia_trade.table import Text

Level = Literal["info", "doubt", "fault"]

#: Row counts at which downloads end, whatever their source says: a preview, and the usual caps.
CAPS: Final = (500, 100_000, 250_000)
_SHOWN: Final = 5


@dataclass(frozen=True)
class Finding:
    """One thing that is said about a file."""

    #: One of `words.CHECKS`.
    check: str
    text: Text
    level: Level = "info"


def about_layout(survey: Survey) -> Iterable[Finding]:
    """What kind of file it is."""
    extract = survey.extract
    layout = extract.layout
    yield Finding("source", Text(*[f"{extract.spec.title} ({extract.spec.name})"] * 2))
    yield Finding("encoding", Text(layout.encoding, layout.encoding))
    columns = len([name for name in layout.header if name])
    if extract.part.kept is not None and extract.part.packing != "sheet":
        shown = Text(f"a Parquet table, {columns} columns", f"таблица Parquet, столбцов: {columns}")
    else:
        shown = words.layout(layout.separator, extract.number_form, columns=columns, quoted=layout.quoted)
    yield Finding("layout", shown)
    rows = survey.rows + extract.left_out.count
    yield Finding("rows", of_both("{n}", "{n}", n=rows))
    if rows in (*CAPS, *extract.spec.row_limits):
        yield Finding(
            "row_count",
            of_both(
                "exactly {n_rows}: downloads end there, so the rest may be missing",
                "ровно {n_rows}: на этом числе выгрузки обрываются, остальное может быть потеряно",
                n=rows,
            ),
            "doubt",
        )
    if extract.may_be_thousands:
        yield Finding(
            "decimal_mark",
            Text(
                "all numbers at the beginning look like 1,234: their mark was read as the decimal one",
                "все числа в начале похожи на 1,234: знак прочитан как десятичный",
            ),
            "doubt",
        )


def about_end(extract: Extract) -> Iterable[Finding]:
    """A last line without an end, which a download that was cut short has."""
    end = open_end(extract)
    if end is not None:
        yield Finding("lines", words.open_end(end.cell, end.whole), "doubt" if end.whole else "info")


def about_rows(survey: Survey) -> Iterable[Finding]:
    """Rows that cannot be counted, and rows that hold no value."""
    units = survey.line_of_units
    if units is not None:
        yield Finding("lines", words.line_of_units(units), "fault")
    for each in survey.faults:
        if each.line == units and each.rows == 1:
            continue
        text = words.fault(each.rows, each.line, each.column, each.value, each.problem, each.hint)
        yield Finding(each.what, text, "doubt" if each.what == "quantity" else "fault")
    if survey.empty:
        text = of_both("{n_rows} without a value: nothing to add", "{n_rows} без стоимости", n=survey.empty)
        yield Finding("no_value", text, "doubt")
    if survey.negative:
        text = of_both(
            "{n_rows} with a value below zero: corrections?", "{n_rows} со стоимостью ниже нуля", n=survey.negative
        )
        yield Finding("negative", text, "doubt")


# ---------------------------------------------------------------------------------------------------------------------
# Periods


def about_periods(survey: Survey, others: Iterable[Survey]) -> Iterable[Finding]:
    """Which years and months the file holds; months that other files of its source hold are not missing."""
    held = months_of(survey.cells)
    if not held:
        return
    known = {year: set(months) for year, months in held.items()}
    for other in others:
        if other.extract.spec.name == survey.extract.spec.name:
            for year, months in months_of(other.cells).items():
                known.setdefault(year, set()).update(months)
    whole = set(range(1, 13))
    by_months: dict[str, list[int]] = {}
    for year, months in held.items():
        kind = "" if None in months else "all" if months == whole else show_months(months)
        by_months.setdefault(kind, []).append(year)
    missing = {year: whole - months for year, months in known.items() if None not in months and whole - months}
    parts = [_years(show_range(years), months) for months, years in by_months.items()]
    gaps = [year for year in range(min(known), max(known)) if year not in known]
    alone = len(known) == 1 and len(next(iter(known.values()))) == 1
    lacking = [
        words.missing(str(year), show_months(months)) for year, months in missing.items() if year in held and not alone
    ]
    lacking += [Text(f"nothing for {show_range(gaps)}", f"нет данных за {show_range(gaps)}")] if gaps else []
    yield Finding("period", words.joined([*parts, *lacking]), "doubt" if lacking else "info")
    yield from _flow_months(survey)


def months_of(cells: pl.DataFrame, flow: str | None = None) -> dict[int, set[int | None]]:
    """Months by year; None stands for a record of the whole year."""
    held: dict[int, set[int | None]] = {}
    rows = cells if flow is None else cells.filter(pl.col("flow") == flow)
    for year, month in rows.select("year", "month").unique().sort("year", "month").iter_rows():
        held.setdefault(year, set()).add(month)
    return held


def _years(years: str, months: str) -> Text:
    if not months:
        return Text(f"{years} by year", f"{years} по годам")
    if months == "all":
        return Text(f"{years} by month", f"{years} по месяцам")
    return words.joined([Text(years, years), words.months(months)], ": ")


def _flow_months(survey: Survey) -> Iterable[Finding]:
    """Months of which the file holds one flow only."""
    held = {flow: months_of(survey.cells, flow) for flow in FLOWS}
    if not all(held.values()):
        return
    for flow, other in ((EXPORT, IMPORT), (IMPORT, EXPORT)):
        lacking = [
            (year, show_months(months - held[flow].get(year, set())))
            for year, months in held[other].items()
            if months - held[flow].get(year, set()) - {None}
        ]
        lacking += [(year, "") for year, months in held[other].items() if None in months and year not in held[flow]]
        if lacking:
            en, ru = {EXPORT: ("exports", "экспорта"), IMPORT: ("imports", "импорта")}[flow]
            listed = words.joined(
                (
                    _years(str(year), months) if months else Text(str(year), str(year))
                    for year, months in sorted(lacking)
                ),
                ", ",
            )
            yield Finding("flow", Text(f"no {en} of {listed.en}", f"нет {ru}: {listed.ru}"), "doubt")


# ---------------------------------------------------------------------------------------------------------------------
# Dimensions


def about_dimensions(survey: Survey) -> Iterable[Finding]:
    """Places, commodities and their classification, and what no list holds."""
    for dimension in ("reporter", "region", "partner"):
        if dimension in survey.labels:
            places = places_of(survey.labels[dimension])
            largest = [place_name(code) for code in places["code"].head(_SHOWN)]
            yield Finding(dimension, words.several(places.height, largest))
            if dimension == "reporter":
                yield from _unions(places["code"].to_list())
    if survey.extract.spec.reporter:
        yield Finding("reporter", place_name(survey.extract.spec.reporter))
    if survey.extract.spec.two_sided:
        text = Text(
            "every row is an export of its reporter and an import of its partner",
            "каждая строка: экспорт одной страны и импорт другой",
        )
        yield Finding("flow", text)
    if "commodity" in survey.labels:
        yield Finding("commodity", _levels(survey))
        yield from _classification(survey)
    for name, labels in survey.further.items():
        if name != "classification":
            text = of_both("{n}", "{n}", n=labels.height)
            yield Finding("dimension", Text(f"{name}: {text.en}", f"{name}: {text.ru}"))
    yield from _unknown(survey)
    yield from _zeros(survey)


def _unions(reporters: Sequence[str]) -> Iterable[Finding]:
    """Unions that report beside others: here their rows are summed, as all are."""
    unions = [code for code in reporters if code in reference.unions()]
    if unions and len(reporters) > 1:
        listed = ", ".join(sorted(unions))
        text = Text(
            f"{listed}: unions beside others; their rows are in the sums here, and in no answer beside their members'",
            f"{listed}: союзы рядом с другими; их строки есть в суммах здесь, но не в ответах рядом с их членами",
        )
        yield Finding("wholes", text)


def places_of(labels: pl.DataFrame) -> pl.DataFrame:
    """``code, rows, amount`` of the places that lists hold, the largest first."""
    listed = labels.filter(pl.col("kind") == "listed").group_by("code").agg(pl.col("rows", "amount").sum())
    return listed.sort("amount", "code", descending=[True, False])


def levels_of(survey: Survey) -> dict[int, int]:
    """Rows by the number of digits of their commodity code; 0 for what is no code."""
    levels = survey.cells.group_by("level").agg(pl.col("rows").sum()).drop_nulls().sort("level")
    return dict(levels.iter_rows())


def _levels(survey: Survey) -> Text:
    said = [
        of_both("{level} digits: {n_rows}", "знаков {level}: {n_rows}", level=level, n=number)
        if level
        else of_both("no code or a total: {n_rows}", "без кода или итог: {n_rows}", n=number)
        for level, number in levels_of(survey).items()
    ]
    codes = survey.labels["commodity"].filter(pl.col("kind") == "listed")["code"].n_unique()
    return words.joined([of_both("codes: {n}", "кодов: {n}", n=codes), *said])


def _classification(survey: Survey) -> Iterable[Finding]:
    found = editions_of(survey)
    yield Finding("classification", found.text, "fault" if found.is_mixed else "info")
    if not found.is_mixed and (twice := two_at_once(survey)):
        yield Finding("classification", Text(twice, twice), "fault")


def _unknown(survey: Survey) -> Iterable[Finding]:
    """Labels that the lists do not hold."""
    for dimension in ("reporter", "region", "partner", "commodity"):
        if dimension not in survey.labels:
            continue
        found = unknown_of(survey, dimension)
        if found.height:
            listed = [
                (label, rows, Decimal(amount or 0), line)
                for label, rows, amount, line in found.head(_SHOWN)
                .select("label", "rows", "amount", "line")
                .iter_rows()
            ]
            yield Finding("unknown", words.unknown(dimension, listed, found.height), "doubt")


def unknown_of(survey: Survey, dimension: str) -> pl.DataFrame:
    """Labels of a dimension that the lists do not hold, the largest first; also codes of headings that do not exist."""
    labels = survey.labels[dimension]
    if survey.line_of_units is not None:
        labels = labels.filter((pl.col("line") != survey.line_of_units) | (pl.col("rows") > 1))
    is_unknown = pl.col("kind") == "unknown"
    if dimension == "commodity" and not survey.extract.classification:
        heading = pl.col("code").str.slice(0, 4)
        whole = (pl.col("kind") == "listed") & (heading.str.len_bytes() == 4)
        is_unknown |= whole & heading.is_in(list(reference.hs_headings())).not_()
    return labels.filter(is_unknown).sort("amount", "label", descending=[True, False], nulls_last=True)


def _zeros(survey: Survey) -> Iterable[Finding]:
    """Codes that have lost the zero in front."""
    if "commodity" not in survey.labels or survey.extract.classification:
        return
    code = pl.col("label").str.strip_chars()
    digits = survey.labels["commodity"].filter(code.str.contains(r"^\d+$"))
    lost = digits.filter(code.str.len_bytes() % 2 == 1)
    if lost.height:
        kept = digits.filter(code.str.starts_with("0"), code.str.len_bytes() % 2 == 0)
        text = of_both(
            "{n_rows} with a commodity code that lost its leading zero, which was put back",
            "{n_rows} с кодом товара без ведущего нуля, он возвращён",
            n=int(lost["rows"].sum()),
        )
        if kept.height:
            more = of_both(
                ", while {n_rows} still have theirs: was a digit lost elsewhere? The first: ",
                ", а {n_rows} его имеют: не потеряна ли другая цифра? Первая: ",
                n=int(kept["rows"].sum()),
            )
            first = words.at(lost.select(pl.col("line").min()).item())
            text = words.joined([text, more, first], "")
        yield Finding("zeros", text, "doubt" if kept.height else "info")
