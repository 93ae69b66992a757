"""Every sentence that a table says beside its numbers, in English and Russian."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from siberia_trade.errors import shorten, some_of
from siberia_trade.notes.figures import (
    codes_of_other_length,
    compared_with_itself,
    negative,
    negative_part,
    no_trade_the_year_before,
    no_whole,
    not_comparable,
    not_in_whole,
    not_the_whole,
    one_part,
    period_not_held,
    unallocated,
    unit_values,
    unlike_the_year_before,
    whole_is_selection,
    without_the_year_before,
)
from siberia_trade.notes.files import (
    cut_short,
    left_out,
    passed_over,
    rates_beside,
    sheets_unread,
    some_compared,
    thousands,
)
from siberia_trade.notes.words import counted, named_months, ru_rows, written
from siberia_trade.reference import unions
from siberia_trade.table import Note, Text

if TYPE_CHECKING:
    import polars as pl

    from siberia_trade.cube import Remark

__all__ = [
    "codes_of_other_length",
    "compared_with_itself",
    "cut_short",
    "left_out",
    "negative",
    "negative_part",
    "no_trade_the_year_before",
    "no_whole",
    "not_comparable",
    "not_in_whole",
    "not_the_whole",
    "one_part",
    "passed_over",
    "period_not_held",
    "rates_beside",
    "sheets_unread",
    "some_compared",
    "thousands",
    "unallocated",
    "unit_values",
    "unlike_the_year_before",
    "whole_is_selection",
    "without_the_year_before",
]

_DIVIDED = {"region": ("region", "регионам"), "partner": ("partner", "странам"), "commodity": ("commodity", "товарам")}
_DIMENSIONS_RU = {"region": "регион", "partner": "страна", "commodity": "товар"}
#: The file whose word counts, by `--prefer`.
_PREFERRED = {"newest": "the file changed last", "last": "the file named last"}
_PREFERRED_RU = {"newest": "файл, изменённый последним", "last": "файл, названный последним"}
_OF_PREFERRED_RU = {"newest": "файла, изменённого последним", "last": "файла, названного последним"}


def overlap(left_out: "pl.DataFrame", files: Sequence[str], prefer: str | None, replaced: int) -> Note:
    """Say what was not counted because another file holds the same figure."""
    rows = int(left_out["rows"].sum())
    amount = Decimal(left_out["amount"].sum() or 0)
    where = some_of([files[number] for number in left_out["file"].unique().sort()], 3)
    if prefer:
        which, which_ru = _PREFERRED[prefer], _PREFERRED_RU[prefer]
        return Note(Text(
            f"{counted(rows, 'row')} ({written(amount)}) of {where} gave way to {which}; "
            f"{counted(replaced, 'figure')} of them had another value",
            f"вместо {ru_rows(rows)} ({written(amount, 'ru')}) из {where} взят {which_ru}; "
            f"значений, которые различались: {written(replaced, 'ru')}",
        ))  # fmt: skip
    return Note(Text(
        f"{counted(rows, 'row')} ({written(amount)}) of {where} repeat another file and were counted once",
        f"повторяют другой файл и учтены один раз: {ru_rows(rows)} ({written(amount, 'ru')}) из {where}",
    ))  # fmt: skip


def other_source(files: Sequence[str], prefer: str) -> Note:
    """Say that of two sources of one trade one was left out."""
    left_out = some_of(files, 3)
    return Note(Text(
        f"{left_out}: what the source of {_PREFERRED[prefer]} holds as well was left out",
        f"{left_out}: не учтено то, что есть и в источнике {_OF_PREFERRED_RU[prefer]}",
    ))  # fmt: skip


def union_left_out(code: str, years: str) -> Note:
    """Say that a union's own figures were left out beside those of its members."""
    names = unions()[code].names
    return Note(Text(
        f"the {names.en} reports {years} beside its members: it is left out; `--region {code}` asks for it alone",
        f"{names.ru}: данные за {years} стоят рядом с данными его членов и не учтены; их покажет --region {code}",
    ))  # fmt: skip


def union_of_many(code: str, preferred: Sequence[str], years: str) -> Note:
    """Say that a union's own figures were left out beside those of another one, or of another composition."""
    listed, names = unions(), unions()[code].names
    beside, beside_ru = (some_of([listed[each].names[lang] for each in preferred], 2) for lang in ("en", "ru"))
    return Note(Text(
        f"the {names.en} reports {years} beside the {beside}, and their trade is much the same: it is left out; "
        f"`--region {code}` asks for it alone",
        f"{names.ru}: данные за {years} стоят рядом с данными, в которых та же торговля ({beside_ru}), и не учтены; "
        f"их покажет --region {code}",
    ), "doubt")  # fmt: skip


