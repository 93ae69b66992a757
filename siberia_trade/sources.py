"""Several sources of one trade: each is a measurement of its own, and they are never added."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from siberia_trade import notes
from siberia_trade.errors import OverlapError
from siberia_trade.readers import Extract
from siberia_trade.table import Note

#: Whose trade a source measures.
_TRADE: Final = ["year", "reporter", "flow"]


def one_source(frame: pl.DataFrame, extracts: Sequence[Extract], prefer: str | None, said: list[Note]) -> pl.DataFrame:
    """Let a reporter's flow of a year come from one source.

    Sources may complete each other: where one has some months or regions, and another one others, both stay.

    Parameters
    ----------
    frame
        Leaf rows with ``year, month, reporter, region, flow`` and ``file``.
    extracts
        The files by number.
    prefer
        ``last`` or ``newest``: the source of which file is kept; None where the user did not say.
    said
        Gets a note where rows were left out.

    Raises
    ------
    OverlapError
        Where two sources hold the same, and ``prefer`` is None.
    """
    sources = [_source_of(extract) for extract in extracts]
    if len(set(sources)) == 1:
        return frame
    named = frame.with_columns(pl.col("file").replace_strict(range(len(sources)), sources).alias("source"))
    parts = ("month", "region")
    mixed = [pl.col(part).is_null().any() & pl.col(part).is_not_null().any() for part in parts]
    met_twice = pl.struct(*parts, "source").n_unique() > pl.struct(*parts).n_unique()
    twice = (
        named.group_by(_TRADE)
        .agg(pl.col("source").n_unique().alias("sources"), pl.any_horizontal(*mixed, met_twice).alias("same"))
        .filter(pl.col("sources") > 1, "same")
        .select(_TRADE)
        .sort(_TRADE)
    )
    shared = named.join(twice, on=_TRADE, how="semi", nulls_equal=True)
    if not shared.height:
        return frame
    if prefer is None:
        raise _refusal(twice, shared, extracts)
    place = pl.col("file").replace_strict(in_order(extracts, prefer), range(len(extracts)))
    kept = shared.filter(pl.col("source") == pl.col("source").sort_by(place).last().over(_TRADE))
    left_out = shared.join(kept, on=[*_TRADE, "source"], how="anti", nulls_equal=True)
    files = [extracts[number].label for number in left_out["file"].unique().sort()]
    said.append(notes.other_source(files, prefer))
    return named.join(left_out, on=[*_TRADE, "source"], how="anti", nulls_equal=True).drop("source")


def _source_of(extract: Extract) -> str:
    """Whose statistics an extract is of: layouts of one publisher are one source, and so are tables of the user's."""
    return "" if extract.spec.by_anybody else extract.spec.name.partition("-")[0]


def in_order(extracts: Sequence[Extract], prefer: str | None) -> list[int]:
    """Numbers of the files, the preferred one last; as they were named where none is."""
    numbers = range(len(extracts))
    if prefer == "newest":
        return sorted(numbers, key=lambda number: (extracts[number].part.path.stat().st_mtime_ns, number))
    return list(numbers)


def _refusal(twice: pl.DataFrame, shared: pl.DataFrame, extracts: Sequence[Extract]) -> OverlapError:
    first = twice.row(0, named=True)
    found = shared.join(twice.head(1), on=_TRADE, how="semi", nulls_equal=True)
    files = found.sort("file").unique("source", keep="first")["file"].sort()
    held = " and ".join(f"{extracts[number].label} ({extracts[number].spec.name})" for number in files)
    whose = f" of {first['reporter']}" if first["reporter"] else ""
    more = f", and {twice.height - 1:,} more such" if twice.height > 1 else ""
    return OverlapError(
        f"{held} hold the same trade ({first['flow'] or 'figures'}{whose} in {first['year']}{more}): two statistics of "
        "it cannot be added",
        hint="Give files of one source (of a store: `--source`), or say whose counts: `--prefer last` takes "
        "that of the file named last, `--prefer newest` that of the file changed last.",
    )
