# SPDX-License-Identifier: EUPL-1.2
"""What Article 56(6) makes of a code on a date: who assesses, whether approval is possible, who publishes; and the fallback of 56(9).

Both wordings come from ``adhere.law``; ``data/regime.toml`` only says which record of the law plays which part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from adhere.kernel.data import packaged
from adhere.law.library import Law
from adhere.law.records import Norm

PROVISION = "aia:art-56.6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The wording of Article 56(6) on a date; ``applies`` says whether it applied then, or only stood in the text."""

    on: date
    assessing: Norm | None
    approving: Norm | None
    applies: bool

    @property
    def assessors(self) -> tuple[str, ...]:
        """The roles that assess a code."""
        return self.assessing.holder if self.assessing else ()

    @property
    def board_first(self) -> bool:
        """Whether the Board's opinion is weighed in the assessment of another, so that it comes first."""
        return bool(self.assessing) and "board" not in self.assessors

    @property
    def published(self) -> bool:
        """Whether the assessment goes to the public."""
        return self.assessing is not None and "public" in self.assessing.addressee


def regime(law: Law, on: date) -> Regime:
    """Return what stood on a date; before the first day of the wording there is nothing."""
    assessing = _standing(law, "assessing", on)
    return Regime(
        on=on,
        assessing=assessing,
        approving=_standing(law, "approving", on),
        applies=assessing is not None and assessing.in_force(on),
    )


def approval_ended(law: Law) -> date | None:
    """Return the first day on which approval was no longer possible."""
    return max((norm.end for norm in _norms(law, "approving") if norm.end), default=None)


def ready_by(law: Law) -> date:
    """Return the day by which codes had to be ready."""
    return _day(law, "ready")


def fallback_from(law: Law, family: str) -> date | None:
    """Return the day from which common rules were possible for want of a code; None where the law sets none."""
    return _day(law, f"fallback_day_{family}") if f"fallback_day_{family}" in _parts() else None


def fallback(law: Law, family: str, on: date) -> Norm | None:
    """Return the power to set common rules for codes of a family, where it stands on a date."""
    return _standing(law, f"fallback_{family}", on) if f"fallback_{family}" in _parts() else None


def assessor_for(role: str) -> tuple[str, ...]:
    """Return the roles of the law for which a body acts: the AI Office is a part of the Commission."""
    return (role, *packaged("adhere.monitoring", "data/regime.toml")["acts_as"].get(role, ()))


def _day(law: Law, part: str) -> date:
    day = _norms(law, part)[0].details["day"]
    assert isinstance(day, date)  # noqa: S101 - what TOML calls a date
    return day


def _standing(law: Law, part: str, on: date) -> Norm | None:
    return next((norm for norm in _norms(law, part) if norm.worded(on)), None)


def _norms(law: Law, part: str) -> tuple[Norm, ...]:
    names = _parts()[part]
    articles = dict.fromkeys(f"aia:{name.partition(':')[2].partition('.')[0]}" for name in names)
    return tuple(norm for article in articles for norm in law.article(article).norms if norm.id in names)


@cache
def _parts() -> dict[str, list[str]]:
    table: dict[str, list[str]] = packaged("adhere.monitoring", "data/regime.toml")["part"]
    return table
