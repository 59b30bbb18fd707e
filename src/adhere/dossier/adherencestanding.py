# SPDX-License-Identifier: EUPL-1.2
"""The adherences of a dossier with the code each is to, the evidence as it lies there now, and how every measure stands on a date.

Article 56(7); what binds and what is shown is worked out in ``adherence.scope`` and ``adherence.standing``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from adhere.adherence.scope import ModelCase, Scope, case_of, scope
from adhere.adherence.standing import Standing, standings
from adhere.adherence.statement import Adherence, Evidence
from adhere.codes.catalogue import code as packaged_code
from adhere.codes.catalogue import known_codes
from adhere.codes.code import Code
from adhere.dossier.adherence import ReadAdherence, read_adherences
from adhere.dossier.attachments import digest_of, lies_inside, may_be_a_path
from adhere.dossier.file import FILE
from adhere.dossier.rules import rule
from adhere.dossier.wording import near, shown_key
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.law.library import Law

if TYPE_CHECKING:
    from adhere.dossier.checks import CheckedModel

Only = Literal["bound", "shown"]
"""Which measures of a code are kept for one provider."""
EVIDENCE_LIMIT = 256 * 1024 * 1024
"""Bytes of one file of evidence: a check reads all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAdherence:
    """An adherence with its code and what it binds to, how every measure stands, and what is wrong with its file or evidence."""

    file: str
    adherence: Adherence
    code: Code
    scope: Scope
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...] = ()

    def standing(self, measure: str) -> Standing:
        """Return how a measure stands; raise KeyError where the code has none of that id."""
        return {one.measure: one for one in self.standings}[measure]

    def kept(self, only: Only) -> frozenset[str]:
        """Return the measures that bind or may, or those of them that are shown."""
        bound = [one for one in self.standings if one.bound is not Truth.NO]
        return frozenset(one.measure for one in bound if only == "bound" or one.state == "shown")


@dataclass(slots=True)
class Codes:
    """The codes that adherences name, each read once; one in a folder is named as seen from the dossier."""

    root: Path
    law: Law
    _read: dict[str, Code | Finding] = field(default_factory=dict)

    def code(self, name: str, place: Place) -> Code | Finding:
        """Return the code of that id or folder, or what is wrong with it."""
        if name not in self._read:
            self._read[name] = packaged_code(name) if name in known_codes() else self._own(name, place)
        return self._read[name]

    def _own(self, name: str, place: Place) -> Code | Finding:
        from adhere.intake.codefolder import HEAD, read_code  # noqa: PLC0415 - for codes of one's own only

        folder = PurePosixPath(name)
        if not may_be_a_path(name) or folder.is_absolute() or not os.path.lexists(self.root / folder / HEAD):
            known = known_codes()
            told = {"code": shown_key(name), "near": near(name, known), "known": ", ".join(known)}
            return Finding(rule=rule("ADH-DOS-106"), place=place, values=told)
        read = read_code(self.root / folder, self.law)
        errors = [one for one in read.findings if one.rule.severity == "error"]
        if read.code is None or errors:
            told = {"code": shown_key(name), "count": len(errors), "first": str(errors[0].place)}
            return Finding(rule=rule("ADH-DOS-107"), place=place, values=told)
        return read.code


@dataclass(slots=True)
class EvidenceFiles:
    """Files of evidence with the digest each has now; each is read once, however many measures name it."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    _digests: dict[str, str | Finding] = field(default_factory=dict)

    def seen(self, evidence: Iterable[Evidence]) -> Mapping[str, str | None]:
        """Return the digest of each file, None for one that cannot be read; what is wrong is reported at each place."""
        found: dict[str, str | None] = {}
        for one in evidence:
            if one.file not in self._digests:
                self._digests[one.file] = self._digest(one)
            digest = self._digests[one.file]
            found[one.file] = digest if isinstance(digest, str) else None
            if isinstance(digest, Finding):
                self.findings.append(Finding(rule=digest.rule, place=one.place, values=digest.values))
        return found

    def _digest(self, evidence: Evidence) -> str | Finding:
        path, name = self.root / evidence.file, shown_key(evidence.file)
        try:
            if not lies_inside(self.root, path):
                return Finding(rule=rule("ADH-DOS-103"), place=evidence.place, values={"path": name})
            with regular(path) as file:
                size = os.fstat(file.fileno()).st_size
            if size > EVIDENCE_LIMIT:
                told = {"path": name, "limit": EVIDENCE_LIMIT // 1024**2}
                return Finding(rule=rule("ADH-DOS-105"), place=evidence.place, values=told)
            sha256, _ = digest_of(path)
        except OSError as error:
            why = {"path": name, "reason": disk_reason(error)}
            return Finding(rule=rule("ADH-DOS-104"), place=evidence.place, values=why)
        return sha256


def cases(models: Iterable[CheckedModel]) -> tuple[ModelCase, ...]:
    """Return the models of a checked dossier as an adherence sees them."""
    return tuple(case_of(one.model.id, one.classification) for one in models)


@dataclass(frozen=True, slots=True)
class Desk:
    """What adherences are held against: the models of a dossier, the law and a date."""

    root: Path
    models: Sequence[ModelCase]
    law: Law
    on: date

    def all(self) -> Iterator[StandingAdherence | ReadAdherence]:
        """Yield every adherence as it stands; one that could not be read comes as it was read."""
        codes, files = Codes(self.root, self.law), EvidenceFiles(self.root)
        for read in read_adherences(self.root):
            if read.adherence is None:
                yield read
                continue
            code = codes.code(read.adherence.code, read.adherence.place)
            if isinstance(code, Finding):
                yield ReadAdherence(file=read.file, adherence=None, findings=(*read.findings, code))
                continue
            yield self._standing(read, read.adherence, code, files)

    def unsigned(self, name: str, code: Code) -> StandingAdherence:
        """Return a code as it stands for a provider that stated nothing about it."""
        nothing = Adherence(code=name, extent="full", place=Place(file=FILE))
        read = ReadAdherence(file=FILE, adherence=nothing)
        return self._standing(read, nothing, code, EvidenceFiles(self.root))

    def _standing(
        self, read: ReadAdherence, adherence: Adherence, code: Code, files: EvidenceFiles
    ) -> StandingAdherence:
        before = len(files.findings)
        seen = files.seen(one for stated in adherence.implementations for one in stated.evidence)
        reach = scope(adherence, code, self.models, self.law, self.on)
        return StandingAdherence(
            file=read.file,
            adherence=adherence,
            code=code,
            scope=reach,
            standings=standings(adherence, code, reach, seen, self.on),
            findings=(*read.findings, *files.findings[before:]),
        )
