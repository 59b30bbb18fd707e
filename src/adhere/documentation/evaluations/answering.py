# SPDX-License-Identifier: EUPL-1.2
"""Results of evaluations as the entries of a field: one entry per metric of a task.

A field takes them where it is a list with a part for the task and one for the value (Annex XI, Section 2, point 1).
"""

from __future__ import annotations

from collections.abc import Sequence

from adhere.documentation.evaluations.result import EvaluationResult, Evaluations
from adhere.documentation.strength import each_once
from adhere.documentation.wording import joined, words
from adhere.forms.answers import Answer, Record, Value
from adhere.forms.form import Field, Form, Part
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Text, plain

_PARTS = {
    "task": ("task", "benchmark", "evaluation"),
    "metric": ("metric", "measure"),
    "value": ("value", "result", "score"),
    "stderr": ("stderr", "standard_error", "uncertainty"),
    "samples": ("samples", "size"),
    "model": ("model",),
    "harness": ("harness", "tool", "protocol", "method"),
    "ran_on": ("ran_on", "date", "day"),
}
"""What a result says, with the ids under which a part may ask for it."""
PARTS_SHOWN = 10
"""Tasks that are named where only a part of their dataset was run."""


def evaluation_answers(form: Form, evaluations: Evaluations) -> dict[str, Answer]:
    """Return the answers to the fields of a form that list results; none where there are no results."""
    if not evaluations.results:
        return {}
    return {field.id: _answer(field, evaluations) for field in form.fields if _takes_results(field)}


def _takes_results(field: Field) -> bool:
    asked = {part.id for part in field.parts}
    return field.kind == "entries" and all(asked & set(_PARTS[name]) for name in ("task", "value"))


def _answer(field: Field, evaluations: Evaluations) -> Answer:
    ordered = sorted(evaluations.results, key=lambda one: (one.source.file, one.task, one.metric))
    return Answer(
        field=field.id,
        value=tuple(Record(_entry(field.parts, result)) for result in ordered),
        basis=Basis.ESTIMATED if any(one.estimated for one in ordered) else Basis.MEASURED,
        sources=each_once(tuple(result.source for result in ordered)),
        note=_note(ordered),
    )


def _note(results: Sequence[EvaluationResult]) -> Text | None:
    """Return what a reader must know of the figures: that some were inferred, or come from a part of a dataset."""
    inferred = (words("inferred"),) if any(one.estimated for one in results) else ()
    parts = tuple(dict.fromkeys(said for one in results if (said := _part_run(one)) is not None))
    shown = joined(parts[:PARTS_SHOWN], "; ")
    if shown is None:
        return joined(inferred)
    more = (words("in-part-more").filled({"count": len(parts) - PARTS_SHOWN}),) if parts[PARTS_SHOWN:] else ()
    return joined((*inferred, words("in-part").filled({"tasks": shown}), *more))


def _part_run(result: EvaluationResult) -> Text | None:
    if result.samples is None or result.out_of is None:
        return None
    values = {"task": result.task, "samples": _count(result.samples), "size": _count(result.out_of)}
    return words("in-part-task").filled(values)


def _count(number: int) -> Text:
    english = f"{number:,}"
    return Text(english, english.replace(",", "."))


def _entry(parts: tuple[Part, ...], result: EvaluationResult) -> dict[str, Value]:
    entry = {part.id: _value(part, result) for part in parts}
    return {name: value for name, value in entry.items() if value is not None}


def _value(part: Part, result: EvaluationResult) -> Value | None:
    name = next((name for name, ids in _PARTS.items() if part.id in ids), None)
    match name:
        case "value" | "stderr" | "samples":
            return _figure(part, getattr(result, name))
        case "ran_on" if part.kind == "date":
            return result.ran_on
        case None | "ran_on":
            return None
        case "harness":
            return plain(" ".join(said for said in (result.harness, result.harness_version) if said))
    said = getattr(result, name)
    return plain(said) if said and part.kind in ("text", "link") else None


def _figure(part: Part, number: object) -> Value | None:
    if number is None:
        return None
    if part.kind == "quantity":
        return Quantity.exactly(str(number), part.unit or "")
    return _in_words(str(number)) if part.kind == "text" else None


def _in_words(number: str) -> Text:
    from decimal import Decimal  # noqa: PLC0415 - rare: most forms ask for a quantity

    english = decimal_text(Decimal(number))
    return Text(english, english.replace(".", ","))
