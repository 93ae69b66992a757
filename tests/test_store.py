"""Stores answer like the extracts that they were made of."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from conftest import Run
from extracts import DATTSVT, ROWS
from layouts import comtrade, gacc
from stores import (
    BACI,
    COMTRADE_ROWS,
    EXTRACTS,
    GACC_ROWS,
    QUESTIONS,
    SAMPLES,
    YUAN,
    answer,
    answers,
    manifest,
    parts,
    put,
    write_files,
)

from siberia_trade import api
from siberia_trade.errors import StradeError


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
    folders = {path.parent.relative_to(store).as_posix() for path in store.glob("kind=*/**/*.parquet")}
    assert folders == {f"kind=fcs-usd/year={year}/month={month}" for year in (2020, 2021) for month in ("01", "02")}


def test_sums_beside_the_rows(store: Path) -> None:
    """They hold all of the trade, and are those of the rows; none are kept where a figure has two values."""
    told = manifest(store)["sums"]
    assert [(each["kind"], each["year"]) for each in told] == [("fcs-usd", 2020), ("fcs-usd", 2021)]
    sums = pl.concat(pl.read_parquet(store / each["path"]) for each in told)
    rows = pl.scan_parquet(f"{store}/kind=*/**/*.parquet").select(pl.col("value_usd").sum(), pl.len()).collect()
    assert sums.select(pl.col("value", "rows").sum()).row(0) == rows.row(0)
    api.convert(put([*ROWS, ROWS[0]._replace(value="1")]), "other")
    assert [each["year"] for each in manifest("other")["sums"]] == [2021]
    assert answers(["other"]) == answers(["new.csv"])


def test_rows_of_two_countries_are_exports_of_the_first(here: Path) -> None:
    api.convert(write_files({"BACI.csv": BACI}), "store")
    frame = pl.scan_parquet("store/kind=*/**/*.parquet").sort("value_usd", descending=True).collect()
    assert frame.select("flow", "reporter", "partner", "value_usd").row(0)[:3] == ("export", "RU", "CN")


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
