"""What must not be counted twice: repeated rows, overlapping files, aggregates beside their parts.

Silent double counting is this field's first defect. All checks work on leaf sums: one row per file and published
figure (flow, period, region, partner, full commodity code), under the labels that the publisher gave it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, NoReturn

import polars as pl

from siberia_trade import notes
from siberia_trade.cube import LEAF, Sums, figure, with_dimensions
from siberia_trade.errors import OverlapError, shorten
from siberia_trade.readers import Extract
from siberia_trade.schema import PRECISION, SCALE, TOTAL, UNDISCLOSED, plain
from siberia_trade.table import Note
from siberia_trade.translate import FIGURES

_SHOWN: Final = 4
#: Columns of leaf sums that do not tell figures apart.
_NO_DIMENSIONS: Final = frozenset(
    {"row", "commodity_label", "amount", "rows", "file", "unit", *(f"own_{field}" for field in FIGURES)}
)


@dataclass(frozen=True)
class Policy:
    """What the user allows: ``--duplicates`` and ``--prefer``."""

    duplicates: str = "refuse"
    prefer: str | None = None


def need_leaves(sums: Sequence[Sums]) -> bool:
    """Whether anything might be counted twice, so that every figure must be looked at."""
    alike = any(each.repeated or each.mixed_spelling for each in sums)
    totals = any(remark.is_total for each in sums for remark in each.remarks)
    doubtful = any(each.doubtful for each in sums)
    return alike or totals or doubtful or _may_overlap(sums) or _may_nest(sums)


def _may_overlap(sums: Sequence[Sums]) -> bool:
    """Whether two files share a period, reporter and region."""
    frames = [each.frame for each in sums if each.frame.height]
    by_region = all("region" in frame.columns and not frame["region"].null_count() for frame in frames)
    by_reporter = all(not frame["reporter"].null_count() for frame in frames)
    shared = ["year", *(["month"] if by_region else []), *(["reporter"] if by_reporter else [])]
    seen = [frame.select(*shared, *(["region"] if by_region else [])).unique() for frame in frames]
    return len(seen) > 1 and bool(pl.concat(seen).is_duplicated().any())


def _may_nest(sums: Sequence[Sums]) -> bool:
    """Whether codes of several lengths, or years beside their months, were met."""
    levels = frozenset[int]().union(*(each.levels for each in sums))
    periods = pl.concat([each.frame.select("year", "month").unique() for each in sums])
    both = periods.group_by("year").agg((pl.col("month").is_null().n_unique() > 1).alias("both"))["both"].any()
    return len(levels) > 1 or bool(both)


def resolve(
    leaves: Sequence[Sums], extracts: Sequence[Extract], policy: Policy, amount: str, needed: Collection[str]
) -> tuple[pl.DataFrame, list[Note]]:
    """Count every figure once.

    Parameters
    ----------
    leaves
        Leaf sums of each extract.
    extracts
        The same files in the same order.
    policy
        What the user allows.
    amount
        What was summed, ``value`` or ``weight``.
    needed
        Dimensions that the question keeps apart.

    Returns
    -------
    tuple
        The leaf rows to be counted, and what was left out or replaced.

    Raises
    ------
    OverlapError
        Where rows or files repeat each other, or files contradict each other, and the user did not say what to do;
        where annual and monthly records of one year stand side by side; where parts exceed their aggregate.
    """
    said: list[Note] = []
    frame = pl.concat(
        [each.frame.with_columns(pl.lit(number).alias("file")) for number, each in enumerate(leaves)], how="diagonal"
    )
    frame = with_dimensions(frame, LEAF)
    frame = _once_per_file(frame, extracts, policy, amount, said)
    _refuse_wholes_beside_parts(frame, extracts)
    if len(extracts) > 1:
        frame = one_file_per_cell(frame, extracts, policy, said)
    frame = _once_per_level(frame, said)
    for further in _further(frame):
        frame = _without_totals(frame, further, said)
    frame = _without_totals(frame, "commodity", said)
    frame = _without_totals(frame, "partner", said, detail="" if "partner" in needed else "commodity")
    return _without_totals(frame, "region", said), said


def cell_of(frame: pl.DataFrame) -> list[str]:
    """What tells the figures of different files apart."""
    return [name for name in frame.columns if name not in _NO_DIMENSIONS]


def _once_per_file(
    frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, amount: str, said: list[Note]
) -> pl.DataFrame:
    """Find rows of one file that repeat each other, and figures that it gives two values."""
    labels = [name for name in ("unit", "commodity_label") if name in frame.columns]
    cell = [*cell_of(frame), "file", *labels]
    own = [f"own_{field}" for field in FIGURES if f"own_{field}" in frame.columns]
    frame = frame.group_by([*cell, *own]).agg(pl.col("amount", "rows").sum())
    repeated = frame.filter(pl.col("rows") > 1).sort("file")
    if repeated.height and policy.duplicates == "refuse":
        refuse_repeats(extracts[repeated["file"][0]], amount)
    for (file,), rows in repeated.group_by("file", maintain_order=True):
        said.append(notes.repeated(int((rows["rows"] - 1).sum()), extracts[file].label))
    frame = frame.with_columns(pl.col(f"own_{amount}").alias("amount"), pl.lit(1).cast(pl.UInt32).alias("rows"))
    withheld = pl.col("commodity").str.contains("^(.*X|S+)$").fill_null(False)
    twice = frame.filter(withheld.not_()).filter(pl.len().over(cell) > 1)
    if twice.height:
        files = [extracts[number].label for number in twice["file"].unique().sort()]
        said.append(notes.twice(twice.select(cell).unique().height, files))
    return frame.group_by([*cell_of(frame), "file"]).agg(_KNOWN, pl.col("rows").sum())


def refuse_repeats(extract: Extract, amount: str) -> NoReturn:
    """Say which line repeats which, where the lines are alike; else that they mean the same."""
    own = [extract.amount(field).alias(field) for field in FIGURES if field in extract.places]
    named = extract.fields(numbered=True).select(
        "number", "line", pl.struct(figure(extract, amount).alias("figure"), *own).alias("figure")
    )
    found = named.filter(pl.col("figure").is_duplicated()).sort("number").collect()
    hint = "Were two downloads joined? `--duplicates drop` counts each figure once."
    if not found.height:
        raise OverlapError(f"{extract.label}: some figures stand twice, in different spellings", hint=hint)
    same = found.filter(pl.col("figure") == found["figure"][0])
    first, second = same["number"][0] + 1, same["number"][1] + 1
    row = shorten(same["line"][1].replace(extract.separator, " | "), 160)
    raise OverlapError(
        f"{extract.label}, line {second}: the row repeats line {first}: {row}",
        hint=f"{found.height:,} rows of the file stand more than once. {hint}",
    )


#: What may stand as a whole in one record and divided in another, and how that is said.
_DIVISIONS: Final = {
    "reporter": ("without saying whose statistics it is", "by reporting countries"),
    "month": ("as a whole year", "by months"),
    "flow": ("without a flow", "by flows"),
    "region": ("without regions", "by regions"),
    "partner": ("without partners", "by partners"),
    "commodity": ("without commodities", "by commodities"),
}


def _refuse_wholes_beside_parts(frame: pl.DataFrame, extracts: Sequence[Extract]) -> None:
    """Refuse a year of a reporter's flow that stands both whole and divided, by months or by anything else.

    In one file a blank cell may also mean that something is not known: there only the sums tell it from a total.
    """
    for dimension in (*_DIVISIONS, *_further(frame)):
        whole, divided = _DIVISIONS.get(dimension, (f"without {dimension}", f"by {dimension}"))
        is_whole = pl.col(dimension).is_null()
        within = ["year", *(name for name in ("reporter", "flow") if dimension not in ("reporter", name))]
        within += ["region"] if dimension == "month" else []
        sums = [pl.col("amount").filter(rows).sum() for rows in (is_whole, ~is_whole)]
        is_total = (sums[0] - sums[1]).abs() <= _slack(pl.len())
        both = (
            frame.group_by(within)
            .agg(
                (is_whole.any() & (~is_whole).any()).alias("both"),
                ((pl.col("file").n_unique() > 1) | is_total | pl.lit(dimension in ("month", "flow"))).alias("twice"),
                pl.col("file").filter(is_whole).min().alias("whole_file"),
                pl.col("file").filter(~is_whole).min().alias("divided_file"),
            )
            .filter("both", "twice")
            .sort(within)
        )
        if both.height:
            row = both.row(0, named=True)
            of = " ".join(str(row[name]) for name in within[1:] if row[name] is not None)
            raise OverlapError(
                f"{row['year']} stands both {whole} ({extracts[row['whole_file']].label}) and {divided} "
                f"({extracts[row['divided_file']].label}){f' for {of}' if of else ''}: it would be counted twice",
                hint="The whole holds its parts: give only one of them, or leave that year out with --year.",
            )


def _further(frame: pl.DataFrame) -> list[str]:
    """Dimensions of the data's own."""
    return [name for name in cell_of(frame) if name not in (*LEAF, "reporter") and not name.endswith("_label")]


