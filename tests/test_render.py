"""The rules of each form: what is exact, what is rounded, what is shown and what is never cut."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from render_tables import MONEY, NAMES, regions, sections

from siberia_trade.render import FORMS, html, render
from siberia_trade.render.layout import lay_out
from siberia_trade.render.plain import to_plain
from siberia_trade.render.terminal import to_terminal
from siberia_trade.render.text import Scale, choose_scale, show_number
from siberia_trade.table import Column, Note, Table, Text

NBSP = "\u00a0"


def cells(table: Table, **options: str) -> list[list[str]]:
    """Read the rows of the Markdown form, header and total included."""
    lines = [line for line in render(table, "markdown", **options).splitlines() if line.startswith("| ")]
    return [line[2:-2].split(" | ") for line in lines if "---" not in line]


def test_ndjson_is_the_rows_of_json():
    lines = render(regions(), "ndjson").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render(regions(), "json"))["data"]
    assert lines[1].endswith('"balance_usd": 0, "exports_share_pct": 0.0000001, "coverage_ratio": null, "rank": 2}')


def test_machines_get_every_digit():
    values = [Decimal("1000000.000000"), Decimal("0E-6"), Decimal("12345678901234567890123456789012.654321"), None]
    frame = pl.DataFrame({"a": values, "b": [1e22, float("nan"), -0.0, 0.1]}, schema={"a": MONEY, "b": pl.Float64})
    table = Table(frame, columns=(), title=Text("", ""))
    big = "12345678901234567890123456789012.654321"
    assert render(table, "csv") == f"a,b\n1000000,10000000000000000000000\n0,\n{big},0.0\n,0.1\n"
    assert f'{{"a": {big}, "b": 0.0}}\n' in render(table, "ndjson")
    assert '{"a": 0, "b": null}\n' in render(table, "ndjson")


def test_csv_quotes_only_where_needed():
    table = Table(pl.DataFrame({"a": ['say "x"', "a,b", "two\nlines", "plain; text"]}), columns=(), title=Text("", ""))
    assert render(table, "csv") == 'a\n"say ""x"""\n"a,b"\n"two\nlines"\nplain; text\n'


SCALES = {
    # biggest, asked for: power, decimals
    "millions": (4.81e9, "auto", 6, 1),
    "still millions": (Decimal("99999999999"), "auto", 6, 1),
    "billions": (-240.1e9, "auto", 9, 1),
    "thousands": (66179679.94, "auto", 3, 1),
    "ones, as many decimals as needed": (163.2, "auto", 0, 1),
    "cents": (Decimal("4810123456.250000"), "one", 0, 2),
    "whole": (Decimal("4810123456.000000"), "one", 0, 0),
    "never more than cents": (Decimal("0.004"), "one", 0, 2),
    "asked for": (5, "billion", 9, 1),
}


@pytest.mark.parametrize(("value", "unit", "power", "decimals"), SCALES.values(), ids=SCALES.keys())
def test_scale(value, unit, power, decimals):
    assert choose_scale([None, 1, value], [], unit) == Scale(power, decimals)


def test_the_rows_choose_the_unit_and_the_total_follows():
    assert choose_scale([90e9], [300e9], "auto") == Scale(6, 1)
    assert choose_scale([90], [90.25], "auto") == Scale(0, 2)


NUMBERS = {
    "thousands": (Decimal("23440000000"), "money", "23,440.0", "23~440,0"),
    "minus sign": (Decimal("-1210049999"), "money", "−1,210.0", "−1~210,0"),
    "half goes up": (Decimal("50000"), "money", "0.1", "0,1"),
    "too small": (Decimal("49999"), "money", "<0.1", "<0,1"),
    "too small, negative": (-0.001, "percent", ">−0.01", ">−0,01"),
    "negative zero": (-0.0, "ratio", "0.000", "0,000"),
    "infinite": (float("inf"), "ratio", "–", "–"),
    "count": (12345, "count", "12,345", "12~345"),
    "huge": (Decimal("9" * 32), "money", "100" + ",000" * 8 + ".0", "100" + "~000" * 8 + ",0"),
}


@pytest.mark.parametrize(("value", "kind", "english", "russian"), NUMBERS.values(), ids=NUMBERS.keys())
def test_number(value, kind, english, russian):
    assert show_number(value, kind, Scale(6, 1), "en") == english
    assert show_number(value, kind, Scale(6, 1), "ru") == russian.replace("~", NBSP)


