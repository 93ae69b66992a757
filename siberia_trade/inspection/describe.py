"""The figures behind the findings of one file, plain values ready for json."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from siberia_trade.inspection.editions import editions_of
from siberia_trade.inspection.findings import levels_of, months_of, places_of, unknown_of
from siberia_trade.inspection.prices import Prices
from siberia_trade.inspection.repeats import Overlap, Repeats
from siberia_trade.inspection.sums import totals_of, undisclosed_of
from siberia_trade.inspection.survey import Survey


def describe(
    survey: Survey, file: str, repeats: Repeats, overlaps: Mapping[str, Overlap], prices: Prices | None
) -> Mapping[str, Any]:
    """Describe one file.

    Returns
    -------
    Mapping
        ``file, source, encoding, bytes, layout, rows, rows_left_out, currency, periods, reporters, regions, partners,
        commodities, dimensions, totals, undisclosed_pct, faulty_rows, unknown, rows_without_value, negative_rows,
        duplicates, two_values, overlaps, unit_values``; what the file does not have is null or empty.
    """
    extract = survey.extract
    layout = extract.layout
    return {
        "file": file,
        "source": extract.spec.name,
        "encoding": layout.encoding,
        "bytes": sum(path.stat().st_size for path in extract.inputs),
        "layout": {
            "separator": layout.separator or None,
            "decimal_mark": "," if extract.decimal_comma else ".",
            "thousands_mark": extract.spec.thousands or None,
            "quoted": layout.quoted,
            "columns": list(layout.header),
        },
        "rows": survey.rows + extract.left_out.count,
        "rows_left_out": extract.left_out.count,
        "currency": extract.currency.upper(),
        "periods": [
            {"year": year, "months": None if None in months else sorted(month for month in months if month)}
            for year, months in months_of(survey.cells).items()
        ],
        "reporters": _places(survey, "reporter") or [{"code": extract.spec.reporter, "rows": survey.rows}],
        "regions": _places(survey, "region"),
        "partners": _places(survey, "partner"),
        "commodities": _commodities(survey),
        "dimensions": {
            name: labels.select("label", "rows", value="amount").to_dicts() for name, labels in survey.further.items()
        },
        "totals": [
            {key: value for key, value in row.items() if key != "amount"} | {"value": row["amount"]}
            for row in totals_of(survey, "reporter")
        ],
        "undisclosed_pct": undisclosed_of(survey),
        "faulty_rows": [asdict(fault) for fault in survey.faults],
        "unknown": {
            dimension: unknown_of(survey, dimension).select("label", "rows", "line", value="amount").to_dicts()
            for dimension in ("reporter", "region", "partner", "commodity")
            if dimension in survey.labels and unknown_of(survey, dimension).height
        },
        "rows_without_value": survey.empty,
        "negative_rows": survey.negative,
        "duplicates": {"rows": repeats.rows, "value": repeats.amount, "first": repeats.row and asdict(repeats.row)},
        "two_values": {"figures": repeats.figures, "first": repeats.figure and asdict(repeats.figure)},
        "overlaps": [
            {
                "file": other,
                "figures": overlap.figures,
                "value": overlap.amount,
                "differing": overlap.differing,
                "first": overlap.pair and asdict(overlap.pair),
            }
            for other, overlap in overlaps.items()
        ],
        "unit_values": prices and asdict(prices),
    }


def _places(survey: Survey, dimension: str) -> Sequence[Mapping[str, Any]]:
    """Code, rows and value of the places of a dimension, the largest first."""
    if dimension not in survey.labels:
        return []
    return places_of(survey.labels[dimension]).rename({"amount": "value"}).to_dicts()


def _commodities(survey: Survey) -> Mapping[str, Any] | None:
    """Levels and classification of the commodities."""
    if "commodity" not in survey.labels:
        return None
    found = editions_of(survey)
    listed = survey.labels["commodity"].filter(pl.col("kind") == "listed")
    return {
        "codes": listed["code"].n_unique(),
        "rows_by_digits": {str(level): rows for level, rows in levels_of(survey).items()},
        "classification": found.system,
        "editions": list(found.editions),
        "editions_named_by_file": found.named,
        "headings_not_in_editions": list(found.missing),
    }