def one_file_per_cell(
    frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, said: list[Note]
) -> pl.DataFrame:
    """Let each figure come from one file."""
    cell = cell_of(frame)
    shared = frame.filter(pl.len().over(cell) > 1)
    if not shared.height:
        return frame
    differing = shared.filter(pl.col("amount").n_unique().over(cell) > 1)
    if differing.height and policy.prefer is None:
        raise OverlapError(
            _describe(differing, extracts, "give different values for the same figure"),
            hint="Is one a revision? `--prefer newest` takes the file changed last, `--prefer last` the last named.",
        )
    if not differing.height and policy.duplicates == "refuse" and policy.prefer is None:
        raise OverlapError(
            _describe(shared, extracts, "hold the same rows"),
            hint="The same download may be there twice: give it once, or `--duplicates drop` counts such rows once.",
        )
    order = list(range(len(extracts)))
    if policy.prefer == "newest":
        order.sort(key=lambda number: (extracts[number].part.path.stat().st_mtime_ns, number))
    place = pl.col("file").replace_strict(order, list(range(len(order))), return_dtype=pl.Int64)
    kept = frame.sort(place).unique(cell, keep="last" if policy.prefer else "first", maintain_order=True)
    left_out = frame.join(kept, on=[*cell, "file"], how="anti", nulls_equal=True)
    cells = differing.select(cell).unique().height
    said.append(notes.overlap(left_out, [extract.label for extract in extracts], policy.prefer, cells))
    return kept


