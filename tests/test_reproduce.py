"""`strade reproduce`: a user's own study with printed figures beside it, and the studies that are shipped."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from conftest import Run

from siberia_trade import api
from siberia_trade.claims import Claim
from siberia_trade.errors import ConfigError, UnknownNameError

ROOT = Path(__file__).resolve().parent.parent

EXTRACT = """\
year,flow,reporter,region,partner,commodity,value_usd
2020,export,RU,RU-IRK,CN,2709,250000
2020,import,RU,RU-IRK,CN,8471,50000
2021,export,RU,RU-IRK,CN,2709,300000
2021,import,RU,RU-IRK,CN,8471,100000
2021,export,RU,RU-KEM,CN,2701,400000
2021,export,RU,RU-KEM,CN,4407,100000
2021,import,RU,RU-KEM,CN,8471,100000
2021,export,RU,RU-KEM,KZ,2701,1000000
"""
STUDY = """\
title: {en: Trade of two regions, ru: Торговля двух регионов}
data: own.csv
region: siberia
partner: "CN"
"""
CLAIMS = """\
source: {en: A report, ru: Отчёт}
claims:
  irkutsk-turnover:
    what: {en: Trade of Irkutsk, ru: Торговля Иркутской области}
    place: {en: Table 1, ru: Таблица 1}
    ask: turnover --year 2021 --by region
    where: {region: "RU-IRK"}
    column: turnover_usd
    value: "400"
    unit: thousand
  irkutsk-exports:
    what: {en: Share of Irkutsk in exports, ru: Доля Иркутской области в экспорте}
    place: {en: Table 1, ru: Таблица 1}
    ask: shares --year 2021 --by region
    where: {region: "RU-IRK"}
    column: exports_share_pct
    value: "38"
  leaders:
    what: {en: Regions by trade, ru: Регионы по обороту}
    place: {en: "Text, p. 2", ru: "Текст, с. 2"}
    ask: turnover --year 2021 --by region
    column: turnover_usd
    in_order: [RU-KEM, RU-IRK]
  growth:
    what: {en: Growth of Siberia, ru: Прирост по Сибири}
    place: {en: "Text, p. 3", ru: "Текст, с. 3"}
    ask: turnover --year 2021 --by year
    column: turnover_growth_pct
    above: "200"
"""
#: What is computed: 300 + 100 = 400 thousand; 300 of 300 + 400 + 100 = 37.5%; Kemerovo's 600 before Irkutsk's 400; and
#: 1000 against 300 thousand of the year before, 233.3% more.
COMPUTED = ["400", "37.5", "RU-KEM, RU-IRK", str(700 / 300 * 100)]
PRINTED = ["400", "38", "RU-KEM, RU-IRK", "> 200"]
DOUBT = '    doubt: {en: "Table 2 has 400.", ru: "В таблице 2 – 400."}\n'

BY_CONSTRUCTION = "agree by construction"

Files = Mapping[str, str]


@pytest.fixture
def files(strade: Run, tmp_path: Path) -> Path:
    """A user's folder: a study, its data, and its claims beside it."""
    write(tmp_path, {"mine.yaml": STUDY, "own.csv": EXTRACT, "claims/mine.yaml": CLAIMS})
    return tmp_path


def write(folder: Path, texts: Files) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# ---------------------------------------------------------------------------------------------------------------------
# A user's own study

#: One edited copy of the claims each: what is edited, then the exit code and whether each figure agrees.
VERDICTS: Mapping[str, tuple[str, str, int, str]] = {
    "all agree": ("", "", 0, "yes yes yes yes"),
    "half printed up": ('value: "38"', 'value: "37"', 0, "yes yes yes yes"),
    "a wrong number": ('value: "400"', 'value: "401"', 1, "no yes yes yes"),
    "a wrong unit": ("unit: thousand", "unit: million", 1, "no yes yes yes"),
    "a wrong order": ("[RU-KEM, RU-IRK]", "[RU-IRK, RU-KEM]", 1, "yes yes no yes"),
    "a bound too high": ('above: "200"', 'above: "234"', 1, "yes yes yes no"),
    "a doubtful number": ('value: "38"\n', f'value: "39"\n{DOUBT}', 0, "yes doubt yes yes"),
    "a doubt without need": ('value: "38"\n', f'value: "38"\n{DOUBT}', 0, "yes yes yes yes"),
    "a year that is not there": ("turnover --year 2021 --by year", "turnover --year 2019 --by year", 1,
                                 "yes yes yes no"),
    "a region that is not there": ("shares --year 2021 --by region\n    where: {region: \"RU-IRK\"}",
                                   "shares --year 2021 --by region\n    where: {region: \"RU-TOM\"}", 1,
                                   "yes no yes yes"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "agrees"), VERDICTS.values(), ids=VERDICTS.keys())
