"""Large files are read in quicker ways: lines passed over unsplit, whole columns, a share of the repeats looked for.

Answers must be the same to the byte. `STRADE_SKIM=always` makes any file a large one, `never` none.
"""

import itertools
from pathlib import Path

import polars as pl
import pytest
from conftest import Result, Run
from hypothesis import given
from hypothesis import strategies as st

from siberia_trade import repeats
from siberia_trade.readers import open_extracts, skim

HEADER = "NAPR;PERIOD;STRANA;TNVED;EDIZM;STOIM;NETTO;KOL;REGION;REGION_S"
IRKUTSK, ALTAI = "25000 - ИРКУТСКАЯ ОБЛАСТЬ", "01000 - АЛТАЙСКИЙ КРАЙ"
SIBERIA = "06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"


def line(
    *, flow: str = "ЭК", period: str = "03/2021", partner: str = "CN", code: str = "4407110000", unit: str = "",
    value: str = "1000,50", kg: str = "7", quantity: str = "0", region: str = IRKUTSK, district: str = SIBERIA,
) -> str:  # fmt: skip
    return ";".join((flow, period, partner, code, unit, value, kg, quantity, region, district))


#: Rows of many kinds, no figure twice; what each of the lines below is set among.
ROWS = [
    line(),
    line(flow="ИМ", value="20"),
    line(partner="KZ", value="300"),
    line(period="03/2020", value="4000"),
    line(region=ALTAI, value="50000"),
    line(code="XXXXXXXXXX", value="600000"),
    line(partner="NNN", region="NNNNN - НЕ ОПРЕДЕЛЕН", value="7000000"),
]
#: Lines that a careless shortcut would take for another, drop, or misread.
ODD: dict[str, str] = {
    "a partner's code in another field": line(partner="KZ", code="2709001000", unit="CN", value="1"),
    "a region's number as a quantity": line(region=ALTAI, quantity="25000", code="2709001000", value="2"),
    "a region's number in another label": line(region="01000 - КРАЙ 25000", code="2709001000", value="3"),
    "a year in another field": line(period="03/2020", unit="03/2021", code="2709001000", value="4"),
    "blanks around a label": line(partner=" CN ", code="2709001000", value="5"),
    "small letters": line(partner="cn", code="2709001000", value="6"),
    "a region by its name alone": line(region="Иркутская область", code="2709001000", value="7"),
    "a region without its first zero": line(region="1000 - АЛТАЙСКИЙ КРАЙ", code="2709001000", value="8"),
    "a period as Excel writes it": line(period="мар.21", code="2709001000", value="9"),
    "another period of that kind": line(period="2021-03-01", code="2709001000", value="10"),
    "a code without its first zero": line(code="207110000", value="11"),
    "a code in no chapter": line(code="7707110000", value="12"),
    "a partner in no list": line(partner="QQ", value="13"),
    "a total of partners": line(partner="ИТОГО", value="14"),
    "a total of commodities": line(code="ИТОГО", value="15"),
    "a code of another level": line(code="4403", value="16"),
    "a code withheld in part": line(code="44XXXXXXXX", value="17"),
    "a decimal point": line(code="2709001000", value="18.5"),
    "an exponent": line(code="2709001000", value="1e5"),
    "a negative value": line(code="2709001000", value="-19"),
    "a plus sign": line(code="2709001000", value="+20"),
    "no value": line(code="2709001000", value=""),
    "no number": line(code="2709001000", value="нет"),
    "digits of another script": line(code="2709001000", value="٢١"),
    "many decimals": line(code="2709001000", value="22,1234567"),
    "the same row again": line(),
    "the same figure with another value": line(value="23"),
    "a quoted label": line(region=f'"{IRKUTSK}"', code="2709001000", value="24"),
    "a separator within quotes": line(region='"25000 - ИРКУТСКАЯ; ОБЛАСТЬ"', code="2709001000", value="25"),
    "a quoted partner": line(partner='"CN"', code="2709001000", value="26"),
    "an end of line within quotes": line(district='"06-СИБИРСКИЙ\nОКРУГ"', code="2709001000", value="27"),
    "a whole row within quotes": line(district=f'"06\n{line(value="28")}\nОКРУГ"', code="2709001000", value="29"),
    "a blank line": "",
    "a line of separators": ";;;;;;;;;",
    "a second header": HEADER,
    "a separator too many at the end": line(code="2709001000", value="30") + ";",
    "no last field": line(code="2709001000", value="31", district=""),
}
BAD_VALUES = ("a decimal point", "an exponent", "no number", "digits of another script")
QUESTIONS = (
    "turnover --region Irkutsk --partner China --year 2021",
    "turnover --partner China --by region,year",
    "turnover --year 2021 --by month",
    "turnover --by region,partner,flow",
    "turnover --by none --measure weight",
    "structure --region Irkutsk --year 2021 --grouping chapters",
    "structure --by year --grouping headings",
    "dependence --partner China --year 2021",
)


def both_ways(strade: Run, monkeypatch: pytest.MonkeyPatch, question: str, file: str) -> list[Result]:
    """The answers with shortcuts and without."""
    results = []
    for way in ("never", "always"):
        monkeypatch.setenv(skim.SWITCH, way)
        results.append(strade(f"{question} --format csv --data", file))
    return results


