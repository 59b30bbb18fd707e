# SPDX-License-Identifier: EUPL-1.2
"""Evaluation: from the facts of a model to the truth of every criterion, on a date.

A model becomes two integers, the atoms known and the atoms true: a situation. Equal situations are evaluated once, and
many different ones together in ``adhere.law.columns``. Reasons are rendered on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth, Verdict, all_of, any_of, none_of
from adhere.law.library import Law
from adhere.law.records import Atom, Criterion
from adhere.law.store import LawDataError

CLOSED = ("stated", "stated-by-date-asked", "stated-on-or-after")
"""Operators on acts of the provider: what has not been stated has not been done, so these atoms are always known."""
Test = Callable[[Any], bool | None]


class State(NamedTuple):
    """What is known of a model: bit n of ``known`` and ``true`` stands for atom n."""

    known: int
    true: int


@dataclass(slots=True)
class Evaluation:
    """The atoms and criteria of one law on one date."""

    law: Law
    on: date
    _bits: dict[str, int]
    _tests: dict[str, tuple[tuple[int, Test], ...]]
    _assumed: State
    _truths: dict[tuple[State, str], Truth]
    _verdicts: dict[tuple[State, str], Verdict[str]]

    @classmethod
    def of(cls, law: Law, on: date) -> Evaluation:
        """Prepare the evaluation of a law on a date."""
        atoms = tuple(law.atoms.values())
        bits = {atom.id: 1 << place for place, atom in enumerate(atoms)}
        tests: dict[str, list[tuple[int, Test]]] = {}
        for atom in atoms:
            tests.setdefault(atom.fact, []).append((bits[atom.id], _test(atom, on)))
        closed = sum(bits[atom.id] for atom in atoms if atom.operator in CLOSED)
        return cls(
            law=law,
            on=on,
            _bits=bits,
            _tests={fact: tuple(pairs) for fact, pairs in tests.items()},
            _assumed=State(known=closed, true=0),
            _truths={},
            _verdicts={},
        )

    @property
    def bits(self) -> dict[str, int]:
        """The bit that stands for each atom in a state."""
        return self._bits

    def state(self, values: Mapping[str, Any]) -> State:
        """Return the two integers of a model, from fact id to value (Quantity, truth, date, text, tuple of texts)."""
        known, true = self._assumed
        tests = self._tests
        for fact, value in values.items():
            for bit, test in tests.get(fact, ()):
                outcome = test(value)
                if outcome is not None:
                    known |= bit
                    if outcome:
                        true |= bit
        return State(known, true)

    def truth(self, identifier: str, state: State) -> Truth:
        """Return the truth of an atom or criterion, from memory where the same situation came before."""
        key = (state, identifier)
        found = self._truths.get(key)
        if found is None:
            found = self._truths[key] = self._work_out(identifier, state)
        return found

    def verdict(self, identifier: str, state: State) -> Verdict[str]:
        """Return the truth with the ids of the atoms it rests on; where unknown, of those that would settle it."""
        key = (state, identifier)
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = self._reasoned(identifier, state)
        return found

    def _reasoned(self, identifier: str, state: State) -> Verdict[str]:
        if identifier in self._bits:
            return Verdict(self.truth(identifier, state), (identifier,))
        criterion = self._criterion(identifier)
        if not criterion.in_force(self.on):
            return Verdict(Truth.NO)
        combined = {"all": all_of, "any": any_of, "none": none_of}
        return all_of(
            combined[how](self.verdict(part, state) for part in parts)
            for how, parts in criterion.parts.items()
        )

    def supposing(self, atom_id: str, state: State, *, answer: bool) -> State:
        """Return the state in which an open question has been answered."""
        bit = self._bits[atom_id]
        return State(state.known | bit, state.true | bit if answer else state.true & ~bit)

    def open_atoms(self, identifiers: Iterable[str], state: State) -> tuple[str, ...]:
        """Return the atoms that keep any of these criteria unknown, each once."""
        return tuple(
            dict.fromkeys(
                atom
                for identifier in identifiers
                if self.truth(identifier, state) is Truth.UNKNOWN
                for atom in self.verdict(identifier, state).reasons
                if self.truth(atom, state) is Truth.UNKNOWN
            )
        )

    def _work_out(self, identifier: str, state: State) -> Truth:
        bit = self._bits.get(identifier)
        if bit is not None:
            return Truth.of(bool(state.true & bit)) if state.known & bit else Truth.UNKNOWN
        criterion = self._criterion(identifier)
        if not criterion.in_force(self.on):
            return Truth.NO
        return min(
            (self._combined(how, parts, state) for how, parts in criterion.parts.items()),
            key=_STRENGTH.__getitem__,
        )

    def _combined(self, how: str, parts: tuple[str, ...], state: State) -> Truth:
        truths = [self.truth(part, state) for part in parts]
        if how == "all":
            return min(truths, key=_STRENGTH.__getitem__, default=Truth.YES)
        strongest = max(truths, key=_STRENGTH.__getitem__, default=Truth.NO)
        return strongest.negated() if how == "none" else strongest

    def _criterion(self, identifier: str) -> Criterion:
        try:
            return self.law.criteria[identifier]
        except KeyError:
            raise LawDataError(f"{identifier} is used and stands in no file of criteria") from None


_STRENGTH = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}


def _test(atom: Atom, on: date) -> Test:
    """Return the function that answers an atom for a value; None where the value does not settle it."""
    wanted: Any = True if atom.value is None else atom.value
    tests: dict[str, Callable[[], Test]] = {
        ">": lambda: _exceeds(Decimal(wanted)),
        "is": lambda: lambda value: value is wanted if isinstance(value, bool) else None,
        "equals": lambda: lambda value: value == wanted,
        "stated": lambda: lambda value: value == wanted,
        "includes-any": lambda: lambda value: any(part in wanted for part in value),
        "one-of": lambda: lambda value: value in wanted,
        "before": lambda: lambda value: value < wanted,
        "on-or-before-date-asked": lambda: lambda value: value <= on,
        "dated": lambda: lambda value: isinstance(value, date),
        "stated-by-date-asked": lambda: lambda value: value <= on,
        "stated-on-or-after": lambda: lambda value: value >= wanted,
    }
    return tests[atom.operator]()


def _exceeds(threshold: Decimal) -> Test:
    outcomes = {Truth.YES: True, Truth.NO: False}

    def test(value: Quantity) -> bool | None:
        return outcomes.get(value.exceeds(threshold))

    return test
