"""Records to sums: the only place where a large file is collected.

Rows are filtered and summed by the labels that the source wrote; the few sums are then translated to tidy codes.
Translation meets every label of the rows a question selects, so a label that cannot be is found, and its line said.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import polars as pl

from siberia_trade import month_bits
from siberia_trade.beside import Beside
from siberia_trade.errors import MissingDataError
from siberia_trade.plain import LISTED, is_listed, is_usual, unlisted_dimensions
from siberia_trade.readers import Extract, QuotesFound
from siberia_trade.readers.labels import TOTALS
from siberia_trade.readers.rows import BAD_LINE, QUOTED
from siberia_trade.readers.spec import HARMONIZED, Aggregate, Unknown
from siberia_trade.repeats import Names, figure
from siberia_trade.schema import TOTAL
from siberia_trade.scope import Scope
from siberia_trade.selection import may_be, unwanted_keys
from siberia_trade.sums import known_sum
from siberia_trade.translate import CODE, FIGURES, code_of, decode, translate

#: Dimensions of a leaf row: what a publisher gives one figure for.
LEAF: Final = ("flow", "year", "month", "region", "partner", "commodity")


class Remark(NamedTuple):
    """A label that is not counted as it stands, with the rows and the amount under it."""

    dimension: str
    label: str
    rows: int
    amount: Decimal
    #: Whether it is a total row, or a label our lists do not hold, counted as undisclosed.
    is_total: bool


class Sums(NamedTuple):
    """Sums of one extract by tidy dimensions, with what was noticed on the way."""

    #: ``year, month, flow, reporter``, the dimensions asked for as far as the file has them, ``amount``, ``rows``; over
    #: leaf dimensions also ``region_label`` and ``partner_label``, the publisher's own figures. Where months are
    #: together, ``month`` is null and ``months`` has them.
    frame: pl.DataFrame
    remarks: tuple[Remark, ...]
    #: Whether one thing is written in two ways, so that a figure may stand twice without its rows being alike.
    mixed_spelling: bool
    #: Rows without an amount: they add nothing.
    empty: int
    #: Of weights also rows where it is 0.
    weightless: int
    #: Rows whose flow, period, partner, commodity, unit and region stand in an earlier row already, and the names of
    #: some of these figures.
    repeated: int
    repeated_names: Collection[int]
    #: Repeats were looked for among one figure in so many.
    share: int
    #: Lengths of the commodity codes met.
    levels: frozenset[int]
    #: Years and the classifications of their commodities, as the files name them.
    editions: frozenset[tuple[int, str]] = frozenset()
    #: Whether some rows that differ in nothing else asked for are of different classifications.
    mixed_editions: bool = False
    #: Whether some cells are blank or say that they are a total, in a table of which anybody may be the author.
    doubtful: bool = False


def sum_extract(
    extract: Extract, scope: Scope, dimensions: Sequence[str], amount: str, *, depth: int = 10, leaf: bool = False,
    monthly: bool = True, beside: Beside | None = None,
) -> Sums:  # fmt: skip
    """Filter one extract and sum it.

    Parameters
    ----------
    extract
        An opened file.
    scope
        What to keep. The result may hold more than the scope (a dated group, a partner in an unusual spelling):
        apply the scope to it.
    dimensions
        Of ``region, partner, commodity`` and the file's further ones those to keep apart, beside those always kept.
    amount
        ``value`` or ``weight``.
    depth
        Number of digits of the commodity code that are kept.
    leaf
        Keep every figure of the publisher apart, also by ``unit`` and by its own amounts (``own_value`` ...); ``rows``
        above 1 then says that a figure is repeated.
    monthly
        Keep months apart; else those of a large extract may be together.
    beside
        Where weights are put that are summed on the way, or taken from.

    Raises
    ------
    ExtractError
        For a line, number or label that cannot be, with its place.
    MissingDataError
        Where the extract has no such amount.
    """
    extract = extract.narrowed(scope.has_period)
    if amount not in extract.places:
        raise _lacking(extract, amount)
    further = [*extract.further, "unit", "classification"] if leaf else []
    unsaid = () if "reporter" in extract.places or extract.spec.reporter else ("region",)
    wanted = dict.fromkeys(("period", "flow", "reporter", *dimensions, *unsaid, *further))
    keys = [name for name in wanted if name in extract.places]
    met = Names()
    found = beside.take(extract, amount, weighed=scope.weighed) if beside else None
    if found is None and not leaf:
        found = None if monthly else _summed_before(extract, scope, amount, keys)
        found = plain_sums(extract, scope, amount, keys, depth, met, monthly, beside) if found is None else found
    if found is None:
        met = Names()
        found = _all_sums(extract, scope, amount, keys, depth, met, leaf=leaf)
        _refuse_bad_rows(extract, found, scope)
    remarks = (*_remarks(extract, found, keys), *_unlisted(extract, found, scope, keys, amount))
    together = [month_bits.MONTHS] if month_bits.MONTHS in found.columns else []
    frame, mixed = translate(extract, found, keys, leaf=leaf, keep=together)
    frame = frame.with_columns(pl.lit(None, pl.Int8).alias("month")) if together else frame
    frame, remarks = _without_other_totals(scope, frame, remarks)
    repeated, repeated_names = met.repeated()
    return Sums(
        frame,
        remarks,
        mixed_spelling=mixed or _is_respelt(extract, found, keys, remarks),
        empty=int(found["empty"].sum()),
        weightless=int(found["weightless"].sum()) if "weightless" in found.columns else 0,
        repeated=repeated,
        repeated_names=repeated_names,
        share=met.share,
        levels=frozenset([*found["shortest"].drop_nulls(), *found["longest"].drop_nulls()]),
        editions=_editions(extract, found),
        mixed_editions="edition" in found.columns and bool((found["edition"] != found["last_edition"]).any()),
        doubtful="doubtful" in found.columns and bool(found["doubtful"].sum()),
    )


def _lacking(extract: Extract, amount: str) -> MissingDataError:
    names = extract.spec.columns.get(amount)
    return MissingDataError(
        f"{extract.label}: no column for {amount}" + (f" ({', '.join(names).upper()})" if names else ""),
        hint="Ask for `--measure value`." if amount == "weight" else "",
    )


def _summed_before(extract: Extract, scope: Scope, amount: str, keys: Sequence[str]) -> pl.DataFrame | None:
    """What `plain_sums` gives with months together, from sums that a store has; None where it has none that do."""
    rows = None if scope.prefixes is not None or scope.weighed else extract.summed(keys, amount)
    if rows is None:
        return None
    sums = (
        pl.col(amount).sum().alias("amount"),
        pl.col("rows").sum(),
        month_bits.joined(),
        pl.col("shortest").min(),
        pl.col("longest").max(),
    )
    found = extract.collect(rows.filter(may_be(extract, scope)).group_by(keys).agg(sums))
    return found.with_columns(pl.lit(0).alias(name) for name in ("empty", *_counts_of_unlisted(extract, keys)))


def plain_sums(
    extract: Extract, scope: Scope, amount: str, keys: Sequence[str], depth: int, met: Names, monthly: bool,
    beside: Beside | None = None,
) -> pl.DataFrame | None:  # fmt: skip
    """Sums of rows in the plainest form, which most files have throughout; None where any row is in another.

    By labels as they are written, with ``months`` where these are together: the label is then of one of them. Looking
    at what is usual, in one condition, takes half the time of looking at each thing that might be amiss.
    """
    unwanted = unwanted_keys(extract, scope)
    many = extract.is_large and not {"region", "partner", "reporter"} & unwanted.keys()
    usual = is_usual(extract, amount, keys, of_many=many)
    if usual is None:
        return None
    if many:
        met.look_at_some(extract.lines.size_bytes)
    columns = extract.columns(unwanted=unwanted)
    rows = _selected(extract, scope) if columns is None else columns.filter(pl.col(BAD_LINE) | may_be(extract, scope))
    code = pl.col("commodity") if "commodity" in extract.places else pl.lit(None, dtype=pl.String)
    own, months = _short_labels(extract, keys), list[pl.Expr]()
    by_key = set(own)
    own["commodity"] = code.str.slice(0, depth)
    if not monthly and month_bits.can_join(extract):
        own["period"], months = month_bits.without_month(extract), [month_bits.bits(extract)]
        usual &= month_bits.is_month(extract)
    by = [own.get(key, pl.col(key)) for key in keys]
    with_weights = beside is not None and amount == "value" and "weight" in extract.places
    sums = (
        extract.plain_amount(amount).sum().alias("amount"),
        pl.len().alias("rows"),
        usual.sum().alias("usual"),
        *(beside.sums(extract, of_many=many) if beside and with_weights else []),
        *([(extract.plain_amount(amount) == 0).sum().alias("weightless")] if amount == "weight" else []),
        *months,
        code.str.len_bytes().min().alias("shortest"),
        code.str.len_bytes().max().alias("longest"),
    )
    rows = met.watch(rows, figure(extract, amount), (*by, *sums))
    found = extract.collect(rows.group_by(by).agg(sums))
    if months:
        found = found.with_columns(month_bits.with_a_month(extract))
        by_key.add("period")
    if any(set(found[key].unique()) - extract.spec.labels[key].known().keys() for key in by_key):
        return None
    quoted = found.select(pl.any_horizontal(pl.col(pl.String).str.contains('"', literal=True).any())).item()
    plain = not quoted and (found["usual"] == found["rows"]).all()
    nothing = [pl.lit(0).alias(name) for name in ("empty", *_counts_of_unlisted(extract, keys))]
    found = found.with_columns(nothing)
    if beside and with_weights and plain:
        found = beside.keep(extract, found)
    return found if plain else None


def _short_labels(extract: Extract, keys: Sequence[str]) -> dict[str, pl.Expr]:
    """Beginnings of labels that are enough to know them by, and quicker to tell apart."""
    labels = ((key, extract.spec.labels[key]) for key in keys if key in extract.spec.labels)
    return {key: pl.col(key).str.slice(0, each.begins) for key, each in labels if each.begins and not each.folds}


def _counts_of_unlisted(extract: Extract, keys: Sequence[str]) -> list[str]:
    return [f"unlisted_{name}" for name in unlisted_dimensions(extract, keys)]


def _all_sums(
    extract: Extract, scope: Scope, amount: str, keys: Sequence[str], depth: int, met: Names, *, leaf: bool
) -> pl.DataFrame:
    """Sums of rows in whatever form, with a count of each thing that may be amiss."""
    rows = _selected(extract, scope)
    by = [code_of(extract, depth).alias("commodity") if key == "commodity" else pl.col(key) for key in keys]
    if leaf:
        by += [extract.amount(field).alias(f"own_{field}") for field in FIGURES if field in extract.places]
    sums = tuple(_sums(extract, amount, keys))
    return extract.collect(met.watch(rows, figure(extract, amount), (*by, *sums)).group_by(by).agg(sums))


def _selected(extract: Extract, scope: Scope) -> pl.LazyFrame:
    """Rows that may be of the scope, and those that cannot be read."""
    rows = extract.fields(unwanted=unwanted_keys(extract, scope))
    return rows.filter(pl.col(BAD_LINE) | pl.col(QUOTED) | may_be(extract, scope))


def _without_other_totals(
    scope: Scope, frame: pl.DataFrame, remarks: tuple[Remark, ...]
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Drop total rows that hold more than what is selected: the world, where partners were chosen."""
    partial = ["partner"] if scope.partners is not None else []
    if scope.area is not None and not scope.area.reporters:
        partial.append("region")
    for name in partial:
        if name in frame.columns:
            frame = frame.filter(pl.col(name).ne_missing(pl.lit(TOTAL)))
    return frame, tuple(each for each in remarks if not (each.is_total and each.dimension in partial))


