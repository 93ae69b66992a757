"""Configs: every bundled one loads clean, and each fault of a file is named with its line."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from siberia_trade import config
from siberia_trade.claims import load_claims
from siberia_trade.errors import ConfigError, UnknownNameError
from siberia_trade.studies import find_study
from siberia_trade.table import Text

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = ROOT / "configs"
FAULTY = ROOT / "tests" / "data" / "configs"
REFERENCE = ROOT / "siberia_trade" / "reference"


def names(*patterns: str) -> dict[str, str]:
    """Code to English name from the reference lists."""
    files = [file for pattern in patterns for file in sorted(REFERENCE.glob(pattern))]
    rows = (row for file in files for row in csv.DictReader(file.read_text("utf-8").splitlines()))
    return {row["code"]: row["name_en"] for row in rows}


PLACES = names("regions.csv", "countries.csv")
COMMODITIES = names("hs_chapters.csv", "hs_headings_*.csv")

LOADERS: Mapping[config.Kind, Callable[[Path], object]] = {
    "regions": lambda path: config.load_place_group(path, PLACES),
    "partners": lambda path: config.load_place_group(path, PLACES),
    "commodities": lambda path: config.load_grouping(path, COMMODITIES),
    "studies": config.load_study,
}

BUNDLED = [(kind, name) for kind in LOADERS for name in config.ids(kind, CONFIGS)]

TITLE = "title: {en: A, ru: А}\n"
STUDY = TITLE + "data: a.csv\n"  # further keys start in line 3


def message(kind: config.Kind, text: str | bytes, folder: Path) -> str:
    """Return what is said about a faulty file, without its path."""
    file = folder / "mine.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        LOADERS[kind](file)
    assert caught.value.message.startswith(f"{file}: ")
    return caught.value.message.removeprefix(f"{file}: ")


@pytest.mark.parametrize(("kind", "name"), BUNDLED, ids=lambda value: value)
def test_bundled(kind: config.Kind, name: str) -> None:
    path = config.find(kind, name, CONFIGS)
    LOADERS[kind](path)
    assert path.read_text("utf-8").startswith("# "), "a config opens with why it is so, or its source"


def test_bundled_groups_do_not_share_a_name() -> None:
    owners: dict[str, str] = {}
    for kind in ("regions", "partners"):
        for name in config.ids(kind, CONFIGS):
            group = config.load_place_group(config.find(kind, name, CONFIGS), PLACES)
            assert group.title["zh"] != group.title.en, f"{name} has no Chinese title"
            for text in {group.id, group.title.en, group.title.ru, group.title.zh, *group.aliases}:
                assert owners.setdefault(text.casefold(), name) == name, f"`{text}` names {name} too"


def test_russia_is_divided_without_rest() -> None:
    parts = [config.load_place_group(config.find("regions", name, CONFIGS), PLACES).members for name in
             ("siberia", "pacific-russia", "european-russia")]  # fmt: skip
    codes = [member.code for members in parts for member in members]
    russian = {code for code in PLACES if code.startswith(("RU-", "OKATO-"))}
    assert len(codes) == len(set(codes))
    assert set(codes) == russian
    assert len(parts[0]) == 16


def test_districts_change_hands_on_the_day() -> None:
    def dates(district: str) -> dict[str, tuple[date | None, date | None]]:
        path = config.find("regions", f"{district}-federal-district", CONFIGS)
        return {member.code: (member.since, member.until) for member in config.load_place_group(path, PLACES).members}

    siberian, far_eastern = dates("siberian"), dates("far-eastern")
    for code in ("RU-BU", "RU-ZAB"):
        assert siberian[code] == (None, date(2018, 11, 3))
        assert far_eastern[code] == (date(2018, 11, 3), None)


def test_customs_groups_take_every_chapter_once() -> None:
    grouping = config.load_grouping(config.find("commodities", "fcs", CONFIGS), COMMODITIES)
    chapters = {
        "food": "01-24", "mineral": "25-27", "chemicals": "28-40", "leather": "41-43", "wood": "44-49",
        "textiles": "50-67", "precious": "71-71", "metals": "72-83", "machinery": "84-90",
        "miscellaneous": "68-70 91-97",
    }  # fmt: skip
    assert [group.id for group in grouping.groups] == list(chapters)
    spans = [(name, *span.split("-")) for name, listed in chapters.items() for span in listed.split()]
    for code in COMMODITIES.keys() - {"77"}:
        expected = [name for name, first, last in spans if first <= code[:2] <= last]
        assert [grouping.group_of(code)] == expected
    assert {grouping.group_of(code) for code in ("77", "98", "99", "XXXXXXXXXX")} == {"other"}


def test_bundled_study() -> None:
    study = config.load_study(config.find("studies", "siberia-china", CONFIGS))
    assert study.data == (config.StudyData("sample:DATTSVT.csv.zip"), config.StudyData("sample:russia.csv"))
    assert (study.source, study.region, study.partner, study.year) == (None, ("siberia",), ("CN",), None)
    assert config.find("commodities", study.grouping or "", CONFIGS).is_file()


@pytest.mark.parametrize("name", config.ids("studies", CONFIGS))
def test_bundled_studies_are_held_against_the_lists(name: str) -> None:
    """As a study of the user's own is, each time; by its name, a bundled one is not."""
    assert find_study(str(CONFIGS / "studies" / f"{name}.yaml")) == find_study(name)


