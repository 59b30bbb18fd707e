# SPDX-License-Identifier: EUPL-1.2
"""Three-valued truth that keeps its reasons.

Strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, paragraph 64): unknown is never a pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Reason = TypeVar("Reason")


class Truth(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """Return the truth of a boolean, where None stands for not known."""
        return cls.UNKNOWN if value is None else cls.YES if value else cls.NO

    def negated(self) -> Truth:
        """Return the opposite; the opposite of unknown is unknown."""
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, self)


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Reason]):
    """A truth with the reasons it rests on; where unknown, the reasons are what would have to be known."""

    truth: Truth
    reasons: tuple[Reason, ...] = ()

    def negated(self) -> Verdict[Reason]:
        """Return the opposite truth for the same reasons."""
        return Verdict(self.truth.negated(), self.reasons)


def all_of(verdicts: Iterable[Verdict[Reason]]) -> Verdict[Reason]:
    """Conjunction: one no decides, and then only the noes are its reasons; of nothing, yes."""
    return _decided(tuple(verdicts), decisive=Truth.NO, otherwise=Truth.YES)


def any_of(verdicts: Iterable[Verdict[Reason]]) -> Verdict[Reason]:
    """Disjunction: one yes decides, and then only the yeses are its reasons; of nothing, no."""
    return _decided(tuple(verdicts), decisive=Truth.YES, otherwise=Truth.NO)


def none_of(verdicts: Iterable[Verdict[Reason]]) -> Verdict[Reason]:
    """Return the negation of the disjunction."""
    return any_of(verdicts).negated()


def _decided(verdicts: tuple[Verdict[Reason], ...], *, decisive: Truth, otherwise: Truth) -> Verdict[Reason]:
    for truth in (decisive, Truth.UNKNOWN):
        chosen = [verdict for verdict in verdicts if verdict.truth is truth]
        if chosen:
            return Verdict(truth, _joined(chosen))
    return Verdict(otherwise, _joined(verdicts))


def _joined(verdicts: Iterable[Verdict[Reason]]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons))
