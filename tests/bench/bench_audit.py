# SPDX-License-Identifier: EUPL-1.2
"""What an audit costs beside a bare scan and what people use: ``python -m tests.bench.bench_audit FILES [--peers FOLDER]``.

L1 is the time the same engine takes to read the columns url and bytes, warm. FILES are Parquet with url, fetch_time and bytes; the robots.txt are
those beside the repository (``shared/engine/robots_real``), given to the sites with most URLs. Everything is CPU time of one process with
one thread unless it says otherwise, so that other work on the machine disturbs ratios little; ``--peers`` is a folder with protego. Functions in C
are used where there is a compiler; ``ADHERE_CC=none`` measures SQL alone.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from adhere.content.agents.known import listing
from adhere.engine.audit.auditing import Asked, Audit
from adhere.engine.audit.query import by_rules, heard
from adhere.engine.audit.records import RawRecord, Records
from adhere.engine.embedded import Session, open_session

REAL = (
    Path(__file__).resolve().parents[2].parent / "shared" / "engine" / "robots_real" / "robots_real.jsonl.gz"
)
FIRST = datetime(2000, 1, 1)  # noqa: DTZ001
HOSTS, EACH = 10_000, 100
SITES = 100_000
GOALS = {"match": 3e6, "protego": 10.0, "agents": 1.5, "end": 4.0, "pipeline": 20.0}


def main() -> int:
    """Print a Markdown table; return 1 where a goal is missed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("files", nargs="+")
    words.add_argument("--peers")
    words.add_argument("--slow-rows", type=int, default=100_000)
    asked = words.parse_args()
    bodies = _bodies()
    rows = [*_matching(asked, bodies), *_whole(asked, bodies)]
    print(f"| what | measured | goal | load {os.getloadavg()[0]:.1f} |\n|---|---|---|---|")
    for what, measured, goal, met in rows:
        print(f"| {what} | {measured} | {goal} | {'met' if met else 'missed'} |")
    return int(not all(met for *_, met in rows))


def _bodies() -> list[bytes]:
    with gzip.open(REAL) as file:
        found = [json.loads(line) for line in file]
    return [
        one["body"].encode() if one.get("body") is not None else base64.b64decode(one["body_base64"])
        for one in found
    ]


