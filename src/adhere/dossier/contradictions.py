# SPDX-License-Identifier: EUPL-1.2
"""Statements on one model that do not go together, though each may be made.

Guidelines, sections 2.1 and 3.1, and Article 2(6): the statements that can take every duty away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adhere.dossier.file import FILE
from adhere.dossier.rules import rule
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.models.classification import Classification
from adhere.models.facts import Fact, Facts
from adhere.models.reasons import value_text

_OFF_THE_MARKET = {
    "market.excluded_from_union": "ADH-DOS-024",
    "purpose.scientific_research_only": "ADH-DOS-025",
}


def contradictions(outcome: Classification) -> Iterator[Finding]:
    """Tell the statements on a model that contradict each other, or the indicative criterion."""
    yield from _market(outcome.facts, outcome.on)
    assessed = outcome.facts.get("generality.assessed")
    against = {"narrow": Truth.YES, "general": Truth.NO}
    if assessed is not None and against.get(str(assessed.value)) is outcome.indicated.truth:
        yield _finding("ADH-DOS-026", assessed, stated=value_text(assessed.value))


def _market(facts: Facts, on: date) -> Iterator[Finding]:
    placed = facts.value("market.placed_on")
    if not isinstance(placed, date) or placed > on:
        return
    for fact_id, rule_id in _OFF_THE_MARKET.items():
        fact = facts.get(fact_id)
        if fact is not None and fact.value is True:
            yield _finding(rule_id, fact, placed=placed)


def _finding(rule_id: str, fact: Fact, **values: object) -> Finding:
    line = (fact.sources[0].at or "").removeprefix("line ") if fact.sources else ""
    place = Place(file=FILE, line=int(line) if line.isdigit() else None)
    return Finding(rule=rule(rule_id), place=place, values={"fact": fact.id, **values})
