# SPDX-License-Identifier: EUPL-1.2
"""A witness of a portal's log: it cosigns what grew, and refuses a copy of the portal that goes on with another history."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.portal.served import Served, new_database

from adhere.ledger.canonical import canonical
from adhere.ledger.keyfile import read_key, write_key
from adhere.ledger.keys import new_key
from adhere.ledger.note import checkpoint_of, note_of
from adhere.ledger.witnessing import Witness as Known
from adhere.ledger.witnessing import cosigned_at

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
NAME = "getuige.example/portaal"


class Witness:
    """Someone else's machine: a key and a folder."""

    def __init__(self, folder: Path, runner: Served) -> None:
        self.folder, self.key, self._runner = folder / "witness", folder / "witness.pem", runner
        write_key(self.key, new_key(), None)

    def looks_at(self, portal: Served, *more: object) -> tuple[int, str]:
        words = (
            "log",
            "witness",
            portal.address,
            self.folder,
            "--name",
            NAME,
            "--key",
            self.key,
            "--lang",
            "en",
        )
        ran = self._runner.tried("adhere", *words, *more)
        return ran.returncode, ran.stdout + ran.stderr

    @property
    def told(self) -> str:
        return Known(name=NAME, key=read_key(self.key, None).public).told

    @property
    def size(self) -> int:
        note = note_of((self.folder / "checkpoint").read_bytes())
        assert cosigned_at(note, NAME, read_key(self.key, None).public)
        return checkpoint_of(note).size


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path, new_database(), workers=1)
    yield served
    served.stop(signal.SIGKILL)


@pytest.fixture
def copy(tmp_path: Path, portal: Served) -> Iterator[Served]:
    (tmp_path / "copy").mkdir()
    served = Served(tmp_path / "copy", new_database(), workers=1, known_as=portal.origin)
    yield served
    served.stop(signal.SIGKILL)


def test_a_log_that_grows_is_cosigned_and_one_that_shrank_or_forked_is_not(
    tmp_path: Path, portal: Served, copy: Served
) -> None:
    portal.run("tests.portal.intake_worker", "prepare", portal.folder, 12)
    packs = [path.read_bytes() for path in sorted((portal.folder / "packs").iterdir())]
    portal.start()
    witness = Witness(tmp_path, portal)
    status, told = witness.looks_at(portal, "--log-key", "0" * 64)
    assert (status, "ADH-LOG-013" in told) == (1, True), told
    portal.run("adhere", "portal", "backup", tmp_path / "backup.tar", "--with-key")
    status, told = witness.looks_at(portal)
    assert (status, f"  {witness.told}" in told.splitlines()) == (0, True), told
    status, told = witness.looks_at(portal, "--send")
    assert (status, "ADH-API-013" in told) == (1, True), "nobody there knows this witness yet"
    portal.run("tests.portal.intake_worker", "witness", portal.folder, witness.told)
    for _ in range(2):
        status, told = witness.looks_at(portal, "--send")
        assert (status, "has taken the cosignature" in told) == (0, True), told
    before = witness.size
    status, note = portal.ask("GET", "/en/log/cosigned")
    (tmp_path / "cosigned").write_bytes(note)
    assert checkpoint_of(note_of(note)).size == before
    receipt = portal.hand_in(packs[11])[1]["receipt"]
    (tmp_path / "receipt.json").write_bytes(canonical(receipt) + b"\n")
    after = json.loads(str(receipt["entry"]))["seq"] + 1
    proof = portal.ask("GET", f"/en/log/consistency/{before}?to={after}")[1]
    (tmp_path / "proof.json").write_bytes(proof)
    words = (
        "verify",
        tmp_path / "receipt.json",
        "--checkpoint",
        tmp_path / "cosigned",
        "--proof",
        tmp_path / "proof.json",
    )
    ran = portal.tried("adhere", *words, "--witness", witness.told, "--lang", "en")
    assert (ran.returncode, "ADH-LOG-094" in ran.stdout, "verified against" in ran.stdout) == (
        0,
        True,
        True,
    ), ran.stdout
    for content in packs[:3]:
        assert portal.hand_in(content)[0] == 201
    status, told = witness.looks_at(portal)
    assert (status, f"continues the {before}" in told) == (0, True), told
    assert witness.size == before + 4

    copy.run("adhere", "portal", "restore", tmp_path / "backup.tar")
    (copy.folder / "token").write_bytes((portal.folder / "token").read_bytes())
    copy.start()
    status, told = witness.looks_at(copy)
    assert (status, "ADH-LOG-057" in told) == (1, True), told
    for content in packs[3:]:
        assert copy.hand_in(content)[0] == 201
    status, told = witness.looks_at(copy)
    assert (status, "ADH-LOG-055" in told) == (1, True), told
    assert (witness.folder / "checkpoint.refused").exists()
    assert witness.size == before + 4, "what was witnessed stays"
    assert witness.looks_at(portal)[0] == 0
    assert witness.looks_at(portal, "--log-key", "/nowhere")[0] == 2
