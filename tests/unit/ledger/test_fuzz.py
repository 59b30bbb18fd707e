# SPDX-License-Identifier: EUPL-1.2
"""Mutated logs, checkpoints, keys and records: verify never raises, and never passes what was changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.ledger.dossiers import Dossier, dossier

from adhere.kernel.text import LANGUAGES
from adhere.ledger.verification import verify

FILES = (
    "log/leaves.jsonl",
    "log/checkpoint",
    "log/keys.jsonl",
    "example/mdf/0001/issue.json",
    "example/mdf/0001/record.json",
    "example/mdf/0002/packs/office.json",
    "example/mdf/0002/documents/public.md",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(tmp_path_factory.mktemp("made"), 2)


def check(root: Path, path: Path, changed: bytes) -> None:
    before = path.read_bytes()
    path.write_bytes(changed)
    try:
        found = verify(root)
    finally:
        path.write_bytes(before)
    assert (found.outcome == "broken") == (changed != before)
    for finding in found.findings:
        for language in LANGUAGES:
            assert "{" not in finding.wrong(language)
            assert finding.why(language)
            assert finding.remedy(language)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_a_file_with_a_piece_changed_is_found(made: Dossier, name: str, data: st.DataObject):
    path = made.issued / name
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    check(made.root, path, content[:start] + data.draw(st.binary(max_size=12)) + content[end:])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.binary(max_size=300))
def test_a_file_of_any_bytes_is_found(made: Dossier, name: str, junk: bytes):
    check(made.root, made.issued / name, junk)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.sampled_from(FILES))
def test_a_file_in_the_place_of_another_is_found(made: Dossier, name: str, other: str):
    check(made.root, made.issued / name, (made.issued / other).read_bytes())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(3)))
def test_entries_in_any_other_order_are_found(made: Dossier, order: list[int]):
    path = made.issued / "log" / "leaves.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    check(made.root, path, b"".join(lines[number] for number in order))


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_the_place_of_a_file_is_found(made: Dossier, tmp_path: Path, name: str):
    root = tmp_path / "copy"
    shutil.copytree(made.root, root)
    (root / "issued" / name).unlink()
    (root / "issued" / name).mkdir()
    assert verify(root).outcome == "broken"
