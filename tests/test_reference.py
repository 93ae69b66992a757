import re
from pathlib import Path

import pytest

from siberia_trade import reference
from siberia_trade.errors import StradeError
from siberia_trade.names.spelling import fold

# Every region code that the Russian customs write, abolished okrugs among them, and Baikonur.
FCS_REGIONS = """
    01000 03000 04000 04100 04130 05000 07000 08000 10000 11000 11100 12000 14000 15000 17000 18000 19000 20000 22000
    24000 25000 25100 26000 27000 28000 29000 30000 30100 32000 33000 34000 35000 36000 37000 38000 40000 41000 42000
    44000 45000 46000 47000 49000 50000 52000 53000 54000 55000 56000 57000 57100 58000 60000 61000 63000 64000 65000
    66000 67000 68000 69000 70000 71000 71100 71140 73000 75000 76000 76100 77000 78000 79000 80000 81000 82000 83000
    84000 85000 86000 87000 88000 89000 90000 91000 92000 93000 94000 95000 96000 97000 98000 99000
"""

LISTS = {"countries": reference.countries, "regions": reference.regions}


@pytest.fixture(params=LISTS, ids=LISTS.keys())
def places(request):
    return LISTS[request.param]()


def test_every_fcs_region_is_covered():
    assert set(reference.region_of_okato()) == set(FCS_REGIONS.split())
    assert len(reference.region_of_okato()) == 92


@pytest.mark.parametrize(
    ("okato", "code"),
    [
        ("01000", "RU-ALT"),
        ("84000", "RU-AL"),
        ("25000", "RU-IRK"),
        ("45000", "RU-MOW"),
        ("46000", "RU-MOS"),
        ("71000", "RU-TYU"),
        # Subjects of their own inside another's range of codes.
        ("71100", "RU-KHM"),
        ("71140", "RU-YAN"),
        ("11100", "RU-NEN"),
        # Abolished okrugs.
        ("04100", "RU-KYA"),
        ("04130", "RU-KYA"),
        ("25100", "RU-IRK"),
        ("30100", "RU-KAM"),
        ("57100", "RU-PER"),
        ("76100", "RU-ZAB"),
        # Without an ISO 3166-2 RU code.
        ("35000", "OKATO-35000"),
        ("67000", "OKATO-67000"),
    ],
)
def test_region_of_okato(okato, code):
    assert reference.region_of_okato()[okato] == code


def test_regions_have_the_codes_of_their_country():
    regions = reference.regions().values()
    russian = [place for place in regions if place.country == "RU"]
    chinese = [place for place in regions if place.country == "CN"]
    brazilian = [place for place in regions if place.country == "BR"]
    assert (len(russian), len(chinese), len(brazilian), len(regions)) == (86, 31, 27, 144)
    assert all(re.fullmatch(r"\d{5}", place.okato) and not place.gacc for place in russian)
    assert all(re.fullmatch(r"\d{2}", place.gacc) and not place.okato for place in chinese)
    assert all(re.fullmatch(r"BR-[A-Z]{2}", place.code) and not place.okato + place.gacc for place in brazilian)
    assert all(place.code == f"OKATO-{place.okato}" or place.code.startswith("RU-") for place in russian)


def test_countries_have_codes_of_the_right_shape():
    for place in reference.countries().values():
        assert re.fullmatch(r"[A-Z]{2}|M49-\d{3}|GACC-\d{3}", place.code)
        assert re.fullmatch(r"([A-Z]{3})?", place.alpha3)
        assert re.fullmatch(r"(\d{3})?", place.m49)
        assert re.fullmatch(r"(\d{3})?", place.gacc)
        assert all(number.isdigit() for number in place.comtrade)
        assert all(re.fullmatch(r"\d{3}", number) for number in place.mdic)
        assert all(re.fullmatch(r"[A-Z]{2}|\d{4}", code) for code in place.comext)


@pytest.mark.parametrize("field", ["alpha3", "m49", "gacc", "okato"])
def test_a_code_belongs_to_one_place(places, field):
    codes = [code for place in places.values() if (code := getattr(place, field))]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("field", ["comtrade", "fcs", "mdic", "comext", "okato_folded"])
