# SPDX-License-Identifier: EUPL-1.2
"""Whether an uploaded pack may be released: it verifies, is of the issue the portal holds, about the model asked for, for who asks.

Measure 1.2 of the GPAI code; Article 78.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.documentation.requestchecks import STANDS
from adhere.kernel.finding import Finding
from adhere.portal.requests.models import Request
from adhere.portal.requests.rules import finding
from adhere.portal.requests.standing import asker_of
from adhere.portal.submissions.keys import key_of
from adhere.portal.submissions.models import KnownAs, Submission
from adhere.portal.submissions.pack import OpenedPack, read_pack

NAMED = 8
"""Rows that a finding names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPack:
    """A pack and the issue it is of, both there where nothing is wrong."""

    pack: OpenedPack | None = None
    issue: Submission | None = None
    findings: tuple[Finding, ...] = ()


def check(content: bytes, request: Request, *, whole: bool) -> CheckedPack:
    """Check some bytes; ``whole`` asks that no row the request names is left open."""
    read = read_pack(content)
    if read.pack is None:
        return CheckedPack(findings=read.findings)
    pack = read.pack
    issue = _issue(pack, request)
    key = key_of(pack, request.provider)
    found = [one for one in (key, issue) if isinstance(one, Finding)]
    found += _belongs(pack, request)
    if whole:
        found += _open(pack, request)
    if found:
        return CheckedPack(findings=tuple(found))
    return CheckedPack(pack=pack, issue=issue if isinstance(issue, Submission) else None)


def _issue(pack: OpenedPack, request: Request) -> Submission | Finding:
    """Return the issue the portal holds that the pack is of: the same statement to the byte."""
    rows = Submission.objects.filter(provider=request.provider)
    same = rows.filter(statement_sha256=pack.statement_sha256).first()
    if same is not None:
        return same
    said = pack.statement
    name = f"{said.model}/{said.form}/{said.number:04d}"
    other = rows.filter(model_name=said.model, form=said.form, number=said.number).exists()
    return finding("ADH-REQ-004" if other else "ADH-REQ-003", "envelope", issue=name)


def _belongs(pack: OpenedPack, request: Request) -> Iterator[Finding]:
    wanted = asker_of(request).recipient
    if pack.recipient != wanted:
        yield finding("ADH-REQ-001", "recipient", recipient=pack.recipient, wanted=wanted)
    name = pack.statement.model
    if not KnownAs.objects.filter(provider=request.provider, name=name, model=request.model).exists():
        yield finding("ADH-REQ-002", "envelope", model=name, asked=str(request.model))


def _open(pack: OpenedPack, request: Request) -> Iterator[Finding]:
    left = [row for row in request.rows if pack.rows.get(row, {}).get("state") not in STANDS]
    if left:
        more = ", …" if len(left) > NAMED else ""
        yield finding("ADH-REQ-005", "disclosures", rows=", ".join(left[:NAMED]) + more)
