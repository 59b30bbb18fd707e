# SPDX-License-Identifier: EUPL-1.2
"""Answers made from a form alone: for every field one that fits, and one for every mistake that can be made in it.

A new form, or a new field, is tested by being there. ``Mistake.rule`` is the rule that has to speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from adhere.forms.completeness import State
from adhere.forms.form import Field, Form, Option, Part
from adhere.forms.precision import bands_of
from adhere.kernel.quantity import Quantity

SIGNED = '{who: "example, head of compliance", when: 2026-11-02}'
TEXT = "An example: this says what is asked."
WORDS = "other words, for the example"
SCALARS: Mapping[str, Any] = {
    "text": TEXT,
    "link": "https://models.example/page",
    "date": "2026-03-01",
    "month": "2026-03",
    "truth": True,
    "quantity": Decimal("3.84e12"),
}
Spec = Field | Part
Dealt = TypeVar("Dealt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One wrong answer: what is wrong with it, what stands in the file, and the rule that says so."""

    name: str
    raw: Any
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """An answer that can be read and is not good enough: what stands in the file, how its row then stands, and what is told."""

    name: str
    raw: Any
    state: State
    rule: str


# Answers that fit.


def good(form: Form, field: Field) -> Any:
    """Return an answer as it would stand in a file; every condition on it holds, so that nothing stays unasked."""
    if field.kind == "per-option":
        return {option.id: TEXT for option in form.field(str(field.of)).options}
    wanted = [one.condition.value for one in form.fields if one.condition and one.condition.field == field.id]
    if field.kind == "choice" and wanted:
        return wanted[0]
    return _good(field)


def _good(spec: Spec) -> Any:
    if spec.kind in ("record", "entries"):
        parts = {part.id: _good(part) for part in spec.parts}
        return parts if spec.kind == "record" else [parts, parts]
    if spec.kind in ("choice", "choices"):
        chosen = [_chosen(option) for option in spec.options]
        return chosen[0] if spec.kind == "choice" else chosen
    return SCALARS[spec.kind]


def _chosen(option: Option) -> str:
    return f"{option.id}: {WORDS}" if option.specify else option.id


def other_ways(form: Form, field: Field) -> Iterator[tuple[str, Any]]:
    """Yield further ways to answer a field rightly: written out, by a band, by N/A with its reason."""
    fitting = good(form, field)
    yield "written out", {"value": fitting, "who": "example, training lead", "when": "2026-11-03"}
    if field.kind == "text":
        yield "in two languages", {"value": {"en": TEXT, "nl": "Een voorbeeld."}}
    if field.kind == "quantity":
        yield "between bounds", {"low": "3.1e11", "high": "3.9e11"}
        yield "with its unit", f"3.1e11 {field.unit}" if field.unit else "3.1e11"
    for band in field.bands:
        if field.kind == "quantity":
            yield f"by band {band.id}", {"band": band.id}
        elif band.part:
            yield f"{band.part} by band {band.id}", _good(field) | {band.part: {"band": band.id}}
    if field.not_applicable:
        yield "does not apply", {"not_applicable": "An example of a reason."}


# Mistakes.


def mistakes(form: Form, field: Field) -> Iterator[Mistake]:
    """Yield every mistake that can be made in a field."""
    if field.kind == "composed":
        yield Mistake(name="an answer of its own", raw=TEXT, rule="ADH-FRM-027")
        return
    yield from _frame(form, field)
    yield from _banded_parts(field)
    if field.kind == "per-option":
        yield from _per_option(form, field)
    else:
        yield from _in(field)


