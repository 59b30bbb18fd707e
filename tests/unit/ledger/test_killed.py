# SPDX-License-Identifier: EUPL-1.2
"""Killed at any point, a dossier is valid before or after, and the next issue works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.ledger.dossiers import Dossier, dossier, instant, issue_again, rules_of, some_key

from adhere.ledger.issuing import next_issue, rotate
from adhere.ledger.log import Log
from adhere.ledger.rules import LedgerError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
FIRST = ["settled", "staged", "signed", "keyed", "logged", "committed", "cached"]
ISSUE = ["staged", "signed", "logged", "moved", "committed", "cached"]
NOTES = {"ADH-LOG-018", "ADH-LOG-036"}


def killed(work: Callable[[Callable[[str], None]], object], at: int) -> bool:
    """Do the work in a process that kills itself at its nth step; return whether it got that far."""
    child = os.fork()
    if child == 0:
        left = at

        def step(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            work(step)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check_valid(root: Path, before: int) -> int:
    """The dossier is valid with as many issues as before, or one more; return how many."""
    found = Dossier(root=root, last=None).verify()  # type: ignore[arg-type]
    assert found.outcome == "self-consistent", found.findings
    assert rules_of(found) <= NOTES
    assert len(found.issues) in (before, before + 1)
    return len(found.issues)


def check_goes_on(root: Path, before: int) -> None:
    """The next issue works, leaves nothing behind, and keeps what was there."""
    issue_again(root, at=instant(20))
    found = Dossier(root=root, last=None).verify()  # type: ignore[arg-type]
    assert (found.outcome, rules_of(found)) == ("self-consistent", set())
    assert len(found.issues) in (before + 1, before + 2)
    assert not list((root / "issued").glob(".staging-*"))
    assert not (root / "issued" / "log" / "checkpoint.next").exists()


@pytest.mark.parametrize("at", range(len(FIRST) + len(ISSUE)))
def test_killed_at_any_step_of_the_very_first_issue(tmp_path: Path, at: int):
    assert killed(lambda step: issue_again(tmp_path, step=step), at)
    if (tmp_path / "issued" / "log" / "checkpoint").exists():
        check_valid(tmp_path, 0)
    check_goes_on(tmp_path, 0)


@pytest.mark.parametrize("at", range(1 + len(ISSUE)))
def test_killed_at_any_step_of_a_later_issue(tmp_path: Path, at: int):
    dossier(tmp_path, 2)
    assert killed(lambda step: issue_again(tmp_path, at=instant(5), step=step), at)
    kept = check_valid(tmp_path, 2)
    assert kept == (3 if ["settled", *ISSUE][at] in ("committed", "cached") else 2)
    check_goes_on(tmp_path, 2)


def test_there_are_no_more_steps_than_were_tried(tmp_path: Path):
    assert not killed(lambda step: issue_again(tmp_path, step=step), len(FIRST) + len(ISSUE))
    assert not killed(lambda step: issue_again(tmp_path, at=instant(1), step=step), 1 + len(ISSUE))


@pytest.mark.parametrize("at", range(6))
def test_killed_at_any_step_of_a_new_key(tmp_path: Path, at: int):
    dossier(tmp_path, 1)
    new = some_key("new")
    assert killed(lambda step: rotate(tmp_path / "issued", new, at=instant(5), old=some_key(), step=step), at)
    check_valid(tmp_path, 1)
    next_issue(tmp_path / "issued", "example", "mdf")
    with Log.open(tmp_path / "issued") as log:
        active = new if log.key == new.public else some_key()
    issue_again(tmp_path, at=instant(20), key=active)
    assert check_valid(tmp_path, 2) == 2


def test_a_signed_issue_is_finished_not_thrown_away(tmp_path: Path):
    """A log must not sign two histories: what was signed and stands whole is kept, with its number."""
    dossier(tmp_path, 1)
    steps = ["settled", *ISSUE]
    assert killed(lambda step: issue_again(tmp_path, at=instant(5), step=step), steps.index("moved"))
    folder = tmp_path / "issued" / "example" / "mdf" / "0002"
    signed = (folder / "issue.json").read_bytes()
    assert rules_of(Dossier(root=tmp_path, last=None).verify()) == {"ADH-LOG-018"}  # type: ignore[arg-type]
    assert next_issue(tmp_path / "issued", "example", "mdf").number == 3
    assert (folder / "issue.json").read_bytes() == signed
    assert rules_of(Dossier(root=tmp_path, last=None).verify()) == set()  # type: ignore[arg-type]


def test_a_line_that_was_torn_is_taken_back(tmp_path: Path):
    dossier(tmp_path, 1)
    steps = ["settled", *ISSUE]
    assert killed(lambda step: issue_again(tmp_path, at=instant(5), step=step), steps.index("logged"))
    leaves = tmp_path / "issued" / "log" / "leaves.jsonl"
    leaves.write_bytes(leaves.read_bytes()[:-30])
    assert check_valid(tmp_path, 1) == 1
    check_goes_on(tmp_path, 1)


def test_an_older_checkpoint_put_back_is_no_unfinished_write(tmp_path: Path):
    made = dossier(tmp_path, 1)
    old = (made.issued / "log" / "checkpoint").read_bytes()
    issue_again(tmp_path, at=instant(5))
    (made.issued / "log" / "checkpoint").write_bytes(old)
    before = (made.issued / "log" / "leaves.jsonl").read_bytes()
    assert "ADH-LOG-035" in rules_of(made.verify())
    with pytest.raises(LedgerError) as error:
        issue_again(tmp_path, at=instant(6))
    assert error.value.rule_id == "ADH-LOG-035"
    assert (made.issued / "log" / "leaves.jsonl").read_bytes() == before


def test_two_cannot_write_at_once(tmp_path: Path):
    dossier(tmp_path, 1)

    def meanwhile(name: str) -> None:
        if name == "staged":
            with pytest.raises(LedgerError) as error:
                rotate(tmp_path / "issued", some_key("new"), at=instant(9), old=some_key())
            assert error.value.rule_id == "ADH-LOG-073"

    issue_again(tmp_path, at=instant(5), step=meanwhile)


@pytest.mark.slow
def test_killed_at_random_instants(tmp_path: Path):
    base = tmp_path / "base"
    dossier(base, 2)
    start = time.perf_counter()
    shutil.copytree(base, tmp_path / "timed")
    issue_again(tmp_path / "timed", at=instant(5))
    usual = time.perf_counter() - start
    chance = random.Random(56)
    for number in range(60):
        root = tmp_path / str(number)
        shutil.copytree(base, root)
        child = os.fork()
        if child == 0:
            try:
                issue_again(root, at=instant(5))
            finally:
                os._exit(0)
        time.sleep(chance.random() * usual)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check_valid(root, 2)
        check_goes_on(root, 2)
        shutil.rmtree(root)
