"""What the tests of the command line share: one way to run it, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from siberia_trade import cli

pytest.register_assert_rewrite("asked", "faulty")

#: How long an example takes says nothing on a busy machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

#: What a user's own environment might change.
VARIABLES = ("STRADE_DATA", "STRADE_STUDY", "STRADE_LANG", "FORCE_COLOR", "COLUMNS", "TERM")


class Result(NamedTuple):
    """What one run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def strade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, in the test's own empty folder."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Result:
        """Each argument is one word, but the first holds several: the command and its usual options."""
        first, *others = arguments
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([*str(first).split(), *map(str, others)])
        code = ended.value.code
        out, err = capsys.readouterr()
        return Result(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes the one extract that it asks."""
    return tmp_path / "DATTSVT.csv"


@pytest.fixture
def store(here: Path) -> Path:
    """A store of the usual rows, in the folder `store`."""
    from extracts import ROWS
    from stores import put

    from siberia_trade import api

    api.convert(put(ROWS, "old.csv"), "store")
    return here / "store"
