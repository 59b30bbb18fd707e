# SPDX-License-Identifier: EUPL-1.2
"""How a requirement stands on a date: in force or not, whom it binds, when it applies, and what takes it away.

Everything here follows from the records of the law: Article 113 for dates, Articles 53(2) and 54(6) for open source (which never reach
53(1)(c) and (d)), Article 111(3) for models of before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.law.records import Norm
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.records import Requirement

Status = Literal["not-yet-in-force", "in-force", "no-longer-in-force"]
OpenSource = Literal["exempt", "partly", "bound", "not-about-models"]
OPEN_SOURCE = "criterion:open-source-exempt"
ModelKind = Literal["general-purpose", "systemic-risk", "open-source"]
MODEL_KINDS: tuple[ModelKind, ...] = ("general-purpose", "systemic-risk", "open-source")
"""A model of which no more is known, one with systemic risk, and one that is exempt as open source."""
SYSTEMIC = "provider-systemic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """An exception that takes duties of a requirement away, all or some of them, under a criterion of the law."""

    exception: Norm
    duties: tuple[str, ...]
    whole: bool
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One requirement on one date; ``start`` and ``end`` are the days between which the first of its duties applies."""

    requirement: Requirement
    on: date
    norms: tuple[Norm, ...]
    status: Status
    start: date
    end: date | None
    holders: tuple[str, ...]
    addressees: tuple[str, ...]
    criteria: tuple[str, ...]
    reliefs: tuple[Relief, ...]
    successors: tuple[str, ...]
    """The requirements that took the place of one that is no longer in force."""

    @property
    def open_source(self) -> OpenSource:
        """What the exemption for open source does to it, whatever the date."""
        if not self.criteria:
            return "not-about-models"
        found = [relief for relief in self.reliefs if relief.exception.when == OPEN_SOURCE]
        if any(relief.whole for relief in found):
            return "exempt"
        return "partly" if found else "bound"


def standing(catalogue: Catalogue, requirement: Requirement, on: date) -> Standing:
    """Return how a requirement stands on a date."""
    norms = tuple(catalogue.norms[duty] for duty in requirement.duties)
    ends = [norm.end for norm in norms]
    return Standing(
        requirement=requirement,
        on=on,
        norms=norms,
        status=status(norms, on),
        start=min(norm.start for norm in norms),
        end=None if None in ends else max(end for end in ends if end),
        holders=catalogue.holders(requirement),
        addressees=_unique(one for norm in norms for one in norm.addressee),
        criteria=_unique(norm.when for norm in norms if norm.when),
        reliefs=tuple(_reliefs(catalogue, requirement, on)),
        successors=tuple(_successors(catalogue, requirement, norms)),
    )


def reaches(one: Standing, kind: str) -> bool:
    """Whether a requirement can concern the provider of a model of a kind: one with systemic risk has them all to reckon with."""
    if kind == "systemic-risk":
        return bool(one.criteria)
    about_models = bool(one.criteria) and set(one.holders) != {SYSTEMIC}
    return about_models and (kind != "open-source" or one.open_source != "exempt")


def status(norms: tuple[Norm, ...], on: date) -> Status:
    """Return where a date stands to the records: what is not yet in force becomes so by itself, and likewise ends."""
    if any(norm.in_force(on) for norm in norms):
        return "in-force"
    return "not-yet-in-force" if any(on < norm.start for norm in norms) else "no-longer-in-force"


def standings(catalogue: Catalogue, on: date) -> tuple[Standing, ...]:
    """Return how every requirement stands."""
    return tuple(standing(catalogue, one, on) for one in catalogue.requirements.values())


def _reliefs(catalogue: Catalogue, requirement: Requirement, on: date) -> list[Relief]:
    found = []
    for norm in catalogue.norms.values():
        taken = tuple(duty for duty in requirement.duties if duty in norm.disapplies)
        if norm.kind == "exception" and taken:
            whole = len(taken) == len(requirement.duties)
            found.append(Relief(exception=norm, duties=taken, whole=whole, in_force=norm.in_force(on)))
    return found


def _successors(catalogue: Catalogue, requirement: Requirement, norms: tuple[Norm, ...]) -> list[str]:
    following = {norm.replaced_by for norm in norms if norm.replaced_by}
    return [
        other.id
        for other in catalogue.requirements.values()
        if other.id != requirement.id and following & set(other.duties)
    ]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
