# SPDX-License-Identifier: EUPL-1.2
"""The API: every address of its description answers in the shape it promises, and every wrong question with a problem that tells all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.test_registers import fill

from adhere.portal.api import asking, shapes
from adhere.portal.audit.recording import Act as Acted
from adhere.portal.audit.recording import record, record_all
from adhere.portal.people.models import Token
from adhere.portal.people.tokens.acts import make
from adhere.portal.register.lists import REGISTERS
from adhere.portal.register.models import Publication, Summary

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
PROBLEM = "application/problem+json"
OWN = re.compile(r"/api/v1/(requests|submissions|questions|desk/(\w+/|reviews)|drafting/)")
HOSTILE = ("", "%00", "-1", "0", "1e9", "9" * 400, "2026-02-30", "9999-12-31", "0001-01-01", "' OR 1=1 --", "<script>", "%E2%80%AE", "../../etc/passwd", "A" * 3000, "W10", "NaN", "é", "%ff")  # fmt: skip


def description(language: str = "en") -> dict[str, Any]:
    answer = Client().get(f"{ROOT}/openapi.json", HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200
    return dict(answer.json())


def reads() -> dict[str, dict[str, Any]]:
    """What is read without an object of one's own; the rest is read in test_api_cases.py and test_api_drafting.py."""
    paths = description()["paths"].items()
    return {path: one["get"] for path, one in paths if "get" in one and not OWN.match(path)}


def misfits(value: Any, schema: dict[str, Any], parts: dict[str, Any], at: str = "") -> list[str]:  # noqa: PLR0911
    """Return where a value has not the shape of a schema, as far as the description uses JSON Schema."""
    if "$ref" in schema:
        return misfits(value, parts[schema["$ref"].rpartition("/")[2]], parts, at)
    if "anyOf" in schema:
        return [] if any(not misfits(value, one, parts, at) for one in schema["anyOf"]) else [f"{at}: {value!r}"]  # fmt: skip
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None), "number": (int, float)}  # fmt: skip
    wanted = kinds[schema["type"]] if "type" in schema else object
    if not isinstance(value, wanted) or (isinstance(value, bool) and schema.get("type") == "integer"):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return [f"{at}: {value!r} is no date"]
    if isinstance(value, list):
        return [x for n, one in enumerate(value) for x in misfits(one, schema.get("items", {}), parts, f"{at}[{n}]")]  # fmt: skip
    if not isinstance(value, dict):
        return []
    lacking = [f"{at}.{name} is not there" for name in schema.get("required", ()) if name not in value]
    known = schema.get("properties", {})
    other = schema.get("additionalProperties")
    found = lacking
    for name, one in value.items():
        inner = known.get(name, other if isinstance(other, dict) else {})
        found += misfits(one, inner, parts, f"{at}.{name}")
        if known and name not in known:
            found.append(f"{at}.{name} is not described")
    return found


@pytest.fixture
def desk(player: Callable[..., Any]) -> dict[str, str]:
    office = player("office", "head")
    told = make(office.person, office.organisation, "desk", ("read-desk",), 30)[1]
    return {"HTTP_AUTHORIZATION": f"Bearer {told}"}


def places() -> dict[str, str]:
    """What stands in for each part of an address, so that there is something at it."""
    return {
        "/code-versions/{code}": "/code-versions/gpai-2025",
        "/providers/{slug}": "/providers/p-0",
        "/models/{slug}": "/models/m-0",
        "/standards/{slug}": "/standards/en-1",
        "/summaries/{number}": f"/summaries/{Summary.objects.latest('id').pk}",
        "/publications/{number}": f"/publications/{Publication.objects.latest('id').pk}",
        "/law/{name}": "/law/aia:art-53",
        "/codes/{name}": "/codes/gpai-2025",
        "/events/{seq}": "/events/0",
        "/desk/{queue}": "/desk/submissions",
        "/search": "/search?q=transparency",
        "/indicators": "/indicators?code=gpai-2025",
    }


def test_every_address_answers_in_the_shape_it_promises(desk: dict[str, str]) -> None:
    fill(3)
    parts, found = description()["components"]["schemas"], reads()
    assert len(found) > 20
    for path, one in found.items():
        own = path.removeprefix(ROOT)
        answer = Client().get(ROOT + places().get(own, own), **desk)
        assert answer.status_code == 200, (path, answer.content)
        assert answer.headers["Content-Type"].startswith("application/json")
        assert not answer.cookies
        schema = one["responses"]["200"]["content"]["application/json"]["schema"]
        assert misfits(answer.json(), schema, parts) == []
        head = Client().head(ROOT + places().get(own, own), **desk)
        assert (head.status_code, head.content) == (200, b"")


