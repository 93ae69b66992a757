"""Counts and amounts in words, as notes write them."""

from decimal import Decimal


def written(number: Decimal | int, lang: str = "en") -> str:
    """Write a number with its thousands apart, as the language does."""
    text = f"{number:,.0f}"
    return text.replace(",", "\u00a0") if lang == "ru" else text


def named_months(held: str) -> tuple[str, str]:
    """Write `month 1`, `months 1–3`."""
    one = held.isdigit()
    return (f"month {held}", f"месяц {held}") if one else (f"months {held}", f"месяцы {held}")


def counted(number: int, one: str, many: str = "") -> str:
    """Write `1 row`, `2 rows`."""
    return f"{written(number)} {one if number == 1 else many or one + 's'}"


def counted_ru(number: int, one: str, few: str, many: str) -> str:
    """Write `1 строка`, `2 строки`, `5 строк`."""
    tens, units = number % 100, number % 10
    word = many if 11 <= tens <= 14 or units not in (1, 2, 3, 4) else one if units == 1 else few
    return f"{written(number, 'ru')} {word}"


def ru_rows(number: int) -> str:
    """Write a number of rows in Russian."""
    return counted_ru(number, "строка", "строки", "строк")
