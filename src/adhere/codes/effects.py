# SPDX-License-Identifier: EUPL-1.2
"""What a change of a code does to its coverage: obligations that are now served, no longer served, or served by other measures.

Article 56(2), on one date for both versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.codes.coverage import Coverage, coverage
from adhere.codes.difference import Difference
from adhere.codes.ground import Obligation
from adhere.law.library import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An obligation that is served otherwise than before, and by which measures.

    ``untold`` where the newer version has measures for it or not, but not all of its content is known.
    """

    kind: Literal["gained", "lost", "shifted", "untold"]
    obligation: Obligation
    before: tuple[str, ...]
    after: tuple[str, ...]


def effects(found: Difference, law: Law, on: date) -> tuple[Effect, ...]:
    """Return what differs in coverage; nothing where the two are held against different things."""
    if found.before.family != found.after.family:
        return ()
    old, new = coverage(found.before, law, on), coverage(found.after, law, on)
    return tuple(_effects(found, old, new))


def _effects(found: Difference, old: Coverage, new: Coverage) -> Iterator[Effect]:
    for obligation in new.ground.obligations:
        before, after = old.serving(obligation), new.serving(obligation)
        followed = {found.numbering.now(name) for name in before}
        if followed == set(after):
            continue
        kind: Literal["gained", "lost", "shifted", "untold"] = (
            "gained" if not before else "shifted" if after else "untold" if new.unknown else "lost"
        )
        yield Effect(kind=kind, obligation=obligation, before=before, after=after)
