"""What the tests of faults share: a good extract, and one way to see that a fault is said once."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from conftest import Result, Run
from extracts import ROWS, TCBT, Row

Files = Mapping[str, bytes]
Edit = Callable[[str], str]

#: The usual rows as one extract.
GOOD = TCBT.write(ROWS)
#: A question about all files of a folder.
ALL = "turnover --by year --data ."


def faulty(run: Run, folder: Path, files: Files, arguments: Iterable[str], words: str, code: int = 1) -> Result:
    """Run once to stdout and once to a file: one message with all the words, and nothing but the message."""
    for name, content in files.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(content)
    before = sorted(folder.rglob("*"))
    for more in ([], ["--output", "answer.json"]):
        result = run(*arguments, *more)
        assert (result.code, result.out) == (code, "")
        assert [line[:7] for line in result.err.splitlines()].count("error: ") == 1
        assert "Traceback" not in result.err
        assert "note: " not in result.err
        missing = [word for word in words.split("; ") if word not in result.err]
        assert not missing, result.err
        assert sorted(folder.rglob("*")) == before, "something was written"
    return result


def lines(rows: Iterable[Row]) -> bytes:
    """Rows as an extract."""
    return TCBT.write(rows)
