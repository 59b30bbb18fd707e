# SPDX-License-Identifier: EUPL-1.2
"""A code that was drawn up here is joined and assessed here, from its call to its published assessment. Article 56."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.coded import CODE, SUMMARY, next_version, version
from tests.portal.desked import last_kind, opinion, published, text
from tests.portal.drafted import begun, opened, whole, written
from tests.portal.drafted import published as put_out

from adhere.codes.catalogue import UnknownCodeError
from adhere.portal import codes
from adhere.portal.audit.models import Event
from adhere.portal.desk.models import Assessment
from adhere.portal.drafting.comments import acts as comments
from adhere.portal.drafting.models import Clause, Draft, Participant, Work
from adhere.portal.drafting.publishing import acts as publishing
from adhere.portal.register.models import Adherence, Publication

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")
BASE = f"/en/drafting/{CODE}"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


class TestEndToEnd:
    """From the call for participants to the published assessment, by pages alone."""

    def test_a_code_from_its_call_to_its_published_assessment(
        self, player: Any, office: Any, provider: Any, visitor: Any
    ) -> None:
        board, society = player("board"), player("civil-society")
        self._opened_with_participants(office, provider, society)
        self._drafted_and_answered(office, society)
        form = {"version": "1.0", **SUMMARY}
        assert office.client.post(f"{BASE}/publish/", form).status_code == 302
        self._listed(visitor)
        self._adhered(office, provider, visitor)
        self._assessed(office, board, visitor)
        kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
        for kind in (
            "code:opened", "code:called", "code:applied", "code:participant-selected", "code:draft-published", "code:commented",
            "code:comment-answered", "code:published", "adherence:stated", "adherence:confirmed", "assessment:opened",
            "assessment:opinion-given", "assessment:published", "code:review-planned",
        ):  # fmt: skip
            assert kind in kinds, kind

    @staticmethod
    def _opened_with_participants(office: Any, provider: Any, society: Any) -> None:
        form = {
            "slug": CODE, "title_en": "Example code", "title_nl": "Voorbeeldcode", "family": "models",
            "provisions": "aia:art-53.1.a\naia:art-55.1.b",
        }  # fmt: skip
        assert office.client.post("/en/drafting/open/", form).status_code == 302
        today = timezone.localdate()
        form = {
            "text_en": "Come.", "text_nl": "Kom.", "opens": today, "closes": today + timedelta(days=9),
            "kinds": ["provider", "civil-society"],
        }  # fmt: skip
        assert office.client.post(f"{BASE}/call/", form).status_code == 302
        call = Work.objects.get().calls.get()
        for one, group in ((provider, "providers"), (society, "civil-society")):
            form = {"organisation": one.organisation.pk, "group": group, "motivation": "We want to."}
            assert one.client.post(f"{BASE}/calls/{call.pk}/apply/", form).status_code == 302
        for application in call.applications.all():
            form = {"decision": "selected", "group": application.group, "reasons": "Yes."}
            assert office.client.post(f"{BASE}/applications/{application.pk}/", form).status_code == 302
        assert Participant.objects.count() == 2

    @staticmethod
    def _drafted_and_answered(office: Any, society: Any) -> None:
        assert office.client.post(f"{BASE}/drafts/begin/").status_code == 302
        parent = whole(Draft.objects.get())
        for kind, facts in (
            ("chapter", written("Documents", "Providers.", mark="D")),
            ("commitment", written("Keep documents", "Providers keep what others need.")),
            ("measure", written("Write it down", "Write it down.", provisions="aia:art-53.1.a")),
        ):
            address = f"{BASE}/drafts/1/add/{kind}/?under={parent.pk}"
            assert office.client.post(address, facts).status_code == 302
            parent = Clause.objects.latest("id")
        form = {"comments_until": timezone.localdate() + timedelta(days=9), **SUMMARY}
        assert office.client.post(f"{BASE}/drafts/1/publish/", form).status_code == 302
        said = society.client.post(f"{BASE}/drafts/1/clauses/{parent.pk}/", {"text": "For how long?"})
        assert said.status_code == 302
        number = Work.objects.get().drafts.get().comments.get().pk
        form = {"outcome": "not", "reasons": "The law says so already."}
        assert office.client.post(f"{BASE}/comments/{number}/answer/", form).status_code == 302
        shown = text(society.client.get(f"{BASE}/drafts/1/clauses/{parent.pk}/"))
        assert "The law says so already." in shown

    @staticmethod
    def _listed(visitor: Any) -> None:
        for language, title in (("nl", "Voorbeeldcode"), ("en", "Example code")):
            for where in ("codes/", "registers/codes/", f"registers/codes/{CODE}/", f"codes/{CODE}/"):
                assert title in text(visitor.get(f"/{language}/{where}")), where
        listed = visitor.get("/api/v1/codes").json()["rows"]
        assert [one["version"] for one in listed if one["id"] == CODE] == ["1.0"]
        told = visitor.get(f"/api/v1/codes/{CODE}").json()
        assert [one["id"] for one in told["measures"]] == ["D-1.1"]
        assert told["stage"]["stage"] == "final"

    @staticmethod
    def _adhered(office: Any, provider: Any, visitor: Any) -> None:
        own = f"/en/joining/{provider.organisation.slug}/"
        assert f"{own}{CODE}/" in text(provider.client.get(own))
        form = {"chapters": ["D"], "binding": "on"}
        assert provider.client.post(f"{own}{CODE}/", form).status_code == 302
        row = Adherence.objects.get()
        stated = Event.objects.get(kind="adherence:stated")
        assert json.loads(bytes(stated.payload.content))["content"]["version"] == "1.0"
        assert office.client.post(f"/en/joining/adherence/{row.pk}/confirm/").status_code == 302
        for address in ("/nl/registers/signatories/?code=example-code", f"/nl/registers/providers/{provider.organisation.slug}/"):  # fmt: skip
            assert "<td>Voorbeeldcode</td>" in text(visitor.get(address))
        found = visitor.get(f"/api/v1/signatories?code={CODE}").json()["rows"]
        assert [(one["chapter"], one["provider_id"]) for one in found] == [("D", provider.organisation.slug)]

    @staticmethod
    def _assessed(office: Any, board: Any, visitor: Any) -> None:
        assert office.client.post("/en/desk/assessments/open/", {"code": CODE}).status_code == 302
        found = Assessment.objects.get()
        assert (found.code, found.version) == (CODE, "1.0")
        beside = text(office.client.get(f"/nl/desk/assessments/{found.pk}/"))
        assert "Voorbeeldcode" in beside
        assert "artikel 53, lid 1" in beside.casefold()
        assert opinion(board, found).status_code == 302
        assert published(office, found).status_code == 302
        assessed = Publication.objects.get(kind="assessment")
        assert "It is adequate." in text(visitor.get(f"/en/registers/publications/{assessed.pk}/"))
        rows = visitor.get(f"/api/v1/publications?code={CODE}").json()["rows"]
        assert sorted(one["kind"] for one in rows) == ["assessment", "decision", "opinion"]
        assert "Example code" in text(office.client.get("/en/desk/reviews/"))


class TestDesk:
    """Adequacy is assessed of the version that was at hand; what was published here counts."""

    def test_the_facts_are_of_the_version_that_is_assessed(self, office: Any, player: Any) -> None:
        version(office)
        office.client.post("/en/desk/assessments/open/", {"code": CODE})
        found, board = Assessment.objects.get(), player("board")
        next_version(office)
        address = f"/en/desk/assessments/{found.pk}/"
        assert "Example code" in text(office.client.get(address))
        opinion(board, found)
        assert published(office, found).status_code == 302
        assert last_kind() == "code:review-planned"
        told = text(office.client.get("/en/desk/reviews/"))
        assert f"{timezone.localdate() + timedelta(days=600):%-d %B %Y}" in told
        why = {"why_en": "Sooner.", "why_nl": "Eerder."}
        soon = timezone.localdate() + timedelta(days=90)
        publishing.plan_review(Work.objects.get(), soon, why, None, by=office.person)
        assert f"{soon:%-d %B %Y}" in text(office.client.get("/en/desk/reviews/"))

    def test_a_finding_published_here_is_what_the_next_assessment_sees(
        self, office: Any, player: Any
    ) -> None:
        version(office)
        office.client.post("/en/desk/assessments/open/", {"code": CODE})
        found = Assessment.objects.get()
        address = f"/en/desk/assessments/{found.pk}/"
        before = text(office.client.get(address))
        opinion(player("board"), found)
        published(office, found)
        after = text(office.client.get(address))
        assert "<td>holds</td>" not in before
        assert "<td>holds</td>" in after

    def test_a_code_nobody_published_is_not_assessed(self, office: Any) -> None:
        put_out(begun(opened(office), office)[0], office)
        assert office.client.post("/en/desk/assessments/open/", {"code": CODE}).status_code == 422


class TestJoining:
    """A provider adheres to chapters of a code published here as to any other."""

    def test_the_chapters_are_those_of_the_newest_version(self, office: Any, provider: Any) -> None:
        version(office)
        address = f"/en/joining/{provider.organisation.slug}/{CODE}/"
        assert "Documents" in text(provider.client.get(address))
        assert provider.client.post(address, {"chapters": ["T"], "binding": "on"}).status_code == 422
        assert provider.client.post(address, {"chapters": ["D"], "binding": "on"}).status_code == 302
        row = Adherence.objects.get()
        assert provider.client.post(f"/en/joining/adherence/{row.pk}/withdraw/", {"reason": ""}).status_code == 302  # fmt: skip
        assert Adherence.objects.get(until=None).state == "withdrawn"

    def test_nobody_adheres_to_a_draft(self, office: Any, provider: Any) -> None:
        put_out(begun(opened(office), office)[0], office)
        address = f"/en/joining/{provider.organisation.slug}/{CODE}/"
        assert provider.client.get(address).status_code == 404
        with pytest.raises(UnknownCodeError):
            codes.code(CODE)

    def test_a_version_is_no_code_to_report_on_or_adhere_to(self, office: Any) -> None:
        version(office)
        assert codes.code(CODE).version == "1.0"
        with pytest.raises(UnknownCodeError) as raised:
            codes.code(f"{CODE}@1.0")
        assert CODE in raised.value.known

    def test_an_invitation_to_adhere_leads_to_the_statement(self, office: Any, provider: Any) -> None:
        version(office)
        form = {"email": "new@example.com", "role": "signatory", "aim": "adherence", "code": CODE, "days": 3}
        address = f"/en/account/organisations/{provider.organisation.slug}/invite/"
        assert office.client.post(address, form).status_code == 200
        assert office.client.post(address, form | {"code": f"{CODE}-x"}).status_code == 422


def test_comments_and_days_of_a_published_version_stay(office: Any, provider: Any) -> None:
    work = opened(office)
    draft, rows = begun(work, office)
    put_out(draft, office)
    participant = Participant.objects.create(work=work, organisation=provider.organisation, group="providers")
    comments.comment(Draft.objects.get(), rows["one"].clause, participant, "Why?", "en", by=provider.person)
    publishing.publish(work, Draft.objects.get(), "1.0", SUMMARY, by=office.person)
    held = codes.find(CODE, date(2020, 1, 1))
    assert (held.full_name, held.newest, held.published_here) == ("example-code@1.0", True, True)
