# SPDX-License-Identifier: EUPL-1.2
"""Adhering to a code: by whom, per chapter, and with every state of the past kept."""

from __future__ import annotations

from typing import Any

import pytest

from adhere.portal.audit.models import Event
from adhere.portal.joining import acts
from adhere.portal.register.models import Adherence

pytestmark = pytest.mark.django_db
CODE = "gpai-2025"


def statement(provider: Any, **changes: Any) -> Any:
    form = {"chapters": ["T", "C"], "binding": "on", **changes}
    return provider.client.post(f"/en/joining/{provider.organisation.slug}/{CODE}/", form)


def test_a_statement_by_someone_who_can_bind_is_taken_in_per_chapter(provider: Any) -> None:
    assert statement(provider).status_code == 302
    rows = Adherence.objects.filter(provider=provider.organisation, until=None)
    assert {(row.chapter, row.state) for row in rows} == {("T", "stated"), ("C", "stated")}
    assert [event.kind for event in Event.objects.all()] == ["adherence:stated"] * 2
    assert all(event.actor == str(provider.person.id) for event in Event.objects.all())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_names_the_chapters_in_the_language_of_the_page(provider: Any, language: str) -> None:
    text = provider.client.get(f"/{language}/joining/{provider.organisation.slug}/{CODE}/").content.decode()
    assert {"nl": "Hoofdstukken", "en": "Chapters"}[language] in text


def test_an_incomplete_form_says_what_is_missing_and_keeps_nothing(provider: Any) -> None:
    answer = statement(provider, chapters=[], binding="")
    assert answer.status_code == 422
    assert 'href="#id_binding"' in answer.content.decode()
    assert not Adherence.objects.exists()
    assert statement(provider, chapters=["Z"]).status_code == 422


@pytest.mark.parametrize("role", ["head", "writer", "reader"])
def test_who_cannot_bind_the_provider_is_refused_with_the_reason(player: Any, role: str) -> None:
    member = player("provider", role)
    answer = statement(member)
    assert answer.status_code == 403
    assert "Your role in your organisation" in answer.content.decode()


def test_nobody_states_anything_for_another_provider(player: Any, provider: Any) -> None:
    other = player("provider", "signatory")
    other.organisation = provider.organisation
    assert statement(other).status_code == 403


def test_two_officers_who_confirm_at_once(provider: Any, office: Any) -> None:
    statement(provider)
    row = Adherence.objects.filter(chapter="T", until=None).get()
    assert office.client.post(f"/nl/joining/adherence/{row.id}/confirm/").status_code == 302
    second = office.client.post(f"/nl/joining/adherence/{row.id}/confirm/")
    assert second.status_code == 409
    assert "Iemand anders" in second.content.decode()
    assert Event.objects.filter(kind="adherence:confirmed").count() == 1


def test_every_day_of_the_past_can_be_shown_as_it_was(provider: Any, office: Any) -> None:
    statement(provider, chapters=["T"])
    row = Adherence.objects.get()
    confirmed = acts.confirm(row.id, by=office.person)
    withdrawn = acts.withdraw(confirmed.id, by=provider.person)
    rows = list(Adherence.objects.order_by("id"))
    assert [one.state for one in rows] == ["stated", "confirmed", "withdrawn"]
    assert [one.until for one in rows] == [rows[1].since, rows[2].since, None]
    assert withdrawn.ended_by is None


def test_only_the_provider_withdraws(provider: Any, office: Any) -> None:
    statement(provider, chapters=["T"])
    row = Adherence.objects.get()
    assert office.client.post(f"/en/joining/adherence/{row.id}/withdraw/").status_code == 403
    assert provider.client.post(f"/en/joining/adherence/{row.id}/withdraw/").status_code == 302


def test_the_office_refuses_with_a_reason_that_the_provider_reads(provider: Any, office: Any) -> None:
    statement(provider, chapters=["T"])
    row = Adherence.objects.get()
    page = f"/en/joining/adherence/{row.id}/refuse/"
    assert provider.client.post(page, {"reason": "no"}).status_code == 403
    assert office.client.get(page).status_code == 200
    assert office.client.post(page, {"reason": ""}).status_code == 422
    assert office.client.post(page, {"reason": "Not the board."}).status_code == 302
    assert office.client.post(page, {"reason": "Twice."}).status_code == 409
    assert office.client.post(f"/en/joining/adherence/{row.id}/confirm/").status_code == 409
    shown = provider.client.get(f"/nl/joining/{provider.organisation.slug}/").content.decode()
    assert "Not the board." in shown
    assert "geweigerd" in shown
    assert not Adherence.objects.filter(until=None).exists()
    assert "Not the board." not in Event.objects.get(kind="adherence:refused").subject


def test_the_office_sees_what_waits_and_the_provider_its_own(
    provider: Any, office: Any, visitor: Any
) -> None:
    statement(provider)
    for language, words in (("nl", "op het bureau wachten"), ("en", "wait for the office")):
        assert words in office.client.get(f"/{language}/joining/").content.decode()
        assert words not in visitor.get(f"/{language}/joining/").content.decode()
        own = provider.client.get(f"/{language}/joining/").content.decode()
        assert provider.organisation.name in own


def test_withdrawing_asks_first_and_keeps_the_reason(provider: Any) -> None:
    statement(provider, chapters=["T"])
    row = Adherence.objects.get()
    page = f"/nl/joining/adherence/{row.id}/withdraw/"
    assert provider.client.get(page).status_code == 200
    assert provider.client.post(page, {"reason": "We stop."}).status_code == 302
    content = bytes(Event.objects.get(kind="adherence:withdrawn").payload.content)
    assert b"We stop." in content
    assert provider.client.post(page).status_code == 409
