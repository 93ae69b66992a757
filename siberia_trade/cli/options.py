"""Options that commands share, as types of their arguments."""

from typing import Annotated, Literal

import typer

Data = Annotated[
    list[str] | None,
    typer.Option(help="File, folder, glob, .gz, .zip, .xlsx or - for stdin; repeatable (env STRADE_DATA). FILE may be "
                 "written export:FILE or import:FILE, a sheet BOOK.xlsx#SHEET. Default: the study's data.",
                 metavar="PATH"),
]  # fmt: skip
Source = Annotated[
    str | None,
    typer.Option(help="Which reader, or a column map (YAML); default: recognised from the file.", metavar="NAME|FILE"),
]
Study = Annotated[
    str | None, typer.Option(help="Study with data and defaults (env STRADE_STUDY).", metavar="NAME|FILE")
]
Region = Annotated[
    list[str] | None,
    typer.Option(help="Region, group of regions or reporting country, by name (English, Russian, Chinese) or code; "
                 "repeatable.", metavar="X"),
]  # fmt: skip
Partner = Annotated[
    list[str] | None,
    typer.Option(help="Partner country or group, by name or code, or `world`; repeatable.", metavar="X"),
]
Year = Annotated[
    list[str] | None,
    typer.Option(help="2021, 2017:2021 or 2017,2019; default: the latest complete one.", metavar="YEARS"),
]
YearOfGrowth = Annotated[
    list[str] | None,
    typer.Option(help="2017:2021 or 2017,2019; the year before is read as well. Default: all.", metavar="YEARS"),
]
Month = Annotated[list[str] | None, typer.Option(help="Limit every year to these months: 1:9.", metavar="MONTHS")]
Flow = Annotated[
    Literal["export", "import"] | None, typer.Option(help="One flow; default: both.", case_sensitive=False)
]
Commodity = Annotated[
    list[str] | None, typer.Option(help="HS prefix or a member of the grouping; repeatable.", metavar="X")
]
Grouping = Annotated[
    str | None, typer.Option(help="sections, chapters, headings, or a commodity grouping.", metavar="NAME|FILE")
]
By = Annotated[
    str | None,
    typer.Option(help="Dimensions of the rows: region, reporter, partner, year, month, flow, commodity; group: a row "
                 "for each --region; none: one row.", metavar="A,B"),
]  # fmt: skip
Of = Annotated[
    str | None,
    typer.Option(help="The whole to compare with: another region, group or country, or `world`: all partners.",
                 metavar="X"),
]  # fmt: skip
OfPlace = Annotated[
    str | None,
    typer.Option(help="The place to compare with: another region, group or country, or `world`: all reporters of the "
                 "data.", metavar="X"),
]  # fmt: skip
Over = Annotated[
    Literal["partner", "commodity", "region", "reporter"] | None,
    typer.Option(help="What trade is divided into; default: partner.", case_sensitive=False),
]
ShiftOver = Annotated[
    Literal["partner", "commodity", "region", "reporter"] | None,
    typer.Option(help="shift-share: what trade is divided into; default: commodity.", case_sensitive=False),
]
Possible = Annotated[
    int | None,
    typer.Option("--n", help="How many parts there could be, for hhi_normalised and concentration_unctad; default: as "
                 "many as there is trade in.", metavar="N"),
]  # fmt: skip
Base = Annotated[int | None, typer.Option(help="Year whose index is 100; default: the first.", metavar="YEAR")]
Decompose = Annotated[
    Literal["price", "shift-share"] | None,
    typer.Option(help="Part the growth into prices and quantities, or against the growth of a whole (--of).",
                 case_sensitive=False),
]  # fmt: skip
Jump = Annotated[
    int | None,
    typer.Option(help="price: set commodities aside whose unit value changes more than N times; default: 10.",
                 metavar="N"),
]  # fmt: skip
Between = Annotated[
    list[str] | None,
    typer.Option(help="Marginal intra-industry trade between two years: 2017,2021.", metavar="YEAR,YEAR"),
]
SimilarTo = Annotated[
    str | None,
    typer.Option(help="How like the structure of another region, group or country, or `world` (all reporters), that "
                 "of trade is.", metavar="X"),
]  # fmt: skip
Measure = Annotated[Literal["value", "weight"], typer.Option(help="US dollars or kilograms.")]
Rates = Annotated[
    str | None,
    typer.Option(help="Exchange rates (csv: currency, period, usd) that turn values into dollars.", metavar="FILE"),
]
Top = Annotated[int | None, typer.Option(help="Show the first N rows; never changes a total or a share.", metavar="N")]
Sort = Annotated[str | None, typer.Option(help="Sort by this column.", metavar="COLUMN")]
Duplicates = Annotated[
    Literal["refuse", "drop"], typer.Option(help="What to do where rows or files repeat each other.")
]
Prefer = Annotated[
    Literal["newest", "last"] | None,
    typer.Option(
        help="Where files contradict each other, or two sources tell one trade: the file changed last, or named last."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Turn doubts into an error.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say which files were read, and where the time went.")]
Form = Annotated[
    Literal["table", "csv", "json", "ndjson", "markdown"] | None,
    typer.Option("--format", help="Default: table, or what the suffix of --output says.", case_sensitive=False),
]
Output = Annotated[str | None, typer.Option(help="Write to a file, whole or not at all.", metavar="FILE")]
Unit = Annotated[
    Literal["auto", "one", "thousand", "million", "billion"], typer.Option(help="Unit of tables for people.")
]
Lang = Annotated[Literal["en", "ru"], typer.Option(help="Language of tables for people.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No notes.")]
