# SPDX-License-Identifier: EUPL-1.2
"""Periods: so many hours, days, working days, weeks, months or years, counted on from an event or back from it.

Regulation (EEC, Euratom) No 1182/71, Article 3(2). Parts of months (Article 3(2)(d)) do not occur in the law we hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from adhere.kernel.calendar.wording import words
from adhere.kernel.text import Text, text_of


class Unit(StrEnum):
    """What a period is expressed in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WRITTEN = re.compile(r"(?P<count>[1-9]\d{0,3}) (?P<unit>hour|day|working day|week|month|year)s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of one unit or more; ``backwards`` where the law counts back from a date or event."""

    count: int
    unit: Unit
    backwards: bool = False

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"a period lasts at least one unit, not {self.count}")

    @classmethod
    def parse(cls, written: str, *, backwards: bool = False) -> Period:
        """Return the period of ``2 weeks``, ``72 hours`` or ``5 working days``; raise ValueError for anything else."""
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise ValueError(f"{written!r} is no period, such as '2 weeks', '72 hours' or '5 working days'")
        return cls(count=int(match["count"]), unit=Unit(f"{match['unit']}s"), backwards=backwards)

    def __str__(self) -> str:
        return self.label.en

    @property
    def label(self) -> Text:
        """The period as one says it: ``2 weeks``, ``2 weken``."""
        record = words()["unit"][self.unit.value]
        return text_of(record["one" if self.count == 1 else "many"]).filled({"count": self.count})

    @property
    def may_lack_working_days(self) -> bool:
        """Whether Article 3(5) can bite: two days or more, but not so long that two working days are sure to lie within."""
        return self.unit is Unit.WEEKS or (self.unit is Unit.DAYS and self.count >= 2)
