# SPDX-License-Identifier: EUPL-1.2
"""What a program sends to do an act: the fields of the form people fill in, as a JSON object, or as a form where a file goes with it.

Only the shape is read here; what the fields hold is judged by the form. The same table says how the description shows each field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from adhere.kernel.finding import Finding
from adhere.portal.api.problems import UnreadableTypeError, WrongParametersError
from adhere.portal.api.rules import in_body
from adhere.portal.fields import OnLines
from adhere.portal.people.models import Token
from adhere.portal.register.models import RegisteredModel
from adhere.portal.wording import say, texts_of

JSON, FORM_DATA = "application/json", "multipart/form-data"
OWN = ("asker", "sender", "organisation", "participant")
"""Who acts, which the token says."""
TOLD = 20
"""Strange fields that are told."""
Fields = Mapping[str, forms.Field]
_LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField, OnLines)
"""Fields that hold several values."""


def fields_of(form: type[forms.Form] | None) -> dict[str, forms.Field]:
    """Return the fields of a form that a program fills in."""
    known: Fields = form.base_fields if form is not None else {}
    return {name: field for name, field in known.items() if name not in OWN}


def takes_files(form: type[forms.Form] | None) -> bool:
    """Whether a file goes with a form."""
    return any(isinstance(field, forms.FileField) for field in fields_of(form).values())


def put_in(request: HttpRequest, form: type[forms.Form] | None, token: Token) -> None:
    """Put what a program sent where a page finds what people filled in; raise where it cannot be read as fields of that form."""
    fields = fields_of(form)
    if request.content_type == FORM_DATA and takes_files(form):
        data, files = request.POST.copy(), request.FILES
        _refuse(_unknown([*data, *files], fields))
    else:
        data, files = _from_json(request, fields), MultiValueDict()
    for name in OWN:
        if form is not None and name in form.base_fields:
            data[name] = str(token.organisation_id)
    request.POST = data  # type: ignore[assignment]
    request._files = files  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no other way in


def _from_json(request: HttpRequest, fields: Fields) -> QueryDict:
    sent = {name: one for name, one in _object(request).items() if one is not None}
    wrong = [*_unknown(sent, fields), *(in_body("ADH-API-007", name) for name, one in sent.items() if name in fields and not _fits(one, fields[name]))]  # fmt: skip
    wrong += [in_body("ADH-API-005", name) for name, one in sent.items() if name in fields and not _storable(one)]  # fmt: skip
    _refuse(wrong)
    data = QueryDict(mutable=True)
    for name, one in sent.items():
        told = [_keyed(each, fields[name]) for each in (one if isinstance(one, list) else [one])]
        data.setlist(name, ["\n".join(told)] if isinstance(fields[name], OnLines) else told)
    return data


def _object(request: HttpRequest) -> dict[str, Any]:
    if not request.body:
        return {}
    if request.content_type != JSON:
        raise UnreadableTypeError
    try:
        value = json.loads(request.body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise WrongParametersError([in_body("ADH-API-011", "body")])
    return value


def _unknown(names: Iterable[str], fields: Fields) -> list[Finding]:
    return [in_body("ADH-API-003", name[:100]) for name in names if name not in fields][:TOLD]


def _refuse(found: list[Finding]) -> None:
    if found:
        raise WrongParametersError(found)


def _fits(value: Any, field: forms.Field) -> bool:
    """Whether a value is of the kind of a field."""
    if isinstance(field, _LISTS):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(field, forms.BooleanField):
        return isinstance(value, bool)
    if isinstance(field, forms.IntegerField):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) and not isinstance(field, forms.FileField)


def _storable(value: Any) -> bool:
    """Whether every text of a value can be kept: JSON can hold NUL and halves of characters, which no database keeps."""
    texts: Iterator[str] = (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))  # fmt: skip
    return all("\0" not in one and not any("\ud800" <= sign <= "\udfff" for sign in one) for one in texts)


def _keyed(value: Any, field: forms.Field) -> str:
    """Return a value as a page sends it; a model is named by its id, which the form knows by a number."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset.model is RegisteredModel and value:  # type: ignore[union-attr]
        found = RegisteredModel.objects.filter(slug=value).values_list("pk", flat=True).first()
        return str(found or 0)
    if isinstance(value, bool):
        return "on" if value else ""
    return str(value)


def described(form: type[forms.Form] | None) -> dict[str, Any]:
    """Return the body of an act as OpenAPI describes it, in the language of this request."""
    fields = fields_of(form)
    area = getattr(form, "area", "")
    kinds = {name: _schema(field) | _named(area, name) for name, field in fields.items()}
    schema = {
        "type": "object",
        "properties": {name: one for name, one in kinds.items() if not isinstance(fields[name], forms.FileField)},
        "required": [name for name, field in fields.items() if field.required and name not in getattr(form, "sometimes", ())],
        "additionalProperties": False,
    }  # fmt: skip
    content: dict[str, Any] = {JSON: {"schema": schema}}
    if any(isinstance(field, forms.FileField) and field.required for field in fields.values()):
        content = {}  # JSON holds no file
    if takes_files(form):
        content[FORM_DATA] = {"schema": schema | {"properties": kinds}}
    return {"content": content, "required": bool(schema["required"])}


def _named(area: str, name: str) -> dict[str, str]:
    hint = f"hint-{name}" in texts_of(area)
    told = {"title": say(f"{area}.field-{name}")}
    return told | ({"description": say(f"{area}.hint-{name}")} if hint else {})


def _schema(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.FileField):
        return {"type": "string", "format": "binary"}
    if isinstance(field, _LISTS):
        return {"type": "array", "items": {"type": "string"}}
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"} | ({"const": True} if field.required else {})
    if isinstance(field, forms.IntegerField):
        low = {"minimum": field.min_value} if isinstance(field.min_value, int) else {}
        return {"type": "integer", **low}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    return {"type": "string"} | _limits(field)


def _limits(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        known = [key for key, _ in list(field.choices) if isinstance(key, str) and key]  # type: ignore[arg-type]
        return {"enum": known if field.required else ["", *known]} if known else {}
    longest = getattr(field, "max_length", None)
    return ({"maxLength": longest} if longest else {}) | ({"minLength": 1} if field.required else {})
