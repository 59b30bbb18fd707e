# SPDX-License-Identifier: EUPL-1.2
"""What programs are told when something went wrong: always a problem (RFC 9457), with everything that is wrong, in the language they ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from adhere.kernel.finding import Finding
from adhere.portal.api.rules import finding, in_body
from adhere.portal.submissions.problems import findings_json, problem
from adhere.portal.wording import say, texts_of

NAMES = {400: "bad-request", 401: "sign-in", 404: "not-found", 405: "method", 412: "precondition", 413: "too-large", 415: "type", 426: "in-the-clear", 500: "broken", 503: "gone"}  # fmt: skip
"""How a problem is named whose status says all there is to say."""
_RULES = {
    "adhere_day": "ADH-API-001",
    "adhere_day_ahead": "ADH-API-002",
    "adhere_unknown": "ADH-API-003",
    "adhere_twice": "ADH-API-004",
    "adhere_character": "ADH-API-005",
    "string_too_long": "ADH-API-006",
    "int_parsing_size": "ADH-API-008",
    "greater_than_equal": "ADH-API-008",
    "less_than_equal": "ADH-API-008",
}
"""The rule behind each kind of mistake that reading parameters finds."""
_OTHER = "ADH-API-007"


class WrongParametersError(Exception):
    """Parameters that can be read and yet are of no use."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


class UnreadableTypeError(Exception):
    """What was sent is no JSON by its own account."""


def plain_problem(status: int) -> HttpResponse:
    """Answer with the problem of a status."""
    name = NAMES.get(status, "bad-request" if status < 500 else "broken")
    area = "acts" if f"problem-{name}" in texts_of("acts") else "api"
    answer = problem(status, name, say(f"{area}.problem-{name}"), detail=say(f"{area}.remedy-{name}"))
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status == 426:
        answer.headers["Upgrade"] = "TLS/1.2, HTTP/1.1"
    return answer


def answer_problems(api: NinjaAPI) -> None:
    """Let an API answer with a problem whatever goes wrong in it; what is a mistake of ours, or of a disk or a database, goes on to where it is logged."""
    api.add_exception_handler(Http404, lambda *_: plain_problem(404))
    api.add_exception_handler(AuthenticationError, lambda *_: plain_problem(401))
    api.add_exception_handler(PermissionDenied, _forbidden)
    api.add_exception_handler(UnreadableTypeError, lambda *_: plain_problem(415))
    api.add_exception_handler(FileNotFoundError, lambda *_: plain_problem(503))
    api.add_exception_handler(RequestDataTooBig, lambda *_: plain_problem(413))
    api.add_exception_handler(HttpError, _unparsed)
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_exception_handler(WrongParametersError, _useless)


def _forbidden(_: HttpRequest, error: Any) -> HttpResponse:
    return problem(403, getattr(error, "name", "forbidden"), say("api.problem-forbidden"), detail=str(error))


def _useless(_: HttpRequest, error: Any) -> HttpResponse:
    return _wrong(error.findings)


def _unreadable(_: HttpRequest, error: Any) -> HttpResponse:
    return _wrong(_finding(one) for one in error.errors)


def _unparsed(*_: Any) -> HttpResponse:
    """Of what ninja reads itself it raises this alone, and for a body that is no JSON alone."""
    return _wrong([in_body("ADH-API-011", "body")])


def _wrong(findings: Iterable[Finding]) -> HttpResponse:
    title = say("api.problem-parameters")
    return problem(422, "parameters", title, findings=findings_json(findings))


def _finding(error: dict[str, Any]) -> Finding:
    """Return what is wrong with one parameter, in our words."""
    about = error.get("ctx", {})
    name = str(about.get("given", error["loc"][-1]))
    return finding(_RULES.get(error["type"], _OTHER), name, limit=about.get("max_length", ""))
