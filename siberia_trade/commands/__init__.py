"""The part of each command that is its own: what to read, what to prepare, what to say. One file per command."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from siberia_trade.question import Question
from siberia_trade.readers import Extract
from siberia_trade.tabulate import Answer


def answer(question: Question, extracts: Sequence[Extract]) -> Answer:
    """Let the command of a question do its part; no other is loaded."""
    command = import_module(f"siberia_trade.commands.{question.command}")
    return cast("Callable[[Question, Sequence[Extract]], Answer]", command.answer)(question, extracts)
