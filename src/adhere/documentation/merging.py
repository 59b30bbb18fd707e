# SPDX-License-Identifier: EUPL-1.2
"""One answer per field, from what was drafted and what people stated: a statement leads, and what the facts say is kept beside it.

Whether the two can both be right, and whether who, when and why were given where not, is judged by ``forms.contradictions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adhere.documentation.strength import each_once, weakest
from adhere.documentation.wording import joined, words
from adhere.forms.answers import Answer, Record, Value
from adhere.forms.contradictions import against_facts
from adhere.forms.form import Field, Form
from adhere.kernel.text import plain
from adhere.models.registry import registry


def merged(form: Form, drafted: Mapping[str, Answer], stated: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers by field id, in the order of the form; parts nobody stated are taken from the draft."""
    answers = {}
    for field in form.fields:
        draft, statement = drafted.get(field.id), stated.get(field.id)
        answer = _one(field, draft, statement) if draft and statement else statement or draft
        if answer is not None:
            answers[field.id] = answer
    return answers


def _one(field: Field, draft: Answer, statement: Answer) -> Answer:
    """Return a statement with the draft beside it where they differ, and with what only the draft has."""
    beside = replace(statement, drafted=draft)
    if statement.value == draft.value:
        return statement
    if statement.not_applicable is not None:
        return beside
    if statement.value is None:  # a band: the figure that lies in it says more
        return beside if against_facts(field, beside) else _added(statement, draft, draft.value)
    if isinstance(statement.value, Record) and isinstance(draft.value, Record):
        return _with_parts(beside, statement.value, draft, draft.value)
    return beside


def _with_parts(statement: Answer, own: Record, draft: Answer, found: Record) -> Answer:
    more = {name: part for name, part in found.parts.items() if name not in own.parts}
    if not more:
        return statement
    differs = any(own.parts[name] != part for name, part in found.parts.items() if name in own.parts)
    whole = _added(statement, draft, Record({**own.parts, **more}))
    return whole if differs else replace(whole, drafted=None)


def _added(statement: Answer, draft: Answer, value: Value | None) -> Answer:
    labels = tuple(registry()[name].label for name in draft.facts if name in registry())
    note = words("partly").filled({"facts": joined(labels, ", ") or plain("-")})
    return replace(
        statement,
        value=value,
        basis=weakest((statement.basis, draft.basis)),
        sources=each_once(statement.sources, draft.sources),
        facts=draft.facts,
        note=joined(tuple(told for told in (statement.note, note, draft.note) if told is not None)),
    )
