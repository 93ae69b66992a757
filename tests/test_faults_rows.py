"""One edit of a good extract each, and the words that the one message about it must hold."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import extracts
import pytest
from conftest import Run
from extracts import DATTSVT, EXCEL, QUOTED, ROWS, TCBT, TCBT_DOS, Layout
from faulty import GOOD, Edit, faulty


def edit(number: int, old: str, new: str) -> Edit:
    """Replace something in one line; line 1 is the header."""

    def apply(text: str) -> str:
        lines = text.split("\n")
        assert lines[number - 1].count(old) == 1, lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
        return "\n".join(lines)

    return apply


def insert(number: int, line: str) -> Edit:
    """Put a new line at a place."""

    def apply(text: str) -> str:
        lines = text.split("\n")
        lines.insert(number - 1, line)
        return "\n".join(lines)

    return apply


MARK = "decimal mark"
#: Line 5: ЭК,01/2020,KZ,0203110000,,1200,600,0,01000 - АЛТАЙСКИЙ КРАЙ,06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ
EDITS: Mapping[str, tuple[Layout, Edit, str]] = {
    # layout, what is edited, words
    "a word": (TCBT, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word, tabs": (DATTSVT, edit(5, "1200", "abc"), f"line 5; column Stoim; `abc`; no number; {MARK}"),
    "a word, cp866": (TCBT_DOS, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word, cp1251": (EXCEL, edit(5, "1200", "abc"), f"line 5; column Stoim; `abc`; no number; {MARK}"),
    "a word, quoted": (QUOTED, edit(5, "1200", "abc"), f"line 5; column STOIM; `abc`; no number; {MARK}"),
    "a word in another column": (TCBT, edit(5, "600", "abc"), "line 5; column NETTO; `abc`; no number"),
    "exponent": (TCBT, edit(5, "1200", "1e5"), f"line 5; column STOIM; `1e5`; no number; {MARK} is a point; exponents"),
    "exponent of Excel": (DATTSVT, edit(5, "1200", "1,2E+05"), "line 5; column Stoim; `1,2E+05`; no number"),
    "decimal comma": (QUOTED, edit(5, "1200", "1200,5"), f"line 5; column STOIM; `1200,5`; {MARK} is a point"),
    "decimal point": (DATTSVT, edit(5, "1200", "1200.5"), f"line 5; column Stoim; `1200.5`; {MARK} is a comma"),
    "thousands": (DATTSVT, edit(5, "1200", "1 234,5"), "line 5; column Stoim; `1 234,5`; no number; blanks"),
    "thousands, no-break": (DATTSVT, edit(5, "1200", "1\xa0200"), "line 5; column Stoim; no number"),
    "thousands, comma": (QUOTED, edit(5, "1200", "1,200"), "line 5; column STOIM; `1,200`; no number"),
    "thousands, point": (DATTSVT, edit(5, "1200", "1.234,5"), "line 5; column Stoim; `1.234,5`; no number"),
    "two marks": (DATTSVT, edit(5, "1200", "1,200,5"), "line 5; column Stoim; `1,200,5`; no number"),
    "currency": (TCBT, edit(5, "1200", "$1200"), "line 5; column STOIM; `$1200`; no number"),
    "nan": (TCBT, edit(5, "1200", "NaN"), "line 5; column STOIM; `NaN`; no number"),
    "infinity": (TCBT, edit(5, "1200", "inf"), "line 5; column STOIM; `inf`; no number"),
    "a dash": (TCBT, edit(5, "1200", "-"), "line 5; column STOIM; `-`; no number"),
    "a mark alone": (TCBT, edit(5, "1200", "."), "line 5; column STOIM; `.`; no number"),
    "underscores": (TCBT, edit(5, "1200", "1_200"), "line 5; column STOIM; `1_200`; no number"),
    "digits of another script": (TCBT, edit(5, "1200", "１２００"), "line 5; column STOIM; `１２００`; no number"),
    "a number too long": (TCBT, edit(5, "1200", "9" * 40), "line 5; column STOIM; 999"),
    "a flow that is neither": (TCBT, edit(5, "ЭК", "РЭ"), "line 5; column NAPR; `РЭ`; neither import; ЭК"),
    "no flow": (TCBT, edit(5, "ЭК", ""), "line 5; column NAPR; ``; neither import; ЭК"),
    "month 13": (TCBT, edit(5, "01/2020", "13/2020"), "line 5; column PERIOD; `13/2020`; no month 13; Mend or"),
    "month 0": (TCBT, edit(5, "01/2020", "00/2020"), "line 5; column PERIOD; `00/2020`; no month 0"),
    "no period": (TCBT, edit(5, "01/2020", ""), "line 5; column PERIOD; ``; no period; 01/2015"),
    "a word for a period": (TCBT, edit(5, "01/2020", "year"), "line 5; column PERIOD; `year`; no period; 01/2015"),
    "a quarter": (TCBT, edit(5, "01/2020", "I кв. 2020"), "line 5; column PERIOD; `I кв. 2020`; no period"),
    "a range of months": (TCBT, edit(5, "01/2020", "01-03/2020"), "line 5; column PERIOD; `01-03/2020`"),
    "a day": (TCBT, edit(5, "01/2020", "15.01.2020"), "line 5; column PERIOD; `15.01.2020`; is no period"),
    "a year out of range": (TCBT, edit(5, "01/2020", "01/0202"), "line 5; column PERIOD; `01/0202`; out of range"),
    "excel's number of a day": (TCBT, edit(5, "01/2020", "43831"), "line 5; column PERIOD; `43831`; no period"),
    "one field fewer": (TCBT, edit(5, ",600", ""), "line 5; 9 fields; 10; KZ; 0203110000; Mend or remove"),
    "one field more": (TCBT, edit(5, ",600", ",600,600"), "line 5; 11 fields; 10; Mend or remove"),
    "one field fewer, tabs": (DATTSVT, edit(5, "\t600", ""), "line 5; 9 fields; 10; KZ; Mend or remove"),
    "one field more, tabs": (DATTSVT, edit(5, "\t600", "\t600\t600"), "line 5; 11 fields; 10; Mend or remove"),
    "one field fewer, cp866": (TCBT_DOS, edit(5, ",600", ""), "line 5; 9 fields; 10; Mend or remove"),
    "one field fewer, quoted": (QUOTED, edit(5, ',"600"', ""), "line 5; 9 fields; 10; Mend or remove"),
    "one field more, quoted": (QUOTED, edit(5, ',"600"', ',"600",""'), "line 5; 11 fields; 10; Mend or remove"),
    "a line cut short": (TCBT, lambda text: text.replace(text.split("\n")[4][25:], "", 1), "line 5; 5 fields"),
    "the last line cut short": (TCBT, lambda text: text[:-50], "line 19; 9 fields; 10"),
    "a line of words": (TCBT, insert(5, "Итого за январь"), "line 5; 1 fields; Итого за январь"),
    "a total at the end": (TCBT, lambda text: text + "ИТОГО,,,,,3000000,,,,\n", "line 20; column"),
    "a stray quote": (TCBT, edit(5, "01000 - АЛТАЙСКИЙ", '"01000 - АЛТАЙСКИЙ'), "line 5; quot"),
    "two stray quotes, the lines between swallowed": (
        TCBT, lambda text: edit(5, ",01000 - ", ',"01000 - ')(edit(7, "КРАСНОЯРСКИЙ КРАЙ", 'КРАСНОЯРСКИЙ КРАЙ"')(text)),
        "line 5; quot",
    ),
    "a quote that does not close": (QUOTED, edit(5, '"600"', '"600'), "line 5; quot"),
    "a quote that opens nothing": (QUOTED, edit(5, '"600"', '600"'), "line 5; column NETTO; `600\"`"),
    "header again, other columns": (
        TCBT, lambda text: text + extracts.OTHER_ORDER.text(ROWS), "line 20; "
    ),
    "another layout joined": (TCBT, lambda text: text + DATTSVT.text(ROWS), "line 20; fields"),
    "code as a number": (EXCEL, edit(5, "203110000", "2,0311E+08"), "line 5; column tnved; `2,0311E+08`; Download"),
    "code as a number, an odd width": (
        EXCEL, edit(2, "4407110000", "4,40711E+09"), "line 2; column tnved; `4,40711E+09`; spreadsheet"
    ),
    "code as a number, a short one": (
        EXCEL, edit(2, "4407110000", "4,4E+09"), "line 2; column tnved; `4,4E+09`; spreadsheet"
    ),
    "nul byte": (TCBT, edit(5, "1200", "\x001200"), "bad.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("layout", "change", "words"), EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_one_edit(strade: Run, tmp_path: Path, layout: Layout, change: Edit, words: str, packed: bool) -> None:
    content = layout.encode(change(layout.text(ROWS)))
    files = {"bad.csv": gzip.compress(content) if packed else content}
    for question in ("turnover --by year --data bad.csv", "structure --by region,year --data bad.csv"):
        faulty(strade, tmp_path, files, [question], f"bad.csv; {words}; hint: ")


STRUCTURE = [
    name
    for name in EDITS
    if any(word in name for word in ("field", "cut", "stray", "not close", "line of words", "layout"))
]
LABELS = [name for name in EDITS if "flow" in name or "month" in name or "period" in name]


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure_is_checked_whatever_the_filter(strade: Run, tmp_path: Path, name: str) -> None:
    layout, change, words = EDITS[name]
    files = {"bad.csv": layout.encode(change(layout.text(ROWS)))}
    for question in ("turnover --region Moscow --data bad.csv", "turnover --year 2021 --partner US --data bad.csv"):
        faulty(strade, tmp_path, files, [question], f"bad.csv; {words}")


@pytest.mark.parametrize("name", LABELS)
def test_a_filter_never_hides_a_label_that_cannot_be(strade: Run, tmp_path: Path, name: str) -> None:
    layout, change, words = EDITS[name]
    files = {"bad.csv": layout.encode(change(layout.text(ROWS)))}
    for more in ("--year 2021", "--month 2", "--flow import"):
        if (name in ("a flow that is neither", "no flow")) == ("flow" in more):
            faulty(strade, tmp_path, files, [f"turnover --by year {more} --data bad.csv"], f"bad.csv; {words}")


@pytest.mark.parametrize(
    "code", ["4,40711E+09", "4.40711E+09", "4,4E+09", "4407E", "44071100001", "440711000012", "4407.11"]
)
@pytest.mark.parametrize(
    "question", ["turnover --by year", "structure --by year", "turnover --commodity 04", "turnover --commodity 44"]
)
def test_a_damaged_code_is_in_no_chapter(strade: Run, tmp_path: Path, code: str, question: str) -> None:
    """It is refused, or named and counted as undisclosed; the first two of its characters never decide."""
    bad = EXCEL.text([ROWS[3], ROWS[0]._replace(code="{}")]).replace("{}", code)
    tmp_path.joinpath("bad.csv").write_bytes(EXCEL.encode(bad))
    result = strade(f"{question} --data bad.csv --format csv")
    if result.code:
        assert result.code == 1
        assert "bad.csv, line 3, column tnved: `" in result.err or "no commodity `" in result.err
    elif "--commodity" in question:
        assert "100000.5" not in result.out
    else:
        assert f"commodity `{code}` is in no list and counts as undisclosed: 1 row" in result.err
        assert "structure" not in question or "undisclosed,Undisclosed,100000.5" in result.out


def test_the_first_fault_is_the_one_that_is_said(strade: Run, tmp_path: Path) -> None:
    """Of several, the one of the first line, every time."""
    flows = [row._replace(partner="CN") for row in ROWS]
    text = TCBT.text(flows).replace("ЭК", "{}")
    for number in range(9):
        text = text.replace("{}", f"В{9 - number}", 1)
    tmp_path.joinpath("bad.csv").write_text(text.replace("{}", "ЭК"), "utf-8")
    said = {strade("turnover --by year --data bad.csv").err for _ in range(3)}
    assert len(said) == 1
    assert "line 2, column NAPR: `В9`" in said.pop()


def test_numbers_of_other_rows_are_not_looked_at(strade: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    tmp_path.joinpath("bad.csv").write_text(edit(5, "1200", "abc")(GOOD.decode()), "utf-8")
    question = "turnover --by year --format csv --partner China"
    assert strade(f"{question} --data bad.csv") == strade(f"{question} --data good.csv")


def test_a_fault_far_down(strade: Run, tmp_path: Path) -> None:
    """Past what is read to recognise a file."""
    rows = [row._replace(value=f"{number}.25", kg=str(number)) for number in range(500) for row in ROWS]
    good = TCBT.text(rows)
    for change, words in (
        (edit(9001, ",499,", ",,"), ""),
        (edit(9001, ".25,499,", ".25,"), "line 9001; 9 fields"),
        (edit(9001, "499.25", "499,25"), "line 9001; 11 fields"),
        (edit(9001, "499.25", "abc"), "line 9001; column STOIM; `abc`"),
        (edit(9001, "45000 - ", '"45000" - '), "line 9001; quot"),
    ):
        content = change(good).encode()
        if words:
            faulty(strade, tmp_path, {"bad.csv": content}, ["turnover --by year --data bad.csv"], f"bad.csv; {words}")
        else:
            tmp_path.joinpath("bad.csv").write_bytes(content)
            assert strade("turnover --by year --data bad.csv").code == 0, "an empty weight is no fault"


MIXED: Mapping[str, tuple[bytes, str]] = {
    "utf-8, then cp1251": (GOOD + TCBT.text(ROWS[:1]).split("\n")[1].encode("cp1251") + b"\n", "line 20; utf-8"),
    "utf-8, then cp866": (GOOD + TCBT.text(ROWS[:1]).split("\n")[1].encode("cp866") + b"\n", "line 20; utf-8"),
    "cp866, then another layout in cp1251": (TCBT_DOS.write(ROWS) + EXCEL.write(ROWS), "line 20"),
    "cp866, then cp1251, same layout": (
        TCBT_DOS.write(ROWS) + b"\r\n".join(TCBT.text(ROWS).encode("cp1251").split(b"\n")[1:]), "line 20; cp1251; cp866"
    ),
    "cp1251, then cp866, same layout": (
        TCBT.text(ROWS).encode("cp1251") + b"\n".join(TCBT.text(ROWS).encode("cp866").split(b"\n")[1:]),
        "line 22; cp1251",  # the first byte that is no letter in cp1251
    ),
    "cp866, then utf-8, same layout": (
        TCBT_DOS.write(ROWS) + b"\r\n".join(GOOD.split(b"\n")[1:]), "line 20; cp866; utf-8"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), MIXED.values(), ids=MIXED.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_mixed_encodings(strade: Run, tmp_path: Path, content: bytes, words: str, packed: bool) -> None:
    files = {"bad.csv": gzip.compress(content) if packed else content}
    faulty(strade, tmp_path, files, ["turnover --by year --data bad.csv"], f"bad.csv; {words}")


def test_mixed_encodings_far_down(strade: Run, tmp_path: Path) -> None:
    rows = [row._replace(value=f"{number}.25") for number in range(500) for row in ROWS]
    last = TCBT.text(ROWS[:1]).split("\n")[1]
    for encoding in ("cp1251", "cp866"):
        content = TCBT.write(rows) + last.encode(encoding) + b"\n"
        words = "bad.csv; line 9002; mixed encodings; utf-8"
        faulty(strade, tmp_path, {"bad.csv": content}, ["turnover --by year --data bad.csv"], words)
