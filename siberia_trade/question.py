"""From the words of a command line to a question: names resolved, the study's defaults applied, options checked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from siberia_trade import names, reference
from siberia_trade.config import Grouping, Study
from siberia_trade.dimensions import (
    DECOMPOSITIONS,
    GROUP,
    NONE,
    default_by,
    lifted,
    read_by,
    read_over,
    refuse_contradictions,
)
from siberia_trade.errors import UsageError, nearest, one_of
from siberia_trade.groupings import find_grouping
from siberia_trade.guards import Policy
from siberia_trade.names import Choice
from siberia_trade.options import (
    Options,
    as_texts,
    read_count,
    read_file,
    read_numbers,
    read_one,
    read_policy,
    read_two_years,
    read_year,
    refuse_others,
)
from siberia_trade.rates import Rates, load_rates
from siberia_trade.readers import Extract
from siberia_trade.schema import DIMENSIONS, FLOWS, LAST_CODES, MEASURES, OTHER, TIME_DIMENSIONS, UNDISCLOSED
from siberia_trade.scope import Area, Places, Scope
from siberia_trade.studies import data_of, find_study
from siberia_trade.table import Text

DEFAULT_STUDY: Final = "siberia-china"

UNDISCLOSED_NAME: Final = Text("Undisclosed", "Не раскрыто")
OTHER_NAME: Final = Text("Other", "Прочее")


@dataclass(frozen=True)
class Question:
    """One question, with nothing left to look up."""

    command: str
    study: Study | None
    data: tuple[str, ...]
    source: str | None
    regions: tuple[Choice, ...]
    partners: tuple[Choice, ...]
    #: None: the latest, or all where `year` is among the dimensions.
    years: frozenset[int] | None
    months: frozenset[int] | None
    flow: str | None
    #: HS prefixes and ids of the grouping, as chosen.
    commodities: tuple[str, ...]
    #: Name of the grouping, or its path.
    grouping_name: str
    by: tuple[str, ...]
    #: Whether the rows were asked for so, not chosen by default.
    by_given: bool
    of: Choice | None
    measure: str
    top: int | None
    sort: str | None
    policy: Policy
    strict: bool
    #: Exchange rates, where values are to be converted to dollars.
    rates: Rates | None
    #: What a concentration or a shift is over: a dimension that is not among the rows.
    over: str | None = None
    #: How many parts there could be, where that is not how many there are.
    n: int | None = None
    base: int | None = None
    decompose: str | None = None
    #: From how many times a unit value is too far from that of the year before.
    jump: int = 10
    between: tuple[int, int] | None = None
    similar_to: Choice | None = None

    @property
    def table(self) -> str:
        """Which of the tables of its command is asked for; empty for the usual one."""
        return self.decompose or ("between" if self.between else "similar-to" if self.similar_to else "")

    @property
    def compared(self) -> Choice | None:
        """The place that the selection is held against."""
        return self.of or self.similar_to

    @property
    def of_all_reporters(self) -> bool:
        """Whether the selection is held against the trade of all reporters; of shares, the world is all partners."""
        return self.command != "shares" and self.compared is not None and self.compared.kind == "world"

    @property
    def divided(self) -> frozenset[str]:
        """Dimensions that trade is told apart by, in rows or under them."""
        by_commodity = self.command == "specialisation" or self.decompose == "price"
        return frozenset(self.by) | ({self.over} if self.over else set()) | ({"commodity"} if by_commodity else set())

    @property
    def groups_commodities(self) -> bool:
        """Whether the grouping of commodities matters; prices are of codes."""
        return "commodity" in self.by or ("commodity" in self.divided and self.decompose != "price")

    @cached_property  # read when first needed, which most questions never do
    def grouping(self) -> Grouping:
        """How commodities are grouped."""
        return find_grouping(self.grouping_name)

    @property
    def area(self) -> Area | None:
        """Whose trade; None for everybody's in the data."""
        return area_of(self.regions)

    @property
    def partner_places(self) -> Places | None:
        """The partners chosen; None for the world."""
        return places_of(self.partners)

    @property
    def flows(self) -> tuple[str, ...]:
        """Flows asked for."""
        return FLOWS if self.flow is None else (self.flow,)

    @property
    def times(self) -> tuple[str, ...]:
        """Dimensions of the rows that are a time."""
        return tuple(name for name in self.by if name in TIME_DIMENSIONS)

    @property
    def further(self) -> tuple[str, ...]:
        """Dimensions of the rows that are the data's own, as the currency of settlement."""
        return tuple(name for name in self.by if name not in (*DIMENSIONS, GROUP))

    @property
    def prefixes(self) -> tuple[str, ...] | None:
        """HS prefixes that hold every commodity chosen, or more; None where no prefixes can say it."""
        if not self.commodities or set(self.commodities) & set(LAST_CODES):
            return None
        groups = {group.id: group.prefixes for group in self.grouping.groups}
        return tuple(prefix for chosen in self.commodities for prefix in groups.get(chosen, (chosen,)))

    @property
    def depth(self) -> int:
        """How many digits of a commodity code the question needs."""
        if self.decompose == "price":
            return 10  # unit values mean most for the narrowest goods
        if "commodity" not in self.divided and not self.commodities:
            return 2
        lengths = [len(prefix) for group in self.grouping.groups for prefix in group.prefixes]
        return max([2, *lengths, *(len(chosen) for chosen in self.commodities if chosen.isdigit())])

    def is_picked(self, code: str) -> bool:
        """Whether a commodity code is among those chosen."""
        group = self.group_of(code)
        return not self.commodities or any(
            code.startswith(chosen) if chosen.isdigit() else group == chosen for chosen in self.commodities
        )

    def row_of(self, code: str) -> str:
        """The row that a commodity code belongs to.

        That is its group, or a prefix that was chosen and is only a part of a group.
        """
        group = self.group_of(code)
        if group in self.commodities:
            return group
        return next((own for own in self.own_rows if code.startswith(own)), group)

    def group_of(self, code: str) -> str:
        """The group that takes a code; what is withheld (`44XXXXXXXX`) is undisclosed below what is shown of it."""
        group = OTHER if code == UNDISCLOSED else self.grouping.group_of(code)
        return UNDISCLOSED if group == OTHER and not code.isdigit() else group

    @property
    def is_monthly(self) -> bool:
        """Whether the answer depends on what is of which month, beside which months there are."""
        chosen = [*self.regions, *self.partners, *([self.compared] if self.compared else [])]
        dated = any(member.since or member.until for choice in chosen for member in choice.members)
        return "month" in self.by or self.months is not None or self.rates is not None or dated

    @cached_property  # asked for every commodity code
    def own_rows(self) -> tuple[str, ...]:
        """Prefixes chosen that are no union of groups, longest first: each is a row of its own."""
        own = [
            chosen
            for chosen in self.commodities
            if chosen.isdigit()
            and not any(all(prefix.startswith(chosen) for prefix in group.prefixes) for group in self.grouping.groups)
        ]
        return tuple(sorted(own, key=len, reverse=True))

    def scope(
        self, *, lift: Collection[str] = (), years: frozenset[int] | None = None, area: Area | None = None
    ) -> Scope:
        """What to read: the selection, with some of its parts lifted or widened."""
        return Scope(
            area=area or self.area,
            partners=None if "partners" in lift else self.partner_places,
            years=years or self.years,
            months=self.months,
            flow=self.flow,
            prefixes=None if "prefixes" in lift else self.prefixes,
        )

    def commodity_names(self) -> Mapping[str, Text]:
        """Names of all rows that a commodity dimension may have."""
        hs = reference.hs_names()
        own = {code: hs.get(code, Text(code, code)) for code in self.own_rows}
        return own | {group.id: group.name for group in self.grouping.groups}


