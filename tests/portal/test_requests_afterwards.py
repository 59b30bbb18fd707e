# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a request later: more time for an answer under Article 91, and a pack that is withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.asking import Provider, asked, demand, text
from tests.portal.posted import posted

from adhere.portal.audit.models import Event
from adhere.portal.requests.models import Answer, Extension, Release, Request

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


def later(days: int = 60) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def extend(asker: Any, found: Request, **changes: Any) -> Any:
    form = {"later": later(), "why": "The provider was hit by a flood.", **changes}
    return asker.client.post(f"/en/requests/{found.pk}/extend/", form)


def withdraw(by: Any, answer: Answer, why: str = "It held more than was asked.") -> Any:
    return by.client.post(f"/en/requests/answers/{answer.pk}/withdraw/", {"why": why})


@pytest.fixture
def demanded(supplier: Provider, office: Any) -> Request:
    assert demand(office, supplier.model).status_code == 302
    return Request.objects.get()


class TestMoreTime:
    """An authority or the office gives more time, and nobody else."""

    def test_the_last_day_moves_and_the_provider_reads_why(
        self, supplier: Provider, office: Any, demanded: Request
    ) -> None:
        was = demanded.due
        assert extend(office, demanded).status_code == 302
        demanded.refresh_from_db()
        assert demanded.due == date.fromisoformat(later())
        made = Extension.objects.get()
        assert (made.was, made.due) == (was, demanded.due)
        event = Event.objects.get(seq=made.event)
        assert (event.kind, event.subject) == ("request:extended", demanded.subject)
        assert b"flood" not in bytes(event.payload.content)
        for language, words in (("nl", "Meer tijd gegeven op"), ("en", "More time given on")):
            told = text(supplier.client.get(f"/{language}/requests/{demanded.pk}/"))
            assert words in told
            assert "The provider was hit by a flood." in told

    def test_what_was_overdue_is_not_any_more(
        self, supplier: Provider, office: Any, demanded: Request
    ) -> None:
        Request.objects.update(due=timezone.localdate() - timedelta(days=3))
        assert "Overdue" in text(supplier.client.get("/en/requests/?show=overdue"))
        assert extend(office, demanded).status_code == 302
        assert "Overdue</" not in text(supplier.client.get("/en/requests/?show=overdue"))
        assert "the last day for an answer was" not in text(office.client.get(f"/en/requests/{demanded.pk}/"))

    def test_the_provider_is_told_by_mail_in_its_language_and_of_nothing_confidential(
        self, supplier: Provider, office: Any, demanded: Request, settings: Any,
        django_capture_on_commit_callbacks: Any,
    ) -> None:  # fmt: skip
        settings.SENDS_MAIL = True
        with django_capture_on_commit_callbacks(execute=True):
            extend(office, demanded)
        sent = posted()[-1]
        assert sent.to == [supplier.player.person.email]
        assert f"/nl/requests/{demanded.pk}/" in sent.body
        assert "flood" not in sent.subject + sent.body

    @pytest.mark.parametrize("days", [-1, 0, 30])
    def test_a_day_that_is_not_later_is_refused(self, office: Any, demanded: Request, days: int) -> None:
        answer = extend(office, demanded, later=later(days))
        assert answer.status_code == 422
        assert 'id="id_later"' in text(answer)
        assert not Extension.objects.exists()

    @pytest.mark.parametrize("wrong", [{"why": ""}, {"later": ""}, {"later": "soon"}, {"why": "a\u202eb"}])
    def test_what_is_lacking_is_told(self, office: Any, demanded: Request, wrong: dict[str, str]) -> None:
        assert extend(office, demanded, **wrong).status_code == 422
        assert not Extension.objects.exists()

    def test_nobody_else_gives_it(
        self, player: Any, supplier: Provider, office: Any, demanded: Request
    ) -> None:
        reader = player("office", "reader", of=office.organisation)
        for other in (supplier, player("authority"), player("office"), player("downstream"), reader):
            assert extend(other, demanded).status_code == 403
        assert not Extension.objects.exists()

    def test_a_day_the_code_computes_is_not_moved(self, supplier: Provider, downstream: Any) -> None:
        found = asked(downstream, supplier)
        assert extend(downstream, found).status_code == 403
        assert "extend/" not in text(downstream.client.get(f"/en/requests/{found.pk}/"))

    def test_an_answered_request_needs_no_more_time(
        self, supplier: Provider, office: Any, demanded: Request
    ) -> None:
        assert supplier.answer(demanded, content=supplier.pack("office")).status_code == 302
        assert extend(office, demanded).status_code == 409

    def test_an_authority_moves_it_before_and_after_the_office_passes_it_on(
        self, player: Any, supplier: Provider, office: Any
    ) -> None:
        authority = player("authority")
        demand(authority, supplier.model)
        found = Request.objects.get()
        assert extend(authority, found).status_code == 302
        assert office.client.post(f"/en/requests/{found.pk}/forward/").status_code == 302
        found.refresh_from_db()
        assert found.due == date.fromisoformat(later())
        assert extend(authority, found, later=later(90)).status_code == 302
        told = text(supplier.client.get(f"/en/requests/{found.pk}/"))
        assert told.count("More time given on") == 2

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_form_stands_in_both_languages(self, office: Any, demanded: Request, language: str) -> None:
        told = text(office.client.get(f"/{language}/requests/{demanded.pk}/extend/"))
        assert {"nl": "Nieuwe laatste dag", "en": "New last day"}[language] in told
        assert "weglaat" not in told


