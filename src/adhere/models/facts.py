# SPDX-License-Identifier: EUPL-1.2
"""Facts about a model: each with the place it was read, and every witness kept where several speak.

What facts there are, their units and who can supply them is data: ``data/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text

Value = Quantity | str | bool | date | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing said of a model by one witness.

    ``rank`` orders witnesses of the same fact, 0 the strongest: headers 0, config 10, tokenizer and index 20, logs 20,
    card front matter 30, card text 40. ``note`` says what a reader must know: a convention, an assumption.
    ``notion`` is set on compute alone: ``parameter-updates``, ``cumulative``, or None where the source does not say.
    """

    id: str
    value: Value
    basis: Basis
    sources: tuple[Source, ...]
    rank: int = 50
    note: Text | None = None
    notion: str | None = None


def contradicts(one: Value, other: Value) -> bool:
    """Whether two values cannot both be right; quantities can where their intervals meet."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.below(other) or other.below(one)
    return one != other


@dataclass(slots=True)
class Facts:
    """All facts of one model, by id, witnesses in order of rank."""

    _by_id: dict[str, list[Fact]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Facts:
        """Return the collection of these facts."""
        collection = cls()
        for fact in facts:
            collection.add(fact)
        return collection

    def add(self, fact: Fact) -> None:
        """Add a witness; the same id may be said many times."""
        witnesses = self._by_id.setdefault(fact.id, [])
        witnesses.append(fact)
        witnesses.sort(key=lambda witness: witness.rank)  # stable: of equals, the first said leads

    def get(self, fact_id: str) -> Fact | None:
        """Return the leading witness, or None."""
        witnesses = self._by_id.get(fact_id)
        return witnesses[0] if witnesses else None

    def value(self, fact_id: str) -> Value | None:
        """Return the value of the leading witness, or None."""
        fact = self.get(fact_id)
        return fact.value if fact else None

    def witnesses(self, fact_id: str) -> tuple[Fact, ...]:
        """Return every witness, leading one first."""
        return tuple(self._by_id.get(fact_id, ()))

    def conflicting(self) -> Iterator[tuple[Fact, ...]]:
        """Yield the witnesses of every fact on which they do not agree; an estimate does not speak against anything."""
        for witnesses in self._by_id.values():
            said = tuple(witness for witness in witnesses if witness.basis is not Basis.ESTIMATED)
            if any(contradicts(said[0].value, witness.value) for witness in said[1:]):
                yield said

    def settled(self, fact_id: str) -> bool:
        """Whether the leading witness can be gone by: a yes or no on which files disagree needs a person."""
        witnesses = self._by_id[fact_id]
        open_to_doubt = isinstance(witnesses[0].value, bool) and witnesses[0].rank >= 0
        return not open_to_doubt or len({witness.value for witness in witnesses}) == 1

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the leading witnesses, in order of id."""
        return iter([self._by_id[fact_id][0] for fact_id in sorted(self._by_id)])

    def __contains__(self, fact_id: str) -> bool:
        return fact_id in self._by_id
