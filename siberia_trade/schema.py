"""The tidy record: what every source's rows become, and the words that stand in it."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

EXPORT: Final = "export"
IMPORT: Final = "import"
FLOWS: Final = (EXPORT, IMPORT)

#: A default for what there is nothing of; it cannot be filled by mistake.
NO_ENTRIES: Final[Mapping[Any, Any]] = MappingProxyType({})

#: Partner, commodity or region that the publisher withheld or our lists do not hold. In every total, never ranked.
UNDISCLOSED: Final = "undisclosed"
#: Code of the European Union as one reporter, or as a partner that is not told by countries.
UNION: Final = "EU"
#: Code of a total row until its parts are found; never shown.
TOTAL: Final = "total"
#: Commodities that no prefix of the grouping takes.
OTHER: Final = "other"
#: Codes that come last in every table, whatever their value.
LAST_CODES: Final = (OTHER, UNDISCLOSED)

#: The word for "all partners" that `--partner` and `--of` take.
WORLD: Final = "world"

TIME_DIMENSIONS: Final = ("year", "month")
#: Dimensions that `--by` accepts for any source, in the order in which a record names them.
DIMENSIONS: Final = ("year", "month", "flow", "reporter", "region", "partner", "commodity")
#: Names that a dimension of the data's own cannot have: they mean something else on the way or in the answer.
RESERVED: Final = (
    "year|month|months|period|flow|reporter|region|partner|commodity|group|none|value|weight|quantity|unit|district"
    "|exports|imports|turnover|balance|coverage|rank|partners|whole|total|totals|number|line|quoted|bad_line|rows"
    "|amount|code|codes|different|empty|shortest|longest|withheld|figure|file|left|parts|part_rows|n|both|chosen|before"
    "|change|comparable|doubtful|classification"
    "|own|part|possible|reference|told|ours|theirs|sound|all|level|index"
    "|previous|previous_total|base_value|first_value|last_value|span|years|values|ends"
    "|weights|weighed|weightless|previous_(values?|weighed|weights?)|split|split_value|split_previous|set_aside|here|there|jumps|known"
    "|previous_parts|(price|quantity|mix|competitive)_effect|not_split"
    "|rca|rsca|rca_additive|nrca|lafay|michaely|normalised_balance|grubel_lloyd|similarity|miit_[ab]|apart|together|net_change"
    "|one_way|both_ways|all_.*|(exports|imports)_change"
    "|(laspeyres|paasche|fisher|tornqvist)(_quantity)?"
    "|hhi|hhi_normalised|concentration_unctad|equivalent_number|entropy|theil_[tl]|gini|diversification_unctad|krugman"
    "|(own|bad|unlisted|whole|world|exports|imports|turnover|balance|value|weight|partner|top)_.*|.*_(usd|kg|pct|pp|hhi|ratio|label)"
)
#: Dimensions whose values are places or commodities: they bring a `..._name` column.
NAMED_DIMENSIONS: Final = ("reporter", "region", "group", "partner", "commodity")

#: Columns of a file of exchange rates.
RATE_COLUMNS: Final = ("currency", "period", "usd")

#: Money and weight are held as Decimal(38, SCALE): sums are exact in any order. Sources publish 0 to 3 decimals.
PRECISION: Final = 38
SCALE: Final = 6

MEASURES: Final = ("value", "weight")


def plain(number: Decimal) -> str:
    """Write an exact number without exponent or idle zeros.

    >>> plain(Decimal("1200.500000")), plain(Decimal("1E+3"))
    ('1200.5', '1000')
    """
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if number else "0"
