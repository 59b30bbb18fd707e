# SPDX-License-Identifier: EUPL-1.2
"""Prints what reading manifests and the tables beside the domain list cost: ``python -m tests.bench.bench_manifests PARQUET... [--rows 500000]``.

L1 is the time the engine takes to scan url and bytes, warm. All tables with digests and faults, beside the list of domains, may take 1.5 times that: the list
tells which rows have no URL, and what that adds to it is counted here. Without a list these are looked for. The other formats are converted once, and
their cost is told in rows a second. Processor time is told beside wall time, as a busy machine stretches the latter.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from adhere.engine.domains.embedded import rank
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import Session, open_session
from adhere.engine.figures.computing import compute_tables
from adhere.engine.manifests.converting import read_rows
from adhere.engine.manifests.hashing import digest
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.rules import Collected
from adhere.engine.quoting import literal

GOAL = 1.5
Cost = tuple[float, float]
"""Wall and processor seconds."""


def main() -> int:
    """Print a Markdown table; return 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--rows", type=int, default=500_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_session("4GB", temporary=Path(name)) as session:
        inputs = open_inputs(asked.paths)
        scan = f"SELECT count(*), sum(bytes), sum(strlen(url)) FROM ({inputs.relation(session)})"
        least = best(lambda: session.rows(scan))
        absent, by_list = places(session, asked.paths)
        alone = best(lambda: tables(session, asked.paths, None))
        beside = best(lambda: tables(session, asked.paths, absent))
        beside = (beside[0] + by_list[0], beside[1] + by_list[1])
        hashed = best(lambda: [digest(one) for one in inputs.located], 1)
        print("| what | wall | wall / L1 | processor / L1 |\n|---|---|---|---|")
        for what, cost in (
            ("L1: url and bytes", least),
            ("all tables, digests, faults, beside the list", beside),
            ("of which in the pass of the list", by_list),
            ("the same without a list", alone),
            ("digests alone", hashed),
        ):
            print(f"| {what} | {cost[0]:.2f} s | {cost[0] / least[0]:.2f} | {cost[1] / least[1]:.2f} |")
        print("\n| converted | rows/s | rows/s of one processor |\n|---|---|---|")
        for form, wall, processor in conversions(session, inputs.relation(session), asked.rows, Path(name)):
            print(f"| {form} | {wall:,.0f} | {processor:,.0f} |")
    return int(beside[1] > GOAL * least[1])


def tables(session: Session, paths: Sequence[str], absent: Sequence[int] | None) -> None:
    """Compute the tables and settle the inputs; ``absent`` are the places of the rows without a URL, where the list told them."""
    inputs = open_inputs(paths)
    found = compute_tables(session, inputs)
    inputs.settle(session, counted=found.sound, absent=absent)


def places(session: Session, paths: Sequence[str]) -> tuple[tuple[int, ...] | None, Cost]:
    """Return the places of the rows without a URL, and how much longer the list takes that tells them."""
    inputs, suffixes = open_inputs(paths), read_suffixes()
    wanted = inputs.may_lack_urls(session)

    def ranked(placed: bool) -> tuple[int, ...] | None:
        relation = inputs.relation(session, light=True, placed=placed)
        asked = Request(
            relation=relation, placed=placed, suffixes=suffixes, size=inputs.size, sizes=inputs.sizes(session)
        )
        return rank(session, asked).absent

    costs = [[best(lambda placed=placed: ranked(placed), 1) for placed in (False, wanted)] for _ in range(3)]  # type: ignore[misc]
    without, with_places = (tuple(min(one[at][kind] for one in costs) for kind in (0, 1)) for at in (0, 1))
    return ranked(wanted), (with_places[0] - without[0], with_places[1] - without[1])


def conversions(
    session: Session, relation: str, rows: int, folder: Path
) -> Iterator[tuple[str, float, float]]:
    """Yield how many rows each format is converted at in a second, and in a second of one processor."""
    columns = "url, fetch_time, bytes, language, modality, source, licence"
    for name, select, options in _made(columns):
        target = folder / name
        session.run(
            f"COPY (SELECT {select} FROM ({relation}) LIMIT {rows}) TO {literal(str(target))} ({options})"
        )
        works = (folder / f"work {number}" for number in itertools.count())
        wall, processor = best(lambda target=target, works=works: _parts(session, target, next(works)))  # type: ignore[misc]
        yield name, rows / wall, rows / processor
        if name.startswith("rows.cdx"):
            (member,) = open_inputs([target]).members
            made = (session.connection, member, folder / "staged", folder / "made", Collected())
            wall, processor = best(lambda made=made: read_rows(*made), 1)  # type: ignore[misc]
            yield f"{name}, row by row", rows / wall, rows / processor


def _parts(session: Session, target: Path, work: Path) -> None:
    open_inputs([target], work=work).parts(session)


def _made(columns: str) -> Iterator[tuple[str, str, str]]:
    """Names of files, what is selected for them, and how it is written; an index has what those of Common Crawl have."""
    lines = "FORMAT csv, QUOTE '', ESCAPE '', DELIMITER '\x01', HEADER false"
    key = "'com,example)/' || coalesce(bytes, 0) || ' ' || strftime(coalesce(fetch_time, TIMESTAMP '2024-01-01'), '%Y%m%d%H%M%S')"
    cells = (
        f"{key} || ' ' || coalesce(url, '-') || ' text/html 200 ' || 'K' || md5(url) || ' - - ' || coalesce(bytes, 0) || ' 1234567 '"
        " || 'crawl-data/segments/1/warc/00000.warc.gz'"
    )
    texts = {
        "url": "url", "mime": "'text/html'", "mime-detected": "'text/html'", "status": "'200'", "digest": "'K' || md5(url)", "length": "bytes::VARCHAR",
        "offset": "'1234567'", "filename": "'crawl-data/segments/1/warc/00000.warc.gz'", "charset": "'UTF-8'", "languages": "coalesce(language, 'eng')",
    }  # fmt: skip
    told = ", ".join(f"'{name}', {sql}" for name, sql in texts.items())
    objects = f"{key} || ' ' || replace(replace(json_object({told}), '\":\"', '\": \"'), '\",\"', '\", \"')"
    yield "rows.jsonl", columns, "FORMAT json"
    yield "rows.jsonl.gz", columns, "FORMAT json, COMPRESSION gzip"
    yield "rows.csv", columns, "FORMAT csv"
    for name, select in (("rows.cdx", cells), ("rows.cdxj", objects)):
        yield name, select, lines
        yield f"{name}.gz", select, f"{lines}, COMPRESSION gzip"


def best(work: Callable[[], object], times: int = 3) -> Cost:
    """Return the least that some work took, in wall and in processor time."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


if __name__ == "__main__":
    sys.exit(main())
