"""Questions that cannot be answered: what the data do not hold, names in no list, faulty YAML, wrong options."""

from collections.abc import Mapping
from pathlib import Path

import extracts
import pytest
from conftest import Run
from extracts import ROWS, TCBT
from faulty import GOOD, Files, faulty, lines

# ---------------------------------------------------------------------------------------------------------------------
# What the data do not hold, and names that the lists do not

EXTRACT = {"good.csv": GOOD}
CHINA_ONLY = {"good.csv": lines([row for row in ROWS if row.partner == "CN"])}
NO_WEIGHT = {"good.csv": TCBT.write(ROWS).replace(b"NETTO", b"OTHER")}
EXPORTS = {"good.csv": lines([row for row in ROWS if row.flow == "export"])}

MISSING: Mapping[str, tuple[Files, str, list[str], str]] = {
    # files, command, the option at fault, words
    "region": (EXTRACT, "turnover", ["--region", "Tomsk"], "no region `Tomsk`; Irkutsk Region; Moscow"),
    "regions": (EXTRACT, "turnover", ["--region", "Tomsk", "--region", "RU-TA"], "no region `Tomsk, RU-TA`; Irkutsk"),
    "group": (EXTRACT, "shares", ["--region", "pacific-russia"], "no region `pacific-russia`; Irkutsk Region"),
    "reporter": (EXTRACT, "turnover", ["--region", "Japan"], "reporting country `Japan`; Russia"),
    "partner": (EXTRACT, "turnover", ["--partner", "Japan"], "no partner `Japan`; China (CN); Kazakhstan (KZ)"),
    "partner of dependence": (EXTRACT, "dependence", ["--partner", "Japan"], "no partner `Japan`; China (CN)"),
    "year": (EXTRACT, "turnover", ["--year", "2013"], "no year `2013`; 2020–2021"),
    "years": (EXTRACT, "structure", ["--year", "2010:2013"], "no year `2010–2013`; 2020–2021"),
    "month": (EXTRACT, "turnover", ["--month", "7:9"], "no month `7–9`; months 1–2"),
    "month of annual data": (
        {"good.csv": lines(extracts.annual(ROWS))}, "turnover", ["--month", "1:2"], "no month `1–2`; whole years only"
    ),
    "flow": (EXPORTS, "turnover", ["--flow", "import"], "no flow `import`; export"),
    "commodity": (EXTRACT, "turnover", ["--commodity", "31"], "no commodity `31`; 27, 44"),
    "commodity of structure": (EXTRACT, "structure", ["--commodity", "31"], "no commodity `31`; 27, 44"),
    "whole": (EXTRACT, "shares", ["--of", "RU-TA"], "hold nothing; `RU-TA`"),
    "world of one partner": (CHINA_ONLY, "dependence", ["--partner", "China"], "one partner only; all partners"),
    "whole of one partner": (CHINA_ONLY, "shares", ["--partner", "China", "--of", "world"], "partner"),
    "weight": (NO_WEIGHT, "turnover", ["--measure", "weight"], "good.csv; NETTO; --measure value"),
    # names
    "empty region": (EXTRACT, "turnover", ["--region", ""], "no region"),
    "empty partner": (EXTRACT, "turnover", ["--partner", " "], "no partner"),
    "unknown region": (EXTRACT, "turnover", ["--region", "Irkustk"], "no region; `Irkustk`; Irkutsk"),
    "unknown region in Russian": (EXTRACT, "turnover", ["--region", "Иркуцкая"], "no region; `Иркуцкая`; Иркутская"),
    "region as a partner": (EXTRACT, "turnover", ["--partner", "Irkutsk"], "no partner; `Irkutsk`; --region"),
    "world as a region": (EXTRACT, "turnover", ["--region", "world"], "no region; `world`; --partner"),
    "unknown partner": (EXTRACT, "turnover", ["--partner", "Chnia"], "no partner; `Chnia`; China"),
    "unknown whole": (EXTRACT, "shares", ["--of", "Rusia"], "`Rusia`; Russia"),
    "unknown commodity": (EXTRACT, "structure", ["--commodity", "wod"], "no commodity; `wod`"),
    "one digit": (EXTRACT, "structure", ["--commodity", "2"], "no commodity; `2`; `02`"),
    "unknown grouping": (EXTRACT, "structure", ["--grouping", "chapter"], "no grouping; `chapter`; `chapters`"),
    "unknown study": (EXTRACT, "structure", ["--study", "siberia-chna"], "no study; `siberia-chna`; `siberia-china`"),
    "unknown source": (EXTRACT, "turnover", ["--source", "fsc"], "no source; `fsc`; `fcs`"),
    "Altai": (EXTRACT, "turnover", ["--region", "Altai"], "more than one region; Altai Territory; Altai Republic"),
    "Алтай": (EXTRACT, "turnover", ["--region", "Алтай"], "more than one region; RU-AL; RU-ALT"),
    "Guinea": (EXTRACT, "turnover", ["--partner", "Guinea"], "more than one partner; (GN); (GQ)"),
    "Congo": (EXTRACT, "turnover", ["--partner", "Congo"], "more than one partner; (CG); (CD)"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "command", "option", "words"), MISSING.values(), ids=MISSING.keys())
