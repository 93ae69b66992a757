"""ClickHouse, as chdb: `python clickhouse_sql.py QUESTION SOURCE`, or `convert SOURCE OUTPUT.parquet`; csv out."""

import sys

import chdb
from questions import BACI, FCS

NAMES = ["napr", "period", "nastranapr", "tnved", "edizm", "Stoim", "Netto", "Kol", "Region", "Region_s"]
STRUCTURE = ", ".join(f"{name} String" for name in NAMES)
FCS_CSV = f"file('{{}}', 'TSVWithNames', '{STRUCTURE}')"
BACI_CSV = "file('{}/*.csv', 'CSVWithNames', 't String, i String, j String, k String, v Decimal(18, 3), q String')"
NUMBER = "toDecimal64(replaceOne({0}, ',', '.'), 2) AS {0}"

question, source, *output = sys.argv[1:]
if question == "convert":
    columns = ", ".join(NUMBER.format(name) if name in ("Stoim", "Netto", "Kol") else name for name in NAMES)
    table = FCS_CSV.format(source)
    chdb.query(f"INSERT INTO FUNCTION file('{output[0]}', 'Parquet') SELECT {columns} FROM {table}")
else:
    columns, condition = FCS.get(question, BACI)
    amount, table = "toDecimal64(replaceOne(Stoim, ',', '.'), 2)", FCS_CSV.format(source)
    if question == "baci":
        amount, table = "v", BACI_CSV.format(source)
    elif source.endswith(".parquet"):
        amount, table = "Stoim", f"file('{source}', 'Parquet')"
    answer = f"SELECT {columns}, sum({amount}) AS amount FROM {table} WHERE {condition} GROUP BY ALL"
    sys.stdout.write(str(chdb.query(answer, "CSVWithNames")))
