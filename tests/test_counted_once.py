"""Total rows, figures in two spellings and flows that the file lacks: each counts once, and a note says what was done.

All extracts are invented: Irkutsk (25000) and Krasnoyarsk (04000) with China and Kazakhstan in 2021.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import siberia_trade as st

HEADER = "NAPR,PERIOD,STRANA,TNVED,EDIZM,STOIM,NETTO,KOL,REGION,REGION_S"
IRKUTSK, KRASNOYARSK = "25000 - ИРКУТСКАЯ ОБЛАСТЬ", "04000 - КРАСНОЯРСКИЙ КРАЙ"


def write(path: Path, *rows: str, header: str = HEADER) -> str:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return str(path)


def row(value: int, *, flow="ЭК", period="2021", partner="CN", code="4407110000", region=IRKUTSK, kg=1, qty=0) -> str:
    return f"{flow},{period},{partner},{code},,{value},{kg},{qty},{region},X"


PARTS = [row(100), row(20, partner="KZ"), row(30, region=KRASNOYARSK)]
TOTALS = {
    # the total rows beside PARTS                                                                       left of them
    "regions, all of it": ([row(130, region="РОССИЙСКАЯ ФЕДЕРАЦИЯ"), row(20, partner="KZ", region="Россия")], 0),
    "regions with a code": ([row(131, region="00000 - РОССИЙСКАЯ ФЕДЕРАЦИЯ")], 0),  # 1 USD is rounding
    "regions, at another level": (
        [row(130, code="44", region="ИТОГО"), row(20, code="44", partner="KZ", region="ИТОГО")], 0
    ),
    "codes": ([row(100, code="TOTAL"), row(20, code="00", partner="KZ"), row(30, code="TOTAL", region=KRASNOYARSK)], 0),
    "partners, some undisclosed": ([row(150, partner="ВСЕГО"), row(30, partner="ВСЕГО", region=KRASNOYARSK)], 30),
    "a region by its total only": ([row(7, code="TOTAL", region="24000 - ИВАНОВСКАЯ ОБЛАСТЬ")], 7),
}  # fmt: skip


@pytest.mark.parametrize(("totals", "left"), TOTALS.values(), ids=TOTALS.keys())
@pytest.mark.parametrize("files", ["one file", "two files"])
@pytest.mark.parametrize("by", ["none", "region", "partner", "commodity"])
def test_a_total_row_stands_for_what_its_parts_leave(tmp_path: Path, totals, left: int, files: str, by: str) -> None:
    if files == "one file":
        data = [write(tmp_path / "all.csv", *PARTS, *totals)]
    else:
        data = [write(tmp_path / "parts.csv", *PARTS), write(tmp_path / "totals.csv", *totals)]
    table = st.turnover(data=data, by=by)
    assert int(table.frame["exports_usd"].sum()) == 150 + left  # 100 + 20 + 30
    assert any("total rows" in note.text.en for note in table.notes)


def test_a_total_below_its_parts_is_refused(tmp_path: Path) -> None:
    data = write(tmp_path / "all.csv", *PARTS, row(90, region="ИТОГО"))
    with pytest.raises(st.StradeError, match="less than its parts: 90 against 130"):
        st.turnover(data=data)


def test_a_world_row_makes_a_world(tmp_path: Path) -> None:
    # 100 of 150 with China; the other 50 are undisclosed: in the denominator, never ranked
    table = st.dependence(data=write(tmp_path / "cn.csv", row(100), row(150, partner="ВСЕГО")), partner="CN")
    figures = table.frame.row(0, named=True)
    assert figures["exports_share_pct"] == pytest.approx(100 * 100 / 150)
    assert (figures["partner_rank"], figures["partners"]) == (1, 1)


def test_a_federal_district_is_refused(tmp_path: Path) -> None:
    data = write(tmp_path / "all.csv", *PARTS, row(130, region="06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"))
    with pytest.raises(st.StradeError, match=r"line 5, column REGION.*federal district"):
        st.turnover(data=data)


SPELLINGS = {
    # the same figure written again
    "period": (row(100, period="01/2021"), row(100, period="янв.21")),
    "flow and region": (row(100), row(100, flow="EXP", region="25000 - IRKUTSK REGION")),
    "region": (row(100), row(100, region="RU-IRK")),
    "number": (row(100), row(100).replace(",100,", ",100.00,")),
    "zero of the code": (row(100, code="0203110000"), row(100, code="203110000")),
}


@pytest.mark.parametrize("rows", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_one_figure_in_two_spellings(tmp_path: Path, rows: tuple[str, str]) -> None:
    data = write(tmp_path / "twice.csv", *rows)
    with pytest.raises(st.StradeError, match=r"stand twice|repeats line"):
        st.turnover(data=data)
    assert int(st.turnover(data=data, duplicates="drop").frame["exports_usd"].sum()) == 100


def test_another_quantity_is_another_row(tmp_path: Path) -> None:
    table = st.turnover(data=write(tmp_path / "two.csv", row(100, qty=5), row(100, qty=6)), duplicates="drop")
    assert int(table.frame["exports_usd"].sum()) == 200
    assert any("one may be a revision" in note.text.en and note.level == "doubt" for note in table.notes)


def test_a_file_without_a_flow_gets_it_from_outside(tmp_path: Path) -> None:
    header = HEADER.removeprefix("NAPR,")
    file = write(tmp_path / "flowless.csv", *(each.removeprefix("ЭК,") for each in PARTS), header=header)
    with pytest.raises(st.StradeError, match="column NAPR is missing") as caught:
        st.turnover(data=file)
    assert "export:FILE" in caught.value.hint
    assert int(st.turnover(data=f"import:{file}", by="none").frame["imports_usd"][0]) == 150


def test_a_partly_withheld_code_may_hold_the_commodity(tmp_path: Path) -> None:
    table = st.turnover(data=write(tmp_path / "x.csv", row(100), row(50, code="44XXXXXXXX")), commodity="4407")
    assert int(table.frame["exports_usd"][0]) == 100
    assert any("`44XXXXXXXX` may hold `4407`" in note.text.en for note in table.notes)
    chapters = st.structure(data=str(tmp_path / "x.csv"), grouping="chapters").frame
    assert [(code, int(value)) for code, value in chapters.select("commodity", "value_usd").rows()] == [("44", 150)]


def test_quotes_far_down_in_a_pipe(tmp_path: Path) -> None:
    rows = [row(1, code=f"44{number:08}") for number in range(2000)]  # past the first 64 KB
    rows.append(row(5, code="2709001000").replace(IRKUTSK, '"25000 - ИРКУТСКАЯ, ОБЛАСТЬ"'))
    text = "\n".join([HEADER, *rows, ""])
    assert len(text.encode()) > 100_000
    command = [sys.executable, "-m", "siberia_trade", "turnover", "--data", "-", "--by", "none", "--format", "csv"]
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[1].startswith("2005,")


def test_what_is_not_there_within_a_year_is_refused(tmp_path: Path) -> None:
    rows = [row(1, period=f"{month:02}/2021") for month in range(1, 7)] + [row(1, flow="ИМ", period="01/2020")]
    data = write(tmp_path / "half.csv", *rows)
    for options in ({"month": "7:9"}, {"flow": "import"}):
        with pytest.raises(st.StradeError, match="the data hold no"):
            st.turnover(data=data, year=2021, **options)
