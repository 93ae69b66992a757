"""The four questions as commands: options, one api call, one render."""

import signal
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Final

from siberia_trade.cli.app import app
from siberia_trade.cli.options import (
    By,
    Commodity,
    Data,
    Duplicates,
    Flow,
    Form,
    Grouping,
    Lang,
    Measure,
    Month,
    Of,
    Output,
    Partner,
    Prefer,
    Quiet,
    Rates,
    Region,
    Sort,
    Source,
    Strict,
    Study,
    Top,
    Unit,
    Verbose,
    Year,
)  # fmt: skip
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
}


def _command(name: str) -> Callable[..., None]:
    """Make one command; all four take the same options."""

    def run(
        data: Data = None, source: Source = None, study: Study = None, region: Region = None, partner: Partner = None,
        year: Year = None, month: Month = None, flow: Flow = None, commodity: Commodity = None,
        grouping: Grouping = None, by: By = None, of: Of = None, measure: Measure = "value", rates: Rates = None,
        top: Top = None, sort: Sort = None, duplicates: Duplicates = "refuse", prefer: Prefer = None,
        strict: Strict = False, form: Form = None, output: Output = None, unit: Unit = "auto", lang: Lang = "en",
        quiet: Quiet = False, verbose: Verbose = False,
    ) -> None:  # fmt: skip
        wanted, output, data, study = settle(form, output, data, study)
        from siberia_trade import api

        if hasattr(signal, "siginterrupt"):  # polars has waiting reads go on after Ctrl-C
            signal.siginterrupt(signal.SIGINT, True)
        with waiting("reading", quiet=quiet):
            table = getattr(api, name)(
                data=data, source=source, study=study, region=region, partner=partner,
                year=year, month=month, flow=flow, commodity=commodity, grouping=grouping, by=by, of=of,
                measure=measure, rates=rates, top=top, sort=sort, duplicates=duplicates, prefer=prefer, strict=strict,
                meta=wanted == "json" or verbose,
            )  # fmt: skip
        answered = perf_counter()
        show(table, wanted, output, unit=unit, lang=lang, quiet=quiet)
        if verbose:
            _say_sources(table)
            _say_times(table, perf_counter() - answered)

    return run


for _name, _help in COMMANDS.items():
    app.command(_name, help=_help)(_command(_name))


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
