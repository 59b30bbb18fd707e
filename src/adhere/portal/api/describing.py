# SPDX-License-Identifier: EUPL-1.2
"""The description of the API (OpenAPI 3.1) in the language of whoever asks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.openapi.schema import get_schema

from adhere import __version__
from adhere.kernel.text import Language, Text
from adhere.portal.api.acts import ACTS
from adhere.portal.api.bodies import described
from adhere.portal.api.shapes import Problem
from adhere.portal.languages import current
from adhere.portal.submissions.problems import TYPE
from adhere.portal.wording import text, texts_of

PREFIX = "api/v1/"


def description(api: NinjaAPI, request: HttpRequest) -> HttpResponse:
    """Answer with the description."""
    del request
    return JsonResponse(_described(api, current()))


@lru_cache(maxsize=2)
def _described(api: NinjaAPI, language: Language) -> dict[str, Any]:
    found = dict(get_schema(api, PREFIX))
    found["info"] = {
        "title": text("api.title").in_(language),
        "version": __version__,
        "description": text("api.description").in_(language),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    found["servers"] = [{"url": settings.ORIGIN}]
    found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for methods in found["paths"].values():
        for operation in methods.values():
            _word(operation, language)
    return found


def _word(operation: dict[str, Any], language: Language) -> None:
    """Put our words in the place of those of the program, and say that whatever goes wrong is a problem."""
    name = operation["operationId"]
    operation["summary"] = _words("op-", name).in_(language)
    operation.pop("description", None)
    if name in ACTS:
        operation["requestBody"] = described(ACTS[name].form)
    for parameter in operation["parameters"]:
        parameter["description"] = _words("param-", parameter["name"], of=name).in_(language)
    operation["responses"]["default"] = {
        "description": text("api.went-wrong").in_(language),
        "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _words(kind: str, name: str, *, of: str = "") -> Text:
    """Return the words of an operation or a parameter; a parameter may have words of its own in one operation."""
    own = texts_of("acts")
    found = own.get(f"{kind}{of}-{name}") or own.get(name if kind == "op-" else f"{kind}{name}")
    return found or text(f"api.{kind}{name}")
