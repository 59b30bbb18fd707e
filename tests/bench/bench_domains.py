# SPDX-License-Identifier: EUPL-1.2
"""What the list of domains costs beside a bare scan and what people use: ``python -m tests.bench.bench_domains FILES [--peers FOLDER]``.

L1 is the time the same engine takes to read the columns url and bytes, warm. Each measurement is a process of its own, the best of three;
seconds are wall and, in brackets, CPU over all threads. ``--rows N`` limits what the slow programs read; they are compared by rows per second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adhere.engine.domains.figures import Written
    from adhere.engine.domains.request import Ranking

GOALS = {"few": 5.5, "many": 4.0}
"""Times L1, with fewer and with more than 45 rows for each domain."""
PEERS = (("independent", False, 0), ("pandas", False, 15), ("datatrove", True, 50))
"""What people use, in one process: whether ours counts by the processor time of all its cores, and how much quicker it has to be."""
MEMORY = "1GB"
PLENTY = "16GB"


def main() -> int:
    """Print a Markdown table, or, as the process of one measurement, its figures; return 1 where a goal is missed."""
    asked = _asked()
    if asked.one:
        begun, spent = time.perf_counter(), time.process_time()
        found = ONES[asked.one](asked.files, asked)
        seconds = found.pop("seconds", time.perf_counter() - begun)
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(json.dumps({"seconds": seconds, "cpu": time.process_time() - spent, "gigabytes": rss, **found}))
        return 0
    return _table(asked)


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("files", nargs="+")
    words.add_argument("--one")
    words.add_argument("--memory", default=PLENTY)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--plain-sql", dest="native", action="store_false", help="without functions in C")
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--spark", metavar="PYTHON", help="the interpreter of an environment with Spark")
    words.add_argument(
        "--peers", help="a folder made with pip install --target: pandas, tldextract, datatrove"
    )
    return words.parse_args()


def _relation(files: list[str]) -> str:
    names = ", ".join(f"'{name}'" for name in files)
    return f"SELECT url, bytes, modality FROM read_parquet([{names}])"


def _scan(files: list[str], asked: argparse.Namespace) -> dict[str, Any]:
    from adhere.engine.embedded import open_session

    with open_session(asked.memory) as session:
        session.rows(f"SELECT sum(bytes) FROM ({_relation(files)})")  # warm
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            ((rows, _),) = session.rows(
                f"SELECT count(url), sum(strlen(url)) + sum(bytes) FROM ({_relation(files)})"
            )
            times.append(time.perf_counter() - begun)
    return {"rows": rows, "seconds": min(times)}


def _rank(files: list[str], asked: argparse.Namespace, *, modalities: bool = False) -> dict[str, Any]:
    from adhere.engine.domains.embedded import rank
    from adhere.engine.domains.figures import write_list
    from adhere.engine.domains.request import Request
    from adhere.engine.domains.suffixlist import read_suffixes
    from adhere.engine.embedded import open_session
    from adhere.engine.manifests.footers import sizes

    suffixes = read_suffixes()
    with open_session(asked.memory) as session:
        begun = time.perf_counter()
        request = Request(
            relation=_relation(files),
            suffixes=suffixes,
            modalities=modalities,
            native=asked.native,
            sizes=sizes(session.connection, files, "bytes"),
        )
        found = rank(session, request)
        written = write_list(found, session.folder / "domains.tsv")
        seconds = time.perf_counter() - begun
    return _told(found, written, seconds)


def _told(found: Ranking, written: Written, seconds: float) -> dict[str, Any]:
    return {
        "rows": found.documents,
        "domains": found.domains,
        "sha256": written.sha256,
        "seconds": seconds,
    }


def _with_modalities(files: list[str], asked: argparse.Namespace) -> dict[str, Any]:
    return _rank(files, asked, modalities=True)


def _independent(files: list[str], asked: argparse.Namespace) -> dict[str, Any]:
    from itertools import islice

    from publicsuffixlist import PublicSuffixList
    from tests.bench.independent_domains import read, tell

    told = tell(islice(read(files), asked.rows), PublicSuffixList(only_icann=True))
    digest = hashlib.sha256(b"".join(told.lines(told.tenth))).hexdigest()
    return {"rows": asked.rows, "domains": len(told.rows), "sha256": digest}


def _pandas(files: list[str], asked: argparse.Namespace) -> dict[str, Any]:
    """What people write: a column of domains by tldextract, grouped and sorted."""
    import pandas as pd
    import pyarrow.parquet as pq
    import tldextract

    batch = next(pq.ParquetFile(files[0]).iter_batches(asked.rows, columns=["url", "bytes"]))
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    extract("https://example.com/")
    begun = time.perf_counter()
    frame: Any = pd.DataFrame(batch.to_pydict())
    frame["domain"] = [extract(url).top_domain_under_public_suffix for url in frame["url"]]
    listed = frame.groupby("domain")["bytes"].sum().sort_values(ascending=False)
    listed.head(-(-len(listed) // 10))
    return {"rows": len(frame), "seconds": time.perf_counter() - begun}


def _datatrove(files: list[str], asked: argparse.Namespace) -> dict[str, Any]:
    """Its own block for statistics: bytes by fqdn and by suffix, which is as near as it comes to a list of domains."""
    import pyarrow.parquet as pq
    from datatrove.data import Document
    from datatrove.pipeline.stats.base import BaseStats

    class Sizes(BaseStats):  # type: ignore[misc]
        name = "bytes"

        def extract_stats(self, doc: Any) -> dict[str, int | float]:
            return {"bytes": doc.metadata["bytes"]}

    batch = next(pq.ParquetFile(files[0]).iter_batches(asked.rows, columns=["url", "bytes"]))
    documents = [Document(text="", id=str(at), metadata=row) for at, row in enumerate(batch.to_pylist())]
    block = Sizes(output_folder=os.environ["BENCH_FOLDER"], groups_to_compute=["fqdn", "suffix"])
    list(block.run(iter(documents[:10])))  # it looks for a list of suffixes first
    begun = time.perf_counter()
    list(block.run(iter(documents)))
    return {"rows": len(documents), "seconds": time.perf_counter() - begun}


def _spark(files: list[str], _asked: argparse.Namespace) -> dict[str, Any]:
    """The same on Spark, on all cores of this machine; the start of the session is left out."""
    from adhere.engine.domains.anywhere import rank
    from adhere.engine.domains.figures import write_list
    from adhere.engine.domains.request import Request
    from adhere.engine.domains.suffixlist import read_suffixes
    from adhere.engine.spark import open_cluster

    with open_cluster(memory="8g") as cluster:
        cluster.read("manifest", files)
        begun = time.perf_counter()
        request = Request(relation="SELECT url, bytes, modality FROM manifest", suffixes=read_suffixes())
        found = rank(cluster, request)
        written = write_list(found, Path(os.environ["BENCH_FOLDER"]) / "domains.tsv")
        seconds = time.perf_counter() - begun
    return _told(found, written, seconds)


ONES: dict[str, Callable[[list[str], argparse.Namespace], dict[str, Any]]] = {
    "scan": _scan,
    "rank": _rank,
    "modalities": _with_modalities,
    "independent": _independent,
    "pandas": _pandas,
    "datatrove": _datatrove,
    "spark": _spark,
}


def _measured(
    asked: argparse.Namespace, one: str, times: int = 1, **options: object
) -> dict[str, Any] | None:
    """Return the best of some processes, None where what it needs is not there."""
    words = [
        asked.spark if one == "spark" else sys.executable,
        "-m",
        "tests.bench.bench_domains",
        *asked.files,
        "--one",
        one,
        "--rows",
        str(asked.rows),
    ]
    for name, value in options.items():
        words += [f"--{name}", str(value)]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), asked.peers)))
        environment = os.environ | {"PYTHONPATH": path, "BENCH_FOLDER": folder}
        found = []
        for _ in range(times):
            told = subprocess.run(
                words,
                capture_output=True,
                text=True,
                check=False,
                env=environment,
                cwd=Path(__file__).parents[2],
            )
            if told.returncode:
                print(f"- {one}: NOT RUN, {told.stderr.strip().splitlines()[-1][:200]}", file=sys.stderr)
                return None
            found.append(json.loads(told.stdout.splitlines()[-1]))
    return min(found, key=lambda one: one["seconds"])


def _table(asked: argparse.Namespace) -> int:
    scan = _measured(asked, "scan", asked.times)
    ours = _measured(asked, "rank", asked.times)
    assert scan is not None
    assert ours is not None
    limit = GOALS["many" if ours["rows"] / ours["domains"] >= 45 else "few"]
    print(f"{scan['rows']:,} rows, {ours['domains']:,} domains, load {os.getloadavg()[0]:.1f}\n")
    print("| what | seconds | of L1 | GB | million rows/s | goal | |\n|---|---:|---:|---:|---:|---|---|")
    _line("L1: url and bytes read", scan, scan)
    fine = _line("list of domains", ours, scan, f"<= {limit} L1", ours["seconds"] <= limit * scan["seconds"])
    more = _measured(asked, "modalities", asked.times)
    _line("list with bytes by modality", more, scan)
    less = _measured(asked, "rank", asked.times, memory=MEMORY)
    if less is not None:
        held = less["seconds"] <= 1.3 * ours["seconds"] and less["gigabytes"] <= 1.2
        assert less["sha256"] == ours["sha256"]
        fine &= _line(f"list within {MEMORY}", less, scan, "<= 1.2 GB, 1.3 x the time", held)
    cluster = _measured(asked, "spark") if asked.spark else None
    if cluster is not None:
        assert cluster["sha256"] == ours["sha256"]
        held = cluster["seconds"] <= 5 * (more or ours)["seconds"]
        fine &= _line("Spark on the same cores, with modalities", cluster, scan, "<= 5 x ours", held)
    for name, per_core, wanted in PEERS:
        peer = _measured(asked, name)
        if peer is not None:
            times = ours["rows"] / ours["cpu" if per_core else "seconds"] / (peer["rows"] / peer["seconds"])
            per = " per core" if per_core else ""
            goal = f">= {wanted} x{per}" if wanted else ""
            fine &= _line(
                f"{name}: the list is {times:.0f} x as quick{per}", peer, scan, goal, times >= wanted
            )
    return int(not fine)


def _line(
    what: str, found: dict[str, Any] | None, scan: dict[str, Any], goal: str = "", held: bool = True
) -> bool:
    if found is not None:
        rate = found["rows"] / found["seconds"] / 1e6
        print(
            f"| {what} | {found['seconds']:.2f} ({found['cpu']:.1f}) | {found['seconds'] / scan['seconds']:.2f} |"
            f" {found['gigabytes']:.2f} | {rate:.3f} | {goal} | {('yes' if held else 'NO') if goal else ''} |",
            flush=True,
        )
    return held


if __name__ == "__main__":
    sys.exit(main())
