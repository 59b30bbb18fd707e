# SPDX-License-Identifier: EUPL-1.2
"""Applicability: which duties a provider has for a model, on a date, and which exceptions take them away.

A duty applies where its criterion holds and none of the exceptions that disapply it does (Articles 2(6), 53(2), 54(6), 111(3)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from adhere.kernel.truth import Truth, Verdict, all_of, any_of
from adhere.law.evaluation import Evaluation, State
from adhere.law.library import Law
from adhere.law.records import Norm

PROVIDER_SIDE = frozenset({"provider", "provider-systemic", "authorised-representative"})


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

    @cached_property
    def duties(self) -> tuple[Norm, ...]:
        """Every duty on the side of a provider whose wording stands on the date, in the order of the act."""
        return tuple(norm for norm in self._norms("duty") if norm.when and PROVIDER_SIDE & set(norm.holder))

    @cached_property
    def _exceptions(self) -> dict[str, tuple[Norm, ...]]:
        found: dict[str, tuple[Norm, ...]] = {}
        for exception in self._norms("exception"):
            for duty in exception.disapplies:
                found[duty] = (*found.get(duty, ()), exception)
        return found

    def _norms(self, kind: str) -> Iterator[Norm]:
        for article in self.law.articles_on_models():
            yield from (norm for norm in article.norms if norm.kind == kind and norm.worded(self.on))

    def exceptions_to(self, duty: Norm) -> tuple[Norm, ...]:
        """Return the exceptions in force on the date that can take a duty away."""
        return tuple(
            norm for norm in self._exceptions.get(duty.id, ()) if norm.when and norm.in_force(self.on)
        )

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
            start=_start(duty, [norm for norm in taking if self._holds(norm, state)], placed_on),
            exceptions=taking if decided.truth is not Truth.YES else (),
            open_atoms=self._open(decided, state),
        )

    def _holds(self, exception: Norm, state: State) -> bool:
        return self.evaluation.truth(str(exception.when), state) is Truth.YES

    def _open(self, decided: Verdict[str], state: State) -> tuple[str, ...]:
        if decided.truth is not Truth.UNKNOWN:
            return ()
        return tuple(atom for atom in decided.reasons if self.evaluation.truth(atom, state) is Truth.UNKNOWN)


def _start(duty: Norm, holding: list[Norm], placed_on: date | None) -> date:
    """The first day: of the provision, of the model on the market, or after a temporary exception, whichever is last."""
    days = [duty.start, *(norm.end for norm in holding if norm.end is not None)]
    return max([*days, placed_on] if placed_on else days)