def _frame(form: Form, field: Field) -> Iterator[Mistake]:
    """Mistakes in what stands around the value."""
    fitting = good(form, field)
    yield Mistake(name="nothing stated", raw=" ", rule="ADH-FRM-001")
    yield Mistake(
        name="a value and a reason", raw={"value": fitting, "not_applicable": TEXT}, rule="ADH-DOS-050"
    )
    yield Mistake(name="nothing but evidence", raw={"evidence": [], "public": True}, rule="ADH-DOS-051")
    if field.kind in ("text", "link"):
        yield Mistake(name="a file that is not there", raw={"file": "texts/gone.md"}, rule="ADH-DOS-045")
        yield Mistake(name="a file outside", raw={"file": "../../../../../etc/hosts"}, rule="ADH-DOS-044")
    else:
        yield Mistake(name="text from a file", raw={"file": "texts/gone.md"}, rule="ADH-DOS-053")
    if field.not_applicable:
        yield Mistake(name="N/A without a reason", raw={"not_applicable": True}, rule="ADH-FRM-032")
    else:
        yield Mistake(name="N/A where none is accepted", raw={"not_applicable": TEXT}, rule="ADH-FRM-031")
    if not field.bands:
        yield Mistake(name="a band where there is none", raw={"band": "large"}, rule="ADH-FRM-030")
        return
    yield Mistake(name="a band that is none", raw={"band": "enormous"}, rule="ADH-FRM-029")
    yield Mistake(name="a band as a number", raw={"band": 7}, rule="ADH-FRM-028")
    if field.kind == "quantity":
        yield Mistake(name="a band as the value", raw=field.bands[0].id, rule="ADH-FRM-021")


def _banded_parts(field: Field) -> Iterator[Mistake]:
    """Mistakes in a part that may be a band where nobody knows the figure."""
    for part in dict.fromkeys(band.part for band in field.bands if band.part):
        for name, band, rule in (("is none", "enormous", "ADH-FRM-029"), ("is a number", 7, "ADH-FRM-028")):
            raw = _good(field) | {part: {"band": band}}
            yield Mistake(name=f"{part}: a band that {name}", raw=raw, rule=rule)


def _in(spec: Spec) -> Iterator[Mistake]:
    return MISTAKES[spec.kind](spec)


def _in_text(spec: Spec) -> Iterator[Mistake]:
    yield Mistake(name="a number", raw=7, rule="ADH-FRM-003")
    yield Mistake(name="a truth", raw=True, rule="ADH-FRM-003")
    yield Mistake(name="a list", raw=[TEXT], rule="ADH-FRM-002")
    yield Mistake(name="another language", raw={"fr": TEXT}, rule="ADH-FRM-005")
    yield Mistake(name="a list in one language", raw={"nl": [TEXT]}, rule="ADH-FRM-002")
    yield Mistake(name="a character of control", raw="a bell\a", rule="ADH-FRM-004")
    if spec.kind == "link":
        yield Mistake(name="half an address", raw="https:/models.example", rule="ADH-FRM-006")
        yield Mistake(name="an address of another kind", raw="ftp://models.example", rule="ADH-FRM-006")


def _in_date(spec: Spec) -> Iterator[Mistake]:
    day = spec.kind == "date"
    rule = "ADH-FRM-007" if day else "ADH-FRM-009"
    yield Mistake(name="in words", raw="1 March 2026" if day else "March 2026", rule=rule)
    yield Mistake(name="the other way round", raw="01-03-2026" if day else "03-2026", rule=rule)
    yield Mistake(name="not the right length", raw="2026-03" if day else "2026-03-01", rule=rule)
    yield Mistake(name="as a number", raw=20260301 if day else 202603, rule=rule)
    yield Mistake(name="a truth", raw=True, rule=rule)
    yield Mistake(name="not in the calendar", raw="2026-02-30" if day else "2026-13", rule="ADH-FRM-008")


def _in_truth(_spec: Spec) -> Iterator[Mistake]:
    for name, raw in (("yes in words", "yes"), ("a number", 1), ("a list", [True])):
        yield Mistake(name=name, raw=raw, rule="ADH-FRM-010")


def _in_choice(spec: Spec) -> Iterator[Mistake]:
    plain = [option for option in spec.options if not option.specify]
    own = [option for option in spec.options if option.specify]
    yield Mistake(name="an option that is none", raw="something-else", rule="ADH-FRM-011")
    yield Mistake(name="a number", raw=3, rule="ADH-FRM-011")
    for option in plain[:1]:
        yield Mistake(name="words where none go", raw=f"{option.id}: {WORDS}", rule="ADH-FRM-013")
    for option in own[:1]:
        yield Mistake(name="an option without its words", raw=option.id, rule="ADH-FRM-012")
    two = [_chosen(option) for option in spec.options[:2]]
    if spec.kind == "choice":
        yield Mistake(name="more than one", raw=two, rule="ADH-FRM-015")
    else:
        yield Mistake(name="the same twice", raw=[two[0], two[0]], rule="ADH-FRM-014")
        yield Mistake(name="one of two is none", raw=[two[0], "something-else"], rule="ADH-FRM-011")


