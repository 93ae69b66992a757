"""Figures to a finished table: units in the column names, names beside codes, order, title, notes, meta."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from siberia_trade import notes, reference
from siberia_trade.dimensions import GROUP
from siberia_trade.errors import UsageError, one_of
from siberia_trade.indicators.registry import Indicator, some_of
from siberia_trade.names import Choice
from siberia_trade.periods import place_name, show_range
from siberia_trade.question import Question, last_codes_names
from siberia_trade.schema import LAST_CODES, NAMED_DIMENSIONS, NO_ENTRIES, TIME_DIMENSIONS
from siberia_trade.table import Column, Kind, Note, Table, Text

if TYPE_CHECKING:
    from siberia_trade.collect import Rows

#: Columns of dimensions that the tool knows; those of figures stand with their indicators.
_DIMENSIONS: Final = (
    Column("year", Text("Year", "Год"), "time"),
    Column("month", Text("Month", "Месяц"), "time"),
    Column("flow", Text("Flow", "Поток"), "flow"),
    Column("reporter", Text("Reporter", "Страна"), "code"),
    Column("region", Text("Region", "Регион"), "code"),
    Column("group", Text("Group", "Группа"), "code"),
    Column("partner", Text("Partner", "Партнёр"), "code"),
    Column("commodity", Text("Commodity", "Товар"), "code"),
    Column("currency", Text("Currency", "Валюта"), "place"),
    Column("sector", Text("Sector", "Отрасль"), "place"),
    Column("procedure", Text("Procedure", "Процедура"), "place"),
)
#: Code of the line under a structure of chosen commodities: it sums all of them, not the chosen ones.
ALL: Final = "all"
_TITLES: Final = {
    "turnover": Text("Foreign trade turnover", "Внешнеторговый оборот"),
    "shares": Text("Shares in foreign trade", "Доли во внешней торговле"),
    "structure": Text("Commodity structure of trade", "Товарная структура торговли"),
    "dependence": Text("Dependence on the partner", "Зависимость от партнёра"),
    "growth": Text("Growth of foreign trade", "Рост внешней торговли"),
    "growth price": Text("Growth of foreign trade by prices and quantities", "Рост внешней торговли: цены и объёмы"),
    "growth shift-share": Text("Growth of foreign trade against a whole", "Рост внешней торговли на фоне целого"),
    "concentration": Text("Concentration of foreign trade", "Концентрация внешней торговли"),
    "specialisation": Text("Specialisation in foreign trade", "Специализация во внешней торговле"),
    "specialisation between": Text("Marginal intra-industry trade", "Предельная внутриотраслевая торговля"),
    "specialisation similar-to": Text("Similarity of trade structures", "Сходство структур торговли"),
}
_OVER: Final = {
    "partner": ("partners", "по партнёрам"),
    "commodity": ("commodities", "по товарам"),
    "region": ("regions", "по регионам"),
    "reporter": ("reporters", "по странам"),
}
_FIGURES: Final = Text("Figures without a flow", "Показатели без потока")
_FLOW_TITLES: Final = {
    None: Text("exports and imports", "экспорт и импорт"),
    "export": Text("exports", "экспорт"),
    "import": Text("imports", "импорт"),
}


def indicators_of(question: Question) -> tuple[Indicator, ...]:
    """Indicators that the answer to a question holds."""
    return some_of(question.command, question.table, (*question.by, *(["of"] if question.of else [])))


def figures_of(question: Question) -> tuple[Column, ...]:
    """Columns of the figures, before money and weight are named after their unit."""
    return tuple(column for indicator in indicators_of(question) for column in indicator.columns)


def columns_asked(question: Question) -> tuple[str, ...]:
    """Columns that the answer to a question will have, as far as US dollars are its currency."""
    named = [each for name in question.by for each in ([name, f"{name}_name"] if name in NAMED_DIMENSIONS else [name])]
    return (*named, *(column.in_unit(question.measure, "usd") for column in figures_of(question)))


def order(question: Question, figures: pl.DataFrame, main: Sequence[str]) -> pl.DataFrame:
    """Sort rows: times ascending, the last codes last, then the main measure descending, ties by code.

    ``main`` holds the columns that may be the measure: the first that is not null counts.
    """
    by = [name for name in question.by if name in figures.columns]
    times = [name for name in TIME_DIMENSIONS if name in by] if question.sort is None else []
    coded = [name for name in by if name not in (*TIME_DIMENSIONS, "flow")]
    ties = [name for name in by if name not in times]
    measure = pl.coalesce(main) if question.sort is None else pl.col(question.sort)
    rank = question.sort in ("rank", "partner_rank")
    ascending = question.sort is not None and (rank or figures.schema[question.sort] in (pl.String, pl.Int16, pl.Int8))
    figures = figures.with_columns(
        measure.alias("_measure"),
        sum((pl.col(name).replace_strict(list(LAST_CODES), [1, 2], default=0) for name in coded), pl.lit(0)).alias(
            "_last"
        ),
    )
    keys = [*times, "_last", "_measure", *ties]
    descending = [name == "_measure" and not ascending for name in keys]
    return figures.sort(keys, descending=descending, nulls_last=True).drop("_measure", "_last")


def top(question: Question, figures: pl.DataFrame, within: Sequence[str]) -> tuple[pl.DataFrame, list[Note]]:
    """Keep the first rows, of each block where there are several."""
    if question.top is None:
        return figures, []
    place = pl.int_range(pl.len())
    kept = figures.filter((place.over(list(within)) if within else place) < question.top)
    return kept, [notes.cut(kept.height, figures.height)] if kept.height < figures.height else []


def with_names(figures: pl.DataFrame, names: Mapping[str, Text]) -> pl.DataFrame:
    """Put a `..._name` column behind each place and commodity."""
    columns: list[pl.Expr] = []
    for name in figures.columns:
        columns.append(pl.col(name))
        if name in NAMED_DIMENSIONS:
            codes = figures[name].unique().drop_nulls().to_list()
            shown = [names[code].en for code in codes]
            columns.append(pl.col(name).replace_strict(codes, shown, return_dtype=pl.String).alias(f"{name}_name"))
    return figures.select(columns)


def all_names(question: Question, figures: pl.DataFrame, total: Mapping[str, Any]) -> Mapping[str, Text]:
    """Names of every code in the rows, and of the top partner of the footer, which may be in none of them."""
    names: dict[str, Text] = {}
    for column in ("reporter", "region", "partner", "top_partner"):
        if column in figures.columns:
            codes = {*figures[column].drop_nulls(), total.get(column)} - {None}
            names |= {code: place_name(code) for code in codes}
    if "commodity" in figures.columns:
        names.update(question.commodity_names())
    if GROUP in figures.columns:
        names |= {choice.id: Text(choice.names.en, choice.names.ru) for choice in question.regions}
    return {**names, **last_codes_names(), ALL: Text("All commodities", "Все товары")}


def columns_of(figures: pl.DataFrame, known: Sequence[Column]) -> tuple[Column, ...]:
    """What each column is."""
    made = []
    by_name = {column.name: column for column in (*_DIMENSIONS, *known)}
    for name in figures.columns:
        stem, _, unit = name.rpartition("_")
        if name in by_name:
            made.append(by_name[name])
        elif name == "weight_kg":
            made.append(Column(name, Text("Weight", "Вес"), "weight"))
        elif stem in by_name:
            kind: Kind = "name" if unit == "name" else "weight" if unit == "kg" else "money"
            made.append(by_name[stem]._replace(name=name, kind=kind))
        else:  # a dimension of the data's own
            words = name.replace("_", " ").capitalize()
            made.append(Column(name, Text(words, words), "place"))
    return tuple(made)


def title_of(question: Question, rows: "Rows") -> Text:
    """Name region, partner, flow and period; the unit is added where the table is shown.

    Figures without a flow may be no trade at all: there the study says what they are.
    """
    months = "" if question.months is None else f", months {show_range(question.months)}"
    months_ru = "" if question.months is None else f", месяцы {show_range(question.months)}"
    period = show_range(rows.years)
    partner, partner_ru = _partner_words(question)
    goods, goods_ru = _commodity_words(question)
    whole, whole_ru = _whole_words(question)
    kind, flow = _TITLES[f"{question.command} {question.table}".strip()], _FLOW_TITLES[question.flow]
    parts, parts_ru = _part_words(question)
    if not rows.has_flows:
        kind, flow = (question.study.title if question.study else _FIGURES), Text("", "")
    where, where_ru = _names(question.regions, "All regions", "Все регионы")
    return Text(
        f"{kind.en}{parts}: {where} with {partner}{goods}{_after(flow.en)}{whole}, {period}{months}",
        f"{kind.ru}{parts_ru}: {where_ru}, партнёр: {partner_ru}{goods_ru}{_after(flow.ru)}{whole_ru}, "
        f"{period}{months_ru}",
    )


def _after(words: str) -> str:
    return f", {words}" if words else ""


def _names(choices: Sequence[Choice], nobody: str, nobody_ru: str) -> tuple[str, str]:
    if not choices:
        return nobody, nobody_ru
    shown = choices[:3]
    more = f" +{len(choices) - 3}" if len(choices) > 3 else ""
    return ", ".join(each.names.en for each in shown) + more, ", ".join(each.names.ru for each in shown) + more


def _partner_words(question: Question) -> tuple[str, str]:
    if question.partner_places is None:
        return ("each partner", "каждый") if "partner" in question.divided else ("the world", "весь мир")
    return _names(question.partners, "", "")


def _commodity_words(question: Question) -> tuple[str, str]:
    if not question.commodities:
        return "", ""
    names = {**reference.hs_names(), **question.commodity_names(), **last_codes_names()}
    texts = [names.get(code, Text(code, code)) for code in question.commodities]
    return f", {', '.join(text.en for text in texts)}", f", {', '.join(text.ru for text in texts)}"


def _part_words(question: Question) -> tuple[str, str]:
    """What trade is divided into, and commodities at which level, where indicators depend on it."""
    if question.command not in ("growth", "concentration", "specialisation"):
        return "", ""
    en, ru = _OVER.get(question.over or "", ("", ""))
    level = question.grouping.title if question.groups_commodities else None
    of_level, of_level_ru = (f" ({level.en})", f" ({level.ru})") if level else ("", "")
    return (f" over {en}" if en else "") + of_level, (f" {ru}" if ru else "") + of_level_ru


def _whole_words(question: Question) -> tuple[str, str]:
    if question.compared is None:
        return "", ""
    if question.command != "shares":
        return f", compared with {question.compared.names.en}", f", в сравнении с: {question.compared.names.ru}"
    if question.of is None:
        return "", ""
    return f", as a part of {question.of.names.en}", f", доля в итоге: {question.of.names.ru}"


class Answer(NamedTuple):
    """What a command found, before it is made into a table; money and weight columns have no unit in their name yet."""

    rows: "Rows"
    figures: pl.DataFrame
    #: Columns that rows are sorted by: the first that is not null counts.
    main: Sequence[str]
    total: Mapping[str, Any] | None = None
    #: Dimensions within which `--top` counts, beside the times.
    within: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    section_totals: Mapping[tuple[Any, ...], Mapping[str, Any]] = NO_ENTRIES
    notes: tuple[Note, ...] = ()


def main_columns(question: Question, ending: str = "") -> tuple[str, ...]:
    """Turnover, or where it is not known the flow that is."""
    names = ("turnover", "exports", "imports") if question.flow is None else (f"{question.flow}s",)
    return tuple(f"{name}{ending}" for name in names)


def total_of(question: Question, figures: pl.DataFrame) -> Mapping[str, Any] | None:
    """The footer; none where rows overlap."""
    return None if GROUP in question.by else figures.row(0, named=True)


def finish(question: Question, answer: Answer, said: Sequence[Note], meta: Mapping[str, Any]) -> Table:
    """Make the table: sort, cut, name, and say what must be said."""
    currency = answer.rows.currency
    known = figures_of(question)
    units = {column.name: column.in_unit(question.measure, currency) for column in known}
    figures = answer.figures.rename(units, strict=False)
    if question.sort is not None and question.sort not in figures.columns:
        raise UsageError(f"there is no column `{question.sort}` to sort by", hint=f"It is {one_of(figures.columns)}.")
    rest = set(question.by) - {*question.times, *answer.within}
    times = question.times if question.sort is None and rest else ()
    main = [units.get(name, name) for name in answer.main]
    figures, cut = top(question, order(question, figures, main), list(dict.fromkeys((*answer.within, *times))))
    total = _renamed(answer.total, units)
    names = all_names(question, figures, total or {})
    frame = with_names(figures, names)
    return Table(
        frame=frame,
        columns=columns_of(frame, known),
        title=title_of(question, answer.rows),
        notes=(*said, *cut),
        total=total if frame.height > 1 else None,  # the total of one row is that row
        sections=answer.sections,
        section_totals={key: _renamed(line, units) or {} for key, line in answer.section_totals.items()},
        hidden=_hidden(question, answer.rows, frame.columns, units),
        names=names,
        currency=currency,
        meta=meta,
    )


def _renamed(line: Mapping[str, Any] | None, names: Mapping[str, str]) -> Mapping[str, Any] | None:
    return None if line is None else {names.get(name, name): value for name, value in line.items()}


def _hidden(question: Question, rows: "Rows", columns: Iterable[str], units: Mapping[str, str]) -> frozenset[str]:
    """Columns that people do not see: those kept for scripts, and those that say nothing where there are no flows."""
    kept = [units[each.name] for one in indicators_of(question) if not one.for_people for each in one.columns]
    of_flows = ("exports_", "imports_", "balance_", "coverage_")
    silent = [] if rows.has_flows else [name for name in columns if name == "flow" or name.startswith(of_flows)]
    return frozenset([*kept, *silent])
