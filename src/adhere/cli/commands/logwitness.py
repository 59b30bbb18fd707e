# SPDX-License-Identifier: EUPL-1.2
"""``adhere log witness``: fetch the head of a portal's log, make sure that the log only grew since the last time, and cosign it.

Run it from time to time on a machine of someone else; what it keeps is all another needs to see whether history was rewritten.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, language_option
from adhere.cli.output import refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.exchange.submitting import Answer
    from adhere.ledger.keys import PublicKey
    from adhere.ledger.note import Checkpoint

CHECKPOINT, REFUSED, KEY = "checkpoint", "checkpoint.refused", "log.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked."""

    portal: str
    folder: Path
    name: str
    key: Path | None
    log_key: str | None
    send: bool


def witness() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("log.witness")
    @click.argument("portal", metavar=say("log.metavar-address"))
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @click.option("--name", required=True, metavar=say("log.metavar-name"), help=say("log.help-name"))
    @click.option("--key", type=Folder(), metavar=say("log.metavar-file"), help=say("log.help-witness-key"))
    @click.option("--log-key", metavar=say("log.metavar-key"), help=say("log.help-log-key"))
    @click.option("--send", is_flag=True, help=say("log.help-send"))
    @language_option()
    def command(portal: str, folder: Path, **more: Any) -> None:
        run(Asked(portal=portal, folder=folder, **more))

    return command


def run(asked: Asked) -> None:
    """Cosign and tell; exit 1 where the log does not continue what was witnessed, 2 where nothing could be looked at."""
    from adhere.cli.documents import put
    from adhere.cli.refusals import refusals, tell_finding
    from adhere.exchange.loglooking import head_of
    from adhere.exchange.submitting import portal_of
    from adhere.ledger.keyfile import chosen_path, passphrase, read_key
    from adhere.ledger.rules import LedgerError
    from adhere.ledger.shapes import ORIGIN
    from adhere.ledger.witnessing import Witness, cosigned, signed_head

    portal = portal_of(asked.portal)
    if portal is None:
        refuse(say("submit.no-address", given=asked.portal))
    if ORIGIN.fullmatch(asked.name) is None:
        refuse(say("log.no-name", given=asked.name))
    with refusals(str(asked.folder)):
        own = read_key(chosen_path(asked.key, os.environ), passphrase(os.environ))
        answer = _answer(lambda: head_of(portal, _again), asked.portal)
        content, log_key = _text(answer, "note", asked), _log_key(answer, asked)
        asked.folder.mkdir(parents=True, exist_ok=True)
        try:
            _, head = signed_head(content, log_key)
            before = _grown(portal, head, log_key, asked, own.public)
        except LedgerError as error:
            put(asked.folder / REFUSED, content)
            tell_finding(error.finding(asked.portal))
            tell(say("log.refused", path=asked.folder / REFUSED), err=True)
            sys.exit(1)
        put(asked.folder / KEY, log_key.pem.encode())
        made = cosigned(content, asked.name, own, int(time.time()))
        put(asked.folder / CHECKPOINT, made)
    first = before is None
    tell(say("log.witnessed-first" if first else "log.witnessed", size=head.size, before=before or 0))
    click.echo(f"  {head.root.hex()}")
    if first:
        tell(say("log.compare-key", key=log_key.id))
        tell(say("log.your-key"))
        click.echo(f"  {Witness(name=asked.name, key=own.public).told}")
    if asked.send:
        _send(portal, made, asked.portal)


def _send(portal: str, note: bytes, address: str) -> None:
    """Give the portal the cosigned head to show; exit 1 where it does not take it, which takes nothing from what is kept here."""
    from adhere.cli.commands.portalget import body_of
    from adhere.exchange.loglooking import hand_over
    from adhere.exchange.submitting import UnreachableError

    try:
        answer = hand_over(portal, note, language(), _again)
    except UnreachableError as error:
        refuse(say("submit.unreachable", address=address, reason=error.reason))
    body_of(answer, address)
    tell(say("log.sent", address=address))


def _grown(portal: str, head: Checkpoint, log_key: PublicKey, asked: Asked, own: PublicKey) -> int | None:
    """Return the size that was witnessed before, None where this is the first; raise LedgerError where it is not continued."""
    from adhere.exchange.loglooking import growth_of
    from adhere.ledger.canonical import line
    from adhere.ledger.proof import consistency_of
    from adhere.ledger.witnessing import check_growth, kept_head, needs_proof

    path = asked.folder / CHECKPOINT
    if not path.exists():
        return None
    before = kept_head(path, asked.name, own, log_key)
    if needs_proof(before, head) and before.size:
        answer = _answer(lambda: growth_of(portal, before.size, head.size, _again), asked.portal)
        check_growth(before, head, consistency_of(line(answer.body)))
    return before.size


def _log_key(answer: Answer, asked: Asked) -> PublicKey:
    """Return the key of the log: that of the first time, else what the portal tells, which has to be the one that was named."""
    from adhere.ledger.keyfile import LIMIT, public_id
    from adhere.ledger.keyhistory import short
    from adhere.ledger.keys import public_key_of
    from adhere.ledger.places import content_of
    from adhere.ledger.rules import LedgerError

    kept = asked.folder / KEY
    pem = content_of(kept, LIMIT) if kept.exists() else _text(answer, "key", asked)
    found = public_key_of(pem.decode(errors="replace"))
    wanted = public_id(asked.log_key) if asked.log_key else found.id
    if found.id != wanted:
        raise LedgerError("ADH-LOG-013", key=short(found.id), wanted=short(wanted))
    return found


def _answer(ask: Callable[[], Answer], address: str) -> Answer:
    """Return what the portal answers; exit 2 where it gives no answer, or another than a log gives."""
    from adhere.exchange.submitting import UnreachableError

    try:
        answer = ask()
    except UnreachableError as error:
        refuse(say("submit.unreachable", address=address, reason=error.reason))
    if answer.status != 200:
        refuse(say("log.no-log", address=address, status=answer.status))
    return answer


def _text(answer: Answer, name: str, asked: Asked) -> bytes:
    told = answer.body.get(name)
    if not isinstance(told, str):
        refuse(say("log.no-log", address=asked.portal, status=answer.status))
    return told.encode(errors="replace")


def _again(reason: str, seconds: float) -> None:
    tell(say("submit.again", reason=reason, seconds=int(seconds)), err=True)
