"""Stores: they answer like the extracts that they were made of, take in newer ones, and outlive whatever ends a run."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, EXCEL, FEWER, LAYOUTS, ROWS, TCBT, Row, annual, table
from layouts import GACC_USUAL_COLUMNS, comtrade, gacc, tidy

from siberia_trade import api
from siberia_trade.errors import StradeError
from siberia_trade.render import render
from siberia_trade.store import files as store_files
from siberia_trade.store import rows as store_rows

YUAN = tuple("cny" if name == "usd" else name for name in GACC_USUAL_COLUMNS)
GACC_ROWS = """
    period code     usd       cny
    202101 44071190 1,000     6,500
    202102 44071190 2,000.5   13,000
    202102 27090000 3,000,000 19,000,000
"""
COMTRADE_ROWS = """
    156 X 2022 0   TOTAL 1000
    156 X 2022 643 TOTAL 300
    156 X 2022 842 TOTAL 500
    156 M 2022 0   TOTAL 1000
    156 M 2022 643 27    1000
    156 X 2022 643 27    75   9
    156 X 2022 643 85    225  7
    156 RX 2022 643 85   20
"""
TIDY_ROWS = """
    year flow   region partner currency value_usd
    2021 export RU-IRK CN      CNY      10.5
    2021 export RU-IRK CN      USD      20
    2021 import RU-IRK CN      -        5
    2022 export RU-IRK KZ      total    70
    2022 export RU-IRK KZ      RUB      60
