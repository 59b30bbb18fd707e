# SPDX-License-Identifier: EUPL-1.2
"""The JSON of the commands on documentation against the JSON Schemas that document it, on dossiers with much in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.running import adhere, model_folder
from tests.unit.cli.test_contracts import faults
from tests.unit.dossier.upkept import ANSWERS, change_config, dossier, issue, write

from adhere.forms.form import RECIPIENTS
from adhere.forms.library import known_forms

ON = ("--on", "2026-11-22")
MORE = """\
  training_compute: {value: 3.84e25, evidence: [evidence/log.txt, evidence/gone.txt]}
  additional_assets: {not_applicable: "There are none."}
  license_type: {value: "Apache-2.0", public: true}
  data_points: {unit_definition: tokens, training: {low: 9e11, high: 2e12}}
  data_modality: [text, "other: sensor data"]
"""
REQUEST = f"""\
format: adhere/request/1
from: {{organisation: "Buyer (example)", kind: downstream}}
legal_basis: [aia:art-53.1.b]
purpose: "Integration"
received: 2026-10-01
fields: [intended_uses]
sent: [{{on: 2026-10-20, pack: "{"ab" * 32}"}}]
confidentiality: [{{row: intended_uses, why: "Trade secret"}}]
"""
WATCH = """\
format: adhere/watch/1
items: [{what: new-channel, text: "A partner", noticed: 2026-10-01, by: "A. Person", look_again: 2026-11-01}]
"""
speaking = pytest.mark.parametrize("language", ["en", "nl"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a dossier with an issue, answers of every kind, a request, a watch list, and a model that changed since."""
    folder = dossier(tmp_path / "dossier")
    write(folder / "models/example/evidence/log.txt", "Counted.\n")
    write(folder / "models/example/mdf.yaml", ANSWERS + MORE)
    issue(folder)
    write(folder / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Reading") + MORE)
    write(folder / "models/example/requests/buyer.yaml", REQUEST)
    write(
        folder / "models/example/requests/waits.yaml",
        REQUEST.partition("sent:")[0].replace("2026-10-01", "2026-11-10"),
    )
    write(folder / "models/example/watch.yaml", WATCH)
    change_config(folder, max_position_embeddings=4096)
    return folder


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "signing.pem"
    made = adhere("key", "new", "--out", path, "--format", "json")
    assert faults("adhere-key", made.json()) == []
    return path


def said(*arguments: str | Path) -> Any:
    return adhere(*arguments, "--format", "json").json()


@speaking
def test_status_keeps_its_contract(root: Path, language: str) -> None:
    document = said("status", root, *ON, "--lang", language)
    assert faults("adhere-status", document) == []
    (model,) = document["models"]
    assert all(model[part] for part in ("forms", "annexes", "clocks", "issues", "asks"))


def test_status_of_a_bare_model_folder_keeps_it_too(tmp_path: Path) -> None:
    assert faults("adhere-status", said("status", model_folder(tmp_path / "model"), *ON)) == []


def rendered(root: Path, *options: str) -> Any:
    return json.loads(adhere("render", root, *options, "--to", "json").out)


@pytest.mark.parametrize("recipient", RECIPIENTS)
@pytest.mark.parametrize("form", [name for name in known_forms() if name != "serious-incident"])
def test_a_rendered_form_keeps_its_contract(root: Path, form: str, recipient: str) -> None:
    ran = adhere("render", root, "--form", form, "--for", recipient, "--to", "json", *ON)
    if ran.out:  # a form that is for others has nothing to say
        document = json.loads(ran.out)
        assert faults("adhere-form", document) == []
        assert (document["form"], document["for"], document["issue"]) == (form, recipient, None)


def test_a_rendered_issue_keeps_it_too(root: Path) -> None:
    document = rendered(root, "--for", "office", "--issue", "1")
    assert faults("adhere-form", document) == []
    assert document["issue"] == {"number": 1, "at": "2026-11-02T08:00:00Z"}


def test_who_a_provider_does_not_account_to_is_told_no_grounds(root: Path) -> None:
    grounds = {"basis", "facts", "sources", "evidence"}
    told = {name: set(rendered(root, "--for", name, *ON)["rows"][0]) & grounds for name in RECIPIENTS}
    assert told == {"office": grounds, "authority": grounds, "downstream": set(), "public": set()}


@pytest.mark.parametrize(
    ("value", "well"),
    [
        (None, True),
        ("Text", True),
        ({"en": "Text", "nl": "Tekst"}, True),
        ({"value": "3.84e25", "unit": "FLOP"}, True),
        ({"magnitude": 25, "unit": "FLOP"}, True),
        ({"magnitudes": [24, None], "unit": "FLOP"}, True),
        ({"bands": ["b10_100", "b100_500"]}, True),
        ({"not_applicable": "There are none."}, True),
        ({"text": {"value": "8192", "unit": "tokens"}}, True),
        (3.84e25, False),
        ({"value": 3.84e25, "unit": "FLOP"}, False),
        ({"text": 8192}, False),
        ([1.5], False),
    ],
)
def test_an_answer_never_holds_a_number_that_a_reader_may_round(value: object, well: bool) -> None:
    row: dict[str, object] = {
        "row": "r",
        "field": "f",
        "section": "s",
        "label": {"en": "L", "nl": "L"},
        "state": "answered",
        "value": value,
    }
    whole = row | {"text": None, "table": None, "remark": None}
    document: dict[str, object] = {
        "format": "adhere/form/1",
        "law_release": "2026.11.22",
        "law_digest": "0" * 64,
        "form": "mdf",
    }
    document |= {"form_version": "1", "model": "m", "name": "M", "version": None, "provider": "P"}
    document |= {"for": "public", "issue": None, "example": True, "states": {}, "rows": [whole]}
    assert (faults("adhere-form", document) == []) is well


@speaking
def test_issue_and_what_verifies_it_keep_their_contracts(tmp_path: Path, key: Path, language: str) -> None:
    root = dossier(tmp_path / "dossier")
    ran = adhere("issue", root, "--key", key, "--format", "json", "--lang", language)
    assert ran.status == 0, ran.err
    document = ran.json()
    assert faults("adhere-issue", document) == []
    assert document["subject"] == "example/mdf/0001"
    for path in (root, *(root / pack["file"] for pack in document["packs"])):
        assert faults("adhere-verify", said("verify", path)) == []
    assert faults("adhere-log-show", said("log", "show", root)) == []
    assert said("log", "checkpoint", root)["checkpoint"] == document["checkpoint"]


@speaking
def test_drift_keeps_its_contract(root: Path, language: str) -> None:
    document = said("drift", root, *ON, "--lang", language)
    assert faults("adhere-drift", document) == []
    (model,) = document["models"]
    assert {one["kind"] for one in model["forms"][0]["stale"]} >= {"fact", "statement"}
    assert model["findings"]


def test_drift_of_what_was_never_issued_keeps_it_too(tmp_path: Path) -> None:
    document = said("drift", dossier(tmp_path / "dossier"), *ON)
    assert faults("adhere-drift", document) == []
    assert document["models"][0]["forms"][0]["issue"] is None


@speaking
def test_diff_keeps_its_contract(root: Path, language: str) -> None:
    document = said("diff", root, *ON, "--lang", language)
    assert faults("adhere-diff", document) == []
    assert document["changes"]
    assert faults("adhere-diff", said("diff", root, "1", "1", *ON)) == []


@speaking
def test_history_keeps_its_contract(root: Path, language: str) -> None:
    document = said("history", root, *ON, "--lang", language)
    assert faults("adhere-history", document) == []
    assert document["forms"][0]["fields"]


@speaking
def test_the_list_of_requests_keeps_its_contract(root: Path, language: str) -> None:
    document = said("request", "list", root, *ON, "--lang", language)
    assert faults("adhere-request-list", document) == []
    assert [one["state"] for one in document["requests"]] == ["due-soon", "answered-late"]
    assert document["findings"]


@speaking
def test_a_card_keeps_its_contracts(root: Path, language: str) -> None:
    dry = said("card", "write", root, "--include", "context.maximum", "--dry-run", "--lang", language)
    assert faults("adhere-card-write", dry) == []
    assert dry["diff"]
    written = said("card", "write", root, "--include", "context.maximum", "--lang", language)
    assert faults("adhere-card-write", written) == []
    change_config(root, max_position_embeddings=2048)
    read = said("card", "read", root, "--lang", language)
    assert faults("adhere-card-read", read) == []
    assert any(one["stale"] for one in read["compared"])


@pytest.mark.parametrize("to", ["cyclonedx", "spdx"])
def test_export_keeps_its_contract(root: Path, tmp_path: Path, to: str) -> None:
    document = said("export", root, "--to", to, "--out", tmp_path / "out.json", *ON)
    assert faults("adhere-export", document) == []
    assert document["withheld"]
