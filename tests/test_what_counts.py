"""What counts as a partner, as one statistic of a country's trade, and as a number: four rules on invented figures.

Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

from collections.abc import Callable, Mapping

import pytest
from conftest import Run
from layouts import ask, comtrade, gacc, tidy
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