def test_what_is_not_there(
    strade: Run, tmp_path: Path, files: Files, command: str, option: list[str], words: str
) -> None:
    faulty(strade, tmp_path, files, [f"{command} --data good.csv", *option], words)


def test_nothing_in_common_is_no_fault_of_a_name(strade: Run, tmp_path: Path) -> None:
    """Each of the choices is in the data, but not together: an answer of no rows, or a message that says so."""
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    result = strade("turnover --data good.csv --region Moscow --partner KZ --year 2021 --format csv")
    assert result.code in (0, 1)
    if result.code:
        assert (result.out, result.err.count("error: ")) == ("", 1)
    else:
        assert len(result.out.splitlines()) == 1 or "no trade" in result.err


GROUPING = """title: {en: Two, ru: Две}
groups:
  wood: {name: {en: Wood, ru: Лес}, prefixes: {"44": "Wood, timber and charcoal"}}
"""
STUDY = "title: {en: Mine, ru: Мое}\ndata: good.csv\n"
GROUP = 'title: {en: Mine, ru: Моя}\nmembers:\n  "RU-IRK": Irkutsk Region\n'

YAML: Mapping[str, tuple[str, str, str]] = {
    # option, text of the file, words
    "wrong key": ("--grouping", GROUPING.replace("groups:", "grups:"), "my.yaml; line 2; grups; groups"),
    "duplicate key": ("--grouping", GROUPING + "title: {en: A, ru: Б}\n", "my.yaml; line 4; title"),
    "unquoted 01": ("--grouping", GROUPING.replace('"44"', "01"), "my.yaml; line 3; `01` without quotes; 1"),
    "unknown chapter": ("--grouping", GROUPING.replace('"44"', '"99"'), "my.yaml; line 3; 99"),
    "tab": ("--grouping", GROUPING.replace("  wood", "\twood"), "my.yaml; line 3"),
    "empty": ("--grouping", "", "my.yaml; empty"),
    "no grouping": ("--grouping", STUDY, "my.yaml; groups"),
    "no file": ("--grouping", "-", "none.yaml; no such file"),
    "study with a wrong key": ("--study", STUDY + "partners: CN\n", "my.yaml; line 3; partners; partner"),
    "study with a duplicate key": ("--study", STUDY + "data: b.csv\n", "my.yaml; line 3; data"),
    "study with NO": ("--study", STUDY + "partner: NO\n", "my.yaml; line 3; `NO` without quotes; false"),
    "study with 01": ("--study", STUDY + "region: 01\n", "my.yaml; line 3; `01` without quotes; 1"),
    "study with an unknown region": ("--study", STUDY + "region: Irkustk\n", "Irkustk; Irkutsk"),
    "study with an unknown grouping": ("--study", STUDY + "grouping: chapter\n", "chapter; chapters"),
    "study without its data": ("--study", STUDY.replace("good.csv", "godo.csv"), "godo.csv; no such file; good.csv"),
    "study of a missing sample": ("--study", STUDY.replace("good.csv", '"sample:no.zip"'), "no sample is called"),
    "study without data": ("--study", "title: {en: Mine, ru: Мое}\n", "my.yaml; data; missing"),
    "group with a wrong name": ("--region", GROUP.replace("Irkutsk Region", "Omsk Region"), "my.yaml; line 3; RU-OMS"),
    "group with NO": ("--partner", GROUP.replace('"RU-IRK": Irkutsk Region', "NO: Norway"), "line 3; `NO`; quote"),
}  # fmt: skip


