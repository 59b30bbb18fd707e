# SPDX-License-Identifier: EUPL-1.2
"""A code that was published here, for tests: its first version and a second that says something else, by the acts themselves."""

from __future__ import annotations

from typing import Any

from tests.portal.drafted import begun, opened, written
from tests.portal.drafted import published as put_out

from adhere.portal.drafting.models import Clause, Version, Work
from adhere.portal.drafting.publishing import acts as publishing
from adhere.portal.drafting.texts import acts as texts

CODE = "example-code"
SUMMARY = {"summary_en": "In short.", "summary_nl": "In het kort."}


def version(office: Any, number: str = "1.0", *, slug: str = CODE) -> Version:
    """Publish a first version of a code, by the acts themselves."""
    draft = put_out(begun(opened(office, slug), office)[0], office)
    return publishing.publish(draft.work, draft, number, SUMMARY, by=office.person)


def next_version(office: Any, number: str = "2.0") -> Version:
    """Publish a second version, in which a measure says something else and another is new."""
    work = Work.objects.get(slug=CODE)
    draft = texts.begin(work, by=office.person)
    row = draft.wordings.get(clause__kind="measure", number="D-1.1")
    said = written("Write it all down", "Write down how the model was made.\n\nKeep it for 12 years.", provisions=["aia:art-53.1.a"])  # fmt: skip
    why = {"reason_en": "Ten was too short.", "reason_nl": "Tien was te kort."}
    texts.change(row, {**said, **why}, row.revision, by=office.person)
    commitment = Clause.objects.get(work=work, kind="commitment")
    texts.add(draft, "measure", commitment, written("Weigh risks", "Weigh them.", provisions=["aia:art-55.1.b"]), by=office.person)  # fmt: skip
    put_out(draft, office)
    return publishing.publish(work, draft, number, SUMMARY, by=office.person)
