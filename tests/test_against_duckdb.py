"""The same figures by another path: SQL over the raw file, written from the contract and not from our code."""

# ruff: noqa: S608 - all of the SQL is our own

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import siberia_trade as st
from siberia_trade.reference import bundled

LISTS = Path(st.__file__).parent / "reference"
IN_SIBERIA = """region IN (
    'RU-AL', 'RU-ALT', 'RU-BU', 'RU-IRK', 'RU-KEM', 'RU-KHM', 'RU-KK', 'RU-KYA', 'RU-NVS', 'RU-OMS', 'RU-SA', 'RU-TOM',
    'RU-TY', 'RU-TYU', 'RU-YAN', 'RU-ZAB'
)"""

#: From the text of an extract to one row per figure. An aggregate beside its parts is what they leave of it.
FACTS = """
CREATE TABLE {name} AS
WITH okato AS (
    SELECT code, unnest(string_split(concat_ws('|', okato, nullif(okato_folded, '')), '|')) AS label
    FROM read_csv('{lists}/regions.csv', all_varchar = true) WHERE country = 'RU'
),
raw AS (
    SELECT
        CASE napr WHEN 'ЭК' THEN 'export' WHEN 'ИМ' THEN 'import' ELSE error(napr) END AS flow,
        CAST(split_part(period, '/', 2) AS INT) AS year,
        CAST(split_part(period, '/', 1) AS INT) AS month,
        coalesce(okato.code, 'undisclosed') AS region,
        CASE WHEN nastranapr IN ('NNN', 'ZZ') THEN 'undisclosed' ELSE nastranapr END AS partner,
        CASE
            WHEN tnved LIKE 'X%' THEN 'undisclosed'
            WHEN length(tnved) % 2 = 1 THEN '0' || tnved
            ELSE tnved
        END AS code,
        CAST(nullif(replace(Stoim, ',', '.'), '') AS DECIMAL(18, 2)) AS value,
        CAST(nullif(replace(Netto, ',', '.'), '') AS DECIMAL(18, 3)) AS weight
    FROM read_csv('{file}', delim = '\t', quote = '', header = true, all_varchar = true) AS file
    LEFT JOIN okato ON okato.label = substr(file.Region, 1, 5)
),
figures AS (
    SELECT flow, year, month, region, partner, code, sum(value) AS value, sum(weight) AS weight
    FROM raw GROUP BY ALL
)
SELECT
    * EXCLUDE (value, weight), 'RU' AS reporter, chapter.section, substr(code, 1, 2) AS chapter,
    substr(code, 1, 4) AS heading,
    value - coalesce((SELECT sum(part.value) FROM figures AS part WHERE {is_part}), 0) AS value,
    weight - coalesce((SELECT sum(part.weight) FROM figures AS part WHERE {is_part}), 0) AS weight
FROM figures AS own
LEFT JOIN (
    SELECT code AS section, format('{{:02}}', unnest(generate_series(
        CAST(split_part(chapters, '-', 1) AS INT), CAST(split_part(chapters, '-', -1) AS INT)))) AS chapter
    FROM read_csv('{lists}/hs_sections.csv', all_varchar = true)
) AS chapter ON chapter.chapter = substr(own.code, 1, 2)
"""
IS_PART = """
    (part.flow, part.year, part.month, part.region, part.partner)
    = (own.flow, own.year, own.month, own.region, own.partner)
    AND length(own.code) = 4 AND length(part.code) = 10 AND starts_with(part.code, own.code)
"""


