"""Who belongs to a group when, and groups that overlap; on small files in the FCS layout."""

from pathlib import Path

import polars as pl
import pytest
from monthly import Record, cells, months, turnover, write, years

import siberia_trade as st

#: What each region sells in each month; powers show which are in a sum.
MOVED = {"RU-BU": 1, "RU-ZAB": 10, "RU-IRK": 100, "RU-SA": 1000}


def moved_monthly(path: Path) -> Path:
    records = [row for year in (2018, 2019) for region, value in MOVED.items() for row in months(year, region, value)]
    return write(path, records)


@pytest.mark.parametrize(
    ("group", "month", "expected"),
    [
        # Buryatia and the Trans-Baikal Territory went east on 3 November 2018; a month counts by its last day
        ("siberian-federal-district", "10", 111.0),
        ("siberian-federal-district", "11", 100.0),
        ("far-eastern-federal-district", "10", 1000.0),
        ("far-eastern-federal-district", "11", 1011.0),
        # ten months of 111, two of 100
        ("siberian-federal-district", "1:12", 1310.0),
        # twelve of 1000, two of 11
        ("far-eastern-federal-district", "1:12", 12022.0),
        # the geographic one is fixed: twelve of 1111
        ("siberia", "1:12", 13332.0),
        ("siberia", "11", 1111.0),
    ],
)
def test_dated_groups_of_regions(file: Path, group: str, month: str, expected: float) -> None:
    table = turnover(moved_monthly(file), region=group, month=month, year=2018, by="none")
    assert cells(table, "turnover_usd") == [(expected,)]


def test_dated_groups_do_not_overlap_and_leave_nothing_out(file: Path) -> None:
    districts = ["siberian-federal-district", "far-eastern-federal-district"]
    table = turnover(moved_monthly(file), region=districts, by="group,year")
    found = {(group, year): value for group, year, value in cells(table, "group", "year", "turnover_usd")}
    assert found == {
        (districts[0], 2018): 1310.0, (districts[1], 2018): 12022.0,  # 1310 + 12022 = 13332
        (districts[0], 2019): 1200.0, (districts[1], 2019): 12132.0,
    }  # fmt: skip


def test_a_region_of_a_dated_group_is_shown_for_its_months_only(file: Path) -> None:
    table = turnover(moved_monthly(file), region="siberian-federal-district", year=2018)
    assert dict(cells(table, "region", "turnover_usd")) == {"RU-IRK": 1200.0, "RU-ZAB": 100.0, "RU-BU": 10.0}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        # an annual record counts by 31 December, so 2018 is wholly in the new district
        ("siberian-federal-district", {2017: 111.0, 2018: 100.0, 2019: 100.0}),
        ("far-eastern-federal-district", {2017: 1000.0, 2018: 1011.0, 2019: 1011.0}),
        ("siberia", {2017: 1111.0, 2018: 1111.0, 2019: 1111.0}),
    ],
)
def test_annual_records_take_the_composition_of_31_december(file: Path, group: str, expected: dict[int, float]) -> None:
    write(
        file, [row for region, value in MOVED.items() for row in years(region, dict.fromkeys(range(2017, 2020), value))]
    )
    assert dict(cells(turnover(file, region=group, by="year"), "year", "turnover_usd")) == expected


def test_the_district_column_of_the_file_is_never_relied_upon(file: Path) -> None:
    text = moved_monthly(file).read_text(encoding="utf-8")
    file.write_text(text.replace("ОБЛАСТЬ\t", "ОБЛАСТЬ\t01-ЦЕНТРАЛЬНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"), encoding="utf-8")
    table = turnover(file, region="siberian-federal-district", month="11", year=2018, by="none")
    assert cells(table, "turnover_usd") == [(100.0,)]


def test_dated_groups_of_partners(file: Path) -> None:
    # Kyrgyzstan joined the Eurasian Economic Union on 12 August 2015, the first members were there from 1 January
    values = {"BY": 1, "KZ": 10, "KG": 100, "CN": 1000}
    records = [row for partner, value in values.items() for row in months(2015, "RU-IRK", value, range(1, 13), partner)]
    write(file, records + [row for partner, value in values.items() for row in years("RU-IRK", {2014: value}, partner)])
    found = dict(cells(turnover(file, partner="EAEU", year=2015, by="month"), "month", "turnover_usd"))
    assert found == {month: 11.0 if month < 8 else 111.0 for month in range(1, 13)}
    with_all = turnover(file, partner="EAEU", by="year")
    assert cells(with_all, "year", "turnover_usd") == [(2015, 632.0)]  # 7 * 11 + 5 * 111; nothing in 2014


def test_the_european_union_without_the_united_kingdom(file: Path) -> None:
    # it left at the end of 31 January 2020
    records = [
        row for partner, value in (("DE", 1), ("GB", 10)) for row in months(2020, "RU-IRK", value, [1, 2, 3], partner)
    ]
    found = cells(turnover(write(file, records), partner="EU", year=2020, by="month"), "month", "turnover_usd")
    assert found == [(1, 11.0), (2, 1.0), (3, 1.0)]
    annual = [
        row
        for partner, value in (("DE", 1), ("GB", 10))
        for row in years("RU-IRK", {2019: value, 2020: value}, partner)
    ]
    write(file, annual)
    assert cells(turnover(file, partner="EU", by="year"), "year", "turnover_usd") == [(2019, 11.0), (2020, 1.0)]


