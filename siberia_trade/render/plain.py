"""Tables in columns for a file or a pipe: as on a terminal that is wide enough, without what it takes to wrap lines."""

from typing import Final

from rich.cells import cell_len

from siberia_trade.render.layout import Layout

_GAP: Final = "  "
_RULE: Final = "─"


def to_plain(layout: Layout) -> str:
    """Draw a layout: title, header, rows, totals under a rule, notes; lines without trailing blanks."""
    cells = [row for block in layout.blocks for row in (*block.rows, *([block.total] if block.total else ()))]
    widths = [max(map(cell_len, column)) for column in zip(layout.labels, *cells, strict=True)]

    def line(row: list[str]) -> str:
        blanks = (" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        padded = zip(row, blanks, layout.numeric, strict=True)
        return _GAP.join(blank + cell if is_number else cell + blank for cell, blank, is_number in padded)

    rule = _RULE * (sum(widths) + len(_GAP) * (len(widths) - 1))
    lines = [layout.title, "", *([line(layout.labels), rule] if any(layout.labels) else [])]
    lines += [] if layout.blocks else [layout.no_rows]
    for number, block in enumerate(layout.blocks):
        lines += [""] if number else []
        lines += [block.heading] if block.heading else []
        lines += map(line, block.rows)
        lines += [rule, line(block.total)] if block.total else []
    lines += ["", *layout.notes] if layout.notes else []
    return "".join(f"{each.rstrip()}\n" for each in lines)
