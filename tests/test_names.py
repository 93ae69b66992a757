import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siberia_trade import names, reference
from siberia_trade.errors import AmbiguousNameError, ConfigError, UnknownNameError
from siberia_trade.names import resolve_partner, resolve_region
from siberia_trade.names.spelling import fold

REGIONS = {
    "RU-IRK": """
        Irkutsk; irkutsk oblast; Irkutsk Region; IRKUTSK; Irkutskaya oblast'; Irkutskaya oblast; irkutskaya
        Irkutsk krai; Иркутская область; ИРКУТСКАЯ; Иркутская обл.; Иркутская обл; иркутская область; Иркутск
        г. Иркутск; г.Иркутск; 伊尔库茨克州; 伊尔库茨克; RU-IRK; ru-irk; RU–IRK; 25000; 25; 25000000000; 25000000
        25 000; OKATO-25000; 25100
        25000 - ИРКУТСКАЯ ОБЛАСТЬ; Irkutsk Region (RU-IRK); Иркутская область (RU-IRK)
    """,
    "RU-ALT": "Altai Territory; Altay Kray; Алтайский край; Алтайский; 阿尔泰边疆区; 01000; 01; 1000; 1000000000",
    "RU-AL": "Altai Republic; the Republic of Altai; Республика Алтай; Респ. Алтай; 阿尔泰共和国; 84",
    "RU-MOW": """
        Moscow; Москва; город Москва; Москва г; г. Москва; 莫斯科; 莫斯科市; 45000
        ГОРОД МОСКВА СТОЛИЦА РОССИЙСКОЙ ФЕДЕРАЦИИ ГОРОД ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ
    """,
    "RU-MOS": "Moscow Region; Moscow Oblast; Московская область; Московская обл.; Московская; 莫斯科州; 46000",
    "RU-SPE": "St Petersburg; St. Petersburg; Saint Petersburg; Санкт-Петербург; СПб; 圣彼得堡; 40",
    "RU-SA": """
        Yakutia; Sakha (Yakutia); Саха (Якутия); Республика Саха /Якутия/; РЕСПУБЛИКА САХА (ЯКУТИЯ); Якутия; 萨哈共和国
        萨哈（雅库特）共和国; 萨哈(雅库特)共和国; 98000
    """,
    "RU-KHM": "ХМАО — Югра; Ханты-Мансийский АО; Khanty–Mansi Autonomous Okrug; 汉特-曼西自治区; 71100; 71100000000",
    "RU-YAN": "ЯНАО; Yamalo-Nenets; Ямало-Ненецкий; 亚马尔-涅涅茨自治区; 71140; 7114; 71140000000",
    "RU-NEN": "Ненецкий автономный округ; Nenets Autonomous Okrug; Ненецкий АО; НАО; 11100",
    "RU-KYA": "Krasnoyarsk; Красноярский край; Красноярский; 04000; 4000; 04; 4100; 04130; 4100000000",
    "RU-ORL": "Orel; Орёл; Орел; ОРЁЛ; Орловская область; Oryol Oblast",
    "RU-TA": "Tatarstan; Татарстан; Республика Татарстан; РЕСПУБЛИКА ТАТАРСТАН (ТАТАРСТАН); Republic of Tatarstan",
    "RU-YEV": "Jewish Autonomous Oblast; Еврейская АО; Еврейская автономная область; ЕАО; 犹太自治州",
    "RU-ZAB": "Zabaykalsky Krai; Transbaikal; Trans-Baikal Krai; Забайкалье; Забайкальский; 外贝加尔边疆区",
    "RU-NGR": "Novgorod; Новгород; Новгородская область",
    "RU-NIZ": "Nizhny Novgorod; Нижний Новгород; Нижегородская обл.",
    "OKATO-35000": "Crimea; Крым; Республика Крым; 35000; OKATO-35000; okato 35000; 克里米亚",
    "CN-HL": "Heilongjiang; Heilongjiang Sheng; провинция Хэйлунцзян; Хэйлунцзян; 黑龙江省; 黑龙江; CN-HL",
    "CN-XJ": "Xinjiang; Xinjiang Uyghur Autonomous Region; Синьцзян; СУАР; 新疆; 新疆维吾尔自治区",
    "CN-NM": "Inner Mongolia; Внутренняя Монголия; 内蒙古自治区; 内蒙古",
    "BR-SP": "São Paulo; Sao Paulo; SAO PAULO; State of São Paulo; Сан-Паулу; штат Сан-Паулу; 圣保罗州; 圣保罗; br-sp",
    "BR-RS": "Rio Grande do Sul; rio grande do sul; Estado do Rio Grande do Sul; Риу-Гранди-ду-Сул; 南里奥格兰德州",
    "BR-DF": "Distrito Federal; Федеральный округ Бразилии; Federal District (Brazil) (BR-DF); 巴西联邦区; BR-DF",
    "BR-PA": "Pará; para; State of Pará; State of Para; Пара; штат Пара; 帕拉; Estado do Para",
    # Reporting countries.
    "RU": "russia; Россия; RU; ru; RUS; 643; 俄罗斯; Russian Federation; РФ; Russia (RU)",
    "CN": "China; Китай; 中国; CN; CHN; 156",
    "MN": "Mongolia; Монголия; 蒙古",
    "BR": "Brazil; Brasil; Бразилия; 巴西; BRA",
}

