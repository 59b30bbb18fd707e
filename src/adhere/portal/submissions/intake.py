# SPDX-License-Identifier: EUPL-1.2
"""Taking in what is handed in: the file is kept whole before anything is written, then row and event come in one transaction or not at all.

The same bytes are taken in once: a second time, or after a worker was killed, comes to the same submission and the same receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES
from adhere.portal import storing
from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import Act, record, record_sealed
from adhere.portal.notices.outbox import post
from adhere.portal.people.models import Organisation, Person
from adhere.portal.submissions.checking import SUMMARY, Checked, check
from adhere.portal.submissions.formchecks import form_of
from adhere.portal.submissions.history import history_findings
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.pack import OpenedPack
from adhere.portal.submissions.receipts import receipt_of
from adhere.portal.submissions.summaries import register_pack
from adhere.portal.submissions.turns import Turns, Waiting
from adhere.portal.telling import written

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
    receipt: bytes | None = None
    """Its receipt where it was made just now; ``receipts.receipt_for`` makes the same again."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Offered(Waiting):
    """A pack that was checked and kept, and waits to be written; ``late`` and ``known`` are what was found on writing it."""

    row: Submission
    provider: Organisation
    pack: OpenedPack
    by: Person
    step: Step
    told: bool
    late: tuple[Finding, ...] = ()
    known: Submission | None = None
    receipt: bytes | None = None

    @property
    def digest(self) -> str:
        return self.row.sha256

    @property
    def subject(self) -> tuple[Any, ...]:
        """What at most one of a turn is of, since each has to continue the one before."""
        return self.provider.pk, self.row.model_name, self.row.form, self.row.recipient


def nothing(_: str) -> None:
    """Go on."""


def take(
    content: bytes,
    provider: Organisation,
    *,
    by: Person,
    corrects: str = "",
    step: Step = nothing,
    told: bool = False,
) -> Taken:
    """Take in some bytes; raise RefusedPackError where they cannot be, OSError where they cannot be kept. Either leaves nothing half.

    ``told`` has a letter sent to who hands it in, with where its receipt is. ``step`` is told where it has come to, so that tests can stop
    it there.
    """
    digest = sha256(content).hexdigest()
    known = _known(provider, digest)
    if known is not None:
        return Taken(submission=known, new=False)
    checked = check(content, provider, timezone.now(), corrects)
    step("checked")
    if checked.refused:
        _refuse(digest, len(content), provider, checked.findings, by)
    assert checked.pack is not None  # noqa: S101 - what is not refused was opened
    storing.keep(content)
    step("kept")
    row = _row(content, digest, provider, checked)
    offered = _Offered(row=row, provider=provider, pack=checked.pack, by=by, step=step, told=told)
    _TURNS.await_turn(offered)
    if offered.known is not None:
        return Taken(submission=offered.known, new=False)
    if offered.late:
        _refuse(digest, len(content), provider, offered.late, by)
    step("committed")
    return Taken(submission=row, new=True, receipt=offered.receipt)


def attempt(content: bytes, provider: Organisation, corrects: str = "") -> Checked:
    """Check some bytes as an intake would, and keep nothing of it."""
    return check(content, provider, timezone.now(), corrects)


def _write(offered: Sequence[_Offered]) -> list[_Offered]:
    """Write what is offered in one transaction, and return what has to wait for another of the same subject."""
    together, later = _one_of_each(offered)
    with transaction.atomic():
        owners = sorted({one.provider.pk for one in together})
        list(Organisation.objects.select_for_update().filter(pk__in=owners).order_by("pk").values_list("pk"))
        for one in together:  # another may have come in since it was looked at
            one.late = tuple(history_findings(one.pack, one.provider))
            one.known = _known(one.provider, one.digest) if one.late else None
        _register([one for one in together if not one.late])
    return later


def _one_of_each(offered: Sequence[_Offered]) -> tuple[list[_Offered], list[_Offered]]:
    """Part what can be written together from what continues or repeats another of them."""
    subjects: set[tuple[Any, ...]] = set()
    parted: tuple[list[_Offered], list[_Offered]] = ([], [])
    for one in offered:
        parted[one.subject in subjects].append(one)
        subjects.add(one.subject)
    return parted


def _register(together: Sequence[_Offered]) -> None:
    if not together:
        return
    acts = [_act(one) for one in together]
    for one, recorded in zip(together, record_sealed(acts), strict=True):
        one.row.event, one.row.received = recorded.event.seq, recorded.event.at
        one.receipt = receipt_of(recorded)
        one.step("recorded")
    Submission.objects.bulk_create(one.row for one in together)
    _tell(together)
    for one in together:
        if form_of(one.row.form) == SUMMARY and one.row.model is not None:
            register_pack(one.row, one.pack, by=one.by)
        one.step("written")


def _tell(together: Sequence[_Offered]) -> None:
    letters = [
        written(
            one.by,
            "notices.receipt",
            "submissions:one",
            [one.row.pk],
            {"organisation": one.provider.name, "digest": one.digest, "event": one.row.event},
            key=f"receipt {one.row.pk}",
        )
        for one in together
        if one.told and settings.SENDS_MAIL
    ]
    if letters:
        post(*letters)


_TURNS = Turns(_write)


def _known(provider: Organisation, digest: str) -> Submission | None:
    return next(iter(Submission.objects.filter(provider_id=provider.pk, sha256=digest).order_by()), None)


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
        signatory_size=facts.size,
        figures=[list(one) for one in facts.figures],
        findings=[told_twice(one) for one in checked.findings],
        corrects=checked.corrects,
    )


def _act(one: _Offered) -> Act:
    """Return what goes on record; what it says is all a receipt needs to say what it is for."""
    made, provider = one.row, one.provider
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
        "rules": sorted({told["rule"] for told in made.findings}),
    }
    kind = "bundle:corrected" if made.corrects_id else "report:received" if made.code else "bundle:received"
    return Act(kind=kind, subject=f"submission/{provider.slug}/{made.pk}", content=content, actor=one.by)


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
