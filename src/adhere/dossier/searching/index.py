# SPDX-License-Identifier: EUPL-1.2
"""An index over words: full-text search of SQLite (FTS5, https://www.sqlite.org/fts5.html) over stems that we make, in memory.

SQLite has the lists of places, phrases and BM25; endings, accents and languages are ours (``law.searching.words``), since it knows no Dutch.
The database is an image in memory (https://www.sqlite.org/c3ref/deserialize.html), so one that is kept is read whole or not at all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, lru_cache

from adhere.law.searching.concepts import Stems
from adhere.law.searching.ranking import ABOUT, BELOW
from adhere.law.searching.words import plain_words, telling, terms

COLUMNS = {"heading": 0.4, "title": 2.0, "body": 1.0}
"""How many times a word counts: in the heading that a document shares with others, in its own title, and in its words."""
_SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5({columns}, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '^'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
CREATE TABLE document(place INTEGER PRIMARY KEY, id TEXT, title TEXT, text TEXT, weight REAL, question TEXT);
CREATE TABLE defined(term TEXT, place INTEGER);
CREATE TABLE about(provision TEXT, place INTEGER, worth REAL);
"""
_SPECIAL = str.maketrans("", "", '"\0')


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What goes into an index of one document: ``defined`` are terms it defines, ``more`` is looked for and not shown."""

    id: str
    provisions: tuple[str, ...]
    title: str
    text: str
    heading: str = ""
    defined: tuple[str, ...] = ()
    more: str = ""
    weight: float = 1.0
    worth: float = 1.0
    """How much it is worth to who asks for its provision."""
    question: bool = False
    """Whether its title is a question that people ask."""


class WordIndex:
    """One index, open."""

    def __init__(self, language: str, database: sqlite3.Connection) -> None:
        self.language = language
        self._database = database
        rows = database.execute("SELECT id, weight, question FROM document ORDER BY place").fetchall()
        self.ids = [row[0] for row in rows]
        self.weights = [row[1] for row in rows]
        self.questions = {place: frozenset(row[2].split(" ")) for place, row in enumerate(rows) if row[2]}
        self._defined: dict[Stems, list[int]] = {}
        for term, place in database.execute("SELECT term, place FROM defined ORDER BY place"):
            self._defined.setdefault(tuple(term.split(" ")), []).append(place)

    def matches(self, stems: Stems) -> Mapping[int, float]:
        """Return how much each document has of words that stand side by side."""
        phrase = " ".join(stems).translate(_SPECIAL)
        return dict(
            self._database.execute(
                "SELECT rowid, -bm25(words, ?, ?, ?) FROM words WHERE words MATCH ?",
                (*COLUMNS.values(), f'"{phrase}"'),
            )
        )

    def defines(self, stems: Stems) -> Collection[int]:
        """Return the documents that define a term."""
        return self._defined.get(stems, ())

    def has(self, place: int, exact: Stems) -> bool:
        """Whether a document has words to the letter, but for accents and capitals."""
        entry = self.entry(place)
        text = f"{entry.title} {entry.text}"
        if _as_written(exact).search(text.casefold()):
            return True
        words = f" {' '.join(word for word, _, _ in plain_words(text))} "  # five times as slow
        return f" {' '.join(exact)} " in words

    def about(self, address: str) -> Mapping[int, float]:
        """Return the documents about a provision: itself, others about it, and its parts."""
        found = self._database.execute(
            "SELECT place, max(worth) FROM about WHERE provision = ? GROUP BY place", (address,)
        ).fetchall()
        below = self._database.execute(
            "SELECT place, max(worth) FROM about WHERE provision > ? AND provision < ? GROUP BY place",
            (f"{address}.", f"{address}/"),
        )
        return {place: worth * BELOW for place, worth in below} | dict(found)

    def knows(self, stem: str) -> bool:
        """Whether any document has a word."""
        one = self._database.execute("SELECT 1 FROM vocabulary WHERE term = ?", (stem,)).fetchone()
        return one is not None

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many documents have each word."""
        return dict(self._database.execute("SELECT term, doc FROM vocabulary"))

    def entry(self, place: int) -> Entry:
        """Return what is shown of a document."""
        row = self._database.execute(
            "SELECT id, title, text, weight FROM document WHERE place = ?", (place,)
        ).fetchone()
        return Entry(id=row[0], provisions=(), title=row[1], text=row[2], weight=row[3])

    def image(self) -> bytes:
        """Return the index as bytes."""
        return self._database.serialize()

    def close(self) -> None:
        self._database.close()


def built(language: str, entries: Iterable[Entry]) -> WordIndex:
    """Return an index over documents, in their order."""
    database = _database()
    database.executescript(_SCHEMA.format(columns=", ".join(COLUMNS)))
    for place, entry in enumerate(entries):
        database.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
            (
                place,
                entry.id,
                entry.title or entry.heading,
                entry.text,
                entry.weight,
                " ".join(sorted(telling(entry.title, language))) if entry.question else "",
            ),
        )
        database.executemany(
            "INSERT INTO defined VALUES (?, ?)",
            {(" ".join(terms(term, language)), place) for term in entry.defined},
        )
        columns = (entry.heading, entry.title, f"{entry.text} {entry.more}")
        database.execute(
            f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?)",  # noqa: S608 - our own names
            (place, *(" ".join(terms(text, language)) for text in columns)),
        )
        database.executemany("INSERT INTO about VALUES (?, ?, ?)", _about(place, entry))
    database.execute("CREATE INDEX about_provision ON about(provision)")
    database.execute("INSERT INTO words(words) VALUES ('optimize')")
    database.commit()
    return WordIndex(language, database)


def opened(language: str, image: bytes | memoryview) -> WordIndex:
    """Return an index that was kept as bytes; raise sqlite3.Error for what is none."""
    database = _database()
    try:
        database.deserialize(image)
        database.execute("PRAGMA query_only = 1")
        return WordIndex(language, database)
    except BaseException:
        database.close()
        raise


def _database() -> sqlite3.Connection:
    """Return an empty database; a server asks it from several threads, one at a time."""
    return sqlite3.connect(":memory:", check_same_thread=False)


def _about(place: int, entry: Entry) -> Iterator[tuple[str, int, float]]:
    """Yield by which names a document is asked for: ids in full, and without the act or code they are of."""
    for name in {entry.id.casefold(), _place(entry.id).casefold()}:
        yield name, place, entry.worth
    for number, provision in enumerate(entry.provisions):
        worth = entry.worth * (ABOUT if number else 1.0)
        yield provision, place, worth
        yield _place(provision), place, worth


def _place(name: str) -> str:
    return name.rpartition(":")[2]


def available() -> bool:
    """Whether the SQLite of this Python has full-text search; a few builds leave it out."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        except sqlite3.OperationalError:
            return False
    return True


@lru_cache(maxsize=64)
def _as_written(exact: Stems) -> re.Pattern[str]:
    words = r"[^\w^]+".join(map(re.escape, exact))
    return re.compile(rf"(?<!\w){words}(?!\w)")
