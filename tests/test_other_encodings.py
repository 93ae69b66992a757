"""Large files in other encodings: lines are passed over before anything is decoded, and answers are the same."""

from pathlib import Path

import polars as pl
import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from test_large_files import HEADER, ODD, ROWS, both_ways, line

from siberia_trade.errors import ExtractError
from siberia_trade.readers import copies, open_extracts, skim
from siberia_trade.readers.copies import _kept_of

ENCODINGS = ("cp1251", "cp866", "gb18030")
QUESTIONS = ("turnover --partner China --by region,year", "dependence --partner China --year 2021")
#: No single byte stands for these.
BEYOND = {"digits of another script": ("cp1251", "cp866")}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("what", ODD)
def test_one_odd_line(strade: Run, monkeypatch: pytest.MonkeyPatch, what: str, encoding: str) -> None:
    """The answer, or the refusal, is the same whether lines are passed over or all decoded; in blocks of any size."""
    if encoding in BEYOND.get(what, ()):
        return
    number = list(ODD).index(what)
    monkeypatch.setattr(copies, "_SKIMMED_BYTES", (1, 7, 100, 1 << 20)[number % 4])
    text = ("\r\n" if number % 2 else "\n").join([HEADER, *ROWS[:4], ODD[what], *ROWS[4:]])
    Path("a.csv").write_bytes(text.encode(encoding))
    for question in QUESTIONS:
        whole, skimmed = both_ways(strade, monkeypatch, question, "a.csv")
        assert (skimmed.code, skimmed.out) == (whole.code, whole.out), skimmed.err
        if whole.code == 0:
            assert skimmed.err == whole.err


def test_only_what_is_wanted_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(skim.SWITCH, "always")
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join([HEADER, *ROWS]).encode("cp1251"))
    with open_extracts([str(path)]) as opened:
        (extract,) = opened.extracts
        kept = extract.lines.but(skim.pattern(";", {2: (["CN", "NNN"], 0)}))
        assert kept.read_text("utf-8").splitlines() == [HEADER, line(partner="KZ", value="300")]
        assert extract.lines.path.read_text("utf-8").splitlines() == [HEADER, *ROWS]


def test_a_wanted_line_of_another_encoding_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """0x98 is nothing in cp1251."""
    monkeypatch.setenv(skim.SWITCH, "always")
    path, pattern = tmp_path / "a.csv", skim.pattern(";", {2: (["KZ"], 0)})
    for partner, refused in (("CN", True), ("KZ", False)):
        odd = line(partner=partner, code="2709001000").encode("cp1251")[:-1] + b"\x98"
        path.write_bytes("\n".join([HEADER, *ROWS, ""]).encode("cp1251") + odd)
        with open_extracts([str(path)]) as opened:
            lines = opened.extracts[0].lines
            if refused:
                with pytest.raises(ExtractError, match=r"line 9: .*mixed encodings"):
                    lines.but(pattern)
            else:
                assert lines.but(pattern).read_text("utf-8").count("\n") == len(ROWS)


LETTERS = st.text(st.sampled_from('CNKZ;" 1a\rИМЯЎ一丁'), max_size=12)


@given(lines=st.lists(LETTERS, max_size=8), encoding=st.sampled_from(ENCODINGS), ends=st.booleans())
def test_lines_of_a_block(lines: list[str], encoding: str, ends: bool) -> None:
    """What is left out is whole lines that the pattern matches as text; of a block of odd ends of line, nothing."""
    pattern = skim.pattern(";", {1: (["CN", "KZ1"], 0)})
    written = [each.encode(encoding, errors="ignore") for each in lines]
    block = b"\n".join(written) + (b"\n" if ends else b"")
    kept = _kept_of(block, pattern)
    texts = [each.decode(encoding) for each in block.split(b"\n")]
    if b"\r" in block.replace(b"\r\n", b""):
        assert kept == block
        return
    matched = pl.Series(texts, dtype=pl.String).str.contains(pattern).to_list()
    wanted = [each for each, out in zip(texts, matched, strict=True) if not out]
    assert [each for each in kept.decode(encoding).split("\n") if each] == [each for each in wanted if each]
