# SPDX-License-Identifier: EUPL-1.2
"""Which documents answer to a question, best first, and why.

What an index says a word is worth in a document (BM25) counts once for each thing asked for, by the form that brings most; a document that has
more of what was asked counts for more, and so do provisions that oblige. A provision that is named comes first. Equal scores stand in the
order of the text, so the same question always has the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from adhere.law.searching.addresses import Address
from adhere.law.searching.asking import Asked, Wanted
from adhere.law.searching.concepts import Stems
from adhere.law.searching.typed import Form

NAMED = 1000.0
"""What a provision gains that the question names: more than words ever bring."""
ABOUT, BELOW = 0.5, 0.7
ELSEWHERE = 0.9
"""Of that, what is about it among other things has so much, what stands under it, and the same place in another act."""
SPREAD = 0.5
"""How much of a score hangs on having all that was asked for."""
DEFINED, DEFINED_BESIDE = 4.0, 1.2
"""What a term counts where it is defined: where nothing else is asked for, and beside other words."""
SAME_QUESTION = 2.0
"""What is added to the score of an answer, as a multiple of it, when its question has the same words as the one asked."""
FLOOR = 0.05
"""What a word counts at least, however common it is."""


class Index(Protocol):
    """The words of documents in one language, ready to be looked for."""

    @property
    def language(self) -> str: ...

    @property
    def weights(self) -> Sequence[float]:
        """How much a document counts, by place."""

    @property
    def questions(self) -> Mapping[int, frozenset[str]]:
        """The words of documents that answer a question, by place: what they were asked."""

    def matches(self, stems: Stems) -> Mapping[int, float]:
        """Return how much each document has of words that stand side by side."""

    def defines(self, stems: Stems) -> Collection[int]:
        """Return the documents that define a term."""

    def has(self, place: int, exact: Stems) -> bool:
        """Whether a document has words to the letter, but for accents and capitals."""

    def about(self, address: str) -> Mapping[int, float]:
        """Return the documents about a provision: 1 for itself, less for others about it and for its parts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What of a question a document has, and in which form."""

    asked: str
    form: Form


class Found(NamedTuple):
    """A document that was found: in which index and at which place there, and whether the question names it.

    ``below`` is its score below zero, so that the best sorts first, and what counts as much in the order of the texts.
    """

    below: float
    source: int
    place: int
    named: bool

    @property
    def score(self) -> float:
        return -self.below


class Ranking:
    """The documents that answer to a question, best first, and for each of them why."""

    def __init__(self, asked: Asked, indexes: Sequence[Index]) -> None:
        self._wanted = asked.wanted
        defined = DEFINED if len(asked.wanted) == 1 else DEFINED_BESIDE
        self._best = [[_best(index, one, defined) for one in asked.wanted] for index in indexes]
        named = _named(asked.addresses, indexes)
        self.order = sorted(
            one for number, index in enumerate(indexes) for one in self._scored(number, index, named[number])
        )

    def reasons(self, found: Found) -> tuple[Reason, ...]:
        """Return what of the question a document has."""
        every = zip(self._wanted, self._best[found.source], strict=True)
        return tuple(Reason(one.asked, best[found.place][1]) for one, best in every if found.place in best)

    def _scored(self, number: int, index: Index, named: Mapping[int, float]) -> Iterator[Found]:
        best = self._best[number]
        words: dict[int, float] = dict.fromkeys(named, 0.0)
        share: dict[int, float] = dict.fromkeys(named, 0.0)
        for has in best:
            for place, (worth, form) in has.items():
                words[place] = words.get(place, 0.0) + worth
                share[place] = share.get(place, 0.0) + form.weight
        for one, has in zip(self._wanted, best, strict=True):
            if one.exact:
                words = {place: worth for place, worth in words.items() if place in has}
        alike = self._alike(index)
        weights, spread = index.weights, SPREAD / max(len(best), 1)
        for place, worth in words.items():
            having = 1 - SPREAD + spread * share[place]
            score = worth * having * weights[place] * alike.get(place, 1.0)
            gained = NAMED * named[place] if place in named else 0.0
            yield Found(-round(score + gained, 6), number, place, gained > 0)

    def _alike(self, index: Index) -> dict[int, float]:
        """Return how much more an answer counts, the more of its question is the one asked, by their words."""
        typed = {
            stem
            for one in self._wanted
            for form in one.forms.get(index.language, ())
            if form.weight == 1
            for stem in form.stems
        }
        shared = {place: len(question & typed) for place, question in index.questions.items()}
        return {
            place: 1 + SAME_QUESTION * (common / (len(index.questions[place]) + len(typed) - common)) ** 2
            for place, common in shared.items()
            if common
        }


def _best(index: Index, wanted: Wanted, defined: float) -> dict[int, tuple[float, Form]]:
    """Return for every document the form of what is wanted that counts most in it."""
    best: dict[int, tuple[float, Form]] = {}
    for form in wanted.forms.get(index.language, ()):
        defining = index.defines(form.stems)
        for place, score in index.matches(form.stems).items():
            worth = form.weight * (max(FLOOR, score))
            if place in defining:
                worth *= defined
            if place not in best or worth > best[place][0]:
                best[place] = (worth, form)
    if wanted.exact:
        return {place: one for place, one in best.items() if index.has(place, wanted.exact)}
    return best


def _named(addresses: Iterable[Address], indexes: Sequence[Index]) -> list[dict[int, float]]:
    """Return by index the documents about the provisions a question names; of one that nothing is about, about what it is part of."""
    found: list[dict[int, float]] = [{} for _ in indexes]
    for address in addresses:
        looked: Address | None = address
        while looked is not None:
            about = [_about(looked, index) for index in indexes]
            if any(about):
                for all_of, one in zip(found, about, strict=True):
                    all_of.update({place: max(worth, all_of.get(place, 0.0)) for place, worth in one.items()})
                break
            looked = looked.above
    return found


def _about(address: Address, index: Index) -> dict[int, float]:
    """Return the documents about an address; of other acts than the one that is meant they count a little less."""
    found: dict[int, float] = {}
    for number, name in enumerate(address.ids):
        for place, worth in index.about(name).items():
            found[place] = max(found.get(place, 0.0), worth * ELSEWHERE**number)
    return found
