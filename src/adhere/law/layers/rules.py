# SPDX-License-Identifier: EUPL-1.2
"""The rules of layers, area LAW, ids 080 to 089: what could not be resolved in a text.

Data: ``data/rules.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of
from adhere.law.layers.layering import Layers
from adhere.law.texts.units import Unit

RULES = {
    "nothing-named-before": "ADH-LAW-080",
    "not-in-text": "ADH-LAW-081",
    "more-than-one": "ADH-LAW-082",
    "no-place": "ADH-LAW-083",
    "no-division": "ADH-LAW-084",
}
NO_DEFINITIONS, NO_LANGUAGE, COUNTED = "ADH-LAW-085", "ADH-LAW-086", "ADH-LAW-087"


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of layers, in order of id."""
    return rules_of(packaged("adhere.law.layers", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule."""
    return {rule.id: rule for rule in rules()}[rule_id]


def findings_on(layers: Layers, units: Mapping[str, Unit], file: str) -> tuple[Finding, ...]:
    """Return what is to be said of the layers of a file."""
    found = list(_unresolved(layers, units, file))
    if not layers.terms:
        found.append(Finding(rule=rule(NO_DEFINITIONS), place=Place(file=file), values={}))
    return tuple(found)


def no_language(language: str | None, spoken: Iterable[str], file: str) -> Finding:
    """Return the finding on a text in a language that layers do not speak."""
    values = {"language": language or "?", "spoken": ", ".join(spoken)}
    return Finding(rule=rule(NO_LANGUAGE), place=Place(file=file), values=values)


def _unresolved(layers: Layers, units: Mapping[str, Unit], file: str) -> Iterator[Finding]:
    for name, unit in layers.units.items():
        for one in unit.references:
            met = RULES[one.fault] if one.fault else COUNTED if one.counted else None
            if met is not None:
                place = Place(file=file, line=units[name].line, at=name)
                yield Finding(rule=rule(met), place=place, values={"words": one.text, "place": name})
