# SPDX-License-Identifier: EUPL-1.2
"""The files of forms hold together: the schema, the library and the registry of facts say the same of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from string import Formatter
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.repository import ROOT

from adhere.forms.form import DraftRule, Field, Form, Part
from adhere.forms.library import form, known_forms, versions
from adhere.law.library import Law
from adhere.models.registry import registry
from adhere.models.wording import wording

DATA = ROOT / "src" / "adhere" / "forms" / "data"
SCHEMA = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
CONTENTS = tomllib.loads((DATA / "contents.toml").read_text(encoding="utf-8"))["form"]
FILES = [record["file"] for record in CONTENTS]
FORMS = [
    "mdf", "annex-xi", "annex-xii", "summary", "notification", "serious-incident", "framework", "model-report",
    "copyright-policy",
]  # fmt: skip
TYPES = {
    "text": {"text", "list", "choice", "count", "quantity", "date", "truth", "country"},
    "link": {"text"},
    "date": {"date"},
    "month": {"date"},
    "truth": {"truth"},
    "quantity": {"quantity", "count"},
    "choice": {"choice", "list", "text", "truth"},
    "choices": {"list", "choice"},
    "entries": {"list"},
}
"""Types of facts of which each kind of field or part can take the value."""
UNITS_OF_THEIR_OWN = {"", "FLOP", "MWh"}
"""Units that read the same in both languages."""


@cache
def parsed(file: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
    return found


def as_json(value: Any) -> Any:
    """A parsed TOML value as JSON has it: dates as text."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(table: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(as_json(table))]


def every_version() -> Iterator[Form]:
    for form_id in known_forms():
        yield from versions(form_id)


def every_field() -> Iterator[tuple[str, Form, Field]]:
    for one in every_version():
        for field in one.fields:
            yield one.full_id(field), one, field


def all_parts(parts: Iterable[Part], above: str = "") -> Iterator[tuple[str, Part]]:
    for part in parts:
        path = f"{above}.{part.id}".lstrip(".")
        yield path, part
        yield from all_parts(part.parts, path)


def target(field: Field, draft: DraftRule) -> Field | Part | None:
    """What a draft fills: the field, one of its parts, or one option of a field asked per option."""
    if draft.part is None:
        return field
    if field.kind == "per-option":
        return Part(id=draft.part, kind="text", label=field.label)
    return dict(all_parts(field.parts)).get(draft.part)


# Files.


def test_the_forms_are_there_in_the_order_people_meet_them():
    assert list(known_forms()) == FORMS


@pytest.mark.parametrize("file", FILES)
def test_a_form_passes_the_schema(file: str):
    assert faults(parsed(file)) == []


@pytest.mark.parametrize("record", CONTENTS, ids=lambda record: record["file"])
def test_a_form_is_the_one_the_contents_say_from_the_same_day(record: dict[str, Any]):
    table = parsed(record["file"])
    assert (table["id"], table["from"], table.get("until")) == (
        record["id"],
        record["from"],
        record.get("until"),
    )


def test_every_form_file_is_listed():
    assert {path.name for path in DATA.glob("*.toml") if "section" in parsed(path.name)} == set(FILES)


# What one file says of itself.


def test_ids_of_sections_fields_rows_options_bands_and_parts_are_given_once():
    for one in every_version():
        given = {
            "sections": [section.id for section in one.sections],
            "fields": [field.id for field in one.fields],
            "rows": [row.id for field in one.fields for row in field.rows],
        }
        for field in one.fields:
            given[f"{field.id} options"] = [option.id for option in field.options]
            given[f"{field.id} bands"] = [band.id for band in field.bands]
            given[f"{field.id} parts"] = [path for path, _ in all_parts(field.parts)]
        assert {name: ids for name, ids in given.items() if len(set(ids)) < len(ids)} == {}, one.id


def test_fields_stand_in_sections_that_are_there_and_in_their_order():
    for one in every_version():
        order = [section.id for section in one.sections]
        places = [order.index(field.section) for field in one.fields]
        assert places == sorted(places), one.id


def test_every_row_is_for_somebody_the_form_goes_to_and_nobody_has_two():
    for name, one, field in every_field():
        seen = [recipient for row in field.rows for recipient in row.recipients]
        assert set(seen) <= set(one.recipients), name
        assert len(set(seen)) == len(seen), name
        assert seen or not one.recipients, name


def test_rows_show_parts_that_are_there_and_figures_of_quantities():
    for name, _, field in every_field():
        parts = dict(all_parts(field.parts))
        for row in field.rows:
            assert set(row.parts) <= {part.id for part in field.parts}, name
            for show in row.shows:
                shown = field if show.part is None else parts.get(show.part)
                assert shown is not None, (name, show.part)
                assert shown.kind == "quantity", (name, show.part)
                assert show.how != "band" or [band for band in field.bands if band.part == show.part], name
                assert not row.parts or (show.part or "").partition(".")[0] in row.parts, name


