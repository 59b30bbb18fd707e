# SPDX-License-Identifier: EUPL-1.2
"""Every bench in one run, each beside its peer: ``python tests/bench/run.py`` prints Markdown."""

from __future__ import annotations

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
SMALLER = {"bench_ledger": ("100000",)}
"""Arguments that keep all of it within minutes; by itself a bench takes its full size."""


def main() -> int:
    """Run the benches one after another; return the worst exit status."""
    worst = 0
    for name in BENCHES:
        print(f"\n## {name}\n", flush=True)
        worst = max(
            worst,
            subprocess.run(
                [sys.executable, "-m", f"tests.bench.{name}", *SMALLER.get(name, ())],
                cwd=HERE.parents[1],
                check=False,
            ).returncode,
        )
    return worst


if __name__ == "__main__":
    sys.exit(main())
