# SPDX-License-Identifier: EUPL-1.2
"""Ten real Croissant files of MLCommons: each names its dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from adhere.models.readers.croissant import read_croissant

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "engine" / "data" / "croissant"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

# Folder, name of the dataset, findings.
EXPECTED: dict[str, tuple[str, list[str]]] = {
    "bigcode-the-stack": ("bigcode-the-stack", ["ADH-MOD-185"]),
    "coco2014": ("COCO", ["ADH-MOD-185"]),
    "commoncrawl-CC-MAIN-2025-43-draft": ("CC-MAIN-2025-43", []),
    "flores-200": ("FLORES-200", []),
    "gpt-3": ("gpt-3", ["ADH-MOD-185"]),
    "huggingface-c4": ("c4", ["ADH-MOD-185"]),
    "huggingface-data_provenance_initiative": (
        "data_provenance_initiative_filtered",
        ["ADH-MOD-184", "ADH-MOD-185"],
    ),
    "huggingface-wildchat": ("WildChat-1M", ["ADH-MOD-185"]),
    "recipes": ("minimal_example_with_multilingual_descriptions", []),
    "wiki-text": ("WikiText-103", []),
}


@pytest.mark.parametrize("folder", sorted(EXPECTED))
def test_a_real_description_names_its_dataset(folder: str) -> None:
    (path,) = (SHARED / folder).glob("*.json")
    reading = read_croissant(path.name, path.read_bytes())
    name, findings = EXPECTED[folder]

    assert [fact.value for fact in reading.facts] == [(name,)]
    assert [finding.rule.id for finding in reading.findings] == findings


def test_every_real_description_has_its_expectation() -> None:
    assert {path.parent.name for path in SHARED.glob("*/*.json")} == set(EXPECTED)
