# SPDX-License-Identifier: EUPL-1.2
"""The example dossier is sound: its files can be read, its results are those the script writes, and it says that it is an example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from examples import make_example
from tests.repository import ROOT, files

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.dossier.answers import read_answers
from adhere.dossier.evaluations import read_evaluations
from adhere.dossier.requestchecks import StandingRequest, standing_requests
from adhere.dossier.requests import read_requests
from adhere.dossier.watch import read_watch
from adhere.forms.library import form

DOSSIER = ROOT / "examples" / "dossier"
MODEL = "voorbeeld-8b"
TODAY = date(2026, 11, 22)
LEFT_OPEN = {"decision_rationale", "data_bias", "training_energy_method"}
WRITTEN = [
    name for name in files() if name.is_relative_to("examples/dossier/models") and name.suffix != ".json"
]


@pytest.mark.parametrize(
    ("model", "forms"), [(MODEL, {"mdf", "summary"}), ("voorbeeld-400b", {"notification"})]
)
def test_the_answers_can_be_read(model: str, forms: set[str]):
    stated = read_answers(DOSSIER, model)
    assert [(finding.rule.id, finding.place) for finding in stated.findings] == []
    assert set(stated.by_form) == forms


def test_what_is_left_open_on_purpose_is_not_answered_and_nothing_drafts_it():
    answered = read_answers(DOSSIER, MODEL).by_form["mdf"]
    undrafted = {field.id for field in form("mdf").fields if not field.drafts}
    assert undrafted - set(answered) == LEFT_OPEN


def test_evidence_and_texts_are_there():
    answers = read_answers(DOSSIER, MODEL).by_form["mdf"].values()
    evidence = [one for answer in answers for one in answer.evidence]
    assert evidence
    assert [one.file for one in evidence if one.sha256 is None] == []


def test_one_request_waits_for_its_answer():
    assert [found for read in read_requests(DOSSIER, MODEL) for found in read.findings] == []
    waiting = [
        one
        for one in standing_requests(DOSSIER, MODEL, TODAY)
        if isinstance(one, StandingRequest) and one.state.waiting
    ]
    assert [one.due.day for one in waiting] == [date(2026, 12, 3)]


def test_the_watch_list_can_be_read():
    read = read_watch(DOSSIER, MODEL)
    assert read.findings == ()
    assert len(read.watch.items) == 2


def test_the_results_in_the_dossier_are_those_the_script_writes(tmp_path: Path):
    make_example.write_results(tmp_path)
    kept = {path.name: path.read_bytes() for path in make_example.RESULTS.iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_the_results_are_read_as_what_they_are():
    found = read_evaluations(DOSSIER, DOSSIER / "models" / MODEL)
    assert found.findings == []

    def brief(one: EvaluationResult) -> tuple[str, str, str, int | None]:
        return one.harness, one.task, str(one.value), one.samples

    assert [brief(one) for one in found.results] == [
        ("Inspect", "voorbeeld-bronnen", "0.83", 200),
        ("lm-evaluation-harness", "voorbeeld_regels", "0.714", 1000),
        ("lm-evaluation-harness", "voorbeeld_samenvatten", "0.652", 500),
    ]


@pytest.mark.parametrize("name", WRITTEN, ids=str)
def test_every_file_says_that_it_is_an_example(name: Path):
    text = (ROOT / name).read_text(encoding="utf-8").lower()
    assert "example" in text or "voorbeeld)" in text
