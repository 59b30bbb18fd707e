# SPDX-License-Identifier: EUPL-1.2
"""Applicability: which duties a provider has for a model, on a date, and which exceptions take them away.

A duty applies where its criterion holds and none of the exceptions that disapply it does (Articles 2(6), 53(2), 54(6), 111(3)).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from adhere.kernel.truth import Truth, Verdict, all_of, any_of
from adhere.law.evaluation import Evaluation, State
from adhere.law.library import Law
from adhere.law.records import Norm
from adhere.law.store import LawDataError, file_of

PROVIDER_SIDE = frozenset({"provider", "provider-systemic", "authorised-representative"})
PLACED = "atom:placed-on-union-market"
"""The question that placing on the market answers: duties that hold without it do not wait for that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty for one model: whether it applies, from when, why, and which answers would settle it.

    ``exceptions`` are those that take the duty away, or might where the outcome is unknown.
    """

    norm: Norm
    verdict: Verdict[str]
    start: date
    exceptions: tuple[Norm, ...]
    open_atoms: tuple[str, ...]

    @property
    def applies(self) -> Truth:
        """Whether the duty applies on the date asked."""
        return self.verdict.truth


class Applicability:
    """The duties of providers of models in one law on one date."""

    def __init__(self, law: Law, on: date) -> None:
        self.law = law
        self.on = on
        self.evaluation = Evaluation.of(law, on)
        self.remembered: dict[Hashable, Any] = {}

    @cached_property
    def duties(self) -> tuple[Norm, ...]:
        """Every duty on the side of a provider whose wording stands on the date, in the order of the act."""
        return tuple(
            norm for norm in self._norms("duty") if norm.worded(self.on) and PROVIDER_SIDE & set(norm.holder)
        )

    @cached_property
    def _exceptions(self) -> dict[str, tuple[Norm, ...]]:
        found: dict[str, tuple[Norm, ...]] = {}
        for exception in self._norms("exception"):
            for duty in exception.disapplies:
                found[duty] = (*found.get(duty, ()), exception)
        return found

    def _norms(self, kind: str) -> Iterator[Norm]:
        """Records of one kind that hang on a criterion, in every wording there was or will be."""
        for article in self.law.articles_on_models():
            for norm in article.norms:
                if norm.kind == kind and norm.when:
                    if norm.when not in self.law.criteria:
                        raise LawDataError(
                            f"{file_of(article.id)}: {norm.id} hangs on {norm.when}, which stands in no file of criteria"
                        )
                    yield norm

    def exceptions_to(self, duty: Norm) -> tuple[Norm, ...]:
        """Return the exceptions in force on the date that can take a duty away."""
        return tuple(norm for norm in self._exceptions.get(duty.id, ()) if norm.in_force(self.on))

    def truths(self, state: State) -> tuple[Truth, ...]:
        """Return for every duty, in order, whether it applies: the fast way, without reasons."""
        return tuple(self._truth(duty, state) for duty in self.duties)

    def _truth(self, duty: Norm, state: State) -> Truth:
        if not duty.in_force(self.on):
            return Truth.NO
        truth = self.evaluation.truth
        excepted = [truth(str(exception.when), state) for exception in self.exceptions_to(duty)]
        holds = truth(str(duty.when), state)
        if holds is Truth.NO or Truth.YES in excepted:
            return Truth.NO
        return Truth.UNKNOWN if holds is Truth.UNKNOWN or Truth.UNKNOWN in excepted else Truth.YES

    def obligations(self, state: State, placed_on: date | None = None) -> tuple[Obligation, ...]:
        """Return every duty with its verdict and reasons; ``placed_on`` is when the model came to the Union market."""
        return tuple(self._obligation(duty, state, placed_on) for duty in self.duties)

    def _obligation(self, duty: Norm, state: State, placed_on: date | None) -> Obligation:
        verdict = self.evaluation.verdict
        exceptions = self.exceptions_to(duty)
        taking = tuple(
            norm for norm in exceptions if self.evaluation.truth(str(norm.when), state) is not Truth.NO
        )
        excepted = any_of(verdict(str(exception.when), state) for exception in exceptions)
        decided = all_of([verdict(str(duty.when), state), excepted.negated()])
        if not duty.in_force(self.on):
            decided = Verdict(Truth.NO, decided.reasons)
        return Obligation(
            norm=duty,
            verdict=decided,
            start=self._start(duty, state, placed_on),
            exceptions=self._named(taking, decided.truth, state),
            open_atoms=self._open(decided, state),
        )

    def _named(self, taking: tuple[Norm, ...], applies: Truth, state: State) -> tuple[Norm, ...]:
        """The exceptions to name: those that hold where the duty is gone, those that may where that is open."""
        if applies is Truth.NO:
            return tuple(norm for norm in taking if self._holds(norm, state))
        return taking if applies is Truth.UNKNOWN else ()

    def _holds(self, exception: Norm, state: State) -> bool:
        return self.evaluation.truth(str(exception.when), state) is Truth.YES

    def _open(self, decided: Verdict[str], state: State) -> tuple[str, ...]:
        if decided.truth is not Truth.UNKNOWN:
            return ()
        return tuple(atom for atom in decided.reasons if self.evaluation.truth(atom, state) is Truth.UNKNOWN)

    def _start(self, duty: Norm, state: State, placed_on: date | None) -> date:
        """The first day: of the provision, after a temporary exception, or of the model on the market, whichever is last."""
        day = duty.start
        for exception in self._exceptions.get(duty.id, ()):
            if exception.end and exception.start <= day < exception.end and self._holds(exception, state):
                day = exception.end
        return max(day, placed_on) if placed_on and self._waits(duty, state) else day

    def _waits(self, duty: Norm, state: State) -> bool:
        """Whether the duty begins with placing on the market: the notification and the mandate come before it."""
        before, after = (self.evaluation.supposing(PLACED, state, answer=answer) for answer in (False, True))
        return self.evaluation.truth(str(duty.when), before) is Truth.NO or any(
            self._holds(exception, before) and not self._holds(exception, after)
            for exception in self.exceptions_to(duty)
        )
