"""A sign of life is for people at a terminal, and leaves nothing behind."""

import io
from time import sleep

import pytest

from siberia_trade.cli import waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "quiet", "shown"), [(Terminal(), False, True), (Terminal(), True, False), (io.StringIO(), False, False)]
)
def test_seconds_are_counted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, quiet: bool, shown: bool) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    with waiting.waiting("reading", quiet=quiet):
        sleep(0.5)
    assert ("reading" in stream.getvalue()) == shown
    assert not shown or stream.getvalue().endswith("\r\x1b[K")


def test_short_work_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 3600)
    with waiting.waiting("reading"):
        pass
    assert stream.getvalue() == ""
