"""What counts as a partner, and as one statistic of a country's trade: three rules on invented figures.

Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Run
from layouts import ask, comtrade, gacc, refused, tidy
from layouts_more import baci, comexstat, comext, legacy

# ---------------------------------------------------------------------------------------------------------------------
# Partners that are no country: in every denominator, under their own name, never ranked, counted, top or squared

FIRST = "exports_share_pct partner_rank top_partner top_partner_share_pct partners exports_hhi"
#: 500 to an area, 300 and 200 to two countries: 0.3**2 + 0.2**2
LEFT = "20 2 {first} 30 2 0.13"

AREAS: Mapping[str, tuple[Callable[[str], bytes], str, tuple[str, ...]]] = {
    # how a file of exports is made, its rows with the area's code left out, areas
    "comtrade": (
        comtrade, "156 X 2021 {} 01 500 / 156 X 2021 643 01 300 / 156 X 2021 842 01 200",
        ("129", "221", "290", "471", "472", "473", "492", "527", "568", "577", "636", "637", "697", "837", "838", "839",
         "879", "899"),
    ),
    "comtrade-legacy": (
        legacy, "156 X 2021 {} 01 500 / 156 X 2021 643 01 300 / 156 X 2021 842 01 200", ("568", "837", "899")
    ),
    "baci": (
        baci, "2021 156 {} 010121 .5 1 / 2021 156 643 010121 .3 1 / 2021 156 842 010121 .2 1", ("568", "697", "879")
    ),
    "gacc": (
        gacc, "partner usd / {} 500 / 344 300 / 502 200",
        ("199", "299", "399", "499", "599", "699", "701", "702"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "area"), [(source, area) for source, (_, _, areas) in AREAS.items() for area in areas]
)
def test_an_area_that_is_no_country(strade: Run, source: str, area: str) -> None:
    make, rows, _ = AREAS[source]
    files = {"export.csv": make(rows.format(area).replace(" / ", "\n"))}
    answer = ask(strade, files, "dependence --region CN --partner US --flow export", FIRST)
    assert answer.rows == LEFT.format(first="RU")
    answer = ask(strade, files, "dependence --region CN --by partner --flow export", "partner_rank exports_share_pct")
    assert answer.rows == "- 50 / 1 30 / 2 20"


UNDISCLOSED = {
    # partners that are undisclosed anyway
    "comext": (
        comext, "PARTNER VALUE_EUR / {} 500 / RU 300 / US 200", "DE",
        ("QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ", "0950", "0958", "0960", "0977"),
    ),
    "comexstat": (
        comexstat, "CO_PAIS VL_FOB / {} 500 / 676 300 / 249 200", "BR",
        ("000", "990", "994", "995", "997", "998", "999"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "code"), [(source, code) for source, (_, _, _, codes) in UNDISCLOSED.items() for code in codes]
)
def test_a_code_of_no_country(strade: Run, source: str, code: str) -> None:
    make, rows, reporter, _ = UNDISCLOSED[source]
    files = {"EXP_2023.csv": make(rows.format(code).replace(" / ", "\n"))}
    answer = ask(strade, files, f"dependence --region {reporter} --partner US --flow export", FIRST)
    assert answer.rows == LEFT.format(first="RU")
    assert "is in no list" not in answer.said


def test_areas_keep_their_names_and_their_part_of_the_total(strade: Run) -> None:
    rows = "156 X 2021 899 01 500\n156 X 2021 837 01 100\n156 X 2021 490 01 300\n156 X 2021 643 01 100"
    files = {"x.csv": comtrade(rows)}
    answer = ask(strade, files, "turnover --by partner", "partner_name exports_usd")
    assert answer.rows == "Areas, nes 500 / Taiwan 300 / Bunkers 100 / Russia 100"
    # `Other Asia, nes` stands for Taiwan, a partner like any other
    columns = "partner partner_rank top_partner partners exports_hhi"
    answer = ask(strade, files, "dependence --by partner --flow export", columns)
    assert answer.rows == "M49-899 - TW 2 0.1 / TW 1 TW 2 0.1 / M49-837 - TW 2 0.1 / RU 2 TW 2 0.1"
    answer = ask(strade, files, "dependence --partner Bunkers --flow export", "exports_share_pct partner_rank partners")
    assert answer.rows == "10 - 2"


def test_areas_alone_leave_no_partner(strade: Run) -> None:
    files = {"x.csv": comtrade("156 X 2021 899 01 3\n156 X 2021 837 01 1")}
    assert ask(strade, files, "dependence --region CN --flow export", FIRST).rows == "100 - - - 0 0"


def test_areas_of_a_plain_table_by_name(strade: Run) -> None:
    table = tidy("year reporter partner flow value_usd\n2021 CN Areas,_nes export 5\n2021 CN Russia export 5", ";")
    answer = ask(strade, {"x.csv": table}, "dependence --region CN --partner RU --flow export", FIRST)
    assert answer.rows == "50 1 RU 50 1 0.25"


# ---------------------------------------------------------------------------------------------------------------------
# The European Union as one reporter: left out beside its members, a reporter like any other where it stands alone

# to Russia: the Union 100, of it Germany 60 and France 30; the United Kingdom, a member to 2019, 5; China 7
OF_UNION = """
    97  X 2021 643 2709 100
    97  X 2020 643 2709 80
    97  M 2021 643 2709 40
    97  X 2019 643 2709 50
