# SPDX-License-Identifier: EUPL-1.2
"""The story that `make run` tells: a model folder becomes what applies to it and why, a filled form, and what is missing.

Runs the commands as a user would and shows each one. What is issued goes to a copy of the example, with a key made for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_example import TARGET
from make_example import main as make_example

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 44
ON = ("--on", "2026-11-22")
MODEL = ("--model", "voorbeeld-8b")
CONTENT = "examples/content/summary"
SUMMARISE = (
    "content", "summarise", f"{CONTENT}/pages.jsonl", f"{CONTENT}/datasets.csv", f"{CONTENT}/dialogues.csv",
    "--sources", f"{CONTENT}/sources.yaml", "--to", "html", "--out", "build/story/summary",
)  # fmt: skip
PAGE = "https://nieuws.example/archief/2024/bericht.html"
STORY = (
    ("What do the files of this model say?", ("read", "examples/model/voorbeeld-8b")),
    ("What does the law ask for it, and why?", ("classify", "examples/dossier", *ON)),
    (
        "What is wrong, running or still open, and who can know it?",
        ("check", "examples/dossier", *ON),
    ),
    (
        "The Model Documentation Form, filled from files and statements, with sources:",
        ("draft", "examples/dossier", *MODEL, *ON),
    ),
    (
        "What must people still supply, and who can know it?",
        ("draft", "examples/dossier", *MODEL, "--asks", *ON),
    ),
    ("One page for whoever answers for it:", ("status", "examples/dossier", *ON)),
    (
        "Which measures of the code are shown, and what about the others?",
        ("adherence", "show", "examples/dossier", *ON),
    ),
    (
        "What was a model trained on? The public summary, computed from the data itself:",
        SUMMARISE,
    ),
    (
        "Were rights reserved when a page was fetched? The line of robots.txt that decides:",
        ("content", "robots", "examples/content/robots.txt", "--agent", "GPTBot", "--url", PAGE),
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
ISSUING = (
    ("A key that signs, outside the dossier:", ("key", "new", "--out", "key.pem")),
    (
        "Freeze the form: signed, logged, one pack per recipient:",
        ("issue", "dossier", *MODEL, "--with", "pdf"),
    ),
    (
        "What a downstream provider can check without us:",
        ("verify", "dossier/issued/voorbeeld-8b/mdf/0001/packs/downstream.json"),
    ),
)
FINDINGS = {"check", "status"}
"""Commands that may end with status 1 here: the example is not finished."""


def main() -> int:
    """Make the example model and run the commands; return the first exit status that is not expected."""
    make_example(TARGET)
    print(f"Made the example model in {TARGET.relative_to(ROOT)} (sparse files: real headers, no weights).")
    status = _tell(STORY, ROOT) or _issue()
    if not status:
        print("\n\n### And your own model?")
        print(
            "$ .venv-run/bin/adhere new my-dossier --from MODEL_FOLDER\n"
            "$ .venv-run/bin/adhere check my-dossier\n"
            "$ .venv-run/bin/adhere draft my-dossier"
        )
    return status


def _issue() -> int:
    """Issue a copy of the example, so that the example itself stays as it is."""
    with tempfile.TemporaryDirectory(prefix="adhere-story-") as scratch:
        place = Path(scratch)
        shutil.copytree(ROOT / "examples" / "dossier", place / "dossier")
        (place / "model").symlink_to(TARGET.parent, target_is_directory=True)
        os.environ["ADHERE_KEY"] = str(place / "key.pem")
        return _tell(ISSUING, place)


def _tell(story: tuple[tuple[str, tuple[str, ...]], ...], folder: Path) -> int:
    for question, command in story:
        print(f"\n\n### {question}\n$ adhere {' '.join(command)}\n", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "adhere", *command],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        lines = done.stdout.splitlines()
        print("\n".join(lines[:SHOWN]))
        if len(lines) > SHOWN:
            print(f"[... and {len(lines) - SHOWN} more lines: run the command to see them]")
        if done.returncode > 1 or (done.returncode and command[0] not in FINDINGS):
            print(done.stderr, file=sys.stderr)
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
