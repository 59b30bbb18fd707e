# SPDX-License-Identifier: EUPL-1.2
"""Complaints, alerts and assessments at the desk, and officers who decide at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.portal.desked import (
    LANGUAGES,
    alert,
    assessment,
    complaint,
    last_kind,
    opinion,
    published,
    text,
)

from adhere.portal.audit.models import Event
from adhere.portal.desk.models import Alert, Complaint
from adhere.portal.register.models import Publication

pytestmark = pytest.mark.django_db


class TestComplaints:
    """Complaints of rightsholders, downstream providers and civil society."""

    @pytest.mark.parametrize("kind", ["rightsholder", "downstream", "civil-society"])
    def test_a_complaint_is_taken_in_acknowledged_and_answered(
        self, player: Any, reporter: Any, office: Any, kind: str
    ) -> None:
        complainant = player(kind, "writer")
        form = text(complainant.client.get(f"/nl/desk/providers/{reporter.organisation.slug}/complain/"))
        assert ">geen keuze</option>" in form
        assert "-----" not in form
        assert complaint(complainant, reporter).status_code == 302
        found = Complaint.objects.get()
        assert (found.provisions, found.state) == (["aia:art-53.1.c"], "received")
        address = f"/en/desk/complaints/{found.pk}/"
        assert "Our works were taken." not in text(office.client.get(address))
        assert "Our works were taken." in text(office.client.post(address))
        assert last_kind() == "confidential:read"
        assert reporter.client.get(address).status_code == 403
        assert office.client.post(f"{address}acknowledge/").status_code == 302
        assert office.client.post(f"{address}acknowledge/").status_code == 409
        assert (
            office.client.post(f"{address}answer/", {"outcome_kind": "answered", "outcome": ""}).status_code
            == 422
        )
        assert (
            office.client.post(
                f"{address}answer/", {"outcome_kind": "answered", "outcome": "We look into it."}
            ).status_code
            == 302
        )
        assert "We look into it." in text(complainant.client.get(address.replace("/en/", "/nl/")))
        kinds = set(Event.objects.values_list("kind", flat=True))
        assert {"complaint:received", "complaint:acknowledged", "complaint:answered"} <= kinds

    def test_two_officers_answer_at_once(self, player: Any, reporter: Any, office: Any) -> None:
        complaint(player("rightsholder"), reporter)
        address = f"/nl/desk/complaints/{Complaint.objects.get().pk}/answer/"
        first = office.client.post(
            address, {"outcome_kind": "unfounded", "outcome": "Er is niets gekopieerd."}
        )
        second = office.client.post(address, {"outcome_kind": "answered", "outcome": "Toch wel."})
        assert (first.status_code, second.status_code) == (302, 409)
        assert "kennelijk ongegrond" in text(second)
        assert Complaint.objects.get().state == "unfounded"
        assert Event.objects.filter(kind="complaint:answered").count() == 1

    @pytest.mark.parametrize("field", ["contact", "facts", "provisions", "why"])
    def test_a_complaint_holds_what_the_law_asks(self, player: Any, reporter: Any, field: str) -> None:
        complainant = player("downstream")
        assert complaint(complainant, reporter, **{field: ""}).status_code == 422
        assert complaint(complainant, reporter, provisions="the good rule").status_code == 422
        assert not Complaint.objects.exists()

    @pytest.mark.parametrize("kind", ["provider", "expert", "authority", "board"])
    def test_others_do_not_complain_here(self, player: Any, reporter: Any, kind: str) -> None:
        answer = complaint(player(kind), reporter)
        assert answer.status_code == 403
        assert "another kind of organisation" in text(answer)

    def test_nobody_complains_for_another_or_answers_but_the_office(self, player: Any, reporter: Any) -> None:
        complainant, other = player("downstream"), player("downstream")
        assert complaint(complainant, reporter, sender=str(other.organisation.pk)).status_code == 422
        complaint(complainant, reporter)
        address = f"/en/desk/complaints/{Complaint.objects.get().pk}/"
        assert other.client.get(address).status_code == 403
        assert complainant.client.post(f"{address}acknowledge/").status_code == 403


class TestAlerts:
    """Qualified alerts of the scientific panel."""

    def test_an_alert_is_taken_in_and_handled_once(self, player: Any, reporter: Any, office: Any) -> None:
        expert = player("expert", "writer")
        assert alert(expert, reporter).status_code == 302
        found = Alert.objects.get()
        address = f"/en/desk/alerts/{found.pk}/"
        assert "concrete and identifiable risk" in text(expert.client.get(address))
        assert "working recipes" not in text(office.client.get(address))
        assert "working recipes" in text(office.client.post(address))
        assert reporter.client.get(address).status_code == 403
        assert expert.client.post(f"{address}handle/", {"steps": "x"}).status_code == 403
        assert (
            office.client.post(f"{address}handle/", {"steps": "A request under Article 91."}).status_code
            == 302
        )
        assert last_kind() == "alert:handled"
        assert office.client.post(f"{address}handle/", {"steps": "None."}).status_code == 409

    @pytest.mark.parametrize(
        ("kind", "role"),
        [("expert", "reader"), ("provider", "head"), ("civil-society", "head"), ("office", "head")],
    )
    def test_only_the_panel_alerts(self, player: Any, reporter: Any, kind: str, role: str) -> None:
        assert alert(player(kind, role), reporter).status_code == 403

    def test_an_alert_rests_on_a_ground_of_the_law(self, player: Any, reporter: Any) -> None:
        assert alert(player("expert"), reporter, ground="because").status_code == 422


class TestAssessments:
    """From opening to publication, with the opinion of the Board."""

    def test_an_assessment_takes_account_of_the_opinion_and_is_published(
        self, player: Any, office: Any
    ) -> None:
        board = player("board")
        found = assessment(office)
        early = published(office, found)
        assert early.status_code == 422
        assert "zo veel mogelijk rekening" in text(early)
        assert opinion(office, found).status_code == 403
        assert opinion(board, found).status_code == 302
        assert opinion(board, found).status_code == 409
        beside = text(office.client.get(f"/nl/desk/assessments/{found.pk}/publish/"))
        assert "Het dekt het." in beside
        assert "Berekende feiten" in beside
        assert published(board, found).status_code == 403
        assert published(office, found).status_code == 302
        assert published(office, found).status_code == 409
        assert {(one.kind, one.until) for one in Publication.objects.all()} == {
            ("assessment", None),
            ("opinion", None),
        }
        kinds = [event.kind for event in Event.objects.order_by("seq")]
        assert kinds == [
            "assessment:opened",
            "assessment:opinion-given",
            "assessment:published",
            "code:review-planned",
        ]
        assert "It is adequate." in text(
            office.client.get(f"/en/registers/publications/{Publication.objects.get(kind='assessment').pk}/")
        )
        listed = text(office.client.get("/en/registers/publications/"))
        assert "Assessment of adequacy: General-Purpose AI Code of Practice, version" in listed

    def test_one_assessment_of_a_code_at_a_time_and_the_next_ends_the_last(
        self, player: Any, office: Any
    ) -> None:
        board, first = player("board"), assessment(office)
        again = office.client.post("/en/desk/assessments/open/", {"code": "gpai-2025"})
        assert again.status_code == 422
        assert "is going on" in text(again)
        opinion(board, first)
        published(office, first)
        second = assessment(office)
        opinion(board, second)
        published(office, second, judgement="in-part")
        assert Publication.objects.filter(until=None).count() == 2
        assert Publication.objects.exclude(until=None).count() == 2
        assert office.client.get("/en/desk/reviews/").status_code == 200

    @pytest.mark.parametrize(
        ("kind", "role"),
        [("office", "writer"), ("board", "head"), ("provider", "head"), ("authority", "head")],
    )
    def test_only_who_heads_the_office_opens_one(self, player: Any, kind: str, role: str) -> None:
        assert (
            player(kind, role).client.post("/en/desk/assessments/open/", {"code": "gpai-2025"}).status_code
            == 403
        )

    def test_only_who_heads_the_board_gives_its_opinion(self, player: Any, office: Any) -> None:
        found, reader = assessment(office), player("board", "reader")
        assert reader.client.get(f"/en/desk/assessments/{found.pk}/").status_code == 200
        assert opinion(reader, found).status_code == 403
        assert player("provider").client.get(f"/en/desk/assessments/{found.pk}/").status_code == 403

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_computed_facts_stand_beside_it_in_both_languages(self, office: Any, language: str) -> None:
        told = text(office.client.get(f"/{language}/desk/assessments/{assessment(office).pk}/"))
        assert {"nl": "rtikel 53, lid 1, punt a)", "en": "Article 53(1)(a)"}[language] in told

    @pytest.mark.parametrize(
        ("field", "value"), [("judgement", "splendid"), ("body_nl", ""), ("review", "2020-01-01")]
    )
    def test_what_cannot_be_published(self, player: Any, office: Any, field: str, value: str) -> None:
        found = assessment(office)
        opinion(player("board"), found)
        assert published(office, found, **{field: value}).status_code == 422
        assert not Publication.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="a database in memory is one connection's"
)
def test_four_officers_who_answer_a_complaint_in_the_same_moment(
    player: Any, reporter: Any, office: Any
) -> None:
    complaint(player("rightsholder"), reporter)
    address = f"/en/desk/complaints/{Complaint.objects.get().pk}/answer/"
    cookies, together = office.client.cookies, Barrier(4)

    def decide(number: int) -> int:
        client = Client()
        client.cookies = cookies
        together.wait()
        try:
            return client.post(
                address, {"outcome_kind": "answered", "outcome": f"Answer {number}."}
            ).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as officers:
        assert sorted(officers.map(decide, range(4))) == [302, 409, 409, 409]
    assert Event.objects.filter(kind="complaint:answered").count() == 1
