# SPDX-License-Identifier: EUPL-1.2
"""A backup or a restore that meets a full disk, a small one that is really full: it says so in words and leaves no half of a backup."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.portal.test_operations import portal


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("!! a full disk: NOT TESTED, only root can mount a small one")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, *, room: int) -> None:
    """Take up all of a disk but so many bytes."""
    state = os.statvfs(place)
    with (place / "filler").open("wb") as out:
        out.write(b"\0" * (state.f_bavail * state.f_frsize - room))


def words(ran: subprocess.CompletedProcess[str]) -> str:
    """What a command said, as one line."""
    return " ".join(ran.stderr.split())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of which backups are made."""
    folder = tmp_path_factory.mktemp("portal") / "data"
    assert portal("--prepare", "--data", str(folder)).returncode == 0
    return folder


def test_a_backup_onto_a_full_disk(made: Path, small: Path) -> None:
    fill(small, room=100_000)
    told = portal("backup", str(small / "copy.tar"), "--data", str(made))
    assert (told.returncode, "Traceback" in told.stderr) == (1, False), told.stderr
    assert "could not be written" in words(told)
    assert [path.name for path in small.iterdir()] == ["filler"]


@pytest.mark.parametrize("room", [0, 500_000])
def test_a_backup_of_a_portal_whose_own_disk_is_full(
    made: Path, small: Path, tmp_path: Path, room: int
) -> None:
    """Without any room its database does not even open, with some it cannot be copied."""
    folder = small / "data"
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns("static"))
    fill(small, room=room)
    told = portal("backup", str(tmp_path / "copy.tar"), "--data", str(folder))
    assert (told.returncode, "Traceback" in told.stderr) == (1, False), told.stderr
    assert "could not be written" in words(told)
    assert ("disk I/O" if not room else "full") in words(told)
    assert not list(tmp_path.glob("copy*"))
    (small / "filler").unlink()
    assert portal("backup", str(tmp_path / "copy.tar"), "--data", str(folder)).returncode == 0


def test_a_backup_put_back_onto_a_full_disk(made: Path, small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tar"
    assert portal("backup", str(copy), "--data", str(made)).returncode == 0
    fill(small, room=100_000)
    told = portal("restore", str(copy), "--data", str(small / "data"))
    assert (told.returncode, "Traceback" in told.stderr) == (1, False), told.stderr
    assert "not enough room" in words(told)
    assert not list(small.rglob("portal.sqlite3"))
    (small / "filler").unlink()
    back = portal("restore", str(copy), "--data", str(small / "data"))
    assert back.returncode == 0, back.stderr
