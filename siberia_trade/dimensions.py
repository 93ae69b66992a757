"""Which dimensions make up the rows of an answer, and which options do not go together."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from siberia_trade.errors import UsageError, one_of
from siberia_trade.names import Choice
from siberia_trade.options import as_texts, read_one
from siberia_trade.schema import DIMENSIONS

if TYPE_CHECKING:
    from siberia_trade.question import Question

#: Dimensions that are no field of the record: one row for each `--region`, and one row in all.
GROUP: Final = "group"
NONE: Final = "none"
#: What a concentration or a shift may be over, and those of it that are places.
DIVIDED: Final = ("partner", "commodity", "region", "reporter")
PLACES: Final = ("region", "reporter")
DECOMPOSITIONS: Final = ("price", "shift-share")


def read_by(command: str, given: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The dimensions of the rows that were named, and those that are always among them; None where none were."""
    value = given.get("by")
    if value is None:
        return None
    words = [word.strip().casefold() for text in as_texts(value) for word in text.split(",") if word.strip()]
    if NONE in words and len(words) > 1:
        raise UsageError("`none` stands alone in --by")
    if not words:
        raise UsageError("--by is empty", hint=f"It takes {one_of((*DIMENSIONS, GROUP, NONE))}.")
    by = tuple(dict.fromkeys(word for word in words if word != NONE))
    return _completed(command, by, given)


def _completed(command: str, by: tuple[str, ...], given: Mapping[str, Any]) -> tuple[str, ...]:
    """The dimensions named, and those that are always among the rows of a command."""
    if command == "structure":
        return (*(name for name in by if name not in ("flow", "commodity")), "flow", "commodity")
    if command == "growth" and "year" not in by:
        by = ("year", *by)
    by_flow = command == "concentration" or given.get("similar_to") or given.get("decompose") == "price"
    return (*by, "flow") if by_flow and "flow" not in by else by


def lifted(command: str, by: tuple[str, ...] | None, over: str | None, given: Mapping[str, Any]) -> Collection[str]:
    """Choices of the study that do not count, as the rows tell them apart or the years are chosen otherwise."""
    by_year = command == "growth" or given.get("between")
    return {*(by or ()), over or "", "year" if by_year else ""}


def read_over(command: str, given: Mapping[str, Any]) -> str | None:
    """What a concentration or a shift is over."""
    over = read_one("over", given.get("over"), DIVIDED)
    if command == "concentration":
        return over or "partner"
    if given.get("decompose") == "shift-share":
        return over or "commodity"
    if over:
        raise UsageError("--over is for `growth --decompose shift-share` and `concentration`")
    return None


def refuse_contradictions(question: "Question", given: Mapping[str, Any]) -> None:
    """Options that do not go together, each with what to do."""
    if question.over in question.by and question.command == "concentration":
        raise UsageError(f"--by {question.over} and --over {question.over}: rows cannot be what they are divided into")
    if question.command == "specialisation" and "flow" in question.by and not question.similar_to:
        raise UsageError("`flow` is no row of `specialisation`, which sets exports against imports", hint="Use --flow.")
    if question.between and question.similar_to:
        raise UsageError("--between and --similar-to do not go together")
    if question.between and ("year" in given or "year" in question.by):
        raise UsageError("--between says which years: --year and `--by year` do not go with it")
    _refuse_nothing_to_compare(question)
    if question.similar_to and question.of:
        raise UsageError("--similar-to and --of do not go together: each names what is compared with")
    if question.similar_to and "commodity" in question.by:
        raise UsageError("--similar-to compares all commodities at once: they cannot be rows")
    if question.decompose == "shift-share" and question.of is None:
        raise UsageError("--decompose shift-share needs --of: the whole whose growth is compared", hint="--of russia")
    if question.of and question.command == "growth" and question.decompose != "shift-share":
        raise UsageError("--of is for `growth --decompose shift-share` only")
    if question.decompose == "price" and "measure" in given and question.measure != "value":
        raise UsageError("--decompose price parts values: it reads values and weights both")
    if question.base and question.decompose:
        raise UsageError("--base does not go with --decompose: each year is held against the one before")
    if "jump" in given and question.decompose != "price":
        raise UsageError("--jump is for `growth --decompose price` only")


def _refuse_nothing_to_compare(question: "Question") -> None:
    """Options with which a specialisation would set nothing against anything."""
    if question.command != "specialisation" or question.similar_to:
        return
    if question.between and question.of:
        raise UsageError("--of does not go with --between")
    if question.of and "commodity" not in question.by:
        raise UsageError(
            "--of compares commodity by commodity, and --by has none",
            hint="Add `commodity` to --by, or ask --similar-to for one figure of them all.",
        )
    if question.flow and not question.of and not question.between:
        raise UsageError(
            "--flow leaves nothing to set against each other",
            hint="Of one flow alone there are comparative advantage (--of), similarity (--similar-to) and changes "
            "(--between).",
        )


def without(question: "Question", name: str) -> str:
    """What to ask where the data are not divided by a dimension."""
    if name == "commodity" and question.command in ("structure", "specialisation"):
        return f"`{question.command}` needs commodities; ask for `turnover`."
    if name == question.over:
        return "Choose another --over."
    if name in question.by:
        return f"Leave `{name}` out of --by." if question.by_given else ""
    if question.decompose == "price":
        return "`growth` alone needs no commodities."
    return "Leave out --commodity." if question.commodities else ""


def default_by(command: str, regions: Sequence[Choice], given: Mapping[str, Any], over: str | None) -> tuple[str, ...]:
    """The dimensions of the rows where none were named."""
    if command == "structure":
        return ("flow", "commodity")
    if command == "specialisation" and not given.get("similar_to"):
        return ("commodity",)
    countries_only = bool(regions) and all(choice.kind == "country" for choice in regions)
    place = () if over in PLACES else ("reporter",) if countries_only else ("region",)
    return _completed(command, place, given)
