# SPDX-License-Identifier: EUPL-1.2
"""``adhere verify``: check a pack, a receipt, an issue or a dossier, offline, and say what that shows and what it does not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import Decorator, described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.ledger.verification import Outside, Verification

COUNTED = ("entries", "packs", "disclosures", "documents", "evidence", "timestamps")
EVERY = 50
"""Files between two signs of life."""


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("verify")
    @click.argument("path", metavar=say("verify.metavar-path"), type=Folder())
    @_file("--checkpoint")
    @_file("--proof")
    @click.option("--key", metavar=say("verify.metavar-key"), help=say("verify.help-key"))
    @_file("--authority", multiple=True)
    @click.option(
        "--witness",
        "witnesses",
        multiple=True,
        metavar=say("verify.metavar-witness"),
        help=say("verify.help-witness"),
    )
    @format_option("text", "json")
    @language_option()
    def verify(path: Path, key: str | None, output: str, **files: Any) -> None:
        run(path, key, files.pop("checkpoint"), files.pop("proof"), output=output, **files)

    return verify


def _file(name: str, *, multiple: bool = False) -> Decorator:
    return click.option(
        name,
        type=Folder(),
        multiple=multiple,
        metavar=say("verify.metavar-file"),
        help=say(f"verify.help-{name.removeprefix('--')}"),
    )


def run(
    path: Path,
    key: str | None,
    checkpoint: Path | None,
    proof: Path | None,
    *,
    authority: tuple[Path, ...] = (),
    witnesses: tuple[str, ...] = (),
    output: str = "text",
) -> None:
    """Verify and print; exit 1 where something is broken, 2 where there is nothing to verify."""
    from adhere.cli.findings import exit_status
    from adhere.intake.reasons import disk_reason
    from adhere.ledger.verification import NothingIssuedError, verify

    if witnesses and checkpoint is None:
        refuse(say("verify.witness-alone"))
    outside = _outside(key, checkpoint, proof, authorities=authority, witnesses=witnesses)
    if checkpoint is not None and _is_inside(checkpoint, path):
        refuse(say("verify.inside", path=checkpoint))
    try:
        found = verify(path, outside, _progress())
    except NothingIssuedError:
        refuse(say("verify.nothing", path=path))
    except OSError as error:
        refuse(say("verify.unreadable", path=path, reason=disk_reason(error)))
    if output == "json":
        from adhere.law.library import Law

        print_json(head("verify", Law()) | _json(path, found, outside))
    else:
        _page(path, found, outside).print()
    sys.exit(exit_status(found.findings))


def _outside(
    key: str | None,
    checkpoint: Path | None,
    proof: Path | None,
    *,
    authorities: tuple[Path, ...],
    witnesses: tuple[str, ...],
) -> Outside:
    """Read what comes from elsewhere; exit 2 where it cannot be read."""
    from adhere.cli.refusals import refusals
    from adhere.ledger.keyfile import public_id
    from adhere.ledger.places import content_of
    from adhere.ledger.verification import Outside
    from adhere.ledger.witnessing import witness_of

    def content(file: Path) -> bytes:
        from adhere.ledger.rules import LedgerError

        try:
            return content_of(file)
        except LedgerError as error:
            refuse(say("verify.unreadable", path=file, reason=error.values["reason"]))

    with refusals("--key"):
        key_id = public_id(key) if key is not None else None
    with refusals("--witness"):
        trusted = tuple(map(witness_of, witnesses))
    return Outside(
        checkpoint=content(checkpoint) if checkpoint else None,
        proof=content(proof) if proof else None,
        key_id=key_id,
        authorities=tuple(content(file) for file in authorities),
        witnesses=trusted,
    )


def _is_inside(checkpoint: Path, path: Path) -> bool:
    """Return whether a checkpoint is part of the very dossier that is verified, and so says nothing about it."""
    from adhere.ledger.places import ISSUED, issued_around

    return issued_around(checkpoint) in {issued_around(path / ISSUED / "*"), issued_around(path / "*")} - {
        None
    }


def _progress() -> Callable[[str], None]:
    """Return what is told of each file: counted on the error stream where a person looks."""
    if not sys.stderr.isatty():
        return lambda _: None
    seen = 0

    def told(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen % EVERY == 0:
            click.echo(f"\r{say('verify.progress', count=seen)}", err=True, nl=False)

    return told


def _page(path: Path, found: Verification, outside: Outside) -> Page:
    from adhere.cli.findings import add_findings

    page = Page()
    outcome = "other-key" if _is_other_key(found) else found.outcome
    page.title(path.resolve().name, say(f"verify.outcome-{outcome}"))
    page.paragraph(say(f"verify.means-{outcome}"))
    if outside.key_id is not None and found.key_confirmed and found.outcome != "broken":
        page.paragraph(say("verify.key-confirmed"))
    page.blank()
    page.rows(_rows(found), (14, 64))
    for issue in found.issues:
        page.paragraph(
            say("verify.issue", subject=issue.subject, at=issue.at, key=issue.key_id[:16]), first="- "
        )
    for event in found.events:
        page.paragraph(
            say("verify.event", seq=event.seq, kind=event.kind, subject=event.subject, at=event.at),
            first="- ",
        )
        if event.sha256 is not None:
            page.paragraph(say("verify.event-of", sha256=event.sha256), first="- ")
    add_findings(page, found.findings, language())
    return page


def _is_other_key(found: Verification) -> bool:
    """Return whether nothing is wrong but that the reader knows another key, as after one was replaced."""
    return {one.rule.id for one in found.findings if one.rule.severity == "error"} == {"ADH-LOG-013"}


def _rows(found: Verification) -> list[tuple[str, str]]:
    looked = [
        say(f"verify.count-{name}", count=found.counts[name]) for name in COUNTED if found.counts.get(name)
    ]
    rows = [(say("verify.looked"), ", ".join(looked) or "-")]
    if found.checkpoint is not None:
        rows.append(
            (
                say("verify.log"),
                say("verify.head", origin=found.checkpoint.origin, size=found.checkpoint.size),
            )
        )
    if found.key_id is not None:
        rows.append((say("verify.key"), found.key_id))
    return rows


def _json(path: Path, found: Verification, outside: Outside) -> dict[str, Any]:
    top = found.checkpoint
    return {
        "path": str(path),
        "subject": found.subject,
        "outcome": found.outcome,
        "against": {
            "checkpoint": outside.checkpoint is not None and found.outcome == "verified",
            "key": found.key_confirmed,
        },
        "checkpoint": None
        if top is None
        else {"origin": top.origin, "size": top.size, "root": top.root.hex()},
        "key_id": found.key_id,
        "counts": {name: found.counts.get(name, 0) for name in COUNTED},
        "issues": [
            {
                "subject": issue.subject,
                "entry": issue.seq,
                "at": issue.at,
                "key_id": issue.key_id,
                "statement_sha256": issue.statement_sha256,
            }
            for issue in found.issues
        ],
        "events": [
            {
                "entry": event.seq,
                "at": event.at,
                "kind": event.kind,
                "subject": event.subject,
                "sha256": event.sha256,
            }
            for event in found.events
        ],
        "findings": findings_json(found.findings, language()),
    }