def test_hostile_parameters_are_answered_or_told(desk: dict[str, str]) -> None:
    fill(2)
    problem = description()["components"]["schemas"]
    for path, one in reads().items():
        own = path.removeprefix(ROOT)
        address = ROOT + places().get(own, own)
        names = [p["name"] for p in one["parameters"] if p["in"] == "query"]
        begun = "&" if "?" in address else "?"
        asked = [f"{address}{begun}{name}={bad}" for name in [*names, "nonsense"] for bad in HOSTILE]
        asked += [re.sub(r"\{\w+\}", bad, path) for bad in HOSTILE if bad] if "{" in path else []
        for url in asked:
            answer = Client().get(url, **desk)
            assert answer.status_code in (200, 404, 422), url
            if answer.status_code != 200:
                assert answer.headers["Content-Type"] == PROBLEM, url
                assert misfits(answer.json(), problem["Problem"], problem) == [], url


def test_everything_wrong_is_told_at_once_in_the_language_asked_for() -> None:
    address = (
        f"{ROOT}/signatories?on=2999-01-01&limit=0&q=%00&code={'x' * 101}&colour=red&chapter=T&chapter=C"
    )
    for language, word in (("en", "lies ahead"), ("nl", "nog moet komen")):
        answer = Client().get(address, HTTP_ACCEPT_LANGUAGE=f"{language};q=0.9, de")
        told = answer.json()
        assert (answer.status_code, told["status"], told["type"]) == (
            422,
            422,
            "urn:adhere:problem:parameters",
        )
        assert answer.headers["Content-Language"] == language
        found = {one["at"]: one["rule"] for one in told["findings"]}
        assert found == {
            "on": "ADH-API-002",
            "limit": "ADH-API-008",
            "q": "ADH-API-005",
            "code": "ADH-API-006",
            "colour": "ADH-API-003",
            "chapter": "ADH-API-004",
        }
        assert word in told["findings"][0]["wrong"]
        assert not any("{" in one[part] for one in told["findings"] for part in ("wrong", "why", "remedy"))


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("on=yesterday", "001"), ("on=20260101", "001"), ("on=1767225600", "001"), ("limit=ten", "007"),
        ("limit=201", "008"), ("limit=" + "9" * 4000, "008"), ("cursor=W10", "009"), ("cursor=" + "A" * 2001, "006"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_finding(query: str, rule: str) -> None:
    answer = Client().get(f"{ROOT}/models?{query}")
    assert [one["rule"] for one in answer.json()["findings"]] == [f"ADH-API-{rule}"]


def test_rows_are_those_of_the_registers_and_every_filter_is_there() -> None:
    fill(2)
    rows = {"codes": shapes.CodeVersion, "signatories": shapes.Signatory, "models": shapes.Model, "missing": shapes.Model, "summaries": shapes.Summary, "publications": shapes.Publication, "standards": shapes.Standard}  # fmt: skip
    asked = {"codes": asking.CodeVersionsAsked, "signatories": asking.SignatoriesAsked, "models": asking.ModelsAsked, "missing": asking.ModelsAsked, "summaries": asking.SummariesAsked, "publications": asking.PublicationsAsked, "standards": asking.RegisterAsked}  # fmt: skip
    own = {"on", "q", "limit", "cursor"}
    assert rows.keys() == asked.keys() == REGISTERS.keys()
    for name, register in REGISTERS.items():
        assert set(rows[name].model_fields) - {"id"} == set(register.columns)
        assert set(asked[name].model_fields) - own == {key for key, _ in register.filters}
    found = Client().get(f"{ROOT}/signatories?provider=p-1").json()["rows"]
    assert [one["provider_id"] for one in found] == ["p-1"]


@pytest.mark.parametrize("name", ["models", "summaries", "signatories"])
def test_every_row_is_met_once_following_next(name: str) -> None:
    fill(45)
    key = "model_id" if name != "signatories" else "provider_id"
    met: list[str] = []
    address: str | None = f"{ROOT}/{name}?limit=10&on=2026-06-01"
    while address:
        answer = Client().get(address)
        told = answer.json()
        met += [one[key] for one in told["rows"]]
        address = told["next"]
        assert answer.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert len(met) == len(set(met)) == (23 if name == "summaries" else 45)


def test_a_cursor_of_another_list_is_refused() -> None:
    fill(3)
    cursor = Client().get(f"{ROOT}/models?limit=1").json()["next"].partition("cursor=")[2]
    assert Client().get(f"{ROOT}/missing?cursor={cursor}").status_code == 200  # it has the same order
    assert Client().get(f"{ROOT}/summaries?cursor={cursor}").status_code == 422
    forged = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    assert Client().get(f"{ROOT}/models?cursor={forged}").status_code == 422


def test_a_page_costs_the_same_however_much_there_is(desk: dict[str, str]) -> None:
    def costs() -> dict[str, int]:
        found = {}
        for path in reads():
            own = path.removeprefix(ROOT)
            address = ROOT + places().get(own, own)
            Client().get(address, **desk)  # a head is signed and a use of a token is noted once
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(address, **desk).status_code == 200
            found[own] = len(queries)
        return found

    fill(10)
    few = costs()
    Summary.objects.bulk_create(
        Summary(model=one.model, version=str(n), origin="link", since=one.since)
        for one in Summary.objects.select_related("model")
        for n in range(2, 30)
    )
    record_all([Acted(kind="person:token-made", subject=f"person/{n}", content={}) for n in range(300)])
    assert costs() == few
    assert max(few.values()) <= 4


def test_an_answer_is_not_sent_twice_until_the_log_grows() -> None:
    fill(1)
    for path in (f"{ROOT}/models", f"{ROOT}/codes/gpai-2025", f"{ROOT}/openapi.json", f"{ROOT}/checkpoint"):
        first = Client().get(path)
        tag = first.headers["ETag"]
        with CaptureQueriesContext(connection) as queries:
            again = Client().get(path, HTTP_IF_NONE_MATCH=tag)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert len(queries) <= 1
        assert Client().get(path, HTTP_IF_NONE_MATCH='"other"').status_code == 200
        assert Client().get(path, HTTP_ACCEPT_LANGUAGE="en").headers["ETag"] != tag
    tag = Client().get(f"{ROOT}/models").headers["ETag"]
    assert Client().get(f"{ROOT}/models?limit=3").headers["ETag"] != tag
    record("person:token-made", subject="person/x", content={})
    assert Client().get(f"{ROOT}/models", HTTP_IF_NONE_MATCH=tag).status_code == 200
    assert Client().get(f"{ROOT}/models/none", HTTP_IF_NONE_MATCH="*").status_code == 404
    assert Client().get(f"{ROOT}/models?limit=0", HTTP_IF_NONE_MATCH="*").status_code == 422


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_and_other_addresses_are_problems(method: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("models", "codes/gpai-2025", "openapi.json"):
        answer = getattr(strict, method)(f"{ROOT}/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
        assert answer.headers["Allow"].startswith("GET")
    for path in ("", "nothing", "models/", "models/m-0/more", "desk", "x" * 3000):
        answer = getattr(strict, method)(f"{ROOT}/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM)
        assert answer.json()["type"] == "urn:adhere:problem:not-found"


def test_what_breaks_and_what_cannot_be_read_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get(f"{ROOT}/models", HTTP_HOST="evil.example")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)

    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("adhere.portal.api.registers.register_page", broken)
    answer = Client(raise_request_exception=False).get(f"{ROOT}/models", HTTP_ACCEPT_LANGUAGE="en")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["title"] == "The portal failed."


def test_the_desk_opens_to_a_token_of_its_scope_and_to_no_session(
    player: Callable[..., Any], desk: dict[str, str]
) -> None:
    address = f"{ROOT}/desk/submissions"
    office, provider = player("office", "head"), player("provider", "head")
    for refused in (
        office.client.get(address),
        office.client.get(address, HTTP_AUTHORIZATION="Bearer adhere_x"),
    ):
        assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert refused.headers["Content-Type"] == PROBLEM
    for holder, scopes in ((office, ("export",)), (provider, ("submit",)), (provider, ("read-desk",))):
        told = make(holder.person, holder.organisation, "other", scopes, 30)[1]
        answer = Client().get(address, HTTP_AUTHORIZATION=f"Bearer {told}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)
        assert answer.json()["detail"]
    answer = Client().get(address, **desk)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert Client().get(f"{ROOT}/desk/none", **desk).status_code == 404
    found = Client().get(f"{address}?show=lost", **desk).json()["findings"]
    assert [one["rule"] for one in found] == ["ADH-API-010"]
    Token.objects.update(expires=timezone.now() - timedelta(days=1))
    assert Client().get(address, **desk).status_code == 401


def test_the_intake_stands_in_the_same_place() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        f"{ROOT}/submissions", b"{}", content_type="application/json"
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    answer = Client().put(f"{ROOT}/submissions")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_the_description_is_in_both_languages_and_texts_come_in_both() -> None:
    dutch, english = description("nl"), description("en")
    assert dutch["openapi"].startswith("3.1")
    for path, methods in dutch["paths"].items():
        for method, one in methods.items():
            assert one["summary"] != english["paths"][path][method]["summary"]
    assert json.dumps(english).count("description") == json.dumps(dutch).count("description")
    code = Client().get(f"{ROOT}/codes/gpai-2025").json()
    assert code["title"]["en"] != code["title"]["nl"]
    assert code["measures"][0]["requires"][0]["content"].keys() == {"en", "nl"}
    assert Client().get(f"{ROOT}/law/aia:art-53?on=2020-01-01").json()["norms"] == []
