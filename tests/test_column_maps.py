"""Column maps: every key, every fault of a map, and the example of the documentation."""

import contextlib
import io
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from conftest import Run
from layouts import ask

from siberia_trade.cli import main

DOCUMENT = Path(__file__).parent.parent / "docs" / "column-maps.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example() -> tuple[str, str, str, str]:
    """Table, map, command and what it prints, as the documentation shows them."""
    blocks = [(kind, text) for kind, text in BLOCK.findall(DOCUMENT.read_text(encoding="utf-8")) if kind != "sh"]
    assert [kind for kind, _ in blocks] == ["text", "yaml", "console"]
    command, _, printed = blocks[2][1].partition("\n")
    return blocks[0][1], blocks[1][1], command.removeprefix("$ strade "), printed


def answered(command: str, table: str, column_map: str) -> str:
    Path("customs.csv").write_text(table, encoding="utf-8")
    Path("customs.yaml").write_text(column_map, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        main(shlex.split(command))
    return printed.getvalue()


def test_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table, column_map, command, printed = example()
    assert answered(command, table, column_map) == printed


# ---------------------------------------------------------------------------------------------------------------------
# What a map can say: map, table (`;` between cells, one line a row), what is asked, and what comes of it

KEYS = {
    "columns by their names alone": (
        "columns: {year: Year, flow: Flow, partner: Country, value: USD}",
        "year;FLOW;Country;USD;Note | 2021;export;China;10;x | 2021;import;Germany;2.5;y",
        "turnover --by partner",
        "CN 10 0 / DE 0 2.5",
    ),
    "one file of one flow and one year": (
        'columns: {partner: C, value: V}\nfixed: {period: "2021", flow: export, reporter: RU}',
        "C;V | China;10 | Germany;2.5",
        "turnover --region russia",
        "RU 12.5 0",
    ),
    "millions, to the cent": (
        "columns: {year: Y, flow: F, value: {column: V, scale: million}}",
        "Y;F;V | 2021;export;0.00123456 | 2021;import;0.00000001",
        "turnover --by none",
        "1234.56 0.01",
    ),
    "words for flows": (
        "columns: {year: Y, flow: {column: F, export: [Ausfuhr, E], import: Einfuhr}, value: V}",
        "Y;F;V | 2021;AUSFUHR;1 | 2021; Ausfuhr ;2 | 2021;E;4 | 2021;einfuhr;8",
        "turnover --by none --duplicates drop",
        "7 8",
    ),
    "no flow at all": (
        "columns: {year: Y, value: V}\nfixed: {flow: none}",
        "Y;V | 2021;5",
        "turnover --by none",
        "- - 5",
    ),
    "both flows side by side; a blank is no trade": (
        'empty: ["-"]\ncolumns: {year: Y, partner: C, exports: Out, imports: In}',
        "Y;C;Out;In | 2021;China;1;- | 2021;Japan;;2 | 2021;India;3;4",
        "turnover --by partner",
        "IN 3 4 / JP 0 2 / CN 1 0",
    ),
    "names that stand twice": (
        "header: 2\ncolumns: {year: Y, exports: USD (1), imports: USD (2)}",
        ";Exports;Imports | Y;USD;USD | 2021;1;2",
        "turnover --by none",
        "1 2",
    ),
    "points between thousands": (
        "decimal: comma\nthousands: point\ncolumns: {year: Y, flow: F, value: V}",
        "Y;F;V | 2021;export;1.234.567,00 | 2021;import;1.234",
        "turnover --by none",
        "1234567 1234",
    ),
    "blanks of any kind between thousands": (
        "thousands: blank\ncolumns: {year: Y, flow: F, value: V}",
        "Y;F;V | 2021;export;1 234\u00a0567.00 | 2021;import;1\u202f234",
        "turnover --by none",
        "1234567 1234",
    ),
    "numbers as the Swiss write them": (
        "thousands: apostrophe\ncolumns: {year: Y, flow: F, value: V}",
        "Y;F;V | 2021;export;1'234.5 | 2021;import;-7",
        "turnover --by none",
        "1234.5 -7",
    ),
    "typographic marks, and blanks behind a minus": (
        "decimal: comma\nthousands: apostrophe\ncolumns: {year: Y, flow: F, value: V}",
        "Y;F;V | 2021;export;1’234,5 | 2021;export;− 34,5 | 2021;import;\u22122’000 | 2021;import;+1",
        "turnover --by none",
        "1200 -1999",
    ),
    "points between thousands leave the comma for decimals": (
        "thousands: point\ncolumns: {year: Y, flow: F, value: V}",
        "Y;F;V | 2021;export;1.234 | 2021;export;5.678 | 2021;import;9.012,5",
        "turnover --by none",
        "6912 9012.5",
    ),
    "words for nothing, in capitals or not": (
        'decimal: ","\nempty: [x, "…", "–", n/a]\ncolumns: {year: Y, flow: F, value: V}',
        "Y;F;V | 2021;export;1,5 | 2021;export;X | 2021;export;… | 2021;import;– | 2021;import;N/A",
        "turnover --by none --duplicates drop",
        "1.5 -",
    ),
    "codes that were numbers": (
        "columns: {year: Y, flow: F, commodity: K, value: V}",
        'Y;F;K;V | 2021;export;270900.0;1 | 2021;export;"4407,11";2 | 2021;export;301.0;4',
        "turnover --by commodity --grouping chapters",
        "03 4 0 / 44 2 0 / 27 1 0",
    ),
    "tonnes with four decimals, under a Cyrillic letter": (
        "decimal: comma\ncolumns: {year: Y, flow: F, value: V, weight: {column: W, unit: т}}",
        "Y;F;V;W | 2021;export;1;0,1234 | 2021;import;2;12,0005",
        "turnover --by none --measure weight",
        "123.4 12000.5",
    ),
    "Russian codes with their blanks, and zeros lost": (
        "columns: {year: Y, flow: F, commodity: {column: K, labels: {Pulp: '47'}}, value: V}",
        "Y;F;K;V | 2021;export;4407 11 000 0;1 | 2021;export;pulp;2 | 2021;export;101210000;4 | 2021;export;27.09;8",
        "turnover --by commodity --grouping chapters",
        "27 8 0 / 01 4 0 / 47 2 0 / 44 1 0",
    ),
    "a chosen commodity by a label of the map's own": (
        "columns: {year: Y, flow: F, commodity: {column: K, labels: {Timber: '44'}}, value: V}",
        "Y;F;K;V | 2021;export;Timber;2 | 2021;export;2709;8",
        "turnover --by none --commodity 44",
        "2 0",
    ),
    "labels of the map's own": (
        "columns: {year: Y, flow: F, value: V, "
        'partner: {column: C, labels: {Deutschland: DE, "übrige  Länder": undisclosed}}}',
        "Y;F;C;V | 2021;export;deutschland;1 | 2021;export;Übrige Länder;2 | 2021;export;France;4",
        "turnover --by partner",
        "FR 4 0 / DE 1 0 / undisclosed 2 0",
    ),
    "a partner of the map's own labels, chosen": (
        "columns: {year: Y, flow: F, value: V, partner: {column: C, labels: {Deutschland: DE}}}",
        "Y;F;C;V | 2021;export;Deutschland;1 | 2021;export;France;4",
        "turnover --partner Germany --by none",
        "1 0",
    ),
    "regions by OKATO": (
        "columns: {year: Y, flow: F, value: V, region: {column: R, codes: fcs}}",
        "Y;F;R;V | 2021;export;25000 - ИРКУТСКАЯ ОБЛ.;1 | 2021;export;99999 - НЕТ;2 | 2021;export;Омская область;4",
        "turnover",
        "RU-OMS 4 0 / RU-IRK 1 0 / undisclosed 2 0",
    ),
    "marks of footnotes behind names": (
        "columns: {year: Y, flow: F, partner: {column: C, labels: {Deutschland: DE}}, value: V}",
        "Y;F;C;V | 2021;export;China 1);1 | 2021;export;Japan¹;2 | 2021;export;Deutschland²);4 | 2021;export;India*;8",
        "turnover --by partner",
        "IN 8 0 / DE 4 0 / JP 2 0 / CN 1 0",
    ),
    "names that are typed": (
        "columns: {year: Y, flow: F, partner: C, value: V}",
        "Y;F;C;V | 2021;export;EL;1 | 2021;export;UK;2 | 2021;export;Holland;4 | 2021;export;Burma;8",
        "turnover --by partner",
        "MM 8 0 / NL 4 0 / GB 2 0 / GR 1 0",
    ),
    "totals in other languages": (
        "columns: {year: Y, flow: F, partner: C, value: V}",
        "Y;F;C;V | 2021;export;China;1 | 2021;export;Japan;2 | 2021;export;Insgesamt:;3",
        "turnover --by partner",
        "JP 2 0 / CN 1 0",
    ),
    "groups that the map says what to do about": (
        "columns: {year: Y, flow: F, value: V, partner: {column: C, labels: {EU: EU, Korea: KR}}}\n"
        "leave_out: {partner: [ЕАЭС, в том числе]}",
        "Y;F;C;V | 2021;export;EU;1 | 2021;export;Korea;2 | 2021;export;ЕАЭС;4 | 2021;export;В том числе;8",
        "turnover --by partner",
        "KR 2 0 / EU 1 0",
    ),
    "rows left out": (
        "columns: {year: Y, flow: F, partner: C, value: V}\nleave_out: {partner: [of which CIS, other]}",
        "Y;F;C;V | 2021;export;China;1 | 2021;export;Of which  CIS;2 | 2021;export;OTHER;4",
        "turnover --by partner",
        "CN 1 0",
    ),
    "a total beside its parts": (
        "columns: {year: Y, flow: F, partner: C, value: V}",
        "Y;F;C;V | 2021;export;China;1 | 2021;export;Japan;2 | 2021;export;Всего;5",
        "turnover --by partner",
        "JP 2 0 / CN 1 0 / undisclosed 2 0",
    ),
    "further dimensions": (
        "columns: {year: Y, flow: F, value: V}\ndimensions: {procedure: Regime}",
        "Y;F;Regime;V | 2021;export;IM 40;1 | 2021;export;EX 10;2",
        "turnover --by procedure",
        "EX 10 2 0 / IM 40 1 0",
    ),
    "weights in tonnes": (
        "columns: {year: Y, exports: A, imports: B, exports_weight: {column: C, unit: t}, "
        "imports_weight: {column: D, unit: t}}",
        "Y;A;B;C;D | 2021;1;2;0.5;3",
        "turnover --by none --measure weight",
        "500 3000",
    ),
    "values in euros": (
        "columns: {year: Y, flow: F, value: {column: V, currency: eur}}",
        "Y;F;V | 2021;export;1",
        "turnover --by none",
        "1 0",
    ),
}


@pytest.mark.parametrize(("column_map", "table", "question", "expected"), KEYS.values(), ids=KEYS.keys())
def test_key(strade: Run, column_map: str, table: str, question: str, expected: str) -> None:
    Path("my.yaml").write_text(column_map, encoding="utf-8")
    by = re.search("--by ([a-z]+)", question)
    row = {"none": "", None: "region "}.get(by and by[1], f"{by and by[1]} ")
    row = "reporter " if "--region russia" in question else row
    unit = "kg" if "weight" in question else "eur" if "eur" in column_map else "usd"
    columns = f"{row}exports_{unit} imports_{unit}" + (" turnover_usd" if "flow: none" in column_map else "")
    text = "".join(f"{line.strip()}\n" for line in table.split("|"))
    answer = ask(strade, {"t.csv": text.encode()}, f"{question} --source my.yaml --year 2021", columns)
    assert answer.rows == expected


CODES = {
    # code list: labels of China, Germany and Hong Kong
    "names": "Китай Germany HK",
    "iso": "CN DEU hk",
    "m49": "156 276 344",
    "comtrade": "156 276 344",
    "comext": "CN DE HK",
    "fcs": "CN DE HK",
    "gacc": "142 304 110",  # China itself: what comes back to it
    "mdic": "160 023 351",
}


@pytest.mark.parametrize(("codes", "labels"), CODES.items(), ids=CODES.keys())
def test_code_list(strade: Run, codes: str, labels: str) -> None:
    """The same three countries in every list."""
    china, germany, hong_kong = labels.split()
    places = f"partner: {{column: C, codes: {codes}}}, reporter: {{column: R, codes: {codes}}}"
    Path("my.yaml").write_text(f"columns: {{year: Y, flow: F, value: V, {places}}}", encoding="utf-8")
    table = f"Y;F;R;C;V\n2021;export;{germany};{china};1\n2021;export;{germany};{hong_kong};2\n"
    question = "turnover --source my.yaml --by reporter,partner --partner HK --partner CN"
    answer = ask(strade, {"t.csv": table.encode()}, question, "reporter partner exports_usd")
    assert answer.rows == "DE HK 2 / DE CN 1"


PERIODS = {
    # form: labels of March 2021, and of the whole year where there is one
    "-": ("2021-03", "2021"),
    "MM.YYYY": ("03.2021", None),
    "[M/YYYY, YYYY]": ("3/2021", "2021"),
    "YYYYMM": ("202103", None),
    "YYYY-MM-DD": ("2021-03-31", None),
    "D.M.YYYY": ("31.3.2021", None),
    "MMM.YY": ("мар.21", None),
    "MMM YYYY": ("марта 2021", None),
    "\"MMM 'of' YYYY\"": ("March of 2021", None),
    "YYYY'M'MM": ("2021M03", None),
    "YYYY年M月": ("2021年3月", None),
    "YY/MM": ("21/03", None),
}


@pytest.mark.parametrize(("form", "labels"), PERIODS.items(), ids=PERIODS.keys())
def test_form_of_period(strade: Run, form: str, labels: tuple[str, str | None]) -> None:
    said = "" if form == "-" else f", form: {form}"
    Path("my.yaml").write_text(f"columns: {{period: {{column: P{said}}}, flow: F, value: V}}", encoding="utf-8")
    table = f"P;F;V\n{labels[0]};export;1\n"
    for limit in ("", "--year 2021 --month 3"):
        question = f"turnover --source my.yaml --by year,month {limit}"
        assert ask(strade, {"t.csv": table.encode()}, question, "year month exports_usd").rows == "2021 3 1"
    if labels[1]:
        table = f"P;F;V\n{labels[1]};export;1\n"
        assert ask(strade, {"t.csv": table.encode()}, question.split("--year")[0], "year month").rows == "2021 -"


MONTHS = {
    "3": "",
    "03": "",
    "March": "",
    "мар": "",
    "März": "months: [Jan, Feb, März, Apr, Mai, Jun, Jul, Aug, Sep, Okt, Nov, Dez]\n",
}


@pytest.mark.parametrize(("month", "names"), MONTHS.items(), ids=MONTHS.keys())
def test_month_in_a_column_of_its_own(strade: Run, month: str, names: str) -> None:
    Path("my.yaml").write_text(f"{names}columns: {{year: Y, month: M, flow: F, value: V}}", encoding="utf-8")
    table = f"Y;M;F;V\n2021;{month};export;1\n2020;;export;2\n"
    answer = ask(
        strade, {"t.csv": table.encode()}, "turnover --source my.yaml --by year,month", "year month exports_usd"
    )
    assert answer.rows == "2020 - 2 / 2021 3 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866"])
