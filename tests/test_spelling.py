import pytest

from siberia_trade.names.spelling import fold, stem


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  The   Bahamas ", "bahamas"),
        ("Йошкар-Ола", "йошкар ола"),
        ("Сочи\u00a0(Россия)", "сочи россия"),
        ("«Югра»", "югра"),
        ("阿尔泰 共和国", "阿尔泰共和国"),
        ("Ｃｈｉｎａ", "china"),
        ("Cu\u0301ba", "cuba"),
        ("И\u0306", "й"),
        ("---", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("word", ["область", "republic", "oblast", "共和国", "省", "ао"])
def test_a_stem_is_never_empty(word):
    assert stem(word) == word
