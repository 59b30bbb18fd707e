# SPDX-License-Identifier: EUPL-1.2
"""What stands around the rows of an issue and can move on without them: the version of the form, the law, evidence, the clock.

Articles 53(1)(a) and 56(2)(a), measure 1.1 of the GPAI code; the rows themselves are compared in ``drift``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from adhere.documentation.record import IssuedFile, IssueRecord
from adhere.documentation.stale import Kind, Stale
from adhere.documentation.upkeep_words import named, word
from adhere.forms.form import Form
from adhere.kernel.finding import Place
from adhere.kernel.text import Text, plain
from adhere.law.changes import changes_between
from adhere.law.citations import cite
from adhere.law.library import Law


def issued_on(record: IssueRecord) -> date:
    """Return the day of an issue, in Coordinated Universal Time."""
    return datetime.fromisoformat(record.at).date()


def form_drift(issued: IssueRecord, newest: Form) -> Iterator[Stale]:
    """Yield that the version of the form was superseded."""
    if newest.version != issued.form_version and newest.valid_from > issued_on(issued):
        yield Stale(
            kind="form",
            since=newest.valid_from,
            before=plain(issued.form_version),
            after=plain(newest.version),
            values={"number": issued.number},
        )


def law_drift(
    issued: IssueRecord, provisions: Iterable[str], law: Law, *, after: date, on: date
) -> Iterator[Stale]:
    """Yield each change of the law after a day, that of the issue or of a later review; where there is none, that its data are newer."""
    changes = changes_between(law, provisions, after, on)
    for change in changes:
        yield Stale(
            kind="law",
            since=change.on,
            values={
                "number": issued.number,
                "provision": _named_provisions(change.provisions),
                "id": change.provisions[0],
                "what": word("law", change.how, content=change.content),
            },
        )
    if not changes and issued.law_digest != law.digest:
        yield Stale(
            kind="law-data",
            before=_law_data(issued.law_release, issued.law_digest),
            after=_law_data(law.release, law.digest),
            values={"number": issued.number},
        )


def evidence_drift(issued: IssueRecord, found: Mapping[str, str | None]) -> Iterator[Stale]:
    """Yield the evidence that vanished or changed; ``found`` is the SHA-256 of each file of today, None where it is gone."""
    for file in issued.evidence:
        digest = found.get(file.file)
        if digest != file.sha256:
            yield _evidence("evidence-gone" if digest is None else "evidence-changed", issued, file, digest)


def clock_drift(issued: IssueRecord, on: date) -> Iterator[Stale]:
    """Yield that an issue is of later than the date asked."""
    if issued_on(issued) > on:
        before, after = plain(issued_on(issued).isoformat()), plain(on.isoformat())
        yield Stale(kind="clock", before=before, after=after, values={"number": issued.number})


def _evidence(kind: Kind, issued: IssueRecord, file: IssuedFile, digest: str | None) -> Stale:
    return Stale(
        kind=kind,
        before=plain(file.sha256),
        after=None if digest is None else plain(digest),
        values={"number": issued.number, "file": file.file},
        place=Place(file=file.file),
    )


def _named_provisions(provisions: Sequence[str]) -> Text:
    return named([cite(provision) for provision in provisions])


def _law_data(release: str, digest: str) -> Text:
    return plain(f"{release} ({digest[:12]})")