def test_further_codes_belong_to_one_place(places, field):
    codes = [code for place in places.values() for code in getattr(place, field)]
    assert len(codes) == len(set(codes))


def test_names_are_there_clean_and_unique(places):
    for lang, script in (("en", "[A-Za-zÀ-ž]"), ("ru", "[А-Яа-яё]"), ("zh", "[\u4e00-\u9fff]")):
        names = [place.names[lang] for place in places.values()]
        assert all(re.search(script, name) and name == name.strip() and "|" not in name for name in names)
        assert len(set(map(fold, names))) == len(names)


def test_an_alias_belongs_to_one_place_unless_marked_as_ambiguous(places):
    owner = {fold(name): place.code for place in places.values() for name in _languages(place)}
    for place in places.values():
        for alias in place.aliases:
            assert alias == alias.strip() != ""
            assert owner.setdefault(fold(alias), place.code) == place.code, alias


def test_an_ambiguous_alias_has_several_owners(places):
    owners: dict[str, set[str]] = {}
    for place in places.values():
        for name in place.ambiguous:
            owners.setdefault(fold(name), set()).add(place.code)
    assert all(len(codes) > 1 for codes in owners.values())


def test_residual_areas_are_the_partners_that_are_no_country():
    countries, residual = reference.countries(), reference.residual_areas()
    assert residual < set(countries)
    assert not any(countries[code].alpha3 for code in residual)
    named = {code for code, place in countries.items() if ", nes" in place.names.en}
    assert residual - named == {"EU", "GACC-702", "M49-837", "M49-838", "M49-839"}
    assert named < residual


def test_places_hold_both_lists():
    assert len(reference.places()) == len(reference.countries()) + len(reference.regions())
    assert reference.places()["RU-IRK"].names["ru"] == "Иркутская область"
    assert reference.places()["CN"].names["zh"] == "中国"
    assert reference.places()["NA"].names["en"] == "Namibia"


def test_partner_of_fcs():
    partners = reference.partner_of_fcs()
    assert len(partners) > 250
    assert {code: partners[code] for code in ("CN", "AB", "YY", "NA")} == {
        "CN": "CN",
        "AB": "AB",
        "YY": "GE",
        "NA": "NA",
    }
    assert "NNN" not in partners
    assert not any(code.startswith(("M49", "GACC")) for code in partners)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("023", "DE"),
        ("063", "AR"),
        ("105", "BR"),
        ("160", "CN"),
        ("249", "US"),
        ("275", "FR"),
        ("399", "JP"),
        ("676", "RU"),
        ("756", "ZA"),
        ("767", "CH"),
        ("888", "CD"),
        # Parts that are listed apart.
        ("100", "BR"),
        ("151", "ES"),
        ("237", "AE"),
        ("367", "GB"),
        ("873", "US"),
        # Without a code of its own in the list, but with a name.
        ("393", "JE"),
        ("489", "YT"),
        ("698", "MF"),
        # No longer there.
        ("025", "M49-278"),
        ("388", "M49-891"),
        ("840", "M49-810"),
    ],
)
def test_partner_of_mdic(number, code):
    assert reference.partner_of_mdic()[number] == code


def test_every_iso_country_but_kosovo_has_a_number_in_comex_stat():
    without = [place.code for place in reference.countries().values() if place.alpha3 and not place.mdic]
    assert without == ["XK"]
    assert len(reference.partner_of_mdic()) == 273


