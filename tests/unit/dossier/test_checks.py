# SPDX-License-Identifier: EUPL-1.2
"""The checks of a dossier: clocks and open questions, beside what is wrong with the file."""

from datetime import date
from pathlib import Path

import pytest

from adhere.dossier.checks import Checked, check
from adhere.dossier.layout import NotADossierError
from adhere.dossier.portfolio import load
from adhere.law.library import Law

HEAD = (
    "format: adhere/dossier/1\n"
    "provider: {name: Example, established_in: NL, size: large}\n"
    "stated: {who: A. Person, when: 2026-03-01}\n"
    "models:\n  example:\n    statements:\n"
)
SYSTEMIC = (
    "      generality.assessed: general\n"
    "      modalities.generated: [language]\n"
    "      compute.training.cumulative: 3e25\n"
    "      compute.training.operations: 3e25\n"
    "      market.placed_on: 2026-05-04\n"
    "      systemic_risk.condition_met_on: 2026-03-02\n"
)


def checked(folder: Path, statements: str, on: date = date(2026, 11, 22)) -> Checked:
    (folder / "adhere.yaml").write_text(HEAD + statements, encoding="utf-8")
    return check(load(folder, on), Law(), on)


def rule_ids(outcome: Checked) -> set[str]:
    return {finding.rule.id for finding in outcome.all_findings}


@pytest.mark.parametrize(
    ("statements", "on", "rule"),
    [
        (SYSTEMIC, date(2026, 3, 10), "ADH-DOS-032"),
        (SYSTEMIC, date(2026, 11, 22), "ADH-DOS-031"),
        (SYSTEMIC + "      systemic_risk.notified_on: 2026-04-20\n", date(2026, 11, 22), "ADH-DOS-033"),
        (SYSTEMIC.rsplit("      systemic_risk", 1)[0], date(2026, 11, 22), "ADH-DOS-034"),
    ],
)
def test_the_clock_of_the_notification_is_told(tmp_path: Path, statements: str, on: date, rule: str) -> None:
    outcome = checked(tmp_path, statements, on)
    assert rule in rule_ids(outcome)
    told = next(finding for finding in outcome.all_findings if finding.rule.id == rule)
    assert told.rule.provision == "aia:art-52.1"
    assert "{" not in told.wrong("nl") + told.why("nl") + told.remedy("nl")


PLACED = "      market.placed_on: 2026-05-04\n"


@pytest.mark.parametrize(
    ("statements", "rule", "provision"),
    [
        ("      market.excluded_from_union: true\n" + PLACED, "ADH-DOS-024", "gpai-guidelines:sec-3.1"),
        ("      purpose.scientific_research_only: true\n" + PLACED, "ADH-DOS-025", "aia:art-2.6"),
        (SYSTEMIC.replace(": general", ": narrow"), "ADH-DOS-026", "gpai-guidelines:sec-2.1"),
        (SYSTEMIC.replace("3e25", "1e20"), "ADH-DOS-026", "gpai-guidelines:sec-2.1"),
    ],
)
def test_statements_that_do_not_go_together_are_told(
    tmp_path: Path, statements: str, rule: str, provision: str
) -> None:
    (told,) = [finding for finding in checked(tmp_path, statements).all_findings if finding.rule.id == rule]
    assert (told.rule.severity, told.rule.provision) == ("warning", provision)
    assert told.place.line is not None
    assert "{" not in told.wrong("nl") + told.why("nl") + told.remedy("nl")


@pytest.mark.parametrize(
    "statements",
    [
        "      market.excluded_from_union: false\n      purpose.scientific_research_only: false\n" + PLACED,
        "      market.excluded_from_union: true\n",
        "      purpose.scientific_research_only: true\n      market.placed_on: 2027-01-01\n",
        SYSTEMIC,
    ],
)
def test_statements_that_go_together_are_not(tmp_path: Path, statements: str) -> None:
    assert rule_ids(checked(tmp_path, statements)) & {f"ADH-DOS-02{digit}" for digit in "456"} == set()


@pytest.mark.parametrize(
    ("provider", "fact", "under"),
    [
        ("{name: X}", "provider.established_in", True),
        ("{name: X, established_in: NO}", "provider.established_in_union", False),
    ],
)
def test_a_question_on_the_provider_names_the_field_people_fill_in(
    tmp_path: Path, provider: str, fact: str, under: bool
) -> None:
    (tmp_path / "adhere.yaml").write_text(
        f"format: adhere/dossier/1\nprovider: {provider}\nmodels:\n  m:\n    statements:\n"
        "      generality.assessed: general\n" + PLACED,
        encoding="utf-8",
    )
    on = date(2026, 11, 22)
    questions = [
        found for found in check(load(tmp_path, on), Law(), on).all_findings if found.rule.id == "ADH-DOS-030"
    ]
    (told,) = [found for found in questions if str(found.values["fact"]).startswith("provider.established")]
    assert told.values["fact"] == fact
    assert ("the field established_in under provider" in told.remedy("en")) is under


def test_a_notification_in_time_is_no_finding(tmp_path: Path) -> None:
    outcome = checked(tmp_path, SYSTEMIC + "      systemic_risk.notified_on: 2026-03-12\n")
    assert rule_ids(outcome) & {f"ADH-DOS-03{digit}" for digit in "1234"} == set()


def test_open_questions_name_the_fact_and_who_can_know_it(tmp_path: Path) -> None:
    outcome = checked(tmp_path, "      market.placed_on: 2026-05-04\n")
    questions = [finding for finding in outcome.all_findings if finding.rule.id == "ADH-DOS-030"]
    assert questions
    assert all(str(question.values["fact"]) in question.remedy("nl") for question in questions)
    assert all(question.rule.severity == "warning" for question in questions)


def test_a_stated_answer_closes_its_question(tmp_path: Path) -> None:
    def asked(statements: str) -> set[object]:
        return {finding.values.get("fact") for finding in checked(tmp_path, statements).all_findings}

    assert "market.placed_on" in asked("")
    assert "market.placed_on" not in asked("      market.placed_on: 2026-05-04\n")


def test_a_dossier_may_be_named_by_its_file(tmp_path: Path) -> None:
    checked(tmp_path, "")
    assert load(tmp_path / "adhere.yaml", date(2026, 11, 22)).models[0].id == "example"


def test_a_folder_named_adhere_yaml_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "adhere.yaml").mkdir()
    with pytest.raises(NotADossierError) as caught:
        load(tmp_path, date(2026, 11, 22))
    assert caught.value.reason.nl == "het is een map, geen bestand"


def test_nothing_at_all_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "gone", date(2026, 11, 22))
