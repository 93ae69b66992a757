"""What the documents show is what the tool prints. `python tests/test_docs.py` writes it there anew."""

import contextlib
import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from siberia_trade.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
#: Pages with tables that commands make.
PAGES = (ROOT / "docs" / "paper.md", ROOT / "docs" / "indicators.md")
#: A table in markdown between the command that makes it and the end.
TABLE = re.compile(r"^<!-- strade (?P<command>[^\n]*) -->\n(?P<output>.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```console\n\$ strade (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str) -> str:
    """What a command prints to stdout when it is not a terminal."""
    printed = io.StringIO()
    silenced = contextlib.redirect_stderr(io.StringIO())
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed), silenced, contextlib.suppress(SystemExit):
        main(shlex.split(command))
    return printed.getvalue()


def blocks() -> list[tuple[str, str]]:
    return [(match["command"], match["output"]) for match in BLOCK.finditer(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("command", "output"), blocks(), ids=[command for command, _ in blocks()])
def test_console_block(command, output):
    assert run(command) == output


TABLES = [match.groups() for page in PAGES for match in TABLE.finditer(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("command", "output"), TABLES, ids=[command for command, _ in TABLES])
def test_table(command, output):
    assert output == f"\n{run(command)}\n"


def test_readme_shows_all_commands():
    assert {command.split()[0] for command, _ in blocks()} == {*COMMANDS, "reproduce", "check", "list", "explain"}


def test_readme_python():
    for code in PYTHON.findall(README.read_text(encoding="utf-8")):
        names: dict[str, object] = {}
        exec(code, names)  # noqa: S102 - the page's own example
        assert names["table"].frame.height == 2


def test_readme_names_every_shipped_grouping():
    text = README.read_text(encoding="utf-8")
    for path in (ROOT / "configs" / "commodities").glob("*.yaml"):
        assert f"`{path.stem}`" in text


if __name__ == "__main__":
    page = README.read_text(encoding="utf-8")
    shown = BLOCK.sub(lambda match: f"```console\n$ strade {match['command']}\n{run(match['command'])}```", page)
    README.write_text(shown, encoding="utf-8")
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        made = TABLE.sub(
            lambda each: f"<!-- strade {each['command']} -->\n\n{run(each['command'])}\n<!-- end -->", page
        )
        path.write_text(made, encoding="utf-8")
    sys.stdout.write(f"{len(blocks())} blocks written\n")
