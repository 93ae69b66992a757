"""Stores take in newer extracts: what these cover is replaced, all else stays."""

from pathlib import Path
from typing import Any

import pytest
from extracts import DATTSVT, EXCEL, FEWER, ROWS, TCBT, Row, annual, table
from stores import answer, answers, parts, put, write_files

from siberia_trade import api
from siberia_trade.errors import StradeError

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
    changed = {name for name, _ in set(before.items()) ^ set(parts(store).items()) if not name.startswith("sums")}
    touched = {str(Path(name).parent) for name in changed}
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
