"""The commands. Read this file first: each function is the whole path from files to a finished table.

    extract -> readers -> records -> cube (sums) -> collect (guarded rows) -> indicators -> tabulate -> Table

Every function takes the options of the command of the same name by their long names, a list where an option may be
repeated, so that

>>> import siberia_trade as st
>>> table = st.turnover(region="Irkutsk", partner="China", year=2021)
>>> table.frame.columns[:3]
['region', 'region_name', 'exports_usd']

is the command ``strade turnover --region Irkutsk --partner China --year 2021``. ``meta=False`` leaves out the
description of the files, which takes reading them again. All raise `StradeError`, with a message for people, for
whatever is at fault in the input.
"""

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Unpack

from siberia_trade import commands, notes
from siberia_trade.config import Study
from siberia_trade.errors import ExtractError, StradeError, UsageError
from siberia_trade.meta import describe, describe_files, sample_notes
from siberia_trade.money import rates_unused
from siberia_trade.options import Options, Paths, as_texts, read_policy
from siberia_trade.question import DEFAULT_STUDY, Question, ask, fit
from siberia_trade.readers import Opened, QuotesFound, open_extracts
from siberia_trade.studies import data_of, find_study
from siberia_trade.table import Note, Table
from siberia_trade.tabulate import Answer, finish, indicators_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from siberia_trade.claims import Claim
    from siberia_trade.reproduction import Finding

__all__ = [
    "check",
    "concentration",
    "convert",
    "dependence",
    "explain",
    "growth",
    "listing",
    "reproduce",
    "shares",
    "specialisation",
    "structure",
    "turnover",
]


def turnover(**options: Unpack[Options]) -> Table:
    """Exports, imports, turnover and balance.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, balance_usd, exports_pct_of_turnover,
    imports_pct_of_turnover, coverage_ratio``, and with ``year`` among the dimensions ``turnover_growth_pct``.
    `explain` tells the formulas, here and of the other commands.
    """
    return _answer("turnover", options)


def shares(**options: Unpack[Options]) -> Table:
    """What part of a whole each row is.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, exports_share_pct, imports_share_pct,
    turnover_share_pct``. The whole is the selection itself, or with ``of`` the same selection of another region, or of
    the ``world`` of partners.
    """
    return _answer("shares", options)


def structure(**options: Unpack[Options]) -> Table:
    """Trade by commodity.

    Columns: further dimensions, ``flow, commodity, commodity_name, value_usd, share_pct, rank``.

    """
    return _answer("structure", options)


def dependence(**options: Unpack[Options]) -> Table:
    """How far a region leans on a partner, and on how few partners.

    Columns: the dimensions, then ``exports_share_pct, imports_share_pct, turnover_share_pct, partner_rank,
    top_partner, top_partner_share_pct, partners, exports_hhi, imports_hhi, turnover_hhi``.

    """
    return _answer("dependence", options)


def growth(**options: Unpack[Options]) -> Table:
    """How trade grows from year to year, and over the whole period.

    Columns: the dimensions, ``year`` among them, then ``value_usd, previous_usd, growth_pct, contribution_pp, index,
    cumulative_pct, cagr_pct, trend_pct``. With ``decompose="price"`` or ``"shift-share"``, what the growth is made of.
    """
    return _answer("growth", options)


def concentration(**options: Unpack[Options]) -> Table:
    """On how few partners, commodities or regions trade rests.

    Columns: the dimensions, ``flow`` among them, then ``n, hhi, hhi_normalised, concentration_unctad,
    equivalent_number, cr1_pct, cr3_pct, cr5_pct, entropy, theil_t, theil_l, gini, unallocated_pct``, and with ``of``
    ``diversification_unctad, krugman``.
    """
    return _answer("concentration", options)


def specialisation(**options: Unpack[Options]) -> Table:
    """What a region is specialised in.

    Columns: the dimensions, then ``exports_usd, imports_usd, level``, and by commodity ``rca, rsca, rca_additive, nrca,
    lafay, michaely, normalised_balance, grubel_lloyd``; without commodities among the rows, ``grubel_lloyd`` over all.
    With ``between`` or ``similar_to``, marginal intra-industry trade or the similarity to another place.
    """
    return _answer("specialisation", options)


