"""`--rates`: values in other currencies become dollars, worked by hand; faulty files of rates."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from conftest import Run
from layouts import ask, gacc, tidy

import siberia_trade as st
from siberia_trade.rates import load_rates, round_sums

CNY = "year month flow partner value_cny\n"
EUR = "year flow partner value_eur\n"
HEAD = "currency,period,usd\n"


def rates(*lines: str) -> None:
    Path("rates.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


CASES = {
    # files, rates, question, columns, expected
    "months at their own rates": (
        # 100 x 0.15 + 200 x 0.16 = 47; 50 x 0.15 = 7.5
        {"t.csv": f"{CNY}2021 1 export RU 100\n2021 2 export RU 200\n2021 1 import RU 50"},
        ("CNY,2021-01,0.15", "cny,2021-02,0.16"),
        "turnover --by none",
        "exports_usd imports_usd",
        "47 7.5",
    ),
    "a month before its year": (
        # 100 x 0.15 + 200 x 0.2 = 55
        {"t.csv": f"{CNY}2021 1 export RU 100\n2021 2 export RU 200"},
        ("CNY,2021,0.2", "CNY,2021-01,0.15"),
        "turnover --by none",
        "exports_usd",
        "55",
    ),
    "a range of months": (
        # 100 x 0.5 + 100 x 0.5 + 100 x 0.25 = 125
        {"t.csv": f"{CNY}2020 12 export RU 100\n2021 1 export RU 100\n2021 2 export RU 100"},
        ("CNY,2020-11:2021-01,0.5", "CNY,2021-02,0.25"),
        "turnover --by reporter --year 2020:2021",
        "exports_usd",
        "125",
    ),
    "a range of years": (
        {"t.csv": f"{EUR}2020 export RU 10\n2021 export RU 20"},
        ("EUR,2019:2021,1.5",),
        "turnover --by year",
        "year exports_usd",
        "2020 15 / 2021 30",
    ),
    "several currencies in several files": (
        # 100 x 0.5 + 10 x 1.5 + 7 = 72
        {
            "cny.csv": f"{CNY}2021 1 export RU 100",
            "eur.csv": f"{EUR}2021 import RU 10",
            "usd.csv": "year flow partner value_usd\n2021 import KZ 7",
        },
        ("CNY,2021,0.5", "EUR,2021,1.5"),
        "turnover --by none",
        "exports_usd imports_usd turnover_usd",
        "50 22 72",
    ),
    "structure": (
        # 27: 100 x 0.1 + 100 x 0.3 = 40; 44: 100 x 0.1 = 10; 40 of 50 is 80%
        {
            "t.csv": "year month flow commodity value_cny\n2021 1 export 27 100\n2021 2 export 27 100\n2021 1 export 44 100"  # noqa: E501
        },
        ("CNY,2021-01,0.1", "CNY,2021-02,0.3"),
        "structure --grouping chapters",
        "commodity value_usd share_pct",
        "27 40 80 / 44 10 20",
    ),
    "totals beside their parts": (
        # in yuan 100 is 60 and 40: what is left of it is nothing in dollars too
        {"t.csv": f"{CNY}2021 1 export Total 100\n2021 1 export RU 60\n2021 1 export KZ 40"},
        ("CNY,2021-01,0.15",),
        "turnover --by partner",
        "partner exports_usd",
        "RU 9 / KZ 6",
    ),
    "growth against a year that has a rate": (
        # 15 against 10
        {"t.csv": f"{EUR}2020 export RU 10\n2021 export RU 10"},
        ("EUR,2020,1", "EUR,2021,1.5"),
        "turnover --by year --year 2021",
        "exports_usd turnover_growth_pct",
        "15 50",
    ),
    "no growth against a year that has none": (
        {"t.csv": f"{EUR}2020 export RU 10\n2021 export RU 10"},
        ("EUR,2021,1.5",),
        "turnover --by year --year 2021",
        "exports_usd turnover_growth_pct",
        "15 -",
    ),
    "an earlier year that nobody asked for needs none": (
        {"t.csv": f"{EUR}2020 export RU 10\n2021 export RU 10"},
        ("EUR,2021,1.5",),
        "turnover --by none",
        "exports_usd",
        "15",
    ),
    "months that nobody asked for need none": (
        {"t.csv": f"{CNY}2021 1 export RU 100\n2021 2 export RU 200"},
        ("CNY,2021-01,0.15",),
        "turnover --by none --year 2021 --month 1",
        "exports_usd",
        "15",
    ),
    "semicolons and decimal commas": (
        {"t.csv": f"{EUR}2021 export RU 10"},
        None,
        "turnover --by none",
        "exports_usd",
        "12.5",
    ),
    "weights need none": (
        {"t.csv": "year flow partner value_cny net_kg\n2021 export RU 10 20"},
        ("CNY,2000,1",),
        "turnover --by none --measure weight",
        "exports_kg",
        "20",
    ),
}


@pytest.mark.parametrize(("files", "lines", "question", "columns", "expected"), CASES.values(), ids=CASES.keys())
def test_by_hand(
    strade: Run, files: Mapping[str, str], lines: tuple[str, ...] | None, question: str, columns: str, expected: str
) -> None:
    rates(*(lines or ()))
    if lines is None:
        Path("rates.csv").write_text("# of the central bank\nusd;Period;Currency;source\n1,25;2021;EUR;x\n\n", "utf-8")
    contents = {name: tidy(text) for name, text in files.items()}
    year = "" if "--year" in question or "by year" in question or "by none" in question else "--year 2021"
    answer = ask(strade, contents, f"{question} {year} --rates rates.csv", columns)
    assert answer.rows == expected
    assert ("at the rates of rates.csv" in answer.said) == ("_usd" in columns)


def test_rounded_after_the_sum_not_before(strade: Run) -> None:
    """3 x 0.0000001 three times over is 0.0000009, which is 0.000001; rounded one by one it would be nothing."""
    rates("CNY,2021,0.0000001")
    Path("t.csv").write_bytes(tidy(f"{CNY}2021 1 export RU 3\n2021 1 export KZ 3\n2021 1 export MN 3"))
    result = strade("turnover --by none --format csv --rates rates.csv --data t.csv")
    assert result.out.splitlines()[1].split(",")[0] == "0.000001"


def test_exactly_and_the_same_in_any_order() -> None:
    """A third of a unit in fifteen decimals, a thousand times: what paper and pencil give."""
    Path("rates.csv").write_text(HEAD + "CNY,2021,0.333333333333333\n", encoding="utf-8")
    frame = pl.DataFrame(
        {"year": [2021] * 1000, "month": [None] * 1000, "amount": [Decimal("1234567.891234")] * 1000},
        schema={"year": pl.Int16, "month": pl.Int8, "amount": pl.Decimal(38, 6)},
    )
    converted, lacking = load_rates("rates.csv").convert(frame, "cny")
    total = round_sums(converted.select(pl.col("amount").sum()))["amount"][0]
    assert total == (Decimal("1234567.891234") * 1000 * Decimal("0.333333333333333")).quantize(Decimal("0.000001"))
    assert not lacking


def test_each_month_is_rounded_once(strade: Run) -> None:
    """0.0000015 of January is 0.000002, and so is 0.0000025 of February: 0.000004, by month and in the year."""
    rates("CNY,2021,0.0000005")
    Path("t.csv").write_bytes(tidy(f"{CNY}2021 1 export RU 1\n2021 1 export KZ 2\n2021 2 export RU 5"))
    for by, expected in (("none", ["0.000004"]), ("month", ["0.000002", "0.000002"])):
        result = strade(f"turnover --by {by} --format csv --rates rates.csv --data t.csv")
        column = result.out.splitlines()[0].split(",").index("exports_usd")
        assert [line.split(",")[column] for line in result.out.splitlines()[1:]] == expected


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


HALVES = {"0.0000005": "0.000000", "0.0000015": "0.000002", "0.0000025": "0.000002", "-0.0000015": "-0.000002"}


@pytest.mark.parametrize(("exact", "rounded"), HALVES.items(), ids=HALVES.keys())
def test_halves_go_to_even(exact: str, rounded: str) -> None:
    frame = pl.DataFrame({"amount": [Decimal(exact)]}, schema={"amount": pl.Decimal(38, 21)})
    assert round_sums(frame)["amount"][0] == Decimal(rounded)


def test_chinese_customs_in_yuan_beside_dollars(strade: Run) -> None:
    """The same download in both currencies is one figure with two values, not two figures."""
    rates("CNY,2021,0.15")
    row = "period partner code {}\n202101 344 44071190 100"
    columns = ("period", "partner", "code", "{}")
    files = {
        f"2021out_{money}.csv": gacc(row.format(money), [name.format(money) for name in columns])
        for money in ("usd", "cny")
    }
    for name, content in files.items():
        Path(name).write_bytes(content)
    result = strade("turnover --by none --rates rates.csv", *(word for name in files for word in ("--data", name)))
    assert result.code == 1
    assert "give different values for the same figure" in result.err
    assert "100 in 2021out_usd.csv, 15 in 2021out_cny.csv" in result.err


REFUSED = {
    "year": (EUR + "2021 export RU 1", ("EUR,2020,1",), "no rate for EUR,2021; Add a line EUR,2021,RATE"),
    "month": (
        CNY + "2021 1 export RU 1\n2021 2 export RU 1", ("CNY,2021-01,1",),
        "rates.csv has no rate for CNY,2021-02; for the whole year: CNY,2021,RATE",
    ),
    "a whole year by months": (EUR + "2021 export RU 1", ("EUR,2021-01:2021-12,1",), "no rate for EUR,2021"),
    "another currency": (EUR + "2021 export RU 1", ("CNY,2021,1",), "no rate for EUR,2021"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "lines", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_period_without_a_rate(strade: Run, table: str, lines: tuple[str, ...], words: str) -> None:
    rates(*lines)
    Path("t.csv").write_bytes(tidy(table))
    result = strade("turnover --by none --data t.csv --rates rates.csv")
    assert (result.code, result.out) == (1, "")
    assert not [word for word in words.split("; ") if word not in result.err], result.err


FAULTS = {
    # the file below the header (or the whole of it), words of the message
    "no file": (None, "no such file for --rates"),
    "empty": ("", "rates.csv: holds no rates"),
    "no column": ("!currency,period,rate\nCNY,2021,1", "line 1: has no column usd"),
    "word": ("CNY,2021,1\nEUR,2021,x", "line 3, column usd: `x`: is no rate"),
    "no rate": ("CNY,2021,", "line 2, column usd: ``: is no rate"),
    "a cell too few": ("CNY,2021", "line 2, column usd: ``: is no rate"),
    "zero": ("CNY,2021,0.0", "line 2, column usd: `0.0`: a rate of zero"),
    "negative": ("CNY,2021,-1", "column usd: `-1`: is no rate"),
    "too many decimals": ("CNY,2021,0.1234567890123456", "a rate has at most 15 decimals"),
    "currency": ("yuan,2021,1", "line 2, column currency: `yuan`: is no code of a currency"),
    "month 13": ("CNY,2021-13,1", "line 2, column period: `2021-13`: is no year (2023), month (2023-05)"),
    "half a range": ("CNY,2021-01:2021,1", "column period: `2021-01:2021`"),
    "range backwards": ("CNY,2021-03:2021-01,1", "the range ends before it begins"),
    "twice": (
        "CNY,2021-01:2021-03,1\n# again\nCNY,2021-02,1",
        "line 4, column period: `2021-02`: the rate stands in line 2",
    ),
    "dollars": ("USD,2021,1.1", "line 2, column usd: `1.1`: a dollar is a dollar"),
    "a decimal comma between commas": (
        "CNY,2021,0,1412",
        "line 2: the line has 4 cells, the header 3; a rate with a decimal comma needs semicolons",
    ),
    "two columns of one name": ("!currency,period,usd,USD\nCNY,2021,1,2", "line 1: has two columns usd"),
    "a header below comments": ("!# of the bank\n\ncurrency,rate\nCNY,1", "line 3: has no column period, usd"),
    "behind a cell of two lines": (
        '!currency,period,usd,note\nCNY,2021,0.1,"a\nb"\n\nCNY,2020,x,c',
        "line 5, column usd: `x`",
    ),
    "no end": ("CNY,inf,1e400", "column usd: `1e400`: is no rate"),
    "the other way round": (
        "RUB,2021,73.65",
        "column usd: `73.65`: no currency is worth so many dollars: is it RUB for",
    ),
    "yuan for a dollar": ("CNY,2021,6.45", "Its rate is then 0.155"),
    "another encoding": ("CNY,2021,1,курс", "rates.csv: is not UTF-8"),
}


@pytest.mark.parametrize(("text", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_file_of_rates(strade: Run, text: str | None, words: str) -> None:
    if text is not None:
        whole = text.removeprefix("!") if text.startswith("!") else HEAD + text if text else ""
        Path("rates.csv").write_bytes(whole.encode("cp1251"))
    Path("t.csv").write_bytes(tidy(EUR + "2021 export RU 1"))
    result = strade("turnover --by none --data t.csv --rates rates.csv")
    assert (result.code, result.out) == (1, "")
    assert words in result.err


def test_what_is_said_beside_it(strade: Run) -> None:
    rates("EUR,2021,1.5", "USD,2021,1")
    Path("t.csv").write_bytes(tidy(EUR + "2021 export RU 10"))
    Path("usd.csv").write_bytes(tidy("year flow value_usd\n2021 export 1"))
    meta = json.loads(strade("turnover --by none --data t.csv --rates rates.csv --format json").out)["meta"]
    assert meta["rates"]["file"] == "rates.csv"
    assert meta["rates"]["converted"] == ["EUR"]
    assert len(meta["rates"]["sha256"]) == 64
    assert meta["units"]["value"] == "USD"
    result = strade("turnover --by none --data t.csv --rates rates.csv --lang ru")
    assert "суммы в EUR переведены в доллары США" in result.out
    result = strade("turnover --by none --data usd.csv --rates rates.csv --format json")
    assert json.loads(result.out)["meta"]["rates"] is None
    assert "the data are in US dollars: --rates is not used" in result.err
    result = strade("turnover --by none --data t.csv --format csv")
    assert result.out.startswith("exports_eur")
    result = strade("turnover --by none --data t.csv --data usd.csv")
    assert "values in different currencies cannot be added" in result.err
    assert "--rates" in result.err
    result = strade("turnover --by none --data t.csv --rates rates.csv --format csv --output rates.csv")
    assert result.code == 1


UNUSED = "exchange rates beside the extracts were not used: {}; `--rates` takes a file of them"
BESIDE = {
    # data, rates, whether values are in dollars, what is said of rates not used
    "a folder": ("folder", "folder/rates.csv", True, ""),
    "the same folder, spelt otherwise": ("folder", "../{here}/folder/rates.csv", True, ""),
    "all files of a folder": ("folder/*", "folder/rates.csv", True, ""),
    "rates that nobody named": ("folder", "", False, UNUSED.format("folder/rates.csv")),
    "other rates": ("folder", "rates.csv", True, UNUSED.format("folder/rates.csv")),
}


@pytest.mark.parametrize(("data", "named", "in_dollars", "said"), BESIDE.values(), ids=BESIDE.keys())
def test_rates_among_the_extracts(strade: Run, data: str, named: str, in_dollars: bool, said: str) -> None:
    rates("EUR,2021,1.5")
    Path("folder").mkdir()
    Path("folder/t.csv").write_bytes(tidy(EUR + "2021 export RU 10\n2021 import RU 10"))
    Path("folder/rates.csv").write_text('# of the bank\n"Currency";Period;"USD"\nEUR;2021;1,5\n', encoding="utf-8")
    option = ["--rates", named.format(here=Path.cwd().name)] if named else []
    result = strade("turnover --by none --format csv --data", data, *option)
    assert result.out.startswith("exports_usd" if in_dollars else "exports_eur"), result.err
    assert (said in result.err) if said else ("were not used" not in result.err)


def test_rates_alone_are_no_extract(strade: Run) -> None:
    rates("EUR,2021,1.5")
    result = strade("turnover --data rates.csv")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: rates.csv: holds exchange rates only, no extract\nhint: Exchange rates go in with --rates.\n"
    )
    assert "exchange rates, no extract: not read" in strade("check rates.csv").out


def test_in_python() -> None:
    rates("EUR,2021,1.5")
    Path("t.csv").write_bytes(tidy(EUR + "2021 export RU 10"))
    table = st.turnover(data="t.csv", by="none", rates=Path("rates.csv"))
    assert table.frame["exports_usd"].to_list() == [Decimal(15)]
    assert table.currency == "usd"
