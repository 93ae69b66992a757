"""Numbers and units in words that people read, in English and Russian."""

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

from siberia_trade.table import Kind, Text

#: What stands for an unknown or undefined figure.
NULL: Final = "–"
TOTAL: Final = Text("Total", "Итого")
NOTE: Final = Text("Note", "Примечание")
NO_ROWS: Final = Text("no rows", "нет строк")
FLOW_NAMES: Final = {"export": Text("Exports", "экспорт"), "import": Text("Imports", "импорт")}

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
#: More places than papers print, so that rounding can be seen.
_FIGURE: Final = Decimal("0.001")
_MINUS: Final = "−"
_NO_BREAK_SPACE: Final = "\u00a0"
_POWERS: Final = {"one": 0, "thousand": 3, "million": 6, "billion": 9}
_MULTIPLES: Final = {
    0: Text("", ""),
    3: Text("thousand ", "тыс. "),
    6: Text("million ", "млн "),
    9: Text("billion ", "млрд "),
}
_WEIGHTS: Final = {
    0: Text("kg", "кг"),
    3: Text("tonnes", "т"),
    6: Text("thousand tonnes", "тыс. т"),
    9: Text("million tonnes", "млн т"),
}
_CURRENCIES: Final = {
    "usd": Text("USD", "долл. США"),
    "cny": Text("CNY", "юаней"),
    "eur": Text("EUR", "евро"),
    "rub": Text("RUB", "руб."),
}
_DECIMALS: Final[dict[Kind, int]] = {"percent": 2, "ratio": 3, "rank": 0, "count": 0}
#: Wide enough for every Decimal(38, 6), so that scaling and rounding never lose a digit.
_EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
#: Control characters and line separators: a cell is one line, and no file's text may steer a terminal.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Scale(NamedTuple):
    """How the money or the weight of one table is shown: divided by 10 ** `power`, with so many decimals."""

    power: int = 0
    decimals: int = 0


def clean(text: str) -> str:
    r"""Make one printable line of a text.

    >>> clean("Irkutsk\nRegion ")
    'Irkutsk Region'
    """
    return _CONTROL.sub(" ", text).strip()


def exact(value: object) -> Decimal | None:
    """Turn a cell into the decimal that it prints as; None for null, NaN and infinities."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number if number.is_finite() else None


def choose_scale(rows: Iterable[object], totals: Iterable[object], unit: str) -> Scale:
    """Choose the unit and the decimals for all money, or all weight, of a table.

    Parameters
    ----------
    rows, totals
        The figures of the rows and of the lines of totals. Only the rows decide on the unit.
    unit
        `one`, `thousand`, `million`, `billion`, or `auto`: the largest of them in which the biggest figure still has
        three digits before the point, else `one`.

    Returns
    -------
    Scale
        One decimal; in unit `one` as many as the figures have, at most two.
    """
    numbers = [number for value in rows if (number := exact(value)) is not None]
    if unit == "auto":
        biggest = max(map(abs, numbers), default=Decimal(0))
        power = max((power for power in _POWERS.values() if biggest >= 100 * 10**power), default=0)
    elif unit in _POWERS:
        power = _POWERS[unit]
    else:
        raise ValueError(f"no unit is called `{unit}`; known: auto, {', '.join(_POWERS)}")
    if power:
        return Scale(power, 1)
    numbers += [number for value in totals if (number := exact(value)) is not None]
    return Scale(0, min(2, max(map(_decimals_of, numbers), default=0)))


def unit_name(kind: Kind, scale: Scale, currency: str, lang: str) -> str:
    """Name the unit of money or weight.

    >>> unit_name("money", Scale(6, 1), "usd", "ru")
    'млн долл. США'
    >>> unit_name("weight", Scale(6, 1), "usd", "en")
    'thousand tonnes'
    """
    if kind == "weight":
        return _WEIGHTS[scale.power][lang]
    name = _CURRENCIES.get(currency)
    return _MULTIPLES[scale.power][lang] + (name[lang] if name else currency.upper())


def show_figure(value: str, lang: str) -> str:
    r"""Round the numbers of a text for people.

    >>> show_figure("80.5218, 82.1772", "en"), show_figure("3", "en"), show_figure("1234.5", "ru")
    ('80.522–82.177', '3', '1\xa0234,500')
    """
    words = [word for word in value.split(", ") if word]
    if words and all(_NUMBER.fullmatch(word) for word in words):
        rounded = [Decimal(word).quantize(_FIGURE if "." in word else Decimal(1), context=_EXACT) for word in words]
        return "–".join(_write(number, lang) for number in rounded)
    return clean(value) or NULL


def show_number(value: object, kind: Kind, scale: Scale, lang: str) -> str:
    """Round a figure, half away from zero, and write it for people.

    Parameters
    ----------
    value
        A number, or None.
    kind
        Decides the decimals: percent two, ratio three, rank and count none, money and weight those of `scale`.
    scale
        The unit that money or weight is shown in; ignored for other kinds.
    lang
        `en` writes 1,234.5 and `ru` 1 234,5 with a no-break space.

    Returns
    -------
    str
        The number; a dash for null; `<0.1` (or `>−0.1`) for what is not zero but would round to it.

    Examples
    --------
    >>> show_number(-66179679.94, "money", Scale(3, 1), "en")
    '−66,179.7'
    >>> show_number(0.001, "percent", Scale(), "en")
    '<0.01'
    """
    number = exact(value)
    if number is None:
        return NULL
    if kind in {"money", "weight"}:
        number, decimals = number.scaleb(-scale.power, context=_EXACT), scale.decimals
    else:
        decimals = _DECIMALS[kind]
    step = Decimal(1).scaleb(-decimals)
    rounded = number.quantize(step, context=_EXACT)
    sign = "" if number >= 0 else _MINUS
    if number and not rounded:
        return ("<" if number > 0 else ">") + sign + _write(step, lang)
    return sign + _write(abs(rounded), lang)


def _decimals_of(number: Decimal) -> int:
    """Count the decimals that a number has, trailing zeros aside."""
    exponent = number.normalize(_EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _write(number: Decimal, lang: str) -> str:
    text = f"{number:,f}"
    return text.replace(",", _NO_BREAK_SPACE).replace(".", ",") if lang == "ru" else text
