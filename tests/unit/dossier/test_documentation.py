# SPDX-License-Identifier: EUPL-1.2
"""The documentation of a model: facts, answers and results together, for a dossier and for a bare model folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.unit.cli.running import CONFIG
from tests.unit.documentation.evaluations.logs import HARNESS, INSPECT

from adhere.dossier import evaluations
from adhere.dossier.answering import FIELDS_OF_PROVIDER
from adhere.dossier.checks import Checked, check
from adhere.dossier.documentation import Documented, documented
from adhere.dossier.evaluations import read_evaluations
from adhere.dossier.portfolio import load
from adhere.dossier.schema import Provider
from adhere.forms.completeness import State
from adhere.forms.library import UnknownFormError
from adhere.forms.views import all_rows
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.law.library import Law

ON = date(2026, 11, 22)
ADHERE = """\
format: adhere/dossier/1
provider: {name: "Example provider", established_in: NL}
stated: {who: "A. Person", when: 2026-11-02}
models:
  example:
    name: "Example One"
    artefacts: model
    statements:
      market.placed_on: 2026-03-16
      compute.training.operations: 4e23
      compute.training.cumulative: 4e23
      modalities.output: [text]
      publication.weights: false
"""
MDF = 'format: adhere/answers/1\nform: mdf\nanswers:\n  intended_uses: "For text."\n  release_date: 2026-03-16\n'


@dataclass
class Dossier:
    root: Path

    def write(self, name: str, content: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def documented(self, *forms: str) -> Documented:
        portfolio = load(self.root, ON)
        return documented(portfolio.models[0], portfolio, None, ON, forms or None)

    def checked(self) -> Checked:
        return check(load(self.root, ON), Law(), ON, documentation=True)

    def rules(self) -> list[str]:
        return [finding.rule.id for finding in self.checked().all_findings]


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = Dossier(tmp_path / "dossier")
    made.write("adhere.yaml", ADHERE)
    made.write("model/config.json", json.dumps(CONFIG))
    return made


def states(documentation: Documented, key: str) -> dict[str, State]:
    return {row.row.id: row.state for row in all_rows(documentation.filled[key])}


def test_facts_and_statements_fill_a_form_together(dossier: Dossier) -> None:
    dossier.write("models/example/mdf.yaml", MDF)
    answers = dossier.documented("mdf").filled["mdf"].answers

    assert answers["intended_uses"].value == plain("For text.")
    assert answers["union_market_release_date"].value == date(2026, 3, 16)
    assert answers["total_model_size"].facts == ("parameters.total",)
    assert answers["intended_uses"].sources[0].who == "A. Person"


def test_the_name_in_the_dossier_leads_over_that_in_the_files(dossier: Dossier) -> None:
    dossier.write("model/README.md", "# Another Name\n\nWords.\n")
    answer = dossier.documented("mdf").filled["mdf"].answers["model_name"]

    assert answer.value == plain("Example One")
    assert "Another Name" in answer.note.en


def test_every_form_in_force_is_filled_and_knows_the_others(dossier: Dossier) -> None:
    filled = dossier.documented().filled

    of_the_law = {"mdf", "annex-xi", "annex-xii", "summary", "notification"}
    assert set(filled) == of_the_law | {"framework", "model-report", "copyright-policy"}
    assert filled["annex-xi"].answer("mdf:total_model_size") is not None
    assert states(dossier.documented(), "annex-xi")


def test_a_form_brings_those_it_is_made_up_of(dossier: Dossier) -> None:
    assert list(dossier.documented("annex-xii").filled) == ["mdf", "annex-xii"]


def test_a_form_nobody_knows_is_an_error_of_the_caller(dossier: Dossier) -> None:
    with pytest.raises(UnknownFormError):
        dossier.documented("mdff")


def test_sections_hang_on_the_law(dossier: Dossier) -> None:
    assert dossier.documented("annex-xi").filled["annex-xi"].criteria == {
        "criterion:systemic-risk": Truth.UNKNOWN
    }
    dossier.write("adhere.yaml", ADHERE + "      systemic_risk.designated: true\n")
    assert dossier.documented("annex-xi").filled["annex-xi"].criteria == {
        "criterion:systemic-risk": Truth.YES
    }


def test_each_incident_is_a_form_of_its_own(dossier: Dossier) -> None:
    for name in ("one", "two"):
        head = "format: adhere/answers/1\nform: serious-incident\nanswers: {}\n"
        dossier.write(f"models/example/serious-incident-{name}.yaml", head)

    assert {"serious-incident-one", "serious-incident-two"} <= dossier.documented().filled.keys()
    assert "serious-incident" not in dossier.documented().filled
    assert set(dossier.documented("serious-incident").filled) == {
        "serious-incident",
        "serious-incident-one",
        "serious-incident-two",
    }


def test_a_bare_model_folder_is_documented_from_its_files(dossier: Dossier) -> None:
    portfolio = load(dossier.root / "model", ON)
    filled = documented(portfolio.models[0], portfolio, None, ON).filled

    assert filled["mdf"].answers["total_model_size"].place is None
    assert "provider_legal_name" not in filled["mdf"].answers


def test_what_is_missing_is_asked_in_one_order(dossier: Dossier) -> None:
    asked = [ask.id for ask in dossier.documented("mdf").asks]

    assert "mdf:intended_uses" in asked
    assert "mdf:total_model_size" not in asked
    dossier.write("models/example/mdf.yaml", MDF)
    assert "mdf:intended_uses" not in [ask.id for ask in dossier.documented("mdf").asks]


# Results of evaluations.


def test_results_in_any_folder_below_become_entries_of_annex_xi(dossier: Dossier) -> None:
    dossier.write("models/example/evaluations/a/results.json", json.dumps(HARNESS))
    dossier.write("models/example/evaluations/log.json", json.dumps(INSPECT))
    dossier.write("models/example/evaluations/samples_x.jsonl", "{")
    dossier.write("models/example/evaluations/notes.md", "x")
    dossier.write("models/example/evaluations/.hidden/x.json", "{")
    found = dossier.documented("annex-xi")

    assert {(one.rule.id, one.place.file) for one in found.own_findings} == {
        ("ADH-DOC-025", "models/example/evaluations/a/results.json"),
        ("ADH-DOC-025", "models/example/evaluations/log.json"),
    }
    entries = found.filled["annex-xi"].answers["evaluation_results"].value
    assert len(entries) == len(found.evaluations.results) == 6
    assert {source.file for source in found.filled["annex-xi"].answers["evaluation_results"].sources} == {
        "models/example/evaluations/a/results.json",
        "models/example/evaluations/log.json",
    }


def test_files_of_results_beyond_a_number_are_told(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluations, "FILES_LIMIT", 1)
    for name in ("a", "b"):
        dossier.write(f"models/example/evaluations/{name}.json", json.dumps(INSPECT))
    found = read_evaluations(dossier.root, dossier.root / "models" / "example", ["example-8b"])

    assert [finding.rule.id for finding in found.findings] == ["ADH-DOS-056"]
    assert len(found.results) == 1


def test_results_outside_the_dossier_are_not_read(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text(json.dumps(INSPECT))
    dossier.write("models/example/evaluations/a.json", "{}")
    (dossier.root / "models/example/evaluations/b.json").symlink_to(tmp_path / "outside.json")
    (dossier.root / "models/example/evaluations/c.json").symlink_to(dossier.root / "nothing.json")
    found = read_evaluations(dossier.root, dossier.root / "models" / "example")

    assert [finding.rule.id for finding in found.findings] == ["ADH-DOC-003", "ADH-DOS-044", "ADH-DOS-057"]
    assert found.results == []


# Findings in check.


def test_forms_that_are_owed_and_that_nobody_answered_are_told_once_each(dossier: Dossier) -> None:
    told = [
        finding.place.file for finding in dossier.checked().all_findings if finding.rule.id == "ADH-DOC-020"
    ]

    assert told == ["models/example/mdf.yaml", "models/example/summary.yaml"]


def test_a_form_somebody_answered_is_told_field_by_field(dossier: Dossier) -> None:
    dossier.write("models/example/mdf.yaml", MDF)
    found = dossier.checked().all_findings

    assert "models/example/mdf.yaml" not in [f.place.file for f in found if f.rule.id == "ADH-DOC-020"]
    missing = [finding for finding in found if finding.rule.id == "ADH-FRM-050"]
    assert any("training_design" in finding.wrong("en") for finding in missing)


def test_a_bare_model_folder_gets_no_findings_on_forms(dossier: Dossier) -> None:
    found = check(load(dossier.root / "model", ON), Law(), ON, documentation=True).all_findings

    assert not [finding for finding in found if finding.rule.id.startswith(("ADH-DOC", "ADH-FRM"))]


def test_mistakes_in_answers_and_results_are_findings_of_check(dossier: Dossier) -> None:
    dossier.write("models/example/mdff.yaml", MDF)
    dossier.write("models/example/evaluations/x.json", "{")
    dossier.write("models/exampel/mdf.yaml", MDF)
    rules = dossier.rules()

    assert {"ADH-DOS-041", "ADH-DOC-001", "ADH-DOS-055"} <= set(rules)
    assert rules.count("ADH-DOC-001") == 1


def test_the_fields_of_the_provider_are_those_of_the_schema() -> None:
    assert tuple(Provider.model_fields) == FIELDS_OF_PROVIDER


CUMULATIVE = "      compute.training.cumulative: 4e23\n"


@pytest.mark.parametrize(
    ("answer", "cumulative", "agrees"),
    [
        ("5.8e25", "4e23", False),
        ("1.1e25", "1.2e25", True),
        ("1.0e25", "1.2e25", False),
        ("1.0e25", "4e23", True),
    ],
)
def test_the_form_and_the_classification_lie_on_one_side_of_the_threshold(
    dossier: Dossier, answer: str, cumulative: str, *, agrees: bool
) -> None:
    dossier.write("adhere.yaml", ADHERE.replace("cumulative: 4e23", f"cumulative: {cumulative}"))
    dossier.write("models/example/mdf.yaml", f"{MDF}  training_compute: {{value: {answer}, why: measured}}\n")
    told = [one for one in dossier.documented("mdf").findings if one.rule.id == "ADH-DOC-021"]

    assert [one.rule.severity for one in told] == ([] if agrees else ["error"])
    assert dossier.rules().count("ADH-DOC-021") == len(told)


def test_where_the_cumulative_amount_is_open_the_amount_below_it_decides(dossier: Dossier) -> None:
    dossier.write("adhere.yaml", ADHERE.replace(CUMULATIVE, ""))
    dossier.write("models/example/mdf.yaml", MDF + "  training_compute: {value: 5.8e25, why: measured}\n")
    (told,) = [one for one in dossier.documented("mdf").findings if one.rule.id == "ADH-DOC-021"]

    assert "compute.training.operations: 4" in told.wrong("en")
    assert "{" not in told.wrong("nl") + told.remedy("nl")


def test_a_first_release_after_the_placing_on_the_market_is_an_error_and_in_the_future_a_warning(
    dossier: Dossier,
) -> None:
    dossier.write("models/example/mdf.yaml", MDF.replace("2026-03-16", "2027-03-16"))
    told = {one.rule.id: one.rule.severity for one in dossier.checked().all_findings}

    assert (told["ADH-FRM-066"], told["ADH-FRM-067"]) == ("error", "warning")
    dossier.write("models/example/mdf.yaml", MDF)
    assert not {"ADH-FRM-066", "ADH-FRM-067"} & set(dossier.rules())
