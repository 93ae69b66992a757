"""Stores of mapped tables: they keep the column map, and answer like the table with its map."""

from pathlib import Path

import pytest
from conftest import Run
from stores import manifest
from test_column_maps import KEYS, example

from siberia_trade import api


@pytest.mark.parametrize(("column_map", "table", "question"), [each[:3] for each in KEYS.values()], ids=KEYS.keys())
def test_every_key(strade: Run, column_map: str, table: str, question: str) -> None:
    Path("my.yaml").write_text(column_map, encoding="utf-8")
    Path("t.csv").write_text("".join(f"{line.strip()}\n" for line in table.split("|")), encoding="utf-8")
    twice = " --duplicates drop" if "--duplicates" in question else ""
    for command in (
        question.replace(twice, ""),
        "structure --by year",
        "dependence --by partner",
        "shares --by month,flow",
    ):
        mapped = strade(f"{command}{twice} --format csv --source my.yaml --data t.csv")
        assert strade(f"convert t.csv --source my.yaml --store store{twice}").code == 0
        Path("my.yaml").rename("kept.yaml")  # the store does not need it
        stored = strade(f"{command}{twice} --format csv --data store")
        Path("kept.yaml").rename("my.yaml")
        assert (stored.code, stored.out) == (mapped.code, mapped.out)


def test_the_example(strade: Run) -> None:
    table, column_map, command, _ = example()
    Path("customs.csv").write_text(table, encoding="utf-8")
    Path("customs.yaml").write_text(column_map, encoding="utf-8")
    converted = strade("convert customs.csv --source customs.yaml --store store")
    assert (converted.code, "customs.yaml says so" in converted.out) == (0, True)
    (kind,) = manifest("store")["kinds"].values()
    assert (kind["source"], kind["column_map"]) == ("customs.yaml", column_map)
    command += " --format csv"
    by_map = command.replace("customs.csv", "store")
    by_itself = by_map.replace("--source customs.yaml", "")
    assert by_itself != by_map != command
    answer = strade(command).out
    assert strade(by_itself).out == strade(by_map).out == answer != ""
    assert strade("convert store --store copy").code == 0
    assert manifest("copy")["kinds"] == manifest("store")["kinds"]
    assert "t.yaml" in strade("turnover --data store --source t.yaml").err
    assert "store holds nothing of the source fcs" in strade("turnover --data store --source fcs").err


MAP = "columns: {year: Y, flow: F, partner: P, value: V}"


def test_rows_of_two_maps_are_of_two_kinds(strade: Run) -> None:
    Path("my.yaml").write_text(MAP, "utf-8")
    Path("t.csv").write_text("Y;F;P;V\n2021;export;China;1\n", "utf-8")
    strade("convert t.csv --source my.yaml -o store")
    Path("my.yaml").write_text(MAP.replace("V}", "{column: V, scale: thousand}}"), "utf-8")
    Path("u.csv").write_text("Y;F;P;V\n2020;export;China;1\n", "utf-8")
    strade("convert u.csv --source my.yaml -o store")
    kinds = manifest("store")["kinds"]
    assert sorted(kinds) == ["my.yaml-usd", "my.yaml-usd-2"]
    assert len({kind["column_map"] for kind in kinds.values()}) == 2
    answer = api.turnover(data="store", by="year").frame.select("year", "exports_usd")
    assert [(year, float(value)) for year, value in answer.rows()] == [(2020, 1000), (2021, 1)]


def test_a_revised_map_replaces(strade: Run) -> None:
    """The same figures read by a mended map are newer ones."""
    Path("t.csv").write_text("Y;F;P;V\n2021;export;China;1\n", "utf-8")
    for column_map in (MAP, MAP.replace("V}", "{column: V, scale: thousand}}")):
        Path("my.yaml").write_text(column_map, "utf-8")
        converted = strade("convert t.csv --source my.yaml -o store")
    assert "2021: 1 row of the store replaced; 1 changed, 0 gone" in converted.out
    assert strade("turnover --by none --format csv --data store").out.splitlines()[1].startswith("1000,")
