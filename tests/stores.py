"""What the tests of stores share: extracts of every source, questions, and what lies in a store."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extracts import DATTSVT, EXCEL, LAYOUTS, ROWS, TCBT, Row, annual, table
from layouts import GACC_USUAL_COLUMNS, comtrade, gacc, tidy

from siberia_trade import api
from siberia_trade.errors import StradeError
from siberia_trade.render import render

YUAN = tuple("cny" if name == "usd" else name for name in GACC_USUAL_COLUMNS)
GACC_ROWS = """
    period code     usd       cny
    202101 44071190 1,000     6,500
    202102 44071190 2,000.5   13,000
    202102 27090000 3,000,000 19,000,000
"""
COMTRADE_ROWS = """
    156 X 2022 0   TOTAL 1000
    156 X 2022 643 TOTAL 300
    156 X 2022 842 TOTAL 500
    156 M 2022 0   TOTAL 1000
    156 M 2022 643 27    1000
    156 X 2022 643 27    75   9
    156 X 2022 643 85    225  7
    156 RX 2022 643 85   20
"""
TIDY_ROWS = """
    year flow   region partner currency value_usd
    2021 export RU-IRK CN      CNY      10.5
    2021 export RU-IRK CN      USD      20
    2021 import RU-IRK CN      -        5
    2022 export RU-IRK KZ      total    70
    2022 export RU-IRK KZ      RUB      60
"""
BACI = b"t,i,j,k,v,q\n2018,156,643,440711,10.5,1.25\n2018,643,156,270900,20.001,NA\n2018,643,156,270112,1,3\n"
COMEXT = (
    b"REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n"
    b"DE,RU,E,44071190,1,1,202101,100,9\nDE,RU,E,44071190,1,2,202101,50,3\nDE,CN,E,39XXXXXX,2,1,202102,7,1\n"
)
COMEXSTAT = (
    b'"CO_ANO";"CO_MES";"CO_NCM";"CO_UNID";"CO_PAIS";"SG_UF_NCM";"CO_VIA";"CO_URF";"QT_ESTAT";"KG_LIQUIDO";"VL_FOB"\n'
    b'"2023";"01";"44071190";"10";"160";"SP";"01";"0817800";5;6;700\n'
    b'"2023";"02";"27090010";"10";"676";"RJ";"04";"0817700";1;2;3000\n'
)

#: Files of every source, by the names that they are given by.
EXTRACTS: Mapping[str, Mapping[str, bytes]] = {
    **{f"fcs, {name}": {"x.csv": layout.write(ROWS)} for name, layout in LAYOUTS.items()},
    "fcs, years": {"x.csv": TCBT.write(annual(ROWS))},
    "fcs, two layouts": {
        "a.csv": TCBT.write(row for row in ROWS if row.period < "2021"),
        "b.csv": EXCEL.write(row for row in ROWS if row.period > "2021"),
    },
    "fcs, annual beside months of other years": {
        "a.csv": TCBT.write(row for row in annual(ROWS) if row.period == "2020"),
        "b.csv": DATTSVT.write(row for row in ROWS if row.period > "2021"),
    },
    "comtrade": {"TradeData.csv": comtrade(COMTRADE_ROWS)},
    "gacc": {"export:a.csv": gacc(GACC_ROWS), "import:b.csv": gacc(GACC_ROWS)},
    "gacc in yuan": {"export:a.csv": gacc(GACC_ROWS, YUAN)},
    "plain table": {"x.csv": tidy(TIDY_ROWS)},
    "baci": {"BACI_HS17_Y2018_V202301.csv": BACI},
    "comext": {"full_202101.dat": COMEXT},
    "comexstat": {"EXP_2023.csv": COMEXSTAT},
    "several sources": {"a.csv": DATTSVT.write(ROWS), "b.csv": comtrade(COMTRADE_ROWS)},
    "sample: customs": {"sample:DATTSVT.csv.zip": b"", "sample:russia.csv": b""},
    "sample: comtrade": {"sample:TradeData.csv.zip": b""},
    "sample: china": {"export:sample:gacc-exports.csv.zip": b"", "import:sample:gacc-imports.csv.zip": b""},
    "sample: settlements": {"sample:settlements.csv": b""},
}
QUESTIONS: list[tuple[str, Any]] = [
    ("turnover", {"by": "year,region"}),
    ("turnover", {"by": "reporter,month"}),
    ("turnover", {"by": "currency"}),
    ("turnover", {"by": "commodity", "measure": "weight"}),
    ("shares", {"by": "partner"}),
    ("shares", {"region": "russia", "partner": "CN", "year": 2021, "of": "world"}),
    ("structure", {"by": "year", "grouping": "chapters"}),
    ("structure", {"partner": "CN"}),
    ("dependence", {}),
    ("dependence", {"by": "year", "region": "russia", "partner": "KZ"}),
]
SAMPLES = Path(__file__).parent.parent / "sample_data"


def write_files(files: Mapping[str, bytes]) -> list[str]:
    """Write files into this folder and name them as `--data` does; samples are where they are."""
    names = []
    for name, content in files.items():
        flow, _, path = name.rpartition(":") if name.startswith(("export:", "import:")) else ("", "", name)
        flow, path = (flow, path) if "sample" not in name else (name.partition("sample:")[0].rstrip(":"), name)
        if "sample:" in path:
            path = str(SAMPLES / path.rpartition(":")[2])
        else:
            Path(path).write_bytes(content)
        names.append(f"{flow}:{path}" if flow else path)
    return names


def answer(command: str, data: Iterable[str], **options: Any) -> str:
    """The csv of an answer, or that there is none."""
    try:
        return str(render(getattr(api, command)(data=list(data), meta=False, **options), "csv"))
    except StradeError as error:
        return type(error).__name__


def answers(data: Iterable[str], questions: Iterable[tuple[str, Any]] = QUESTIONS) -> dict[str, str]:
    return {f"{command} {options}": answer(command, data, **options) for command, options in questions}


def state(store: Path | str) -> dict[str, bytes]:
    """All that lies in a folder, but for the file that is the lock."""
    files = (path for path in Path(store).rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(files)}


def manifest(store: Path | str) -> dict[str, Any]:
    return dict(json.loads((Path(store) / "manifest.json").read_text(encoding="utf-8")))


def parts(store: Path | str) -> dict[str, bytes]:
    """The files that the store names; what it named before may still be there."""
    told = manifest(store)
    named = [each["path"] for each in (*told["partitions"], *told["sums"])]
    return {path: (Path(store) / path).read_bytes() for path in named}


def put(rows: str | list[Row], name: str = "new.csv", layout: Any = DATTSVT) -> str:
    """Write an extract of these rows."""
    Path(name).write_bytes(layout.write(table(rows) if isinstance(rows, str) else rows))
    return name
