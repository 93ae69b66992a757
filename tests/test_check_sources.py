"""`strade check` of other sources than the Russian customs: totals beside their parts, flows, classifications."""

from pathlib import Path

import polars as pl
import pytest
from conftest import Run
from layouts import comtrade, gacc, tidy
from test_check import GOOD, change, found, said, write


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
        "aggregates: 1 row of a.csv left out: parts of other rows (re-exports, transport, second partner)",
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
    # year, partner and classification of two rows, level, and what is said
    "one after the other": ("2021 643 H5", "2022 643 H6", "info", "HS 2017, 2022 (H5: 2021; H6: 2022)"),
    "of different partners": ("2022 643 H5", "2022 842 H6", "info", "HS 2017, 2022 (H5: 2022; H6: 2022)"),
    "two at once": (
        "2022 643 H5", "2022 643 H6", "fault",
        "2022 export of CN to or from RU stands in the classifications H5, H6: it would be counted twice. Give rows of "
        "one classification only.",
    ),
    "another one": ("2021 643 S4", "2022 643 S4", "info", "SITC S4: only totals are computed from it"),
    "mixed": ("2021 643 H6", "2022 643 S4", "fault", "several in one file: H6, S4"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "level", "expected"), CLASSIFICATIONS.values(), ids=CLASSIFICATIONS)
def test_classification(strade: Run, tmp_path: Path, one: str, other: str, level: str, expected: str) -> None:
    rows = zip((one, other), ("27", "84"), strict=True)
    parts = [(row.split(), code) for row, code in rows]
    content = comtrade("".join(f"156 X {year} {partner} {code} 60\n" for (year, partner, _), code in parts))
    first, second = (system.encode() for (_, _, system), _ in parts)
    before, middle, after = content.split(b'"H6"')
    (tmp_path / "a.csv").write_bytes(before + b'"%s"' % first + middle + b'"%s"' % second + after)
    assert f"classification: {expected}" in said(found(strade, "a.csv")[1], level)


def test_edition_by_the_name_of_the_file(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "BACI_HS17_Y2018.csv").write_text("t,i,j,k,v,q\n2018,156,643,270900,1.5,2.000\n")
    code, rows = found(strade, "BACI_HS17_Y2018.csv", more="--strict")
    assert code == 0
    assert {
        "classification: HS 2017 (HS17)",
        "flow: every row is an export of its reporter and an import of its partner",
        "exports: 1,500 USD",
    } <= set(said(rows))


def test_a_store(strade: Run, tmp_path: Path) -> None:
    """Holds what the extract does, but for lines to go to."""
    write(tmp_path / "a.csv", change(4, value="20000000")(change(3, partner="QQ")(GOOD)))
    assert strade("convert a.csv --store kept").code == 0
    _, rows = found(strade, "a.csv")
    code, kept = found(strade, "kept", more="--strict")
    assert code == 1
    assert said(kept) == [
        {
            "layout": "layout: store of Parquet files",
            "unknown": "unknown: partner in no list: `QQ` (1 row, 20,000)",
            "unit_value": text.replace("line 6", "a row"),
        }.get(text.partition(":")[0], text)
        for text in said(rows)
    ]
    both = said(found(strade, "a.csv", "kept")[1], "fault")
    assert [text.partition(" too: ")[2] for text in both] == ["36 (21,060,000), all with the same values"] * 2


def test_a_parquet_table(strade: Run, tmp_path: Path) -> None:
    table = pl.DataFrame({"year": [2021, 2022], "partner": ["CN", "CN"], "value_usd": [5, 7]})
    table.write_parquet(tmp_path / "a.parquet")
    rows = found(strade, "a.parquet")[1]
    assert {"layout: a Parquet table, 3 columns", "figures: 12 USD"} <= set(said(rows))


EDITIONS = {
    # headings, what is said: 2848 went in 2017, 8524 and 8549 came in 2022
    "all three": ("4407 8517", "HS 2012, 2017 or 2022: 2 headings, all in it"),
    "the latest": ("4407 8549", "HS 2022: 2 headings, all in it"),
    "none of them": ("2848 8524 8549", "HS 2022 is the nearest, it lacks 1 of its 3 headings: 2848"),
    "two as near": ("2848 8549", "HS 2012 or 2022 is the nearest, it lacks 1 of its 2 headings: 8549 or 2848"),
    "chapters only": ("44 85", "HS, the edition cannot be told: no headings"),
}


@pytest.mark.parametrize(("codes", "expected"), EDITIONS.values(), ids=EDITIONS)
def test_edition_by_headings(strade: Run, tmp_path: Path, codes: str, expected: str) -> None:
    rows = [row._replace(code=code) for row, code in zip(GOOD, codes.split(), strict=False)]
    write(tmp_path / "a.csv", rows)
    assert f"classification: {expected}" in said(found(strade, "a.csv")[1])