PARTNERS = {
    "CN": "China; the PRC; Китай; КИТАЙ; китай; КНР; 中国; CN; cn; CHN; 156; People’s Republic of China",
    "US": "USA; U.S.A.; US; u.s.; United States; The United States of America; США; Соединенные Штаты; 美国; 840; 842",
    "KR": "South Korea; Korea, Republic of; Korea, Rep.; Республика Корея; Южная Корея; 韩国; KR; KOR; 410",
    "KP": "North Korea; КНДР; Северная Корея; 朝鲜; KP; 408",
    "HK": "Hong Kong; Hong-Kong; Гонконг; 香港; HKG; 344",
    "TR": "Türkiye; Turkiye; TÜRKİYE; Turkey; Турция; 土耳其; TR; 792",
    "CI": "Côte d'Ivoire; Cote d’Ivoire; COTE D'IVOIRE; Ivory Coast; Кот-д'Ивуар; Кот-д’Ивуар; 科特迪瓦",
    "CZ": "Czechia; Czech Republic; Czech; Чехия; Чешская Республика; 捷克",
    "DO": "Dominican Republic; Доминиканская Республика; DOM; 214",
    "DM": "Dominica; Доминика; DMA; 212",
    "CD": "DR Congo; Democratic Republic of Congo; ДР Конго; 刚果（金）; 刚果(金); Congo (Kinshasa) (CD)",
    "CG": "Republic of the Congo; Republic of Congo; Congo-Brazzaville; Республика Конго",
    "GN": "GN; GIN; Republic of Guinea; Guinea (GN); Гвинея (GN)",
    "BA": "Bosnia and Herzegovina; Bosnia & Herzegovina; BIH; 070; 70",
    "AL": "Albania; ALB; 008; 8",
    "NA": "Namibia; NA; na; Намибия",
    "NO": "Norway; NO; Норвегия; 578; 579",
    "GE": "Georgia; Грузия; YY; GE",
    "NL": "the Netherlands; Netherlands; Holland; Нидерланды; Голландия; 荷兰",
    "NE": "Niger; Нигер",
    "TW": "Taiwan; Тайвань; 台湾; TWN; 158; 490",
    "KZ": "Kazakhstan; Казахстан; 哈萨克斯坦; KZ; KAZ; 398",
    "AX": "Åland; Aland Islands; ALAND",
    "M49-810": "USSR; СССР; 苏联; M49-810; m49-810",
}