def test_readme_examples(tmp_path: Path) -> None:
    loaders = {**LOADERS, "claims": lambda path: load_claims(path, None)}
    readme = (CONFIGS / "README.md").read_text("utf-8")
    kinds: list[str] = []
    for section in readme.split("\n## ")[2:]:
        kind = next(kind for kind in loaders if section.startswith(kind))
        for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", section, re.DOTALL | re.MULTILINE)):
            file = tmp_path / f"{kind}{number}.yaml"
            file.write_text(block, "utf-8")
            loaders[kind](file)
            kinds.append(kind)
    assert kinds == ["regions", "regions", "commodities", "studies", "claims"]


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_place_group(tmp_path: Path) -> None:
    text = """\
title: {en: Some, ru: Некие}
aliases: Few
members:
  "NO": Norway
  "RU-BU": {name: Republic of Buryatia, since: "2001-02-03", until: "2018-11-03"}
  "RU-ZAB":
    name: Trans-Baikal Territory
    spans: [{since: "2015-01-01"}, {until: "2010-01-01"}, {since: "2010-01-01", until: "2012-01-01"}]
"""
    found = config.load_place_group(write(tmp_path, text), PLACES)
    assert (found.id, found.aliases) == ("mine", ("Few",))
    assert [found.title[lang] for lang in ("en", "ru", "zh")] == ["Some", "Некие", "Some"]
    assert found.members == (
        config.Member("NO"),
        config.Member("RU-BU", date(2001, 2, 3), date(2018, 11, 3)),
        config.Member("RU-ZAB", None, date(2010, 1, 1)),
        config.Member("RU-ZAB", date(2010, 1, 1), date(2012, 1, 1)),
        config.Member("RU-ZAB", date(2015, 1, 1), None),
    )


def test_longest_prefix_wins(tmp_path: Path) -> None:
    text = """\
title: {en: A, ru: А}
groups:
  coal:
    name: {en: Coal, ru: Уголь}
    prefixes: {"2701": Hard coal and briquettes, "270210": Lignite, "271": A sort}
  fuel:
    name: {en: Fuel, ru: Топливо}
    prefixes: {"27": "Mineral fuels, oil and gas"}
"""
    grouping = config.load_grouping(write(tmp_path, text), COMMODITIES)
    codes = ("27", "2701", "270119", "2702", "2702100000", "270220", "2709", "2711", "28", "XXXXXXXXXX", "2")
    assert [grouping.group_of(code) for code in codes] == [
        "fuel", "coal", "coal", "fuel", "coal", "fuel", "fuel", "coal", "other", "other", "other",
    ]  # fmt: skip
    assert [grouping.splits(code) for code in ("27", "2701", "2702", "270210", "2709", "28")] == [
        True, False, True, False, False, False,
    ]  # fmt: skip


def test_study(tmp_path: Path) -> None:
    text = """\
title: {en: A, ru: А}
data: [a.csv, {path: "sub/b*.csv", flow: export}, /data/c.csv, "sample:d.csv"]
region: [siberia, mine.yaml, "Респ Саха /Якутия/"]
partner: "NO"
year: 2021
grouping: own/groups.yml
"""
    folder = tmp_path / "[2021]"
    folder.mkdir()
    study = config.load_study(write(folder, text, "theirs.yaml"))
    assert study.data == (
        config.StudyData(f"{folder}/a.csv"),
        config.StudyData(f"{tmp_path}/[[]2021]/sub/b*.csv", "export"),
        config.StudyData("/data/c.csv"),
        config.StudyData("sample:d.csv"),
    )
    assert study.region == ("siberia", f"{folder}/mine.yaml", "Респ Саха /Якутия/")
    assert (study.id, study.partner, study.year, study.source) == ("theirs", ("NO",), "2021", None)
    assert study.grouping == f"{folder}/own/groups.yml"


def test_study_of_least_from_windows(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + STUDY.replace("\n", "\r\n").encode())
    study = config.load_study(file)
    assert study == config.Study("mine", Text("A", "А"), (config.StudyData(f"{tmp_path}/a.csv"),))


