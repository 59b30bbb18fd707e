# SPDX-License-Identifier: EUPL-1.2
"""One verification: finds out what it was given, looks at all of it, and says what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adhere.intake.folder import regular
from adhere.ledger.leaf import Leaf
from adhere.ledger.note import Checkpoint
from adhere.ledger.places import (
    CHECKPOINT,
    FIXED,
    HASHES,
    ISSUE,
    ISSUED,
    KEYS,
    LEAVES,
    LOG,
    NEXT,
    OFFSETS,
    PACKS,
    RECORD,
    STAGING,
    TIMESTAMPS,
    content_of,
    files_below,
    issued_around,
)
from adhere.ledger.statement import Statement
from adhere.ledger.verification.issues import IssueFolder, Seen, Told, check_issue
from adhere.ledger.verification.logs import ReadLog, compare_outside, read_log
from adhere.ledger.verification.outcome import Outside, Problems, Subject, Verification
from adhere.ledger.verification.packs import verify_pack
from adhere.ledger.verification.receipts import verify_receipt
from adhere.ledger.verification.times import check_timestamps
from adhere.ledger.verification.witnesses import check_witnesses

RECEIPT = b'"format":"adhere/receipt/'
"""What tells a receipt from a pack before either is read; neither can hold it elsewhere, since quotes within text are escaped."""


class NothingIssuedError(Exception):
    """A folder in which nothing was issued, or no folder of ours."""


def verify(path: Path, outside: Outside | None = None, told: Told = lambda _: None) -> Verification:
    """Verify a pack, a receipt, the folder of an issue or a dossier; raise OSError or NothingIssuedError where there is nothing to verify."""
    problems = Problems(outside=outside or Outside())
    if not path.is_dir():
        return _verify_file(path, problems)
    if (path / ISSUE).exists() or (path / RECORD).exists():
        return _verify_issue(path.resolve(), problems, told)
    root = path.resolve()
    if root.name == ISSUED and (root / LOG).is_dir():
        root = root.parent
    if not (root / ISSUED).is_dir() and problems.outside.checkpoint is None:
        raise NothingIssuedError(str(path))
    return _verify_dossier(root, problems, told)


def _verify_file(path: Path, problems: Problems) -> Verification:
    regular(path).close()  # what cannot be opened is no finding on a pack
    checked = None
    with problems.at(path.name):
        content = content_of(path)
        if RECEIPT in content:
            return _verify_receipt(content, path.name, problems)
        checked = verify_pack(content, path.name, problems)
    if checked is None:
        return _outcome("pack", problems, None, None)
    return _outcome("pack", problems, checked.head, checked.pack.public_key.id)


def _verify_receipt(content: bytes, file: str, problems: Problems) -> Verification:
    found = verify_receipt(content, file, problems)
    if found is None:
        return _outcome("receipt", problems, None, None)
    told, head = found
    return _outcome("receipt", problems, head, told.public_key.id)


def _verify_issue(path: Path, problems: Problems, told: Told) -> Verification:
    """Check one issue; where it stands in a dossier, with the log there."""
    issued = issued_around(path)
    if issued is None:
        statement = check_issue(IssueFolder(path=path, name="", problems=problems, told=told))
        _check_alone(path, statement, problems)
        return _outcome("issue", problems, None, statement.key_id if statement else None)
    log = read_log(issued, problems)
    subject = path.relative_to(issued).as_posix()
    leaf = next((one for one in log.leaves if one is not None and one.subject == subject), None)
    if leaf is None:
        problems.report("ADH-LOG-062", f"{ISSUED}/{subject}")
    folder = IssueFolder(
        path=path,
        name=f"{ISSUED}/{subject}",
        problems=problems,
        log=log,
        leaf=leaf,
        root=issued.parent,
        told=told,
    )
    check_issue(folder)
    compare_outside(log, problems)
    return _outcome("issue", problems, log.head, log.key.id if log.key else None)


def _check_alone(path: Path, statement: Statement | None, problems: Problems) -> None:
    """Compare a folder without its log with what the reader has from outside, through one of its packs."""
    if statement is None or problems.broken:
        return
    for recipient in statement.packs:
        again = Problems(outside=problems.outside)
        verify_pack(content_of(path / PACKS / f"{recipient}.json"), f"{PACKS}/{recipient}.json", again)
        problems.findings += again.findings
        problems.confirmed, problems.key_confirmed = again.confirmed, again.key_confirmed
        return


def _verify_dossier(root: Path, problems: Problems, told: Told) -> Verification:
    issued = root / ISSUED
    log = read_log(issued, problems)
    seen, chain = Seen(), dict[str, tuple[int, str | None]]()
    for leaf in log.leaves:
        if leaf is not None and leaf.kind == "issue":
            told(f"{ISSUED}/{leaf.subject}")
            statement = _check_logged(root, log, leaf, problems=problems, told=told, seen=seen)
            _check_chain(statement, leaf, chain, problems)
    with problems.at(ISSUED):
        for name, rule_id in _strays(issued, log):
            problems.report(rule_id, f"{ISSUED}/{name}")
    with problems.at(f"{ISSUED}/{TIMESTAMPS}"):
        check_timestamps(log, problems)
    compare_outside(log, problems)
    return _outcome("dossier", problems, log.head, log.key.id if log.key else None)


def _check_logged(
    root: Path, log: ReadLog, leaf: Leaf, *, problems: Problems, told: Told, seen: Seen
) -> Statement | None:
    """Check the folder an entry speaks of."""
    name, path = f"{ISSUED}/{leaf.subject}", log.issued / leaf.subject
    if not path.is_dir():
        problems.report("ADH-LOG-060", name, entry=leaf.seq)
        return None
    return check_issue(
        IssueFolder(
            path=path, name=name, problems=problems, log=log, leaf=leaf, root=root, told=told, seen=seen
        )
    )


def _check_chain(
    statement: Statement | None, leaf: Leaf, chain: dict[str, tuple[int, str | None]], problems: Problems
) -> None:
    """Tell where an issue does not follow the one before it for the same model and form; the log says which that was."""
    series, _, own = leaf.subject.rpartition("/")
    number, previous = chain.get(series, (0, None))
    if statement is not None and (statement.number, statement.previous) != (number + 1, previous):
        file = f"{ISSUED}/{leaf.subject}/{ISSUE}"
        problems.report("ADH-LOG-040", file, number=statement.number, wanted=number + 1)
    chain[series] = (int(own) if own.isdecimal() else number + 1, leaf.payload_sha256)


def _strays(issued: Path, log: ReadLog) -> Iterator[tuple[str, str]]:
    """Yield what stands in ``issued`` and belongs to nothing: a folder once, where it looks like an issue."""
    known = {CHECKPOINT, LEAVES, KEYS, NEXT, HASHES, OFFSETS, *FIXED}
    folders = {leaf.subject for leaf in log.leaves if leaf is not None} | log.pending
    told = set()
    for name, plain in files_below(issued) if issued.is_dir() else ():
        subject = "/".join(name.split("/")[:3])
        if name.startswith(STAGING):
            subject = name.split("/")[0]
            rule_id = "ADH-LOG-036" if "/" in name else "ADH-LOG-062" if plain else "ADH-LOG-067"
            if subject not in told:
                told.add(subject)
                yield subject, rule_id
            continue
        if name in known and plain:
            if name in FIXED and content_of(issued / name) != FIXED[name]:
                yield name, "ADH-LOG-063"
            continue
        if (subject in folders and (plain or name != subject)) or name.startswith(f"{TIMESTAMPS}/"):
            continue
        if name.endswith("/"):
            if not any(folder.startswith(name) for folder in log.pending):
                yield name.rstrip("/"), "ADH-LOG-069"
            continue
        stray = subject if (issued / subject / ISSUE).exists() else name
        if stray not in told:
            told.add(stray)
            yield stray, "ADH-LOG-062" if plain else "ADH-LOG-067"


def _outcome(
    subject: Subject, problems: Problems, head: Checkpoint | None, key_id: str | None
) -> Verification:
    check_witnesses(problems)
    return Verification(
        subject=subject,
        outcome=problems.outcome(),
        checkpoint=head,
        key_id=key_id,
        key_confirmed=problems.key_confirmed,
        issues=tuple(problems.issues),
        counts=dict(problems.counts),
        findings=tuple(problems.findings),
        events=tuple(problems.events),
    )
