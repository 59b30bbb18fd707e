# SPDX-License-Identifier: EUPL-1.2
"""Prints how many packs a portal takes in each second: ``python -m tests.bench.bench_intake [PACKS]``, 1,000 unless told.

Two workers must take in at least 50 each second with none lost, and the same packs a second time must come to the same receipts. On SQLite, or
on the server of ADHERE_PORTAL_DATABASE (tools/with_postgresql.py).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import local

ROOT = Path(__file__).parents[2]
WORKERS, CLIENTS, GOAL = 2, 16, 50
_kept = local()


def main() -> int:
    """Print a Markdown table; return 1 where a goal is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="adhere-intake-") as name:
        folder, port = Path(name), _free_port()
        environment = {
            **os.environ,
            "ADHERE_PORTAL_DATA": str(folder / "data"),
            "ADHERE_PORTAL_ORIGIN": f"http://localhost:{port}",
            "DJANGO_SETTINGS_MODULE": "adhere.portal.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        _worker(environment, "prepare", folder, count)
        command = [sys.executable, "-m", "adhere", "portal", "--port", str(port), "--workers", str(WORKERS)]
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            rows = _measure(folder, port, server.pid, count)
        finally:
            server.terminate()
            server.wait(30)
        state = json.loads(_worker(environment, "state", folder))
    whole = state["submissions"] == state["received"] == count and not state["wrong"]
    rows.append(("taken in once, with a receipt that holds", f"{state['submissions']}", f"{count}", whole))
    print("| what | measured | goal | |\n|---|---|---|---|")
    for what, measured, goal, fine in rows:
        print(f"| {what} | {measured} | {goal} | {'yes' if fine else 'NO'} |")
    return int(not all(fine for *_, fine in rows))


def _measure(folder: Path, port: int, server: int, count: int) -> list[tuple[str, str, str, bool]]:
    token = (folder / "token").read_text(encoding="ascii")
    packs = [path.read_bytes() for path in sorted((folder / "packs").iterdir())]
    before = _processor(server)
    first, times, seconds = _send(port, token, packs)
    spent = (_processor(server) - before) / count
    second, _, again = _send(port, token, packs)
    same = all(a[1] == b[1] for a, b in zip(first, second, strict=True))
    taken, known = [one[0] for one in first].count(201), [one[0] for one in second].count(200)
    rate = count / seconds
    tail = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return [
        (f"packs each second, {WORKERS} workers", f"{rate:.0f}", f"at least {GOAL}", rate >= GOAL),
        ("processor time of the workers for each", f"{spent * 1000:.0f} ms", "", True),
        ("answer, median and 95 of 100", f"{median(times) * 1000:.0f} and {tail * 1000:.0f} ms", "", True),
        ("answered 201", f"{taken}", f"{count}", taken == count),
        (
            "the same again, answered 200 with the same receipt",
            f"{known}",
            f"{count}",
            known == count and same,
        ),
        ("the same again, each second", f"{count / again:.0f}", f"at least {GOAL}", count / again >= GOAL),
    ]


def _send(
    port: int, token: str, packs: Sequence[bytes]
) -> tuple[list[tuple[int, object]], list[float], float]:
    """Send packs from several clients at once; return status and receipt of each, the time of each, and of all."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def one(content: bytes) -> tuple[int, object, float]:
        if not hasattr(_kept, "connection"):
            _kept.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        begun = time.perf_counter()
        _kept.connection.request("POST", "/api/v1/submissions", content, headers)
        answer = _kept.connection.getresponse()
        told = json.loads(answer.read())
        return answer.status, told.get("receipt"), time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        found = list(clients.map(one, packs))
    seconds = time.perf_counter() - begun
    return [(status, receipt) for status, receipt, _ in found], [took for *_, took in found], seconds


def _processor(server: int) -> float:
    """Return the seconds of processor that a server and its workers have used (proc(5))."""
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == server or int(parts[1]) == server:
            total += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _worker(environment: dict[str, str], *words: object) -> str:
    command = [sys.executable, "-m", "tests.portal.intake_worker", *map(str, words)]
    return subprocess.run(
        command, env=environment, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE
    ).stdout


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the portal did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
