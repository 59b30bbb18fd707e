# SPDX-License-Identifier: EUPL-1.2
"""Opening a code, calling for participants, and who is selected and why. Article 56(1) and (3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.drafted import opened, taking_part

from adhere.portal.audit.models import Event
from adhere.portal.drafting.calls import acts
from adhere.portal.drafting.models import Application, Call, Participant, Work
from adhere.portal.people.models import Interest
from adhere.portal.settling import SettledError

pytestmark = pytest.mark.django_db
CODE = {
    "slug": "Example-Code",
    "title_en": "Example code",
    "title_nl": "Voorbeeldcode",
    "family": "models",
    "provisions": "53(1)(a)\nArticle 55\naia:art-56.2.d",
}


def called(work: Work, office: Any, **changes: Any) -> Call:
    today = timezone.localdate()
    facts = {"text_en": "Come.", "text_nl": "Kom.", "opens": today, "closes": today + timedelta(days=20)}
    return acts.call(work, {**facts, "kinds": ["provider", "expert"], **changes}, by=office.person)


def test_the_office_opens_a_code_with_the_provisions_it_has_to_cover(office: Any) -> None:
    answer = office.client.post("/en/drafting/open/", CODE)
    assert answer.status_code == 302
    work = Work.objects.get()
    assert work.slug == "example-code"
    assert work.provisions == ["aia:art-53.1.a", "aia:art-55", "aia:art-56.2.d"]
    assert Event.objects.get(seq=work.event).kind == "code:opened"
    text = office.client.get("/nl/drafting/example-code/").content.decode()
    assert "Voorbeeldcode" in text
    assert "artikel 53, lid 1, punt a)" in text


def test_others_open_nothing_and_are_told_why(provider: Any, visitor: Any) -> None:
    assert "another kind of organisation" in provider.client.post("/en/drafting/open/", CODE).content.decode()
    assert visitor.post("/nl/drafting/open/", CODE).status_code == 403
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"provisions": "article 999"}, "no provision that is known"),
        ({"slug": "open"}, "Another code has this address"),
        ({"slug": "gpai-2025"}, "Another code has this address"),
        ({"title_en": "Turned \u202e round"}, "U+202E"),
        ({"slug": "taken"}, "Another code has this address"),
    ],
)
def test_what_is_wrong_with_a_new_code_is_told(office: Any, changes: dict[str, str], told: str) -> None:
    opened(office, "taken")
    answer = office.client.post("/en/drafting/open/", CODE | changes)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_call_is_applied_to_and_decided_with_reasons(office: Any, provider: Any) -> None:
    work = opened(office)
    today = timezone.localdate().isoformat()
    form = {"text_en": "Come.", "text_nl": "Kom.", "opens": today, "closes": today, "kinds": ["provider"]}
    assert office.client.post("/nl/drafting/example-code/call/", form).status_code == 302
    call = Call.objects.get()
    address = f"/en/drafting/example-code/calls/{call.pk}/"
    assert "Apply to take part" in provider.client.get(address).content.decode()
    said = {
        "organisation": str(provider.organisation.pk),
        "group": "providers",
        "motivation": "We make models.",
    }
    assert provider.client.post(f"{address}apply/", said).status_code == 302
    assert provider.client.post(f"{address}apply/", said).status_code == 409
    assert "Apply to take part" not in provider.client.get(address).content.decode()
    Interest.objects.create(person=provider.person, nature="Shares", party="Example B.V. (example)")
    application = Application.objects.get()
    page = f"/en/drafting/example-code/applications/{application.pk}/"
    assert "Shares" in office.client.get(page).content.decode()
    decision = {"decision": "selected", "group": "providers", "reasons": "They make models."}
    assert office.client.post(page, decision).status_code == 302
    assert Participant.objects.get().group == "providers"
    assert "They make models." in provider.client.get(address).content.decode()
    assert work.title_en in provider.client.get("/en/drafting/example-code/").content.decode()
    assert [one.kind for one in Event.objects.order_by("seq")] == [
        "code:opened", "code:called", "code:applied", "code:participant-selected",
    ]  # fmt: skip


def test_two_officers_who_decide_on_one_application(office: Any, provider: Any) -> None:
    call = called(opened(office), office)
    made = acts.apply(call, provider.organisation, "providers", "We make models.", by=provider.person)
    acts.decide(made.pk, True, "providers", "Yes.", by=office.person)
    page = f"/nl/drafting/example-code/applications/{made.pk}/"
    second = office.client.post(page, {"decision": "declined", "group": "providers", "reasons": "No."})
    assert second.status_code == 409
    assert "doet mee" in second.content.decode()
    assert Participant.objects.filter(until=None).count() == 1


@pytest.mark.parametrize(
    ("days", "kinds", "told"),
    [
        ((-9, -1), ["provider"], "not open"),
        ((3, 9), ["provider"], "not open"),
        ((0, 9), ["expert"], "other kinds of organisation"),
    ],
)
def test_a_call_that_is_not_open_or_for_others_refuses(
    office: Any, provider: Any, days: tuple[int, int], kinds: list[str], told: str
) -> None:
    today = timezone.localdate()
    opens, closes = (today + timedelta(days=one) for one in days)
    call = called(opened(office), office, kinds=kinds, opens=opens, closes=closes)
    answer = provider.client.get(f"/en/drafting/example-code/calls/{call.pk}/apply/")
    assert answer.status_code == 403
    assert told in answer.content.decode()


def test_a_call_is_closed_once(office: Any) -> None:
    call = called(opened(office), office)
    address = f"/nl/drafting/example-code/calls/{call.pk}/close/"
    assert office.client.post(address).status_code == 302
    assert office.client.post(address).status_code == 409


def test_an_organisation_takes_part_only_as_what_it_is(office: Any, provider: Any) -> None:
    call = called(opened(office), office)
    said = {"organisation": str(provider.organisation.pk), "group": "rightsholders", "motivation": "x"}
    answer = provider.client.post(f"/en/drafting/example-code/calls/{call.pk}/apply/", said)
    assert answer.status_code == 422


def test_participants_by_group_with_the_balance_and_interests_of_experts(
    office: Any, player: Any, visitor: Any
) -> None:
    work = opened(office)
    expert, other = player("expert", "writer"), player("expert", "writer")
    taking_part(work, player("provider"))
    for one in (expert, other):
        taking_part(work, one, "independent-experts")
    Interest.objects.create(person=expert.person, nature="Advises a provider")
    text = visitor.get("/en/drafting/example-code/participants/").content.decode()
    assert text.count("1 declared") == 1
    assert "none declared" in text
    assert "absent" in text
    only = visitor.get("/en/drafting/example-code/participants/?group=providers").content.decode()
    assert expert.organisation.name not in only
    assert visitor.get("/en/drafting/example-code/participants/?group=nobody").status_code == 404


def test_the_office_lets_an_invited_organisation_take_part(office: Any, provider: Any) -> None:
    opened(office)
    address = "/en/drafting/example-code/participants/admit/"
    form = {"known_as": provider.organisation.slug, "group": "providers", "reasons": "Invited."}
    assert "No organisation" in office.client.post(address, form | {"known_as": "nobody"}).content.decode()
    assert office.client.post(address, form | {"group": "authorities"}).status_code == 422
    assert office.client.post(address, form).status_code == 302
    assert office.client.post(address, form).status_code == 409
    assert provider.client.post(address, form).status_code == 403
    assert "You take part in this" in provider.client.get("/en/drafting/example-code/").content.decode()


def test_a_participation_ends_once_with_reasons(office: Any, provider: Any) -> None:
    work = opened(office)
    one = taking_part(work, provider)
    address = f"/en/drafting/example-code/participants/{one.pk}/end/"
    assert office.client.post(address, {"reasons": "Left the market."}).status_code == 302
    assert office.client.post(address, {"reasons": "Again."}).status_code == 409
    assert not Participant.objects.filter(until=None).exists()


def test_a_closed_code_refuses_what_would_be_added(office: Any) -> None:
    work = opened(office)
    assert office.client.post("/en/drafting/example-code/close/", {"reasons": "Done."}).status_code == 302
    for page in ("call/", "groups/new/", "meetings/new/", "close/"):
        answer = office.client.get(f"/en/drafting/example-code/{page}")
        assert answer.status_code == 403
        assert "was closed" in answer.content.decode()
    with pytest.raises(SettledError):
        called(work, office)


def test_the_list_of_codes_costs_the_same_for_many(
    office: Any, visitor: Any, django_assert_num_queries: Any
) -> None:
    opened(office)
    with django_assert_num_queries(1):
        visitor.get("/en/drafting/")
    Work.objects.bulk_create(
        Work(slug=f"c{n}", title_en="x", title_nl="x", family="models") for n in range(1000)
    )
    with django_assert_num_queries(1):
        visitor.get("/en/drafting/")
