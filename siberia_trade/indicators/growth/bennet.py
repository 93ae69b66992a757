"""Effects of prices and of quantities."""

from siberia_trade.indicators.registry import Indicator, rounded
from siberia_trade.table import Column, Text


def bennet(
    values: list[int],
    weights: list[int],
    previous_values: list[int],
    previous_weights: list[int],
    split_value: int,
    split_previous: int,
    value: int,
    previous: int,
) -> tuple[int, int, int]:
    """Part the change: (p1 - p0) * (q0 + q1) / 2 for each good, rounded once; the rest is quantity."""
    price = 0
    for v1, q1, v0, q0 in zip(values, weights, previous_values, previous_weights, strict=True):
        price += rounded((v1 * q0 - v0 * q1) * (q0 + q1), 2 * q0 * q1)
    split = split_value - split_previous
    return price, split - price, value - previous - split


INDICATOR = Indicator(
    name="bennet",
    title=Text("Effects of prices and quantities (Bennet)", "Эффекты цен и объёмов (Беннет)"),
    columns=(
        Column("price_effect", Text("Prices", "Цены"), "money"),
        Column("quantity_effect", Text("Quantities", "Объёмы"), "money", Text("Quan- tities", "Объё- мы")),
        Column("not_split", Text("Not split", "Не разложено"), "money", Text("Not split", "Не разл.")),
    ),
    function=bennet,
    place=20,
    tables=("price",),
    formula="price effect = sum over goods (p1 - p0) * (q0 + q1) / 2; quantity effect = sum over goods (q1 - q0) * "
    "(p0 + p1) / 2",
    variant="Bennet's, the mean of Laspeyres' and Paasche's differences. New goods and those that are gone are "
    "quantity. The price effect of each good is computed exactly and rounded to a millionth, the quantity effect is "
    "the difference: the two and not_split sum exactly to the change. not_split is the change of rows without weight, "
    "of goods without any in some year, withheld ones, and those whose unit value changed more than --jump times "
    "(10). Unit values, value per kilogram of net weight of the rows that have one, of each commodity code as the "
    "data have it, within the dimensions of the rows, against the year before.",
    inputs="Value and net weight of each commodity code in the year and the one before, by flow.",
    range="Any amounts. Null where there is no comparable year before.",
    reading="How much of the change comes from dearer or cheaper goods, and how much from more or fewer of them.",
    silent_on="Quality and mix within a code: a dearer model of one code counts as a rise of its price. Unit values "
    "are no prices.",
    reference="Bennet, T. L. (1920), The Theory of Measurement of Changes in Cost of Living, Journal of the Royal "
    "Statistical Society 83(3); Diewert, W. E. (2005), Index Number Theory Using Differences Rather than Ratios, "
    "American Journal of Economics and Sociology 64(1).",
)