def _sums(extract: Extract, amount: str, keys: Sequence[str]) -> Iterable[pl.Expr]:
    yield known_sum(extract.amount(amount)).alias("amount")
    yield pl.len().alias("rows")
    yield pl.col(BAD_LINE).sum().alias("bad_lines")
    yield pl.col(QUOTED).sum().alias("quoted")
    yield extract.is_empty(amount).sum().alias("empty")
    if amount == "weight":
        yield (extract.amount(amount).fill_null(0) == 0).sum().alias("weightless")
    for field in extract.spec.amounts:
        if field in extract.places:
            yield extract.is_bad(field).sum().alias(f"bad_{field}")
    if "classification" in extract.places:
        yield _other_system(extract).sum().alias("other_system")
        edition = pl.col("classification").str.strip_chars()
        yield edition.min().alias("edition")
        yield edition.max().alias("last_edition")
    code = code_of(extract) if "commodity" in extract.places else pl.lit(None, dtype=pl.String)
    length = pl.when(code.str.contains(CODE)).then(code.str.len_bytes())
    yield length.min().alias("shortest")
    yield length.max().alias("longest")
    for name in unlisted_dimensions(extract, keys):
        yield (~is_listed(extract, name)).sum().alias(f"unlisted_{name}")
    if extract.spec.by_anybody:
        names = [name for name in (*LISTED, "flow", *extract.further) if name in extract.places]
        labels = (pl.col(name).str.strip_chars().str.to_lowercase() for name in names)
        blank_or_total = [label.is_in(["", *sorted(TOTALS)]) for label in labels]
        yield (pl.any_horizontal(blank_or_total) if names else pl.lit(False)).sum().alias("doubtful")


