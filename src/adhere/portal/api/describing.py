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
from adhere.kernel.text import Language
from adhere.portal.api.shapes import Problem
from adhere.portal.languages import current
from adhere.portal.submissions.problems import TYPE
from adhere.portal.wording import text

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
    operation["summary"] = text(f"api.op-{operation['operationId']}").in_(language)
    operation.pop("description", None)
    for parameter in operation["parameters"]:
        parameter["description"] = text(f"api.param-{parameter['name']}").in_(language)
    operation["responses"]["default"] = {
        "description": text("api.went-wrong").in_(language),
        "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