@pytest.mark.parametrize("number", ["000", "785", "990", "994", "995", "997", "998", "999"])
def test_no_country_of_comex_stat(number):
    assert number not in reference.partner_of_mdic()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("FR", "FR"),
        ("NA", "NA"),
        ("GR", "GR"),
        ("EL", "GR"),
        ("GB", "GB"),
        ("XI", "GB"),
        ("XU", "GB"),
        ("XK", "XK"),
        ("XS", "RS"),
        ("RS", "RS"),
        ("XM", "ME"),
        ("XC", "GACC-210"),
        ("XL", "GACC-256"),
        ("AN", "M49-530"),
        # A letter code has had two meanings; the later one counts.
        ("CS", "M49-891"),
        ("YU", "M49-891"),
        # Numbers of the old files.
        ("0001", "FR"),
        ("0004", "DE"),
        ("0036", "CH"),
        ("0039", "CH"),
        ("0075", "RU"),
        ("0098", "RS"),
        ("0388", "ZA"),
        ("0400", "US"),
        ("0508", "BR"),
        ("0720", "CN"),
        ("0732", "JP"),
        ("0056", "M49-810"),
        ("0021", "GACC-210"),
    ],
)
def test_partner_of_comext(written, code):
    assert reference.partner_of_comext()[written] == code


def test_no_country_of_comext():
    known = reference.partner_of_comext()
    withheld = {f"Q{letter}" for letter in "PQRSUVWXYZ"} | {"0950", "0951", "0952", "0958", "0959", "0960", "0977"}
    former_areas = {"XA", "XO", "XR", "XZ", "0022", "0090", "0802", "0808", "0810", "0814", "0890"}
    assert not (withheld | former_areas) & set(known)
    assert not any(code.startswith(("M49", "GACC")) for code in known)


def test_codes_of_comext_are_no_other_countrys_alpha2():
    written = {code for place in reference.countries().values() for code in place.comext}
    assert not written & set(reference.countries())


@pytest.mark.parametrize(("edition", "count"), [("2012", 1224), ("2017", 1222), ("2022", 1228)])
def test_headings_of_each_edition(edition, count):
    assert sum(edition in editions for editions in reference.hs_headings().values()) == count


def test_headings_know_their_editions():
    headings = reference.hs_headings()
    assert headings["2709"] == {"2012", "2017", "2022"}
    assert headings["8806"] == {"2022"}
    assert headings["8469"] == {"2012"}


def test_sections_chapters_and_headings_cover_each_other():
    names = reference.hs_names()
    sections = {code for code in names if code.startswith("S")}
    chapters = {code for code in names if len(code) == 2}
    assert sections == {f"S{number:02}" for number in range(1, 22)}
    assert chapters == {f"{number:02}" for number in range(1, 98)}
    assert set(reference.section_of_chapter()) == chapters
    assert set(reference.section_of_chapter().values()) == sections
    # Chapter 77 is kept for later use.
    assert {heading[:2] for heading in reference.hs_headings()} == chapters - {"77"}
    assert set(reference.hs_headings()) == set(names) - sections - chapters


def test_sections_list_the_chapters_that_name_them():
    for row in reference._rows("hs_sections.csv"):
        first, _, last = row["chapters"].partition("-")
        listed = {f"{number:02}" for number in range(int(first), int(last or first) + 1)}
        assert listed == {
            chapter for chapter, section in reference.section_of_chapter().items() if section == row["code"]
        }


def test_hs_names_are_there_in_both_languages():
    for name in reference.hs_names().values():
        assert re.search("[A-Za-z]", name.en)
        assert re.search("[А-Яа-я]", name.ru)


def test_bundled_finds_the_checkout():
    assert (reference.bundled("configs") / "regions" / "siberia.yaml").is_file()


def test_bundled_prefers_the_package(tmp_path, monkeypatch):
    package = tmp_path / "siberia_trade"
    (package / "_bundled" / "configs").mkdir(parents=True)
    (tmp_path / "configs").mkdir()
    monkeypatch.setattr(reference, "_PACKAGE", package)
    monkeypatch.setattr(reference, "_CHECKOUT", tmp_path)
    assert reference.bundled("configs") == package / "_bundled" / "configs"


def test_bundled_names_both_places():
    with pytest.raises(StradeError) as caught:
        reference.bundled("no-such-folder")
    assert str(Path("_bundled", "no-such-folder")) in caught.value.message
    assert caught.value.message.count("no-such-folder") == 3


def _languages(place):
    return (place.names.en, place.names.ru, place.names.zh)
