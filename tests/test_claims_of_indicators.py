"""What a paper prints of growth, concentration and specialisation can be reproduced like everything else."""

import json
from pathlib import Path

import pytest
from conftest import Run

SAMPLE = Path(__file__).parent.parent / "sample_data" / "DATTSVT.csv.zip"
STUDY = f'title: {{en: Mine, ru: Моё}}\ndata: {SAMPLE}\nregion: siberia\npartner: "CN"\ngrouping: paper\n'
#: Question, what is claimed of its answer, and whether that comes out.
CLAIMS = {
    "ask: growth --by none --year 2017:2021\n    where: {year: '2021'}\n    column: cagr_pct\n    value: '10.0'": True,
    "ask: growth --by none --year 2017:2021\n    where: {year: '2021'}\n    column: cagr_pct\n    value: '11.0'": False,
    "ask: growth --by none --year 2021 --flow export --decompose price\n    column: price_effect_usd\n"
    "    unit: billion\n    value: '6.8'": True,
    "ask: concentration --over commodity --by none --year 2021 --flow export\n    column: hhi\n    value: '0.56'": True,
    "ask: concentration --year 2021 --flow export\n    column: hhi\n    first: RU-ZAB": True,
    "ask: specialisation --region Irkutsk --of russia --year 2021\n    column: rca\n    first: metals": False,
    "ask: specialisation --region Irkutsk --of russia --year 2021\n    column: rca\n    first: wood": True,
    "ask: specialisation --similar-to russia --year 2021 --flow import\n    column: similarity\n"
    "    first: RU-IRK": True,
}


def write(folder: Path, claim: str) -> None:
    """A study with one claim."""
    folder.joinpath("claims").mkdir()
    folder.joinpath("mine.yaml").write_text(STUDY, "utf-8")
    begins = "source: {en: S, ru: С}\nclaims:\n  a:\n    what: {en: A, ru: А}\n    place: {en: P, ru: П}\n"
    folder.joinpath("claims", "mine.yaml").write_text(f"{begins}    {claim}\n", "utf-8")


@pytest.mark.parametrize(("claim", "agrees"), CLAIMS.items())
def test_claims(strade: Run, tmp_path: Path, claim: str, agrees: bool) -> None:
    write(tmp_path, claim)
    result = strade("reproduce mine.yaml --format json")
    [row] = json.loads(result.out)["data"]
    assert row["fault"] in ("", None)
    assert (row["agrees"], result.code) == (("yes", 0) if agrees else ("no", 1))


def test_an_index_has_no_unit(strade: Run, tmp_path: Path) -> None:
    claim = "ask: concentration --year 2021 --by none\n    column: theil_t\n    unit: million\n    value: '1'"
    write(tmp_path, claim)
    assert "`value` of `theil_t` has no unit" in strade("reproduce mine.yaml").err
