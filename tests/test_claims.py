"""What is printed against what is computed: when a figure agrees, and what is said of a faulty file of claims."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from siberia_trade import api
from siberia_trade.claims import CHECKS, OPTIONS, Claim, load_claims
from siberia_trade.errors import ConfigError
from siberia_trade.question import Options, ask
from siberia_trade.studies import find_study
from siberia_trade.table import Text
from siberia_trade.tabulate import columns_asked
from siberia_trade.verdicts import Verdict, judge

ROOT = Path(__file__).resolve().parent.parent
FAULTY = ROOT / "tests" / "data" / "configs" / "claims"
A = Text("A", "А")

# ---------------------------------------------------------------------------------------------------------------------
# One number

ONE_NUMBER: Mapping[str, tuple[str, str, str, str, bool]] = {
    # what is said              printed as      computed       unit        agrees
    "exactly": ("value", "4.2", "4.2", "", True),
    "half, printed down": ("value", "0.12", "0.125", "", True),
    "half, printed up": ("value", "0.13", "0.125", "", True),
    "more than a half, printed down": ("value", "0.12", "0.1250000001", "", False),
    "less than a half, printed up": ("value", "0.13", "0.1249999999", "", False),
    "half of a whole, printed down": ("value", "3", "3.5", "", True),
    "half of a whole, printed up": ("value", "4", "3.5", "", True),
    "nearly the next whole": ("value", "3", "3.51", "", False),
    "a printed zero is a place": ("value", "4.20", "4.204", "", True),
    "a printed zero leaves less room": ("value", "4.20", "4.21", "", False),
    "less room than without it": ("value", "4.2", "4.21", "", True),
    "idle zeros of the computed": ("value", "4.2", "4.200000", "", True),
    "half below zero, printed down": ("value", "-0.13", "-0.125", "", True),
    "half below zero, printed up": ("value", "-0.12", "-0.125", "", True),
    "the other sign": ("value", "0.2", "-0.2", "", False),
    "nothing": ("value", "0", "0", "", True),
    "zero printed for little": ("value", "0.0", "-0.04", "", True),
    "in ones": ("value", "4200", "4200", "one", True),
    "in thousands": ("value", "4.2", "4249", "thousand", True),  # 4.249
    "in thousands, too much": ("value", "4.2", "4251", "thousand", False),  # 4.251
    "in millions": ("value", "482.1", "482149999.99", "million", True),  # 482.14999999
    "in millions, half": ("value", "482.2", "482150000", "million", True),  # 482.15
    "in billions": ("value", "23.44", "23442000000", "billion", True),  # 23.442
    "in trillions": ("value", "3.36", "3364999999999", "trillion", True),  # 3.364999999999
    "in trillions, too much": ("value", "3.36", "3365000000001", "trillion", False),
    "in another unit": ("value", "4.2", "4200000", "billion", False),  # 0.0042
    "surplus": ("sign", "+", "0.000001", "", True),
    "surplus that is a deficit": ("sign", "+", "-1", "", False),
    "deficit": ("sign", "-", "-0.000001", "", True),
    "neither surplus": ("sign", "+", "0", "", False),
    "nor deficit": ("sign", "-", "0", "", False),
    "between": ("between", "80.5 82.2", "81", "", True),
    "rounds to the lower end": ("between", "80.5 82.2", "80.45", "", True),
    "below the lower end": ("between", "80.5 82.2", "80.4499", "", False),
    "rounds to the upper end": ("between", "80.5 82.2", "82.25", "", True),
    "above the upper end": ("between", "80.5 82.2", "82.2501", "", False),
    "each end has its own places, lower": ("between", "24 25.0", "23.5", "", True),
    "each end has its own places, upper": ("between", "24 25.0", "25.06", "", False),
    "between in thousands": ("between", "1 2", "2500", "thousand", True),  # 2.5
    "below": ("below", "7", "6.999999", "", True),
    "below is not equal": ("below", "7", "7", "", False),
    "below does not round": ("below", "7", "7.000001", "", False),
    "below in billions": ("below", "7", "6999999999", "billion", True),
    "above": ("above", "7", "7.000001", "", True),
    "above is not equal": ("above", "7.0", "7", "", False),
    "above does not round": ("above", "7", "6.999999", "", False),
}  # fmt: skip


def claimed(check: str, printed: tuple[str, ...], **more: Any) -> Claim:
    """A claim whose answer has one row for each region and year."""
    usual: dict[str, Any] = {
        "column": "exports_usd", "unit": "", "dimensions": ("region", "year"), "key": "region", "where": {},
        "left_out": {}, "sum_of": {}, "doubt": None,
    }  # fmt: skip
    return Claim(
        id="a", what=A, place=A, asked="", command="turnover", options={}, check=check, printed=printed, **usual | more
    )


@pytest.mark.parametrize(("check", "printed", "number", "unit", "agrees"), ONE_NUMBER.values(), ids=ONE_NUMBER.keys())
def test_one_number(check: str, printed: str, number: str, unit: str, agrees: bool) -> None:
    factor = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}.get(unit, 0)
    claim = claimed(check, tuple(printed.split()), unit=unit)
    found = judge(claim, [{"region": "RU-IRK", "year": 2021, "exports_usd": Decimal(number)}])
    assert found == Verdict((Decimal(number).scaleb(-factor),), agrees=agrees)


@pytest.mark.parametrize(("number", "printed"), [(0.125, "0.13"), (28.32, "28.32"), (1e-07, "0.0000001"), (3, "3")])
def test_numbers_of_every_kind(number: float, printed: str) -> None:
    assert judge(claimed("value", (printed,)), [{"exports_usd": number}]).agrees


# ---------------------------------------------------------------------------------------------------------------------
# Several rows


def rows_of(text: str) -> list[dict[str, Any]]:
    """Rows of a table divided by blanks; `-` is undefined."""
    header, *lines = [line.split() for line in text.splitlines() if line.strip()]
    cells = {"region": str, "year": int}
    return [
        {name: None if cell == "-" else cells.get(name, Decimal)(cell) for name, cell in zip(header, line, strict=True)}
        for line in lines
    ]


ROWS = rows_of("""
    region  year  exports_usd  imports_usd  growth_pct
    RU-KHM  2020          400           20           -
    RU-IRK  2020          500           30           -
    RU-KEM  2020          100           20           -
    RU-KHM  2021          600           20          50
    RU-IRK  2021          500           40           0
    RU-KEM  2021          200           90         100