def explain(name: str | None = None) -> Table:
    """What an indicator is: its formula, variant, inputs and range, how to read it, what it does not tell, its source.

    Parameters
    ----------
    name
        An indicator, a column or a command; all indicators are listed where None.
    """
    from siberia_trade import explanations

    return explanations.explain(name)


def reproduce(
    study: str | Path | None = None,
    *,
    data: Paths | None = None,
    each: "Callable[[Sequence[Claim], str], Iterable[Claim]]" = lambda claims, _: claims,
) -> Table:
    """Whether the figures that a paper prints come out.

    Parameters
    ----------
    study
        One study with a table of claims beside it; all that are shipped where None.
    data
        Files to compute from in place of the study's own.
    each
        Wraps the claims of a study, named, while they are worked through: for a progress bar.

    Returns
    -------
    Table
        Columns ``study, claim, printed, computed, unit, agrees, place, command, column, doubt, fault``; ``meta`` counts
        them. See `siberia_trade.verdicts` for when a figure agrees.
    """
    from siberia_trade.claims import find_claims
    from siberia_trade.reproduction import table_of

    findings: list[Finding] = []
    inputs: list[Path] = []
    samples: dict[Note, None] = {}
    sources: list[Mapping[str, Any]] = []
    studies = find_claims(None if study is None else str(study), with_data=data is None)
    for found, claims in studies:
        files = data_of(found) if data is None else as_texts(data)
        with open_extracts(files, found.source if data is None else None) as opened:
            answers: dict[str, Table | StradeError] = {}
            for claim in each(claims.claims, found.id):
                if claim.asked not in answers:
                    answers[claim.asked] = _attempt(claim, found, opened)
                findings.append(_finding(found, claim, answers[claim.asked]))
            inputs += opened.inputs
            samples |= dict.fromkeys(sample_notes(opened.extracts))
            sources += describe_files(opened.extracts)
    return replace(table_of(findings, studies[0][1].source, tuple(samples), sources), inputs=tuple(inputs))


def convert(
    paths: Paths,
    store: str | Path,
    *,
    source: str | None = None,
    duplicates: str | None = None,
    prefer: str | None = None,
) -> Table:
    """Put extracts into a store, from which any question is answered the same, only faster.

    Parameters
    ----------
    paths
        Extracts, as `data` of the commands.
    store
        Folder of the store; made, or brought up to date: where figures are there already, the reporter's flow of that
        period is replaced.
    source, duplicates, prefer
        As for the commands.

    Returns
    -------
    Table
        What the store holds: ``kind, year, periods, rows, value``; ``meta`` is its manifest.
    """
    from siberia_trade.store import contents
    from siberia_trade.store import convert as write_store

    policy = read_policy(duplicates, prefer)
    with open_extracts(as_texts(paths), source) as opened:
        try:
            manifest, said = write_store(opened, Path(store), policy)
        except QuotesFound:
            manifest, said = write_store(opened.unquoted(), Path(store), policy)
        said += [notes.passed_over(opened.passed_over)] if opened.passed_over else []
        said += [notes.sheets_unread(opened.unread)] if opened.unread else []
        return contents(manifest, [*said, *sample_notes(opened.extracts)])


def check(paths: Paths, *, source: str | None = None, factor: float = 100) -> Table:
    """What files are, and whether they can be trusted: every row of them is read.

    Parameters
    ----------
    paths
        Files, folders, globs or archives.
    source
        Name of the source to read them as; recognised from each file where None.
    factor
        How many times off the median of its code a unit value is too far.

    Returns
    -------
    Table
        ``file, check, result, level``; nothing that is wrong with a file is raised, it is a row of level ``fault``.
        See `siberia_trade.inspection`.
    """
    from siberia_trade.inspection import inspect

    if not factor > 1:
        raise UsageError(f"--factor {factor:g} is not above 1", hint="It says how many times off is too far: 100.")
    unread: list[tuple[str, ExtractError]] = []
    with open_extracts(as_texts(paths), source, lambda file, error: unread.append((file, error))) as opened:
        return inspect(opened, unread, factor, sample_notes(opened.extracts))


