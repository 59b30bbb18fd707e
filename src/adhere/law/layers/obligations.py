# SPDX-License-Identifier: EUPL-1.2
"""Records of the spine attached to the words they rest on: duties, powers, rights and the others, by the provisions they name.

A record is attached to the unit of its provision; where a text has no such unit, to the nearest one above it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from adhere.law.records import Norm


def attached(norms: Iterable[Norm], units: Collection[str], on: date) -> Mapping[str, tuple[Norm, ...]]:
    """Return the records in force on a day, by the unit they belong to."""
    found: dict[str, dict[str, Norm]] = {}
    for norm in norms:
        if not norm.in_force(on):
            continue
        for provision in norm.provisions:
            unit = _nearest(provision, units)
            if unit is not None:
                found.setdefault(unit, {})[norm.id] = norm
    return {unit: tuple(held.values()) for unit, held in found.items()}


def _nearest(provision: str, units: Collection[str]) -> str | None:
    while provision not in units:
        provision, dot, _ = provision.rpartition(".")
        if not dot:
            return None
    return provision