class TestWithdrawnPack:
    """A pack that was released and is withdrawn: reading stops, the log stays."""

    @pytest.fixture
    def answer(self, supplier: Provider, downstream: Any) -> Answer:
        found = asked(downstream, supplier)
        assert supplier.answer(found, content=supplier.pack()).status_code == 302
        return Answer.objects.get()

    def test_reading_stops_and_the_log_keeps(
        self, supplier: Provider, downstream: Any, office: Any, answer: Answer
    ) -> None:
        address = f"/en/requests/answers/{answer.pk}/"
        before = text(downstream.client.get(address))
        assert before.count("<tr>") > 5
        assert downstream.client.post(f"{address}pack/").status_code == 200
        read = Event.objects.filter(kind="confidential:read").count()
        assert withdraw(supplier, answer).status_code == 302
        event = Event.objects.latest("seq")
        assert (event.kind, event.subject) == ("pack:withdrawn", answer.request.subject)
        assert b"more than was asked" not in bytes(event.payload.content)
        for other in (downstream, office):
            shown = text(other.client.get(address))
            assert "Withdrawn by the provider on" in shown
            assert shown.count("<tr>") == 2  # the heading, and that there is nothing
            assert text(other.client.post(address)).count("<tr>") == 2
            refused = other.client.post(f"{address}pack/")
            assert refused.status_code == 403
            assert "This pack was withdrawn" in text(refused)
        assert Event.objects.filter(kind="confidential:read").count() == read
        assert Event.objects.filter(kind="pack:released").count() == 1
        assert text(supplier.client.get(address)).count("<tr>") > 5
        for language, words in (("nl", "Ingetrokken door de aanbieder"), ("en", "Withdrawn by the provider")):
            shown = text(downstream.client.get(f"/{language}/requests/{answer.request.pk}/"))
            assert words in shown
            assert "It held more than was asked." in shown

    def test_what_it_answered_is_open_again_until_another_answer(
        self, supplier: Provider, downstream: Any, answer: Answer
    ) -> None:
        found = answer.request
        withdraw(supplier, answer)
        found.refresh_from_db()
        assert found.state == "open"
        assert supplier.answer(found, content=supplier.pack()).status_code == 302
        found.refresh_from_db()
        assert found.state == "answered"
        assert Release.objects.filter(withdrawn=None).count() == 1
        again = Answer.objects.latest("event")
        assert downstream.client.post(f"/en/requests/answers/{again.pk}/pack/").status_code == 200

    def test_a_written_answer_beside_it_stands_as_a_part(self, supplier: Provider, downstream: Any) -> None:
        found = asked(downstream, supplier)
        supplier.answer(found, content=supplier.pack(), text="And this beside it.")
        withdraw(supplier, Answer.objects.get())
        found.refresh_from_db()
        assert found.state == "partly"
        assert "And this beside it." in text(
            downstream.client.get(f"/en/requests/answers/{Answer.objects.get().pk}/")
        )

    def test_it_is_withdrawn_once_with_a_reason_and_by_its_provider_alone(
        self, player: Any, supplier: Provider, downstream: Any, office: Any, answer: Answer
    ) -> None:
        reader = player("provider", "reader", of=supplier.organisation)
        for other in (downstream, office, player("provider"), reader):
            assert withdraw(other, answer).status_code == 403
        assert withdraw(supplier, answer, "").status_code == 422
        assert withdraw(supplier, answer).status_code == 302
        assert withdraw(supplier, answer).status_code == 409
        assert Event.objects.filter(kind="pack:withdrawn").count() == 1

    def test_an_answer_without_a_pack_has_nothing_to_withdraw(
        self, supplier: Provider, downstream: Any
    ) -> None:
        supplier.answer(asked(downstream, supplier), text="In words.")
        assert withdraw(supplier, Answer.objects.get()).status_code == 404

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_form_stands_in_both_languages(
        self, supplier: Provider, answer: Answer, language: str
    ) -> None:
        told = text(supplier.client.get(f"/{language}/requests/answers/{answer.pk}/withdraw/"))
        assert {"nl": "Trek het pakket in", "en": "Withdraw the pack"}[language] in told
