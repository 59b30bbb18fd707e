# SPDX-License-Identifier: EUPL-1.2
"""The sources of training content as people describe them: which section of the template each belongs to, and what a manifest cannot say.

Article 53(1)(d), section 2 of the template C(2025) 8311; format ``adhere/sources/1`` (``docs/en/summary-of-content.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from adhere.kernel.finding import Place
from adhere.kernel.text import Text

CLASSES = (
    "public-datasets", "licensed-datasets", "private-datasets", "crawled-data", "user-data", "synthetic-data", "other-sources",
)  # fmt: skip
"""Sections of the form ``summary``: what kind of source a source is."""
ORIGINS = ("model", "services")
"""Where user data comes from: interactions with the model, or with other services of the provider (section 2.4)."""
WILDCARD = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedModel:
    """A model that made synthetic data; ``link`` leads to its own summary."""

    name: str
    link: str | None = None
    on_market: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What is stated of one source, or of all whose id fits a pattern with wildcards."""

    pattern: str
    kind: str
    place: Place
    name: str | None = None
    link: str | None = None
    description: Text | None = None
    used: Text | None = None
    licence: str | None = None
    modalities: tuple[str, ...] = ()
    content: Mapping[str, Text] = field(default_factory=dict)
    """Types of content by modality."""
    publicly_known: bool | None = None
    origin: str | None = None
    models: tuple[UsedModel, ...] = ()

    @property
    def shown(self) -> str:
        """The name people know it by."""
        return self.name or self.pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """A crawler of the provider, or one that ran on its behalf (section 2.3)."""

    name: str
    place: Place
    link: str | None = None
    purposes: Text | None = None
    behaviour: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalModel:
    """The model on the market that this one was made from, and where its own summary stands (section 1.2)."""

    name: str
    place: Place
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A version of the summary that was made public: when, where, and on which figures it rested."""

    on: date
    place: Place
    link: str | None = None
    figures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainDecision:
    """What a person decided on a domain name that may say who somebody is."""

    domain: str
    publish: bool
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The whole register; ``complete`` says that the figures cover all content the model was trained on, which no manifest can tell."""

    place: Place
    sha256: str
    who: str | None = None
    when: date | None = None
    models: tuple[str, ...] = ()
    complete: bool | None = None
    continuous: bool | None = None
    records: tuple[SourceRecord, ...] = ()
    crawlers: tuple[Crawler, ...] = ()
    base: OriginalModel | None = None
    published: tuple[Publication, ...] = ()
    domains: tuple[DomainDecision, ...] = ()
    _fitting: dict[str, tuple[SourceRecord, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def fitting(self, source: str) -> tuple[SourceRecord, ...]:
        """Return the records that fit a source best: its own id before a pattern, a pattern that says more before one that says less."""
        if source not in self._fitting:
            self._fitting[source] = tuple(self._best(source))
        return self._fitting[source]

    def _best(self, source: str) -> Iterator[SourceRecord]:
        found = [one for one in self.records if fits(one.pattern, source)]
        best = max((_told(one.pattern) for one in found), default=None)
        return (one for one in found if _told(one.pattern) == best)

    def of(self, source: str) -> SourceRecord | None:
        """Return the one record that says what a source is; None where none does, or two disagree."""
        found = self.fitting(source)
        return found[0] if len(found) == 1 else None


def fits(pattern: str, source: str) -> bool:
    """Whether an id fits a pattern in which ``*`` stands for any signs; in time that grows with the length of both only."""
    first, *rest = _pieces(pattern)
    if not rest:
        return source == first
    *middle, last = rest
    if not source.startswith(first) or len(source) < len(first) + len(last) or not source.endswith(last):
        return False
    at, end = len(first), len(source) - len(last)
    for piece in middle:
        found = source.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@cache
def _pieces(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.split(WILDCARD))


def _told(pattern: str) -> tuple[bool, int]:
    return WILDCARD not in pattern, len(pattern.replace(WILDCARD, ""))
