"""Commodity groupings by name: the levels of the Harmonized System, those that are shipped, and users' own."""

from functools import cache
from pathlib import Path
from typing import Final

from siberia_trade import config, reference
from siberia_trade.config import CommodityGroup, Grouping
from siberia_trade.errors import UnknownNameError
from siberia_trade.table import Text

BUILT_IN: Final = ("sections", "chapters", "headings")


def find_grouping(name: str) -> Grouping:
    """One of the Harmonized System's levels, a bundled grouping by its id, or the user's own by its path."""
    if name in BUILT_IN:
        return built_in_grouping(name)
    try:
        path = config.find("commodities", name, reference.bundled("configs"))
    except UnknownNameError:
        choices = [*BUILT_IN, *config.ids("commodities", reference.bundled("configs"))]
        raise UnknownNameError.from_known("grouping", name, choices, more=f"Known: {', '.join(choices)}.") from None
    return _load(path) if config.is_path(name) else _load_bundled(path)


def _load(path: Path) -> Grouping:
    return config.load_grouping(path, {code: text.en for code, text in reference.hs_names().items()})


_load_bundled = cache(_load)


def built_in_grouping(name: str) -> Grouping:
    """The Harmonized System's own levels: sections, chapters or headings."""
    hs = reference.hs_names()
    if name == "sections":
        chapters: dict[str, list[str]] = {}
        for chapter, section in reference.section_of_chapter().items():
            chapters.setdefault(section, []).append(chapter)
        groups = [CommodityGroup(section, hs[section], tuple(held)) for section, held in chapters.items()]
        return Grouping(name, Text("HS sections", "Разделы ТН ВЭД"), tuple(groups))
    length = 2 if name == "chapters" else 4
    title = Text("HS chapters", "Группы ТН ВЭД") if length == 2 else Text("HS headings", "Товарные позиции ТН ВЭД")
    codes = [code for code in hs if len(code) == length and code.isdigit()]
    return Grouping(name, title, tuple(CommodityGroup(code, hs[code], (code,)) for code in codes))
