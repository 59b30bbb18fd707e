# SPDX-License-Identifier: EUPL-1.2
"""Registers of systemic risks as people write them: every mistake is told with its line, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.risk.register import MODEL, Change, Register, kept, other, risk, sound, spoilt, write

from adhere.dossier.portfolio import Portfolio, load
from adhere.dossier.risk import StandingRegister, standing_of, standing_register
from adhere.dossier.riskfields import MOST
from adhere.dossier.riskfile import register_of
from adhere.kernel.text import LANGUAGES
from adhere.kernel.truth import Truth
from adhere.risk.rules import rules
from adhere.risk.taxonomy import specified

ON = date(2026, 11, 22)
LAST = "ADH-RSK-080"
"""Rules from here on are on incidents and clocks."""


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """A dossier with two models and a sound register of one of them."""
    root = tmp_path_factory.mktemp("dossier")
    write(root, sound())
    return load(root, ON)


def standing(portfolio: Portfolio, register: Register) -> StandingRegister:
    """How a register stands in a dossier, as if it had been read there."""
    return standing_of(register_of(kept(register), MODEL), portfolio.models[0], portfolio, ON)


def told(found: StandingRegister) -> list[str]:
    for one in found.findings:
        for language in LANGUAGES:
            texts = one.wrong(language) + one.why(language) + one.remedy(language)
            assert "{" not in texts, texts
            assert one.place.line, one.rule.id
    return sorted({one.rule.id for one in found.findings})


def first(register: Register) -> Any:
    return register["risks"][0]


def scenario(register: Register) -> Any:
    return first(register)["scenarios"][0]


def tier(register: Register) -> Any:
    return first(register)["tiers"][0]


def indicator(register: Register) -> Any:
    return first(register)["indicators"][0]


def with_other(**fields: Any) -> Change:
    return lambda register: register["risks"].append({**other(), **fields})


def claim(**fields: Any) -> Change:
    """A claim under Appendix 2.2 that holds, changed."""
    reference = {"id": "older", "own": True, "risks": ["cbrn"], "no_other_grounds": "yes"}
    similar = {
        "risk": "cbrn",
        "reference": "older",
        "same_scenarios": "yes",
        "no_known_differences": "yes",
        "margin": "Two points (example)",
        "benchmarks": [{"task": "quiz", "score": "0.5", "reference": "0.6"}],
    }
    return lambda register: register.update(
        references=[{**reference, **fields.pop("reference_fields", {})}], similar=[{**similar, **fields}]
    )


READING: dict[str, list[Change]] = {
    "ADH-DOS-004": [
        lambda one: one.update(risk=[]),
        lambda one: first(one).update(kind="x"),
        lambda one: scenario(one).update(path=[]),
    ],
    "ADH-DOS-007": [lambda one: tier(one)["forecast"].update(until="December")],
    "ADH-DOS-021": [
        lambda one: scenario(one)["pathway"][0].update(stage="start"),
        lambda one: one["mitigations"][0].update(status="done"),
    ],
    "ADH-DOS-063": [
        lambda one: one["stated"].pop("who"),
        lambda one: scenario(one)["with"].pop("severity"),
        lambda one: indicator(one).pop("threshold"),
        lambda one: one["decision"].pop("proceed"),
    ],
    "ADH-DOS-064": [
        lambda one: one.update(mitigations="none"),
        lambda one: one["mitigations"][0].update(evidence=["../elsewhere"]),
    ],
    "ADH-DOS-120": [lambda one: first(one).update(id="C B R N")],
    "ADH-DOS-121": [
        lambda one: first(one).update(types=["safty"]),
        lambda one: first(one).update(sources=["public-security"]),
        lambda one: first(one).update(essential={"scale": "yes"}),
        lambda one: one["security"]["objectives"][0].update(id="firewall"),
    ],
    "ADH-DOS-122": [
        lambda one: scenario(one)["without"].update(severity="extreme"),
        lambda one: scenario(one)["without"].update(severity=3),
    ],
    "ADH-DOS-123": [
        lambda one: one["risks"].append(risk("cbrn")),
        lambda one: first(one)["scenarios"].append(dict(scenario(one))),
    ],
    "ADH-DOS-124": [
        lambda one: one.update(
            evaluators=[{**one["evaluators"][0], "name": f"{number} (example)"} for number in range(MOST + 1)]
        )
    ],
    "ADH-DOS-125": [
        lambda one: scenario(one)["without"].update(probability=20),
        lambda one: scenario(one)["without"].update(probability={"low": "0.5", "high": "1.5"}),
    ],
    "ADH-DOS-126": [lambda one: one["evaluators"][0].update(independent="perhaps")],
    "ADH-DOS-127": [
        lambda one: scenario(one)["without"].update(probability="NaN"),
        lambda one: scenario(one)["without"].update(probability="infinity"),
        lambda one: scenario(one)["without"].update(probability=-1),
        lambda one: scenario(one)["without"].update(probability="rare"),
        lambda one: one["evaluations"][0].update(samples=-5),
        lambda one: one["evaluations"][0].update(samples="5.5"),
        lambda one: one["evaluations"][0].update(business_days=10**100),
        lambda one: indicator(one).update(threshold=True),
    ],
    "ADH-DOS-128": [
        lambda one: scenario(one)["without"].update(probability={"low": "0.2", "high": "0.1"}),
        lambda one: scenario(one)["without"].update(severity={"low": "serious", "high": "limited"}),
        lambda one: tier(one)["forecast"].update({"from": "2028-01-01"}),
        lambda one: one.update(search={"opened": "2026-10-02", "closed": "2026-10-01"}),
    ],
}
JUDGING: dict[str, list[Change]] = {
    "ADH-RSK-001": [lambda one: one["risks"].pop(0) and one["mitigations"][0]["risks"].remove("cbrn")],
    "ADH-RSK-002": [with_other(found=None)],
    "ADH-RSK-003": [with_other(why=None)],
    "ADH-RSK-004": [with_other(systemic=None)],
    "ADH-RSK-005": [with_other(systemic="no")],
    "ADH-RSK-006": [lambda one: first(one).pop("sources"), with_other(essential={})],
    "ADH-RSK-007": [lambda one: one.pop("stated")],
    "ADH-RSK-010": [lambda one: first(one).pop("scenarios")],
    "ADH-RSK-011": [lambda one: scenario(one).pop("pathway")],
    "ADH-RSK-012": [
        lambda one: scenario(one)["pathway"].pop(),
        lambda one: scenario(one)["pathway"].reverse(),
    ],
    "ADH-RSK-014": [lambda one: scenario(one).pop("with")],
    "ADH-RSK-015": [lambda one: scenario(one)["with"].update(severity="severe")],
    "ADH-RSK-016": [lambda one: scenario(one).pop("uncertainty")],
    "ADH-RSK-020": [lambda one: tier(one).update(indicators=[])],
    "ADH-RSK-021": [
        lambda one: tier(one).update(indicators=["score", "scor"]),
        lambda one: tier(one).update(above="zero"),
        lambda one: tier(one).update(mitigations=["refusal"]),
    ],
    "ADH-RSK-022": [lambda one: tier(one).update(above="first")],
    "ADH-RSK-024": [lambda one: indicator(one).update(value="0.9")],
    "ADH-RSK-025": [lambda one: first(one).update(tiers=[], tiers_unsuitable="Hard (example)")],
    "ADH-RSK-027": [lambda one: tier(one).pop("acceptable")],
    "ADH-RSK-029": [
        lambda one: indicator(one).pop("margin"),
        lambda one: first(one)["limits"][0].pop("margin"),
    ],
    "ADH-RSK-030": [lambda one: tier(one).pop("forecast")],
    "ADH-RSK-031": [
        lambda one: tier(one).update(forecast={"from": "2026-01-01", "until": "2026-02-01", "why": "-"})
    ],
    "ADH-RSK-032": [
        lambda one: indicator(one).update(result={"file": "gone.json", "task": "quiz", "metric": "acc"})
    ],
    "ADH-RSK-040": [lambda one: scenario(one)["with"].update(severity="serious", probability="likely")],
    "ADH-RSK-041": [
        lambda one: indicator(one).pop("value") and one["mitigations"][0].update(status="partial")
    ],
    "ADH-RSK-042": [lambda one: tier(one).update(acceptable=False) or indicator(one).update(value="0.7")],
    "ADH-RSK-043": [
        lambda one: (
            indicator(one).update(value={"low": "0.6", "high": "0.75"}) or tier(one).update(acceptable=False)
        )
    ],
    "ADH-RSK-044": [lambda one: one.pop("decision")],
    "ADH-RSK-045": [lambda one: one["decision"].pop("overall")],
    "ADH-RSK-050": [
        lambda one: one["mitigations"][0]["risks"].append("cbnr"),
        lambda one: one["evaluators"][0].update(risks=[*specified(), "cbnr"]),
    ],
    "ADH-RSK-051": [lambda one: one["mitigations"][0]["effective"].popitem()],
    "ADH-RSK-052": [
        lambda one: one["mitigations"][0].update(evidence=["gone.md"]),
        lambda one: one["security"]["objectives"][0].update(evidence=["gone.md"]),
    ],
    "ADH-RSK-053": [lambda one: one["mitigations"][0]["risks"].pop()],
    "ADH-RSK-055": [lambda one: one.pop("security"), lambda one: one["security"].pop("goal")],
    "ADH-RSK-056": [lambda one: one["security"]["threats"].pop()],
    "ADH-RSK-057": [lambda one: one["security"]["objectives"].pop()],
    "ADH-RSK-058": [lambda one: one["security"]["objectives"][0].update(status="planned")],
    "ADH-RSK-059": [lambda one: one.update(security={"exempt": {"model": "open (example)"}})],
    "ADH-RSK-060": [claim(reference="oldest")],
    "ADH-RSK-061": [
        claim(reference="ancient", reference_fields={"id": "ancient", "placed_on": "2024-01-01"})
    ],
    "ADH-RSK-062": [claim(reference_fields={"no_other_grounds": "unknown"})],
    "ADH-RSK-063": [
        claim(same_scenarios="no"),
        claim(benchmarks=[{"task": "quiz", "score": "0.7", "reference": "0.6", "margin": "0.05"}]),
        claim(reference_lost_on="2026-01-01"),
    ],
    "ADH-RSK-064": [
        claim(benchmarks=[]),
        claim(benchmarks=[{"task": "quiz", "score": {"low": "0.5", "high": "0.7"}, "reference": "0.6"}]),
    ],
    "ADH-RSK-065": [claim(margin=None)],
    "ADH-RSK-066": [claim(reference_fields={"placed_on": "2025-03-17"})],
    "ADH-RSK-070": [
        lambda one: one.pop("evaluators"),
        lambda one: one["evaluators"][0].update(independent="no"),
    ],
    "ADH-RSK-071": [lambda one: one["evaluators"][0].pop("security")],
    "ADH-RSK-072": [lambda one: one["evaluations"][0]["answers"].popitem()],
    "ADH-RSK-073": [lambda one: one["evaluations"][0].update(samples=4)],
    "ADH-RSK-074": [lambda one: one["evaluations"][0].update(business_days=19)],
    "ADH-RSK-075": [lambda one: scenario(one)["without"].update(severity="severe", probability="likely")],
}
ALSO = {
    "ADH-RSK-001": {"ADH-RSK-041"},
    "ADH-RSK-002": {"ADH-RSK-053"},
    "ADH-RSK-003": {"ADH-RSK-053"},
    "ADH-RSK-004": {"ADH-RSK-041", "ADH-RSK-053"},
    "ADH-RSK-006": {"ADH-RSK-053"},
    "ADH-RSK-010": {"ADH-RSK-041", "ADH-RSK-043", "ADH-RSK-075"},
    "ADH-RSK-014": {"ADH-RSK-041", "ADH-RSK-043"},
    "ADH-RSK-020": {"ADH-RSK-041", "ADH-RSK-043"},
    "ADH-RSK-027": {"ADH-RSK-041", "ADH-RSK-043"},
    "ADH-RSK-032": {"ADH-RSK-041", "ADH-RSK-043"},
    "ADH-RSK-040": {"ADH-RSK-015", "ADH-RSK-042"},
    "ADH-RSK-041": {"ADH-RSK-043", "ADH-RSK-051"},
    "ADH-RSK-042": {"ADH-RSK-024", "ADH-RSK-040"},
    "ADH-RSK-043": {"ADH-RSK-041"},
    "ADH-RSK-061": {"ADH-RSK-062", "ADH-RSK-063", "ADH-RSK-064"},
    "ADH-RSK-062": {"ADH-RSK-064"},
}
"""Rules that follow from the same change, and do not have to for each."""


def test_a_sound_register_has_nothing_wrong(portfolio: Portfolio):
    found = standing_register(portfolio.models[0], portfolio, ON)
    assert told(found) == []
    assert found.standing is not None
    assert found.standing.proceed.truth is Truth.YES
    assert found.size == "small"


@pytest.mark.parametrize("rule_id", JUDGING)
def test_one_change_meets_its_rule_and_only_what_follows_from_it(portfolio: Portfolio, rule_id: str):
    for change in JUDGING[rule_id]:
        found = told(standing(portfolio, spoilt(change)))
        assert rule_id in found
        assert set(found) - {rule_id} <= ALSO.get(rule_id, set())


@pytest.mark.parametrize("rule_id", READING)
def test_a_value_that_cannot_be_read_is_told_at_its_line_and_the_rest_is_read(rule_id: str):
    for change in READING[rule_id]:
        read = register_of(kept(spoilt(change)), MODEL)
        assert [one.rule.id for one in read.findings] == [rule_id]
        assert (read.findings[0].place.line or 0) > 1
        assert read.register is not None
        assert len(read.register.risks) >= len(specified()) - 1


def test_a_criterion_that_cannot_be_read_is_not_taken_for_one_that_is_not_there():
    broken = register_of(
        kept(spoilt(lambda one: first(one)["limits"][0].update(at_most="-1"))), MODEL
    ).register
    whole = register_of(kept(sound()), MODEL).register
    assert broken is not None
    assert whole is not None
    assert ([one.unread for one in broken.risks].count(True), any(one.unread for one in whole.risks)) == (
        1,
        False,
    )


def test_every_rule_is_met_by_a_test():
    apart = {"ADH-RSK-033", "ADH-RSK-034", "ADH-RSK-078", "ADH-RSK-079"}
    assert {one.id for one in rules() if one.id < LAST} == {*JUDGING, *apart}


# Anything.


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**30),
    st.sampled_from(["", "yes", "NaN", "1e400", "-1", "cbrn", "severe"]),
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_field_nothing_is_raised(portfolio: Portfolio, data: st.DataObject):
    register = sound()
    register["search"] = {"opened": "2026-10-01", "closed": "2026-11-01", "prompt_notice": "yes"}
    claim()(register)
    paths = [path for path in kept(register).tree.lines if path]
    path = data.draw(st.sampled_from(sorted(paths, key=str)))
    holder: Any = register
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = data.draw(
        st.one_of(
            LEAVES, st.lists(LEAVES, max_size=2), st.dictionaries(st.text(max_size=4), LEAVES, max_size=2)
        )
    )
    told_of = standing(portfolio, register)
    assert all(one.wrong("nl") and one.remedy("en") for one in told_of.findings)
