"""Rows in the plainest form: with nothing about them that would have to be looked at, said, or refused."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade import reference
from siberia_trade.readers import Extract
from siberia_trade.readers.rows import BAD_LINE, QUOTED
from siberia_trade.translate import CODE, code_of

#: What codes are from and below, in the order of text, but for a chapter that is reserved, and for what is withheld.
_FIRST_CODE: Final = "01"
_BEYOND_CODES: Final = "98"
_RESERVED: Final = "77"
_WITHHELD: Final = "XXXXXXXXXX"
#: Dimensions whose labels our lists may not hold.
LISTED: Final = ("region", "partner", "commodity")


def is_usual(extract: Extract, amount: str, keys: Sequence[str], *, of_many: bool) -> pl.Expr | None:
    """Whether a row is plain: of the right length, with plain numbers and labels that are listed.

    None for files of which rows cannot be plain: where anybody may be the author, codes are of several editions, or
    numbers have marks of thousands. Where all of a large file is read, with rows ``of_many``, only what the answer
    depends on is looked at, in the cheapest way: each look at each row is a tenth of the time of the answer.
    """
    spec = extract.spec
    if spec.by_anybody or spec.thousands or extract.classification or "classification" in extract.places:
        return None
    usual = [~pl.col(BAD_LINE), ~pl.col(QUOTED)]
    code = pl.col("commodity")
    others = [] if of_many else [field for field in spec.amounts if field in extract.places and field != amount]
    usual.append(is_plain_amount(extract, amount, of_many=of_many))
    usual += [extract.is_plain(field, or_empty=True) for field in others]
    if "commodity" in extract.places:
        summed = of_many and "commodity" not in keys
        begins = code.is_between(pl.lit(_FIRST_CODE), pl.lit(_BEYOND_CODES)) & ~code.str.starts_with(_RESERVED)
        begins |= code == _WITHHELD
        usual.append(begins if summed else code.str.contains(_plain_codes()))
    usual += [is_listed(extract, name) for name in unlisted_dimensions(extract, keys) if name != "commodity"]
    return pl.all_horizontal(usual).fill_null(False)


def is_plain_amount(extract: Extract, amount: str, *, of_many: bool) -> pl.Expr:
    """Whether an amount is there, as a plain number."""
    if of_many:
        return extract.plain_amount(amount).is_not_null() & ~extract.is_odd(amount)
    return extract.is_plain(amount)


def _plain_codes() -> str:
    """A pattern of whole codes of chapters that are known, and of withheld ones."""
    return rf"^(?:(?:{'|'.join(sorted(reference.hs_chapters()))})(?:[0-9]{{2}}){{0,4}}|X{{10}})$"


def unlisted_dimensions(extract: Extract, keys: Sequence[str]) -> list[str]:
    """Dimensions whose labels are looked at one by one only to say which the lists do not hold.

    Commodities always: as a key their labels are cut to the depth of the question.
    """
    return [name for name in LISTED if name in extract.places and (name not in keys or name == "commodity")]


def is_listed(extract: Extract, name: str) -> pl.Expr:
    """Whether a label of a dimension is, as it stands, one that the lists hold."""
    if name == "commodity":
        code = code_of(extract)
        known = sorted({*reference.hs_chapters(), "XX", "SS"})
        of_system = pl.lit(True) if extract.classification else code.str.slice(0, 2).is_in(known)
        return code.str.contains(CODE) & of_system
    labels = extract.spec.labels[name]
    return labels.key(pl.col(name)).is_in(list(labels.known()))
