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
