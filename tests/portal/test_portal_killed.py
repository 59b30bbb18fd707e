# SPDX-License-Identifier: EUPL-1.2
"""A portal that is served for real, whose workers are killed, whose database comes down and whose disk fills up while 500 packs arrive.

Every receipt that was given is kept and can be proven, nothing is half written, and a pack handed in again comes to the receipt it had.
On SQLite, and on PostgreSQL where ADHERE_PORTAL_DATABASE names a server (tools/with_postgresql.py).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event as Signal
from threading import Lock, Thread
from typing import Any

import pytest
from tests.portal.served import AWAY, Served, new_database, restart_postgresql, stopped_postgresql

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
PACKS = int(os.environ.get("ADHERE_TEST_PACKS", "500"))
CLIENTS, PATIENCE = 32, 600
TRY_AGAIN = (502, 503, 507)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path, new_database())
    yield served
    served.stop(signal.SIGKILL)
    print(*served.failures(), sep="\n")  # noqa: T201 - shown with a test that failed


class Given:
    """The receipts that were given, by pack: one pack never has two."""

    def __init__(self) -> None:
        self.receipts: dict[bytes, Any] = {}
        self.answers: list[int] = []
        self._lock = Lock()

    def note(self, content: bytes, status: int, told: dict[str, Any]) -> None:
        with self._lock:
            self.answers.append(status)
            if status in (200, 201):
                assert self.receipts.setdefault(content, told["receipt"]) == told["receipt"]


def hand_in_all(portal: Served, packs: Sequence[bytes], given: Given) -> None:
    """Hand in packs, all at once, each again and again until there is a receipt for it."""
    until = time.monotonic() + PATIENCE

    def one(content: bytes) -> None:
        while time.monotonic() < until:
            try:
                status, told = portal.hand_in(content)
            except AWAY:
                status, told = 0, {}
            given.note(content, status, told)
            if status in (200, 201):
                return
            assert status in (0, *TRY_AGAIN), told
            time.sleep(0.2)
        raise TimeoutError

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(one, packs))


def kill_workers(portal: Served, given: Given, done: Signal, killed: list[int]) -> None:
    """Kill a worker at random each time some more packs were taken in, as a lack of memory does."""
    chance, next_at = random.Random(56), 1
    while not done.wait(0.02):
        workers = portal.worker_ids() if len(given.receipts) >= next_at else []
        if workers:
            killed.append(chance.choice(workers))
            os.kill(killed[-1], signal.SIGKILL)
            next_at = len(given.receipts) + chance.randint(PACKS // 40, PACKS // 12)


def bring_down_the_database(portal: Served) -> None:
    """PostgreSQL crashes and comes back; SQLite lives in the server, so all of that is killed and started again."""
    if portal.database:
        restart_postgresql()
    else:
        portal.stop(signal.SIGKILL)
        portal.start()


def is_whole(portal: Served, count: int) -> None:
    """Hold what there is in the database and on disk against each other."""
    state = json.loads(portal.run("tests.portal.intake_worker", "state", portal.folder))
    assert state["submissions"] == state["received"] == count
    assert state["events"] == state["head"] == state["payloads"]
    assert state["wrong"] == []


def well(portal: Served) -> None:
    """Have the portal check its own log and files."""
    found = json.loads(portal.run("adhere", "portal", "check", "--format", "json", check=False))
    faults = {one["name"]: one["faults"] for one in found["checks"]}
    assert (faults["migrations"], faults["log"], faults["files"]) == ([], [], [])


def packs_of(portal: Served, count: int) -> list[bytes]:
    portal.run("tests.portal.intake_worker", "prepare", portal.folder, count)
    return [path.read_bytes() for path in sorted((portal.folder / "packs").iterdir())]


def test_killed_and_brought_down_amid_500_packs(portal: Served, tmp_path: Path) -> None:
    packs, given, killed, done = packs_of(portal, PACKS), Given(), [], Signal()
    portal.start()
    killer = Thread(target=kill_workers, args=(portal, given, done, killed))
    killer.start()
    sending = Thread(target=hand_in_all, args=(portal, packs, given))
    sending.start()
    while len(given.receipts) < PACKS // 2 and sending.is_alive():
        time.sleep(0.05)
    between = len(given.receipts)
    bring_down_the_database(portal)
    sending.join()
    done.set()
    killer.join()
    assert len(killed) > 5
    assert between < PACKS
    assert len(given.receipts) == PACKS, "a receipt for each"
    first, again = dict(given.receipts), Given()
    hand_in_all(portal, packs, again)
    assert again.receipts == first, "the same pack, the same receipt"
    portal.stop()
    is_whole(portal, PACKS)
    well(portal)
    restored(portal, tmp_path / "again", first)


def restored(portal: Served, folder: Path, given: dict[bytes, Any]) -> None:
    """Put a backup back elsewhere: the same root, and the same receipts."""
    folder.mkdir()
    copy = folder / "backup.tar"
    portal.run("adhere", "portal", "backup", copy, "--with-key")
    root = portal.run("tests.portal.intake_worker", "root", portal.folder).strip()
    other = Served(folder, new_database(), port=portal.port)
    try:
        assert root in other.run("adhere", "portal", "restore", copy)
        (folder / "token").write_bytes((portal.folder / "token").read_bytes())
        well(other)
        other.start()
        for content, receipt in random.Random(1).sample(sorted(given.items()), min(20, len(given))):
            status, told = other.hand_in(content)
            assert (status, told["receipt"]) == (200, receipt)
    finally:
        other.stop(signal.SIGKILL)


def test_while_its_database_is_stopped_a_portal_says_so_and_goes_on_after(portal: Served) -> None:
    if not portal.database:
        pytest.skip("a database server that can be stopped: python tools/with_postgresql.py pytest ...")
    (pack,) = packs_of(portal, 1)
    portal.start()
    paths = ("/en/registers/signatories/", "/nl/log/", "/api/v1/signatories")
    assert [portal.ask("GET", path)[0] for path in paths] == [200, 200, 200]
    with stopped_postgresql():
        for _ in range(portal.workers * 2):
            told = [portal.ask("GET", path) for path in paths]
            assert [status for status, _ in told] == [503, 503, 503]
            assert b"The portal cannot answer at the moment" in told[0][1]
            assert b"Het portaal kan nu niet antwoorden" in told[1][1]
            assert json.loads(told[2][1])["type"] == "urn:adhere:problem:database"
            assert portal.hand_in(pack)[0] == 503
            assert portal.ask("GET", "/health")[0] == 503
            assert portal.ask("GET", "/en/")[0] == 200, "the first page needs no database"
    assert [portal.ask("GET", path)[0] for path in paths] == [200, 200, 200]
    assert portal.hand_in(pack)[0] == 201


@pytest.fixture
def small_disk(portal: Served) -> Iterator[Path]:
    """The folder of the portal on a disk of a few megabytes."""
    folder = portal.folder / "data"
    folder.mkdir(mode=0o700)
    mounted = os.geteuid() == 0 and not _mount(folder, "size=24m")
    if not mounted:
        pytest.skip("!! a full disk: NOT TESTED, only root can mount a small one")
    yield folder
    portal.stop(signal.SIGKILL)
    subprocess.run(["umount", str(folder)], check=True)


def _mount(folder: Path, options: str) -> int:
    ran = subprocess.run(["mount", "-t", "tmpfs", "-o", f"mode=0700,{options}", "tmpfs", str(folder)], check=False, capture_output=True)  # fmt: skip
    return ran.returncode


def test_a_full_disk_takes_nothing_in_by_half(portal: Served, small_disk: Path) -> None:
    packs, given = packs_of(portal, 60), Given()
    portal.start()
    for content in packs[:10]:
        given.note(content, *portal.hand_in(content))
    with (small_disk / "filler").open("wb") as filler:  # all room but a little
        room = os.statvfs(small_disk)
        filler.write(b"\0" * (room.f_bavail * room.f_frsize - 150_000))
    refused: list[tuple[int, dict[str, Any]]] = []
    for content in packs[10:]:
        status, told = portal.hand_in(content)
        given.note(content, status, told)
        if status not in (200, 201):
            refused.append((status, told))
    assert {status for status, _ in refused} == {507}, refused[:1]
    assert all("geen ruimte" in told["detail"] for _, told in refused)
    assert 10 < len(given.receipts) < 60, "it filled up on the way"
    for content, receipt in given.receipts.items():
        assert portal.hand_in(content)[1]["receipt"] == receipt, "what was taken in can be read"
    (small_disk / "filler").unlink()
    hand_in_all(portal, packs, given)
    assert len(given.receipts) == 60
    portal.stop()
    is_whole(portal, 60)
    well(portal)