"""
OF_COUNTRIES = """
    276 X 2021 643 2709 60
    251 X 2021 643 2709 30
    826 X 2021 643 2709 5
    156 X 2021 643 2709 7
    156 X 2020 643 2709 6
    826 X 2019 643 2709 4
"""
UNIONS = {
    # question, columns, rows, whether it says that the Union is left out
    "members and the Union": (
        "turnover --year 2021 --flow export --by reporter", "reporter exports_usd",
        "DE 60 / FR 30 / CN 7 / GB 5", True,
    ),
    "their sum": ("turnover --year 2021 --flow export --by none", "exports_usd", "102", True),
    # its imports stand alone
    "each flow": (
        "turnover --year 2021 --by reporter,flow", "reporter flow exports_usd imports_usd",
        "DE export 60 - / EU import - 40 / FR export 30 - / CN export 7 - / GB export 5 -", True,
    ),
    "the Union by name": ("turnover --region EU --year 2021", "reporter exports_usd imports_usd", "EU 100 40", False),
    "a member": ("turnover --region Germany --year 2021", "reporter exports_usd", "DE 60", False),
    "both": ("turnover --region EU --region DE --year 2021 --flow export", "reporter exports_usd", "DE 60", True),
    "the Union beside others": (
        "turnover --region EU --region CN --year 2021 --flow export", "reporter exports_usd", "EU 100 / CN 7", False
    ),
    "a year without members": (
        "turnover --year 2020 --flow export --by reporter", "reporter exports_usd", "EU 80 / CN 6", False
    ),
    "a member then": ("turnover --year 2019 --flow export --by reporter", "reporter exports_usd", "GB 4", True),
    "a member no more": (
        "turnover --region EU --region GB --year 2021 --flow export", "reporter exports_usd", "EU 100 / GB 5", False
    ),
    "a part of the Union's trade": (
        "shares --region DE --of EU --year 2021 --flow export", "reporter exports_share_pct", "DE 60", False
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows", "left_out"), UNIONS.values(), ids=UNIONS.keys())
def test_the_union_as_a_reporter(strade: Run, question: str, columns: str, rows: str, left_out: bool) -> None:
    layouts: dict[str, dict[str, bytes]] = {
        "one file": {"all.csv": comtrade(OF_UNION + OF_COUNTRIES)},
        "two files": {"union.csv": comtrade(OF_UNION), "countries.csv": comtrade(OF_COUNTRIES)},
        "former site": {"all.csv": legacy(OF_UNION + OF_COUNTRIES)},
    }
    for files in layouts.values():
        answer = ask(strade, files, question, columns)
        assert answer.rows == rows
        assert ("the European Union reports" in answer.said) == left_out
    assert strade("convert all.csv --store store").code == 0
    assert ask(strade, {}, f"{question} --data store", columns).rows == rows


def test_the_union_of_comext(strade: Run) -> None:
    files = {"x.csv": comext("REPORTER VALUE_EUR\nEU27_2020 9\nDE 4\nFR 3")}
    assert ask(strade, files, "turnover --by reporter", "reporter exports_eur").rows == "DE 4 / FR 3"
    assert ask(strade, files, "turnover --region EU", "reporter exports_eur").rows == "EU27_2020 9"
    alone = {"x.csv": comext("REPORTER VALUE_EUR\nEU27_2020 9")}
    answer = ask(strade, alone, "turnover", "reporter exports_eur")
    assert answer.rows == "EU27_2020 9"
    refused(strade, alone, "turnover --region DE", "statistics of European Union of 27 (from 2020) (EU27_2020)")


# 2021: the Union in three compositions, the euro area, two members; 2020: unions alone, and the United Kingdom, which
# is no member of the Union of 27; 2019: the euro area, and Poland, which is no member of it
OF_UNIONS = comext("""REPORTER PERIOD VALUE_EUR
    EU27_2020 202152 90
    EU28 202152 100
    EU 202152 91
    EA19 202152 70
    DE 202152 60
    PL 202152 10
    EU27_2020 202052 80
    EU28 202052 95
    EA19 202052 65
    GB 202052 3
    EA19 201952 50
    PL 201952 7
