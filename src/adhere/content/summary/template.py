# SPDX-License-Identifier: EUPL-1.2
"""What the template of Article 53(1)(d) and its explanatory notice put in figures, by date: ``data/template.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from adhere.kernel.calendar import Calendar, Period, deadline
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule:
    """A share that something has to pass to count; strictly, as the template says "more than"."""

    value: Fraction
    content: Text

    def passed(self, part: int, whole: int) -> bool:
        """Whether a part of a whole is more than the share."""
        return part * self.value.denominator > whole * self.value.numerator


@cache
def share(name: str) -> ShareRule:
    """Return a share by id."""
    record = _record("share", name)
    return ShareRule(value=Fraction(record["value"]), content=text_of(record["content"]))


@cache
def period(name: str) -> Period:
    """Return a period by id."""
    return Period.parse(_record("period", name)["length"])


@cache
def limit(name: str) -> int:
    """Return a limit of ours by id."""
    return int(_record("limit", name)["value"])


def end_of(event: date, length: Period) -> date | None:
    """Return the last day of a period; None where that is beyond what a date can hold."""
    end = deadline(event, length, Calendar(name=plain("-")))
    return None if end.beyond else end.moved_from or end.day


@cache
def grace_record() -> str:
    """Return the record of the law that gives models from before the obligations their grace."""
    return str(_record("day", "placed-before")["record"])


def _record(kind: str, name: str) -> dict[str, Any]:
    table = packaged("adhere.content.summary", "data/template.toml")
    return next(record for record in table[kind] if record["id"] == name)
