# SPDX-License-Identifier: EUPL-1.2
"""Asks questions of an act in two languages and two versions, beside peers: ``python -m tests.bench.bench_search [--act FOLDER --peers FOLDER]``.

``--act`` has ``<version>/<language>/act.json``; without it a made-up act as large as a whole one is timed, for which there are no questions with
answers; all its articles are alike, so that is the worst case. The peers are full-text search of SQLite as it comes, with Porter's endings and with trigrams, and, where ``--peers`` is a folder with
bm25s 0.3.16 and PyStemmer 3.1.0 in it, those. Every question is asked in a warm process, best of five; a peer gets the version of today and
looks for any of the words. Times are of the processor.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.madeup import pages
from tests.madeup.act import Article, act

from adhere.dossier.searching.search import Scope, opened
from adhere.dossier.searching.texts import prepare
from adhere.dossier.textstore import keep, kept, path_of
from adhere.intake.texts.reading import read_text
from adhere.law.library import Law
from adhere.law.texts.rules import Collected

GOAL = 0.020
"""Seconds for a question over two languages and two versions."""
ARTICLES = 200
"""Of seven provisions each: as many as the whole Act has."""
ON = date(2026, 11, 29)
MADE_UP_ON = date(2100, 6, 1)
QUESTIONS = Path(__file__).resolve().parents[1] / "conformance" / "search.toml"
MADE_UP = (
    "gate garden",
    "gadren evenning",
    "poort van de tuin",
    "article 53(1)",
    '"the gate of the garden"',
    "who shall close the gate",
)
SUPPORTED = {"en": "english", "nl": "dutch"}
Asking = Callable[[str, str], list[set[str]]]
Units = Mapping[tuple[str, str], str]


def main() -> int:
    """Print a row for each way to search; return 1 where ours is slower on a real act than the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--act", type=Path)
    parser.add_argument("--peers", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        on = _filled(folder, told.act)
        print(f"importing and indexing: {time.perf_counter() - begun:.1f} s")
        questions = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"] if told.act else []
        questions = questions or [{"ask": ask, "lang": "en", "want": [], "held": False} for ask in MADE_UP]
        units = _units(folder, on)
        print(f"{len(questions)} questions\n")
        print(
            "| search | first | first three | MRR | held back: first three | median ms | p95 ms |\n|---|---:|---:|---:|---:|---:|---:|"
        )
        slowest = _row("adhere, two languages, two versions", _ours(folder, on, every=True), questions)
        _row("adhere, two languages, version of the day", _ours(folder, on, every=False), questions)
        for tokens in ("unicode61", "porter unicode61", "trigram"):
            _row(f"SQLite FTS5, {tokens}", _sqlite(units, tokens), questions)
        if told.peers:
            sys.path.insert(0, str(told.peers))
            _row("bm25s with Snowball", _bm25s(units), questions)
    return int(told.act is not None and slowest > GOAL)


def _filled(folder: Path, act_folder: Path | None) -> date:
    """Import the texts and return the date on which is asked."""
    if act_folder:
        contents = [path.read_bytes() for path in sorted(act_folder.glob("*/*/act.json"))]
    else:
        contents = [pages.journal(_large(language)).encode() for language in ("en", "nl")]
        contents += [pages.consolidated(_large(language), changed=()).encode() for language in ("en", "nl")]
    for content in contents:
        text = read_text("act.json" if act_folder else "page.html", content)
        keep(text, path_of(folder, text))
        prepare(path_of(folder, text))
    return ON if act_folder else MADE_UP_ON


def _large(language: str) -> Any:
    made = act(language)
    first = made.articles[0]
    many = [
        Article(number=str(number), title=first.title, paragraphs=first.paragraphs)
        for number in range(1, ARTICLES + 1)
    ]
    return replace(made, articles=many)


def _units(folder: Path, on: date) -> Units:
    """Return the words of the newest version by language and id."""
    texts = [text for text in kept(folder, Collected("bench")) if text.version and text.version <= on]
    newest = {text.language: text for text in sorted(texts, key=lambda text: text.version or date.min)}
    return {
        (str(lang), name): unit.text for lang, text in newest.items() for name, unit in text.units.items()
    }


def _ours(folder: Path, on: date, *, every: bool) -> Asking:
    scope = Scope(areas=("texts",), every_version=every)
    searches = {
        language: opened(Law(), on, language, scope=scope, folder=folder, found=Collected("bench"))
        for language in ("en", "nl")
    }

    def ask(question: str, language: str) -> list[set[str]]:
        search = searches["nl" if language == "nl" else "en"]
        return [{hit.id} for hit in search.hits(search.ask(question), 10)]

    return ask


def _sqlite(units: Units, tokens: str) -> Asking:
    database = sqlite3.connect(":memory:")
    database.execute(f'CREATE VIRTUAL TABLE unit USING fts5(name UNINDEXED, words, tokenize="{tokens}")')
    database.executemany(
        "INSERT INTO unit VALUES (?, ?)", [(name, words) for (_, name), words in units.items()]
    )

    def ask(question: str, _: str) -> list[set[str]]:
        words = [f'"{word}"' for word in re.findall(r"\w+", question)]
        rows = database.execute(
            "SELECT name FROM unit WHERE unit MATCH ? ORDER BY rank LIMIT 20", (" OR ".join(words),)
        )
        return _once(row[0] for row in rows)

    return ask


def _bm25s(units: Units) -> Asking:
    import bm25s  # type: ignore[import-not-found]
    import Stemmer  # type: ignore[import-not-found]

    names = {lang: [name for own, name in units if own == lang] for lang in SUPPORTED}
    stemmers = {lang: Stemmer.Stemmer(name) for lang, name in SUPPORTED.items()}
    indexes = {}
    for lang in SUPPORTED:
        words = [words for (own, _), words in units.items() if own == lang]
        indexes[lang] = bm25s.BM25()
        indexes[lang].index(
            bm25s.tokenize(words, stopwords=None, stemmer=stemmers[lang], show_progress=False),
            show_progress=False,
        )

    def ask(question: str, lang: str) -> list[set[str]]:
        asked = bm25s.tokenize([question], stopwords=None, stemmer=stemmers[lang], show_progress=False)
        places, _ = indexes[lang].retrieve(asked, k=10, show_progress=False)
        return [{names[lang][int(place)]} for place in places[0]]

    return ask


def _once(names: Iterable[str]) -> list[set[str]]:
    return [{name} for name in dict.fromkeys(names)][:10]


def _row(name: str, ask: Asking, questions: list[dict[str, Any]]) -> float:
    """Print how well and how fast; return the seconds that 95 % of questions stay under."""
    took, places = [], []
    for one in questions:
        best = float("inf")
        for _ in range(5):
            begun = time.process_time()
            found = ask(one["ask"], one["lang"])
            best = min(best, time.process_time() - begun)
        took.append(best)
        places.append(next((place for place, ids in enumerate(found, 1) if ids & set(one["want"])), 0))
    held = [place for place, one in zip(places, questions, strict=True) if one["held"]]
    slowest = sorted(took)[len(took) * 95 // 100]
    quality = [
        _share(places, 1),
        _share(places, 3),
        statistics.fmean(1 / one if one else 0 for one in places),
    ]
    figures = (*quality, _share(held, 3)) if held else ()
    shown = " | ".join(f"{one:.2f}" for one in figures) or "- | - | - | -"
    print(f"| {name} | {shown} | {statistics.median(took) * 1000:.1f} | {slowest * 1000:.1f} |")
    return slowest


def _share(places: list[int], among: int) -> float:
    return sum(0 < place <= among for place in places) / max(len(places), 1)


if __name__ == "__main__":
    sys.exit(main())
