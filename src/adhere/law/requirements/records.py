# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of record in the catalogue, requirement and measure, and the words by which they are found.

A requirement names records of the law and repeats nothing of them; ``standing`` works out what follows on a date.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.kernel.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What has to be met, in plain words; ``duties`` are the records of the law it rests on, the first one leading."""

    id: str
    slug: str
    duties: tuple[str, ...]
    sources: tuple[str, ...]
    phases: tuple[str, ...]
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    title: Text
    explanation: Text
    risk: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something one can do to meet requirements: advice, never law; ``code`` names measures of a code that ask for the like."""

    id: str
    slug: str
    requirements: tuple[str, ...]
    phases: tuple[str, ...]
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    code: tuple[str, ...] = ()
    title: Text
    explanation: Text


Record = Requirement | Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab under a requirement: the measures on one topic, or all where it has none."""

    id: str
    name: Text
    topic: str | None = None

    def shows(self, measure: Measure) -> bool:
        """Whether a measure stands on it."""
        return self.topic is None or self.topic in measure.topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The phases, topics and roles in the order they are shown, and the tabs.

    ``own`` says of each role that is not one of the Algoritmekader where it comes from.
    """

    phases: dict[str, Text]
    topics: dict[str, Text]
    roles: dict[str, Text]
    own: dict[str, Text]
    tabs: tuple[Tab, ...]
