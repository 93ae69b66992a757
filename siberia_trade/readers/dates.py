"""Periods in the form that a column map describes, `MM.YYYY`, to year and month."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    "MMM": r"(?P<name>[^\W\d_]{3,})\.?",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"\d{2}",
    "D": r"\d{1,2}",
}
#: Forms that are read where a map describes none.
USUAL: Final = ("YYYY", "YYYY-MM", "YYYY-MM-DD", "MM.YYYY", "MM/YYYY", "YYYYMM")
#: Beginnings of the names of months, as they come in English and Russian.
_MONTHS: Final[Sequence[tuple[str, ...]]] = (
    ("jan", "янв"), ("feb", "фев"), ("mar", "мар"), ("apr", "апр"), ("may", "май", "мая"), ("jun", "июн"),
    ("jul", "июл"), ("aug", "авг"), ("sep", "сен"), ("oct", "окт"), ("nov", "ноя"), ("dec", "дек"),
)  # fmt: skip


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
            "YYYY": f"{year}", "YY": f"{year % 100:02}", "MMM": _MONTHS[month - 1][0].title(), "MM": f"{month:02}",
            "M": f"{month}", "DD": "01", "D": "1",
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
    return text


def month_numbers(names: Sequence[str] = ()) -> Mapping[str, int]:
    """Names of months, or their beginnings, to numbers; ``names`` are twelve in another language."""
    own = {name.casefold(): number for number, name in enumerate(names, 1)}
    return own | {name: number for number, stems in enumerate(_MONTHS, 1) for name in stems}


def by_forms(texts: Iterable[str], months: Mapping[str, int]) -> Labels:
    """Read periods that stand in one column, in any of the forms."""
    forms = [Form(text) for text in texts]
    known: dict[str, Period] = {}
    for form in forms:
        with_month = any(token in ("MM", "M") for token in form.tokens)
        if not {"MMM", "DD", "D"} & set(form.tokens):
            spans = product(range(FIRST_YEAR, LAST_YEAR + 1), range(1, 13) if with_month else [1])
            known |= {form.write(year, month): (year, month if with_month else None) for year, month in spans}
    expected = " or ".join(dict.fromkeys(form.write(2023, 5) for form in forms))

    def period(label: str) -> Period:
        text = label.strip()
        found = next((match for form in forms if (match := form.pattern.fullmatch(text))), None)
        if found is None:
            raise LabelError(f"is no period: expected {expected}")
        parts = found.groupdict()
        year = int(parts["year"]) if parts.get("year") else _long_year(int(parts["short_year"]))
        month = _month(parts["name"], months) if parts.get("name") else parts.get("month")
        return checked_period(year, None if month is None else int(month))

    return Labels(lambda: known, period)


def by_columns(months: Mapping[str, int]) -> Labels:
    """Read periods of which the year and the month stand in columns of their own: `2021-`, `2021-3`, `2021-March`."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    known: dict[str, Period] = {f"{year}{end}": (year, None) for year in years for end in ("", "-")}
    known |= {f"{year}-{form.format(m)}": (year, m) for year in years for m in range(1, 13) for form in ("{}", "{:02}")}

    def period(label: str) -> Period:
        year, _, month = label.strip().partition("-")
        if not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise LabelError("is no year (2021)")
        if not month:
            return checked_period(int(year), None)
        return checked_period(int(year), int(month) if re.fullmatch(r"\d{1,2}", month) else _month(month, months))

    return Labels(lambda: known, period)


def _month(name: str, months: Mapping[str, int]) -> int:
    found = next((number for beginning, number in months.items() if name.casefold().startswith(beginning)), None)
    if found is None:
        raise LabelError(f"is no period: no month is called `{name}`")
    return found


def _long_year(year: int) -> int:
    """`21` to 2021; the years known run from 1960 to 2059."""
    return year + (2000 if year + 2000 <= LAST_YEAR else 1900)