""")
COMPOSITIONS = {
    # question, rows, unions of which it says that they are left out
    "members and unions": ("--year 2021", "DE 60 / PL 10", "EU EU27_2020 EU28 EA19"),
    "unions alone": ("--year 2020", "EU27_2020 80 / GB 3", "EU28 EA19"),
    "no member of this one": ("--year 2019", "EA19 50 / PL 7", ""),
    "one by its code": ("--year 2021 --region EU28", "EU28 100", ""),
    "one by its name": ("--year 2021 --region 欧元区19国", "EA19 70", ""),
    "the Union, in whichever composition there is": ("--year 2020 --region EU", "EU27_2020 80", "EU28"),
    "the Union, as it was each year": ("--year 2021 --region EU", "EU 91", "EU27_2020 EU28"),
    "the euro area": ("--year 2021 --region Еврозона", "EA19 70", ""),
    "two in one sum": ("--year 2021 --region EU28 --region EA19", "EU28 100", "EA19"),
    "a union and a member": ("--year 2021 --region EA19 --region DE", "DE 60", "EA19"),
    "a union and a country outside it": ("--year 2021 --region EA19 --region PL", "EA19 70 / PL 10", ""),
}  # fmt: skip


@pytest.mark.parametrize(("question", "rows", "left_out"), COMPOSITIONS.values(), ids=COMPOSITIONS.keys())
def test_unions_in_several_compositions(strade: Run, question: str, rows: str, left_out: str) -> None:
    question = f"turnover {question} --flow export --by reporter"
    answer = ask(strade, {"x.csv": OF_UNIONS}, question, "reporter exports_eur")
    assert answer.rows == rows
    assert [f"`--region {code}` asks for it alone" in answer.said for code in left_out.split()] == [True] * len(
        left_out.split()
    )
    assert answer.said.count("asks for it alone") == len(left_out.split())
    assert strade("convert x.csv --store store").code == 0
    assert ask(strade, {}, f"{question} --data store", "reporter exports_eur").rows == rows


def test_unions_side_by_side(strade: Run) -> None:
    question = "--region EU28 --region EA19 --region DE --by group --year 2021 --flow export"
    answer = ask(strade, {"x.csv": OF_UNIONS}, f"turnover {question}", "group exports_eur")
    assert answer.rows == "EU28 100 / EA19 70 / DE 60"
    assert "asks for it alone" not in answer.said
    answer = ask(strade, {}, "shares --data x.csv --region DE --of EU28 --year 2021 --flow export", "exports_share_pct")
    assert answer.rows == "60"


def test_unions_under_check(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(OF_UNIONS)
    result = strade("check x.csv")
    assert (result.code, "EA19, EU, EU27_2020, EU28: unions beside others" in result.out) == (0, True)
    (tmp_path / "x.csv").write_bytes(comext("REPORTER VALUE_EUR\nEU28 9"))
    assert "unions" not in strade("check x.csv").out


def test_unions_in_a_list(strade: Run) -> None:
    answer = ask(strade, {"x.csv": OF_UNIONS}, "list years", "year rows value_eur")
    assert answer.rows == "2019 2 57 / 2020 2 83 / 2021 2 70"


@pytest.mark.parametrize("partner", ["EU28", "EU27_2020_EXTRA", "EXT_EU28", "EA19"])
def test_a_union_as_a_partner_of_comext(strade: Run, partner: str) -> None:
    files = {"x.csv": comext(f"PARTNER VALUE_EUR\nRU 1\n{partner} 9")}
    refused(strade, files, "turnover", f"line 3, column PARTNER: `{partner}`: is a group of partners")


# ---------------------------------------------------------------------------------------------------------------------
# Two sources of one trade are two measurements of it: never added, unless they complete each other

# China's exports to Russia 9 and the United States 4 thousand, its imports from Russia 2 thousand
BY_BACI = baci("2021 156 643 270900 9 1\n2021 156 842 010121 4 1\n2021 643 156 270900 2 1")
MEASURED_TWICE = {
    # another file beside it, with China's exports of 2021
    "the same partners at another level": comtrade("156 X 2021 643 27 9500\n156 X 2021 842 01 4100"),
    "totals of partners": comtrade("156 X 2021 643 TOTAL 9500\n156 X 2021 842 TOTAL 4100"),
    "the world": comtrade("156 X 2021 0 TOTAL 15000"),
    "another partner": comtrade("156 X 2021 276 8703 15000"),
    "the former site": legacy("156 X 2021 276 8703 15000"),
    "months": gacc("period partner usd\n202101 304 15000"),
    "a table of one's own": tidy("year reporter partner flow value_usd\n2021 CN Germany export 15000"),
}


@pytest.mark.parametrize("other", MEASURED_TWICE.values(), ids=MEASURED_TWICE.keys())
def test_two_sources_of_one_trade(strade: Run, other: bytes) -> None:
    name = "export:other.csv" if other == MEASURED_TWICE["months"] else "other.csv"
    files = {"baci.csv": BY_BACI, name: other}
    for question in (
        "turnover --region CN --flow export",
        "dependence --region CN --partner DE",
        "structure --region CN",
    ):
        refused(
            strade, files, question, "hold the same trade (export of CN in 2021); baci.csv (baci) and; --prefer last"
        )
    # what one of them has alone
    assert ask(strade, files, "turnover --region CN --flow import", "imports_usd").rows == "2000"
    assert ask(strade, files, "turnover --region RU", "exports_usd imports_usd").rows == "2000 9000"


def test_a_source_is_preferred_as_a_whole(strade: Run) -> None:
    """BACI's 9 and 4 thousand, or Comtrade's 15 thousand to Germany; imports are BACI's in either case."""
    other = comtrade("156 X 2021 276 8703 15000")
    columns = "partner exports_usd imports_usd"
    question = "turnover --region CN --by partner --prefer"
    answer = ask(strade, {"baci.csv": BY_BACI, "other.csv": other}, f"{question} last", columns)
    assert answer.rows == "DE 15000 0 / RU 0 2000"
    assert "baci.csv: what the source of the file named last holds as well was left out" in answer.said
    answer = ask(strade, {"other.csv": other, "baci.csv": BY_BACI}, f"{question} last", columns)
    assert answer.rows == "RU 9000 2000 / US 4000 0"
    for newest, rows in (("baci.csv", "RU 9000 2000 / US 4000 0"), ("other.csv", "DE 15000 0 / RU 0 2000")):
        for file in ("baci.csv", "other.csv"):
            os.utime(file, (1_000_000_000, 1_000_000_000 + (file == newest)))
        told = strade(f"{question} newest --data baci.csv --data other.csv --format csv")
        assert told.code == 0, told.err
        lines = [line.split(",") for line in told.out.splitlines()[1:]]
        assert " / ".join(f"{line[0]} {line[2]} {line[3]}" for line in lines) == rows


