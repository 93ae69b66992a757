"""Comtrade, Chinese customs and plain tables: what their layouts mean, and that nothing in them counts twice.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

from pathlib import Path

import pytest
from conftest import Run
from layouts import (
    FLOWS,
    GACC_COLUMNS,
    GACC_USUAL_COLUMNS,
    SHARES,
    ask,
    comtrade,
    comtrade_by_pandas,
    comtrade_in_six_columns,
    gacc,
    tidy,
)

# ---------------------------------------------------------------------------------------------------------------------
# UN Comtrade

# China: partners have totals, the world has chapters too, and of the partners only Russia has. Exports to Russia and
# the United States are 800 of 1000, the other 200 are in no partner's row.
CHINA = """
    156 X 2022 0   TOTAL 1000
    156 X 2022 643 TOTAL 300
    156 X 2022 842 TOTAL 500
    156 M 2022 0   TOTAL 1000
    156 M 2022 643 TOTAL 200
    156 M 2022 842 TOTAL 800
    156 X 2022 0   27    750
    156 X 2022 0   85    250
    156 M 2022 0   27    1000
    156 X 2022 643 27    75
    156 X 2022 643 85    225
"""
GERMANY = """
    276 X 2022 0   TOTAL 90
    276 X 2022 156 TOTAL 90
