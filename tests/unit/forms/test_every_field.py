# SPDX-License-Identifier: EUPL-1.2
"""Every field of every form has a dossier that fills it and one that breaks it, read as the program reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.unit.forms.answering import (
    Mistake,
    answers_file,
    good,
    mistakes,
    other_ways,
    sheets,
    weaknesses,
)

from adhere.dossier.answers import StatedAnswers, read_answers
from adhere.forms.answers import Answer, Filled
from adhere.forms.completeness import State, worst
from adhere.forms.findings import findings
from adhere.forms.form import Field, Form
from adhere.forms.library import form, known_forms
from adhere.forms.rules import rules
from adhere.forms.views import all_rows
from adhere.kernel.truth import Truth

MODEL = "voorbeeld-1"
FORMS = known_forms()
OF_READING = {f"ADH-FRM-{number:03d}" for number in range(1, 34)}
"""The rules about one wrong answer."""


def answered(one: Form) -> tuple[Field, ...]:
    """The fields of a form that people answer; the others follow from other forms."""
    return tuple(field for field in one.fields if field.kind != "composed")


WITH_ANSWERS = [name for name in FORMS if answered(form(name))]


@cache
def wrong(form_id: str) -> Mapping[str, list[Mistake]]:
    one = form(form_id)
    return {field.id: list(mistakes(one, field)) for field in one.fields}


def read(root: Path, files: Mapping[str, str]) -> StatedAnswers:
    """Write answers files into a dossier and read it."""
    folder = root / "models" / MODEL
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_answers(root, MODEL)


def file_of(one: Form) -> str:
    """The name of an answers file; an incident has its own."""
    return f"{one.id}-example" if one.per == "incident" else one.id


def filled(stated: StatedAnswers) -> dict[str, Filled]:
    """The forms as they stand in a dossier, where every criterion of the law holds."""
    found: dict[str, Filled] = {}
    for form_id in FORMS:
        one = form(form_id)
        criteria = {section.only_where: Truth.YES for section in one.sections if section.only_where}
        found[form_id] = Filled(
            form=one,
            model=MODEL,
            answers=stated.by_form.get(file_of(one), {}),
            wrong=stated.wrong.get(file_of(one), frozenset()),
            criteria=criteria,
            others=dict(found),
        )
    return found


# Filling.


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> StatedAnswers:
    """A dossier that answers every field of every form."""
    files = {
        file_of(one): answers_file(one, {field.id: good(one, field) for field in answered(one)})[0]
        for one in map(form, FORMS)
        if answered(one)
    }
    return read(tmp_path_factory.mktemp("full"), files)


def test_a_full_dossier_has_nothing_wrong(full: StatedAnswers):
    assert [(finding.rule.id, finding.place) for finding in full.findings] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_every_field_is_filled(full: StatedAnswers, form_id: str):
    rows = all_rows(filled(full)[form_id])
    assert {row.field.id for row in rows} == {field.id for field in form(form_id).fields}
    assert {row.row.id: (row.state, str(row.remark)) for row in rows if row.state is not State.ANSWERED} == {}
    assert [row.row.id for row in rows if not (row.text and row.text.en and row.text.nl)] == []


@pytest.mark.parametrize("form_id", WITH_ANSWERS)
def test_every_other_way_to_answer_a_field_is_read(tmp_path: Path, form_id: str):
    one = form(form_id)
    ways = {field.id: dict(other_ways(one, field)) for field in answered(one)}
    for number in range(max(map(len, ways.values()))):
        sheet = {name: list(way.items())[number] for name, way in ways.items() if number < len(way)}
        text, _ = answers_file(one, {name: raw for name, (_, raw) in sheet.items()})
        stated = read(tmp_path, {file_of(one): text})
        assert [(finding.rule.id, finding.place) for finding in stated.findings] == []
        assert {
            (name, way)
            for name, (way, raw) in sheet.items()
            if not holds(stated.by_form[file_of(one)][name], raw)
        } == set()


def holds(answer: Answer, raw: Any) -> bool:
    """Whether an answer holds what was written: a reason, a band, or else a value and nothing but that."""
    if isinstance(raw, dict) and "not_applicable" in raw:
        return answer.not_applicable is not None and answer.value is None
    if isinstance(raw, dict) and "band" in raw:
        return answer.band == raw["band"] and answer.value is None
    return answer.value is not None and answer.band is None and answer.not_applicable is None


# Breaking.


def test_every_field_can_be_broken():
    counts = {(name, field): len(found) for name in FORMS for field, found in wrong(name).items()}
    composed = {(name, field.id) for name in FORMS for field in form(name).fields if field.kind == "composed"}
    assert {key: count for key, count in counts.items() if count < (1 if key in composed else 6)} == {}


def test_every_rule_about_an_answer_is_broken_by_one():
    broken = {mistake.rule for name in FORMS for found in wrong(name).values() for mistake in found}
    assert broken >= OF_READING
    assert {rule.id for rule in rules()} >= OF_READING


@pytest.mark.parametrize("form_id", FORMS)
def test_a_broken_field_gives_one_finding_at_its_line_and_spoils_no_other(tmp_path: Path, form_id: str):
    one = form(form_id)
    plain = (
        "text",
        "link",
        "date",
        "truth",
        "choice",
    )  # what has to survive; all of it each time would take long
    fitting = {field.id: good(one, field) for field in answered(one) if field.kind in plain}
    fitting = dict(list(fitting.items())[:6])
    for sheet in sheets(wrong(form_id)):
        answers = fitting | {name: mistake.raw for name, mistake in sheet.items()}
        text, lines = answers_file(one, answers)
        stated = read(tmp_path, {file_of(one): text})
        found = Counter((finding.rule.id, finding.place.line) for finding in stated.findings)
        assert found == Counter((mistake.rule, lines[name]) for name, mistake in sheet.items()), sheet
        assert {finding.place.file for finding in stated.findings} == {f"models/{MODEL}/{file_of(one)}.yaml"}
        assert set(stated.by_form[file_of(one)]) == set(answers) - set(sheet)


@pytest.mark.parametrize("form_id", WITH_ANSWERS)
def test_a_broken_field_is_shown_as_wrong_and_not_as_missing(tmp_path: Path, form_id: str):
    one = form(form_id)
    stated = read(tmp_path, {file_of(one): broken_file(one)})
    asked = {field.id for field in answered(one) if not field.condition}
    rows = [row for row in all_rows(filled(stated)[form_id]) if row.field.id in asked]
    assert {row.row.id: row.state for row in rows if row.state is not State.WRONG} == {}


@pytest.mark.parametrize("form_id", ["annex-xi", "annex-xii"])
def test_a_field_made_of_others_is_as_wrong_as_they_are(tmp_path: Path, form_id: str):
    stated = read(tmp_path, {"mdf": broken_file(form("mdf"))})
    rows = [row for row in all_rows(filled(stated)[form_id]) if row.field.kind == "composed"]
    assert rows
    assert {row.row.id: row.state for row in rows if row.state is not State.WRONG} == {}


def broken_file(one: Form) -> str:
    """An answers file in which nothing can be read."""
    return answers_file(one, {field.id: wrong(one.id)[field.id][0].raw for field in answered(one)})[0]


@pytest.mark.parametrize("form_id", WITH_ANSWERS)
def test_a_field_nobody_answers_is_told_once_where_its_answer_would_stand(form_id: str):
    empty = filled(StatedAnswers())[form_id]
    told = findings(empty, empty.form.recipients, "models/example/answers.yaml")
    required = [field.id for field in answered(empty.form) if field.required]
    assert [(one.rule.id, one.values["field"]) for one in told] == [
        ("ADH-FRM-050", name) for name in required
    ]
    assert {(one.place.file, one.place.line) for one in told} == {("models/example/answers.yaml", None)}


# What can be read and is not good enough.


@pytest.mark.parametrize("form_id", WITH_ANSWERS)
def test_a_weak_answer_is_read_shown_as_what_it_is_and_told(tmp_path: Path, form_id: str):
    one = form(form_id)
    fitting = {field.id: good(one, field) for field in answered(one)}
    weak = {field.id: list(weaknesses(one, field)) for field in answered(one)}
    for sheet in sheets(weak):
        around = {other for name in sheet for other in leaned_on(one.field(name))}
        answers = {name: fitting[name] for name in around} | {
            name: weakness.raw for name, weakness in sheet.items()
        }
        text, lines = answers_file(one, answers)
        stated = read(tmp_path, {file_of(one): text})
        assert stated.findings == []
        told = findings(filled(stated)[form_id], one.recipients)
        assert Counter(
            (finding.rule.id, finding.place.line) for finding in told if finding.values["field"] in sheet
        ) == Counter((weakness.rule, lines[name]) for name, weakness in sheet.items()), sheet
        states: dict[str, list[State]] = {}
        for row in all_rows(filled(stated)[form_id]):
            states.setdefault(row.field.id, []).append(row.state)
        assert {name: worst(states[name]) for name in sheet} == {
            name: weakness.state for name, weakness in sheet.items()
        }, sheet


def leaned_on(field: Field) -> set[str]:
    """The fields on which it depends whether, and of what, a field is asked."""
    return {field.of} - {None} | ({field.condition.field} if field.condition else set())


def test_every_kind_of_weakness_is_tried():
    weak = [
        each for name in FORMS for field in answered(form(name)) for each in weaknesses(form(name), field)
    ]
    assert {each.state for each in weak} == {
        State.ANSWERED,
        State.CONTRADICTING,
        State.TOO_COARSE,
        State.MISSING,
    }
