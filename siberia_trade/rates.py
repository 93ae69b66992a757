"""Exchange rates of the user's own: a csv of currency, period and dollars per unit of the currency.

A period is a year (`2023`), a month (`2023-05`) or a range of either (`2023-01:2023-03`). A month's own rate comes
before that of its year; a record of a whole year needs the year's rate.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import polars as pl

from siberia_trade.errors import ExtractError
from siberia_trade.schema import PRECISION, RATE_COLUMNS, SCALE

#: Decimals that a rate may have. An amount times a rate is exact in as many more as amounts have themselves.
DECIMALS: Final = 15
EXACT: Final = pl.Decimal(PRECISION, SCALE + DECIMALS)

#: Dollars that no unit of a currency is worth; more are units of the currency for one dollar.
_DEAREST: Final = 5

#: Currency (ISO 4217 in lower case), year, month; None for the whole year.
Period = tuple[str, int, int | None]


class Rates(NamedTuple):
    """Dollars per unit of each currency, by period."""

    file: str
    usd: Mapping[Period, Decimal]

    def convert(self, frame: pl.DataFrame, currency: str) -> tuple[pl.DataFrame, frozenset[Period]]:
        """Turn sums into dollars, exactly.

        Parameters
        ----------
        frame
            ``year, month, amount`` and whatever else; ``own_value`` too, if it is there.
        currency
            Of the amounts; dollars stay as they are.

        Returns
        -------
        tuple
            The same rows with the amounts as exact decimals, and the periods that have no rate: there they are left
            in their currency, and must not be counted.
        """
        periods = frame.select("year", "month").unique().rows()
        rates = {each: Decimal(1) if currency == "usd" else self._rate(currency, *each) for each in periods}
        lacking = frozenset((currency, *each) for each, rate in rates.items() if rate is None)
        table = pl.DataFrame(
            {
                "year": [year for year, _ in rates],
                "month": [month for _, month in rates],
                "rate": [rate or Decimal(1) for rate in rates.values()],
            },
            schema={
                "year": frame.schema["year"],
                "month": frame.schema["month"],
                "rate": pl.Decimal(PRECISION, DECIMALS),
            },
        )
        amounts = [name for name in ("amount", "own_value") if name in frame.columns]
        joined = frame.join(table, on=["year", "month"], how="left", nulls_equal=True, maintain_order="left")
        return joined.with_columns(pl.col(amounts).cast(EXACT) * pl.col("rate")).drop("rate"), lacking

    def _rate(self, currency: str, year: int, month: int | None) -> Decimal | None:
        return self.usd.get((currency, year, month)) or self.usd.get((currency, year, None))


def round_sums(frame: pl.DataFrame) -> pl.DataFrame:
    """Round exact sums to the decimals of all amounts, half to even."""
    return frame.with_columns(pl.col("amount").round(SCALE, mode="half_to_even").cast(pl.Decimal(PRECISION, SCALE)))


def show(period: Period) -> str:
    """A currency and its period as they stand in a file of rates: `CNY,2023-05`."""
    currency, year, month = period
    return f"{currency.upper()},{year}" + ("" if month is None else f"-{month:02}")


def load_rates(file: str) -> Rates:
    """Read a file of rates.

    Raises
    ------
    ExtractError
        For the first line that is at fault, with its column and value.
    """
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ExtractError.at(file, "is not UTF-8", hint="Save the rates as CSV UTF-8.") from None
    except OSError as error:
        raise ExtractError.at(file, error.strerror or str(error)) from None
    table = _cells(file, text)
    first, separator, head = next(table, (0, "", []))
    if not head:
        _refuse(file, "holds no rates")
    head = [name.casefold() for name in head]
    if missing := [name for name in RATE_COLUMNS if name not in head]:
        _refuse(file, f"has no column {', '.join(missing)}", line=first)
    if twice := [name for name in RATE_COLUMNS if head.count(name) > 1]:
        _refuse(file, f"has two columns {twice[0]}", line=first)
    found: dict[Period, Decimal] = {}
    lines_of: dict[Period, int] = {}
    for number, _, row in table:
        if any(row[len(head) :]):
            tip = "; a rate with a decimal comma needs semicolons between cells" if separator == "," else ""
            _refuse(file, f"the line has {len(row)} cells, the header {len(head)}{tip}", number)
        values = dict(zip(head, [*row, *[""] * len(head)], strict=False))
        rate = _number(file, number, values["usd"], comma=separator != ",")
        for period in _periods(file, number, values["currency"], values["period"]):
            if period in found:
                _refuse(file, f"the rate stands in line {lines_of[period]} already", number, "period", values["period"])
            found[period], lines_of[period] = rate, number
        _refuse_unlikely(file, number, values["currency"], values["usd"], rate)
    return Rates(file, found)


def _cells(file: str, text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Number, separator and cells of each line that is neither blank nor a comment; quotes may span lines."""
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(keepends=True), 1)
        if line.strip() and not line.startswith("#")
    ]
    separator = max(";\t,", key=lines[0][1].count) if lines else ","
    rows = csv.reader((line for _, line in lines), delimiter=separator)
    read = 0
    try:
        for row in rows:
            yield lines[read][0], separator, [cell.strip() for cell in row]
            read = rows.line_num
    except csv.Error as error:
        _refuse(file, f"cannot be read ({error})", lines[read][0])


