"""Large extracts: read in the quickest way, in parts that memory holds, and the same comes of it."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from extracts import DATTSVT, ROWS, label
from stores import EXTRACTS, answers, manifest, parts, put, write_files

from siberia_trade import api
from siberia_trade.errors import StradeError
from siberia_trade.store import revision, rows, staged

#: Without the samples, which would be thousands of parts.
SHORT = {name: files for name, files in EXTRACTS.items() if not name.startswith("sample")}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows of a period are too many for one file, and are written block by block."""
    monkeypatch.setattr(rows, "AT_MOST", 2)
    monkeypatch.setattr(revision, "AT_MOST", 2)
    monkeypatch.setattr(rows, "ROW_GROUP", 1)
    monkeypatch.setattr(staged, "_BLOCK", 1)
    monkeypatch.setattr(staged, "_FILE", 2)
    return


@pytest.mark.parametrize("files", EXTRACTS.values(), ids=EXTRACTS.keys())
def test_read_in_the_quickest_way(here: Path, files: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_files(files)
    for way in ("always", "never"):
        monkeypatch.setenv("STRADE_SKIM", way)
        api.convert(data, way)
    assert parts("always") == parts("never")


@pytest.mark.parametrize("files", SHORT.values(), ids=SHORT.keys())
def test_parts_of_periods(here: Path, files: Mapping[str, bytes], small_parts: None) -> None:
    data = write_files(files)
    api.convert(data, "store")
    assert answers(["store"]) == answers(data)
    api.convert("store", "copy")
    assert parts("copy") == parts("store")
    api.convert(data, "store")
    assert parts("copy") == parts("store")


#: Of 2021: month, first and last commodity, rows.
WHAT_PARTS_HOLD = [
    (1, "0102290000", "0203110000", 2),
    (1, "4407110000", "7502100000", 2),
    (1, "8517120000", "8517120000", 1),
    (2, "2207200000", "2207200000", 1),
    (2, "2709001000", "8703230000", 3),  # oil of two regions stays together
    (2, "8802400000", "XXXXXXXXXX", 2),
]


def test_what_parts_hold(here: Path, small_parts: None) -> None:
    api.convert(put(ROWS), "store")
    held = [
        (each["month"], *each["codes"], each["rows"])
        for each in manifest("store")["partitions"]
        if each["year"] == 2021
    ]
    assert sorted(held) == WHAT_PARTS_HOLD


CHANGED = [row._replace(value="1") if row.partner == "KR" else row for row in ROWS]


def test_newer_rows_of_parts(here: Path, small_parts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newer files may be cut otherwise than older ones."""
    old, new = put(ROWS, "old.csv"), put(CHANGED)
    for first, second in ((2, 1), (1, 100), (100, 1)):
        for at_most, data in ((first, old), (second, new)):
            monkeypatch.setattr(rows, "AT_MOST", at_most)
            said = [note.text.en for note in api.convert(data, f"store{first}").notes]
        assert said == ["02/2021: 6 rows of the store replaced; 1 changed, 0 gone"]
        assert answers([f"store{first}"]) == answers([new])


def test_parts_of_a_reporter_at_a_time(here: Path, small_parts: None) -> None:
    for okato in sorted({row.okato for row in ROWS}):
        api.convert(put([row for row in ROWS if row.okato == okato]), "store")
    assert answers(["store"]) == answers([put(ROWS)])


def test_repeats_in_parts(here: Path, small_parts: None) -> None:
    data = put([*ROWS, *ROWS[3:5]])
    with pytest.raises(StradeError, match=r"new\.csv, line 20: the row repeats line 5"):
        api.convert(data, "store")
    said = api.convert(data, "store", duplicates="drop").notes
    assert [note.text.en for note in said] == [
        "01/2020–02/2020: 2 rows of new.csv repeat earlier ones and were counted once"
    ]
    assert answers(["store"]) == answers([put(ROWS, "once.csv")])


def write_month(name: str, number: int) -> None:
    """Write an extract of one month, no two rows of which are of one figure."""
    regions = [label(okato) for okato in ("01000", "04000", "11000", "25000", "45000", "57000", "71000", "76000")]
    with Path(name).open("w", encoding="utf-8") as file:
        columns = list(DATTSVT.columns.values())
        file.write("\t".join(columns) + "\n")
        for each in range(number):
            rest, region = divmod(each, 8)
            code, partner = divmod(rest, 4)
            cells = {
                "napr": "ИМ", "period": "03/2021", "nastranapr": ("CN", "KZ", "KR", "US")[partner],
                "tnved": f"{44 + code % 40:02}{code:08}", "Stoim": f"{each * 7919 % 100_000},25", "Netto": "1",
                "Region": regions[region],
            }  # fmt: skip
            file.write("\t".join(cells.get(column, "") for column in columns) + "\n")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no word on the peak of a process")
def test_memory_does_not_grow_with_a_period(here: Path) -> None:
    """Peaks of whole processes, in MB: of four times the rows hardly more (by 500 more if all were held)."""
    peaks = []
    for number in (200_000, 800_000):
        write_month(f"{number}.csv", number)
        code = f"""import re, sys; sys.path[:0] = {sys.path!r}
from siberia_trade import api
assert api.convert("{number}.csv", "{number}").frame["rows"].to_list() == [{number}]
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])"""
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        peaks.append(int(run.stdout) // 1024)
    assert peaks[1] < peaks[0] + 150