def _in_quantity(_spec: Spec) -> Iterator[Mistake]:
    yield Mistake(name="in words", raw="about a million", rule="ADH-FRM-016")
    yield Mistake(name="a truth", raw=True, rule="ADH-FRM-016")
    yield Mistake(name="a list", raw=[1, 2], rule="ADH-FRM-016")
    yield Mistake(name="thousands apart", raw="1,000,000", rule="ADH-FRM-017")
    yield Mistake(name="a decimal comma", raw="3,8e25", rule="ADH-FRM-017")
    yield Mistake(name="another unit", raw="12 parsecs", rule="ADH-FRM-018")
    yield Mistake(name="below zero", raw=-5, rule="ADH-FRM-019")
    yield Mistake(name="bounds the wrong way round", raw={"low": 9, "high": 3}, rule="ADH-FRM-020")
    yield Mistake(name="bounds of other names", raw={"least": 3, "most": 9}, rule="ADH-FRM-020")
    yield Mistake(name="more digits than anything has", raw=10**70, rule="ADH-FRM-033")


def _in_record(spec: Spec) -> Iterator[Mistake]:
    yield Mistake(name="text for a record", raw=TEXT, rule="ADH-FRM-023")
    yield Mistake(name="a list for a record", raw=[TEXT], rule="ADH-FRM-023")
    yield from _in_parts(spec)


def _in_entries(spec: Spec) -> Iterator[Mistake]:
    entry = _good(spec)[0]
    yield Mistake(name="text for a list", raw=TEXT, rule="ADH-FRM-024")
    yield Mistake(name="one entry without a list", raw=entry, rule="ADH-FRM-024")
    if len(spec.parts) > 1:
        yield Mistake(name="an entry in words", raw=[TEXT], rule="ADH-FRM-023")
    for inner in _in_parts(spec):
        yield Mistake(name=inner.name, raw=[inner.raw], rule=inner.rule)


def _in_parts(spec: Spec) -> Iterator[Mistake]:
    fitting: dict[str, Any] = {part.id: _good(part) for part in spec.parts}
    yield Mistake(name="an unknown part", raw=fitting | {"colour": "blue"}, rule="ADH-FRM-022")
    yield Mistake(name="no part filled", raw=dict.fromkeys(fitting), rule="ADH-FRM-001")
    kinds: set[str] = set()
    for part in spec.parts:
        some = (
            None if part.kind not in kinds else 1
        )  # of further parts of a kind, one mistake tells that it is looked at
        kinds.add(part.kind)
        for inner in islice(_in(part), some):
            raw = {part.id: inner.raw}
            yield Mistake(name=f"{part.id}: {inner.name}", raw=raw, rule=inner.rule)


def _per_option(form: Form, field: Field) -> Iterator[Mistake]:
    option = form.field(str(field.of)).options[0].id
    yield Mistake(name="text for all options", raw=TEXT, rule="ADH-FRM-025")
    yield Mistake(name="a list for all options", raw=[TEXT], rule="ADH-FRM-025")
    yield Mistake(name="an option that is none", raw={"smell": TEXT}, rule="ADH-FRM-026")
    yield Mistake(name="a number", raw={option: 5}, rule="ADH-FRM-003")
    yield Mistake(name="a list for one option", raw={option: [TEXT]}, rule="ADH-FRM-002")


MISTAKES: Mapping[str, Callable[[Spec], Iterator[Mistake]]] = {
    "text": _in_text,
    "link": _in_text,
    "date": _in_date,
    "month": _in_date,
    "truth": _in_truth,
    "choice": _in_choice,
    "choices": _in_choice,
    "quantity": _in_quantity,
    "record": _in_record,
    "entries": _in_entries,
}