def _editions(extract: Extract, found: pl.DataFrame) -> frozenset[tuple[int, str]]:
    """Years and the classifications met in them."""
    if "edition" not in found.columns:
        return frozenset()
    met = pl.concat(found.select("period", pl.col(name).alias("edition")) for name in ("edition", "last_edition"))
    met = met.drop_nulls().unique()
    years = decode(extract, "period", met["period"].unique())
    return frozenset((years[period][0], edition) for period, edition in met.iter_rows())


def _other_system(extract: Extract) -> pl.Expr:
    """Rows whose commodities are of another classification than those at the beginning of the file."""
    harmonized = pl.col("classification").str.strip_chars().str.contains(HARMONIZED)
    return harmonized == bool(extract.classification)


def _refuse_bad_rows(extract: Extract, found: pl.DataFrame, scope: Scope) -> None:
    if found["quoted"].sum():
        raise QuotesFound
    if found["bad_lines"].sum():
        extract.refuse_bad_line()
    if "other_system" in found.columns and found["other_system"].sum():
        begins = extract.classification or "the Harmonized System"
        extract.refuse(
            _other_system(extract) & may_be(extract, scope),
            "classification",
            lambda _: (
                f"the file begins with codes of {begins}: the same trade may stand in both classifications",
                "Give rows of one classification only.",
            ),
        )
    for field in extract.spec.amounts:
        if f"bad_{field}" in found.columns and found[f"bad_{field}"].sum():
            extract.refuse(
                extract.is_bad(field) & may_be(extract, scope),
                field,
                lambda _: ("is no number", extract.number_hint),
            )


