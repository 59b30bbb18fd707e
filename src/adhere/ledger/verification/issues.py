# SPDX-License-Identifier: EUPL-1.2
"""Checking the folder of one issue: statement, record, packs, documents and the evidence behind them.

What is signed decides which files there must be; every other file is one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from adhere.documentation.record import IssuedFile, IssueRecord, record_of
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.ledger.canonical import parse_exactly
from adhere.ledger.disclosure import digest, digest_of_all, disclosures, file_disclosure, row_digests
from adhere.ledger.dsse import Envelope
from adhere.ledger.issuing import is_document, read_envelope
from adhere.ledger.keyhistory import short
from adhere.ledger.keys import PublicKey
from adhere.ledger.leaf import Leaf
from adhere.ledger.pack import pack_of
from adhere.ledger.places import ISSUE, ISSUED, LEAVES, PACKS, RECORD, content_of, files_below
from adhere.ledger.rules import LedgerError
from adhere.ledger.statement import Statement, subject_of
from adhere.ledger.verification.logs import ReadLog
from adhere.ledger.verification.outcome import Problems
from adhere.ledger.verification.packs import (
    CheckedPack,
    check_entry,
    check_pack,
    checked_issue,
    signed_statement,
)

Told = Callable[[str], None]
PIECE = 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was read or told for one issue and need not be for another."""

    digests: dict[Path, tuple[str, int]] = field(default_factory=dict)
    told: set[tuple[object, ...]] = field(default_factory=set)

    def first(self, *what: object) -> bool:
        """Return whether this is met for the first time."""
        new = what not in self.told
        self.told.add(what)
        return new


@dataclass(slots=True, kw_only=True)
class IssueFolder:
    """A folder to check, its name in findings, and what it is checked against where there is a log."""

    path: Path
    name: str
    problems: Problems
    log: ReadLog | None = None
    leaf: Leaf | None = None
    root: Path | None = None
    """The dossier, where evidence stands."""
    told: Told = lambda _: None
    seen: Seen = field(default_factory=Seen)

    def file(self, name: str) -> str:
        """Return how a file of the folder is named in findings."""
        return f"{self.name}/{name}" if self.name else name


def check_issue(folder: IssueFolder) -> Statement | None:
    """Check a folder; return its statement where that is signed."""
    problems = folder.problems
    with problems.at(folder.file(ISSUE)):
        envelope = read_envelope(folder.path / ISSUE)
        statement = signed_statement(envelope, _key(folder, envelope))
        fits = _check_place(folder, envelope, statement)
        record = _record(folder, statement)
        packs = list(_packs(folder, envelope, statement, fits=fits))
        files = [] if record is None else [one.file for one in record.documents]
        if record is not None:
            _check_documents(folder, record.documents)
            _check_evidence(folder, record.evidence)
        _check_others(folder, {ISSUE, RECORD, *packs, *files}, complete=record is not None)
        problems.issues.append(checked_issue(statement, envelope, folder.leaf.seq if folder.leaf else None))
        return statement
    return None


def _key(folder: IssueFolder, envelope: Envelope) -> PublicKey:
    """Return the key an issue must be signed with: that of the log at its entry, or of its packs where there is no log."""
    named = envelope.key_ids[0]
    if folder.log is None or folder.leaf is None:
        return _key_of_packs(folder, named)
    history = folder.log.history
    active = history.at(folder.leaf.seq)
    if active is None or active.id != named:
        if folder.log.keys_damaged:
            raise LedgerError("ADH-LOG-023")
        replaced, entry = history.replaced(named), folder.leaf.seq
        if replaced is not None and replaced < entry:
            raise LedgerError("ADH-LOG-012", key=short(named), entry=entry, replaced=replaced)
        raise LedgerError("ADH-LOG-011", key=short(named), expected=short(active.id) if active else "-")
    return active


def _key_of_packs(folder: IssueFolder, named: str) -> PublicKey:
    for path in sorted((folder.path / PACKS).glob("*.json")):
        try:
            key = pack_of(content_of(path)).public_key
        except LedgerError:
            continue
        if key.id == named:
            return key
    raise LedgerError("ADH-LOG-019", key=short(named))


def _check_place(folder: IssueFolder, envelope: Envelope, statement: Statement) -> bool:
    """Return whether the log speaks of this statement; told at the line of the log where only its other parts differ."""
    problems, log = folder.problems, folder.log
    with problems.at(folder.file(ISSUE)):
        if log is not None and log.head and statement.log != log.head.origin:
            raise LedgerError("ADH-LOG-052", origin=statement.log, log=log.head.origin)
    try:
        if folder.leaf is not None:
            check_entry(folder.leaf, envelope, statement)
    except LedgerError as error:
        entry = folder.leaf.seq if folder.leaf else 0
        elsewhere = error.values["part"] == "payload_sha256"
        file, line = (folder.file(ISSUE), None) if elsewhere else (f"{ISSUED}/{LEAVES}", entry + 1)
        problems.findings.append(error.finding(file, line=line))
        return False
    return True