"""
BACI = b"t,i,j,k,v,q\n2018,156,643,440711,10.5,1.25\n2018,643,156,270900,20.001,NA\n2018,643,156,270112,1,3\n"
COMEXT = (
    b"REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n"
    b"DE,RU,E,44071190,1,1,202101,100,9\nDE,RU,E,44071190,1,2,202101,50,3\nDE,CN,E,39XXXXXX,2,1,202102,7,1\n"
)
COMEXSTAT = (
    b'"CO_ANO";"CO_MES";"CO_NCM";"CO_UNID";"CO_PAIS";"SG_UF_NCM";"CO_VIA";"CO_URF";"QT_ESTAT";"KG_LIQUIDO";"VL_FOB"\n'
    b'"2023";"01";"44071190";"10";"160";"SP";"01";"0817800";5;6;700\n'
    b'"2023";"02";"27090010";"10";"676";"RJ";"04";"0817700";1;2;3000\n'
)

#: Files of every source, by the names that they are given by.
EXTRACTS: Mapping[str, Mapping[str, bytes]] = {
    **{f"fcs, {name}": {"x.csv": layout.write(ROWS)} for name, layout in LAYOUTS.items()},
    "fcs, years": {"x.csv": TCBT.write(annual(ROWS))},
    "fcs, two layouts": {
        "a.csv": TCBT.write(row for row in ROWS if row.period < "2021"),
        "b.csv": EXCEL.write(row for row in ROWS if row.period > "2021"),
    },
    "fcs, annual beside months of other years": {
        "a.csv": TCBT.write(row for row in annual(ROWS) if row.period == "2020"),
        "b.csv": DATTSVT.write(row for row in ROWS if row.period > "2021"),
    },
    "comtrade": {"TradeData.csv": comtrade(COMTRADE_ROWS)},
    "gacc": {"export:a.csv": gacc(GACC_ROWS), "import:b.csv": gacc(GACC_ROWS)},
    "gacc in yuan": {"export:a.csv": gacc(GACC_ROWS, YUAN)},
    "plain table": {"x.csv": tidy(TIDY_ROWS)},
    "baci": {"BACI_HS17_Y2018_V202301.csv": BACI},
    "comext": {"full_202101.dat": COMEXT},
    "comexstat": {"EXP_2023.csv": COMEXSTAT},
    "several sources": {"a.csv": DATTSVT.write(ROWS), "b.csv": comtrade(COMTRADE_ROWS)},
    "sample: customs": {"sample:DATTSVT.csv.zip": b"", "sample:russia.csv": b""},
    "sample: comtrade": {"sample:TradeData.csv.zip": b""},
    "sample: china": {"export:sample:gacc-exports.csv.zip": b"", "import:sample:gacc-imports.csv.zip": b""},
    "sample: settlements": {"sample:settlements.csv": b""},
}
QUESTIONS: list[tuple[str, Any]] = [
    ("turnover", {"by": "year,region"}),
    ("turnover", {"by": "reporter,month"}),
    ("turnover", {"by": "currency"}),
    ("turnover", {"by": "commodity", "measure": "weight"}),
    ("shares", {"by": "partner"}),
    ("shares", {"region": "russia", "partner": "CN", "year": 2021, "of": "world"}),
    ("structure", {"by": "year", "grouping": "chapters"}),
    ("structure", {"partner": "CN"}),
    ("dependence", {}),
    ("dependence", {"by": "year", "region": "russia", "partner": "KZ"}),
]
SAMPLES = Path(__file__).parent.parent / "sample_data"


def write_files(files: Mapping[str, bytes]) -> list[str]:
    """Write files into this folder and name them as `--data` does; samples are where they are."""
    names = []
    for name, content in files.items():
        flow, _, path = name.rpartition(":") if name.startswith(("export:", "import:")) else ("", "", name)
        flow, path = (flow, path) if "sample" not in name else (name.partition("sample:")[0].rstrip(":"), name)
        if "sample:" in path:
            path = str(SAMPLES / path.rpartition(":")[2])
        else:
            Path(path).write_bytes(content)
        names.append(f"{flow}:{path}" if flow else path)
    return names


def answer(command: str, data: Iterable[str], **options: Any) -> str:
    """The csv of an answer, or that there is none."""
    try:
        return str(render(getattr(api, command)(data=list(data), meta=False, **options), "csv"))
    except StradeError as error:
        return type(error).__name__


def answers(data: Iterable[str], questions: Iterable[tuple[str, Any]] = QUESTIONS) -> dict[str, str]:
    return {f"{command} {options}": answer(command, data, **options) for command, options in questions}


def state(store: Path | str) -> dict[str, bytes]:
    """All that lies in a folder, but for the file that is the lock."""
    files = (path for path in Path(store).rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(files)}


def parts(store: Path | str) -> dict[str, bytes]:
    """The files of rows."""
    return {name: content for name, content in state(store).items() if name.endswith(".parquet")}


def manifest(store: Path | str) -> dict[str, Any]:
    return dict(json.loads((Path(store) / "manifest.json").read_text(encoding="utf-8")))


def put(rows: str | list[Row], name: str = "new.csv", layout: Any = DATTSVT) -> str:
    """Write an extract of these rows."""
    Path(name).write_bytes(layout.write(table(rows) if isinstance(rows, str) else rows))
    return name


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    for name in ("STRADE_DATA", "STRADE_STUDY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def store(here: Path) -> Path:
    """A store of the usual rows, in the folder `store`."""
    api.convert(put(ROWS, "old.csv"), "store")
    return here / "store"


# ---------------------------------------------------------------------------------------------------------------------
# The same answers


@pytest.mark.parametrize("files", EXTRACTS.values(), ids=EXTRACTS.keys())
def test_a_store_answers_like_its_extracts(here: Path, files: Mapping[str, bytes]) -> None:
    data = write_files(files)
    api.convert(data, "store")
    expected = answers(data)
    assert any("," in each for each in expected.values())
    assert answers(["store"]) == expected
    api.convert("store", "copy")
    assert parts("copy") == parts("store")
    assert manifest("copy")["kinds"] == manifest("store")["kinds"]


@pytest.mark.parametrize("files", EXTRACTS.values(), ids=EXTRACTS.keys())
def test_together_or_one_after_the_other(here: Path, files: Mapping[str, bytes]) -> None:
    data = write_files(files)
    api.convert(data, "together")
    for each in data:
        api.convert(each, "one by one")
    assert parts("one by one") == parts("together")
    api.convert(data, "together")  # again
    assert parts("one by one") == parts("together")
    first, second = manifest("one by one"), manifest("together")
    assert first == second
    assert len(first["inputs"]) == len(data)


def test_sums_in_are_sums_out(store: Path) -> None:
    held = manifest(store)
    assert sum(each["rows"] for each in held["partitions"]) == len(ROWS)
    values = pl.scan_parquet(f"{store}/kind=*/**/*.parquet").select(pl.col("value_usd", "net_kg").sum()).collect()
    # 100000.50 + 700000 + 55000.25 + 1200 + 800.1 + 9000 + 300000 of 2020, 150000.75 + 650000.01 + 60000 + 30000.99
    # + 1500 + 2500 + 900.2 + 80000 + 8000 + 900000 + 1000000 of 2021
    assert f"{values['value_usd'][0]:.2f}" == "4048902.80"


def test_a_store_is_a_parquet_dataset_that_others_can_read(store: Path) -> None:
    frame = pl.scan_parquet(f"{store}/kind=*/**/*.parquet").sort("value_usd").collect()
    tidy_columns = ("year", "month", "flow", "reporter", "region", "partner", "commodity")
    assert frame.select(tidy_columns).row(-1) == (2021, 2, "import", "RU", "RU-MOW", "US", "8802400000")
    folders = {path.parent.relative_to(store).as_posix() for path in store.rglob("*.parquet")}
    assert folders == {f"kind=fcs-usd/year={year}/month={month}" for year in (2020, 2021) for month in ("01", "02")}


def test_rows_of_two_countries_are_exports_of_the_first(here: Path) -> None:
    api.convert(write_files({"BACI.csv": BACI}), "store")
    frame = pl.scan_parquet("store/kind=*/**/*.parquet").sort("value_usd", descending=True).collect()
    assert frame.select("flow", "reporter", "partner", "value_usd").row(0)[:3] == ("export", "RU", "CN")
    assert {each["chapter"] for each in manifest("store")["partitions"]} == {"27", "44"}


def test_a_store_beside_other_data(store: Path) -> None:
    more = put("export 2021-03 CN 2709001000 - 5 1 0 25000")
    expected = answers(["old.csv", more])
    assert answers([str(store), more]) == expected
    api.convert([str(store), more], "both")
    assert answers(["both"]) == expected


@pytest.mark.parametrize("order", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_flows_of_one_source_in_two_files(here: Path, order: tuple[str, str]) -> None:
    data = write_files({"export:a.csv": gacc(GACC_ROWS), "import:b.csv": gacc(GACC_ROWS)})
    api.convert([each for name in order for each in data if each.endswith(name)], "store")
    assert set(manifest("store")["kinds"]) == {"gacc-usd-export", "gacc-usd-import"}
    assert answer("turnover", ["store"], by="year").splitlines()[1].startswith("2021,3003000.5,3003000.5,6006001,")


def test_currencies_are_kept_apart(here: Path) -> None:
    yuan = gacc("period cny\n201801 6,500\n201812 1", YUAN)
    api.convert(write_files({"export:a.csv": gacc(GACC_ROWS), "export:b.csv": yuan}), "store")
    with pytest.raises(StradeError, match=r"different currencies cannot be added: CNY in store .*, USD in store"):
        api.turnover(data="store", by="year", year="2018:2021")
    dollars = api.turnover(data="store", by="year", year=2021).frame
    assert dollars.select("year", "exports_usd").rows() == [(2021, 3003000.5)]
    assert api.turnover(data="store", by="year", year=2018).frame.select("year", "exports_cny").rows() == [(2018, 6501)]


def test_one_source_of_a_store_of_several(here: Path) -> None:
    data = write_files({"a.csv": DATTSVT.write(ROWS), "b.csv": comtrade(COMTRADE_ROWS)})
    api.convert(data, "store")
    for name, path in zip(("fcs", "comtrade"), data, strict=True):
        picked = [(command, options | {"source": name}) for command, options in QUESTIONS]
        assert answers(["store"], picked) == answers([path], picked)
    with pytest.raises(StradeError, match="holds nothing of the source baci") as refused:
        api.turnover(data="store", source="baci")
    assert refused.value.hint == "It holds comtrade, fcs."


def test_a_sample_still_says_what_it_is(strade: Run) -> None:
    assert strade("convert", SAMPLES / "settlements.csv", "-o", "store").code == 0
    result = strade("turnover --by currency --format csv --quiet --data store")
    assert "note: sample data, reconstructed" in result.err


def test_what_the_command_shows(strade: Run) -> None:
    put(ROWS, "old.csv")
    result = strade("convert old.csv --store store --format csv")
    assert result.out.splitlines() == [
        "kind,year,periods,rows,value", "fcs-usd,2020,2,7,1166000.85", "fcs-usd,2021,2,11,2882901.95"
    ]  # fmt: skip
    shown = strade("convert old.csv --store store --format json")
    assert json.loads(shown.out)["meta"]["inputs"][0]["file"] == "old.csv"
    assert shown.err == ""


# ---------------------------------------------------------------------------------------------------------------------
# Newer files

FEBRUARY = [row for row in ROWS if row.period == "2021-02"]
NEWER = {
    # new rows: what is gone of the old ones (by value), what is said
    "the same rows": (FEBRUARY, [], ""),
    "a value changed": (
        [row._replace(value="1") if row.partner == "KR" else row for row in FEBRUARY],
        ["30000.99"], "02/2021: 6 rows of the store replaced; 1 changed, 0 gone",
    ),
    "a row gone": (
        [row for row in FEBRUARY if row.partner != "KR"],
        ["30000.99"], "02/2021: 6 rows of the store replaced; 0 changed, 1 gone",
    ),
    "exports only": (
        [row._replace(value="1") for row in FEBRUARY if row.flow == "export" and row.partner == "MN"],
        ["650000.01", "900.2", "900000"], "02/2021: 3 rows of the store replaced; 1 changed, 2 gone",
    ),
    "a row more": (
        [*FEBRUARY, *table("import 2021-02 CN 0102290000 796 77 1 1 01000")], [], "",
    ),
    "another region": (table("import 2021-02 CN 0102290000 796 77 1 1 11000"), [], ""),
    "another partner": (table("import 2021-02 JP 8703230000 796 77 1 1 25000"), [], ""),
    "another chapter": (table("export 2021-02 CN 9701000000 - 77 1 0 25000"), [], ""),
    "another period": (table("export 2021-03 CN 2709001000 - 77 1 0 25000"), [], ""),
}  # fmt: skip


@pytest.mark.parametrize("layout", [DATTSVT, EXCEL, TCBT, FEWER], ids=["dattsvt", "excel", "tcbt", "fewer columns"])
@pytest.mark.parametrize(("new", "gone", "said"), NEWER.values(), ids=NEWER.keys())
def test_newer_rows_replace_what_they_cover(
    store: Path, new: list[Row], gone: list[str], said: str, layout: Any
) -> None:
    before = parts(store)
    notes = [note.text.en for note in api.convert(put(new, layout=layout), "store").notes]
    assert notes == ([said] if said else [])
    same = {row[:4] + row[-1:] for row in new}
    kept = [row for row in ROWS if row.value not in gone and row[:4] + row[-1:] not in same]
    assert answers([str(store)]) == answers([put([*kept, *new], "expected.csv")])
    touched = {str(Path(name).parent) for name, _ in set(before.items()) ^ set(parts(store).items())}
    periods = {f"year={row.period[:4]}/month={row.period[5:]}" for row in new}
    assert {name.partition("/")[2] for name in touched} <= periods


def test_regions_and_partners_come_one_by_one(here: Path) -> None:
    for key in ("okato", "partner", "flow"):
        for each in sorted({getattr(row, key) for row in ROWS}):
            said = api.convert(put([row for row in ROWS if getattr(row, key) == each]), f"by {key}").notes
            assert said == ()
        api.convert(put(ROWS, "all.csv"), "store")
        assert parts(f"by {key}") == parts("store")


def test_a_newer_release_replaces_chapters_that_it_lacks(here: Path) -> None:
    first = b"t,i,j,k,v,q\n2018,156,643,440711,1,1\n2018,156,643,270900,2,1\n2018,643,156,270900,4,1\n"
    second = b"t,i,j,k,v,q\n2018,156,643,440711,8,1\n"
    for content in (first, second):
        said = api.convert(write_files({"BACI.csv": content}), "store").notes
    assert [note.text.en for note in said] == ["2018: 2 rows of the store replaced; 1 changed, 1 gone"]
    # of China the new row only, of Russia its own
    now = write_files({"x.csv": second + first.splitlines()[3] + b"\n"})
    assert answers(["store"]) == answers(now)


def test_whole_years_and_months_of_one_year_are_both_kept_and_refused_when_asked(store: Path) -> None:
    put([row for row in annual(ROWS) if row.period == "2020"], "years.csv", TCBT)
    api.convert("years.csv", "store")
    with pytest.raises(StradeError, match="2020 stands both as a whole year"):
        api.turnover(data="store", year=2020)
    assert answer("turnover", ["store"], year=2021) == answer("turnover", ["old.csv"], year=2021)


# ---------------------------------------------------------------------------------------------------------------------
# What is refused, and leaves all as it was


def twice(rows: list[Row]) -> bytes:
    return DATTSVT.write([*rows, rows[2]])


def edited(old: str, new: str) -> bytes:
    text = DATTSVT.text(ROWS)
    assert old in text
    return DATTSVT.encode(text.replace(old, new, 1))


FAULTS = {
    # files, options, message
    "a row twice": ({"x.csv": twice(ROWS)}, {}, "x.csv, line 20: the row repeats line 4: ИМ"),
    "a row twice, spelt otherwise": (
        {"x.csv": DATTSVT.write([*ROWS, ROWS[2]._replace(value="55000.250")])}, {},
        "x.csv, line 20: the row repeats line 4",
    ),
    "a file twice": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": TCBT.write(ROWS)}, {}, "x.csv and y.csv hold the same rows",
    ),
    "a file twice, with other columns": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": FEWER.write(ROWS)}, {}, "x.csv and y.csv hold the same rows",
    ),
    "contradictions": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": DATTSVT.write([ROWS[0]._replace(value="3")])}, {},
        "x.csv and y.csv give different values for the same figure",
    ),
    "a value": (
        {"x.csv": edited("55000,25", "55 000,25")}, {}, "x.csv, line 4, column Stoim: `55 000,25`: is no number",
    ),
    "a weight": ({"x.csv": edited("100,125", "1O0,125")}, {}, "x.csv, line 4, column Netto: `1O0,125`: is no number"),
    "a quantity": ({"x.csv": edited("650,5", "650,5 л")}, {}, "x.csv, line 6, column Kol: `650,5 л`: is no number"),
    "a month": ({"x.csv": edited("02/2021", "13/2021")}, {}, "x.csv, line 10, column period: `13/2021`"),
    "a flow": ({"x.csv": edited("ИМ", "ИЗ")}, {}, "x.csv, line 4, column napr: `ИЗ`"),
    "a short line": ({"x.csv": DATTSVT.write(ROWS) + b"\tx\r\n"}, {}, "x.csv, line 20"),
    "no rows": ({"x.csv": DATTSVT.write([])}, {}, "x.csv"),
    "no file": ({}, {}, "no such file"),
    "other source": ({"x.csv": DATTSVT.write(ROWS)}, {"source": "gacc"}, "x.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "options", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_leave_all_as_it_was(store: Path, files: Any, options: Any, message: str) -> None:
    before = state(store)
    data = write_files(files) or ["nowhere.csv"]
    for target in ("store", "fresh"):
        with pytest.raises(StradeError) as refused:
            api.convert(data, target, **options)
        assert message in refused.value.message
    assert not Path("fresh").exists()
    assert state(store) == before


ALLOWED = {
    # files, options, the same as these files, what is said
    "a row twice": (
        {"x.csv": twice(ROWS)}, {"duplicates": "drop"}, {"x.csv": DATTSVT.write(ROWS)},
        "1 row of x.csv repeat earlier ones",
    ),
    "a file twice": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": DATTSVT.write(ROWS[:3])}, {"duplicates": "drop"},
        {"x.csv": DATTSVT.write(ROWS)}, "2 rows (155,001) of y.csv repeat another file",
    ),
    "the file named last": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": DATTSVT.write([ROWS[0]._replace(value="3")])}, {"prefer": "last"},
        {"x.csv": DATTSVT.write([ROWS[0]._replace(value="3"), *ROWS[1:]])}, "gave way to the file named last",
    ),
    "the file changed last": (
        {"y.csv": DATTSVT.write([ROWS[0]._replace(value="3")]), "x.csv": DATTSVT.write(ROWS)}, {"prefer": "newest"},
        {"x.csv": DATTSVT.write(ROWS)}, "gave way to the file changed last",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "options", "alike", "said"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_options_allow(here: Path, files: Any, options: Any, alike: Any, said: str) -> None:
    data = write_files(files)
    for age, name in enumerate(reversed(data)):
        os.utime(name, (1e9 - age, 1e9 - age))
    notes = api.convert(data, "store", **options).notes
    assert any(said in note.text.en for note in notes), [note.text.en for note in notes]
    api.convert(write_files(alike), "expected")
    assert parts("store") == parts("expected")


def cut(store: Path) -> None:
    path = store / "manifest.json"
    path.write_bytes(path.read_bytes()[:-9])


def of_later_edition(store: Path) -> None:
    (store / "manifest.json").write_text('{"format": 2, "tables": []}')


def of_something_else(store: Path) -> None:
    (store / "manifest.json").write_text('["icons"]')


def without_a_file(store: Path) -> None:
    next(store.rglob("*.parquet")).unlink()


def with_a_cut_file(store: Path) -> None:
    path = next(store.rglob("*.parquet"))
    path.write_bytes(path.read_bytes()[:100])


DAMAGES: list[tuple[Callable[[Path], None], str]] = [
    (cut, "cannot be read as the manifest of a store"),
    (of_something_else, "cannot be read as the manifest of a store"),
    (of_later_edition, "is of edition 2, and this version reads edition 1"),
    (without_a_file, "the store lacks its file kind=fcs-usd"),
    (with_a_cut_file, "bytes that were written"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGES, ids=[each.__name__ for each, _ in DAMAGES])
def test_a_damaged_store(strade: Run, tmp_path: Path, damage: Callable[[Path], None], message: str) -> None:
    strade(f"convert {put(ROWS, 'old.csv')} -o store")
    damage(tmp_path / "store")
    before = state("store")
    for command in ("turnover --data store", "convert old.csv -o store", "convert store -o other"):
        result = strade(command)
        assert (result.code, result.out) == (1, "")
        assert message in result.err
        assert "hint: Remove the folder and convert the extracts anew." in result.err
    assert state("store") == before
    assert not Path("other").exists()


def test_a_folder_of_something_else(strade: Run, tmp_path: Path) -> None:
    put(ROWS, "old.csv")
    result = strade("convert old.csv -o .")
    assert (result.code, "holds old.csv and is no store" in result.err) == (1, True)
    result = strade("convert old.csv -o old.csv")
    assert (result.code, "is a file, and a store is a folder" in result.err) == (1, True)
    result = strade("convert old.csv -o old.csv/store")
    assert (result.code, "cannot be written: Not a directory" in result.err) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.csv"]
    assert strade("convert old.csv -o empty/new/store").code == 0


def test_a_folder_that_cannot_be_written(strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    put(ROWS, "old.csv")
    monkeypatch.setattr(Path, "mkdir", refuse)
    result = strade("convert old.csv -o store")
    assert (result.code, result.out) == (1, "")
    assert "error: store cannot be written: Permission denied" in result.err


def test_two_conversions_at_once(strade: Run) -> None:
    strade(f"convert {put(ROWS, 'old.csv')} -o store")
    before = state("store")
    with store_files.staging(Path("store")):
        result = strade("convert old.csv -o store")
        assert (result.code, "another conversion is at work on it" in result.err) == (1, True)
        assert strade("turnover --data store --year 2021").code == 0
    assert strade("convert old.csv -o store").code == 0
    assert state("store") == before


def test_output_never_overwrites_a_file_of_a_store(strade: Run) -> None:
    strade(f"convert {put(ROWS, 'old.csv')} -o store")
    before = state("store")
    for name in before:
        result = strade("turnover --data store --format csv --output", f"store/{name}")
        assert (result.code, "is the extract itself" in result.err) == (1, True)
    assert state("store") == before


def test_a_store_holds_its_own_flows(store: Path) -> None:
    with pytest.raises(StradeError, match="a store holds its own flows"):
        api.turnover(data="export:store")


# ---------------------------------------------------------------------------------------------------------------------
# Whatever ends a run

FULL = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    pl.exceptions.ComputeError("No space left on device (os error 28)"),
]
WRITERS = {
    "staging rows": (pl.LazyFrame, "sink_parquet"),
    "writing a period": (pl.DataFrame, "write_parquet"),
    "the manifest": (Path, "write_text"),
    "the last step": (store_files, "_sync"),
}


@pytest.mark.parametrize("fault", FULL, ids=["OSError", "ComputeError"])
@pytest.mark.parametrize(("owner", "name"), WRITERS.values(), ids=WRITERS.keys())
def test_a_full_disk(store: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, fault: Exception) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise fault

    put([row._replace(value="1") for row in ROWS])
    before = state(store)
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fail)
        for target in ("store", "fresh"):
            with pytest.raises(StradeError, match=f"{target} cannot be written: No space left") as refused:
                api.convert("new.csv", target)
            assert refused.value.hint == "Nothing of it was changed."
    assert not Path("fresh").exists()
    named = {"manifest.json", *(each["path"] for each in manifest(store)["partitions"])}
    assert {name: content for name, content in state(store).items() if name in named} == before
    api.convert("new.csv", "store")
    assert {each["path"] for each in manifest(store)["partitions"]} == set(parts(store))


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_sweeps_up(store: Path, monkeypatch: pytest.MonkeyPatch, interrupt: type[BaseException]) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise interrupt

    before = state(store)
    put([row._replace(value="1") for row in ROWS])
    monkeypatch.setattr(store_rows, "write", fail)
    monkeypatch.setattr("siberia_trade.store.write", fail)
    for target in ("store", "fresh"):
        with pytest.raises(interrupt):
            api.convert("new.csv", target)
    assert state(store) == before
    assert not Path("fresh").exists()


def test_killed_at_any_moment(store: Path) -> None:
    """Answers are those of the old store or of the new one, and the next run sweeps up what was left."""
    months = [f"{year}-{month:02}" for year in range(2015, 2021) for month in range(1, 13)]
    old = [row._replace(period=month) for month in months for row in ROWS[-7:]]
    new = [row._replace(value="1") for row in old]
    put(old, "old.csv")
    put(new, "new.csv")
    shutil.rmtree(store)
    api.convert("old.csv", "store")
    shutil.copytree("store", "kept")
    questions = [("turnover", {"by": "year,region", "year": "2015:2020"})]
    allowed = [answers([each], questions) for each in ("old.csv", "new.csv")]
    code = """import sys; sys.path[:0] = %r
from siberia_trade import api
print(flush=True)
api.convert("new.csv", "store")
print("done")"""
    command = [sys.executable, "-c", code % sys.path]

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()  # imports take longer than the conversion
        return process

    process = start()
    ready = time.monotonic()
    assert "done" in process.communicate()[0]
    whole = time.monotonic() - ready
    delays = random.Random(1)  # noqa: S311 - any numbers will do
    seen = set()
    for number in range(20):
        shutil.rmtree("store")
        shutil.copytree("kept", "store")
        process = start()
        time.sleep(whole * (number + delays.random()) / 20)
        process.kill()
        process.communicate()
        answered = answers(["store"], questions)
        assert answered in allowed
        seen.add(allowed.index(answered))
        if number % 4 == 3:
            api.convert("new.csv", "store")
            assert answers(["store"], questions) == allowed[1]
            assert set(state("store")) == {"manifest.json", *(each["path"] for each in manifest("store")["partitions"])}
    assert 0 in seen
