# SPDX-License-Identifier: EUPL-1.2
"""When a period of a code ends: the day that is safe in every reading, the other readings beside it, and why.

The GPAI code defines neither days nor business days and names no time zone. Days are counted by the calendar, the day after the event
first; where Regulation (EEC, Euratom) No 1182/71 gives another day, both are named and the earlier one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from adhere.codes.clockdata import clock_word, office_place, office_zone
from adhere.codes.code import Deadline
from adhere.kernel.calendar import Calendar, Period, Unit, deadline, spoken
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.kernel.truth import Truth

DAY = timedelta(days=1)
BACKWARDS = ("before", "at-least-before")
KEEPING = "at-least"
Calendars = Callable[[], Sequence[Calendar]]
"""Gives the calendars of business days when they are needed: that of a Member State takes a fifth of a second to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The last day, to its end; None where no day can be named.

    ``other`` is the last day in the other reading. ``hour`` is the moment before which one is in time in every reading, also where hours are counted or the day ends elsewhere.
    Where not ``certain``, the true last day may be later, since public holidays are not known.
    """

    day: date | None
    reasons: tuple[Text, ...] = ()
    other: date | None = None
    hour: datetime | None = None
    certain: bool = True


def commission() -> tuple[Calendar, ...]:
    """Return the calendar of the Commission alone, of which the AI Office is part."""
    return (Calendar.for_institution("commission"),)


def ending(at: date | datetime, clock: Deadline, calendars: Calendars = commission) -> Ending:
    """Return when a clock that an event starts, or ends, runs out."""
    if clock.amount is None or clock.unit is None:
        return Ending(day=None, reasons=(clock_word("why", "reasonable"),))
    day, zones = counted_day(at, later=clock.direction == KEEPING)
    if clock.amount == 0:
        found = _at_once(day, clock)
    elif clock.unit == "business-days":
        found = _in_business_days(day, int(clock.amount), calendars())
    else:
        period = Period(
            count=int(clock.amount), unit=Unit(clock.unit), backwards=clock.direction in BACKWARDS
        )
        found = _back(day, period) if period.backwards else _onward(at, day, period, clock)
    return Ending(
        day=found.day,
        other=found.other,
        hour=found.hour,
        certain=found.certain,
        reasons=(*found.reasons, *zones),
    )


def counted_day(at: date | datetime, *, later: bool = False) -> tuple[date, tuple[Text, ...]]:
    """Return the day an event falls on: of that where it was recorded and that of the office, the earlier, or the later."""
    if not isinstance(at, datetime):
        return at, ()
    own = at.date()
    there = own if at.tzinfo is None else _office_day(at)
    if own == there:
        return own, ()
    chosen = max(own, there) if later else min(own, there)
    values = {"own": spoken(own), "other": spoken(there), "place": office_place()}
    which = clock_word("why", "later" if later else "earlier")
    return chosen, (clock_word("why", "zone", which=which, **values),)


def plain_day(day: date, clock: Deadline, times: int = 1) -> date | None:
    """Return the day by the calendar alone, some times the length of a clock later; None where a date cannot hold it."""
    count = int(clock.amount or 0) * times
    try:
        if clock.unit in ("days", "weeks"):
            return day + count * (7 * DAY if clock.unit == "weeks" else DAY)
        if clock.unit is None or clock.unit == "business-days" or not count:
            return ending(day, replace(clock, amount=Decimal(count))).day if clock.amount else None
        end = deadline(day, Period(count=count, unit=Unit(clock.unit)), Calendar(name=plain("-")))
    except OverflowError:
        return None
    return None if end.beyond else end.moved_from or end.day


def _office_day(at: datetime) -> date:
    try:
        return at.astimezone(_office()).date()
    except OverflowError:  # the first or the last day that a date can hold
        return at.date()


@cache
def _office() -> ZoneInfo:
    return ZoneInfo(office_zone())


def _at_once(day: date, clock: Deadline) -> Ending:
    """Return the end of a period of no days: the day itself, or the one before it."""
    if clock.direction not in BACKWARDS:
        return Ending(day=day, reasons=(clock_word("why", "same-day", day=spoken(day)),))
    if day == date.min:
        return Ending(day=None, reasons=(clock_word("why", "beyond"),))
    last = day - DAY
    return Ending(day=last, reasons=(clock_word("why", "before", start=spoken(day), day=spoken(last)),))


def _onward(at: date | datetime, day: date, period: Period, clock: Deadline) -> Ending:
    end = deadline(day, period, commission()[0])
    if end.beyond:
        return Ending(day=None, reasons=(clock_word("why", "beyond"),))
    last = end.moved_from or end.day
    told = {"length": period.label, "start": spoken(day), "day": spoken(last)}
    reasons = [clock_word("why", "counted", **told)]
    other = None
    if end.day != last:
        other = end.day
        key = "keep-regulation" if clock.direction == KEEPING else "regulation"
        reasons.append(clock_word("why", key, day=spoken(other)))
    hour = _in_hours(at, period, last) if clock.direction != KEEPING else None
    if hour is not None and isinstance(at, datetime):
        reasons.append(_hour_text(at, hour))
    return Ending(day=last, other=other, hour=hour, reasons=tuple(reasons))


def _in_hours(at: date | datetime, period: Period, last: date) -> datetime | None:
    """Return the moment so many times 24 real hours later, or the end of the last day where the office sits if that is sooner."""
    if not isinstance(at, datetime) or at.tzinfo is None or period.unit is not Unit.DAYS:
        return None
    try:
        counted = at.astimezone(UTC) + period.count * DAY
        midnight = datetime.combine(last + DAY, time(), tzinfo=_office())
        return min(counted, midnight).astimezone(at.tzinfo)
    except OverflowError:
        return None


def _hour_text(start: datetime, end: datetime) -> Text:
    values = {"day": spoken(end.date()), "time": end.strftime("%H:%M"), "zone": zone_text(end)}
    began = Text(f"{spoken(start.date()).en}, {start:%H:%M}", f"{spoken(start.date()).nl}, {start:%H:%M}")
    return clock_word("why", "hour", start=began, **values)


def zone_text(at: datetime) -> str:
    """Return the time zone of a moment as its distance from Coordinated Universal Time."""
    return "UTC" if not at.utcoffset() else f"UTC{at.strftime('%z')[:3]}:{at.strftime('%z')[3:5]}"


def _back(day: date, period: Period) -> Ending:
    end = deadline(day, period, commission()[0])
    if end.beyond or end.day == date.min:
        return Ending(day=None, reasons=(clock_word("why", "beyond"),))
    plain_day, regulation = end.moved_from or end.day, end.day - DAY
    last = min(plain_day, regulation)
    values = {"plain": spoken(plain_day), "regulation": spoken(regulation), "day": spoken(last)}
    told = clock_word("why", "back", length=period.label, start=spoken(day), **values)
    return Ending(day=last, other=plain_day, reasons=(told,))


def _in_business_days(day: date, count: int, calendars: Sequence[Calendar]) -> Ending:
    ends = [_business(day, count, calendar) for calendar in calendars]
    known = [one for one in ends if one.day is not None]
    if not known:
        return Ending(day=None, reasons=(clock_word("why", "beyond"),))
    first = min(known, key=lambda one: (one.day or date.max, not one.certain))
    others = [
        clock_word("why", "other-calendar", calendar=calendar.name, day=spoken(one.day))
        for calendar, one in zip(calendars, ends, strict=True)
        if one.day is not None and one.day != first.day
    ]
    latest = max(one.day for one in known if one.day is not None)
    return Ending(
        day=first.day,
        other=latest if latest != first.day else None,
        certain=first.certain,
        reasons=(*first.reasons, *others),
    )


def _business(day: date, count: int, calendar: Calendar) -> Ending:
    end = deadline(day, Period(count=count, unit=Unit.WORKING_DAYS), calendar)
    if end.beyond:
        return Ending(day=None)
    unknown = sorted({one.year for one in _doubted(day, end.day, calendar)})
    told = {"length": _business_text(count), "start": spoken(day), "day": spoken(end.day)}
    reasons = [clock_word("why", "business", calendar=calendar.name, **told)]
    for year in unknown:
        values = {"year": year, "calendar": calendar.name, "day": spoken(end.day)}
        reasons.append(clock_word("why", "holidays-unknown", **values))
    return Ending(day=end.day, certain=not unknown, reasons=tuple(reasons))


def _doubted(day: date, end: date, calendar: Calendar) -> Iterator[date]:
    while day < end:
        day += DAY
        if calendar.is_working_day(day) is Truth.UNKNOWN:
            yield day


def _business_text(count: int) -> Text:
    record = packaged("adhere.codes", "data/words-clocks.toml")["unit"]["business-days"]
    return text_of(record["one" if count == 1 else "many"]).filled({"count": count})