def _refuse_unlikely(file: str, line: int, currency: str, text: str, rate: Decimal) -> None:
    """Refuse dollars that are worth something else than a dollar, and rates that are the other way round."""
    if currency.casefold() == "usd" and rate != 1:
        _refuse(file, "a dollar is a dollar: its rate is 1, or not there", line, "usd", text)
    if rate > _DEAREST:
        turned = f"{1 / rate:.4g}"
        _refuse(
            file,
            f"no currency is worth so many dollars: is it {currency.upper()} for one dollar? Its rate is then {turned}",
            line,
            "usd",
            text,
        )


def _refuse(file: str, problem: str, line: int | None = None, column: str = "", value: str | None = None) -> NoReturn:
    hint = "Rates are lines like CNY,2023-05,0.1431 under currency,period,usd: dollars for one unit of the currency."
    raise ExtractError.at(file, problem, line=line, column=column, value=value, hint=hint)


def _number(file: str, line: int, text: str, *, comma: bool) -> Decimal:
    plain = text.replace(",", ".") if comma else text
    if not re.fullmatch(r"\d{1,12}(\.\d+)?", plain, re.ASCII):
        _refuse(file, "is no rate", line, "usd", text)
    rate = Decimal(plain).normalize()
    if not rate:
        _refuse(file, "a rate of zero would make all values nothing", line, "usd", text)
    if -int(rate.as_tuple().exponent) > DECIMALS:
        _refuse(file, f"a rate has at most {DECIMALS} decimals", line, "usd", text)
    return rate


def _periods(file: str, line: int, currency: str, text: str) -> Iterator[Period]:
    """Every year or month of one line."""
    if not re.fullmatch(r"[A-Za-z]{3}", currency, re.ASCII):
        _refuse(file, "is no code of a currency (ISO 4217, as CNY)", line, "currency", currency)
    first, _, last = text.partition(":")
    ends = [re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", end, re.ASCII) for end in (first, last or first)]
    if ends[0] is None or ends[1] is None or bool(ends[0][2]) != bool(ends[1][2]):
        _refuse(file, "is no year (2023), month (2023-05) or range of them (2023-01:2023-03)", line, "period", text)
    if last and last < first:
        _refuse(file, "the range ends before it begins", line, "period", text)
    if not ends[0][2]:
        yield from ((currency.lower(), year, None) for year in range(int(ends[0][1]), int(ends[1][1]) + 1))
        return
    begin, end = (int(each[1]) * 12 + int(each[2]) - 1 for each in ends if each)
    yield from ((currency.lower(), month // 12, month % 12 + 1) for month in range(begin, end + 1))
