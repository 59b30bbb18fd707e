# SPDX-License-Identifier: EUPL-1.2
"""Files of people kept in a store that speaks S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/), as a server of moto does over the network.

Backup and restore with it, on SQLite and, where ADHERE_PORTAL_DATABASE names a server, on PostgreSQL; and a store that does not answer.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from fsspec.core import url_to_fs
from tests.portal.served import Served, free_port, new_database

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
pytest.importorskip("s3fs", reason="!! S3: NOT TESTED here, make test-store")
pytest.importorskip("moto", reason="!! S3: NOT TESTED here, make test-store")


class Store:
    """A server with buckets."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(OSError), urlopen(f"{self.address}/moto-api/", timeout=5):
                return
            time.sleep(0.2)
        raise TimeoutError

    def make(self, bucket: str) -> None:
        with urlopen(Request(f"{self.address}/{bucket}", method="PUT"), timeout=30) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    made = Store()
    known = {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1", "FSSPEC_S3_ENDPOINT_URL": made.address}  # fmt: skip
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    made.start()
    for bucket in ("files", "again"):
        made.make(bucket)
    yield made
    made.stop()


def test_what_is_handed_in_is_in_the_store_and_a_backup_puts_it_into_another(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("ADHERE_PORTAL_STORE", "s3://files/kept")
    portal = Served(tmp_path, new_database(), workers=1)
    portal.run("tests.portal.intake_worker", "prepare", portal.folder, 5)
    packs = [path.read_bytes() for path in sorted((portal.folder / "packs").iterdir())]
    (tmp_path / "again").mkdir()
    other = Served(tmp_path / "again", new_database(), workers=1, port=portal.port)
    try:
        portal.start()
        given = {content: portal.hand_in(content)[1]["receipt"] for content in packs[:4]}
        assert not (portal.folder / "data" / "media").exists(), "nothing of it is on the disk"
        portal.run("adhere", "portal", "backup", tmp_path / "backup.tar", "--with-key")
        portal.stop()
        monkeypatch.setenv("ADHERE_PORTAL_STORE", "s3://again/kept")
        assert "4 " in other.run("adhere", "portal", "restore", tmp_path / "backup.tar")
        found = json.loads(other.run("adhere", "portal", "check", "--format", "json", check=False))
        assert [one["faults"] for one in found["checks"] if one["name"] in ("log", "files")] == [[], []]
        (other.folder / "token").write_bytes((portal.folder / "token").read_bytes())
        other.start()
        for content, receipt in given.items():
            status, told = other.hand_in(content)
            assert (status, told["receipt"]) == (200, receipt)
        (kept,) = (sha256(content).hexdigest() for content in packs[:1])
        assert (
            url_to_fs("s3://again", endpoint_url=store.address)[0].cat_file(f"again/kept/{kept[:2]}/{kept}")
            == packs[0]
        )
    finally:
        portal.stop(signal.SIGKILL)
        other.stop(signal.SIGKILL)


def test_a_store_that_does_not_answer_takes_nothing_in(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("ADHERE_PORTAL_STORE", "s3://files/kept")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    portal = Served(tmp_path, new_database(), workers=1)
    portal.run("tests.portal.intake_worker", "prepare", portal.folder, 2)
    first, second = (path.read_bytes() for path in sorted((portal.folder / "packs").iterdir()))
    try:
        portal.start()
        store.stop()
        status, told = portal.hand_in(first)
        assert (status, "opslag" in str(told.get("detail"))) == (507, True), told
        store.start()
        store.make("files")
        assert portal.hand_in(first)[0] == 201
        state = json.loads(portal.run("tests.portal.intake_worker", "state", portal.folder))
        assert (state["submissions"], state["received"], state["wrong"]) == (1, 1, [])
        assert portal.hand_in(second)[0] == 201
    finally:
        portal.stop(signal.SIGKILL)
