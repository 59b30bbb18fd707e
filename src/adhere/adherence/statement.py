# SPDX-License-Identifier: EUPL-1.2
"""What a provider states about a code: to what extent it adheres, since when, and what it does per measure.

Article 56(7): providers may be invited to adhere; those without systemic risk may limit it to Article 53 unless they declare interest
in the full code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from adhere.kernel.finding import Place

Extent = Literal["full", "article-53", "chapters"]
Status = Literal["implemented", "partial", "planned", "not-started", "alternative", "not-applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file that shows a measure is carried out: relative to the dossier, with its digest and from when to when it counts.

    ``expires`` is the first day on which it no longer counts.
    """

    file: str
    sha256: str | None = None
    effective: date | None = None
    expires: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation:
    """How one measure is carried out; ``models`` is empty where it holds for all models that adhere."""

    measure: str
    status: Status
    how: str | None = None
    owner: str | None = None
    evidence: tuple[Evidence, ...] = ()
    alternative: str | None = None
    why: str | None = None
    planned_for: date | None = None
    models: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The day on which adherence was ended, and why."""

    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """One adherence to one code. ``since`` is None for a provider that did not sign and shows by the code what it does otherwise.

    ``chapters`` is filled where the extent is chapters; ``models`` is empty where all general-purpose models of the provider are meant;
    ``until`` is the first day on which it no longer holds.
    """

    code: str
    extent: Extent
    chapters: tuple[str, ...] = ()
    full_code_interest: bool = False
    models: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    withdrawn: Withdrawal | None = None
    implementations: tuple[Implementation, ...] = ()
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Where single fields stand, such as ``until``, ``withdrawn`` or ``chapters.0``."""

    def of(self, measure: str) -> Implementation | None:
        """Return what is stated of a measure, if anything is."""
        return next((one for one in self.implementations if one.measure == measure), None)

    def at(self, field_name: str) -> Place:
        """Return where a field stands; the adherence itself where that is not known."""
        return self.places.get(field_name, self.place)

    @property
    def end(self) -> date | None:
        """The first day on which it no longer holds, by its term or by withdrawal."""
        ends = (self.until, self.withdrawn.on if self.withdrawn else None)
        return min((day for day in ends if day is not None), default=None)

    def holds(self, on: date) -> bool:
        """Whether it binds on a date."""
        return self.since is not None and self.since <= on and (self.end is None or on < self.end)
