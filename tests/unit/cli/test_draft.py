# SPDX-License-Identifier: EUPL-1.2
"""``adhere draft`` shows what is filled in and asks for the rest, in text and in JSON, for everybody or one recipient."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.running import adhere, dossier, model_folder
from tests.unit.cli.test_contracts import faults

from adhere.forms.form import RECIPIENTS
from adhere.forms.library import known_forms

ON = ("--on", "2026-11-22")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return model_folder(tmp_path / "model")


def drafted(path: Path, *options: str) -> Any:
    return adhere("draft", path, *ON, "--format", "json", *options).json()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", known_forms())
def test_every_form_keeps_the_contract(tmp_path: Path, form: str, language: str) -> None:
    document = drafted(dossier(tmp_path), "--form", form, "--lang", language)

    assert faults("adhere-draft", document) == []
    assert document["models"][0]["form"] == form


def test_rows_say_what_they_rest_on(model: Path) -> None:
    rows = {row["row"]: row for row in drafted(model)["models"][0]["rows"]}
    size = rows["total_model_size"]

    assert (size["state"], size["basis"], size["facts"]) == ("answered", "derived", ["parameters.total"])
    assert size["sources"][0]["file"] == "config.json"
    assert "low" not in rows["total_model_size_range"]["value"]
    assert rows["intended_uses"]["state"] == "missing"


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_a_recipient_sees_only_what_is_theirs(model: Path, recipient: str) -> None:
    (one,) = drafted(model, "--for", recipient)["models"]

    assert all(recipient in row["recipients"] for row in one["rows"])
    assert all(recipient in ask["recipients"] for ask in one["asks"])
    assert (one["rows"] == []) is (recipient == "public")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("options", [(), ("--for", "authority"), ("--asks",), ("--form", "annex-xi")])
def test_the_text_fits_in_80_columns(tmp_path: Path, options: tuple[str, ...], language: str) -> None:
    ran = adhere("draft", dossier(tmp_path), *ON, *options, "--lang", language)

    assert ran.status == 0
    assert ran.err == ""
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert "{" not in ran.out


def test_the_text_shows_answers_with_basis_and_source_then_what_is_asked(model: Path) -> None:
    out = " ".join(adhere("draft", model, *ON).out.split())

    assert "derived: config.json" in out
    assert "Missing: " in out
    assert out.index("To be supplied") > out.index("derived: config.json")
    assert "without a dossier" in out
    assert "state market.placed_on in adhere.yaml" in out
    assert "Answer: provider.name in adhere.yaml" in out


def test_the_list_alone_has_no_answers(model: Path) -> None:
    out = adhere("draft", model, *ON, "--asks").out

    assert "To be supplied" in out
    assert "derived: config.json" not in out


def test_only_the_model_that_was_named_is_drafted(tmp_path: Path) -> None:
    path = dossier(tmp_path)
    text = (path / "adhere.yaml").read_text()
    (path / "adhere.yaml").write_text(f"{text}  another:\n    statements: {{}}\n")

    assert [one["id"] for one in drafted(path)["models"]] == ["example", "another"]
    assert [one["id"] for one in drafted(path, "--model", "another")["models"]] == ["another"]


def test_asks_on_a_composed_form_are_only_for_what_it_is_made_of(tmp_path: Path) -> None:
    (one,) = drafted(dossier(tmp_path), "--form", "annex-xii")["models"]

    assert "mdf:intended_uses" in [ask["field"] for ask in one["asks"]]
    assert "mdf:data_bias" not in [ask["field"] for ask in one["asks"]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--form", "mdff"), "Did you mean mdf?"),
        (("--model", "other"), "There is no model other"),
        (("--for", "everybody"), "everybody"),
    ],
)
def test_bad_usage_ends_with_status_2_and_says_what_there_is(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    ran = adhere("draft", dossier(tmp_path), *options)

    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_folder_that_is_not_there_ends_with_status_2(tmp_path: Path) -> None:
    assert adhere("draft", tmp_path / "nothing").status == 2


def test_an_error_in_the_answers_ends_with_status_1_and_loses_nothing(tmp_path: Path) -> None:
    path = dossier(tmp_path)
    (path / "models" / "example").mkdir(parents=True)
    answers = "format: adhere/answers/1\nform: mdf\nanswers: {nothing: 1, intended_uses: For text.}\n"
    (path / "models" / "example" / "mdf.yaml").write_text(answers)
    ran = adhere("draft", path, *ON)

    assert ran.status == 1
    assert "For text." in ran.out
    assert "Found on the way: 1 error" in " ".join(ran.out.split())


def test_a_dossier_that_cannot_be_read_says_so_and_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "adhere.yaml").write_text("provider: [\n")
    ran = adhere("draft", tmp_path, *ON)

    assert ran.status == 1
    assert "Found on the way: 1 error." in ran.out


def test_an_incident_goes_by_the_name_of_its_file(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    (root / "models/example").mkdir(parents=True)
    told = "format: adhere/answers/1\nform: serious-incident\nanswers: {harm: death}\n"
    for name in ("a", "b"):
        (root / f"models/example/serious-incident-{name}.yaml").write_text(told, encoding="utf-8")

    one = drafted(root, "--form", "serious-incident-a")["models"]
    every = drafted(root, "--form", "serious-incident")["models"]
    wrong = adhere("draft", root, *ON, "--form", "serious-incident-c")

    assert [model["key"] for model in one] == ["serious-incident-a"]
    assert [model["key"] for model in every] == ["serious-incident-a", "serious-incident-b"]
    assert (wrong.status, "serious-incident-b" in wrong.err) == (2, True)
