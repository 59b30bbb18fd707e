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
ElementKind = Literal["qualitative", "numeric"]


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
class ReportingElement:
    """One thing to report on a measure: in words (``qualitative``) or in figures (``numeric``), and broken down by what.

    In a code of conduct on disinformation these are its qualitative reporting elements and service level indicators.
    """

    id: str
    kind: ElementKind
    content: Text
    unit: str | None = None
    breakdown: tuple[str, ...] = ()


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
    elements: tuple[ReportingElement, ...] = ()
    no_indicator: Text | None = None
    """Why the measure has no indicator, where it has none on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One commitment; ``provisions`` are those its own heading names.

    ``exempt`` says in words for which models it does not hold, ``exempt_when`` names the criterion of the law that says so.
    """

    id: str
    chapter: str
    title: Text
    content: Text
    provisions: tuple[str, ...]
    relief: Text | None = None
    exempt: Text | None = None
    exempt_when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter; ``binds`` says whom in words, ``when`` names the criterion of the law that says it for a model.

    ``when`` is empty where no criterion of the packaged law does, as for chapters that bind others than providers of models.
    """

    id: str
    title: Text
    binds: Text
    when: str
    provisions: tuple[str, ...]
    official: str
    """Address of the official text."""
    sha256: str | None = None
    """Of the official file, as reported; hexadecimal."""
    unknown: Text | None = None
    """What of the chapter is not known to us; measures that are missing are then no holes."""


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
class Interest:
    """Measures that deal with the interests of one group of parties (Article 56(4)), and how."""

    group: str
    measures: tuple[str, ...]
    content: Text
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """An id of the version before and the id it has now; what stands under it moves with it."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One version of one code.

    ``family`` says what it is held against; ``succeeds`` which version it follows, as an id or ``id@version``.
    """

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
    family: str = "models"
    succeeds: str | None = None
    renumbered: tuple[Renumbered, ...] = ()
    interests: tuple[Interest, ...] = ()
    unknown: Text | None = None
    """What of the code as a whole is not known to us."""
    no_indicators: Text | None = None
    """Why the code as a whole has no indicators, where that is known."""

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
