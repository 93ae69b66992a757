"""The choices people make, as YAML: groups of places, commodity groupings and studies.

Lists of codes carry the name that is expected of each code, so that a slip of a digit is a fault and not a wrong
figure. The lists to check against (code to English name) are handed in by the caller. Every loader reports all faults
of a file at once, each with its line.
"""

import glob
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from siberia_trade.config import strict_yaml
from siberia_trade.config.strict_yaml import Document, Fields, Node, Scalar
from siberia_trade.errors import ConfigError, UnknownNameError, nearest, one_of, shorten
from siberia_trade.schema import FLOWS, LAST_CODES, OTHER
from siberia_trade.table import Text

Kind = Literal["regions", "partners", "commodities", "studies"]

_NAMES: Final = {"regions": "region group", "partners": "partner group", "commodities": "grouping", "studies": "study"}
_SUFFIXES: Final = (".yaml", ".yml")
#: A data file that is shipped with the program, in a study: `sample:NAME`.
SAMPLE: Final = "sample:"

_PREFIX: Final = re.compile(r"[0-9]{2,10}")
_GROUP_ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_YEARS: Final = re.compile(r"[0-9]{4}(:[0-9]{4})?(,[0-9]{4}(:[0-9]{4})?)*")


@dataclass(frozen=True)
class PlaceTitle(Text):
    """The name of a group of places; Chinese is there for those who ask by it."""

    zh: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else super().__getitem__(lang)


class Member(NamedTuple):
    """One place of a group, from the day `since` and up to the day before `until`; None is without limit."""

    code: str
    since: date | None = None
    until: date | None = None


class PlaceGroup(NamedTuple):
    """A chosen set of regions or of partner countries; a code may come again with other dates."""

    id: str
    title: PlaceTitle
    aliases: tuple[str, ...]
    members: tuple[Member, ...]


class CommodityGroup(NamedTuple):
    """One group of a grouping and the HS prefixes that it takes."""

    id: str
    name: Text
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Grouping:
    """A division of commodities: HS prefixes to groups, where the longest prefix wins."""

    id: str
    title: Text
    groups: tuple[CommodityGroup, ...]

    @cached_property
    def _group_by_prefix(self) -> dict[str, str]:
        return {prefix: group.id for group in self.groups for prefix in group.prefixes}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(prefix) for prefix in self._group_by_prefix}, reverse=True))

    def group_of(self, code: str) -> str:
        """Return the id of the group that takes an HS code, `other` where none does."""
        by_prefix = self._group_by_prefix
        return next((by_prefix[code[:length]] for length in self._lengths if code[:length] in by_prefix), OTHER)

    def splits(self, code: str) -> bool:
        """Whether an HS code is too short to be put into one group: part of what it covers belongs to another."""
        if self._lengths and len(code) >= self._lengths[0]:
            return False
        group = self.group_of(code)
        return any(prefix.startswith(code) and other != group for prefix, other in self._group_by_prefix.items())


class StudyData(NamedTuple):
    """One data file of a study: a path (the folder of the study already before it), or `sample:NAME`."""

    path: str
    flow: str | None = None


class Study(NamedTuple):
    """What is studied; None or an empty tuple leaves a choice to the command's own default."""

    id: str
    title: Text
    data: tuple[StudyData, ...]
    source: str | None = None
    region: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    year: str | None = None
    grouping: str | None = None


def find(kind: Kind, name_or_path: str, configs_folder: Path) -> Path:
    """Return the file of a config: one that is shipped, by its id, or the user's own, by its path.

    A shipped id that there is not raises an `UnknownNameError`, a path without a file a `ConfigError`.
    """
    if is_path(name_or_path):
        if not Path(name_or_path).exists():
            raise ConfigError(f"{name_or_path}: there is no such file")
        return Path(name_or_path)
    known = ids(kind, configs_folder)
    if name_or_path not in known:
        more = f"Known: {', '.join(known)}." if known else ""
        raise UnknownNameError.from_known(_NAMES[kind], name_or_path, known, more=more)
    return configs_folder / kind / f"{name_or_path}.yaml"


def ids(kind: Kind, configs_folder: Path) -> tuple[str, ...]:
    """Return the ids of the shipped configs of one kind, in alphabetical order."""
    return tuple(sorted(path.stem for path in (configs_folder / kind).glob("*.yaml")))


