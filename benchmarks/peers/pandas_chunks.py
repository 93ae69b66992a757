"""pandas in chunks: `python pandas_chunks.py QUESTION SOURCE [ENCODING]`; the answer is csv.

Amounts are added in cents, as whole numbers: sums of floats depend on the order of the rows.
"""

import sys

import pandas as pd

KEYS = {
    "partner": ["Region", "napr"],
    "chapters": ["tnved", "napr"],
    "pairs": ["Region", "nastranapr", "napr"],
    "dependence": ["Region", "nastranapr", "napr"],
}
question, source, *encoding = sys.argv[1:]
keys = KEYS[question]
columns = {*keys, "period", "nastranapr", "Region"} if question != "pairs" else {*keys}
chunks = pd.read_csv(
    source, sep="\t", decimal=",", usecols=[*columns, "Stoim"], dtype=dict.fromkeys(columns, "str"),
    keep_default_na=False, encoding=encoding[0] if encoding else "utf-8", chunksize=1_000_000,
)  # fmt: skip
sums = []
for chunk in chunks:
    kept = chunk if question == "pairs" else chunk[chunk["period"].str.endswith("/2020")]
    if question == "partner":
        kept = kept[kept["nastranapr"] == "CN"]
    if question == "chapters":
        kept = kept[kept["Region"].str.startswith("25000")]
        kept = kept.assign(tnved=kept["tnved"].str[:2])
    sums.append(kept.assign(Stoim=(kept["Stoim"] * 100).round().astype("int64")).groupby(keys)["Stoim"].sum())
(pd.concat(sums).groupby(keys).sum() / 100).to_csv(sys.stdout, float_format="%.2f")
