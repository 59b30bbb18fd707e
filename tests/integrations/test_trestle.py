# SPDX-License-Identifier: EUPL-1.2
"""The trestle command line of the registry reads every OSCAL document of ours, and puts a profile of ours together with its catalog.

It pins libraries of its own, so it runs in an environment of its own: ``make venv-trestle``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.exchange.oscaldocuments import ADHERENCE, EN, GPAI, NL, ON, stands

from adhere.codes.catalogue import code, known_codes
from adhere.codes.coverage import coverage
from adhere.codes.crosswalk import crosswalks
from adhere.exchange.oscal.catalog import catalog
from adhere.exchange.oscal.catalogreading import read_catalog
from adhere.exchange.oscal.component import component_definition
from adhere.exchange.oscal.making import VERSION
from adhere.exchange.oscal.mapping import mapping_collection
from adhere.exchange.oscal.poam import plan_of_action
from adhere.exchange.oscal.profile import profile, selected
from adhere.exchange.oscal.results import of_coverage, of_measures
from adhere.law.library import Law

TRESTLE = ROOT / ".venv-trestle/bin/trestle"
CATALOG = "trestle://catalogs/gpai-2025-en/catalog.json"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not TRESTLE.exists(), reason="NOT TESTED: no trestle here; make venv-trestle installs it"
    ),
]


def trestle(folder: Path, *arguments: str | Path) -> str:
    """Run trestle in a folder and return what it says; it ends well or the test fails."""
    done = subprocess.run(
        [TRESTLE, *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "400"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def documents() -> dict[str, bytes | None]:
    """Return every document by the name it gets: all codes in both languages, and every other model."""
    told: dict[str, bytes | None] = {
        f"{known}-{making.language}": catalog(code(known), making)
        for known in known_codes()
        for making in (EN, NL)
    }
    return told | {
        "profile": profile(GPAI, ADHERENCE, stands(), CATALOG, EN),
        "component": component_definition(GPAI, ADHERENCE, CATALOG, EN),
        "measures": of_measures(GPAI, stands(), NL),
        "coverage": of_coverage(coverage(GPAI, Law(), ON), EN),
        "plan": plan_of_action(GPAI, stands(), EN),
        "mapping": mapping_collection(GPAI, crosswalks(GPAI), CATALOG, NL),
    }


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trestle")
    trestle(folder, "init", "--local")
    for name, content in documents().items():
        assert content is not None
        file = tmp_path_factory.mktemp("made") / f"{name}.json"
        file.write_bytes(content)
        trestle(folder, "import", "-f", file, "-o", name)
    return folder


def test_our_version_is_the_newest_it_reads(workspace: Path):
    assert f"based on OSCAL version {VERSION}" in trestle(workspace, "version")


def test_it_imports_and_validates_every_document(workspace: Path):
    told = trestle(workspace, "validate", "-a")
    assert {*documents()} <= {
        *re.findall(r"^VALID: Model \S+/([\w-]+)/[\w-]+\.json passed", told, re.MULTILINE)
    }
    assert "INVALID" not in told


def test_a_catalog_that_went_through_it_comes_back_as_the_same_code(workspace: Path):
    written = (workspace / "catalogs/gpai-2025-en/catalog.json").read_bytes()
    assert read_catalog(written, "catalog.json").code == GPAI


def test_it_resolves_a_profile_to_the_controls_that_were_selected(workspace: Path):
    trestle(workspace, "author", "profile-resolve", "-n", "profile", "-o", "resolved")
    resolved = json.loads((workspace / "catalogs/resolved/catalog.json").read_bytes())["catalog"]
    found = {one["id"] for group in resolved["groups"] for one in _controls(group)}
    assert found == {*selected(GPAI, stands())}


def _controls(holder: dict) -> list[dict]:
    own = holder.get("controls", [])
    return own + [inner for one in own for inner in _controls(one)]