AMBIGUOUS_REGIONS = {
    "Altai": ["Altai Republic (RU-AL)", "Altai Territory (RU-ALT)"],
    "ALTAI": ["Altai Republic (RU-AL)", "Altai Territory (RU-ALT)"],
    "Altai oblast": ["Altai Republic (RU-AL)", "Altai Territory (RU-ALT)"],
    "Алтай": ["Республика Алтай (RU-AL)", "Алтайский край (RU-ALT)"],
    "阿尔泰": ["阿尔泰共和国 (RU-AL)", "阿尔泰边疆区 (RU-ALT)"],
    "Moscow krai": ["Moscow Region (RU-MOS)", "Moscow (RU-MOW)"],
    "Rio Grande": ["Rio Grande do Norte (BR-RN)", "Rio Grande do Sul (BR-RS)"],
    "Риу-Гранди": ["Риу-Гранди-ду-Норти (BR-RN)", "Риу-Гранди-ду-Сул (BR-RS)"],
    # An OKATO code that lost its zero, or Afghanistan.
    "4": ["Afghanistan (AF)", "Krasnoyarsk Territory (RU-KYA)"],
    "711": ["Southern African Customs Union (M49-711)", "Khanty-Mansi Autonomous Area (RU-KHM)"],
}

AMBIGUOUS_PARTNERS = {
    "Korea": ["North Korea (KP)", "Republic of Korea (KR)"],
    "Корея": ["КНДР (KP)", "Республика Корея (KR)"],
    "Guinea": ["Guinea (GN)", "Equatorial Guinea (GQ)", "Guinea-Bissau (GW)", "Papua New Guinea (PG)"],
    "Congo": ["Congo (Kinshasa) (CD)", "Congo (Brazzaville) (CG)"],
    "Virgin Islands": ["British Virgin Islands (VG)", "US Virgin Islands (VI)"],
}


def typed(table):
    return [
        (text.strip(), code)
        for code, texts in table.items()
        for line in texts.strip().splitlines()
        for text in line.split(";")
    ]


@pytest.fixture(scope="module")
def region_groups():
    return names.load_groups("regions")


@pytest.fixture(scope="module")
def partner_groups():
    return names.load_groups("partners")


@pytest.mark.parametrize(("text", "code"), typed(REGIONS))
def test_regions(text, code, region_groups):
    choice = resolve_region(text, region_groups)
    assert (choice.given, choice.id) == (text, code)
    assert choice.kind == ("country" if len(code) == 2 else "region")
    assert [(member.code, member.since, member.until) for member in choice.members] == [(code, None, None)]
    assert choice.names == reference.places()[code].names


@pytest.mark.parametrize(("text", "code"), typed(PARTNERS))
def test_partners(text, code, partner_groups):
    choice = resolve_partner(text, partner_groups)
    assert (choice.given, choice.id, choice.kind) == (text, code, "country")
    assert [member.code for member in choice.members] == [code]


def test_every_place_is_found_by_its_codes_and_names(region_groups, partner_groups):
    for place in reference.places().values():
        resolve, groups = (resolve_region, region_groups) if place.country else (resolve_partner, partner_groups)
        written = {place.code, place.code.lower(), place.names.en, place.names.ru, place.names.zh, *place.aliases}
        written |= {code for code in (place.okato, place.alpha3, place.m49) if code}
        for text in written - {"EU", "eu", *place.ambiguous}:
            assert resolve(text, groups).id == place.code, text


@pytest.mark.parametrize("text", ["world", "World", "мир", "Весь мир", "世界", "all", " ALL "])
def test_world(text, partner_groups):
    choice = resolve_partner(text, partner_groups)
    assert (choice.id, choice.kind, choice.members) == ("world", "world", ())


