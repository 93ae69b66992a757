"""What a check says: its sentences in English and Russian."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from siberia_trade.errors import shorten
from siberia_trade.schema import plain
from siberia_trade.table import Text

#: The checks in the order in which they are reported, and what people read.
CHECKS: Final[Mapping[str, Text]] = {
    "file": Text("File", "Файл"),
    "source": Text("Source", "Источник"),
    "encoding": Text("Encoding", "Кодировка"),
    "layout": Text("Layout", "Разметка"),
    "rows": Text("Rows", "Строки"),
    "row_count": Text("Row count", "Число строк"),
    "lines": Text("Lines", "Строки файла"),
    "value": Text("Value", "Стоимость"),
    "weight": Text("Weight", "Вес"),
    "quantity": Text("Quantity", "Количество"),
    "period": Text("Period", "Период"),
    "flow": Text("Flow", "Поток"),
    "reporter": Text("Reporters", "Страны-источники"),
    "region": Text("Regions", "Регионы"),
    "partner": Text("Partners", "Партнёры"),
    "commodity": Text("Commodities", "Товары"),
    "classification": Text("Classification", "Классификация"),
    "dimension": Text("Dimensions", "Измерения"),
    "exports": Text("Exports", "Экспорт"),
    "imports": Text("Imports", "Импорт"),
    "figures": Text("Figures without a flow", "Показатели без потока"),
    "undisclosed": Text("Undisclosed", "Не раскрыто"),
    "aggregates": Text("Aggregates", "Агрегаты"),
    "wholes": Text("Wholes and parts", "Целое и части"),
    "unknown": Text("Unknown codes", "Неизвестные коды"),
    "zeros": Text("Leading zeros", "Ведущие нули"),
    "no_value": Text("No value", "Нет стоимости"),
    "negative": Text("Negative values", "Отрицательные"),
    "decimal_mark": Text("Decimal mark", "Десятичный знак"),
    "duplicates": Text("Duplicates", "Повторы"),
    "twice": Text("Two values", "Два значения"),
    "overlap": Text("Overlap", "Пересечение"),
    "unit_value": Text("Unit values", "Цены единицы"),
}  # fmt: skip
DIMENSIONS: Final[Mapping[str, Text]] = {
    "period": Text("period", "период"),
    "flow": Text("flow", "поток"),
    "reporter": Text("reporter", "страна-источник"),
    "region": Text("region", "регион"),
    "partner": Text("partner", "партнёр"),
    "commodity": Text("commodity", "товар"),
}
#: Marks of what is not simply so, in words: colour says nothing in a file.
MARKS: Final[Mapping[str, Text]] = {
    "info": Text("", ""),
    "doubt": Text("DOUBT: ", "СОМНЕНИЕ: "),
    "fault": Text("FAULT: ", "ОШИБКА: "),
}
_SEPARATORS: Final[Mapping[str, Text]] = {
    "\t": Text("tab", "табуляция"),
    ",": Text("comma", "запятая"),
    ";": Text("semicolon", "точка с запятой"),
    "|": Text("pipe", "вертикальная черта"),
}
_NOT_SHOWN: Final = Text("(empty)", "(пусто)")


def count(number: int, lang: str = "en") -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}".replace(",", "\u00a0") if lang == "ru" else f"{number:,}"


def exact(number: Decimal, lang: str = "en") -> str:
    """A number with all its digits and its thousands apart."""
    whole, point, rest = plain(number).partition(".")
    text = f"{int(whole):,}{point}{rest}"
    text = f"-{text}" if whole == "-0" else text
    return text.replace(",", "\u00a0").replace(".", ",") if lang == "ru" else text


def rows(number: int, lang: str = "en") -> str:
    """So many rows."""
    if lang == "ru":
        tens, ones = number % 100, number % 10
        word = "строк" if 11 <= tens <= 14 or ones not in (1, 2, 3, 4) else "строка" if ones == 1 else "строки"
        return f"{count(number, lang)} {word}"
    return f"{count(number)} {'row' if number == 1 else 'rows'}"


def of_both(template_en: str, template_ru: str, **numbers: int | Decimal) -> Text:
    """One sentence in both languages, its whole and exact numbers written as each language does."""

    def fill(template: str, lang: str) -> str:
        written = {
            name: exact(value, lang) if isinstance(value, Decimal) else count(value, lang)
            for name, value in numbers.items()
        }
        said = {f"{name}_rows": rows(value, lang) for name, value in numbers.items() if isinstance(value, int)}
        return template.format(**written, **said)

    return Text(fill(template_en, "en"), fill(template_ru, "ru"))


def joined(parts: Iterable[Text], mark: str = "; ") -> Text:
    """Several texts as one."""
    listed = list(parts)
    return Text(mark.join(part.en for part in listed), mark.join(part.ru for part in listed))


def layout(separator: str, numbers: str, *, columns: int, quoted: bool) -> Text:
    """How the text of a file is laid out; ``numbers`` is how they look."""
    if not separator:  # a store's rows lie in Parquet files
        return Text("store of Parquet files", "хранилище из файлов Parquet")
    apart = _SEPARATORS[separator]
    quotes = Text("quoted", "в кавычках") if quoted else Text("no quotes", "без кавычек")
    return Text(
        f"separator {apart.en}, numbers like {numbers}, {columns} columns, {quotes.en}",
        f"разделитель: {apart.ru}, числа вида {numbers}, столбцов: {columns}, {quotes.ru}",
    )


def months(held: str) -> Text:
    """Months by their numbers: ``5`` or ``1–3, 7``."""
    return Text(f"month {held}", f"месяц {held}") if held.isdigit() else Text(f"months {held}", f"месяцы {held}")


def missing(year: str, lacking: str) -> Text:
    """Months that a year lacks."""
    named = months(lacking)
    return Text(f"missing in {year}: {named.en}", f"нет за {year} год: {named.ru}")


def several(number: int, largest: Sequence[Text]) -> Text:
    """How many places there are, and the first of them."""
    more = Text(", ...", ", ...") if number > len(largest) else Text("", "")
    return Text(
        f"{count(number)}: {', '.join(each.en for each in largest)}{more.en}",
        f"{count(number, 'ru')}: {', '.join(each.ru for each in largest)}{more.ru}",
    )


def at(line: int | None) -> Text:
    """A line by its number; a row of what has no lines."""
    return Text("a row", "строка") if line is None else Text(f"line {line}", f"строка {line}")


def fault(number: int, line: int, column: str, value: str, problem: str, hint: str) -> Text:
    """Rows that cannot be counted, and where the first of them is."""
    place = f"line {line}" + (f", column {column}" if column else "")
    place_ru = f"строка {line}" + (f", столбец {column}" if column else "")
    said = f"`{shorten(value, 100)}`: {problem}" + (f". {hint}" if hint else "")
    return Text(f"{rows(number)}; the first is {place}: {said}", f"{rows(number, 'ru')}; первая: {place_ru}: {said}")


def open_end(cell: str, whole: str) -> Text:
    """A last line that has no end; ``whole`` is what its last cell is the beginning of."""
    if not whole:
        return Text("the last line has no end: is the file complete?", "последняя строка не закончена: файл полон?")
    return Text(
        f"the last line has no end and its last cell, `{shorten(cell)}`, is the beginning of `{shorten(whole)}`: the "
        "file may be cut short, download it again",
        f"последняя строка не закончена, её последняя ячейка `{shorten(cell)}` — начало `{shorten(whole)}`: файл, "
        "возможно, обрезан, скачайте его снова",
    )


def line_of_units(line: int) -> Text:
    """A line below the header that holds no data."""
    return Text(
        f"line {line} is no row, but a part of the header, as one of units is: remove it",
        f"строка {line} не данные, а часть заголовка, например единицы измерения: удалите её",
    )


def unknown(dimension: str, listed: Sequence[tuple[str, int, Decimal, int | None]], labels: int) -> Text:
    """Labels that no list holds: each with its rows, its value and its first line."""

    def one(lang: str, label: str, number: int, amount: Decimal, line: int | None) -> str:
        shown = f"`{shorten(label)}`" if label else _NOT_SHOWN[lang]
        first = "" if line is None else f", from line {line}" if lang == "en" else f", со строки {line}"
        return f"{shown} ({rows(number, lang)}, {exact(amount, lang)}{first})"

    en, ru = ([one(lang, *each) for each in listed] for lang in ("en", "ru"))
    name, left = DIMENSIONS[dimension], labels - len(listed)
    return Text(
        f"{name.en} in no list: {', '.join(en)}" + (f" and {count(left)} more" if left else ""),
        f"нет в списках ({name.ru}): {', '.join(ru)}" + (f" и ещё {count(left, 'ru')}" if left else ""),
    )


def file_list() -> Text:
    """A file that no command reads."""
    return Text("a list of codes, no extract: not read", "список кодов, а не выгрузка: не читается")


def file_of_rates() -> Text:
    """A file that only `--rates` reads."""
    return Text("exchange rates, no extract: not read", "курсы валют, а не выгрузка: не читаются")


def not_an_extract() -> Text:
    """A file of a folder that no command reads."""
    return Text("no extract: passed over", "не выгрузка: пропущен")


def further_sheet() -> Text:
    """A sheet that is an extract, behind another one of its workbook."""
    return Text("not the first extract of its workbook: not read", "не первая выгрузка в своей книге: не читается")


def title(files: int, faults: int, doubts: int) -> Text:
    """What came of a check."""
    found = [
        f"{count(faults)} {'fault' if faults == 1 else 'faults'}",
        f"{count(doubts)} {'doubt' if doubts == 1 else 'doubts'}",
    ]
    return Text(
        f"{'1 file' if files == 1 else f'{count(files)} files'} checked: {', '.join(found)}",
        f"Проверено файлов: {count(files, 'ru')}; ошибок: {count(faults, 'ru')}, сомнений: {count(doubts, 'ru')}",
    )
