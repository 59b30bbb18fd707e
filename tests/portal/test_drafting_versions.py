# SPDX-License-Identifier: EUPL-1.2
"""Publishing a version as files and in the registers, and planning its review. Article 56(1) and (8)."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.drafted import begun, opened, published, whole, written

from adhere.intake.codefolder import read_code
from adhere.law.library import Law
from adhere.portal import codes
from adhere.portal.audit.models import Event
from adhere.portal.drafting.calls import acts as calls
from adhere.portal.drafting.comments import acts as comments
from adhere.portal.drafting.meetings import acts as meetings
from adhere.portal.drafting.models import Draft, Participant, ReviewPlan, Version
from adhere.portal.drafting.texts import acts as texts
from adhere.portal.example.making import make as make_examples
from adhere.portal.register.models import Publication

pytestmark = pytest.mark.django_db
BASE = "/en/drafting/example-code"
FORM = {"version": "1.0", "summary_en": "The first.", "summary_nl": "De eerste."}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_version_is_a_folder_that_reads_as_a_code_and_stands_in_the_registers(
    office: Any, visitor: Any, tmp_path: Path
) -> None:
    published(begun(opened(office), office)[0], office)
    assert office.client.post(f"{BASE}/publish/", FORM).status_code == 302
    assert "The first." in visitor.get(f"{BASE}/versions/1.0/").content.decode()
    content = visitor.get(f"{BASE}/versions/1.0/files/").content
    folder = tmp_path / "code"
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    read = read_code(folder, Law())
    assert [one for one in read.findings if one.rule.severity == "error"] == []
    assert read.code is not None
    assert (read.code.id, read.code.version, len(read.code.measures)) == ("example-code", "1.0", 2)
    assert [one.kind for one in read.code.history] == ["draft-1", "final"]
    publication = Publication.objects.get()
    assert publication.sha256 == Version.objects.get().sha256
    assert "Example code, 1.0" in visitor.get("/en/registers/publications/").content.decode()
    assert [one.code.id for one in codes.newest() if one.published_here] == ["example-code"]
    assert Event.objects.get(seq=publication.event).kind == "code:published"


def test_a_draft_can_be_had_as_files_too(office: Any, visitor: Any) -> None:
    draft, _ = begun(opened(office), office)
    assert visitor.get(f"{BASE}/drafts/1/files/").status_code == 403
    published(draft, office)
    content = visitor.get(f"{BASE}/drafts/1/files/").content
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["D.toml", "code.toml"]


def test_a_version_is_published_once_and_only_by_the_head_of_the_office(office: Any, player: Any) -> None:
    published(begun(opened(office), office)[0], office)
    writer = player("office", "writer", of=office.organisation)
    assert writer.client.post(f"{BASE}/publish/", FORM).status_code == 403
    office.client.post(f"{BASE}/publish/", FORM)
    assert office.client.post(f"{BASE}/publish/", FORM).status_code == 409
    assert office.client.post(f"{BASE}/publish/", FORM | {"version": "../x"}).status_code == 422


def test_without_a_draft_there_is_nothing_to_publish(office: Any) -> None:
    opened(office)
    answer = office.client.get(f"{BASE}/publish/")
    assert answer.status_code == 403
    assert "No draft was published" in answer.content.decode()


def test_a_draft_with_references_that_lead_nowhere_is_not_published_as_a_version(office: Any) -> None:
    draft = texts.begin(opened(office), by=office.person)
    facts = written("Empty", "Providers.", mark="E", provisions=["aia:art-999"])
    texts.add(draft, "chapter", whole(draft), facts, by=office.person)
    published(draft, office)
    answer = office.client.post(f"{BASE}/publish/", FORM)
    assert answer.status_code == 422
    assert "lead nowhere" in answer.content.decode()
    assert not Version.objects.exists()


def test_the_review_is_planned_from_the_usual_interval_and_replanned(office: Any, visitor: Any) -> None:
    published(begun(opened(office), office)[0], office)
    office.client.post(f"{BASE}/publish/", FORM)
    proposed = office.client.get(f"{BASE}/review/").content.decode()
    year = Version.objects.get().published.year + 2
    assert f'value="{year}-' in proposed
    form = {"due": f"{year}-01-15", "why_en": "Two years on.", "why_nl": "Na twee jaar."}
    assert office.client.post(f"{BASE}/review/", form).status_code == 302
    assert office.client.post(f"{BASE}/review/", form).status_code == 409
    seen = ReviewPlan.objects.get().pk
    again = form | {"seen": seen, "why_nl": "Een nieuwe norm.", "why_en": "A new standard."}
    assert office.client.post(f"{BASE}/review/", again).status_code == 302
    assert "Een nieuwe norm." in visitor.get("/nl/drafting/example-code/").content.decode()
    assert ReviewPlan.objects.filter(until=None).count() == 1
    assert office.client.post(f"{BASE}/review/", form | {"due": "2020-01-01"}).status_code == 422


PAGES = (
    "", "participants/", "calendar/", "groups/{group}/", "meetings/{meeting}/", "calls/{call}/", "drafts/1/", "drafts/2/", "drafts/2/law/",
    "drafts/2/quality/", "drafts/2/changes/", "drafts/1/comments/", "drafts/2/clauses/{clause}/", "comments/{comment}/", "versions/1.0/",
)  # fmt: skip
OFFICE = (
    "close/", "call/", "applications/", "applications/{application}/", "participants/admit/", "participants/{participant}/end/", "groups/new/",
    "groups/{group}/seat/", "meetings/new/", "meetings/{meeting}/cancel/", "meetings/{meeting}/minutes/", "drafts/3/",
    "drafts/3/publish/", "drafts/3/checks/", "drafts/3/clauses/{clause}/change/", "drafts/3/clauses/{clause}/remove/",
    "drafts/2/survey/", "comments/{comment}/answer/", "comments/{comment}/moderate/", "publish/", "review/",
)  # fmt: skip


@pytest.fixture
def much(office: Any, provider: Any) -> dict[str, int]:
    """A code with something on every page, by number."""
    work = opened(office)
    today = timezone.localdate()
    facts = {"text_en": "Come.", "text_nl": "Kom.", "opens": today, "closes": today, "kinds": ["provider"]}
    call = calls.call(work, facts, by=office.person)
    application = calls.apply(call, provider.organisation, "providers", "We make models.", by=provider.person)
    calls.decide(application.pk, True, "providers", "Yes.", by=office.person)
    group = meetings.make_group(work, {"name_en": "Risk", "name_nl": "Risico"}, by=office.person)
    meetings.seat(group, provider.person, "chair", by=office.person)
    now = timezone.now()
    told = {
        "kind": "group",
        "group": group,
        "title_en": "Meeting",
        "title_nl": "Vergadering",
        "starts": now,
        "ends": now + timedelta(1),
    }
    meeting = meetings.set_meeting(work, told, by=office.person)
    first, rows = begun(work, office)
    published(first, office)
    participant = Participant.objects.get()
    said = comments.comment(
        Draft.objects.get(), rows["one"].clause, participant, "Why?", "en", by=provider.person
    )
    published(texts.begin(work, by=office.person), office)
    office.client.post(f"{BASE}/publish/", FORM)
    texts.begin(work, by=office.person)
    return {
        "call": call.pk, "application": application.pk, "participant": participant.pk, "group": group.pk, "meeting": meeting.pk,
        "clause": rows["one"].clause_id, "comment": said.pk,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_stands_in_both_languages_with_one_heading_and_the_way_to_the_other(
    much: dict[str, int], office: Any, visitor: Any, language: str
) -> None:
    other = {"nl": "en", "en": "nl"}[language]
    pages = [(page, visitor) for page in PAGES] + [(page, office.client) for page in (*PAGES, *OFFICE)]
    for page, browser in pages:
        path = f"drafting/example-code/{page.format(**much)}"
        answer = browser.get(f"/{language}/{path}")
        text = answer.content.decode()
        assert answer.status_code == 200, path
        assert text.count("<h1") == 1, path
        assert f'href="/{other}/{path}" hreflang="{other}"' in text, path
        assert "style=" not in text, path


def test_pages_of_the_office_are_for_the_office(much: dict[str, int], provider: Any, visitor: Any) -> None:
    for page in OFFICE:
        for browser in (provider.client, visitor):
            assert browser.get(f"{BASE}/{page.format(**much)}").status_code == 403, page


@pytest.mark.usefixtures("db")
def test_the_examples_hold_a_code_that_is_drawn_up(visitor: Any) -> None:
    assert make_examples()
    home = "/nl/drafting/voorbeeldcode/"
    assert "Voorbeeldcode over documentatie" in visitor.get(home).content.decode()
    assert visitor.get(f"{home}drafts/2/").content.decode().count('class="state good">behandeld') == 3
    assert (
        "Een aanbieder verder in de keten vroeg" in visitor.get(f"{home}drafts/2/changes/").content.decode()
    )
