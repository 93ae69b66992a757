"""What a user types, resolved to codes: places in three scripts and by any official code, groups, commodities.

A name is looked up in steps, from strict to lenient, and the first step that knows it decides. A step that knows
several places by it asks back instead of choosing one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from siberia_trade import reference
from siberia_trade.errors import AmbiguousNameError, UnknownNameError, nearest, one_of, shorten
from siberia_trade.names.codes import country_codes, region_codes
from siberia_trade.names.spelling import fold, script_of, stem
from siberia_trade.reference import Names, Place
from siberia_trade.schema import WORLD

if TYPE_CHECKING:
    from siberia_trade.config import Member, PlaceGroup
    from siberia_trade.table import Text

#: The two lists of places; region groups and partner groups lie in folders of these names as well.
GroupKind = Literal["regions", "partners"]

WORLD_NAMES: Final = frozenset({
    "world", "whole world", "all", "all countries", "all partners", "total",
    "мир", "весь мир", "все", "все страны", "世界", "全世界", "全球",
})  # fmt: skip


class Choice(NamedTuple):
    """One thing that a user named: a place, a group of places, or the world."""

    #: The user's own words.
    given: str
    #: Code of the place or id of the group.
    id: str
    names: Names
    kind: Literal["region", "country", "group", "world"]
    #: Places that belong to it, with dates where it changed; empty for the world.
    members: "tuple[Member, ...]"


# ---------------------------------------------------------------------------------------------------------------------
# Resolving


def resolve_region(text: str, groups: "Mapping[str, PlaceGroup]") -> Choice:
    """Resolve a region, a group of regions or a reporting country.

    Parameters
    ----------
    text
        Name in English, Russian or Chinese; ISO 3166-2, OKATO, ISO 3166-1 or M49 code; group id, title or alias; or the
        path of a group file.
    groups
        Known groups by id, see `load_groups`.

    Raises
    ------
    UnknownNameError
        Nothing is called so; the hint offers the nearest names in the script that was typed.
    AmbiguousNameError
        Several regions are called so; the hint lists them.
    """
    if group := _group_by_id(text, groups, "regions"):
        return group
    if union := _union(text):
        return union
    if official := region_codes(text) or country_codes(text):
        return _only("region", text, official)
    folded = fold(text)
    if codes := _index("regions").get(folded) or _index("partners").get(folded):
        return _only("region", text, codes)
    if group := _group_by_name(text, groups):
        return group
    if codes := _by_stem(folded) or _stems("partners").get(folded):
        return _only("region", text, codes)
    near = _did_you_mean(text, ("regions", "partners"), groups)
    more = "The world is a partner: use --partner" if is_world(text) else near
    raise UnknownNameError.from_known("region", text, (), more=more)


def resolve_partner(text: str, groups: "Mapping[str, PlaceGroup]") -> Choice:
    """Resolve a partner country, a group of countries or the world.

    Parameters
    ----------
    text
        Name in English, Russian or Chinese; ISO 3166-1 alpha-2, alpha-3 or M49 code; group id, title or alias; the path
        of a group file; or a word for the world.
    groups
        Known groups by id, see `load_groups`.

    Raises
    ------
    UnknownNameError
        Nothing is called so; a region is no partner, and the hint says so.
    AmbiguousNameError
        Several countries are called so; the hint lists them.
    """
    if is_world(text):
        return Choice(text, WORLD, Names("World", "Весь мир", "世界"), "world", ())
    if group := _group_by_id(text, groups, "partners"):
        return group
    if official := country_codes(text):
        return _only("partner", text, official)
    folded = fold(text)
    if codes := _index("partners").get(folded):
        return _only("partner", text, codes)
    if group := _group_by_name(text, groups):
        return group
    if codes := _stems("partners").get(folded):
        return _only("partner", text, codes)
    if region_codes(text) or _by_stem(folded) or _groups_called(folded, load_groups("regions")):
        more = f"`{shorten(text)}` is a region: use --region"
    else:
        more = _did_you_mean(text, ("partners",), groups)
    raise UnknownNameError.from_known("partner", text, (), more=more)


def resolve_commodity(text: str, names: "Mapping[str, Text]") -> str:
    """Resolve an HS prefix, or a member of a grouping by its id or name, to the prefix or id.

    Parameters
    ----------
    text
        HS code of 2 to 10 digits, dots and blanks between them allowed; or the id or name of a member.
    names
        Members of the grouping in use: id to name.

    Raises
    ------
    UnknownNameError
        Neither; a single digit has lost a zero, and the hint says so.
    AmbiguousNameError
        Several members have that name.

    Examples
    --------
    >>> resolve_commodity("2709.00", {})
    '270900'
    """
    folded = fold(text)
    by_name: dict[str, set[str]] = {}
    for member, name in names.items():
        for called in (member, name.en, name.ru):
            by_name.setdefault(fold(called), set()).add(member)
    found = sorted(by_name.get(folded, ()))
    if len(found) > 1:
        raise AmbiguousNameError.from_choices("commodity", text, found)
    if found:
        return found[0]
    digits = folded.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        if 2 <= len(digits) <= 10:
            return digits
        more = f"Did you mean `0{digits}`?" if len(digits) == 1 else "An HS code has 2 to 10 digits"
        raise UnknownNameError.from_known("commodity", text, (), more=more)
    lang = "ru" if script_of(text) == "ru" else "en"
    near = dict.fromkeys(names[member][lang] for key in _near(folded, by_name) for member in sorted(by_name[key]))
    raise UnknownNameError.from_known("commodity", text, (), more=_question(near))


def is_world(text: str) -> bool:
    """Say whether a text means all partners together."""
    return fold(text) in WORLD_NAMES


@cache
def load_groups(kind: GroupKind) -> "Mapping[str, PlaceGroup]":
    """Return the bundled groups of regions or of partners by id, in its order; each is read when it is looked at."""
    return _Bundled(kind)


class _Bundled(Mapping[str, "PlaceGroup"]):
    def __init__(self, kind: GroupKind) -> None:
        self._kind = kind
        self._files = {file.stem: file for file in sorted(reference.bundled("configs").joinpath(kind).glob("*.yaml"))}
        self._read: dict[str, PlaceGroup] = {}

    def __getitem__(self, name: str) -> "PlaceGroup":
        if name not in self._read:
            from siberia_trade.config import load_place_group

            self._read[name] = load_place_group(self._files[name], _known(self._kind))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


# ---------------------------------------------------------------------------------------------------------------------
# Groups


def _group_by_id(text: str, groups: "Mapping[str, PlaceGroup]", kind: GroupKind) -> Choice | None:
    """Return the group that a text is the id of, or that the file at this path describes."""
    from siberia_trade import config

    # A name may hold a slash: `Респ Саха /Якутия/`.
    if config.is_path(text) and fold(text) not in _index(kind):
        file = config.find(kind, text, reference.bundled("configs"))
        return _of_group(text, config.load_place_group(file, _known(kind)))
    group = groups.get(text.strip().casefold())
    return _of_group(text, group) if group else None


def _group_by_name(text: str, groups: "Mapping[str, PlaceGroup]") -> Choice | None:
    """Return the group that a text names; places are asked before, as this reads every group."""
    found = _groups_called(fold(text), groups)
    if len(found) > 1:
        choices = [f"{group.title.en} ({group.id})" for group in found]
        raise AmbiguousNameError.from_choices("group", text, choices)
    return _of_group(text, found[0]) if found else None


def _groups_called(folded: str, groups: "Mapping[str, PlaceGroup]") -> "list[PlaceGroup]":
    return [group for group in groups.values() if folded in map(fold, _names_of_group(group))]


def _names_of_group(group: "PlaceGroup") -> tuple[str, ...]:
    return (group.id, group.title.en, group.title.ru, group.title.zh, *group.aliases)


def _of_group(text: str, group: "PlaceGroup") -> Choice:
    title = group.title
    return Choice(text, group.id, Names(title.en, title.ru, title.zh), "group", tuple(group.members))


def _union(text: str) -> Choice | None:
    """Return the union that a text names as a reporter; without a composition, whichever the data have."""
    from siberia_trade.config import Member

    folded, listed = fold(text), reference.unions()
    for code, place in listed.items():
        en, ru, zh = place.names.en, place.names.ru, place.names.zh
        if folded in map(fold, (code, en, ru, zh, f"{en} ({code})", *place.aliases)):
            editions = [each for each in listed if each == code or (code.isalpha() and each.startswith(code))]
            return Choice(text, code, place.names, "country", tuple(Member(each, None, None) for each in editions))
    return None


def _known(kind: GroupKind) -> dict[str, str]:
    """Return the places that a group may hold: code to English name."""
    return {place.code: place.names.en for place in _list(kind).values()}


# ---------------------------------------------------------------------------------------------------------------------
# Names


def _list(kind: GroupKind) -> Mapping[str, Place]:
    return reference.regions() if kind == "regions" else reference.countries()


@cache
def _index(kind: GroupKind) -> dict[str, set[str]]:
    """Return every folded name with the places it may mean; more than one where a name is ambiguous."""
    index: dict[str, set[str]] = {}
    for place in _list(kind).values():
        names = place.names
        for name in (names.en, names.ru, names.zh, *place.aliases, *place.ambiguous):
            index.setdefault(fold(name), set()).add(place.code)
    return index


@cache
def _stems(kind: GroupKind) -> dict[str, set[str]]:
    """Return the stems of all names that have one, with the places they may mean."""
    stems: dict[str, set[str]] = {}
    for name, codes in _index(kind).items():
        short = stem(name)
        if short != name:
            stems.setdefault(short, set()).update(codes)
    return stems


def _by_stem(folded: str) -> set[str]:
    """Return the regions that go by a name or by its stem.

    The words for a kind of place are taken off what the user typed for regions only: the Republic of China is not
    China.
    """
    index, stems, short = _index("regions"), _stems("regions"), stem(folded)
    return set().union(*(names.get(name, ()) for names in (index, stems) for name in (folded, short)))


def _only(what: str, text: str, codes: Collection[str]) -> Choice:
    """Return the one place that was found; ask back where there are several."""
    from siberia_trade.config import Member

    found = [reference.places()[code] for code in sorted(codes)]
    if len(found) > 1:
        lang = script_of(text)
        raise AmbiguousNameError.from_choices(what, text, [f"{each.names[lang]} ({each.code})" for each in found])
    place = found[0]
    kind: Literal["region", "country"] = "region" if place.country else "country"
    return Choice(text, place.code, place.names, kind, (Member(place.code, None, None),))


# ---------------------------------------------------------------------------------------------------------------------
# Nearest names


def _did_you_mean(text: str, kinds: Iterable[GroupKind], groups: "Mapping[str, PlaceGroup]") -> str:
    """Ask whether one of the nearest known names was meant, in the script that was typed."""
    lang = script_of(text)
    shown: dict[str, set[str]] = {}
    for group in groups.values():
        for name in _names_of_group(group):
            shown.setdefault(stem(fold(name)), set()).add(Names(group.title.en, group.title.ru, group.title.zh)[lang])
    for kind in kinds:
        for name, codes in _index(kind).items():
            shown.setdefault(stem(name), set()).update(_list(kind)[code].names[lang] for code in codes)
    near = [sorted(shown[name]) for name in _near(stem(fold(text)), shown)]
    return _question(dict.fromkeys(name for names in near for name in names))


def _near(folded: str, known: Collection[str]) -> list[str]:
    """Return known names that look like a folded one, best first, then those that begin with it."""
    begin = [name for name in known if name.startswith(folded)] if len(folded) >= 2 else []
    return nearest(folded, known, count=9) + sorted(begin, key=len)


def _question(names: Iterable[str]) -> str:
    few = list(names)[:3]
    return f"Did you mean {one_of(few)}?" if few else ""
