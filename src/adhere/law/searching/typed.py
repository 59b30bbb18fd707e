# SPDX-License-Identifier: EUPL-1.2
"""The words that were typed, each with the words of texts that answer to it: itself, its parts where it is put together, or the nearest.

What a word may stand for is only asked where no text has it, in no language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.law.searching.concepts import Stems, said_stems
from adhere.law.searching.vocabulary import Vocabulary, allowed
from adhere.law.searching.words import is_empty, only_asks, stem

How = Literal["word", "phrase", "term", "spelling", "parts", "part"]
MISSPELT = {1: 0.7, 2: 0.5}
PART = 0.5
"""What words count that stand for one that no text has: the nearest, by steps, and parts."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words, as stems that stand side by side, which answer to what was asked; how so, and what they count."""

    stems: Stems
    weight: float
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the texts that are searched have, by language."""

    knows: Callable[[str, str], bool]
    names: Callable[[str], bool]
    """Whether there is a record of an id."""
    vocabulary: Callable[[str], Vocabulary]
    languages: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Typed:
    """A word as it was typed, or a part of one, and what answers to it by language."""

    word: str
    forms: Mapping[str, tuple[Form, ...]]

    @property
    def tells(self) -> bool:
        """Whether it says what is asked about."""
        return not is_empty(self.word) and not only_asks(self.word)

    def leading(self, language: str) -> Form | None:
        """The form that leads in a language, if it has words of it: not those of which it is only like."""
        forms = self.forms.get(language)
        if forms is None:  # no text in that language is searched, but concepts have words of it
            own = stem(self.word, language)
            return Form((own,), 1.0, "word") if own else None
        return forms[0] if forms and forms[0].how != "part" else None


def typed(words: Sequence[str], known: Known) -> list[Typed]:
    """Return words with what answers to them; a word that is put together, as its parts."""
    return [one for word in words for one in _typed(word, known)]


def akin(one: str, language: str, known: Known) -> tuple[Form, ...]:
    """Return the words that begin or end with one."""
    return tuple(Form((other,), PART, "part") for other in known.vocabulary(language).akin(one))


def _typed(word: str, known: Known) -> list[Typed]:
    stems = {language: one for language in known.languages if (one := stem(word, language))}
    common = not stems or is_empty(word) or only_asks(word)
    if common or any(
        known.knows(language, one) or one in said_stems(language) for language, one in stems.items()
    ):
        return [Typed(word, {language: (Form((one,), 1.0, "word"),) for language, one in stems.items()})]
    for language, one in stems.items():
        if parts := known.vocabulary(language).parts(one):
            return [Typed(word, {language: (Form((part,), PART, "parts"),)}) for part in parts]
    near = _nearest(word, stems, known)
    return [Typed(word, near or {language: akin(one, language, known) for language, one in stems.items()})]


def _nearest(word: str, stems: Mapping[str, str], known: Known) -> dict[str, tuple[Form, ...]]:
    limit = allowed(word)
    near = {language: known.vocabulary(language).near(one, limit) for language, one in stems.items()}
    least = min((one.steps for found in near.values() for one in found), default=0)
    return {
        language: tuple(Form((one.word,), MISSPELT[least], "spelling") for one in found)
        for language, found in near.items()
        if found and found[0].steps == least
    }
