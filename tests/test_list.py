"""`strade list`: what the tool knows by name, what data hold, and how things are found."""

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Run
from extracts import DATTSVT, Row
from layouts import comtrade, gacc, tidy
from layouts_more import baci

import siberia_trade as st
from siberia_trade.readers import SPECS


def listed(run: Run, question: str, *words: str) -> list[dict[str, str]]:
    """Rows of a list."""
    result = run(f"list {question} --format csv", *words)
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


FOUND = {
    # list, what is searched, codes that are found
    "both Altais": ("regions", "altai", "RU-AL RU-ALT"),
    "in Russian": ("regions", "алтай", "RU-AL RU-ALT"),
    "in Chinese": ("regions", "阿尔泰", "RU-AL RU-ALT"),
    "by alias": ("regions", "Приангарье", "RU-IRK"),
    "by OKATO": ("regions", "25000", "RU-IRK"),
    "by the OKATO of an abolished okrug": ("regions", "25100", "RU-IRK"),
    "by ISO code": ("regions", "ru-irk", "RU-IRK"),
    "by the middle of a word": ("regions", "рмань", ""),
    "a country": ("partners", "türkiye", "TR"),
    "by M49": ("partners", "643", "RU"),
    "by alpha-3": ("partners", "CHN", "CN"),
    "by several words": ("partners", "republic of korea", "KP KR"),
    "heading": ("commodities", "2709", "2709"),
    "chapter and headings": ("commodities", "471", ""),
    "commodity by name": ("commodities", "crude oil", "2709"),
    "section": ("commodities", "S05", "S05"),
    "study": ("studies", "mongol", "siberia-mongolia"),
    "source by column": ("sources", "stoim", "fcs"),
    "group by alias": ("groups", "ЕАЭС", "eaeu"),
}
#: The column of codes.
CODE = {
    "regions": "region", "partners": "partner", "commodities": "commodity", "studies": "study", "sources": "source",
    "groups": "group",
}  # fmt: skip


@pytest.mark.parametrize(("what", "search", "codes"), FOUND.values(), ids=FOUND)
def test_search(strade: Run, what: str, search: str, codes: str) -> None:
    if codes:
        assert " ".join(row[CODE[what]] for row in listed(strade, what, search)) == codes
    else:
        assert strade(f"list {what}", search).code == 1


OF_SOURCE = {
    # 344 is Russia to China's customs, and Hong Kong to the United Nations
    "partners 344 --source gacc": "RU",
    "partners 344 --source comtrade": "HK",
    "partners YY --source fcs": "GE",
    "regions 44 --source gacc": "CN-GD",
    # no code of the source: searched as without it
    "partners kazakh --source gacc": "KZ",
}


@pytest.mark.parametrize(("question", "code"), OF_SOURCE.items())
def test_code_of_a_source(strade: Run, question: str, code: str) -> None:
    assert [row[CODE[question.split()[0]]] for row in listed(strade, question)] == [code]


NEAREST = {
    "regions": ("Irkutzk", "no region is called `Irkutzk`", "Did you mean `Irkutsk"),
    "partners": ("Казахстон", "no partner is called `Казахстон`", "`Казахстан`"),
    "commodities": ("crud oil", "no commodity is called `crud oil`", "`Crude oil`"),
    "sources": ("fsc", "no source is called `fsc`", "fcs"),
    "studies": ("nothing", "no study is called `nothing`", "Known: china-provinces, "),
}


@pytest.mark.parametrize(("what", "case"), NEAREST.items(), ids=NEAREST)
def test_nothing_found(strade: Run, what: str, case: tuple[str, str, str]) -> None:
    search, message, hint = case
    result = strade(f"list {what}", search)
    assert (result.code, result.out) == (1, "")
    assert message in result.err
    assert hint in result.err.split("hint:")[1]


def test_names_in_three_languages(strade: Run) -> None:
    [row] = listed(strade, "regions", "RU-IRK")
    named = [row[name] for name in ("region", "name_en", "name_ru", "name_zh", "country", "okato")]
    assert named == ["RU-IRK", "Irkutsk Region", "Иркутская область", "伊尔库茨克州", "RU", "25000"]


def test_commodities(strade: Run) -> None:
    rows = listed(strade, "commodities")
    kinds = [row["kind"] for row in rows]
    assert [kinds.count(kind) for kind in ("section", "chapter")] == [21, 97]
    assert kinds.count("heading") > 1200
    members = listed(strade, "commodities --grouping fcs")
    assert [row["prefixes"] for row in members if row["commodity"] == "mineral"] == ["25, 26, 27"]


