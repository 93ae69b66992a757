"""What a paper prints, as claims: a question, where its answer is read, and what must be found there.

The claims of a study stand beside it: those of ``studies/NAME.yaml`` in ``studies/claims/NAME.yaml``.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from siberia_trade import config, reference
from siberia_trade.config import Study, strict_yaml
from siberia_trade.config.strict_yaml import Document, Fields, Node
from siberia_trade.errors import ConfigError, StradeError, nearest, one_of, shorten
from siberia_trade.indicators.registry import COMMANDS
from siberia_trade.options import Options
from siberia_trade.question import DEFAULT_STUDY, ask
from siberia_trade.schema import TIME_DIMENSIONS
from siberia_trade.studies import find_study
from siberia_trade.table import Text
from siberia_trade.tabulate import columns_asked, figures_of

#: What may be claimed, by the key that says it, and how it stands in print.
CHECKS: Final = {
    "value": "{}", "sign": "{}", "between": "{}–{}", "below": "< {}", "above": "> {}", "rank": "{}", "first": "{}",
    "last": "{}", "leading": "", "in_order": "", "exactly": "",
}  # fmt: skip
#: Checks of several names.
LISTS: Final = ("leading", "in_order", "exactly")
NUMBERS: Final = ("value", "between", "below", "above", "rank")
UNITS: Final = {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
#: Options that a claim may ask with: what is asked, not of which data or in which form.
OPTIONS: Final = (
    "region", "partner", "year", "month", "flow", "commodity", "grouping", "by", "of", "over", "n", "base", "decompose",
    "jump", "between", "similar_to", "measure", "top", "sort",
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
    study, claims, faults, hint = None, None, [], ""
    path = config.find("studies", name, reference.bundled("configs"))
    beside = path.parent / "claims" / path.name
    try:
        study = find_study(name, with_data=with_data)
    except ConfigError as error:
        faults.append(error.message)
    if not beside.exists():
        faults.append(f"the study `{path.stem}` has no printed figures to reproduce: {beside} is not there")
        hint = f"Studies with printed figures: {', '.join(with_claims)}."
    else:
        try:
            claims = load_claims(beside, study)
        except ConfigError as error:
            faults.append(error.message)
    if study is None or claims is None:
        raise ConfigError("\n".join(faults), hint=hint)
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
    questions = _Questions(study)
    claims = [
        claim
        for key, node in document.mapping(fields.get("claims"), "`claims`", "id: claim")
        if (claim := _ClaimReader(document, questions, document.text(key, "id of a claim"), node).read()) is not None
    ]
    document.raise_faults()
    return Claims(Text(**source), tuple(claims))


@dataclass(frozen=True)
class _Asked:
    """What is known of the answer to a question before it is asked."""

    command: str
    options: Options
    columns: tuple[str, ...]
    #: Those that tell the rows apart.
    dimensions: tuple[str, ...]
    #: Those that hold no numbers.
    words: frozenset[str]
    #: Those that are counted in thousands or millions.
    amounts: frozenset[str]


class _Questions:
    """The questions of one file, each looked at once."""

    def __init__(self, study: Study | None) -> None:
        self.study = study
        self.known: dict[str, _Asked | StradeError] = {}

    def find(self, asked: str) -> _Asked | None:
        """What is known of a question; None where that depends on a study that has faults itself."""
        if asked not in self.known:
            try:
                self.known[asked] = self._look(asked)
            except StradeError as error:
                self.known[asked] = error
        found = self.known[asked]
        if isinstance(found, StradeError):
            raise found
        return found if self.study else None

    def _look(self, asked: str) -> _Asked:
        command, options = _parse(asked)
        if self.study is None:  # its grouping may be what gives a commodity its name
            question = ask(command, {**options, "commodity": None, "data": "-"})
        else:
            question = ask(command, {**options, "study": self.study})
        columns = columns_asked(question)
        if question.sort is not None and question.sort not in columns and not question.further:
            raise ConfigError(f"there is no column `{shorten(question.sort)}` to sort by")
        added = {"flow"} if command == "structure" or "flow" not in str(options.get("by", "")) else set()
        dimensions = tuple(name for name in question.by if name not in added)
        amounts = (each.in_unit(question.measure, "usd") for each in figures_of(question) if each.kind == "money")
        words = {"top_partner", "level", *question.by, *(f"{name}_name" for name in question.by)}
        return _Asked(command, options, columns, dimensions, frozenset(words), frozenset(amounts))


class _ClaimReader:
    """Reads one claim; faults are noted in its document, all of them."""

    def __init__(self, document: Document, questions: _Questions, name: str, node: Node) -> None:
        self.document = document
        self.questions = questions
        self.name = name
        self.node = node
        self.what = f"claim `{shorten(name)}`"
        self.fields = document.fields(node, self.what, ("what", "place", "ask", "column"), _OPTIONAL)

    def fault(self, key: str, problem: str) -> None:
        """Note a fault of the line where a key stands, or else of the claim."""
        self.document.fault(self.fields.get(key, self.node).line, problem)

    def read(self) -> Claim | None:
        """Read the claim; None where what it asks cannot be known."""
        if not isinstance(self.node, Fields):
            return None
        texts = {key: self._languages(key) for key in ("what", "place", "doubt") if key in self.fields}
        column, key, unit = (self._text(each) for each in ("column", "key", "unit"))
        picks = {each: dict(self._picks(each)) for each in _PICKS}
        checks = [each for each in CHECKS if each in self.fields]
        if len(checks) != 1:
            self.fault("", f"{self.what}: give one of {one_of(list(CHECKS))}, not {len(checks)}")
        printed = {check: self._printed(check) for check in checks}
        asked = self._asked(self._text("ask"))
        if asked is not None:
            self._expect_columns(asked, column, key, picks)
        for check in checks:
            self._expect(check, asked, column, unit, picks["where"])
            key = key or self._key(check, asked)
        if asked is None or len(checks) != 1 or not {"what", "place"} <= texts.keys():
            return None
        return Claim(
            self.name, texts["what"], texts["place"], self._text("ask"), asked.command, asked.options, column,
            checks[0], printed[checks[0]], unit, asked.dimensions, key,
            picks["where"], picks["except"], picks["sum_of"], texts.get("doubt"),
        )  # fmt: skip

    def _text(self, key: str) -> str:
        return self.document.text(self.fields.get(key), f"`{key}` of {self.what}")

    def _languages(self, key: str) -> Text:
        return Text(**self.document.languages(self.fields[key], f"`{key}` of {self.what}", ("en", "ru")))

    def _picks(self, key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        what = f"`{key}` of {self.what}"
        for column, values in self.document.mapping(self.fields.get(key), what, "column: value"):
            yield self.document.text(column, f"column in {what}"), self.document.texts(values, what)

    def _asked(self, asked: str) -> _Asked | None:
        try:
            return self.questions.find(asked) if asked else None
        except StradeError as error:
            self.fault("ask", f"`ask` of {self.what}: {error.message}" + (f" ({error.hint})" if error.hint else ""))
            return None

    def _printed(self, check: str) -> tuple[str, ...]:
        """What is printed, as many words or numbers as the check takes."""
        faults = self.document.fault_count
        printed = self.document.texts(self.fields[check], f"`{check}` of {self.what}")
        count = 2 if check == "between" else 1
        if self.document.fault_count > faults:
            return printed
        if check not in LISTS and len(printed) != count:
            self.fault(check, f"`{check}` of {self.what} takes {count}, not {len(printed)}")
        elif check == "sign" and printed not in {("+",), ("-",)}:
            self.fault(check, f'`sign` of {self.what} is "+" or "-"')
        elif check in NUMBERS and (bad := [text for text in printed if not _NUMBER.fullmatch(text)]):
            self.fault(check, f"`{check}` of {self.what}: `{shorten(bad[0])}` is no number")
        elif check == "between" and Decimal(printed[0]) > Decimal(printed[1]):
            self.fault(check, f"`between` of {self.what} begins with the smaller number")
        elif check == "rank" and not (printed[0].isdigit() and int(printed[0])):
            self.fault(check, f"`rank` of {self.what} is a whole number from 1")
        return printed

    def _expect_columns(self, asked: _Asked, column: str, key: str, picks: Mapping[str, Picks]) -> None:
        """Expect that the answer has the columns that the claim names."""
        named = [("column", column), ("key", key), *((each, name) for each in _PICKS for name in picks[each])]
        for where, name in named:
            in_dollars = re.sub("_[a-z]{3}$", "_usd", name)  # the currency is known when the data are read
            if name and not {name, in_dollars} & set(asked.columns):
                near = nearest(name, asked.columns)
                meant = f"; did you mean {one_of(near)}?" if near else f"; it has {', '.join(asked.columns)}"
                self.fault(where, f"{self.what}: its answer has no column `{shorten(name)}`{meant}")
            elif where == "key" and name and name not in asked.dimensions:
                self.fault(where, f"{self.what}: `key` is a dimension of its answer, not `{name}`")

    def _expect(self, check: str, asked: _Asked | None, column: str, unit: str, where: Picks) -> None:
        """Expect that the column can hold what is claimed of it."""
        if asked is not None and check != "exactly" and column in asked.words:
            self.fault("column", f"{self.what}: the column `{column}` holds no numbers")
        if unit and unit not in UNITS:
            self.fault("unit", f"`unit` of {self.what} is {one_of(list(UNITS))}, not `{shorten(unit)}`")
        elif unit and (check not in ("value", "between", "below", "above") or not _is_amount(asked, column)):
            self.fault("unit", f"{self.what}: `{check}` of `{shorten(column)}` has no unit")
        if check == "rank" and not set(where) - set(TIME_DIMENSIONS):
            self.fault(check, f"{self.what}: `where` must say whose rank is meant")

    def _key(self, check: str, asked: _Asked | None) -> str:
        """The one dimension of the answer, where names are claimed and `key` does not say of which."""
        if asked is None or check not in ("first", "last", *LISTS):
            return ""
        if not asked.dimensions:
            self.fault("", f"{self.what}: its answer is one row, of which nothing is first or named")
        elif len(asked.dimensions) > 1:
            self.fault("", f"{self.what}: `key` must say which of {one_of(asked.dimensions)} is named")
        return (*asked.dimensions, "")[0]


def _is_amount(asked: _Asked | None, column: str) -> bool:
    """Whether a column is money or weight; so it may be, where the answer is not known."""
    return asked is None or column not in asked.columns or column in asked.amounts


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
        name = word.removeprefix("--").replace("-", "_")
        if not word.startswith("--") or name not in OPTIONS:
            known = ", ".join(f"--{each.replace('_', '-')}" for each in OPTIONS)
            raise ConfigError(f"`{shorten(word)}` is no option of a claim; known: {known}")
        value = next(rest, None)
        if value is None:
            raise ConfigError(f"{word} has no value")
        if name in _REPEATABLE:
            options.setdefault(name, []).append(value)
        else:
            options[name] = value
    return words[0], Options(**options)  # type: ignore[typeddict-item]