"""
COUNTED_ONCE = {
    # question, columns, rows
    "all": ("turnover --region CN", f"reporter {FLOWS}", "CN 1000 1000 2000"),
    "both countries": ("turnover --by reporter", f"reporter {FLOWS}", "CN 1000 1000 2000 / DE 90 0 90"),
    "both together": ("turnover --by none", FLOWS, "1090 1000 2090"),
    "by partner": (
        "turnover --region CN --by partner", f"partner {FLOWS}",
        "US 500 800 1300 / RU 300 200 500 / undisclosed 200 0 200",
    ),
    "one partner": ("turnover --region CN --partner RU --by partner", f"partner {FLOWS}", "RU 300 200 500"),
    "by commodity": (
        "turnover --region CN --by commodity --grouping chapters", f"commodity {FLOWS}",
        "27 750 1000 1750 / 85 250 0 250",
    ),
    "by flow": ("turnover --region CN --by flow", "flow exports_usd imports_usd", "export 1000 - / import - 1000"),
    # of 1000, 1000 and 2000
    "shares by partner": (
        "shares --region CN --by partner", f"partner {SHARES}", "US 50 80 65 / RU 30 20 25 / undisclosed 20 0 10"
    ),
    "share of the world": ("shares --region CN --partner RU --of world", SHARES, "30 20 25"),
    # the world's chapters are known though the partners' are not: 750 and 250 of 1000, 1000 of 1000
    "structure": (
        "structure --region CN --grouping chapters", "flow commodity value_usd share_pct rank",
        "import 27 1000 100 1 / export 27 750 75 1 / export 85 250 25 2",
    ),
    # Russia's exports have chapters, 225 and 75 of 300; its imports only a total of 200
    "structure of one partner": (
        "structure --region CN --partner RU --grouping chapters", "flow commodity value_usd share_pct rank",
        "export 85 225 75 1 / export 27 75 25 2 / import undisclosed 200 100 -",
    ),
    # of the world's own 1000, 1000 and 2000, not of the 800, 1000 and 1800 that the partners sum to
    "dependence": (
        "dependence --region CN --partner RU", f"{SHARES} partner_rank top_partner top_partner_share_pct partners",
        "30 20 25 2 US 65 2",
    ),
    # 0.3**2 + 0.5**2, 0.2**2 + 0.8**2, 0.25**2 + 0.65**2: the undisclosed 200 are in the denominator, no square
    "concentration": ("dependence --region CN", "exports_hhi imports_hhi turnover_hhi", "0.34 0.68 0.485"),
    "dependence of each": ("dependence --by reporter --partner RU", f"reporter {SHARES}", "CN 30 20 25 / DE 0 - 0"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), COUNTED_ONCE.values(), ids=COUNTED_ONCE.keys())
def test_world_and_total_rows_count_once(strade: Run, question: str, columns: str, rows: str) -> None:
    lines = (CHINA + GERMANY).strip().splitlines()
    files = {"TradeData.csv": comtrade(CHINA + GERMANY)}
    assert ask(strade, files, question, columns).rows == rows
    turned = {"TradeData.csv": comtrade("\n".join(reversed(lines)))}
    assert ask(strade, turned, question, columns).rows == rows
    if "CN" in question:  # two downloads, the world in one and its partners in the other
        split = {
            "world.csv": [line for line in lines if " 0 " in line],
            "rest.csv": [x for x in lines if " 0 " not in x],
        }
        files = {name: comtrade("\n".join(some)) for name, some in split.items()}
        assert ask(strade, files, question, columns).rows == rows


def test_what_the_partners_leave_of_the_world_is_said(strade: Run) -> None:
    said = ask(strade, {"TradeData.csv": comtrade(CHINA)}, "shares --region CN --by partner", "partner").said
    assert "total rows of partner beside their parts counted once" in said
    assert "200 of them is not in their parts and counts as undisclosed" in said


COMTRADE_LAYOUTS = {
    "as downloaded": comtrade(CHINA),
    "in utf-8": comtrade(CHINA, "utf-8"),
    "in utf-8 with a bom": comtrade(CHINA, "utf-8-sig"),
    "plain line ends": comtrade(CHINA).replace(b"\r\n", b"\n"),
    "without the comma at the end": comtrade(CHINA).replace(b",\r\n", b"\r\n"),
    "saved by pandas": comtrade_by_pandas(CHINA),
    "six columns": comtrade_in_six_columns(CHINA),
    "other letter case": comtrade(CHINA).replace(b"primaryValue", b"PrimaryValue").replace(b'"X"', b'"x"'),
}


@pytest.mark.parametrize("content", COMTRADE_LAYOUTS.values(), ids=COMTRADE_LAYOUTS.keys())
@pytest.mark.parametrize("case", ["by partner", "structure of one partner", "dependence"])
def test_comtrade_layouts_give_the_same(strade: Run, content: bytes, case: str) -> None:
    question, columns, rows = COUNTED_ONCE[case]
    assert ask(strade, {"x.csv": content}, question, columns).rows == rows


def test_a_download_is_what_the_web_site_gives() -> None:
    header, first, *_ = comtrade("156 X 2022 792 01 5").split(b"\r\n")
    assert header.startswith(b"typeCode,freqCode,refPeriodId,")
    assert first.startswith(b'"C","A","20220101",')
    assert first.endswith(b",")
    assert (header.count(b",") + 1, first.count(b",") + 1) == (47, 48)
    assert "Türkiye".encode("latin-1") in first


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_an_accent_far_down(strade: Run, encoding: str) -> None:
    rows = [f"156 X 2022 643 44{number:04} 1" for number in range(600)]
    content = comtrade("\n".join([*rows, "156 X 2022 792 010121 5", "156 X 2022 384 010121 4"]), encoding)
    assert content[: 1 << 16].isascii()  # so much is read to recognise a file
    assert not content.isascii()
    answer = ask(strade, {"x.csv": content}, "turnover --by partner", "partner partner_name exports_usd")
    assert answer.rows == "RU Russia 600 / TR Türkiye 5 / CI Côte d'Ivoire 4"


PARTS_OF_OTHER_ROWS = {
    "re-export": "156 RX 2022 643 TOTAL 70",
    "re-import": "156 RM 2022 643 TOTAL 70",
    "import for processing": "156 MIP 2022 643 TOTAL 70",
    "by sea": "156 X 2022 643 TOTAL 70 transport=2100",
    "by procedure": "156 X 2022 643 TOTAL 70 customs=C01",
    "through Hong Kong": "156 X 2022 643 TOTAL 70 second=344",
    "mode of supply": "156 X 2022 643 TOTAL 70 supply=1",
}


@pytest.mark.parametrize("row", PARTS_OF_OTHER_ROWS.values(), ids=PARTS_OF_OTHER_ROWS.keys())
def test_parts_of_other_rows_are_left_out(strade: Run, row: str) -> None:
    files = {"x.csv": comtrade(f"{CHINA}\n{row}")}
    answer = ask(strade, files, "turnover --region CN --by partner", f"partner {FLOWS}")
    assert answer.rows == COUNTED_ONCE["by partner"][2]
    assert "1 row of x.csv left out: parts of other rows" in answer.said


COMTRADE_NUMBERS = {
    # its own where they differ from M49; 344 is Russia in Chinese customs
    "842": "US", "251": "FR", "699": "IN", "579": "NO", "757": "CH", "490": "TW", "344": "HK", "643": "RU", "156": "CN",
    # the same as M49, a zero lost or not; and places that are no country
    "392": "JP", "8": "AL", "008": "AL", "899": "M49-899",
}  # fmt: skip


@pytest.mark.parametrize(("number", "code"), COMTRADE_NUMBERS.items(), ids=COMTRADE_NUMBERS.keys())
def test_numbers_of_comtrade(strade: Run, number: str, code: str) -> None:
    rows = f"398 X 2022 {number} TOTAL 7"
    assert ask(strade, {"x.csv": comtrade(rows)}, "turnover --by partner", "partner exports_usd").rows == f"{code} 7"
    if code.isalpha():
        rows = f"{number} X 2022 398 TOTAL 7"
        assert (
            ask(strade, {"x.csv": comtrade(rows)}, "turnover --by reporter", "reporter exports_usd").rows == f"{code} 7"
        )


def test_years_and_months_of_comtrade(strade: Run) -> None:
    rows = "156 X 2021 643 TOTAL 10 4\n156 X 202205 643 TOTAL 3 2\n156 M 202206 643 TOTAL 2 1"
    files = {"x.csv": comtrade(rows)}
    answer = ask(strade, files, "turnover --by year,month", "year month exports_usd imports_usd")
    assert answer.rows == "2021 - 10 0 / 2022 5 3 0 / 2022 6 0 2"
    assert "2022 is incomplete: months 5–6 only" in answer.said
    weight = ask(strade, files, "turnover --by year --measure weight", "year exports_kg imports_kg")
    assert weight.rows == "2021 4 0 / 2022 2 1"


def test_levels_of_codes_count_once(strade: Run) -> None:
    # TOTAL 10 holds 27 (8), which holds 2709 (5), which is all of 270900: 5 + 3 + 2
    rows = "156 X 2022 643 TOTAL 10\n156 X 2022 643 27 8\n156 X 2022 643 2709 5\n156 X 2022 643 270900 5"
    files = {"x.csv": comtrade(rows)}
    assert ask(strade, files, "turnover --by none", "exports_usd").rows == "10"
    answer = ask(strade, files, "structure --grouping headings", "commodity value_usd share_pct")
    assert answer.rows == "2709 5 50 / other 3 30 / undisclosed 2 20"


# ---------------------------------------------------------------------------------------------------------------------
# Chinese customs

# 1,234,567 + 433 to Russia (344), 5,000 to Japan (116)
PROVINCES = """
    period partner code     province usd       cny
    202101 344     44071190 23       1,234,567 8,000,000
    202101 116     44071190 23       5,000     30,000
    202102 344     27090000 65       433       2,600
