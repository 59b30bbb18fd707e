# SPDX-License-Identifier: EUPL-1.2
"""Acts for programs: each is the act of a page, reached by its token, with the same form, policy and record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from ninja import Router

from adhere.portal.api import shapes
from adhere.portal.api.asking import only_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.bodies import put_in
from adhere.portal.confiding import unkept

View = Callable[..., Any]
_PART = re.compile(r"\{(\w+):(\w+)\}")
_KINDS = {"slug": str, "int": int, "uuid": UUID}
"""What stands in a part of an address, by its converter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: where, by which page, with which form where it takes one; ``name`` is that of its text ``api.op-<name>``.

    ``about`` are parameters of the address that the page reads by itself.
    """

    name: str
    path: str
    view: View
    form: type[forms.Form] | None = None
    about: tuple[str, ...] = ()


def add(router: Router, act: Act, tag: str) -> None:
    """Add an act to the addresses of a room."""
    parameters = [
        {"in": "query", "name": name, "required": False, "schema": {"type": "string", "maxLength": 100}}
        for name in act.about
    ]
    router.add_api_operation(
        act.path,
        ["POST"],
        _by_parts(act),
        operation_id=act.name,
        response=shapes.Done,
        tags=[tag],
        auth=Bearer(),
        openapi_extra={"parameters": parameters} if parameters else None,
    )


def _by_parts(act: Act) -> View:
    """Return what answers an address; Django Ninja reads from its signature which parts stand in there."""

    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        return _done(request, act, **parts)

    own = [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD)]
    own += [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=_KINDS[kind])
        for kind, name in _PART.findall(act.path)
    ]
    answer.__signature__ = Signature(own)  # type: ignore[attr-defined]
    return answer


def _done(request: HttpRequest, act: Act, **parts: Any) -> HttpResponse:
    only_asked(request, act.about)
    put_in(request, act.form, request.auth)  # type: ignore[attr-defined]
    answer: HttpResponse = act.view(request, **parts)
    return unkept(answer)
