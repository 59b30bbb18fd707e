# SPDX-License-Identifier: EUPL-1.2
"""Packaged data: TOML beside the code, read once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from adhere.kernel.data import packaged


def test_a_packaged_file_is_parsed_and_read_once():
    first = packaged("adhere.kernel", "data/calendar.toml")
    assert first["month"]["4"]["nl"] == "april"
    assert packaged("adhere.kernel", "data/calendar.toml") is first


def test_a_file_that_is_not_packaged_is_a_mistake_in_the_program():
    with pytest.raises(FileNotFoundError):
        packaged("adhere.kernel", "data/none.toml")


def test_a_file_that_changed_is_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "example_of_data"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    table = package / "table.toml"
    table.write_text('day = 2026-11-22\nname = "une épreuve"\nlist = [1, 2.5]\n', encoding="utf-8")
    os.utime(table, (1_000_000_000, 1_000_000_000))
    read = packaged.__wrapped__
    first = read("example_of_data", "table.toml")
    assert (package / "__pycache__").is_dir()
    assert read("example_of_data", "table.toml") == first
    assert (first["day"].isoformat(), first["name"], first["list"]) == ("2026-11-22", "une épreuve", [1, 2.5])
    table.write_text("day = 2026-11-23\n", encoding="utf-8")
    assert read("example_of_data", "table.toml")["day"].isoformat() == "2026-11-23"
