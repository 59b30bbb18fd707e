# SPDX-License-Identifier: EUPL-1.2
"""Working groups without interested chairs, meetings, minutes and the calendar. Article 56(3)."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from tests.portal.drafted import begun, opened, published

from adhere.portal.audit.models import Event
from adhere.portal.drafting.models import Group, Meeting, Minutes, Seat
from adhere.portal.people.models import Interest

pytestmark = pytest.mark.django_db
BASE = "/en/drafting/example-code"
MEETING = {
    "kind": "plenary", "title_en": "First plenary", "title_nl": "Eerste plenaire", "starts": "2027-01-20T10:00",
    "ends": "2027-01-20T12:00", "place": "Room 1",
}  # fmt: skip


@pytest.fixture
def group(office: Any) -> Group:
    opened(office)
    form = {"name_en": "Risk", "name_nl": "Risico", "task_en": "Risks.", "task_nl": "Risico's."}
    assert office.client.post(f"{BASE}/groups/new/", form).status_code == 302
    return Group.objects.get()


def test_a_chair_holds_no_interest(group: Group, office: Any, player: Any, visitor: Any) -> None:
    expert = player("expert", "writer")
    interest = Interest.objects.create(person=expert.person, nature="Shares", party="Example B.V. (example)")
    form = {"email": expert.person.email.upper(), "part": "chair"}
    address = f"{BASE}/groups/{group.pk}/seat/"
    refused = office.client.post(address, form)
    assert refused.status_code == 422
    assert "cannot chair" in refused.content.decode()
    assert office.client.post(address, form | {"part": "member"}).status_code == 302
    interest.ended = interest.declared
    interest.save()
    assert office.client.post(address, form).status_code == 302
    assert office.client.post(address, form).status_code == 409
    assert [row.part for row in Seat.objects.filter(until=None)] == ["chair"]
    page = visitor.get(f"{BASE}/groups/{group.pk}/").content.decode()
    assert "none declared" in page
    assert expert.person.name in page
    Interest.objects.create(person=expert.person, nature="New shares")
    later = visitor.get(f"{BASE}/groups/{group.pk}/").content.decode()
    assert "1 declared" in later
    assert "New shares" not in later
    assert "New shares" in office.client.get(f"{BASE}/groups/{group.pk}/").content.decode()


def test_a_seat_is_for_someone_known_and_ends_once(
    group: Group, office: Any, player: Any, provider: Any
) -> None:
    address = f"{BASE}/groups/{group.pk}/seat/"
    assert (
        "Nobody here signs in"
        in office.client.post(address, {"email": "no@example.com", "part": "member"}).content.decode()
    )
    assert provider.client.get(address).status_code == 403
    office.client.post(address, {"email": player("downstream").person.email, "part": "observer"})
    seat = Seat.objects.get()
    assert office.client.post(f"{BASE}/seats/{seat.pk}/end/").status_code == 302
    assert office.client.post(f"{BASE}/seats/{seat.pk}/end/").status_code == 409


def test_members_are_counted_for_the_public_and_named_for_the_office(
    group: Group, office: Any, player: Any, visitor: Any
) -> None:
    member = player("downstream")
    Seat.objects.create(group=group, person=member.person, part="member")
    public = visitor.get(f"/nl/drafting/example-code/groups/{group.pk}/").content.decode()
    assert "lid: 1" in public
    assert member.person.name not in public
    assert member.person.name in office.client.get(f"{BASE}/groups/{group.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends": "2027-01-20T09:00"}, "ends before it starts"),
        ({"kind": "group"}, "Name the working group"),
        ({"starts": "soon"}, "id_starts"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_told(office: Any, changes: dict[str, str], told: str) -> None:
    opened(office)
    answer = office.client.post(f"{BASE}/meetings/new/", MEETING | changes)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_meetings_and_days_are_in_the_calendar(office: Any, visitor: Any) -> None:
    work = opened(office)
    published(begun(work, office)[0], office)
    assert office.client.post(f"{BASE}/meetings/new/", MEETING).status_code == 302
    page = visitor.get("/nl/drafting/example-code/calendar/").content.decode()
    assert "Eerste plenaire" in page
    assert "20 januari 2027, 10:00" in page
    answer = visitor.get("/nl/drafting/example-code/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert {str(one["summary"]) for one in events} == {
        "Eerste plenaire",
        "Laatste dag voor opmerkingen op ontwerp 1: Voorbeeldcode",
    }
    meeting = next(one for one in events if "location" in one)
    assert meeting.decoded("dtstart").isoformat() == "2027-01-20T09:00:00+00:00"


def test_a_meeting_is_cancelled_once_and_stays_in_the_calendar(office: Any, visitor: Any) -> None:
    opened(office)
    office.client.post(f"{BASE}/meetings/new/", MEETING)
    meeting = Meeting.objects.get()
    address = f"{BASE}/meetings/{meeting.pk}/cancel/"
    assert office.client.post(address, {"reasons": "Storm."}).status_code == 302
    assert office.client.post(address, {"reasons": "Storm."}).status_code == 409
    assert "Storm." in visitor.get(f"{BASE}/meetings/{meeting.pk}/").content.decode()
    assert b"STATUS:CANCELLED" in visitor.get(f"{BASE}/calendar.ics").content
    assert (
        office.client.post(
            f"{BASE}/meetings/{meeting.pk}/minutes/", {"text_en": "x", "text_nl": "x"}
        ).status_code
        == 422
    )


def test_minutes_are_published_and_a_correction_keeps_what_stood(
    office: Any, player: Any, visitor: Any
) -> None:
    opened(office)
    office.client.post(f"{BASE}/meetings/new/", MEETING)
    meeting = Meeting.objects.get()
    address = f"{BASE}/meetings/{meeting.pk}/minutes/"
    assert office.client.post(address, {"text_en": "Said.", "text_nl": "Gezegd."}).status_code == 302
    other = player("office", "writer", of=office.organisation)
    assert other.client.post(address, {"text_en": "Other.", "text_nl": "Ander."}).status_code == 409
    seen = Minutes.objects.get().pk
    assert (
        office.client.post(address, {"text_en": "Better.", "text_nl": "Beter.", "seen": seen}).status_code
        == 302
    )
    page = visitor.get(f"/nl/drafting/example-code/meetings/{meeting.pk}/").content.decode()
    assert "Beter." in page
    assert "Gezegd." in page
    assert Event.objects.filter(kind="code:minutes-published").count() == 2