@pytest.mark.parametrize(("option", "text", "words"), YAML.values(), ids=YAML.keys())
def test_yaml(strade: Run, tmp_path: Path, option: str, text: str, words: str) -> None:
    files = {"my.yaml": text.encode(), "good.csv": GOOD}
    name = "none.yaml" if text == "-" else "my.yaml"
    data = [] if option == "--study" else ["--data", "good.csv"]
    faulty(strade, tmp_path, files, ["structure", *data, option, name], words)


def test_good_yaml(strade: Run, tmp_path: Path) -> None:
    """What the faulty ones were made from is right."""
    for name, text in (("grouping", GROUPING), ("study", STUDY), ("group", GROUP)):
        tmp_path.joinpath(f"{name}.yaml").write_text(text, "utf-8")
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    question = "structure --year 2021 --format csv --study study.yaml --grouping grouping.yaml --region group.yaml"
    result = strade(question)
    assert result.code == 0, result.err
    assert result.out.splitlines()[1].startswith("export,wood,Wood,150000.75,")


# ---------------------------------------------------------------------------------------------------------------------
# Wrong options

USAGE: Mapping[str, tuple[list[str], str]] = {
    "unknown dimension": (["turnover", "--by", "reigon"], "`reigon`; `region`"),
    "a column as a dimension": (["structure", "--by", "rank"], "`rank`"),
    "none and another": (["turnover", "--by", "none,year"], "none"),
    "group without regions": (["turnover", "--by", "group"], "--region"),
    "year of words": (["turnover", "--year", "last"], "--year; `last`; 2017:2021"),
    "year with a dash": (["turnover", "--year", "2017-2021"], "--year; `2017-2021`; 2017:2021"),
    "year backwards": (["turnover", "--year", "2021:2017"], "--year; `2021:2017`"),
    "year out of range": (["turnover", "--year", "21"], "--year; `21`"),
    "no year": (["turnover", "--year", ","], "--year"),
    "empty year": (["turnover", "--year", ""], "--year"),
    "empty by": (["turnover", "--by", ""], "--by"),
    "month 13": (["turnover", "--month", "13"], "--month; `13`; 12"),
    "month 0": (["turnover", "--month", "0:3"], "--month; `0:3`"),
    "top 0": (["turnover", "--top", "0"], "--top; 0"),
    "top below 0": (["turnover", "--top", "-3"], "--top; -3"),
    "top of words": (["turnover", "--top", "ten"], "--top; ten"),
    "unknown format": (["turnover", "--format", "xml"], "--format; xml; csv"),
    "unknown suffix": (["turnover", "--output", "answer.xls"], "--output; .xls; .csv"),
    "no suffix": (["turnover", "--output", "answer"], "--output; answer; --format"),
    "unknown column": (["turnover", "--sort", "export_usd"], "export_usd; `exports_usd`"),
    "unknown flow": (["turnover", "--flow", "transit"], "--flow; transit; export"),
    "unknown measure": (["turnover", "--measure", "quantity"], "--measure; quantity; weight"),
    "unknown unit": (["turnover", "--unit", "dozen"], "--unit; dozen; million"),
    "unknown language": (["turnover", "--lang", "zh"], "--lang; zh; ru"),
    "unknown preference": (["turnover", "--prefer", "first"], "--prefer; first; last"),
    "unknown treatment": (["turnover", "--duplicates", "keep"], "--duplicates; keep; drop"),
    "a whole of turnover": (["turnover", "--of", "russia"], "--of; shares"),
    "a whole of dependence": (["dependence", "--of", "world"], "--of; shares"),
    "no value": (["turnover", "--region"], "--region"),
    "unknown option": (["turnover", "--regions", "Irkutsk"], "--regions; --region"),
    "unknown command": (["trunover"], "trunover"),
    "a stray word": (["turnover", "good.csv"], "good.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE.keys())
def test_usage(strade: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    tmp_path.joinpath("good.csv").write_bytes(GOOD)
    data = [] if len(arguments) == 1 else ["--data", "good.csv"]
    first, *rest = arguments
    result = strade(first, *data, *rest)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: strade"), result.err
    missing = [word for word in words.split("; ") if word not in result.err]
    assert not missing, result.err
    assert [path.name for path in tmp_path.iterdir()] == ["good.csv"]