@pytest.mark.parametrize(
    ("text", "group", "count"),
    [
        ("siberia", "siberia", 16),
        ("Сибирь", "siberia", 16),
        ("西伯利亚", "siberia", 16),
        ("SFO", "siberian-federal-district", 12),
        ("сфо", "siberian-federal-district", 12),
        ("Сибирский федеральный округ", "siberian-federal-district", 12),
        ("Far East", "far-eastern-federal-district", 11),
        ("pacific russia", "pacific-russia", 8),
        ("china-border", "china-border", 4),
    ],
)
def test_region_groups(text, group, count, region_groups):
    choice = resolve_region(text, region_groups)
    assert (choice.kind, choice.id, len(choice.members)) == ("group", group, count)
    assert choice.names.ru == region_groups[group].title.ru


def test_group_members_keep_their_dates(region_groups):
    members = {member.code: member for member in resolve_region("SFO", region_groups).members}
    assert str(members["RU-BU"].until) == "2018-11-03"
    assert members["RU-IRK"].until is None


@pytest.mark.parametrize(
    ("text", "group"), [("EU", "eu"), ("ЕС", "eu"), ("ЕАЭС", "eaeu"), ("brics", "brics"), ("СНГ", "cis")]
)
def test_partner_groups(text, group, partner_groups):
    assert resolve_partner(text, partner_groups).id == group


def test_groups_hide_no_place_but_the_union(region_groups, partner_groups):
    called = {
        name for groups in (region_groups, partner_groups) for group in groups.values() for name in _called(group)
    }
    hidden = {text for text in called if _place_called(text)}
    assert hidden == {"eu", "ес", "евросоюз", "европейский союз", "european union", "欧盟", "欧洲联盟"}


def test_a_group_file_of_the_users_own(tmp_path, region_groups):
    file = tmp_path / "baikal.yaml"
    file.write_text(
        "title: {en: Around Baikal, ru: Прибайкалье}\n"
        'members:\n  "RU-IRK": Irkutsk Region\n  "RU-BU": Republic of Buryatia\n',
        encoding="utf-8",
    )
    choice = resolve_region(str(file), region_groups)
    assert (choice.kind, choice.id, choice.names.ru) == ("group", "baikal", "Прибайкалье")
    assert [member.code for member in choice.members] == ["RU-IRK", "RU-BU"]


def test_a_group_file_that_is_not_there(region_groups):
    with pytest.raises(ConfigError, match=r"nowhere\.yaml"):
        resolve_region("nowhere.yaml", region_groups)


@pytest.mark.parametrize(("text", "choices"), AMBIGUOUS_REGIONS.items(), ids=AMBIGUOUS_REGIONS.keys())
def test_ambiguous_regions(text, choices, region_groups):
    _asks_back(resolve_region, text, choices, region_groups)


@pytest.mark.parametrize(("text", "choices"), AMBIGUOUS_PARTNERS.items(), ids=AMBIGUOUS_PARTNERS.keys())
def test_ambiguous_partners(text, choices, partner_groups):
    _asks_back(resolve_partner, text, choices, partner_groups)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Irkutks", "Irkutsk Region"),
        ("Irkut", "Irkutsk Region"),
        ("Иркутсая область", "Иркутская область"),
        ("伊尔库茨科", "伊尔库茨克州"),
        ("Krasno", "Krasnoyarsk Territory"),
        ("Sibir", "Siberia"),
        ("Rusia", "Russia"),
        ("Federal District", "Federal District (Brazil)"),
    ],
)
def test_unknown_region_offers_the_nearest(text, near, region_groups):
    with pytest.raises(UnknownNameError) as caught:
        resolve_region(text, region_groups)
    assert caught.value.message == f"no region is called `{text}`"
    assert f"`{near}`" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "near"),
    [("Chna", "China"), ("Казахстна", "Казахстан"), ("Kazak", "Kazakhstan"), ("哈萨克斯", "哈萨克斯坦")],
)
def test_unknown_partner_offers_the_nearest(text, near, partner_groups):
    with pytest.raises(UnknownNameError) as caught:
        resolve_partner(text, partner_groups)
    assert f"`{near}`" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["", " ", "?", "область", "the", "xyzzy", "99999", "25001", "25401000000", "000", "RU-XXX"]
)
def test_no_region_is_guessed(text, region_groups):
    with pytest.raises(UnknownNameError):
        resolve_region(text, region_groups)


