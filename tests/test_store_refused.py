"""What stores refuse, and that it leaves all as it was."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from extracts import DATTSVT, FEWER, ROWS, TCBT, Row
from stores import parts, put, state, write_files

from siberia_trade import api
from siberia_trade.errors import StradeError
from siberia_trade.store import files as store_files


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
        "01/2020: 1 row of x.csv repeat earlier ones",
    ),
    "a file twice": (
        {"x.csv": DATTSVT.write(ROWS), "y.csv": DATTSVT.write(ROWS[:3])}, {"duplicates": "drop"},
        {"x.csv": DATTSVT.write(ROWS)}, "01/2020–02/2020: 3 rows (855,001) of y.csv repeat another file",
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
    next(store.glob("kind=*/**/*.parquet")).unlink()


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


def foreign_manifest() -> str:
    Path("app/kind=icons").mkdir(parents=True)
    Path("app/manifest.json").write_text('{"name": "Icons", "icons": []}')
    Path("app/kind=icons/a.parquet").write_bytes(b"icons")
    return "app: holds a manifest.json of something else and is no store"


def foreign_files() -> str:
    Path("app/kind=icons/year=1").mkdir(parents=True)
    Path("app/kind=icons/year=1/a.parquet").write_bytes(b"icons")
    return "app: holds kind=icons/year=1/a.parquet and is no store"


@pytest.mark.parametrize("foreign", [foreign_manifest, foreign_files])
def test_what_others_laid_out_alike_is_no_store(strade: Run, foreign: Callable[[], str]) -> None:
    put(ROWS, "old.csv")
    message = foreign()
    before = state("app")
    result = strade("convert old.csv -o app")
    assert (result.code, result.out) == (1, "")
    assert message in result.err
    assert "hint: Name a new or an empty folder." in result.err
    assert state("app") == before
    put(ROWS, "app/old.csv")  # asked as any folder is
    for each in Path("app").rglob("*.parquet"):
        each.unlink()
    assert (
        strade("turnover --by year --format csv --data app").out
        == strade("turnover --by year --format csv --data old.csv").out
    )


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