def test_sources(strade: Run) -> None:
    assert [row["source"] for row in listed(strade, "sources")] == [spec.name for spec in SPECS]


def test_studies(strade: Run) -> None:
    figures = {row["study"]: row["printed_figures"] for row in listed(strade, "studies")}
    assert (figures["settlements"], figures["siberia-kazakhstan"]) == ("5", "0")


def test_groups(strade: Run) -> None:
    members = {row["group"]: row["members"] for row in listed(strade, "groups")}
    assert members["china-border"] == "CN-HL, CN-JL, CN-NM, CN-XJ"
    assert "RU-BU (..2018-11-03)" in members["siberian-federal-district"]
    assert members["broad"] == "primary, chemicals, industrial"
    shown = strade("list groups china-border").out
    assert "Heilongjiang, Jilin, Inner Mongolia, Xinjiang" in shown


# ---------------------------------------------------------------------------------------------------------------------
# What data hold

ROWS = [
    Row("export", "2020-01", "CN", "4407110000", "", "100", "10", "0", "25000"),
    Row("export", "2021-02", "CN", "2709001000", "", "300.5", "10", "0", "25000"),
    Row("import", "2021-02", "KZ", "XXXXXXXXXX", "", "50", "10", "0", "01000"),
    Row("import", "2021-03", "QQ", "4407120000", "", "7", "10", "0", "NNNNN"),
]
HELD = {
    # list, columns, rows
    "regions": (
        "regions", "region name_en rows value_usd",
        "RU-IRK Irkutsk_Region 2 400.5 / RU-ALT Altai_Territory 1 50 / undisclosed Undisclosed 1 7",
    ),
    "partners": ("partners", "partner rows value_usd", "CN 2 400.5 / KZ 1 50 / undisclosed 1 7"),
    "commodities": (
        "commodities", "commodity kind rows value_usd",
        "2709 heading 1 300.5 / 4407 heading 2 107 / undisclosed - 1 50",
    ),
    "grouping": (
        "commodities --grouping fcs", "commodity rows value_usd", "mineral 1 300.5 / wood 2 107 / undisclosed 1 50",
    ),
    "years": ("years", "year months rows value_usd", "2020 1 1 100 / 2021 2–3 3 357.5"),
    "search": ("regions altai", "region rows", "RU-ALT 1"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "expected"), HELD.values(), ids=HELD)
def test_held(strade: Run, tmp_path: Path, question: str, columns: str, expected: str) -> None:
    (tmp_path / "a.csv").write_bytes(DATTSVT.write(ROWS))
    rows = listed(strade, f"{question} --data a.csv")
    cells = [" ".join(row[name].replace(" ", "_") or "-" for name in columns.split()) for row in rows]
    assert " / ".join(cells) == expected


#: Both flows side by side, and cells whose number is not known.
SIDES = {
    "partners": ("partners", "partner rows value_usd", "DE 2 9 / FR 1 4 / PL 1 -"),
    "commodities": ("commodities", "commodity rows value_usd", "2709 2 9 / 4407 2 4"),
    "years": ("years", "year rows value_usd", "2020 1 1 / 2021 3 12"),
}


@pytest.mark.parametrize(("question", "columns", "expected"), SIDES.values(), ids=SIDES)
def test_held_side_by_side(strade: Run, tmp_path: Path, question: str, columns: str, expected: str) -> None:
    (tmp_path / "m.yaml").write_text(
        "columns: {year: Y, partner: C, commodity: K, exports: Out, imports: In, exports_weight: OutT, "
        'imports_weight: InT}\nfixed: {reporter: RU}\nempty: ["..."]\n'
    )
    (tmp_path / "a.csv").write_text(
        "Y;C;K;Out;In;OutT;InT\n2021;Germany;270900;5;3;1;1\n2021;France;440710;...;4;2;2\n"
        "2020;Germany;270900;1;...;1;...\n2021;Poland;440720;...;...;3;...\n2021;Japan;440720;;;;\n"
    )
    rows = listed(strade, f"{question} --data a.csv --source m.yaml")
    cells = [" ".join(row[name] or "-" for name in columns.split()) for row in rows]
    assert " / ".join(cells) == expected
    said = strade(f"list {question} --data a.csv --source m.yaml --format csv").err
    assert "2 selected rows without a value: nothing to add" in said


