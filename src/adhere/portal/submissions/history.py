# SPDX-License-Identifier: EUPL-1.2
"""Whether a pack continues what was taken in before: each issue once, none before a later one, none with another past."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from adhere.kernel.finding import Finding
from adhere.portal.people.models import Organisation
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.pack import OpenedPack
from adhere.portal.submissions.rules import finding


def history_findings(pack: OpenedPack, provider: Organisation) -> Iterator[Finding]:
    """Yield why a pack is a repetition or tells another history than what was taken in before."""
    said = pack.statement
    rows = Submission.objects.filter(
        provider=provider, model_name=said.model, form=said.form, recipient=pack.recipient
    )
    latest = rows.order_by("-number").values_list("number", "statement_sha256", "id")[:1]
    for last, statement, earlier in latest:
        if last > said.number:
            yield finding("ADH-SUB-032", "number", number=said.number, last=last)
        elif last == said.number and statement == pack.statement_sha256:
            yield finding("ADH-SUB-030", "envelope", earlier=earlier)
        elif last == said.number:
            yield finding("ADH-SUB-031", "number", number=said.number)
        elif last == said.number - 1 and said.previous != statement:
            yield finding("ADH-SUB-033", "previous", last=last)


def corrected_by(pack: OpenedPack, provider: Organisation, corrects: str) -> Submission | Finding:
    """Return the earlier submission on the same subject that a pack corrects, or why there is none."""
    wrong = finding("ADH-SUB-034", "corrects", corrects=corrects[:40], provider=provider.name)
    try:
        number = UUID(corrects)
    except ValueError:
        return wrong
    said = pack.statement
    rows = Submission.objects.filter(
        provider=provider, pk=number, model_name=said.model, form=said.form, number__lt=said.number
    )
    return rows.first() or wrong