def _least(work: Callable[[], Any], times: int = 3) -> float:
    """The least CPU time of several tries."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def _records(sites: list[str], bodies: list[bytes]) -> Records:
    kept = Records()
    kept.take(
        (RawRecord(site, FIRST, 200, bodies[number % len(bodies)]) for number, site in enumerate(sites)),
        "bench",
    )
    return kept


def _audit(session: Session, urls: str, kept: Records, agents: tuple[str, ...], folder: str) -> Audit:
    made = Audit(session, urls, Asked(agents=agents, age=None, keep=False), Path(folder), native=True)
    made.prepare(kept, None, processes=1)
    return made


def _matching(asked: argparse.Namespace, bodies: list[bytes]) -> list[tuple[str, str, str, bool]]:
    """Paths of the files on 10,000 sites, decided by the rules of each."""
    chance = random.Random(9309)
    sites = [f"https://s{number}.example/" for number in range(HOSTS)]
    with TemporaryDirectory() as folder, open_session("4GB", 1) as session:
        paths = [
            path or "/"
            for (path,) in session.rows(
                f"SELECT regexp_extract(url, '^[a-z]+://[^/]*/(.*)$', 1) FROM read_parquet({asked.files}) WHERE url LIKE 'http%' LIMIT {HOSTS * EACH}"
            )
        ]
        urls = [
            site + paths[(number * EACH + place) % len(paths)]
            for number, site in enumerate(sites)
            for place in range(EACH)
        ]
        chance.shuffle(urls)
        file = Path(folder) / "urls"
        file.write_text("\n".join(urls), encoding="utf-8", errors="replace")
        session.run(
            f"CREATE TABLE u AS SELECT column0 AS url, TIMESTAMP '2024-01-01' AS fetch_time, CAST(1 AS BIGINT) AS bytes, row_number() OVER () AS nth"
            f" FROM read_csv('{file}', delim = '\\x01', header = false, quote = '', escape = '', columns = {{column0: 'VARCHAR'}})"
        )
        kept = _records(sites, bodies)
        many = tuple(sorted({one.token for one in listing().agents if one.is_token}))[:150]
        seconds, prepared, matching = {}, {}, 0.0
        for name, agents in (("one", ("GPTBot",)), ("many", many)):
            begun = time.process_time()
            made = _audit(session, "SELECT * FROM u", kept, agents, folder)
            prepared[name] = time.process_time() - begun
            count = f"SELECT agents, verdict, count(*), sum(bytes) FROM ({made.select}) GROUP BY ALL"
            seconds[name] = _least(lambda count=count: session.rows(count))  # type: ignore[misc]
            matching = matching or _matched(session, made)
    speed = HOSTS * EACH / seconds["one"]
    ratio = seconds["many"] / seconds["one"]
    whole = (seconds["many"] + prepared["many"]) / (seconds["one"] + prepared["one"])
    out = [
        (
            "matching alone, URLs/s per core, 10,000 sites x 100",
            f"{matching / 1e6:.2f} M",
            "3 M",
            matching >= GOALS["match"],
        ),
        ("whole decisions of the same", f"{speed / 1e6:.2f} M", "-", True),
        (f"{len(many)} agents against one, decisions", f"{ratio:.2f} x", "1.5 x", ratio <= GOALS["agents"]),
        ("the same with reading the files", f"{whole:.2f} x", "1.5 x", whole <= GOALS["agents"]),
    ]
    peer = _protego(asked, urls[: asked.slow_rows], bodies)
    if peer:
        out.append(
            (
                "against protego, files read, URLs known",
                f"{speed / peer:.1f} x",
                "10 x",
                speed / peer >= GOALS["protego"],
            )
        )
    return out


def _matched(session: Session, made: Audit) -> float:
    """URLs a second where it is known by which set of rules each is decided, and how its path begins: the rule that decides, and its verdict."""
    session.run(f"CREATE OR REPLACE TEMP TABLE heard AS {heard('SELECT * FROM u')}")
    verdicts = f"WITH {by_rules(made.asking)} SELECT count(*), sum(code % 2) FROM ruled"
    spent = _least(lambda: session.rows(verdicts))
    session.run("DROP TABLE heard")
    return HOSTS * EACH / spent


def _protego(asked: argparse.Namespace, urls: list[str], bodies: list[bytes]) -> float | None:
    """URLs a second of protego with every file read before."""
    made = _peer(asked)
    if made is None:
        return None
    read = {
        f"s{number}.example": made.parse(bodies[number % len(bodies)].decode("utf-8", "replace"))
        for number in range(HOSTS)
    }
    begun = time.process_time()
    for url in urls:
        read[url[8 : url.index("/", 8)]].can_fetch(url, "GPTBot")
    return len(urls) / (time.process_time() - begun)


def _peer(asked: argparse.Namespace) -> Any:
    if not asked.peers:
        print("protego was left out: name its folder with --peers", file=sys.stderr)
        return None
    sys.path.insert(0, asked.peers)
    return importlib.import_module("protego").Protego


def _whole(asked: argparse.Namespace, bodies: list[bytes]) -> list[tuple[str, str, str, bool]]:
    """Whole files: authority, state at the time, decision, bytes by verdict; the sites with most URLs have a record."""
    names = ", ".join(f"'{name}'" for name in asked.files)
    urls = f"SELECT url, fetch_time, bytes, file_row_number AS nth FROM read_parquet([{names}])"
    with TemporaryDirectory() as folder, open_session("4GB", 1) as session:
        sites = [
            site
            for (site,) in session.rows(
                f"SELECT regexp_extract(url, '^https?://[a-z0-9.-]+/', 0) AS s FROM ({urls}) GROUP BY s HAVING s <> '' ORDER BY count(*) DESC, s LIMIT {SITES}"
            )
        ]
        scan = _least(lambda: session.rows(f"SELECT sum(bytes), sum(strlen(url)) FROM ({urls})"))
        ((rows,),) = session.rows(f"SELECT count(*) FROM ({urls})")
        made = _audit(session, urls, _records(sites, bodies), ("GPTBot",), folder)
        seconds = _least(lambda: session.rows(f"CREATE OR REPLACE TEMP TABLE counted AS {made.counted}"))
        out = [
            (
                "whole files, counted by month, site and reason, times L1",
                f"{seconds / scan:.1f} x",
                "4 x",
                seconds / scan <= GOALS["end"],
            )
        ]
        written = _least(lambda: made.write(Path(folder)), 1)
        out.append(
            ("the same with a decision per URL written, times L1", f"{written / scan:.1f} x", "-", True)
        )
        peer = _peer(asked)
        if peer:
            some = [url for (url,) in session.rows(f"SELECT url FROM ({urls}) LIMIT {asked.slow_rows}")]
            slow = _pipeline(
                peer,
                some,
                dict(zip(sites, (bodies[n % len(bodies)] for n in range(len(sites))), strict=True)),
            )
            ratio = rows / seconds / slow
            out.append(
                ("against urlsplit and cached protego", f"{ratio:.1f} x", "20 x", ratio >= GOALS["pipeline"])
            )
    return out


def _pipeline(peer: Any, urls: list[str], bodies: dict[str, bytes]) -> float:
    """URLs a second of what people write: take a URL apart, look up its file, read once, ask."""
    parsed: dict[bytes, Any] = {
        body: peer.parse(body.decode("utf-8", "replace")) for body in set(bodies.values())
    }
    begun = time.process_time()
    for url in urls:
        try:
            parts = urlsplit(url)
            body = bodies.get(f"{parts.scheme}://{parts.hostname}/")
        except ValueError:
            continue
        if body is not None:
            parsed[body].can_fetch(url, "GPTBot")
    return len(urls) / (time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(main())
