"""What must hold of growth, concentration and specialisation for any extract: order, scale, and only real numbers."""

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from test_invariants import CORRECTED, Extract, examples, extracts, refuse, write

import siberia_trade as st
from siberia_trade.errors import StradeError
from siberia_trade.render import render

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("growth", {"by": "region"}),
    ("growth", {"by": "partner,flow,month"}),
    ("growth", {"by": "commodity", "base": 2021}),
    ("growth", {"decompose": "price"}),
    ("growth", {"decompose": "shift-share", "of": "russia", "region": "siberia"}),
    ("growth", {"decompose": "shift-share", "of": "russia", "over": "partner", "by": "region,partner"}),
    ("concentration", {"by": "region,year"}),
    ("concentration", {"over": "commodity", "of": "russia", "grouping": "paper"}),
    ("concentration", {"over": "region", "by": "year"}),
    ("specialisation", {"of": "russia", "by": "region,commodity", "grouping": "chapters"}),
    ("specialisation", {"by": "none"}),
    ("specialisation", {"by": "region,year"}),
    ("specialisation", {"similar_to": "russia"}),
    ("specialisation", {"between": "2020,2021", "by": "region,commodity"}),
)


def asked(name: str, options: dict[str, Any], files: list[str]) -> Any:
    years = {} if "between" in options else {"year": "2020:2021"}
    try:
        return getattr(st, name)(data=files, **years, **options)
    except StradeError as error:
        return error.message


def said(files: list[str]) -> list[str]:
    found = [asked(name, options, files) for name, options in QUESTIONS]
    return [each if isinstance(each, str) else render(each, "csv") for each in found]


@given(extracts(CORRECTED), some.randoms(use_true_random=False))
@examples(10)
def test_the_order_of_rows_and_files_changes_nothing(folder: Path, extract: Extract, chance: Any) -> None:
    expected = said([write(folder / "whole.csv", extract)])
    shuffled = list(extract.items())
    chance.shuffle(shuffled)
    assert said([write(folder / "shuffled.csv", dict(shuffled))]) == expected
    half = len(shuffled) // 2
    parts = [dict(each) for each in (shuffled[:half], shuffled[half:]) if each]
    files = [write(folder / f"part{number}.csv", part) for number, part in enumerate(parts)]
    assert said(files[::-1]) == expected


@given(extracts(CORRECTED), some.sampled_from(QUESTIONS))
@examples(40)
def test_the_unit_of_the_values_changes_no_index(
    folder: Path, extract: Extract, question: tuple[str, dict[str, Any]]
) -> None:
    plain, tenfold = (asked(*question, [write(folder / f"times{factor}.csv", extract, factor)]) for factor in (1, 10))
    if isinstance(plain, str):
        assert plain == tenfold
        return
    for column in plain.frame.columns:
        one, ten = plain.frame[column].to_list(), tenfold.frame[column].to_list()
        if plain.frame.schema[column].is_decimal():  # effects are rounded to a millionth, good by good
            both = list(zip(one, ten, strict=True))
            assert all((each is None) == (other is None) for each, other in both)
            assert all(each is None or abs(each * 10 - other) < Decimal("0.001") for each, other in both)
        elif plain.frame.schema[column].is_float():
            assert ten == [None if each is None else pytest.approx(each, rel=1e-9, abs=1e-9) for each in one]
        else:
            assert one == ten


@given(extracts(CORRECTED | some.just(0)), some.sampled_from(QUESTIONS))
@examples(40)
def test_json_holds_numbers_and_nulls_only(
    folder: Path, extract: Extract, question: tuple[str, dict[str, Any]]
) -> None:
    table = asked(*question, [write(folder / "json.csv", extract)])
    if isinstance(table, str):
        return
    assert json.loads(render(table, "json"), parse_constant=refuse)["data"]
    for column in table.frame.columns:
        if table.frame.schema[column].is_float():
            assert all(value is None or math.isfinite(value) for value in table.frame[column].to_list())


@given(extracts(CORRECTED))
@examples(20)
def test_effects_sum_to_the_cent(folder: Path, extract: Extract) -> None:
    file = write(folder / "effects.csv", extract)
    for options, effects in (
        ({"decompose": "price"}, ("price_effect_usd", "quantity_effect_usd", "not_split_usd")),
        (
            {"decompose": "shift-share", "of": "russia", "region": "siberia"},
            ("whole_effect_usd", "mix_effect_usd", "competitive_effect_usd"),
        ),
    ):
        table = asked("growth", options, [file])
        for row in [] if isinstance(table, str) else table.frame.to_dicts():
            if row[effects[0]] is not None:
                assert sum(row[name] for name in effects) == row["change_usd"] == row["value_usd"] - row["previous_usd"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("indicators")
