# SPDX-License-Identifier: EUPL-1.2
"""A code drawn up by programs: from its call to its version by tokens of the office and of who takes part, and read by everybody. Article 56."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.drafted import SUMMARY, begun, opened, published, taking_part, written
from tests.portal.test_api import ROOT, description, misfits
from tests.portal.test_api_cases import Program, rules

from adhere.portal.audit.models import Event
from adhere.portal.drafting.comments import acts as commenting
from adhere.portal.drafting.models import Comment, Draft, Work
from adhere.portal.drafting.texts import acts as writing

pytestmark = pytest.mark.django_db
CODE = "example-code"
BASE = f"/drafting/{CODE}"
WHY = {"reason_en": "Too short.", "reason_nl": "Te kort."}
FACTS = {"slug": CODE, "title_en": "Example code", "title_nl": "Voorbeeldcode", "family": "models", "provisions": ["aia:art-53.1.a", "56(2)(d)"]}  # fmt: skip


@pytest.fixture
def desk(office: Any) -> Program:
    return Program(office)


@pytest.fixture
def society(player: Callable[..., Any]) -> Program:
    return Program(player("civil-society", "head"))


def read(path: str, **more: Any) -> Any:
    answer = Client().get(ROOT + path, **more)
    assert answer.status_code == 200, answer.content
    return answer.json()


def day(distance: int) -> str:
    return (timezone.localdate() + timedelta(days=distance)).isoformat()


class Drawn:
    """A code with a published draft, a participant and a comment."""

    def __init__(self, office: Any, society: Any) -> None:
        self.office, self.work = office, opened(office)
        self.draft, self.rows = begun(self.work, office)
        published(self.draft, office)
        self.clause = self.rows["one"].clause
        self.part = taking_part(self.work, society, "civil-society")
        self.said = commenting.comment(
            self.draft, self.clause, self.part, "Too short.", "en", by=society.person
        )


def test_a_code_from_its_call_to_its_version(desk: Program, society: Program) -> None:
    def done(program: Program, path: str, body: Any = None) -> str:
        answer = program.post(path, body)
        assert answer.status_code == 200, (path, answer.content)
        return str(answer.json()["id"])

    assert done(desk, "/drafting/open", FACTS) == CODE
    assert Work.objects.get().provisions == ["aia:art-53.1.a", "aia:art-56.2.d"]
    about = {"text_en": "c", "text_nl": "c", "opens": day(0), "closes": day(9), "kinds": ["civil-society"]}
    call = done(desk, f"{BASE}/call", about)
    assert read(BASE)["calls"][0] | {"id": int(call), "state": "open"} == read(BASE)["calls"][0]
    done(society, f"{BASE}/calls/{call}/apply", {"group": "civil-society", "motivation": "We care."})
    (application,) = desk.get(f"{BASE}/applications?state=applied").json()["rows"]
    chosen = {"decision": "selected", "group": "civil-society", "reasons": "They know."}
    done(desk, f"{BASE}/applications/{application['id']}", chosen)
    assert read(BASE)["participants"] == {"civil-society": 1}
    (part,) = read(f"{BASE}/participants?group=civil-society")["rows"]
    assert part["organisation_id"] == society.organisation.slug

    group = done(desk, f"{BASE}/groups/new", {"name_en": "Documents", "name_nl": "Documenten"})
    done(desk, f"{BASE}/groups/{group}/seat", {"email": society.player.person.email, "part": "member"})
    (seat,) = desk.get(f"{BASE}/groups/{group}").json()["seats"]
    when = {"kind": "group", "group": group, "title_en": "First", "title_nl": "Eerste", "starts": f"{day(1)}T10:00", "ends": f"{day(1)}T11:00"}  # fmt: skip
    meeting = done(desk, f"{BASE}/meetings/new", when)
    assert read(f"{BASE}/meetings/{meeting}")["group"] == int(group)
    done(desk, f"{BASE}/seats/{seat['id']}/end")
    done(desk, f"{BASE}/meetings/{meeting}/cancel", {"reasons": "Nobody comes."})

    done(desk, f"{BASE}/drafts/begin")
    whole = desk.get(f"{BASE}/in-hand").json()["clauses"][0]["id"]
    add = f"{BASE}/drafts/1/add"
    chapter = done(desk, f"{add}/chapter?under={whole}", written("Documents", "Providers.", mark="D"))
    commitment = done(desk, f"{add}/commitment?under={chapter}", written("Keep documents", "They keep them."))
    facts = written("Write it down", "Write down how.", provisions=["53(1)(a)"], minds=["downstream"])
    measure = done(desk, f"{add}/measure?under={commitment}", facts)
    element = written("Median time", unit="days")
    element = {name: one for name, one in element.items() if not name.startswith("text_")}
    done(desk, f"{add}/element?under={measure}", element)
    done(desk, f"{BASE}/drafts/1/clauses/{measure}/change", facts | {"title_en": "Write it all down", "seen": 0})  # fmt: skip
    second = done(desk, f"{add}/measure?under={commitment}", written("Tell others", "Tell them."))
    done(desk, f"{BASE}/drafts/1/clauses/{second}/move", {"way": "up"})
    done(desk, f"{BASE}/drafts/1/publish", SUMMARY | {"comments_until": day(14)})
    told = read(f"{BASE}/drafts/1")
    assert [one["number"] for one in told["clauses"] if one["kind"] == "measure"] == ["D-1.1", "D-1.2"]
    assert [one["title_en"] for one in told["clauses"] if one["kind"] == "measure"] == ["Tell others", "Write it all down"]  # fmt: skip

    comment = done(society, f"{BASE}/drafts/1/clauses/{measure}/comment", {"text": "Too short."})
    answered = {"outcome": "partly", "changed": measure, "reasons": "Longer."}
    done(desk, f"{BASE}/comments/{comment}/answer", answered)
    assert read(f"{BASE}/comments/{comment}")["answers"][0]["outcome"] == "partly"
    done(desk, f"{BASE}/drafts/begin")
    done(desk, f"{BASE}/drafts/2/clauses/{second}/remove", WHY | {"went_to": measure, "seen": 0})
    done(desk, f"{BASE}/drafts/2/publish", SUMMARY)
    assert [one["went_to"] for one in read(f"{BASE}/drafts/2")["clauses"] if one["removed"]] == [int(measure)]
    assert done(desk, f"{BASE}/publish", {"version": "1.0", **SUMMARY}) == "1.0"
    done(desk, f"{BASE}/review", {"due": day(700), "why_en": "w", "why_nl": "w"})
    assert read(BASE)["versions"][0]["sha256"] == read("/code-versions/example-code")["versions"][0]["sha256"]
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"code:opened", "code:called", "code:applied", "code:participant-selected", "code:group-made", "code:seat-given", "code:seat-ended", "code:meeting-set", "code:meeting-cancelled", "code:draft-begun", "code:clause-changed", "code:draft-published", "code:commented", "code:comment-answered", "code:published", "code:review-planned"}  # fmt: skip
    done(desk, f"{BASE}/close", {"reasons": "Done."})
    assert desk.post(f"{BASE}/drafts/begin").status_code == 403


def test_what_does_not_fit_is_told_and_nothing_is_done(office: Any, desk: Program, society: Program) -> None:
    drawn = Drawn(office, society.player)
    writing.begin(drawn.work, by=office.person)
    before = Event.objects.count()
    whole, chapter = drawn.rows["chapter"].parent_id, drawn.rows["chapter"].clause_id
    add = f"{BASE}/drafts/2/add"
    strange = desk.post(f"{add}/commitment?under={chapter}", written("T", "t", unit="days"))
    assert rules(strange) == {"unit": "ADH-API-003"}, "a commitment has no unit"
    facts = written("T", "t", mark="E")
    assert rules(desk.post(f"{add}/chapter?under={whole}", facts | {"provisions": "53(1)(a)"})) == {"provisions": "ADH-API-007"}  # fmt: skip
    assert rules(desk.post(f"{add}/chapter?under={whole}", facts | {"provisions": ["art. 999"]})) == {"provisions": "ADH-API-012"}  # fmt: skip
    assert desk.post(f"{add}/measure?under={whole}", written("T", "t")).status_code == 404
    assert desk.post(f"{add}/chapter", facts).status_code == 404
    assert rules(desk.post(f"{add}/chapter?under={whole}&over=1", facts)) == {"over": "ADH-API-003"}
    row = f"{BASE}/drafts/2/clauses/{drawn.clause.pk}"
    said = written("Write it down", "Write it.", provisions=["aia:art-53.1.a"])
    assert rules(desk.post(f"{row}/change", said | {"seen": 0})) == {"reason_en": "ADH-API-012", "reason_nl": "ADH-API-012"}  # fmt: skip
    assert rules(desk.post(f"{row}/move", {"way": "sideways"})) == {"way": "ADH-API-012"}
    stale = desk.post(f"{row}/change", said | WHY | {"seen": 7})
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:adhere:problem:settled")
    answer = desk.post(f"{BASE}/comments/{drawn.said.pk}/answer", {"outcome": "not", "reasons": "No.", "seen": 99})  # fmt: skip
    assert answer.status_code == 409
    other = society.post(f"{BASE}/drafts/1/clauses/{drawn.clause.pk}/comment", {"text": "x", "participant": "1"})  # fmt: skip
    assert rules(other) == {"participant": "ADH-API-003"}
    assert Event.objects.filter(seq__gte=before).count() == 0


@pytest.mark.parametrize(("language", "words"), [("nl", "nieuw"), ("en", "newer")])
def test_a_comment_on_what_takes_none_is_a_problem_with_its_reason(office: Any, desk: Program, society: Program, language: str, words: str) -> None:  # fmt: skip
    drawn = Drawn(office, society.player)
    writing.begin(drawn.work, by=office.person)
    address = f"{BASE}/drafts/1/clauses/{drawn.clause.pk}/comment"
    published(Draft.objects.get(number=2), office)
    answer = society.post(address, {"text": "Late."}, HTTP_ACCEPT_LANGUAGE=language)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:adhere:problem:newer-draft")
    assert words in answer.json()["detail"].lower()
    draft = writing.begin(drawn.work, by=office.person)
    row = draft.wordings.get(clause=drawn.clause)
    writing.remove(row, WHY, None, row.revision, by=office.person)
    published(draft, office)
    answer = society.post(f"{BASE}/drafts/3/clauses/{drawn.clause.pk}/comment", {"text": "Late."})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:adhere:problem:clause-gone")
    assert Comment.objects.count() == 1
    assert desk.get(f"{BASE}/in-hand").status_code == 404


def test_who_may_is_said_by_the_policy_and_the_scopes(office: Any, desk: Program, society: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    drawn = Drawn(office, society.player)
    writing.begin(drawn.work, by=office.person)
    comment = f"{BASE}/drafts/1/clauses/{drawn.clause.pk}/comment"
    stranger = Program(player("civil-society", "head"))
    assert stranger.post(comment, {"text": "x"}).json()["type"] == "urn:adhere:problem:not-participant"
    narrow = Program(office, ("comment",))
    assert narrow.post(f"{BASE}/drafts/begin").json()["type"] == "urn:adhere:problem:scope"
    for path in ("in-hand", "applications", "groups/1"):
        assert society.get(f"{BASE}/{path}").status_code == 403
        assert Client().get(f"{ROOT}{BASE}/{path}").status_code == 401
    for path in ("/drafting/open", f"{BASE}/call", f"{BASE}/publish", f"{BASE}/comments/{drawn.said.pk}/moderate"):  # fmt: skip
        assert society.post(path, {}).status_code == 403
    assert Client().get(f"{ROOT}{BASE}/drafts/2").status_code == 404, "nobody reads what is in hand"
    assert desk.get(f"{BASE}/in-hand").json()["number"] == 2


def test_a_hidden_comment_is_there_without_its_words(office: Any, desk: Program, society: Program) -> None:
    drawn = Drawn(office, society.player)
    address = f"{BASE}/comments/{drawn.said.pk}"
    tag = Client().get(ROOT + address).headers["ETag"]
    assert Client().get(ROOT + address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert desk.post(f"{address}/moderate", {"reasons": "It names someone."}).status_code == 200
    again = Client().get(ROOT + address, HTTP_IF_NONE_MATCH=tag)
    assert (again.status_code, again.json()["text"], again.json()["hidden"]) == (200, None, True)
    assert read(f"{BASE}/drafts/1/comments")["rows"][0]["text"] is None
    assert desk.post(f"{address}/moderate", {"reasons": "It names someone."}).status_code == 409
    assert desk.post(f"{address}/moderate?show=1", {"reasons": "The name is gone."}).status_code == 200
    assert read(address)["text"] == "Too short."


def test_a_survey_is_taken_in_whole_or_not_at_all(office: Any, desk: Program, society: Program) -> None:
    Drawn(office, society.player)

    def send(content: str) -> Any:
        file = SimpleUploadedFile("../answers.csv", content.encode())
        form = {"file": file, "group": "civil-society"}
        return Client().post(f"{ROOT}{BASE}/drafts/1/survey", form, **desk.headers)

    good = "clause,comment,group,respondent\nD-1.1,Make it longer.,civil-society,r1\n"
    wrong = send(good + "X-9.9,Nothing.,civil-society,r2\n")
    assert (wrong.status_code, wrong.json()["type"]) == (422, "urn:adhere:problem:file")
    assert wrong.json()["findings"]
    assert Comment.objects.count() == 1
    assert send(good).status_code == 200
    assert (Comment.objects.count(), send(good).status_code) == (2, 409)
    assert rules(desk.post(f"{BASE}/drafts/1/survey", {})) == {"file": "ADH-API-012"}


def test_every_read_has_the_shape_it_promises_and_costs_the_same(office: Any, desk: Program, society: Program) -> None:  # fmt: skip
    drawn = Drawn(office, society.player)
    group = desk.post(f"{BASE}/groups/new", {"name_en": "g", "name_nl": "g"}).json()["id"]
    when = {"kind": "plenary", "title_en": "m", "title_nl": "m", "starts": f"{day(1)}T10:00", "ends": f"{day(1)}T11:00"}  # fmt: skip
    meeting = desk.post(f"{BASE}/meetings/new", when).json()["id"]
    writing.begin(drawn.work, by=office.person)
    places = {
        "/drafting": "/drafting", "/drafting/{code}": BASE, "/drafting/{code}/in-hand": f"{BASE}/in-hand",
        "/drafting/{code}/drafts/{number}": f"{BASE}/drafts/1", "/drafting/{code}/drafts/{number}/comments": f"{BASE}/drafts/1/comments",
        "/drafting/{code}/comments/{number}": f"{BASE}/comments/{drawn.said.pk}", "/drafting/{code}/participants": f"{BASE}/participants",
        "/drafting/{code}/applications": f"{BASE}/applications", "/drafting/{code}/meetings/{number}": f"{BASE}/meetings/{meeting}",
        "/drafting/{code}/groups/{number}": f"{BASE}/groups/{group}",
    }  # fmt: skip
    told = description()
    found = {path.removeprefix(ROOT): one["get"] for path, one in told["paths"].items() if path.startswith(f"{ROOT}/drafting") and "get" in one}  # fmt: skip
    assert set(found) == set(places)

    def costs() -> dict[str, int]:
        spent = {}
        for path, one in found.items():
            headers = desk.headers if one.get("security") else {}
            with CaptureQueriesContext(connection) as queries:
                answer = Client().get(ROOT + places[path], **headers)
            assert answer.status_code == 200, (path, answer.content)
            schema = one["responses"]["200"]["content"]["application/json"]["schema"]
            assert misfits(answer.json(), schema, told["components"]["schemas"]) == []
            assert Client().head(ROOT + places[path], **headers).status_code == 200
            spent[path] = len(queries)
        return spent

    costs()
    few = costs()
    for number in range(30):
        commenting.comment(drawn.draft, drawn.clause, drawn.part, f"More {number}.", "en", by=society.player.person)  # fmt: skip
    assert costs() == few
