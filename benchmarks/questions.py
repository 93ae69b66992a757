"""What is asked, of whom, and by which command: the table of the benchmark.

The first way of a question is `strade`, whose answer all others are held against.
"""

import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
STRADE = (sys.executable, "-m", "siberia_trade")
#: Peers by name: what they need, a Python package or a program.
PEERS = {
    "duckdb": ("duckdb_sql.py", "duckdb"),
    "polars by hand": ("polars_scan.py", "polars"),
    "clickhouse (chdb)": ("clickhouse_sql.py", "chdb"),
    "pandas, chunks": ("pandas_chunks.py", "pandas"),
    "miller": ("miller.py", "mlr"),
}
#: Those that read and write Parquet, and those that can read a whole folder.
SQL_AND_POLARS = ("duckdb", "polars by hand", "clickhouse (chdb)")
#: The questions to an extract of the Russian customs service; `peers/questions.py` puts them in SQL.
FCS = {
    "partner": (
        "Exports and imports of each region with one partner in one year",
        "turnover --partner CN --year 2020 --by region",
    ),
    "chapters": (
        "Exports and imports of one region in one year by chapter",
        "structure --region 25000 --year 2020 --grouping chapters",
    ),
    "dependence": (
        "Dependence of each region on one partner in one year (peers: the sums it rests on)",
        "dependence --partner CN --year 2020",
    ),
    "pairs": (
        "Exports and imports of each region with each partner in all years",
        "turnover --by region,partner --year 1990:2021",
    ),
}


@dataclass(frozen=True)
class Way:
    """One way to answer: a command, and what must be there for it."""

    name: str
    command: tuple[str, ...]
    #: Why it cannot be asked; empty where it can.
    missing: str = ""
    #: What it writes: removed before every run.
    writes: Path | None = None


@dataclass(frozen=True)
class Question:
    """A question, and the ways to answer it."""

    title: str
    ways: tuple[Way, ...]
    #: The way whose time the others are divided by.
    yardstick: str
    #: How answers are compared, see `answers.py`; empty where there is none.
    answer: str = ""


def start_up() -> list[Question]:
    """What each run costs before it reads anything."""
    python = sys.executable
    ways = [
        _strade("--help"), _strade("--version"), _strade("turnover --region Irkutsk --year 2021", "the bundled sample"),
        Way("import polars", (python, "-c", "import polars")), Way("python", (python, "-c", "pass")),
    ]  # fmt: skip
    return [Question("Start-up", tuple(ways), "import polars")]


def fcs(data: Path) -> list[Question]:
    """The questions to one file of text."""
    return [
        Question(
            title,
            (_strade(command, data=data), *(_peer(name, question, data) for name in PEERS)),
            "duckdb",
            question,
        )
        for question, (title, command) in FCS.items()
    ]


def other_encoding(data: Path, encoding: str) -> Question:
    """The first question to the same rows in another encoding, which few can read by themselves."""
    title, command = FCS["partner"]
    piped = _peer("duckdb", "partner", Path("/dev/stdin"))
    piped_command = ("sh", "-c", f'iconv -f {encoding} -t utf-8 "$0" | "$@"', str(data), *piped.command)
    missing = piped.missing or ("" if shutil.which("iconv") else "`iconv` is not installed")
    ways = (
        _strade(command, data=data),
        Way("iconv, duckdb", piped_command, missing),
        _peer("polars by hand", "partner", data, encoding),
        _peer("pandas, chunks", "partner", data, encoding),
    )
    return Question(f"{title}, {encoding}", ways, "iconv, duckdb", "partner")


def conversion(data: Path, store: Path) -> Question:
    """An extract to columns on disk, from nothing each time; the store is left for the next questions."""
    convert = Way("strade", (*STRADE, "convert", str(data), "--store", str(store), "--quiet"), writes=store)
    peers = [_peer(name, "convert", data, str(_parquet(store, name))) for name in SQL_AND_POLARS]
    return Question("Conversion (peers: to one Parquet file, without checks)", (convert, *peers), "duckdb")


def converted(store: Path) -> list[Question]:
    """The questions to what each has converted."""
    return [
        Question(
            f"{title}, converted",
            (_strade(command, data=store), *(_peer(name, question, _parquet(store, name)) for name in SQL_AND_POLARS)),
            "duckdb",
            question,
        )
        for question, (title, command) in FCS.items()
    ]


def baci(data: Path) -> Question:
    """A question to a folder of files, each of a year."""
    command = "turnover --region russia --by partner --year 2022"
    ways = (_strade(command, data=data), *(_peer(name, "baci", data) for name in SQL_AND_POLARS))
    return Question("BACI: exports and imports of one country with each partner in one year", ways, "duckdb", "baci")


def _strade(command: str, label: str = "", data: Path | None = None) -> Way:
    source = ("--data", str(data), "--format", "csv") if data else ()
    name = "strade" if data else f"strade {command.split()[0]}"
    return Way(f"{name}, {label}" if label else name, (*STRADE, *command.split(), *source))


def _peer(name: str, question: str, *arguments: Path | str) -> Way:
    script, needs = PEERS[name]
    here = find_spec(needs) or shutil.which(needs)
    output = Path(arguments[-1]) if question == "convert" else None
    command = (sys.executable, str(HERE / "peers" / script), question, *map(str, arguments))
    return Way(name, command, "" if here else f"`{needs}` is not installed", output)


def _parquet(store: Path, name: str) -> Path:
    return store.with_name(f"{store.name}-{PEERS[name][1]}.parquet")
