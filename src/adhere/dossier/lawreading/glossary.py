# SPDX-License-Identifier: EUPL-1.2
"""Terms explained: the defined terms in the words of a provision, those of texts that are kept and our own, and what refers to it in a text.

Article 3 of Regulation (EU) 2024/1689 defines; our records of it begin with the term and a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adhere.kernel.refs import within
from adhere.kernel.text import Language, Text
from adhere.law.layers.inflection import Finder
from adhere.law.layers.layering import Layers, layers_of
from adhere.law.layers.vocabulary import SPOKEN
from adhere.law.resting import Cited

if TYPE_CHECKING:
    from adhere.dossier.lawreading.wording import Wording
    from adhere.law.library import Law
    from adhere.law.records import Norm
    from adhere.law.show import Shown

DEFINITIONS = "aia:art-3"
QUOTED = 90
"""Characters on either side of a reference that are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A defined term: its place, its name and definition in the texts by language, and our record of it."""

    place: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    record: Norm | None


class OwnTerms:
    """The terms that the packaged law defines on a date, found in our own words."""

    def __init__(self, law: Law, on: date) -> None:
        norms = law.article(DEFINITIONS).norms
        self._finders: dict[Language, Finder] = {}
        self.records = {
            norm.provisions[0]: norm for norm in norms if norm.kind == "definition" and norm.worded(on)
        }

    def name(self, place: str, spoken: Language) -> str:
        """Return the term that a place defines, as our record of it calls it."""
        return self.records[place].content.in_(spoken).partition(":")[0]

    def found(self, text: str, spoken: Language) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces, each with the place that defines it; only the first time a term occurs."""
        if spoken not in self._finders:
            pairs = [(place, _lowered(self.name(place, spoken))) for place in self.records]
            self._finders[spoken] = Finder(pairs, spoken)
        start = 0
        met: set[str] = set()
        for hit in self._finders[spoken].hits(text):
            if hit.name not in met:
                met.add(hit.name)
                yield text[start : hit.start], ""
                yield text[hit.start : hit.end], hit.name
                start = hit.end
        yield text[start:], ""


def _lowered(name: str) -> str:
    """Return a term as it stands within a sentence: AI system keeps its capitals."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def layered(found: Sequence[Wording], on: date) -> dict[str, Layers]:
    """Return the layers of the texts that are shown, by language, for those languages that have any."""
    return {
        one.language: layers_of(
            one.text.units, one.language, on=on, wanted=frozenset(unit.id for unit in one.units)
        )
        for one in found
        if one.text is not None and one.language in SPOKEN
    }


def glossary(law: Law, shown: Shown, found: Sequence[Wording], spoken: Language) -> tuple[Term, ...]:
    """Return the terms in what is shown, in the order of their definitions."""
    own = OwnTerms(law, shown.on)
    layers = layered(found, shown.on)
    met = {term.definition for one in layers.values() for unit in one.units.values() for term in unit.terms}
    for words in own_words(shown):
        met |= {place for _, place in own.found(words.in_(spoken), spoken) if place}
    return explained(met, own, layers, found)


def own_words(shown: Shown) -> Iterator[Text]:
    """Yield what the records that are shown say in our own words."""
    for norm in shown.norms:
        yield norm.content
        if norm.note:
            yield norm.note


def explained(
    met: set[str], own: OwnTerms, layers: Mapping[str, Layers], found: Sequence[Wording]
) -> tuple[Term, ...]:
    """Return the terms of some definitions, with the words of the texts and ours."""
    units = {one.language: one.text.units for one in found if one.text is not None}
    order = [name for one in layers.values() for name in one.terms] + list(own.records)
    return tuple(
        Term(
            place=place,
            names={language: one.terms[place].name for language, one in layers.items() if place in one.terms},
            definitions={
                language: " ".join(unit.text for name, unit in units[language].items() if within(name, place))
                for language, one in layers.items()
                if place in one.terms
            },
            record=own.records.get(place),
        )
        for place in dict.fromkeys(order)
        if place in met
    )


def referring(shown: Shown, found: Sequence[Wording]) -> tuple[Cited, ...]:
    """Return the provisions that refer to this one in the first text that can be read for it, each with the words around."""
    text = next((one.text for one in found if one.text is not None and one.language in SPOKEN), None)
    if text is None or text.language is None:
        return ()
    from adhere.law.layers.incoming import incoming  # noqa: PLC0415 - only where a text is kept

    return tuple(
        Cited(
            group="reference",
            id=one.unit,
            provision=one.to,
            kind=text.language,
            name=_quoted(text.units[one.unit].text, one.reference.start, one.reference.end),
        )
        for one in incoming(text.units, text.language, shown.provision)
    )


def _quoted(text: str, start: int, end: int) -> Text:
    """Return the words around a reference, cut between words; they are of the text, so the same in both languages."""
    before, after = text[max(0, start - QUOTED) : start], text[end : end + QUOTED]
    if start > QUOTED:
        before = f"… {before.partition(' ')[2]}"
    if end + QUOTED < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    quoted = f"{before}{text[start:end]}{after}"
    return Text(quoted, quoted)
