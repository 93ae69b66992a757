"""Records to sums: the only place where a large file is collected.

Rows are filtered and summed by the labels that the source wrote; the few sums are then translated to tidy codes.
Translation meets every label of the rows a question selects, so a label that cannot be is found, and its line said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from siberia_trade.errors import MissingDataError
from siberia_trade.readers import Extract
from siberia_trade.readers.spec import BAD_LINE, LabelError, Unknown
from siberia_trade.schema import SCALE, UNDISCLOSED
from siberia_trade.scope import Scope

#: Dimensions of a leaf row: what a publisher gives one figure for.
LEAF: Final = ("flow", "year", "month", "region", "partner", "commodity")
_AMOUNT_TYPE: Final = pl.Decimal(38, SCALE)
#: Dimensions whose labels our lists may not hold.
_LISTED: Final = ("region", "partner", "commodity")


@dataclass(frozen=True)
class UnknownLabel:
    """A label that our lists do not hold, with the rows and amount that it took to undisclosed."""

    dimension: str
    label: str
    rows: int
    amount: Any


@dataclass(frozen=True)
class Sums:
    """Sums of one extract by tidy dimensions, with what was noticed on the way."""

    #: ``year, month, flow, reporter``, the dimensions asked for, ``amount``, ``rows``.
    frame: pl.DataFrame
    unknown: tuple[UnknownLabel, ...]
    #: Rows without an amount: they add nothing.
    empty: int
    #: Rows that are the same as an earlier one, to the letter.
    repeated: int
    #: Numbers of digits of the commodity codes met.
    levels: frozenset[int]


def sum_extract(
    extract: Extract,
    scope: Scope,
    dimensions: Sequence[str],
    amount: str,
    *,
    depth: int = 10,
    distinct: bool = False,
) -> Sums:
    """Filter one extract and sum it.

    Parameters
    ----------
    extract
        An opened file.
    scope
        What to keep. The result may hold more than the scope (a dated group, a partner in an unusual spelling):
        apply the scope to it.
    dimensions
        Of ``region, partner, commodity, unit`` those to keep apart; year, month, flow and reporter always are.
    amount
        ``value`` or ``weight``.
    depth
        Number of digits of the commodity code that are kept.
    distinct
        Count rows that are the same to the letter once.

    Raises
    ------
    ExtractError
        For a line, number or label that cannot be, with its place.
    MissingDataError
        Where the extract has no such amount.
    """
    if amount not in extract.places:
        raise MissingDataError(
            f"{extract.label}: no column for {amount} ({', '.join(extract.spec.columns[amount]).upper()})",
            hint="Ask for `--measure value`." if amount == "weight" else "",
        )
    keys = [name for name in ("period", "flow", *dimensions) if name in extract.places]
    rows = extract.fields().filter(pl.col(BAD_LINE) | _may_be(extract, scope))
    if distinct:
        rows = rows.unique(subset=["line"], keep="any")
    by = [_commodity_key(depth).alias("commodity") if key == "commodity" else pl.col(key) for key in keys]
    found = rows.group_by(by).agg(*_sums(extract, amount, keys)).collect(engine="streaming")
    _refuse_bad_rows(extract, found, scope)
    frame, unknown = _translate(extract, found, keys)
    unlisted = [*unknown, *_unlisted(extract, found, scope, keys, amount)]
    lows, highs = found["shortest"].drop_nulls(), found["longest"].drop_nulls()
    return Sums(
        frame,
        tuple(unlisted),
        int(found["empty"].sum()),
        int((found["rows"] - found["different"]).sum()),
        frozenset([*lows.to_list(), *highs.to_list()]),
    )


def _may_be(extract: Extract, scope: Scope) -> pl.Expr:
    """Drop only what is surely outside the scope."""
    labels = extract.spec.labels
    kept = [labels["period"].may_be("period", scope.has_period)]
    if scope.flow is not None:
        kept.append(labels["flow"].may_be("flow", lambda code: code == scope.flow))
    if scope.partners is not None:
        partners = scope.partners.codes
        kept.append(labels["partner"].may_be("partner", lambda code: code in partners))
    if scope.area is not None and extract.spec.reporter not in scope.area.reporters:
        regions = scope.area.regions.codes
        kept.append(labels["region"].may_be("region", lambda code: code in regions))
    if scope.prefixes is not None:
        code = _padded()
        kept.append(pl.any_horizontal(code.str.starts_with(prefix) for prefix in scope.prefixes))
    return pl.all_horizontal(kept)


def _padded() -> pl.Expr:
    """Give a code with an odd number of digits back the zero that a spreadsheet took."""
    code = pl.col("commodity").str.strip_chars()
    return pl.when(code.str.len_bytes() % 2 == 1).then("0" + code).otherwise(code)


def _commodity_key(depth: int) -> pl.Expr:
    return _padded().str.slice(0, depth)


def _sums(extract: Extract, amount: str, keys: Sequence[str]) -> Iterable[pl.Expr]:
    yield extract.amount(amount).sum().alias("amount")
    yield pl.len().alias("rows")
    yield pl.col("line").hash().n_unique().alias("different")
    yield pl.col(BAD_LINE).sum().alias("bad_lines")
    yield extract.is_empty(amount).sum().alias("empty")
    for field in extract.spec.amounts:
        if field in extract.places:
            yield (extract.amount(field).is_null() & ~extract.is_empty(field)).sum().alias(f"bad_{field}")
    code = _padded()
    digits = pl.when(code.str.slice(0, 1).is_in(list("0123456789"))).then(code.str.len_bytes())
    yield digits.min().alias("shortest")
    yield digits.max().alias("longest")
    for name in _unlisted_dimensions(extract, keys):
        yield (~_is_listed(extract, name)).sum().alias(f"unlisted_{name}")


def _unlisted_dimensions(extract: Extract, keys: Sequence[str]) -> list[str]:
    """Dimensions that are summed over: their labels are only looked at to say which the lists do not hold."""
    return [name for name in _LISTED if name in extract.places and name not in keys]


def _is_listed(extract: Extract, name: str) -> pl.Expr:
    if name == "commodity":
        from siberia_trade import reference

        chapters = [code for code in reference.hs_names() if len(code) == 2]
        return _padded().str.slice(0, 2).is_in([*chapters, "XX", "SS"])
    labels = extract.spec.labels[name]
    return labels.key(pl.col(name)).is_in(list(labels.known()))


def _refuse_bad_rows(extract: Extract, found: pl.DataFrame, scope: Scope) -> None:
    if found["bad_lines"].sum():
        extract.refuse_bad_line()
    for field in extract.spec.amounts:
        if f"bad_{field}" in found.columns and found[f"bad_{field}"].sum():
            mark = "comma" if extract.decimal_comma else "point"
            extract.refuse(
                extract.amount(field).is_null() & ~extract.is_empty(field) & _may_be(extract, scope),
                field,
                "is no number",
                hint=f"This file's decimal mark is a {mark}; no blanks, thousands marks or exponents are expected.",
            )


def _translate(extract: Extract, found: pl.DataFrame, keys: Sequence[str]) -> tuple[pl.DataFrame, list[UnknownLabel]]:
    """Turn label columns into tidy ones."""
    unknown: list[UnknownLabel] = []
    frame = found
    for key in keys:
        if key == "unit":
            continue
        decoded = {label: _decode(extract, key, label) for label in found[key].unique()}
        for label, code in decoded.items():
            if isinstance(code, Unknown):
                rows, total = found.filter(pl.col(key) == label).select(pl.col("rows", "amount").sum()).row(0)
                unknown.append(UnknownLabel(key, code.label, rows, total))
        codes = [UNDISCLOSED if isinstance(code, Unknown) else code for code in decoded.values()]
        frame = _with_codes(frame, key, list(decoded), codes)
    if extract.part.flow:
        frame = frame.with_columns(flow=pl.lit(extract.part.flow))
    dimensions = [key for key in keys if key not in ("period", "flow")]
    return frame.select(
        "year", "month", "flow", pl.lit(extract.spec.reporter).alias("reporter"), *dimensions, "amount", "rows"
    ), unknown


def _decode(extract: Extract, key: str, label: str) -> Any:
    """Translate one label, or say which line holds one that cannot be."""
    try:
        return extract.spec.labels[key].decode(label)
    except LabelError as error:
        from siberia_trade.readers.text import ENCODINGS

        held = _commodity_key(len(label)) if key == "commodity" else pl.col(key)
        hint = ""
        for other in (*ENCODINGS, "utf-8"):
            try:
                extract.spec.labels[key].decode(label.encode(extract.layout.encoding).decode(other))
            except (LabelError, UnicodeError):
                continue
            hint = f"Mixed encodings: this line is in {other}, the file begins in {extract.layout.encoding}."
        extract.refuse(held == label, key, str(error), hint=hint)


def _with_codes(frame: pl.DataFrame, key: str, labels: list[str], codes: list[Any]) -> pl.DataFrame:
    if key == "period":
        return frame.join(
            pl.DataFrame(
                {"period": labels, "year": [code[0] for code in codes], "month": [code[1] for code in codes]},
                schema={"period": pl.String, "year": pl.Int16, "month": pl.Int8},
            ),
            on="period",
        )
    return frame.with_columns(pl.col(key).replace_strict(labels, codes, return_dtype=pl.String))


def _unlisted(
    extract: Extract, found: pl.DataFrame, scope: Scope, keys: Sequence[str], amount: str
) -> Iterable[UnknownLabel]:
    """Name the labels of summed-over dimensions that the lists do not hold."""
    for name in _unlisted_dimensions(extract, keys):
        if not found[f"unlisted_{name}"].sum():
            continue
        column = _commodity_key(10).alias(name) if name == "commodity" else pl.col(name)
        rows = extract.fields().filter(_may_be(extract, scope) & ~_is_listed(extract, name))
        sums = rows.group_by(column).agg(pl.len().alias("rows"), extract.amount(amount).sum().alias("amount"))
        for label, count, total in sums.collect(engine="streaming").sort(name).iter_rows():
            code = _decode(extract, name, label)
            if isinstance(code, Unknown):
                yield UnknownLabel(name, code.label, count, total)


def coverage(extracts: Sequence[Extract]) -> pl.DataFrame:
    """Which periods, regions and flows each file holds at all.

    Returns
    -------
    DataFrame
        ``file`` (position in ``extracts``), ``reporter``, ``region``, ``year``, ``month`` (null: annual), ``flow``,
        ``rows``; every row of the files counts, whatever the question.
    """
    frames = []
    for number, extract in enumerate(extracts):
        keys = [key for key in ("period", "flow", "region") if key in extract.places]
        found = (
            extract.fields()
            .group_by(keys)
            .agg(pl.len().alias("rows"), pl.lit(0).cast(_AMOUNT_TYPE).first().alias("amount"))
            .collect(engine="streaming")
        )
        frame, _ = _translate(extract, found, keys)
        frames.append(frame.select(pl.lit(number).alias("file"), pl.exclude("amount")))
    return pl.concat(frames, how="diagonal")


def labels_held(extracts: Sequence[Extract], dimension: str) -> Mapping[str, int]:
    """Codes of one dimension that the files hold, with their numbers of rows; for messages."""
    held: dict[str, int] = {}
    for extract in extracts:
        if dimension not in extract.places:
            continue
        counts = extract.fields().group_by(dimension).agg(pl.len()).collect(engine="streaming")
        for label, count in counts.iter_rows():
            code = _decode(extract, dimension, label)
            if not isinstance(code, Unknown):
                held[code] = held.get(code, 0) + count
    return held