def test_encoding_by_the_words_of_the_map(strade: Run, encoding: str) -> None:
    Path("my.yaml").write_text("columns: {year: Год, flow: Поток, partner: Страна, value: Стоимость}", "utf-8")
    table = "Год;Поток;Страна;Стоимость\n2021;экспорт;Китай;1\n".encode(encoding)
    assert ask(strade, {"t.csv": table}, "turnover --source my.yaml --by partner", "partner exports_usd").rows == "CN 1"


def test_encoding_that_the_map_says(strade: Run) -> None:
    Path("my.yaml").write_text("encoding: koi8-r\ncolumns: {year: Y, flow: F, partner: C, value: V}", "utf-8")
    table = "Y;F;C;V\n2021;export;Китай;1\n".encode("koi8-r")
    assert ask(strade, {"t.csv": table}, "turnover --source my.yaml --by partner", "partner exports_usd").rows == "CN 1"


def test_quoted_names_over_two_lines_of_blanks(strade: Run) -> None:
    Path("my.yaml").write_text("columns: {year: Y, flow: F, value: Total  value}", "utf-8")
    table = b'Y ,F,"total value "\n2021,export,"1"\n'
    assert ask(strade, {"t.csv": table}, "turnover --source my.yaml --by none", "exports_usd").rows == "1"


