# SPDX-License-Identifier: EUPL-1.2
"""What a summary is made of: the figures of the data, the register of its sources and the list of domains, each with its digest.

Article 53(1)(d); an answer says which of them it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adhere.content.figures import MODALITIES, Amount, Figures, Share
from adhere.content.sources.register import CLASSES, DomainDecision, SourceRecord, Sources
from adhere.content.summary.amounts import added, quantity, with_strays
from adhere.content.summary.personal import Suspect
from adhere.kernel.provenance import Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text

METHOD = "training-content"
"""How a source is cited that is the figures of the data."""
REGISTER = "sources"
"""How a source is cited that is the register of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainList:
    """The list of domains as a file: how many lines, its digest, the first of them that may be published, and who they may name."""

    file: str
    sha256: str
    size: int
    count: int
    first: tuple[str, ...]
    suspects: tuple[Suspect, ...] = ()
    withheld: tuple[str, ...] = ()
    undecided: int = 0
    """How many suspects nobody has decided on; those shown are the first of them."""
    unknown: tuple[DomainDecision, ...] = ()
    """Decisions on names that the list does not hold."""
    largest: tuple[tuple[str, int], ...] = ()
    """The first of the list with their bytes, for the provider alone."""
    impossible: tuple[str, ...] = ()
    """The first of the names that no registry can have given out; ``impossible_count`` is how many there are."""
    impossible_count: int = 0
    endings: tuple[tuple[str, int], ...] = ()
    """How many of the names that are published end in which last label, most first."""

    @property
    def published(self) -> int:
        """How many names the public is told."""
        return self.count - len(self.withheld)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All of it for one model, or for several that were trained on the same content."""

    figures: Figures
    file: str
    sha256: str
    size: int = 0
    sources: Sources | None = None
    domains: DomainList | None = None
    models: tuple[tuple[Text, str | None], ...] = ()
    """The models a shared summary covers, by name and version, with their addresses."""

    @property
    def measured(self) -> Source:
        """The figures, as an answer cites them."""
        return Source(file=self.file, method=METHOD, sha256=self.sha256)

    def record(self, source: str | None) -> SourceRecord | None:
        """Return what is stated of a source."""
        return self.sources.of(source) if self.sources is not None and source is not None else None

    def kind(self, source: str | None) -> str | None:
        """Return the class of a source; None where nobody stated one."""
        record = self.record(source)
        return record.kind if record else None

    def lines(self, kind: str | None = None, modality: str | None = None) -> Iterator[Share]:
        """Yield the lines of sources of one class, or of one modality; without either, all of them."""
        for line in self.figures.sources:
            of_kind = kind is None or self.kind(line.source) == kind
            if of_kind and (modality is None or line.modality == modality) and line.amount.documents:
                yield line

    def amount(self, kind: str | None = None, modality: str | None = None) -> Amount:
        """Return how much there is of a class, of a modality, of both."""
        return added(line.amount for line in self.lines(kind, modality))

    def modalities(self, kind: str | None = None) -> tuple[str, ...]:
        """Return the modalities that are there, in the order of the template."""
        found = {line.modality for line in self.lines(kind)}
        return tuple(one for one in MODALITIES if one in found)

    def named(self) -> tuple[str, ...]:
        """Return the ids of sources the data names, in order."""
        return tuple(dict.fromkeys(line.source for line in self.lines() if line.source is not None))

    def unclassed(self) -> tuple[str, ...]:
        """Return the sources of the data that nobody gave a class."""
        return tuple(one for one in self.named() if self.kind(one) not in CLASSES)

    def sourceless(self) -> Amount:
        """Return how much comes from nobody knows where."""
        return added(line.amount for line in self.lines() if line.source is None)

    def without_modality(self) -> Amount:
        """Return how much is of a modality nobody stated."""
        return added(line.amount for line in self.lines() if line.modality is None)

    def undated(self, kind: str | None = None) -> int:
        """Return how many documents, of a class or in all, have no moment of fetching."""
        return sum(
            line.amount.documents
            for line in self.figures.months
            if line.month is None and (kind is None or self.kind(line.source) == kind)
        )

    def held(self, modality: str, unit: str) -> Quantity | None:
        """Return how much of a modality the model was trained on, in a unit of the template; None where nothing says.

        Where content is missing from the figures it is a lower bound, and rows without a modality may belong to it.
        """
        found = quantity(self.amount(modality=modality), unit)
        if found is None:
            return None
        known = with_strays(found, self.without_modality())
        return replace(known, value=None, high=None) if self.lacking else known

    @property
    def lacking(self) -> bool:
        """Whether content is known to be missing from the figures: somebody stated so, or a file that was given could not be read whole."""
        stated = self.sources is not None and self.sources.complete is False
        return stated or bool(self.figures.unread)

    @property
    def settled(self) -> bool:
        """Whether it can be told that a kind of source was not used: the figures cover everything, and all of it has a class."""
        complete = self.sources is not None and self.sources.complete is True
        return complete and not self.unclassed() and not self.sourceless().documents
