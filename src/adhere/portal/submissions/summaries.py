# SPDX-License-Identifier: EUPL-1.2
"""Public summaries of training content in the register: from an issued pack, as a file, or as a link. Article 53(1)(d).

How much of a file or a page is answered is not known until something reads it: ``READERS`` is the door for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from adhere.portal import storing
from adhere.portal.audit.recording import record
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import RegisteredModel, Summary
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.pack import OpenedPack

PDF = "application/pdf"
Reader = Callable[[bytes], tuple[int, int] | None]
READERS: dict[str, Reader] = {}
"""What reads a published summary, by content type: how many rows it answers of how many asked, None where it cannot tell."""
_STARTS: Mapping[bytes, str] = {b"%PDF-": PDF}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A summary that was published elsewhere: as a file, or at an address."""

    version: str
    updated_on: date | None
    link: str = ""
    content: bytes | None = None


def type_of(content: bytes) -> str | None:
    """Return the content type of a file by its first bytes, None where it is not one that is taken in."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def register_pack(submission: Submission, pack: OpenedPack, *, by: Person) -> Summary:
    """Put the summary of a pack in the register, in the transaction in which it is taken in."""
    assert submission.model is not None  # noqa: S101 - a summary of no known model is refused
    return _register(
        Summary(
            model=submission.model,
            version=str(submission.number),
            updated_on=timezone.localtime(submission.issued).date(),
            origin=Summary.Origin.BUNDLE,
            sha256=submission.sha256,
            file=submission.sha256 if pack.recipient == "public" else "",
            answered=submission.answered,
            asked=submission.asked,
        ),
        "summary:registered",
        by,
    )


def publish(model: RegisteredModel, published: Published, *, by: Person) -> Summary:
    """Put a summary that was published elsewhere in the register; raise OSError where its file cannot be kept."""
    summary = Summary(
        model=model,
        version=published.version,
        updated_on=published.updated_on,
        link=published.link,
        origin=Summary.Origin.LINK,
    )
    if published.content is not None:
        summary.origin = Summary.Origin.UPLOAD
        summary.sha256 = summary.file = storing.keep(published.content)
        reader = READERS.get(type_of(published.content) or "")
        read = reader(published.content) if reader else None
        if read is not None:
            summary.answered, summary.asked = read
    kind = "summary:link-added" if published.content is None else "summary:registered"
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=model.provider_id)
        return _register(summary, kind, by)


def _register(summary: Summary, kind: str, by: Person) -> Summary:
    """End the version that stands and put the next one in its place."""
    content = {
        "version": summary.version,
        "origin": str(summary.origin),
        "sha256": summary.sha256,
        "link": summary.link,
        "answered": summary.answered,
        "asked": summary.asked,
    }
    event = record(kind, subject=f"summary/{summary.model.slug}", content=content, actor=by)
    standing = Summary.objects.filter(model=summary.model, until=None)
    standing.update(until=event.at, ended_by=event.seq)
    summary.since, summary.event = event.at, event.seq
    summary.save()
    return summary
