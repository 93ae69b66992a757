"""What counts as a partner, as one statistic of a country's trade, and as a number: four rules on invented figures.

Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

from collections.abc import Callable, Mapping

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
    assert ask(strade, files, "turnover --region EU", "reporter exports_eur").rows == "EU 9"
    alone = {"x.csv": comext("REPORTER VALUE_EUR\nEU27_2020 9")}
    answer = ask(strade, alone, "turnover", "reporter exports_eur")
    assert answer.rows == "EU 9"
    refused(strade, alone, "turnover --region DE", "statistics of European Union, not by country (EU)")


# ---------------------------------------------------------------------------------------------------------------------
# A sum of which no row is known is not known either: empty, never 0

# kilograms: to Russia 10 and one row unknown, to the United States and from Germany unknown, from Russia 30; no exports
# to Germany, no imports from the United States; Germany's own are all unknown
WEIGHTS = """
    156 X 2021 643 2709 500 10
    156 X 2021 643 4407 100 0
    156 X 2021 842 4407 100 0
    156 M 2021 276 8703 70  0
    156 M 2021 643 2709 20  30
    276 X 2021 643 8703 5   0
    276 X 2020 643 8703 5   2
"""
UNKNOWN = {
    # question, columns, rows
    "turnover": (
        "turnover --region CN --by partner", "partner exports_kg imports_kg turnover_kg balance_kg coverage_ratio",
        "RU 10 30 40 -20 0.3333 / DE 0 - - - - / US - 0 - - -",
    ),
    "turnover of all": ("turnover --region CN --by none", "exports_kg imports_kg turnover_kg", "10 30 40"),
    "turnover by reporter": (
        "turnover --year 2021 --by reporter", "reporter exports_kg imports_kg turnover_kg", "CN 10 30 40 / DE - 0 -"
    ),
    "by flow": (
        "turnover --region CN --by partner,flow", "partner flow exports_kg imports_kg turnover_kg",
        "RU import - 30 - / RU export 10 - - / DE import - - - / US export - - -",
    ),
    "growth": (
        "turnover --region DE --by year --flow export", "year exports_kg turnover_growth_pct", "2020 2 - / 2021 - -"
    ),
    "shares": (
        "shares --region CN --by partner", "partner exports_share_pct imports_share_pct turnover_share_pct",
        "RU 100 100 100 / DE 0 - - / US - 0 -",
    ),
    "shares of another whole": (
        "shares --region CN --partner US --of world", "exports_share_pct imports_share_pct turnover_share_pct", "- 0 -"
    ),
    "structure": (
        "structure --region CN --grouping chapters", "flow commodity weight_kg share_pct rank",
        "import 27 30 100 1 / export 27 10 100 1 / export 44 - - - / import 87 - - -",
    ),
    "structure of chosen goods": (
        "structure --region CN --grouping chapters --commodity 4407 --commodity 2709", "flow commodity weight_kg",
        "import 2709 30 / export 2709 10 / export 4407 -",
    ),
    # the share in what is not known is not known; no trade at all is a share of 0
    "dependence": (
        "dependence --region CN --partner US --by reporter", "exports_share_pct imports_share_pct partners", "- 0 1"
    ),
    "dependence of two": (
        "dependence --year 2021 --partner DE --by reporter", "reporter exports_share_pct imports_share_pct",
        "CN 0 - / DE - -",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_weight_that_no_row_knows(strade: Run, question: str, columns: str, rows: str) -> None:
    answer = ask(strade, {"x.csv": comtrade(WEIGHTS)}, f"{question} --measure weight", columns)
    assert answer.rows == rows
    assert "without a weight: nothing to add" in answer.said


def test_a_weight_that_no_row_knows_beside_a_total(strade: Run) -> None:
    """Where the world's weight is known and no partner's is, all of it is undisclosed."""
    rows = "156 X 2021 0 TOTAL 9 7\n156 X 2021 643 TOTAL 5 0\n156 X 2021 842 TOTAL 4 0"
    files = {"x.csv": comtrade(rows)}
    answer = ask(strade, files, "turnover --by partner --measure weight --flow export", "partner exports_kg")
    assert answer.rows == "RU - / US - / undisclosed 7"
    files = {"x.csv": comtrade("156 X 2021 0 TOTAL 9 0")}
    assert ask(strade, files, "turnover --measure weight --flow export", "reporter exports_kg").rows == "CN -"
    files = {"x.csv": comtrade("156 X 2021 0 01 9 0")}
    assert ask(strade, files, "turnover --measure weight --flow export", "reporter exports_kg").rows == "CN -"


def test_a_store_answers_the_same(strade: Run) -> None:
    question, columns = "turnover --region CN --by partner --measure weight", "partner exports_kg imports_kg"
    known = ask(strade, {"x.csv": comtrade(WEIGHTS)}, question, columns)
    assert strade("convert x.csv --store store").code == 0
    assert ask(strade, {}, f"{question} --data store", columns).rows == known.rows


def test_a_weight_that_no_row_knows_in_other_formats(strade: Run) -> None:
    ask(strade, {"x.csv": comtrade("156 X 2021 643 2709 5 0")}, "turnover", "reporter")
    assert '"exports_kg": null' in strade("turnover --data x.csv --measure weight --format json").out
    assert "China" in strade("turnover --data x.csv --measure weight --format table").out