def _describe(shared: pl.DataFrame, extracts: Sequence[Extract], what: str) -> str:
    files = [extracts[number].label for number in shared["file"].unique().sort()]
    cell = cell_of(shared)
    cells = shared.select(cell).unique().sort(cell)
    lines = [f"{' and '.join(files[:3])} {what} ({cells.height:,} in the selection)"]
    for key in cells.head(_SHOWN).iter_rows(named=True):
        same = shared.filter(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(key[name])) for name in cell))
        period = str(key["year"]) if key["month"] is None else f"{key['month']:02}/{key['year']}"
        amounts = ", ".join(
            f"{'nothing' if row['amount'] is None else plain(row['amount'])} in {extracts[row['file']].label}"
            for row in same.sort("file").iter_rows(named=True)
        )
        place = key["region"] or key["reporter"]
        named = " ".join(filter(None, (key["flow"], place, key["partner"], key["commodity"])))
        lines.append(f"  {period} {named}: {amounts}")
    return "\n".join(lines)


def _once_per_level(frame: pl.DataFrame, said: list[Note]) -> pl.DataFrame:
    """Count a commodity once where its code stands beside longer codes that begin with it.

    An aggregate becomes what its parts leave of it, from the longest codes up, so that totals are those of the
    shortest codes and the detail stays.
    """
    coded = ~pl.col("commodity").is_in([UNDISCLOSED, TOTAL])
    length = pl.col("commodity").str.len_bytes()
    levels = sorted(frame.filter(coded)["commodity"].str.len_bytes().unique(), reverse=True)
    cell = [name for name in cell_of(frame) if name != "commodity"]
    left_out, residue, cells = Decimal(0), Decimal(0), 0
    for _, short in pairwise(levels):
        parts = (
            frame.filter(coded & (length > short))
            .with_columns(pl.col("commodity").str.slice(0, short))
            .group_by([*cell, "commodity"])
            .agg(pl.col("amount").sum().alias("parts"), pl.col("rows").sum().alias("part_rows"))
        )
        frame = frame.join(parts, on=[*cell, "commodity"], how="left", nulls_equal=True)
        nested = frame.filter(pl.col("parts").is_not_null())
        slack = _slack(pl.col("part_rows"))
        _refuse_larger_parts(nested.filter(pl.col("parts") - pl.col("amount") > slack))
        rest = pl.col("amount") - pl.col("parts")
        close = rest.abs() <= slack
        cells += nested.height
        left_out += _total(nested, pl.col("parts"))
        residue += _total(nested.filter(~close), rest)
        left = pl.when(pl.col("parts").is_null()).then("amount").when(~close).then(rest)
        frame = frame.with_columns(left.alias("left"))
        frame = frame.filter(pl.col("parts").is_null() | pl.col("left").is_not_null())
        frame = frame.with_columns(amount=pl.col("left")).drop("parts", "part_rows", "left")
    if cells:
        said.append(notes.nested(cells, left_out, residue))
    return frame


