"""Files of Comtrade, Chinese customs and plain tables that are at fault, or that are asked together."""

from collections.abc import Mapping

import extracts
import pytest
from conftest import Run
from layouts import COMTRADE_COLUMNS, FLOWS, GACC_COLUMNS, GACC_USUAL_COLUMNS, ask, comtrade, gacc, refused, tidy

# ---------------------------------------------------------------------------------------------------------------------
# One row of a fault behind a good one: the message says file, line, column and value

COMTRADE_ROWS = {
    "flow": ("156 Q 2022 643 TOTAL 1", "column flowCode: `Q`; neither import (M, 1) nor export (X, 2)"),
    "month 13": ("156 X 202213 643 TOTAL 1", "column period: `202213`; no month 13"),
    "a day": ("156 X 20220501 643 TOTAL 1", "column period: `20220501`; expected a year (2022) or a month (202205)"),
    "year out of range": ("156 X 1899 643 TOTAL 1", "column period: `1899`; out of range"),
    "unknown reporter": ("999 X 2022 643 TOTAL 1", "column reporterCode: `999`; no reporting country"),
    "the world as a reporter": ("0 X 2022 643 TOTAL 1", "column reporterCode: `0`; no reporting country"),
    "word for a number": ("156 X 2022 643 TOTAL n/a", "column primaryValue: `n/a`; is no number"),
    "exponent": ("156 X 2022 643 TOTAL 1e3", "column primaryValue: `1e3`; is no number; exponents"),
    "decimal comma": ("156 X 2022 643 TOTAL 1,5", "column primaryValue: `1,5`; is no number; mark is a point"),
    "weight": ("156 X 2022 643 TOTAL 1 heavy", "column netWgt: `heavy`; is no number"),
}


@pytest.mark.parametrize(("row", "words"), COMTRADE_ROWS.values(), ids=COMTRADE_ROWS.keys())
def test_a_row_of_comtrade(strade: Run, row: str, words: str) -> None:
    files = {"TradeData.csv": comtrade(f"156 X 2022 842 TOTAL 1.5\n{row}")}
    for question in ("turnover --by none", "turnover --by partner,reporter", "structure"):
        refused(strade, files, question, f"TradeData.csv, line 3, {words}")


GACC_ROWS = {
    # period, partner, code, value; the last is what the message quotes
    "digits short of a thousand": ("202101 344 44071190 1,23", "column 美元: `1,23`; is no number"),
    "digits beyond a thousand": ("202101 344 44071190 12,3456", "column 美元: `12,3456`; is no number"),
    "a mark left out": ("202101 344 44071190 1234,567", "column 美元: `1234,567`; is no number"),
    "points for thousands": ("202101 344 44071190 1.234.567", "column 美元: `1.234.567`; is no number"),
    "word for a number": ("202101 344 44071190 ?", "column 美元: `?`; is no number"),
    "month 13": ("202113 344 44071190 1", "column 数据年月: `202113`; no month 13"),
    "period": ("2021-1 344 44071190 1", "column 数据年月: `2021-1`; expected a year (2022) or a month (202205)"),
}


@pytest.mark.parametrize(("row", "words"), GACC_ROWS.values(), ids=GACC_ROWS.keys())
def test_a_row_of_chinese_customs(strade: Run, row: str, words: str) -> None:
    files = {"2021out.csv": gacc(f"period partner code usd\n202101 116 44071190 5,000\n{row}")}
    for question in ("turnover --by none", "turnover --by partner,month"):
        refused(strade, files, question, f"2021out.csv, line 3, {words}")


TIDY_ROWS = {
    "year": ("x export RU 1", "column year: `x`; is no year"),
    "year out of range": ("1899 export RU 1", "column year: `1899`; out of range"),
    "flow": ("2021 both RU 1", "column flow: `both`; is neither import"),
    "reporter": ("2021 export Atlantis 1", "column reporter: `Atlantis`; no reporting country"),
    "no number": ("2021 export RU one", "column value_usd: `one`; is no number"),
}


