"""What a file is, and whether it can be trusted: every row of every file is read, and nothing is refused.

extract -> survey (what it holds) -> repeats, prices -> findings -> Table
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from siberia_trade._version import __version__
from siberia_trade.errors import ExtractError
from siberia_trade.inspection import findings, sums, words
from siberia_trade.inspection.describe import describe
from siberia_trade.inspection.findings import Finding
from siberia_trade.inspection.prices import find_prices
from siberia_trade.inspection.repeats import Overlap, find_overlap, find_repeats
from siberia_trade.inspection.survey import Survey, take_survey
from siberia_trade.readers import Opened, QuotesFound
from siberia_trade.table import Column, Note, Table, Text

#: What cannot be read, by what to call it.
Unread = tuple[str, ExtractError]

_COLUMNS: Final = (
    Column("file", Text("File", "Файл"), "code"),
    Column("check", Text("Check", "Проверка"), "place"),
    Column("result", Text("Result", "Результат"), "place"),
    Column("level", Text("Level", "Уровень"), "place"),
)
_ORDER: Final = {check: place for place, check in enumerate(words.CHECKS)}


@dataclass(frozen=True)
class Report:
    """All that is said about one file, and the figures behind it."""

    file: str
    findings: tuple[Finding, ...]
    described: Mapping[str, Any]


def inspect(opened: Opened, unread: Sequence[Unread], factor: float, samples: Sequence[Note] = ()) -> Table:
    """Check files.

    Parameters
    ----------
    opened
        The files that are extracts.
    unread
        Those that are not, or do not say what they should.
    factor
        How many times off the median of its code a unit value is too far.
    samples
        What reconstructed data say of themselves.

    Returns
    -------
    Table
        ``file, check, result, level`` (``info``, ``doubt`` or ``fault``), a row for each finding; ``meta`` counts
        doubts and faults, and has the figures of each file.
    """
    surveys, broken = _surveys(opened)
    unread = [*unread, *broken]
    names = _names([survey.extract.label for survey in surveys])
    reports = [_report(surveys, names, number, unread, factor) for number in range(len(surveys))]
    known = {survey.extract.label for survey in surveys}
    reports += [
        Report(file, (_of_error(file, error),), {"file": file, "error": error.message})
        for file, error in unread
        if file not in known
    ]
    reports += [
        Report(file, (finding,), {"file": file})
        for files, finding in (
            (opened.lists, Finding("file", words.file_list())),
            (opened.rates, Finding("file", words.file_of_rates())),
            (opened.passed_over, Finding("file", words.not_an_extract())),
            (opened.unread, Finding("file", words.further_sheet(), "doubt")),
        )
        for file in files
    ]
    return _table(reports, opened, factor, samples)


def _surveys(opened: Opened) -> tuple[list[Survey], list[Unread]]:
    """Read all files; quotes are undone where they show further down."""
    found: list[Survey] = []
    broken: list[Unread] = []
    for number, extract in enumerate(opened.extracts):
        kept = opened.scratch / f"kept{number}.parquet"
        try:
            try:
                found.append(take_survey(extract, kept))
            except QuotesFound:
                found.append(take_survey(opened.unquoted_one(number, lambda *_: None), kept))
        except ExtractError as error:
            broken.append((extract.label, error))
    return found, broken


def _names(labels: Sequence[str]) -> list[str]:
    """What to call each file, told apart where one was named twice."""
    return [
        label if label not in labels[:place] else f"{label} ({labels[: place + 1].count(label)})"
        for place, label in enumerate(labels)
    ]


def _report(
    surveys: Sequence[Survey], names: Sequence[str], number: int, unread: Sequence[Unread], factor: float
) -> Report:
    """All about one file, in the order in which it is told."""
    own = surveys[number]
    others = [each for each in surveys if each is not own]
    said = [_of_error(file, error) for file, error in unread if file == own.extract.label]
    said += [
        *findings.about_layout(own),
        *findings.about_end(own.extract),
        *findings.about_rows(own),
        *findings.about_periods(own, others),
        *findings.about_dimensions(own),
        *sums.about_sums(own),
        *_wholes(own, others),
    ]
    repeats, prices = find_repeats(own), find_prices(own, factor)
    overlaps: dict[str, Overlap] = {}
    for name, other in zip(names, surveys, strict=True):
        if other is not own and (overlap := find_overlap(own, other)):
            overlaps[name] = overlap
    said += [*sums.about_repeats(repeats)]
    said += [sums.about_overlap(overlap, name) for name, overlap in overlaps.items()]
    said += [sums.about_prices(prices, factor)] if prices else []
    said.sort(key=lambda finding: _ORDER[finding.check])
    described = describe(own, names[number], repeats, overlaps, prices)
    return Report(names[number], tuple(said), described)


def _wholes(own: Survey, others: Sequence[Survey]) -> Iterable[Finding]:
    """Years that stand whole and divided: in the file itself, else in it and another file together."""
    if found := sums.about_wholes([own]):
        yield found
        return
    for other in others if _has_its_flow(own) else ():
        alike = other.extract.currency == own.extract.currency and _has_its_flow(other)
        if alike and not sums.about_wholes([other]) and (found := sums.about_wholes([own, other])):
            yield found


def _has_its_flow(survey: Survey) -> bool:
    """Whether the flow of the rows is known, as far as rows of the source have one."""
    return survey.extract.spec.flow_from != "name" or bool(survey.extract.flow)


def _of_error(file: str, error: ExtractError) -> Finding:
    """The reader's own message, without the name of the file that stands above it."""
    text = error.message.removeprefix(file).lstrip(":, ")
    text = f"{text.rstrip('.')}. {error.hint}" if error.hint else text
    return Finding("file", Text(text, text), "fault")


def _table(reports: Sequence[Report], opened: Opened, factor: float, samples: Sequence[Note]) -> Table:
    rows = [(report.file, finding) for report in reports for finding in report.findings]
    count = {level: sum(finding.level == level for _, finding in rows) for level in words.MARKS}
    return Table(
        frame=pl.DataFrame(
            [(file, finding.check, finding.text.en, finding.level) for file, finding in rows],
            schema={column.name: pl.String for column in _COLUMNS},
            orient="row",
        ),
        columns=_COLUMNS,
        title=words.title(len(reports), count["fault"], count["doubt"]),
        notes=tuple(samples),
        sections=("file",),
        hidden=frozenset({"level"}),
        shown=tuple(
            {
                "check": words.CHECKS[finding.check],
                "result": words.joined([words.MARKS[finding.level], finding.text], ""),
            }
            for _, finding in rows
        ),
        meta={
            "command": "check",
            "version": __version__,
            "factor": factor,
            "faults": count["fault"],
            "doubts": count["doubt"],
            "files": [report.described for report in reports],
        },
        inputs=opened.inputs,
    )