def test_a_dated_group_of_partners_in_a_dependence(file: Path) -> None:
    records = [
        row
        for partner, value in (("DE", 1), ("GB", 2), ("CN", 1))
        for row in months(2020, "RU-IRK", value, [1, 2], partner)
    ]
    table = st.dependence(data=[str(write(file, records))], partner="EU", year=2020, by="month")
    # (1 + 2) / 4, then 1 / 4: the United Kingdom is still a partner, and the first one
    assert cells(table, "month", "turnover_share_pct", "partner_rank", "top_partner") == [
        (1, 75.0, None, "GB"), (2, 25.0, None, "GB"),
    ]  # fmt: skip


OVERLAP = {"RU-IRK": 1, "RU-KHM": 10, "RU-MOW": 100}


def overlap(path: Path) -> Path:
    return write(path, [row for region, value in OVERLAP.items() for row in years(region, {2020: value, 2021: value})])


def test_each_group_is_whole_though_they_overlap(file: Path) -> None:
    asked = ["siberia", "ural-federal-district", "Irkutsk", "russia"]
    table = turnover(overlap(file), region=asked, year=2021, by="group")
    assert dict(cells(table, "group", "turnover_usd")) == {
        "siberia": 11.0, "ural-federal-district": 10.0, "RU-IRK": 1.0, "RU": 111.0,
    }  # fmt: skip
    assert table.total is None


def test_overlapping_regions_are_counted_once_where_they_are_no_rows(file: Path) -> None:
    table = turnover(overlap(file), region=["siberia", "ural-federal-district", "Irkutsk"], year=2021, by="none")
    assert cells(table, "turnover_usd") == [(11.0,)]
    by_region = turnover(file, region=["siberia", "Irkutsk"], year=2021)
    assert by_region.total is not None
    assert by_region.total["turnover_usd"] == 11


def test_shares_of_overlapping_groups_are_of_the_selection_itself(file: Path) -> None:
    # the selection is 1 + 10, each once; the Urals are 10 of it
    table = st.shares(data=[str(overlap(file))], region=["siberia", "ural-federal-district"], year=2021, by="group")
    assert dict(cells(table, "group", "turnover_share_pct")) == {
        "siberia": pytest.approx(100.0), "ural-federal-district": pytest.approx(1000 / 11),
    }  # fmt: skip
    assert table.total is None


def test_shares_of_groups_of_a_wider_whole(file: Path) -> None:
    # Russia is 111, whichever groups are set side by side
    table = st.shares(data=[str(overlap(file))], region=["siberia", "Irkutsk"], year=2021, by="group", of="russia")
    assert dict(cells(table, "group", "turnover_share_pct")) == {
        "siberia": pytest.approx(1100 / 111), "RU-IRK": pytest.approx(100 / 111),
    }  # fmt: skip


def test_structure_of_overlapping_groups_has_no_total(file: Path) -> None:
    table = st.structure(data=[str(overlap(file))], region=["siberia", "Irkutsk"], year=2021, by="group", flow="export")
    assert dict(cells(table, "group", "value_usd")) == {"siberia": 11.0, "RU-IRK": 1.0}
    assert not any("value_usd" in cell for cell in table.section_totals.values())


def test_dependence_of_overlapping_groups(file: Path) -> None:
    records = years("RU-IRK", {2021: 1}) + years("RU-KHM", {2021: 1}, "KZ")
    table = st.dependence(data=[str(write(file, records))], region=["siberia", "Irkutsk"], partner="China", by="group")
    assert dict(cells(table, "group", "turnover_share_pct")) == {"siberia": 50.0, "RU-IRK": 100.0}
    assert table.total is None


@pytest.mark.parametrize("by", ["none", "year", "month", "partner", "flow", "commodity", "reporter", "group", "region"])
def test_a_country_as_a_whole(file: Path, by: str) -> None:
    table = turnover(overlap(file), region="russia", by=by, year=2021)
    assert sum(value or 0 for (value,) in cells(table, "exports_usd")) == 111.0


@pytest.mark.parametrize("command", ["turnover", "shares", "structure", "dependence"])
def test_a_country_as_a_whole_in_every_command(file: Path, command: str) -> None:
    write(file, years("RU-MOW", {2021: 3}) + years("RU-IRK", {2021: 1}, "KZ"))
    assert getattr(st, command)(data=[str(file)], region="russia", partner="China").frame.height > 0


def test_the_row_of_a_region_is_the_same_alone_and_in_company(file: Path) -> None:
    # the file holds imports, though none of Irkutsk's: they are zero, not unknown
    records: list[Record] = [("2021", "RU-IRK", 5, "CN", "export"), ("2021", "RU-TOM", 3, "CN", "export")]
    write(file, [*records, ("2021", "RU-TOM", 2, "CN", "import")])
    together = turnover(file, region=["Irkutsk", "Tomsk"]).frame.filter(pl.col("region") == "RU-IRK")
    assert turnover(file, region="Irkutsk").frame.equals(together)
