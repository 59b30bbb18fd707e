# SPDX-License-Identifier: EUPL-1.2
"""Acts for programs: each is the act of a page, reached by its token, with the same form, policy and record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from ninja import Router

from adhere.portal.api import shapes
from adhere.portal.api.asking import nothing_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.bodies import put_in
from adhere.portal.confiding import unkept

View = Callable[..., Any]


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
    """Return what answers an address, with the parts that stand in it; Django Ninja reads them from the signature."""

    def none(request: HttpRequest) -> HttpResponse:
        return _done(request, act)

    def slug(request: HttpRequest, slug: str) -> HttpResponse:
        return _done(request, act, slug=slug)

    def number(request: HttpRequest, number: UUID) -> HttpResponse:
        return _done(request, act, number=number)

    def index(request: HttpRequest, number: int) -> HttpResponse:
        return _done(request, act, number=number)

    def adherence(request: HttpRequest, adherence: int) -> HttpResponse:
        return _done(request, act, adherence=adherence)

    def answer(request: HttpRequest, answer: int) -> HttpResponse:
        return _done(request, act, answer=answer)

    def statement(request: HttpRequest, provider: str, code: str) -> HttpResponse:
        return _done(request, act, provider=provider, code=code)

    ways: dict[str, View] = {"{slug:slug}": slug, "{uuid:number}": number, "{int:number}": index, "{int:adherence}": adherence, "{int:answer}": answer, "{slug:provider}": statement}  # fmt: skip
    return next((way for part, way in ways.items() if part in act.path), none)


def _done(request: HttpRequest, act: Act, **parts: Any) -> HttpResponse:
    if not act.about:
        nothing_asked(request)
    put_in(request, act.form, request.auth)  # type: ignore[attr-defined]
    answer: HttpResponse = act.view(request, **parts)
    return unkept(answer)
