# SPDX-License-Identifier: EUPL-1.2
"""Answers to the fields of a form: one value per field, with what it rests on; never a value per recipient.

An answer is a value, a band where nobody knows the figure, or N/A with its reason. A field without an answer is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from adhere.forms.form import Form
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth

Scalar = Text | date | bool | Quantity | tuple[str, ...]
"""A text (the same words twice where people wrote one language), a date (the first day for a month), yes or no, a quantity, or
the ids of chosen options; ``other: ...`` keeps the words that go with an option."""


@dataclass(frozen=True, slots=True)
class Record:
    """Named parts of an answer; the key is the id of a part, or of an option where the field is asked per option."""

    parts: Mapping[str, Value]


Value = Scalar | Record | tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file of the dossier that supports an answer, with the digest it had when it was read."""

    file: str
    sha256: str | None
    """Hexadecimal; None where the file has vanished."""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one field of one form.

    Exactly one of ``value``, ``band`` and ``not_applicable`` is set, save that a band may stand beside a value it agrees with.
    ``drafted`` is what the facts say where a person says otherwise, kept so that the override is shown.
    """

    field: str
    basis: Basis
    sources: tuple[Source, ...]
    value: Value | None = None
    band: str | None = None
    not_applicable: Text | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None
    """Where a person wrote it; None where it was drafted."""
    facts: tuple[str, ...] = ()
    """Facts it was drafted from."""
    drafted: Answer | None = None
    public: bool = False
    """Whether the provider chose to show it to everybody, as measure 1.2 of the code encourages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with the answers to it, by field id, for one model."""

    form: Form
    model: str
    answers: Mapping[str, Answer]
    wrong: frozenset[str] = frozenset()
    """Fields somebody answered in a way that could not be read; a finding says what is wrong."""
    criteria: Mapping[str, Truth] = field(default_factory=dict)
    """Criteria of the law under which sections are asked, such as systemic risk."""
    others: Mapping[str, Filled] = field(default_factory=dict)
    """Other forms of the same model by id, from which composed fields are answered."""

    def answer(self, full_id: str) -> Answer | None:
        """Return the answer to a field, of this form or by its full id of another."""
        form_id, _, field_id = full_id.rpartition(":")
        if form_id in ("", self.form.id):
            return self.answers.get(field_id)
        other = self.others.get(form_id)
        return other.answers.get(field_id) if other else None
