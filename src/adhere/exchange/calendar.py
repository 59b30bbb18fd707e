# SPDX-License-Identifier: EUPL-1.2
"""Due dates and meetings as a calendar file that any calendar program reads: a due date is an event of a whole day.

iCalendar, RFC 5545; written with the icalendar library. The same events and date give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from adhere import __version__
from adhere.kernel.text import Language, Text

if TYPE_CHECKING:
    import icalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that is due on a day; ``uid`` stays the same when its day changes, so that programs move it."""

    uid: str
    day: date
    title: Text
    description: Text
    url: str | None = None
    span: tuple[datetime, datetime] | None = None
    """From when until when, of a meeting; it takes up time, and a due date does not."""
    place: str = ""
    cancelled: bool = False


def calendar(events: Iterable[Event], language: Language, stamp: date) -> bytes:
    """Return a calendar in one language; ``stamp`` is the date it is made, which RFC 5545 wants on each event."""
    import icalendar  # noqa: PLC0415 - heavy, and only calendars need it

    whole = icalendar.Calendar()
    whole.add("prodid", f"-//adhere//adhere {__version__}//{language.upper()}")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for event in sorted(events, key=lambda event: (event.day, event.uid)):
        whole.add_component(_component(event, language, stamp))
    content: bytes = whole.to_ical()
    return content


def _component(event: Event, language: Language, stamp: date) -> icalendar.Event:
    import icalendar  # noqa: PLC0415

    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", datetime.combine(stamp, time(), tzinfo=UTC))
    if event.span is not None:
        component.add("dtstart", event.span[0].astimezone(UTC))
        component.add("dtend", event.span[1].astimezone(UTC))
    else:
        component.add("dtstart", event.day)
        if event.day < date.max:  # without an end, an event of a whole day lasts that day (RFC 5545, 3.6.1)
            component.add("dtend", event.day + timedelta(days=1))  # the first day that is none of it
    component.add("summary", _clean(event.title.in_(language)), parameters={"LANGUAGE": language})
    component.add("description", _clean(event.description.in_(language)), parameters={"LANGUAGE": language})
    if event.span is None:
        component.add("transp", "TRANSPARENT")  # a day on which something is due is not a day that is taken
    if event.place:
        component.add("location", _clean(event.place))
    if event.cancelled:
        component.add("status", "CANCELLED")
    if event.url:
        component.add("url", event.url)
    return component


def _clean(text: str) -> str:
    """Return a text without control characters, which RFC 5545 does not allow; new lines stay."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")
