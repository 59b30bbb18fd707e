# SPDX-License-Identifier: EUPL-1.2
"""How many domains are listed: section 2.3 of the template. Decided in docs/decisions/0019-domains-by-registration.md.

The figures are data: ``data/ranking.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.kernel.data import packaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The rule by which domains are listed, and how many it asks for."""

    rule: str
    count: int


def listed(domains: int, *, sme: bool) -> Listed:
    """Return how many of so many domains are listed; a part of one counts as one, so that the list never falls short."""
    figures = packaged("adhere.engine.domains", "data/ranking.toml")
    if not sme:
        return Listed(rule="top-tenth", count=-(-domains // figures["one-in"]))
    part = -(-domains // figures["sme-one-in"])
    most = figures["sme-most"]
    return (
        Listed(rule="sme-twentieth", count=part) if part <= most else Listed(rule="sme-thousand", count=most)
    )
