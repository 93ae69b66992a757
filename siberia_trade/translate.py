"""Labels as a source wrote them to tidy codes: a few hundred of them, after rows are summed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from siberia_trade import reference
from siberia_trade.readers import Extract
from siberia_trade.readers.labels import TOTALS, foreign_commodity
from siberia_trade.readers.spec import Aggregate, LabelError, Unknown
from siberia_trade.readers.text import ENCODINGS
from siberia_trade.schema import TOTAL, UNDISCLOSED

#: Labels that are kept as they are written: they only tell figures apart.
_AS_WRITTEN: Final = ("unit", "classification")
#: Amounts that make up one figure; rows are the same where all of them are.
FIGURES: Final = ("value", "weight", "quantity")
#: A commodity code, whole or withheld.
CODE: Final = r"^(\d{1,10}|\d{0,8}X{2,10}|S{2,10})$"


def country_of(region: str) -> str | None:
    """The country that a region is of; None where the code is of no region."""
    place = reference.regions().get(region)
    return place.country if place else None


def code_of(extract: Extract, depth: int = 10) -> pl.Expr:
    """A code cut to a depth, with the zero back that a spreadsheet took; what is no code stays as it is written.

    Codes of other classifications than the Harmonized System stay as they are: they may have any number of digits.
    """
    code = pl.col("commodity").str.strip_chars()
    if extract.classification:
        return code
    padded = pl.when(code.str.len_bytes() % 2 == 1).then("0" + code).otherwise(code)
    return pl.when(code.str.contains(r"^\d{1,10}$")).then(padded.str.slice(0, depth)).otherwise(code)


def translate(
    extract: Extract, found: pl.DataFrame, keys: Sequence[str], *, leaf: bool, keep: Sequence[str] = ()
) -> tuple[pl.DataFrame, bool]:
    """Turn label columns into tidy ones; also say whether one thing is written in two ways."""
    frame, mixed = found, False
    kept: list[str] = [name for name in (*_AS_WRITTEN, *(f"own_{field}" for field in FIGURES)) if name in found.columns]
    for key in keys:
        if key in _AS_WRITTEN:
            continue
        if key in extract.further:
            label = pl.col(key).str.strip_chars()
            total = pl.when(label.str.to_lowercase().is_in(sorted(TOTALS))).then(pl.lit(TOTAL)).otherwise(label)
            frame = frame.with_columns(pl.when(label != "").then(total).alias(key))
            kept.append(key)
            continue
        decoded = decode(extract, key, found[key].unique().sort())
        place = key in ("region", "partner")
        identity = [extract.spec.labels[key].identity(label) for label in decoded]
        meant = set(identity) if place else set(map(str, decoded.values()))
        mixed |= key != "commodity" and len(meant) < len({label.strip() for label in decoded})
        if leaf and key == "commodity":
            frame = frame.with_columns(pl.col(key).alias("commodity_label"))
            kept.append("commodity_label")
        if leaf and place:
            labels = pl.col(key).replace_strict(list(decoded), identity, return_dtype=pl.String)
            frame = frame.with_columns(labels.alias(f"{key}_label"))
            kept.append(f"{key}_label")
        if key == "flow":
            _refuse_other_flow(extract, decoded)
        frame = _with_codes(frame, key, decoded)
        kept += [key] if key not in ("period", "flow", "reporter") else []
    if "flow" not in keys:
        frame = frame.with_columns(pl.lit(extract.flow or None, dtype=pl.String).alias("flow"))
    if "reporter" not in keys:
        reporter = pl.lit(extract.spec.reporter or None, dtype=pl.String)
        if not extract.spec.reporter and "region" in keys:
            codes = [code for code in frame["region"].unique().to_list() if code is not None]
            countries = [country_of(code) for code in codes]
            reporter = pl.col("region").replace_strict(codes, countries, default=None, return_dtype=pl.String)
            if len(known := {country for country in countries if country}) == 1:
                reporter = reporter.fill_null(known.pop())
        frame = frame.with_columns(reporter.alias("reporter"))
    return frame.select("year", "month", "flow", "reporter", *kept, "amount", "rows", *keep), mixed


def _with_codes(frame: pl.DataFrame, key: str, decoded: Mapping[str, Any]) -> pl.DataFrame:
    if key == "period":
        years, months = [code[0] for code in decoded.values()], [code[1] for code in decoded.values()]
        schema = {"period": pl.String, "year": pl.Int16, "month": pl.Int8}
        periods = pl.DataFrame({"period": list(decoded), "year": years, "month": months}, schema=schema)
        return frame.join(periods, on="period", maintain_order="left")
    codes = [
        TOTAL if isinstance(code, Aggregate) else UNDISCLOSED if isinstance(code, Unknown) else code
        for code in decoded.values()
    ]
    return frame.with_columns(pl.col(key).replace_strict(list(decoded), codes, return_dtype=pl.String))


def _refuse_other_flow(extract: Extract, decoded: Mapping[str, Any]) -> None:
    """What the user says of a file's flow must not contradict the file."""
    said = extract.part.flow
    other = {label: code for label, code in decoded.items() if said and code not in (said, None)}
    if other:
        extract.refuse(
            pl.col("flow").is_in(list(other)),
            "flow",
            lambda label: (
                f"the file was given as {said}, and this row is {other[label]}",
                f"The file holds its own flows: give it without `{said}:`, and ask for `--flow {said}`.",
            ),
        )


def decode(extract: Extract, key: str, labels: Iterable[str]) -> Mapping[str, Any]:
    """Translate labels, or say which is the first line that holds one that cannot be."""
    decoded, faults = decode_each(extract, key, labels)
    if faults:
        written = code_of(extract) if key == "commodity" else pl.col(key)
        extract.refuse(
            written.is_in(list(faults)),
            key,
            lambda label: (
                faults.get(label) or faults[label.strip()],
                mixed_encodings(extract, key, label) or _way_out(extract, key),
            ),
        )
    return decoded


def _way_out(extract: Extract, key: str) -> str:
    """What to do about a label that cannot be, where nothing else explains it."""
    if key == "commodity":
        return "Download the file again, and do not save it in a spreadsheet."
    return "Mend the line, or the column map." if extract.spec.column_map else "Mend or remove the line."


def decode_each(extract: Extract, key: str, labels: Iterable[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Translate the labels that can be, and say of each of the others what is wrong with it."""
    decoded: dict[str, Any] = {}
    faults: dict[str, str] = {}
    decode_one = extract.spec.labels[key].decode
    if key == "commodity" and extract.classification:
        decode_one = foreign_commodity
    for label in labels:
        try:
            decoded[label] = decode_one(label)
        except LabelError as error:
            faults[label] = str(error)
    return decoded, faults


def mixed_encodings(extract: Extract, key: str, label: str) -> str:
    """Whether a label makes sense in another encoding than the file's own."""
    for other in (*ENCODINGS, "utf-8"):
        try:
            meant = extract.spec.labels[key].decode(label.encode(extract.layout.encoding).decode(other))
        except (LabelError, UnicodeError):
            continue
        if isinstance(meant, Unknown):
            continue
        return f"Mixed encodings: this line is in {other}, the file begins in {extract.layout.encoding}."
    return ""
