"""What must not be counted twice: repeated rows, overlapping files, aggregates beside their parts.

Silent double counting is this field's first defect. All checks work on leaf sums: one row per file and published
figure (flow, period, region, partner, full commodity code), under the labels that the publisher gave it.
"""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple, NoReturn

import polars as pl

from siberia_trade import month_bits, notes
from siberia_trade.aggregates import (
    KNOWN,
    cell_of,
    further_of,
    once_per_level,
    refuse_wholes_beside_parts,
    without_totals,
)
from siberia_trade.cube import LEAF, Sums, with_dimensions
from siberia_trade.editions import refuse_two
from siberia_trade.errors import OverlapError, shorten
from siberia_trade.readers import Extract
from siberia_trade.repeats import NAMES_FOUND, figure
from siberia_trade.schema import plain
from siberia_trade.sources import in_order, one_source
from siberia_trade.table import Note
from siberia_trade.translate import FIGURES

_SHOWN: Final = 4
_DROP: Final = "Were two downloads joined? `--duplicates drop` counts each figure once."


class Policy(NamedTuple):
    """What the user allows: ``--duplicates`` and ``--prefer``."""

    duplicates: str = "refuse"
    prefer: str | None = None


def need_leaves(sums: Sequence[Sums]) -> bool:
    """Whether anything might be counted twice, so that every figure must be looked at."""
    alike = any(each.repeated or each.mixed_spelling or each.mixed_editions for each in sums)
    totals = any(remark.is_total for each in sums for remark in each.remarks)
    doubtful = any(each.doubtful for each in sums)
    return alike or totals or doubtful or _may_overlap(sums) or _may_nest(sums)


def _may_overlap(sums: Sequence[Sums]) -> bool:
    """Whether two files share a period, reporter and region."""
    frames = [each.frame for each in sums if each.frame.height]
    by_region = all("region" in frame.columns and not frame["region"].null_count() for frame in frames)
    by_reporter = all(not frame["reporter"].null_count() for frame in frames)
    places = [*(["reporter"] if by_reporter else []), *(["region"] if by_region else [])]
    seen = [month_bits.spelled_out(frame, places) for frame in frames]
    seen = seen if by_region else [frame.drop("month").unique() for frame in seen]
    return len(seen) > 1 and bool(pl.concat(seen).is_duplicated().any())


def _may_nest(sums: Sequence[Sums]) -> bool:
    """Whether codes of several lengths, or years beside their months, were met."""
    levels = frozenset[int]().union(*(each.levels for each in sums))
    periods = pl.concat([month_bits.spelled_out(each.frame, []) for each in sums])
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
    frame = one_source(frame, extracts, policy.prefer, said)
    refuse_two(frame, extracts)
    frame = _once_per_file(frame, extracts, policy, amount, said)
    refuse_wholes_beside_parts(frame, extracts)
    if len(extracts) > 1:
        frame = one_file_per_cell(frame, extracts, policy, said)
    frame = once_per_level(frame, said)
    for further in further_of(frame):
        frame = without_totals(frame, further, said)
    frame = without_totals(frame, "commodity", said)
    frame = without_totals(frame, "partner", said, detail="" if "partner" in needed else "commodity")
    return without_totals(frame, "region", said), said


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
    return frame.group_by([*cell_of(frame), "file"]).agg(KNOWN, pl.col("rows").sum())


def refuse_alike(sums: Sequence[Sums], extracts: Sequence[Extract], policy: Policy, amount: str) -> None:
    """Refuse rows that repeat each other to the last digit, as soon as some are known, whatever their number."""
    for each, extract in zip(sums, extracts, strict=True):
        if policy.duplicates == "refuse" and each.repeated_names:
            more = len(each.repeated_names) == NAMES_FOUND
            _refuse_rows(extract, _alike(extract, amount, each.repeated_names), "at least " if more else "")


def refuse_repeats(extract: Extract, amount: str) -> NoReturn:
    """Say which line repeats which, where the lines are alike; else that they mean the same."""
    _refuse_rows(extract, _alike(extract, amount))
    raise OverlapError(f"{extract.label}: some figures stand twice, in different spellings", hint=_DROP)


def _alike(extract: Extract, amount: str, names: Collection[int] | None = None) -> pl.DataFrame:
    """Rows that repeat each other: ``number, line, figure``; of some figures only, where their names are given."""
    own = [extract.amount(field).alias(field) for field in FIGURES if field in extract.places]
    name = figure(extract, amount)
    rows = extract.fields(numbered=True)
    rows = rows if names is None else rows.filter(name.is_in(list(names)))
    rows = rows.select("number", "line", pl.struct(name.alias("figure"), *own).alias("figure"))
    return extract.collect(rows).filter(pl.col("figure").is_duplicated()).sort("number")


def _refuse_rows(extract: Extract, found: pl.DataFrame, at_least: str = "") -> None:
    if not found.height:
        return
    same = found.filter(pl.col("figure") == found["figure"][0])
    first, second = same["number"][0] + 1, same["number"][1] + 1
    row = shorten(same["line"][1].replace(extract.lines.separator, " | "), 160)
    raise OverlapError(
        f"{extract.label}, line {second}: the row repeats line {first}: {row}",
        hint=f"{at_least}{found['number'].n_unique():,} rows of the file stand more than once. {_DROP}",
    )


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
    order = in_order(extracts, policy.prefer)
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
