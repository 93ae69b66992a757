"""Periods under a column map: which labels are read as which month, and what is said of the others."""

import pytest

from siberia_trade.errors import StradeError
from siberia_trade.readers import dates
from siberia_trade.readers.spec import LabelError

FINNISH = [
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu",
    "marraskuu", "joulukuu",
]  # fmt: skip
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
MONTHS = {
    # label of the month: its number, or what is said
    "January": 1,
    "sept": 9,
    "Sep.": 9,
    "май": 5,
    "мая": 5,
    "июня": 6,
    "нояб.": 11,
    "Mär": 3,
    "MÄRZ": 3,
    "Mai": 5,
    "Dez.": 12,
    "3": 3,
    "03": 3,
    "3.0": 3,
    "Jan-Sep": "a span of several months",
    "янв.-март": "a span of several months",
    "январь – сентябрь": "a span of several months",
    "Q1": "a span of several months",
    "I квартал": "a span of several months",
    "1. Halbjahr": "a span of several months",
    "marraskuu": "no month is called `marraskuu`",  # November in Finnish, and no March
    "ju": "no month is called `ju`",
    "Januaryish": "no month",
    "all": "no month is called `all`",
    "13": "there is no month 13",
}


@pytest.mark.parametrize(("label", "expected"), MONTHS.items(), ids=MONTHS.keys())
def test_month(label: str, expected: int | str) -> None:
    read = dates.by_columns(dates.month_numbers()).decode
    if isinstance(expected, int):
        assert read(f"2021-{label}") == (2021, expected)
    else:
        with pytest.raises(LabelError, match=expected):
            read(f"2021-{label}")


@pytest.mark.parametrize(
    ("names", "label", "month"),
    [(FINNISH, "marraskuu", 11), (FINNISH, "marras", 11), (ROMAN, "VII", 7), (ROMAN, "i", 1), (ROMAN, "IX", 9)],
)
def test_names_of_the_map_s_own(names: list[str], label: str, month: int) -> None:
    assert dates.by_columns(dates.month_numbers(names)).decode(f"2021-{label}") == (2021, month)
    assert dates.by_forms(["MMM YYYY"], dates.month_numbers(names)).decode(f"{label} 2021") == (2021, month)
    with pytest.raises(LabelError, match="no month is called `March`"):
        dates.by_columns(dates.month_numbers(names)).decode("2021-March")


PERIODS = {
    # label: year and month, or what is said where the map has no form
    "2021": (2021, None),
    "2021.0": (2021, None),
    "202103.0": (2021, 3),
    "2021-03-31": (2021, 3),
    "31.12.2021": "form: DD.MM.YYYY`",
    "12/31/2021": "form: MM/DD/YYYY`",
    "03/04/2021": "form: DD/MM/YYYY or MM/DD/YYYY`",
    "2021-3": "form: YYYY-M`",
    "März 2021": "form: MMM YYYY`",
    "янв.21": "form: MMM.YY`",
    "2021年3月": "form: YYYY年M月`",
    "2021 г.": "form: YYYY 'г.'`",
    "2021/22": "is no period: expected 2023 or",
    "2021-Q1": "a span of several months",
    "2021Q1": "a span of several months",
    "1q2021": "a span of several months",
    "I кв. 2021": "a span of several months",
    "4. Quartal 2021": "a span of several months",
    "2021H1": "a span of several months",
    "9 мес. 2021": "a span of several months",
    "январь-сентябрь 2021": "a span of several months",
    "Jan-Sep 2021": "a span of several months",
}


@pytest.mark.parametrize(("label", "expected"), PERIODS.items(), ids=PERIODS.keys())
def test_period(label: str, expected: tuple[int, int | None] | str) -> None:
    read = dates.by_forms(dates.USUAL, dates.month_numbers()).decode
    if isinstance(expected, tuple):
        assert read(label) == expected
    else:
        with pytest.raises(LabelError) as raised:
            read(label)
        assert expected in str(raised.value)


@pytest.mark.parametrize("form", [text for text in dates._OFFERED if "MMM" not in text])
def test_forms_that_are_offered_read_what_they_write(form: str) -> None:
    assert dates.checked_form(form) == form
    written = dates.Form(form).write(2021, 3)
    assert dates.by_forms([form], dates.month_numbers()).decode(written) == (2021, 3 if "M" in form else None)


def test_a_date_beside_a_form_of_names() -> None:
    """Cells of a workbook that show `Mar 21` are dates."""
    read = dates.by_forms(["MMM YY"], dates.month_numbers()).decode
    assert read("Mar 21") == read("2021-03-01") == (2021, 3)


@pytest.mark.parametrize("form", ["YYYY-Q", "mm.yyyy", "YYYY MM Uhr", "YYYYMMDDhh"])
def test_form_of_letters_that_mean_nothing(form: str) -> None:
    with pytest.raises(StradeError):
        dates.checked_form(form)
