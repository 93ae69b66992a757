"""Small files in the layout of the Russian customs, by year or by month, and what an answer from them says."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

import siberia_trade as st

HEADER = "napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s".replace(" ", "\t")
REGIONS = {
    "RU-BU": "81000 - РЕСПУБЛИКА БУРЯТИЯ",
    "RU-IRK": "25000 - ИРКУТСКАЯ ОБЛАСТЬ",
    "RU-KHM": "71100 - ХАНТЫ-МАНСИЙСКИЙ АВТОНОМНЫЙ ОКРУГ - ЮГРА",
    "RU-MOW": "45000 - ГОРОД МОСКВА",
    "RU-SA": "98000 - РЕСПУБЛИКА САХА (ЯКУТИЯ)",
    "RU-TOM": "69000 - ТОМСКАЯ ОБЛАСТЬ",
    "RU-ZAB": "76000 - ЗАБАЙКАЛЬСКИЙ КРАЙ",
}
#: One record: period as the file writes it, region, exports; partner and flow where they matter.
Record = tuple[Any, ...]


def write(path: Path, records: Iterable[Record]) -> Path:
    """Write `(period, region, value[, partner[, flow]])` as an extract."""
    lines = [HEADER]
    for period, region, value, *more in records:
        partner, flow = [*more, *("CN", "export")[len(more) :]]
        word = {"export": "ЭК", "import": "ИМ"}[flow]
        lines.append(f"{word}\t{period}\t{partner}\t4403201100\t\t{value}\t1\t0\t{REGIONS[region]}\t")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def months(year: int, region: str, value: int, held: Iterable[int] = range(1, 13), *more: str) -> list[Record]:
    """One record of the same value for each month; imports of nothing beside it, so that both flows are known."""
    found: list[Record] = []
    for month in held:
        found.append((f"{month:02}/{year}", region, value, *more))
        found.append((f"{month:02}/{year}", region, 0, more[0] if more else "CN", "import"))
    return found


def years(region: str, values: dict[int, int], partner: str = "CN") -> list[Record]:
    """Annual records."""
    return [
        (str(year), region, amount, partner, flow)
        for year, value in values.items()
        for flow, amount in (("export", value), ("import", 0))
    ]


def turnover(path: Path, **options: Any) -> st.Table:
    """The turnover of one file."""
    return st.turnover(data=[str(path)], **options)


def cells(table: st.Table, *names: str) -> list[tuple[Any, ...]]:
    """Cells of some columns, exact amounts as plain numbers."""
    frame = table.frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return frame.select(names).rows()


def said(table: st.Table) -> str:
    """All notes of an answer."""
    return "\n".join(note.text.en for note in table.notes)