""")
KHM, IRK, KEM = ({"region": (code,)} for code in ("RU-KHM", "RU-IRK", "RU-KEM"))
IN_2020, IN_2021 = {"year": ("2020",)}, {"year": ("2021",)}

SEVERAL_ROWS: Mapping[str, tuple[str, str, dict[str, Any], str, bool]] = {
    # check, printed, what is read, computed, agrees
    "one row is picked": ("value", "600", {"where": {**KHM, **IN_2021}}, "600", True),
    "of one value there is one row": ("value", "500", {"where": IRK}, "500 500", False),
    "of one sign there is one row": ("sign", "+", {"where": IRK}, "500 500", False),
    "no such row": ("value", "600", {"where": {"region": ("RU-TOM",)}}, "", False),
    "no such row, between": ("between", "0 1000", {"where": {"region": ("RU-TOM",)}}, "", False),
    "no such row, below": ("below", "1000", {"where": {"region": ("RU-TOM",)}}, "", False),
    "all rows are left out": ("above", "0", {"left_out": {"year": ("2020", "2021")}}, "", False),
    "undefined": ("value", "50", {"where": {**KHM, **IN_2020}, "column": "growth_pct"}, "", False),
    "undefined has no sign": ("sign", "+", {"where": {**KHM, **IN_2020}, "column": "growth_pct"}, "", False),
    "one of them undefined": ("between", "0 100", {"where": KHM, "column": "growth_pct"}, "", False),
    "one of them undefined, below": ("below", "1000", {"column": "growth_pct"}, "", False),
    "undefined left out": ("between", "0 100", {"left_out": IN_2020, "column": "growth_pct"}, "0 100", True),
    "between, all rows": ("between", "100 600", {}, "100 600", True),
    "between, one row outside": ("between", "200 600", {}, "100 600", False),
    "between, picked": ("between", "400 600", {"where": KHM}, "400 600", True),
    "between, all the same": ("between", "400 600", {"where": IRK}, "500", True),
    "below, the largest counts": ("below", "601", {}, "600", True),
    "below, the largest is not": ("below", "600", {}, "600", False),
    "below, but for the largest": ("below", "600", {"left_out": KHM}, "500", True),
    "above, the smallest counts": ("above", "99", {}, "100", True),
    "above, the smallest is not": ("above", "100", {}, "100", False),
    "picked and left out": ("above", "100", {"where": IN_2020, "left_out": KEM}, "400", True),
    # 600 + 500
    "sum": ("value", "1100", {"where": IN_2021, "sum_of": {"region": ("RU-KHM", "RU-IRK")}}, "1100", True),
    # 400 + 500 + 100 + 600 + 500 + 200 = 2300
    "sum of all in thousands": (
        "value", "2.3", {"sum_of": {"year": ("2020", "2021")}, "unit": "thousand"}, "2.3", True
    ),
    # 400 + 500 + 600 + 500
    "sum less what is left out": (
        "value", "2000", {"left_out": KEM, "sum_of": {"year": ("2020", "2021")}}, "2000", True
    ),
    "below, sum": ("below", "1001", {"sum_of": IN_2020}, "1000", True),
    "sum of nothing": ("value", "0", {"sum_of": {"region": ("RU-TOM",)}}, "", False),
    "sum with an undefined": ("value", "50", {"sum_of": KHM, "column": "growth_pct"}, "", False),
    # 2020: 500, 400, 100; 2021: 600, 500, 200
    "rank, the same in every year": ("rank", "3", {"where": KEM}, "3", True),
    "rank, another in one year": ("rank", "2", {"where": KHM}, "2 1", False),
    "rank, but for others": ("rank", "1", {"where": KHM, "left_out": IRK}, "1", True),
    "rank of who is left out": ("rank", "1", {"where": KHM, "left_out": KHM}, "", False),
    "rank of nobody": ("rank", "1", {"where": {"region": ("RU-TOM",)}}, "", False),
    # imports of 2020: 30, 20, 20; of 2021: 90, 40, 20
    "rank, equals share the better place": ("rank", "2", {"where": KEM, "column": "imports_usd"}, "2 1", False),
    "rank among equals": ("rank", "2", {"where": KHM, "column": "imports_usd"}, "2 3", False),
    "rank among the years": ("rank", "1", {"where": {"year": ("2021",)}, "left_out": IRK}, "1", True),
    "rank of an undefined": ("rank", "1", {"where": KHM, "column": "growth_pct"}, "", False),
    "rank without undefined years": (
        "rank", "2", {"where": KHM, "column": "growth_pct", "left_out": IN_2020}, "2", True
    ),
    "first": ("first", "RU-KHM", {"where": IN_2021}, "RU-KHM", True),
    "first of another year": ("first", "RU-KHM", {"where": IN_2020}, "RU-IRK", False),
    "first but for others": ("first", "RU-KHM", {"where": IN_2020, "left_out": IRK}, "RU-KHM", True),
    "first year": ("first", "2021", {"where": KHM, "key": "year"}, "2021", True),
    "first of equals": ("first", "2020", {"where": IRK, "key": "year"}, "2020", False),
    "first of nobody": ("first", "RU-TOM", {"where": {"region": ("RU-TOM",)}}, "", False),
    "first of undefined": ("first", "RU-KHM", {"where": IN_2020, "column": "growth_pct"}, "", False),
    "last": ("last", "RU-KEM", {"where": IN_2020}, "RU-KEM", True),
    "last is not the first": ("last", "RU-IRK", {"where": IN_2020}, "RU-KEM", False),
    "last year": ("last", "2020", {"where": KEM, "key": "year"}, "2020", True),
    "last of equals": ("last", "RU-KEM", {"where": IN_2020, "column": "imports_usd"}, "RU-KHM", False),
    "last, undefined passed over": ("last", "RU-IRK", {"column": "growth_pct"}, "RU-IRK", True),
    "leading": ("leading", "RU-KHM RU-IRK", {"where": IN_2021}, "RU-KHM RU-IRK", True),
    "leading, any order": ("leading", "RU-IRK RU-KHM", {"where": IN_2021}, "RU-KHM RU-IRK", True),
    "leading, another": ("leading", "RU-KHM RU-KEM", {"where": IN_2021}, "RU-KHM RU-IRK", False),
    "leading, all there are": ("leading", "RU-KEM RU-IRK RU-KHM", {"where": IN_2021}, "RU-KHM RU-IRK RU-KEM", True),
    "leading, more than there are": (
        "leading", "RU-KHM RU-IRK RU-KEM RU-TOM", {"where": IN_2021}, "RU-KHM RU-IRK RU-KEM", False
    ),
    # imports of 2020: 30, 20, 20: who the second is cannot be said, who the first three are can
    "leading, cut between equals": (
        "leading", "RU-IRK RU-KHM", {"where": IN_2020, "column": "imports_usd"}, "RU-IRK RU-KHM", False
    ),
    "leading, equals together": (
        "leading", "RU-IRK RU-KEM RU-KHM", {"where": IN_2020, "column": "imports_usd"}, "RU-IRK RU-KHM RU-KEM", True
    ),
    "leading, cut before equals": ("leading", "RU-IRK", {"where": IN_2020, "column": "imports_usd"}, "RU-IRK", True),
    "in order": ("in_order", "RU-KHM RU-IRK", {"where": IN_2021}, "RU-KHM RU-IRK", True),
    "in another order": ("in_order", "RU-IRK RU-KHM", {"where": IN_2021}, "RU-KHM RU-IRK", False),
    "exactly": ("exactly", "RU-IRK RU-KEM RU-KHM", {"where": IN_2021}, "RU-KHM RU-IRK RU-KEM", True),
    "exactly these two": ("exactly", "RU-IRK RU-KHM", {"where": IN_2021, "left_out": KEM}, "RU-KHM RU-IRK", True),
    "one too many": ("exactly", "RU-IRK RU-KHM", {"where": IN_2021}, "RU-KHM RU-IRK RU-KEM", False),
    "one too few": ("exactly", "RU-IRK RU-KHM RU-TOM", {"where": IN_2021, "left_out": KEM}, "RU-KHM RU-IRK", False),
    "exactly where a figure is so": ("exactly", "RU-KEM", {"where": {"growth_pct": ("100",)}}, "RU-KEM", True),
}  # fmt: skip


@pytest.mark.parametrize(
    ("check", "printed", "read", "computed", "agrees"), SEVERAL_ROWS.values(), ids=SEVERAL_ROWS.keys()
)
def test_several_rows(check: str, printed: str, read: dict[str, Any], computed: str, agrees: bool) -> None:
    found = judge(claimed(check, tuple(printed.split()), **read), ROWS)
    assert " ".join(f"{each}" for each in found.computed) == computed
    assert found.agrees == agrees


def test_every_check_is_tried() -> None:
    assert {case[0] for case in (*ONE_NUMBER.values(), *SEVERAL_ROWS.values())} == CHECKS.keys()


# ---------------------------------------------------------------------------------------------------------------------
# Files of claims


def faults(path: Path, text: str) -> list[str]:
    """What is said about a file of claims of the bundled study, without its path."""
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_claims(path, find_study("siberia-china"))
    said = caught.value.message.removeprefix(f"{path}: ").splitlines()
    if len(said) > 1:
        assert said.pop(0) == f"{len(said)} faults"
    return [line.removeprefix("  - ") for line in said]


@pytest.mark.parametrize("file", sorted(FAULTY.glob("*.yaml")), ids=lambda file: file.stem)
def test_faulty_file(file: Path, tmp_path: Path) -> None:
    text = file.read_text("utf-8")
    assert faults(tmp_path / "mine.yaml", text) == re.findall(r"^#= (.*)$", text, re.MULTILINE)


GOOD = """\
source: {en: A report, ru: Отчёт}
claims:
  exports-of-two:
    what: {en: Exports of two regions, ru: Экспорт двух регионов}
    place: {en: Table 1, ru: Таблица 1}
    ask: turnover --year 2021 --by region --region Иркутск --region="Kemerovo Region" --top 2
    sum_of: {region: [RU-IRK, RU-KEM]}
    column: exports_usd
    value: "4.2"
    unit: billion
  leading-goods:
    what: {en: Leading goods, ru: Ведущие товары}
    place: {en: Table 2, ru: Таблица 2}
    ask: structure --year 2017:2021 --flow export
    except: {commodity: other}
    column: share_pct
    key: commodity
    leading: mineral
    doubt: {en: "The text says: wood", ru: "В тексте: древесина"}