def is_path(name: str) -> bool:
    """Whether a name stands for a config file of the user's own."""
    return "/" in name or "\\" in name or name.endswith(_SUFFIXES)


def load_place_group(path: Path, known_places: Mapping[str, str]) -> PlaceGroup:
    """Read and check a group of regions or partners; `known_places` is code to English name."""
    document = strict_yaml.load(path)
    fields = document.fields(document.root, "", ("title", "members"), ("aliases",))
    names = document.languages(fields.get("title"), "`title`", ("en", "ru"), ("zh",))
    aliases = document.texts(fields.get("aliases"), "`aliases`")
    members: list[Member] = []
    for key, value in document.mapping(fields.get("members"), "`members`", "code: name"):
        members += _members(document, key, value, known_places)
    document.raise_faults()
    title = PlaceTitle(names["en"], names["ru"], names["zh"] or names["en"])
    return PlaceGroup(path.stem, title, aliases, tuple(members))


def load_grouping(path: Path, known_commodities: Mapping[str, str]) -> Grouping:
    """Read and check a commodity grouping; `known_commodities` is HS chapter or heading to English name."""
    document = strict_yaml.load(path)
    fields = document.fields(document.root, "", ("title", "groups"))
    title = document.languages(fields.get("title"), "`title`", ("en", "ru"))
    taken: dict[str, str] = {}
    groups = tuple(
        _commodity_group(document, key, value, known_commodities, taken)
        for key, value in document.mapping(fields.get("groups"), "`groups`", "id: group")
    )
    document.raise_faults()
    return Grouping(path.stem, Text(**title), groups)


def load_study(path: Path, checks: Mapping[str, Callable[[str], object]] = MappingProxyType({})) -> Study:
    """Read and check a study.

    ``checks`` find what stands under a key (`data`, `region`, `partner`, `grouping`), or raise a `StradeError`.
    """
    document = strict_yaml.load(path)
    optional = ("source", "region", "partner", "year", "grouping")
    fields = document.fields(document.root, "", ("title", "data"), optional)
    title = document.languages(fields.get("title"), "`title`", ("en", "ru"))

    def found(key: str, name: str) -> str:
        own = name if key == "data" else _own(path.parent, name)
        checks.get(key, str)(own)
        return own

    data = []
    for node in document.items(fields.get("data"), "`data`"):
        data.append(_study_data(document, node, path.parent))
        if data[-1].path:
            document.read(node, "`data`", data[-1].path, partial(found, "data"))
    source = document.text(fields.get("source"), "`source`")
    if source:
        source = document.read(fields["source"], "`source`", source, partial(found, "source"))
    region, partner, grouping = (
        document.texts(fields.get(key), f"`{key}`", partial(found, key)) for key in ("region", "partner", "grouping")
    )
    year = document.text(fields.get("year"), "`year`", number=True)
    if year and not _YEARS.fullmatch(year):
        document.fault(fields["year"].line, f"`year`: `{shorten(year)}` is not a year, 2017:2021 or 2017,2019")
    if len(grouping) > 1:
        document.fault(fields["grouping"].line, "`grouping` must be one")
    document.raise_faults()
    return Study(
        path.stem, Text(**title), tuple(data), source or None, region, partner, year or None, (*grouping, None)[0]
    )


def _expect(document: Document, key: Scalar, name: str, known: Mapping[str, str], what: str) -> None:
    """Check that a code is on the list and still carries the name that the file expects."""
    code = key.text
    if code in known and name in ("", known[code]):
        return
    owner = next((other for other, known_name in known.items() if known_name == name), None)
    tip = f"; `{name}` is `{owner}`" if owner else ""
    near = [] if owner or code in known else [f"{each}: {known[each]}" for each in nearest(code, known)]
    if near:
        tip = f"; did you mean {one_of(near)}?"
    there = f"`{code}` is `{known[code]}` in the lists, not `{shorten(name)}`" if code in known else ""
    document.fault(key.line, (there or f"no {what} has the code `{shorten(code)}`") + tip)


