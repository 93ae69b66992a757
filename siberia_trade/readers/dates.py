"""Periods in the form that a column map describes, `MM.YYYY`, to year and month."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from siberia_trade.errors import StradeError
from siberia_trade.readers.labels import FIRST_YEAR, LAST_YEAR, checked_period
from siberia_trade.readers.spec import LabelError, Labels

Period = tuple[int, int | None]

#: What a form is made of; anything else stands for itself, and so does what is in single quotes.
_TOKENS: Final = re.compile(r"('[^']*'|YYYY|YY|MMM|MM|M|DD|D)")
_PATTERNS: Final = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short_year>\d{2})",
    "MMM": r"(?P<name>[^\W\d_]+)\.?",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"\d{2}",
    "D": r"\d{1,2}",
}
#: Forms that are read where a map describes none.
USUAL: Final = ("YYYY", "YYYY-MM", "YYYY-MM-DD", "MM.YYYY", "MM/YYYY", "YYYYMM")
#: How dates of spreadsheets are written out, whatever their cells show: read beside any form of a map's own.
_DATE: Final = "YYYY-MM-DD"
#: Forms that are offered for a period in none of those of the map.
_OFFERED: Final = (
    "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYYMMDD", "YYYY-M", "M.YYYY", "M/YYYY", "MM-YYYY", "YYYY/MM", "YYYY.MM",
    "MMM YYYY", "YYYY MMM", "MMM-YYYY", "MMM-YY", "MMM.YY", "MMM YY", "YYYY年M月", "YYYY'M'MM", "YYYY 'г.'",
    "YYYY 'год'", "MMM YYYY 'г.'",
)  # fmt: skip
#: Names of months, as they come in English, Russian and German.
_MONTHS: Final[Sequence[tuple[str, ...]]] = (
    ("january", "январь", "января", "januar", "jänner"),
    ("february", "февраль", "февраля", "februar"),
    ("march", "март", "марта", "märz", "maerz"),
    ("april", "апрель", "апреля"),
    ("may", "май", "мая", "mai"),
    ("june", "июнь", "июня", "juni"),
    ("july", "июль", "июля", "juli"),
    ("august", "август", "августа"),
    ("september", "сентябрь", "сентября"),
    ("october", "октябрь", "октября", "oktober"),
    ("november", "ноябрь", "ноября"),
    ("december", "декабрь", "декабря", "dezember"),
)
#: Letters of a name that are enough to tell a month: `sept`, `янв`.
_ENOUGH: Final = 3
#: What figures of a quarter, of half a year or of several months are called.
_SPAN: Final = re.compile(
    r"\bq\s?[1-4]\b|\d\s?q|\bh[12]\b|\dh[12]\b|quart|trimest|кварт|\bкв\b|季|half|halb|semest|полугод"
    r"|months|monate|\bмес(\b|яц)|[^\W\d_]{3,}\.?\s?[-–—]\s?[^\W\d_]{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """One way to write a period."""

    text: str

    @cached_property
    def tokens(self) -> list[str]:
        """The parts of the form, in their order."""
        return [token for token in _TOKENS.split(self.text) if token]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches a period of this form."""
        parts = [_PATTERNS.get(token) or re.escape(token.strip("'")) for token in self.tokens]
        return re.compile("".join(parts), re.IGNORECASE)

    def write(self, year: int, month: int) -> str:
        """A period in this form, with the first day where days are told."""
        values = {
            "YYYY": f"{year}", "YY": f"{year % 100:02}", "MMM": _MONTHS[month - 1][0][:_ENOUGH].title(),
            "MM": f"{month:02}", "M": f"{month}", "DD": "01", "D": "1",
        }  # fmt: skip
        return "".join(values.get(token) or token.strip("'") for token in self.tokens)


def checked_form(text: str) -> str:
    """The same form, if it can be one: a year once, and a month at most once."""
    tokens = Form(text).tokens
    years, months = (sum(token in kind for token in tokens) for kind in (("YYYY", "YY"), ("MMM", "MM", "M")))
    if years != 1 or months > 1:
        raise StradeError(f"`{text}` is no form of a period", hint="Write it like MM.YYYY, YYYY-MM-DD, MMM YY or YYYY.")
    if not months and any(token in ("DD", "D") for token in tokens):
        raise StradeError(f"`{text}` has days and no months")
    if left := [
        token for token in tokens if token not in _PATTERNS and re.search("[A-Za-z]", token) and token[0] != "'"
    ]:
        hint = f"Quote what stands for itself: '{left[0].strip()}'; years are YYYY, months MM or MMM; no quarters."
        raise StradeError(f"`{text}`: `{left[0].strip()}` is no part of a form", hint=hint)
    return text


