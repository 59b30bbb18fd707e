# SPDX-License-Identifier: EUPL-1.2
"""The desk of the office: queues, evaluation, questions, incidents, complaints, alerts, assessments, and who may do what of them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.desked import (
    LANGUAGES,
    alert,
    assessment,
    complaint,
    day,
    incident,
    last_kind,
    submitted,
    text,
)

from adhere.portal.audit.models import Event
from adhere.portal.desk.incidents.clocks import standing
from adhere.portal.desk.models import Evaluation, Incident, Question
from adhere.portal.desk.queues import QUEUES
from adhere.portal.joining import acts as joining
from adhere.portal.register.models import Adherence

pytestmark = pytest.mark.django_db


class TestQueues:
    """What waits is looked up; nothing is put in a queue."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_desk_and_every_queue_in_both_languages(
        self, office: Any, reporter: Any, player: Any, language: str
    ) -> None:
        incident(reporter)
        submitted(reporter)
        complaint(player("rightsholder"), reporter)
        alert(player("expert"), reporter)
        assessment(office)
        joining.state(reporter.organisation, "gpai-2025", ["T"], [], by=reporter.person)
        home = text(office.client.get(f"/{language}/desk/"))
        assert {"nl": "Ernstige incidenten", "en": "Serious incidents"}[language] in home
        for name in QUEUES:
            for show in ("", "new", "overdue", "changed", "all of it"):
                answer = office.client.get(f"/{language}/desk/queues/{name}/?show={show}")
                assert answer.status_code == 200, name
        assert "Voorbeeld B.V." in text(office.client.get(f"/{language}/desk/queues/statements/"))

    @pytest.mark.parametrize(
        "kind", ["provider", "authority", "board", "downstream", "civil-society", "expert", "rightsholder"]
    )
    def test_others_than_the_office_see_their_own_business_and_no_queue(self, player: Any, kind: str) -> None:
        other = player(kind)
        assert other.client.get("/nl/desk/").status_code == 200
        assert other.client.get("/nl/desk/?q=example").status_code == 200
        assert other.client.get("/en/desk/queues/incidents/").status_code == 403
        assert other.client.post("/en/desk/queues/incidents/export/", {"format": "csv"}).status_code == 403
        assert not Event.objects.filter(kind="export:made").exists()

    def test_a_visitor_signs_in_first(self, visitor: Any) -> None:
        assert "Sign in first" in text(visitor.get("/en/desk/"))

    def test_a_queue_that_is_none(self, office: Any) -> None:
        assert office.client.get("/en/desk/queues/secrets/").status_code == 404
        assert office.client.post("/en/desk/queues/incidents/export/", {"format": "exe"}).status_code == 404

    def test_a_statement_is_confirmed_from_its_queue(self, office: Any, reporter: Any) -> None:
        joining.state(reporter.organisation, "gpai-2025", ["T"], [], by=reporter.person)
        row = Adherence.objects.get()
        assert f"/en/joining/adherence/{row.pk}/confirm/" in text(
            office.client.get("/en/desk/queues/statements/")
        )
        office.client.post(f"/en/joining/adherence/{row.pk}/confirm/")
        assert "There is nothing here." in text(office.client.get("/en/desk/queues/statements/"))

    @pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
    def test_a_queue_is_taken_out_as_a_file_which_is_put_on_record(
        self, office: Any, reporter: Any, form: str
    ) -> None:
        reporter.organisation.name = "=cmd|example"
        reporter.organisation.save()
        incident(reporter)
        answer = office.client.post("/en/desk/queues/incidents/export/", {"format": form, "show": "new"})
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert last_kind() == "export:made"
        assert b"Delft" not in content
        if form == "csv":
            assert b"\n'=cmd" in content or b"\n\"'=cmd" in content
        if form == "json":
            assert json.loads(content)[0]["provider"] == "=cmd|example"

    def test_the_desk_costs_the_same_however_much_there_is(self, office: Any, reporter: Any) -> None:
        counts = []
        for most in (10, 1000):
            have = Incident.objects.count()
            Incident.objects.bulk_create(
                Incident(
                    provider=reporter.organisation, received=timezone.now(), aware=date(2026, 1, 1), link="suspected", harms=["death"],
                    due=date(2026, 1, 11), state="open", event=1_000_000 + number,
                )
                for number in range(have, most)
            )  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                answer = office.client.get("/en/desk/")
                office.client.get("/en/desk/queues/incidents/")
            counts.append(len(queries))
        assert counts[0] == counts[1]
        assert "100+" in text(answer)


