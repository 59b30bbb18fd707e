# SPDX-License-Identifier: EUPL-1.2
"""Imports a page of EUR-Lex and counts the provisions that are right, beside a peer: ``python -m tests.bench.bench_texts [--page FILE --units FILE]``.

Without a page the made-up act is taken, as large as a whole act; ``--units`` is a JSON file whose ``units`` are the truth. ``--peer`` names a Python
in which ``eurlex`` 0.1.12 is installed; each reader runs in a process of its own, best of five.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.madeup import pages
from tests.madeup.act import Article, act

GOAL = 2.0
"""Seconds for a whole act."""
ARTICLES = 400
OURS = """
from adhere.intake.texts.reading import read_text
def read(content):
    return {name.partition(":")[2]: unit.text for name, unit in read_text("page.html", content).units.items()}
"""
PEER = """
import warnings
warnings.filterwarnings("ignore")
import eurlex
def read(content):
    units = {}
    for row in eurlex.parse_html(content.decode()).to_dict("records"):
        parts = [row.get("article"), row.get("paragraph"), *[mark.strip("().") for mark in row.get("ref") or []]]
        name = "art-" + ".".join(part for part in parts if isinstance(part, str))
        units[name] = " ".join(filter(None, [units.get(name), row["text"]]))
    return units
"""
MEASURE = """
import json, resource, sys, time
content = open(sys.argv[1], "rb").read()
took = []
for _ in range(5):
    begun = time.process_time()
    units = read(content)
    took.append(time.process_time() - begun)
room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"seconds": min(took), "whole": time.process_time() - sum(took) + min(took), "room": room, "units": units}))
"""


def main() -> int:
    """Print a row for each reader; return 1 where ours is slower than the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--page", type=Path)
    parser.add_argument("--units", type=Path)
    parser.add_argument("--peer", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page, truth = (told.page, _truth(told.units)) if told.page else _made(Path(folder))
        print(f"{page.stat().st_size / 1e6:.1f} MB, {len(truth)} provisions\n")
        print(
            "| reader | right | wrong or missing | s | with imports, s | peak MB |\n|---|---:|---:|---:|---:|---:|"
        )
        ours = _row("adhere", Path(sys.executable), OURS, page, truth)
        if told.peer:
            _row("eurlex 0.1.12", told.peer, PEER, page, truth)
    return int(ours["seconds"] > GOAL)


def _row(name: str, python: Path, reader: str, page: Path, truth: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run([python, "-c", reader + MEASURE, page], capture_output=True, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    units = _squeezed(found["units"])
    right = sum(units.get(place) == words for place, words in truth.items())
    print(
        f"| {name} | {right} | {len(truth) - right} | {found['seconds']:.2f} | {found['whole']:.2f} | {found['room']} |"
    )
    return found


def _made(folder: Path) -> tuple[Path, dict[str, str]]:
    """Write the made-up act with its first article many times over, and return what it must give."""
    made = act()
    first = made.articles[0]
    many = [
        Article(number=str(number), title=first.title, paragraphs=first.paragraphs)
        for number in range(1, ARTICLES + 1)
    ]
    large = replace(made, articles=many)
    page = folder / "page.html"
    page.write_text(pages.journal(large), encoding="utf-8")
    return page, _squeezed({name.partition(":")[2]: text for name, text in large.units().items()})


def _truth(file: Path) -> dict[str, str]:
    units: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))["units"]
    return _squeezed({name.partition(":")[2]: text for name, text in units.items()})


def _squeezed(units: dict[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\s", "", text) for name, text in units.items()}


if __name__ == "__main__":
    sys.exit(main())