def repeated(rows: int, file: str) -> Note:
    """Say that rows that are the same were counted once."""
    return Note(Text(
        f"{counted(rows, 'row')} of {file} repeat earlier ones and were counted once",
        f"повторяют предыдущие и учтены один раз: {ru_rows(rows)} из {file}",
    ))  # fmt: skip


def twice(figures: int, files: Sequence[str]) -> Note:
    """Say that one file gives a figure several values, which were added."""
    where = some_of(files, 3)
    return Note(Text(
        f"{counted(figures, 'figure')} of {where} (the same flow, period, partner, code, unit and region) with several "
        "different values, which were added; one may be a revision of the other",
        f"в {where} с разными значениями повторяются показатели (те же поток, период, страна, код, единица, регион): "
        f"{written(figures, 'ru')}; значения сложены, но одно может быть исправлением другого",
    ), "doubt")  # fmt: skip


def nested(cells: int, parts: Decimal, residue: Decimal) -> Note:
    """Say that aggregates beside their parts were counted once."""
    rest = f"; {written(residue)} of them is not in the parts and stays at the shorter code" if residue else ""
    rest_ru = f"; {written(residue, 'ru')} нет в частях и отнесено к более короткому коду" if residue else ""
    return Note(Text(
        f"{counted(cells, 'commodity aggregate')} beside their own parts ({written(parts)}) counted once{rest}",
        f"агрегаты рядом с их частями ({written(cells, 'ru')}; {written(parts, 'ru')}) учтены один раз{rest_ru}",
    ))  # fmt: skip


def totals(dimension: str, beside: int, rest: Decimal, alone: int) -> list[Note]:
    """Say what became of total rows: those beside their parts, and those that are all there is."""
    name, said = _DIMENSIONS_RU.get(dimension, dimension), []
    left = f"; {written(rest)} of them is not in their parts and counts as undisclosed" if rest else ""
    left_ru = f"; {written(rest, 'ru')} нет в их частях и учтено как не раскрытое" if rest else ""
    if beside:
        said.append(Note(Text(
            f"total rows of {dimension} beside their parts counted once: {counted(beside, 'row')}{left}",
            f"итоговые строки ({name}) рядом с их частями учтены один раз: {ru_rows(beside)}{left_ru}",
        ), "doubt" if rest else "info"))  # fmt: skip
    if alone:
        said.append(Note(Text(
            f"total rows of {dimension} without their parts: {counted(alone, 'row')}, not divided by {dimension}",
            f"итоговые строки ({name}) без их частей: {ru_rows(alone)}, деления нет",
        )))  # fmt: skip
    return said


def unlisted(found: Iterable["Remark"]) -> list[Note]:
    """Name the labels that the lists do not hold."""
    merged: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for each in found:
        rows, amount = merged.get((each.dimension, each.label), (0, Decimal(0)))
        merged[each.dimension, each.label] = (rows + each.rows, amount + each.amount)
    return [_unlisted(*key, *value) for key, value in sorted(merged.items())]


def _unlisted(dimension: str, label: str, rows: int, amount: Decimal) -> Note:
    shown = f"`{shorten(label)}`" if label else "(empty)"
    return Note(Text(
        f"{dimension} {shown} is in no list and counts as undisclosed: {counted(rows, 'row')}, {written(amount)}",
        f"{_DIMENSIONS_RU[dimension]} {shown} нет в списках, учтено как не раскрытое: {ru_rows(rows)}, "
        f"{written(amount, 'ru')}",
    ), "doubt")  # fmt: skip


def as_it_stands() -> Note:
    """Say that rows are counted as they stand, wholes beside their parts included."""
    return Note(Text(
        "the data may hold wholes beside their parts, or rows that repeat others: here every row counts as it stands; "
        "`strade check` tells",
        "в данных возможны целое рядом с частями или повторы: здесь учтена каждая строка; подробнее: `strade check`",
    ), "doubt")  # fmt: skip


