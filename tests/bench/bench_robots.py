# SPDX-License-Identifier: EUPL-1.2
"""Reads robots.txt files and decides on targets, beside protego: ``python -m tests.bench.bench_robots [--corpus FILE] [--peer FOLDER] [--hosts N]``.

``--corpus`` is a JSON Lines file (gzip) whose lines have ``body`` or ``body_base64`` and ``expected`` (per agent: lists ``allow`` and ``disallow``);
without it files are made up. ``--peer`` is a folder in which protego 0.7.0 is installed. One core, one process, best of three; every host has 100 targets
and is decided for one agent. Reading and deciding are measured apart: an audit reads a file once.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from adhere.content.robots.deciding import decide_all
from adhere.content.robots.reading import read

AGENT = "GPTBot"
TARGETS = 100
PEER_FACTOR = 10
GOAL = 3_000_000
"""Targets per second that the engine must reach; plain Python is shown beside it."""
FOLDERS = (
    "admin",
    "search",
    "cart",
    "tmp",
    "wp-admin",
    "includes",
    "user/login",
    "print",
    "*.php",
    "*?sort=",
    "api/*/private",
    "*/feed/",
)


def main() -> int:
    """Print a table; return 1 where a peer is faster than a tenth of ours."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--hosts", type=int, default=2_000)
    asked = parser.parse_args()
    hosts = list(_hosts(asked.corpus, asked.hosts))
    print(f"{len(hosts):,} hosts, {TARGETS} targets each, one core, Python {sys.version.split()[0]}\n")
    print("| reader | files/s | targets/s | decided the same |\n|---|---|---|---|")
    ours = _row("ours", hosts, lambda body: read(body).ruleset(AGENT), _decide_ours)
    theirs = _peer(asked.peer, hosts, ours[1])
    print(f"\nGoal of the engine: {GOAL:,} targets/s per core, {PEER_FACTOR} times protego.")
    return int(theirs is not None and ours[0] < theirs)


def _decide_ours(ruleset: Any, targets: list[str]) -> list[bool]:
    return [decision.allowed for decision in decide_all(ruleset, targets)]


def _peer(folder: Path | None, hosts: list[tuple[bytes, list[str]]], ours: list[list[bool]]) -> float | None:
    if folder is not None:
        sys.path.insert(0, str(folder))
    try:
        from protego import Protego
    except ImportError:
        print("protego is not installed: name its folder with --peer", file=sys.stderr)
        return None
    parse = Protego.parse

    def decide(parsed: Any, targets: list[str]) -> list[bool]:
        return [parsed.can_fetch(f"https://e.example{target}", AGENT) for target in targets]

    return _row("protego", hosts, lambda body: parse(body.decode("utf-8", "replace")), decide, ours)[0]


def _row(
    name: str,
    hosts: list[tuple[bytes, list[str]]],
    parse: Callable[[bytes], Any],
    decide: Callable[[Any, list[str]], list[bool]],
    beside: list[list[bool]] | None = None,
) -> tuple[float, list[list[bool]]]:
    reading, parsed = _best(lambda: [parse(body) for body, _ in hosts])
    deciding, decided = _best(
        lambda: [decide(one, targets) for one, (_, targets) in zip(parsed, hosts, strict=True)]
    )
    count = sum(len(targets) for _, targets in hosts)
    same = 1.0
    if beside is not None:
        pairs = [
            pair
            for mine, theirs in zip(beside, decided, strict=True)
            for pair in zip(mine, theirs, strict=True)
        ]
        same = sum(mine is theirs for mine, theirs in pairs) / len(pairs)
    print(f"| {name} | {len(hosts) / reading:,.0f} | {count / deciding:,.0f} | {same:.3%} |")
    return count / deciding, decided


def _best(work: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    took, result = [], []
    for _ in range(3):
        begun = time.process_time()
        result = work()
        took.append(time.process_time() - begun)
    return min(took), result


def _hosts(corpus: Path | None, count: int) -> Iterator[tuple[bytes, list[str]]]:
    chance = random.Random(9309)
    records = (
        list(_recorded(corpus))
        if corpus
        else [(_made_up(chance), _paths(chance)) for _ in range(min(count, 500))]
    )
    for at in range(count):
        body, paths = records[at % len(records)]
        yield body, [paths[number % len(paths)] + f"&n={number}" for number in range(TARGETS)]


def _recorded(corpus: Path) -> Iterator[tuple[bytes, list[str]]]:
    with gzip.open(corpus) as lines:
        for record in map(json.loads, lines):
            body = record["body"].encode() if "body" in record else base64.b64decode(record["body_base64"])
            paths = [
                path for said in record["expected"].values() for path in said["allow"] + said["disallow"]
            ]
            yield body, paths or ["/"]


def _made_up(chance: random.Random) -> bytes:
    lines = ["User-agent: *"]
    lines += [
        f"{chance.choice(('Disallow', 'Disallow', 'Allow'))}: /{chance.choice(FOLDERS)}/{n}"
        for n in range(chance.randint(0, 40))
    ]
    if chance.random() < 0.1:
        lines += ["", "User-agent: GPTBot", "User-agent: CCBot", "Disallow: /"]
    return "\n".join([*lines, "Sitemap: https://e.example/sitemap.xml", ""]).encode()


def _paths(chance: random.Random) -> list[str]:
    return [
        f"/{chance.choice(FOLDERS).replace('*', 'x')}/{chance.randint(0, 60)}/page?id={n}"
        for n in range(TARGETS)
    ]


if __name__ == "__main__":
    sys.exit(main())
