# SPDX-License-Identifier: EUPL-1.2
"""Comments on clauses: who may, until when, what is answered, what is hidden, and surveys. Article 56(3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.portal.drafted import begun, opened, published, taking_part

from adhere.portal.audit.models import Event
from adhere.portal.drafting.comments import acts
from adhere.portal.drafting.models import Answer, Comment, Draft, Survey, Wording, Work
from adhere.portal.drafting.texts import acts as texts

pytestmark = pytest.mark.django_db
BASE = "/en/drafting/example-code"


@pytest.fixture
def round_of(office: Any, provider: Any) -> tuple[Work, Draft, dict[str, Wording]]:
    """A published draft on which the provider may comment."""
    work = opened(office)
    draft, rows = begun(work, office)
    published(draft, office)
    taking_part(work, provider)
    return work, Draft.objects.get(), rows


def said(player: Any, rows: dict[str, Wording], text: str = "Seven days is enough.", number: int = 1) -> Any:
    address = f"{BASE}/drafts/{number}/clauses/{rows['two'].clause_id}/"
    return player.client.post(address, {"text": text})


def test_who_takes_part_comments_from_the_clause_itself(round_of: Any, provider: Any, visitor: Any) -> None:
    _, _, rows = round_of
    address = f"{BASE}/drafts/1/clauses/{rows['two'].clause_id}/"
    page = provider.client.get(address).content.decode()
    assert "<textarea" in page
    assert "<script" not in page
    assert said(provider, rows).status_code == 302
    comment = Comment.objects.get()
    assert (comment.party, comment.language) == ("providers", "en")
    event = Event.objects.get(seq=comment.event)
    assert (event.kind, event.subject) == ("code:commented", f"drafting/example-code/comment/{comment.pk}")
    public = visitor.get(address).content.decode()
    assert "Seven days is enough." in public
    assert provider.organisation.name in public
    assert "<textarea" not in public
    assert "Seven days" in visitor.get(f"/nl/drafting/example-code/comments/{comment.pk}/").content.decode()


def test_what_is_wrong_with_a_comment_is_told(round_of: Any, provider: Any) -> None:
    _, _, rows = round_of
    assert said(provider, rows, "").status_code == 422
    assert said(provider, rows, "Turned \u202e round").status_code == 422
    assert said(provider, rows, "x" * 20_001).status_code == 422
    assert not Comment.objects.exists()


def test_others_are_refused_with_the_reason(round_of: Any, player: Any, visitor: Any, office: Any) -> None:
    work, _, rows = round_of
    outsider = said(player("provider", "writer"), rows)
    assert outsider.status_code == 403
    assert "Only those who take part" in outsider.content.decode()
    reader = player("downstream", "reader")
    taking_part(work, reader, "downstream")
    assert "Your role" in said(reader, rows).content.decode()
    assert visitor.post(f"{BASE}/drafts/1/clauses/{rows['two'].clause_id}/", {"text": "x"}).status_code == 403
    assert said(office, rows).status_code == 403


def test_no_comment_after_the_last_day(round_of: Any, provider: Any) -> None:
    _, draft, rows = round_of
    draft.comments_until = timezone.localdate() - timedelta(days=1)
    draft.save()
    answer = said(provider, rows)
    assert answer.status_code == 409
    assert "time for comments on this draft is over" in answer.content.decode()


def test_a_comment_on_an_older_draft_is_shown_the_way_to_the_newer(
    round_of: Any, provider: Any, office: Any
) -> None:
    work, _, rows = round_of
    published(texts.begin(work, by=office.person), office)
    answer = said(provider, rows)
    assert answer.status_code == 409
    assert f"/drafts/2/clauses/{rows['two'].clause_id}/" in answer.content.decode()
    assert said(provider, rows, number=2).status_code == 302


def test_a_comment_on_a_clause_that_was_removed_is_told_where_it_went(
    round_of: Any, provider: Any, office: Any
) -> None:
    work, _, rows = round_of
    draft = texts.begin(work, by=office.person)
    element = Wording.objects.get(draft=draft, clause=rows["element"].clause)
    reasons = {"reason_en": "It moved.", "reason_nl": "Het is verhuisd."}
    texts.remove(element, reasons, None, 0, by=office.person)
    row = Wording.objects.get(draft=draft, clause=rows["two"].clause)
    texts.remove(row, reasons, rows["one"].clause, row.revision, by=office.person)
    published(draft, office)
    for number in (1, 2):
        answer = said(provider, rows, number=number)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "no longer in the newest draft" in page
        assert "It moved." in page
        assert f"/drafts/2/clauses/{rows['one'].clause_id}/" in page
    assert provider.client.get(f"{BASE}/drafts/2/clauses/{rows['two'].clause_id}/").status_code == 410
    assert (
        "Het is verhuisd."
        in provider.client.get(
            f"/nl/drafting/example-code/drafts/2/clauses/{rows['two'].clause_id}/"
        ).content.decode()
    )
    assert not Comment.objects.exists()


def test_an_answer_has_reasons_and_names_the_change(
    round_of: Any, provider: Any, office: Any, visitor: Any
) -> None:
    _, _, rows = round_of
    said(provider, rows)
    comment = Comment.objects.get()
    address = f"{BASE}/comments/{comment.pk}/answer/"
    clause = str(rows["two"].clause_id)
    assert (
        "Name the clause"
        in office.client.post(address, {"outcome": "accepted", "reasons": "Yes."}).content.decode()
    )
    wrong = {"outcome": "not", "reasons": "No.", "changed": clause}
    assert "changes nothing" in office.client.post(address, wrong).content.decode()
    right = {"outcome": "partly", "reasons": "Ten days.", "changed": clause}
    assert office.client.post(address, right).status_code == 302
    public = visitor.get(f"{BASE}/comments/{comment.pk}/").content.decode()
    assert "Ten days." in public
    assert f"/clauses/{clause}/" in public
    assert provider.client.post(address, right).status_code == 403


def test_two_officers_who_answer_at_once_and_an_answer_anew(
    round_of: Any, provider: Any, office: Any
) -> None:
    _, _, rows = round_of
    said(provider, rows)
    comment = Comment.objects.get()
    address = f"/nl/drafting/example-code/comments/{comment.pk}/answer/"
    first = {"outcome": "not", "reasons": "First."}
    assert office.client.post(address, first).status_code == 302
    second = office.client.post(address, first | {"reasons": "Second."})
    assert second.status_code == 409
    assert "door iemand anders beantwoord" in second.content.decode()
    seen = Answer.objects.get().pk
    assert (
        office.client.post(address, {"outcome": "not", "reasons": "Better.", "seen": seen}).status_code == 302
    )
    page = office.client.get(f"{BASE}/comments/{comment.pk}/").content.decode()
    assert "First." in page
    assert "Better." in page
    assert Answer.objects.filter(until=None).count() == 1


def test_a_hidden_comment_is_for_its_author_and_the_office(
    round_of: Any, provider: Any, office: Any, visitor: Any
) -> None:
    _, _, rows = round_of
    said(provider, rows, "Something rude.")
    comment = Comment.objects.get()
    address = f"{BASE}/comments/{comment.pk}/moderate/"
    assert provider.client.post(address, {"reasons": "x"}).status_code == 403
    assert office.client.post(address, {"reasons": "Insults a person."}).status_code == 302
    assert office.client.post(address, {"reasons": "Again."}).status_code == 409
    for page in (
        f"{BASE}/comments/{comment.pk}/",
        f"{BASE}/drafts/1/comments/",
        f"{BASE}/drafts/1/clauses/{rows['two'].clause_id}/",
    ):
        public = visitor.get(page).content.decode()
        assert "Something rude." not in public
        assert "Insults" not in public
        assert "The office hid this comment" in public
        for reader in (provider, office):
            own = reader.client.get(page).content.decode()
            assert "Something rude." in own
            assert "Insults a person." in own
    for form in ("csv", "json"):
        assert b"rude" not in b"".join(
            visitor.get(f"{BASE}/drafts/1/comments/?format={form}").streaming_content
        )
    assert Event.objects.filter(kind="code:commented").exists()
    assert office.client.post(f"{address}?show=", {"reasons": "Mended."}).status_code == 302
    assert "Something rude." in visitor.get(f"{BASE}/comments/{comment.pk}/").content.decode()


def test_comments_as_files_carry_out_no_formula(round_of: Any, provider: Any, visitor: Any) -> None:
    _, _, rows = round_of
    said(provider, rows, "=HYPERLINK(1)")
    content = b"".join(visitor.get(f"{BASE}/drafts/1/comments/?format=csv").streaming_content).decode()
    assert "'=HYPERLINK" in content
    assert visitor.get(f"{BASE}/drafts/1/comments/?format=xlsx").status_code == 200
    assert visitor.get(f"{BASE}/drafts/1/comments/?outcome=waiting").content.decode().count("=HYPERLINK") == 1
    assert visitor.get(f"{BASE}/drafts/1/comments/?outcome=what").status_code == 404


def survey(office: Any, content: str, **more: str) -> Any:
    file = SimpleUploadedFile("../../answers.csv", content.encode(), content_type="text/csv")
    return office.client.post(f"{BASE}/drafts/1/survey/", {"file": file, **more})


GOOD = "Measure;Comment;Stakeholder group;E-mail\nD-1.2;Too long;civil society;a@example.org\nD-1.1;Good;industry;b@example.org\n;On the whole good;industry;b@example.org\n"


@pytest.mark.usefixtures("round_of")
def test_a_survey_is_taken_in_once_without_names(office: Any, visitor: Any) -> None:
    assert survey(office, GOOD).status_code == 302
    assert Survey.objects.get().comments == 3
    rows = Comment.objects.order_by("id")
    assert [(row.party, row.clause.kind) for row in rows] == [
        ("civil-society", "measure"),
        ("industry", "measure"),
        ("industry", "code"),
    ]
    assert not any("example.org" in f"{row.author}{row.text}" for row in rows)
    assert rows[1].author == rows[2].author
    assert survey(office, GOOD).status_code == 409
    balance = visitor.get(f"{BASE}/participants/").content.decode()
    assert "67 %" in balance
    assert Event.objects.filter(kind="code:survey-imported").count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Measure;Comment;Group\nZ-9.9;What?;industry\n", "ADH-COD-031"),
        ("Measure;Comment;Group\nD-1.1;What?;aliens\n", "ADH-COD-048"),
        ("Nothing;Here\n1;2\n", "ADH-COD-045"),
        ('Measure;Comment;Group\n"D-1.1;What?;industry\n', "ADH-COD-049"),
        ("", "empty"),
        ("PK\x03\x04\x00\x00", "ADH-COD-043"),
    ],
)
@pytest.mark.usefixtures("round_of")
def test_a_survey_with_mistakes_is_not_taken_in_and_all_are_told(
    office: Any, content: str, told: str
) -> None:
    answer = survey(office, content)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.usefixtures("round_of")
def test_a_draft_goes_out_as_a_survey_that_can_come_back(visitor: Any, provider: Any, office: Any) -> None:
    content = b"".join(visitor.get(f"{BASE}/drafts/1/questions/").streaming_content).decode()
    assert content.startswith("clause,title,draft,comment,group,respondent")
    assert "D-1.2-i1" in content
    filled = content.replace(
        "Tell others,Tell others within 14 days.,,,",
        "Tell others,Tell others within 14 days.,Longer,industry,x",
    )
    assert filled != content
    assert survey(office, filled).status_code == 302
    assert Comment.objects.get().text == "Longer"
    assert provider.client.get(f"{BASE}/drafts/1/survey/").status_code == 403


def test_reasons_against_a_comment_come_in_the_order_that_helps(round_of: Any, office: Any) -> None:
    work, draft, rows = round_of
    clause = rows["two"].clause
    assert acts.hindrance(draft, clause) is None
    newer = texts.begin(work, by=office.person)
    assert acts.hindrance(newer, clause) == "comments.not-published"
    work.closed = timezone.now()
    work.save()
    assert acts.hindrance(Draft.objects.get(number=1), clause) == "drafting.work-closed"
