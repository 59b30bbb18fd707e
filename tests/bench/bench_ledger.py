# SPDX-License-Identifier: EUPL-1.2
"""Prints what the log and verify cost: ``python -m tests.bench.bench_ledger [ENTRIES]``, a million unless told.

Appending must be linear, a proof in a million entries take at most 5 ms, and 1,000 files of evidence at most 2 s.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median

from tests.unit.ledger.dossiers import dossier, instant, some_key

from adhere.ledger.issuing import start
from adhere.ledger.leaf import LINE_LIMIT
from adhere.ledger.log import Entry, Log
from adhere.ledger.merkle import includes, leaf_hash, node_hash
from adhere.ledger.places import LEAVES, lines_of
from adhere.ledger.verification import verify
from adhere.ledger.verification.logs import read_log
from adhere.ledger.verification.outcome import Outside, Problems
from adhere.ledger.writing import commit, writing

BATCH = 50_000
PROOFS = 200


def main() -> int:
    """Print a Markdown table; return 1 where a goal is missed."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_log(Path(folder) / "log" / "issued", entries), *_evidence(Path(folder) / "dossier")]
    print("| what | measured | goal | |\n|---|---|---|---|")
    for what, measured, goal, fine in rows:
        print(f"| {what} | {measured} | {goal} | {'yes' if fine else 'NO'} |")
    return int(not all(fine for *_, fine in rows))


def _log(issued: Path, entries: int) -> Iterator[tuple[str, str, str, bool]]:
    times = []
    with writing(issued) as log:
        start(log, some_key(), instant(0), "bench")
        while log.size <= entries:
            batch = [_entry(log.size + number) for number in range(min(BATCH, entries + 1 - log.size))]
            before = time.perf_counter()
            commit(log, log.prepare(batch, some_key()))
            times.append((time.perf_counter() - before) / len(batch))
    ratio = median(times[-5:]) / median(times[:5])
    yield (
        f"append {entries:,} entries, per entry, last against first",
        f"{sum(times) / len(times) * 1e6:.1f} µs, {ratio:.2f} times",
        "linear (under 1.5 times)",
        ratio < 1.5,
    )
    yield _one_commit(issued)
    yield from _proofs(issued)
    yield from _whole(issued)


def _one_commit(issued: Path) -> tuple[str, str, str, bool]:
    before = time.perf_counter()
    with writing(issued) as log:
        commit(log, log.prepare([_entry(log.size)], some_key()))
    spent = (time.perf_counter() - before) * 1000
    return "open that log, append one entry, to disk", f"{spent:.0f} ms", "", True


def _proofs(issued: Path) -> Iterator[tuple[str, str, str, bool]]:
    with Log.open(issued) as log:
        head = log.head
        assert head is not None
        spent: dict[str, list[float]] = {"inclusion": [], "consistency": []}
        for number in range(PROOFS):
            seq = number * (log.size - 1) // PROOFS + 1
            before = time.perf_counter()
            entry = log.entry_proof(seq)
            spent["inclusion"].append(time.perf_counter() - before)
            before = time.perf_counter()
            step = log.consistency(seq)
            spent["consistency"].append(time.perf_counter() - before)
            assert includes(leaf_hash(log.entry(seq).line), seq, log.size, entry.path, head.root)
            assert step.old == seq  # the log itself has checked that the path leads to its head
    for name, times in spent.items():
        worst = max(times) * 1000
        yield (
            f"{name} proof, median and worst",
            f"{median(times) * 1000:.2f} and {worst:.2f} ms",
            "5 ms",
            worst <= 5,
        )


def _whole(issued: Path) -> Iterator[tuple[str, str, str, bool]]:
    before = time.perf_counter()
    problems = Problems(outside=Outside())
    read = read_log(issued, problems)
    spent = time.perf_counter() - before
    fine = not problems.findings and read.whole
    yield "verify every line of that log", f"{spent:.1f} s", "no finding", fine
    before = time.perf_counter()
    leaves = [leaf_hash(line[:-1]) for line in lines_of(issued / LEAVES, LINE_LIMIT)]
    same = _plain_root(leaves) == (read.head.root if read.head else b"")
    yield (
        "its root by the definition, recursively",
        f"{time.perf_counter() - before:.1f} s",
        "the same root",
        same,
    )


def _plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(_plain_root(leaves[:split]), _plain_root(leaves[split:]))


def _evidence(root: Path) -> Iterator[tuple[str, str, str, bool]]:
    dossier(root, 1, evidence=1000, size=100_000)
    times = []
    for _ in range(3):
        before = time.perf_counter()
        found = verify(root)
        times.append(time.perf_counter() - before)
        assert found.outcome == "self-consistent"
    size = sum(path.stat().st_size for path in root.glob("models/**/*.txt")) / 1e6
    worst = max(times)
    yield f"verify an issue with 1,000 files of evidence ({size:.0f} MB)", f"{worst:.2f} s", "2 s", worst <= 2


def _entry(number: int) -> Entry:
    return Entry(
        kind="issue",
        subject=f"example/mdf/{number:04d}",
        payload_sha256=sha256(str(number).encode()).hexdigest(),
        at=instant(1),
        actor="bench",
    )


if __name__ == "__main__":
    sys.exit(main())
