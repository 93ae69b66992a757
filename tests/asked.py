"""Exports of small extracts, as the command line prints them."""

import csv
import io
from collections.abc import Mapping

from conftest import Run
from extracts import Row


def records(text: str) -> list[dict[str, str]]:
    """Rows of a csv output."""
    return list(csv.DictReader(io.StringIO(text)))


def turnover(run: Run, *data: str, by: str = "none", more: str = "") -> Mapping[str, str]:
    """Exports of each row of `--by`, as printed."""
    result = run(f"turnover --format csv --by {by} {more}", *(word for path in data for word in ("--data", path)))
    assert result.code == 0, result.err
    return {row[by] if by != "none" else "": row["exports_usd"] for row in records(result.out)}


def one(**fields: str) -> Row:
    """One row of export where only what a test is about is said."""
    return Row("export", "2020-01", "CN", "4407110000", "", "100", "10", "0", "25000")._replace(**fields)
