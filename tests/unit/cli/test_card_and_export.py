# SPDX-License-Identifier: EUPL-1.2
"""``adhere card`` and ``adhere export`` as people run them."""

import json
from pathlib import Path

import pytest
from tests.unit.cli.running import DOSSIER, adhere, dossier, model_folder

CARD = "---\ntags: [a]\n---\n# Example\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = model_folder(tmp_path / "model")
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    return folder


def test_a_card_is_written_once_and_then_says_all_this_already(model: Path):
    assert "is written" in " ".join(adhere("card", "write", model).out.split())
    first = (model / "README.md").read_bytes()
    assert "says all this already" in " ".join(adhere("card", "write", model).out.split())
    assert (model / "README.md").read_bytes() == first


def test_a_dry_run_shows_the_change_and_writes_nothing(model: Path):
    done = adhere("card", "write", model, "--dry-run")
    assert "+## Facts about this model" in done.out
    assert (model / "README.md").read_text(encoding="utf-8") == CARD


def test_a_card_that_is_not_there_is_made(tmp_path: Path):
    assert adhere("card", "write", model_folder(tmp_path / "model")).status == 0
    assert (tmp_path / "model" / "README.md").exists()


def test_a_card_can_be_written_elsewhere(model: Path, tmp_path: Path):
    assert adhere("card", "write", model, "--out", tmp_path / "card.md").status == 0
    assert (model / "README.md").read_text(encoding="utf-8") == CARD
    assert "Facts about this model" in (tmp_path / "card.md").read_text(encoding="utf-8")


def test_a_card_that_agrees_reads_well_and_one_that_does_not_ends_with_one(model: Path):
    adhere("card", "write", model, "--include", "context.maximum")
    assert adhere("card", "read", model).status == 0
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps(config | {"max_position_embeddings": 4096}))
    done = adhere("card", "read", model)
    assert done.status == 1
    assert "2,048 tokens" in done.out
    assert "4,096 tokens" in done.out
    assert "ADH-DOC-086" in done.out


