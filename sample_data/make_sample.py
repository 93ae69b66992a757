"""Write all sample data: statistics reconstructed in the layouts of their sources, for trying strade. Not official.

Run `python sample_data/make_sample.py [FOLDER]`; without a folder the files are written beside this script.

One module writes the files of one source, and its docstring gives the method. What they have in common: every step is
integer arithmetic; what moves the figures a little is a checksum of their names; each split gives what rounding left to
the largest remainders, so sums are exact. The result is therefore the same on every machine. (Only how tightly the zips
are packed may differ between builds of Python's zlib.)
"""

import sys
from pathlib import Path

import sample_china_provinces
import sample_china_world
import sample_customs
import sample_plain_tables
import sample_russia


def main() -> None:
    """Write every file into the folder given on the command line, or else beside this script."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    sample_customs.write(folder)
    sample_russia.write(folder)
    sample_china_world.write(folder)
    sample_china_provinces.write(folder)
    sample_plain_tables.write(folder)


if __name__ == "__main__":
    main()
