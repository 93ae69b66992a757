"""Code lists that a column map may name for its places: each is the way in which one of the sources writes them."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import polars as pl

from siberia_trade import names, reference
from siberia_trade.errors import AmbiguousNameError, StradeError
from siberia_trade.readers import comexstat, comext, comtrade, fcs, gacc, labels, tidy
from siberia_trade.readers.spec import Aggregate, LabelError, Labels, Unknown
from siberia_trade.schema import UNDISCLOSED, UNION

#: Marks of footnotes behind a name: `1)`, `*`, `²`.
_FOOTNOTE: Final = re.compile(r"\s*(?:\d\)|[*¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?)\s*$")
#: How labels of subtotals begin, as `fold` makes them.
_SUM: Final = re.compile(
    r"(?:итого|всего|в том числе|из них|в т\. ?ч\.|sub-?total|total|of which|including|davon|darunter"
    r"|insgesamt|summe|其中)(?!\w)"
)
_COUNTED_TOO: Final = (
    "whose parts may be counted too: the column map can say in `leave_out` that it does not count, or in `labels` as "
    "what"
)


@cache
def _iso() -> Mapping[str, str]:
    listed = reference.countries().values()
    return {code: place.code for place in listed for code in (place.alpha3, place.code) if code}


@cache
def _m49() -> Mapping[str, str]:
    """By the number with and without the zeros in front."""
    places = [place for place in reference.countries().values() if place.m49]
    return {number: place.code for place in places for number in (place.m49, place.m49.lstrip("0"))}


def _listed(known: Callable[[], Mapping[str, str]]) -> Labels:
    """Labels that are in a list as they stand, in capitals or not."""

    def decode(label: str) -> str | Unknown | Aggregate | None:
        text = label.strip()
        return (known().get(text.upper()) or labels.unlisted(text)) if text else None

    return Labels(known, decode)


#: Code lists of countries, by the name that a map gives them.
COUNTRIES: Final[Mapping[str, Labels]] = {
    "names": tidy.TIDY.labels["partner"],
    "iso": _listed(_iso),
    "m49": _listed(_m49),
    "comtrade": comtrade.COMTRADE.labels["partner"],
    "comext": comext.COMEXT.labels["partner"],
    "fcs": fcs.FCS.labels["partner"],
    "gacc": gacc.GACC.labels["partner"],
    "mdic": comexstat.COMEXSTAT.labels["partner"],
}
#: Code lists of regions.
REGIONS: Final[Mapping[str, Labels]] = {
    "names": tidy.TIDY.labels["region"],
    "iso": tidy.TIDY.labels["region"],
    "fcs": fcs.FCS.labels["region"],
    "gacc": gacc.GACC.labels["region"],
    "mdic": comexstat.COMEXSTAT.labels["region"],
}


def reporters(countries: Labels) -> Labels:
    """The same list for the country whose statistics these are, which must be one."""

    def decode(label: str) -> str:
        code = countries.decode(label)
        if not isinstance(code, str) or code == UNDISCLOSED:
            raise LabelError("is no reporting country that the lists hold")
        return code

    return Labels(countries.known, decode)


def with_own(listed: Labels, own: Mapping[str, str], kind: names.GroupKind) -> Labels:
    """The same list, with labels of the map's own before it; marks of footnotes behind names do not matter.

    What no list holds is refused where it is a group of places, or looks like a sum: its parts may be counted too.
    """
    by_fold = {fold(label): code for label, code in own.items()}

    def decode(label: str) -> Any:
        if code := by_fold.get(fold(label)):
            return code
        code = listed.decode(label)
        if isinstance(code, Unknown) and (plain := _FOOTNOTE.sub("", label)) != label:
            code = by_fold.get(fold(plain)) or listed.decode(plain)
        if isinstance(code, Unknown) or code == UNION:
            _refuse_group(label, kind)
            _refuse_sum(label)
        return code

    def identity(label: str) -> str:
        return fold(label) if fold(label) in by_fold else listed.identity(label)

    return Labels(lambda: {**listed.known(), **own}, decode, identity, listed.begins, listed.folds)


def _refuse_group(label: str, kind: names.GroupKind) -> None:
    """Refuse a name of several places: of all of them together, or of one that it does not tell."""
    resolve = names.resolve_region if kind == "regions" else names.resolve_partner
    try:
        choice = resolve(label, names.load_groups(kind))
    except AmbiguousNameError as error:
        raise LabelError(f"{error.message.partition('` ')[2]}; `labels` of the column map can say which") from None
    except StradeError:
        return
    if choice.kind == "group":
        raise LabelError(f"is a group, {choice.names.en}, {_COUNTED_TOO}")


def _refuse_sum(label: str) -> None:
    if _SUM.match(fold(label)):
        raise LabelError(f"looks like a sum of other rows, {_COUNTED_TOO}")


def commodity_or_blank(label: str) -> str | Unknown | Aggregate | None:
    """An HS code of 2 to 10 digits; None where the cell is blank."""
    if not label.strip():
        return None
    code = labels.commodity(label)
    if isinstance(code, Unknown):
        _refuse_sum(label)
    return code


def fold(label: str) -> str:
    """A label as labels of a map are compared: `readers.included.folded` does the same to a column."""
    return " ".join(label.split()).lower()


def country(text: str) -> str:
    """The country that a map means, or what is not disclosed."""
    choice = names.resolve_partner(text, {}) if text != UNDISCLOSED else None
    if choice is not None and choice.kind != "country":
        raise StradeError(f"`{text}` is no country")
    return choice.id if choice else UNDISCLOSED


def region(text: str) -> str:
    """The region that a map means, or what is not disclosed."""
    choice = names.resolve_region(text, {}) if text != UNDISCLOSED else None
    if choice is not None and choice.kind != "region":
        raise StradeError(f"`{text}` is no region", hint="A country is a `reporter` or a `partner`.")
    return choice.id if choice else UNDISCLOSED


def commodity(text: str) -> str:
    """The HS code that a map means."""
    try:
        code = labels.commodity(text)
    except LabelError as error:
        raise StradeError(f"`{text}` {error}") from None
    if not isinstance(code, str):
        raise StradeError(f"`{text}` is no HS code of 2 to 10 digits")
    return code


def mended_number(column: pl.Expr) -> pl.Expr:
    """A number with a hyphen for its minus and a plain apostrophe, however they are typed: `− 1’000`."""
    plain = column.str.strip_chars().str.replace_all("’", "'", literal=True)
    return plain.str.replace(r"^[-−–][ \u00a0\u2009\u202f]*(\d)", "-$1")


def mended_commodities(own: Mapping[str, str]) -> Callable[[pl.Expr], pl.Expr]:
    """How codes of commodities are mended: labels of the map's own become codes, `4407 11 000 0` and `4407.11` too.

    What has an odd number of digits stays as it is: `4407.1` may be 4407.10 without its zero, or a number. But
    `270900.0` is a code that a data frame wrote as a number.
    """
    by_fold = {fold(label): code for label, code in own.items()}

    def mend(column: pl.Expr) -> pl.Expr:
        text = column.str.strip_chars().str.replace(r"^(\d+)[.,]0$", "$1")
        digits = text.str.replace_all(r"[ .,\u00a0]", "")
        in_groups = text.str.contains(r"^\d{2}(\d{2})?([ .,\u00a0]\d{1,6})+$") & (digits.str.len_bytes() % 2 == 0)
        text = pl.when(in_groups).then(digits).otherwise(text)
        if not by_fold:
            return text
        key = text.str.replace_all(r"\s+", " ").str.to_lowercase()
        return key.replace_strict(list(by_fold), list(by_fold.values()), default=text, return_dtype=pl.String)

    return mend
