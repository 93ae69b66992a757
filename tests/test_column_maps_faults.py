"""Faults of a column map, all at once with their lines, and of a table under a map."""

from pathlib import Path

import pytest
from conftest import Run

MAP_FAULTS = {
    "unknown keys": ("colums: {year: Y}", "`columns` is missing; line 1: unknown key `colums`; did you mean `columns`"),
    "unknown field": ("columns:\n  year: Y\n  patner: C\n  value: V", "line 3; `patner`; did you mean `partner`"),
    "unknown option": ("columns:\n  year: Y\n  value: {column: V, curency: eur}", "line 3; did you mean `currency`"),
    "no value, no period": ("columns: {flow: F}", "2 faults; no period; `value`, or two, `exports` and `imports`"),
    "two periods": ("columns: {year: Y, period: P, value: V}", "`period` and `year` are two ways"),
    "period and month": ("columns:\n  period: P\n  month: M\n  value: V", "line 3: `month` goes with `year`"),
    "flow beside sides": ("columns: {year: Y, flow: F, exports: A, imports: B}", "tell the flow already"),
    "one weight": ("columns: {year: Y, exports: A, imports: B, exports_weight: C}", "weights must be told of each"),
    "units that differ": (
        "columns: {year: Y, exports: {column: A, scale: 1000}, imports: B}",
        "`scale` must be the same",
    ),
    "one column twice": (
        "columns:\n  year: Y\n  partner: A\n  value: a",
        "line 4: column `a` is both `partner` and `value`",
    ),
    "column and fixed": ("columns: {year: Y, value: V, partner: C}\nfixed: {partner: CN}", "line 2; both a column and"),
    "fixed place": ("columns: {year: Y, value: V}\nfixed: {partner: Chnia}", "line 2; `Chnia`; Did you mean `China`"),
    "fixed region": ("columns: {year: Y, value: V}\nfixed: {region: China}", "line 2; `China` is no region"),
    "fixed period": ("columns: {value: V}\nfixed: {period: May 2021}", "line 2; `May 2021` is no period"),
    "fixed flow": ("columns: {year: Y, value: V}\nfixed: {flow: both}", "`both` is not known; `export`"),
    "fixed commodity": ("columns: {year: Y, value: V}\nfixed: {commodity: wood}", "`wood` is no HS code"),
    "form": ("columns: {value: V, period: {column: P, form: MM}}", "line 1; `MM` is no form of a period; MM.YYYY"),
    "code list": (
        "columns: {year: Y, value: V, partner: {column: C, codes: ISO3}}",
        "`ISO3` is not known; did you mean `iso`",
    ),
    "label": ("columns: {year: Y, value: V, partner: {column: C, labels: {a: Atlantis}}}", "`Atlantis`"),
    "currency": ("columns: {year: Y, value: {column: V, currency: euro}}", "`euro` is no code of three letters"),
    "scale": ("columns: {year: Y, value: {column: V, scale: 100}}", "`100` is not known; `1000`"),
    "unit": ("columns: {year: Y, value: V, weight: {column: W, unit: tons}}", "`tons` is not known; `kg`"),
    "flow words": (
        "columns: {year: Y, value: V, flow: {column: F, export: [E], import: [e]}}",
        "`e` is both an export and",
    ),
    "words for one flow": ("columns: {year: Y, value: V, flow: {column: F, export: E}}", "words for one flow only"),
    "marks": (
        "decimal: comma\nthousands: comma\ncolumns: {year: Y, value: V}",
        "line 1: `decimal` and `thousands` are one",
    ),
    "header": ("header: 0\ncolumns: {year: Y, value: V}", "line 1: `header`: `0` is no number of a line"),
    "encoding": ("encoding: windows\ncolumns: {year: Y, value: V}", "line 1: `encoding`: `windows` is not known"),
    "months": ("months: [a, b]\ncolumns: {year: Y, value: V}", "line 1: `months` must be the twelve names"),
    "dimension": (
        "columns: {year: Y, value: V}\ndimensions: {Rank: R, rank: S}",
        "2 faults; `Rank` cannot; `rank` cannot",
    ),
    "left out": ("columns: {year: Y, value: V}\nleave_out: {partner: x}", "line 2; unknown key `partner`"),
    "no such map": ("", "there is no such file"),
}


