"""DuckDB: `python duckdb_sql.py QUESTION SOURCE`, or `convert SOURCE OUTPUT.parquet`; the answer is csv."""

import sys

import duckdb
from questions import BACI, FCS

FCS_CSV = """read_csv('{}', delim='\t', header=true, decimal_separator=',', types={{'tnved': 'VARCHAR',
    'edizm': 'VARCHAR', 'Stoim': 'DECIMAL(18, 2)', 'Netto': 'DECIMAL(18, 2)', 'Kol': 'DECIMAL(18, 2)'}})"""
BACI_CSV = "read_csv('{}/*.csv', types={{'t': 'VARCHAR', 'i': 'VARCHAR', 'j': 'VARCHAR', 'v': 'DECIMAL(18, 3)'}})"

question, source, *output = sys.argv[1:]
if question == "convert":
    duckdb.execute(f"COPY (SELECT * FROM {FCS_CSV.format(source)}) TO '{output[0]}' (FORMAT parquet, COMPRESSION zstd)")
else:
    columns, condition = FCS.get(question, BACI)
    amount, layout = ("v", BACI_CSV) if question == "baci" else ("Stoim", FCS_CSV)
    table = f"'{source}'" if source.endswith(".parquet") else layout.format(source)
    answer = f"SELECT {columns}, sum({amount}) AS amount FROM {table} WHERE {condition} GROUP BY ALL"
    duckdb.execute(f"COPY ({answer}) TO '/dev/stdout' (FORMAT csv, HEADER)")
