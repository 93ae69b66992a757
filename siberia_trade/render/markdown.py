"""Tables as GitHub-flavoured Markdown."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from siberia_trade.render.layout import Layout

#: Characters that would end a cell or start markup inside it.
_MARKUP: Final = re.compile(r"[\\|*_`<\[~]")


def to_markdown(layout: Layout) -> str:
    """Draw a layout: a bold title, one table (or one for each section), the notes as quotations."""
    paragraphs = [_bold(_escape(layout.title))]
    if not layout.blocks:
        paragraphs += ["\n".join(_head(layout)), f"*{layout.no_rows}*"]
    for block in layout.blocks:
        if block.heading:
            paragraphs.append(_bold(_escape(block.heading)))
        rows = [_line(_cells(layout, row)) for row in block.rows]
        if block.total:
            rows.append(_line(_bold(cell) for cell in _cells(layout, block.total)))
        paragraphs.append("\n".join([*_head(layout), *rows]))
    if layout.notes:
        paragraphs.append("\n>\n".join(f"> {_escape(note)}" for note in layout.notes))
    return "\n\n".join(paragraphs) + "\n"


def _head(layout: Layout) -> list[str]:
    return [_line(map(_escape, layout.labels)), _line("---:" if numeric else "---" for numeric in layout.numeric)]


def _cells(layout: Layout, row: list[str]) -> Iterator[str]:
    """Escape the text of a row; figures hold no markup (`<0.1` is none: no tag starts with a digit)."""
    for cell, numeric in zip(row, layout.numeric, strict=True):
        yield cell if numeric else _escape(cell)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