def test_own_study(old: str, new: str, code: int, agrees: str, files: Path, strade: Run) -> None:
    write(files, {"claims/mine.yaml": CLAIMS.replace(old, new) if old else CLAIMS})
    found = strade("reproduce mine.yaml --format csv")
    assert (found.code, [row["agrees"] for row in rows(found.out)]) == (code, agrees.split())


def test_csv(files: Path, strade: Run) -> None:
    found = strade("reproduce mine.yaml --format csv")
    assert found.code == 0
    assert found.out.splitlines()[0] == (
        "study,study_name,claim,claim_name,printed,computed,unit,agrees,place,command,column,doubt,fault"
    )
    table = rows(found.out)
    assert [row["printed"] for row in table] == PRINTED
    assert [row["computed"] for row in table] == COMPUTED
    assert [row["unit"] for row in table] == ["thousand USD", "%", "", "%"]
    assert table[0] == {
        "study": "mine", "study_name": "Trade of two regions", "claim": "irkutsk-turnover",
        "claim_name": "Trade of Irkutsk", "printed": "400", "computed": "400", "unit": "thousand USD", "agrees": "yes",
        "place": "Table 1", "command": "turnover --year 2021 --by region", "column": "turnover_usd", "doubt": "",
        "fault": "",
    }  # fmt: skip
    assert found.err == ""


def test_json_counts(files: Path, strade: Run) -> None:
    text = edited(CLAIMS, 'value: "400"', 'value: "401"')
    write(files, {"claims/mine.yaml": edited(text, 'value: "38"\n', f'value: "39"\n{DOUBT}')})
    found = strade("reproduce mine.yaml --format json")
    document = json.loads(found.out)
    meta = document["meta"]
    expected = {
        "command": "reproduce", "source": "A report", "studies": ["mine"], "figures": 4, "agree": 2, "fail": 1,
        "doubt": 1, "reconstructed": False,
    }  # fmt: skip
    assert {name: meta[name] for name in expected} == expected
    assert [(source["file"], source["rows"]) for source in meta["sources"]] == [("own.csv", 8)]
    assert [row["agrees"] for row in document["data"]] == ["no", "doubt", "yes", "yes"]
    assert [row["doubt"] for row in document["data"]] == [None, "Table 2 has 400.", None, None]
    assert found.code == 1


def lines_with(text: str, *words: str) -> list[str]:
    return [line for line in text.splitlines() if all(word in line for word in words)]


def test_table(files: Path, strade: Run) -> None:
    write(files, {"claims/mine.yaml": edited(CLAIMS, 'value: "400"', 'value: "401"')})
    found = strade("reproduce mine.yaml")
    title = found.out.splitlines()[0]
    assert title.startswith("A report: 3 of 4 printed figures agree")
    assert "not marked as reconstructed" in title
    assert lines_with(found.out, "Trade of Irkutsk", "401", "400", "thousand USD", "NO", "Table 1")
    assert lines_with(found.out, "Share of Irkutsk in exports", "38", "37.500", "%", "yes", "Table 1")
    assert lines_with(found.out, "Regions by trade", "Kemerovo Region, Irkutsk Region  Kemerovo Region, Irkutsk Region")
    assert lines_with(found.out, "Growth of Siberia", "> 200", "233.333", "%", "yes", "Text, p. 3")
    assert (found.code, found.err) == (1, "")