@pytest.mark.parametrize(("row", "words"), TIDY_ROWS.values(), ids=TIDY_ROWS.keys())
def test_a_row_of_a_plain_table(strade: Run, row: str, words: str) -> None:
    text = f"year flow reporter value_usd\n2021 export RU 5.5\n{row}"
    for question in ("turnover --by none", "turnover --by year,flow"):
        refused(strade, {"mine.csv": tidy(text)}, question, f"mine.csv, line 3, {words}")


@pytest.mark.parametrize("month", ["13", "0", "1.5", "Q1"])
def test_a_month_of_a_plain_table(strade: Run, month: str) -> None:
    files = {"mine.csv": tidy(f"year month value_usd\n2021 1 5\n2021 {month} 1")}
    refused(strade, files, "turnover --by none", f"mine.csv, line 3, column; {month}")


# ---------------------------------------------------------------------------------------------------------------------
# Files and sets of files

CHINA = "156 X 2022 643 TOTAL 300\n156 M 2022 643 TOTAL 200"


def shifted() -> bytes:
    """A download that pandas read with the empty last field, so that each value stands under the name before it."""
    lines = comtrade(CHINA, "utf-8").decode().replace('"', "").splitlines()
    return "\n".join(["," + ",".join(COMTRADE_COLUMNS), *(line for line in lines[1:]), ""]).encode()


def tidies(**texts: str) -> dict[str, bytes]:
    """Plain tables named by their keys."""
    return {f"{name}.csv": tidy(text) for name, text in texts.items()}