def test_names_that_break_their_lines(strade: Run) -> None:
    Path("my.yaml").write_text("header: 2\ncolumns: {year: Y, flow: F, value: 'Value, USD'}", "utf-8")
    table = b'A title;;;\nY;F;"Value,\n USD";"Note\n\non it"\n2021;export;1;\n2021;import;2;"a\nb"\n2020;export;x;\n'
    question = "turnover --source my.yaml --by none"
    answer = ask(strade, {"t.csv": table}, f"{question} --year 2021", "exports_usd imports_usd")
    assert answer.rows == "1 2"
    assert "t.csv, line 9, column Value, USD: `x`" in strade(f"{question} --year 2020 --data t.csv").err


def test_study_names_a_map_beside_it(strade: Run) -> None:
    Path("folder").mkdir()
    Path("folder/my.yaml").write_text("columns: {year: Y, flow: F, value: V}", "utf-8")
    Path("folder/t.csv").write_text("Y;F;V\n2021;export;1\n", "utf-8")
    Path("folder/study.yaml").write_text("title: {en: A, ru: А}\ndata: t.csv\nsource: my.yaml\n", "utf-8")
    result = strade("turnover --study folder/study.yaml --by none --format csv")
    assert result.out.splitlines()[1].startswith("1,0,1"), result.err
    Path("folder/my.yaml").write_text("columns: {year: Y, flow: F, valu: V}", "utf-8")
    result = strade("turnover --study folder/study.yaml --by none")
    assert result.code == 1
    assert "study.yaml" in result.err
    assert "did you mean `value`" in result.err