def test_table_in_russian(files: Path, strade: Run) -> None:
    text = edited(CLAIMS, 'value: "400"', 'value: "400.5"')
    write(files, {"claims/mine.yaml": edited(text, 'value: "38"\n', f'value: "39"\n{DOUBT}')})
    found = strade("reproduce mine.yaml --lang ru")
    title = found.out.splitlines()[0]
    assert title.startswith("Отчёт: из 4 напечатанных показателей сходится 2")
    assert "без отметки о восстановлении" in title
    assert "Торговля двух регионов" in found.out.splitlines()
    assert lines_with(found.out, "Торговля Иркутской области", "400,5", "400", "тыс. долл.", "НЕТ", "Таблица 1")
    assert lines_with(found.out, "Доля Иркутской области в экспорте", "39", "37,500", "сомнение", "Таблица 1")
    assert lines_with(found.out, "Регионы по обороту", "Кемеровская область", "Иркутская область", "да", "Текст, с. 2")
    assert lines_with(found.out, "Доля Иркутской области в экспорте: В таблице 2 – 400.")


def test_markdown(files: Path, strade: Run) -> None:
    found = strade("reproduce mine.yaml --format markdown")
    assert "| Figure | Printed | Computed | Unit | Agrees | Place |" in found.out.splitlines()
    assert "| Trade of Irkutsk | 400 | 400 | thousand USD | yes | Table 1 |" in found.out.splitlines()


def test_doubt_is_said(files: Path, strade: Run) -> None:
    write(files, {"claims/mine.yaml": edited(CLAIMS, 'value: "38"\n', f'value: "39"\n{DOUBT}')})
    found = strade("reproduce mine.yaml --format csv")
    assert "note: Share of Irkutsk in exports: Table 2 has 400." in found.err.splitlines()
    assert strade("reproduce mine.yaml --format csv --quiet").err == ""


def test_what_cannot_be_computed_is_said(files: Path, strade: Run) -> None:
    write(
        files, {"claims/mine.yaml": edited(CLAIMS, "turnover --year 2021 --by year", "turnover --year 2019 --by year")}
    )
    found = strade("reproduce mine.yaml --format csv")
    growth = rows(found.out)[3]
    assert (growth["computed"], growth["agrees"]) == ("", "no")
    assert "2019" in growth["fault"]
    assert f"note: not computed: Growth of Siberia: {growth['fault']}" in found.err.splitlines()


def test_output(files: Path, strade: Run) -> None:
    found = strade("reproduce mine.yaml --output out.csv")
    assert (found.code, found.out) == (0, "")
    assert (files / "out.csv").read_text("utf-8") == strade("reproduce mine.yaml --format csv").out


