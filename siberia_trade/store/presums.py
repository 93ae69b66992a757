"""Sums over commodities beside the rows of a store: most questions are about nothing else, and these are few."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import polars as pl

from siberia_trade.beside import Beside
from siberia_trade.cube import plain_sums
from siberia_trade.month_bits import MONTHS
from siberia_trade.readers.files import MANIFEST, Part
from siberia_trade.readers.spec import ReaderSpec
from siberia_trade.readers.stored import StoredExtract, by_period, stored_extract
from siberia_trade.repeats import Names
from siberia_trade.scope import Scope
from siberia_trade.store.kinds import Kind, Partition
from siberia_trade.store.rows import path_of, write_file

#: What sums are kept apart by, as the source wrote it.
_KEYS: Final = ("period", "flow", "reporter", "region", "partner")


def presummed(
    old: Iterable[Mapping[str, Any]], partitions: Sequence[Partition], kinds: Mapping[str, Kind],
    specs: Iterable[ReaderSpec], target: Path, folder: Path,
) -> list[Mapping[str, Any]]:  # fmt: skip
    """Sum the rows of each kind and year, where all of them are plain: see `siberia_trade.plain`.

    Parameters
    ----------
    old
        Sums that the store has; those of years of which no file changes stay.
    partitions
        Files of rows that the store will have.
    kinds
        Kinds of rows by name.
    specs
        Layouts of the kinds that have new files.
    target, folder
        The store, and where files are written.

    Returns
    -------
    list
        Descriptions of files of ``period`` (some month of the year), ``flow, region, partner``, ``months``, ``rows``,
        ``shortest, longest`` (lengths of commodity codes), ``value``, and ``weight`` where all rows have one.
    """
    layouts = {spec.name: spec for spec in specs}
    result = []
    for name, year in sorted({(each["kind"], each["year"]) for each in partitions}):
        own = [each for each in partitions if (each["kind"], each["year"]) == (name, year)]
        of = sorted(each["sha256"] for each in own)
        same = next((each for each in old if (each["kind"], each["year"], each["of"]) == (name, year, of)), None)
        if same:
            result.append(same)
        elif spec := layouts.get(kinds[name].source):
            part = Part(str(target), target / MANIFEST, "store")
            files = by_period(own, lambda each: path_of(each, target, folder))
            extract = stored_extract(part, spec, asdict(kinds[name]), files, {})
            frame = _sums(extract)
            if frame is not None:
                result.append({"kind": name, "year": year, "of": of, **write_file(frame, folder, "sums")})
    return result


def _sums(extract: StoredExtract) -> pl.DataFrame | None:
    """Sums of one year; None where some rows are not plain, or one figure may stand twice."""
    keys = [key for key in _KEYS if key in extract.places]
    met, beside = Names(), Beside()
    frame = plain_sums(extract, Scope(), "value", keys, 10, met, monthly=False, beside=beside)
    if frame is None or met.repeated()[0] or not _is_told(extract, frame):
        return None
    months = pl.col(MONTHS) if MONTHS in frame.columns else pl.lit(None, pl.UInt16).alias(MONTHS)
    frame = frame.select(*keys, months, "rows", "shortest", "longest", value="amount")
    weights = beside.take(extract, "weight", weighed=False)
    if weights is not None:
        frame = frame.join(weights.select(*keys, weight="amount"), on=keys)
    return frame.sort(keys)


def _is_told(extract: StoredExtract, frame: pl.DataFrame) -> bool:
    """Whether it is known of each sum which months it is of."""
    known = extract.spec.labels["period"].known()
    annual = all(known.get(label, (0, 0))[1] is None for label in frame["period"])
    return annual or MONTHS in frame.columns
