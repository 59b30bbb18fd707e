# SPDX-License-Identifier: EUPL-1.2
"""Real model folders: cards that are written and read back byte for byte, exports that hold to the official schemas."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_python_model import v3_0_1 as spdx

from adhere.dossier.portfolio import load
from adhere.exchange.card_reading import read_card_back
from adhere.exchange.card_section import Settings
from adhere.exchange.cyclonedx import VERSIONS, bom
from adhere.exchange.model_card import removed, write_card
from adhere.exchange.spdx import document
from adhere.exchange.subject import subject_of
from adhere.intake.modelfolder import front_matter

CONFIGS = Path(__file__).resolve().parents[2].parent / "shared" / "models" / "configs"
FOLDERS = sorted(CONFIGS.iterdir()) if CONFIGS.is_dir() else []
CARDS = [folder for folder in FOLDERS if (folder / "README.md").exists()]
ON = date(2026, 11, 22)
SCHEMAS = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}

if not FOLDERS:
    pytest.skip("the model folders beside the repository are not here", allow_module_level=True)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_a_real_card_keeps_every_byte_of_its_own(folder: Path, tmp_path: Path, language: str):
    copied = Path(shutil.copytree(folder, tmp_path / folder.name))
    card = copied / "README.md"
    before = card.read_bytes()
    settings = Settings(language=language, contact="docs@example.org")
    written = write_card(before, load(copied, ON).models[0].facts, settings)
    assert not written.refused
    assert removed(written.content) == before
    card.write_bytes(written.content)
    facts = load(copied, ON).models[0].facts  # as they are read from the card that was written
    assert write_card(written.content, facts, settings).content == written.content
    assert [one.label for one in read_card_back(written.content, facts).compared if one.stale] == []
    said, says = front_matter(before).values or {}, front_matter(written.content).values or {}
    assert {key: says[key] for key in said} == dict(said)


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_exports_of_a_real_model_hold_to_the_official_schemas(folder: Path):
    (model,) = load(folder, ON).models
    for recipient in ("public", "office"):
        subject = subject_of(model.id, model.facts, recipient, ON)
        for version in VERSIONS:
            assert JsonStrictValidator(SCHEMAS[version]).validate_str(bom(subject, version).decode()) is None
        objects = spdx.SHACLObjectSet()
        spdx.JSONLDDeserializer().read(io.BytesIO(document(subject)), objects)
        spdx.JSONLDSerializer().write(objects, io.BytesIO())
        assert objects.missing_ids == set()
