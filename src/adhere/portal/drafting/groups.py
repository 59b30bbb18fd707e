# SPDX-License-Identifier: EUPL-1.2
"""The groups of Article 56(3) as kinds of organisation take part in them, and which of them have to be independent.

Data: ``portal/data/drafting.toml``; the groups themselves are those of ``codes.parties``.
"""

from __future__ import annotations

from functools import cache

from adhere.codes.parties import party_name
from adhere.kernel.data import packaged
from adhere.portal.languages import current


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Return for each kind of organisation that takes part the groups it can count in."""
    found = packaged("adhere.portal", "data/drafting.toml")["groups"]
    return {kind: tuple(groups) for kind, groups in found.items()}


@cache
def independent() -> frozenset[str]:
    """Return the groups whose people hold no interest of their own in what is drawn up."""
    return frozenset(packaged("adhere.portal", "data/drafting.toml")["independent"]["groups"])


def group_choices(kind: str) -> list[tuple[str, str]]:
    """Return the groups an organisation of a kind can choose from, in the language of the page."""
    return [(group, party_name(group).in_(current())) for group in kinds().get(kind, ())]
