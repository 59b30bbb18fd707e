# SPDX-License-Identifier: EUPL-1.2
"""Drafts: written by the office, frozen when published, compared and held against the law. Article 56(2), (4) and (8)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.portal.drafted import begun, opened, published, taking_part, whole, written

from adhere.portal.audit.models import Event
from adhere.portal.drafting import assembling
from adhere.portal.drafting.assembling import code_of
from adhere.portal.drafting.models import Clause, Comment, Draft, Wording
from adhere.portal.drafting.texts import acts, law, shown
from adhere.portal.drafting.texts.law import faults
from adhere.portal.settling import HinderedError, SettledError

pytestmark = pytest.mark.django_db
BASE = "/en/drafting/example-code"
REASON = {"reason_en": "Asked for.", "reason_nl": "Gevraagd."}


def numbers(draft: Draft) -> dict[str, str]:
    rows = Wording.objects.filter(draft=draft, removed=False).order_by("order")
    return {row.title_en: row.number for row in rows}


def test_the_office_writes_a_draft_clause_by_clause(office: Any, visitor: Any) -> None:
    opened(office)
    assert office.client.post(f"{BASE}/drafts/begin/").status_code == 302
    draft = Draft.objects.select_related("work").get()
    root = whole(draft)
    form = {
        "mark": "D",
        "title_en": "Documents",
        "title_nl": "Documenten",
        "text_en": "Providers.",
        "text_nl": "Aanbieders.",
    }
    assert office.client.post(f"{BASE}/drafts/1/add/chapter/?under={root.pk}", form).status_code == 302
    chapter = Clause.objects.get(kind="chapter")
    assert office.client.get(f"{BASE}/drafts/1/add/measure/?under={chapter.pk}").status_code == 404
    assert office.client.post(f"{BASE}/drafts/1/add/chapter/?under={root.pk}", form).status_code == 422
    assert "Documenten" in office.client.get("/nl/drafting/example-code/drafts/1/").content.decode()
    assert visitor.get(f"{BASE}/drafts/1/").status_code == 403
    assert Event.objects.filter(kind="code:clause-changed").count() == 1


def test_a_draft_is_a_code_with_numbers_requirements_indicators_and_interests(office: Any) -> None:
    draft, _ = begun(opened(office), office)
    code = code_of(draft)
    assert [one.id for one in code.measures] == ["D-1.1", "D-1.2"]
    assert [one.content.en for one in code.measures[0].requires] == [
        "Write down how the model was made.",
        "Keep it for 10 years.",
    ]
    assert [(one.id, one.unit) for one in code.measures[1].elements] == [("D-1.2-i1", "days")]
    assert [one.group for one in code.interests] == ["downstream"]


def test_the_law_stands_beside_the_draft_while_it_is_written(office: Any) -> None:
    draft, rows = begun(opened(office), office)
    page = office.client.get(f"{BASE}/drafts/1/").content.decode()
    assert page.count('class="state good">covered') == 1
    assert page.count('class="state bad">not covered') == 2
    acts.change(rows["two"], {"provisions": ["aia:art-55.1.b"]}, 0, by=office.person)
    assert office.client.get(f"{BASE}/drafts/1/").content.decode().count("not covered") == 1
    law = office.client.get("/nl/drafting/example-code/drafts/1/law/").content.decode()
    assert "D-1.2" in law
    assert "niet behandeld" in law
    assert office.client.get(f"{BASE}/drafts/1/law/?on=2024-01-01").status_code == 200
    assert draft.published is None


def test_a_published_draft_is_frozen(office: Any, visitor: Any) -> None:
    draft, rows = begun(opened(office), office)
    answer = office.client.post(
        f"{BASE}/drafts/1/publish/", {"summary_en": "First.", "summary_nl": "Eerste."}
    )
    assert answer.status_code == 302
    assert "First." in visitor.get(f"{BASE}/drafts/1/").content.decode()
    with pytest.raises(SettledError):
        acts.change(rows["one"], {"title_en": "Other"}, 0, by=office.person)
    refused = office.client.get(f"{BASE}/drafts/1/clauses/{rows['one'].clause_id}/change/")
    assert refused.status_code == 403
    assert "frozen" in refused.content.decode()
    assert Draft.objects.get(pk=draft.pk).published is not None


def test_an_empty_draft_is_not_published_and_two_are_not_begun(office: Any) -> None:
    work = opened(office)
    draft = acts.begin(work, by=office.person)
    with pytest.raises(HinderedError):
        published(draft, office)
    assert office.client.post(f"{BASE}/drafts/begin/").status_code == 409


def test_two_officers_who_change_one_clause(office: Any, player: Any) -> None:
    _, rows = begun(opened(office), office)
    address = f"{BASE}/drafts/1/clauses/{rows['chapter'].clause_id}/change/"
    form = written("Papers", "Providers.", mark="D", seen=0)
    assert office.client.post(address, form).status_code == 302
    second = player("office", "writer", of=office.organisation)
    answer = second.client.post(address, form | {"title_en": "Files"})
    assert answer.status_code == 409
    assert "someone changed this clause" in answer.content.decode()
    assert Wording.objects.get(clause=rows["chapter"].clause).title_en == "Papers"


def test_paragraphs_run_alike_in_both_languages(office: Any) -> None:
    _, rows = begun(opened(office), office)
    form = written("Tell", "One.", seen=0) | {"text_en": "One.\n\nTwo."}
    answer = office.client.post(f"{BASE}/drafts/1/clauses/{rows['two'].clause_id}/change/", form)
    assert answer.status_code == 422
    assert "2 paragraphs" in answer.content.decode()


def test_a_clause_that_moves_keeps_its_id_and_gets_another_number(office: Any) -> None:
    draft, rows = begun(opened(office), office)
    address = f"{BASE}/drafts/1/clauses/{rows['two'].clause_id}/move/"
    assert office.client.post(address, {"way": "up"}).status_code == 302
    assert numbers(draft)["Tell others"] == "D-1.1"
    assert numbers(draft)["Median time to an answer"] == "D-1.1-i1"
    office.client.post(address, {"way": "up"})
    assert numbers(draft)["Tell others"] == "D-1.1"


def second_draft(office: Any) -> tuple[Draft, dict[str, Wording]]:
    """Publish a first draft, and begin a second in which a measure goes, another changes and gets its number."""
    work = opened(office)
    first, rows = begun(work, office)
    published(first, office)
    draft = acts.begin(work, by=office.person)
    now = {name: Wording.objects.get(draft=draft, clause=row.clause) for name, row in rows.items()}
    acts.remove(
        now["one"],
        {"reason_en": "It is in the other.", "reason_nl": "Het staat in de andere."},
        now["two"].clause,
        0,
        by=office.person,
    )
    text = {
        "text_en": "Tell others within 7 days, in writing.",
        "text_nl": "Vertel het anderen binnen 7 dagen, schriftelijk.",
    }
    acts.change(now["two"], {**text, **REASON}, 0, by=office.person)
    return draft, now


def test_the_summary_of_changes_tells_each_clause_with_its_reason(office: Any, visitor: Any) -> None:
    draft, _ = second_draft(office)
    published(draft, office)
    page = visitor.get(f"{BASE}/drafts/2/changes/").content.decode()
    assert "had number D-1.2" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert "Asked for." in page
    assert "It is in the other." in page
    assert "no longer covered" in page
    gone, kept = page.index("It is in the other."), page.index("Asked for.")
    assert "</article>" in page[min(gone, kept) : max(gone, kept)]
    dutch = visitor.get("/nl/drafting/example-code/drafts/2/changes/").content.decode()
    assert "Het staat in de andere." in dutch
    assert visitor.get(f"{BASE}/drafts/1/changes/").status_code == 404
    assert visitor.get(f"{BASE}/drafts/2/changes/?from=9").status_code == 404


def test_a_change_of_what_stood_in_the_draft_before_needs_a_reason(office: Any) -> None:
    work = opened(office)
    first, rows = begun(work, office)
    published(first, office)
    acts.begin(work, by=office.person)
    form = written("Keep all documents", "Providers keep what others need.", seen=0)
    address = f"{BASE}/drafts/2/clauses/{rows['commitment'].clause_id}/change/"
    answer = office.client.post(address, form)
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert office.client.post(address, form | REASON).status_code == 302


def test_an_unchanged_draft_has_no_changes(office: Any) -> None:
    work = opened(office)
    published(begun(work, office)[0], office)
    acts.begin(work, by=office.person)
    assert "Nothing changed." in office.client.get(f"{BASE}/drafts/2/changes/").content.decode()


def test_a_clause_with_parts_is_not_taken_out(office: Any) -> None:
    draft, rows = begun(opened(office), office)
    address = f"{BASE}/drafts/1/clauses/{rows['commitment'].clause_id}/remove/"
    answer = office.client.post(address, REASON | {"seen": 1})
    assert answer.status_code in (409, 422)
    row = Wording.objects.get(pk=rows["commitment"].pk)
    with pytest.raises(HinderedError):
        acts.remove(row, REASON, None, row.revision, by=office.person)
    acts.remove(Wording.objects.get(pk=rows["one"].pk), REASON, None, 0, by=office.person)
    assert "Write it down" not in numbers(draft)
    assert not Wording.objects.filter(draft=draft, removed=True).exists()


def test_the_office_sees_what_is_still_wrong(office: Any, provider: Any) -> None:
    work = opened(office)
    first, rows = begun(work, office)
    published(first, office)
    participant = taking_part(work, provider)
    Comment.objects.create(
        draft=first, clause=rows["one"].clause, party="providers", author=f"p{participant.pk}", text="Why?"
    )
    draft = acts.begin(work, by=office.person)
    acts.change(
        Wording.objects.get(draft=draft, clause=rows["two"].clause),
        {"title_en": "Told", "title_nl": "Verteld"},
        0,
        by=office.person,
    )
    told = {one.rule.id for one in faults(draft)}
    assert {"ADH-COD-034", "ADH-COD-040"} <= told
    page = office.client.get(f"{BASE}/drafts/2/checks/").content.decode()
    assert "ADH-COD-040" in page
    assert provider.client.get(f"{BASE}/drafts/1/checks/").status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
def test_quality_is_told_in_both_languages(office: Any, visitor: Any, language: str) -> None:
    draft, _ = begun(opened(office), office)
    published(draft, office)
    page = visitor.get(f"/{language}/drafting/example-code/drafts/1/quality/").content.decode()
    assert "ADH-COD-057" in page


@pytest.mark.parametrize(("language", "told"), [("nl", "in dagen"), ("en", "in days")])
def test_a_unit_is_told_in_the_language_of_the_page(
    office: Any, visitor: Any, language: str, told: str
) -> None:
    draft, _ = begun(opened(office), office)
    published(draft, office)
    assert told in visitor.get(f"/{language}/drafting/example-code/drafts/1/").content.decode()


def test_the_address_of_a_clause_stays(office: Any, visitor: Any) -> None:
    draft, now = second_draft(office)
    published(draft, office)
    answer = visitor.get(f"{BASE}/clauses/{now['two'].clause_id}/")
    assert answer["Location"].endswith(f"/drafts/2/clauses/{now['two'].clause_id}/")
    gone = visitor.get(f"{BASE}/clauses/{now['one'].clause_id}/")
    assert gone["Location"].endswith(f"/drafts/1/clauses/{now['one'].clause_id}/")


def cost(visitor: Any, *pages: str) -> list[int]:
    """Return how many queries pages take when nothing was kept from before."""
    counts = []
    for page in pages:
        assembling._frozen.cache_clear()
        law._frozen.cache_clear()
        shown._frozen.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(f"{BASE}/{page}").status_code == 200
        counts.append(len(queries))
    return counts


def test_a_large_draft_costs_as_many_queries_as_a_small_one(office: Any, visitor: Any) -> None:
    work = opened(office)
    draft, rows = begun(work, office)
    published(draft, office)
    clause, holder = rows["one"].clause, rows["commitment"].clause
    pages = (
        "drafts/1/",
        f"drafts/1/clauses/{clause.pk}/",
        "drafts/1/comments/",
        "drafts/1/law/",
        "participants/",
        "",
    )
    small = cost(visitor, *pages)
    clauses = Clause.objects.bulk_create(Clause(work=work, kind="measure") for _ in range(300))
    Wording.objects.bulk_create(
        Wording(
            draft=draft, clause=one, parent=holder, place=n, order=n + 9, number=f"D-1.{n}", title_en="x", title_nl="x",
            text_en="y", text_nl="y", provisions=["aia:art-55.1.b"],
        )
        for n, one in enumerate(clauses, 3)
    )  # fmt: skip
    said = [clause, *clauses]
    Comment.objects.bulk_create(
        Comment(
            draft=draft,
            clause=said[n % 301],
            party="providers",
            author=f"p{n % 50}",
            text="x",
            outcome="not" if n % 3 else "",
        )
        for n in range(20_000)
    )
    large = cost(visitor, *pages)
    # two prefetches come with the first comment
    assert [b - a for a, b in zip(small, large, strict=True)] == [0, 2, 2, 0, 0, 0]
    assert max(large) <= 12
    page = visitor.get(f"{BASE}/drafts/1/").content.decode()
    assert "comments: 20000, answered: 13333" in page