# Answers that are not good enough.


def weaknesses(form: Form, field: Field) -> Iterator[Weakness]:
    """Yield answers that contradict themselves, are too coarse, lack a part or have more words than the form recommends."""
    if field.words is not None:
        long = "word " * (field.words + 1)
        yield Weakness(name="too many words", raw=long, state=State.ANSWERED, rule="ADH-FRM-059")
    for band in field.bands:
        if field.kind == "quantity" and not bands_of(Quantity.exactly(SCALARS["quantity"], ""), [band]):
            raw = {"value": SCALARS["quantity"], "band": band.id}
            yield Weakness(
                name=f"a figure beside band {band.id}", raw=raw, state=State.CONTRADICTING, rule="ADH-FRM-055"
            )
    for show in {
        show.part: show for row in field.rows for show in row.shows if show.how == "figures"
    }.values():
        wide = _with(_good(field), show.part, {"low": "1.2e12", "high": "9.7e12"})
        yield Weakness(
            name=f"{show.part or 'a figure'} between far bounds",
            raw=wide,
            state=State.TOO_COARSE,
            rule="ADH-FRM-051",
        )
        if show.figures != 1:
            one = _with(_good(field), show.part, Decimal("4e12"))
            yield Weakness(
                name=f"{show.part or 'a figure'} of one digit",
                raw=one,
                state=State.TOO_COARSE,
                rule="ADH-FRM-051",
            )
    if len(field.parts) > 1:  # the only part left out is nothing stated, which is a mistake
        for part in field.parts:
            if part.required:
                lacking = _without(_good(field), part.id)
                yield Weakness(name=f"no {part.id}", raw=lacking, state=State.MISSING, rule="ADH-FRM-053")
    if field.kind == "per-option" and field.required:
        first = form.field(str(field.of)).options[0].id
        yield Weakness(
            name=f"nothing for {first}",
            raw=_without(good(form, field), first),
            state=State.MISSING,
            rule="ADH-FRM-053",
        )


def _with(fitting: Any, part: str | None, raw: Any) -> Any:
    """A fitting answer with one part of it, of every entry where there are several, replaced."""
    if part is None:
        return raw
    if isinstance(fitting, list):
        return [_with(entry, part, raw) for entry in fitting]
    first, _, rest = part.partition(".")
    return fitting | {first: _with(fitting[first], rest or None, raw)}


def _without(fitting: Any, part: str) -> Any:
    if isinstance(fitting, list):
        return [_without(entry, part) for entry in fitting]
    return {name: raw for name, raw in fitting.items() if name != part}


# Files.


def answers_file(form: Form, answers: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    """Return an answers file, one answer per line, and the line of each."""
    head = ["format: adhere/answers/1", f"form: {form.id}", f"stated: {SIGNED}", "answers:"]
    lines = {name: number for number, name in enumerate(answers, len(head) + 1)}
    body = [f"  {name}: {_written(raw)}" for name, raw in answers.items()]
    return "\n".join([*head, *body, ""]), lines


def _written(raw: Any) -> str:
    """A value in the flow style of YAML; figures bare, all other scalars in quotes."""
    match raw:
        case bool():
            return str(raw).lower()
        case None:
            return "null"
        case dict():
            return "{" + ", ".join(f"{name}: {_written(inner)}" for name, inner in raw.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, raw)) + "]"
        case str():
            return '"' + "".join(_character(one) for one in raw) + '"'
    return str(raw)


def _character(one: str) -> str:
    return f"\\x{ord(one):02x}" if ord(one) < ord(" ") else f"\\{one}" if one in '"\\' else one


def sheets(wrong: Mapping[str, list[Dealt]]) -> Iterator[dict[str, Dealt]]:
    """Deal mistakes or weaknesses out over as few files as can be, at most one per field, never in all fields at once."""
    names = list(wrong)
    for number in range(max(map(len, wrong.values()), default=0)):
        for half in (names[::2], names[1::2]):
            dealt = {name: wrong[name][number] for name in half if number < len(wrong[name])}
            if dealt:
                yield dealt
