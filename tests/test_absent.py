"""What an answer says of places that were asked for and are not in it, and of worlds that are one partner."""

from pathlib import Path

import pytest
from conftest import Run
from extracts import TCBT, table
from layouts import comtrade

#: Statistics of China and Germany; Germany sold nothing to Mongolia.
COUNTRIES = comtrade("""
    156 X 2022 643 TOTAL 100
    156 X 2022 496 TOTAL 20
    276 X 2022 643 TOTAL 50
""")
#: Irkutsk trades with China only, Moscow with Germany too.
REGIONS = TCBT.write(table("""
    export 2021 CN 4407110000 - 100 10 0 25000
    export 2021 CN 2709001000 - 300 10 0 45000
    export 2021 DE 2709001000 - 200 10 0 45000
"""))  # fmt: skip

LACKING = "the data hold no statistics of France: not in the figures"
ABSENT = {
    # countries asked for; what is said
    "--region CN --region DE --by none": [],
    "--region DE --region FR --by none": [LACKING],
    "--region DE --region FR": [LACKING],
    "--region DE --region FR --by group": ["France: nothing for 2022"],
    "--region CN --region DE --partner MN --by none": ["no trade in the selection: Germany"],
    "--region CN --region DE --region FR --partner MN": [LACKING, "no trade in the selection: Germany"],
}


@pytest.mark.parametrize(("question", "expected"), ABSENT.items())
def test_countries_that_are_not_there(strade: Run, tmp_path: Path, question: str, expected: list[str]) -> None:
    (tmp_path / "a.csv").write_bytes(COUNTRIES)
    result = strade(f"turnover --data a.csv --year 2022 --flow export {question} --format csv")
    assert result.code == 0
    assert [note for note in result.err.splitlines() if "total rows" not in note] == [
        f"note: {each}" for each in expected
    ]


def test_a_country_that_is_not_there_is_a_doubt(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(COUNTRIES)
    result = strade("turnover --data a.csv --region DE --region FR --by none --flow export --strict")
    assert (result.code, result.err.splitlines()[0]) == (1, f"error: strict: {LACKING}")


ONE_PARTNER = {
    # question; regions that are said to have one partner only
    "dependence --partner CN": "Irkutsk Region",
    "dependence --partner CN --by none": "",
    "dependence --partner CN --region Irkutsk --by none": "Irkutsk Region",
    # the whole of shares is the trade of all regions that were asked for
    "shares --of world --partner CN": "",
    "shares --of world --partner CN --by none": "",
    "shares --of world --partner CN --region Irkutsk": "Irkutsk Region",
    "shares --of world --partner CN --region Irkutsk --by none": "Irkutsk Region",
}


@pytest.mark.parametrize(("question", "regions"), ONE_PARTNER.items())
def test_a_world_of_one_partner(strade: Run, tmp_path: Path, question: str, regions: str) -> None:
    (tmp_path / "a.csv").write_bytes(REGIONS)
    result = strade(f"{question} --data a.csv --year 2021 --flow export --format csv")
    note = "note: one partner only in the data, so its share is 100%: "
    assert [line.removeprefix(note) for line in result.err.splitlines() if note in line] == (
        [regions] if regions else []
    )


WORLDS = {"--by partner": "each partner", "--by none": "the world"}


@pytest.mark.parametrize(("by", "words"), WORLDS.items())
@pytest.mark.parametrize("partner", ["", "--partner world", "--partner world --partner CN"])
def test_the_world_has_one_name_in_titles(strade: Run, tmp_path: Path, by: str, words: str, partner: str) -> None:
    (tmp_path / "a.csv").write_bytes(REGIONS)
    title = strade(f"turnover --data a.csv --year 2021 {by} {partner}").out.splitlines()[0]
    assert title.startswith(f"Foreign trade turnover: All regions with {words}, ")