def month_numbers(names: Sequence[str] = ()) -> Mapping[str, int]:
    """Names of months to numbers; ``names`` are twelve in another language, in place of those known."""
    listed = [(name,) for name in names] or _MONTHS
    return {_fold(name): number for number, same in enumerate(listed, 1) for name in same}


def by_forms(texts: Iterable[str], months: Mapping[str, int]) -> Labels:
    """Read periods that stand in one column, in any of the forms."""
    forms = [Form(text) for text in texts]
    read = [*forms, Form(_DATE)]
    known: dict[str, Period] = {}
    for form in forms:
        with_month = any(token in ("MM", "M") for token in form.tokens)
        if not {"MMM", "DD", "D"} & set(form.tokens):
            spans = product(range(FIRST_YEAR, LAST_YEAR + 1), range(1, 13) if with_month else [1])
            known |= {form.write(year, month): (year, month if with_month else None) for year, month in spans}
    expected = " or ".join(dict.fromkeys(form.write(2023, 5) for form in forms))

    def period(label: str) -> Period:
        text = _whole(label.strip())
        form = next((form for form in read if form.pattern.fullmatch(text)), None)
        if form is None:
            _refuse_span(text)
            raise LabelError(f"is no period: expected {expected}{_offer(text, months)}")
        return _by_form(form, text, months)

    return Labels(lambda: known, period)


def _by_form(form: Form, text: str, months: Mapping[str, int]) -> Period:
    """Year and month of a period that is of a form."""
    found = form.pattern.fullmatch(text)
    parts = found.groupdict() if found else {}
    year = int(parts["year"]) if parts.get("year") else _long_year(int(parts["short_year"]))
    month = _month(parts["name"], months) if parts.get("name") else parts.get("month")
    return checked_period(year, None if month is None else int(month))


def _offer(text: str, months: Mapping[str, int]) -> str:
    """The forms that a period may be of, to be said in a column map."""
    fitting = []
    for form in map(Form, _OFFERED):
        if form.pattern.fullmatch(text):
            with suppress(LabelError):
                _by_form(form, text, months)
                fitting.append(form.text)
    return f"; the column map can say `form: {' or '.join(fitting)}`" if fitting else ""


def _refuse_span(text: str) -> None:
    """Say of a quarter, or of January to September, that it is no period of its own."""
    if _SPAN.search(text):
        raise LabelError("is a span of several months: figures can be of one month or of a year")


def by_columns(months: Mapping[str, int]) -> Labels:
    """Read periods of which the year and the month stand in columns of their own: `2021-`, `2021-3`, `2021-March`."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    known: dict[str, Period] = {f"{year}{end}": (year, None) for year in years for end in ("", "-")}
    known |= {f"{year}-{form.format(m)}": (year, m) for year in years for m in range(1, 13) for form in ("{}", "{:02}")}

    def period(label: str) -> Period:
        year, _, month = label.strip().partition("-")
        year, month = _whole(year), _whole(month)
        if not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise LabelError("is no year (2021)")
        if not month:
            return checked_period(int(year), None)
        if re.fullmatch(r"\d{1,2}", month, re.ASCII):
            return checked_period(int(year), int(month))
        _refuse_span(month)
        return checked_period(int(year), _month(month, months))

    return Labels(lambda: known, period)


def _month(name: str, months: Mapping[str, int]) -> int:
    """The month of a name, or of its beginning where that begins no other; never more than a name."""
    folded = _fold(name)
    if folded in months:
        return months[folded]
    begun = {number for known, number in months.items() if known.startswith(folded)}
    if len(folded) < _ENOUGH or len(begun) != 1:
        raise LabelError(f"is no period: no month is called `{name}`; the column map can name the `months`")
    return begun.pop()


def _whole(text: str) -> str:
    """A number as data frames write it where cells are missing, `2021.0`, without its decimals."""
    return re.sub(r"^(\d+)\.0$", r"\1", text)


def _fold(name: str) -> str:
    return name.strip().rstrip(".").casefold()


def _long_year(year: int) -> int:
    """`21` to 2021; the years known run from 1960 to 2059."""
    return year + (2000 if year + 2000 <= LAST_YEAR else 1900)
