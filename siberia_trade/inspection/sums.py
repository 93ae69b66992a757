"""What is said about the sums of a file: totals, aggregates, what is undisclosed, and what stands twice."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import polars as pl

from siberia_trade import aggregates, notes
from siberia_trade.errors import OverlapError
from siberia_trade.inspection import words
from siberia_trade.inspection.findings import Finding, levels_of
from siberia_trade.inspection.prices import Price, Prices
from siberia_trade.inspection.repeats import Overlap, Pair, Repeats
from siberia_trade.inspection.survey import PARTS, Survey
from siberia_trade.inspection.words import exact, of_both
from siberia_trade.readers.labels import TOTALS
from siberia_trade.schema import EXPORT, IMPORT, TOTAL
from siberia_trade.table import Text

_CHECK_OF_FLOW: Final = {EXPORT: "exports", IMPORT: "imports", None: "figures"}
_NOWHERE: Final = Text("", "")
#: Kinds of labels whose trade has no line of its own.
_UNDISCLOSED: Final = ("undisclosed", "unknown", "blank")


def about_sums(survey: Survey) -> Iterable[Finding]:
    """Totals by flow, what is undisclosed, and aggregates beside their parts."""
    currency = survey.extract.currency.upper()
    by_flow: dict[str | None, list[Text]] = {}
    totals = totals_of(survey)
    for row in totals:
        amount = Text(f"{exact(row['amount'])} {currency}", f"{exact(row['amount'], 'ru')} {currency}")
        several = len([each for each in totals if each["flow"] == row["flow"]]) > 1
        of = words.joined(_described(row), ", ")
        shown = Text(f"{amount.en} ({of.en})", f"{amount.ru} ({of.ru})") if several and of.en else amount
        by_flow.setdefault(row["flow"], []).append(shown)
    for flow, said in by_flow.items():
        yield Finding(_CHECK_OF_FLOW[flow], words.joined(said))
    undisclosed = [
        Text(
            f"{words.DIMENSIONS[name].en} {_percent(share, 'en')}",
            f"{words.DIMENSIONS[name].ru} {_percent(share, 'ru')}",
        )
        for name, share in undisclosed_of(survey).items()
        if share is not None
    ]
    if undisclosed:
        yield Finding("undisclosed", words.joined(undisclosed, ", "))
    yield from _aggregates(survey)


def totals_of(survey: Survey, *more: str) -> Sequence[Mapping[str, Any]]:
    """Sums by flow: ``flow, region, partner, level, rows, amount``; kinds of rows that may hold each other stay apart.

    ``level`` is told only where codes of one length begin codes of another, or total rows stand beside them.
    """
    level = pl.col("level") if nests(survey) else pl.lit(None, dtype=pl.UInt32)
    totals = (pl.when(pl.col(name) == TOTAL).then(pl.lit(TOTAL)).alias(name) for name in ("region", "partner"))
    keys = ["flow", *more, "region", "partner", "level"]
    sums = survey.cells.with_columns(*totals, level.alias("level")).group_by(keys)
    return sums.agg(pl.col("rows", "amount").sum()).sort(keys, nulls_last=True).to_dicts()


def nests(survey: Survey) -> bool:
    """Whether commodities stand beside wholes that hold them: `27` beside `2709`, or all beside any."""
    if "commodity" not in survey.labels:
        return False
    labels = survey.labels["commodity"]
    codes = set(labels.filter(pl.col("kind") == "listed")["code"])
    lengths = sorted({len(code) for code in codes})
    has_total = (labels["kind"] == "total").any() and bool(codes)
    return has_total or any(code[:short] in codes for code in codes for short in lengths if short < len(code))


def _described(row: Mapping[str, Any]) -> list[Text]:
    said = []
    for name in ("partner", "region"):
        if row[name] == TOTAL:
            of = words.DIMENSIONS[name]
            said.append(Text(f"total rows of {of.en}", f"итоговые строки: {of.ru}"))
    if row["level"] is not None:
        no_code = Text("total rows of commodity", "итоговые строки: товар")
        digits = of_both("{n} digits", "знаков {n}", n=row["level"])
        said.append(digits if row["level"] else no_code)
    return said or [Text("the other rows", "остальные строки")]


def undisclosed_of(survey: Survey) -> dict[str, Decimal | None]:
    """Percent of the value that is not told by a dimension, total rows aside; None where there is no value."""
    shares: dict[str, Decimal | None] = {}
    for dimension in ("region", "partner", "commodity"):
        if dimension in survey.labels:
            labels = survey.labels[dimension].filter(~pl.col("kind").is_in(["total", "fault"]))
            whole = Decimal(labels["amount"].sum() or 0)
            hidden = Decimal(labels.filter(pl.col("kind").is_in(_UNDISCLOSED))["amount"].sum() or 0)
            shares[dimension] = (hidden * 100 / whole).quantize(Decimal("0.0001")) if whole else None
    return shares


def _percent(share: Decimal | None, lang: str) -> str:
    text = "<0.01" if share and share < Decimal("0.005") else f"{share:.2f}" if share else "0"
    return f"{text.replace('.', ',') if lang == 'ru' else text}%"


# ---------------------------------------------------------------------------------------------------------------------
# Aggregates


def _aggregates(survey: Survey) -> Iterable[Finding]:
    """Total rows, codes of several levels, and rows that are parts of other rows."""
    for dimension in ("partner", "region", "commodity"):
        if dimension in survey.labels:
            labels = survey.labels[dimension]
            totals = labels.filter(pl.col("kind") == "total")
            if totals.height:
                yield _total_rows(survey, dimension, totals, beside=totals.height < labels.height)
    levels = [level for level in levels_of(survey) if level]
    if nests(survey) and len(levels) > 1:
        listed = ", ".join(map(str, levels))
        text = Text(
            f"codes of {listed} digits, some of which hold others: counted once where they do",
            f"коды из {listed} знаков, одни включают другие: такие учитываются один раз",
        )
        yield Finding("aggregates", text)
    for name, labels in survey.further.items():
        rows = int(labels.filter(pl.col("label").str.to_lowercase().is_in(sorted(TOTALS)))["rows"].sum())
        if rows:
            yield Finding("aggregates", _of_dimension(Text(name, name), rows, beside=True))
    extract = survey.extract
    for note in notes.left_out(extract.left_out, extract.label, extract.spec.column_map):
        yield Finding("aggregates", note.text, "doubt" if note.level == "doubt" else "info")


def _total_rows(survey: Survey, dimension: str, totals: pl.DataFrame, *, beside: bool) -> Finding:
    """What total rows are to the rows beside them: as much, more (the rest is undisclosed), or less, which is wrong."""
    text = _of_dimension(words.DIMENSIONS[dimension], int(totals["rows"].sum()), beside=beside)
    if not beside or dimension == "commodity":
        return Finding("aggregates", text)
    keys = [name for name in ("year", "month", "flow", "reporter", "region", "partner", "level") if name != dimension]
    of = [
        survey.cells.filter(pl.col(dimension) == kind).group_by(keys).agg(pl.col("amount", "rows").sum())
        for kind in (TOTAL, PARTS)
    ]
    both = of[0].join(of[1], on=keys, suffix="_parts", nulls_equal=True).sort(keys)
    rest = pl.col("amount") - pl.col("amount_parts")
    slack = aggregates.slack_of(pl.col("rows_parts"))
    less, more = both.filter(-rest > slack), both.filter(rest > slack)
    if less.height:
        row = less.row(0, named=True)
        said = of_both(
            ", but less than their parts: {amount} against {amount_parts}",
            ", но меньше своих частей: {amount} против {amount_parts}",
            amount=row["amount"],
            amount_parts=row["amount_parts"],
        )
        place = (
            f" ({' '.join(str(row[name]) for name in ('year', 'month', 'flow', 'reporter') if row[name] is not None)})"
        )
        return Finding("aggregates", words.joined([text, said, Text(place, place)], ""), "fault")
    if more.height:
        left = Decimal(more.select(rest.sum()).item())
        said = of_both(
            "; {rest} of them is in no part and counts as undisclosed",
            "; {rest} нет в их частях и считается не раскрытым",
            rest=left,
        )
        return Finding("aggregates", words.joined([text, said], ""), "doubt")
    return Finding("aggregates", text)


def _of_dimension(dimension: Text, rows: int, *, beside: bool) -> Text:
    said = of_both("{n_rows}", "{n_rows}", n=rows)
    if beside:
        return Text(
            f"total rows of {dimension.en} beside their parts ({said.en}): counted once",
            f"итоговые строки ({dimension.ru}) рядом с частями ({said.ru}): учитываются один раз",
        )
    return Text(
        f"total rows of {dimension.en} only ({said.en}): not divided by it",
        f"только итоговые строки ({dimension.ru}; {said.ru}): деления нет",
    )


def about_wholes(surveys: Sequence[Survey]) -> Finding | None:
    """A year that stands whole and divided, in one file or in several: every command refuses it."""
    frames = [
        survey.cells.select(
            *("flow", "year", "month", "partner", "reporter"),
            pl.col("region").replace(PARTS, ""),  # the message would name it
            pl.when(pl.col("level").is_not_null()).then(pl.lit("code")).alias("commodity"),
            "amount",
            pl.lit(number).alias("file"),
        )
        for number, survey in enumerate(surveys)
    ]
    try:
        aggregates.refuse_wholes_beside_parts(pl.concat(frames), [survey.extract for survey in surveys])
    except OverlapError as error:
        text = f"{error.message}. {error.hint}"
        return Finding("wholes", Text(text, text), "fault")
    return None


# ---------------------------------------------------------------------------------------------------------------------
# What stands twice, and what is far off


def about_repeats(repeats: Repeats) -> Iterable[Finding]:
    """Rows that repeat others of the file."""
    if not repeats.row:
        yield Finding("duplicates", Text("none", "нет"))
    else:
        first, again = words.at(repeats.row.line), words.at(repeats.row.other_line)
        text = of_both(
            "{n_rows} repeat earlier ones ({amount}); the first: ",
            "{n_rows} повторяют предыдущие ({amount}); первая: ",
            n=repeats.rows,
            amount=repeats.amount,
        )
        repeat = Text(f"{again.en} repeats {first.en}", f"{again.ru} повторяет: {first.ru}")
        text = words.joined([text, repeat], "")
        yield Finding("duplicates", text, "fault")
    if repeats.figure:
        text = of_both(
            "figures with several values, which are added: {n}; the first: ",
            "показатели с несколькими значениями, которые складываются: {n}; первый: ",
            n=repeats.figures,
        )
        yield Finding("twice", words.joined([text, _two_values(repeats.figure)], ""), "doubt")


def _two_values(pair: Pair, here: Text = _NOWHERE, there: Text = _NOWHERE) -> Text:
    """What two lines say of one figure; ``here`` and ``there`` tell their files apart."""
    lines = [words.at(pair.line), words.at(pair.other_line)]
    values = [Text("nothing", "нет") if each is None else Text(exact(each), exact(each, "ru"))
              for each in (pair.value, pair.other_value)]  # fmt: skip
    said = [
        Text(f"{place.en}{line.en} says {value.en}", f"{place.ru}{line.ru}: {value.ru}")
        for place, line, value in zip((here, there), lines, values, strict=True)
    ]
    return words.joined(said, ", ")


def about_overlap(overlap: Overlap, other: str) -> Finding:
    """Figures that another file holds as well."""
    numbers = of_both("{n} ({amount})", "{n} ({amount})", n=overlap.figures, amount=overlap.amount)
    said = [
        Text(f"figures that stand in {other} too: {numbers.en}", f"показатели, которые есть и в {other}: {numbers.ru}")
    ]
    if overlap.pair:
        differing = of_both("{n} of them with another value: ", "из них с другим значением: {n}; ", n=overlap.differing)
        values = _two_values(overlap.pair, Text("here ", "здесь "), Text("there ", "там "))
        said.append(words.joined([differing, values], ""))
    else:
        said.append(Text("all with the same values", "все с теми же значениями"))
    return Finding("overlap", words.joined(said, ", "), "fault")


def about_prices(prices: Prices, factor: float) -> Finding:
    """Unit values that are far off the median of their code."""
    times = f"{factor:g}"
    if not prices.rows:
        text = Text("too few priced rows to compare", "слишком мало строк с ценой для сравнения")
        return Finding("unit_value", text)
    judged = of_both("{n_rows} compared", "сравнено: {n_rows}", n=prices.rows)
    if not prices.off:
        none = Text(f"none is {times} times off the median of its code", f"ни одна не отличается в {times} раз")
        return Finding("unit_value", words.joined([judged, none], ", "))
    far = of_both("{n}", "{n}", n=prices.off)
    worst = [_price(words.at(each.line), each) for each in prices.worst]
    head = Text(
        f"{far.en} more than {times} times off the median of their code, the worst: ",
        f"отличаются от медианы своего кода более чем в {times} раз: {far.ru}, худшие: ",
    )
    return Finding("unit_value", words.joined([judged, words.joined([head, words.joined(worst)], "")], ", "), "doubt")


def _price(line: Text, price: Price) -> Text:
    of, own, usual = f"({price.commodity}, {price.unit})", _short(price.price), _short(price.median)
    return Text(f"{line.en} {of}: {own} against {usual}", f"{line.ru} {of}: {own} против {usual}")


def _short(number: float) -> str:
    """A unit value to three digits that count, never with an exponent."""
    return f"{Decimal(f'{number:.3g}'):f}"
