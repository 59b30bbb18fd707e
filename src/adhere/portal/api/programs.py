# SPDX-License-Identifier: EUPL-1.2
"""Programs that do what people do on pages: the same views, forms and acts, answered with JSON in the place of a page.

A request is that of a program where it carries a token (RFC 6750). Problems are told as RFC 9457 has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url

from adhere.kernel.finding import Finding
from adhere.portal.api.bodies import OWN
from adhere.portal.api.problems import WrongParametersError
from adhere.portal.api.rules import in_body
from adhere.portal.people.models import Token
from adhere.portal.people.tokens.acts import who_holds
from adhere.portal.submissions.problems import findings_json, problem
from adhere.portal.wording import say

FORM = "form"
"""Where a finding is that is about no field alone."""


def lend(request: HttpRequest, token: Token) -> None:
    """Let a request be that of whoever made a token, within what it opens; a session of a browser counts for nothing then."""
    request.user = token.person
    request._who = who_holds(token)  # type: ignore[attr-defined]  # noqa: SLF001 - as people.asking keeps it
    request.token = token  # type: ignore[attr-defined]


def asks(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return hasattr(request, "token")


def done(where: tuple[Any, ...], told: str) -> HttpResponse:
    """Answer that an act is done: in words, with the page that shows it and the key of what it was done to."""
    return JsonResponse(
        {
            "done": told,
            "id": str(where[-1]) if len(where) > 1 else None,
            "page": settings.ORIGIN + resolve_url(*where),
        }
    )


def settled(state: str) -> HttpResponse:
    """Answer whoever came second with how it stands now."""
    return problem(409, "settled", say("acts.problem-settled"), detail=state)


def refused(status: int, name: str, why: str) -> HttpResponse:
    """Answer why something takes no act as it stands now; ``name`` is what programs tell it by."""
    return problem(status, name, say("acts.problem-fields"), detail=why)


def found(findings: Iterable[Finding]) -> HttpResponse:
    """Answer with what is wrong with a file that was sent; nothing was done then."""
    return problem(422, "file", say("acts.problem-fields"), findings=findings_json(findings))


def check_fields(request: HttpRequest, form: Form) -> None:
    """Raise WrongParametersError where a program fills in a field that this form, as it is shown here, does not have."""
    sent = {*request.POST, *request.FILES} - set(OWN)
    strange = [in_body("ADH-API-003", name) for name in sorted(sent) if name not in form.fields]
    if strange:
        raise WrongParametersError(strange)


def unfit(form: Form) -> HttpResponse:
    """Answer with everything that is wrong with what was filled in; nothing was done then."""
    found = [
        in_body("ADH-API-012", FORM if name == NON_FIELD_ERRORS else name, told=told)
        for name, errors in form.errors.items()
        for told in map(str, errors)
    ]
    return problem(422, "fields", say("acts.problem-fields"), findings=findings_json(found))