"""
NO_PROVINCE = [name for name in GACC_USUAL_COLUMNS if not name.startswith("province")]
GACC_LAYOUTS = {
    "as downloaded": gacc(PROVINCES),
    "in gbk": gacc(PROVINCES, encoding="gbk"),
    "in utf-8": gacc(PROVINCES, encoding="utf-8"),
    "crlf": gacc(PROVINCES).replace(b"\n", b"\r\n"),
    "no comma at the end": gacc(PROVINCES, end=""),
    "columns turned round": gacc(PROVINCES, GACC_USUAL_COLUMNS[::-1]),
    "without names": gacc(PROVINCES, [name for name in GACC_USUAL_COLUMNS if "name" not in name]),
    "without the trade mode": gacc(PROVINCES, [name for name in GACC_USUAL_COLUMNS if "mode" not in name]),
    "without quantities": gacc(PROVINCES, [name for name in GACC_USUAL_COLUMNS if "quant" not in name]),
    "without provinces": gacc(PROVINCES, NO_PROVINCE),
    "the four it needs": gacc(PROVINCES, ["usd", "partner", "code", "period"]),
    "no thousands marks": gacc(PROVINCES.replace(",", "")),
    "tabs in cells": gacc(PROVINCES).replace(b'"344"', b'"344\t"').replace(b'"202101"', b'"202101\t"'),
}


@pytest.mark.parametrize("content", GACC_LAYOUTS.values(), ids=GACC_LAYOUTS.keys())
def test_gacc_layouts_give_the_same(strade: Run, content: bytes) -> None:
    answer = ask(strade, {"2021out.csv": content}, "turnover --by month,partner", f"month partner {FLOWS}")
    assert answer.rows == "1 RU 1234567 0 1234567 / 1 JP 5000 0 5000 / 2 RU 433 0 433"
    structure = ask(strade, {"2021out.csv": content}, "structure --grouping chapters", "commodity value_usd")
    assert structure.rows == "44 1239567 / 27 433"


def test_provinces(strade: Run) -> None:
    files = {"2021out.csv": gacc(PROVINCES.replace(" 65 ", " 6540 "))}  # a place in Xinjiang
    assert ask(strade, files, "turnover", "region region_name exports_usd").rows == (
        "CN-HL Heilongjiang 1239567 / CN-XJ Xinjiang 433"
    )
    for name in ("Heilongjiang", "黑龙江省", "CN-HL"):
        answer = ask(strade, files, f"turnover --region {name} --partner Russia", "region exports_usd")
        assert answer.rows == "CN-HL 1234567"
    assert ask(strade, files, "turnover --region china", "reporter exports_usd").rows == "CN 1240000"


def test_yuan(strade: Run) -> None:
    files = {"2021in.csv": gacc(PROVINCES, [name for name in GACC_COLUMNS if name != "usd"])}
    answer = ask(strade, files, "turnover --by none", "exports_cny imports_cny turnover_cny balance_cny")
    assert answer.rows == "0 8032600 8032600 -8032600"  # 8,000,000 + 30,000 + 2,600
    assert ask(strade, files, "structure --grouping chapters", "commodity value_cny").rows == "44 8030000 / 27 2600"


FLOW_BY_NAME = {
    "2024in.csv": "import",
    "2024out.csv": "export",
    "import-2025-44_p1-10.csv": "import",
    "export us dollar.csv": "export",
    "EXPORT (3).csv": "export",
    "imp_2021.csv": "import",
    "出口.csv": "export",
    "2021进口.csv": "import",
    "export:data.csv": "export",
    "import:2024in.csv": "import",
    "import:trade in goods.csv": "import",
    "export:export and import.csv": "export",
}


@pytest.mark.parametrize(("name", "flow"), FLOW_BY_NAME.items(), ids=FLOW_BY_NAME.keys())
def test_flow_by_the_name_of_the_file(strade: Run, name: str, flow: str) -> None:
    answer = ask(strade, {name: gacc(PROVINCES)}, "turnover --by flow", "flow exports_usd imports_usd")
    assert answer.rows == {"export": "export 1240000 -", "import": "import - 1240000"}[flow]


def test_flow_by_the_study(strade: Run) -> None:
    Path("1.csv").write_bytes(gacc(PROVINCES))
    Path("2.csv").write_bytes(gacc(PROVINCES.replace("1,234,567", "567")))
    files = "  - {path: 1.csv, flow: export}\n  - {path: 2.csv, flow: import}\n"
    Path("mine.yaml").write_text("title: {en: A, ru: А}\ndata:\n" + files, encoding="utf-8")
    answer = ask(strade, {}, "turnover --study mine.yaml --by none", FLOWS)
    assert answer.rows == "1240000 6000 1246000"  # 567 + 5,000 + 433


def test_trade_mode_is_a_dimension(strade: Run) -> None:
    rows = "mode usd\n10 100\n19 100\n14 50"  # the first two differ in the mode only
    files = {"2021out.csv": gacc(rows)}
    assert ask(strade, files, "turnover --by none", "exports_usd").rows == "250"
    assert ask(strade, files, "turnover --by procedure", "procedure exports_usd").rows == "10 100 / 19 100 / 14 50"
    shares = ask(strade, files, "shares --by procedure,partner", "procedure partner exports_share_pct")
    assert shares.rows == "10 RU 40 / 19 RU 40 / 14 RU 20"


def test_a_number_of_another_list_is_undisclosed(strade: Run) -> None:
    files = {"2021out.csv": gacc("partner code usd\n344 44071190 10\n643 27090000 3")}  # Russia here and by M49
    answer = ask(strade, files, "turnover --by partner", "partner exports_usd")
    assert answer.rows == "RU 10 / undisclosed 3"
    assert "partner `643` is in no list and counts as undisclosed: 1 row, 3" in answer.said


# ---------------------------------------------------------------------------------------------------------------------
# Plain tables

TIDY = {
    # table, question, columns, rows, words of the notes
    "year and value only": (
        "year value_usd\n2021 100\n2022 150", "turnover --by year", f"year {FLOWS} turnover_growth_pct",
        "2021 - - 100 - / 2022 - - 150 50", "",
    ),
    "no flow in other columns": (
        "year value_usd\n2021 100", "turnover --by none",
        "balance_usd exports_pct_of_turnover imports_pct_of_turnover coverage_ratio", "- - - -", "",
    ),
    "flow is blank": ("year flow value_usd\n2021 - 100\n2021 - 20", "turnover --by none", FLOWS, "- - 120", ""),
    "shares without a flow": (
        "year partner value_usd\n2021 CN 150\n2021 KZ 50", "shares --by partner", f"partner {SHARES}",
        "CN - - 75 / KZ - - 25", "",
    ),
    "structure without a flow": (
        "year commodity value_usd\n2021 44 90\n2021 27 10", "structure --grouping chapters",
        "flow commodity value_usd share_pct rank", "- 44 90 90 1 / - 27 10 10 2", "",
    ),
    "every column": (
        "year month flow reporter region partner commodity value_usd net_kg quantity unit\n"
        "2021 3 export RU RU-IRK CN 4407 100 40 5 m3\n2021 4 export RU RU-IRK CN 4407 50 20 2 m3",
        "turnover --region Irkutsk --partner China --commodity 44 --by month --measure weight", "month exports_kg",
        "3 40 / 4 20", "2021 is incomplete: months 3–4 only",
    ),
    "months with a zero": (
        "year month flow value_usd\n2021 01 export 1\n2021 2 export 2\n2021 12 export 3", "turnover --by month",
        "month exports_usd", "1 1 / 2 2 / 12 3", "",
    ),
    "words for flows": (
        "year flow value_usd\n2021 Export 5\n2021 ИМПОРТ 3", "turnover --by none", FLOWS, "5 3 8", "",
    ),
    "regions by name": (
        "year region value_usd\n2021 Irkutsk 100\n2021 Иркутская_область 5\n2021 25000 7\n2021 黑龙江省 3",
        "turnover", "region turnover_usd", "RU-IRK 112 / CN-HL 3", "",
    ),
    "partners by name": (
        "year partner value_usd\n2021 China 100\n2021 Китай 5\n2021 CHN 7\n2021 KZ 9", "turnover --by partner",
        "partner turnover_usd", "CN 112 / KZ 9", "",
    ),
    "undisclosed": (
        "year region partner value_usd\n2021 undisclosed CN 7\n2021 RU-IRK undisclosed 2\n2021 RU-IRK CN 1",
        "turnover --by partner", "partner turnover_usd", "CN 8 / undisclosed 2", "",
    ),
    "in no list": (
        "year partner value_usd\n2021 CN 7\n2021 Atlantis 2", "turnover --by partner", "partner turnover_usd",
        "CN 7 / undisclosed 2", "partner `Atlantis` is in no list and counts as undisclosed: 1 row, 2",
    ),
    "world beside partners": (
        "year flow partner value_usd\n2021 export world 100\n2021 export CN 60\n2021 export undisclosed 30",
        "dependence --partner CN --by none", "exports_share_pct partners top_partner", "60 1 CN",
        "10 of them is not in their parts and counts as undisclosed",
    ),
    "total of regions": (
        "year region value_usd\n2021 Россия 12\n2021 RU-IRK 7\n2021 RU-KYA 3", "shares", "region turnover_share_pct",
        "RU-IRK 58.3333 / RU-KYA 25 / undisclosed 16.6667", "2 of them is not in their parts",  # 7, 3 and 2 of 12
    ),
    "yuan": ("year flow value_cny\n2021 export 5", "turnover --by none", "exports_cny balance_cny", "5 5", ""),
    "euro": ("year flow value_eur\n2021 import 5", "turnover --by none", "imports_eur balance_eur", "5 -5", ""),
    "settlement currency": (
        "year currency value_usd\n2021 RUB 100\n2021 CNY 50\n2021 - 50", "shares --by currency",
        "currency turnover_share_pct", "RUB 50 / CNY 25 / undisclosed 25", "",
    ),
    "rows that differ in it only": (
        "year sector value_usd\n2021 A 100\n2021 B 100", "turnover --by none", "turnover_usd", "200", "",
    ),
    "two further dimensions": (
        "year sector partner mode value_usd\n2021 A CN x 6\n2021 B KZ x 1\n2021 B CN y 3", "turnover --by sector,mode",
        "sector mode turnover_usd", "A x 6 / B y 3 / B x 1", "",
    ),
    "several reporters": (
        "year reporter flow value_usd\n2021 RU export 5\n2021 Китай import 4", "turnover --region russia",
        f"reporter {FLOWS}", "RU 5 0 5", "",
    ),
    "letter case of names": ("Year Flow VALUE_USD\n2021 export 5", "turnover --by none", FLOWS, "5 0 5", ""),
}  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(("text", "question", "columns", "rows", "words"), TIDY.values(), ids=TIDY.keys())
def test_plain_tables(
    strade: Run, text: str, question: str, columns: str, rows: str, words: str, separator: str
) -> None:
    answer = ask(strade, {"mine.csv": tidy(text, separator)}, question, columns)
    assert answer.rows == rows
    assert words in answer.said


def test_comments_above_say_what_the_table_is(strade: Run) -> None:
    above = '# reconstructed: true\n# en: "Made up from nothing"\n# ru: "Придумано"\n'
    files = {"mine.csv": tidy("year value_usd\n2021 5", above=above)}
    answer = ask(strade, files, "turnover --by none --quiet", "turnover_usd")
    assert answer.rows == "5"
    assert "made up from nothing" in answer.said
