"""The verdicts on a paper's figures as one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import polars as pl

from siberia_trade._version import __version__
from siberia_trade.claims import CHECKS, LISTS, Claim
from siberia_trade.config import Study
from siberia_trade.errors import some_of
from siberia_trade.schema import plain
from siberia_trade.table import Column, Note, Table, Text
from siberia_trade.verdicts import Verdict

_AGREES: Final = {"yes": Text("yes", "да"), "no": Text("NO", "НЕТ"), "doubt": Text("doubt", "сомнение")}
_MULTIPLES: Final = {
    "thousand": Text("thousand", "тыс."), "million": Text("mln", "млн"), "billion": Text("bn", "млрд"),
    "trillion": Text("trn", "трлн"),
}  # fmt: skip
_UNITS: Final = {"pct": Text("%", "%"), "usd": Text("USD", "долл."), "kg": Text("kg", "кг")}
_RECONSTRUCTED: Final = Text(
    "reconstructed data, so they agree by construction", "данные восстановлены, согласие следует из построения"
)
_AS_GIVEN: Final = Text("data as given, not marked as reconstructed", "данные без отметки о восстановлении")
_COLUMNS: Final = (
    Column("study", Text("Study", "Исследование"), "code"),
    Column("study_name", Text("Study", "Исследование"), "name"),
    Column("claim", Text("Figure", "Показатель"), "code"),
    Column("claim_name", Text("Figure", "Показатель"), "name"),
    Column("printed", Text("Printed", "В статье"), "place"),
    Column("computed", Text("Computed", "Вычислено"), "figure"),
    Column("unit", Text("Unit", "Единица"), "place"),
    Column("agrees", Text("Agrees", "Сходится"), "place"),
    Column("place", Text("Place", "Место"), "place"),
    Column("command", Text("Command", "Команда"), "code"),
    Column("column", Text("Column", "Столбец"), "code"),
    Column("doubt", Text("Doubt", "Сомнение"), "code"),
    Column("fault", Text("Fault", "Ошибка"), "code"),
)


@dataclass(frozen=True)
class Finding:
    """One claim of a study with what came of it."""

    study: Study
    claim: Claim
    verdict: Verdict
    #: Why nothing could be computed; empty where it could.
    fault: str = ""
    #: Names of the codes in the answer.
    names: Mapping[str, Text] = field(default_factory=dict)

    @property
    def agrees(self) -> str:
        """``yes``, ``no``, or ``doubt`` where print and computation differ and the print contradicts itself."""
        return "yes" if self.verdict.agrees else "no" if self.claim.doubt is None else "doubt"


def table_of(
    findings: Sequence[Finding], source: Text, samples: Sequence[Note], sources: Sequence[Mapping[str, Any]]
) -> Table:
    """Make the table of a reproduction.

    Parameters
    ----------
    findings
        Every claim with its verdict, in the order in which they are shown.
    source
        The work that prints the figures.
    samples
        What reconstructed data say of themselves; empty for all other data.
    sources
        Description of the files read, for the meta.

    Returns
    -------
    Table
        ``study, claim, printed, computed, unit, agrees, place, command, column, doubt, fault``, with the names of
        studies and claims; ``computed`` in the printed unit with all its digits, names joined by commas.
    """
    of = {word: [each for each in findings if each.agrees == word] for word in _AGREES}
    said = [_agreement_by_construction()] if samples else []
    said += [_doubted(each.claim.what, each.claim.doubt) for each in of["doubt"] if each.claim.doubt]
    faults: dict[str, list[Text]] = {}
    for each in findings:
        if each.fault:
            faults.setdefault(each.fault.split("\n")[0], []).append(each.claim.what)
    said += [_not_computed(whats, fault) for fault, whats in faults.items()]
    count, agree = len(findings), len(of["yes"])
    data = _RECONSTRUCTED if samples else _AS_GIVEN
    return Table(
        frame=pl.DataFrame(
            [_row(each) for each in findings], schema={column.name: pl.String for column in _COLUMNS}, orient="row"
        ),
        columns=_COLUMNS,
        title=Text(
            f"{source.en}: {agree} of {count} printed figures agree ({data.en})",
            f"{source.ru}: из {count} напечатанных показателей сходится {agree} ({data.ru})",
        ),
        notes=(*said, *samples),
        sections=("study",),
        hidden=frozenset({"command", "column", "doubt", "fault"}),
        shown=tuple(_shown(each) for each in findings),
        meta={
            "command": "reproduce",
            "version": __version__,
            "source": source.en,
            "studies": list(dict.fromkeys(finding.study.id for finding in findings)),
            "figures": count,
            "agree": agree,
            "fail": len(of["no"]),
            "doubt": len(of["doubt"]),
            "reconstructed": bool(samples),
            "sources": list(sources),
            "warnings": [note.text.en for note in (*said, *samples)],
        },
    )


def _row(finding: Finding) -> tuple[str | None, ...]:
    claim, study = finding.claim, finding.study
    computed = ", ".join(plain(each) if isinstance(each, Decimal) else each for each in finding.verdict.computed)
    return (
        study.id, study.title.en, claim.id, claim.what.en, _printed(claim), computed, _unit(claim).en, finding.agrees,
        claim.place.en, claim.asked, claim.column, claim.doubt.en if claim.doubt else None, finding.fault or None,
    )  # fmt: skip


def _shown(finding: Finding) -> Mapping[str, Text]:
    """What people see of a row: names in place of codes, and everything in their language."""
    claim, printed = finding.claim, _printed(finding.claim)
    cells = {
        "study_name": finding.study.title,
        "claim_name": claim.what,
        "printed": Text(printed, printed.replace(".", ",")),
        "unit": _unit(claim),
        "agrees": _AGREES[finding.agrees],
        "place": claim.place,
    }
    if claim.check in (*LISTS, "first", "last"):
        codes = [each for each in finding.verdict.computed if isinstance(each, str)]
        cells["printed"] = _named(claim.printed, finding.names)
        cells |= {"computed": _named(codes, finding.names)} if codes else {}
    return cells


def _named(codes: Sequence[str], names: Mapping[str, Text]) -> Text:
    words = [names.get(code, Text(code, code)) for code in codes]
    return Text(", ".join(word.en for word in words), ", ".join(word.ru for word in words))


def _printed(claim: Claim) -> str:
    return ", ".join(claim.printed) if claim.check in LISTS else CHECKS[claim.check].format(*claim.printed)


def _unit(claim: Claim) -> Text:
    """The unit in which a figure is printed, by the ending of its column; none for places and names."""
    if claim.check not in ("value", "sign", "between", "below", "above"):
        return Text("", "")
    own = _UNITS.get(claim.column.rpartition("_")[2], Text("", ""))
    multiple = _MULTIPLES.get(claim.unit, Text("", ""))
    return Text(f"{multiple.en} {own.en}".strip(), f"{multiple.ru} {own.ru}".strip())


def _agreement_by_construction() -> Note:
    """Say what agreement means where the data were made from the printed figures."""
    return Note(Text(
        "the data were reconstructed from these very figures: that they agree shows that the commands compute what is "
        "printed, not that the print is right",
        "данные восстановлены по этим же показателям: согласие показывает, что команды вычисляют напечатанное, но не "
        "подтверждает сами цифры",
    ))  # fmt: skip


def _doubted(what: Text, why: Text) -> Note:
    """Say why a printed figure need not come out."""
    return Note(Text(f"{what.en}: {why.en}", f"{what.ru}: {why.ru}"))


def _not_computed(whats: Sequence[Text], fault: str) -> Note:
    """Say why figures could not be computed."""
    en, ru = (some_of([what[lang] for what in whats], 3) for lang in ("en", "ru"))
    return Note(Text(f"not computed: {en}: {fault}", f"не вычислено: {ru}: {fault}"))