def _remarks(extract: Extract, found: pl.DataFrame, keys: Sequence[str]) -> Iterable[Remark]:
    """Name the labels of kept dimensions that are totals or that the lists do not hold."""
    for key in keys:
        if key not in LISTED or key == "commodity":
            continue
        sums = found.group_by(key).agg(pl.col("rows", "amount").sum()).sort(key)
        yield from _named(extract, key, sums)


def _unlisted(
    extract: Extract, found: pl.DataFrame, scope: Scope, keys: Sequence[str], amount: str
) -> Iterable[Remark]:
    """Name the labels of summed-over dimensions that are totals or that the lists do not hold."""
    for name in unlisted_dimensions(extract, keys):
        if not found[f"unlisted_{name}"].sum():
            continue
        rows = _selected(extract, scope).filter(~is_listed(extract, name))
        sums = rows.group_by(name).agg(pl.len().alias("rows"), extract.amount(amount).sum().alias("amount"))
        yield from _named(extract, name, extract.collect(sums).sort(name))


def _is_respelt(extract: Extract, found: pl.DataFrame, keys: Sequence[str], remarks: Sequence[Remark]) -> bool:
    """Whether labels in unusual spellings turned out to be ones that the lists hold."""
    for name in unlisted_dimensions(extract, keys):
        named = sum(remark.rows for remark in remarks if remark.dimension == name)
        if found[f"unlisted_{name}"].sum() > named:
            return True
    return False


def _named(extract: Extract, dimension: str, sums: pl.DataFrame) -> Iterable[Remark]:
    codes = decode(extract, dimension, sums[dimension])
    for label, rows, total in sums.select(dimension, "rows", "amount").iter_rows():
        code = codes[label]
        if isinstance(code, Unknown | Aggregate):
            yield Remark(dimension, code.label, rows, Decimal(total or 0), isinstance(code, Aggregate))


def with_dimensions(frame: pl.DataFrame, dimensions: Iterable[str]) -> pl.DataFrame:
    """The same rows with every dimension named; null where no file has it."""
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(n) for n in dimensions if n not in frame.columns)
