# SPDX-License-Identifier: EUPL-1.2
"""The parties to a code: who takes part in drawing it up, and whose interests it minds.

Article 56(3) and (4); data: ``data/parties.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One group; ``takes_part`` is false where its interests count though it has no seat."""

    id: str
    name: Text
    takes_part: bool


@cache
def parties() -> dict[str, Party]:
    """Return every group by id, in the order of the Regulation."""
    records = packaged("adhere.codes", "data/parties.toml")["party"]
    found = (
        Party(id=one["id"], name=text_of(one["name"]), takes_part=one.get("takes_part", True))
        for one in records
    )
    return {party.id: party for party in found}


def party_name(group: str) -> Text:
    """Return the name of a group; the id itself where it is none of ours."""
    known = parties().get(group)
    return known.name if known else plain(group)
