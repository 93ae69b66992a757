"""Spellings of names: which of them mean the same, and in which script they are."""

import re
import unicodedata
from typing import Final, Literal


class _Folding(dict[int, str]):
    """What each character becomes, worked out once per character."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(char: str) -> str:
        if char == "&":
            return " and "
        if char in "'’‘`ʼʹ′´\"«»„“”‟·•":
            return ""
        lower = char.casefold()
        if lower == "ё":
            return "е"
        if not char.isalnum():
            return "" if unicodedata.combining(char) else " "
        letters = unicodedata.normalize("NFD", lower)
        return letters[0] if "a" <= letters[0] <= "z" and len(letters) == 2 else lower


_FOLDING: Final = _Folding()
_INITIAL = re.compile(r"\b(\w)\.")
_TOWN = re.compile(r"\bг\.", re.IGNORECASE)
_BLANK_IN_HAN: Final = r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])"  # slow to compile, and seldom needed
_FIRST_HAN: Final = "\u3400"
_WORDS: Final = {"the": "", "г": "", "город": "", "обл": "область", "респ": "республика", "kray": "krai"}


def fold(text: str) -> str:
    """Reduce a name to what matters: no case, accents, punctuation, articles or the word for town.

    Examples
    --------
    >>> fold("Côte d’Ivoire"), fold("ОРЁЛ"), fold("г. Санкт-Петербург"), fold("Trinidad & Tobago")
    ('cote divoire', 'орел', 'санкт петербург', 'trinidad and tobago')
    """
    text = unicodedata.normalize("NFKC", text)
    if "." in text:
        text = _INITIAL.sub(r"\1", _TOWN.sub(" ", text))
    words = text.translate(_FOLDING).split()
    kept = " ".join(filter(None, [_WORDS.get(word, word) for word in words])) or " ".join(words)
    return re.sub(_BLANK_IN_HAN, "", kept) if " " in kept and max(kept) >= _FIRST_HAN else kept


_TYPES: Final = (
    r"автономн(?:ый|ая|ое) (?:округ|область|район)|область|край|республика|ао|провинция"
    r"|autonomous (?:area|okrug|region|oblast|republic)|avtonomnyy okrug|avtonomnaya oblast"
    r"|oblast|krai|region|territory|republic|province|municipality|respublika|sheng|shi|zizhiqu"
)
# Slow to compile, and needed for few names only.
_TYPE_BEFORE: Final = rf"^(?:{_TYPES})(?: of)? (?=.)"
_TYPE_AFTER: Final = rf"(?<=.) (?:{_TYPES})$"
_TYPE_HAN: Final = r"(?<=..)(?:(?:维吾尔|壮族|回族)?自治区|自治州|自治专区|民族区|边疆区|共和国|[州省市])$"


def stem(folded: str) -> str:
    """Take the words for a kind of place off a folded name, but never all of it.

    Examples
    --------
    >>> stem("иркутская область"), stem("republic of buryatia"), stem("新疆维吾尔自治区"), stem("республика")
    ('иркутская', 'buryatia', '新疆', 'республика')
    """
    shorter = re.sub(_TYPE_HAN, "", re.sub(_TYPE_AFTER, "", re.sub(_TYPE_BEFORE, "", folded)))
    return shorter if shorter == folded else stem(shorter)


def script_of(text: str) -> Literal["en", "ru", "zh"]:
    """Return the language whose script a text is written in."""
    if re.search("[\u3400-\u9fff]", text):
        return "zh"
    return "ru" if re.search("[\u0400-\u04ff]", text) else "en"
