"""The part of each command that is its own: what to read, which indicator, what to say. One file per command."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from siberia_trade.commands import dependence, shares, structure, turnover
from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.tabulate import Answer

COMMANDS: Final[Mapping[str, Callable[[Question, Sequence[Extract]], Answer]]] = {
    "turnover": turnover.answer,
    "shares": shares.answer,
    "structure": structure.answer,
    "dependence": dependence.answer,
}
