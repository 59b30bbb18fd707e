# SPDX-License-Identifier: EUPL-1.2
"""What comes of a verification: an outcome, what was looked at, and everything found wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding
from adhere.ledger.note import Checkpoint
from adhere.ledger.rules import LedgerError
from adhere.ledger.witnessing import Witness

Outcome = Literal["verified", "self-consistent", "broken"]
Subject = Literal["pack", "issue", "dossier", "receipt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the reader has from elsewhere than the thing that is verified: a checkpoint, a proof towards it, the id of a key."""

    checkpoint: bytes | None = None
    proof: bytes | None = None
    key_id: str | None = None
    authorities: tuple[bytes, ...] = ()
    """Certificates (PEM) of time-stamping authorities."""
    witnesses: tuple[Witness, ...] = ()
    """Those who have to have cosigned the checkpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIssue:
    """One issue that was looked at, with its entry in the log."""

    subject: str
    seq: int | None
    at: str
    key_id: str
    statement_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedEvent:
    """One event of a portal's log that a receipt proves; ``sha256`` is of the file it is a receipt for, where it is for one."""

    seq: int
    at: str
    kind: str
    subject: str
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome, with everything it rests on."""

    subject: Subject
    outcome: Outcome
    checkpoint: Checkpoint | None
    """The head of the log as it stands in what was verified."""
    key_id: str | None
    key_confirmed: bool
    issues: tuple[CheckedIssue, ...]
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    events: tuple[CheckedEvent, ...] = ()


@dataclass(slots=True, kw_only=True)
class Problems:
    """What is gathered on the way."""

    outside: Outside
    findings: list[Finding] = field(default_factory=list)
    issues: list[CheckedIssue] = field(default_factory=list)
    events: list[CheckedEvent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    confirmed: bool = False
    """Whether a checkpoint from outside agrees."""
    key_confirmed: bool = False

    def report(
        self, rule_id: str, file: str, *, line: int | None = None, at: str | None = None, **values: object
    ) -> None:
        """Add a finding."""
        self.findings.append(LedgerError(rule_id, **values).finding(file, line=line, at=at))

    def at(self, file: str, *, line: int | None = None, at: str | None = None) -> At:
        """Turn what is raised within into a finding at a place, and go on behind."""
        return At(self, file, line, at)

    @property
    def broken(self) -> bool:
        """Whether something is wrong."""
        return any(finding.rule.severity == "error" for finding in self.findings)

    def outcome(self) -> Outcome:
        """Return the outcome."""
        return "broken" if self.broken else "verified" if self.confirmed else "self-consistent"


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file, within which an error becomes a finding."""

    problems: Problems
    file: str
    line: int | None
    part: str | None

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, OSError):
            error = LedgerError("ADH-LOG-005", reason=disk_reason(error))
        if not isinstance(error, LedgerError):
            return False
        self.problems.findings.append(error.finding(self.file, line=self.line, at=self.part))
        return True
