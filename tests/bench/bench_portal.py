# SPDX-License-Identifier: EUPL-1.2
"""Prints how long pages of a full portal take while fifty people read: ``python -m tests.bench.bench_portal``.

On SQLite, or on the server of ADHERE_PORTAL_DATABASE (tools/with_postgresql.py). Needs no program but Python; the data are made first, which takes
minutes.

Each reader asks a page, reads it whole, thinks for a second and asks another; no address is asked twice by design. The peer is a plain changelist
of Django's admin over the same summaries, served by the same server with as many workers, and asked by as many readers right after.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from threading import Thread

from tests.bench.portal_data import FIRST, SECOND, name_of, slug_of
from tests.portal.served import AWAY, ROOT, Served, free_port, new_database

GOAL = 0.150
WARM = 10
"""Seconds that are read and not counted, in which each worker reads the law for the first time."""
DAYS = 100
TODAY = datetime.now(tz=UTC).date()
QUESTIONS = ("training compute", "copyright policy", "opt-out", "serious incident", "downstream provider", "trainingsdata", "auteursrecht", "melden", "aanbieder", "samenvatting")  # fmt: skip
_NEXT = re.compile(rb'href="\?([^"]*after=[^"]+)"')
Page = tuple[str, str]


def main() -> int:
    """Print a Markdown table; return 1 where a page of ours misses the goal."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--summaries", type=int, default=100_000)
    told.add_argument("--signatories", type=int, default=10_000)
    told.add_argument("--events", type=int, default=1_000_000)
    told.add_argument("--readers", type=int, default=50)
    told.add_argument("--seconds", type=int, default=60)
    asked = told.parse_args()
    with tempfile.TemporaryDirectory(prefix="adhere-portal-bench-") as name:
        served = Served(Path(name), new_database())
        begun = time.process_time(), time.perf_counter()
        served.run("tests.bench.portal_data", asked.summaries, asked.signatories, asked.events)
        print(f"data made in {time.perf_counter() - begun[1]:.0f} s", file=sys.stderr)
        served.start()
        try:
            _read(served.port, asked, _pages(asked), served.processor, WARM)
            ours = _read(served.port, asked, _pages(asked), served.processor, asked.seconds)
            peers = _with_peer(served, asked)
        finally:
            served.stop()
    print(f"{TODAY}, {_machine()}, {'PostgreSQL' if served.database else 'SQLite'}: {asked.summaries:,} summaries, {asked.signatories:,} signatories, {asked.events:,} events; {asked.readers} readers, {served.workers} workers, {asked.seconds} s")  # fmt: skip
    print("\n| page | asked | p50 | p95 | p99 | goal |\n|---|---:|---:|---:|---:|---|")
    return int(not all([*ours.rows(GOAL), *peers.rows(None)]))


