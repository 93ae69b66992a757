"""Which year is taken, what may be compared, and who belongs to a group when; on small files in the FCS layout."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import siberia_trade as st

HEADER = "napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s".replace(" ", "\t")
REGIONS = {
    "RU-BU": "81000 - РЕСПУБЛИКА БУРЯТИЯ",
    "RU-IRK": "25000 - ИРКУТСКАЯ ОБЛАСТЬ",
    "RU-KHM": "71100 - ХАНТЫ-МАНСИЙСКИЙ АВТОНОМНЫЙ ОКРУГ - ЮГРА",
    "RU-MOW": "45000 - ГОРОД МОСКВА",
    "RU-SA": "98000 - РЕСПУБЛИКА САХА (ЯКУТИЯ)",
    "RU-TOM": "69000 - ТОМСКАЯ ОБЛАСТЬ",
    "RU-ZAB": "76000 - ЗАБАЙКАЛЬСКИЙ КРАЙ",
}
#: One record: period as the file writes it, region, exports; partner and flow where they matter.
Record = tuple[Any, ...]


def write(path: Path, records: Iterable[Record]) -> Path:
    """Write `(period, region, value[, partner[, flow]])` as an extract."""
    lines = [HEADER]
    for period, region, value, *more in records:
        partner, flow = [*more, *("CN", "export")[len(more) :]]
        word = {"export": "ЭК", "import": "ИМ"}[flow]
        lines.append(f"{word}\t{period}\t{partner}\t4403201100\t\t{value}\t1\t0\t{REGIONS[region]}\t")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def months(year: int, region: str, value: int, held: Iterable[int] = range(1, 13), *more: str) -> list[Record]:
    """One record of the same value for each month; imports of nothing beside it, so that both flows are known."""
    found: list[Record] = []
    for month in held:
        found.append((f"{month:02}/{year}", region, value, *more))
        found.append((f"{month:02}/{year}", region, 0, more[0] if more else "CN", "import"))
    return found


def years(region: str, values: dict[int, int], partner: str = "CN") -> list[Record]:
    """Annual records."""
    return [
        (str(year), region, amount, partner, flow)
        for year, value in values.items()
        for flow, amount in (("export", value), ("import", 0))
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "DATTSVT.csv"


def turnover(path: Path, **options: Any) -> st.Table:
    return st.turnover(data=[str(path)], **options)


def cells(table: st.Table, *names: str) -> list[tuple[Any, ...]]:
    """Cells of some columns, exact amounts as plain numbers."""
    frame = table.frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return frame.select(names).rows()


def said(table: st.Table) -> str:
    return "\n".join(note.text.en for note in table.notes)


def test_the_default_year_is_the_latest_complete_one(file: Path) -> None:
    records = months(2019, "RU-IRK", 1) + months(2020, "RU-IRK", 2) + months(2021, "RU-IRK", 4, range(1, 10))
    table = turnover(write(file, records))
    assert cells(table, "turnover_usd") == [(24.0,)]  # 12 * 2
    assert "2020" in said(table)
    assert "2020" in table.title.en


def test_the_default_year_of_a_selection_is_its_own(file: Path) -> None:
    # the file is complete for 2021, Irkutsk is not
    records = months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 5, [1, 2]) + months(2021, "RU-TOM", 1)
    write(file, records)
    assert cells(turnover(file, region="Irkutsk"), "turnover_usd") == [(12.0,)]
    assert cells(turnover(file, region="Tomsk"), "turnover_usd") == [(12.0,)]


def test_a_month_without_trade_with_the_partner_does_not_make_a_year_incomplete(file: Path) -> None:
    records = months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 1, range(1, 13), "KZ") + [("03/2021", "RU-IRK", 9)]
    table = turnover(write(file, records), partner="China")
    assert cells(table, "turnover_usd") == [(9.0,)]
    assert "incomplete" not in said(table)


def test_without_a_complete_year_the_latest_is_taken_and_the_note_says_so(file: Path) -> None:
    records = months(2019, "RU-IRK", 1, range(1, 12)) + months(2020, "RU-IRK", 2, [1, 2, 3, 7])
    table = turnover(write(file, records))
    assert cells(table, "turnover_usd") == [(8.0,)]  # 4 * 2
    assert any("2020" in note and "1–3, 7" in note for note in said(table).splitlines())
    with pytest.raises(st.StradeError, match="1–3, 7"):
        turnover(file, strict=True)


def test_the_default_year_of_some_months_is_the_latest_that_has_them(file: Path) -> None:
    records = months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 2, range(1, 10)) + months(2022, "RU-IRK", 4, [1, 2])
    table = turnover(write(file, records), month="1:9")
    assert cells(table, "turnover_usd") == [(18.0,)]  # 9 * 2
    assert "2021" in said(table)


def test_the_default_year_of_a_share_is_that_of_the_selection_not_of_the_whole(file: Path) -> None:
    # Tomsk, and so Russia, has all of 2021; Irkutsk has 2020 in full and one month of 2021
    records = [row for year in (2020, 2021) for row in months(year, "RU-TOM", 3)]
    records += months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 1, [1])
    table = st.shares(data=[str(write(file, records))], region="Irkutsk", of="russia")
    assert cells(table, "turnover_usd", "turnover_share_pct") == [(12.0, 25.0)]  # 12 of 12 + 36 in 2020


def test_a_given_year_that_is_incomplete_is_named(file: Path) -> None:
    write(file, months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 1, [1, 2, 12]))
    notes = [note.text.en for note in turnover(file, year=2021).notes if note.level == "doubt"]
    assert any("incomplete" in note and "2021" in note and "1–2, 12" in note for note in notes)


def test_years_that_the_data_lack_are_named_or_refused(file: Path) -> None:
    write(file, months(2020, "RU-IRK", 1))
    assert "2021–2022" in said(turnover(file, year="2020:2022", by="year"))
    with pytest.raises(st.StradeError, match="2021"):
        turnover(file, year=2021)


def test_a_region_with_fewer_months_is_named(file: Path) -> None:
    table = turnover(write(file, months(2021, "RU-TOM", 1) + months(2021, "RU-IRK", 1, range(1, 7))), year=2021)
    assert "Irkutsk Region" in said(table)
    assert "Tomsk" not in said(table)


def test_some_months_limit_every_year(file: Path) -> None:
    records = months(2020, "RU-IRK", 1) + months(2021, "RU-IRK", 2, range(1, 10))
    table = turnover(write(file, records), month="1:9", by="year")
    # 9 * 1, 9 * 2; the same months on both sides: 18 / 9 - 1
    assert cells(table, "year", "turnover_usd", "turnover_growth_pct") == [(2020, 9.0, None), (2021, 18.0, 100.0)]
    assert "incomplete" not in said(table)


def test_months_written_in_several_ways_are_the_same(file: Path) -> None:
    write(file, months(2021, "RU-IRK", 1))
    assert {cells(turnover(file, month=text), "turnover_usd")[0] for text in ("1:3", "1,2,3", "1:2,3", [1, 2, 3])} == {
        (3.0,)
    }


GROWTH = {
    # 24 / 12 - 1, 18 / 24 - 1
    "complete years": (
        {2019: (1, range(1, 13)), 2020: (2, range(1, 13)), 2021: (1.5, range(1, 13))}, [None, 100.0, -25.0],
    ),
    "the year before is absent": ({2019: (1, range(1, 13)), 2021: (2, range(1, 13))}, [None, None]),
    "the year before has fewer months": ({2020: (1, range(1, 10)), 2021: (2, range(1, 13))}, [None, None]),
    "the year before has more months": ({2020: (1, range(1, 13)), 2021: (2, range(1, 10))}, [None, None]),
    "as many months, but others": ({2020: (1, range(1, 7)), 2021: (2, range(7, 13))}, [None, None]),
    "the same few months": ({2020: (1, [1, 2, 5]), 2021: (3, [1, 2, 5])}, [None, 200.0]),
    "the year before is zero": ({2020: (0, range(1, 13)), 2021: (2, range(1, 13))}, [None, None]),
}  # fmt: skip


@pytest.mark.parametrize(("held", "expected"), GROWTH.values(), ids=GROWTH.keys())
@pytest.mark.parametrize("by", ["year", "region,year", "group,year"])
def test_growth(file: Path, held: dict[int, Any], expected: list[float | None], by: str) -> None:
    records = [row for year, (value, some) in held.items() for row in months(year, "RU-IRK", value, some)]
    table = turnover(write(file, records), by=by, region="Irkutsk")
    assert table.frame["turnover_growth_pct"].to_list() == expected


def test_growth_takes_the_year_before_from_the_data_though_it_was_not_selected(file: Path) -> None:
    write(file, months(2020, "RU-IRK", 2) + months(2021, "RU-IRK", 3))
    table = turnover(file, year=2021, by="year")
    assert cells(table, "year", "turnover_growth_pct") == [(2021, 50.0)]
    assert table.total is None or table.total["turnover_usd"] == 36  # and not 60


def test_growth_of_each_region_by_its_own_months(file: Path) -> None:
    records = months(2020, "RU-TOM", 1) + months(2021, "RU-TOM", 2)
    records += months(2020, "RU-IRK", 1, range(1, 7)) + months(2021, "RU-IRK", 2)
    table = turnover(write(file, records), year=2021, by="region,year")
    assert dict(cells(table, "region", "turnover_growth_pct")) == {"RU-TOM": 100.0, "RU-IRK": None}


def test_growth_of_each_group_by_its_own_months(file: Path) -> None:
    # as by region: Irkutsk has half of 2020, and a growth of 300% would be a growth of months
    records = months(2020, "RU-TOM", 1) + months(2021, "RU-TOM", 2)
    records += months(2020, "RU-IRK", 1, range(1, 7)) + months(2021, "RU-IRK", 2)
    table = turnover(write(file, records), year=2021, by="group,year", region=["Irkutsk", "Tomsk"])
    assert dict(cells(table, "group", "turnover_growth_pct")) == {"RU-TOM": 100.0, "RU-IRK": None}


def test_growth_is_within_partners(file: Path) -> None:
    records = [row for year, value in ((2020, 1), (2021, 2)) for row in months(year, "RU-IRK", value)]
    records += months(2021, "RU-IRK", 5, range(1, 13), "KZ")
    table = turnover(write(file, records), year=2021, by="partner,year")
    assert dict(cells(table, "partner", "turnover_growth_pct")) == {"CN": 100.0, "KZ": None}  # nothing with KZ before


def test_growth_of_a_turnover_whose_year_before_lacks_a_flow_is_null(tmp_path: Path) -> None:
    # imports come in a file of their own that begins a year later: 24 against 12 is no growth
    exports = [(f"{month:02}/{year}", "RU-IRK", 1, "CN", "export") for year in (2020, 2021) for month in range(1, 13)]
    imports = [(f"{month:02}/2021", "RU-IRK", 1, "CN", "import") for month in range(1, 13)]
    files = [write(tmp_path / "exports.csv", exports), write(tmp_path / "imports.csv", imports)]
    table = st.turnover(data=[str(path) for path in files], by="year", year=2021)
    assert table.frame["turnover_growth_pct"].to_list() == [None]
    table = st.turnover(data=[str(path) for path in files], by="year")
    assert table.frame["turnover_growth_pct"].to_list() == [None, None]
    assert "no imports of 2020 at all" in said(table)


def test_annual_records_are_whole_years(file: Path) -> None:
    write(file, years("RU-IRK", {2012: 10, 2013: 20, 2014: 5}))
    table = turnover(file)
    assert cells(table, "turnover_usd") == [(5.0,)]
    assert "incomplete" not in said(table)
    growth = cells(turnover(file, by="year"), "year", "turnover_growth_pct")
    assert growth == [(2012, None), (2013, 100.0), (2014, -75.0)]


def test_annual_records_have_no_months(file: Path) -> None:
    write(file, years("RU-IRK", {2013: 20}))
    with pytest.raises(st.StradeError, match="month") as caught:
        turnover(file, month="1:9")
    assert "whole years only" in caught.value.hint
    assert cells(turnover(file, by="month"), "month", "turnover_usd") == [(None, 20.0)]


def test_annual_records_by_month_keep_their_shares(file: Path) -> None:
    write(file, years("RU-IRK", {2013: 30}) + years("RU-TOM", {2013: 10}))
    table = st.shares(data=[str(file)], by="region,month")
    assert cells(table, "region", "turnover_share_pct") == [("RU-IRK", 75.0), ("RU-TOM", 25.0)]


def test_annual_records_by_month_keep_the_rows_of_a_prefix(file: Path) -> None:
    write(file, years("RU-IRK", {2013: 30}))
    table = st.structure(data=[str(file)], by="month", flow="export", commodity="440320", grouping="fcs")
    assert cells(table, "commodity", "value_usd", "share_pct") == [("440320", 30.0, 100.0)]


def test_a_year_as_a_whole_and_by_months_is_refused(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "annual.csv", years("RU-IRK", {2020: 12})),
        write(tmp_path / "monthly.csv", months(2020, "RU-IRK", 1)),
    ]
    with pytest.raises(st.StradeError, match="counted twice"):
        st.turnover(data=[str(path) for path in files], by="year")


def test_annual_and_monthly_years_beside_each_other_are_compared(tmp_path: Path) -> None:
    # a year that is told by its twelve months is as whole as one that is told at once, but the data cannot say so for
    # fewer months
    files = [
        write(tmp_path / "annual.csv", years("RU-IRK", {2020: 12})),
        write(tmp_path / "monthly.csv", months(2021, "RU-IRK", 2)),
    ]
    table = st.turnover(data=[str(path) for path in files], by="year")
    assert cells(table, "year", "turnover_usd") == [(2020, 12.0), (2021, 24.0)]
    assert table.frame["turnover_growth_pct"].to_list() == [None, 100.0]  # 24 / 12 - 1


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


@pytest.mark.parametrize("by", ["none", "region", "year", "partner", "group"])
def test_a_selection_without_trade_has_no_year_and_is_no_crash(file: Path, by: str) -> None:
    write(file, months(2021, "RU-IRK", 1) + months(2021, "RU-TOM", 1, range(1, 13), "KZ"))
    asked: dict[str, Any] = {"region": "Tomsk", "partner": "China", "by": by}
    with_year = turnover(file, year=2021, **asked).frame  # the data hold all of it, and there was no trade
    assert turnover(file, **asked).frame.equals(with_year)


def test_the_row_of_a_region_is_the_same_alone_and_in_company(file: Path) -> None:
    # the file holds imports, though none of Irkutsk's: they are zero, not unknown
    records: list[Record] = [("2021", "RU-IRK", 5, "CN", "export"), ("2021", "RU-TOM", 3, "CN", "export")]
    write(file, [*records, ("2021", "RU-TOM", 2, "CN", "import")])
    together = turnover(file, region=["Irkutsk", "Tomsk"]).frame.filter(pl.col("region") == "RU-IRK")
    assert turnover(file, region="Irkutsk").frame.equals(together)
