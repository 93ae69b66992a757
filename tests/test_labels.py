"""Periods, places, codes and flows in every spelling that users bring."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from asked import one, records, turnover
from conftest import Run
from extracts import LAYOUTS, TCBT

PERIODS = {
    # what stands in the file: year, month
    "2013": ("2013", ""),
    " 2013 ": ("2013", ""),
    "01/2015": ("2015", "1"),
    "1/2015": ("2015", "1"),
    "12/2015": ("2015", "12"),
    "янв.15": ("2015", "1"),
    "Янв.2015": ("2015", "1"),
    "май.15": ("2015", "5"),
    "сентябрь 2015": ("2015", "9"),
    "Jan-15": ("2015", "1"),
    "Dec-2015": ("2015", "12"),
    "2015-01": ("2015", "1"),
    "2015/1": ("2015", "1"),
    "01.2015": ("2015", "1"),
    "01.01.2015": ("2015", "1"),
    "01.11.2015": ("2015", "11"),
}


@pytest.mark.parametrize(("written", "expected"), PERIODS.items(), ids=PERIODS.keys())
def test_periods(strade: Run, tmp_path: Path, written: str, expected: tuple[str, str]) -> None:
    layout = replace(TCBT, period=lambda _: written)
    tmp_path.joinpath("extract.csv").write_bytes(layout.write([one()]))
    for more in ("", f"--year {expected[0]}"):
        result = strade(f"turnover --by year,month --format csv --data extract.csv {more}")
        assert [(row["year"], row["month"]) for row in records(result.out)] == [expected], result.err


OKATO = {
    # code in the file: region
    "04100": "RU-KYA",
    "04130": "RU-KYA",
    "25100": "RU-IRK",
    "57100": "RU-PER",
    "76100": "RU-ZAB",
    "30100": "RU-KAM",
    "71000": "RU-TYU",
    "71100": "RU-KHM",
    "71140": "RU-YAN",
    "11000": "RU-ARK",
    "11100": "RU-NEN",
    "01000": "RU-ALT",
    "67000": "OKATO-67000",  # two dashes in its label
    "NNNNN": "undisclosed",
}


@pytest.mark.parametrize("layout", ["tcbt", "excel", "english copy", "all quoted"])
def test_each_okrug_is_in_one_region(strade: Run, tmp_path: Path, layout: str) -> None:
    values = {okato: 10**place for place, okato in enumerate(OKATO)}
    rows = [one(okato=okato, value=str(value)) for okato, value in values.items()]
    tmp_path.joinpath("extract.csv").write_bytes(LAYOUTS[layout].write(rows))
    expected: dict[str, int] = {}
    for okato, region in OKATO.items():
        expected[region] = expected.get(region, 0) + values[okato]
    found = turnover(strade, "extract.csv", by="region")
    assert found == {region: str(value) for region, value in expected.items()}
    assert list(found)[-1] == "undisclosed"
    for region in set(expected) - {"undisclosed"}:
        chosen = turnover(strade, "extract.csv", by="region", more=f"--region {region}")
        assert chosen == {region: str(expected[region])}


def test_a_zero_that_excel_took_from_a_region_is_given_back(strade: Run, tmp_path: Path) -> None:
    text = TCBT.text([one(okato="01000"), one(okato="04100", value="7")]).replace(",01000 - ", ",1000 - ")
    tmp_path.joinpath("extract.csv").write_text(text.replace(",04100 - ", ",4100 - "), "utf-8")
    assert turnover(strade, "extract.csv", by="region") == {"RU-ALT": "100", "RU-KYA": "7"}
    assert turnover(strade, "extract.csv", by="region", more="--region siberia") == {"RU-ALT": "100", "RU-KYA": "7"}
    assert turnover(strade, "extract.csv", by="region", more="--region RU-ALT") == {"RU-ALT": "100"}


HIDDEN = {
    # dimension: field of the row, labels that mean "not disclosed"
    "partner": ("partner", ("NNN", "nnn", " NNN ")),
    "commodity": ("code", ("XXXXXXXXXX", "SS", "SSSSSSSSSS", "ХХХХХХХХХХ")),
    "region": ("okato", ("NNNNN",)),
}


@pytest.mark.parametrize(
    ("dimension", "field", "written"),
    [(dimension, field, label) for dimension, (field, labels) in HIDDEN.items() for label in labels],
)
def test_what_is_not_disclosed_counts(strade: Run, tmp_path: Path, dimension: str, field: str, written: str) -> None:
    tmp_path.joinpath("extract.csv").write_bytes(TCBT.write([one(), one(**{field: written}, value="900")]))
    assert turnover(strade, "extract.csv") == {"": "1000"}
    command = "structure" if dimension == "commodity" else "shares"
    result = strade(f"{command} --by {dimension} --format csv --data extract.csv")
    rows = records(result.out)
    value, share = ("value_usd", "share_pct") if command == "structure" else ("exports_usd", "exports_share_pct")
    assert [row[dimension] for row in rows][-1] == "undisclosed", "last, though it is the largest"
    assert (rows[-1][value], rows[-1][share], rows[-1].get("rank", "")) == ("900", "90.0", "")
    assert rows[-1][f"{dimension}_name"] == "Undisclosed"
    assert "is in no list" not in result.err


UNKNOWN = {
    # dimension, field of the row, label, what the note calls it
    "partner": ("partner", "partner", "QZ", "partner `QZ`"),
    "no partner": ("partner", "partner", "", "partner (empty)"),
    "region": ("region", "okato", "99999", "region `99999 - НОВАЯ ОБЛАСТЬ`"),
    "chapter": ("commodity", "code", "9901000000", "commodity `9901000000`"),
    "no code": ("commodity", "code", "", "commodity (empty)"),
    "a word as code": ("commodity", "code", "ТОВАР", "commodity `ТОВАР`"),
}


@pytest.mark.parametrize(("dimension", "field", "written", "named"), UNKNOWN.values(), ids=UNKNOWN.keys())
@pytest.mark.parametrize("by", ["none", "region", "partner", "commodity"])
def test_what_no_list_holds_is_named_and_counted(
    strade: Run, tmp_path: Path, dimension: str, field: str, written: str, named: str, by: str
) -> None:
    rows = [one(), one(**{field: written}, value="1234567.5"), one(**{field: written}, value="0.5", kg="1")]
    tmp_path.joinpath("extract.csv").write_bytes(TCBT.write(rows))
    if by == "commodity":
        result = strade("structure --format csv --data extract.csv")
        held = {row["commodity"]: row["value_usd"] for row in records(result.out)}
    else:
        result = strade(f"turnover --by {by} --format csv --data extract.csv")
        held = {row.get(by, ""): row["exports_usd"] for row in records(result.out)}
    assert sum(map(Decimal, held.values())) == 1234668
    if by == dimension:
        assert held["undisclosed"] == "1234568"
    shown = (
        named[:13] if written.isdigit() and by == "commodity" else f"{named} "
    )  # a digit less matters to nobody there
    assert f"note: {shown}" in result.err
    assert "is in no list and counts as undisclosed: 2 rows, 1,234,568" in result.err
    strict = strade(f"turnover --by {by if by != 'commodity' else 'none'} --strict --data extract.csv")
    assert (strict.code, strict.out) == (1, "")
    assert named in strict.err


@pytest.mark.parametrize("code", ["44", "4407", "440711", "44071110", "4407111000"])
@pytest.mark.parametrize("layout", ["tcbt", "excel"])
def test_codes_of_every_length(strade: Run, tmp_path: Path, code: str, layout: str) -> None:
    rows = [one(code=code), one(code="01" + code[2:], value="5"), one(code="27" + code[2:], value="2")]
    tmp_path.joinpath("extract.csv").write_bytes(LAYOUTS[layout].write(rows))
    result = strade("structure --grouping chapters --format csv --data extract.csv")
    values = {row["commodity"]: row["value_usd"] for row in records(result.out)}
    assert values == {"44": "100", "01": "5", "27": "2"}
    assert turnover(strade, "extract.csv", more="--commodity 01") == {"": "5"}
    assert turnover(strade, "extract.csv", more=f"--commodity {code}") == {"": "100"}
    fine = strade("structure --grouping headings --format csv --data extract.csv")
    if len(code) == 2:
        assert {row["commodity"] for row in records(fine.out)} == {"other"}
        assert "code `44` is shorter than grouping `headings` needs" in fine.err
    else:
        assert records(fine.out)[0]["commodity"] == "4407"


FLOWS = {"ЭК": "ИМ", "эк": "им", " ЭК ": "ИМ ", "EXP": "IMP", "Экспорт": "Импорт", "export": "import"}


@pytest.mark.parametrize(("export", "imports"), FLOWS.items())
def test_words_for_flows(strade: Run, tmp_path: Path, export: str, imports: str) -> None:
    layout = replace(TCBT, flows=(export, imports))
    tmp_path.joinpath("extract.csv").write_bytes(layout.write([one(), one(flow="import", value="30")]))
    for more, expected in (("", ("100", "30")), ("--flow export", ("100", "")), ("--flow import", ("", "30"))):
        result = strade(f"turnover --by none --format csv --data extract.csv {more}")
        row = records(result.out)[0]
        assert (row["exports_usd"], row["imports_usd"]) == expected
