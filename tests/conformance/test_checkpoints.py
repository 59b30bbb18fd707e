# SPDX-License-Identifier: EUPL-1.2
"""Every checkpoint of real size counts exactly, and every damaged one is reported and not counted.

Corpus: ``checkpoints.json`` and its maker in the folder beside the repository; files are sparse, 34 MB on disk in all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from adhere.intake.folder import DiskFolder
from adhere.models.facts import Facts
from adhere.models.reading import Reading
from adhere.models.weights.counting import counted
from adhere.models.weights.hints import hints_of
from adhere.models.weights.layouts import stored
from adhere.models.weights.reading import read_weights
from adhere.models.weights.sets import choose
from adhere.models.weights.shards import read_shards

MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"
CHECKPOINTS = MODELS / "checkpoints.json"
PRESETS = json.loads(CHECKPOINTS.read_text())["checkpoints"] if CHECKPOINTS.exists() else {}
DAMAGES = {
    "lfs": "ADH-MOD-003",
    "truncated": "ADH-MOD-024",
    "missing": "ADH-MOD-027",
    "header-length": "ADH-MOD-011",
    "escape": "ADH-MOD-032",
    "overlap": "ADH-MOD-021",
    "bad-json": "ADH-MOD-014",
}

pytestmark = pytest.mark.skipif(
    not PRESETS, reason=f"{CHECKPOINTS} is not there: it comes with the shared material"
)


def made(preset: str, out: Path, *more: str) -> Path:
    """Write a checkpoint and return its folder."""
    command = [
        sys.executable,
        MODELS / "make_checkpoint.py",
        "--preset",
        preset,
        "--out",
        out / preset,
        *more,
    ]
    subprocess.run(command, check=True)
    return out / preset


def config_of(folder: Path) -> dict[str, object] | None:
    file = folder / "config.json"
    return json.loads(file.read_text()) if file.exists() else None


def numbers(reading: Reading) -> dict[str, int]:
    """Return the counts that lead, by fact."""
    return {
        fact.id: int(fact.value.value) for fact in Facts.of(reading.facts) if hasattr(fact.value, "value")
    }


@pytest.mark.parametrize("preset", PRESETS)
def test_every_count_of_a_preset_is_exact(preset, tmp_path):
    truth, folder = PRESETS[preset], made(preset, tmp_path)
    found = numbers(read_weights(DiskFolder(folder), config_of(folder)))
    expected = {
        "parameters.total": truth["total_parameters"],
        "parameters.adapter": truth.get("adapter_parameters"),
        "parameters.stored": truth.get("stored_parameters", truth["total_parameters"]),
        "parameters.draft": truth.get("mtp_parameters"),
        "parameters.active": truth.get("active_all"),
    }
    assert {name: found.get(name) for name in expected} == expected
    if "active_without_input_embedding" in truth:
        assert found["parameters.active_excluding_embeddings"] == truth["active_without_input_embedding"]


@pytest.mark.parametrize(
    "preset", [name for name, truth in PRESETS.items() if truth["format"] == "safetensors"]
)
def test_what_is_left_out_is_exact_too(preset, tmp_path):
    truth, path = PRESETS[preset], made(preset, tmp_path)
    folder, hints = DiskFolder(path), hints_of(config_of(path))
    shards = read_shards(folder, choose(folder.entries()).model, Reading())
    found = counted(stored(shards.tally.groups(), hints), hints)
    assert found.bookkeeping == truth["bookkeeping_elements"]
    assert found.buffers == truth["non_parameter_elements"]
    assert found.activity.experts == truth["expert_parameters"]
    assert (found.embedding, found.head) == (truth["input_embedding"], truth["output_head"])
    assert shards.data_bytes == truth["data_bytes"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_reported_and_nothing_is_counted(damage, tmp_path):
    folder = made("gpt-oss-120b", tmp_path, "--damage", damage)
    reading = read_weights(DiskFolder(folder), config_of(folder))
    assert [finding.rule.id for finding in reading.findings] == [DAMAGES[damage]]
    assert "parameters.total" not in numbers(reading)


@pytest.mark.parametrize(
    "preset", ["llama-3.1-8b-gptq4", "llama-3.1-8b-nvfp4", "deepseek-v3-fp8", "gpt-oss-120b"]
)
def test_without_a_config_the_total_stands_or_is_refused(preset, tmp_path):
    folder = made(preset, tmp_path)
    total = numbers(read_weights(DiskFolder(folder), None)).get("parameters.total")
    assert total in {None, PRESETS[preset]["total_parameters"]}


def test_an_index_that_counts_a_tied_head_twice_is_contradicted_by_the_headers(tmp_path):
    name, source = "model.safetensors.index.json", MODELS / "configs" / "google__medgemma-27b-it"
    index = json.loads((source / name).read_text())
    shapes = {key: [1] for key in index["weight_map"]}
    (tmp_path / "shapes.json").write_text(json.dumps(shapes))
    command = [
        "--config",
        source / "config.json",
        "--index",
        source / name,
        "--shapes",
        tmp_path / "shapes.json",
    ]
    subprocess.run(
        [sys.executable, MODELS / "make_checkpoint.py", *command, "--out", tmp_path / "m"], check=True
    )
    (tmp_path / "m" / name).write_text(json.dumps(index))
    reading = read_weights(DiskFolder(tmp_path / "m"), config_of(tmp_path / "m"))
    (finding,) = [finding for finding in reading.findings if finding.rule.id == "ADH-MOD-034"]
    assert finding.values["said"] == 28_842_036_848


def test_an_index_with_the_marks_of_a_merge_conflict_does_not_hide_the_headers(tmp_path):
    folder, name = made("llama-3.1-8b-fp8", tmp_path), "model.safetensors.index.json"
    broken = MODELS / "configs" / "bigscience__bloom" / f"{name}.malformed"
    (folder / name).write_bytes(broken.read_bytes())
    reading = read_weights(DiskFolder(folder), config_of(folder))
    assert [(finding.rule.id, finding.place.line) for finding in reading.findings] == [("ADH-MOD-030", 2)]
    assert numbers(reading)["parameters.total"] == PRESETS["llama-3.1-8b-fp8"]["total_parameters"]
