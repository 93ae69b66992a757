"""What must not be counted twice: repeated rows, overlapping files, aggregates beside their parts.

Silent double counting is this field's first defect. All checks work on leaf sums: one row per file and published
figure (flow, period, region, partner, full commodity code).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import polars as pl

from siberia_trade import notes
from siberia_trade.cube import LEAF, Sums
from siberia_trade.errors import OverlapError
from siberia_trade.readers import Extract
from siberia_trade.schema import UNDISCLOSED
from siberia_trade.table import Note

#: A part and its aggregate may differ by what rounding each of the parts can make.
_ROUNDING: Final = Decimal("0.5")
_SHOWN: Final = 4


@dataclass(frozen=True)
class Policy:
    """What the user allows: ``--duplicates`` and ``--prefer``."""

    duplicates: str = "refuse"
    prefer: str | None = None


def overlaps(sums: Sequence[Sums]) -> bool:
    """Whether two files may hold the same figure: they share a period, flow and region."""
    keys = ["year", "flow", "reporter", *(["region"] if all("region" in each.frame.columns for each in sums) else [])]
    seen = pl.concat([each.frame.select(keys).unique() for each in sums])
    return seen.is_duplicated().any()


def may_nest(sums: Sequence[Sums]) -> bool:
    """Whether codes of several lengths, or years beside their months, were met."""
    levels = frozenset().union(*(each.levels for each in sums))
    periods = pl.concat([each.frame.select("year", "month").unique() for each in sums])
    both = periods.group_by("year").agg(pl.col("month").is_null().n_unique() > 1).get_column("month").any()
    return len(levels) > 1 or bool(both)


def refuse_repeats(extract: Extract, count: int) -> None:
    """Say which line repeats which."""
    lines = extract.fields(numbered=True).select("number", "line")
    repeated = lines.filter(pl.col("line").is_duplicated()).head(1).collect().row(0)
    first, second = lines.filter(pl.col("line") == repeated[1]).select("number").collect()["number"].to_list()[:2]
    raise OverlapError(
        f"{extract.label}, line {second + 1}: the row repeats line {first + 1} to the letter "
        f"({count:,} such rows are selected): {repeated[1].replace(extract.separator, ' | ')}",
        hint="Two downloads may have been joined. `--duplicates drop` counts such rows once.",
    )


def resolve(leaves: Sequence[Sums], extracts: Sequence[Extract], policy: Policy) -> tuple[pl.DataFrame, list[Note]]:
    """Count every figure once.

    Parameters
    ----------
    leaves
        Sums of each extract over all leaf dimensions.
    extracts
        The same files in the same order.
    policy
        What the user allows.

    Returns
    -------
    tuple
        The leaf rows to be counted, and what was left out or replaced.

    Raises
    ------
    OverlapError
        Where files repeat each other or contradict each other and the user did not say what to do; where annual and
        monthly records of one year stand side by side; where parts exceed their aggregate.
    """
    said: list[Note] = []
    frame = pl.concat(
        [each.frame.with_columns(pl.lit(number).alias("file")) for number, each in enumerate(leaves)], how="diagonal"
    )
    frame = frame.group_by([*_keys(frame), "file"]).agg(pl.col("amount").sum(), pl.col("rows").sum())
    _refuse_mixed_frequency(frame, extracts)
    if len(extracts) > 1:
        frame = _one_file_per_cell(frame, extracts, policy, said)
    return _once_per_level(frame, said), said


def _keys(frame: pl.DataFrame) -> list[str]:
    return [name for name in (*LEAF, "reporter") if name in frame.columns]


def _refuse_mixed_frequency(frame: pl.DataFrame, extracts: Sequence[Extract]) -> None:
    annual = pl.col("month").is_null()
    mixed = (
        frame.group_by("year", "region", "flow")
        .agg(
            (annual.any() & (~annual).any()).alias("mixed"),
            pl.col("file").filter(annual).first().alias("annual_file"),
            pl.col("file").filter(~annual).first().alias("monthly_file"),
        )
        .filter("mixed")
        .sort("year", "region", "flow")
    )
    if mixed.height:
        year, region, flow, annual_file, monthly_file, *_ = mixed.select(
            "year", "region", "flow", "annual_file", "monthly_file"
        ).row(0)
        raise OverlapError(
            f"{year} stands both as a whole year ({extracts[annual_file].label}) and by months "
            f"({extracts[monthly_file].label}) for {region}, {flow}: it would be counted twice",
            hint="Give only one of them, or leave that year out with --year.",
        )


def _one_file_per_cell(
    frame: pl.DataFrame, extracts: Sequence[Extract], policy: Policy, said: list[Note]
) -> pl.DataFrame:
    """Let each figure come from one file."""
    keys = _keys(frame)
    shared = frame.filter(pl.len().over(keys) > 1)
    if not shared.height:
        return frame
    differing = shared.filter(pl.col("amount").n_unique().over(keys) > 1)
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
    kept = frame.sort(place).unique(keys, keep="last" if policy.prefer else "first", maintain_order=True)
    left_out = frame.join(kept, on=[*keys, "file"], how="anti", nulls_equal=True)
    cells = differing.select(keys).unique().height
    said.append(notes.overlap(left_out, [extract.label for extract in extracts], policy.prefer, cells))
    return kept


def _describe(shared: pl.DataFrame, extracts: Sequence[Extract], what: str) -> str:
    files = [extracts[number].label for number in shared["file"].unique().sort()]
    keys = _keys(shared)
    cells = shared.select(keys).unique().sort(keys)
    lines = [f"{' and '.join(files[:3])} {what} ({cells.height:,} in the selection)"]
    for cell in cells.head(_SHOWN).iter_rows(named=True):
        same = shared.filter(pl.all_horizontal(pl.col(key).eq_missing(pl.lit(cell[key])) for key in keys)).sort("file")
        period = str(cell["year"]) if cell["month"] is None else f"{cell['month']:02}/{cell['year']}"
        amounts = ", ".join(
            f"{plain(row['amount'])} in {extracts[row['file']].label}" for row in same.iter_rows(named=True)
        )
        named = " ".join(str(cell[key]) for key in ("flow", "region", "partner", "commodity"))
        lines.append(f"  {period} {named}: {amounts}")
    return "\n".join(lines)


def plain(number: Decimal) -> str:
    """Write an exact number without exponent or idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _once_per_level(frame: pl.DataFrame, said: list[Note]) -> pl.DataFrame:
    """Count a commodity once where its code stands beside longer codes that begin with it.

    An aggregate becomes what its parts leave of it, from the longest codes up, so that totals are those of the
    shortest codes and the detail stays.
    """
    levels = sorted(
        frame.filter(pl.col("commodity") != UNDISCLOSED)["commodity"].str.len_bytes().unique().to_list(), reverse=True
    )
    if len(levels) < 2:
        return frame
    cell = [key for key in _keys(frame) if key != "commodity"]
    coded = pl.col("commodity").str.len_bytes()
    left_out, residue, cells = Decimal(0), Decimal(0), 0
    for _, short in pairwise(levels):
        parts = (
            frame.filter((coded > short) & (pl.col("commodity") != UNDISCLOSED))
            .with_columns(pl.col("commodity").str.slice(0, short))
            .group_by([*cell, "commodity"])
            .agg(pl.col("amount").sum().alias("parts"), pl.col("rows").sum().alias("part_rows"))
        )
        frame = frame.join(parts, on=[*cell, "commodity"], how="left", nulls_equal=True)
        nested = frame.filter(pl.col("parts").is_not_null())
        _refuse_larger_parts(nested)
        rest = pl.col("amount") - pl.col("parts")
        close = rest.abs() <= pl.col("part_rows").cast(pl.Decimal(38, 6)) * _ROUNDING
        cells += nested.height
        left_out += _total(nested, pl.col("parts"))
        residue += _total(nested.filter(~close), rest)
        frame = (
            frame.with_columns(
                pl.when(pl.col("parts").is_null()).then("amount").when(close).then(None).otherwise(rest).alias("amount")
            )
            .filter(pl.col("amount").is_not_null())
            .drop("parts", "part_rows")
        )
    if cells:
        said.append(notes.nested(cells, left_out, residue))
    return frame


def _total(frame: pl.DataFrame, amount: pl.Expr) -> Decimal:
    found: Any = frame.select(amount.sum()).item()
    return Decimal(found or 0)


def _refuse_larger_parts(nested: pl.DataFrame) -> None:
    slack = pl.col("part_rows").cast(pl.Decimal(38, 6)) * _ROUNDING
    larger = nested.filter(pl.col("parts") - pl.col("amount") > slack).sort("year", "region", "partner", "commodity")
    if larger.height:
        row = larger.row(0, named=True)
        raise OverlapError(
            f"the parts of commodity {row['commodity']} sum to more than it: {plain(row['parts'])} against "
            f"{plain(row['amount'])} ({row['year']}, {row['flow']}, {row['region']}, {row['partner']})",
            hint="Downloads of different levels or dates were joined: give only one of them.",
        )
