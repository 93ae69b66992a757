"""Make an extract of any size: `python benchmarks/generate.py fcs --rows 20000000 --output big.csv`.

`fcs` is a file of the Russian customs service by region, `baci` a folder with a file of CEPII BACI for each year. The
same rows and seed give the same bytes. Memory does not grow with the rows: they are made and written in blocks.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import baci_extract
import fcs_extract
import polars as pl

ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp866")


def main() -> None:
    """Read the command line and write the extract."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layout", choices=["fcs", "baci"])
    parser.add_argument("--rows", type=int, default=1_000_000, help="of all the years together")
    parser.add_argument("--output", type=Path, required=True, help="file (fcs) or folder (baci)")
    parser.add_argument("--encoding", choices=ENCODINGS, default="utf-8", help="fcs only")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.layout == "fcs":
        write(asked.output, fcs_extract.HEADER, fcs_extract.blocks(asked.rows, asked.seed), asked.encoding)
        return
    asked.output.mkdir(parents=True, exist_ok=True)
    for name, blocks in baci_extract.files(asked.rows, asked.seed):
        write(asked.output / name, baci_extract.HEADER, blocks, "utf-8")


def write(path: Path, header: str, blocks: Iterable[pl.DataFrame], encoding: str) -> None:
    """Write blocks of text one after another; the header says what separates columns."""
    separator = "\t" if "\t" in header else ","
    with path.open("wb") as file:
        file.write(header.encode(encoding))
        for block in blocks:
            text = block.write_csv(include_header=False, separator=separator, quote_style="never")
            file.write(text.encode(encoding.removesuffix("-sig")))


if __name__ == "__main__":
    main()
