# SPDX-License-Identifier: EUPL-1.2
"""Two people who settle the same in the same moment, at a portal that is served for real by two workers: one does, the other is told.

On SQLite, and on PostgreSQL where ADHERE_PORTAL_DATABASE names a server (tools/with_postgresql.py).
"""

from __future__ import annotations

import json
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from tests.portal.served import Served, new_database

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
ROUNDS = 4
"""Times each race is run."""
RACES = 13


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path, new_database())
    yield served
    served.stop(signal.SIGKILL)


def kinds(portal: Served) -> Counter[str]:
    """Return how many events there are of each kind."""
    found: list[dict[str, Any]] = []
    address = "/api/v1/events?limit=200"
    while address:
        told = json.loads(portal.ask("GET", address)[1])
        found += told["rows"]
        address = (told["next"] or "").removeprefix(portal.origin)
    return Counter(one["kind"] for one in found)


def run(portal: Served, race: dict[str, Any]) -> list[int]:
    together = Barrier(2)

    def act(one: list[Any]) -> int:
        token, path, sent = one
        content = json.dumps(sent).encode()
        together.wait()
        return portal.ask(
            "POST",
            f"/api/v1{path}",
            content,
            Authorization=f"Bearer {token}",
            Content_Type="application/json",
        )[0]

    with ThreadPoolExecutor(2) as people:
        return sorted(people.map(act, race["acts"]))


def test_one_settles_it_and_the_other_is_told(portal: Served) -> None:
    portal.run("tests.portal.racing", portal.folder, ROUNDS)
    races = json.loads((portal.folder / "races.json").read_text(encoding="utf-8"))
    assert len(races) == ROUNDS * RACES
    portal.start()
    before = kinds(portal)
    wrong = {}
    for race in races:
        statuses = run(portal, race)
        if statuses != [200, 409]:
            wrong[f"{race['name']} {race['acts'][0][1]}"] = statuses
    assert wrong == {}
    grown = kinds(portal) - before
    assert sum(grown[kind] for kind in {kind for race in races for kind in race["kinds"]}) == len(races)
    found = json.loads(portal.run("adhere", "portal", "check", "--format", "json", check=False))
    faults = {one["name"]: one["faults"] for one in found["checks"]}
    assert (faults["log"], faults["files"]) == ([], [])
