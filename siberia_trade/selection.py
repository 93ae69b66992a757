"""Which rows of an extract may be of a scope, by the labels that its source wrote."""

from collections.abc import Mapping, Sequence

import polars as pl

from siberia_trade.readers import Extract
from siberia_trade.scope import Scope
from siberia_trade.translate import code_of, country_of


def may_be(extract: Extract, scope: Scope) -> pl.Expr:
    """Drop only what is surely outside the scope."""
    labels = extract.spec.labels
    unwanted = unwanted_keys(extract, scope)

    def not_of(keys: Mapping[str, Sequence[str]]) -> list[pl.Expr]:
        return [labels[field].key(pl.col(field)).is_in(own).not_() for field, own in keys.items()]

    kept = not_of(unwanted)
    if scope.partners is not None and "partner" not in extract.places:
        kept.append(pl.lit(False))
    if _needs_area(extract, scope) and not {"reporter", "region"} & unwanted.keys():
        kept.append(pl.any_horizontal(pl.lit(False), *not_of(_other_areas(extract, scope))))
    if scope.prefixes is not None and "commodity" not in extract.places:
        kept.append(pl.lit(False))
    elif scope.prefixes is not None:
        code = code_of(extract)
        shorter = {prefix[:length] for prefix in scope.prefixes for length in range(2, len(prefix), 2)}
        within = [code.str.starts_with(prefix) for prefix in scope.prefixes]
        kept.append(pl.any_horizontal(*within, code.str.strip_chars_end("X").is_in(["", *sorted(shorter)])))
    if scope.weighed:
        kept.append(extract.amount("weight") != 0)
    return pl.all_horizontal(pl.lit(True), *kept)


def unwanted_keys(extract: Extract, scope: Scope) -> dict[str, list[str]]:
    """By field, the keys of labels each of which alone puts a row outside the scope."""
    labels = extract.spec.labels
    found = {"period": labels["period"].others(scope.has_period)}
    if scope.flow is not None and "flow" in extract.places:
        found["flow"] = labels["flow"].others(lambda code: code == scope.flow)
    if scope.partners is not None and "partner" in extract.places:
        partners = scope.partners.codes
        found["partner"] = labels["partner"].others(lambda code: code in partners)
    if _needs_area(extract, scope) and len(area := _other_areas(extract, scope)) == 1:
        found |= area
    return {field: keys for field, keys in found.items() if keys}


def _needs_area(extract: Extract, scope: Scope) -> bool:
    """Whether not every row of the extract is of the area."""
    return scope.area is not None and extract.spec.reporter not in scope.area.reporters


def _other_areas(extract: Extract, scope: Scope) -> dict[str, list[str]]:
    """By field, the keys of labels that are not of the area; a row is outside where all of its fields are."""
    if scope.area is None:
        return {}
    reporters, regions = scope.area.reporters, scope.area.regions.codes
    labels, said_by_row = extract.spec.labels, "reporter" in extract.places
    found = {}
    if said_by_row:
        found["reporter"] = labels["reporter"].others(lambda code: code in reporters)
    if "region" in extract.places:
        own = not said_by_row and not extract.spec.reporter  # then a region tells its country
        found["region"] = labels["region"].others(
            lambda code: code in regions or (own and country_of(code) in reporters)
        )
    return found
