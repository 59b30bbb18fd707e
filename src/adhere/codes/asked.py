# SPDX-License-Identifier: EUPL-1.2
"""What a code was asked to deal with, held against what it does deal with: how each provision that was asked stands.

Article 56(2): which provisions codes cover at least; whoever opens the drawing up of a code names them, and may name more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adhere.codes.coverage import Coverage, Standing
from adhere.codes.ground import Obligation, parents


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A provision that was asked, the obligations at or below it, and how it stands; unknown where none stands there on the date."""

    provision: str
    obligations: tuple[Obligation, ...]
    standing: Standing


def asked(found: Coverage, provisions: Iterable[str]) -> tuple[Asked, ...]:
    """Return how each provision that was asked stands."""
    return tuple(_one(found, provision) for provision in dict.fromkeys(provisions))


def _one(found: Coverage, provision: str) -> Asked:
    within = tuple(
        one for one in found.ground.obligations if any(provision in parents(name) for name in one.provisions)
    )
    return Asked(provision=provision, obligations=within, standing=_together(found, within))


def _together(found: Coverage, within: tuple[Obligation, ...]) -> Standing:
    """Return how obligations stand as one: whole where all are, open where none is served at all, and part between those."""
    standings = {found.standing(one) for one in within}
    if not standings or "unknown" in standings:
        return "unknown"
    if len(standings) == 1:
        return standings.pop()
    return "whole" if standings == {"whole", "left"} else "part"
