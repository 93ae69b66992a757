"""Stores outlive whatever ends a run."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from extracts import ROWS
from stores import answers, parts, put, state

from siberia_trade import api
from siberia_trade.errors import StradeError
from siberia_trade.readers import open_extracts
from siberia_trade.store import files as store_files
from siberia_trade.store import rows as store_rows

FULL = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    pl.exceptions.ComputeError("No space left on device (os error 28)"),
]
WRITERS = {
    "staging rows": (pl.LazyFrame, "sink_parquet"),
    "writing a period": (store_rows, "_stored"),
    "the manifest": (Path, "write_text"),
    "the last step": (store_files, "_sync"),
}


@pytest.mark.parametrize("fault", FULL, ids=["OSError", "ComputeError"])
@pytest.mark.parametrize(("owner", "name"), WRITERS.values(), ids=WRITERS.keys())
def test_a_full_disk(store: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, fault: Exception) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise fault

    put([row._replace(value="1") for row in ROWS])
    before = state(store)
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fail)
        for target in ("store", "fresh"):
            with pytest.raises(StradeError, match=f"{target} cannot be written: No space left") as refused:
                api.convert("new.csv", target)
            assert refused.value.hint == "Nothing of it was changed."
    assert not Path("fresh").exists()
    named = {"manifest.json", *parts(store)}
    assert {name: content for name, content in state(store).items() if name in named} == before
    for _ in range(2):
        api.convert("new.csv", "store")
    assert set(state(store)) == {"manifest.json", *parts(store)}


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_sweeps_up(store: Path, monkeypatch: pytest.MonkeyPatch, interrupt: type[BaseException]) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise interrupt

    before = state(store)
    put([row._replace(value="1") for row in ROWS])
    monkeypatch.setattr(store_rows, "write", fail)
    for target in ("store", "fresh"):
        with pytest.raises(interrupt):
            api.convert("new.csv", target)
    assert state(store) == before
    assert not Path("fresh").exists()


def test_what_a_killed_run_left_is_gone_before_the_next_one_writes(store: Path) -> None:
    """Runs that are killed one after the other do not fill the disk."""
    before = state(store)
    (store / ".staging-00000000").mkdir()
    (store / ".staging-00000000" / "rows.parquet").write_bytes(b"PAR1")
    put([*ROWS, ROWS[0]])
    with pytest.raises(StradeError, match="repeats"):
        api.convert("new.csv", "store")
    assert state(store) == before


def test_killed_at_any_moment(store: Path) -> None:
    """Answers are those of the old store or of the new one, and the next run sweeps up what was left."""
    months = [f"{year}-{month:02}" for year in range(2015, 2021) for month in range(1, 13)]
    old = [row._replace(period=month) for month in months for row in ROWS[-7:]]
    new = [row._replace(value="1") for row in old]
    put(old, "old.csv")
    put(new, "new.csv")
    shutil.rmtree(store)
    api.convert("old.csv", "store")
    shutil.copytree("store", "kept")
    questions = [("turnover", {"by": "year,region", "year": "2015:2020"})]
    allowed = [answers([each], questions) for each in ("old.csv", "new.csv")]
    code = """import sys; sys.path[:0] = %r
from siberia_trade import api
print(flush=True)
api.convert("new.csv", "store")
print("done")"""
    command = [sys.executable, "-c", code % sys.path]

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()  # imports take longer than the conversion
        return process

    process = start()
    ready = time.monotonic()
    assert "done" in process.communicate()[0]
    whole = time.monotonic() - ready
    delays = random.Random(1)  # noqa: S311 - any numbers will do
    seen = set()
    for number in range(20):
        shutil.rmtree("store")
        shutil.copytree("kept", "store")
        process = start()
        time.sleep(whole * (number + delays.random()) / 20)
        process.kill()
        process.communicate()
        answered = answers(["store"], questions)
        assert answered in allowed
        seen.add(allowed.index(answered))
        if number % 4 == 3:
            for _ in range(2):
                api.convert("new.csv", "store")
                assert answers(["store"], questions) == allowed[1]
            assert set(state("store")) == {"manifest.json", *parts("store")}
    assert 0 in seen


def test_a_question_that_runs_while_the_store_changes(store: Path) -> None:
    """It is answered from what the store was when it began; the run after that sweeps up."""
    old = answers(["old.csv"])
    put([row._replace(value="1") for row in ROWS])
    with open_extracts(["store"]) as opened:
        before = parts(store)
        api.convert("new.csv", "store")
        assert not set(before) & set(parts(store))
        frame = pl.concat(extract.fields().collect() for extract in opened.extracts)
        assert frame["value"].sum() == sum(Decimal(row.value) for row in ROWS)
    assert answers(["store"]) == answers(["new.csv"]) != old
    api.convert("new.csv", "store")
    assert set(state(store)) == {"manifest.json", *parts(store)}


def test_what_was_swept_comes_again(store: Path) -> None:
    """A file of the same content has the same name: it is not swept with the one that went before."""
    before = parts(store)
    put([row._replace(value="1") for row in ROWS])
    for name in ("new.csv", "old.csv", "old.csv"):
        api.convert(name, "store")
    assert parts(store) == before
    assert set(state(store)) == {"manifest.json", *before}