def test_how_a_card_is_written_is_remembered(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    chosen = (
        "--include",
        "compute.training.cumulative",
        "--contact",
        "docs@example.org",
        "--card-lang",
        "nl",
    )
    adhere("card", "write", root, *chosen)
    card = root / "model" / "README.md"
    first = card.read_text(encoding="utf-8")
    assert "4 x 10^23 FLOP" in first
    assert "docs@example.org" in first
    adhere("card", "write", root)
    assert card.read_text(encoding="utf-8") == first
    adhere("card", "write", root, "--include-nothing")
    assert "4 x 10^23" not in card.read_text(encoding="utf-8")


def test_what_a_person_stated_stays_out_and_that_is_said(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    done = adhere("card", "write", root)
    assert "ADH-DOC-088" in done.out
    text = (root / "model" / "README.md").read_text(encoding="utf-8")
    assert "10^23" not in text
    assert "A. Person" not in text
    assert "Example provider" in text


def test_a_card_that_cannot_be_parsed_is_left_and_ends_with_one(model: Path):
    (model / "README.md").write_bytes(b"---\na: [\n---\n")
    done = adhere("card", "write", model)
    assert done.status == 1
    assert "ADH-DOC-083" in done.out
    assert (model / "README.md").read_bytes() == b"---\na: [\n---\n"


def test_a_card_that_is_a_link_is_not_written_through(model: Path, tmp_path: Path):
    (tmp_path / "shared.md").write_text(CARD, encoding="utf-8")
    (model / "README.md").unlink()
    (model / "README.md").symlink_to(tmp_path / "shared.md")
    done = adhere("card", "write", model)
    assert done.status == 2
    assert "link" in done.err
    assert (tmp_path / "shared.md").read_text(encoding="utf-8") == CARD


@pytest.mark.parametrize(
    "arguments",
    [
        ("card", "write", "nowhere"),
        ("card", "write", "model", "--include", "provider.turnover"),
        ("card", "write", "model", "--contact", "a\nb"),
        ("card", "write", "model", "--model", "other"),
        ("card", "read", "nowhere"),
        ("export", "nowhere", "--to", "spdx"),
        ("export", "model", "--to", "spdx", "--spec", "1.6"),
        ("export", "model", "--to", "spdx", "--url", "javascript:alert(1)"),
        ("export", "model", "--to", "cyclonedx", "--out", "no/such/folder/bom.json"),
        ("export", "model", "--to", "cyclonedx", "--include", "no.fact"),
        ("export", "model"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_a_reason(model: Path, arguments: tuple[str, ...]):
    done = adhere(*arguments, cwd=model.parent)
    assert done.status == 2
    assert done.err.strip()


def test_one_model_of_several_has_to_be_chosen(tmp_path: Path):
    root = dossier(tmp_path / "dossier", DOSSIER + "  second:\n    statements: {}\n")
    assert adhere("export", root, "--to", "spdx").status == 2
    assert "example, second" in adhere("export", root, "--to", "spdx").err
    assert adhere("export", root, "--to", "spdx", "--model", "second").status == 0
    assert "artefacts" in adhere("card", "write", root, "--model", "second").err


@pytest.mark.parametrize(
    ("to", "mark"), [("cyclonedx", '"bomFormat": "CycloneDX"'), ("spdx", "spdx-context.jsonld")]
)
def test_an_export_goes_to_the_output_or_to_a_file(model: Path, tmp_path: Path, to: str, mark: str):
    done = adhere("export", model, "--to", to, "--on", "2026-11-22")
    assert mark in done.out
    adhere("export", model, "--to", to, "--on", "2026-11-22", "--out", tmp_path / "out.json")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == done.out


def test_what_is_kept_from_a_recipient_is_said_apart_from_the_output(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    public = adhere("export", root, "--to", "cyclonedx")
    assert "4e23" not in public.out
    assert "compute.training.operations" in public.err
    office = adhere("export", root, "--to", "cyclonedx", "--for", "office")
    assert json.loads(office.out)["metadata"]["component"]["properties"]
    assert "4e23" in office.out
    assert office.err == ""


def test_evaluation_results_of_the_dossier_go_to_the_office(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    folder = root / "models" / "example" / "evaluations"
    folder.mkdir(parents=True)
    results = {
        "results": {"arc_easy": {"alias": "arc_easy", "acc,none": 0.75, "acc_stderr,none": 0.01}},
        "config": {},
    }
    (folder / "results.json").write_text(
        json.dumps(results | {"versions": {"arc_easy": 1}, "n-shot": {"arc_easy": 0}})
    )
    (folder / "broken.json").write_text("{")
    assert "arc_easy" in adhere("export", root, "--to", "cyclonedx", "--for", "office").out
    assert "arc_easy" not in adhere("export", root, "--to", "cyclonedx").out
    assert "arc_easy" in adhere("export", root, "--to", "cyclonedx", "--include", "evaluations").out


def test_programs_get_json(model: Path, tmp_path: Path):
    included = ("--include", "context.maximum", "--format", "json")
    written = adhere("card", "write", model, *included).json()
    assert written["format"] == "adhere/card-write/1"
    assert (written["written"], written["changed"]) == (True, True)
    read = adhere("card", "read", model, "--format", "json").json()
    assert {"label", "written", "today", "stale", "line"} == read["compared"][0].keys()
    export = adhere("export", model, "--to", "spdx", "--out", tmp_path / "x.json", *included).json()
    assert export["recipient"] == "public"
    assert "context.maximum" in export["facts"]


def test_both_commands_speak_dutch(model: Path):
    assert "Feiten over dit model" in adhere("card", "write", model, "--dry-run", "--lang", "nl").out
    assert "Opdrachten" in adhere("card", "--help", "--lang", "nl", ADHERE_LANG="nl", LANG="nl_NL.UTF-8").out


def test_files_of_a_model_not_stated_to_be_public_are_left_out_and_that_is_said(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    silent = adhere("export", root, "--to", "spdx", "--out", tmp_path / "x.json", "--format", "json")
    assert "context.maximum" in silent.json()["withheld"]
    assert "Whether the weights are public is not stated" in " ".join(silent.err.split())
    for told in (True, False):
        stated = DOSSIER + f"      publication.weights: {str(told).lower()}\n"
        (root / "adhere.yaml").write_text(stated, encoding="utf-8")
        spoken = adhere("export", root, "--to", "spdx", "--out", tmp_path / "x.json", "--format", "json")
        assert ("context.maximum" in spoken.json()["facts"]) is told
        assert "is not stated" not in " ".join(spoken.err.split())


def answers_of(root: Path, compute: str) -> None:
    (root / "models" / "example").mkdir(parents=True, exist_ok=True)
    (root / "models" / "example" / "mdf.yaml").write_text(
        f"format: adhere/answers/1\nform: mdf\nanswers: {{training_compute: {compute}}}\n", encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("compute", "told"),
    [
        ("{value: 4e23, public: true}", True),
        ("{value: 4e23}", False),
        ("{value: 3.9e23, public: true}", False),
        ("{band: b10_100, public: true}", False),
    ],
)
def test_an_answer_marked_public_opens_its_fact_to_everybody(tmp_path: Path, compute: str, told: bool):
    root = dossier(tmp_path / "dossier")
    answers_of(root, compute)
    exported = adhere(
        "export", root, "--to", "cyclonedx", "--on", "2026-11-22", "--out", root / "bom.json"
    ).err
    assert ("compute.training.cumulative" not in exported) is told
    assert "market.placed_on" in exported
    adhere("card", "write", root)
    assert ("4 x 10^23 FLOP" in (root / "model" / "README.md").read_text(encoding="utf-8")) is told
    assert adhere("card", "read", root).status == 0


def test_what_is_no_longer_public_makes_the_card_stale(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    answers_of(root, "{value: 4e23, public: true}")
    adhere("card", "write", root)
    answers_of(root, "{value: 4e23}")
    assert adhere("card", "read", root).status == 1
    adhere("card", "write", root)
    assert "4 x 10^23" not in (root / "model" / "README.md").read_text(encoding="utf-8")
