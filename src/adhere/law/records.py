# SPDX-License-Identifier: EUPL-1.2
"""The three kinds of record the law is kept in: atoms, criteria, and norms (duties, powers, rights, exceptions ...).

Design record 0002 describes them; ``data/schema.json`` is the same for editors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from adhere.kernel.text import Text

Kind = Literal[
    "duty", "power", "right", "deadline", "task", "exception", "definition", "scope", "criterion_of_law",
    "threshold", "presumption", "condition", "procedure", "institution", "penalty", "penalty_ground", "mitigation",
    "commitment", "item", "date",
]  # fmt: skip
Grade = Literal["official", "commission", "secondary", "unverified"]
Operator = Literal[
    ">", "is", "equals", "includes-any", "one-of", "before", "on-or-before-date-asked", "dated", "stated", "stated-by-date-asked", "stated-on-or-after"
]  # fmt: skip
Combination = Literal["all", "any", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One question of fact: a fact compared with a value."""

    id: str
    fact: str
    operator: Operator
    value: Any = None
    unit: str | None = None
    provision: str
    question: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A name the law uses, as a combination of atoms and other criteria (``all``, ``any`` and ``none`` must each hold).

    ``start`` is the first day of the rules it belongs to; before that day it does not hold.
    """

    id: str
    name: Text
    provision: str
    parts: Mapping[Combination, tuple[str, ...]]
    start: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the rules it belongs to apply on a date."""
        return self.start is None or self.start <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One thing a provision says: who owes, may, or is what, to whom, from when until when.

    ``start`` and ``end`` bound when it applies (``end`` is the first day it does not); ``text_start`` is when the
    wording came into being. ``when`` names the criterion under which it concerns a given model.
    """

    id: str
    kind: Kind
    provisions: tuple[str, ...]
    holder: tuple[str, ...]
    addressee: tuple[str, ...]
    start: date
    end: date | None
    text_start: date
    never_applied: bool
    when: str | None
    disapplies: tuple[str, ...]
    on_request: bool
    grade: Grade
    content: Text
    note: Text | None
    period: Mapping[str, int] | None
    period_from: Text | None
    details: Mapping[str, Any]
    amended_by: str | None
    replaced_by: str | None

    def in_force(self, on: date) -> bool:
        """Whether it applies on a date."""
        return self.start <= on and (self.end is None or on < self.end) and not self.never_applied

    def worded(self, on: date) -> bool:
        """Whether this wording stands on a date, applied or not yet."""
        return self.text_start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an amending act did to a provision, and on which day."""

    id: str
    provisions: tuple[str, ...]
    on: date
    by: str
    grade: Grade
    content: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article or annex with all its records, in the order of its provisions."""

    id: str
    title: Text
    norms: tuple[Norm, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question in plain words and its answer, tied to provisions."""

    id: str
    topic: str
    provisions: tuple[str, ...]
    start: date | None
    end: date | None
    grade: Grade
    question: Text
    answer: Text

    def holds(self, on: date) -> bool:
        """Whether the answer is right on a date."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A legal act that carries or changes provisions."""

    id: str
    name: Text
    details: Mapping[str, Any]
