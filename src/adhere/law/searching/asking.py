# SPDX-License-Identifier: EUPL-1.2
"""What a question asks for: provisions it names, phrases in quotation marks, and words, each with what answers to it in every language.

A word that no text has is taken for the nearest one, or for those it is put together of; a word for a concept for the words of the Act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adhere.law.searching.addresses import Address, addresses
from adhere.law.searching.concepts import TABLES, Stems, concepts, longest, sayings
from adhere.law.searching.typed import Form, How, Known, Typed, akin, typed
from adhere.law.searching.words import is_empty, only_asks, plain_words, terms

WORDS_LIMIT = 32
"""Words of a question that are looked for; nobody asks more in earnest."""
LENGTH_LIMIT = 4000
OF_THE_ACT, EVERYDAY, LOOSE = 0.9, 0.8, 0.25
"""What counts, beside the words asked for: their translation, the words for what is said every day, and one word of several."""
LOOSE_OF = 2
"""Of how many words each is looked for by itself too; one of more says too little."""
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,400})[\"“”„«»]")
Meant = Mapping[str, frozenset[int]]
"""The concepts that words are said for, by the language in which they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One thing that is asked for, as it was typed, and what answers to it by language; ``exact`` has to stand there to the letter."""

    asked: str
    forms: Mapping[str, tuple[Form, ...]]
    exact: Stems = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question taken apart; ``cut`` where it had more words than are looked for."""

    addresses: tuple[Address, ...]
    wanted: tuple[Wanted, ...]
    cut: bool = False


def ask(question: str, known: Known) -> Asked:
    """Take a question apart."""
    text = question[:LENGTH_LIMIT]
    named = tuple(one for one in addresses(text) if one.act or known.names(one.place))
    text = _without(text, ((one.start, one.end) for one in named))
    quoted = list(_QUOTED.finditer(text))
    loose = [word for word, _, _ in plain_words(_without(text, (one.span() for one in quoted))) if word]
    wanted = [one for one in (_phrase(found[1], known) for found in quoted[:WORDS_LIMIT]) if one]
    wanted += _concepts_and_words(typed(loose[:WORDS_LIMIT], known), known)
    cut = len(question) > LENGTH_LIMIT or len(loose) > WORDS_LIMIT
    return Asked(addresses=named, wanted=tuple(wanted[:WORDS_LIMIT]), cut=cut)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _phrase(said: str, known: Known) -> Wanted | None:
    exact = tuple(word for word, _, _ in plain_words(said))
    forms = {
        language: (Form(stems, 1.0, "phrase"),)
        for language in known.languages
        if (stems := terms(said, language))
    }
    return Wanted(asked=" ".join(said.split()), forms=forms, exact=exact) if exact and forms else None


def _concepts_and_words(words: Sequence[Typed], known: Known) -> Iterator[Wanted]:
    """Yield what is asked for in the order it was typed, each once; words that only ask where nothing else is left."""
    spans = _spans(words, known)
    inside = {place for start, end in spans for place in range(start, end)}
    telling = {place for place, one in enumerate(words) if place not in inside and one.tells}
    if not telling and not spans:
        telling = {place for place, one in enumerate(words) if not is_empty(one.word)}
    seen: set[tuple[Form, ...]] = set()
    for place, one in enumerate(words):
        every = tuple(form for forms in one.forms.values() for form in forms)
        if place in telling and every and every not in seen:
            seen.add(every)
            yield Wanted(asked=one.word, forms=one.forms)
        for (start, end), meant in spans.items():
            if start == place:
                yield _concept(words[start:end], meant, known)


def _spans(words: Sequence[Typed], known: Known) -> dict[tuple[int, int], Meant]:
    """Return where concepts are asked for, the longest first, none within another."""
    found: dict[tuple[int, int], dict[str, frozenset[int]]] = {}
    for language in TABLES:
        leading = [(place, form) for place, one in enumerate(words) if (form := one.leading(language))]
        for start in range(len(leading)):
            for size in range(min(longest(language), len(leading) - start), 0, -1):
                run = leading[start : start + size]
                places = sayings(language).get(tuple(form.stems[0] for _, form in run), frozenset())
                meant = frozenset(place for place in places if concepts()[place].known(known.on))
                if meant:
                    found.setdefault((run[0][0], run[-1][0] + 1), {})[language] = meant
    chosen: dict[tuple[int, int], Meant] = {}
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if all(end <= other or start >= last for other, last in chosen):
            chosen[start, end] = found[start, end]
    return chosen


def _concept(words: Sequence[Typed], meant: Meant, known: Known) -> Wanted:
    """Return what answers to words for concepts: themselves, the words of the Act, and each of two words a little."""
    leading = {language: [form for one in words if (form := one.leading(language))] for language in meant}
    said = {language: tuple(form.stems[0] for form in forms) for language, forms in leading.items()}
    every = [concepts()[place] for place in sorted(frozenset().union(*meant.values()))]
    of_the_act = {stems for one in every for own in one.words.values() for stems, _ in own}
    weight = OF_THE_ACT if of_the_act.intersection(said.values()) else EVERYDAY
    forms: dict[str, tuple[Form, ...]] = {}
    for language in known.languages:
        found: dict[Stems, Form] = {}
        if (stems := said.get(language)) and not all(only_asks(one.word) for one in words):
            how: How = next((form.how for form in leading[language] if form.how != "word"), "word")
            found[stems] = Form(stems, 1.0, how)
        for one in every:
            for stems, _ in one.words.get(language, ()):
                found.setdefault(stems, Form(stems, weight, "term"))
        for form in _loose(said.get(language, ()), language, known):
            found.setdefault(form.stems, form)
        forms[language] = tuple(found.values())
    return Wanted(asked=" ".join(dict.fromkeys(one.word for one in words)), forms=forms)


def _loose(said: Stems, language: str, known: Known) -> tuple[Form, ...]:
    """Return each of two words by itself, and what is like a word that no text has."""
    if len(said) == LOOSE_OF:
        return tuple(Form((one,), LOOSE, "word") for one in said)
    if len(said) == 1 and not known.knows(language, said[0]):
        return akin(said[0], language, known)
    return ()
