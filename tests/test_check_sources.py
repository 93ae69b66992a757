"""`strade check` of other sources than the Russian customs: totals beside their parts, flows, classifications."""

from pathlib import Path

import pytest
from conftest import Run
from layouts import comtrade, gacc, tidy
from test_check import GOOD, found, said, write


def test_comtrade_totals(strade: Run, tmp_path: Path) -> None:
    """The world as a whole and by partners, all goods and chapters; re-exports are a part of exports."""
    (tmp_path / "a.csv").write_bytes(
        comtrade("""
        156 X  2022 0   TOTAL 100
        156 X  2022 643 TOTAL 60
        156 X  2022 842 TOTAL 40
        156 X  2022 643 27    60
        156 RX 2022 643 TOTAL 5
    """)
    )
    code, rows = found(strade, "a.csv", more="--strict")
    assert code == 0
    assert {
        "rows: 5",
        "reporter: 1: China",
        "classification: HS 2022 (H6)",
        "exports: 100 USD (total rows of partner, total rows of commodity); 100 USD (total rows of commodity); 60 USD "
        "(2 digits)",
        "aggregates: total rows of partner beside their parts (1 row): counted once",
        "aggregates: total rows of commodity beside their parts (3 rows): counted once",
        "aggregates: 1 row left out: parts of other rows (re-exports, transport, second partner)",
    } <= set(said(rows))


WORLD = {
    # the World row of partners that sum to 100
    "as much": ("100", "info", ""),
    "more": ("130", "doubt", "; 30 of them is in no part and counts as undisclosed"),
    "less": ("90", "fault", ", but less than their parts: 90 against 100 (2022 export CN)"),
}


@pytest.mark.parametrize(("world", "level", "expected"), WORLD.values(), ids=WORLD)
def test_world_beside_partners(strade: Run, tmp_path: Path, world: str, level: str, expected: str) -> None:
    rows = f"156 X 2022 0 TOTAL {world}\n156 X 2022 643 TOTAL 60\n156 X 2022 842 TOTAL 40"
    (tmp_path / "a.csv").write_bytes(comtrade(rows))
    texts = [text for text in said(found(strade, "a.csv")[1], level) if "total rows of partner beside" in text]
    assert [
        text.removeprefix("aggregates: total rows of partner beside their parts (1 row): counted once")
        for text in texts
    ] == [expected]


def test_gacc_without_a_flow(strade: Run, tmp_path: Path) -> None:
    """The file is read all the same, and says what is missing."""
    content = gacc("period province usd\n202101 23 1,000\n202101 44 500")
    (tmp_path / "data.csv").write_bytes(content)
    (tmp_path / "2021in.csv").write_bytes(content)
    code, rows = found(strade, "data.csv", "2021in.csv")
    assert code == 1
    assert [text[:57] for text in said(rows, "fault")] == ["file: does not say whether it holds exports or imports, a"]
    assert {"figures: 1,500 USD", "imports: 1,500 USD"} <= set(said(rows))
    assert found(strade, "export:data.csv")[0] == 0


def test_a_plain_table(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(tidy("year partner sector value_usd\n2021 CN energy 5\n2021 CN transport 7"))
    code, rows = found(strade, "a.csv")
    assert code == 0
    assert {"dimension: sector: 2", "figures: 12 USD", "period: 2021 by year"} <= set(said(rows))


CLASSIFICATIONS = {
    # what the column says of two rows, level, and what is said
    "two editions": ("H5 H6", "info", "classification: HS 2017, 2022 (H5, H6)"),
    "another one": ("S4 S4", "info", "classification: SITC S4: only totals are computed from it"),
    "mixed": ("H6 S4", "fault", "classification: several in one file: H6, S4"),
}


@pytest.mark.parametrize(("systems", "level", "expected"), CLASSIFICATIONS.values(), ids=CLASSIFICATIONS)
def test_classification(strade: Run, tmp_path: Path, systems: str, level: str, expected: str) -> None:
    first, second = systems.split()
    content = comtrade("156 X 2022 643 27 60\n156 X 2022 842 84 40").replace(b'"H6"', f'"{first}"'.encode(), 1)
    before, mark, after = content.rpartition(b'"H6"')
    (tmp_path / "a.csv").write_bytes(before + f'"{second}"'.encode() + after if mark else content)
    assert expected in said(found(strade, "a.csv")[1], level)


EDITIONS = {
    # headings, what is said: 2848 went in 2017, 8524 and 8549 came in 2022
    "all three": ("4407 8517", "HS 2012, 2017 or 2022: 2 headings, all in it"),
    "the latest": ("4407 8549", "HS 2022: 2 headings, all in it"),
    "none of them": ("2848 8524 8549", "HS 2022 is the nearest, it lacks 1 of its 3 headings: 2848"),
    "two as near": ("2848 8549", "HS 2012 or 2022 is the nearest, it lacks 1 of its 2 headings"),
    "chapters only": ("44 85", "HS, the edition cannot be told: no headings"),
}


@pytest.mark.parametrize(("codes", "expected"), EDITIONS.values(), ids=EDITIONS)
def test_edition_by_headings(strade: Run, tmp_path: Path, codes: str, expected: str) -> None:
    rows = [row._replace(code=code) for row, code in zip(GOOD, codes.split(), strict=False)]
    write(tmp_path / "a.csv", rows)
    assert f"classification: {expected}" in said(found(strade, "a.csv")[1])
