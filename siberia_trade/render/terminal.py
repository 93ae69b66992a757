"""Tables in columns for a terminal or a text file, drawn by rich. The only module that imports it."""

import io
from itertools import zip_longest

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from siberia_trade.render.layout import Block, Layout

#: Rules under the header and around the footer, no frame: numbers read best without bars between them.
_RULED = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
_GAP = 1
#: A label longer than its column's figures breaks at blanks; text columns do not shrink below this.
_NARROWEST_TEXT = 14


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
    table = _table(layout)
    unlimited = 10_000
    natural = Console(width=unlimited).measure(table).maximum
    least = sum(_least_widths(layout)) + (_GAP + 1) * len(layout.labels)
    columns = natural if width is None else max(least, min(width, natural))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=columns,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    text_width = unlimited if width is None else max(width, 20)
    console.print(Text(layout.title, style="bold"), width=text_width, soft_wrap=width is None)
    console.print()
    console.print(table)
    if layout.notes:
        console.print()
    for note in layout.notes:
        console.print(Text(note, style="dim"), width=text_width, soft_wrap=width is None)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _cells(layout: Layout) -> list[list[str]]:
    """Every row, totals too."""
    return [row for block in layout.blocks for row in [*block.rows, *([block.total] if block.total else [])]]


def _least_widths(layout: Layout) -> list[int]:
    """Figures as they are, labels broken at blanks, text down to a readable width."""
    columns = list(zip_longest(*_cells(layout), fillvalue="")) or [()] * len(layout.labels)
    least = []
    for label, cells, numeric in zip(layout.labels, columns, layout.numeric, strict=True):
        widest = max(map(cell_len, cells), default=0)
        word = max(map(cell_len, label.split()), default=0)
        least.append(max(widest if numeric else min(widest, _NARROWEST_TEXT), word))
    return least


def _table(layout: Layout) -> Table:
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for label, least, numeric in zip(layout.labels, _least_widths(layout), layout.numeric, strict=True):
        table.add_column(Text(label), justify="right" if numeric else "left", min_width=least, vertical="bottom")
    if not layout.blocks:
        table.add_row(Text(layout.no_rows))
    for number, block in enumerate(layout.blocks):
        _add_block(table, block, last=number == len(layout.blocks) - 1)
    return table


def _add_block(table: Table, block: Block, *, last: bool) -> None:
    if block.heading:
        table.add_row(Text(block.heading, style="bold"))
    for number, row in enumerate(block.rows, 1):
        table.add_row(*map(Text, row), end_section=bool(block.total) and number == len(block.rows))
    if block.total:
        table.add_row(*(Text(cell, style="bold") for cell in block.total))
    if not last:
        table.add_row()
