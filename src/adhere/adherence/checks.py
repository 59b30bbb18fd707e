# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with an adherence: parts of the code that do not exist, dates that cannot be, limits that are not on offer.

Article 56(7). How measures stand is told by ``adherence.findings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adhere.adherence.rules import rule
from adhere.adherence.scope import Scope
from adhere.adherence.statement import Adherence, Implementation
from adhere.codes.code import Code
from adhere.forms.wording import clipped, near
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth

FINAL = "final"
"""The event in the history of a code from which there is something to sign."""
Questions = Callable[[Iterable[str]], Text]
"""Says which questions of fact are open, by the ids of their atoms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An adherence with the name of its code as it is told apart from others, and the file it stands in."""

    file: str
    code: str
    adherence: Adherence


def faults(adherence: Adherence, code: Code, scope: Scope, questions: Questions) -> tuple[Finding, ...]:
    """Return everything wrong with what is stated in an adherence."""
    checks = _Checks(adherence, code, scope, questions)
    found = (*checks.extent(), *checks.dates(), *checks.models_named(), *checks.limits(), *checks.measures())
    return tuple(
        Finding(rule=rule(rule_id), place=place, values=dict(values)) for rule_id, place, values in found
    )


def overlaps(adherences: Sequence[Dated]) -> Iterator[Finding]:
    """Yield each adherence that overlaps with an earlier one to the same code: in time, and in a model."""
    for number, one in enumerate(adherences):
        for other in adherences[:number]:
            if one.code == other.code and _overlap(one.adherence, other.adherence):
                values = {"code": one.code, "other": other.file}
                place = one.adherence.at("from")
                yield Finding(rule=rule("ADH-ADH-007"), place=place, values=values)


def _overlap(one: Adherence, other: Adherence) -> bool:
    if one.models and other.models and not set(one.models) & set(other.models):
        return False
    if one.since is None or other.since is None:  # a provider that did not sign states what it does once
        return one.since is other.since
    return (other.end is None or one.since < other.end) and (one.end is None or other.since < one.end)


_Found = tuple[str, Place, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class _Checks:
    adherence: Adherence
    code: Code
    scope: Scope
    questions: Questions

    def extent(self) -> Iterator[_Found]:
        """Yield what is wrong with the extent and its chapters."""
        one, known = self.adherence, [chapter.id for chapter in self.code.chapters]
        listed = {"known": ", ".join(known)}
        if one.extent == "chapters" and not one.chapters:
            yield "ADH-ADH-003", one.at("extent"), listed
        if one.extent != "chapters" and one.chapters:
            yield "ADH-ADH-004", one.at("chapters"), {"extent": one.extent}
        if one.extent == "chapters" and one.full_code_interest:
            yield "ADH-ADH-018", one.at("full_code_interest"), {}
        for name in one.chapters:
            if name not in known:
                told = {"chapter": clipped(name), "code": self.code.id, "near": near(name, known)}
                yield "ADH-ADH-001", one.at(f"chapters.{name}"), told | listed

    def dates(self) -> Iterator[_Found]:
        """Yield dates that cannot all be right."""
        one = self.adherence
        since, until, withdrawn = one.since, one.until, one.withdrawn
        if since is None:
            for name in ("until", "withdrawn"):
                if name in one.places:
                    yield "ADH-ADH-019", one.at(name), {"field": name}
            return
        if until is not None and until <= since:
            yield "ADH-ADH-005", one.at("until"), {"from": since, "until": until}
        if withdrawn is not None and (withdrawn.on < since or (until is not None and until <= withdrawn.on)):
            told = {"on": withdrawn.on, "from": since, "until": until if until is not None else "…"}
            yield "ADH-ADH-006", one.at("withdrawn"), told
        final = next((event.on for event in self.code.history if event.kind == FINAL), None)
        if final is not None and since < final:
            yield "ADH-ADH-017", one.at("from"), {"from": since, "final": final}

    def models_named(self) -> Iterator[_Found]:
        """Yield models that the dossier does not have, and voluntary chapters without named models."""
        one = self.adherence
        for name in one.models:
            if name not in self.scope.models:
                yield "ADH-ADH-008", one.at(f"models.{name}"), self._model(name)
        unnamed = {
            bound.commitment.partition("-")[0]: bound
            for bound in self.scope.bindings
            if bound.why == "unnamed"
        }
        for chapter in unnamed:
            yield "ADH-ADH-015", one.at("extent"), {"chapter": chapter}

    def limits(self) -> Iterator[_Found]:
        """Yield models for which a limit to Article 53 is not on offer, or may not be."""
        for limit in self.scope.limits:
            told: dict[str, object] = {"model": limit.model}
            if limit.may.truth is Truth.NO:
                yield "ADH-ADH-013", self.adherence.at("extent"), told
            elif limit.may.truth is Truth.UNKNOWN:
                told |= {"questions": self.questions(limit.may.reasons)}
                yield "ADH-ADH-014", self.adherence.at("extent"), told

    def measures(self) -> Iterator[_Found]:
        """Yield what is wrong with what is stated per measure."""
        known = [one.id for one in self.code.measures]
        for stated in self.adherence.implementations:
            told: dict[str, object] = {"measure": clipped(stated.measure)}
            if stated.measure not in known:
                more = {"code": self.code.id, "near": near(stated.measure, known)}
                yield "ADH-ADH-002", stated.place, told | more
            for rule_id in _lacking(stated):
                yield rule_id, stated.place, told
            for name in stated.models:
                if name not in self.scope.models:
                    yield "ADH-ADH-008", stated.place, self._model(name)
                elif self.adherence.models and name not in self.adherence.models:
                    yield "ADH-ADH-016", stated.place, told | {"model": name}
            yield from _evidence(stated)

    def _model(self, name: str) -> dict[str, object]:
        known = ", ".join(self.scope.models) or plain("-")
        return {"model": clipped(name), "near": near(name, self.scope.models), "known": known}


def _lacking(stated: Implementation) -> Iterator[str]:
    """Yield the rule for what a status needs beside it."""
    if stated.status == "planned" and stated.planned_for is None:
        yield "ADH-ADH-009"
    if stated.status == "alternative" and stated.alternative is None:
        yield "ADH-ADH-010"
    if stated.status == "not-applicable" and stated.why is None:
        yield "ADH-ADH-011"


def _evidence(stated: Implementation) -> Iterator[_Found]:
    for one in stated.evidence:
        if one.effective is not None and one.expires is not None and one.expires <= one.effective:
            told: dict[str, object] = {"file": clipped(one.file), "from": one.effective, "until": one.expires}
            yield "ADH-ADH-012", one.place, told