TITLES = {
    "default": ({}, "Structure, tonnes"),
    "kilograms": ({"unit": "one"}, "Structure, kg"),
    "million kilograms, Russian": ({"unit": "million", "lang": "ru"}, "Структура, тыс. т"),
    "billion kilograms": ({"unit": "billion"}, "Structure, million tonnes"),
}


@pytest.mark.parametrize(("options", "title"), TITLES.values(), ids=TITLES.keys())
def test_unit_in_title(options, title):
    assert render(sections(), "table", **options).startswith(f"{title}\n")


@pytest.mark.parametrize(
    ("currency", "name"), [("usd", "долл. США"), ("cny", "юаней"), ("rub", "руб."), ("kzt", "KZT")]
)
def test_currency_in_title(currency, name):
    assert render(replace(regions(), currency=currency), "table", lang="ru").startswith(
        f"Торговля регионов, 2021, млн {name}\n"
    )


def test_no_unit_without_money_or_weight():
    table = replace(regions(), columns=tuple(column for column in regions().columns if column.kind != "money"))
    assert render(table, "table").startswith("Trade of regions, 2021\n")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_rows(lang):
    table = replace(regions(), frame=regions().frame.clear())
    said = {"en": "no rows", "ru": "нет строк"}[lang]
    assert [said] == [line for line in render(table, "table", lang=lang, width=80).splitlines() if line == said]
    assert f"\n\n*{said}*\n" in render(table, "markdown", lang=lang)
    assert f">{said}</td>" in html(table, lang=lang)
    assert render(table, "csv") == ",".join(table.frame.columns) + "\n"
    assert render(table, "json").endswith('  "data": []\n}\n')
    assert render(table, "ndjson") == ""


def test_markup_shows_as_it_is():
    name = "[bold]a|b*[/] <i>&\x1b[31m\nend"
    table = replace(regions(), frame=regions().frame.head(1).with_columns(region_name=pl.lit(name)), names={})
    assert "[bold]a|b*[/] <i>& [31m end" in render(table, "table", color=True)
    assert r"\[bold]a\|b\*\[/] \<i>& \[31m end" in render(table, "markdown")
    assert "[bold]a|b*[/] &lt;i&gt;&amp; [31m end" in html(table)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_pipe_gets_what_a_terminal_with_room_shows(lang):
    named = regions().frame.with_columns(region_name=pl.lit("伊尔库茨克州 [b]x"))
    for table in (regions(), sections(), replace(regions(), frame=named), replace(regions(), frame=named.clear())):
        layout = lay_out(table, unit="auto", lang=lang)
        assert to_plain(layout) == to_terminal(layout, width=None, color=False)


@pytest.mark.parametrize("width", [None, *range(1, 130, 4)])
def test_color_adds_nothing_but_bold_and_dim(width):
    for table in (regions(), sections()):
        colored = render(table, "table", width=width, color=True)
        assert colored.startswith(f"\x1b[1m{table.title.en[:5]}")
        plain = re.sub(r"\x1b\[[012]m", "", colored)
        assert plain == render(table, "table", width=width)
        assert plain.splitlines() == [line.rstrip() for line in plain.splitlines()]


@pytest.mark.parametrize("color", [False, True])
def test_surroundings_change_nothing(monkeypatch, color):
    surroundings = {
        "COLUMNS": "30",
        "LINES": "3",
        "NO_COLOR": "1",
        "FORCE_COLOR": "1",
        "TTY_COMPATIBLE": "1",
        "TTY_INTERACTIVE": "1",
        "COLORTERM": "truecolor",
        "TERM": "dumb",
        "JUPYTER_COLUMNS": "30",
    }
    for name in surroundings:
        monkeypatch.delenv(name, raising=False)
    expected = [render(regions(), "table", width=width, color=color) for width in (None, 60, 120)]
    for name, value in surroundings.items():
        with monkeypatch.context() as one:
            one.setenv(name, value)
            assert [render(regions(), "table", width=width, color=color) for width in (None, 60, 120)] == expected, name
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert [render(regions(), "table", width=width, color=color) for width in (None, 60, 120)] == expected