def _members(document: Document, key: Scalar, value: Node, known: Mapping[str, str]) -> list[Member]:
    """Read one code of a group: its name alone, or with dates, or with several spans of dates."""
    code = document.text(key, "code")
    what = f"`{shorten(code)}`"
    fields: dict[str, Node] = {"name": value}
    if isinstance(value, Fields):
        dates = ("spans",) if "spans" in value.entries else ("since", "until")
        fields = document.fields(value, what, ("name",), dates)
    name = document.text(fields.get("name"), f"name of {what}")
    if code:
        _expect(document, key, name, known, "place")
    if "spans" not in fields:
        return [_member(document, fields, code)]
    spans = document.items(fields["spans"], f"`spans` of {what}")
    span_fields = [document.fields(span, f"`spans` of {what}", (), ("since", "until")) for span in spans]
    members = sorted((_member(document, each, code) for each in span_fields), key=lambda one: one.since or date.min)
    pairs = pairwise(members)
    if any(not one.until or not other.since or other.since < one.until for one, other in pairs):
        document.fault(key.line, f"the spans of {what} overlap")
    return members


def _member(document: Document, fields: Mapping[str, Node], code: str) -> Member:
    since, until = (_day(document, fields.get(key), f"`{key}` of `{code}`") for key in ("since", "until"))
    if since and until and since >= until:
        document.fault(fields["until"].line, f"`{code}`: `since` {since} must come before `until` {until}")
    return Member(code, since, until)


def _day(document: Document, node: Node | None, what: str) -> date | None:
    text = document.text(node, what)
    with suppress(ValueError):
        if (day := date.fromisoformat(text)).isoformat() == text:
            return day
    if node and text:
        document.fault(node.line, f'{what}: `{shorten(text)}` is no date; write it as "2018-11-03"')
    return None


def _commodity_group(
    document: Document, key: Scalar, value: Node, known: Mapping[str, str], taken: dict[str, str]
) -> CommodityGroup:
    """Read one group; `taken` collects which group has which prefix."""
    group = document.text(key, "id of a group")
    what = f"group `{shorten(group)}`"
    if group in LAST_CODES:
        document.fault(key.line, f"{what}: the name is kept for commodities that no group takes or nobody disclosed")
    elif group and not _GROUP_ID.fullmatch(group):
        document.fault(key.line, f"{what}: an id is lower-case Latin letters, digits and hyphens, a letter first")
    fields = document.fields(value, what, ("name", "prefixes"))
    names = document.languages(fields.get("name"), f"`name` of {what}", ("en", "ru"))
    prefixes = []
    for prefix_key, name_node in document.mapping(fields.get("prefixes"), f"`prefixes` of {what}", '"prefix": name'):
        prefix = document.text(prefix_key, "prefix")
        name = document.text(name_node, f"name of `{shorten(prefix)}`")
        if not prefix:
            continue
        if prefix in taken:
            document.fault(prefix_key.line, f"prefix `{prefix}` is in both `{taken[prefix]}` and `{group}`")
        elif not _PREFIX.fullmatch(prefix):
            document.fault(prefix_key.line, f"prefix `{shorten(prefix)}` must be 2 to 10 digits")
        elif len(prefix) in (2, 4):
            _expect(document, prefix_key, name, known, "HS chapter or heading")
        elif (listed := prefix[: 4 if len(prefix) > 4 else 2]) not in known:
            document.fault(prefix_key.line, f"prefix `{prefix}`: no HS chapter or heading has the code `{listed}`")
        taken.setdefault(prefix, group)
        prefixes.append(prefix)
    return CommodityGroup(group, Text(**names), tuple(prefixes))


def _study_data(document: Document, node: Node, folder: Path) -> StudyData:
    fields = document.fields(node, "`data`", ("path",), ("flow",)) if isinstance(node, Fields) else {"path": node}
    path = document.text(fields.get("path"), "path of `data`")
    flow = document.text(fields.get("flow"), "`flow` of `data`")
    if flow and flow not in FLOWS:
        document.fault(fields["flow"].line, f"`flow` of `data` must be {one_of(FLOWS)}, not `{shorten(flow)}`")
    return StudyData(path if path.startswith(SAMPLE) else _beside(folder, path), flow or None)


def _beside(folder: Path, name: str) -> str:
    """Return the path of a file that a study names, seen from the folder of the study."""
    # In a pattern, only what the study itself wrote is one: the folder may well be called `[2021]`.
    return str((Path(glob.escape(str(folder))) if glob.has_magic(name) else folder) / name)


def _own(folder: Path, name: str) -> str:
    """Return a name as it is, and the path of a config file seen from the folder of the study that names it."""
    return str(folder / name) if name.endswith(_SUFFIXES) else name