@pytest.mark.parametrize(("number", "question"), [*enumerate(QUESTIONS)])
@pytest.mark.parametrize("what", ODD)
def test_one_odd_line(strade: Run, monkeypatch: pytest.MonkeyPatch, what: str, number: int, question: str) -> None:
    """The answer, or the refusal, is the same whichever way the file is read."""
    end = "\r\n" if number % 2 else "\n"
    text = end.join([HEADER, *ROWS[:4], ODD[what], *ROWS[4:]])  # the last line has no end
    Path("a.csv").write_bytes(text.encode())
    whole, skimmed = both_ways(strade, monkeypatch, question, "a.csv")
    if what in BAD_VALUES and "weight" in question:  # of most rows of a large file, only the numbers asked for are read
        assert (whole.code, skimmed.code) == (1, 0)
        return
    assert (skimmed.code, skimmed.out) == (whole.code, whole.out), skimmed.err
    if whole.code == 0:
        assert skimmed.err == whole.err


def test_lines_that_are_passed_over_are_not_looked_at(strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line with a field too many is refused in a small file; of a large one, only where it may be wanted."""
    Path("a.csv").write_text("\n".join([HEADER, *ROWS, line(partner="KZ") + ";1;2"]), "utf-8")
    question = "turnover --partner {} --year 2021 --by none"
    assert [each.code for each in both_ways(strade, monkeypatch, question.format("China"), "a.csv")] == [1, 0]
    assert [each.code for each in both_ways(strade, monkeypatch, question.format("Kazakhstan"), "a.csv")] == [1, 1]


#: Of the odd lines, those that make a small file one that is split line by line.
UNEVEN = {
    "a quoted label",
    "a separator within quotes",
    "a quoted partner",
    "an end of line within quotes",
    "a whole row within quotes",
    "a blank line",
    "a separator too many at the end",
}


#: More lines than a file is recognised by, so that what follows is met when it is read.
MANY = [HEADER, *[line()] * 1000]


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_small_files_of_even_lines_are_read_by_columns(tmp_path: Path, what: str, end: str) -> None:
    """No line has a field too many or too few, or a quotation mark."""
    path = tmp_path / "a.csv"
    path.write_bytes(end.join([*MANY, ODD[what], *ROWS]).encode())
    with open_extracts([str(path)]) as opened:
        assert (opened.extracts[0].columns() is None) == (what in UNEVEN)


@pytest.mark.parametrize("lines", [["x;x"], ["x;x", ROWS[0] + ";"], [ROWS[0] + ";", ";".join("x" * 9)]])
def test_a_field_too_many_does_not_make_up_for_one_too_few(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([*MANY, *lines]) + "\n", "utf-8")
    with open_extracts([str(path)]) as opened:
        assert opened.extracts[0].columns() is None


def test_a_store_is_no_text(strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are no lines in it to pass over."""
    Path("a.csv").write_text("\n".join([HEADER, *ROWS]), "utf-8")
    assert strade("convert a.csv --store kept").code == 0
    for question in QUESTIONS:
        whole, skimmed = both_ways(strade, monkeypatch, question, "kept")
        assert whole.code == 0, whole.err
        assert skimmed == whole


@pytest.mark.parametrize(
    ("unwanted", "lines", "matched"),
    [
        ({1: (["a", "b"], 0)}, ["x;a;y", "x; b ;y", "x;ab;y", "x;c;y", "a;x;y", 'x";a;y', "x"], [0, 1]),
        ({2: (["a"], 0)}, ["x;y;a", "x;y;a\r", "x;y;a;", "x;y;ab"], [0, 1, 2]),
        ({0: (["25000"], 5)}, ["25000 - IRKUTSK;y", " 25000;y", "2500;y", "x;25000"], [0, 1]),
        ({0: (["250"], 5)}, ["250;y", "25000;y"], [0]),
        ({0: (["a"], 0), 2: (["b"], 0)}, ["a;x;y", "x;y;b;z", "x;b;z", "b;a;x"], [0, 1]),
        ({0: (["a.c"], 0)}, ["a.c;x", "abc;x"], [0]),
    ],
)
def test_pattern(unwanted: dict[int, skim.Unwanted], lines: list[str], matched: list[int]) -> None:
    """Only lines of which a field is wholly a label that is not wanted, and has no quotation mark ahead of it."""
    found = pl.Series(lines).str.contains(skim.pattern(";", unwanted))
    assert [place for place, each in enumerate(found) if each] == matched


@given(names=st.lists(st.integers(0, 40)), cuts=st.lists(st.integers(0, 100), max_size=4), limit=st.integers(1, 50))
def test_repeats_are_found_in_any_order(names: list[int], cuts: list[int], limit: int) -> None:
    """Blocks may come in any number and order; of one figure, all rows are held or none."""
    hashes = pl.Series(names, dtype=pl.UInt64).hash(seed=1)

    def found(blocks: list[pl.Series]) -> tuple[tuple[int, list[int]], int]:
        met = repeats.Names(limit)
        for block in blocks:
            met._take(block)
        extra, some = met.repeated()
        return (extra, sorted(some)), met.share

    bounds = sorted({0, len(names), *(cut for cut in cuts if cut < len(names))})
    blocks = [hashes[start:end] for start, end in itertools.pairwise(bounds)]
    assert found(blocks) == found(blocks[::-1]) == found([hashes.sort()])
    (extra, _), share = found(blocks)
    held = [each for each in hashes if each % share == 0]
    assert extra == len(held) - len(set(held))
    assert len(held) <= limit or not extra
