# SPDX-License-Identifier: EUPL-1.2
"""What was issued, as it lies in the dossier: ``issued/<model>/<form>/<number>/record.json`` and the packs beside it.

Measure 1.1 of the GPAI code: earlier versions are kept. Nothing is proven here (``adhere verify`` does that); gaps and records that
cannot be read are told. Formats: ``docs/en/ledger.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from adhere.documentation.record import IssuedFact, IssuedRow, IssueRecord, record_of
from adhere.documentation.requestchecks import Pack
from adhere.dossier.rules import rule
from adhere.forms.form import RECIPIENTS
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, text_of

ISSUED = "issued"
LOG = "log"
RECORD = "record.json"
SIZE_LIMIT = 64 * 1024 * 1024
CHUNK = 1024 * 1024
_NUMBER = re.compile(r"[0-9]{4,9}")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_SUBJECT = re.compile(rb'"kind":"issue".*"subject":"(?P<subject>[a-z0-9._/-]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The issues of one form for one model by their numbers; records are read when asked for."""

    root: Path
    model: str
    form: str
    numbers: tuple[int, ...]
    findings: list[Finding] = field(default_factory=list)

    @property
    def last(self) -> int | None:
        """The number of the last issue."""
        return max(self.numbers, default=None)

    def folder(self, number: int) -> str:
        """Return the folder of an issue, relative to the dossier."""
        return f"{ISSUED}/{self.model}/{self.form}/{number:04d}"

    def place(self, number: int, at: str | None = None) -> Place:
        """Return where an issue stands."""
        return Place(file=f"{self.folder(number)}/{RECORD}", at=at)

    def record(self, number: int) -> IssueRecord | None:
        """Return the record of an issue; None where it cannot be read, and then a finding says why."""
        try:
            return self._checked(number, read_record(self.root / self.folder(number) / RECORD))
        except UnreadableRecordError as error:
            self._report("ADH-DOS-060", number, reason=error.reason)
            return None

    def records(self) -> Iterator[IssueRecord]:
        """Yield every record that can be read, oldest first."""
        for number in self.numbers:
            record = self.record(number)
            if record is not None:
                yield record

    def packs(self) -> dict[str, Pack]:
        """Return every pack by the SHA-256 of its file."""
        return {digest: pack for number in self.numbers for digest, pack in self._packs(number)}

    def pack_digest(self, number: int, recipient: str) -> str | None:
        """Return the SHA-256 of the pack for one recipient, None where there is none."""
        return digest_of(self.root / self.folder(number) / "packs" / f"{recipient}.json")

    def gaps(self) -> Iterator[Finding]:
        """Yield the numbers that are missing between the first and the last issue."""
        last = self.last or 0
        for number in sorted(set(range(1, last)) - set(self.numbers)):
            values = {"number": number, "form": self.form, "model": self.model, "last": last}
            yield Finding(rule=rule("ADH-DOS-061"), place=Place(file=self.folder(number)), values=values)

    def _packs(self, number: int) -> Iterator[tuple[str, Pack]]:
        record = self.record(number)
        for recipient in RECIPIENTS:
            digest = self.pack_digest(number, recipient)
            if digest is not None and record is not None:
                day = datetime.fromisoformat(record.at).date()
                yield digest, Pack(issue=number, recipient=recipient, on=day)

    def _checked(self, number: int, record: IssueRecord) -> IssueRecord | None:
        said = f"{record.model}/{record.form}/{record.number:04d}"
        stands = f"{self.model}/{self.form}/{number:04d}"
        if said == stands:
            return record
        self._report("ADH-DOS-062", number, said=said, stands=stands)
        return None

    def _report(self, rule_id: str, number: int, **values: object) -> None:
        found = Finding(rule=rule(rule_id), place=self.place(number), values=values)
        if found not in self.findings:
            self.findings.append(found)


