# SPDX-License-Identifier: EUPL-1.2
"""Every bench in one run, each beside its peer: ``python tests/bench/run.py [--manifests FOLDER] [--peers FOLDER] [--portal]`` prints Markdown.

FOLDER with manifests is what ``shared/engine/make_manifest.py`` writes; without it the benches of training content are left out, and without
``--portal`` those of the portal, which make a million events first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHES = (
    "bench_command",
    "bench_read",
    "bench_process",
    "bench_compute",
    "bench_classify",
    "bench_coverage",
    "bench_texts",
    "bench_search",
    "bench_monitoring",
    "bench_draft",
    "bench_documentation",
    "bench_issue",
    "bench_ledger",
    "bench_robots",
)
OF_CONTENT = ("bench_domains", "bench_manifests", "bench_audit")
WITHOUT_PEERS = ("bench_manifests",)
OF_PORTAL = ("bench_intake", "bench_portal")
SMALLER = {"bench_ledger": ("100000",)}
"""Arguments that keep all of it within minutes; by itself a bench takes its full size."""


def main() -> int:
    """Run the benches one after another; return the worst exit status."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--manifests", type=Path)
    words.add_argument("--peers")
    words.add_argument("--portal", action="store_true")
    asked = words.parse_args()
    worst = max(_run(name, *SMALLER.get(name, ())) for name in BENCHES)
    files = sorted(map(str, asked.manifests.glob("*.parquet"))) if asked.manifests else []
    for name in OF_CONTENT if files else ():
        peers = ("--peers", asked.peers) if asked.peers and name not in WITHOUT_PEERS else ()
        worst = max(worst, _run(name, *files, *peers))
    for name in OF_PORTAL if asked.portal else ():
        worst = max(worst, _run(name))
    left_out = (*(() if files else OF_CONTENT), *(() if asked.portal else OF_PORTAL))
    print(f"\nLeft out: {', '.join(left_out) or 'nothing'}")
    return worst


def _run(name: str, *arguments: str) -> int:
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, "-m", f"tests.bench.{name}", *arguments]
    return subprocess.run(command, cwd=HERE.parents[1], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
