"""The four questions. Read this file first: each function is the whole path from files to a finished table.

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

from collections.abc import Callable, Sequence
from typing import Unpack

from siberia_trade import notes
from siberia_trade.commands import dependence as dependence_command
from siberia_trade.commands import shares as shares_command
from siberia_trade.commands import structure as structure_command
from siberia_trade.commands import turnover as turnover_command
from siberia_trade.errors import StradeError
from siberia_trade.meta import describe, sample_notes
from siberia_trade.question import Options, Question, ask
from siberia_trade.readers import Extract, QuotesFound, open_extracts
from siberia_trade.table import Table
from siberia_trade.tabulate import Answer, finish

__all__ = ["dependence", "shares", "structure", "turnover"]

Command = Callable[[Question, Sequence[Extract]], Answer]


def turnover(**options: Unpack[Options]) -> Table:
    """Exports, imports, turnover and balance.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, balance_usd, exports_pct_of_turnover,
    imports_pct_of_turnover, coverage_ratio``, and with ``year`` among the dimensions ``turnover_growth_pct``.
    See `siberia_trade.indicators.turnover` for formulas and nulls.
    """
    return _answer("turnover", options, turnover_command.answer)


def shares(**options: Unpack[Options]) -> Table:
    """What part of a whole each row is.

    Columns: the dimensions, then ``exports_usd, imports_usd, turnover_usd, exports_share_pct, imports_share_pct,
    turnover_share_pct``. The whole is the selection itself, or with ``of`` the same selection of another region, or of
    the ``world`` of partners. See `siberia_trade.indicators.shares`.
    """
    return _answer("shares", options, shares_command.answer)


def structure(**options: Unpack[Options]) -> Table:
    """Trade by commodity.

    Columns: further dimensions, ``flow, commodity, commodity_name, value_usd, share_pct, rank``.
    See `siberia_trade.indicators.structure`.
    """
    return _answer("structure", options, structure_command.answer)


def dependence(**options: Unpack[Options]) -> Table:
    """How far a region leans on a partner, and on how few partners.

    Columns: the dimensions, then ``exports_share_pct, imports_share_pct, turnover_share_pct, partner_rank,
    top_partner, top_partner_share_pct, partners, exports_hhi, imports_hhi, turnover_hhi``.
    See `siberia_trade.indicators.dependence`.
    """
    return _answer("dependence", options, dependence_command.answer)


def _answer(name: str, options: Options, command: Command) -> Table:
    """Resolve the options, open the files, let the command do its part, finish the table."""
    question = ask(name, options)
    with open_extracts(question.data, question.source) as opened:
        try:
            answer = command(question, opened.extracts)
        except QuotesFound:
            opened = opened.unquoted()
            answer = command(question, opened.extracts)
        said = [*answer.rows.notes, *answer.notes, *sample_notes(opened.extracts)]
        said += [notes.rates_unused()] if question.rates else []
        said += [notes.passed_over(opened.passed_over)] if opened.passed_over else []
        doubts = [note.text.en for note in said if note.level == "doubt"]
        if question.strict and doubts:
            raise StradeError("strict: " + "; ".join(doubts), hint="Without --strict these are notes.")
        meta = describe(question, opened.extracts, answer.rows, said) if options.get("meta", True) else {}
        return finish(question, answer, said, meta)