def refused(run: Run, words: str, *more: str) -> None:
    result = run("turnover --data t.csv --source my.yaml --by none --format csv", *more)
    assert (result.code, result.out) == (1, ""), result.err
    assert result.err.count("error: ") == 1
    missing = [word for word in words.split("; ") if word not in result.err]
    assert not missing, result.err


@pytest.mark.parametrize(("column_map", "words"), MAP_FAULTS.values(), ids=MAP_FAULTS.keys())
def test_fault_of_a_map(strade: Run, column_map: str, words: str) -> None:
    Path("t.csv").write_text("Y;V\n2021;1\n", encoding="utf-8")
    if column_map:
        Path("my.yaml").write_text(column_map, encoding="utf-8")
    refused(strade, f"my.yaml; {words}")


WORDS = {
    # words of a map that are read in any letter case, and those that are not known
    "decimal: Comma": "",
    "thousands: space": "",
    'thousands: " "': "",
    "decimal: komma": "did you mean `comma`",
    "thousands: none": "`none` is not known; it is `point`, `comma`",
    "decimal: point\nthousands: dot": "`decimal` and `thousands` are one mark",
    "decimal: [comma]": "must be a text",
    "header: -1": "`-1` is no number of a line",
}


@pytest.mark.parametrize(("text", "said"), WORDS.items(), ids=WORDS.keys())
def test_word(strade: Run, text: str, said: str) -> None:
    Path("my.yaml").write_text(f"{text}\ncolumns: {{year: Y, value: V}}\nfixed: {{flow: export}}", encoding="utf-8")
    Path("t.csv").write_text("Y;V\n2021;1\n", encoding="utf-8")
    result = strade("turnover --data t.csv --source my.yaml --by none")
    assert (result.code, said in result.err) == (1 if said else 0, True), result.err


