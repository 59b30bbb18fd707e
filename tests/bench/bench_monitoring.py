# SPDX-License-Identifier: EUPL-1.2
"""Evaluates 10,000 signatories over 40 measures and 8 periods in embedded storage: ``python -m tests.bench.bench_monitoring``.

The peer is what one would write first: a dictionary per report and a loop over every cell, in memory, without groups that may be shown.
Submissions are made up with a fixed seed; hardly any two are the same, which is the worst case for counting.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from adhere.engine.submissions import Submissions
from adhere.monitoring.course import regressions
from adhere.monitoring.portfolio import Row, portfolio
from adhere.monitoring.states import Bits
from adhere.reporting.report import SIZES

Result = TypeVar("Result")
SIGNATORIES, MEASURES, PERIODS = 10_000, 40, 8
GOAL, ROOM = 10.0, 1024
"""Seconds for the evaluation, and megabytes for the whole process."""
NAMES = tuple(f"A-1.{number}" for number in range(MEASURES))
WINDOWS = tuple(f"20{30 + number // 2}-{number % 2 + 1}" for number in range(PERIODS))
SCOPES = ((1 << MEASURES) - 1, (1 << 8) - 1, ((1 << MEASURES) - 1) ^ 0b111)
"""The full code, the part for Article 53, and the full code without one chapter."""


def main() -> int:
    """Print one row for each step; 1 where the goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "submissions.sqlite"
        with Submissions(path) as kept:
            imported, count = _timed(lambda: kept.add("made-up", NAMES, _rows()))
        with Submissions(path) as kept:
            whole, found = _timed(lambda: portfolio(kept.rows("made-up"), NAMES, WINDOWS))
            each, fallen = _timed(
                lambda: sum(len(regressions(one.rows, NAMES)) for one in kept.courses("made-up"))
            )
        size = path.stat().st_size / 1e6
    room = _peak()
    peer, cells = _timed(_peer)
    shown = sum(one.shown for one in found.results) / sum(one.adhering for one in found.results)
    sys.stdout.write("| step | submissions | s | goal |\n|---|---:|---:|---|\n")
    sys.stdout.write(f"| import into storage, {size:.0f} MB | {count:,} | {imported:.2f} | |\n")
    sys.stdout.write(f"| the code over all, {shown:.0%} shown | {count:,} | {whole:.2f} | |\n")
    sys.stdout.write(f"| every signatory over time, {fallen:,} fell back | {count:,} | {each:.2f} | |\n")
    sys.stdout.write(f"| both | {count:,} | {whole + each:.2f} | <= {GOAL:.0f} s |\n")
    sys.stdout.write(f"| peer: cell by cell in memory, {cells:,} counts | {count:,} | {peer:.2f} | |\n")
    sys.stdout.write(f"\nPeak memory before the peer ran: {room} MB (goal <= {ROOM} MB).\n")
    return int(whole + each > GOAL or room > ROOM)


def _rows() -> Iterator[Row]:
    for period, window in enumerate(WINDOWS):
        chance = random.Random(f"{period}")
        for number in range(SIGNATORIES):
            if number % 997 == period and period:
                continue  # a few leave in each period, for good or for a while
            met, known = chance.getrandbits(MEASURES), chance.getrandbits(MEASURES)
            bits = None if chance.random() < 0.03 else Bits(met, known)
            yield Row(
                window,
                f"s{number:05d}",
                SIZES[number % len(SIZES)],
                SCOPES[min(number % 10, 2)],
                bits,
            )


def _peer() -> int:
    """Count each cell of each report by size, and look for what fell back, with one dictionary per report."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    last: dict[str, dict[str, str]] = {}
    for row in _rows():
        answers = {
            name: row.bits.state(place).value if row.bits else "unknown"
            for place, name in enumerate(NAMES)
            if row.scope >> place & 1
        }
        for name, state in answers.items():
            counts[row.period, row.size, name, state] += 1
            if state == "not-met" and last.get(row.signatory, {}).get(name) == "met":
                counts["fell back", "", "", ""] += 1
        last[row.signatory] = answers
    return len(counts)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _peak() -> int:
    """Return the peak of resident memory of this process in megabytes, which includes making the submissions up."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
