# SPDX-License-Identifier: EUPL-1.2
"""How strong an answer made of several things is: as strong as the weakest of them.

The order is that of ``kernel.provenance.Basis``.
"""

from __future__ import annotations

from collections.abc import Iterable

from adhere.kernel.provenance import Basis, Source
from adhere.models.facts import Fact

_ORDER = tuple(Basis)


def strength(fact: Fact) -> int:
    """Return how weak the basis of a fact is, 0 the strongest."""
    return _ORDER.index(fact.basis)


def weakest(bases: Iterable[Basis]) -> Basis:
    """Return the weakest of several bases; raise ValueError for none."""
    return max(bases, key=_ORDER.index)


def each_once(*groups: tuple[Source, ...]) -> tuple[Source, ...]:
    """Return the sources of several groups in order, each once."""
    return tuple(dict.fromkeys(source for group in groups for source in group))
