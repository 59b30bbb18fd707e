# SPDX-License-Identifier: EUPL-1.2
"""What an adherence binds to on a date: which commitments of a code, for which models, and why.

Article 56(7): in full, or limited to Article 53 by whoever has no model with systemic risk and declares no interest in the full code.
Guidelines, section 5: a chapter may be left out, and its benefit with it. Data: ``data/scope.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.adherence.statement import Adherence
from adhere.adherence.wording import word
from adhere.codes.code import Chapter, Code, Commitment
from adhere.codes.ground import parents, parts
from adhere.kernel.data import packaged
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of, any_of, none_of
from adhere.law.library import Law
from adhere.law.records import Norm
from adhere.models.classification import Classification

Why = Literal[
    "non-signatory", "not-begun", "ended", "withdrawn", "other-model", "left-out", "limited", "exempt", "not-concerned",
    "voluntary", "unnamed", "signed",
]  # fmt: skip
"""Why a commitment binds or does not; where it is not known, what it would bind or not bind for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCase:
    """One model as an adherence sees it: whether a criterion of the law holds for it."""

    id: str
    holds: Callable[[str], Verdict[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Whether a commitment binds for a model, and why; ``atoms`` are the questions of fact that it rests or hangs on."""

    commitment: str
    model: str
    bound: Truth
    why: Why
    atoms: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """Why, in words."""
        return word("hangs" if self.bound is Truth.UNKNOWN else "why", self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Whether adherence for a model may be limited to Article 53."""

    model: str
    may: Verdict[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """What a measure or commitment lets smaller enterprises do otherwise, and whether the provider is one."""

    holder: str
    content: Text
    granted: Verdict[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an adherence binds to on a date, for the models of a provider. ``limits`` is filled where it is limited to Article 53."""

    on: date
    bindings: tuple[Binding, ...]
    limits: tuple[Limit, ...]
    reliefs: tuple[Relief, ...]
    models: tuple[str, ...] = ()

    def of(self, commitment: str) -> tuple[Binding, ...]:
        """Return whether a commitment binds, for each model."""
        return tuple(one for one in self.bindings if one.commitment == commitment)


def case_of(model: str, classification: Classification) -> ModelCase:
    """Return a classified model as an adherence sees it."""
    evaluation, state = classification.applicability.evaluation, classification.state
    return ModelCase(id=model, holds=lambda criterion: evaluation.verdict(criterion, state))


def scope(adherence: Adherence, code: Code, cases: Sequence[ModelCase], law: Law, on: date) -> Scope:
    """Return what an adherence binds to on a date."""
    right = _right(law)
    chapters = {one.id: one for one in code.chapters}
    narrow = narrow_chapters(code)
    asked = _Asked(adherence, narrow, chapters_taken(adherence, code), right.when, on)
    return Scope(
        on=on,
        models=tuple(case.id for case in cases),
        bindings=tuple(
            asked.binding(commitment, chapters[commitment.chapter], case)
            for commitment in code.commitments
            if commitment.chapter in chapters
            for case in cases
        ),
        limits=tuple(_limits(adherence, cases, law, right, on)),
        reliefs=tuple(_reliefs(code, cases)),
    )


def narrow_chapters(code: Code) -> frozenset[str]:
    """Return the chapters that a limit to Article 53 leaves."""
    return frozenset(one.id for one in code.chapters if serves_only(code, one, limited_to()))


def chapters_taken(adherence: Adherence, code: Code) -> frozenset[str]:
    """Return the chapters that an adherence takes, whatever the model is."""
    if adherence.extent == "chapters":
        return frozenset(adherence.chapters)
    if adherence.extent == "article-53" and not adherence.full_code_interest:
        return narrow_chapters(code)
    return frozenset(one.id for one in code.chapters)


def limited_to() -> tuple[str, ...]:
    """Return the provisions that an adherence may be limited to."""
    return tuple(packaged("adhere.adherence", "data/scope.toml")["limit"]["to"])


def serves_only(code: Code, chapter: Chapter, provisions: Sequence[str]) -> bool:
    """Whether everything of the act that a chapter, its commitments and its measures name lies within some provisions."""
    named = {*chapter.provisions}
    named |= {name for one in code.commitments if one.chapter == chapter.id for name in one.provisions}
    named |= {link.provision for one in code.of(chapter.id) for link in one.serves}
    within = [_within(name, provisions) for name in named if name.startswith("aia:")]
    return bool(within) and all(within)


def _within(provision: str, provisions: Sequence[str]) -> bool:
    content = parts()
    around = [*parents(provision)]
    around += [name for one in around if one in content for name in parents(content[one])]
    return any(name in provisions for name in around)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An adherence on a date; ``narrow`` are the chapters that a limit to Article 53 leaves, ``open_to`` is who may join at all."""

    adherence: Adherence
    narrow: frozenset[str]
    taken: frozenset[str]
    open_to: str | None
    on: date

    def binding(self, commitment: Commitment, chapter: Chapter, case: ModelCase) -> Binding:
        """Return whether a commitment binds for a model."""
        out = self._outside(chapter, case)
        bound: Verdict[str]
        why: Why
        if out is not None:
            bound, why = Verdict(Truth.NO), out
        else:
            bound, why = self._concerned(chapter, case)
            if commitment.exempt_when is not None and bound.truth is not Truth.NO:
                exempt = case.holds(commitment.exempt_when)
                why = why if exempt.truth is Truth.NO else "exempt"
                bound = all_of([bound, exempt.negated()])
        return Binding(
            commitment=commitment.id, model=case.id, bound=bound.truth, why=why, atoms=bound.reasons
        )

    def _outside(self, chapter: Chapter, case: ModelCase) -> Why | None:
        """Return why an adherence does not reach a chapter for a model, whatever the model is."""
        one = self.adherence
        if not one.holds(self.on):
            return self._out_of_time()
        if one.models and case.id not in one.models:
            return "other-model"
        if chapter.id not in self.taken:
            return "left-out" if one.extent == "chapters" else "limited"
        return None

    def _out_of_time(self) -> Why:
        one = self.adherence
        if one.since is None:
            return "non-signatory"
        if self.on < one.since:
            return "not-begun"
        return "withdrawn" if one.withdrawn and one.withdrawn.on == one.end else "ended"

    def _concerned(self, chapter: Chapter, case: ModelCase) -> tuple[Verdict[str], Why]:
        """Return whether a chapter concerns a model, by what the model is or because its provider chose so."""
        if not chapter.when:
            return Verdict(Truth.YES), "signed"
        concerned = case.holds(chapter.when)
        chosen = chapter.id in self.adherence.chapters or self.adherence.full_code_interest
        if concerned.truth is Truth.YES or chapter.id in self.narrow or not chosen:
            return concerned, "not-concerned" if concerned.truth is Truth.NO else "signed"
        anybody: Verdict[str] = Verdict(Truth.YES)
        joined = case.holds(self.open_to) if self.open_to else anybody
        if joined.truth is Truth.NO:
            return joined, "not-concerned"
        if not self.adherence.models:
            return Verdict(Truth.UNKNOWN, concerned.reasons), "unnamed"
        return any_of([concerned, joined]), "voluntary"


def _right(law: Law) -> Norm:
    """Return the record of the right to limit an adherence."""
    name = packaged("adhere.adherence", "data/scope.toml")["limit"]["right"]
    return next(one for one in _norms(law, name) if one.id == name)


def _norms(law: Law, norm_id: str) -> tuple[Norm, ...]:
    article = norm_id.partition(":")[2].partition(".")[0]
    return law.article(f"aia:{article}").norms


def _limits(
    adherence: Adherence, cases: Sequence[ModelCase], law: Law, right: Norm, on: date
) -> Iterator[Limit]:
    if adherence.extent != "article-53" or adherence.full_code_interest or not right.in_force(on):
        return
    exceptions = [
        one for one in _norms(law, right.id) if right.id in one.disapplies and one.in_force(on) and one.when
    ]
    for case in cases:
        if not adherence.models or case.id in adherence.models:
            yield Limit(model=case.id, may=none_of(case.holds(str(one.when)) for one in exceptions))


def _reliefs(code: Code, cases: Sequence[ModelCase]) -> Iterator[Relief]:
    """Yield what smaller enterprises may do otherwise; the size of the provider is the same for all its models."""
    sizes = packaged("adhere.adherence", "data/scope.toml")["relief"]["any"]
    unknown: Verdict[str] = Verdict(Truth.UNKNOWN)
    granted = any_of(cases[0].holds(name) for name in sizes) if cases else unknown
    told = [(one.id, one.relief) for one in code.commitments] + [
        (one.id, one.relief) for one in code.measures
    ]
    for holder, content in told:
        if content is not None:
            yield Relief(holder=holder, content=content, granted=granted)