def area_of(choices: Sequence[Choice]) -> Area | None:
    """Join what ``--region`` named; None where nothing was."""
    if not choices:
        return None
    countries = frozenset(each.code for choice in choices if choice.kind == "country" for each in choice.members)
    members = [member for choice in choices if choice.kind != "country" for member in choice.members]
    return Area(countries, Places(tuple(members)))


def places_of(choices: Sequence[Choice]) -> Places | None:
    """Join what ``--partner`` named; None where nothing, or the world, was."""
    if not choices or any(choice.kind == "world" for choice in choices):
        return None
    return Places(tuple(member for choice in choices for member in choice.members))


def ask(command: str, options: Options) -> Question:
    """Resolve the options of one command.

    Parameters
    ----------
    command
        ``turnover``, ``shares``, ``structure`` ...
    options
        What was asked for.

    Raises
    ------
    UsageError
        For a malformed option or an unknown dimension.
    UnknownNameError, AmbiguousNameError, ConfigError
        For names that the lists lack, and for faulty YAML files.
    """
    unknown = sorted(set(options) - set(Options.__annotations__))
    if unknown:
        near = nearest(unknown[0], list(Options.__annotations__))
        raise TypeError(
            f"{command}() has no option `{unknown[0]}`" + (f"; did you mean {one_of(near)}?" if near else "")
        )
    given: dict[str, Any] = {name: value for name, value in options.items() if value not in (None, (), [])}
    refuse_others(command, given)
    study = _study(given)
    by = read_by(command, given)
    over = read_over(command, given)
    defaults = _study_defaults(study, lifted(command, by, over, given))
    groups = names.load_groups("regions")
    region_texts = as_texts(given.get("region", defaults.get("region")))
    regions = _distinct(names.resolve_region(text, groups) for text in region_texts)
    partner_texts = as_texts(given.get("partner", defaults.get("partner")))
    partners = _distinct(names.resolve_partner(text, names.load_groups("partners")) for text in partner_texts)
    grouping = str(given.get("grouping", (study and study.grouping) or "sections"))
    if "grouping" in given:
        find_grouping(grouping)  # whether the question needs it or not
    commodities = tuple(dict.fromkeys(_commodity(text, grouping) for text in as_texts(given.get("commodity"))))
    by_given = by is not None
    by = by if by is not None else default_by(command, regions, given, over)
    if GROUP in by and not regions:
        raise UsageError("--by group needs at least one --region", hint="Each --region becomes one row.")
    question = Question(
        command=command,
        study=study,
        data=as_texts(given["data"]) if "data" in given else data_of(study),
        source=given.get("source") or (study.source if study and "data" not in given else None),
        regions=regions,
        partners=partners,
        years=frozenset(read_two_years(given.get("between")) or ())
        or read_numbers("year", given.get("year", defaults.get("year")), 1900, 2100),
        months=read_numbers("month", given.get("month"), 1, 12),
        flow=read_one("flow", given.get("flow"), FLOWS),
        commodities=commodities,
        grouping_name=grouping,
        by=by,
        by_given=by_given,
        of=_whole(given.get("of")),
        measure=read_one("measure", given.get("measure"), MEASURES) or "value",
        top=read_count(given.get("top")),
        sort=given.get("sort"),
        policy=read_policy(given.get("duplicates"), given.get("prefer")),
        strict=bool(given.get("strict")),
        rates=load_rates(rates) if (rates := read_file("rates", given.get("rates"))) else None,
        over=over,
        **_own(given),
    )
    refuse_contradictions(question, given)
    _refuse_overlapping_rows(question)
    return question


