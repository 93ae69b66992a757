"""strade: from customs extracts to the tables of a regional foreign-trade study.

>>> import siberia_trade as st
>>> st.turnover(region="Irkutsk", partner="China", year=2021).frame.height
1
"""

import os
from typing import TYPE_CHECKING, Any

from siberia_trade._version import __version__

if TYPE_CHECKING:
    from siberia_trade.api import (
        check,
        concentration,
        convert,
        dependence,
        explain,
        growth,
        listing,
        reproduce,
        shares,
        specialisation,
        structure,
        turnover,
    )
    from siberia_trade.errors import StradeError
    from siberia_trade.table import Table

# polars reads text ahead in blocks of this many bytes, by columns and (as if they were NDJSON) by lines; its own choice
# takes four times the memory and half the speed.
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(1 << 20))
os.environ.setdefault("POLARS_NDJSON_CHUNK_SIZE", str(1 << 20))
# and keeps what it freed apart for each of many arenas: two of them take a third less memory, at no loss of time.
os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:2")

__all__ = [
    "StradeError",
    "Table",
    "__version__",
    "check",
    "concentration",
    "convert",
    "dependence",
    "explain",
    "growth",
    "listing",
    "reproduce",
    "shares",
    "specialisation",
    "structure",
    "turnover",
]

_HOMES = {"StradeError": "siberia_trade.errors", "Table": "siberia_trade.table"}


def __getattr__(name: str) -> Any:
    """Load polars only when a table is asked for: `strade --help` should not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "siberia_trade.api")), name)
