# SPDX-License-Identifier: EUPL-1.2
"""Eleven real licence texts: each identified, and read for the open-source exemption as expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.models.facts import Facts
from adhere.models.readers.licence import read_licences

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "models" / "licences"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

# File, identification, reading (None: a person decides, or the wording differs from the licence it comes near).
EXPECTED: dict[str, tuple[str, bool | None]] = {
    "deepseek-code-mit.txt": ("MIT", True),
    "deepseek-model.txt": ("LicenseRef-scancode-deepseek-la-1.0", False),
    "kimi-modified-mit.txt": ("LicenseRef-scancode-moonshot-ai-modified-mit-2025", None),
    "llama2.txt": ("LicenseRef-scancode-llama-2-license-2023", False),
    "llama3.1.txt": ("LicenseRef-scancode-llama-3.1-license-2024", False),
    "llama4.txt": ("LicenseRef-scancode-llama-4-cla-2025", False),
    "pythia-apache.txt": ("Apache-2.0", True),
    "qwen-tongyi.txt": ("LicenseRef-scancode-tongyi-qianwen-2023", False),
    "sd-openrail-m.txt": ("LicenseRef-scancode-stable-diffusion-2022-08-22", False),
    "sdxl-openrailpp.txt": ("LicenseRef-hub-openrail-plus-plus", False),
    "whisper-mit.txt": ("MIT", True),
}


def facts_of(content: bytes) -> Facts:
    return Facts.of(read_licences(MemoryFolder({"LICENSE": content})).facts)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_real_licence_is_identified_and_read(name: str) -> None:
    facts = facts_of((SHARED / name).read_bytes())
    spdx = facts.get("licence.spdx")

    assert spdx is not None
    assert (spdx.value, facts.value("licence.free_and_open_source")) == EXPECTED[name]
    assert spdx.rank == 0
    assert spdx.note is not None
    assert "% of the known text" in spdx.note.en


def test_every_text_has_its_expectation() -> None:
    assert {path.name for path in SHARED.glob("*.txt")} == set(EXPECTED)


def test_a_modified_mit_licence_leaves_the_exemption_to_a_person() -> None:
    content = (SHARED / "kimi-modified-mit.txt").read_bytes()
    reading = read_licences(MemoryFolder({"LICENSE": content}))

    assert [finding.rule.id for finding in reading.findings] == ["ADH-MOD-170"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_real_licence_with_a_sentence_more_never_reads_as_open_source(name: str) -> None:
    content = (SHARED / name).read_bytes() + b"\nUse above one thousand users needs our consent.\n"

    assert facts_of(content).value("licence.free_and_open_source") is not True


def test_a_folder_with_a_licence_for_code_and_one_for_the_model_takes_the_models() -> None:
    files = {
        "LICENSE-CODE": (SHARED / "deepseek-code-mit.txt").read_bytes(),
        "LICENSE-MODEL": (SHARED / "deepseek-model.txt").read_bytes(),
    }
    reading = read_licences(MemoryFolder(files))

    assert Facts.of(reading.facts).value("licence.spdx") == "LicenseRef-scancode-deepseek-la-1.0"
    assert [finding.rule.id for finding in reading.findings] == ["ADH-MOD-167"]
