# SPDX-License-Identifier: EUPL-1.2
"""Works out the coverage of a code of 400 measures over 500 obligations and prints Markdown: ``python -m tests.bench.bench_coverage``.

The code is made up with a fixed seed: once with three links for each measure, once with a link from every measure to everything.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date

from adhere.codes.code import Chapter, Code, Commitment, Measure, Service
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Ground, Obligation
from adhere.kernel.text import plain

MEASURES, OBLIGATIONS = 400, 500
GOAL = 0.05
"""Seconds."""
RUNS = 5


def main() -> int:
    """Print one row for each code: links, processor seconds for all results, and for every cell too."""
    chance = random.Random(56)
    names = [f"aia:art-{number // 10}.{number % 10}" for number in range(OBLIGATIONS)]
    standing = tuple(
        Obligation(id=f"duty:{name}", kind="duty", provisions=(name,), content=plain(name)) for name in names
    )
    ground = Ground(on=date(2026, 11, 22), obligations=standing)
    sys.stdout.write(
        "| links | filled cells | results, s | with every cell, s | goal, s |\n|---|---|---|---|---|\n"
    )
    worst = 0.0
    for each in (3, 50, OBLIGATIONS):
        code = _code(chance, names, each)
        results, cells, count = min(_timed(code, ground) for _ in range(RUNS))
        worst = max(worst, results)
        sys.stdout.write(f"| {each * MEASURES:,} | {count:,} | {results:.4f} | {cells:.4f} | {GOAL:.2f} |\n")
    return int(worst > GOAL)


def _timed(code: Code, ground: Ground) -> tuple[float, float, int]:
    begun = time.process_time()
    found = Coverage(code=code, ground=ground)
    _ = (found.holes, found.partial, found.left, found.overlaps, found.idle, found.one_sided)
    results = time.process_time() - begun
    count = sum(1 for one in ground.obligations for _ in found.cells(one))
    return results, time.process_time() - begun, count


def _code(chance: random.Random, names: list[str], each: int) -> Code:
    text = plain("-")
    chapter = Chapter(id="A", title=text, binds=text, when="", provisions=(), official="")
    commitments = tuple(
        Commitment(
            id=f"A-{number}", chapter="A", title=text, content=text, provisions=tuple(chance.sample(names, 3))
        )
        for number in range(40)
    )
    measures = tuple(
        Measure(
            id=f"A-{number % 40}.{number // 40}",
            commitment=f"A-{number % 40}",
            title=text,
            grade="ours",
            sources=(),
            requires=(),
            serves=tuple(
                Service(provision=name, rationale=text, grade="ours") for name in chance.sample(names, each)
            ),
        )
        for number in range(MEASURES)
    )
    return Code(
        id="made-up",
        version="1",
        title=text,
        status="draft",
        history=(),
        sources={},
        chapters=(chapter,),
        commitments=commitments,
        measures=measures,
        appendices=(),
    )


if __name__ == "__main__":
    sys.exit(main())
