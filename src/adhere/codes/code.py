# SPDX-License-Identifier: EUPL-1.2
"""A code of practice: chapters of commitments, commitments of measures, each measure with what it asks, serves and when.

Article 56(2) says what codes cover and Article 56(4) what they set out; the shape also holds for codes of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NoReturn

from adhere.kernel.text import Text

Unit = Literal["days", "business-days", "weeks", "months", "years"]
Direction = Literal[
    "no-later-than", "at-least-before", "before", "at-least", "every", "at-most", "as-set", "reasonable"
]
"""How a period binds; ``as-set`` is set by the request itself, ``reasonable`` carries no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock of a measure; ``amount`` is None where the code gives no number. ``event`` is what starts or ends it."""

    id: str
    what: Text
    direction: Direction
    event: str
    trigger: Text
    amount: Decimal | None = None
    unit: Unit | None = None
    exceptions: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a measure asks, in our own words; ``number`` is that of the official text, such as (1)(a), where it has one."""

    content: Text
    number: str | None = None
    appendices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A link from a measure to a provision it serves: why, how sure (official, derived, ours), and who reviewed it."""

    provision: str
    rationale: Text
    grade: str
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; ``grade`` says how sure our rendering is: official, secondary, secondary-with-quotes or unverified."""

    id: str
    commitment: str
    title: Text
    grade: str
    sources: tuple[str, ...]
    requires: tuple[Requirement, ...]
    serves: tuple[Service, ...]
    deadlines: tuple[Deadline, ...] = ()
    relief: Text | None = None
    """What small and medium-sized enterprises and small mid-caps may do otherwise."""
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One commitment; ``provisions`` are those its own heading names."""

    id: str
    chapter: str
    title: Text
    content: Text
    provisions: tuple[str, ...]
    relief: Text | None = None
    exempt: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter; ``binds`` says whom in words, ``when`` names the criterion of the law that says it for a model."""

    id: str
    title: Text
    binds: Text
    when: str
    provisions: tuple[str, ...]
    official: str
    """Address of the official text."""
    sha256: str | None = None
    """Of the official file, as reported; hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """One item of an appendix, which measures refer to."""

    id: str
    chapter: str
    title: Text
    content: tuple[Text, ...]
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step in the life of a code: a call, a draft, an opinion, a review."""

    kind: str
    on: date
    content: Text
    grade: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One version of one code."""

    id: str
    version: str
    title: Text
    status: str
    history: tuple[Event, ...]
    sources: dict[str, Text]
    chapters: tuple[Chapter, ...]
    commitments: tuple[Commitment, ...]
    measures: tuple[Measure, ...]
    appendices: tuple[Appendix, ...]

    def measure(self, measure_id: str) -> Measure:
        """Return a measure by its id, such as ``S-7.6``; raise KeyError where there is none."""
        return next((one for one in self.measures if one.id == measure_id), None) or _missing(measure_id)

    def of(self, holder: str) -> tuple[Measure, ...]:
        """Return the measures of a commitment or a chapter."""
        return tuple(one for one in self.measures if one.id.startswith((f"{holder}.", f"{holder}-")))

    def deadlines(self) -> tuple[tuple[Measure, Deadline], ...]:
        """Return every clock with the measure it belongs to, in the order of the code."""
        return tuple((one, deadline) for one in self.measures for deadline in one.deadlines)


def _missing(name: str) -> NoReturn:
    raise KeyError(name)
