# SPDX-License-Identifier: EUPL-1.2
"""Requests for documentation: who asks whom, by when, what comes back, and who reads what is confidential."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.asking import Provider, ask, asked, text
from tests.portal.packs import Dossier

from adhere.portal.audit.models import Event, Payload
from adhere.portal.requests import acts
from adhere.portal.requests.models import Answer, Release, Request
from adhere.portal.settling import SettledError
from adhere.portal.submissions.intake import take

pytestmark = pytest.mark.django_db


def test_a_downstream_provider_asks_and_the_last_day_is_that_of_the_code(
    supplier: Provider, downstream: Any
) -> None:
    found = asked(downstream, supplier, rows=["required_hardware"], due="2099-01-01")
    assert found.due == timezone.localdate() + timedelta(days=14)
    assert (found.kind, found.state, found.rows) == ("downstream", "open", ["required_hardware"])
    event = Event.objects.get(seq=found.event)
    assert (event.kind, event.actor) == ("request:made", str(downstream.person.id))
    assert b"To build a system" not in bytes(Payload.objects.get(event=event).content)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_are_in_both_languages_and_say_why_the_last_day_is_that_day(
    supplier: Provider, downstream: Any, language: str
) -> None:
    found = asked(downstream, supplier)
    told = text(downstream.client.get(f"/{language}/requests/{found.pk}/"))
    assert {"nl": "Laatste dag voor een antwoord", "en": "Last day for an answer"}[language] in told
    assert {"nl": "14 dagen", "en": "14 days"}[language] in told
    for address in (
        "",
        f"?q={supplier.model.name}",
        f"models/{supplier.model.slug}/",
        f"models/{supplier.model.slug}/ask/",
    ):
        assert downstream.client.get(f"/{language}/requests/{address}").status_code == 200


def test_what_is_public_is_shown_to_everybody_and_the_requests_to_nobody(
    supplier: Provider, downstream: Any, visitor: Any
) -> None:
    found = asked(downstream, supplier)
    assert visitor.get("/en/requests/").status_code == 200
    told = text(visitor.get(f"/en/requests/models/{supplier.model.slug}/"))
    assert "Required hardware" in told
    assert visitor.get(f"/en/requests/{found.pk}/").status_code == 403


def test_who_lacks_the_second_factor_that_is_asked_of_them_sees_no_requests(
    supplier: Provider, downstream: Any, office: Any, settings: Any
) -> None:
    found = asked(downstream, supplier)
    address = f"/en/requests/{found.pk}/"
    assert address in office.client.get("/en/requests/").content.decode()
    settings.SECOND_FACTOR = True
    assert address not in office.client.get("/en/requests/").content.decode()
    assert office.client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("kind", "role"), [("provider", "head"), ("civil-society", "head"), ("downstream", "reader")]
)
def test_who_is_no_downstream_provider_or_may_not_write_for_one_is_refused(
    player: Any, supplier: Provider, kind: str, role: str
) -> None:
    other = player(kind, role)
    answer = ask(other, supplier.model)
    assert answer.status_code == 403
    assert "Your role" in text(answer) or "another kind of organisation" in text(answer)
    assert not Request.objects.exists()


def test_nobody_asks_in_the_name_of_another(player: Any, supplier: Provider, downstream: Any) -> None:
    other = player("downstream", "head")
    address = f"/en/requests/models/{supplier.model.slug}/ask/"
    assert (
        downstream.client.post(address, {"asker": str(other.organisation.pk), "purpose": "x"}).status_code
        == 422
    )


def test_the_same_is_not_asked_twice_while_the_answer_is_to_come(supplier: Provider, downstream: Any) -> None:
    asked(downstream, supplier)
    answer = ask(downstream, supplier.model)
    assert answer.status_code == 422
    assert "asked exactly this" in text(answer)


@pytest.mark.parametrize("purpose", ["", "turned \u202e round", "x" * 20_001])
def test_a_purpose_that_cannot_be_read_is_refused_in_words(
    supplier: Provider, downstream: Any, purpose: str
) -> None:
    answer = ask(downstream, supplier.model, language="nl", purpose=purpose)
    assert answer.status_code == 422
    assert 'href="#id_purpose"' in text(answer)


def test_a_pack_that_matches_the_issue_is_released_to_who_asked_and_to_nobody_else(
    player: Any, supplier: Provider, downstream: Any, office: Any
) -> None:
    found = asked(downstream, supplier, rows=["required_hardware"])
    content = supplier.pack()
    told = supplier.answer(found, content=content)
    assert told.status_code == 302, text(told)
    answer = Answer.objects.get()
    assert [one.organisation for one in Release.objects.all()] == [downstream.organisation]
    assert [one.kind for one in Event.objects.order_by("seq")][-2:] == ["request:answered", "pack:released"]
    before = Event.objects.count()
    got = downstream.client.post(f"/en/requests/answers/{answer.pk}/pack/")
    assert got.content == content
    assert Event.objects.latest("seq").kind == "confidential:read"
    assert Event.objects.count() == before + 1
    for other in (office, player("downstream", "head"), player("authority", "head")):
        assert other.client.post(f"/en/requests/answers/{answer.pk}/pack/").status_code == 403
    assert Event.objects.count() == before + 1


def refusals(supplier: Provider) -> dict[str, bytes]:
    """A pack for each rule that can refuse one."""
    stranger = Dossier()
    other = Dossier(key=supplier.dossier.key)
    unheld = Dossier(key=supplier.dossier.key)
    unheld.form(recipient="office")
    return {
        "ADH-REQ-001": supplier.pack("office"),
        "ADH-REQ-002": supplier.dossier.form(recipient="downstream", model="voorbeeld-70b"),
        "ADH-REQ-003": supplier.dossier.form(recipient="downstream"),
        "ADH-REQ-004": other.form(recipient="downstream"),
        "ADH-SUB-010": stranger.form(recipient="downstream"),
        "ADH-SUB-001": b"%PDF-1.7",
        "ADH-LOG-0": supplier.pack().replace(b'"recipient":"downstream"', b'"recipient":"public"'),
    }


def test_a_pack_that_may_not_be_released_is_refused_with_what_to_do(
    supplier: Provider, downstream: Any
) -> None:
    found = asked(downstream, supplier)
    for rule, content in refusals(supplier).items():
        told = supplier.answer(found, content=content)
        assert told.status_code == 422
        assert rule in text(told), rule
    assert not Answer.objects.exists()
    assert not Release.objects.exists()


def test_an_answer_is_whole_only_where_every_row_asked_is_there(player: Any, downstream: Any) -> None:
    supplier = Provider(player("provider", "head", name="Voorbeeld II B.V. (example)"))
    content = supplier.dossier.form(recipient="downstream", open_=40)
    take(
        max(supplier.dossier.folder.rglob("packs/office.json")).read_bytes(),
        supplier.organisation,
        by=supplier.player.person,
    )
    found = asked(downstream, supplier, rows=["required_hardware"])
    told = supplier.answer(found, content=content)
    assert told.status_code == 422
    assert "ADH-REQ-005" in text(told)
    assert supplier.answer(found, "partly", content=content, reasons="The rest follows.").status_code == 302
    found.refresh_from_db()
    assert found.state == "partly"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "partly", "text": "Something."}, "Say why something is left out"),
        ({"kind": "refused"}, "Say why something is left out"),
        ({"kind": "answered"}, "Upload a pack or write an answer"),
        ({"kind": "refused", "reasons": "No.", "text": "Yet."}, "A refusal gives nothing"),
        (
            {"kind": "answered", "text": "All.", "confidential": ["text"]},
            "Say why these fields are confidential",
        ),
        ({"kind": "perhaps", "text": "All."}, 'href="#id_kind"'),
        ({"kind": "answered", "text": "All.", "seen": "-1"}, "came back damaged"),
    ],
)
def test_parts_of_an_answer_that_do_not_go_together(
    supplier: Provider, downstream: Any, fields: Any, told: str
) -> None:
    found = asked(downstream, supplier)
    answer = supplier.answer(found, **fields)
    assert answer.status_code == 422
    assert told in text(answer)
    assert not Answer.objects.exists()


def test_a_refusal_with_its_reasons_is_read_by_who_asked(supplier: Provider, downstream: Any) -> None:
    found = asked(downstream, supplier)
    assert supplier.answer(found, "refused", reasons="No system is built on this model.").status_code == 302
    assert "No system is built on this model." in text(downstream.client.get(f"/nl/requests/{found.pk}/"))
    assert Event.objects.latest("seq").kind == "request:refused"


def test_only_the_provider_answers(player: Any, supplier: Provider, downstream: Any, office: Any) -> None:
    found = asked(downstream, supplier)
    for other in (
        player("provider", "head"),
        downstream,
        office,
        player("provider", "reader", of=supplier.organisation),
    ):
        assert other.client.get(f"/en/requests/{found.pk}/answer/").status_code == 403


def test_two_who_answer_at_once(supplier: Provider, downstream: Any) -> None:
    found = asked(downstream, supplier)
    first = supplier.answer(found, "partly", text="A part.", reasons="The rest follows.")
    second = supplier.client.post(
        f"/nl/requests/{found.pk}/answer/", {"kind": "refused", "reasons": "Nee.", "seen": 0}
    )
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Iemand anders" in text(second)
    assert Answer.objects.count() == 1
    supplier.answer(found, text="All of it.")
    given = acts.Given(kind="refused", reasons="No.", marks={})
    with pytest.raises(SettledError):
        acts.answer(found.pk, given, seen=2, by=supplier.player.person)
