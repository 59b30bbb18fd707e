# SPDX-License-Identifier: EUPL-1.2
"""Drift of a dossier: for each form that was issued, what of the last issue no longer holds today.

Articles 53(1)(a) and 56(2)(a), measure 1.1 of the GPAI code: documentation is kept up to date. The comparison itself is in
``documentation.drift``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adhere.documentation.drift import drift
from adhere.documentation.periods import standing
from adhere.documentation.record import IssueRecord
from adhere.documentation.snapshot import issued_facts, issued_row
from adhere.documentation.stale import Stale
from adhere.documentation.surroundings import clock_drift, evidence_drift, form_drift, issued_on, law_drift
from adhere.documentation.watch import WatchList, last_looked_at, review_drift
from adhere.dossier.issued import Issued, digest_of
from adhere.forms.answers import Filled
from adhere.forms.form import Form
from adhere.forms.library import UnknownFormError, form
from adhere.forms.views import all_rows
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text
from adhere.law.library import Law
from adhere.models.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDrift:
    """The last issue of one form for one model, and what of it is stale; ``record`` is None where there is no issue to read."""

    model: str
    form: str
    number: int | None
    record: IssueRecord | None
    stale: tuple[Stale, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What an issue of one model is held against."""

    root: Path
    model: str
    facts: Facts
    filled: Mapping[str, Filled]
    watch: WatchList
    law: Law
    on: date


def drift_since(issues: Issued, today: Today) -> FormDrift:
    """Return what is stale of the last issue, or that there is none."""
    number = issues.last
    if number is None:
        return never_issued(issues, today.on)
    record = issues.record(number)
    stale = () if record is None else tuple(_stale(record, today))
    return FormDrift(
        model=issues.model,
        form=issues.form,
        number=number,
        record=record,
        stale=stale,
        findings=(
            *issues.gaps(),
            *issues.findings,
            *(one.finding(issues.place(number, _first(one))) for one in stale),
        ),
    )


def snapshot(record: IssueRecord, filled: Filled, facts: Facts, law: Law) -> IssueRecord:
    """Return today's state in the shape of an issue, its head taken from the issue it is held against."""
    rows = all_rows(filled)
    return IssueRecord(
        form=filled.form.id,
        form_version=filled.form.version,
        model=record.model,
        name=record.name,
        provider=record.provider,
        number=record.number,
        at=record.at,
        law_release=law.release,
        law_digest=law.digest,
        placed_on=record.placed_on,
        rows=tuple(issued_row(row) for row in rows),
        facts=issued_facts(rows, facts),
    )


def provisions_of(form: Form) -> tuple[str, ...]:
    """Return every provision a form rests on, those that give its document its standing included."""
    duties = (f"aia:{duty.partition(':')[2].rpartition('-')[0]}" for duty in form.duties)
    points = (provision for field in form.fields for provision in field.provisions)
    return tuple(dict.fromkeys([*form.provisions, *duties, *points, *standing(form.measures)]))


def _stale(record: IssueRecord, today: Today) -> Iterator[Stale]:
    yield from clock_drift(record, today.on)
    filled = today.filled.get(record.form)
    if filled is not None:
        now = snapshot(record, filled, today.facts, today.law)
        yield from drift(record, now, filled.form)
    newest = newest_form(record.form, today.on)
    if newest is not None:
        yield from form_drift(record, newest)
        after = last_looked_at(today.watch, issued_on(record), today.on)
        yield from law_drift(record, provisions_of(newest), today.law, after=after, on=today.on)
    found = {file.file: _digest(today.root, file.file) for file in record.evidence}
    yield from evidence_drift(record, found)
    yield from review_drift(today.watch, record.model, issued_on(record), today.on)


def newest_form(form_id: str, on: date) -> Form | None:
    """Return the version of a form that counts on a date, None for a form of one's own or one that ended."""
    try:
        return form(form_id, on)
    except UnknownFormError:
        return None


def _digest(root: Path, file: str) -> str | None:
    path = root / file
    return digest_of(path) if path.resolve().is_relative_to(root.resolve()) else None


def never_issued(issues: Issued, on: date) -> FormDrift:
    """Return that a form was never issued."""
    newest = newest_form(issues.form, on)
    name: Text | str = newest.name if newest else issues.form
    stale = Stale(kind="never-issued", values={"form": name, "model": issues.model})
    place = Place(file=f"issued/{issues.model}/{issues.form}")
    return FormDrift(
        model=issues.model,
        form=issues.form,
        number=None,
        record=None,
        stale=(stale,),
        findings=(stale.finding(place),),
    )


def _first(stale: Stale) -> str | None:
    rows: Iterable[str] = stale.rows
    return next(iter(rows), None)
