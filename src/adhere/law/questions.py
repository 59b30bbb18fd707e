# SPDX-License-Identifier: EUPL-1.2
"""Which question to ask first: the one whose answer settles most.

A question is about one fact. Every way its open atoms can turn out is tried, and the question is worth the duties and
verdicts settled on average.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.evaluation import State
from adhere.law.records import Atom


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open question of fact: its atoms, how many outcomes hang on it, and how many an answer settles on average."""

    atoms: tuple[Atom, ...]
    open: int
    worth: Fraction

    @property
    def fact(self) -> str:
        """The id of the fact that would answer it."""
        return self.atoms[0].fact

    @property
    def atom(self) -> Atom:
        """The atom whose wording is used to ask."""
        return self.atoms[0]


def ranked(applicability: Applicability, state: State, criteria: tuple[str, ...]) -> tuple[Question, ...]:
    """Return the open questions behind all duties and these criteria, the one that settles most first.

    Models in the same situation have the same questions, so they are worked out once.
    """
    key = (state, criteria)
    if key not in applicability.remembered:
        applicability.remembered[key] = _ranked(applicability, state, criteria)
    questions: tuple[Question, ...] = applicability.remembered[key]
    return questions


def _ranked(applicability: Applicability, state: State, criteria: tuple[str, ...]) -> tuple[Question, ...]:
    outcomes = _outcomes(applicability, state, criteria)
    by_fact: dict[str, dict[str, Atom]] = {}
    hanging: dict[str, int] = {}
    for names in outcomes:
        open_atoms = [
            applicability.law.atoms[name] for name in applicability.evaluation.open_atoms(names, state)
        ]
        for atom in open_atoms:
            by_fact.setdefault(atom.fact, {})[atom.id] = atom
        for fact in {atom.fact for atom in open_atoms}:
            hanging[fact] = hanging.get(fact, 0) + 1
    settled = _counter(applicability, criteria)
    questions = [
        Question(
            atoms=tuple(atoms.values()),
            open=hanging[fact],
            worth=_worth(tuple(atoms), applicability, state, settled),
        )
        for fact, atoms in by_fact.items()
    ]
    return tuple(sorted(questions, key=lambda question: (-question.worth, -question.open)))


def _outcomes(applicability: Applicability, state: State, criteria: tuple[str, ...]) -> list[list[str]]:
    """The criteria behind each outcome that is open: a verdict alone, or a duty with its exceptions."""
    duties = [
        [str(duty.when), *(str(norm.when) for norm in applicability.exceptions_to(duty))]
        for duty, applies in zip(applicability.duties, applicability.truths(state), strict=True)
        if applies is Truth.UNKNOWN
    ]
    return [[criterion] for criterion in criteria] + duties


def _worth(
    atoms: tuple[str, ...], applicability: Applicability, state: State, settled: Callable[[State], int]
) -> Fraction:
    before, gains = settled(state), []
    for answers in product((True, False), repeat=len(atoms)):
        supposed = state
        for atom, answer in zip(atoms, answers, strict=True):
            supposed = applicability.evaluation.supposing(atom, supposed, answer=answer)
        gains.append(settled(supposed) - before)
    return Fraction(sum(gains), len(gains))


def _counter(applicability: Applicability, criteria: tuple[str, ...]) -> Callable[[State], int]:
    def settled(state: State) -> int:
        truths = [
            *applicability.truths(state),
            *(applicability.evaluation.truth(name, state) for name in criteria),
        ]
        return sum(truth is not Truth.UNKNOWN for truth in truths)

    return settled
