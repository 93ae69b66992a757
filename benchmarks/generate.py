"""Make an extract of any size: `python benchmarks/generate.py fcs --rows 20000000 --output big.csv`.

The same rows and seed give the same bytes. Memory does not grow with the rows: they are made and written in blocks.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import fcs_extract
import polars as pl

ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp866")


def main() -> None:
    """Read the command line and write the extract."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layout", choices=["fcs"])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--encoding", choices=ENCODINGS, default="utf-8")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.output, fcs_extract.HEADER, fcs_extract.blocks(asked.rows, asked.seed), asked.encoding)


def write(path: Path, header: str, blocks: Iterator[pl.DataFrame], encoding: str) -> None:
    """Write blocks of text, one after another."""
    with path.open("wb") as file:
        file.write(header.encode(encoding))
        for block in blocks:
            text = block.write_csv(include_header=False, separator="\t", quote_style="never")
            file.write(text.encode(encoding.removesuffix("-sig")))


if __name__ == "__main__":
    main()
