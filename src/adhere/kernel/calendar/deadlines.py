# SPDX-License-Identifier: EUPL-1.2
"""Deadlines: the day, or the moment, on which a period ends, and why it is that one.

Regulation (EEC, Euratom) No 1182/71, Article 3; for weeks, months and years as the Court reads it (C-171/03, Toeters and Verberk): the
period ends on the day with the name or the number of the day of the event. What ends a day, ends with its last hour.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta

from adhere.kernel.calendar.periods import Period, Unit
from adhere.kernel.calendar.wording import sentence, words
from adhere.kernel.calendar.working_days import Calendar
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The end of a period.

    ``day`` is the last day, on which the period ends with the last hour; counted back, the day with which it opens. ``hour`` is set for
    periods in hours: the moment at which the last hour is over. ``moved_from`` is where the period would have ended without
    Article 3(4) and (5). Where not ``certain``, the reasons say what is not known; what is shown is then the end that is safe.
    Where ``beyond``, the end lies outside the years that a date can hold; ``day`` is then the last or the first of them.
    """

    day: date
    certain: bool
    reasons: tuple[Text, ...] = ()
    hour: datetime | None = None
    moved_from: date | None = None
    beyond: bool = False


def deadline(event: date | datetime, period: Period, calendar: Calendar) -> Deadline:
    """Return the end of a period that an event sets running.

    A datetime matters to periods in hours only, and then in its own time zone; one without a zone knows no change of the clock.
    """
    try:
        if period.unit is Unit.HOURS:
            return _in_hours(event, period, calendar)
        return _in_days(event.date() if isinstance(event, datetime) else event, period, calendar)
    except OverflowError:
        return _beyond(period)


def _beyond(period: Period) -> Deadline:
    key, day = ("beyond_earlier", date.min) if period.backwards else ("beyond_later", date.max)
    return Deadline(day=day, certain=False, beyond=True, reasons=(sentence(key, day=day),))


@dataclass(slots=True, kw_only=True)
class _Count:
    """Counts days one way and remembers which years it had to ask for and which it could not answer."""

    calendar: Calendar
    step: timedelta
    asked: set[int] = field(default_factory=set)
    doubted: list[date] = field(default_factory=list)

    def works(self, day: date) -> bool:
        """Return whether a day may be a working day; doubt is remembered."""
        truth = self.calendar.is_working_day(day)
        if truth is Truth.UNKNOWN:
            self.doubted.append(day)
        elif day.year in self.calendar.years:
            self.asked.add(day.year)
        return truth is not Truth.NO

    def working_days(self, start: date, count: int) -> date:
        """Return the day that is so many working days from the start, which is not counted."""
        while count:
            start += self.step
            count -= self.works(start)
        return start

    def two_working_days(self, event: date, end: date) -> date:
        """Return the end, put off until two working days lie between the event and it (Article 3(5))."""
        if self._surely_two(event, end):
            return end
        farthest = max if self.step > timedelta() else min
        return farthest(end, self.working_days(event, 2))

    def _surely_two(self, event: date, end: date) -> bool:
        found, day = 0, event
        while day != end and found < 2:
            day += self.step
            found += self.calendar.is_working_day(day) is Truth.YES
        return found == 2


def _in_days(event: date, period: Period, calendar: Calendar) -> Deadline:
    count = _Count(calendar=calendar, step=-DAY if period.backwards else DAY)
    reached, reasons = _reached(event, period, count)
    end, moves = _moved(event, reached, period, count)
    if period.backwards:
        moves.append(sentence("counted_back", day=end, before=end - DAY))
    doubts = _doubts(count, end)
    return Deadline(
        day=end,
        certain=not doubts,
        moved_from=None if end == reached else reached,
        reasons=(*reasons, *moves, *doubts, *_sources(count)),
    )


def _moved(event: date, reached: date, period: Period, count: _Count) -> tuple[date, list[Text]]:
    """Return where Article 3(4) and (5) put the end; periods counted back know the second only."""
    end, reasons = reached, []
    if not period.backwards and not count.works(reached):
        end = count.working_days(reached, 1)
        reasons.append(sentence("moved", day=reached))
    if period.may_lack_working_days:
        put_off = count.two_working_days(event, end)
        if put_off != end:
            end = put_off
            reasons.append(sentence("two_working_days"))
    return end, reasons


def _reached(event: date, period: Period, count: _Count) -> tuple[date, list[Text]]:
    """Return where the period would end by Article 3(1) and (2) alone."""
    match period.unit:
        case Unit.WORKING_DAYS:
            return count.working_days(event, period.count), []
        case Unit.DAYS | Unit.WEEKS:
            return event + count.step * period.count * (7 if period.unit is Unit.WEEKS else 1), []
        case _:
            months = period.count * (12 if period.unit is Unit.YEARS else 1)
            return _months_on(event, -months if period.backwards else months)


def _months_on(event: date, months: int) -> tuple[date, list[Text]]:
    year, month = divmod(event.year * 12 + event.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(year)
    last = monthrange(year, month + 1)[1]
    reasons = [sentence("month_end", number=event.day)] if event.day > last else []
    return date(year, month + 1, min(event.day, last)), reasons


def _in_hours(event: date | datetime, period: Period, calendar: Calendar) -> Deadline:
    reasons = []
    if not isinstance(event, datetime):
        event = datetime.combine(event, time())
        reasons.append(sentence("hour_unknown"))
    first = event.replace(
        minute=0, second=0, microsecond=0
    )  # Article 3(1): the hour of the event does not count
    end = _later(first, -period.count if period.backwards else period.count + 1)
    count = _Count(calendar=calendar, step=-DAY if period.backwards else DAY)
    day = end.date() if period.backwards else (end - timedelta(microseconds=1)).date()
    if period.count >= 48 and _fewer_than_two_working_days(first, day, count):
        reasons.append(sentence("hours_two_days"))
    return Deadline(day=day, hour=end, certain=not reasons, reasons=tuple(reasons))


def _later(moment: datetime, hours: int) -> datetime:
    """Return the moment so many real hours later, also where the clocks change in between."""
    if moment.tzinfo is None:
        return moment + hours * HOUR
    return (moment.astimezone(UTC) + hours * HOUR).astimezone(moment.tzinfo)


def _fewer_than_two_working_days(first: datetime, day: date, count: _Count) -> bool:
    before = first.date() - count.step  # the day of the event holds hours of the period
    return count.two_working_days(before, day) != day


def _doubts(count: _Count, end: date) -> list[Text]:
    name = count.calendar.name
    key = "unknown_later" if count.step > timedelta() else "unknown_earlier"
    unknown = [
        sentence(key, calendar=name, year=year, day=end)
        for year in sorted({day.year for day in count.doubted})
    ]
    recurring = [
        sentence("recurring", day=day) for day in dict.fromkeys(count.doubted) if count.calendar.recurs(day)
    ]
    unverified = [
        sentence("unverified", calendar=name, year=year)
        for year in sorted(count.asked)
        if count.calendar.years[year].grade == "unverified"
    ]
    return unknown + recurring + unverified


def _sources(count: _Count) -> list[Text]:
    grades = words()["grade"]
    return [
        sentence(
            "holidays",
            calendar=count.calendar.name,
            year=year,
            source=found.source,
            grade=text_of(grades[found.grade]),
        )
        for year, found in sorted(count.calendar.years.items())
        if year in count.asked
    ]