"""


def test_claims(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, "utf-8")
    found = load_claims(path, find_study("siberia-china"))
    assert found.source == Text("A report", "Отчёт")
    assert found.claims == (
        Claim(
            id="exports-of-two", what=Text("Exports of two regions", "Экспорт двух регионов"),
            place=Text("Table 1", "Таблица 1"), command="turnover",
            asked='turnover --year 2021 --by region --region Иркутск --region="Kemerovo Region" --top 2',
            options={"year": ["2021"], "by": "region", "region": ["Иркутск", "Kemerovo Region"], "top": "2"},
            column="exports_usd", check="value", printed=("4.2",), unit="billion", dimensions=("region",), key="",
            where={}, left_out={}, sum_of={"region": ("RU-IRK", "RU-KEM")}, doubt=None,
        ),
        Claim(
            id="leading-goods", what=Text("Leading goods", "Ведущие товары"), place=Text("Table 2", "Таблица 2"),
            command="structure", asked="structure --year 2017:2021 --flow export",
            options={"year": ["2017:2021"], "flow": "export"}, column="share_pct", check="leading",
            printed=("mineral",), unit="", dimensions=("commodity",), key="commodity", where={},
            left_out={"commodity": ("other",)}, sum_of={}, doubt=Text("The text says: wood", "В тексте: древесина"),
        ),
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# Columns of an answer that is not yet there

EXTRACT = """\
year,month,flow,reporter,region,partner,commodity,value_usd,net_kg,sector
2020,1,export,RU,RU-IRK,CN,2709,250,500,energy
2020,1,import,RU,RU-KEM,CN,8471,50,5,machines
2021,1,export,RU,RU-IRK,CN,2709,300,600,energy
2021,1,import,RU,RU-KEM,KZ,8471,100,10,machines
2021,1,export,RU,RU-MOW,KZ,2701,700,900,energy
"""
QUESTIONS: Mapping[str, dict[str, Any]] = {
    "default": {},
    "of a country": {"region": "russia"},
    "of a country and a region": {"region": ["russia", "Irkutsk"]},
    "in one row": {"by": "none"},
    "by year": {"by": "year"},
    "by year and region": {"by": "year,region"},
    "by region and year": {"by": ["region", "year"]},
    "by month": {"by": "month"},
    "by partner": {"by": "partner"},
    "by reporter": {"by": "reporter"},
    "by commodity": {"by": "commodity", "grouping": "chapters"},
    "by group": {"by": "group", "region": ["siberia", "european-russia"]},
    "by a dimension of the data": {"by": "sector"},
    "by several": {"by": "year,sector,region"},
    "by flow": {"by": "flow"},
    "one flow": {"flow": "export"},
    "by weight": {"measure": "weight"},
    "by weight and year": {"measure": "weight", "by": "year"},
    "the first row": {"top": 1},
}


@pytest.mark.parametrize("command", ["turnover", "shares", "structure", "dependence"])
@pytest.mark.parametrize("options", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_columns_asked(command: str, options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(EXTRACT, "utf-8")
    asked = {"data": str(tmp_path / "own.csv"), "partner": "CN", "year": 2021, **options}
    table = getattr(api, command)(**asked)
    assert columns_asked(ask(command, asked)) == tuple(table.frame.columns)


def test_options_of_a_claim_are_options_of_a_question() -> None:
    assert set(OPTIONS) <= set(Options.__annotations__)
