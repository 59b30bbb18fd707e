# SPDX-License-Identifier: EUPL-1.2
"""The files of the packaged codes hold together, and the schema for editors says of them what the program reads."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.repository import ROOT

from adhere.codes import catalogue
from adhere.codes.catalogue import code, code_of, known_codes
from adhere.codes.code import Code, Deadline, Direction, ElementKind, Unit
from adhere.codes.families import families, provisions_in_scope
from adhere.codes.history import kinds, status
from adhere.codes.parties import parties
from adhere.codes.shape import BREAKDOWNS
from adhere.law.library import Law

DATA = ROOT / "src" / "adhere" / "codes" / "data"
SCHEMA = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
FILES = sorted(
    path.relative_to(DATA).as_posix() for name in known_codes() for path in (DATA / name).glob("*.toml")
)
LAW = Law()
EVENTS = {
    "placed-on-market",
    "request-received",
    "office-request-received",
    "complaint-received",
    "systemic-risk-notified",
    "framework-confirmed",
    "evaluator-findings-known",
}
"""Triggers of chapters T and C and of commitments 1 to 4 of S."""
TEXT = {"en": "text", "nl": "tekst", "of": "982d9e3e"}
HEAD: dict[str, Any] = {
    "id": "own", "version": "1", "status": "drafting", "files": ["A.toml"], "title": TEXT, "source": {"OWN": TEXT},
    "event": [{"kind": "draft-1", "on": date(2026, 1, 1), "grade": "ours", "content": TEXT}],
}  # fmt: skip
PART: dict[str, Any] = {
    "chapter": [{
        "id": "A", "when": "criterion:sme", "provisions": ["aia:art-53.1"], "official": "https://example.com/code", "title": TEXT,
        "binds": TEXT,
    }],
    "commitment": [{"id": "A-1", "provisions": [], "title": TEXT, "content": TEXT}],
    "measure": [{
        "id": "A-1.1", "grade": "ours", "title": TEXT,
        "requires": [{"content": TEXT}],
        "serves": [{"provision": "aia:art-53.1.a", "grade": "ours", "rationale": TEXT}],
        "deadline": [{"id": "A-1.1", "direction": "every", "event": "report-due", "amount": 2.5, "unit": "weeks", "what": TEXT, "trigger": TEXT}],
    }],
    "appendix": [{"id": "A-X1", "grade": "ours", "title": TEXT, "content": [TEXT]}],
}  # fmt: skip


def codes() -> list[Code]:
    return [code(code_id) for code_id in known_codes()]


def parsed(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def faults(table: dict[str, Any]) -> list[str]:
    as_json = json.loads(json.dumps(table, default=str))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(as_json)]


# The packaged codes.


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_as_the_schema_has_it(name: str):
    assert faults(parsed(name)) == []


def test_every_file_belongs_to_a_code_and_every_code_has_its_files():
    named = {f"{one}/{file}" for one in known_codes() for file in parsed(f"{one}/code.toml")["files"]}
    assert {*named, *(f"{one}/code.toml" for one in known_codes())} == set(FILES)


def test_a_folder_is_named_as_its_code():
    assert [one.id for one in codes()] == list(known_codes())


def test_the_code_of_2025_has_its_chapters_commitments_and_measures():
    gpai = code("gpai-2025")
    assert [one.id for one in gpai.chapters] == ["T", "C", "S"]
    assert Counter(one.chapter for one in gpai.commitments) == {"T": 1, "C": 1, "S": 10}
    assert [len(gpai.of(chapter)) for chapter in "TCS"] == [3, 5, 32]
    assert len(gpai.measures) == 40
    assert len(gpai.deadlines()) == 26


def test_no_id_stands_twice():
    for one in codes():
        records = (*one.chapters, *one.commitments, *one.measures, *one.appendices)
        ids = Counter([record.id for record in records])
        clocks = Counter(deadline.id for _, deadline in one.deadlines())
        assert [name for found in (ids, clocks) for name, times in found.items() if times > 1] == []


def test_every_record_belongs_to_one_that_is_there():
    for one in codes():
        chapters = {chapter.id for chapter in one.chapters}
        commitments = {commitment.id for commitment in one.commitments}
        assert {record.chapter for record in (*one.commitments, *one.appendices)} <= chapters
        assert {measure.commitment for measure in one.measures} == commitments


def test_every_clock_is_named_after_its_measure():
    for one in codes():
        assert [
            clock.id
            for measure, clock in one.deadlines()
            if clock.id != measure.id and not clock.id.startswith(f"{measure.id}-")
        ] == []


def test_every_period_has_an_amount_and_a_unit_unless_it_has_no_number():
    for one in codes():
        assert [clock.id for _, clock in one.deadlines() if not consistent(clock)] == []


def consistent(clock: Deadline) -> bool:
    numbered = clock.direction not in ("as-set", "reasonable")
    known = clock.direction in get_args(Direction) and clock.unit in (*get_args(Unit), None)
    return known and numbered == (clock.amount is not None) == (clock.unit is not None)


def test_the_same_trigger_has_the_same_word():
    gpai = code("gpai-2025")
    words: dict[str, set[str]] = {}
    for _, clock in gpai.deadlines():
        words.setdefault(clock.trigger.en, set()).add(clock.event)
    assert {trigger: found for trigger, found in words.items() if len(found) > 1} == {}
    first = (measure for chapter in ("T", "C", "S-1", "S-2", "S-3", "S-4") for measure in gpai.of(chapter))
    assert {clock.event for measure in first for clock in measure.deadlines} == EVENTS


def provisions(one: Code) -> Iterator[tuple[str, str]]:
    for chapter in one.chapters:
        yield from ((chapter.id, place) for place in chapter.provisions)
    for commitment in one.commitments:
        yield from ((commitment.id, place) for place in commitment.provisions)
    for measure in one.measures:
        yield from ((measure.id, service.provision) for service in measure.serves)


def test_every_provision_is_known_to_the_law():
    known = {place for article in LAW.articles() for norm in article.norms for place in norm.provisions}
    articles = set(LAW.article_names)
    assert [
        (name, place)
        for one in codes()
        for name, place in provisions(one)
        if place not in articles
        and place not in provisions_in_scope()
        and not any(f"{found}.".startswith(f"{place}.") for found in known)
    ] == []


def test_every_chapter_hangs_on_a_criterion_of_the_law():
    assert [
        chapter.when
        for one in codes()
        for chapter in one.chapters
        if chapter.when not in LAW.criteria and (chapter.when or one.family == "models")
    ] == []


def test_every_measure_serves_something_for_a_reason():
    for one in codes():
        for measure in one.measures:
            served = [service.provision for service in measure.serves]
            assert served or one.family != "models", measure.id
            assert len(set(served)) == len(served), measure.id


def test_every_source_is_explained_and_every_explanation_is_used():
    for one in codes():
        used = {source for measure in one.measures for source in measure.sources}
        cited = {event.source for event in one.history if event.source in one.sources}
        assert used | cited == set(one.sources)


def test_every_event_stands_in_order_with_a_source_that_can_be_followed():
    for one in codes():
        days = [event.on for event in one.history]
        assert days == sorted(days)
        assert [
            event.source
            for event in one.history
            if event.source
            and event.source not in one.sources
            and not event.source.startswith(("https://", "aia:", "gpai-guidelines:"))
        ] == []


def test_the_history_leads_from_the_call_by_drafts_to_the_final_and_its_assessment():
    kinds = [event.kind for event in code("gpai-2025").history]
    steps = ["call", "plenary", "draft-1", "draft-2", "draft-3", "final", "opinion", "board-assessment", "enforcement"]  # fmt: skip
    assert [kind for kind in kinds if kind in steps] == steps


def test_every_event_is_of_a_known_kind_and_the_stated_status_is_where_history_leads():
    for one in codes():
        assert {event.kind for event in one.history} <= set(kinds())
        found = status(one, date.max)
        assert found is not None
        assert found.stage == one.status, one.id


def test_every_family_and_party_that_a_code_names_is_there():
    for one in codes():
        assert one.family in families()
        assert {interest.group for interest in one.interests} <= set(parties())


def test_what_is_not_known_of_a_code_is_said_and_nothing_is_made_up_in_its_place():
    marking, other = code("marking-2026"), code("disinformation-2025")
    assert marking.unknown
    assert all(chapter.unknown for chapter in marking.chapters)
    assert (marking.commitments, marking.measures) == ((), ())
    assert other.unknown
    assert all(chapter.unknown for chapter in other.chapters)
    assert [one.id for one in other.measures] == ["ADS-1.1"]
    assert code("gpai-2025").unknown is None


def test_the_third_shape_has_an_element_in_words_and_one_in_figures_by_member_state():
    (measure,) = code("disinformation-2025").measures
    assert [(one.id, one.kind, one.unit, one.breakdown) for one in measure.elements] == [
        ("ADS-QRE-1.1.1", "qualitative", None, ()),
        ("ADS-SLI-1.1.1", "numeric", "actions", ("member-state",)),
    ]


def test_what_measures_refer_to_in_appendices_is_there():
    for one in codes():
        known = {appendix.id for appendix in one.appendices}
        assert [
            (measure.id, name)
            for measure in one.measures
            for requirement in measure.requires
            for name in requirement.appendices
            if name not in known
        ] == []


# The schema.


def test_the_schema_is_itself_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "values"), [("direction", Direction), ("unit", Unit)])
def test_the_schema_offers_what_the_program_knows(name: str, values: Any):
    assert tuple(SCHEMA["$defs"]["deadline"]["properties"][name]["enum"]) == get_args(values)


def test_the_schema_offers_the_families_kinds_and_breakdowns_that_there_are():
    element = SCHEMA["$defs"]["element"]["properties"]
    assert SCHEMA["$defs"]["code-file"]["properties"]["family"]["enum"] == list(families())
    assert tuple(element["kind"]["enum"]) == get_args(ElementKind)
    assert tuple(element["breakdown"]["items"]["enum"]) == BREAKDOWNS


@pytest.mark.parametrize(
    "name",
    [
        "event",
        "chapter",
        "commitment",
        "measure",
        "requirement",
        "service",
        "deadline",
        "appendix",
        "element",
        "interest",
    ],
)
def test_the_schema_knows_the_keys_that_the_catalogue_reads(name: str):
    source = Path(str(catalogue.__file__)).read_text(encoding="utf-8")
    record = source.partition(f"def _{name}(")[2].partition("\n\n\n")[0]
    assert record
    assert {key for key in SCHEMA["$defs"][name]["properties"] if f'"{key}"' not in record} == set()


def test_the_least_that_passes_the_schema_can_be_read():
    assert faults(HEAD) == []
    assert faults(PART) == []
    own = code_of({"code.toml": HEAD, "A.toml": PART}.__getitem__)
    assert [measure.id for measure in own.of("A")] == ["A-1.1"]
    assert own.measure("A-1.1").commitment == own.commitments[0].id
    assert str(own.measure("A-1.1").deadlines[0].amount) == "2.5"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("status", None),
        ("files", []),
        ("files", ["../A.toml"]),
        ("colour", "blue"),
        ("event.0.on", "soon"),
        ("event.0.kind", "First draft"),
        ("event.0.grade", "sure"),
        ("source.OWN", "text"),
    ],
)
def test_the_schema_refuses_what_is_wrong_in_the_head(path: str, value: Any):
    assert faults(changed(HEAD, path, value)) != []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("chapter.0.when", "always"),
        ("chapter.0.official", "http://example.com/code"),
        ("chapter.0.sha256", "12ab"),
        ("commitment.0.id", "1"),
        ("measure.0.id", "A-1"),
        ("measure.0.requires", []),
        ("measure.0.grade", "sure"),
        ("measure.0.title", {"en": "only English"}),
        ("measure.0.serves.0.provision", "Article 53"),
        ("measure.0.serves.0.grade", "guessed"),
        ("measure.0.serves.0.rationale", None),
        ("measure.0.deadline.0.unit", "business days"),
        ("measure.0.deadline.0.unit", None),
        ("measure.0.deadline.0.amount", None),
        ("measure.0.deadline.0.amount", -1),
        ("measure.0.deadline.0.direction", "within"),
        ("measure.0.deadline.0.direction", "as-set"),
        ("measure.0.deadline.0.event", "Report due"),
        ("appendix.0.content", []),
        ("clause", [{"id": "A-1.1"}]),
    ],
)
def test_the_schema_refuses_what_is_wrong_in_another_file(path: str, value: Any):
    assert faults(changed(PART, path, value)) != []


def changed(table: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of a table with one value changed, or taken out where it is None."""
    copy: Any = deepcopy(table)
    where = copy
    *steps, last = path.split(".")
    for step in steps:
        where = where[int(step) if isinstance(where, list) else step]
    if value is None:
        del where[last]
    else:
        where[last] = value
    return dict(copy)
