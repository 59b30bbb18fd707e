# SPDX-License-Identifier: EUPL-1.2
"""A file appears whole or not at all."""

from pathlib import Path

import pytest

from adhere.intake.placing import LinkedFileError, place


def test_a_file_is_written_and_keeps_its_rights(tmp_path: Path):
    target = tmp_path / "README.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    place(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_not_written_through(tmp_path: Path):
    (tmp_path / "blob").write_bytes(b"shared")
    (tmp_path / "README.md").symlink_to("blob")
    with pytest.raises(LinkedFileError):
        place(tmp_path / "README.md", b"new")
    assert (tmp_path / "blob").read_bytes() == b"shared"


def test_nothing_is_left_behind_where_the_disk_refuses(tmp_path: Path):
    (tmp_path / "README.md").mkdir()
    with pytest.raises(OSError, match="README"):
        place(tmp_path / "README.md", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        place(tmp_path / "missing" / "README.md", b"new")