def listing(
    what: str,
    search: str | None = None,
    *,
    data: Paths | None = None,
    source: str | None = None,
    grouping: str | None = None,
) -> Table:
    """What can be named: the codes and names that the tool knows, or that data hold.

    Parameters
    ----------
    what
        ``regions, partners, commodities, years, sources, studies`` or ``groups``.
    search
        Part of a name in any of the languages, or the beginning of a code.
    data
        Files whose contents are listed, with their rows and value; years are those of the default study where None.
    source
        Name of the source to read them as; recognised from each file where None. Without data: whose code of a region
        or partner is searched.
    grouping
        For commodities: the grouping whose members are listed.
    """
    from siberia_trade.listings import list_all, refuse_misuse

    refuse_misuse(what, grouping, source, search, with_data=data is not None)
    files = as_texts(data) if data is not None or what != "years" else data_of(find_study(DEFAULT_STUDY))
    if not files:
        return list_all(what, search, grouping, (), source)
    with open_extracts(files, source) as opened:
        try:
            table = list_all(what, search, grouping, opened.extracts)
        except QuotesFound:
            table = list_all(what, search, grouping, opened.unquoted().extracts)
        return replace(table, notes=(*table.notes, *sample_notes(opened.extracts)))


def _attempt(claim: "Claim", study: Study, opened: Opened) -> Table | StradeError:
    """The answer to a claim's question, or why there is none."""
    try:
        return _answered(ask(claim.command, {**claim.options, "study": study, "meta": False}), opened)
    except StradeError as error:
        return error


def _finding(study: Study, claim: "Claim", answer: Table | StradeError) -> "Finding":
    from siberia_trade.reproduction import Finding
    from siberia_trade.verdicts import Verdict, judge

    if isinstance(answer, StradeError):
        return Finding(study, claim, Verdict((), agrees=False), answer.message)
    needed = {claim.column, claim.key, *claim.where, *claim.left_out, *claim.sum_of} - {""}
    if missing := sorted(needed - set(answer.frame.columns)):
        fault = f"the answer has no column {missing[0]}; it has {', '.join(answer.frame.columns)}"
        return Finding(study, claim, Verdict((), agrees=False), fault)
    verdict = judge(claim, answer.frame.to_dicts())
    nothing = "no such row in the answer, or an undefined figure"
    return Finding(study, claim, verdict, "" if verdict.computed else nothing, answer.names)


def _answer(name: str, options: Options) -> Table:
    """Resolve the options, open the files, answer."""
    question = ask(name, options)
    start = perf_counter()
    with open_extracts(question.data, question.source) as opened:
        recognised = perf_counter()
        table = _answered(question, opened, with_meta=options.get("meta", True))
        compute = perf_counter() - recognised - sum(table.seconds.values())
        return replace(table, seconds={"open": recognised - start, **table.seconds, "compute": compute})


def _answered(question: Question, opened: Opened, *, with_meta: bool = False) -> Table:
    """Let the command do its part, and finish the table."""
    question = fit(question, opened.extracts)
    try:
        answer = commands.answer(question, opened.extracts)
    except QuotesFound:
        opened = opened.unquoted()
        answer = commands.answer(question, opened.extracts)
    said = [*answer.rows.notes, *answer.notes, *sample_notes(opened.extracts)]
    unused = question.rates and answer.rows.currency == "usd" and not answer.rows.converted
    said += [rates_unused()] if unused else []
    said += [notes.passed_over(opened.passed_over)] if opened.passed_over else []
    said += [notes.sheets_unread(opened.unread)] if opened.unread else []
    used = Path(question.rates.file).resolve() if question.rates else None
    idle = [file for file in opened.rates if Path(file).resolve() != used]
    said += [notes.rates_beside(idle)] if idle else []
    doubts = [note.text.en for note in said if note.level == "doubt"]
    if question.strict and doubts:
        raise StradeError("strict: " + "; ".join(doubts), hint="Without --strict these are notes.")
    meta = _meta(question, opened, answer, said) if with_meta else {}
    rates = [Path(question.rates.file)] if question.rates else []
    table = finish(question, answer, said, meta)
    return replace(table, inputs=(*opened.inputs, *rates), seconds={"read and sum": answer.rows.seconds})


def _meta(question: Question, opened: Opened, answer: Answer, said: "Sequence[Note]") -> "Mapping[str, Any]":
    """What the result was made of, and what its figures are."""
    from siberia_trade.explanations import described

    found = describe(question, opened.extracts, answer.rows, said)
    return {**found, "indicators": described(indicators_of(question), question.measure, answer.rows.currency)}
