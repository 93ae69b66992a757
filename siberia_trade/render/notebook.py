"""Tables as plain HTML, as notebooks show them."""

from collections.abc import Iterator
from html import escape

from siberia_trade.render.layout import Layout

_RIGHT = ' style="text-align: right"'
_LEFT = ' style="text-align: left"'


def to_html(layout: Layout) -> str:
    """Draw a layout: caption, head, a body for each section, a foot for the total, a paragraph for each note."""
    lines = [
        f'<table lang="{layout.lang}">',
        f"<caption>{escape(layout.title)}</caption>",
        f"<thead>{_row(layout, layout.labels, 'th')}</thead>",
        *_bodies(layout),
        "</table>",
        *(f'<p lang="{layout.lang}"><small>{escape(note)}</small></p>' for note in layout.notes),
    ]
    return "\n".join(lines) + "\n"


def _bodies(layout: Layout) -> Iterator[str]:
    across = f'colspan="{len(layout.labels)}"{_LEFT}'
    if not layout.blocks:
        yield f"<tbody><tr><td {across}>{escape(layout.no_rows)}</td></tr></tbody>"
    for block in layout.blocks:
        yield "<tbody>"
        if block.heading:
            yield f'<tr><th scope="rowgroup" {across}>{escape(block.heading)}</th></tr>'
        for row in block.rows:
            yield _row(layout, row, "td")
        if block.total and block.heading:
            yield _row(layout, block.total, "th")
        yield "</tbody>"
        if block.total and not block.heading:
            yield f"<tfoot>{_row(layout, block.total, 'th')}</tfoot>"


def _row(layout: Layout, cells: list[str], tag: str) -> str:
    parts = (
        f"<{tag}{_RIGHT if numeric else _LEFT}>{escape(cell)}</{tag}>"
        for cell, numeric in zip(cells, layout.numeric, strict=True)
    )
    return f"<tr>{''.join(parts)}</tr>"