def test_study_of_the_environment(files: Path, strade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRADE_STUDY", "mine.yaml")
    assert [row["study"] for row in rows(strade("reproduce --format csv").out)] == ["mine"] * 4


# ---------------------------------------------------------------------------------------------------------------------
# Other data in place of the study's own


def test_other_data(files: Path, strade: Run) -> None:
    # Irkutsk's exports of 2021 are 400 thousand instead of 300: trade 500; 400 of 900 is 44.4%; 1100 against 300
    write(files, {"other.csv": edited(EXTRACT, "2021,export,RU,RU-IRK,CN,2709,300000",
                                      "2021,export,RU,RU-IRK,CN,2709,400000")})  # fmt: skip
    found = strade("reproduce mine.yaml --format json --data other.csv")
    document = json.loads(found.out)
    assert document["data"][0]["computed"] == "500"
    assert [row["agrees"] for row in document["data"]] == ["no", "no", "yes", "yes"]
    assert (found.code, document["meta"]["sources"][0]["file"]) == (1, "other.csv")


def test_other_data_where_the_own_is_gone(files: Path, strade: Run) -> None:
    (files / "own.csv").rename(files / "other.csv")
    found = strade("reproduce mine.yaml")
    assert (found.code, "own.csv: no such file or folder" in found.err) == (1, True)
    assert strade("reproduce mine.yaml --data other.csv").code == 0


def test_other_data_is_a_sample(files: Path, strade: Run) -> None:
    found = strade("reproduce mine.yaml --quiet --data", ROOT / "sample_data" / "DATTSVT.csv.zip")
    assert BY_CONSTRUCTION in found.out.splitlines()[0]
    assert lines_with(found.err, "note: sample data, reconstructed from")


def test_own_data_for_a_shipped_study(files: Path, strade: Run) -> None:
    found = strade("reproduce investment --format json --data own.csv")
    document = json.loads(found.out)
    assert (found.code, document["meta"]["reconstructed"]) == (1, False)
    assert {row["agrees"] for row in document["data"]} == {"no"}


def test_data_without_a_study(files: Path, strade: Run) -> None:
    found = strade("reproduce --data own.csv")
    assert (found.code, found.out) == (2, "")
    assert "error: --data (or STRADE_DATA) needs a STUDY" in found.err


# ---------------------------------------------------------------------------------------------------------------------
# Faults

SHIPPED = "Studies with printed figures: "
WITH_CLAIMS = {path.stem for path in (ROOT / "configs" / "studies" / "claims").glob("*.yaml")}


def test_study_and_claims_with_faults(files: Path) -> None:
    claims = edited(edited(CLAIMS, "ask: shares", "ask: share"), 'above: "200"', 'above: "200%"')
    write(files, {"mine.yaml": edited(STUDY, "siberia", "sibria") + "yaer: 2021\n", "claims/mine.yaml": claims})
    with pytest.raises(ConfigError) as caught:
        api.reproduce("mine.yaml")
    said = caught.value.message.splitlines()
    assert [line.split("`")[0] for line in said if not line.startswith(" ")] == ["mine.yaml: 2 faults",
                                                                              "claims/mine.yaml: 2 faults"]  # fmt: skip
    assert [line.partition(":")[0].strip(" -") for line in said if line.startswith(" ")] == [
        "line 3", "line 5", "line 14", "line 29",
    ]  # fmt: skip


NO_CLAIMS = {
    "own": ("lone.yaml", "the study `lone` has no printed figures to reproduce: claims/lone.yaml is not there"),
    "shipped": ("siberia-mongolia", "the study `siberia-mongolia` has no printed figures"),
}


@pytest.mark.parametrize(("study", "said"), NO_CLAIMS.values(), ids=NO_CLAIMS.keys())
def test_study_without_claims(study: str, said: str, files: Path, strade: Run) -> None:
    write(files, {"lone.yaml": STUDY})
    found = strade("reproduce", study)
    assert (found.code, found.out) == (1, "")
    assert said in found.err
    (hint,) = lines_with(found.err, SHIPPED)
    assert set(hint.partition(SHIPPED)[2].rstrip(".").split(", ")) == WITH_CLAIMS


def test_unknown_study(files: Path, strade: Run) -> None:
    found = strade("reproduce siberia-chna")
    assert (found.code, found.out) == (1, "")
    assert "no study is called `siberia-chna`" in found.err
    assert "`siberia-china`" in found.err
    with pytest.raises(UnknownNameError):
        api.reproduce("siberia-chna")


def test_study_file_that_is_not_there(files: Path, strade: Run) -> None:
    found = strade("reproduce gone.yaml")
    assert (found.code, found.out) == (1, "")
    assert "gone.yaml: there is no such file" in found.err


# ---------------------------------------------------------------------------------------------------------------------
# Shipped studies


def test_one_shipped_study(strade: Run) -> None:
    found = strade("reproduce settlements --quiet")
    title = found.out.splitlines()[0]
    assert found.code == 0
    assert " printed figures agree" in title
    assert BY_CONSTRUCTION in title
    assert lines_with(found.err, "note: sample data, reconstructed from")


def test_study_by_the_path_of_its_file(strade: Run) -> None:
    by_path = strade("reproduce --format csv", ROOT / "configs" / "studies" / "settlements.yaml")
    assert (by_path.code, by_path.out) == (0, strade("reproduce settlements --format csv").out)


def test_claims_are_worked_through_by_study() -> None:
    seen: list[tuple[str, int]] = []

    def each(claims: Sequence[Claim], study: str) -> Iterable[Claim]:
        seen.append((study, len(claims)))
        return claims

    table = api.reproduce("china-world", each=each)
    assert seen == [("china-world", table.frame.height)]
    assert set(table.frame["study"]) == {"china-world"}
