# SPDX-License-Identifier: EUPL-1.2
"""Due dates in a calendar file that calendar programs read, the same bytes each time."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from adhere.exchange.calendar import Event, calendar
from adhere.kernel.text import Text

STAMP = date(2026, 11, 22)
EVENT = Event(
    uid="request-1@example",
    day=date(2026, 12, 6),
    title=Text("Answer due", "Antwoord uiterlijk"),
    description=Text(
        "To a downstream provider; 14 days, see: a\\b", "Aan een aanbieder; 14 dagen, zie: a\\b\nTweede regel"
    ),
    url="https://example.org/request",
)
OTHER = Event(
    uid="a", day=date(2026, 12, 1), title=Text("First", "Eerst"), description=Text("x" * 300, "é" * 300)
)


def events(content: bytes):
    return Calendar.from_ical(content).walk("VEVENT")


def test_the_last_day_a_date_can_hold_is_an_event_without_an_end():
    (event,) = events(calendar([replace(EVENT, day=date.max)], "nl", STAMP))
    assert event.decoded("DTSTART") == date.max
    assert "DTEND" not in event


def test_an_event_is_read_back_as_it_was():
    (event,) = events(calendar([EVENT], "nl", STAMP))
    assert event["UID"] == "request-1@example"
    assert event.decoded("DTSTART") == date(2026, 12, 6)
    assert event.decoded("DTEND") == date(2026, 12, 7)
    assert event["SUMMARY"] == "Antwoord uiterlijk"
    assert event["DESCRIPTION"] == "Aan een aanbieder; 14 dagen, zie: a\\b\nTweede regel"
    assert event["URL"] == "https://example.org/request"
    assert event.decoded("DTSTAMP").date() == STAMP


def test_the_language_chosen_is_written():
    content = calendar([EVENT], "en", STAMP)
    assert b"Answer due" in content
    assert b"Antwoord" not in content


def test_the_order_of_events_and_the_clock_do_not_matter():
    assert calendar([EVENT, OTHER], "nl", STAMP) == calendar(iter([OTHER, EVENT]), "nl", STAMP)
    assert [event["UID"] for event in events(calendar([EVENT, OTHER], "nl", STAMP))] == [
        "a",
        "request-1@example",
    ]


def test_lines_are_folded_and_end_as_the_standard_asks():
    lines = calendar([OTHER], "nl", STAMP).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    assert events(b"\r\n".join(lines))[0]["DESCRIPTION"] == "é" * 300


def test_no_text_can_add_a_line_of_its_own():
    evil = Event(
        uid="u", day=STAMP, title=Text("a\r\nURL:x", "a\r\nURL:x"), description=Text("\x00\x07b", "\x00\x07b")
    )
    (event,) = events(calendar([evil], "nl", STAMP))
    assert "URL" not in event
    assert event["DESCRIPTION"] == "b"


def test_a_calendar_without_events_is_still_one():
    assert calendar([], "nl", STAMP).startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("field", ["VERSION:2.0", "PRODID:-//adhere//", "METHOD:PUBLISH"])
def test_the_calendar_says_what_the_standard_asks(field: str):
    assert field.encode() in calendar([], "en", STAMP)


def test_a_meeting_has_hours_takes_up_time_and_can_be_cancelled():
    span = (datetime(2026, 12, 6, 9, tzinfo=UTC), datetime(2026, 12, 6, 11, tzinfo=UTC))
    (event,) = events(calendar([replace(EVENT, span=span, place="Room 1", cancelled=True)], "nl", STAMP))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == span
    assert (event["LOCATION"], event["STATUS"]) == ("Room 1", "CANCELLED")
    assert "TRANSP" not in event
