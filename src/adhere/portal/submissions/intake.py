# SPDX-License-Identifier: EUPL-1.2
"""Taking in what is handed in: the file is kept whole before anything is written, then row and event come in one transaction or not at all.

The same bytes are taken in once: a second time, or after a worker was killed, comes to the same submission and the same receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES
from adhere.portal import storing
from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import checkpoint, record
from adhere.portal.people.models import Organisation, Person
from adhere.portal.submissions.checking import SUMMARY, Checked, check
from adhere.portal.submissions.formchecks import form_of
from adhere.portal.submissions.history import history_findings
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.summaries import register_pack

Step = Callable[[str], None]


class RefusedPackError(Exception):
    """It cannot be taken in; ``findings`` say everything that is wrong."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of an intake; ``new`` is false where the same bytes were taken in before."""

    submission: Submission
    new: bool


def nothing(_: str) -> None:
    """Go on."""


def take(
    content: bytes, provider: Organisation, *, by: Person, corrects: str = "", step: Step = nothing
) -> Taken:
    """Take in some bytes; raise RefusedPackError where they cannot be, OSError where they cannot be kept. Either leaves nothing half.

    ``step`` is told where it has come to, so that tests can stop it there.
    """
    digest = sha256(content).hexdigest()
    known = _known(provider, digest)
    if known is not None:
        return Taken(submission=known, new=False)
    checked = check(content, provider, timezone.now(), corrects)
    step("checked")
    if checked.refused:
        _refuse(digest, len(content), provider, checked.findings, by)
    storing.keep(content)
    step("kept")
    return _registered(content, digest, provider, checked, by=by, step=step)


def attempt(content: bytes, provider: Organisation, corrects: str = "") -> Checked:
    """Check some bytes as an intake would, and keep nothing of it."""
    return check(content, provider, timezone.now(), corrects)


def _registered(
    content: bytes, digest: str, provider: Organisation, checked: Checked, *, by: Person, step: Step
) -> Taken:
    pack = checked.pack
    assert pack is not None  # noqa: S101 - what is not refused was opened
    late: tuple[Finding, ...] = ()
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=provider.pk)
        late = tuple(history_findings(pack, provider))  # another may have come in since it was looked at
        known = _known(provider, digest) if late else None
        if known is not None:
            return Taken(submission=known, new=False)
        if not late:
            made = _row(content, digest, provider, checked)
            _record(made, provider, checked, by)
            step("recorded")
            made.save(force_insert=True)
            checkpoint(made.event + 1)  # what the receipt leads to, in the same writing to disk
            if form_of(made.form) == SUMMARY and made.model is not None:
                register_pack(made, pack, by=by)
            step("written")
    if late:
        _refuse(digest, len(content), provider, late, by)
    step("committed")
    return Taken(submission=made, new=True)


def _known(provider: Organisation, digest: str) -> Submission | None:
    return Submission.objects.filter(provider=provider, sha256=digest).first()


def _row(content: bytes, digest: str, provider: Organisation, checked: Checked) -> Submission:
    pack, facts = checked.pack, checked.facts
    assert pack is not None  # noqa: S101
    assert checked.key is not None  # noqa: S101
    said = pack.statement
    return Submission(
        provider=provider,
        sha256=digest,
        size=len(content),
        key=checked.key,
        recipient=pack.recipient,
        model_name=said.model,
        form=said.form,
        number=said.number,
        issued=datetime.fromisoformat(said.at),
        statement_sha256=pack.statement_sha256,
        model=facts.model,
        code=facts.code,
        since=facts.since,
        until=facts.until,
        due=facts.due,
        late=facts.late,
        incomplete=facts.incomplete,
        answered=facts.answered,
        asked=facts.asked,
        findings=[told_twice(one) for one in checked.findings],
        corrects=checked.corrects,
    )


def _record(made: Submission, provider: Organisation, checked: Checked, by: Person) -> None:
    """Put the submission on record; what the event says is all a receipt needs to say what it is for."""
    content: dict[str, Any] = {
        "sha256": made.sha256,
        "size": made.size,
        "provider": provider.slug,
        "recipient": made.recipient,
        "issue": str(made),
        "statement_sha256": made.statement_sha256,
        "key_id": made.key.key_id,
        "corrects": str(made.corrects_id) if made.corrects_id else None,
        "late": made.late,
        "incomplete": made.incomplete,
        "answered": made.answered,
        "asked": made.asked,
        "rules": sorted({one.rule.id for one in checked.findings}),
    }
    kind = "bundle:corrected" if made.corrects_id else "report:received" if made.code else "bundle:received"
    event = record(kind, subject=f"submission/{provider.slug}/{made.pk}", content=content, actor=by)
    made.event, made.received = event.seq, event.at


def _refuse(digest: str, size: int, provider: Organisation, findings: Iterable[Finding], by: Person) -> None:
    """Put a refusal on record, once for the same bytes, and tell why."""
    found = tuple(findings)
    subject = f"refusal/{provider.slug}/{digest}"
    content = {"sha256": digest, "size": size, "rules": sorted({one.rule.id for one in found})}
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=provider.pk)
        if not Event.objects.filter(subject=subject).exists():
            record("bundle:refused", subject=subject, content=content, actor=by)
    raise RefusedPackError(found)


def told_twice(one: Finding) -> dict[str, Any]:
    """Return a finding with its texts in both languages, as it is kept with a submission."""
    return {
        "rule": one.rule.id,
        "severity": one.rule.severity,
        "provision": one.rule.provision,
        "file": one.place.file,
        "line": one.place.line,
        "at": one.place.at,
        **{
            part: {language: getattr(one, part)(language) for language in LANGUAGES}
            for part in ("wrong", "why", "remedy")
        },
    }