class TestEvaluation:
    """A report beside the last one."""

    def test_a_report_beside_the_last_period(self, office: Any, reporter: Any) -> None:
        for row in joining.state(reporter.organisation, "gpai-2025", ["T", "C"], [], by=reporter.person):
            joining.confirm(row.id, by=office.person)
        Adherence.objects.update(since="2025-07-01T00:00:00Z")
        submitted(reporter, measures={"T-1.1": {"status": "planned"}, "T-1.2": {"status": "implemented"}})
        now = submitted(
            reporter, period=("2026-01-01", "2026-06-30"), at="2026-08-10T08:00:00Z",
            measures={"T-1.1": {"status": "implemented"}, "T-1.2": {"status": "implemented"}},
        )  # fmt: skip
        told = text(office.client.get(f"/en/desk/submissions/{now.pk}/"))
        assert "1 July 2025 to 31 December 2025" in told
        for line in ("T-1.1", "T-1.2", "Nothing is reported on:", "Beside the last period"):
            assert line in told
        first = told[told.index("T-1.1") :]
        assert ">yes<" in first[: first.index("</tr>")]

    def test_findings_and_a_conclusion_once(self, office: Any, reporter: Any) -> None:
        found = submitted(reporter)
        address = f"/en/desk/submissions/{found.pk}/"
        assert (
            office.client.post(f"{address}find/", {"measure": "T-1.1", "text": "No evidence."}).status_code
            == 302
        )
        assert last_kind() == "finding:made"
        assert office.client.post(f"{address}find/", {"measure": "Z-9", "text": "?"}).status_code == 422
        assert office.client.post(f"{address}conclude/", {"conclusion": ""}).status_code == 422
        assert office.client.post(f"{address}conclude/", {"conclusion": "Complete."}).status_code == 302
        assert last_kind() == "report:evaluated"
        second = office.client.post(f"{address.replace('/en/', '/nl/')}conclude/", {"conclusion": "Other."})
        assert second.status_code == 409
        assert "Iemand anders" in text(second)
        assert office.client.post(f"{address}find/", {"text": "Late."}).status_code == 409
        assert Evaluation.objects.get().conclusion == "Complete."
        assert not QUEUES["submissions"].rows().exists()
        assert "No evidence." in text(office.client.get(address))

    def test_only_the_office_evaluates(self, player: Any, reporter: Any) -> None:
        found = submitted(reporter)
        reader = player("office", "reader")
        assert reader.client.get(f"/en/desk/submissions/{found.pk}/").status_code == 200
        assert (
            reader.client.post(f"/en/desk/submissions/{found.pk}/conclude/", {"conclusion": "x"}).status_code
            == 403
        )
        assert reporter.client.get(f"/en/desk/submissions/{found.pk}/").status_code == 403

    def test_a_question_is_asked_answered_and_done(self, player: Any, office: Any, reporter: Any) -> None:
        found = submitted(reporter)
        address = f"/en/desk/providers/{reporter.organisation.slug}/ask/?about={found.pk}"
        assert office.client.post(address, {"text": "Why so?", "due": day(-1)}).status_code == 422
        assert office.client.post(address, {"text": "Why so?", "due": day(9)}).status_code == 302
        question = Question.objects.get()
        assert question.submission == found
        page = f"/nl/desk/questions/{question.pk}/"
        assert player("provider").client.get(page).status_code == 403
        assert "Why so?" in text(reporter.client.get(page))
        assert office.client.post(f"{page}answer/", {"answer": "x"}).status_code == 403
        assert office.client.post(f"{page}close/").status_code == 409
        assert reporter.client.post(f"{page}answer/", {"answer": "Because."}).status_code == 302
        assert reporter.client.post(f"{page}answer/", {"answer": "Otherwise."}).status_code == 409
        assert "Because." not in text(office.client.get(page))
        assert "Because." in text(office.client.post(page))
        assert last_kind() == "confidential:read"
        assert player("provider").client.post(page).status_code == 403
        assert QUEUES["questions"].shown("changed", timezone.localdate()).get() == question
        assert office.client.post(f"{page}close/").status_code == 302
        assert {"question:closed", "question:answered", "question:asked"} <= set(
            Event.objects.values_list("kind", flat=True)
        )


