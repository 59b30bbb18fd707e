# SPDX-License-Identifier: EUPL-1.2
"""A model folder on disk: regular files only, links kept inside, limits on depth and number."""

import os
from pathlib import Path

import pytest

from adhere.intake import folder as folders
from adhere.intake.folder import DEPTH_LIMIT, DiskFolder
from adhere.intake.reasons import IrregularFileError


def write(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def found(folder: DiskFolder) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.place.file) for finding in folder.reading.findings]


def test_files_are_listed_by_their_path_with_their_size(tmp_path: Path) -> None:
    write(tmp_path / "config.json", b"{}")
    write(tmp_path / "text_encoder" / "model.safetensors", b"12345678")
    folder = DiskFolder(tmp_path)
    assert {name: entry.size for name, entry in folder.entries().items()} == {
        "config.json": 2,
        "text_encoder/model.safetensors": 8,
    }
    assert found(folder) == []


def test_an_entry_opens_for_reading_bytes(tmp_path: Path) -> None:
    write(tmp_path / "sub folder" / "kaart é.md", b"# Card")
    with DiskFolder(tmp_path).open("sub folder/kaart é.md") as file:
        assert file.read() == b"# Card"


def test_what_is_no_entry_cannot_be_opened(tmp_path: Path) -> None:
    write(tmp_path.parent / "secret.txt")
    with pytest.raises(KeyError):
        DiskFolder(tmp_path).open("../secret.txt")


def test_an_empty_folder_has_no_entries(tmp_path: Path) -> None:
    assert DiskFolder(tmp_path).entries() == {}


def test_a_link_to_a_file_inside_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real.json", b"{}")
    (tmp_path / "config.json").symlink_to("real.json")
    assert set(DiskFolder(tmp_path).entries()) == {"real.json", "config.json"}


def test_a_link_out_of_the_folder_is_not_followed_and_told(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt")
    model = tmp_path / "model"
    model.mkdir()
    (model / "README.md").symlink_to(outside)
    folder = DiskFolder(model)
    assert folder.entries() == {}
    assert found(folder) == [("ADH-MOD-251", "README.md")]
    assert str(outside) in folder.reading.findings[0].wrong("en")


def test_links_that_loop_are_not_followed_and_told(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    folder = DiskFolder(tmp_path)
    assert folder.entries() == {}
    assert found(folder) == [("ADH-MOD-251", "one"), ("ADH-MOD-251", "two")]


def test_a_link_to_the_folder_itself_does_not_loop(tmp_path: Path) -> None:
    write(tmp_path / "config.json")
    (tmp_path / "again").symlink_to(tmp_path)
    folder = DiskFolder(tmp_path)
    assert set(folder.entries()) == {"config.json"}
    assert found(folder) == [("ADH-MOD-251", "again")]


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").symlink_to("gone")
    assert found(DiskFolder(tmp_path)) == [("ADH-MOD-251", "model.safetensors")]


def test_the_blobs_of_a_download_cache_are_followed(tmp_path: Path) -> None:
    """Layout of the Hugging Face cache: blobs beside snapshots/<revision>, files as links to blobs."""
    root = tmp_path / "models--org--name"
    write(root / "blobs" / "abc", b"{}")
    snapshot = root / "snapshots" / "0123abcd"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").symlink_to("../../blobs/abc")
    folder = DiskFolder(snapshot)
    assert folder.entries()["config.json"].size == 2
    assert found(folder) == []


def test_a_snapshot_still_may_not_leave_its_cache(tmp_path: Path) -> None:
    secret = write(tmp_path / "blobs-of-another" / "abc")
    snapshot = tmp_path / "models--org--name" / "snapshots" / "0123abcd"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").symlink_to(secret)
    assert found(DiskFolder(snapshot)) == [("ADH-MOD-251", "config.json")]


def test_a_folder_named_blobs_elsewhere_is_no_cache(tmp_path: Path) -> None:
    write(tmp_path / "blobs" / "abc")
    model = tmp_path / "models" / "name"
    model.mkdir(parents=True)
    (model / "config.json").symlink_to("../../blobs/abc")
    assert found(DiskFolder(model)) == [("ADH-MOD-251", "config.json")]


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "model.safetensors", "sub/config.json"])
def test_a_pipe_is_not_opened_and_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    folder = DiskFolder(tmp_path)
    assert (folder.entries(), found(folder)) == ({}, [("ADH-MOD-259", name)])


def test_a_link_to_a_pipe_is_told_as_well(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "README.md").symlink_to("pipe")
    assert found(DiskFolder(tmp_path)) == [("ADH-MOD-259", "README.md"), ("ADH-MOD-259", "pipe")]


def test_a_file_that_became_a_pipe_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "config.json")
    folder = DiskFolder(tmp_path)
    (tmp_path / "config.json").unlink()
    os.mkfifo(tmp_path / "config.json")
    with pytest.raises(IrregularFileError):
        folder.open("config.json")


def test_folders_of_tools_are_skipped_without_a_word(tmp_path: Path) -> None:
    for name in (".git", ".cache", "__pycache__"):
        write(tmp_path / name / "config.json")
    folder = DiskFolder(tmp_path)
    assert (folder.entries(), found(folder)) == ({}, [])


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.safetensors")
    assert DiskFolder(tmp_path).entries() == {}


def test_a_folder_deeper_than_the_limit_is_told_and_not_entered(tmp_path: Path) -> None:
    deep = "/".join(f"d{level}" for level in range(1, DEPTH_LIMIT + 1))
    write(tmp_path / deep / "last.json")
    write(tmp_path / deep / "deeper" / "lost.json")
    folder = DiskFolder(tmp_path)
    assert set(folder.entries()) == {f"{deep}/last.json"}
    assert found(folder) == [("ADH-MOD-254", f"{deep}/deeper")]


def test_more_entries_than_the_limit_are_told_once_wherever_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "ENTRY_LIMIT", 5)
    for sub in ("a", "b", "c"):
        for number in range(2):
            write(tmp_path / sub / f"{number}.json")
    folder = DiskFolder(tmp_path)
    assert set(folder.entries()) == {"a/0.json", "a/1.json"}
    assert found(folder) == [("ADH-MOD-253", "b")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    write(locked / "config.json")
    locked.chmod(0)
    try:
        folder = DiskFolder(tmp_path)
    finally:
        locked.chmod(0o700)
    assert found(folder) == [("ADH-MOD-252", "locked")]
    assert "geen rechten" in folder.reading.findings[0].wrong("nl")


def test_a_folder_that_the_disk_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "locked" / "config.json")
    listed = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("adhere.intake.folder.os.scandir", refusing)
    folder = DiskFolder(tmp_path)
    assert found(folder) == [("ADH-MOD-252", "locked")]
    assert "no right to it" in folder.reading.findings[0].wrong("en")