def _own(given: Mapping[str, Any]) -> dict[str, Any]:
    """Options that only some commands take."""
    return {
        "n": read_count(given.get("n"), "n"),
        "base": read_year("base", given.get("base")),
        "decompose": read_one("decompose", given.get("decompose"), DECOMPOSITIONS),
        "jump": read_count(given.get("jump"), "jump", 2) or 10,
        "between": read_two_years(given.get("between")),
        "similar_to": _whole(given.get("similar_to")),
    }


def _refuse_overlapping_rows(question: Question) -> None:
    """Rows by commodity must not hold each other, but for a structure, where they are no parts of a sum."""
    if not question.groups_commodities or question.command == "structure":
        return
    for own in question.own_rows:
        group = question.grouping.group_of(own)
        for other in question.commodities:
            if other == group or (other != own and other.isdigit() and own.startswith(other)):
                raise UsageError(
                    f"--commodity {own} is a part of --commodity {other}: as rows they would overlap",
                    hint="Ask for them one by one, or with a finer --grouping.",
                )


def _distinct(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """One place named twice is one place."""
    return tuple({choice.id: choice for choice in choices}.values())


def _study(given: Mapping[str, Any]) -> Study | None:
    """The study named; the default one only where the user brings no data."""
    name = given.get("study", None if "data" in given else DEFAULT_STUDY)
    if name is None or isinstance(name, Study):
        return name
    return find_study(str(name), with_data="data" not in given)


def _study_defaults(study: Study | None, lifted: Collection[str]) -> Mapping[str, Any]:
    """The study's choices, less those that the rows lift."""
    if study is None:
        return {}
    chosen = {"region": study.region, "partner": study.partner, "year": study.year}
    return {name: value for name, value in chosen.items() if value and name not in lifted}


def fit(question: Question, extracts: Sequence[Extract]) -> Question:
    """Fit a question to the data it is about: rows that were not asked for are of dimensions that there are.

    Raises
    ------
    UsageError
        For dimensions that neither the record nor the data have.
    """
    held = {name for extract in extracts for name in extract.places}
    held |= {"reporter"} if any(extract.spec.reporter for extract in extracts) else set()
    further = dict.fromkeys(name for extract in extracts for name in extract.further)
    known = (*DIMENSIONS, GROUP, NONE, *further)
    for word in question.by:
        if word not in known:
            near = nearest(word, known)
            meant = f"Did you mean {one_of(near)}? " if near else ""
            raise UsageError(f"there is no dimension `{word}`", hint=f"{meant}--by takes {one_of(known)}.")
    if not question.by_given and "region" in question.by and "region" not in held:
        place = ("reporter",) if "reporter" in held else ()
        return replace(
            question, by=tuple(each for name in question.by for each in (place if name == "region" else [name]))
        )
    return question


def _whole(value: Any) -> Choice | None:
    if value is None:
        return None
    if names.is_world(str(value)):
        return names.resolve_partner("world", {})
    return names.resolve_region(str(value), names.load_groups("regions"))


def _commodity(text: str, grouping: str) -> str:
    reserved = {OTHER: OTHER_NAME, UNDISCLOSED: UNDISCLOSED_NAME}
    members = {group.id: group.name for group in find_grouping(grouping).groups}
    return names.resolve_commodity(text, members | reserved)


def last_codes_names() -> Mapping[str, Text]:
    """Names of the rows that come last."""
    return dict(zip(LAST_CODES, (OTHER_NAME, UNDISCLOSED_NAME), strict=True))
