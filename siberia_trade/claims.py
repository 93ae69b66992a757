"""What a paper prints, as claims: a question, where its answer is read, and what must be found there.

The claims of a study stand beside it: those of ``studies/NAME.yaml`` in ``studies/claims/NAME.yaml``.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from siberia_trade import config, reference
from siberia_trade.config import Study, strict_yaml
from siberia_trade.config.strict_yaml import Document, Node
from siberia_trade.errors import ConfigError, nearest, one_of, shorten
from siberia_trade.question import DEFAULT_STUDY, Options, ask
from siberia_trade.studies import find_study
from siberia_trade.table import Text
from siberia_trade.tabulate import columns_asked

#: What may be claimed, by the key that says it, and how it stands in print.
CHECKS: Final = {
    "value": "{}", "sign": "{}", "between": "{}–{}", "below": "< {}", "above": "> {}", "rank": "{}", "first": "{}",
    "last": "{}", "leading": "", "in_order": "", "exactly": "",
}  # fmt: skip
#: Checks of several names.
LISTS: Final = ("leading", "in_order", "exactly")
NUMBERS: Final = ("value", "between", "below", "above", "rank")
UNITS: Final = {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
COMMANDS: Final = ("turnover", "shares", "structure", "dependence")
#: Options that a claim may ask with: what is asked, not of which data or in which form.
OPTIONS: Final = (
    "region", "partner", "year", "month", "flow", "commodity", "grouping", "by", "of", "measure", "top", "sort",
)  # fmt: skip
_REPEATABLE: Final = ("region", "partner", "year", "month", "commodity")
_OPTIONAL: Final = (*CHECKS, "unit", "key", "where", "except", "sum_of", "doubt")

_PICKS: Final = ("where", "except", "sum_of")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Picks = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Claim:
    """One printed figure."""

    id: str
    what: Text
    #: Where it stands in print.
    place: Text
    #: The question as it is typed after `strade`.
    asked: str
    command: str
    options: Options
    column: str
    #: One of `CHECKS`, and what is printed.
    check: str
    printed: tuple[str, ...]
    unit: str
    #: Dimensions of the answer, as far as they tell its rows apart.
    dimensions: tuple[str, ...]
    #: Dimension of the names that `first`, `last` and the lists of names give.
    key: str
    #: Rows that are read; all but those left out where nothing is picked.
    where: Picks
    left_out: Picks
    #: Rows that are added up into one.
    sum_of: Picks
    #: Why the print contradicts itself; the claim is then shown but not required.
    doubt: Text | None


@dataclass(frozen=True)
class Claims:
    """All claims of one study."""

    source: Text
    claims: tuple[Claim, ...]


def find_claims(name: str | None, *, with_data: bool = True) -> list[tuple[Study, Claims]]:
    """Load a study and its claims, or all that are shipped with claims.

    Parameters
    ----------
    name
        Id or path of a study; None for all.
    with_data
        Whether the data files of the study must be there.

    Raises
    ------
    ConfigError
        All faults of the study and of its claims at once, each with its line; or there are no claims.
    """
    folder = reference.bundled("configs") / "studies"
    found = sorted(path.stem for path in folder.joinpath("claims").glob("*.yaml"))
    with_claims = sorted(found, key=lambda each: each != DEFAULT_STUDY)
    return [_load_both(each, with_claims, with_data=with_data) for each in ([name] if name else with_claims)]


def _load_both(name: str, with_claims: Sequence[str], *, with_data: bool) -> tuple[Study, Claims]:
    study, claims, faults = None, None, []
    path = config.find("studies", name, reference.bundled("configs"))
    beside = path.parent / "claims" / path.name
    try:
        study = find_study(name, with_data=with_data)
    except ConfigError as error:
        faults.append(error.message)
    if not beside.exists():
        faults.append(f"{beside}: there is no such file, so there are no printed figures to reproduce")
    else:
        try:
            claims = load_claims(beside, study)
        except ConfigError as error:
            faults.append(error.message)
    if study is None or claims is None:
        raise ConfigError("\n".join(faults), hint=f"Studies with printed figures: {', '.join(with_claims)}.")
    return study, claims


def load_claims(path: Path, study: Study | None) -> Claims:
    """Read and check claims.

    Parameters
    ----------
    path
        The YAML file.
    study
        What the questions are about where they do not say it; None where the study itself has faults.

    Raises
    ------
    ConfigError
        All faults of the file at once, each with its line.
    """
    document = strict_yaml.load(path)
    fields = document.fields(document.root, "", ("source", "claims"))
    source = document.languages(fields.get("source"), "`source`", ("en", "ru"))
    reader = _Reader(document, study)
    claims = [
        claim
        for key, node in document.mapping(fields.get("claims"), "`claims`", "id: claim")
        if (claim := reader.claim(document.text(key, "id of a claim"), node)) is not None
    ]
    document.raise_faults()
    return Claims(Text(**source), tuple(claims))


class _Reader:
    """Reads the claims of one document; faults are noted there."""

    def __init__(self, document: Document, study: Study | None) -> None:
        self.document = document
        self.study = study
        self.columns: dict[str, tuple[tuple[str, ...], tuple[str, ...]] | None] = {}

    def claim(self, name: str, node: Node) -> Claim | None:
        """Read one claim; None where it has a fault."""
        document, what = self.document, f"claim `{shorten(name)}`"
        fields = document.fields(node, what, ("what", "place", "ask", "column"), _OPTIONAL)
        texts = {key: Text(**self._languages(fields, key, what)) for key in ("what", "place", "doubt") if key in fields}
        checks = [key for key in CHECKS if key in fields]
        if len(checks) != 1:
            document.fault(node.line, f"{what}: give one of {one_of(list(CHECKS))}, not {len(checks)}")
        asked = document.text(fields.get("ask"), f"`ask` of {what}")
        column = document.text(fields.get("column"), f"`column` of {what}")
        key = document.text(fields.get("key"), f"`key` of {what}")
        unit = document.text(fields.get("unit"), f"`unit` of {what}")
        if unit and unit not in UNITS:
            document.fault(fields["unit"].line, f"`unit` of {what} is {one_of(list(UNITS))}, not `{shorten(unit)}`")
        picks = {each: dict(self._picks(fields.get(each), f"`{each}` of {what}")) for each in _PICKS}
        known = self._known(fields, what, asked)
        if known is None or len(checks) != 1 or not {"what", "place"} <= texts.keys():
            return None
        columns, dimensions = known
        self._expect_columns(fields, what, column, key, picks, columns)
        if not key and checks[0] in ("first", "last", *LISTS):
            if len(dimensions) != 1:
                document.fault(node.line, f"{what}: `key` must say which of {one_of(dimensions)} is named")
            key = (*dimensions, "")[0]
        command, options = _parse(asked)
        return Claim(
            name, texts["what"], texts["place"], asked, command, options, column, checks[0],
            self._printed(fields[checks[0]], checks[0], what), unit, dimensions, key,
            picks["where"], picks["except"], picks["sum_of"], texts.get("doubt"),
        )  # fmt: skip

    def _languages(self, fields: Mapping[str, Node], key: str, what: str) -> dict[str, str]:
        return self.document.languages(fields[key], f"`{key}` of {what}", ("en", "ru"))

    def _known(self, fields: Mapping[str, Node], what: str, asked: str) -> Any:
        """Columns and dimensions of the answer to a question; None where it is none."""
        if asked and asked not in self.columns:
            self.columns[asked] = None
            self.document.read(fields["ask"], f"`ask` of {what}", asked, self._ask)
        return self.columns.get(asked)

    def _ask(self, asked: str) -> str:
        command, options = _parse(asked)
        question = ask(command, {**options, "study": self.study} if self.study else {**options, "data": "-"})
        dimensions = tuple(name for name in question.by if command != "structure" or name != "flow")
        self.columns[asked] = columns_asked(question), dimensions
        return asked

    def _expect_columns(
        self,
        fields: Mapping[str, Node],
        what: str,
        column: str,
        key: str,
        picks: Mapping[str, Picks],
        columns: tuple[str, ...],
    ) -> None:
        named = [("column", column), ("key", key), *((each, name) for each in _PICKS for name in picks[each])]
        for where, name in named:
            if name and name not in columns:
                near = nearest(name, columns)
                meant = f"; did you mean {one_of(near)}?" if near else f"; it has {', '.join(columns)}"
                self.document.fault(fields[where].line, f"{what}: its answer has no column `{shorten(name)}`{meant}")

    def _picks(self, node: Node | None, what: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for key, value in self.document.mapping(node, what, "column: value"):
            yield self.document.text(key, f"column in {what}"), self.document.texts(value, what)

    def _printed(self, node: Node, check: str, what: str) -> tuple[str, ...]:
        """What is printed, as many words or numbers as the check takes."""
        printed = self.document.texts(node, f"`{check}` of {what}")
        count = 2 if check == "between" else 1
        if check not in LISTS and len(printed) != count:
            self.document.fault(node.line, f"`{check}` of {what} takes {count}, not {len(printed)}")
        if check == "sign" and printed not in {("+",), ("-",)}:
            self.document.fault(node.line, f'`sign` of {what} is "+" or "-"')
        for text in printed if check in NUMBERS else ():
            if not _NUMBER.fullmatch(text):
                self.document.fault(node.line, f"`{check}` of {what}: `{shorten(text)}` is no number")
        return printed


def _parse(asked: str) -> tuple[str, Options]:
    """Take a question as it is typed apart into its command and options."""
    try:
        words = shlex.split(asked)
    except ValueError as error:
        raise ConfigError(f"`{shorten(asked)}` cannot be read: {error}") from None
    if not words or words[0] not in COMMANDS:
        raise ConfigError(f"`{shorten(asked)}` does not begin with {one_of(COMMANDS)}")
    options: dict[str, Any] = {}
    rest = iter(word for each in words[1:] for word in (each.split("=", 1) if each.startswith("--") else [each]))
    for word in rest:
        name = word.removeprefix("--")
        if name == word or name not in OPTIONS:
            near = nearest(name, OPTIONS)
            meant = f"did you mean {one_of([f'--{each}' for each in near])}?" if near else f"known: {one_of(OPTIONS)}"
            raise ConfigError(f"`{shorten(word)}` is no option of a claim; {meant}")
        value = next(rest, None)
        if value is None:
            raise ConfigError(f"{word} has no value")
        if name in _REPEATABLE:
            options.setdefault(name, []).append(value)
        else:
            options[name] = value
    return words[0], Options(**options)  # type: ignore[typeddict-item]
