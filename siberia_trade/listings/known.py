"""What the tool knows: one function for each kind of list, from the reference data and the configs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from siberia_trade import config, names, reference
from siberia_trade.claims import find_claims
from siberia_trade.config import Grouping, Member
from siberia_trade.groupings import BUILT_IN, find_grouping
from siberia_trade.periods import place_name
from siberia_trade.readers import SPECS
from siberia_trade.studies import find_study
from siberia_trade.table import Text

_KINDS: Final[Mapping[str, Text]] = {
    "region": Text("regions", "регионы"),
    "partner": Text("partners", "партнёры"),
    "commodity": Text("commodities", "товары"),
    "section": Text("section", "раздел"),
    "chapter": Text("chapter", "группа"),
    "heading": Text("heading", "позиция"),
}


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    cells: Mapping[str, Any]
    #: Codes by which it is found, as they begin.
    codes: tuple[str, ...]
    #: Names by which it is found, word by word.
    names: tuple[str, ...] = ()
    #: What people see in place of cells.
    shown: Mapping[str, Text] = field(default_factory=dict)


def _regions(_: str | None) -> list[Entry]:
    return [
        Entry(
            {
                "region": place.code, **_names_of(place.names), "country": place.country,
                "okato": place.okato or None, "gacc": place.gacc or None,
                "aliases": "|".join((*place.aliases, *place.ambiguous)) or None,
            },
            (place.code, place.okato, *place.okato_folded),
            (*_names_of(place.names).values(), *place.aliases, *place.ambiguous),
            {"country": place_name(place.country)},
        )
        for place in reference.regions().values()
    ]  # fmt: skip


def _partners(_: str | None) -> list[Entry]:
    return [
        Entry(
            {
                "partner": place.code, **_names_of(place.names), "alpha3": place.alpha3 or None,
                "m49": place.m49 or None, "gacc": place.gacc or None,
                "aliases": "|".join((*place.aliases, *place.ambiguous)) or None,
            },
            (place.code, place.alpha3, place.m49, *place.comtrade, *place.fcs, place.gacc),
            (*_names_of(place.names).values(), *place.aliases, *place.ambiguous),
        )
        for place in reference.countries().values()
    ]  # fmt: skip


def _names_of(place: reference.Names) -> dict[str, str]:
    return {"name_en": place.en, "name_ru": place.ru, "name_zh": place.zh}


def _titles(title: Text) -> dict[str, str]:
    return {"name_en": title.en, "name_ru": title.ru}


def _commodities(grouping: str | None) -> list[Entry]:
    """Sections, chapters and headings; or the members of a grouping."""
    if grouping is not None:
        return [
            Entry(
                {"commodity": group.id, "name_en": group.name.en, "name_ru": group.name.ru,
                 "prefixes": ", ".join(group.prefixes)},
                (group.id, *group.prefixes),
                (group.name.en, group.name.ru),
            )
            for group in find_grouping(grouping).groups
        ]  # fmt: skip
    editions = reference.hs_headings()
    entries = []
    for code, name in reference.hs_names().items():
        kind = "section" if code.startswith("S") else "chapter" if len(code) == 2 else "heading"
        held = ", ".join(sorted(editions[code])) if code in editions else None
        cells = {"commodity": code, "kind": kind, "name_en": name.en, "name_ru": name.ru, "editions": held}
        entries.append(Entry(cells, (code,), (name.en, name.ru), {"kind": _KINDS[kind]}))
    return entries


def _years(_: str | None) -> list[Entry]:
    return []


def _sources(_: str | None) -> list[Entry]:
    entries = []
    for spec in SPECS:
        columns = ", ".join("/".join(written) for written in spec.columns.values())
        cells = {"source": spec.name, "name_en": spec.title, "reporter": spec.reporter or None, "columns": columns}
        entries.append(Entry(cells, (spec.name,), (spec.title, *columns.split(", "))))
    return entries


def _studies(_: str | None) -> list[Entry]:
    entries = []
    printed = {study.id: len(found.claims) for study, found in find_claims(None)}
    for name in config.ids("studies", reference.bundled("configs")):
        study = find_study(name)
        data = ", ".join(each.path for each in study.data)
        cells = {"study": name, **_titles(study.title), "data": data}
        entries.append(
            Entry({**cells, "printed_figures": printed.get(name, 0)}, (name,), (study.title.en, study.title.ru))
        )
    return entries


def _groups(_: str | None) -> list[Entry]:
    """Groups of regions and of partners with their members, and groupings of commodities with their groups."""
    entries = []
    lists: tuple[names.GroupKind, ...] = ("regions", "partners")
    for kind in lists:
        for group in names.load_groups(kind).values():
            title = group.title
            cells = {"kind": kind.removesuffix("s"), "group": group.id, **_titles(title)}
            members = ", ".join(_dated(member, member.code) for member in group.members)
            called = (title.en, title.ru, title.zh, *group.aliases)
            entries.append(Entry({**cells, "members": members}, (group.id,), called, _shown_group(kind, group.members)))
    for name in (*BUILT_IN, *config.ids("commodities", reference.bundled("configs"))):
        grouping = find_grouping(name)
        members = ", ".join(group.id for group in grouping.groups)
        cells = {"kind": "commodity", "group": name, **_titles(grouping.title), "members": members}
        shown = {"kind": _KINDS["commodity"], "members": _few(grouping)}
        entries.append(Entry(cells, (name,), (grouping.title.en, grouping.title.ru), shown))
    return entries


def _shown_group(kind: str, members: Iterable[Member]) -> Mapping[str, Text]:
    named = [(place_name(member.code), member) for member in members]
    en = ", ".join(_dated(member, name.en) for name, member in named)
    ru = ", ".join(_dated(member, name.ru) for name, member in named)
    return {"kind": _KINDS[kind.removesuffix("s")], "members": Text(en, ru)}


def _dated(member: Member, name: str) -> str:
    """A member with the days from and up to which it is one."""
    dates = f"{member.since or ''}..{member.until or ''}"
    return name if dates == ".." else f"{name} ({dates})"


def _few(grouping: Grouping) -> Text:
    """The groups of a grouping, as far as they can be read in one line."""
    first = grouping.groups[:12]
    more = f", ... ({len(grouping.groups)})" if len(grouping.groups) > len(first) else ""
    return Text(", ".join(group.name.en for group in first) + more, ", ".join(group.name.ru for group in first) + more)


#: Entries of each list; the argument is the grouping of commodities that was asked for.
KNOWN: Final[Mapping[str, Callable[[str | None], list[Entry]]]] = {
    "regions": _regions,
    "partners": _partners,
    "commodities": _commodities,
    "years": _years,
    "sources": _sources,
    "studies": _studies,
    "groups": _groups,
}
