# SPDX-License-Identifier: EUPL-1.2
"""Write the example inputs beside this file: ``python examples/content/make_inputs.py [FOLDER]``. The same bytes every time.

All of it is made up: pages of sites under the reserved name ``.example`` (RFC 2606), texts of one sentence, and sounds that do not exist.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

PAGES = 300
TEXTS = 40
SITES = ("nieuws", "recepten", "wetten", "weer", "tuin", "musea", "fietsen", "vogels")
LANGUAGES = ("nl", "nl", "nl", "eng", "fr", "English")
CARD = """\
---
pretty_name: Voorbeeldzinnen (example)
license: cc-by-4.0
language: [nl]
task_categories: [text-generation]
---
# Voorbeeldzinnen (example)

Forty sentences, made up.
"""
BROKEN = (
    '{"url": "https://www.nieuws.example/half", "fetch_ti',
    '{"url": "https://www.weer.example/1", "fetch_time": "2024-02-30T00:00:00Z", "bytes": 100, "language": "nl"}',
    '{"url": "https://www.weer.example/2", "fetch_time": "2024-03-01T00:00:00Z", "bytes": -1, "language": "nl"}',
)


def main(folder: Path) -> None:
    """Write every file."""
    _write(folder / "crawl" / "pages.jsonl", (*_pages(), *BROKEN))
    _write(folder / "sentences" / "data" / "train.jsonl", _texts())
    _write(folder / "sounds.csv", ("url,size,duration,lang", *_sounds()))
    (folder / "sentences" / "README.md").write_text(CARD, encoding="utf-8")


def _pages() -> Iterator[str]:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(PAGES):
        site = SITES[number * 7 % 23 % len(SITES)]
        row = {
            "url": f"https://www.{site}.example/{number}",
            "fetch_time": f"{start + timedelta(hours=number * 17):%Y-%m-%dT%H:%M:%SZ}",
            "bytes": 400 + number * 7919 % 9000,
            "language": LANGUAGES[number % len(LANGUAGES)],
        }
        yield json.dumps(row)


def _texts() -> Iterator[str]:
    for number in range(TEXTS):
        yield json.dumps(
            {"id": number, "text": f"Dit is zin {number}, en hij is verzonnen: €{number}."},
            ensure_ascii=False,
        )


def _sounds() -> Iterator[str]:
    for number in range(12):
        yield f"https://geluid.example/{number}.ogg,{9000 + number},{30 + number},nl"


def _write(path: Path, lines: tuple[str, ...] | Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "inputs")
