"""Tables in columns for a terminal, drawn by rich."""

import io
import re
from functools import partial
from itertools import zip_longest

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from siberia_trade.render.layout import Block, Layout

#: A rule under the header and around the totals, no frame: figures read best without bars between them.
_RULED = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
_GAPS = (2, 1)
#: Also where an escape code ends them; the last code is kept.
_TRAILING_BLANKS = re.compile(r"(?:\s|(\x1b\[[\d;]*m))+$")


def to_terminal(layout: Layout, *, width: int | None, color: bool) -> str:
    """Draw a layout: title, header, rows, totals under a rule, notes.

    Parameters
    ----------
    layout
        What to draw. Texts are never read as markup.
    width
        Columns to lay out for. Text and labels wrap; figures never do, so the table is wider where they need it.
        None: as wide as it takes for nothing to wrap.
    color
        Whether titles, headers and totals are bold, notes dim.

    Returns
    -------
    str
        Lines without trailing blanks.
    """
    labels, widths, gap = _fit(layout, width)
    room = max(width or 0, 20)
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(sum(widths) + gap * len(widths), room),
        height=25,  # with the width, so that a dumb terminal does not change either
        force_terminal=color,
        force_jupyter=False,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    say = partial(console.print, width=room, soft_wrap=width is None)
    draw = partial(_table, layout.numeric, labels, widths, gap)
    say(Text(layout.title, style="bold"))
    say()
    if any(labels):
        console.print(draw(None))
    if not layout.blocks:
        say(Text(layout.no_rows))
    for number, block in enumerate(layout.blocks):
        if number:
            say()
        if block.heading:
            say(Text(block.heading, style="bold"))
        console.print(draw(block))
    if layout.notes:
        say()
    for note in layout.notes:
        say(Text(note, style="dim"))
    return "".join(_TRAILING_BLANKS.sub(r"\1", line) + "\n" for line in stream.getvalue().splitlines())


def _fit(layout: Layout, width: int | None) -> tuple[list[str], list[int], int]:
    """Labels, widths of the columns and the gap between them, as generous as the width allows.

    Labels wrap first, then text; then labels are shortened. The tightest setting is taken whether it fits or not.
    """
    cells = [row for block in layout.blocks for row in [*block.rows, *([block.total] if block.total else [])]]
    columns = list(zip_longest(*cells, fillvalue="")) or [()] * len(layout.labels)
    whole = [max(map(cell_len, column), default=0) for column in columns]
    words = [max((cell_len(word) for cell in column for word in cell.split(" ")), default=0) for column in columns]
    tight = [full if numeric else word for full, word, numeric in zip(whole, words, layout.numeric, strict=True)]
    widths = [max(cell, cell_len(label)) for cell, label in zip(whole, layout.labels, strict=True)]
    if width is None or sum(widths) + _GAPS[0] * (len(widths) - 1) <= width:
        return layout.labels, widths, _GAPS[0]
    for labels in (layout.labels, layout.short_labels):
        wrapped = [max(map(cell_len, label.split(" "))) for label in labels]
        for gap in _GAPS:
            for least in (whole, tight):
                widths = [max(cell, word) for cell, word in zip(least, wrapped, strict=True)]
                spare = width - sum(widths) - gap * (len(widths) - 1)
                if spare >= 0:
                    return labels, _spread(widths, whole, layout.numeric, spare), gap
    return labels, widths, gap


def _spread(widths: list[int], whole: list[int], numeric: list[bool], spare: int) -> list[int]:
    """Give text columns the room that is left, as far as they can use it."""
    given = []
    for width, full, is_number in zip(widths, whole, numeric, strict=True):
        more = 0 if is_number else max(0, min(spare, full - width))
        spare -= more
        given.append(width + more)
    return given


def _table(numeric: list[bool], labels: list[str], widths: list[int], gap: int, block: Block | None) -> Table:
    """Set the rows of a block in columns, or the header where there is no block."""
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="bold")
    for label, width, is_number in zip(labels, widths, numeric, strict=True):
        table.add_column(Text(label), justify="right" if is_number else "left", width=width)
    if block is None:
        return table
    table.show_header = False
    for number, row in enumerate(block.rows, 1):
        table.add_row(*map(Text, row), end_section=bool(block.total) and number == len(block.rows))
    if block.total:
        table.add_row(*(Text(cell, style="bold") for cell in block.total))
    return table
