# SPDX-License-Identifier: EUPL-1.2
"""Complaints of rightsholders in a dossier, ``complaints.yaml`` beside ``adhere.yaml``, read with the line of every field.

Format ``adhere/complaints/1`` (``docs/en/rightsholders.md``); Measure 1.5 of the Copyright chapter of the code of practice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING, Any

from adhere.content.complaints.checks import complaint_findings
from adhere.content.complaints.register import (
    KINDS,
    OUTCOMES,
    Answered,
    Complaint,
    Complaints,
    SetAside,
)
from adhere.dossier.file import COMPLAINTS
from adhere.dossier.keptfile import read_kept
from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile
    from adhere.intake.tree import Path

FORMAT = "adhere/complaints/1"
PAGE = "docs/en/rightsholders.md"
MOST = 10_000
"""Complaints that are read."""
LONGEST = 20_000
"""Characters of a complaint, or of the answer to it."""
_TOP = ("format", "contact_point", "procedure", "acknowledge_within", "answer_within", "complaints")
_COMPLAINT = (
    "id", "received", "from", "about", "models", "acknowledged", "answered", "unfounded", "withdrawn", "repeats",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadComplaints:
    """The complaints as far as they could be read, and what is wrong with the file."""

    complaints: Complaints | None
    findings: tuple[Finding, ...] = ()


def read_complaints(root: DiskPath) -> ReadComplaints:
    """Read the complaints of a dossier; nothing is raised."""
    kept = read_kept(root, COMPLAINTS, PAGE, FORMAT)
    found = _Reader(kept).whole() if kept.readable else None
    return ReadComplaints(complaints=found, findings=tuple(kept.findings))


def complaints_findings(root: DiskPath, models: Sequence[str], on: date) -> Iterator[Finding]:
    """Yield everything found on the complaints of a dossier."""
    read = read_complaints(root)
    yield from read.findings
    if read.complaints is not None:
        yield from complaint_findings(read.complaints, models, on)


@dataclass(frozen=True, slots=True)
class _Reader:
    kept: KeptFile

    def whole(self) -> Complaints:
        """Return the file; what is wrong with a part is reported, and the rest counts."""
        kept = self.kept
        kept.fields((), _TOP)
        contact = kept.fields(("contact_point",), ("address", "page"))
        return Complaints(
            place=kept.place(),
            contact_point=kept.text(("contact_point", "address"), required=True, most=300)
            if contact
            else None,
            contact_page=kept.text(("contact_point", "page"), most=500) if contact else None,
            procedure=kept.text(("procedure",)),
            acknowledge_within=kept.period(("acknowledge_within",)),
            answer_within=kept.period(("answer_within",)),
            complaints=tuple(self._complaints()),
        )

    def _complaints(self) -> Iterator[Complaint]:
        taken: set[str] = set()
        for count, path in enumerate(self.kept.entries(("complaints",))):
            if count >= MOST:
                self.kept.report("ADH-DOS-124", path, limit=MOST)
                return
            if not self.kept.fields(path, _COMPLAINT):
                continue
            name = self._once((*path, "id"), taken)
            told = self._complaint(path)
            if name is not None and None not in (
                told["received"],
                told["complainant"],
                told["kind"],
                told["about"],
            ):
                yield Complaint(id=name, place=self.kept.place(*path, "id"), **told)

    def _once(self, path: Path, taken: set[str]) -> str | None:
        name = self.kept.text(path, required=True, most=100)
        if name is not None and name in taken:
            self.kept.report("ADH-DOS-123", path, value=name)
            return None
        taken |= {name} if name else set()
        return name

    def _complaint(self, path: Path) -> dict[str, Any]:
        kept = self.kept
        named = kept.fields((*path, "from"), ("name", "kind", "on_behalf"))
        if not named and kept.at((*path, "from")) is None:
            kept.text((*path, "from"), required=True)
        who = (*path, "from")
        return {
            "received": kept.day((*path, "received"), required=True),
            "complainant": kept.text((*who, "name"), required=named, most=300) if named else None,
            "kind": kept.choice((*who, "kind"), KINDS, required=named) if named else None,
            "on_behalf": kept.text((*who, "on_behalf"), most=300) if named else None,
            "about": kept.text((*path, "about"), required=True, most=LONGEST),
            "models": tuple(self._models((*path, "models"))),
            "acknowledged": kept.day((*path, "acknowledged")),
            "answered": self._answered((*path, "answered")),
            "unfounded": self._aside((*path, "unfounded")),
            "withdrawn": self._aside((*path, "withdrawn")),
            "repeats": kept.text((*path, "repeats"), most=100),
        }

    def _models(self, path: Path) -> Iterator[str]:
        for one in self.kept.entries(path):
            if name := self.kept.text(one, most=200):
                yield name

    def _answered(self, path: Path) -> Answered | None:
        kept = self.kept
        if not kept.fields(path, ("on", "outcome", "answer")):
            return None
        on = kept.day((*path, "on"), required=True)
        outcome = kept.choice((*path, "outcome"), OUTCOMES, required=True)
        answer = kept.text((*path, "answer"), required=True, most=LONGEST)
        if on is None or outcome is None or answer is None:
            return None
        return Answered(on=on, outcome=outcome, answer=answer)

    def _aside(self, path: Path) -> SetAside | None:
        if not self.kept.fields(path, ("on", "why")):
            return None
        on = self.kept.day((*path, "on"), required=True)
        why = self.kept.text((*path, "why"), required=True)
        return SetAside(on=on, why=why) if on is not None and why is not None else None
