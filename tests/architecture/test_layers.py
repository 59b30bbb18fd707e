# SPDX-License-Identifier: EUPL-1.2
"""The layers hold, and the contracts that hold them are awake: what breaks them is planted and must be found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.repository import ROOT, copy_to

LAYERS = "Law at the bottom, surfaces on top"
DOMAIN = "The domain reads no file and knows no framework"
YAML = "Only intake imports a YAML library"


def check(root: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-logo", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the source with its contracts, to plant mistakes in."""
    root = copy_to(tmp_path_factory.mktemp("house"), under="src")
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return root


@pytest.fixture
def plant(house: Path) -> Iterator[Callable[[str, str], Path]]:
    """Return what puts a module into the copy; it is taken out again afterwards."""
    planted: list[Path] = []

    def put(file: str, source: str) -> Path:
        place = house / "src" / "adhere" / file
        place.parent.mkdir(exist_ok=True)
        place.write_text(source, encoding="utf-8")
        planted.append(place)
        return house

    yield put
    for place in planted:
        place.unlink()
        if not any(place.parent.iterdir()):
            place.parent.rmdir()


def test_every_contract_is_kept():
    result = check(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert all(f"{contract} KEPT" in result.stdout for contract in (LAYERS, DOMAIN, YAML))


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("attic/__init__.py", '"""A room that nobody placed."""', LAYERS),
        ("kernel/attic.py", "import adhere.law", LAYERS),
        ("law/attic.py", "def late():\n    import adhere.cli", LAYERS),
        ("kernel/attic.py", "from pathlib import Path", DOMAIN),
        ("law/attic.py", "import pydantic", DOMAIN),
        ("models/readers/attic.py", "import urllib.request", DOMAIN),
        ("models/attic.py", "import os", DOMAIN),
        ("dossier/attic.py", "import ruamel.yaml", YAML),
        ("cli/attic.py", "import yaml", YAML),
    ],
)
def test_a_planted_mistake_is_found(plant: Callable[[str, str], Path], file: str, line: str, contract: str):
    result = check(plant(file, f"{line}\n"))
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout
