# SPDX-License-Identifier: EUPL-1.2
"""What a standard is made for and what it supports: provisions, and the requirements that rest on them. Articles 40 and 56(8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.requirements.catalogue import catalogue
from adhere.law.requirements.records import Requirement
from adhere.monitoring.standards import STATES, state_text
from adhere.portal.register.models import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A provision that a standard is made for, by its id, and the requirements that rest on it or on a part of it."""

    provision: str
    requirements: tuple[Requirement, ...]


def supported_by(standard: Standard) -> Iterator[Supported]:
    """Yield what a standard is made for, in the order it is recorded."""
    every = catalogue().requirements.values()
    for target in standard.targets:
        rest = tuple(
            one
            for one in every
            if any(within(source, target) or within(target, source) for source in one.sources)
        )
        yield Supported(provision=target, requirements=rest)


def state_of(standard: Standard) -> Text:
    """Return how far a standard has come; the word that was recorded where it is none of ours."""
    known = next((one for one in STATES if one == standard.status), None)
    return state_text(known) if known else Text(standard.status, standard.status)
