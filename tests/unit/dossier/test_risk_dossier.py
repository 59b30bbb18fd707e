# SPDX-License-Identifier: EUPL-1.2
"""A register in its dossier: results as evidence, whether one is due, what the forms take from it, and a new one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.risk.register import MODEL, RESULTS, Change, Register, kept, sound, spoilt, write

from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import Portfolio, load
from adhere.dossier.risk import StandingRegister, risk_findings, standing_of
from adhere.dossier.riskdraft import MAKERS, register_answers
from adhere.dossier.riskfile import read_register, register_of
from adhere.dossier.riskwriting import RegisterExistsError, add_register, register_text
from adhere.forms.answers import Record
from adhere.forms.library import form
from adhere.kernel.provenance import Basis
from adhere.kernel.text import LANGUAGES
from adhere.kernel.truth import Truth
from adhere.risk.taxonomy import specified

ON = date(2026, 11, 22)


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    """A dossier with two models and a sound register of one of them."""
    write(tmp_path, sound())
    return load(tmp_path, ON)


def standing(portfolio: Portfolio, register: Register) -> StandingRegister:
    """How a register stands in a dossier, as if it had been read there."""
    return standing_of(register_of(kept(register), MODEL), portfolio.models[0], portfolio, ON)


def told(found: StandingRegister) -> set[str]:
    return {one.rule.id for one in found.findings}


# Results as evidence.


def results(portfolio: Portfolio, model: str) -> None:
    folder = portfolio.root / f"models/{MODEL}/evaluations"
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "results": {"quiz": {"acc,none": 0.75, "acc_stderr,none": 0.01}},
        "config": {"model": "hf", "model_args": f"pretrained={model}"},
        "model_name": model,
        "versions": {"quiz": 1},
        "n-samples": {"quiz": {"original": 10, "effective": 10}},
    }
    (folder / "results.json").write_text(json.dumps(content), encoding="utf-8")


def resting_on(**fields: str) -> Change:
    result = {"file": RESULTS, "task": "quiz", "metric": "acc", **fields}
    return lambda register: register["risks"][0]["indicators"][0].update(result=result, value=None)


def test_a_result_of_this_model_is_held_against_the_threshold_with_its_uncertainty(portfolio: Portfolio):
    results(portfolio, MODEL)
    found = standing(portfolio, spoilt(resting_on()))
    assert "ADH-RSK-024" in told(found)  # 0.75 - 2 x 0.01 is past 0.8 - 0.1
    assert found.standing is not None
    (tier_,) = found.standing.risks[0].tiers
    assert tier_.reached.truth is Truth.YES
    assert "0.73 to 0.77" in tier_.reached.reasons[0].en


def test_a_result_of_another_model_or_of_no_such_task_is_no_evidence(portfolio: Portfolio):
    results(portfolio, "organisation/other-model")
    assert "ADH-RSK-033" in told(standing(portfolio, spoilt(resting_on())))
    results(portfolio, MODEL)
    assert "ADH-RSK-034" in told(standing(portfolio, spoilt(resting_on(metric="f1"))))


# The law.


@pytest.mark.parametrize(
    ("systemic", "there", "expected"),
    [
        (Truth.YES, False, ["ADH-RSK-078"]),
        (Truth.UNKNOWN, False, []),
        (Truth.NO, True, ["ADH-RSK-079"]),
        (Truth.UNKNOWN, True, []),
    ],
)
def test_a_register_is_due_only_where_there_is_systemic_risk(
    tmp_path: Path, systemic: Truth, there: bool, expected: list[str]
):
    write(tmp_path, sound())
    if not there:
        (tmp_path / f"models/{MODEL}/risk.yaml").unlink()
    portfolio = load(tmp_path, ON)
    found = risk_findings(portfolio.models[0], portfolio, systemic, ON)
    assert [one.rule.id for one in found] == expected


# Forms.


def test_the_forms_take_from_the_register_what_it_says_and_leave_the_rest_open(portfolio: Portfolio):
    forms = documented(portfolio.models[0], portfolio, None, ON, ["framework", "model-report"]).filled
    framework, report = forms["framework"].answers, forms["model-report"].answers
    assert set(framework) == {"acceptance_criteria", "tier_mitigations", "tier_forecasts"}
    assert set(report) == {"decision", "estimates", "safety_mitigations", "security_goal"}
    estimates = report["estimates"]
    assert isinstance(estimates.value, tuple)
    assert len(estimates.value) == len(specified())
    assert estimates.basis is Basis.DECLARED
    assert (estimates.sources[0].who, estimates.sources[0].when) == ("example, head of safety", "2026-11-16")
    criteria = framework["acceptance_criteria"].value
    assert isinstance(criteria, tuple)
    assert isinstance(criteria[0], Record)
    assert "reasons" not in criteria[0].parts  # nobody stated them


def test_no_other_form_and_no_model_without_a_register_is_given_anything(portfolio: Portfolio):
    assert register_answers(form("mdf"), portfolio.root, MODEL) == {}
    assert register_answers(form("framework"), portfolio.root, "older") == {}
    for name, makers in MAKERS.items():
        assert set(makers) <= {field.id for field in form(name).fields}


# Writing.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_register_is_valid_has_the_four_risks_and_answers_nothing(tmp_path: Path, language: Any):
    write(tmp_path, sound())
    (tmp_path / f"models/{MODEL}/risk.yaml").unlink()
    file = add_register(tmp_path, MODEL, language)
    read = read_register(tmp_path, MODEL, file)
    assert read.findings == ()
    assert read.register is not None
    assert [one.id for one in read.register.risks] == list(specified())
    assert all(not one.scenarios and not one.tiers for one in read.register.risks)
    assert max(map(len, register_text(language).splitlines())) <= 104
    with pytest.raises(RegisterExistsError):
        add_register(tmp_path, MODEL, language)
