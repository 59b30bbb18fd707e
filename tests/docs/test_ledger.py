# SPDX-License-Identifier: EUPL-1.2
"""The check by hand in the documentation works on a real pack, shares no code with adhere, and refuses what was changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.ledger.dossiers import Dossier, dossier, some_key

from adhere.ledger.canonical import line

PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl on this machine")


def script(language: str) -> str:
    (found,) = PYTHON.findall((ROOT / "docs" / language / "ledger.md").read_text(encoding="utf-8"))
    return str(found)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(tmp_path_factory.mktemp("made"), 3)


def checked(pack: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    (folder / "check.py").write_text(script("en"), encoding="utf-8")
    command = [sys.executable, "-I", "-S", "check.py", str(pack)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_script_is_the_same_in_both_languages_and_needs_no_library():
    assert script("en") == script("nl")
    imports = re.findall(r"^import (.*)$", script("en"), re.MULTILINE)
    assert set(", ".join(imports).split(", ")) <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("recipient", ["office", "authority", "downstream", "public"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_script_accepts_every_real_pack(made: Dossier, tmp_path: Path, recipient: str, number: int):
    pack = made.issued / f"example/mdf/000{number}/packs/{recipient}.json"
    done = checked(pack, tmp_path / "x")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(json.loads(pack.read_bytes())["disclosures"])


@pytest.mark.parametrize("part", ["envelope", "disclosures", "entry", "proof", "recipient", "public_key"])
def test_the_script_refuses_a_pack_in_which_a_part_is_exchanged(made: Dossier, tmp_path: Path, part: str):
    whole = json.loads((made.issued / "example/mdf/0003/packs/office.json").read_bytes())
    other = json.loads((made.issued / "example/mdf/0002/packs/public.json").read_bytes())
    other["public_key"] = some_key("other").public.pem
    (tmp_path / "pack.json").write_bytes(line(whole | {part: other[part]}))
    assert checked(tmp_path / "pack.json", tmp_path / "x").returncode != 0
