"""Whether two answers are the same: `python answers.py QUESTION STRADE.csv PEER.csv`; exit 1 and one line if not.

Apart from the runner, whose own size would count in the peaks that it measures.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from siberia_trade.readers import comtrade, fcs

Answer = Mapping[tuple[str, ...], Decimal]
#: Half a cent; shares in percent are quotients, which no two tools round alike.
MONEY, PERCENT = Decimal("0.005"), Decimal("0.000001")


def main() -> None:
    """Compare two files."""
    question, own_file, other_file = sys.argv[1:]
    own = strade_answer(question, Path(own_file))
    other = peer_answer(question, Path(other_file))
    if not own:
        sys.exit("strade: the answer is empty")
    tolerance = PERCENT if question == "dependence" else MONEY
    for key in sorted({*own, *other}):
        pair = own.get(key, Decimal(0)), other.get(key, Decimal(0))
        if abs(pair[0] - pair[1]) > tolerance:
            sys.exit(f"{', '.join(key)}: strade {pair[0]}, peer {pair[1]}")


def strade_answer(question: str, file: Path) -> Answer:
    """Figures by place or chapter, and flow; what is null is left out."""
    keys = {"partner": ("region",), "pairs": ("region", "partner"), "dependence": ("region",), "baci": ("partner",)}
    figures: dict[tuple[str, ...], Decimal] = {}
    for row in _rows(file):
        if question == "chapters":
            figures[row["commodity"], row["flow"]] = Decimal(row["value_usd"])
            continue
        for flow in ("export", "import"):
            figure = row[f"{flow}s_share_pct" if question == "dependence" else f"{flow}s_usd"]
            if figure:
                figures[*(row[key] for key in keys[question]), flow] = Decimal(figure)
    return figures


def peer_answer(question: str, file: Path) -> Answer:
    """The same of a peer's sums, whose labels are those of the file."""
    sums: dict[tuple[str, ...], Decimal] = {}
    for row in _rows(file):
        *labels, amount = row.values()
        sums[_key(question, labels)] = Decimal(amount) * (1000 if question == "baci" else 1)
    return _shares(sums) if question == "dependence" else sums


def _key(question: str, labels: list[str]) -> tuple[str, ...]:
    if question == "baci":
        exporter, importer = (str(comtrade.countries()[label]) for label in labels)
        return (importer, "export") if exporter == "RU" else (exporter, "import")
    first = labels[0] if question == "chapters" else str(fcs.region(labels[0]))
    return first, *labels[1:-1], fcs.flow(labels[-1])


def _shares(sums: Answer) -> Answer:
    """China's part of each region's exports and imports, in percent."""
    wholes: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (region, _, flow), amount in sums.items():
        wholes[region, flow] += amount
    return {key: 100 * sums.get((key[0], "CN", key[1]), Decimal(0)) / whole for key, whole in wholes.items()}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


if __name__ == "__main__":
    main()