class UnreadableRecordError(Exception):
    """A record that cannot be read; the reason says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def issued_forms(root: Path, model: str) -> tuple[Issued, ...]:
    """Return what was issued for a model, form by form; nothing where the dossier has no issues."""
    folder = root / ISSUED / model
    if not _NAME.fullmatch(model) or model == LOG:
        return ()
    return tuple(issued(root, model, name) for name in _folders(folder, _NAME))


def issued(root: Path, model: str, form: str) -> Issued:
    """Return the issues of one form for one model."""
    names = _folders(root / ISSUED / model / form, _NUMBER)
    return Issued(
        root=root, model=model, form=form, numbers=tuple(sorted({int(name) for name in names} - {0}))
    )


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, hexadecimal, read in pieces; None where there is no such file to read."""
    total = hashlib.sha256()
    try:
        with regular(path) as file:
            while piece := file.read(CHUNK):
                total.update(piece)
    except OSError:
        return None
    return total.hexdigest()


def read_record(path: Path) -> IssueRecord:
    """Return the record of a file; raise UnreadableRecordError where it is none."""
    try:
        with regular(path) as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UnreadableRecordError(disk_reason(error)) from error
    if len(content) > SIZE_LIMIT:
        raise UnreadableRecordError(_reason("size", limit=SIZE_LIMIT))
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableRecordError(_reason("json")) from error
    try:
        return _sound(record_of(value))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableRecordError(_reason("shape", detail=str(error)[:80])) from error


def log_findings(root: Path, model: str, found: Iterable[Issued]) -> Iterator[Finding]:
    """Yield the issues of a model that the log knows and the folders lack, and the other way round; no log, no findings."""
    logged = _logged(root)
    if logged is None:
        return
    there = {(one.form, number) for one in found for number in one.numbers}
    known = {(form, number) for name, form, number in logged if name == model}
    yield from (_unmatched("ADH-DOS-067", model, form, number) for form, number in sorted(known - there))
    yield from (_unmatched("ADH-DOS-068", model, form, number) for form, number in sorted(there - known))


def kept_issues(root: Path) -> tuple[int, int] | None:
    """Return how many of the issues the log names are still there, and how many it names; None where there is no log."""
    logged = _logged(root)
    if logged is None:
        return None
    return sum(
        (root / ISSUED / f"{model}/{form}/{number:04d}").is_dir() for model, form, number in logged
    ), len(logged)


def _unmatched(rule_id: str, model: str, form: str, number: int) -> Finding:
    place = Place(file=f"{ISSUED}/{model}/{form}/{number:04d}")
    return Finding(rule=rule(rule_id), place=place, values={"number": number, "form": form, "model": model})


def _logged(root: Path) -> set[tuple[str, str, int]] | None:
    """Return the issues the log names; whether it is whole and signed is for ``adhere verify`` to say."""
    try:
        with regular(root / ISSUED / LOG / "leaves.jsonl") as file:
            subjects = [match["subject"].decode() for line in file if (match := _SUBJECT.search(line))]
    except OSError:
        return None
    parts = [subject.rsplit("/", 2) for subject in subjects]
    return {(part[0], part[1], int(part[2])) for part in parts if len(part) == 3 and part[2].isdecimal()}


def _folders(folder: Path, pattern: re.Pattern[str]) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if pattern.fullmatch(one.name) and one.is_dir())
    except OSError:
        return []


def _sound(record: IssueRecord) -> IssueRecord:
    """Return a record whose fields can be gone by; raise TypeError or ValueError for one that was edited out of shape."""
    _is(str, record.form, record.form_version, record.model, record.at, record.law_release, record.law_digest)
    _is(int, record.number)
    datetime.fromisoformat(record.at)
    if record.placed_on is not None:
        date.fromisoformat(record.placed_on)
    for row in record.rows:
        _is(str, row.row, row.field, row.state, *row.recipients, *row.facts)
        if row.text is not None:
            _is(str, row.text["en"], row.text["nl"])
    for fact in record.facts:
        _is(str, fact.id, fact.basis, fact.text["en"], fact.text["nl"])
    holders: list[IssuedRow | IssuedFact] = [*record.rows, *record.facts]
    for source in (source for holder in holders for source in holder.sources):
        told = (source.at, source.method, source.sha256, source.who, source.when, source.why)
        _is(str, source.file, *(part for part in told if part is not None))
    for file in record.evidence:
        _is(str, file.file, file.sha256)
    return record


def _is(kind: type, *values: Any) -> None:
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"{str(value)[:40]!r}")


def _reason(key: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/upkeep.toml")["record"][key]).filled(values)
