# SPDX-License-Identifier: EUPL-1.2
"""Whether the provider adheres to a code for a model on a date, from the adherences of the dossier: what stands there is not asked twice.

Articles 53(4) and 55(2): whoever adheres for Article 53 only cannot point to the code for Article 55. A code counts by its family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from adhere.adherence.scope import chapters_taken, narrow_chapters
from adhere.adherence.statement import Adherence
from adhere.codes.catalogue import code, known_codes
from adhere.dossier.adherence import read_adherences
from adhere.dossier.attachments import digest_of
from adhere.dossier.statements import STATED
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.truth import Truth
from adhere.models.facts import Fact

ARTICLE_53 = "code.adhered_to"
ARTICLE_55 = "code.adhered_to.article_55"
FAMILY = "models"
"""Codes for general-purpose AI models (Article 56)."""


class Adhered:
    """The adherences of a dossier to packaged codes for models; ``who`` and ``when`` sign for them, as for all of the dossier."""

    def __init__(self, root: Path, who: str | None, when: date | None) -> None:
        self._root, self._who, self._when = root, who, when
        self._adherences = tuple(_to_codes_for_models(root))

    def facts(self, model: str, on: date) -> Iterator[Fact]:
        """Yield whether the provider adheres for a model, article by article; nothing where the adherences leave it open."""
        for fact_id in (ARTICLE_53, ARTICLE_55):
            found = [(_adheres(one, fact_id, model, on), one) for one in self._adherences]
            surest = next(
                (truth for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO) if truth in dict(found)),
                Truth.UNKNOWN,
            )
            if surest is not Truth.UNKNOWN:
                yield self._fact(fact_id, surest is Truth.YES, dict(reversed(found))[surest])

    def _fact(self, fact_id: str, value: bool, told: Adherence) -> Fact:
        digest: str | None = None
        with suppress(OSError):
            digest, _ = digest_of(self._root / told.place.file)
        source = Source(
            file=told.place.file,
            at=f"line {told.place.line}",
            method="stated",
            sha256=digest,
            who=self._who,
            when=self._when.isoformat() if self._when else None,
        )
        return Fact(id=fact_id, value=value, basis=Basis.DECLARED, rank=STATED + 1, sources=(source,))


def _to_codes_for_models(root: Path) -> Iterable[Adherence]:
    known = known_codes()
    for read in read_adherences(root):
        one = read.adherence
        if one is not None and one.code in known and code(one.code).family == FAMILY:
            yield one


def _adheres(adherence: Adherence, fact_id: str, model: str, on: date) -> Truth:
    """Whether one adherence covers a model for an article: with some of the chapters it takes, it is not known for how much."""
    if not adherence.holds(on) or (adherence.models and model not in adherence.models):
        return Truth.NO
    whole = code(adherence.code)
    narrow = narrow_chapters(whole)
    asked = narrow if fact_id == ARTICLE_53 else {one.id for one in whole.chapters} - narrow
    taken = asked & chapters_taken(adherence, whole)
    if taken == asked:
        return Truth.YES
    return Truth.UNKNOWN if taken else Truth.NO
