"""The lists that an authority published: countries, regions and the Harmonized System. Read when first asked for."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from siberia_trade.errors import StradeError
from siberia_trade.table import Text

_HERE = Path(__file__).resolve().parent
_PACKAGE = _HERE.parent
_CHECKOUT = _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Names:
    """The name of a place in the three languages that users type."""

    en: str
    ru: str
    zh: str

    def __getitem__(self, lang: str) -> str:
        return {"ru": self.ru, "zh": self.zh}.get(lang, self.en)


class Place(NamedTuple):
    """A country, or a region of one, with every code that a source writes for it."""

    #: ISO 3166-1 alpha-2 or ISO 3166-2; `OKATO-`, `M49-` or `GACC-` and a number where ISO has no code.
    code: str
    #: Alpha-2 of the country that a region belongs to; empty for a country.
    country: str
    names: Names
    aliases: tuple[str, ...] = ()
    #: Names that other places go by as well: never resolved, always asked about.
    ambiguous: tuple[str, ...] = ()
    okato: str = ""
    #: OKATO codes of abolished okrugs that are part of this region now.
    okato_folded: tuple[str, ...] = ()
    alpha3: str = ""
    m49: str = ""
    #: What UN Comtrade writes where it is not the M49 number.
    comtrade: tuple[str, ...] = ()
    #: What the Russian customs write beside or instead of alpha-2.
    fcs: tuple[str, ...] = ()
    #: What the Chinese customs write.
    gacc: str = ""
    #: What Brazil's Comex Stat writes.
    mdic: tuple[str, ...] = ()
    #: What Eurostat's Comext writes beside or instead of alpha-2.
    comext: tuple[str, ...] = ()


def bundled(name: str) -> Path:
    """Return a folder or file that ships with the tool, from a wheel or from a checkout.

    Parameters
    ----------
    name
        ``configs``, ``sample_data`` or a path inside them.

    Raises
    ------
    StradeError
        Neither the package nor a checkout holds it.
    """
    places = (_PACKAGE / "_bundled" / name, _CHECKOUT / name)
    for place in places:
        if place.exists():
            return place
    message = f"`{name}` is neither at {places[0]} nor at {places[1]}"
    raise StradeError(message, hint="The installation is incomplete: install siberia-trade again")


@cache
def countries() -> Mapping[str, Place]:
    """Return countries, and the leftovers that sources publish as partners, by code."""
    return MappingProxyType({row["code"]: _place(row) for row in _rows("countries.csv")})


@cache
def regions() -> Mapping[str, Place]:
    """Return regions of Russia, provinces of China and states of Brazil by code."""
    return MappingProxyType({row["code"]: _place(row) for row in _rows("regions.csv")})


@cache
def residual_areas() -> frozenset[str]:
    """Return the partners among the countries that are none: bunkers, `Other Europe, nes`."""
    return frozenset(row["code"] for row in _rows("residual_areas.csv"))


@cache
def unions() -> Mapping[str, Place]:
    """Return the European Union and the euro area as one reporter each, in every composition, the preferred first."""
    return MappingProxyType({row["code"]: _place(row) for row in _rows("unions.csv")})


@cache
def members_of_unions() -> Mapping[str, tuple[str, ...]]:
    """Return the countries of each union whose composition is fixed."""
    return MappingProxyType({row["code"]: _split(row["members"]) for row in _rows("unions.csv")})


@cache
def places() -> Mapping[str, Place]:
    """Return countries and regions by code."""
    return MappingProxyType({**countries(), **regions()})


@cache
def region_of_okato() -> Mapping[str, str]:
    """Return the region of every OKATO code, five digits; abolished okrugs belong to their parents."""
    return MappingProxyType({
        okato: place.code
        for place in regions().values()
        for okato in (place.okato, *place.okato_folded)
        if okato
    })  # fmt: skip


@cache
def partner_of_fcs() -> Mapping[str, str]:
    """Return the country of every partner code in Russian extracts; the unknown partner `NNN` is not among them."""
    of_fcs = {written: place.code for place in countries().values() for written in place.fcs}
    return MappingProxyType({**_partner_of_alpha2(), **of_fcs})


@cache
def partner_of_mdic() -> Mapping[str, str]:
    """Return the country of every number in Comex Stat, three digits; `999` and the like, no country, are left out."""
    return MappingProxyType({written: place.code for place in countries().values() for written in place.mdic})


@cache
def partner_of_comext() -> Mapping[str, str]:
    """Return the country of every partner code in Comext; what is secret or not specified, `QX`, is not among them."""
    of_comext = {written: place.code for place in countries().values() for written in place.comext}
    return MappingProxyType({**_partner_of_alpha2(), **of_comext})


@cache
def hs_names() -> Mapping[str, Text]:
    """Return names of sections (`S01`), chapters (`27`) and headings (`2709`) by code."""
    rows = (*_rows("hs_sections.csv"), *_rows("hs_chapters.csv"), *_heading_rows())
    return MappingProxyType({row["code"]: Text(row["name_en"], row["name_ru"]) for row in rows})


@cache
def hs_chapters() -> frozenset[str]:
    """Return the chapters in use: 77 is reserved."""
    return frozenset(section_of_chapter()) - {"77"}


@cache
def section_of_chapter() -> Mapping[str, str]:
    """Return the section (`S05`) of every chapter (`27`)."""
    return MappingProxyType({row["code"]: row["section"] for row in _rows("hs_chapters.csv")})


@cache
def hs_headings() -> Mapping[str, frozenset[str]]:
    """Return the editions of the Harmonized System (`2012`, `2017`, `2022`) that hold each heading."""
    return MappingProxyType({row["code"]: frozenset(_split(row["editions"])) for row in _heading_rows()})


def _partner_of_alpha2() -> dict[str, str]:
    """Return the codes of two letters, each of them its own country's."""
    return {code: code for code in countries() if len(code) == 2}


def _place(row: Mapping[str, str]) -> Place:
    """Make a place of a row of either list."""
    written = _split(row["aliases"])
    return Place(
        code=row["code"],
        country=row.get("country", ""),
        names=Names(row["name_en"], row["name_ru"], row["name_zh"]),
        aliases=tuple(alias for alias in written if alias[0] != "?"),
        ambiguous=tuple(alias[1:] for alias in written if alias[0] == "?"),
        okato=row.get("okato", ""),
        okato_folded=_split(row.get("okato_folded", "")),
        alpha3=row.get("alpha3", ""),
        m49=row.get("m49", ""),
        comtrade=_split(row.get("comtrade", "")),
        fcs=_split(row.get("fcs", "")),
        gacc=row.get("gacc", ""),
        mdic=_split(row.get("mdic", "")),
        comext=_split(row.get("comext", "")),
    )


def _heading_rows() -> Iterator[dict[str, str]]:
    """Yield the headings, which several files share between them."""
    for file in sorted(_HERE.glob("hs_headings*.csv")):
        yield from _rows(file.name)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a list as text."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        for row in rows:
            yield dict(zip(header, row, strict=True))


def _split(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values."""
    return tuple(cell.split("|")) if cell else ()
