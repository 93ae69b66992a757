import pytest

from siberia_trade import reference
from siberia_trade.errors import AmbiguousNameError, UnknownNameError
from siberia_trade.names import resolve_commodity
from siberia_trade.table import Text

GROUPING = {
    "27": Text("Mineral fuels", "Топливо минеральное"),
    "wood": Text("Wood and pulp", "Древесина и целлюлоза"),
    "metal-ores": Text("Metal ores", "Руды металлов"),
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("27", "27"),
        ("2709", "2709"),
        ("2709.00", "270900"),
        ("2709 00 900 9", "2709009009"),
        ("wood", "wood"),
        ("WOOD and pulp", "wood"),
        ("wood & pulp", "wood"),
        ("древесина и целлюлоза", "wood"),
        ("Metal ores", "metal-ores"),
        ("metal_ores", "metal-ores"),
        ("mineral fuels", "27"),
    ],
)
def test_commodities(text, code):
    assert resolve_commodity(text, GROUPING) == code


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1", "Did you mean `01`?"),
        ("12345678901", "An HS code has 2 to 10 digits"),
        ("wod", "Did you mean `Wood and pulp`?"),
        ("руды метало", "Did you mean `Руды металлов`?"),
        ("27x", ""),
    ],
)
def test_unknown_commodities(text, hint):
    with pytest.raises(UnknownNameError) as caught:
        resolve_commodity(text, GROUPING)
    assert hint in caught.value.hint


def test_a_commodity_name_that_two_members_have():
    with pytest.raises(AmbiguousNameError) as caught:
        resolve_commodity("Other", {"a": Text("Other", "Прочее"), "b": Text("other", "Иное")})
    assert caught.value.hint == "Say which: `a` or `b`"


def test_all_sections_chapters_and_headings_go_by_their_codes():
    assert resolve_commodity("s05", reference.hs_names()) == "S05"
    assert resolve_commodity("Mineral products", reference.hs_names()) == "S05"