MAP = "columns: {year: Y, flow: {column: F, export: E, import: I}, partner: C, value: V}\n"
SIDES = "columns: {year: Y, exports: Out, imports: In}\n"
TABLE_FAULTS = {
    "a column that the file lacks": (MAP, "Y;F;Country;V | 1", "no column `C`; Y, F, Country, V; another line"),
    "nearly the same name": (SIDES, "Y;Out;Inn | 1", "no column `In`; Did you mean `Inn`"),
    "header beyond the file": ("header: 9\n" + SIDES, "Y;Out;In | 2021;1;2", "has no line 9; my.yaml"),
    "flow": (MAP, "Y;F;C;V | 2021;E;China;1 | 2021;X;China;1", "line 3, column F: `X`; neither export nor import; `e`"),
    "number": (MAP, "Y;F;C;V | 2021;E;China;1.5 | 2021;I;China;1 000", "line 3, column V: `1 000`; `thousands`"),
    "parentheses": ("decimal: comma\n" + MAP, "Y;F;C;V | 2021;E;China;(2,5)", "line 2, column V: `(2,5)`"),
    "a number beyond all": (
        "columns: {year: Y, value: {column: V, scale: billion}}\nfixed: {flow: export}",
        "Y;V | 2021;123456789012345678901234.5",
        "line 2, column V: `123456789012345678901234.5`: is no number",
    ),
    "number of one side": (SIDES, "Y;Out;In | 2021;1;2 | 2021;3;x", "line 3, column In: `x`; is no number"),
    "line of another length": (SIDES, "Y;Out;In | 2021;1;2 | 2021;3", "line 3; the line has 2 fields"),
    "month": ("columns: {year: Y, month: M, value: V}\nfixed: {flow: export}", "Y;M;V | 2021;13;1", "no month 13"),
    "period": (
        "columns: {period: {column: P, form: MM.YYYY}, value: V}\nfixed: {flow: export}",
        "P;V | 5.2021;1",
        "line 2, column P: `5.2021`; is no period: expected 05.2023",
    ),
    "flow that nothing tells": ("columns: {year: Y, value: V}", "Y;V | 2021;1", "does not say whether; export:t.csv"),
    "a group of countries": (
        "columns: {year: Y, partner: C, value: V}\nfixed: {flow: export}",
        "Y;C;V | 2021;Belarus;1 | 2021;ЕАЭС;1",
        "line 3, column C: `ЕАЭС`: is a group, Eurasian Economic Union; `leave_out`; `labels`",
    ),
    "a union that may be its members": (
        "columns: {year: Y, partner: C, value: V}\nfixed: {flow: export}",
        "Y;C;V | 2021;European Union;1",
        "line 2, column C: `European Union`: is a group",
    ),
    "a federal district": (
        "columns: {year: Y, region: R, value: V}\nfixed: {flow: export}",
        "Y;R;V | 2021;Омская область;1 | 2021;СФО;1",
        "line 3, column R: `СФО`: is a group, Siberian Federal District; `leave_out`",
    ),
    "a federal district by its code": (
        "columns: {year: Y, region: {column: R, codes: fcs}, value: V}\nfixed: {flow: export}",
        "Y;R;V | 2021;04000 - СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ;1",
        "is a federal district; leave them out by a column map",
    ),
    "a subtotal": (
        "columns: {year: Y, partner: C, value: V}\nfixed: {flow: export}",
        "Y;C;V | 2021;China;1 | 2021;Итого по странам Азии;1",
        "line 3, column C: `Итого по странам Азии`: looks like a sum; `leave_out`",
    ),
    "a subtotal of commodities": (
        "columns: {year: Y, commodity: C, value: V}\nfixed: {flow: export}",
        "Y;C;V | 2021;27;1 | 2021;Total of minerals;1",
        "line 3, column C: `Total of minerals`: looks like a sum",
    ),
    "a name of two countries": (
        "columns: {year: Y, partner: C, value: V}\nfixed: {flow: export}",
        "Y;C;V | 2021;Korea;1",
        "line 2, column C: `Korea`: may mean more than one partner; `labels`",
    ),
    "a reporter that is none": (
        "columns: {year: Y, reporter: R, value: V}\nfixed: {flow: export}",
        "Y;R;V | 2021;Atlantis;1",
        "line 2, column R: `Atlantis`; no reporting country",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("column_map", "table", "words"), TABLE_FAULTS.values(), ids=TABLE_FAULTS.keys())
def test_fault_of_a_table(strade: Run, column_map: str, table: str, words: str) -> None:
    Path("my.yaml").write_text(column_map, encoding="utf-8")
    Path("t.csv").write_text("".join(f"{line.strip()}\n" for line in table.split("|")), encoding="utf-8")
    refused(strade, f"t.csv; {words}")


def test_an_encoding_that_nothing_tells(strade: Run) -> None:
    Path("my.yaml").write_text(MAP, encoding="utf-8")
    Path("t.csv").write_text("Y;F;C;V\n2021;E;Китай;1\n", encoding="cp1251")
    refused(strade, "t.csv, line 2: the encoding is not recognised; or say `encoding: cp1251` in the map")


def test_a_label_in_no_list_is_no_mixture_of_encodings(strade: Run) -> None:
    """A fault is not blamed on another encoding in which the label would be as unknown."""
    Path("my.yaml").write_text(
        "columns: {year: Y, region: {column: R, codes: fcs}, value: V}\nfixed: {flow: export}", encoding="utf-8"
    )
    Path("t.csv").write_text("Y;R;V\n2021;СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ;1\n", encoding="utf-8")
    result = strade("turnover --by none --data t.csv --source my.yaml")
    assert "is a federal district" in result.err
    assert "encoding" not in result.err


FLOWS = {
    # map, flow given with the file, what is said
    "fixed": (
        "columns: {year: Y, value: V}\nfixed: {flow: import}",
        "was given as export, and by my.yaml it holds imports",
    ),
    "sides": ("columns: {year: Y, exports: V, imports: W}", "was given as export, and by my.yaml it holds both flows"),
    "column": ("columns: {year: Y, value: V, flow: W}", "line 2, column W: `import`: the file was given as export"),
}


@pytest.mark.parametrize(("column_map", "words"), FLOWS.values(), ids=FLOWS.keys())
def test_flow_that_contradicts_the_map(strade: Run, column_map: str, words: str) -> None:
    Path("my.yaml").write_text(column_map, encoding="utf-8")
    Path("t.csv").write_text("Y;V;W\n2021;1;import\n", encoding="utf-8")
    result = strade("turnover --data export:t.csv --source my.yaml --by none")
    assert result.code == 1
    assert words in result.err