def _without_totals(frame: pl.DataFrame, dimension: str, said: list[Note], detail: str = "") -> pl.DataFrame:
    """Let a total row stand for what its parts leave of it; without parts it is all there is, undisclosed.

    Where the question does not need the dimension, the total rows may tell more than their parts of another one, its
    ``detail``: the world by commodity beside partners in sum. Then they are counted as they stand.
    """
    is_total = pl.col(dimension).eq_missing(pl.lit(TOTAL))
    if not frame.filter(is_total).height:
        return frame
    hidden = {dimension, f"{dimension}_label"}
    cell = [name for name in cell_of(frame) if name not in hidden and (dimension == "commodity" or name != "commodity")]
    parts = frame.filter(~is_total).group_by(cell).agg(pl.col("amount").sum().alias("parts"), pl.len().alias("n"))
    totals = frame.filter(is_total).group_by(cell).agg(_KNOWN, pl.col("rows").sum())
    totals = totals.join(parts, on=cell, how="left", nulls_equal=True)
    slack = _slack(pl.col("n"))
    _refuse_smaller_total(totals.filter(pl.col("parts") - pl.col("amount") > slack).sort(cell), dimension)
    told = _told_by_totals(frame, is_total, cell, detail) if detail else totals.select(cell).clear()
    by_totals = frame.filter(is_total).join(told, on=cell, how="semi", nulls_equal=True)
    kept = frame.filter(~is_total).join(told, on=cell, how="anti", nulls_equal=True)
    beside = totals.filter(pl.col("amount").is_not_null()).join(told, on=cell, how="anti", nulls_equal=True)
    left = beside.with_columns((pl.col("amount") - pl.col("parts").fill_null(0)).alias("amount"))
    left = left.filter(pl.col("parts").is_null() | (pl.col("amount") > slack))
    alone = int(left.filter(pl.col("parts").is_null())["rows"].sum())
    rest = _total(left.filter(pl.col("parts").is_not_null()), pl.col("amount"))
    said += notes.totals(dimension, int(totals["rows"].sum()) - alone, rest, alone)
    if dimension != "commodity":
        left = _by_commodity(left, frame, is_total, cell)
    else:
        left = left.with_columns(pl.lit(UNDISCLOSED).alias("commodity"))
    left = left.drop("parts", "n", strict=False).with_columns(pl.lit(UNDISCLOSED).alias(dimension))
    return pl.concat([kept, by_totals.with_columns(pl.lit(UNDISCLOSED).alias(dimension)), left], how="diagonal")