@pytest.mark.parametrize(
    "text", ["", "republic", "Republic of China", "XX", "999", "NNN", "Virgin Islands (UM)", "1234"]
)
def test_no_partner_is_guessed(text, partner_groups):
    with pytest.raises(UnknownNameError):
        resolve_partner(text, partner_groups)


@pytest.mark.parametrize("text", ["Irkutsk", "Иркутская область", "RU-IRK", "25000", "黑龙江省", "Siberia", "Altai"])
def test_a_region_is_no_partner(text, partner_groups):
    with pytest.raises(UnknownNameError) as caught:
        resolve_partner(text, partner_groups)
    assert caught.value.hint == f"`{text}` is a region: use --region"


def test_the_world_is_no_region(region_groups):
    with pytest.raises(UnknownNameError) as caught:
        resolve_region("world", region_groups)
    assert "--partner" in caught.value.hint


def test_okato_of_two_digits_is_the_region_and_not_the_okrug_within():
    assert resolve_region("71", {}).id == "RU-TYU"
    assert resolve_region("11", {}).id == "RU-ARK"


blanks = st.text(alphabet=" \t\u00a0\u3000", max_size=3)


@given(place=st.sampled_from(sorted(reference.places())), lang=st.sampled_from(["en", "ru", "zh"]), data=st.data())
def test_case_and_blanks_do_not_matter(place, lang, data):
    name = reference.places()[place].names[lang]
    upper = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    mixed = "".join(char.upper() if up else char.lower() for char, up in zip(name, upper, strict=True))
    spaced = data.draw(blanks) + mixed.replace(" ", " " + data.draw(blanks)) + data.draw(blanks)
    assert fold(spaced) == fold(name)
    resolve = resolve_region if reference.places()[place].country else resolve_partner
    if fold(name) not in {fold(each) for each in reference.places()[place].ambiguous}:
        assert resolve(spaced, {}).id == place


@settings(deadline=None)  # the first name that nobody knows has all groups read
@given(st.text())
def test_any_text_is_resolved_or_refused_with_a_message(text):
    for resolve in (resolve_region, resolve_partner):
        try:
            choice = resolve(text, {})
        except (UnknownNameError, AmbiguousNameError, ConfigError):
            continue
        assert choice.kind in {"region", "country", "world"}


@given(st.text(alphabet=string.digits, min_size=1, max_size=12))
def test_digits_never_give_two_answers(digits):
    try:
        choice = resolve_region(digits, {})
    except (UnknownNameError, AmbiguousNameError):
        return
    place = reference.places()[choice.id]
    codes = (place.okato, *place.okato_folded, place.m49, *place.comtrade)
    assert any(code and digits.strip("0") in code for code in codes)


def test_nothing_heavy_is_imported():
    code = "import sys, siberia_trade.names; print({'polars', 'yaml', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _asks_back(resolve, text, choices, groups):
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(text, groups)
    assert (
        caught.value.hint.removeprefix("Say which: ")
        == ", ".join(f"`{each}`" for each in choices[:-1]) + f" or `{choices[-1]}`"
    )
    for choice in choices:
        assert resolve(choice, groups).id in choice


def _called(group):
    return {fold(name) for name in (group.id, group.title.en, group.title.ru, group.title.zh, *group.aliases)}


def _place_called(text):
    for resolve in (resolve_region, resolve_partner):
        try:
            resolve(text, {})
        except AmbiguousNameError:
            return True
        except UnknownNameError:
            continue
        return True
    return False
