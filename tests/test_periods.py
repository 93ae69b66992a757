"""Which year is taken, and what may be compared; on small files in the FCS layout."""

from pathlib import Path
from typing import Any

import pytest
from monthly import cells, months, said, turnover, write, years

import siberia_trade as st


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


@pytest.mark.parametrize("by", ["none", "region", "year", "partner", "group"])
def test_a_selection_without_trade_has_no_year_and_is_no_crash(file: Path, by: str) -> None:
    write(file, months(2021, "RU-IRK", 1) + months(2021, "RU-TOM", 1, range(1, 13), "KZ"))
    asked: dict[str, Any] = {"region": "Tomsk", "partner": "China", "by": by}
    with_year = turnover(file, year=2021, **asked).frame  # the data hold all of it, and there was no trade
    assert turnover(file, **asked).frame.equals(with_year)
