# SPDX-License-Identifier: EUPL-1.2
"""Workers that are killed while they take packs in: nothing is half there, and every receipt that was given can be proven.

On SQLite, and on PostgreSQL where ADHERE_PORTAL_DATABASE names a server (tools/with_postgresql.py).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.repository import ROOT

pytestmark = pytest.mark.slow
STEPS = ("checked", "writing", "kept", "recorded", "written", "committed")


class Portal:
    """A portal in a folder of its own, driven by processes that may be killed."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "ADHERE_PORTAL_DATA": str(folder / "data"),
            "ADHERE_PORTAL_ORIGIN": "http://localhost",
            "ADHERE_PORTAL_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "adhere.portal.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def start(self, *words: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.portal.intake_worker", *map(str, words)]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: Any) -> tuple[int, str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=300)
        assert process.returncode <= 0, err
        return process.returncode, out

    def state(self) -> Any:
        return json.loads(self.run("state", self.folder)[1])

    @property
    def packs(self) -> list[Path]:
        return sorted((self.folder / "packs").iterdir())


def a_database(name: str) -> str:
    """Return the address of a new database on the server of this run; nothing where there is no server."""
    address = os.environ.get("ADHERE_PORTAL_DATABASE", "")
    if not address:
        return ""
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return urlsplit(address)._replace(path=f"/{name}").geturl()


@pytest.fixture
def portal(tmp_path: Path, request: pytest.FixtureRequest) -> Portal:
    return Portal(tmp_path, a_database(f"killed_{abs(hash(request.node.name)) % 10**8}"))


def whole(state: Any) -> bool:
    """Return whether nothing is half there."""
    return (
        state["submissions"] == state["received"]
        and state["events"] == state["head"] == state["payloads"]
        and state["wrong"] == []
    )


def test_killed_at_any_step_nothing_is_half_there(portal: Portal) -> None:
    portal.run("prepare", portal.folder, len(STEPS))
    for number, (step, pack) in enumerate(zip(STEPS, portal.packs, strict=True)):
        status, out = portal.run("send", step, pack)
        assert (status, out) == (-9, "")
        state = portal.state()
        assert whole(state), step
        assert state["submissions"] == number + (step == "committed")
        status, out = portal.run("send", "-", pack)
        told = json.loads(out)
        assert told["new"] is (step != "committed")
        assert json.loads(portal.run("send", "-", pack)[1]) == told | {"new": False}
    state = portal.state()
    assert whole(state)
    assert state["submissions"] == len(STEPS)


def test_workers_killed_at_random_lose_no_receipt(portal: Portal) -> None:
    portal.run("prepare", portal.folder, 60)
    packs, given = portal.packs, {}
    chance = random.Random(7)
    for _ in range(6):
        workers = [portal.start("send", "-", *chance.sample(packs, len(packs))) for _ in range(3)]
        first = workers[0].stdout.readline()  # type: ignore[union-attr]
        time.sleep(chance.uniform(0.0, 0.6))
        for worker in workers:
            worker.kill()
        for line in [first, *(line for one in workers for line in one.communicate()[0].splitlines(True))]:
            if line.endswith("\n"):
                told = json.loads(line)
                assert given.setdefault(told["pack"], told["receipt"]) == told["receipt"]
        assert whole(portal.state())
    assert given
    told = [json.loads(line) for line in portal.run("send", "-", *packs)[1].splitlines()]
    assert all(given.get(one["pack"], one["receipt"]) == one["receipt"] for one in told)
    state = portal.state()
    assert whole(state)
    assert state["submissions"] == len(packs)
