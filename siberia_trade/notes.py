"""Every sentence that a table says beside its numbers, in English and Russian."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from siberia_trade.errors import some_of
from siberia_trade.table import Note, Text

if TYPE_CHECKING:
    import polars as pl

    from siberia_trade.cube import UnknownLabel

_DIMENSION_RU = {"region": "регион", "partner": "страна", "commodity": "товар"}


def _number(amount: Decimal | int) -> str:
    return f"{amount:,.0f}"


def overlap(left_out: "pl.DataFrame", files: Sequence[str], prefer: str | None, replaced: int) -> Note:
    """Say what was not counted because another file holds the same figure."""
    rows = int(left_out["rows"].sum())
    amount = _number(Decimal(left_out["amount"].sum() or 0))
    where = some_of([files[number] for number in left_out["file"].unique().sort()], 3)
    if prefer:
        return Note(Text(
            f"{rows:,} rows ({amount}) of {where} were replaced by the {prefer} file's; {replaced:,} figures differ",
            f"{rows:,} строк ({amount}) из {where} заменены строками другого файла ({prefer}); "
            f"различаются значений: {replaced:,}",
        ))  # fmt: skip
    return Note(Text(
        f"{rows:,} rows ({amount}) of {where} repeat another file and were counted once",
        f"{rows:,} строк ({amount}) из {where} повторяют другой файл и учтены один раз",
    ))  # fmt: skip


def repeated(rows: int, file: str) -> Note:
    """Say that identical rows were counted once."""
    return Note(Text(
        f"{rows:,} rows of {file} repeat earlier ones to the letter and were counted once",
        f"{rows:,} строк {file} дословно повторяют предыдущие и учтены один раз",
    ))  # fmt: skip


def nested(cells: int, parts: Decimal, residue: Decimal) -> Note:
    """Say that aggregates beside their parts were counted once."""
    rest = f"; {_number(residue)} of the aggregates is not in their parts and stays at the shorter code"
    rest_ru = f"; {_number(residue)} из агрегатов нет в их частях и отнесено к более короткому коду"
    return Note(Text(
        f"{cells:,} commodity aggregates beside their own parts ({_number(parts)}) were counted once"
        + (rest if residue else ""),
        f"товарных агрегатов рядом с их частями: {cells:,} ({_number(parts)}), учтены один раз"
        + (rest_ru if residue else ""),
    ))  # fmt: skip


def unknown(found: Iterable["UnknownLabel"]) -> list[Note]:
    """Name the labels that the lists do not hold."""
    merged: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for each in found:
        rows, amount = merged.get((each.dimension, each.label), (0, Decimal(0)))
        merged[each.dimension, each.label] = (rows + each.rows, amount + Decimal(each.amount or 0))
    return [
        Note(
            Text(
                f"{dimension} `{label}` is in no list: {rows:,} rows, {_number(amount)}, counted as undisclosed",
                f"{_DIMENSION_RU[dimension]} `{label}` нет в списках: {rows:,} строк, {_number(amount)}, "
                "учтено как не раскрытое",
            ),
            "doubt",
        )
        for (dimension, label), (rows, amount) in sorted(merged.items())
    ]


def empty(rows: int, what: str) -> Note:
    """Say that rows without an amount add nothing."""
    ru = {"value": "стоимости", "weight": "веса"}[what]
    return Note(Text(
        f"{rows:,} selected rows hold no {what} and add nothing", f"{rows:,} выбранных строк без {ru} не учтены"
    ), "doubt")  # fmt: skip


def year_chosen(year: int, months: str) -> Note:
    """Say which year was taken where none was asked for."""
    if months:
        return Note(Text(
            f"no year was given and none is complete: the latest is {year}, with months {months}",
            f"год не задан, полных лет нет: взят последний, {year}, месяцы {months}",
        ), "doubt")  # fmt: skip
    return Note(Text(
        f"no year was given: {year} is the latest complete one of the selection",
        f"год не задан: взят последний полный год выборки, {year}",
    ))  # fmt: skip


def months_missing(years: str, held: str) -> Note:
    """Say that years are not whole."""
    return Note(Text(
        f"incomplete: of {years} the data hold months {held} only",
        f"неполные данные: за {years} есть только месяцы {held}",
    ), "doubt")  # fmt: skip


def years_missing(missing: str, held: str) -> Note:
    """Say which of the years asked for are not in the selection."""
    return Note(Text(
        f"nothing for {missing}: the selection holds {held}", f"нет данных за {missing}: в выборке есть {held}"
    ), "doubt")  # fmt: skip


def region_months(names: Sequence[Text], year: int) -> Note:
    """Say which regions have fewer months than the others."""
    return Note(Text(
        f"{year}: no rows in some of the months for {some_of([name.en for name in names], 6)}",
        f"{year} г.: не во всех месяцах есть строки у следующих регионов: {some_of([name.ru for name in names], 6)}",
    ))  # fmt: skip


def no_trade(names: Sequence[Text]) -> Note:
    """Name the regions asked for that have no trade in the selection."""
    return Note(Text(
        f"no trade in the selection: {some_of([name.en for name in names], 20)}",
        f"нет торговли в выборке: {some_of([name.ru for name in names], 20)}",
    ))  # fmt: skip


def one_flow(flow: str) -> Note:
    """Say that the data hold one flow only."""
    en, ru = {"export": ("exports", "экспорт"), "import": ("imports", "импорт")}[flow]
    return Note(Text(
        f"the data hold {en} only; what needs the other flow is not known",
        f"в данных есть только {ru}; показатели, для которых нужен другой поток, неизвестны",
    ), "doubt")  # fmt: skip


def cut(shown: int, rows: int) -> Note:
    """Say how many rows ``--top`` left out of sight."""
    return Note(Text(f"{shown:,} of {rows:,} rows are shown", f"показано строк: {shown:,} из {rows:,}"))


def short_codes(code: str, grouping: str) -> Note:
    """Say that codes are too short for a grouping."""
    return Note(Text(
        f"code `{code}` is shorter than grouping `{grouping}` needs; such codes are in `other`",
        f"код `{code}` короче, чем нужно для группировки `{grouping}`; такие коды отнесены к прочим",
    ), "doubt")  # fmt: skip


def ranked_by_flow(flow: str) -> Note:
    """Say that with one flow partners are ranked by that flow."""
    en, ru = {"export": ("exports", "экспорту"), "import": ("imports", "импорту")}[flow]
    return Note(Text(f"partners are ranked by {en}", f"страны ранжированы по {ru}"))


def rates_unused() -> Note:
    """Say that exchange rates were not needed."""
    return Note(Text(
        "the data are in US dollars: --rates is not used", "данные в долларах США: --rates не используется"
    ))  # fmt: skip
