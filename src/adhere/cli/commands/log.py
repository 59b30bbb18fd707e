# SPDX-License-Identifier: EUPL-1.2
"""``adhere log show``, ``checkpoint``, ``prove`` and ``timestamp``: the log of a dossier and what to hand to outsiders; ``witness`` of a portal's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import head
from adhere.cli.groups import Group
from adhere.cli.options import Decorator, described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.ledger.log import Log

LAST = 20


def command() -> click.Command:
    """Return the group with its commands."""
    return Group(
        "log",
        {
            "show": _show,
            "checkpoint": _checkpoint,
            "prove": _prove,
            "timestamp": _timestamp,
            "witness": _witness,
        },
        area="log",
    )


def _dossier() -> Decorator:
    return click.argument("dossier", metavar=say("metavar-folder"), type=Folder())


def _out(message: str) -> Decorator:
    return click.option("--out", type=Folder(), metavar=say("log.metavar-file"), help=say(message))


def _show() -> click.Command:
    @described("log.show")
    @_dossier()
    @click.option(
        "--last",
        type=click.IntRange(min=1),
        default=LAST,
        metavar=say("log.metavar-number"),
        help=say("log.help-last"),
        show_default=True,
    )
    @format_option("text", "json")
    @language_option()
    def show(dossier: Path, last: int, output: str) -> None:
        run_show(dossier, last, output)

    return show


def _checkpoint() -> click.Command:
    @described("log.checkpoint")
    @_dossier()
    @_out("log.help-out")
    @format_option("text", "json")
    @language_option()
    def checkpoint(dossier: Path, out: Path | None, output: str) -> None:
        run_checkpoint(dossier, out, output)

    return checkpoint


def _prove() -> click.Command:
    @described("log.prove")
    @_dossier()
    @click.option(
        "--entry", type=click.IntRange(min=0), metavar=say("log.metavar-number"), help=say("log.help-entry")
    )
    @click.option(
        "--from",
        "old",
        type=click.IntRange(min=1),
        metavar=say("log.metavar-number"),
        help=say("log.help-from"),
    )
    @_out("log.help-out")
    @language_option()
    def prove(dossier: Path, entry: int | None, old: int | None, out: Path | None) -> None:
        run_prove(dossier, entry, old, out)

    return prove


def _timestamp() -> click.Command:
    @described("log.timestamp")
    @_dossier()
    @_out("log.help-request")
    @click.option("--answer", type=Folder(), metavar=say("log.metavar-file"), help=say("log.help-answer"))
    @language_option()
    def timestamp(dossier: Path, out: Path | None, answer: Path | None) -> None:
        run_timestamp(dossier, out, answer)

    return timestamp


def _witness() -> click.Command:
    from adhere.cli.commands.logwitness import witness

    return witness()


def run_show(dossier: Path, last: int, output: str) -> None:
    """Print the newest entries, oldest first, and the head of the log."""
    with _opened(dossier) as log:
        leaves = [log.entry(seq) for seq in range(max(0, log.size - last), log.size)]
        if output == "json":
            entries = [{name: getattr(leaf, name) for name in _PARTS} for leaf in leaves]
            print_json(_head("log-show") | _log_json(log) | {"entries": entries})
            return
        page = Page()
        page.title(say("log.title", size=log.size), log.head.origin if log.head else "")
        page.rows(
            [(str(leaf.seq), leaf.at, say(f"log.kind-{leaf.kind}"), leaf.subject) for leaf in leaves],
            (6, 20, 15, 33),
        )
        page.blank()
        page.paragraph(say("log.not-verified"))
        page.print()


_PARTS = ("seq", "at", "kind", "actor", "subject", "payload_sha256")


def run_checkpoint(dossier: Path, out: Path | None, output: str) -> None:
    """Print the checkpoint to the byte, or write it to a file."""
    from adhere.ledger.places import CHECKPOINT, ISSUED, content_of

    with _opened(dossier) as log:
        content = content_of(dossier / ISSUED / CHECKPOINT)
        if output == "json":
            print_json(_head("log-checkpoint") | _log_json(log) | {"checkpoint": content.decode()})
        else:
            _give(content, out)


def run_prove(dossier: Path, entry: int | None, old: int | None, out: Path | None) -> None:
    """Print the proof of an entry, or that the log continues an earlier size; exit 2 where there is no such thing."""
    from adhere.ledger.rules import LedgerError

    if (entry is None) == (old is None):
        raise click.UsageError(say("log.one-of"))
    with _opened(dossier) as log:
        if (entry if entry is not None else (old or 0) - 1) >= log.size:
            raise LedgerError("ADH-LOG-077", entry=entry if entry is not None else old, size=log.size)
        content = (
            log.entry_proof(entry).text.encode() if entry is not None else log.consistency(old or 0).content
        )
    _give(content, out)


def run_timestamp(dossier: Path, out: Path | None, answer: Path | None) -> None:
    """Write a request for an authority, or keep its answer beside the log."""
    from adhere.ledger.note import NOTE_LIMIT
    from adhere.ledger.places import CHECKPOINT, ISSUED, content_of
    from adhere.ledger.timestamp import LIMIT, keep, timestamp_request

    if (out is None) == (answer is None):
        raise click.UsageError(say("log.request-or-answer"))
    with _opened(dossier) as log:
        checkpoint = content_of(dossier / ISSUED / CHECKPOINT, NOTE_LIMIT)
        if answer is None:
            _give(timestamp_request(checkpoint), out)
            return
        found = keep(dossier / ISSUED, log.size, checkpoint, content_of(answer, LIMIT))
        tell(say("log.kept", at=found.at, size=log.size))


@contextmanager
def _opened(dossier: Path) -> Iterator[Log]:
    """Open the log of a dossier; exit 2 where there is none, 1 where it does not hold together."""
    from adhere.cli.refusals import refusals
    from adhere.ledger.log import Log
    from adhere.ledger.places import CHECKPOINT, ISSUED

    if not (dossier / ISSUED / CHECKPOINT).is_file():
        refuse(say("log.none", path=dossier))
    with refusals(f"{ISSUED}/log"), Log.open(dossier / ISSUED) as log:
        yield log


def _give(content: bytes, out: Path | None) -> None:
    from adhere.cli.documents import give

    give(content, out)
    if out is not None:
        tell(say("log.written", path=out))


def _head(command: str) -> dict[str, Any]:
    from adhere.law.library import Law

    return head(command, Law())


def _log_json(log: Log) -> dict[str, Any]:
    root = log.head.root.hex() if log.head else None
    return {"origin": log.head.origin if log.head else None, "size": log.size, "root": root}
