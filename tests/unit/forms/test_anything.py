# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in an answers file: it is read or refused, and what is read survives JSON, every view and every finding."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.forms.sample import FORM, answer, filled
from tests.unit.forms.searching import everything_in

from adhere.forms.answers import Answer, Record, Value
from adhere.forms.findings import findings
from adhere.forms.form import RECIPIENTS, Field, Form
from adhere.forms.library import form, known_forms
from adhere.forms.reading import AnswerError, read_band, read_not_applicable, read_value
from adhere.forms.rules import rule
from adhere.forms.values import value_json, value_of, value_text
from adhere.forms.views import all_rows, view
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES

NAMES = sorted(
    {part.id for field in FORM.fields for part in field.parts}
    | {option.id for field in FORM.fields for option in field.options}
    | {band.id for field in FORM.fields for band in field.bands}
    | {"other: x", "low", "high", "value", "band", "en", "nl", "days", "accelerator", ""}
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=30)
    | st.sampled_from(NAMES)
    | st.sampled_from(
        ["2026-03-01", "2026-03", "1e25", "3.8e25 FLOP", "https://example.org", "1,5", "-3", "٣"]
    )
    | st.just(10**900)
    | st.floats()
    | st.binary(max_size=3)
    | st.dates()
)
RAW = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5) | st.integers(0, 3), inner, max_size=4)
    ),
    max_leaves=12,
)
MANY = settings(max_examples=150)


@MANY
@given(st.sampled_from(FORM.fields), RAW)
@example(FORM.field("compute"), Decimal("sNaN"))
@example(FORM.field("name"), "\ud800")
def test_anything_is_read_or_refused_and_what_is_read_survives(field: Field, raw: object):
    for read in (read_band, read_not_applicable):
        try:
            read(field, raw)
        except AnswerError as error:
            say(error)
    try:
        value = read_value(field, raw, FORM)
    except AnswerError as error:
        say(error)
        return
    survives(FORM, field, value)


def say(error: AnswerError) -> None:
    """Say what was wrong, in both languages; whoever prints it must be able to."""
    finding = Finding(rule=rule(error.rule), place=Place(file="x"), values=error.values)
    for language in LANGUAGES:
        text = f"{finding.wrong(language)}{finding.why(language)}{finding.remedy(language)}"
        assert len(text.encode()) < 4000


def survives(one: Form, field: Field, value: Value) -> None:
    assert value_of(field, json.loads(json.dumps(value_json(value)))) == value
    text = value_text(field, value)
    assert text.en.strip()
    assert text.nl.strip()
    stated = answer(
        field.id, value, form=one, public=True, drafted=answer(field.id, value, form=one, line=None)
    )
    sheet = filled({field.id: stated}, form=one)
    for recipient in RECIPIENTS:
        everything_in(view(sheet, recipient)).encode()
    assert len(all_rows(sheet)) == sum(len(one.rows) for one in one.fields)
    for finding in findings(sheet, RECIPIENTS):
        assert finding.wrong("nl")
        assert finding.rule.id != "ADH-FRM-054", "nothing contradicts itself"


@MANY
@given(st.data())
def test_the_packaged_forms_take_anything_too(data: st.DataObject):
    one = form(data.draw(st.sampled_from(known_forms())))
    field = data.draw(st.sampled_from(one.fields))
    names = [part.id for part in field.parts] + [option.id for option in field.options] + ["low", "x"]
    raw = data.draw(
        RAW | st.dictionaries(st.sampled_from(names), RAW, max_size=4) | st.lists(st.sampled_from(names))
    )
    try:
        value = read_value(field, raw, one)
    except AnswerError as error:
        say(error)
    else:
        survives(one, field, value)


# Figures of eleven digits without a zero; four of them in a row stand in no view that keeps them back.
FIGURES = st.lists(
    st.integers(11111111111, 99999999999).filter(lambda n: "0" not in str(n)), min_size=6, max_size=6
)
SCALES = st.lists(st.integers(0, 14), min_size=6, max_size=6)


@settings(max_examples=60)
@given(FIGURES, SCALES, st.booleans(), st.booleans())
def test_no_view_holds_more_digits_than_its_rows_allow(
    digits: list[int], scales: list[int], intervals: bool, drafted: bool
):
    size, compute, training, validation, wall, hardware = (
        f"{number}e{scale}" for number, scale in zip(digits, scales, strict=True)
    )
    raw: dict[str, Any] = {
        "size": {"low": size, "high": f"{size}1"} if intervals else size,
        "compute": {"low": compute, "high": f"{compute}1"} if intervals else compute,
        "data": {"unit_definition": "tokens", "training": training, "validation": validation},
        "time": {"wall_clock": wall, "hardware": [{"accelerator": "H100", "days": hardware}]},
    }
    answers: dict[str, Answer] = {}
    for name, written in raw.items():
        value = read_value(FORM.field(name), written, FORM)
        draft = answer(name, other(value), line=None) if drafted else None
        answers[name] = answer(name, value, drafted=draft, public=False)
    sheet = filled(answers)
    for recipient in ("authority", "downstream", "public"):
        shown = everything_in(view(sheet, recipient)).replace(",", "").replace(".", "")  # type: ignore[arg-type]
        assert [number for number in digits if str(number)[:4] in shown] == []
    shown = everything_in(view(sheet, "office")).replace(".", "")
    assert [number for number in digits if str(number) not in shown] == []


def other(value: Value) -> Value:
    """The same answer with every figure doubled, as files that say otherwise would have it."""
    if isinstance(value, Quantity):
        return value.times(Decimal(2))
    if isinstance(value, Record):
        return Record({name: other(part) for name, part in value.parts.items()})
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(
            Record({n: other(p) for n, p in one.parts.items()}) for one in value if isinstance(one, Record)
        )
    return value
