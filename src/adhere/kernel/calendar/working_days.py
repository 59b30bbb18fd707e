# SPDX-License-Identifier: EUPL-1.2
"""Calendars: which days are working days where an action is to be taken, as far as that is known.

Regulation (EEC, Euratom) No 1182/71, Article 2: every day that is no public holiday of the Member State or the institution, no Sunday
and no Saturday. A year without a list is unknown; nothing is guessed from other years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from adhere.kernel.calendar.wording import sentence, words
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.kernel.truth import Truth

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayList:
    """The public holidays of one year: the days, where they were read, and how sure that is.

    ``grade`` is ``official``, ``secondary`` or ``unverified``.
    """

    days: frozenset[date]
    source: Text
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days of an institution or a Member State: a list of holidays for each year that is known."""

    name: Text
    years: Mapping[int, HolidayList] = field(default_factory=dict)

    @classmethod
    def for_institution(cls, institution: str) -> Calendar:
        """Return the calendar of an institution, such as ``commission``; raise ValueError for one that is not listed."""
        return _of_institution(institution)

    @classmethod
    def for_country(cls, code: str) -> Calendar:
        """Return the national calendar of a Member State by its two letters (``EL`` too); raise ValueError for others."""
        return _of_country(words()["countries"]["aliases"].get(code.upper(), code.upper()))

    def is_working_day(self, day: date) -> Truth:
        """Return yes or no; unknown for a weekday in a year of which the public holidays are not known."""
        if day.weekday() >= SATURDAY:
            return Truth.NO
        holidays = self.years.get(day.year)
        return Truth.UNKNOWN if holidays is None else Truth.of(day not in holidays.days)

    def recurs(self, day: date) -> bool:
        """Return whether the same date was a public holiday in every year that is known."""
        here = (day.month, day.day)
        known = self.years.values()
        return bool(known) and all(here in {(one.month, one.day) for one in year.days} for year in known)


@cache
def _of_institution(institution: str) -> Calendar:
    names = words()["institution"]
    if institution not in names:
        raise ValueError(
            f"no public holidays are held for {institution!r}, only for: {', '.join(sorted(names))}"
        )
    records = packaged("adhere.kernel", "data/institution-holidays.toml")["year"]
    years = {
        record["year"]: HolidayList(
            days=frozenset(record["dates"]), source=plain(record["source"]), grade=record["grade"]
        )
        for record in records
        if record["institution"] == institution
    }
    return Calendar(name=text_of(names[institution]["name"]), years=years)


@cache
def _of_country(code: str) -> Calendar:
    known = words()["countries"]
    if code not in known["codes"]:
        raise ValueError(f"{code!r} is no Member State of the Union by its two letters, such as 'NL'")
    import holidays  # noqa: PLC0415 - a fifth of a second that only deadlines in Member States need
    from holidays.version import __version__  # noqa: PLC0415

    source = sentence("country_source", version=__version__)
    years = {
        year: HolidayList(
            days=frozenset(holidays.country_holidays(code, years=year)), source=source, grade="secondary"
        )
        for year in range(known["from"], known["until"] + 1)
    }
    return Calendar(name=sentence("country", code=code), years=years)