class Times:
    """How long answers took, by kind of page, and the processor time of the server for each of them."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.wrong: list[tuple[str, int]] = []
        self.spent = 0.0

    def rows(self, goal: float | None) -> Iterator[bool]:
        """Print a row for each kind; yield whether it meets the goal."""
        for kind, took in sorted(self.seconds.items()):
            cuts = quantiles(took, n=100) if len(took) > 1 else took * 99
            fine = goal is None or cuts[94] <= goal
            verdict = "" if goal is None else f"<= {goal * 1000:.0f} ms: {'yes' if fine else 'NO'}"
            print(f"| {kind} | {len(took)} | {cuts[49] * 1000:.0f} ms | {cuts[94] * 1000:.0f} ms | {cuts[98] * 1000:.0f} ms | {verdict} |")  # fmt: skip
            yield fine
        count = sum(map(len, self.seconds.values()))
        print(
            f"| processor time of the server for each | {count} | {self.spent / max(1, count) * 1000:.1f} ms | | | |"
        )
        yield not self.wrong or bool(print(f"answered otherwise than 200: {self.wrong[:5]}", file=sys.stderr))


def _read(port: int, asked: argparse.Namespace, pages: Callable[[random.Random], Iterator[Page]], processor: Callable[[], float], seconds: int) -> Times:  # fmt: skip
    """Let so many readers read for so many seconds."""
    times, until = Times(), time.monotonic() + seconds
    before = processor()
    readers = [
        Thread(
            target=_reader, args=(port, pages(random.Random(number)), times, until, number / asked.readers)
        )
        for number in range(asked.readers)
    ]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    times.spent = processor() - before
    return times


def _reader(port: int, pages: Iterator[Page], times: Times, until: float, begin: float) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(begin)
    following = ""
    for kind, address in pages:
        if time.monotonic() > until:
            break
        path = following if following and kind.startswith("register") else address
        begun = time.perf_counter()
        try:
            status, content = _ask(connection, path)
        except AWAY:
            times.wrong.append((path, 0))
            continue
        times.seconds[kind].append(time.perf_counter() - begun)
        if status != 200:
            times.wrong.append((path, status))
        if kind.startswith("register"):
            found = _NEXT.search(content)
            following = f"{path.partition('?')[0]}?{found[1].decode().replace('&amp;', '&')}" if found else ""
        time.sleep(1)
    connection.close()


def _ask(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    """Ask for a page; where the server closed a connection that was idle, over a new one, as browsers do."""
    for last in (False, True):
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except AWAY:
            connection.close()
            if last:
                raise
    raise AssertionError


def _pages(asked: argparse.Namespace) -> Callable[[random.Random], Iterator[Page]]:
    """Return what a reader asks for: each kind in turn, each time something else."""

    def of(chance: random.Random) -> Iterator[Page]:
        articles = [*range(51, 57), 78, 88, 89, 90, 91, 92, 93, 101]
        while True:
            language = chance.choice(("nl", "en"))
            number = chance.randrange(asked.summaries)
            day = TODAY - timedelta(days=chance.randrange(DAYS))
            word = chance.choice(FIRST) + chance.choice(SECOND)
            registers = f"/{language}/registers"
            kinds = [
                ("register: summaries", f"{registers}/summaries/?on={day}"),
                ("register: models", f"{registers}/models/?on={day}"),
                ("register: signatories", f"{registers}/signatories/?on={day}"),
                ("register: without a summary", f"{registers}/missing/?on={day}"),
                ("search: a common word", f"{registers}/models/?q={word}"),
                ("search: one summary", f"{registers}/summaries/?q={name_of(number).replace(' ', '+')}"),
                (
                    "search: a provider",
                    f"{registers}/signatories/?q={name_of(number % asked.signatories).replace(' ', '+')}",
                ),
                (
                    "search: two words that never meet",
                    f"{registers}/models/?q={'+'.join(chance.sample(FIRST, 2))}",
                ),
                ("search: nothing there", f"{registers}/models/?q=x{number}x"),
                (
                    "search: the law",
                    f"/{language}/law/search/?q={chance.choice(QUESTIONS).replace(' ', '+')}+{number % 99}",
                ),
                ("model", f"{registers}/models/{slug_of(number)}/"),
                ("provider", f"{registers}/providers/provider-{number % asked.signatories}/"),
                ("law", f"/{language}/law/art-{chance.choice(articles)}/?on={day}"),
                ("log", f"/{language}/log/?before={chance.randrange(asked.events)}"),
                ("event", f"/{language}/log/{chance.randrange(asked.events)}/"),
            ]
            chance.shuffle(kinds)
            yield from kinds

    return of


def _with_peer(served: Served, asked: argparse.Namespace) -> Times:
    """Serve the peer beside it and read that."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.bench.portal_peer:application", "--bind", f"127.0.0.1:{port}", "--workers", str(served.workers), "--threads", "4", "--worker-class", "gthread", "--preload", "--log-level", "warning"]  # fmt: skip
    environment = {one: value for one, value in served.environment.items() if one != "DJANGO_SETTINGS_MODULE"}
    peer = Served(served.folder, served.database, port=port)
    peer.process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        for _ in range(600):
            try:
                if peer.ask("GET", "/admin/register/summary/")[0] == 200:
                    break
            except AWAY:
                time.sleep(0.1)
        last = asked.summaries // 50

        def of(chance: random.Random) -> Iterator[Page]:
            while True:
                word = chance.choice(FIRST) + chance.choice(SECOND)
                yield (
                    "peer: a page of the changelist",
                    f"/admin/register/summary/?p={chance.randrange(1, last)}",
                )
                yield "peer: its search", f"/admin/register/summary/?q={word}"

        _read(port, asked, of, peer.processor, WARM)
        return _read(port, asked, of, peer.processor, asked.seconds)
    finally:
        peer.stop()


def _machine() -> str:
    import django
    import gunicorn

    load = os.getloadavg()[0]
    return f"{os.cpu_count()} processors, load {load:.1f}, Python {platform.python_version()}, Django {django.__version__}, gunicorn {gunicorn.__version__}"


if __name__ == "__main__":
    sys.exit(main())
