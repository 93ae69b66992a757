"""The questions as commands: options, one api call, one render."""

import signal
from collections.abc import Callable
from inspect import Parameter, Signature
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from siberia_trade.cli import options as of
from siberia_trade.cli.app import app
from siberia_trade.cli.output import say, settle, show
from siberia_trade.cli.waiting import waiting

if TYPE_CHECKING:
    from siberia_trade.table import Table

COMMANDS: Final = {
    "turnover": """Exports, imports, turnover and balance.

        Example: strade turnover --region Irkutsk --partner China --year 2021""",
    "shares": """What part of a whole each row is.

        Example: strade shares --region siberia --of russia --year 2021 --by year""",
    "structure": """Trade by commodity: value, share and rank of each.

        Example: strade structure --region Irkutsk --year 2021 --flow export --grouping chapters --top 10""",
    "dependence": """How far a region leans on a partner, and on how few.

        Example: strade dependence --region siberia --partner China --year 2020""",
    "growth": """How trade grows: year by year, over the period, by prices and quantities, against a whole.

        Rows are by year, and as --by names them; only years with the same months are compared.

        Example: strade growth --region siberia --partner China --year 2017:2021 --by none""",
    "concentration": """On how few partners, commodities or regions trade rests.

        Rows are by flow, and as --by names them.

        Example: strade concentration --region siberia --over partner --year 2021""",
    "specialisation": """What a region is specialised in, and how much of its trade goes both ways.

        Rows are by commodity, or as --by names them: without `commodity` they hold all commodities together.

        Example: strade specialisation --region Irkutsk --of russia --year 2021 --grouping goods""",
}


#: Options before and behind those that only some commands take: types of arguments, and defaults.
_SELECTION: Final[dict[str, tuple[Any, Any]]] = {
    "data": (of.Data, None), "source": (of.Source, None), "study": (of.Study, None), "region": (of.Region, None),
    "partner": (of.Partner, None), "year": (of.Year, None), "month": (of.Month, None), "flow": (of.Flow, None),
    "commodity": (of.Commodity, None), "grouping": (of.Grouping, None), "by": (of.By, None),
}  # fmt: skip
_OWN: Final[dict[str, dict[str, tuple[Any, Any]]]] = {
    "growth": {
        "year": (of.YearOfGrowth, None), "base": (of.Base, None), "decompose": (of.Decompose, None),
        "of": (of.OfPlace, None), "over": (of.ShiftOver, None), "jump": (of.Jump, None),
    },
    "concentration": {"over": (of.Over, None), "of": (of.OfPlace, None), "n": (of.Possible, None)},
    "specialisation": {"of": (of.OfPlace, None), "between": (of.Between, None), "similar_to": (of.SimilarTo, None)},
}  # fmt: skip
_FORM: Final[dict[str, tuple[Any, Any]]] = {
    "measure": (of.Measure, "value"), "rates": (of.Rates, None), "top": (of.Top, None), "sort": (of.Sort, None),
    "duplicates": (of.Duplicates, "refuse"), "prefer": (of.Prefer, None), "strict": (of.Strict, False),
    "form": (of.Form, None), "output": (of.Output, None), "unit": (of.Unit, "auto"), "lang": (of.Lang, "en"),
    "quiet": (of.Quiet, False), "verbose": (of.Verbose, False),
}  # fmt: skip


def _command(name: str) -> Callable[..., None]:
    """Make one command: the options that all take, and its own."""

    def run(
        form: str | None, output: str | None, unit: str, lang: str, quiet: bool, verbose: bool, **asked: Any
    ) -> None:
        wanted, output, asked["data"], asked["study"] = settle(form, output, asked["data"], asked["study"])
        from siberia_trade import api

        if hasattr(signal, "siginterrupt"):  # polars has waiting reads go on after Ctrl-C
            signal.siginterrupt(signal.SIGINT, True)
        with waiting("reading", quiet=quiet):
            table = getattr(api, name)(**asked, meta=wanted == "json" or verbose)
        answered = perf_counter()
        show(table, wanted, output, unit=unit, lang=lang, quiet=quiet)
        if verbose:
            _say_sources(table)
            _say_times(table, perf_counter() - answered)

    taken = {**_SELECTION, **_OWN.get(name, {"of": (of.Of, None)}), **_FORM}
    run.__annotations__ = {each: kind for each, (kind, _) in taken.items()}
    run.__signature__ = Signature(  # type: ignore[attr-defined]  # typer reads it
        [
            Parameter(each, Parameter.KEYWORD_ONLY, default=with_, annotation=kind)
            for each, (kind, with_) in taken.items()
        ]
    )
    return run


for _name, _help in COMMANDS.items():
    app.command(_name, help=f"{_help}\n\n        Formulas: strade explain {_name}")(_command(_name))


def _say_times(table: "Table", rendered: float) -> None:
    """Where the time went; the first start of the interpreter is not among it."""
    megabytes = sum(path.stat().st_size for path in table.inputs if path.exists()) / 1e6
    parts = [f"{name} {seconds:.2f} s" for name, seconds in (*table.seconds.items(), ("render", rendered))]
    say(f"time: {', '.join(parts)}; {megabytes:,.1f} MB of data")


def _say_sources(table: "Table") -> None:
    for source in table.meta["sources"]:
        say(
            f"read: {source['file']} ({source['source']}, {source['encoding']}): {source['rows']:,} rows, "
            f"{source['first_period']} to {source['last_period']}; {table.meta['rows_selected']:,} rows selected"
        )
