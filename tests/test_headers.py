"""What may stand above the header of a csv, and under it: titles, upper lines of the header, a line of units."""

from pathlib import Path

import pytest
from conftest import Run
from extracts import DATTSVT, Row
from layouts import ask, refused

HEAD = "year;flow;partner;value_usd"
ROW = "2021;export;China;5"

READ = {
    # lines of a file, by `/`
    "a title": "Trade of Irkutsk in 2021 / {head} / {row}",
    "a title, with separators": "Trade of Irkutsk in 2021;;; / ;;; / {head} / {row}",
    "a title with commas": "Trade, 2021 / {head} / {row}",
    "several lines": "Trade of Irkutsk / Source: the customs / ;;; / {head} / {row}",
    "the header in other words": "When;What;Whose;How much / {head} / {row}",
    "groups of columns": "When and what;;Whose; / {head} / {row}",
    "a title in quotes": '"Trade of Irkutsk";;; / {head} / {row}',
    "comments and a title": "# of the bank / sep=; / Trade of Irkutsk / {head} / {row}",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_titles_are_passed_over(strade: Run, text: str, encoding: str) -> None:
    russian = text.replace("Trade", "Торговля").format(head=HEAD, row=ROW.replace("China", "Китай"))
    files = {"t.csv": russian.replace(" / ", "\n").encode(encoding)}
    assert ask(strade, files, "turnover --by partner", "partner exports_usd").rows == "CN 5"
    assert strade("check t.csv").code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866"])
def test_a_title_in_any_encoding(strade: Run, encoding: str) -> None:
    rows = DATTSVT.write([Row("export", "2021-01", "CN", "2709001000", "", "5", "1", "0", "25000")])
    text = "Внешняя торговля\r\n" + rows.decode("utf-8-sig")
    files = {"t.csv": text.encode(encoding)}
    assert ask(strade, files, "turnover --by region", "region exports_usd").rows == "RU-IRK 5"


def test_titles_above_a_header_in_quotes(strade: Run) -> None:
    quoted = f'"Торговля\nобласти"\n"{HEAD}"\n"{ROW}"'.replace(";", '";"')
    files = {"t.csv": quoted.encode()}
    assert ask(strade, files, "turnover --by partner", "partner exports_usd").rows == "CN 5"
    refused(
        strade, {"t.csv": quoted.replace('"5"', '"x"').encode()}, "turnover", "t.csv, line 4, column value_usd: `x`"
    )


def test_lines_are_counted_from_the_first(strade: Run) -> None:
    files = {"t.csv": f"Trade\n\n{HEAD}\n{ROW}\n2021;export;China;x".encode()}
    refused(strade, files, "turnover", "t.csv, line 5, column value_usd: `x`: is no number; decimal mark")


REFUSED = {
    # lines, words
    "rows of another file": (
        f"{ROW} / {HEAD} / {ROW}",
        f"t.csv, line 1: `{ROW}`: stands above the header, which is line 2; Remove what is above",
    ),
    "a title that says thousands": (
        f"Торговля, тыс. долл. США / {HEAD} / {ROW}",
        "t.csv, line 1; stands above the header and speaks of `тыс`; column map",
    ),
    "groups in millions": (f"When;What;;USD million / {HEAD} / {ROW}", "speaks of `million`"),
    "units under the header": (
        f"{HEAD} / ;;;USD / {ROW}",
        "t.csv, line 2, column value_usd: `USD`: is no number; part of the header, as one of units is? Remove it",
    ),
    "units under a title and the header": (f"Trade / {HEAD} / ;;;USD / {ROW}", "t.csv, line 3; Remove it"),
    "no known columns, below a title": (
        "Export;;Import; / Страна;Год;Сумма;Год / Китай;2021;5;2021",
        "t.csv: is no extract of a known source; its header seems to be line 2: Страна | Год | Сумма | Год; "
        "Say `header: 2` there",
    ),
    "no known columns": ("Страна;Сумма / Китай;5", "its first line is: Страна | Сумма"),
    "a column less, below a title": (
        "Trade / year;flow;partner;value / 2021;export;China;5", "its header seems to be line 2: year | flow"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(strade: Run, text: str, words: str) -> None:
    refused(strade, {"t.csv": text.replace(" / ", "\n").encode()}, "turnover", words)


def test_under_a_column_map(strade: Run) -> None:
    """The line with the map's columns is the header, without being told; its unit is the map's to say."""
    files = {
        "m.yaml": b"columns: {year: Y, partner: C, value: {column: V, scale: thousand}}\nfixed: {flow: export}\n",
        "export.csv": b"Trade, thousand USD;;\n2020;Japan;7\nY;C;V\n2021;China;5\n",
    }
    for name, content in files.items():
        Path(name).write_bytes(content)
    result = strade("turnover --data export.csv --source m.yaml --by partner --format csv")
    assert result.code == 1
    assert "line 2: `2020;Japan;7`: stands above the header, which is line 3" in result.err
    Path("export.csv").write_bytes(files["export.csv"].replace(b"2020;Japan;7\n", b""))
    result = strade("turnover --data export.csv --source m.yaml --by partner --format csv")
    assert result.out.splitlines()[1].startswith("CN,China,5000,"), result.err
