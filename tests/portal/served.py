# SPDX-License-Identifier: EUPL-1.2
"""A portal as it is really served, by ``adhere portal`` with its workers, in a folder of its own; for tests that kill it and benches that time it.

On SQLite, or on a database of its own on the server of ADHERE_PORTAL_DATABASE (tools/with_postgresql.py).
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
AWAY = (OSError, HTTPException, ValueError)
"""What a client meets whose server is killed: no connection, none any more, or half an answer."""


@dataclass
class Served:
    """One portal; ``database`` is the address of its PostgreSQL database, nothing for SQLite in the folder."""

    folder: Path
    database: str = ""
    workers: int = 2
    port: int = field(default_factory=lambda: free_port())  # noqa: PLW0108 - it is defined below
    process: subprocess.Popen[bytes] | None = None
    known_as: str = ""

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def origin(self) -> str:
        """Where people know it; a copy of another may claim to stand where that does."""
        return self.known_as or self.address

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "ADHERE_PORTAL_DATA": str(self.folder / "data"),
            "ADHERE_PORTAL_ORIGIN": self.origin,
            "ADHERE_PORTAL_DATABASE": self.database,
            "DJANGO_SETTINGS_MODULE": "adhere.portal.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def run(self, *words: object, check: bool = True) -> str:
        """Run a module of Python beside it, and return what it prints."""
        ran = self.tried(*words)
        assert not check or ran.returncode == 0, f"{ran.stdout}{ran.stderr}"
        return ran.stdout

    def tried(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a module of Python beside it, and return what came of it."""
        command = [sys.executable, "-m", *map(str, words)]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=False, text=True, capture_output=True
        )

    def start(self, *, patience: float = 120) -> None:
        """Serve it, and return once it answers."""
        command = [sys.executable, "-m", "adhere", "portal", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(self.workers)],
                env=self.environment,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                if self.ask("GET", "/health")[0] == 200:
                    return
            except AWAY:
                time.sleep(0.1)
        raise TimeoutError((self.folder / "server.log").read_text(encoding="utf-8")[-2000:])

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop it, by a signal of choice; its workers with it."""
        if self.process is None:
            return
        workers = self.worker_ids() if how == signal.SIGKILL else []
        self.process.send_signal(how)
        for one in workers:
            os.kill(one, how)
        self.process.wait(60)
        self.process = None

    def failures(self) -> list[str]:
        """Return the lines of its log about answers that were a failure of its own."""
        log = self.folder / "server.log"
        told = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in told if '"status": 500' in line]

    def worker_ids(self) -> list[int]:
        """Return the processes that answer (proc(5))."""
        if self.process is None:
            return []
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            if parent == self.process.pid:
                found.append(int(path.parent.name))
        return found

    def processor(self) -> float:
        """Return the seconds of processor that it and its workers have used."""
        total = 0.0
        for number in [self.process.pid, *self.worker_ids()] if self.process else []:
            try:
                parts = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            total += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
        return total

    def ask(
        self, method: str, path: str, content: bytes = b"", timeout: float = 60, **headers: str
    ) -> tuple[int, bytes]:
        """Ask it something over a connection of its own; return the status and the whole answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, content or None, {"Host": f"localhost:{self.port}", **told})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def hand_in(self, content: bytes) -> tuple[int, dict[str, object]]:
        """Hand in a pack with the token that ``intake_worker prepare`` left; return the status and what it tells."""
        token = (self.folder / "token").read_text(encoding="ascii")
        status, told = self.ask(
            "POST",
            "/api/v1/submissions",
            content,
            Authorization=f"Bearer {token}",
            Content_Type="application/json",
        )
        value: dict[str, object] = json.loads(told)
        return status, value


def free_port() -> int:
    """Return a port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_database() -> str:
    """Return the address of a new database on the server of this run; nothing where there is no server."""
    address = os.environ.get("ADHERE_PORTAL_DATABASE", "")
    if not address:
        return ""
    import psycopg

    name = f"served_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def restart_postgresql() -> None:
    """Let the server of ``tools/with_postgresql.py`` crash and come back: every connection is lost, what was committed is not."""
    with stopped_postgresql():
        pass


@contextmanager
def stopped_postgresql() -> Iterator[None]:
    """Let the server of ``tools/with_postgresql.py`` crash, and come back after this."""
    host = urlsplit(os.environ["ADHERE_PORTAL_DATABASE"]).netloc.rpartition("@")[2]
    data = Path(host.replace("%2F", "/")) / "data"
    number = (data / "postmaster.pid").read_text(encoding="ascii").split()[0]
    programs = Path(f"/proc/{number}/exe").readlink().parent
    become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    command = [*(become if os.geteuid() == 0 else []), str(programs / "pg_ctl"), "-D", str(data), "-w"]
    options = (data / "postmaster.opts").read_text(encoding="utf-8").split("\n")[0].partition(" ")[2]
    subprocess.run([*command, "-m", "immediate", "stop"], check=True, capture_output=True, cwd="/")
    try:
        yield
    finally:
        started = [*command, "-l", str(data.parent / "log"), "-o", options, "start"]
        subprocess.run(started, check=True, capture_output=True, cwd="/")