def messy(path: Path) -> Path:
    """An extract with what real ones have.

    Okrugs, names in no list, withheld codes and partners, a lost zero, headings beside their parts, corrections, and
    cells without a number.
    """
    regions = [
        "25000 - ИРКУТСКАЯ ОБЛАСТЬ", "25100 - УСТЬ-ОРДЫНСКИЙ БУРЯТСКИЙ АО", "71000 - ТЮМЕНСКАЯ ОБЛАСТЬ",
        "71100 - ХАНТЫ-МАНСИЙСКИЙ АО - ЮГРА", "71140 - ЯМАЛО-НЕНЕЦКИЙ АО", "45000 - ГОРОД МОСКВА",
        "NNNNN - НЕИЗВЕСТНАЯ ЕДИНИЦА", "88888 - НЕТ ТАКОЙ", "67000 - СЕВАСТОПОЛЬ - ГОРОД",
    ]  # fmt: skip
    partners = ["CN", "KZ", "NA", "NNN", "ZZ", "US"]
    codes = ["2709009009", "202309008", "XXXXXXXXXX", "8471300000", "4403", "4403201100", "2710", "9706000000"]
    lines = ["napr period nastranapr tnved edizm Stoim Netto Kol Region Region_s".replace(" ", "\t")]
    step = 0
    for year in (2019, 2020, 2021):
        for month in range(1, 13):
            for place, region in enumerate(regions):
                for seen in range(5):
                    step += 1
                    partner, code = partners[(step * 5 + seen) % 6], codes[(step * 3 + place + year) % 8]
                    flow = "ЭК" if (step // 3 + place) % 2 else "ИМ"
                    cents = (step * 7_919_993 + place * 104_729) % 1_000_000_007
                    if step % 11 == 0:
                        cents = -cents // 1000
                    value = "" if step % 97 == 0 else f"{Decimal(cents) / 100:f}".replace(".", ",")
                    weight = "" if step % 53 == 0 else f"{cents % 9973},{step % 1000:03}"
                    lines.append(f"{flow}\t{month:02}/{year}\t{partner}\t{code}\t\t{value}\t{weight}\t0\t{region}\t")
            # two headings with their only parts beside them: once whole, once with 700 that no part explains
            for region, whole in ((regions[0], "1000,5"), (regions[2], "1700,5")):
                for code, value in (("2601", whole), ("2601110000", "400,25"), ("2601120000", "600,25")):
                    lines.append(f"ЭК\t{month:02}/{year}\tMN\t{code}\t\t{value}\t\t0\t{region}\t")
    assert len(set(lines)) == len(lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("extracts")
    with zipfile.ZipFile(bundled("sample_data") / "DATTSVT.csv.zip") as archive:
        sample = Path(archive.extract("DATTSVT.csv", folder))
    return {"sample": sample, "messy": messy(folder / "messy.csv")}


@pytest.fixture(scope="module")
def database(files: dict[str, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, file in files.items():
            is_part = IS_PART if name == "messy" else "false"
            connection.execute(FACTS.format(name=name, file=file, lists=LISTS, is_part=is_part))
        yield connection


@pytest.fixture(params=["sample", "messy"])
def extract(request: pytest.FixtureRequest) -> str:
    return request.param


Rows = list[dict[str, Any]]


class Both:
    """Ask the same of both, and hold the answers against each other."""

    def __init__(self, database: duckdb.DuckDBPyConnection, file: Path) -> None:
        self.database, self.file = database, file

    def sql(self, query: str) -> Rows:
        found = self.database.execute(query)
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def ours(self, command: str, **options: Any) -> Rows:
        return getattr(st, command)(data=[str(self.file)], **options).frame.to_dicts()

    def agree(self, keys: list[str], ours: Rows, theirs: Rows) -> None:
        """Equal rows by key: to the cent for money and weight, to 1e-9 for ratios."""

        def by_key(rows: Rows) -> dict[Any, dict[str, Any]]:
            found = {tuple(row[key] for key in keys): row for row in rows}
            assert len(found) == len(rows)
            return found

        left, right = by_key(ours), by_key(theirs)
        assert left.keys() == right.keys()
        assert theirs, "the query selects nothing, so it shows nothing"
        for key, row in right.items():
            for name, value in row.items():
                ratio = isinstance(value, float)
                expected = pytest.approx(value, rel=1e-9, abs=1e-12) if ratio else value
                assert left[key][name] == expected, (key, name)


@pytest.fixture
def both(database: duckdb.DuckDBPyConnection, files: dict[str, Path], extract: str) -> Both:
    return Both(database, files[extract])


def dimensions(by: str) -> list[str]:
    return [] if by == "none" else by.split(",")


def selected(keys: list[str], commodity: str = "section") -> str:
    """Columns of the dimensions, as SQL."""
    code = f"CASE code WHEN 'undisclosed' THEN code ELSE coalesce({commodity}, 'other') END AS commodity"
    return "".join(f"{code if key == 'commodity' else key}, " for key in keys)


def sums(keys: list[str], amount: str = "value") -> str:
    """Exports, imports and turnover, as SQL: 0 without rows, null where none is known; by flow, each knows its own."""
    if "flow" in keys:
        return f"""
            sum({amount}) FILTER (flow = 'export') AS exports, sum({amount}) FILTER (flow = 'import') AS imports,
            CAST(NULL AS DECIMAL(38, 3)) AS turnover
        """
    exports, imports = (
        f"CASE WHEN count_if(flow = '{flow}') = 0 THEN 0 ELSE sum({amount}) FILTER (flow = '{flow}') END"
        for flow in ("export", "import")
    )
    return f"{exports} AS exports, {imports} AS imports, {exports} + {imports} AS turnover"


def percent(part: str, whole: str) -> str:
    return f"CASE WHEN {whole} > 0 THEN 100 * CAST({part} AS DOUBLE) / CAST({whole} AS DOUBLE) END"


@pytest.mark.parametrize("measure", ["value", "weight"])
@pytest.mark.parametrize(
    "by",
    ["none", "region", "partner", "year", "month", "flow", "commodity", "reporter", "region,partner",
     "partner,year,month", "region,flow,commodity", "region,partner,year,month,flow,commodity"],
)  # fmt: skip
def test_turnover(both: Both, extract: str, by: str, measure: str) -> None:
    keys, end = dimensions(by), {"value": "usd", "weight": "kg"}[measure]
    theirs = both.sql(f"""
        SELECT
            {"".join(f"{key}, " for key in keys)} exports AS exports_{end}, imports AS imports_{end},
            turnover AS turnover_{end}, exports - imports AS balance_{end},
            {percent("exports", "turnover")} AS exports_pct_of_turnover,
            {percent("imports", "turnover")} AS imports_pct_of_turnover,
            CASE WHEN imports > 0 THEN CAST(exports AS DOUBLE) / CAST(imports AS DOUBLE) END AS coverage_ratio
        FROM (
            SELECT {selected(keys)} {sums(keys, measure)} FROM {extract} WHERE year BETWEEN 2020 AND 2021 GROUP BY ALL
        )
    """)
    both.agree(keys, both.ours("turnover", by=by, measure=measure, year="2020:2021"), theirs)


@pytest.mark.parametrize("by", ["year", "region,year", "partner,year", "year,commodity", "region,partner,year"])
def test_growth(both: Both, extract: str, by: str) -> None:
    keys = dimensions(by)
    same = " AND ".join(f"now.{key} = before.{key}" for key in keys if key != "year") or "true"
    theirs = both.sql(f"""
        WITH yearly AS (SELECT {selected(keys)} sum(value) AS turnover_usd FROM {extract} GROUP BY ALL)
        SELECT
            {", ".join(f"now.{key}" for key in keys)}, now.turnover_usd,
            CASE WHEN before.turnover_usd > 0 THEN
                100 * (CAST(now.turnover_usd AS DOUBLE) / CAST(before.turnover_usd AS DOUBLE) - 1)
            END AS turnover_growth_pct
        FROM yearly AS now LEFT JOIN yearly AS before ON {same} AND now.year = before.year + 1
        WHERE now.year >= 2020
    """)
    both.agree(keys, both.ours("turnover", by=by, year="2020:2021"), theirs)


@pytest.mark.parametrize("by", ["none", "region", "year,region", "partner,flow", "month,commodity", "region,partner"])
def test_shares_of_the_selection(both: Both, extract: str, by: str) -> None:
    keys = dimensions(by)
    times = [key for key in keys if key in ("year", "month")]
    over = f"OVER (PARTITION BY {', '.join(times)})" if times else "OVER ()"
    shares = ", ".join(
        f"{name} AS {name}_usd, {percent(name, f'(sum({name}) {over})')} AS {name}_share_pct"
        for name in ("exports", "imports", "turnover")
    )
    theirs = both.sql(f"""
        SELECT {"".join(f"{key}, " for key in keys)} {shares}
        FROM (SELECT {selected(keys)} {sums(keys)} FROM {extract} WHERE year >= 2020 GROUP BY ALL)
    """)
    both.agree(keys, both.ours("shares", by=by, year="2020:2021"), theirs)


WHOLES = {
    "russia": ("true", "partner = 'CN'"),
    "world": (IN_SIBERIA, "true"),
    "siberia": (IN_SIBERIA, "partner = 'CN'"),
}


@pytest.mark.parametrize("of", WHOLES)
@pytest.mark.parametrize("by", ["none", "year", "region", "flow", "region,year", "commodity,month"])
def test_shares_of_a_wider_whole(both: Both, extract: str, by: str, of: str) -> None:
    keys = dimensions(by)
    times = [key for key in keys if key in ("year", "month")]
    area, partner = WHOLES[of]
    wholes = ", ".join(f"{name} AS whole_{name}" for name in ("exports", "imports", "turnover"))
    shares = ", ".join(
        f"{name} AS {name}_usd, {percent(name, f'whole_{name}')} AS {name}_share_pct"
        for name in ("exports", "imports", "turnover")
    )
    joined = f"JOIN whole USING ({', '.join(times)})" if times else "CROSS JOIN whole"
    theirs = both.sql(f"""
        WITH whole AS (
            SELECT {"".join(f"{key}, " for key in times)} {wholes} FROM (
                SELECT {selected(times)} {sums(times)} FROM {extract}
                WHERE year >= 2020 AND {area} AND {partner} GROUP BY ALL
            )
        )
        SELECT {"".join(f"{key}, " for key in keys)} {shares} FROM (
            SELECT {selected(keys)} {sums(keys)} FROM {extract}
            WHERE year >= 2020 AND {IN_SIBERIA} AND partner = 'CN' GROUP BY ALL
        ) {joined}
    """)
    ours = both.ours("shares", by=by, of=of, region="siberia", partner="China", year="2020:2021")
    both.agree(keys, ours, theirs)


@pytest.mark.parametrize("grouping", ["sections", "chapters", "headings"])
@pytest.mark.parametrize("by", ["none", "region", "year", "partner", "month,region"])
def test_structure(both: Both, extract: str, by: str, grouping: str) -> None:
    within = [*dimensions(by), "flow"]
    block = f"PARTITION BY {', '.join(within)}"
    theirs = both.sql(f"""
        SELECT
            *, {percent("value_usd", f"(sum(value_usd) OVER ({block}))")} AS share_pct,
            CASE WHEN commodity NOT IN ('other', 'undisclosed') AND value_usd IS NOT NULL THEN
                rank() OVER ({block}, commodity IN ('other', 'undisclosed') ORDER BY value_usd DESC)
            END AS rank
        FROM (
            SELECT {selected([*within, "commodity"], grouping.removesuffix("s"))} sum(value) AS value_usd
            FROM {extract} WHERE year BETWEEN 2020 AND 2021 GROUP BY ALL
        )
    """)
    ours = both.ours("structure", by=None if by == "none" else by, grouping=grouping, year="2020:2021")
    both.agree([*within, "commodity"], ours, theirs)


@pytest.mark.parametrize("by", ["none", "region", "year", "region,month", "commodity", "partner", "region,partner"])
def test_dependence(both: Both, extract: str, by: str) -> None:
    keys = dimensions(by)
    within = [key for key in keys if key != "partner"]
    block = f"PARTITION BY {', '.join(within) or 'true'}"
    names = ("exports", "imports", "turnover")
    # one row for each partner: its sums, those of all partners together, and its place among the disclosed ones
    partners = f"""
        WITH summed AS (
            SELECT {selected([*within, "partner"])} {sums(within)} FROM {extract} WHERE year = 2020 GROUP BY ALL
        ),
        beside AS (
            SELECT *, partner <> 'undisclosed' AND turnover > 0 AS ranked,
                {", ".join(f"sum({name}) OVER ({block}) AS world_{name}" for name in names)}
            FROM summed
        ),
        placed AS (
            SELECT *, CASE WHEN ranked THEN rank() OVER ({block}, ranked ORDER BY turnover DESC) END AS place
            FROM beside
        )
    """
    columns = "".join(f"{key}, " for key in keys)
    if "partner" in keys:
        shares = ", ".join(f"{percent(name, f'world_{name}')} AS {name}_share_pct" for name in names)
        theirs = both.sql(f"{partners} SELECT {columns} {shares}, place AS partner_rank FROM placed")
        both.agree(keys, both.ours("dependence", by=by, year=2020), theirs)
        return
    shares = ", ".join(
        f"""{percent(f"coalesce(sum({name}) FILTER (partner = 'CN'), 0)", f"any_value(world_{name})")}
        AS {name}_share_pct"""
        for name in names
    )
    concentrations = ", ".join(
        f"""CASE WHEN any_value(world_{name}) > 0 THEN
            sum(CASE WHEN partner = 'undisclosed' THEN 0 ELSE (CAST({name} AS DOUBLE) / world_{name}) ** 2 END)
        END AS {name}_hhi"""
        for name in names
    )
    theirs = both.sql(f"""
        {partners}
        SELECT
            {columns} {shares}, {concentrations},
            max(place) FILTER (partner = 'CN') AS partner_rank,
            min(partner) FILTER (place = 1) AS top_partner,
            {percent("max(turnover) FILTER (place = 1)", "any_value(world_turnover)")} AS top_partner_share_pct,
            nullif(count(place), 0) AS partners
        FROM placed {f"GROUP BY {', '.join(within)}" if within else ""}
    """)
    ours = both.ours("dependence", by=by, partner="China", year=2020)
    both.agree(keys, [row | {"partners": row["partners"] or None} for row in ours], theirs)


QUESTIONS = {
    "regions of Siberia with China in 2021": (
        {"region": "siberia", "partner": "China", "year": 2021}, f"{IN_SIBERIA} AND partner = 'CN' AND year = 2021",
    ),
    "the first nine months": ({"month": "1:9", "year": 2021}, "month <= 9 AND year = 2021"),
    "exports of a chapter and a heading": (
        {"commodity": ["27", "4403"], "flow": "export", "year": 2020},
        "(code LIKE '27%' OR code LIKE '4403%') AND flow = 'export' AND year = 2020",
    ),
    "two regions that were one": (
        {"region": ["Tyumen Region", "71100"], "year": "2020,2021"},
        "region IN ('RU-TYU', 'RU-KHM') AND year IN (2020, 2021)",
    ),
    "what nobody disclosed is in the world": ({"partner": "world", "year": 2021}, "year = 2021"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "where"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_selections(both: Both, extract: str, options: dict[str, Any], where: str) -> None:
    theirs = both.sql(f"""
        SELECT region, coalesce(sum(value) FILTER (flow = 'export'), 0) AS exports_usd
        FROM {extract} WHERE {where} GROUP BY ALL
    """)
    both.agree(["region"], both.ours("turnover", by="region", **options), theirs)


def test_the_default_study(database: duckdb.DuckDBPyConnection, files: dict[str, Path]) -> None:
    both = Both(database, files["sample"])
    theirs = both.sql(f"""
        SELECT region, {sums(["region"])} FROM sample
        WHERE {IN_SIBERIA} AND partner = 'CN' AND year = 2021 GROUP BY ALL
    """)
    theirs = [{f"{name}_usd" if name != "region" else name: value for name, value in row.items()} for row in theirs]
    both.agree(["region"], st.turnover().frame.to_dicts(), theirs)
