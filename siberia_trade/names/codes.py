"""Which place an official code stands for, however it was written or which zeros it has lost."""

import re
import unicodedata
from functools import cache

from siberia_trade import reference
from siberia_trade.names.spelling import fold


def region_codes(text: str) -> set[str]:
    """Return the regions that a code stands for: ISO 3166-2, OKATO, or a label that starts with OKATO."""
    code = unicodedata.normalize("NFKC", code_in_brackets(text) or text).strip().upper().replace("–", "-")
    if code in reference.regions():
        return {code}
    label = re.match(r"(\d{5}) ?- ?\D", code)
    digits = label[1] if label else re.sub(r"^OKATO[- ]?|\s", "", code)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 11):
        return set()
    codes = _okato(digits)
    # Of one or three digits, an OKATO code has lost zeros; the number may as well be a country's.
    return codes | country_codes(digits) if codes and len(digits) in (1, 3) else codes


def _okato(digits: str) -> set[str]:
    """Return the region of an OKATO code with zeros lost at either end.

    OKATO has 2, 5, 8 or 11 digits: with one fewer, a spreadsheet took the leading zero. Other widths are read where
    every trailing zero is off (`711` for 71100).
    """
    readings = {digits} if len(digits) % 3 == 2 else {"0" + digits} if len(digits) % 3 == 1 else set()
    if len(digits) in (3, 4) and digits[-1] != "0":
        readings.add(digits)
    known = reference.region_of_okato()
    return {known[full[:5]] for each in readings if (full := each.ljust(11, "0"))[:5] in known and not int(full[5:])}


def country_codes(text: str) -> set[str]:
    """Return the country that an ISO 3166-1, M49, Comtrade or FCS code stands for, if any."""
    code = unicodedata.normalize("NFKC", code_in_brackets(text) or text).strip().upper()
    if code.isascii() and code.isdigit() and len(code) <= 3:
        code = code.zfill(3)
    found = _codes().get(code)
    return {found} if found else set()


def code_in_brackets(text: str) -> str:
    """Return the code of a place that is written as our questions write it, `Guinea (GN)`, if the name is its own."""
    match = re.fullmatch(r"(.+) \(([A-Z0-9-]+)\)", text.strip())
    place = reference.places().get(match[2]) if match else None
    if not match or place is None:
        return ""
    own = {fold(place.names.en), fold(place.names.ru), fold(place.names.zh)}
    return place.code if fold(match[1]) in own else ""


@cache
def _codes() -> dict[str, str]:
    """Return the country of every code; where authorities differ, ISO and M49 come first."""
    codes: dict[str, str] = {}
    listed = reference.countries().values()
    for place in listed:
        codes.update({code: place.code for code in (place.code, place.alpha3, place.m49) if code})
    for place in listed:
        for code in (*place.fcs, *(number.zfill(3) for number in place.comtrade)):
            codes.setdefault(code, place.code)
    return codes
