"""Miller: `python miller.py QUESTION SOURCE`; becomes `mlr`, and the answer is csv."""

import os
import sys

YEAR = '$period =~ "/2020$"'
#: Question: condition, columns that make a row of the answer.
QUESTIONS = {
    "partner": (f'$nastranapr == "CN" && {YEAR}', "Region,napr"),
    "chapters": (f'$Region =~ "^25000" && {YEAR}', "chapter,napr"),
    "pairs": ("true", "Region,nastranapr,napr"),
    "dependence": (YEAR, "Region,nastranapr,napr"),
}
question, source = sys.argv[1:]
condition, keys = QUESTIONS[question]
change = '$amount = float(sub(string($Stoim), ",", "."))'
if question == "chapters":
    change += "; $chapter = substr0(string($tnved), 0, 1)"
verbs = ["filter", condition, "then", "put", change, "then", "stats1", "-a", "sum", "-f", "amount", "-g", keys]
os.execvp("mlr", ["mlr", "--icsv", "--ifs", "tab", "--ocsv", "--ofmt", "%.2lf", *verbs, source])
