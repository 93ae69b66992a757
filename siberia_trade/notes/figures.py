"""What is said beside growth, concentration and specialisation."""

from siberia_trade.table import Note, Text

_PARTS = {
    "partner": ("partners", "партнёров"),
    "commodity": ("commodities", "товаров"),
    "region": ("regions", "регионов"),
    "reporter": ("reporters", "стран"),
}
_ONE = {
    "partner": ("partner", "один партнёр"),
    "commodity": ("commodity", "один товар"),
    "region": ("region", "один регион"),
    "reporter": ("reporter", "одна страна"),
}
_TRADE = {None: ("trade", "торговли"), "export": ("exports", "экспорта"), "import": ("imports", "импорта")}


def negative() -> Note:
    """Say that corrections make concentration unknown."""
    return Note(Text(
        "trade with some partners is negative (corrections): where it is, no concentration is computed",
        "торговля с некоторыми партнёрами отрицательна (корректировки): концентрация там не рассчитана",
    ), "doubt")  # fmt: skip


def negative_part() -> Note:
    """Say that corrections make concentration unknown."""
    return Note(Text(
        "some parts of the trade are negative (corrections): where they are, no concentration is computed",
        "некоторые части торговли отрицательны (корректировки): концентрация там не рассчитана",
    ), "doubt")  # fmt: skip


def unallocated(over: str, most: float) -> Note:
    """Say that some trade is of no one partner, commodity or region."""
    en, ru = _PARTS[over]
    share = f"{most:.2f}" if most >= 0.01 else "<0.01"
    return Note(Text(
        f"up to {share}% of the trade is of no one of the {en} (undisclosed, other): it counts in the whole only",
        f"до {share.replace('.', ',')}% торговли не отнесено ни к одному из {ru} (не раскрыто, прочее): "
        "учтено только в итоге",
    ))  # fmt: skip


def unit_values(shortest: int, longest: int, jump: int, set_aside: int) -> Note:
    """Say of what unit values are, and how many were set aside."""
    digits = str(longest) if shortest == longest else f"{shortest} to {longest}"
    digits_ru = str(longest) if shortest == longest else f"от {shortest} до {longest}"
    left = f"; goods set aside, as theirs changed more than {jump} times: {set_aside}" if set_aside else ""
    left_ru = f"; отложено товаров, так как она изменилась более чем в {jump} раз: {set_aside}" if set_aside else ""
    return Note(Text(
        f"unit values are value per kilogram of commodity codes of {digits} digits{left}",
        f"удельная стоимость: на килограмм, по кодам товаров, знаков: {digits_ru}{left_ru}",
    ))  # fmt: skip


def no_whole() -> Note:
    """Say that comparative advantage has nothing to be held against."""
    return Note(Text(
        "no comparative advantage without --of: rca, rsca, rca_additive and nrca are empty",
        "без --of нет сравнительного преимущества: столбцы rca, rsca, rca_additive и nrca пусты",
    ))  # fmt: skip


def not_comparable(first: int, last: int) -> Note:
    """Say that two years do not have the same months."""
    return Note(Text(
        f"{first} and {last} cannot be compared: the data do not hold the same months and flows of both; --month "
        "limits all years to the same",
        f"{first} и {last} несопоставимы: в данных за них не одни и те же месяцы и потоки; --month оставит одни и "
        "те же месяцы",
    ), "doubt")  # fmt: skip


def unlike_the_year_before(years: str) -> Note:
    """Say which years have other months or flows than the year before."""
    return Note(Text(
        f"no growth in {years}: the year before is of other months or flows; --month limits all years to the same",
        f"{years}: прироста нет, в предыдущем году другие месяцы или потоки; --month оставит одни и те же месяцы",
    ))  # fmt: skip


def without_the_year_before(years: str) -> Note:
    """Say which years have none before them in the data."""
    return Note(Text(
        f"no growth in {years}: the data do not hold the year before",
        f"{years}: прироста нет, в данных нет предыдущего года",
    ))  # fmt: skip


def no_trade_the_year_before(years: str) -> Note:
    """Say which years follow on one without any trade of the selection."""
    return Note(Text(
        f"no growth in {years}: no trade in the selection the year before",
        f"{years}: прироста нет, годом ранее в выборке нет торговли",
    ))  # fmt: skip


def period_not_held(years: str, *, index: bool) -> Note:
    """Say that the data hold nothing of the year that begins or ends the period."""
    what, what_ru = ("index and no ", "индекса и ") if index else ("", "")
    return Note(Text(
        f"no {what}growth over the period: there is nothing for {years}, which begins or ends it",
        f"нет {what_ru}прироста за период: нет ничего за {years}, его начало или конец",
    ))  # fmt: skip


def compared_with_itself(name: str, name_ru: str, flow: str | None) -> Note:
    """Say that the place that is compared with is no more than the selection, as far as the data go."""
    en, ru = _TRADE[flow]
    return Note(Text(
        f"the data hold no {en} of {name} beyond the selection, so it is compared with itself",
        f"в данных нет {ru} места «{name_ru}» сверх выборки: она сравнивается сама с собой",
    ), "doubt")  # fmt: skip


def one_part(over: str) -> Note:
    """Say that concentration over one part is no finding."""
    en, ru = _ONE[over]
    return Note(Text(
        f"the selection is of one {en}: its concentration over {_PARTS[over][0]} is 1 by itself",
        f"в выборке {ru}: концентрация равна 1 сама по себе",
    ))  # fmt: skip


def not_the_whole(years: str, name: str, name_ru: str) -> Note:
    """Say why there are no effects of a shift-share, or none in some rows."""
    return Note(Text(
        f"effects are missing in {years}: the year before, {name} had no trade in some of the parts that the selection "
        "trades in, or the data hold other months of it",
        f"{years}: не все эффекты есть: годом ранее у места «{name_ru}» нет торговли в некоторых частях, которые есть "
        "в выборке, или в данных другие его месяцы",
    ), "doubt")  # fmt: skip


def codes_of_other_length(years: str) -> Note:
    """Say that the goods of two years cannot be matched."""
    return Note(Text(
        f"commodity codes of {years} are not as long as those of the year before: goods under other codes count as "
        "new or gone, and their change as one of quantity",
        f"{years}: коды товаров иной длины, чем годом ранее; товары под другими кодами учтены как новые или "
        "исчезнувшие, а их изменение как изменение объёма",
    ), "doubt")  # fmt: skip


def not_in_whole(name: str, name_ru: str) -> Note:
    """Say that shares are of a whole that does not hold all of the selection."""
    return Note(Text(
        f"{name} does not hold all of the selection: these are not parts of it, and may be above 100%",
        f"«{name_ru}» не включает всю выборку: это не доли в нём, они могут превышать 100%",
    ), "doubt")  # fmt: skip


def whole_is_selection(name: str, name_ru: str, years: str) -> Note:
    """Say that the whole is not larger than its part, as far as the data go."""
    return Note(Text(
        f"the data hold nothing of {name} beyond the selection ({years}), so its share is 100%",
        f"в данных по месту «{name_ru}» нет ничего сверх выборки ({years}), поэтому доля равна 100%",
    ), "doubt")  # fmt: skip