@pytest.mark.parametrize("width", range(1, 130, 4))
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_figures_are_never_cut(width, lang):
    printed = render(regions(), "table", width=width, lang=lang)
    for row in cells(regions(), lang=lang)[1:4]:
        assert any(all(cell in line for cell in row[1:]) for line in printed.splitlines())
    if width >= 53:
        assert max(map(len, printed.splitlines())) <= width


@pytest.mark.parametrize("width", [None, *range(1, 130, 4)])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_words_are_never_cut(width, lang):
    printed = render(regions(), "table", width=width, lang=lang).split()
    for name in NAMES.values():
        if name[lang] in {row[0] for row in cells(regions(), lang=lang)}:
            assert set(name[lang].split()) <= set(printed)


def test_no_limit_never_wraps():
    long = "word " * 5000 + "end"
    frame = regions().frame.with_columns(region_name=pl.lit(long))
    columns = tuple(column._replace(label=Text(long, "")) for column in regions().columns[:3])
    table = replace(
        regions(), frame=frame, columns=columns, title=Text(long, ""), notes=(Note(Text(long, "")),), names={}
    )
    assert render(table, "table").count(long) == 1 + 2 + 3 + 1


def test_headings_span_the_table():
    heading = "Chemical products, rubber and what else is made of them"
    table = replace(sections(), sections=("commodity",), names={**NAMES, "44": Text(heading, "")})
    assert f"\n{heading}\nImports" in render(table, "table")
    lines = render(table, "table", width=30).splitlines()
    assert lines[lines.index("Chemical products, rubber and") + 1] == "what else is made of them"


def test_wide_names():
    name = "Внутренняя Монголия (автономный район) 内蒙古自治区 " * 3
    table = replace(regions(), names={**NAMES, "RU-IRK": Text(name.strip(), "")})
    assert name.strip() in render(table, "table")
    assert "Irkutsk Region" in render(table, "table", lang="ru"), "no Russian name: the cell stands in"


def test_place_flow_time_and_sections_of_two():
    frame = pl.DataFrame(
        [
            (2020, 2, "import", "CN", 5),
            (2020, 1, "export", "CN", 7),
            (2021, 1, "export", None, 9),
            (2020, 1, "import", "XX", 8),
        ],
        schema=["year", "month", "flow", "top_partner", "partners"],
        orient="row",
    )
    labels = {"year": "time", "month": "time", "flow": "flow", "top_partner": "place", "partners": "count"}
    table = Table(
        frame,
        columns=tuple(Column(name, Text(name, name), kind) for name, kind in labels.items()),
        title=Text("t", "t"),
        total={"top_partner": "CN"},
        names={"CN": Text("China", "Китай")},
    )
    assert cells(table, lang="ru")[1:] == [
        ["2020", "2", "импорт", "Китай", "5"],
        ["2020", "1", "экспорт", "Китай", "7"],
        ["2021", "1", "экспорт", "–", "9"],
        ["2020", "1", "импорт", "XX", "8"],
        ["**Итого**", "", "", "**Китай**", ""],
    ]
    printed = render(replace(table, sections=("year", "flow")), "markdown")
    headings = [line for line in printed.splitlines() if line.startswith("**")]
    assert headings == ["**t**", "**2020, Exports**", "**2020, Imports**", "**2021, Exports**"]
    by_code = replace(regions(), sections=("region",), section_totals={("RU-IRK",): {"region_name": "x", "rank": 3}})
    assert "**Irkutsk Region**" in render(by_code, "markdown"), "a section by a code is headed by its name"


def test_total_keeps_its_own_text():
    table = replace(regions(), total={"region_name": "Siberia", "exports_usd": 1})
    assert cells(table)[-1][:2] == ["**Siberia**", "**<0.1**"]
    assert len(cells(replace(table, total=None))) == 4


@pytest.mark.parametrize("wrong", [{"form": "xlsx"}, {"unit": "dozen"}, {"lang": "zh"}])
def test_unknown_options_are_refused(wrong):
    with pytest.raises(ValueError, match=f"`{next(iter(wrong.values()))}`; known: "):
        render(regions(), **{"form": "table", **wrong})


def test_every_form_ends_in_one_newline():
    for form in FORMS:
        assert render(regions(), form).rstrip("\n") + "\n" == render(regions(), form)


def test_import_is_light():
    code = "import sys, siberia_trade.render; print({'rich', 'polars'} & set(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == "set()\n"
