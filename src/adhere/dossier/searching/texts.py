# SPDX-License-Identifier: EUPL-1.2
"""The index of an imported text, kept beside it: made when the text is imported, or when it is first searched, and again where it no longer fits.

The first line of the file says which text it is of, by the digest of its file, which words and endings it was made with, and the digest of the
index itself; where any differs, or the file is damaged, it is made anew. A folder that cannot be written to is searched all the same.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from adhere import __version__
from adhere.dossier.searching.index import Entry, WordIndex, available, built, opened
from adhere.dossier.textstore import FILES_LIMIT, LIMIT, StoredText, load
from adhere.intake.placing import place
from adhere.kernel.data import packaged_bytes
from adhere.kernel.text import LANGUAGES
from adhere.law.layers.terms import definitions
from adhere.law.library import Law
from adhere.law.searching import words
from adhere.law.searching.addresses import OWN
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import texts_of

FORMAT = "adhere/search-index/1"
SUFFIX = ".search"
SEARCHED_LIMIT = 16 * 1024 * 1024
"""Bytes of a text that is searched; the longest acts have a third of it."""
RECITAL, OWED = 0.8, 1.15
"""What a recital counts, which binds nobody, and a provision on which a duty rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextIndex:
    """An open index, and which text it is of."""

    index: WordIndex
    act: str
    language: str
    version: date | None


def text_indexes(
    folder: Path, languages: Iterable[str], on: date | None, found: Collected
) -> tuple[TextIndex, ...]:
    """Return an index for each act and language: of the version that stood on a date, or of every version where no date is given.

    Of two files with the same version the first by name is taken. What cannot be read, or not be kept, is a finding.
    """
    wanted = frozenset(languages)
    chosen: dict[tuple[str, str, str], Path] = {}
    for path in sorted((folder / "texts").glob("*/*/*.json"))[:FILES_LIMIT]:
        act, version, language = path.parts[-3], path.parts[-2], path.name.partition("-")[0]
        if (wanted and language not in wanted) or (on is not None and not _stood(version, on)):
            continue
        slot = (act, language, "" if on is not None else version)
        if slot not in chosen or chosen[slot].parts[-2] < version:
            chosen[slot] = path
    indexed = (text_index(path, found) for _, path in sorted(chosen.items()))
    return tuple(one for one in indexed if one is not None)


def prepare(path: Path) -> None:
    """Make the index of a text that was just imported; what goes wrong is told when it is searched."""
    made = text_index(path, Collected(path.name)) if available() else None
    if made is not None:
        made.index.close()


def text_index(path: Path, found: Collected) -> TextIndex | None:
    """Return the index of a text, made where there is none that fits; None where the text itself cannot be read."""
    try:
        if path.stat().st_size > SEARCHED_LIMIT:
            found.add("ADH-LAW-143", at=str(path), name=path.name, most=SEARCHED_LIMIT // 2**20)
            return None
        content = path.read_bytes()
    except OSError:
        content = b""
    key = _key(content)
    target = path.with_suffix(SUFFIX)
    kept = _kept(target, key, found) if content else None
    if kept is not None:
        return kept
    text = load(path) if content else None
    if text is None:
        found.add("ADH-LAW-074", at=str(path), name=path.name)
        return None
    made = _made(text)
    _keep(target, key, made, found)
    return made


def _stood(version: str, on: date) -> bool:
    try:
        return date.fromisoformat(version) <= on
    except ValueError:  # undated: nobody can say on which day it stood
        return False


def _key(content: bytes) -> str:
    return f"{FORMAT} {__version__} {_rules()} {hashlib.sha256(content).hexdigest()}"


@cache
def _rules() -> str:
    """Return a digest of the endings and empty words that an index is made with."""
    return hashlib.sha256(packaged_bytes(words.PACKAGE, words.DATA)).hexdigest()[:16]


def _kept(target: Path, key: str, found: Collected) -> TextIndex | None:
    try:
        content = target.read_bytes() if target.stat().st_size <= LIMIT else b""
    except OSError:
        return None
    head = content[: content.find(b"\n") + 1]
    image = memoryview(content)[len(head) :]
    try:
        said = json.loads(head)
        if said["key"] != key:
            return None
        if said["sha256"] == hashlib.sha256(image).hexdigest():
            return TextIndex(
                index=opened(said["lang"], image),
                act=said["act"],
                language=said["lang"],
                version=date.fromisoformat(said["version"]) if said["version"] else None,
            )
    except (ValueError, KeyError, TypeError, RecursionError, sqlite3.Error):
        pass  # told below, as an index that was changed is
    found.add("ADH-LAW-140", at=str(target), name=target.name)
    return None


def _keep(target: Path, key: str, made: TextIndex, found: Collected) -> None:
    image = made.index.image()
    said = {
        "key": key,
        "sha256": hashlib.sha256(image).hexdigest(),
        "act": made.act,
        "lang": made.language,
        "version": made.version.isoformat() if made.version else None,
    }
    try:
        place(target, f"{json.dumps(said)}\n".encode() + image)
    except OSError:
        found.add("ADH-LAW-141", at=str(target), name=target.name)


def _made(text: StoredText) -> TextIndex:
    language = text.language or "unknown"
    entries = _entries(text, language)
    return TextIndex(index=built(language, entries), act=text.prefix, language=language, version=text.version)


def _entries(text: StoredText, language: str) -> Iterator[Entry]:
    terms = {one.definition: one.words for one in definitions(texts_of(text.units))}
    owed, titles = _from_our_records(language) if text.prefix == OWN else (frozenset(), {})
    for unit in text.units.values():
        above = unit.id.partition(".")[0]
        weight = RECITAL if unit.kind == "recital" else OWED if unit.id in owed else 1.0
        yield Entry(
            id=unit.id,
            provisions=(unit.id,),
            title="",
            heading=text.titles.get(above) or titles.get(above, ""),
            text=unit.text,
            defined=terms.get(unit.id, ()),
            weight=weight,
        )


@cache
def _from_our_records(language: str) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the provisions on which a duty rests, and the titles of articles in a language we speak."""
    law = Law()
    owed = frozenset(
        norm.provisions[0] for article in law.articles() for norm in article.norms if norm.kind == "duty"
    )
    spoken = next((one for one in LANGUAGES if one == language), None)
    titles = {article.id: article.title.in_(spoken) for article in law.articles()} if spoken else {}
    return owed, titles
