# SPDX-License-Identifier: EUPL-1.2
"""A form: sections of fields, each field one fact, each of its rows how some recipients see that fact.

The shape holds for the Model Documentation Form of the GPAI code (M1.1), Annexes XI and XII, the template of Article 53(1)(d), the
notification of Article 52 and the report of a serious incident of Article 55(1)(c). ``docs/en/forms.md`` describes the data files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NoReturn, get_args

from adhere.kernel.text import Text
from adhere.models.registry import Supplier

Recipient = Literal["office", "authority", "downstream", "public"]
RECIPIENTS: tuple[Recipient, ...] = get_args(Recipient)
"""AI Office, national competent authorities, downstream providers, everybody; most precise first."""
MAIN_FORM = "mdf"
"""The Model Documentation Form of the GPAI code, from whose rows others follow: who may have which fact, what is asked first."""

Kind = Literal[
    "text", "link", "date", "month", "truth", "choice", "choices", "quantity", "record", "entries", "per-option", "composed"
]  # fmt: skip
"""What an answer is made of.

``link`` is an address or a sentence; ``choices`` are ids of options, ``other: ...`` where a form allows it; ``record`` has named
parts; ``entries`` is a list of records; ``per-option`` holds one value for each option chosen in another field; ``composed`` is
answered by fields of other forms and never by itself.
"""
How = Literal["as-is", "figures", "rounded", "magnitude", "band"]
"""How precisely a quantity is shown: in full, in full with at least so many significant figures, rounded to so many, as a power
of ten, or as the band it lies in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer a form offers; ``label`` is the official wording."""

    id: str
    label: Text
    specify: bool = False
    """Whether words of one's own go with it, as with "other"."""
    facts: tuple[str, ...] = ()
    """Values of a fact of kind list or choice that mean this option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range a form offers instead of a figure: above ``low``, up to and including ``high``; None is open."""

    id: str
    label: Text
    low: Decimal | None = None
    high: Decimal | None = None
    part: str | None = None
    when: str | None = None
    """The option of the field's ``of`` for which this band is meant, where bands differ per option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of a record or of each entry of a list."""

    id: str
    kind: Kind
    label: Text
    unit: str | None = None
    required: bool = True
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """How one quantity of an answer is shown; ``part`` None is the whole answer, ``hardware.days`` a part of every entry of a part."""

    how: How
    figures: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How some recipients see a field; its id is permanent (``form.json`` for the Model Documentation Form)."""

    id: str
    recipients: frozenset[Recipient]
    label: Text
    shows: tuple[Show, ...] = ()
    parts: tuple[str, ...] = ()
    """The parts of a record these recipients see; empty is all of them."""
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """When a form accepts N/A for an answer, in words; a reason is always asked."""

    when: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRule:
    """How an answer follows from facts: the value of one fact, or a sentence made of several.

    ``needs`` are fact ids, all of which must be known; ``text`` holds them in braces, as ``{vocabulary.size}``; without ``text`` the
    first fact is the value. ``where`` are facts that must be yes. Of the rules for one field or part, the first value that can be had counts, a figure before a mere
    bound; sentences are joined by a space, in order, every one that can be made. ``part`` is a part of a record, an option of a field asked per option (drafted
    only where the option is chosen), or with a dot a part of the one entry of a list: ``hardware.days``. ``factor`` and
    ``divisor`` convert the unit of the fact to that of the field; a quotient that does not end is rounded to ten figures. Values
    of a fact of kind list become options by the ``facts`` of each option; all must be known to the field, or nothing is drafted.
    """

    needs: tuple[str, ...]
    text: Text | None = None
    part: str | None = None
    factor: Decimal | None = None
    divisor: Decimal | None = None
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A field is asked only where another field of the form has this value (an option id, ``yes`` or ``no``)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One fact a form asks for, with the rows in which recipients see it."""

    id: str
    section: str
    kind: Kind
    label: Text
    asked: Text
    """What has to be stated, in our own words."""
    why: Text
    """Why it is asked, for whoever has to supply it."""
    example: Text
    """A good answer, marked as an example wherever it is shown."""
    who: Supplier
    rows: tuple[Row, ...]
    number: str | None = None
    gold: str | None = None
    """Key in readings of published summaries (template of Article 53(1)(d) only)."""
    unit: str | None = None
    options: tuple[Option, ...] = ()
    bands: tuple[Band, ...] = ()
    parts: tuple[Part, ...] = ()
    of: str | None = None
    uses: tuple[str, ...] = ()
    """For a composed field: full field ids of other forms, such as ``mdf:intended_uses``."""
    words: int | None = None
    required: bool = True
    not_applicable: NotApplicable | None = None
    condition: Condition | None = None
    not_after: str | None = None
    """For a date: the field of the form whose date it cannot be later than; such a date in the future is told as well."""
    provisions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    drafts: tuple[DraftRule, ...] = ()
    confidential: bool = True

    def row_for(self, recipient: Recipient) -> Row | None:
        """Return the row in which a recipient sees this field, or None where it is not theirs."""
        return next((row for row in self.rows if recipient in row.recipients), None)

    def option(self, option_id: str) -> Option | None:
        """Return an option by id."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a form; ``only_where`` names the criterion of the law under which it is asked at all."""

    id: str
    label: Text
    number: str | None = None
    only_where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of one form."""

    id: str
    version: str
    name: Text
    valid_from: date
    valid_until: date | None
    source: str
    """Address of the official text."""
    grade: str
    """How sure the wording is: official, secondary or unverified."""
    provisions: tuple[str, ...]
    measures: tuple[str, ...]
    duties: tuple[str, ...]
    """Duties of the law under which the form, or what is in it, is owed."""
    recipients: tuple[Recipient, ...]
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    per: Literal["model", "incident"] = "model"

    def field(self, field_id: str) -> Field:
        """Return a field by its id without the form; raise KeyError where there is none."""
        return next((field for field in self.fields if field.id == field_id), None) or _missing(field_id)

    def section(self, section_id: str) -> Section:
        """Return a section by id; raise KeyError where there is none."""
        return next((one for one in self.sections if one.id == section_id), None) or _missing(section_id)

    def rows(self, recipient: Recipient) -> Iterator[tuple[Field, Row]]:
        """Yield the fields a recipient is shown, in the order of the form, with the row in which they see each."""
        for field in self.fields:
            row = field.row_for(recipient)
            if row is not None:
                yield field, row

    def full_id(self, field: Field) -> str:
        """Return the permanent id of a field, such as ``mdf:training_compute``."""
        return f"{self.id}:{field.id}"


def _missing(name: str) -> NoReturn:
    raise KeyError(name)
