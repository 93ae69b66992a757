"""What growth, concentration and specialisation say beside their figures, and what they refuse to answer."""

import csv
import io
from collections.abc import Callable

import pytest
from conftest import Result, Run

Asked = Callable[[str], Result]

HEAD = "year flow region partner commodity value_usd net_kg"
#: No 2018; wood goes to Kazakhstan only; Tomsk has no trade in 2017.
GAP = """
    2017 export RU-IRK CN 2701000000 100 10
    2017 import RU-IRK CN 8471000000  40  4
    2019 export RU-IRK CN 2701000000 200 10
    2019 export RU-IRK KZ 4403000000  50 10
    2019 import RU-IRK CN 8471000000  40  4
    2019 export RU-TOM CN 2701000000  60 10
    2020 export RU-IRK CN 2701000000 300 10
    2020 export RU-IRK KZ 4403000000  50 10
    2020 import RU-IRK CN 8471000000  60  4
    2020 export RU-TOM CN 2701000000  90 10
"""


def write(cells: str) -> None:
    """A plain table; the year may be a month."""
    made = [line.replace("-", " ", 1) if line.strip()[4:5] == "-" else line for line in cells.strip().splitlines()]
    head = HEAD.replace("year", "year month") if made != cells.strip().splitlines() else HEAD
    lines = [",".join(line.split()) for line in (head, *made)]
    with open("data.csv", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("\n".join(lines))


@pytest.fixture
def asked(strade: Run) -> Callable[[str, str], Result]:
    def ask(line: str, cells: str = GAP) -> Result:
        write(cells)
        command, _, rest = line.partition(" ")
        return strade(f"{command} --data data.csv --format csv {rest}")

    return ask


def rows(result: Result) -> list[dict[str, str]]:
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


#: Question: what its refusal says, and the code that it ends with.
REFUSED = {
    # a year of which there is only the one before, which growth reads as well
    "growth --year 2018": ("no year `2018`; They hold 2017, 2019–2020", 1),
    "growth --year 2021": ("no year `2021`; They hold 2017, 2019–2020", 1),
    "growth --year 2018 --base 2017": ("no year `2018`; 2017, 2019–2020", 1),
    "growth --year 2018 --decompose price": ("no year `2018`; 2017, 2019–2020", 1),
    "growth --year 2018 --decompose shift-share --of russia": ("no year `2018`; 2017, 2019–2020", 1),
    "turnover --by year --year 2018": ("no year `2018`; 2017, 2019–2020", 1),
    "growth --year 2017 --base 2018": ("no year `2018`; --base; They hold 2017, 2019–2020", 1),
    "growth --region Tomsk --base 2017": ("the selection has nothing in 2017; --base", 1),
    "turnover --region Irkutsk --commodity 99": ("no commodity `99`", 1),
    "growth --base 1850": ("--base `1850` is out of range", 2),
    "growth --base x": ("'x' is no whole number; strade growth --help", 2),
    "specialisation --between 2016,2020": ("no year `2016`; --between; They hold 2017, 2019–2020", 1),
    "specialisation --between 2017,2020 --region Tomsk": ("the selection has nothing in 2017; --between", 1),
    "specialisation --between 1850,2020": ("--between `1850` is out of range", 2),
    "specialisation --between x,2020": ("--between `x` cannot be read; 2017,2021.", 2),
    # options that leave nothing to compare
    "specialisation --by none --of russia": ("--of compares commodity by commodity; --similar-to", 2),
    "specialisation --by region --of russia": ("--of compares commodity by commodity; --by", 2),
    "specialisation --flow export": ("--flow leaves nothing; --of", 2),
    "concentration --n 1": ("--n 1 is less than the 2 parts; 2 or more", 2),
    # nothing is told apart
    "concentration --over commodity --grouping paper --commodity other": ("no commodity `other`", 1),
    "concentration --over region --by reporter,region": ("--over region", 2),
}


@pytest.mark.parametrize(("line", "said"), REFUSED.items(), ids=REFUSED.keys())
def test_refused(asked: Asked, line: str, said: tuple[str, int]) -> None:
    result = asked(line)
    assert (result.code, result.out) == (said[1], ""), result.err
    assert result.err.count("error: ") == 1
    assert [words for words in said[0].split("; ") if words not in result.err] == [], result.err


TOTALS = """
    2019 export RU-IRK CN TOTAL 100 10
    2020 export RU-IRK CN TOTAL 200 10
    2020 import RU-IRK CN TOTAL 150 10
"""
UNTOLD = (
    "specialisation", "specialisation --by none", "specialisation --of russia", "specialisation --similar-to russia",
    "specialisation --between 2019,2020", "concentration --over commodity", "growth --decompose price",
    "growth --decompose shift-share --of russia",
)  # fmt: skip


@pytest.mark.parametrize("line", UNTOLD)
def test_totals_alone_are_no_commodities(asked: Callable[[str, str], Result], line: str) -> None:
    """Else Grubel-Lloyd of 200 against 150 would be 0.857, whatever the goods are."""
    result = asked(line, TOTALS)
    assert (result.code, result.out) == (1, "")
    assert "nothing of the selection is told apart by commodity" in result.err
    assert [row["growth_pct"] for row in rows(asked("growth --flow export", TOTALS))] == ["", "100.0"]


@pytest.mark.parametrize(
    "line", ["turnover --commodity undisclosed", "growth --commodity 27", "growth --commodity other"]
)
def test_commodities_of_data_that_have_none(strade: Run, line: str) -> None:
    with open("data.csv", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("year,region,value_usd\n2019,RU-IRK,200\n2020,RU-IRK,300\n")
    result = strade(f"{line} --data data.csv")
    assert (result.code, result.out) == (1, "")
    assert "not divided by commodity" in result.err
    assert "Leave out --commodity." in result.err


def test_commodities_of_no_group_are_not_told_apart(asked: Asked) -> None:
    """Coal and timber in a grouping of one's own that has neither."""
    with open("one.yaml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(
            "title: {en: One, ru: Один}\ngroups:\n  sugar:\n    name: {en: Sugar, ru: Сахар}\n"
            '    prefixes:\n      "1701": Cane and beet sugar\n'
        )
    result = asked("concentration --over commodity --grouping one.yaml")
    assert (result.code, result.out) == (1, ""), result.err
    assert "`other` for the grouping" in result.err


#: Question: what must be said of it, and what must not.
SAID: dict[str, tuple[str, str]] = {
    "growth": ("no growth in 2019: the data do not hold the year before", "no growth in 2017"),
    "growth --year 2017": ("no growth in 2017: the data do not hold the year before", "other months"),
    "growth --year 2019:2020": ("", "no growth"),
    "growth --year 2020": ("", "no growth"),
    # Kazakhstan begins in 2019; of 2018 the data hold nothing
    "growth --partner KZ --year 2019": ("no growth in 2019: the data do not hold the year before", "selection the"),
    "growth --region Tomsk --region Irkutsk --commodity 84 --flow import --year 2020": ("", "no growth"),
    "growth --commodity 44 --year 2017:2020": ("", "no growth in 2020"),
    "growth --year 2016:2020": ("no index and no growth over the period: there is nothing for 2016", "months"),
    "growth --year 2017:2020 --base 2019": ("nothing for 2018: the selection holds 2017, 2019–2020", "no index"),
    "growth --year 2019:2021": ("no growth over the period: there is nothing for 2021", "no index"),
    "growth --year 2015,2020": ("nothing for 2015: the selection holds 2020", "2019–2020"),
    "growth --decompose shift-share --of russia --by none": ("no growth in 2019; compared with itself", "effects"),
    "growth --decompose shift-share --of Tomsk --over partner --year 2020": (
        "effects are missing in 2020: the year before, Tomsk Region had no trade in some of the parts", "itself"
    ),
    # a whole of the same years, over parts that both have
    "growth --decompose shift-share --of Tomsk --over reporter --year 2019:2020 --by none": ("", "effects"),
    # 350 of Irkutsk and 90 of Tomsk
    "shares --region Irkutsk --of Tomsk --year 2020": ("Tomsk Region does not hold all of the selection; 100%", ""),
    "shares --region Irkutsk --of russia --year 2020": ("", "does not hold"),
    "specialisation --of russia": ("the data hold no exports of Russia beyond the selection", "no comparative"),
    "specialisation --of russia --by region,commodity": ("", "itself"),
    "specialisation --of russia --region Irkutsk": ("", "itself"),
    "specialisation --of russia --region Irkutsk --flow import": (
        "the data hold no imports of Russia beyond the selection, so it is compared with itself", ""
    ),
    "specialisation --similar-to Irkutsk --region Irkutsk": ("no trade of Irkutsk Region beyond; itself", "exports"),
    "concentration --of russia": ("the data hold no imports of Russia beyond the selection", "hold no exports"),
    "concentration --of russia --region Irkutsk": ("the data hold no imports of Russia", "hold no exports"),
    "concentration --of russia --region Irkutsk --region Tomsk --by group --flow export": ("", "itself"),
    "concentration --partner CN --by none": ("the selection is of one partner", ""),
    "concentration --over region --region Irkutsk": ("one region: its concentration over regions is 1 by itself", ""),
    "concentration --over region": ("", "by itself"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "words"), SAID.items(), ids=SAID.keys())
def test_said(asked: Asked, line: str, words: tuple[str, str]) -> None:
    result = asked(line)
    assert rows(result)
    said, unsaid = ([each for each in part.split("; ") if each] for part in words)
    assert [each for each in said if each not in result.err] == [], result.err
    assert [each for each in unsaid if each in result.err] == [], result.err


def test_a_selection_that_begins_within_the_data(asked: Callable[[str, str], Result]) -> None:
    """No growth of timber in 2020, as it begins then: Irkutsk exported coal the year before."""
    cells = "2019 export RU-IRK CN 2701 1 1\n2020 export RU-IRK CN 4403 1 1"
    result = asked("growth --commodity 44 --flow export", cells)
    assert "no growth in 2020: no trade in the selection the year before" in result.err
    assert [row["growth_pct"] for row in rows(result)] == [""]


def test_a_whole_that_has_other_years(asked: Callable[[str, str], Result]) -> None:
    """Tomsk begins a year later, so that its growth is not known."""
    cells = GAP.replace("2017", "2018").replace("2019 export RU-TOM", "2021 export RU-TOM")
    result = asked("growth --decompose shift-share --of Tomsk --over reporter --region Irkutsk --year 2019:2020", cells)
    assert {row["whole_effect_usd"] for row in rows(result)} == {""}
    assert "effects are missing in 2019–2020" in result.err


def test_a_period_whose_ends_have_other_months(asked: Callable[[str, str], Result]) -> None:
    months = {2019: 12, 2020: 12, 2021: 6}
    cells = [f"{year}-{month:02} export RU-IRK CN 27 1 1" for year in months for month in range(1, months[year] + 1)]
    result = asked("growth --flow export", "\n".join(cells))
    assert [row["cumulative_pct"] for row in rows(result)] == ["", "", ""]
    assert "2019 and 2021 cannot be compared: the data do not hold the same months" in result.err
    assert "--month limits all years to the same" in result.err
    limited = asked("growth --flow export --month 1:6", "\n".join(cells))
    assert [row["cumulative_pct"] for row in rows(limited)] == ["0.0", "0.0", "0.0"]
    assert "cannot be compared" not in limited.err


def test_goods_under_codes_of_other_length_are_not_matched(asked: Callable[[str, str], Result]) -> None:
    """Coal from 20 to 27.3 a kilogram, but under another code: nothing is left of the change of its price."""
    cells = """
        2019 export RU-IRK CN 2701   200 10
        2020 export RU-IRK CN 270112 300 11
    """
    result = asked("growth --decompose price --flow export", cells)
    [_, row] = rows(result)
    assert (row["price_effect_usd"], row["quantity_effect_usd"], row["matched_pct"]) == ("0", "100", "0.0")
    assert "codes of 2020 are not as long as those of the year before" in result.err
    assert "codes of 4 to 6 digits" in result.err
    same = asked("growth --decompose price --flow export", cells.replace("270112", "2701"))
    assert "not as long" not in same.err
    withheld = asked(
        "growth --decompose price --flow export",
        cells.replace("270112", "2701") + "2020 export RU-IRK CN XXXXXXXXXX 5 1",
    )
    assert "codes of 4 digits" in withheld.err


#: Question: years (or partners) of the rows that are left.
TOP = {
    "growth --region Irkutsk --by none --top 2": ["2017", "2019"],
    "growth --region Irkutsk --top 1": ["2017", "2019", "2020"],
    "growth --sort value_usd --top 2": ["2020", "2019"],
    "growth --region Irkutsk --sort growth_pct --top 1": ["2020"],
    "growth --decompose price --by none --flow export --top 1": ["2017"],
    "concentration --by year --flow export --top 2": ["2017", "2019"],
    "specialisation --similar-to russia --by year --flow export --top 1": ["2017"],
}


@pytest.mark.parametrize(("line", "years"), TOP.items(), ids=TOP.keys())
def test_top_is_of_the_times_only_where_other_rows_stand_beside_them(asked: Asked, line: str, years: list[str]) -> None:
    """As `turnover --by year --top 1` is one row, and `structure --by year --top 1` one of each year and flow."""
    assert [row["year"] for row in rows(asked(line))] == years


@pytest.mark.parametrize(
    ("line", "words"),
    {
        "growth": "Default: all.; Rows are by year; all reporters; strade explain growth",
        "shares": "all partners; the latest complete one; strade explain shares",
        "concentration": "Rows are by flow; all reporters; strade explain concentration",
        "specialisation": "all reporters; strade explain specialisation",
    }.items(),
)
def test_help_says_what_differs(strade: Run, line: str, words: str) -> None:
    shown = " ".join(strade(f"{line} --help").out.split())
    assert [each for each in words.split("; ") if each not in shown] == []