def test_bands_of_quantities_lie_against_each_other():
    for name, _, field in every_field():
        for kind in {(band.part, band.when) for band in field.bands}:
            bands = [band for band in field.bands if (band.part, band.when) == kind]
            edges = [(one.high, two.low) for one, two in pairwise(bands)]
            assert [edge for edge in edges if edge[0] is None or edge[0] != edge[1]] == [], name
            assert [band.id for band in bands if band.low is not None and band.low == band.high] == [], name


def test_other_fields_that_are_named_are_there():
    for name, one, field in every_field():
        if field.of:
            assert one.field(field.of).options, name
        if field.condition:
            asked = one.field(field.condition.field)
            values = {option.id for option in asked.options} | (
                {"yes", "no"} if asked.kind == "truth" else set()
            )
            assert field.condition.value in values, name
        for used in field.uses:
            form_id, _, field_id = used.partition(":")
            assert form_id != one.id, name
            assert form(form_id).field(field_id).kind != "composed", used


def test_units_have_words():
    parts = [
        (f"{name}.{path}", part) for name, _, field in every_field() for path, part in all_parts(field.parts)
    ]
    asked: list[tuple[str, Field | Part]] = [(name, field) for name, _, field in every_field()]
    units = {name: each.unit for name, each in [*asked, *parts] if each.kind == "quantity"}
    assert {name: unit for name, unit in units.items() if unit is None} == {}
    assert {
        name: unit for name, unit in units.items() if unit not in {*wording("units"), *UNITS_OF_THEIR_OWN}
    } == {}


# Drafts.


def test_there_are_drafts():
    assert sum(len(field.drafts) for _, _, field in every_field()) > 30


def test_drafts_need_facts_that_are_known():
    known = registry()
    needed = {
        fact: name for name, _, field in every_field() for draft in field.drafts for fact in draft.needs
    }
    assert {fact: name for fact, name in needed.items() if fact not in known} == {}


def test_a_sentence_holds_the_facts_it_needs_or_says_what_a_value_drafted_with_it_is():
    for name, _, field in every_field():
        values = [draft.needs for draft in field.drafts if draft.text is None]
        for draft in field.drafts:
            if draft.text:
                held = {key for _, key, _, _ in Formatter().parse(draft.text.en) if key}
                assert held == set(draft.needs) or (not held and draft.needs in values), name
                found = target(field, draft)
                assert found is not None, (name, draft.part)
                assert found.kind in ("text", "link"), name


def test_a_value_fits_the_type_and_the_unit_of_what_it_fills():
    known = registry()
    for name, _, field in every_field():
        for draft in field.drafts:
            found, fact = target(field, draft), known[draft.needs[0]]
            assert found is not None, (name, draft.part)
            if draft.text:
                continue
            assert fact.type in TYPES[found.kind], (name, fact.id)
            if found.kind == "quantity":
                scaled = draft.factor is not None or draft.divisor is not None
                assert scaled == (fact.unit != found.unit), (name, fact.unit, found.unit)


def test_options_mean_values_a_fact_can_have_and_together_all_of_them():
    known = registry()
    for name, _, field in every_field():
        for draft in field.drafts:
            found, fact = target(field, draft), known[draft.needs[0]]
            if (
                isinstance(found, Field | Part)
                and found.kind in ("choice", "choices")
                and fact.type != "truth"
            ):
                meant = [value for option in found.options for value in option.facts]
                assert len(set(meant)) == len(meant), name
                assert set(meant) == set(fact.choices or fact.members), name


def test_options_that_mean_values_stand_in_fields_that_are_drafted():
    for name, _, field in every_field():
        drafted = {id(target(field, draft)) for draft in field.drafts if draft.text is None}
        places: list[Field | Part] = [field, *(part for _, part in all_parts(field.parts))]
        for each in places:
            assert not any(option.facts for option in each.options) or id(each) in drafted, name


def test_a_draft_per_option_names_an_option():
    for name, one, field in every_field():
        if field.kind == "per-option":
            options = {option.id for option in one.field(str(field.of)).options}
            assert {draft.part for draft in field.drafts} <= options, name


# The law.


def test_duties_and_criteria_are_those_of_the_law():
    law = Law()
    duties = {norm.id for article in law.articles() for norm in article.norms}
    for one in every_version():
        assert set(one.duties) <= duties, one.id
        assert {section.only_where for section in one.sections} - {None} <= set(law.criteria), one.id


@pytest.mark.parametrize("form_id", ["annex-xi", "annex-xii"])
def test_a_point_of_an_annex_uses_the_fields_that_serve_it_in_their_order(form_id: str):
    mdf, annex = form("mdf"), form(form_id)
    composed = [field for field in annex.fields if field.kind == "composed"]
    assert composed
    serving = {
        field.id: tuple(
            mdf.full_id(each) for each in mdf.fields if set(each.provisions) & set(field.provisions)
        )
        for field in composed
    }
    left_out = {
        # each of these is addressed to other recipients than the annex, which has a row of the same name of its own
        "annex-xi": {"mdf:distribution_channels_dp", "mdf:license_type"},
        "annex-xii": {"mdf:distribution_channels", "mdf:license_link"},
    }[form_id]
    assert {field.id: field.uses for field in composed} == {
        name: tuple(each for each in fields if each not in left_out) for name, fields in serving.items()
    }
