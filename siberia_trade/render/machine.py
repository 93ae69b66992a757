"""Tables for other programs: full precision, stable English names, no totals."""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from siberia_trade import schema
from siberia_trade.table import Table


def to_csv(table: Table) -> str:
    """Write the rows as RFC 4180 with LF line ends; null is an empty field."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.frame.columns)
    writer.writerows([_csv_field(value) for value in row] for row in table.frame.iter_rows())
    return out.getvalue()


def to_json(table: Table) -> str:
    """Write `{"meta": {...}, "data": [...]}`, one row per line."""
    rows = ",\n".join(f"    {line}" for line in _json_rows(table))
    data = f"[\n{rows}\n  ]" if rows else "[]"
    return f'{{\n  "meta": {_json(table.meta, "  ")},\n  "data": {data}\n}}\n'


def to_ndjson(table: Table) -> str:
    """Write one JSON object per row and line; nothing at all where there are no rows."""
    return "".join(f"{line}\n" for line in _json_rows(table))


def plain(value: Decimal | float) -> str:
    """Write a number with all its digits and without an exponent.

    >>> plain(Decimal("1000000.000000")), plain(Decimal("0E-6")), plain(1e-07), plain(0.1)
    ('1000000', '0', '0.0000001', '0.1')
    """
    if isinstance(value, float):
        text = repr(value)
        text = f"{Decimal(text):f}" if "e" in text else text
        return text if value else "0.0"
    return schema.plain(value)


def _csv_field(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    text = _scalar(value)
    return "" if text == "null" else text.strip('"')


def _json_rows(table: Table) -> Iterable[str]:
    keys = [json.dumps(name, ensure_ascii=False) for name in table.frame.columns]
    for row in table.frame.iter_rows():
        cells = ", ".join(f"{key}: {_scalar(value)}" for key, value in zip(keys, row, strict=True))
        yield f"{{{cells}}}"


def _json(value: object, indent: str) -> str:
    """Write any value of `meta`; the standard encoder cannot write a Decimal as a number."""
    deeper = indent + "  "
    if isinstance(value, Mapping):
        parts = [f"{_scalar(str(key))}: {_json(item, deeper)}" for key, item in value.items()]
        opening, closing = "{", "}"
    elif isinstance(value, (list, tuple)):
        parts = [_json(item, deeper) for item in value]
        opening, closing = "[", "]"
    else:
        return _scalar(value)
    if not parts:
        return opening + closing
    return opening + ",".join(f"\n{deeper}{part}" for part in parts) + f"\n{indent}{closing}"


def _scalar(value: object) -> str:
    """Write a single value as JSON; whatever JSON has no number for is null."""
    if isinstance(value, (Decimal, float)):
        return plain(value) if math.isfinite(value) else "null"
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=False)
