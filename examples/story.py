# SPDX-License-Identifier: EUPL-1.2
"""The story that `make run` tells: a model folder becomes what applies to it and why, and what is missing.

Runs the commands as a user would and shows each one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_example import TARGET
from make_example import main as make_example

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 44
STORY = (
    ("What do the files of this model say?", ("read", "examples/model/voorbeeld-8b")),
    ("What does the law ask for it, and why?", ("classify", "examples/dossier", "--on", "2026-11-22")),
    (
        "What is wrong, running or still open, and who can know it?",
        ("check", "examples/dossier", "--on", "2026-11-22"),
    ),
    (
        "May the Commission approve a code of practice? Not since 27 July 2026:",
        ("law", "show", "aia:art-56.6", "--on", "2026-07-27"),
    ),
    (
        "The same in Dutch, as everything is:",
        ("law", "search", "wie publiceert de samenvatting", "--lang", "nl"),
    ),
)


def main() -> int:
    """Make the example model and run the commands; return the first exit status that is not expected."""
    make_example(TARGET)
    print(f"Made the example model in {TARGET.relative_to(ROOT)} (sparse files: real headers, no weights).")
    for question, command in STORY:
        print(f"\n\n### {question}\n$ adhere {' '.join(command)}\n", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "adhere", *command],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        lines = done.stdout.splitlines()
        print("\n".join(lines[:SHOWN]))
        if len(lines) > SHOWN:
            print(f"[... and {len(lines) - SHOWN} more lines: run the command to see them]")
        if done.returncode > 1 or (done.returncode and "check" not in command):
            print(done.stderr, file=sys.stderr)
            return done.returncode
    print("\n\n### And your own model?")
    print(
        "$ .venv-run/bin/adhere new my-dossier --from MODEL_FOLDER\n$ .venv-run/bin/adhere check my-dossier"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