def test_what_is_not_known_is_no_zero(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        'columns: {year: Y, partner: C, value: V}\nfixed: {flow: export}\nempty: ["..."]\n'
    )
    (tmp_path / "a.csv").write_text("Y;C;V\n2021;Germany;5\n2021;France;...\n")
    rows = listed(strade, "partners --data a.csv --source m.yaml")
    assert [(row["partner"], row["rows"], row["value_usd"]) for row in rows] == [("DE", "1", "5"), ("FR", "1", "")]


def test_each_trade_of_two_countries_counts_once(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(baci("2021 156 643 270900 9 1\n2021 643 156 440710 2 1"))
    [year] = listed(strade, "years --data a.csv")
    assert (year["rows"], year["value_usd"]) == ("2", "11000")
    rows = listed(strade, "partners --data a.csv")  # of each of which both countries are a partner
    assert [(row["partner"], row["rows"], row["value_usd"]) for row in rows] == [
        ("CN", "2", "11000"),
        ("RU", "2", "11000"),
    ]


def test_what_no_list_holds_is_said(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(DATTSVT.write(ROWS))
    said = strade("list regions --data a.csv --format csv").err
    assert said == "note: partner `QQ` is in no list and counts as undisclosed: 1 row, 7\n"


def test_total_rows_are_no_place(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(comtrade("156 X 2022 0 TOTAL 10\n156 X 2022 643 TOTAL 10"))
    [row] = listed(strade, "partners --data a.csv")
    assert (row["partner"], row["value_usd"]) == ("RU", "10")
    assert "every row counts as it stands" in strade("list partners --data a.csv --format csv").err


def test_value_in_its_currency(strade: Run, tmp_path: Path) -> None:
    content = gacc("cny\n6", columns=("period", "partner", "code", "province", "cny"))
    (tmp_path / "2021in.csv").write_bytes(content)
    [row] = listed(strade, "regions --data 2021in.csv")
    assert (row["region"], row["value_cny"]) == ("CN-HL", "6")


def test_what_data_do_not_hold(strade: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(DATTSVT.write(ROWS))
    assert strade("list regions tuva --data a.csv").err.splitlines() == [
        "error: the data hold no region called `tuva`",
        "hint: Known: RU-IRK, RU-ALT, undisclosed.",
    ]


def test_data_from_the_environment(strade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(DATTSVT.write(ROWS))
    monkeypatch.setenv("STRADE_DATA", "a.csv")
    assert [row["year"] for row in listed(strade, "years")] == ["2020", "2021"]
    assert len(listed(strade, "sources")) == len(SPECS)


def test_years_are_those_of_the_default_study(strade: Run) -> None:
    result = strade("list years --format csv")
    assert [line[:4] for line in result.out.splitlines()[1:]] == [str(year) for year in range(2017, 2024)]
    assert "sample data" in result.err


REFUSED = {
    "no such list": ("cities", 2, "'cities' is not one of"),
    "data for what data do not hold": ("studies --data a.csv", 2, "--data goes with `regions`, `partners`, "),
    "grouping of no commodities": ("regions --grouping fcs", 2, "--grouping goes with `commodities` only"),
    "source without data": ("partners --source gacc", 2, "strade list partners 344 --source gacc"),
    "source of no places": ("studies --source gacc", 2, "--source says how --data is read"),
    "no such source": ("partners 344 --source gac", 1, "no source is called `gac`"),
    "no such grouping": ("commodities --grouping fsc", 1, "no grouping is called `fsc`"),
    "no such dimension": ("regions --data a.csv", 1, "the data are not divided by region"),
    "no such file": ("regions --data b.csv", 1, "no such file"),
}


@pytest.mark.parametrize(("question", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(strade: Run, tmp_path: Path, question: str, code: int, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(tidy("year value_usd\n2021 5"))
    result = strade(f"list {question}")
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_json(strade: Run) -> None:
    answer = json.loads(strade("list regions altai --format json").out)
    assert (answer["meta"]["what"], answer["meta"]["search"]) == ("regions", "altai")
    assert [row["region"] for row in answer["data"]] == ["RU-AL", "RU-ALT"]


def test_in_russian(strade: Run) -> None:
    out = strade("list regions altai --lang ru").out
    assert out.startswith("Регионы\n")
    assert "Россия" in out


def test_in_python() -> None:
    assert st.listing("partners", "kazakh").frame["partner"].to_list() == ["KZ"]
