# SPDX-License-Identifier: EUPL-1.2
"""Search in the law data, in Dutch or English.

Okapi BM25 (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework, 2009) over records and answers, in memory:
the corpus is a few hundred texts, so results are the same on every machine and database.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from adhere.kernel.text import Language, Text
from adhere.law.citations import cite
from adhere.law.library import Law

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
LEAST = 4
"""Letters that stay of a word when its ending comes off, and that parts of words have at least."""
_WORD = re.compile(r"[a-z0-9]+(?:\^[0-9]+)?")
_ENDINGS = {
    "en": ("ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "e"),
    "nl": ("ingen", "ing", "eren", "en", "e", "s"),
}
_STOPWORDS = {
    "en": frozenset(
        [
            "a",
            "an",
            "the",
            "of",
            "to",
            "in",
            "on",
            "for",
            "and",
            "or",
            "is",
            "are",
            "be",
            "it",
            "its",
            "that",
            "this",
            "with",
            "by",
            "as",
            "at",
            "from",
            "not",
        ]
    ),
    "nl": frozenset(
        [
            "de",
            "het",
            "een",
            "van",
            "te",
            "in",
            "op",
            "voor",
            "en",
            "of",
            "is",
            "zijn",
            "dat",
            "die",
            "dit",
            "met",
            "door",
            "als",
            "bij",
            "uit",
            "niet",
            "aan",
            "om",
            "er",
        ]
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One record or answer that was found, with its score."""

    id: str
    provisions: tuple[str, ...]
    title: Text
    text: Text
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    id: str
    provisions: tuple[str, ...]
    title: Text
    text: Text
    more: Text


def search(law: Law, query: str, language: Language, on: date, limit: int = 10) -> tuple[Hit, ...]:
    """Return the records that hold on a date and match best, best first; none where no word occurs."""
    documents = list(_documents(law, on))
    bags = [Counter(_terms(_whole(document, language), language)) for document in documents]
    wanted = _known(set(_terms(query, language)), set().union(*bags))
    average = sum(map(Counter.total, bags)) / max(len(bags), 1)
    frequency = {term: sum(term in bag for bag in bags) for term in wanted}
    scored = [
        (score, place)
        for place, bag in enumerate(bags)
        if (score := _score(bag, wanted, frequency, len(bags), average))
    ]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:limit]
    return tuple(
        Hit(
            id=documents[place].id,
            provisions=documents[place].provisions,
            title=documents[place].title,
            text=documents[place].text,
            score=round(score, 3),
        )
        for score, place in best
    )


def _documents(law: Law, on: date) -> Iterator[_Document]:
    for article in law.articles():
        for norm in article.norms:
            if norm.worded(on):
                yield _Document(
                    id=norm.id,
                    provisions=norm.provisions,
                    title=article.title,
                    text=norm.content,
                    more=norm.note or Text("", ""),
                )
    for answer in law.answers:
        if answer.holds(on):
            yield _Document(
                id=answer.id,
                provisions=answer.provisions,
                title=answer.question,
                text=answer.answer,
                more=Text("", ""),
            )


def _whole(document: _Document, language: Language) -> str:
    cited = " ".join(cite(provision).in_(language) for provision in document.provisions)
    title = document.title.in_(language)
    return f"{title} {title} {document.text.in_(language)} {document.more.in_(language)} {cited}"


def _score(
    bag: Counter[str], wanted: set[str], frequency: dict[str, int], count: int, average: float
) -> float:
    total, length = 0.0, bag.total()
    for term in wanted & bag.keys():
        rarity = math.log(1 + (count - frequency[term] + 0.5) / (frequency[term] + 0.5))
        weight = bag[term] * (SATURATION + 1)
        total += (
            rarity
            * weight
            / (bag[term] + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / average))
        )
    return total


def _terms(text: str, language: Language) -> Iterable[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return [_stem(word, language) for word in _WORD.findall(plain) if word not in _STOPWORDS[language]]


def _stem(word: str, language: Language) -> str:
    for _ in range(2):  # boetes, boete and boeten are one word: plural and final vowel come off in turn
        endings = (ending for ending in _ENDINGS[language] if word.endswith(ending))
        word = word.removesuffix(next((ending for ending in endings if len(word) - len(ending) >= LEAST), ""))
    return word


def _known(wanted: set[str], vocabulary: set[str]) -> set[str]:
    """Put in place of a word that no text holds the words it is made of or is part of, as in geldboete for boete."""
    known = wanted & vocabulary
    for term in sorted(wanted - vocabulary):
        if len(term) >= LEAST:
            known |= {word for word in vocabulary if len(word) >= LEAST and _akin(term, word)}
    return known


def _akin(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.startswith(shorter) or longer.endswith(shorter)
