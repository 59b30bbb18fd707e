# SPDX-License-Identifier: EUPL-1.2
"""Drift of a real dossier: files, answers, evidence, law and watch list are changed, and exactly that is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from tests.unit.dossier.upkept import ANSWERS, TODAY, change_config, dossier, issue, write

from adhere.dossier.documentation import documented
from adhere.dossier.drift import Today, drift_since, provisions_of
from adhere.dossier.issued import issued
from adhere.dossier.portfolio import load
from adhere.dossier.upkeep import filled_forms, upkeep_findings
from adhere.dossier.watch import read_watch
from adhere.forms.form import MAIN_FORM
from adhere.forms.library import form, known_forms
from adhere.kernel.finding import Finding
from adhere.law.library import Law

WATCH = "models/example/watch.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return dossier(tmp_path)


def kinds(root: Path, on: date = TODAY, form_id: str = MAIN_FORM) -> list[str]:
    portfolio = load(root, on)
    (model,) = portfolio.models
    filled = documented(model, portfolio, None, on, [form_id]).filled
    watch = read_watch(root, "example").watch
    today = Today(root=root, model="example", facts=model.facts, filled=filled, watch=watch, law=Law(), on=on)
    return [one.kind for one in drift_since(issued(root, "example", form_id), today).stale]


def findings(root: Path, on: date = TODAY) -> list[Finding]:
    portfolio, law = load(root, on), Law()
    (model,) = portfolio.models
    found = upkeep_findings(root, model, law, on, partial(filled_forms, model, portfolio, on))
    assert all("{" not in one.wrong("nl") + one.why("nl") + one.remedy("nl") for one in found)
    return list(found)


def ids(root: Path, on: date = TODAY) -> list[str]:
    return [found.rule.id for found in findings(root, on)]


def test_what_was_never_issued_says_so(root: Path):
    assert kinds(root) == ["never-issued"]


def test_what_was_issued_this_month_and_left_alone_is_up_to_date(root: Path):
    issue(root)
    assert kinds(root) == []


@pytest.mark.parametrize("form_id", ["annex-xii", "summary"])
def test_every_form_can_drift(root: Path, form_id: str):
    issue(root, form=form_id)
    assert kinds(root, form_id=form_id) == []


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "another context": (lambda root: change_config(root, max_position_embeddings=4096), ["fact", "source"]),
    "other words": (
        lambda root: write(root / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Reading")),
        ["statement"],
    ),
    "an answer more": (
        lambda root: write(root / "models/example/mdf.yaml", ANSWERS + "  training_design: Steps.\n"),
        ["statement"],
    ),
    "an answer less": (
        lambda root: write(
            root / "models/example/mdf.yaml", ANSWERS.split("  intended")[0][:-9] + "answers: {}\n"
        ),
        ["statement"],
    ),
    "a file that says the same": (lambda root: change_config(root, torch_dtype="bfloat16"), ["source"]),
    "another day of placing": (
        lambda root: write(
            root / "adhere.yaml", (root / "adhere.yaml").read_text("utf-8").replace("05-04", "05-05")
        ),
        ["fact"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_dossier_is_told_as_what_it_is(root: Path, change: str):
    issue(root)
    make, expected = CHANGES[change]
    make(root)
    assert kinds(root) == expected


def test_evidence_that_changed_vanished_or_leads_out_of_the_dossier_is_told(root: Path):
    report = write(root / "models/example/evidence/report.txt", "measured")
    evidence = "  training_design:\n    value: Steps.\n    evidence: [evidence/report.txt]\n"
    write(root / "models/example/mdf.yaml", ANSWERS + evidence)
    issue(root)
    assert kinds(root) == []
    write(report, "measured again")
    assert "evidence-changed" in kinds(root)
    report.unlink()
    assert "evidence-gone" in kinds(root)
    outside = write(root.parent / "report.txt", "measured")
    report.symlink_to(outside)
    assert "evidence-gone" in kinds(root)
    assert hashlib.sha256(b"measured").hexdigest() == hashlib.sha256(outside.read_bytes()).hexdigest()


def test_the_law_that_changed_is_told_until_a_review_says_that_somebody_looked(root: Path):
    issue(root, on=date(2026, 7, 1))
    assert kinds(root, date(2026, 7, 26)) == []
    assert kinds(root, date(2026, 7, 27)) == ["law"]
    review = "format: adhere/watch/1\nreview: {done: [{on: 2026-07-27, by: A. Person}]}\n"
    write(root / WATCH, review)
    assert kinds(root, date(2026, 7, 28)) == []


def test_a_version_of_the_form_that_is_no_longer_the_newest_is_told(root: Path):
    newest = form("mdf")
    early = date.fromordinal(newest.valid_from.toordinal() - 1)
    issue(root, on=early, change=lambda record: replace(record, form_version="draft"))
    assert "form" in kinds(root, TODAY)


def test_a_clock_before_the_last_issue_is_told(root: Path):
    issue(root)
    assert "clock" in kinds(root, date(2026, 11, 1))


def test_every_packaged_form_rests_on_provisions_the_data_know():
    law = Law()
    for form_id in known_forms():
        provisions = provisions_of(form(form_id))
        assert any(name.partition(".")[0] in law.article_names for name in provisions), form_id
    assert "aia:art-56.6" in provisions_of(form("mdf"))


def test_a_dossier_without_issues_watch_list_or_requests_has_no_findings_of_upkeep(root: Path):
    assert ids(root) == []


def test_check_hears_of_issues_watch_lists_and_requests_at_once(root: Path):
    issue(root, 2)
    change_config(root, max_position_embeddings=4096)
    item = "what: new-channel, text: A partner, noticed: 2026-10-01, by: A. Person, look_again: 2026-11-01"
    write(root / WATCH, f"format: adhere/watch/1\nitems: [{{{item}}}]\n")
    asked = "from: {organisation: A (example), kind: downstream}\nlegal_basis: aia:art-53.1.b\npurpose: Use\n"
    fields = "received: 2026-11-01\nfields: [mdf:training_design]\n"
    write(root / "models/example/requests/a.yaml", f"format: adhere/request/1\n{asked}{fields}")
    found = ids(root)
    assert found == ["ADH-DOS-061", "ADH-DOC-050", "ADH-DOC-055", "ADH-DOC-063", "ADH-DOC-065", "ADH-DOC-069"]


def test_what_is_asked_and_not_answered_is_told_from_the_answers_of_today(root: Path):
    asked = "from: {organisation: A (example), kind: office}\nlegal_basis: aia:art-91.1\npurpose: Use\n"
    fields = "received: 2026-11-20\ndue: 2026-12-20\nfields: [training_design]\n"
    write(root / "models/example/requests/a.yaml", f"format: adhere/request/1\n{asked}{fields}")
    assert ids(root) == ["ADH-DOC-070"]


def test_a_record_that_cannot_be_read_is_a_finding_of_check(root: Path):
    issue(root)
    write(root / "issued/example/mdf/0001/record.json", "{")
    assert ids(root) == ["ADH-DOS-060"]
