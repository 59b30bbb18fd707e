# SPDX-License-Identifier: EUPL-1.2
"""What programs do with a token: the acts of pages with the same rules and records, and reading of one's own, confidential words on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.portal.asking import Provider, asked
from tests.portal.test_api import OWN, PROBLEM, ROOT, description, misfits

from adhere.documentation.periods import askers
from adhere.portal.api.acts import ACTS
from adhere.portal.audit.models import Event
from adhere.portal.desk.models import Alert, Assessment, Complaint, Incident, Question
from adhere.portal.people.tokens.acts import make
from adhere.portal.people.tokens.scopes import scopes_for
from adhere.portal.policy import Party, Role
from adhere.portal.register.models import Adherence
from adhere.portal.requests.models import Request
from adhere.portal.requests.standing import AUTHORITY

pytestmark = pytest.mark.django_db


class Program:
    """A program with a token of someone, by default with every scope they can give."""

    def __init__(self, player: Any, scopes: tuple[str, ...] | None = None) -> None:
        own, role = player.organisation, player.person.memberships.get().role
        every = tuple(one.value for one in scopes_for(str(own.pk), Party(own.kind), Role(role)))
        told = make(player.person, own, "p", every if scopes is None else scopes, 30)[1]
        self.player, self.organisation = player, own
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {told}"}

    def get(self, path: str, **more: Any) -> Any:
        return Client().get(ROOT + path, **self.headers, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        content = b"" if body is None else json.dumps(body).encode()
        strict = Client(enforce_csrf_checks=True)
        return strict.post(ROOT + path, content, content_type="application/json", **self.headers, **more)


@pytest.fixture
def desk(office: Any) -> Program:
    return Program(office)


@pytest.fixture
def owner(supplier: Provider) -> Program:
    return Program(supplier.player)


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def rules(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {one["at"]: one["rule"] for one in answer.json()["findings"]}


def test_an_act_is_the_one_of_the_page_with_its_record(supplier: Provider, downstream: Any) -> None:
    before = Event.objects.count()
    answer = Program(downstream).post(f"/requests/models/{supplier.model.slug}/ask", {"purpose": "To build."})
    made = Request.objects.get()
    assert (answer.status_code, answer.json()["id"]) == (200, str(made.pk))
    assert answer.json()["page"].endswith(f"/requests/{made.pk}/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    events = Event.objects.filter(seq__gte=before).order_by("seq")
    assert [one.kind for one in events] == ["person:token-made", "request:made"]
    assert made.asker == downstream.organisation


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"purpose": "ADH-API-012"}),
        ({"purpose": None}, {"purpose": "ADH-API-012"}),
        ({"purpose": ""}, {"purpose": "ADH-API-012"}),
        ({"purpose": 7, "rows": "all", "colour": "red"}, {"purpose": "ADH-API-007", "rows": "ADH-API-007", "colour": "ADH-API-003"}),
        ({"purpose": "x", "asker": "someone else"}, {"asker": "ADH-API-003"}),
        ({"purpose": "a\u0000b"}, {"purpose": "ADH-API-005"}),
        ({"purpose": "half \ud800"}, {"purpose": "ADH-API-005"}),
        ({"purpose": "\u202egnp.exe"}, {"purpose": "ADH-API-012"}),
        ({"purpose": "x", "rows": ["no-such-row"]}, {"rows": "ADH-API-012"}),
        ([], {"body": "ADH-API-011"}),
        ("x", {"body": "ADH-API-011"}),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told_by_field_and_nothing_is_done(supplier: Provider, downstream: Any, body: Any, expected: dict[str, str]) -> None:  # fmt: skip
    program = Program(downstream)
    for language in ("en", "nl"):
        answer = program.post(f"/requests/models/{supplier.model.slug}/ask", body, HTTP_ACCEPT_LANGUAGE=language)  # fmt: skip
        assert rules(answer) == expected
        assert answer.headers["Content-Type"] == PROBLEM
        assert answer.headers["Content-Language"] == language
        assert not any("{" in one["wrong"] for one in answer.json()["findings"])
    assert not Request.objects.exists()


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b"\xff\xfe", b"NaN", b'{"purpose":' + b"9" * 5000 + b"}"])  # fmt: skip
def test_a_body_that_cannot_be_read(supplier: Provider, downstream: Any, content: bytes) -> None:
    path = f"{ROOT}/requests/models/{supplier.model.slug}/ask"
    answer = Client().post(path, content, content_type="application/json", **Program(downstream).headers)
    assert rules(answer) == {"body": "ADH-API-011"}


def test_a_body_of_another_kind_or_too_large(supplier: Provider, downstream: Any, settings: Any) -> None:
    path, program = f"{ROOT}/requests/models/{supplier.model.slug}/ask", Program(downstream)
    answer = Client().post(path, b"<x/>", content_type="application/xml", **program.headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:adhere:problem:type")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = program.post(f"/requests/models/{supplier.model.slug}/ask", {"purpose": "x" * 100})
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:adhere:problem:too-large")


def test_a_token_opens_its_scopes_and_a_session_nothing(supplier: Provider, downstream: Any) -> None:
    path = f"/requests/models/{supplier.model.slug}/ask"
    narrow = Program(downstream, ("read-confidential",))
    answer = narrow.post(path, {"purpose": "x"}, HTTP_ACCEPT_LANGUAGE="en")
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:adhere:problem:scope")
    assert answer.json()["detail"]
    other = Program(supplier.player, ("request-documentation",)).post(path, {"purpose": "x"})
    assert (other.status_code, other.json()["type"]) == (403, "urn:adhere:problem:other-party")
    answer = downstream.client.post(ROOT + path, b"{}", content_type="application/json")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert not Request.objects.exists()


def test_a_request_from_asking_to_its_pack(supplier: Provider, downstream: Any, owner: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    program = Program(downstream)
    number = program.post(f"/requests/models/{supplier.model.slug}/ask", {"purpose": "To build."}).json()[
        "id"
    ]
    assert [one["id"] for one in owner.get("/requests").json()["rows"]] == [number]
    assert owner.get("/requests?show=overdue").json()["rows"] == []
    told = program.get(f"/requests/{number}", HTTP_ACCEPT_LANGUAGE="en").json()
    assert (told["state"], told["purpose"], told["answers"]) == ("open", "To build.", [])
    assert told["due"]
    assert told["reasons"]
    stranger = Program(player("downstream", "head"))
    assert stranger.get(f"/requests/{number}").json()["type"] == "urn:adhere:problem:need-to-know"
    assert stranger.get("/requests").json()["rows"] == []

    pack = SimpleUploadedFile("pack.json", supplier.pack())
    form = {"kind": "answered", "seen": 0, "pack": pack, "text": "See the pack.", "confidential": ["text"], "confidential_why": "A secret."}  # fmt: skip
    answer = Client().post(f"{ROOT}/requests/{number}/answer", form, **owner.headers)
    assert answer.status_code == 200, answer.content
    late = owner.post(f"/requests/{number}/answer", {"kind": "refused", "reasons": "No.", "seen": 0})
    assert (late.status_code, late.json()["type"]) == (409, "urn:adhere:problem:settled")

    (given,) = program.get(f"/requests/{number}").json()["answers"]
    read = program.get(f"/requests/answers/{given['id']}").json()["fields"]
    assert [one["value"] for one in read if one["confidential"]] == [None]
    before = Event.objects.count()
    read = program.post(f"/requests/answers/{given['id']}").json()["fields"]
    assert [one["value"] for one in read if one["confidential"]] == ["See the pack."]
    assert program.post(f"/requests/answers/{given['id']}/pack").content == supplier.pack()
    assert [one.kind for one in Event.objects.filter(seq__gte=before)] == ["confidential:read"] * 2
    for path in (f"/requests/answers/{given['id']}", f"/requests/answers/{given['id']}/pack"):
        assert stranger.post(path).status_code == 403


def test_a_pack_that_is_lost_is_told(
    supplier: Provider, downstream: Any, owner: Program, settings: Any
) -> None:
    found = asked(downstream, supplier)
    pack = SimpleUploadedFile("pack.json", supplier.pack())
    Client().post(f"{ROOT}/requests/{found.pk}/answer", {"kind": "answered", "seen": 0, "pack": pack}, **owner.headers)  # fmt: skip
    settings.MEDIA_ROOT = settings.DATA / "nowhere"
    number = found.answers.get().pk
    before = Event.objects.count()
    for path in (f"/requests/answers/{number}", f"/requests/answers/{number}/pack"):
        answer = Program(downstream).post(path)
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:adhere:problem:gone")
    assert Event.objects.filter(seq__gte=before).exclude(kind="person:token-made").count() == 0


def test_article_91_by_way_of_the_office(
    supplier: Provider, desk: Program, player: Callable[..., Any]
) -> None:
    authority = Program(player("authority", "head"))
    body = {"ground": askers()[AUTHORITY].grounds[0], "purpose": "p", "scope": "s", "due": tomorrow()}
    wrong = authority.post(
        f"/requests/models/{supplier.model.slug}/article-91", body | {"ground": "aia:art-1"}
    )
    assert rules(wrong) == {"ground": "ADH-API-012"}
    made = authority.post(f"/requests/models/{supplier.model.slug}/article-91", body)
    number = made.json()["id"]
    assert Program(supplier.player).get(f"/requests/{number}").status_code == 403
    assert authority.post(f"/requests/{number}/forward").status_code == 403
    assert desk.post(f"/requests/{number}/forward").status_code == 200
    again = desk.post(f"/requests/{number}/decline", {"reasons": "No."})
    assert (again.status_code, again.json()["type"]) == (409, "urn:adhere:problem:settled")
    assert Program(supplier.player).get(f"/requests/{number}").status_code == 200


def test_the_desk_from_submission_to_conclusion(supplier: Provider, desk: Program, owner: Program) -> None:
    held = str(owner.get("/submissions").json()["rows"][0]["id"])
    assert owner.get(f"/submissions/{held}").json()["receipt"]
    assert [one["id"] for one in desk.get("/desk/submissions").json()["rows"]] == [held]
    assert desk.post(f"/desk/submissions/{held}/find", {"text": "Thin."}).status_code == 200
    asked_ = desk.post(f"/desk/providers/{supplier.organisation.slug}/ask?about={held}", {"text": "Why?", "due": tomorrow()})  # fmt: skip
    number = asked_.json()["id"]
    assert str(Question.objects.get().submission_id) == held
    assert owner.post(f"/desk/questions/{number}/answer", {"answer": "Because."}).status_code == 200
    assert desk.get(f"/desk/questions/{number}").json()["words"] is None
    assert desk.post(f"/desk/questions/{number}").json()["words"] == {"answer": "Because."}
    assert desk.post(f"/desk/questions/{number}/close").status_code == 200
    assert desk.post(f"/desk/submissions/{held}/conclude", {"conclusion": "Well."}).status_code == 200
    again = desk.post(f"/desk/submissions/{held}/find", {"text": "More."}, HTTP_ACCEPT_LANGUAGE="nl")
    assert (again.status_code, again.json()["title"]) == (409, "Dit is al afgehandeld.")


def test_incidents_complaints_and_alerts(supplier: Provider, desk: Program, owner: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    slug, today = supplier.organisation.slug, timezone.localdate().isoformat()
    facts = {"aware": today, "link": "suspected", "harms": ["death"], "text": "It failed.", "model": supplier.model.slug}  # fmt: skip
    assert "harms" in rules(owner.post(f"/desk/providers/{slug}/incident", facts | {"harms": ["boredom"]}))
    assert "model" in rules(owner.post(f"/desk/providers/{slug}/incident", facts | {"model": "no-such"}))
    known = description()["paths"][f"{ROOT}/desk/providers/{{slug}}/incident"]["post"]["requestBody"]
    assert known["content"]["application/json"]["schema"]["properties"]["harms"]["type"] == "array"
    from adhere.risk.incidents import harms

    number = owner.post(f"/desk/providers/{slug}/incident", facts | {"harms": [next(iter(harms()))]}).json()[
        "id"
    ]
    read = desk.get(f"/desk/incidents/{number}").json()
    assert (read["model_id"], read["words"], len(read["reports"])) == (supplier.model.slug, None, 1)
    assert list(desk.post(f"/desk/incidents/{number}").json()["words"].values()) == ["It failed."]
    assert owner.post(f"/desk/incidents/{number}/report", {"report_kind": "final", "text": "t", "resolved": today}).status_code == 200  # fmt: skip
    assert desk.post(f"/desk/incidents/{number}/close").status_code == 200

    holder = Program(player("rightsholder", "head"))
    words = {"contact": "c", "facts": "f", "provisions": "Article 53(1)(c)", "why": "w"}
    number = holder.post(f"/desk/providers/{slug}/complain", words).json()["id"]
    assert desk.post(f"/desk/complaints/{number}/acknowledge").status_code == 200
    assert holder.get(f"/desk/complaints/{number}").json()["grounds"] == ["aia:art-53.1.c"]
    assert owner.get(f"/desk/complaints/{number}").status_code == 403
    assert desk.post(f"/desk/complaints/{number}/answer", {"outcome_kind": "answered", "outcome": "o"}).status_code == 200  # fmt: skip

    expert = Program(player("expert", "writer"))
    schema = description()["paths"][f"{ROOT}/desk/providers/{{slug}}/alert"]["post"]["requestBody"]
    assert "ground" in schema["content"]["application/json"]["schema"]["required"]
    from adhere.portal.norms import norms

    ground = next(one.id for one in norms("aia:art-90") if one.provisions[0].startswith("aia:art-90.1."))
    number = expert.post(f"/desk/providers/{slug}/alert", {"ground": ground, "contact": "c", "facts": "f"}).json()["id"]  # fmt: skip
    assert desk.post(f"/desk/alerts/{number}/handle", {"steps": "s"}).status_code == 200
    assert expert.post(f"/desk/alerts/{number}").json()["words"] == {"contact": "c", "facts": "f"}
    assert owner.get(f"/desk/alerts/{number}").status_code == 403
    assert (Incident.objects.count(), Complaint.objects.count(), Alert.objects.count()) == (1, 1, 1)


def test_an_assessment_and_adherence(supplier: Provider, desk: Program, player: Callable[..., Any]) -> None:
    board = Program(player("board", "head"))
    number = desk.post("/desk/assessments/open", {"code": "gpai-2025"}).json()["id"]
    words = {"opinion": "adequate", "opinion_en": "Good.", "opinion_nl": "Goed."}
    assert rules(board.post(f"/desk/assessments/{number}/opinion", words | {"opinion": "fine"})) == {"opinion": "ADH-API-012"}  # fmt: skip
    assert desk.post(f"/desk/assessments/{number}/opinion", words).status_code == 403
    assert board.post(f"/desk/assessments/{number}/opinion", words).status_code == 200
    assert board.get(f"/desk/assessments/{number}").json()["state"] == "opinion"
    body = {"judgement": "adequate", "body_en": "b", "body_nl": "b"}
    assert desk.post(f"/desk/assessments/{number}/publish", body).status_code == 200
    assert Assessment.objects.get().state == "published"

    signer = Program(player("provider", "signatory", of=supplier.organisation))
    statement = {"chapters": ["T"], "covers": [supplier.model.slug], "binding": True}
    path = f"/joining/{supplier.organisation.slug}/gpai-2025"
    assert rules(signer.post(path, statement | {"binding": False})) == {"binding": "ADH-API-012"}
    assert signer.post(path, statement).status_code == 200
    (row,) = desk.get("/desk/statements").json()["rows"]
    assert desk.post(f"/joining/adherence/{row['id']}/confirm").status_code == 200
    held = Adherence.objects.get(until=None).pk
    assert signer.post(f"/joining/adherence/{held}/withdraw", {}).status_code == 200
    assert Adherence.objects.get(until=None).state == "withdrawn"


def test_every_private_read_has_the_shape_it_promises(supplier: Provider, downstream: Any, desk: Program, owner: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    request = asked(downstream, supplier)
    owner.post(f"/requests/{request.pk}/answer", {"kind": "answered", "seen": 0, "text": "Said."})
    test_incidents_complaints_and_alerts(supplier, desk, owner, player)
    test_the_desk_from_submission_to_conclusion(supplier, desk, owner)
    assessment = desk.post("/desk/assessments/open", {"code": "gpai-2025"}).json()["id"]
    own = {
        "/submissions/{number}": f"/submissions/{owner.get('/submissions').json()['rows'][0]['id']}",
        "/desk/submissions/{number}": f"/desk/submissions/{owner.get('/submissions').json()['rows'][0]['id']}",
        "/requests/{number}": f"/requests/{request.pk}",
        "/requests/answers/{answer}": f"/requests/answers/{request.answers.get().pk}",
        "/desk/questions/{number}": f"/desk/questions/{Question.objects.get().pk}",
        "/desk/incidents/{number}": f"/desk/incidents/{Incident.objects.get().pk}",
        "/desk/complaints/{number}": f"/desk/complaints/{Complaint.objects.get().pk}",
        "/desk/alerts/{number}": f"/desk/alerts/{Alert.objects.get().pk}",
        "/desk/assessments/{number}": f"/desk/assessments/{assessment}",
    }
    told = description()
    parts = told["components"]["schemas"]
    met = 0
    for path, methods in told["paths"].items():
        address = path.removeprefix(ROOT)
        if not OWN.match(path) or "get" not in methods or address.startswith("/drafting"):
            continue
        program = owner if address.startswith(("/submissions", "/questions")) else desk
        answer = program.get(own.get(address, address))
        assert answer.status_code == 200, (path, answer.content)
        assert answer.headers["Cache-Control"] == "no-store"
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert misfits(answer.json(), schema, parts) == []
        assert Client().get(ROOT + own.get(address, address)).status_code == 401
        met += 1
    assert met == 14


def test_every_act_is_described_with_its_fields_in_both_languages() -> None:
    english, dutch = description("en"), description("nl")
    described = {
        one["post"]["operationId"]: one["post"] for one in english["paths"].values() if "post" in one
    }
    other = {one["post"]["operationId"]: one["post"] for one in dutch["paths"].values() if "post" in one}
    assert set(ACTS) < set(described)
    for name in ACTS:
        content = described[name]["requestBody"]["content"]
        shape = (content.get("application/json") or content["multipart/form-data"])["schema"]
        assert shape["additionalProperties"] is False
        assert not set(shape["properties"]) & {"asker", "sender", "organisation", "participant"}
        assert set(shape["required"]) <= set(shape["properties"])
        assert described[name]["security"] == [{"Bearer": []}]
        assert described[name]["summary"] != other[name]["summary"]
        titles = [one["title"] for one in shape["properties"].values()]
        assert all(titles)


def test_search_and_single_provisions_in_both_languages_on_a_day() -> None:
    english = Client().get(f"{ROOT}/search?q=copyright&area=law", HTTP_ACCEPT_LANGUAGE="en").json()["rows"]
    dutch = Client().get(f"{ROOT}/search?q=auteursrecht&area=law", HTTP_ACCEPT_LANGUAGE="nl").json()["rows"]
    assert english[0]["area"] == dutch[0]["area"] == "law"
    assert "/en/law/" in english[0]["page"]
    assert "/nl/law/" in dutch[0]["page"]
    assert any(one["marked"] for one in dutch)
    for name in ("aia:art-56.6", "56(6)", "Article 56(6)"):
        before = Client().get(f"{ROOT}/law/{name}?on=2026-07-26").json()
        after = Client().get(f"{ROOT}/law/{name}?on=2026-07-27").json()
        assert before["id"] == after["id"] == "aia:art-56.6"
        assert [one["content"] for one in before["norms"]] != [one["content"] for one in after["norms"]]
    assert Client().get(f"{ROOT}/law/aia:art-53.9.z").status_code == 404
    assert Client().get(f"{ROOT}/search").status_code == 422


def test_more_time_is_given_and_a_pack_taken_back(supplier: Provider, owner: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    office = Program(player("office", "head"))
    body = {"ground": askers()["office"].grounds[0], "purpose": "p", "scope": "s", "due": tomorrow()}
    number = office.post(f"/requests/models/{supplier.model.slug}/article-91", body).json()["id"]
    later = (timezone.localdate() + timedelta(days=60)).isoformat()
    assert owner.post(f"/requests/{number}/extend", {"later": later, "why": "r"}).status_code == 403
    answer = office.post(f"/requests/{number}/extend", {"later": later, "why": "r"})
    assert answer.status_code == 200, answer.content
    assert office.get(f"/requests/{number}").json()["due"] == later