def _by_commodity(left: pl.DataFrame, frame: pl.DataFrame, is_total: pl.Expr, cell: Sequence[str]) -> pl.DataFrame:
    """Divide what parts leave of their totals by commodity, where every part is of a commodity that a total is of.

    Elsewhere the parts tell less of commodities than the totals do: the remainder's commodities are not known.
    """
    left = left.with_columns(pl.lit(UNDISCLOSED, dtype=pl.String).alias("commodity"))
    frame = frame.join(left, on=cell, how="semi", nulls_equal=True)
    coded = [*cell, "commodity"]
    of_totals = frame.filter(is_total).group_by(coded).agg(_KNOWN, pl.col("rows").sum())
    parts = frame.filter(~is_total)
    matched = pl.lit(None, dtype=pl.String)
    for length in sorted(of_totals["commodity"].drop_nulls().str.len_bytes().unique(), reverse=True):
        key = pl.col("commodity").str.slice(0, length)
        known = of_totals.select(*cell, key.alias("known")).unique().with_columns(pl.lit(True).alias("is_known"))
        parts = parts.with_columns(key.alias("known")).join(known, on=[*cell, "known"], how="left", nulls_equal=True)
        parts = parts.with_columns(pl.when("is_known").then("known").alias(f"as_{length}")).drop("known", "is_known")
        matched = pl.coalesce(matched, f"as_{length}")
    parts = parts.with_columns(matched.alias("commodity"))
    unmatched = parts.filter(pl.col("commodity").is_null()).select(cell).unique()
    sums = parts.group_by(coded).agg(pl.col("amount").sum().alias("parts"))
    divided = of_totals.join(unmatched, on=cell, how="anti", nulls_equal=True)
    divided = divided.join(sums, on=coded, how="left", nulls_equal=True)
    divided = divided.with_columns(pl.col("amount") - pl.col("parts").fill_null(0)).filter(pl.col("amount") != 0)
    kept = left.join(unmatched, on=cell, how="semi", nulls_equal=True)
    return pl.concat([kept.drop("parts", "n"), divided.drop("parts")], how="diagonal")


def _told_by_totals(frame: pl.DataFrame, is_total: pl.Expr, cell: Sequence[str], detail: str) -> pl.DataFrame:
    """Cells of which the total rows disclose at least as much of a dimension as their parts do."""
    disclosed = pl.when(pl.col(detail) != UNDISCLOSED).then("amount")
    told = [disclosed.filter(rows).sum().alias(name) for name, rows in (("totals", is_total), ("parts", ~is_total))]
    return frame.group_by(cell).agg(told).filter(pl.col("totals") >= pl.col("parts"), pl.col("totals") > 0).select(cell)


def _refuse_smaller_total(larger: pl.DataFrame, dimension: str) -> None:
    if larger.height:
        row = larger.row(0, named=True)
        raise OverlapError(
            f"the total row of {dimension} is less than its parts: {plain(row['amount'])} against "
            f"{plain(row['parts'])} ({row['year']}, {row['flow']})",
            hint="Remove the total rows, or give the download they belong to.",
        )


#: A sum that is unknown where all of its parts are.
_KNOWN: Final = pl.when(pl.col("amount").is_not_null().any()).then(pl.col("amount").sum()).alias("amount")


def _slack(parts: pl.Expr) -> pl.Expr:
    """What rounding each of so many parts by half a unit can make: errors of many parts hardly ever all add up."""
    return pl.min_horizontal(parts / 2, parts.sqrt()).cast(pl.Decimal(PRECISION, SCALE))


def _total(frame: pl.DataFrame, amount: pl.Expr) -> Decimal:
    found: Any = frame.select(amount.sum()).item()
    return Decimal(found or 0)


def _refuse_larger_parts(larger: pl.DataFrame) -> None:
    if larger.height:
        row = larger.sort("year", "region", "partner", "commodity").row(0, named=True)
        raise OverlapError(
            f"the parts of commodity {row['commodity']} sum to more than it: {plain(row['parts'])} against "
            f"{plain(row['amount'])} ({row['year']}, {row['flow']}, {row['region']}, {row['partner']})",
            hint="Downloads of different levels or dates were joined: give only one of them.",
        )
