# SPDX-License-Identifier: EUPL-1.2
"""Many situations at once: an outcome is two integers, where bit n says yes, or no, for situation n.

The strong Kleene logic of ``adhere.law.evaluation`` by bitwise operations, so that a register is evaluated again in
seconds when the law changes, however different its models are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.evaluation import Evaluation, State
from adhere.law.records import Norm

_TRUTHS = {("1", "0"): Truth.YES, ("0", "1"): Truth.NO, ("0", "0"): Truth.UNKNOWN}


class Column(NamedTuple):
    """One outcome for every situation; where neither bit is set, it is unknown."""

    yes: int
    no: int


def outcomes(
    applicability: Applicability, criteria: Iterable[str], states: Sequence[State]
) -> list[tuple[Truth, ...]]:
    """Return for each situation the truth of these criteria, then of every duty in order."""
    if not states:
        return []
    columns = _Columns(applicability.evaluation, states)
    found = [columns.of(name) for name in criteria]
    found += [columns.of_duty(applicability, duty) for duty in applicability.duties]
    return list(zip(*(_truths(column, len(states)) for column in found), strict=True))


class _Columns:
    """The atoms and criteria of one evaluation for many situations, each worked out once."""

    def __init__(self, evaluation: Evaluation, states: Sequence[State]) -> None:
        self._criteria, self._on = evaluation.law.criteria, evaluation.on
        self._all = (1 << len(states)) - 1
        self._found = {name: _answered(bit, states) for name, bit in evaluation.bits.items()}

    def of(self, identifier: str) -> Column:
        """Return the column of an atom or criterion."""
        if identifier not in self._found:
            criterion = self._criteria[identifier]
            holds = self._all_of(
                self._combined(how, list(map(self.of, names))) for how, names in criterion.parts.items()
            )
            self._found[identifier] = holds if criterion.in_force(self._on) else Column(0, self._all)
        return self._found[identifier]

    def of_duty(self, applicability: Applicability, duty: Norm) -> Column:
        """Return the column of a duty, with the exceptions in force."""
        if not duty.in_force(applicability.on):
            return Column(0, self._all)
        exceptions = [self.of(str(norm.when)) for norm in applicability.exceptions_to(duty)]
        return self._all_of([self.of(str(duty.when)), self._combined("none", exceptions)])

    def _combined(self, how: str, parts: list[Column]) -> Column:
        if how == "all":
            return self._all_of(parts)
        opposite = self._all_of(Column(yes=part.no, no=part.yes) for part in parts)
        return opposite if how == "none" else Column(yes=opposite.no, no=opposite.yes)

    def _all_of(self, parts: Iterable[Column]) -> Column:
        parts = list(parts)
        return Column(
            yes=reduce(and_, (part.yes for part in parts), self._all),
            no=reduce(or_, (part.no for part in parts), 0),
        )


def _answered(bit: int, states: Sequence[State]) -> Column:
    known = int("".join("1" if state.known & bit else "0" for state in states), 2)
    true = int("".join("1" if state.true & bit else "0" for state in states), 2)
    return Column(yes=known & true, no=known & ~true)


def _truths(column: Column, count: int) -> list[Truth]:
    return [_TRUTHS[pair] for pair in zip(f"{column.yes:0{count}b}", f"{column.no:0{count}b}", strict=True)]
