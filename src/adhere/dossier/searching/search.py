# SPDX-License-Identifier: EUPL-1.2
"""Search over our records and the texts that people imported: one list, best first, each provision once with its wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from adhere.codes.code import Code
from adhere.dossier.searching.index import WordIndex
from adhere.dossier.searching.records import documents, record_index
from adhere.dossier.searching.texts import TextIndex, text_indexes
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.library import Law
from adhere.law.searching.addresses import OWN
from adhere.law.searching.asking import Asked, ask
from adhere.law.searching.concepts import said_stems
from adhere.law.searching.documents import AREAS, Area, Document
from adhere.law.searching.excerpts import Excerpt, excerpt
from adhere.law.searching.ranking import Found, Ranking, Reason
from adhere.law.searching.typed import Known
from adhere.law.searching.vocabulary import Vocabulary
from adhere.law.texts.rules import Collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of one text or record in which a hit was found: the part that shows why, and what of the question it has."""

    language: str
    version: date | None
    text: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def excerpt(self) -> Excerpt:
        """The part of the words that shows best why they were found."""
        return excerpt(self.text, self.language, [reason.form.stems for reason in self.reasons])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record or a provision that was found, with its wordings, best first; ``named`` where the question names it."""

    id: str
    area: Area
    kind: str
    provisions: tuple[str, ...]
    title: str
    text: str
    """All its words: ours in the language of the run, those of a text in the one where it was found best."""
    score: float
    named: bool
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where is searched: areas, languages of texts (none is all), and the version of a date or every version."""

    areas: Collection[Area] = AREAS
    languages: Collection[str] = ()
    every_version: bool = False


@dataclass(slots=True)
class Search:
    """Records and texts, ready to be asked many questions."""

    law: Law
    on: date
    spoken: Language
    records: tuple[Document, ...]
    texts: tuple[TextIndex, ...]
    _indexes: tuple[WordIndex, ...] = field(init=False)
    _vocabularies: dict[str, Vocabulary] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        languages = sorted(LANGUAGES, key=lambda language: language != self.spoken)
        own = tuple(record_index(language, self.records) for language in languages) if self.records else ()
        self._indexes = (*own, *(one.index for one in self.texts))

    def ask(self, question: str) -> Asked:
        """Take a question apart, by what the records and texts have."""
        languages = tuple(dict.fromkeys(index.language for index in self._indexes))
        return ask(
            question,
            Known(
                knows=self._knows,
                names=lambda name: any(index.about(name) for index in self._indexes),
                vocabulary=self._vocabulary,
                languages=languages,
                on=self.on,
            ),
        )

    def hits(self, asked: Asked, limit: int) -> tuple[Hit, ...]:
        """Return what answers to a question best."""
        ranking = Ranking(asked, self._indexes)
        first = self._first(ranking.order, limit)
        return tuple(self._hit(found, ranking) for found in first.values())

    def close(self) -> None:
        """Let go of the indexes."""
        for index in self._indexes:
            index.close()

    def _first(self, order: Sequence[Found], limit: int) -> dict[str, list[Found]]:
        """Return the first records and provisions by id, each with all places where it was found."""
        first: dict[str, list[Found]] = {}
        for found in order:
            name = self._indexes[found.source].ids[found.place]
            if name in first:
                first[name].append(found)
            elif len(first) < limit and self._holds(found):
                first[name] = [found]
        return first

    def _holds(self, found: Found) -> bool:
        return found.source >= self._own or self.records[found.place].holds(self.on)

    @property
    def _own(self) -> int:
        """How many of the indexes are over our records; they come first."""
        return len(self._indexes) - len(self.texts)

    def _hit(self, found: Sequence[Found], ranking: Ranking) -> Hit:
        best = found[0]
        name = self._indexes[best.source].ids[best.place]
        hit = Hit(
            id=name,
            area="texts",
            kind=name.partition(":")[2].partition("-")[0],
            provisions=(name,),
            title=self._indexes[best.source].entry(best.place).title,
            text="",
            score=best.score,
            named=best.named,
            wordings=tuple(self._wording(one, ranking) for one in found),
        )
        if best.source >= self._own:
            return replace(hit, text=hit.wordings[0].text)
        record = self.records[best.place]
        return replace(
            hit,
            area=record.area,
            kind=record.kind,
            provisions=record.provisions,
            title=record.title.in_(self.spoken),
            text=record.text.in_(self.spoken),
        )

    def _wording(self, found: Found, ranking: Ranking) -> Wording:
        index, reasons = self._indexes[found.source], ranking.reasons(found)
        return Wording(
            language=index.language,
            version=self.texts[found.source - self._own].version if found.source >= self._own else None,
            text=index.entry(found.place).text,
            score=found.score,
            reasons=reasons,
        )

    def _knows(self, language: str, stem: str) -> bool:
        return any(index.knows(stem) for index in self._indexes if index.language == language)

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._vocabularies:
            counts: Counter[str] = Counter(dict.fromkeys(said_stems(language), 0))
            for index in self._indexes:
                if index.language == language:
                    counts.update(index.counts)
            self._vocabularies[language] = Vocabulary(counts)
        return self._vocabularies[language]


def opened(
    law: Law,
    on: date,
    spoken: Language,
    *,
    scope: Scope,
    folder: Path,
    found: Collected,
    further: Sequence[Code] = (),
) -> Search:
    """Return a search over what is asked for; what is wrong with texts and indexes in the data folder is told.

    ``further`` are codes beside those that come with the program.
    What counts as much stands in this order: the Act before others, our language before others, the newest version first.
    """
    day = None if scope.every_version else on
    texts = text_indexes(folder, scope.languages, day, found) if "texts" in scope.areas else ()
    first = sorted(texts, key=lambda one: one.version or date.min, reverse=True)
    own = documents(law, [area for area in scope.areas if area != "texts"], further)
    return Search(
        law=law,
        on=on,
        spoken=spoken,
        records=own,
        texts=tuple(sorted(first, key=lambda one: (one.act != OWN, one.language != spoken))),
    )