def undivided(dimension: str, files: Sequence[str]) -> Note:
    """Say that some files do not have a dimension of the answer."""
    en, ru = _DIVIDED.get(dimension, (dimension, f"«{dimension}»"))
    where = some_of(files, 3)
    return Note(Text(
        f"{where}: not divided by {en}, so it counts as undisclosed there",
        f"{where}: нет деления по {ru}, учтено как не раскрытое",
    ))  # fmt: skip


def replaced(rows: int, differing: int, gone: int) -> Note:
    """Say that rows of a store were replaced, and how many have other values or nothing in their place."""
    return Note(Text(
        f"{counted(rows, 'row')} of the store replaced; {written(differing)} changed, {written(gone)} gone",
        f"в хранилище заменено: {ru_rows(rows)}; изменено {written(differing, 'ru')}, исчезло {written(gone, 'ru')}",
    ), "doubt" if gone else "info")  # fmt: skip


def blank(dimension: str) -> Note:
    """Say that some rows leave a dimension of the answer blank."""
    _, ru = _DIVIDED.get(dimension, (dimension, f"«{dimension}»"))
    return Note(Text(
        f"rows with a blank {dimension} count as undisclosed",
        f"строки, где деление по {ru} пусто, учтены как не раскрытые",
    ), "doubt")  # fmt: skip


def several_reporters(names: Sequence[Text]) -> Note:
    """Say that statistics of several countries stand in one sum."""
    return Note(Text(
        f"statistics of several countries are added: {some_of([name.en for name in names], 6)}",
        f"сложена статистика нескольких стран: {some_of([name.ru for name in names], 6)}",
    ), "doubt")  # fmt: skip


def editions(years: Mapping[str, str]) -> Note:
    """Say that commodity codes of one series are of several editions, each of some years."""
    listed = "; ".join(f"{edition}: {shown}" for edition, shown in sorted(years.items()))
    return Note(Text(
        f"commodity codes are of several editions ({listed}): one code may mean other goods in another edition",
        f"коды товаров относятся к разным редакциям ({listed}): один код в них может означать разные товары",
    ))  # fmt: skip


def nothing() -> Note:
    """Say that the data hold all that was asked for, but no trade in it."""
    return Note(Text("no trade in the selection", "нет торговли в выборке"))


def empty(rows: int, what: str) -> Note:
    """Say that rows without an amount add nothing."""
    ru = {"value": "стоимости", "weight": "веса"}[what]
    return Note(Text(
        f"{counted(rows, 'selected row')} without a {what}: nothing to add",
        f"строки без {ru} не учтены: {written(rows, 'ru')}",
    ), "doubt")  # fmt: skip


def year_chosen(year: int, months: str) -> Note:
    """Say which year was taken where none was asked for."""
    if months:
        return Note(Text(
            f"no year was given and none is complete: the latest is {year}, with {named_months(months)[0]}",
            f"год не задан, полных лет нет: взят последний, {year}, {named_months(months)[1]}",
        ), "doubt")  # fmt: skip
    return Note(Text(
        f"no year was given: {year} is the latest complete one of the selection",
        f"год не задан: взят последний полный год выборки, {year}",
    ))  # fmt: skip


def months_missing(years: str, held: str) -> Note:
    """Say that years are not whole."""
    verb = "are" if "–" in years or "," in years else "is"
    return Note(Text(
        f"{years} {verb} incomplete: {named_months(held)[0]} only",
        f"данные за {years} неполные: только {named_months(held)[1]}",
    ), "doubt")  # fmt: skip


def years_missing(missing: str, held: str) -> Note:
    """Say which of the years asked for are not in the selection."""
    return Note(Text(
        f"nothing for {missing}: the selection holds {held}", f"нет данных за {missing}: в выборке есть {held}"
    ), "doubt")  # fmt: skip


def group_years_missing(name: str, name_ru: str, years: str) -> Note:
    """Say of which years one of the groups has no rows while others have."""
    return Note(Text(f"{name}: nothing for {years}", f"{name_ru}: нет данных за {years}"), "doubt")


def annual_left_out(years: str) -> Note:
    """Say that annual records have no months to choose from."""
    return Note(Text(
        f"records of the whole year {years} have no months and were left out",
        f"годовые данные за {years} не делятся на месяцы и не учтены",
    ), "doubt")  # fmt: skip


