"""A finished table to text: rounded and in words for people, exact and in stable names for machines."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from siberia_trade.table import Table

#: Every form that `render` knows; all but `csv`, `json` and `ndjson` are for people.
FORMS: Final = ("table", "csv", "json", "ndjson", "markdown")


def render(
    table: "Table",
    form: str,
    *,
    unit: str = "auto",
    lang: str = "en",
    width: int | None = None,
    color: bool = False,
) -> str:
    """Write a table in one of the forms.

    Parameters
    ----------
    table
        What to write.
    form
        One of `FORMS`. The machine forms carry full precision and English names whatever the other options say.
    unit
        `one`, `thousand`, `million` or `billion` for money and weight in people's forms; `auto` chooses.
    lang
        `en` or `ru`, for people's forms.
    width
        Terminal columns that the form `table` is laid out for; None for no limit: nothing is cut or wrapped.
    color
        Whether the form `table` carries escape codes (bold and dim).

    Returns
    -------
    str
        The whole output, ending in a newline; the empty string for `ndjson` without rows.
    """
    from siberia_trade.render import machine

    match form:
        case "csv":
            return machine.to_csv(table)
        case "json":
            return machine.to_json(table)
        case "ndjson":
            return machine.to_ndjson(table)
        case "markdown":
            from siberia_trade.render.layout import lay_out
            from siberia_trade.render.markdown import to_markdown

            return to_markdown(lay_out(table, unit=unit, lang=lang))
        case "table" if width is None and not color:
            from siberia_trade.render.layout import lay_out
            from siberia_trade.render.plain import to_plain

            return to_plain(lay_out(table, unit=unit, lang=lang))
        case "table":
            from siberia_trade.render.layout import lay_out
            from siberia_trade.render.terminal import to_terminal

            return to_terminal(lay_out(table, unit=unit, lang=lang), width=width, color=color)
        case _:
            raise ValueError(f"no form is called `{form}`; known: {', '.join(FORMS)}")


def html(table: "Table", *, unit: str = "auto", lang: str = "en") -> str:
    """Write a table as HTML for notebooks, rounded as for people.

    Parameters
    ----------
    table
        What to write.
    unit, lang
        As for `render`.

    Returns
    -------
    str
        A `<table>` with its caption, followed by a `<p>` for each note.
    """
    from siberia_trade.render.layout import lay_out
    from siberia_trade.render.notebook import to_html

    return to_html(lay_out(table, unit=unit, lang=lang))
