"""What each form prints, written out, so that a change is seen as it looks."""

from dataclasses import replace

import pytest
from render_tables import regions, sections

from siberia_trade.render import html, render

LEFT = ' style="text-align: left">'
RIGHT = ' style="text-align: right">'

WIDE = """\
Trade of regions, 2021, million USD

Region                         Exports   Balance  Share in exports, %  Coverage ratio  Rank
───────────────────────────────────────────────────────────────────────────────────────────
Irkutsk Region                 4,810.1  −1,210.0                22.37           3.975     1
Khanty-Mansi Autonomous Okrug     <0.1       0.0                <0.01               –     2
undisclosed                          –      77.8               100.00          <0.001     –
───────────────────────────────────────────────────────────────────────────────────────────
Total                          4,810.1         –               100.00

Note: May is missing from the data, so the year is not whole.
"""
AT_80 = """\
Trade of regions, 2021, million USD

                                                  Share in
                                                  exports,  Coverage
Region                         Exports   Balance         %     ratio  Rank
──────────────────────────────────────────────────────────────────────────
Irkutsk Region                 4,810.1  −1,210.0     22.37     3.975     1
Khanty-Mansi Autonomous Okrug     <0.1       0.0     <0.01         –     2
undisclosed                          –      77.8    100.00    <0.001     –
──────────────────────────────────────────────────────────────────────────
Total                          4,810.1         –    100.00

Note: May is missing from the data, so the year is not whole.
"""
AT_80_RUSSIAN = """\
Торговля регионов, 2021, млн долл. США

                                                      Доля в
                                                   экспорте,  Коэффициент
Регион                          Экспорт    Сальдо          %     покрытия  Место
────────────────────────────────────────────────────────────────────────────────
Иркутская область               4~810,1  −1~210,0      22,37        3,975      1
Ханты-Мансийский автономный        <0,1       0,0      <0,01            –      2
округ — Югра
не раскрыто                           –      77,8     100,00       <0,001      –
────────────────────────────────────────────────────────────────────────────────
Итого                           4~810,1         –     100,00

Примечание: Нет данных за май.
"""
AT_40 = """\
Trade of regions, 2021, million USD

                                     Exp. /
Region       Exports  Balance Exp. %   imp. Rank
────────────────────────────────────────────────
Irkutsk      4,810.1 −1,210.0  22.37  3.975    1
Region
Khanty-Mansi    <0.1      0.0  <0.01      –    2
Autonomous
Okrug
undisclosed        –     77.8 100.00 <0.001    –
────────────────────────────────────────────────
Total        4,810.1        – 100.00

Note: May is missing from the data, so
the year is not whole.
"""
SECTIONS = """\
Structure, tonnes

Commodity      Weight  Share, %
───────────────────────────────
Exports
Mineral fuels   150.0     75.00
Wood             50.0     25.00
───────────────────────────────
Total           200.0    100.00

Imports
Wood             12.5    100.00
"""
MARKDOWN = """\
**Trade of regions, 2021, million USD**

| Region | Exports | Balance | Share in exports, % | Coverage ratio | Rank |
| --- | ---: | ---: | ---: | ---: | ---: |
| Irkutsk Region | 4,810.1 | −1,210.0 | 22.37 | 3.975 | 1 |
| Khanty-Mansi Autonomous Okrug | <0.1 | 0.0 | <0.01 | – | 2 |
| undisclosed | – | 77.8 | 100.00 | <0.001 | – |
| **Total** | **4,810.1** | **–** | **100.00** |  |  |

> Note: May is missing from the data, so the year is not whole.
"""
MARKDOWN_SECTIONS = """\
**Структура, т**

**Экспорт**

| Товар | Вес | Доля, % |
| --- | ---: | ---: |
| Топливо минеральное | 150,0 | 75,00 |
| Древесина | 50,0 | 25,00 |
| **Итого** | **200,0** | **100,00** |

**Импорт**

| Товар | Вес | Доля, % |
| --- | ---: | ---: |
| Древесина | 12,5 | 100,00 |
"""
CSV = """\
region,region_name,exports_usd,balance_usd,exports_share_pct,coverage_ratio,rank
RU-IRK,Irkutsk Region,4810123456.5,-1210000000,22.366,3.97512,1
RU-KHM,Khanty-Mansi Autonomous Okrug,12345,0,0.0000001,,2
undisclosed,undisclosed,,77777777,100.0,0.0004,
"""
JSON = """\
{
  "meta": {
    "command": "shares",
    "years": [
      2021
    ],
    "of": null,
    "rate": 1.5,
    "empty": {}
  },
  "data": [
    {"region": "RU-IRK", "region_name": "Irkutsk Region", "exports_usd": 4810123456.5, \
"balance_usd": -1210000000, "exports_share_pct": 22.366, "coverage_ratio": 3.97512, "rank": 1}
  ]
}
"""
HTML = """\
<table lang="en">
<caption>Structure, tonnes</caption>
<thead><tr><th L>Commodity</th><th R>Weight</th><th R>Share, %</th></tr></thead>
<tbody>
<tr><th scope="rowgroup" colspan="3" L>Exports</th></tr>
<tr><td L>Mineral fuels</td><td R>150.0</td><td R>75.00</td></tr>
<tr><td L>Wood</td><td R>50.0</td><td R>25.00</td></tr>
<tr><th L>Total</th><th R>200.0</th><th R>100.00</th></tr>
</tbody>
<tbody>
<tr><th scope="rowgroup" colspan="3" L>Imports</th></tr>
<tr><td L>Wood</td><td R>12.5</td><td R>100.00</td></tr>
</tbody>
</table>
"""

GOLDEN = {
    "terminal, no limit": (WIDE, render(regions(), "table")),
    "terminal, just enough": (WIDE, render(regions(), "table", width=91)),
    "terminal, 80": (AT_80, render(regions(), "table", width=80)),
    "terminal, 80, Russian": (AT_80_RUSSIAN.replace("~", "\u00a0"), render(regions(), "table", width=80, lang="ru")),
    "terminal, too narrow": (AT_40, render(regions(), "table", width=40)),
    "terminal, sections": (SECTIONS, render(sections(), "table", width=80)),
    "markdown": (MARKDOWN, render(regions(), "markdown")),
    "markdown, sections, Russian": (MARKDOWN_SECTIONS, render(sections(), "markdown", lang="ru")),
    "csv": (CSV, render(regions(), "csv", lang="ru", unit="billion")),
    "json": (JSON, render(replace(regions(), frame=regions().frame.head(1)), "json", lang="ru")),
    "html": (HTML.replace(" L>", LEFT).replace(" R>", RIGHT), html(sections())),
}


@pytest.mark.parametrize(("expected", "printed"), GOLDEN.values(), ids=GOLDEN.keys())
def test_golden(expected, printed):
    assert printed == expected
