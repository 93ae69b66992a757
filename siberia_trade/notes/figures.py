"""What is said beside growth, concentration and specialisation."""

from siberia_trade.table import Note, Text

_PARTS = {
    "partner": ("partners", "партнёров"),
    "commodity": ("commodities", "товаров"),
    "region": ("regions", "регионов"),
    "reporter": ("reporters", "стран"),
}


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
    left = f"; set aside, as theirs changed more than {jump} times: {set_aside}" if set_aside else ""
    left_ru = f"; отложено, так как она изменилась более чем в {jump} раз: {set_aside}" if set_aside else ""
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
        f"{first} and {last} cannot be compared: the data do not hold the same months and flows of both",
        f"{first} и {last} несопоставимы: в данных за них не одни и те же месяцы и потоки",
    ), "doubt")  # fmt: skip


def unlike_the_year_before(years: str) -> Note:
    """Say which years have other months or flows than the year before."""
    return Note(Text(
        f"no growth in {years}: the year before is of other months or flows; --month limits all years to the same",
        f"{years}: прироста нет, в предыдущем году другие месяцы или потоки; --month оставит одни и те же месяцы",
    ))  # fmt: skip