def test_a_source_is_picked_out_of_a_store(strade: Run) -> None:
    ask(strade, {"baci.csv": BY_BACI}, "turnover --region CN", "reporter")
    ask(strade, {"other.csv": comtrade("156 X 2021 276 8703 15000")}, "turnover --region CN", "reporter")
    assert strade("convert baci.csv other.csv --store store").code == 0
    refused(strade, {}, "turnover --region CN --data store", "hold the same trade (export of CN in 2021); --source")
    for source, rows in (("baci", "13000"), ("comtrade", "15000")):
        question = f"turnover --region CN --data store --source {source} --flow export"
        assert ask(strade, {}, question, "exports_usd").rows == rows


COMPLETING = {
    # files that complete each other, question, columns, rows
    "years": (
        {"a.csv": BY_BACI, "b.csv": comtrade("156 X 2020 643 27 5")},
        "turnover --region CN --flow export --by year", "year exports_usd", "2020 5 / 2021 13000",
    ),
    "reporters": (
        {"a.csv": BY_BACI, "b.csv": comtrade("276 X 2021 643 27 5")},
        "turnover --region CN --region DE --flow export", "reporter exports_usd", "CN 13000 / DE 5",
    ),
    "flows": (
        {"export:a.csv": gacc("partner usd\n344 7"), "b.csv": comtrade("156 M 202101 643 27 5")},
        "turnover --region CN", "exports_usd imports_usd", "7 5",
    ),
    "months": (
        {"export:a.csv": gacc("period partner usd\n202101 344 7"), "b.csv": tidy(
            "year month reporter region partner flow commodity procedure value_usd\n2021 2 CN CN-HL RU export 44 10 5"
        )},
        "turnover --region CN --flow export --by month", "month exports_usd", "1 7 / 2 5",
    ),
    "regions": (
        {"export:a.csv": gacc("province partner usd\n23 344 7"), "b.csv": tidy(
            "year month reporter region partner flow commodity procedure value_usd\n2021 1 CN CN-JL RU export 44 10 5"
        )},
        "turnover --flow export", "region exports_usd", "CN-HL 7 / CN-JL 5",
    ),
    "two layouts of one source": (
        {"a.csv": comtrade("156 X 2021 643 27 7"), "b.csv": legacy("156 X 2021 842 27 5")},
        "turnover --region CN --flow export", "exports_usd", "12",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "question", "columns", "rows"), COMPLETING.values(), ids=COMPLETING.keys())
def test_sources_that_complete_each_other(
    strade: Run, files: dict[str, bytes], question: str, columns: str, rows: str
) -> None:
    assert ask(strade, files, question, columns).rows == rows
    assert ask(strade, dict(reversed(files.items())), question, columns).rows == rows
