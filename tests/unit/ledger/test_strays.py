# SPDX-License-Identifier: EUPL-1.2
"""What does not belong in the folder of what was issued is named, never waited for, and never stops an issue unexplained."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.unit.ledger.dossiers import Dossier, dossier, instant, issue_again, places_of, some_key

from adhere.ledger.issuing import rotate
from adhere.ledger.rules import LedgerError

FIRST = "issued/example/mdf/0001"
KEYS = "issued/log/keys.jsonl"


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    return dossier(tmp_path / "dossier", 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_only_looks_staged_is_named_and_left_alone(made: Dossier, tmp_path: Path):
    (tmp_path / "kept").mkdir()
    os.mkfifo(made.issued / ".staging-pipe")
    (made.issued / ".staging-file").write_text("x")
    (made.issued / ".staging-link").symlink_to(tmp_path / "kept")
    found = made.verify()
    assert found.outcome == "broken"
    assert places_of(found) == {
        ("ADH-LOG-062", "issued/.staging-file"),
        ("ADH-LOG-067", "issued/.staging-link"),
        ("ADH-LOG-067", "issued/.staging-pipe"),
    }
    issue_again(made.root, at=instant(5))
    assert len(list(made.issued.glob(".staging-*"))) == 3
    assert (tmp_path / "kept").is_dir()


def test_what_a_stopped_write_staged_is_a_note_and_goes_with_the_next(made: Dossier):
    for name in ("empty", "half/packs"):
        (made.issued / f".staging-{name}").mkdir(parents=True)
    (made.issued / ".staging-half/packs/office.json").write_text("x")
    found = made.verify()
    assert found.outcome == "self-consistent"
    assert places_of(found) == {("ADH-LOG-036", f"issued/.staging-{name}") for name in ("empty", "half")}
    issue_again(made.root, at=instant(5))
    assert made.verify().findings == ()


def test_a_folder_in_the_way_of_the_next_issue_is_named(made: Dossier):
    (made.issued / "example/mdf/0003").mkdir()
    with pytest.raises(LedgerError) as error:
        issue_again(made.root, at=instant(5))
    assert error.value.rule_id == "ADH-LOG-079"
    assert error.value.values["folder"] == "issued/example/mdf/0003"


def test_an_issue_that_is_a_link_to_elsewhere_is_named(made: Dossier, tmp_path: Path):
    (made.root / FIRST).rename(tmp_path / "elsewhere")
    (made.root / FIRST).symlink_to(tmp_path / "elsewhere")
    assert places_of(made.verify()) == {("ADH-LOG-067", FIRST)}


@pytest.mark.parametrize("name", ["empty", "example/other", "example/mdf/0003", "example/mdf/0001/more"])
def test_an_empty_folder_is_named(made: Dossier, name: str):
    (made.issued / name).mkdir()
    assert places_of(made.verify()) == {("ADH-LOG-069", f"issued/{name}")}


def test_a_damaged_history_of_keys_blames_nothing_else(made: Dossier):
    path = made.root / KEYS
    path.write_bytes(path.read_bytes().replace(b"payload", b"paxload", 1))
    found = made.verify()
    assert found.outcome == "broken"
    errors = {str(one.place).split(":")[0] for one in found.findings if one.rule.severity == "error"}
    assert errors == {KEYS}
    assert ("ADH-LOG-023", f"{FIRST}/issue.json") in places_of(found)
    assert ("ADH-LOG-023", "issued/log/checkpoint") in places_of(found)


STEPS = ["staged", "signed", "logged", "moved", "committed"]


@pytest.mark.parametrize("at", STEPS)
def test_a_full_disk_leaves_the_dossier_as_it_was_or_the_issue_whole(made: Dossier, at: str):
    before = sorted(made.issued.rglob("*"))

    def full(step: str) -> None:
        if step == at:
            raise OSError(28, "No space left on device")

    if at in ("moved", "committed"):  # everything stands: it is finished, not thrown away
        assert issue_again(made.root, at=instant(5), step=full).seq == 3
        assert len(made.verify().issues) == 3
    else:
        with pytest.raises(LedgerError) as error:
            issue_again(made.root, at=instant(5), step=full)
        assert error.value.rule_id == "ADH-LOG-078"
        assert sorted(made.issued.rglob("*")) == before
    assert made.verify().findings == ()


def test_a_full_disk_while_a_key_is_replaced_leaves_the_old_one(made: Dossier):
    def full(step: str) -> None:
        if step == "signed":
            raise OSError(28, "No space left on device")

    with pytest.raises(LedgerError) as error:
        rotate(made.issued, some_key("new"), at=instant(5), old=some_key(), step=full)
    assert error.value.rule_id == "ADH-LOG-078"
    assert made.verify().key_id == some_key().public.id


def test_a_cache_that_cannot_grow_stops_nothing(made: Dossier):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    for name in ("hashes", "offsets"):
        (made.issued / "log" / name).unlink()
        (made.issued / "log" / name).symlink_to(full)
    issue_again(made.root, at=instant(5))
    for name in ("hashes", "offsets"):
        (made.issued / "log" / name).unlink()
    assert made.verify().findings == ()


def test_an_issue_that_is_gone_says_so_though_its_empty_folder_stands(made: Dossier):
    shutil.rmtree(made.root / FIRST)
    (made.root / FIRST).mkdir()
    assert made.verify().outcome == "broken"
