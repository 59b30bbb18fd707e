# SPDX-License-Identifier: EUPL-1.2
"""Search in the law data, in Dutch or English.

Okapi BM25 (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework, 2009) over records and answers, in memory:
the corpus is a few hundred texts, so results are the same on every machine and database. A provision named in the
question comes first. Left-out words, spellings and synonyms are data: ``data/search.toml``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from adhere.kernel.text import Language, Text
from adhere.law.citations import cite, mentions
from adhere.law.library import Law
from adhere.law.words import LEAST, asked, telling, terms

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
HEADING = 2
"""How many times the words of a title count."""
SAME_QUESTION = 2
"""What is added to the score of an answer, as a multiple of it, when its question has the same words as the one asked."""
NAMED = 1000.0
"""What a record gains when the question names its provision: more than words ever bring."""


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
    question: bool


def search(law: Law, query: str, language: Language, on: date, limit: int = 10) -> tuple[Hit, ...]:
    """Return the records that hold on a date and match best, best first; none where no word occurs."""
    documents = list(_documents(law, on))
    named, words = _named(query, documents)
    scores = _by_words(documents, words, language)
    for place, document in enumerate(documents):
        scores[place] += max((_nearness(document, provision) for provision in named), default=0.0)
        scores[place] += NAMED * (document.id == query.strip())
    found = [place for place, score in enumerate(scores) if score]
    best = sorted(found, key=lambda place: (-scores[place], place))[:limit]
    return tuple(
        Hit(
            id=documents[place].id,
            provisions=documents[place].provisions,
            title=documents[place].title,
            text=documents[place].text,
            score=round(scores[place], 3),
        )
        for place in best
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
                    question=False,
                )
    for answer in law.answers:
        if answer.holds(on):
            yield _Document(
                id=answer.id,
                provisions=answer.provisions,
                title=answer.question,
                text=answer.answer,
                more=Text("", ""),
                question=True,
            )


def _named(query: str, documents: Sequence[_Document]) -> tuple[list[str], str]:
    """Return the provisions a query names that there are records on, and the query without them."""
    found, words = [], query
    for mention in reversed(mentions(query)):
        provision = mention.provision
        while "." in provision and not any(_nearness(document, provision) for document in documents):
            provision = provision.rpartition(".")[0]
        if any(_nearness(document, provision) for document in documents):
            found.append(provision)
            words = f"{words[: mention.start]} {words[mention.end :]}"
    return found, words


def _nearness(document: _Document, provision: str) -> float:
    """How much a document is about a provision: itself, among others, or a part of it."""
    if document.provisions[:1] == (provision,):
        return NAMED
    if provision in document.provisions:
        return NAMED * 3 / 4
    return NAMED / 2 * any(place.startswith(f"{provision}.") for place in document.provisions)


def _by_words(documents: Sequence[_Document], words: str, language: Language) -> list[float]:
    """Return what the words of a query bring each document."""
    bags = [Counter(terms(_whole(document, language), language)) for document in documents]
    average = sum(map(Counter.total, bags)) / max(len(bags), 1)
    held = Counter(term for bag in bags for term in bag)
    rarity = {term: math.log(1 + (len(bags) - many + 0.5) / (many + 0.5)) for term, many in held.items()}
    wanted = _known(asked(words, language), set(held))
    scores = [
        sum(wanted[term] * rarity[term] * _share(bag[term], bag.total() / average) for term in wanted)
        for bag in bags
    ]
    return [
        score * (1 + SAME_QUESTION * _alike(document, words, language, rarity) ** 2)
        for document, score in zip(documents, scores, strict=True)
    ]


def _alike(document: _Document, words: str, language: Language, rarity: dict[str, float]) -> float:
    """Return how much two questions have in common of their words, each by how rare it is; nothing for a record."""
    if not document.question:
        return 0.0
    one, other = telling(words, language), telling(document.title.in_(language), language)
    common, every = (
        sum(rarity.get(term, 1.0) for term in sorted(some)) for some in (one & other, one | other)
    )
    return common / every if every else 0.0


def _whole(document: _Document, language: Language) -> str:
    cited = " ".join(cite(provision).in_(language) for provision in document.provisions)
    title = f"{document.title.in_(language)} " * HEADING
    return f"{title}{document.text.in_(language)} {document.more.in_(language)} {cited}"


def _share(times: int, length: float) -> float:
    """BM25's share of a term: it grows ever slower with how often it occurs, and less in a long text."""
    if not times:
        return 0.0
    return times * (SATURATION + 1) / (times + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length))


def _known(wanted: dict[str, float], vocabulary: set[str]) -> dict[str, float]:
    """Put in place of a word that no text holds the words it is made of or is part of, as in geldboete for boete."""
    known = {term: weight for term, weight in wanted.items() if term in vocabulary}
    for term in sorted(wanted.keys() - vocabulary):
        if len(term) >= LEAST:
            akin = (word for word in vocabulary if len(word) >= LEAST and _akin(term, word))
            known |= {word: max(wanted[term], known.get(word, 0.0)) for word in akin}
    return known


def _akin(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.startswith(shorter) or longer.endswith(shorter)
