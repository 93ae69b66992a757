"""Ways of writing that several sources share: HS codes, periods, words for totals."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from siberia_trade import reference
from siberia_trade.readers.spec import Aggregate, LabelError, Unknown

FIRST_YEAR: Final = 1960
LAST_YEAR: Final = 2059
#: Cyrillic letters that look like the ones that stand for withheld digits.
_LATIN_X: Final = str.maketrans("ХС", "XS")
#: Words of total rows; some sources publish such rows, and users add them to their copies.
TOTALS: Final = frozenset({
    "total", "all", "world", "wld", "russia", "russian federation",
    "итого", "всего", "все", "мир", "весь мир", "россия", "рф", "российская федерация",
    "grand total", "insgesamt", "gesamt", "summe", "total general", "total geral", "totale", "ogółem", "razem",
    "усього", "разом", "барлығы", "合计", "总计", "总值",
})  # fmt: skip


def unlisted(text: str) -> Unknown | Aggregate:
    """A label that the lists do not hold: a word for a total, or unknown."""
    return Aggregate(text) if text.rstrip(": ").casefold() in TOTALS else Unknown(text)


def periods(form: str) -> Mapping[str, tuple[int, int | None]]:
    """Every year, and every month in the form that a source writes (`{year}{month:02}`), to year and month."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    annual: dict[str, tuple[int, int | None]] = {str(year): (year, None) for year in years}
    return annual | {form.format(year=year, month=month): (year, month) for year in years for month in range(1, 13)}


@cache
def months() -> Mapping[str, tuple[int, int | None]]:
    """Every ``2022`` and ``202205`` to year and month."""
    return periods("{year}{month:02}")


def year_month(label: str) -> tuple[int, int | None]:
    """``2022`` or ``202205`` to year and month."""
    text = label.strip()
    if known := months().get(text):
        return known
    if match := re.fullmatch(r"(\d{4})(\d{2})?", text, re.ASCII):
        return checked_period(int(match[1]), int(match[2]) if match[2] else None)
    raise LabelError("is no period: expected a year (2022) or a month (202205)")


def checked_period(year: int, month: int | None) -> tuple[int, int | None]:
    """The same year and month, if there can be such."""
    if month is not None and not 1 <= month <= 12:
        raise LabelError(f"there is no month {month}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LabelError(f"the year {year} is out of range")
    return year, month


@cache
def commodity(label: str) -> str | Unknown | Aggregate:
    """An HS code of 2 to 10 digits, with the zero that spreadsheets drop.

    What is withheld stays as it is written, ``XXXXXXXXXX`` or ``44XXXXXXXX``: the level matters where files of several
    levels were joined. A grouping shows it as undisclosed.
    """
    code = label.strip().upper().translate(_LATIN_X)
    if re.match(r"\d+[.,]\d*[EЕ]\+?\d+$", code):
        raise LabelError("the code was turned into a number by a spreadsheet and has lost its digits")
    if re.fullmatch(r"\d*X+|S+", code, re.ASCII) and len(code) <= 10:
        return code if not code[0].isdigit() or code[:2] in reference.hs_chapters() else Unknown(label.strip())
    if not re.fullmatch(r"\d{1,10}", code, re.ASCII):
        return unlisted(label.strip())
    if not code.strip("0"):
        return Aggregate(label.strip())
    code = code.zfill(len(code) + len(code) % 2)
    return code if code[:2] in reference.hs_chapters() else Unknown(label.strip())


def foreign_commodity(label: str) -> str | Aggregate:
    """A code of another classification than the Harmonized System, as it is; ``TOTAL`` is the sum of all."""
    text = label.strip()
    return Aggregate(text) if text.casefold() in TOTALS else text
