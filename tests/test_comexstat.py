"""Brazil's Comex Stat: states, the flow in the name of the file only.

All figures are invented. Expected rows are written as a line of cells, `/` between rows and `-` for an empty cell.
"""

import csv
import io
from pathlib import Path

import pytest
from conftest import Run
from layouts import FLOWS, SHARES, ask
from layouts_more import (
    IMP_COLUMNS,
    comexstat,
)

EXP = """
    CO_MES CO_NCM   CO_PAIS SG_UF_NCM CO_VIA CO_URF  VL_FOB KG_LIQUIDO
    02     12019000 160     SP        01     0817800 100    10
    02     12019000 160     SP        04     0817700 50     5
    02     02023000 023     MT        01     0817800 30     3
    03     12019000 589     EX        01     0817800 7      1
    03     12019000 589     ND        01     0817800 8      1
"""
IMP = """
    CO_MES CO_NCM   CO_PAIS SG_UF_NCM CO_VIA CO_URF  VL_FOB KG_LIQUIDO
    02     85171300 160     SP        04     0817700 60     10
    03     85171300 160     SP        04     0817700 2      1
"""
COMEXSTAT = {
    # question, columns, rows; the freight and insurance of imports are no part of their value
    "states": ("turnover", f"region {FLOWS}", "BR-SP 150 62 212 / BR-MT 30 0 30 / undisclosed 15 0 15"),
    "by state and partner": (
        "turnover --by region,partner --flow export", "region partner exports_usd",
        "BR-SP CN 150 / BR-MT DE 30 / undisclosed PE 15",
    ),
    "all of Brazil": ("turnover --region brazil", f"reporter {FLOWS}", "BR 195 62 257"),
    "weight": ("turnover --measure weight --by none", "exports_kg imports_kg", "20 11"),
    "transport": ("turnover --by transport", f"transport {FLOWS}", "01 145 0 145 / 04 50 62 112"),
    "offices": ("turnover --by customs_office", f"customs_office {FLOWS}", "0817800 145 0 145 / 0817700 50 62 112"),
    "months": ("turnover --by month", f"month {FLOWS}", "2 180 60 240 / 3 15 2 17"),
    "structure of a state": (
        "structure --region BR-SP --grouping headings", "flow commodity value_usd share_pct",
        "export 1201 150 100 / import 8517 62 100",
    ),
    "share of the country": ("shares --region BR-SP --of brazil", SHARES, "76.9231 100 82.4903"),  # 150/195, 212/257
}  # fmt: skip


@pytest.mark.parametrize(("question", "columns", "rows"), COMEXSTAT.values(), ids=COMEXSTAT.keys())
def test_comexstat(strade: Run, question: str, columns: str, rows: str) -> None:
    files = {"EXP_2023.csv": comexstat(EXP), "IMP_2023.csv": comexstat(IMP, IMP_COLUMNS)}
    assert ask(strade, files, question, columns).rows == rows
    files = {"export:a.csv": files["EXP_2023.csv"], "import:b.csv": files["IMP_2023.csv"]}
    assert ask(strade, files, question, columns).rows == rows


@pytest.mark.parametrize("name", ["São Paulo", "Sao Paulo", "Сан-Паулу", "圣保罗州", "BR-SP"])
def test_a_state_by_its_name(strade: Run, name: str) -> None:
    Path("EXP_2023.csv").write_bytes(comexstat(EXP))
    result = strade("turnover --data EXP_2023.csv --format csv --region", name)
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [(row["region"], row["exports_usd"]) for row in rows] == [("BR-SP", "150")]


def test_zeros_that_a_spreadsheet_took_from_comexstat(strade: Run) -> None:
    question = "turnover --flow export --by month,region,partner,commodity --grouping chapters"
    columns = "month region partner commodity exports_usd"
    as_published = ask(strade, {"EXP_2023.csv": comexstat(EXP)}, question, columns)
    assert as_published.rows == "2 BR-SP CN 12 150 / 2 BR-MT DE 02 30 / 3 undisclosed PE 12 15"
    assert ask(strade, {"EXP_2023.csv": comexstat(EXP, zeros_lost=True)}, question, columns) == as_published