def _record(folder: IssueFolder, statement: Statement) -> IssueRecord | None:
    """Return the record where it is the one that was signed for."""
    file, problems = folder.file(RECORD), folder.problems
    if not (folder.path / RECORD).exists():
        problems.report("ADH-LOG-061", file)
        return None
    with problems.at(file):
        content = content_of(folder.path / RECORD)
        if sha256(content).hexdigest() != statement.record_sha256:
            raise LedgerError("ADH-LOG-064", part="sha256")
        try:
            record = record_of(parse_exactly(content.removesuffix(b"\n")))
            wrong = _differs(record, statement)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise LedgerError("ADH-LOG-004", part=RECORD) from None
        if wrong is not None:
            raise LedgerError("ADH-LOG-064", part=wrong)
        return record
    return None


def _differs(record: IssueRecord, statement: Statement) -> str | None:
    """Return the part of a signed record that its own statement does not bear out, or None."""
    files = {
        "documents": (record.documents, statement.documents),
        "evidence": (record.evidence, statement.evidence),
    }
    for part, (listed, digests) in files.items():
        if not {digest(file_disclosure(one)) for one in listed} <= set(digests):
            return part
    packs = {one: digest_of_all(disclosures(record, one)) for one in statement.packs}
    checks = {
        "model": subject_of(record.model, record.form, record.number) == statement.subject,
        "at": record.at == statement.at,
        "previous": record.previous == statement.previous,
        "rows": tuple(row_digests(record)) == statement.rows,
        "packs": packs == statement.packs,
    }
    return next((part for part, same in checks.items() if not same), None)


def _packs(folder: IssueFolder, envelope: Envelope, statement: Statement, *, fits: bool) -> Iterator[str]:
    """Check the pack of every recipient; yield the names of the files they must stand in."""
    for recipient in statement.packs:
        name = f"{PACKS}/{recipient}.json"
        yield name
        if not (folder.path / name).exists():
            folder.problems.report("ADH-LOG-061", folder.file(name))
            continue
        with folder.problems.at(folder.file(name)):
            checked = check_pack(content_of(folder.path / name), folder.file(name), folder.problems)
            if checked is not None:
                if checked.pack.envelope != envelope or checked.pack.recipient != recipient:
                    raise LedgerError("ADH-LOG-022", recipient=recipient)
                if fits:
                    _check_pack_in_log(folder, checked)


def _check_pack_in_log(folder: IssueFolder, checked: CheckedPack) -> None:
    """Raise LedgerError where a pack is fine by itself, but not of this entry and history; each history is told once."""
    if folder.leaf is not None and checked.pack.entry != folder.leaf:
        raise LedgerError("ADH-LOG-037", entry=folder.leaf.seq, part="entry")
    log, size, root = folder.log, checked.head.size, checked.head.root
    if log is not None and log.whole and log.root(size) != root and folder.seen.first("fork", size, root):
        raise LedgerError("ADH-LOG-039", size=size)


def _check_documents(folder: IssueFolder, documents: Iterable[IssuedFile]) -> None:
    for one in documents:
        file = folder.file(one.file)
        if not is_document(one.file):
            folder.problems.report("ADH-LOG-064", folder.file(RECORD), part=one.file)
            continue
        _check_file(folder, folder.path / one.file, one, file, gone="ADH-LOG-061", changed="ADH-LOG-063")
        folder.problems.counts["documents"] += 1


def _check_evidence(folder: IssueFolder, evidence: Iterable[IssuedFile]) -> None:
    if folder.root is None:
        if tuple(evidence):
            folder.problems.report("ADH-LOG-068", folder.file(RECORD))
        return
    for one in evidence:
        path = PurePosixPath(one.file)
        if path.is_absolute() or ".." in path.parts:
            folder.problems.report("ADH-LOG-064", folder.file(RECORD), part=one.file)
            continue
        folder.told(one.file)
        _check_file(folder, folder.root / path, one, one.file, gone="ADH-LOG-065", changed="ADH-LOG-066")
        folder.problems.counts["evidence"] += 1


def _check_file(
    folder: IssueFolder, path: Path, one: IssuedFile, file: str, *, gone: str, changed: str
) -> None:
    seen = folder.seen
    with folder.problems.at(file):
        if not path.exists():
            if seen.first(path, "gone"):
                raise LedgerError(gone, issue=folder.name)
            return
        if path not in seen.digests:
            seen.digests[path] = _digest(path)
        wanted = (one.sha256, one.size)
        if seen.digests[path] != wanted and seen.first(path, wanted):
            raise LedgerError(changed, issue=folder.name)


def _digest(path: Path) -> tuple[str, int]:
    try:
        with regular(path) as file:
            found = sha256()
            while piece := file.read(PIECE):
                found.update(piece)
            return found.hexdigest(), file.tell()
    except OSError as error:
        raise LedgerError("ADH-LOG-005", reason=disk_reason(error)) from error


def _check_others(folder: IssueFolder, expected: set[str], *, complete: bool) -> None:
    """Tell every file that does not belong; documents only where it is known which there must be."""
    with folder.problems.at(folder.name or "."):
        for name, plain in files_below(folder.path):
            if not plain:
                folder.problems.report("ADH-LOG-067", folder.file(name))
            elif name.endswith("/"):
                folder.problems.report("ADH-LOG-069", folder.file(name.rstrip("/")))
            elif name not in expected and (complete or not is_document(name)):
                folder.problems.report("ADH-LOG-062", folder.file(name))