def region_months(names: Sequence[Text], year: int) -> Note:
    """Say which regions, or reporting countries, have fewer months than the others."""
    return Note(Text(
        f"{year}: no rows in some of the months for {some_of([name.en for name in names], 6)}",
        f"{year}: не во всех месяцах есть строки: {some_of([name.ru for name in names], 6)}",
    ))  # fmt: skip


def composition(name: str, name_ru: str) -> Note:
    """Say that a group is not the same through the years shown."""
    return Note(Text(
        f"the composition of {name} changes within these years, so they are not like with like",
        f"состав группы «{name_ru}» в эти годы меняется, годы не вполне сопоставимы",
    ))  # fmt: skip


def no_trade(names: Sequence[Text]) -> Note:
    """Name the regions and countries asked for that have no trade in the selection."""
    return Note(Text(
        f"no trade in the selection: {some_of([name.en for name in names], 20)}",
        f"нет торговли в выборке: {some_of([name.ru for name in names], 20)}",
    ))  # fmt: skip


def no_statistics(names: Sequence[Text]) -> Note:
    """Name the countries asked for whose statistics the data do not hold."""
    return Note(Text(
        f"the data hold no statistics of {some_of([name.en for name in names], 6)}: not in the figures",
        f"в данных нет статистики этих стран, в показатели они не входят: {some_of([name.ru for name in names], 6)}",
    ), "doubt")  # fmt: skip


def flow_months(flow: str, year: int, missing: str) -> Note:
    """Say that one flow lacks months that the other has, in all of the data."""
    en, ru = {"export": ("exports", "экспорта"), "import": ("imports", "импорта")}[flow]
    return Note(Text(
        f"{year}: the data hold no {en} of {named_months(missing)[0]}, which they hold otherwise",
        f"{year}: в данных нет {ru} за {named_months(missing)[1]}, хотя другие строки за них есть",
    ), "doubt")  # fmt: skip


def flow_absent(flow: str, years: str) -> Note:
    """Say that the files hold no rows of a flow at all."""
    en, ru = {"export": ("exports", "экспорта"), "import": ("imports", "импорта")}[flow]
    return Note(Text(
        f"the data hold no {en} of {years} at all: taken as 0; were they not downloaded, turnover would be wrong",
        f"в данных за {years} совсем нет {ru}: принято за 0; если он не выгружен, оборот и сальдо неверны",
    ), "doubt")  # fmt: skip


def one_partner_year(years: str) -> Note:
    """Say that a year has one partner only in all of the data."""
    return Note(Text(
        f"the data hold one partner only of {years}: its share of the world is 100% for want of the others",
        f"в данных за {years} только один партнёр: его доля 100%, потому что других нет",
    ), "doubt")  # fmt: skip


def one_partner(names: Sequence[Text]) -> Note:
    """Name the regions that trade with one partner only, as far as the data go."""
    return Note(Text(
        f"one partner only in the data, so its share is 100%: {some_of([name.en for name in names], 6)}",
        f"в данных только один партнёр, его доля 100%: {some_of([name.ru for name in names], 6)}",
    ), "doubt")  # fmt: skip


def cut(shown: int, rows: int) -> Note:
    """Say how many rows ``--top`` left out of sight."""
    return Note(Text(
        f"{written(shown)} of {counted(rows, 'row')} shown",
        f"показано строк: {written(shown, 'ru')} из {written(rows, 'ru')}",
    ))  # fmt: skip


def short_codes(code: str, grouping: str) -> Note:
    """Say that codes are too short for a grouping."""
    return Note(Text(
        f"code `{code}` is shorter than grouping `{grouping}` needs; part of what it covers may belong elsewhere",
        f"код `{code}` короче, чем нужно для группировки `{grouping}`; часть товаров может относиться к другим группам",
    ), "doubt")  # fmt: skip


def too_short(code: str, chosen: str, rows: int) -> Note:
    """Say that rows may hold the chosen commodity, but their codes are too short to tell."""
    return Note(Text(
        f"{counted(rows, 'row')} with the short code `{code}` may hold `{chosen}` and cannot be told apart: left out",
        f"не учтены, код `{code}` короче, чем `{chosen}`, и может его включать: {ru_rows(rows)}",
    ), "doubt")  # fmt: skip


def ranked_by_flow(flow: str) -> Note:
    """Say that with one flow partners are ranked by that flow."""
    en, ru = {"export": ("exports", "экспорту"), "import": ("imports", "импорту")}[flow]
    return Note(Text(f"partners are ranked by {en}", f"страны ранжированы по {ru}"))
