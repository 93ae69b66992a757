"""Column maps: every key, and the example of the documentation."""

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


if __name__ == "__main__":
    table, column_map, command, _ = example()
    page = DOCUMENT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        made = answered(command, table, column_map)
    DOCUMENT.write_text(
        re.sub(r"^```console\n.*?^```$", f"```console\n$ strade {command}\n{made}```", page, flags=re.M | re.S),
        encoding="utf-8",
    )
