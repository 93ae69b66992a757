"""A module imports only from modules before it: the flow of the data is the order of the layers."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "siberia_trade"
#: From what knows nothing to what knows everything. A package stands for all of its modules.
LAYERS = (
    "_version",
    "errors",
    "schema",
    "table",
    "reference",
    "config",
    "names",
    "groupings",
    "scope",
    "sums",
    "readers",
    "translate",
    "repeats",
    "selection",
    "month_bits",
    "plain",
    "beside",
    "cube",
    "held",
    "editions",
    "notes",
    "sources",
    "aggregates",
    "guards",
    "periods",
    "unions",
    "studies",
    "options",
    "rates",
    "dimensions",
    "question",
    "money",
    "absent",
    "collect",
    "indicators",
    "explanations",
    "meta",
    "store",
    "tabulate",
    "commands",
    "claims",
    "verdicts",
    "reproduction",
    "store",
    "inspection",
    "listings",
    "api",
    "render",
    "cli",
    "__init__",
    "__main__",
)
#: Modules that may be imported by an earlier one, with the reason.
ALLOWED = {
    ("table", "render"): "a table in a notebook shows itself",
    ("dimensions", "question"): "for types only",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "siberia_trade" and len(parts) > 1:
                found.add("__init__" if parts[1] == "__version__" else parts[1])
    return found


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_imports_only_from_before(path):
    own = layer(path)
    assert own in LAYERS, "a new module must be given its place"
    later = {
        name
        for name in imported(path)
        if name in LAYERS and LAYERS.index(name) > LAYERS.index(own) and (own, name) not in ALLOWED
    }
    if own == "__init__":
        later = set()
    assert not later


def test_sizes():
    """No file over about 400 lines, no function over about 50."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path.name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno <= 70, f"{path.name}: {node.name}"
