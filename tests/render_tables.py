"""Tables made by hand, for the tests of what each form prints."""

from decimal import Decimal

import polars as pl

from siberia_trade.table import Column, Note, Table, Text

NAMES = {
    "RU-IRK": Text("Irkutsk Region", "Иркутская область"),
    "RU-KHM": Text("Khanty-Mansi Autonomous Okrug", "Ханты-Мансийский автономный округ — Югра"),
    "undisclosed": Text("undisclosed", "не раскрыто"),
    "27": Text("Mineral fuels", "Топливо минеральное"),
    "44": Text("Wood", "Древесина"),
}
MONEY = pl.Decimal(38, 6)


def regions() -> Table:
    """Three regions, one of them with gaps and a figure too small for the unit."""
    rows = [
        ("RU-IRK", "Irkutsk Region", Decimal("4810123456.5"), Decimal("-1210000000"), 22.366, 3.97512, 1),
        ("RU-KHM", "Khanty-Mansi Autonomous Okrug", Decimal("12345"), Decimal(0), 1e-07, None, 2),
        ("undisclosed", "undisclosed", None, Decimal("77777777"), 100.0, 0.0004, None),
    ]
    names = ("region", "region_name", "exports_usd", "balance_usd", "exports_share_pct", "coverage_ratio", "rank")
    types = (pl.String, pl.String, MONEY, MONEY, pl.Float64, pl.Float64, pl.Int32)
    return Table(
        pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row"),
        columns=(
            Column("region", Text("Code", "Код"), "code"),
            Column("region_name", Text("Region", "Регион"), "name"),
            Column("exports_usd", Text("Exports", "Экспорт"), "money"),
            Column("balance_usd", Text("Balance", "Сальдо"), "money"),
            Column(
                "exports_share_pct",
                Text("Share in exports, %", "Доля в экспорте, %"),
                "percent",
                short=Text("Exp. %", "Эксп. %"),
            ),
            Column(
                "coverage_ratio",
                Text("Coverage ratio", "Коэффициент покрытия"),
                "ratio",
                short=Text("Exp. / imp.", "Эксп. / имп."),
            ),
            Column("rank", Text("Rank", "Место"), "rank"),
        ),
        title=Text("Trade of regions, 2021", "Торговля регионов, 2021"),
        notes=(Note(Text("May is missing from the data, so the year is not whole.", "Нет данных за май.")),),
        total={"exports_usd": Decimal("4810135801.5"), "balance_usd": None, "exports_share_pct": 100.0, "rank": None},
        names=NAMES,
        meta={"command": "shares", "years": [2021], "of": None, "rate": Decimal("1.50"), "empty": {}},
    )


def sections() -> Table:
    """Two flows, imports first in the frame."""
    rows = [
        ("import", "44", "Wood", 12500, 100.0),
        ("export", "27", "Mineral fuels", 150000, 75.0),
        ("export", "44", "Wood", 50000, 25.0),
    ]
    return Table(
        pl.DataFrame(rows, schema=["flow", "commodity", "commodity_name", "weight_kg", "share_pct"], orient="row"),
        columns=(
            Column("flow", Text("Flow", "Поток"), "flow"),
            Column("commodity", Text("HS", "ТН ВЭД"), "code"),
            Column("commodity_name", Text("Commodity", "Товар"), "name"),
            Column("weight_kg", Text("Weight", "Вес"), "weight"),
            Column("share_pct", Text("Share, %", "Доля, %"), "percent"),
        ),
        title=Text("Structure", "Структура"),
        total={"weight_kg": 212500},
        sections=("flow",),
        section_totals={("export",): {"weight_kg": 200000, "share_pct": 100.0}},
        names=NAMES,
    )