# ---------------------------------------------------------------------------------------------------------------------
# Faults of YAML itself

SYNTAX = {
    "not utf-8": ("title: a\nru: Сибирь".encode("cp1251"), "line 2: is not UTF-8; save the file as UTF-8"),
    "utf-16": ("title: a".encode("utf-16"), "line 1: is not UTF-8; save the file as UTF-8"),
    "empty": (b"", "is empty"),
    "control character": (b"title: a\ndata: \x07\n", "line 2: not valid YAML: the character U+0007 is not allowed"),
    "nested": (b"a: " + b"[" * 1000, "is nested more than 20 levels deep"),
    "open quote": (
        b'title: a\ndata: "a.csv\nyear: 2021\n',
        "line 4: not valid YAML: found unexpected end of stream while scanning a quoted scalar that starts in line 2",
    ),
}


@pytest.mark.parametrize(("text", "expected"), SYNTAX.values(), ids=SYNTAX.keys())
def test_syntax(text: bytes, expected: str, tmp_path: Path) -> None:
    assert message("studies", text, tmp_path) == expected


GUESSED = {
    "NO": "false", "yes": "true", "on": "true", "01": "the number 1", "0123": "the number 83", "08": "a number",
    "12:30": "the number 750", "2021": "the number 2021", "0x10": "the number 16", "1_000": "the number 1000",
    "1.5": "the number 1.5", "1e3": "a number", ".inf": "the number inf", "2021-01-01": "a date",
    "2021-13-45": "a date", "null": "null", "~": "null", "0x_": "a number", "<<": "a merge of mappings",
    "=": "a mark of its own",
}  # fmt: skip


@pytest.mark.parametrize(("written", "read_as"), GUESSED.items())
def test_nothing_is_guessed(written: str, read_as: str, tmp_path: Path) -> None:
    fault = f'`{written}` without quotes is read by YAML as {read_as}; quote it: "{written}"'
    assert message("studies", STUDY + f"partner: {written}\n", tmp_path) == f"line 3: `partner`: {fault}"
    assert message("regions", TITLE + f"members:\n  {written}: Norway\n", tmp_path) == f"line 3: code: {fault}"


@pytest.mark.parametrize("quoted", ['"NO"', "'NO'"])
def test_quoted_is_text(quoted: str, tmp_path: Path) -> None:
    assert config.load_study(write(tmp_path, STUDY + f"partner: {quoted}\n")).partner == ("NO",)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml: there is no such file$"):
        config.load_study(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match=r"is a folder, not a YAML file$"):
        config.load_study(tmp_path)
    with pytest.raises(ConfigError, match=r"is too large for a config .* is it a data file\?$"):
        config.load_study(write(tmp_path, "#" * 1_000_001))


def faulty_files() -> list[tuple[config.Kind, Path]]:
    """One file per fault; its last comments, `#=`, are what must be said."""
    return [(kind, file) for kind in LOADERS for file in sorted((FAULTY / kind).glob("*.yaml"))]


@pytest.mark.parametrize(("kind", "file"), faulty_files(), ids=lambda value: getattr(value, "stem", value))
def test_faulty_file(kind: config.Kind, file: Path, tmp_path: Path) -> None:
    content = file.read_text("utf-8")
    expected = re.findall(r"^#= (.*)$", content, re.MULTILINE)
    said = message(kind, content, tmp_path).splitlines()
    if len(expected) > 1:
        assert said.pop(0) == f"{len(expected)} faults"
        said = [line.removeprefix("  - ") for line in said]
    assert said == expected


def test_find(tmp_path: Path) -> None:
    mine = write(tmp_path, STUDY)
    assert config.find("studies", str(mine), CONFIGS) == mine
    assert config.find("regions", "siberia", CONFIGS) == CONFIGS / "regions" / "siberia.yaml"


def test_find_own_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^gone\.yaml: there is no such file$"):
        config.find("studies", "gone.yaml", CONFIGS)
    with pytest.raises(ConfigError, match=r"there is no such file$"):
        config.find("studies", f"{tmp_path}/gone", CONFIGS)


def test_find_offers_what_there_is() -> None:
    with pytest.raises(UnknownNameError) as caught:
        config.find("regions", "sibria", CONFIGS)
    assert caught.value.message == "no region group is called `sibria`"
    assert caught.value.hint.startswith("Did you mean `siberia`")
    assert "Known: central-federal-district, " in caught.value.hint


def test_find_where_nothing_is_shipped(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"^no partner group is called `eaeu`$") as caught:
        config.find("partners", "eaeu", tmp_path)
    assert caught.value.hint == ""
