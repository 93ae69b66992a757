"""The questions, as a user of SQL would put them: which columns make a row of the answer, and which rows count.

Every answer is the sum of `Stoim` (of `v` in BACI) for each value of these columns.
"""

YEAR = "period LIKE '%/2020'"
#: Question: columns, condition. China is `CN`, the Irkutsk Region `25000`.
FCS = {
    "partner": ("Region, napr", f"nastranapr = 'CN' AND {YEAR}"),
    "chapters": ("substr(tnved, 1, 2) AS chapter, napr", f"Region LIKE '25000%' AND {YEAR}"),
    "pairs": ("Region, nastranapr, napr", "true"),
    "dependence": ("Region, nastranapr, napr", YEAR),
}
#: Exporter, importer and year of Russia's trade.
BACI = ("i, j", "(i = '643' OR j = '643') AND t = '2022'")