class TestIncidents:
    """Serious incidents with the clocks of the code."""

    @pytest.mark.parametrize(
        ("harm", "days"),
        [
            ("critical-infrastructure", 2),
            ("cybersecurity", 5),
            ("death", 10),
            ("health-rights-property-environment", 15),
        ],
    )
    def test_the_last_day_of_the_first_report_is_that_of_the_harm(
        self, reporter: Any, harm: str, days: int
    ) -> None:
        aware = timezone.localdate() - timedelta(days=1)
        assert incident(reporter, harms=[harm]).status_code == 302
        found = Incident.objects.get()
        stands = standing(found, found.reports.all(), timezone.localdate())
        assert stands.binding is not None
        assert stands.binding.day == aware + timedelta(days=days)
        assert found.due is not None
        assert last_kind() == "incident:received"

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("aware", "2999-01-01", "still to come"), ("aware", "", 'href="#id_aware"'), ("aware", "yesterday", 'href="#id_aware"'),
            ("harms", [], 'href="#id_harms"'), ("harms", ["hail"], 'href="#id_harms"'), ("started", "2999-01-01", "still to come"),
            ("started", day(0), "after you knew"), ("text", "x\u0007", 'href="#id_text"'), ("link", "perhaps", 'href="#id_link"'),
        ],
    )  # fmt: skip
    def test_an_incident_that_cannot_have_been_so(
        self, reporter: Any, field: str, value: Any, told: str
    ) -> None:
        answer = incident(reporter, **{field: value})
        assert answer.status_code == 422
        assert told in text(answer)
        assert not Incident.objects.exists()

    def test_its_words_are_read_on_record_by_those_who_may(
        self, player: Any, reporter: Any, office: Any
    ) -> None:
        incident(reporter)
        address = f"/en/desk/incidents/{Incident.objects.get().pk}/"
        for reader in (office, reporter, player("authority")):
            before = Event.objects.count()
            assert "Delft" not in text(reader.client.get(address))
            assert Event.objects.count() == before
            assert "Delft" in text(reader.client.post(address))
            event = Event.objects.latest("seq")
            assert (event.kind, event.actor) == ("confidential:read", str(reader.person.id))
            assert b"Delft" not in bytes(event.payload.content)
        for other in (player("provider"), player("downstream"), player("board")):
            assert other.client.get(address).status_code == 403
            assert other.client.post(address).status_code == 403
        assert "bekend sinds" in text(player("authority").client.get("/nl/desk/"))

    def test_reports_follow_until_it_is_closed(self, reporter: Any, office: Any) -> None:
        incident(reporter)
        found = Incident.objects.get()
        address = f"/en/desk/incidents/{found.pk}/"
        further = {"report_kind": "final", "text": "It was the pump."}
        assert office.client.post(f"{address}close/").status_code == 403
        assert office.client.post(f"{address}report/", further).status_code == 403
        assert "day on which the incident was resolved" in text(
            reporter.client.post(f"{address}report/", further)
        )
        assert (
            reporter.client.post(f"{address}report/", {**further, "report_kind": "intermediate"}).status_code
            == 302
        )
        assert reporter.client.post(f"{address}report/", {**further, "resolved": day(0)}).status_code == 302
        assert QUEUES["incidents"].shown("changed", timezone.localdate()).get() == found
        assert office.client.post(f"{address}close/").status_code == 302
        assert office.client.post(f"{address}close/").status_code == 409
        assert reporter.client.post(f"{address}report/", further).status_code == 409
        found.refresh_from_db()
        assert (found.state, found.due, found.reports.count()) == ("closed", None, 3)

    def test_nobody_reports_for_another(self, player: Any, reporter: Any, office: Any) -> None:
        for other in (player("provider"), office, player("provider", "reader", of=reporter.organisation)):
            form = {"aware": day(-1), "link": "suspected", "harms": ["death"], "text": "x"}
            assert (
                other.client.post(
                    f"/en/desk/providers/{reporter.organisation.slug}/incident/", form
                ).status_code
                == 403
            )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_form_says_what_the_law_asks(self, reporter: Any, language: str) -> None:
        told = text(reporter.client.get(f"/{language}/desk/providers/{reporter.organisation.slug}/incident/"))
        assert {"nl": "zonder onnodige vertraging", "en": "without undue delay"}[language] in told
