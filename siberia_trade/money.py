"""In which currency the values of an answer are: that of the files, or dollars at the user's rates; never a mixture."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from siberia_trade.cube import Sums
from siberia_trade.errors import MissingDataError, some_of
from siberia_trade.question import Question
from siberia_trade.rates import Period, round_sums, show
from siberia_trade.readers import Extract
from siberia_trade.table import Note, Text


class Money(NamedTuple):
    """Sums of files in one currency."""

    sums: tuple[Sums, ...]
    #: ISO 4217 in lower case.
    currency: str
    #: Currencies that were converted to it.
    converted: tuple[str, ...] = ()
    #: Currencies and periods of sums that could not be converted and must not be counted.
    lacking: frozenset[Period] = frozenset()

    def rounded(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Sums in the decimals of all amounts: only after rows are added is what was converted rounded."""
        return round_sums(frame) if self.converted else frame

    def without_lacking(
        self, question: Question, frame: pl.DataFrame, years: Sequence[int]
    ) -> tuple[pl.DataFrame, list[Note]]:
        """Refuse an answer for which a rate is missing; leave out years beside it that lack one."""
        lacking = sorted(
            (each for each in self.lacking if question.months is None or each[2] in question.months),
            key=lambda each: (each[0], each[1], each[2] or 0),
        )
        if needed := [each for each in lacking if each[1] in years]:
            currency, year, month = needed[0]
            raise MissingDataError(
                f"{question.rates.file if question.rates else ''} has no rate for {some_of(map(show, needed))}",
                hint=f"Add a line {show(needed[0])},RATE"
                + (f", or one for the whole year: {show((currency, year, None))},RATE." if month else "."),
            )
        without = sorted({year for _, year, _ in lacking} & set(frame["year"].to_list()))
        frame = frame.filter(pl.col("year").is_in(without).not_()) if without else frame
        before = [year for year in without if year + 1 in years and "year" in question.by]
        return frame, [no_rate_before(before)] if before else []


def settle(question: Question, extracts: Sequence[Extract], sums: Sequence[Sums]) -> Money:
    """Put the sums of all files into one currency.

    Raises
    ------
    MissingDataError
        Where the values are in several currencies and there are no rates.
    """
    used = [extract for extract, each in zip(extracts, sums, strict=True) if each.frame.height]
    by_currency = {extract.currency: extract.label for extract in used or extracts}
    foreign = tuple(sorted(by_currency.keys() - {"usd"}))
    if question.rates is None or question.measure == "weight" or not foreign:
        if question.measure == "value" and len(by_currency) > 1:
            listed = ", ".join(f"{currency.upper()} in {label}" for currency, label in sorted(by_currency.items()))
            raise MissingDataError(
                f"values in different currencies cannot be added: {listed}",
                hint="Ask about one currency at a time, or convert them with --rates.",
            )
        return Money(tuple(sums), next(iter(by_currency), "usd"))
    in_dollars, lacking = [], frozenset[Period]()
    for extract, each in zip(extracts, sums, strict=True):
        frame, without = question.rates.convert(each.frame, extract.currency)
        in_dollars.append(each._replace(frame=frame))
        lacking |= without
    return Money(tuple(in_dollars), "usd", foreign, lacking)


def converted(currencies: Sequence[str], file: str) -> Note:
    """Say that values were converted to dollars, and at whose rates."""
    listed = ", ".join(each.upper() for each in currencies)
    return Note(Text(
        f"values in {listed} converted to US dollars, period by period, at the rates of {file}",
        f"суммы в {listed} переведены в доллары США по периодам, по курсам из {file}",
    ))  # fmt: skip


def no_rate_before(years: Sequence[int]) -> Note:
    """Say that years are not there to compare with, for want of rates."""
    listed = ", ".join(map(str, years))
    return Note(Text(f"no rates for {listed}: no growth against it", f"нет курсов за {listed}: нет и прироста к нему"))


def rates_unused() -> Note:
    """Say that exchange rates were not needed."""
    return Note(Text(
        "the data are in US dollars: --rates is not used", "данные в долларах США: --rates не используется"
    ))  # fmt: skip