def test_under_check(strade: Run) -> None:
    table, column_map, *_ = example()
    Path("my.yaml").write_text(column_map, "utf-8")
    Path("t.csv").write_text(table, "utf-8")
    result = strade("check t.csv --source my.yaml")
    assert (result.code, "2 rows of t.csv left out: my.yaml says so" in result.out) == (0, True)
    assert "numbers like 1 234 567,8" in result.out
    assert re.search(r"^Rows +7$", result.out, re.MULTILINE)  # both flows in each
    Path("bad.csv").write_text(table + "Китай\n", "utf-8")
    result = strade("check bad.csv --source my.yaml")
    assert "1 row; the first is line 11: `Китай`" in result.out
    Path("bad.csv").write_text(table.replace("4 500,0", "4 500,x"), "utf-8")
    result = strade("check bad.csv --source my.yaml")
    assert "1 row; the first is line 4, column Импорт, тыс. долл. США: `4 500,x`: is no number" in result.out


# ---------------------------------------------------------------------------------------------------------------------
# Faults: of the map, all at once with their lines, and of a table under a map

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
    refused(strade, "t.csv: the encoding is not recognised; or say `encoding: cp1251` in the map")


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


if __name__ == "__main__":
    table, column_map, command, _ = example()
    page = DOCUMENT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        made = answered(command, table, column_map)
    DOCUMENT.write_text(
        re.sub(r"^```console\n.*?^```$", f"```console\n$ strade {command}\n{made}```", page, flags=re.M | re.S),
        encoding="utf-8",
    )
