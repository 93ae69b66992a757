"""Polars by hand: `python polars_scan.py QUESTION SOURCE [ENCODING]`, or `convert SOURCE OUTPUT.parquet`; csv out."""

import sys

import polars as pl

question, source, *more = sys.argv[1:]


def number(name: str) -> pl.Expr:
    """A decimal comma, exactly."""
    return pl.col(name).str.replace(",", ".", literal=True).str.to_decimal(scale=2)


if question == "baci":
    rows = pl.scan_csv(f"{source}/*.csv", infer_schema=False).with_columns(amount=pl.col("v").str.to_decimal(scale=3))
elif source.endswith(".parquet"):
    rows = pl.scan_parquet(source).with_columns(amount="Stoim")
elif question != "convert" and more:
    columns = ["napr", "period", "nastranapr", "Stoim", "Region"]
    whole = pl.read_csv(source, separator="\t", infer_schema=False, encoding=more[0], columns=columns)
    rows = whole.lazy().with_columns(amount=number("Stoim"))
else:
    rows = pl.scan_csv(source, separator="\t", infer_schema=False).with_columns(amount=number("Stoim"))

in_year = pl.col("period").str.ends_with("/2020") if question != "baci" else pl.col("t") == "2022"
if question == "convert":
    figures = rows.with_columns(number("Stoim"), number("Netto"), number("Kol")).drop("amount")
    figures.sink_parquet(more[0])
    sys.exit()
if question == "partner":
    groups = rows.filter(in_year, pl.col("nastranapr") == "CN").group_by("Region", "napr")
elif question == "chapters":
    irkutsk = rows.filter(in_year, pl.col("Region").str.starts_with("25000"))
    groups = irkutsk.group_by(pl.col("tnved").str.head(2), "napr")
elif question == "pairs":
    groups = rows.group_by("Region", "nastranapr", "napr")
elif question == "dependence":
    groups = rows.filter(in_year).group_by("Region", "nastranapr", "napr")
else:
    groups = rows.filter(in_year, (pl.col("i") == "643") | (pl.col("j") == "643")).group_by("i", "j")
sys.stdout.write(groups.agg(pl.col("amount").sum()).collect(engine="streaming").write_csv())
