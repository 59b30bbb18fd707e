# SPDX-License-Identifier: EUPL-1.2
"""What is confidential, requests under Article 91, what is overdue, and what a list costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.asking import Provider, asked, demand, text

from adhere.portal.audit.models import Event
from adhere.portal.people.models import Organisation
from adhere.portal.requests.models import Answer, Request
from adhere.portal.requests.rules import rules

pytestmark = pytest.mark.django_db


def test_fields_marked_confidential_are_shown_on_record_only(
    player: Any, supplier: Provider, downstream: Any, office: Any
) -> None:
    found = asked(downstream, supplier)
    secret = "Six racks in Delft."
    supplier.answer(
        found,
        text=secret,
        confidential=["text", "required_hardware"],
        confidential_why="A trade secret.",
        content=supplier.pack(),
    )
    answer, address = Answer.objects.get(), f"/en/requests/answers/{Answer.objects.get().pk}/"
    before = Event.objects.count()
    told = text(downstream.client.get(address))
    assert secret not in told
    assert "A trade secret." in told
    assert Event.objects.count() == before
    shown = downstream.client.post(address)
    assert secret in text(shown)
    event = Event.objects.latest("seq")
    assert (event.kind, event.actor, event.subject) == (
        "confidential:read",
        str(downstream.person.id),
        found.subject,
    )
    assert b"Delft" not in bytes(event.payload.content)
    assert b"required_hardware" in bytes(event.payload.content)
    assert secret in text(office.client.post(address))
    for other in (player("downstream", "head"), player("authority", "head"), player("provider", "head")):
        assert other.client.get(address).status_code == 403
        assert other.client.post(address).status_code == 403
    assert Event.objects.filter(kind="confidential:read").count() == 2
    assert answer.marks.count() == 2


def test_nothing_confidential_is_sent_where_it_cannot_be_put_on_record(
    supplier: Provider, downstream: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(downstream, supplier)
    supplier.answer(found, text="Secret.", confidential=["text"], confidential_why="A trade secret.")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("adhere.portal.confiding.record", full)
    with pytest.raises(OSError, match="full"):
        downstream.client.post(f"/en/requests/answers/{Answer.objects.get().pk}/")


def test_the_office_asks_under_article_91_with_ground_purpose_scope_and_day(
    supplier: Provider, office: Any
) -> None:
    page = text(office.client.get(f"/en/requests/models/{supplier.model.slug}/article-91/"))
    assert "fines of Article 101" in page
    assert demand(office, supplier.model).status_code == 302
    found = Request.objects.get()
    assert (found.kind, found.state, found.grounds) == ("office", "open", ["aia:art-91"])
    assert "no fixed period" in page
    told = supplier.answer(found, content=supplier.pack("office"))
    assert told.status_code == 302, text(told)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", "2020-01-01"),
        ("due", "next Friday"),
        ("due", ""),
        ("ground", "aia:art-5"),
        ("scope", ""),
        ("purpose", ""),
    ],
)
def test_a_request_under_article_91_lacks_nothing(
    supplier: Provider, office: Any, field: str, value: str
) -> None:
    assert demand(office, supplier.model, **{field: value}).status_code == 422
    assert not Request.objects.exists()


def test_an_authority_asks_by_way_of_the_office(player: Any, supplier: Provider, office: Any) -> None:
    authority = player("authority", "head")
    assert demand(authority, supplier.model).status_code == 302
    found = Request.objects.get()
    assert (found.kind, found.state, found.received) == ("authority-through-office", "to-forward", None)
    assert supplier.client.get(f"/en/requests/{found.pk}/").status_code == 403
    assert "voorbeeld-8b</a></th>" not in text(supplier.client.get("/en/requests/"))
    assert authority.client.post(f"/en/requests/{found.pk}/forward/").status_code == 403
    assert office.client.post(f"/en/requests/{found.pk}/forward/").status_code == 302
    assert office.client.post(f"/en/requests/{found.pk}/forward/").status_code == 409
    assert supplier.client.get(f"/en/requests/{found.pk}/").status_code == 200
    assert supplier.answer(found, content=supplier.pack("authority")).status_code == 302


def test_the_office_does_not_pass_on_with_reasons(player: Any, supplier: Provider, office: Any) -> None:
    authority = player("authority", "head")
    demand(authority, supplier.model)
    found = Request.objects.get()
    address = f"/en/requests/{found.pk}/decline/"
    assert office.client.post(address, {"reasons": ""}).status_code == 422
    assert office.client.post(address, {"reasons": "It goes beyond the case."}).status_code == 302
    assert office.client.post(address, {"reasons": "Again."}).status_code == 409
    assert "beyond the case" in text(authority.client.get(f"/en/requests/{found.pk}/"))
    assert supplier.client.get(f"/en/requests/{found.pk}/").status_code == 403


@pytest.mark.parametrize("kind", ["downstream", "provider", "expert"])
def test_only_authorities_and_the_office_ask_under_article_91(
    player: Any, supplier: Provider, kind: str
) -> None:
    assert demand(player(kind, "head"), supplier.model).status_code == 403


def test_what_is_overdue_is_shown_to_both_and_to_the_office(
    supplier: Provider, downstream: Any, office: Any
) -> None:
    found = asked(downstream, supplier)
    past = timezone.now() - timedelta(days=20)
    Request.objects.update(received=past, made=past, due=timezone.localdate() - timedelta(days=6))
    for one in (supplier, downstream, office):
        assert "was" in text(one.client.get(f"/en/requests/{found.pk}/"))
        assert "Overdue" in text(one.client.get("/en/requests/?show=overdue"))


def test_a_list_costs_the_same_however_long_it_is(supplier: Provider, downstream: Any, office: Any) -> None:
    counts = []
    for number in (10, 1000):
        have = Request.objects.count()
        asker = Organisation.objects.get(pk=downstream.organisation.pk)
        Request.objects.bulk_create(
            Request(
                asker=asker,
                kind="downstream",
                provider=supplier.organisation,
                model=supplier.model,
                form="mdf",
                purpose="x",
                made=timezone.now(),
                received=timezone.now(),
                due=date(2026, 1, 1),
                state="open",
                event=1_000_000 + one,
            )
            for one in range(have, number)
        )
        with CaptureQueriesContext(connection) as queries:
            assert office.client.get("/en/requests/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_every_rule_is_in_both_languages() -> None:
    assert [rule.id for rule in rules()] == [f"ADH-REQ-{number:03d}" for number in range(1, len(rules()) + 1)]
    for rule in rules():
        for part in (rule.wrong, rule.why, rule.remedy):
            assert part.en
            assert part.nl
            assert part.en != part.nl
