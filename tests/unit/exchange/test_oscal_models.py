# SPDX-License-Identifier: EUPL-1.2
"""What a provider selects, states, shows and has yet to do, and the cross-walks, as OSCAL: valid, and never more than is known."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.exchange.oscaldocuments import ADHERENCE, EN, GPAI, NL, ON, faults, stands

from adhere.adherence.statement import Adherence
from adhere.codes.catalogue import code
from adhere.codes.coverage import coverage
from adhere.codes.crosswalk import crosswalks, framework
from adhere.exchange.oscal.component import component_definition
from adhere.exchange.oscal.making import Making, identifier
from adhere.exchange.oscal.mapping import mapping_collection
from adhere.exchange.oscal.poam import plan_of_action
from adhere.exchange.oscal.profile import profile, selected
from adhere.exchange.oscal.results import of_coverage, of_measures
from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth
from adhere.law.library import Law

LAW = Law()
CATALOG = "gpai-2025-catalog.json"
MODELS: dict[str, Callable[[Making], bytes | None]] = {
    "profile": lambda making: profile(GPAI, ADHERENCE, stands(), CATALOG, making),
    "component-definition": lambda making: component_definition(GPAI, ADHERENCE, CATALOG, making),
    "assessment-results": lambda making: of_measures(GPAI, stands(), making),
    "coverage": lambda making: of_coverage(coverage(GPAI, LAW, ON), making),
    "coverage-unknown": lambda making: of_coverage(coverage(code("marking-2026"), LAW, ON), making),
    "plan-of-action-and-milestones": lambda making: plan_of_action(GPAI, stands(), making),
    "mapping-collection": lambda making: mapping_collection(GPAI, crosswalks(GPAI), CATALOG, making),
}


def told(model: str, making: Making = EN) -> Any:
    content = MODELS[model](making)
    assert content is not None
    (inner,) = json.loads(content).values()
    return inner


@pytest.mark.parametrize("making", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("model", MODELS)
def test_it_is_valid_by_the_official_schema_and_the_same_each_time(model: str, making: Making):
    content = MODELS[model](making)
    assert content is not None
    assert faults(content) == []
    assert MODELS[model](making) == content


@pytest.mark.parametrize("model", MODELS)
def test_every_resource_that_is_named_is_there_and_no_uuid_stands_twice(model: str):
    whole = told(model)
    resources = {one["uuid"] for one in whole.get("back-matter", {}).get("resources", ())}
    links = [link for link in _all(whole, "href") if link.startswith("#")]
    assert [link for link in links if link[1:] not in resources] == []
    uuids = _all(whole, "uuid")
    assert len(uuids) == len(set(uuids))


def _all(value: Any, key: str) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in _all(one, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if key in value else []
    return own + [found for one in value.values() for found in _all(one, key)]


def test_a_profile_selects_what_binds_and_what_may_and_says_which():
    whole = told("profile")
    (chosen,) = (one["with-ids"] for one in whole["imports"][0]["include-controls"])
    assert chosen[:4] == ["T-1", "T-1.1", "T-1.2", "T-1.3"]
    assert len(chosen) == 52
    undetermined = [one["value"] for one in whole["metadata"]["props"] if one["name"] == "undetermined"]
    assert undetermined == [one.id for one in GPAI.of("S")]


def test_a_profile_leaves_out_what_does_not_bind_and_is_none_where_nothing_does():
    only_c = stands({"T": Truth.NO, "C": Truth.YES, "S": Truth.NO})
    assert selected(GPAI, only_c) == ("C-1", "C-1.1", "C-1.2", "C-1.3", "C-1.4", "C-1.5")
    nothing = stands(dict.fromkeys("TCS", Truth.NO))
    assert profile(GPAI, ADHERENCE, nothing, CATALOG, EN) is None


def test_a_component_states_what_the_provider_states_and_nothing_of_the_rest():
    components = told("component-definition")["components"]
    asked = [
        one for part in components for one in part["control-implementations"][0]["implemented-requirements"]
    ]
    assert {one["control-id"] for one in asked} == {one.measure for one in ADHERENCE.implementations}
    states = {one["control-id"]: {p["name"]: p["value"] for p in one["props"]} for one in asked}
    assert states["C-1.1"]["implementation-status"] == "implemented"
    assert "implementation-status" not in states["C-1.4"]
    assert states["C-1.4"]["status"] == "not-started"
    assert states["C-1.3"]["planned-for"] == "2027-03-01"
    assert len(components) == 2


def test_evidence_is_named_by_digest_and_its_path_is_no_scheme():
    (resource,) = told("component-definition")["back-matter"]["resources"]
    assert resource["rlinks"] == [
        {"href": "evidence/policy%201.md", "hashes": [{"algorithm": "SHA-256", "value": "a" * 64}]}
    ]


def test_no_component_definition_where_nothing_is_stated():
    empty = Adherence(code="gpai-2025", extent="full", place=Place(file="x"))
    assert component_definition(GPAI, empty, CATALOG, EN) is None


def test_nothing_is_ever_found_satisfied_of_a_provider():
    (result,) = told("assessment-results")["results"]
    states = {one["target"]["target-id"]: one["target"]["status"]["state"] for one in result["findings"]}
    assert states == dict.fromkeys(("C-1.2_smt", "C-1.3_smt", "C-1.4_smt"), "not-satisfied")
    seen = {one["title"].split()[0]: one["props"][0]["value"] for one in result["observations"]}
    assert seen["C-1.1"] == "shown"
    assert seen["S-1.1"] == seen["T-1.1"] == "unknown"


def test_no_results_where_no_measure_binds():
    assert of_measures(GPAI, stands(dict.fromkeys("TCS", Truth.NO)), EN) is None


def test_coverage_tells_what_is_dealt_with_and_leaves_open_what_nobody_can_say():
    (result,) = told("coverage")["results"]
    found = coverage(GPAI, LAW, ON)
    states = {one["props"][0]["value"]: one["target"]["status"]["state"] for one in result["findings"]}
    assert {name for name, state in states.items() if state == "not-satisfied"} == {
        one.id for one in (*found.holes, *found.partial)
    }
    assert len(result["findings"]) + len(result["observations"]) == len(found.ground.obligations)
    (unknown,) = told("coverage-unknown")["results"]
    assert "findings" not in unknown


def test_a_plan_has_an_item_for_each_measure_that_lacks_something_with_its_day():
    whole = told("plan-of-action-and-milestones")
    lacking = [one.measure for one in stands() if one.lacking]
    assert [one["props"][0]["value"] for one in whole["poam-items"]] == lacking
    risks = {one["title"].split()[0]: one for one in whole["risks"]}
    assert risks["C-1.3"]["deadline"] == "2027-03-01T00:00:00Z"
    assert (
        risks["C-1.3"]["remediations"][0]["tasks"][0]["timing"]["on-date"]["date"] == "2027-03-01T00:00:00Z"
    )
    assert "deadline" not in risks["C-1.4"]
    done = stands(dict.fromkeys("TCS", Truth.NO))
    assert plan_of_action(GPAI, done, EN) is None


def test_a_mapping_has_every_relation_with_its_reason_and_what_has_none():
    whole = told("mapping-collection")
    walks = [one for one in crosswalks(GPAI) if one.framework.relations]
    assert [len(one["maps"]) for one in whole["mappings"]] == [len(one.framework.relations) for one in walks]
    kinds = {one["relationship"] for mapping in whole["mappings"] for one in mapping["maps"]}
    assert kinds <= {"equal-to", "subset-of", "superset-of", "intersects-with"}
    seoul = whole["mappings"][-1]
    assert seoul["target-gap-summary"]["unmapped-controls"] == [{"with-ids": ["V"]}]
    assert "source-gap-summary" in seoul
    assert all(one["remarks"] for mapping in whole["mappings"] for one in mapping["maps"])
    assert "no presumption of conformity" in whole["metadata"]["remarks"]


def test_history_and_what_nobody_mapped_are_no_mapping():
    named = {one["uuid"] for one in told("mapping-collection")["mappings"]}
    for name in ("gpai-2025-draft-3", "oecd-haip-v2"):
        assert framework("gpai-2025", name)
        assert identifier("mapping", "gpai-2025", name) not in named
    assert mapping_collection(code("disinformation-2025"), (), CATALOG, EN) is None
