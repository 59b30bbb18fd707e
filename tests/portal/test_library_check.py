# SPDX-License-Identifier: EUPL-1.2
"""What applies to a model: the verdicts of the page are those that ``adhere classify`` gives of the dossier it offers."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from lxml import html

from adhere.dossier.checks import check
from adhere.dossier.portfolio import load
from adhere.law.library import Law
from adhere.models.classification import Classification
from adhere.models.notification import notification
from adhere.portal.library.check.answers import answered, askable
from adhere.portal.library.check.views import classified

pytestmark = pytest.mark.django_db
DAY = "2026-12-01"
GENERAL = {
    "compute.training.operations": "3.8e24",
    "modalities.generated": "language",
    "market.placed_on": "2026-03-01",
    "provider.established_in": "NL",
    "provider.size": "small",
}
OPEN = {
    "licence.free_and_open_source": "yes",
    "distribution.monetised": "no",
    "publication.weights": "yes",
    "publication.architecture": "yes",
    "publication.usage": "yes",
}
SETS: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "all unknown": dict.fromkeys(("modalities.narrow_task", "market.placed_on", "provider.size"), "unknown"),
    "general": GENERAL,
    "open source": {**GENERAL, **OPEN},
    "open source for money": {**GENERAL, **OPEN, "distribution.monetised": "yes"},
    "systemic": {**GENERAL, "compute.training.cumulative": "2e25"},
    "systemic open source": {**GENERAL, **OPEN, "systemic_risk.designated": "yes"},
    "systemic, argued against": {**GENERAL, "compute.training.cumulative": "2e25", "systemic_risk.arguments_accepted": "yes"},
    "outside the Union": {**GENERAL, "provider.established_in": "US", "provider.representative_appointed": "no"},
    "before the rules": {**GENERAL, "market.placed_on": "2025-03-01"},
    "narrow": {"modalities.narrow_task": "yes", "generality.assessed": "narrow", "compute.training.operations": "5e22"},
    "impossible compute": {**GENERAL, "compute.training.operations": "5e25", "compute.training.cumulative": "1e24"},
    "changed": {"modification.of_anothers_model": "yes", "modification.above_one_third": "yes", "market.placed_on": "2026-03-01"},
}  # fmt: skip


def query(answers: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"on": DAY, **answers})
    return data


def told(outcome: Classification) -> Any:
    """Return everything that is decided, but not where an answer was read."""
    clock = notification(outcome)
    verdicts = (
        outcome.general_purpose,
        outcome.presumed,
        outcome.systemic_risk,
        outcome.exempt,
        outcome.provider,
        outcome.modifier,
    )
    return (
        [(one.truth, [reason.text for reason in outcome.because(one.reasons)]) for one in verdicts],
        [(one.norm.id, one.applies, one.start, [x.id for x in one.exceptions], one.open_atoms) for one in outcome.obligations],
        [(one.fact, one.open) for one in outcome.questions],
        (clock.status, clock.trigger, clock.deadline),
    )  # fmt: skip


@pytest.fixture
def unpacked(visitor: Any, tmp_path: Path) -> Any:
    def take(answers: dict[str, Any], language: str = "en") -> Path:
        answer = visitor.post(f"/{language}/check/dossier/", {"on": DAY, **answers})
        assert answer.status_code == 200
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            file.extractall(tmp_path)
        return tmp_path

    return take


@pytest.mark.parametrize("name", SETS)
def test_the_verdicts_are_those_of_the_dossier(unpacked: Any, name: str) -> None:
    folder = unpacked(SETS[name])
    (model,) = check(load(folder, date.fromisoformat(DAY)), Law(), date.fromisoformat(DAY)).models
    outcome = classified(answered(query(SETS[name])), date.fromisoformat(DAY))
    assert told(outcome) == told(model.classification)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["open source", "systemic", "all unknown"])
def test_the_page_shows_what_adhere_classify_says(
    visitor: Any, unpacked: Any, name: str, language: str
) -> None:
    folder = unpacked(SETS[name], language)
    command = [
        sys.executable,
        "-m",
        "adhere",
        "classify",
        str(folder),
        "--on",
        DAY,
        "--format",
        "json",
        "--lang",
        language,
    ]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=120)
    said = json.loads(ran.stdout)["models"][0]
    answer = visitor.post(f"/{language}/check/", {"on": DAY, "known": "1", **SETS[name]})
    root = html.fromstring(answer.content.decode())
    words = {
        "nl": {"yes": "Ja", "no": "Nee", "unknown": "Niet bekend"},
        "en": {"yes": "Yes", "no": "No", "unknown": "Not known"},
    }[language]
    if name == "all unknown":
        assert not root.xpath("//table")
        assert len(said["questions"]) > 5
        return
    shown = root.xpath("//tbody/tr/td[1]/span/text()")
    keys = ("gpai", "systemic_risk", "open_source_exemption", "provider")
    assert shown == [words[said[key]["verdict"]] for key in keys]
    whole = " ".join(root.xpath("string(//main)").split())
    for key in keys:
        for reason in said[key]["because"]:
            assert " ".join(reason["text"].split()) in whole
    for one in said["obligations"]:
        assert " ".join(one["content"].split()) in whole, one["id"]


def test_a_question_on_the_page_tells_nothing_of_the_files_of_a_dossier(visitor: Any) -> None:
    page = visitor.post("/nl/check/", {"all": "1"}).content.decode()
    assert 'name="provider.established_in"' in page
    assert "(established_in)" not in page
    assert "zoals 2026-03-01" not in page  # the field takes a day by itself


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_of_the_law_can_be_answered(visitor: Any, language: str) -> None:
    met: set[str] = set()
    answers: dict[str, str] = {}
    for _ in range(12):
        root = html.fromstring(
            visitor.post(f"/{language}/check/", {"all": "1", "on": DAY, **answers}).content.decode()
        )
        assert len(root.xpath("//h1")) == 1
        assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))
        names = set(root.xpath("//form[@method='post']//input[@name != 'on']/@name"))
        met |= names
        assert names <= set(askable())
        if not names - set(answers):
            break
        answers |= {
            name: "yes"
            for name in names - set(answers)
            if root.xpath(f"//input[@name='{name}'][@type='radio'][@value='yes']")
        }
        answers |= {"market.placed_on": "2026-01-01", "provider.established_in": "US"}
    assert {"market.placed_on", "provider.established_in", "licence.free_and_open_source"} <= met


def test_an_answer_stays_in_the_form_and_a_question_answered_is_asked_no_more(visitor: Any) -> None:
    root = html.fromstring(visitor.post("/en/check/", {"on": DAY, **SETS["open source"]}).content.decode())
    assert root.xpath("//details//input[@name='licence.free_and_open_source'][@checked]/@value") == ["yes"]
    assert root.xpath("//input[@name='compute.training.operations']/@value") == ["3.8e24"]
    assert len(root.xpath("//input[@name='compute.training.operations']")) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("compute.training.operations", "many"),
        ("compute.training.operations", "-1"),
        ("compute.training.operations", "NaN"),
        ("compute.training.operations", "9" * 199),
        ("compute.training.operations", "1e999"),
        ("market.placed_on", "soon"),
        ("market.placed_on", "2026-02-30"),
        ("provider.established_in", "XX"),
        ("provider.established_in", "<script>"),
        ("provider.size", "vast"),
        ("modalities.generated", "smell"),
        ("modalities.narrow_task", "perhaps"),
        ("modalities.narrow_task", "\x00\u202e"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_counts_for_nothing(
    visitor: Any, language: str, field: str, value: str
) -> None:
    answer = visitor.post(f"/{language}/check/", {"on": DAY, field: value})
    if answer.status_code == 200:
        assert value == "1e999"
        return
    root = html.fromstring(answer.content.decode())
    assert answer.status_code == 422
    assert root.xpath(f"//div[@class='errors']//a[@href='#{field}']")
    assert root.xpath(f"//*[@id='{field}-error']")
    assert "<script>" not in answer.content.decode()
    assert not answered(query({field: value})).facts
    assert visitor.post(f"/{language}/check/dossier/", {"on": DAY, field: value}).status_code == 422


def test_nothing_is_kept_and_nothing_asks_the_database(visitor: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = visitor.post("/nl/check/", {"on": DAY, **GENERAL})
        visitor.post("/nl/check/dossier/", {"on": DAY, **GENERAL})
    assert not answer.cookies


def test_a_link_can_hold_answers(visitor: Any) -> None:
    posted = visitor.post("/en/check/", {"on": DAY, **GENERAL}).content
    assert b"Duties of which it is not known" in posted
    assert b"Duties of which it is not known" in visitor.get("/en/check/", {"on": DAY, **GENERAL}).content


def test_the_dossier_says_what_was_answered_and_asks_the_rest(unpacked: Any) -> None:
    text = (unpacked({**GENERAL, **OPEN}, "nl") / "adhere.yaml").read_text(encoding="utf-8")
    for line in (
        '  established_in: "NL"',
        '  size: "small"',
        "      market.placed_on: 2026-03-01",
        "      publication.weights: true",
        '      modalities.generated: ["language"]',
    ):
        assert line in text.splitlines()
    assert "      # capabilities.high_impact: false" in text.splitlines() or "# " in text