NO_USD = [name for name in GACC_COLUMNS if name != "usd"]
NO_MODE = [name for name in GACC_USUAL_COLUMNS if "mode" not in name]
FILES = {
    # files, question, words
    # --- Comtrade
    "columns shifted by one": ({"x.csv": shifted()}, "turnover", "x.csv, line 2, column period: `156`"),
    "no reporter": (
        {"x.csv": comtrade(CHINA).replace(b"reporterCode", b"other")}, "turnover",
        "the column REPORTERCODE is missing; looks like UN Comtrade",
    ),
    "no value": (
        {"x.csv": comtrade(CHINA).replace(b"primaryValue", b"other")}, "turnover", "the column PRIMARYVALUE is missing",
    ),
    "a refused query": (
        {"x.csv": b'{"error": "Bad request", "statusCode": 400}'}, "turnover", "x.csv: is JSON; Bad request",
    ),
    "world less than its partners": (
        {"x.csv": comtrade("156 X 2022 0 TOTAL 100\n156 X 2022 643 TOTAL 80\n156 X 2022 842 TOTAL 30")},
        "dependence --partner RU --by reporter", "the total row of partner is less than its parts: 100 against 110",
    ),
    "total less than its chapters": (
        {"x.csv": comtrade("156 X 2022 643 TOTAL 100\n156 X 2022 643 27 80\n156 X 2022 643 85 30")},
        "structure", "the total row of commodity is less than its parts: 100 against 110",
    ),
    "a year beside its months": (
        {"x.csv": comtrade("156 X 2022 643 TOTAL 100\n156 X 202201 643 TOTAL 80")}, "turnover --by none",
        "2022 stands both as a whole year (x.csv) and by months (x.csv) for CN export",
    ),
    "a row twice": (
        {"x.csv": comtrade(CHINA + "\n156 X 2022 643 TOTAL 300")}, "turnover --by none",
        "x.csv, line 4: the row repeats line 2; --duplicates drop",
    ),
    "the same download twice": (
        {"x.csv": comtrade(CHINA), "x (1).csv": comtrade(CHINA, "utf-8")}, "turnover --by none",
        "x (1).csv; hold the same rows (2 in the selection)",
    ),
    "a revision": (
        {"x.csv": comtrade(CHINA), "x (1).csv": comtrade(CHINA.replace("300", "310"))}, "turnover --by none",
        "give different values for the same figure; 300 in x.csv, 310 in x (1).csv; --prefer newest",
    ),
    "another country": (
        {"x.csv": comtrade(CHINA)}, "turnover --region russia", "no reporting country `russia`; China (CN)",
    ),
    "regions of a country": ({"x.csv": comtrade(CHINA)}, "turnover --by region", "not divided by region: x.csv"),
    "no world": (
        {"x.csv": comtrade(CHINA)}, "dependence --region CN --partner RU", "trade with the world is missing",
    ),
    "given as the other flow": (
        {"import:x.csv": comtrade(CHINA)}, "turnover --by none", "line 2, column flowCode: `X`; given as import",
    ),
    # --- Chinese customs
    "flow is nowhere": (
        {"data.csv": gacc("usd\n5")}, "turnover",
        "data.csv: does not say whether it holds exports or imports; --data export:data.csv or --data import:data.csv",
    ),
    "in is no import": ({"trade in goods.csv": gacc("usd\n5")}, "turnover", "exports or imports; hint: Give it as"),
    "exports and imports by name": ({"进出口.csv": gacc("usd\n5")}, "turnover", "exports or imports; hint: Give it as"),
    "both words": ({"2021 export import.csv": gacc("usd\n5")}, "turnover", "exports or imports; hint: Give it as"),
    "part of a word": ({"important experts.csv": gacc("usd\n5")}, "turnover", "exports or imports; hint: Give it as"),
    "given as the other flow than named": (
        {"export:2024in.csv": gacc("usd\n5")}, "turnover",
        "2024in.csv: was given as export; by its name it holds imports",
    ),
    "yuan and dollars in one file": (
        {"2021in.csv": gacc("usd\n5", list(GACC_COLUMNS))}, "turnover",
        "the columns 美元 and 人民币 stand for the same",
    ),
    "yuan and dollars in two": (
        {"2021in.csv": gacc("usd\n5"), "2021out.csv": gacc("usd\n5", NO_USD)}, "turnover --by none",
        "values in different currencies cannot be added: CNY in 2021out.csv, USD in 2021in.csv",
    ),
    "no partner": (
        {"2021in.csv": gacc("usd\n5", [name for name in GACC_USUAL_COLUMNS if "partner" not in name])}, "turnover",
        "the column 贸易伙伴编码 is missing; looks like China Customs",
    ),
    "no weight": (
        tidies(a="year value_usd\n2021 5"), "turnover --measure weight", "no column for weight; --measure value",
    ),
    "a row twice without its trade mode": (
        {"2021in.csv": gacc("mode usd\n10 5\n19 5", NO_MODE)}, "turnover", "2021in.csv, line 3: the row repeats line 2",
    ),
    "no provinces": (
        {"2021in.csv": gacc("usd\n5", ["period", "partner", "code", "usd"])},
        "turnover --region Heilongjiang --by none",
        "the data hold no region `Heilongjiang`",
    ),
    "pages that overlap": (
        {"import_p1.csv": gacc("usd\n5"), "import_p2.csv": gacc("usd\n5")}, "turnover",
        "import_p1.csv and import_p2.csv hold the same rows (1 in the selection)",
    ),
    # --- plain tables
    "a row twice in a plain table": (
        tidies(a="year sector value_usd\n2021 A 5\n2021 A 5"), "turnover", "a.csv, line 3: the row repeats line 2",
    ),
    "a country beside its regions": (
        tidies(a="year flow reporter region value_usd\n2021 export RU RU-IRK 5",
               b="year flow reporter value_usd\n2021 export RU 9"),
        "turnover --by none", "2021 stands both without regions (b.csv) and by regions (a.csv) for RU; counted twice",
    ),
    "all partners beside some": (
        tidies(a="year flow partner value_usd\n2021 export CN 5", b="year flow value_usd\n2021 export 9"),
        "turnover --by none", "2021 stands both without partners (b.csv) and by partners (a.csv)",
    ),
    "all goods beside some": (
        tidies(a="year flow commodity value_usd\n2021 export 44 5", b="year flow value_usd\n2021 export 9"),
        "turnover --by none", "2021 stands both without commodities (b.csv) and by commodities (a.csv)",
    ),
    "no flow beside flows": (
        tidies(a="year flow value_usd\n2021 export 5\n2021 - 9"), "turnover --by none",
        "2021 stands both without a flow (a.csv) and by flows (a.csv)",
    ),
    "currencies of two files": (
        tidies(a="year value_usd\n2021 5", b="year value_eur\n2022 9"), "turnover --by year",
        "values in different currencies cannot be added: EUR in b.csv, USD in a.csv",
    ),
    "currencies of one file": (
        tidies(a="year value_usd value_eur\n2021 5 6"), "turnover --by none",
        "value_usd and value_eur stand for the same",
    ),
    "a flow of figures without": (
        tidies(a="year value_usd\n2021 5"), "turnover --flow import --by none",
        "no flow `import`; figures have no flow",
    ),
    "total less than its regions": (
        tidies(a="year region value_usd\n2021 total 8\n2021 RU-IRK 7\n2021 RU-KYA 3"), "turnover",
        "the total row of region is less than its parts: 8 against 10",
    ),
    "goods that the table lacks": (tidies(a="year value_usd\n2021 5"), "structure", "not divided by commodity: a.csv"),
    "partners that the table lacks": (
        tidies(a="year value_usd\n2021 5"), "turnover --by partner", "not divided by partner: a.csv",
    ),
    "a partner of which only the name stands": (
        tidies(a="year value_usd partner_name\n2021 5 China"), "turnover --by none --partner China",
        "the data hold no partner `China`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "question", "words"), FILES.values(), ids=FILES.keys())
def test_files(strade: Run, files: Mapping[str, bytes], question: str, words: str) -> None:
    refused(strade, files, question, words)


DIMENSIONS = {
    # dimension of --by, words of the message
    "near the data's own": ("curency", "there is no dimension `curency`; Did you mean `currency`?"),
    "of other data": ("procedure", "there is no dimension `procedure`; `none` or `currency`"),
    "a name beside a code": ("partner_name", "there is no dimension `partner_name`; Did you mean `partner`?"),
    "the value": ("value_usd", "there is no dimension `value_usd`; `none` or `currency`"),
}


@pytest.mark.parametrize(("dimension", "words"), DIMENSIONS.values(), ids=DIMENSIONS.keys())
def test_unknown_dimensions(strade: Run, dimension: str, words: str) -> None:
    files = {"mine.csv": tidy("year partner_name currency value_usd\n2021 China RUB 5\n2021 China CNY 4")}
    refused(strade, files, f"turnover --by {dimension}", words, code=2)


@pytest.mark.parametrize("source", ["comtrade", "gacc", "fcs"])
def test_not_what_it_is_said_to_be(strade: Run, source: str) -> None:
    files = {"mine.csv": tidy("year value_usd\n2021 5")}
    refused(strade, files, f"turnover --source {source}", "mine.csv: is no extract of a known source; year | value_usd")


# ---------------------------------------------------------------------------------------------------------------------
# Files that are asked together

REGIONS = "year flow region value_usd\n2021 export RU-IRK 100\n2021 export RU-KYA 50"
COUNTRY = "year flow value_usd\n2022 export 300"
MONTHS = [extracts.Row("export", f"2021-{month:02}", "CN", "4407110000", "", "100", "1", "0", "25000")
          for month in range(1, 13)]  # fmt: skip
TOGETHER = {
    # files, question, columns, rows, words of the notes
    "one lacks regions": (
        {"a.csv": tidy(REGIONS), "b.csv": tidy(COUNTRY)}, "turnover --by year,region", "year region exports_usd",
        "2021 RU-IRK 100 / 2021 RU-KYA 50 / 2022 undisclosed 300",
        "b.csv: not divided by region, so it counts as undisclosed there",
    ),
    "the whole year is asked of both": (  # 300 against 100 + 50
        {"a.csv": tidy(REGIONS), "b.csv": tidy(COUNTRY)}, "turnover --by year", "year exports_usd turnover_growth_pct",
        "2021 150 - / 2022 300 100", "",
    ),
    "one lacks a further dimension": (
        {"a.csv": tidy("year currency value_usd\n2021 RUB 5"), "b.csv": tidy("year value_usd\n2022 7")},
        "turnover --by year,currency", "year currency turnover_usd", "2021 RUB 5 / 2022 undisclosed 7",
        "b.csv: not divided by currency",
    ),
    "months of the Russian service, then a plain year": (  # 1800 against 12 * 100
        {"DATTSVT.csv": extracts.DATTSVT.write(MONTHS),
         "2022.csv": tidy("year flow reporter region value_usd\n2022 export RU RU-IRK 1800")},
        "turnover --region Irkutsk --by year", "year exports_usd turnover_growth_pct", "2021 1200 - / 2022 1800 50", "",
    ),
    "growth against a year not shown": (
        {"DATTSVT.csv": extracts.DATTSVT.write(MONTHS),
         "2022.csv": tidy("year flow reporter region value_usd\n2022 export RU RU-IRK 1800")},
        "turnover --region Irkutsk --by year --year 2022", "year turnover_growth_pct", "2022 50", "",
    ),
    "eleven months are no year": (
        {"DATTSVT.csv": extracts.DATTSVT.write(MONTHS[:11]),
         "2022.csv": tidy("year flow reporter region value_usd\n2022 export RU RU-IRK 1800")},
        "turnover --region Irkutsk --by year", "year exports_usd turnover_growth_pct", "2021 1100 - / 2022 1800 -",
        "2021 is incomplete: months 1–11 only",
    ),
    "both sides of one trade": (
        {"x.csv": comtrade("643 X 2021 156 TOTAL 80"), "2021in.csv": gacc("usd\n90")},
        "turnover --by reporter", f"reporter {FLOWS}", "CN 0 90 90 / RU 80 0 80", "",
    ),
    # the world tells of 750, its partners of 700 + 250 of the 1000
    "goods of the partners, where the world tells less": (
        {"world.csv": comtrade("156 X 2022 0 TOTAL 1000\n156 X 2022 0 27 750"),
         "rest.csv": comtrade("156 X 2022 643 27 300\n156 X 2022 643 85 250\n156 X 2022 842 27 400")},
        "structure --grouping chapters", "commodity value_usd", "27 700 / 85 250 / undisclosed 50",
        "50 of them is not in their parts",
    ),
    "one has no value for a partner": (
        tidies(a="year partner value_usd\n2021 CN 5\n2021 KZ -", b="year partner value_usd\n2022 CN 7"),
        "turnover --by year", "year turnover_usd", "2021 5 / 2022 7", "1 selected row without a value: nothing to add",
    ),
    "exports and imports of one download": (
        {"2021out.csv": gacc("usd\n5"), "2021in.csv": gacc("usd\n5")}, "turnover --by none", FLOWS, "5 5 10", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "question", "columns", "rows", "words"), TOGETHER.values(), ids=TOGETHER.keys())
def test_files_together(
    strade: Run, files: Mapping[str, bytes], question: str, columns: str, rows: str, words: str
) -> None:
    answer = ask(strade, files, question, columns)
    assert answer.rows == rows
    assert words in answer.said
    turned = dict(reversed(files.items()))
    assert ask(strade, turned, question, columns).rows == rows
