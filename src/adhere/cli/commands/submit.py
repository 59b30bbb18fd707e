# SPDX-License-Identifier: EUPL-1.2
"""``adhere submit``: hand in an issue at a portal, and keep the receipt that proves it.

Article 56(5): what signatories report; Article 53(1)(a) and (d): documentation and public summaries.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.exchange.submitting import Answer
    from adhere.kernel.finding import Finding

RECIPIENTS = ("office", "public")
TOKEN_LIMIT = 1000
OUTCOMES = {201: "taken", 200: "known", 422: "refused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked."""

    to: str
    token_file: Path
    recipient: str | None
    sandbox: bool
    corrects: str
    receipt: Path | None
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("submit")
    @click.argument("bundle", metavar=say("submit.metavar-bundle"), type=Folder())
    @click.option("--to", required=True, metavar=say("submit.metavar-address"), help=say("submit.help-to"))
    @click.option("--token-file", required=True, type=Folder(), help=say("submit.help-token-file"))
    @click.option("--for", "recipient", type=click.Choice(RECIPIENTS), help=say("submit.help-for"))
    @click.option("--sandbox", is_flag=True, help=say("submit.help-sandbox"))
    @click.option("--corrects", default="", metavar="ID", help=say("submit.help-corrects"))
    @click.option("--receipt", type=Folder(), help=say("submit.help-receipt"))
    @format_option("text", "json")
    @language_option()
    def submit(bundle: Path, **asked: Any) -> None:
        run(bundle, Asked(**asked))

    return submit


def run(path: Path, asked: Asked) -> None:
    """Send, check the receipt and tell; exit 1 where it is refused or the receipt does not hold, 2 where nothing could be sent."""
    from adhere.exchange.submitting import UnreachableError, Wish, intake_of, submit

    intake = intake_of(asked.to)
    if intake is None:
        refuse(say("submit.no-address", given=asked.to))
    content = _read(_pack(path, asked.recipient))
    token = token_of(asked.token_file)
    wish = Wish(sandbox=asked.sandbox, corrects=asked.corrects, language=language())
    try:
        answer = submit(content, intake, token, wish, told=_again)
    except UnreachableError as error:
        refuse(say("submit.unreachable", address=asked.to, reason=error.reason))
    outcome = _outcome(answer, asked)
    kept = _receipted(answer, content, asked) if outcome in ("taken", "known") else None
    _report(answer, outcome, kept, asked.output)
    sys.exit(1 if outcome == "refused" else 0)


def _pack(path: Path, recipient: str | None) -> Path:
    """Return the file to send: the one named, or a pack of the issue named."""
    if not path.is_dir():
        return path
    folder = path if path.name == "packs" else path / "packs"
    wanted = [folder / f"{one}.json" for one in (RECIPIENTS if recipient is None else (recipient,))]
    found = [one for one in wanted if one.is_file()]
    if not found:
        refuse(say("submit.no-pack", path=path))
    return next((one for one in found if _tells(one)), found[0])


def _tells(pack: Path) -> bool:
    """Return whether a pack holds anything for its recipient; that of a public summary holds nothing for the office."""
    return b'"disclosures":[]' not in _read(pack)


def _read(path: Path) -> bytes:
    from adhere.ledger.places import content_of
    from adhere.ledger.rules import LedgerError

    try:
        return content_of(path)
    except LedgerError as error:
        refuse(say("submit.unreadable", path=path, reason=error.values["reason"]))


def token_of(path: Path) -> str:
    """Return the token that a file holds; exit 2 where it holds none."""
    token = _read(path)[:TOKEN_LIMIT].decode("ascii", errors="replace").strip()
    if not token or not token.isascii() or any(sign.isspace() or not sign.isprintable() for sign in token):
        refuse(say("submit.no-token", path=path))
    return token


def _again(reason: str, seconds: float) -> None:
    tell(say("submit.again", reason=reason, seconds=int(seconds)), err=True)


def _outcome(answer: Answer, asked: Asked) -> str:
    """Return what came of it; exit 2 where the portal did not say."""
    body, outcome = answer.body, OUTCOMES.get(answer.status)
    if 300 <= answer.status < 400:
        refuse(say("submit.moved", address=shown({"to": answer.location}, "to")))
    if outcome is None or not isinstance(body.get("findings"), list):
        if isinstance(body.get("title"), str):
            refuse(say("submit.problem", title=shown(body, "title"), detail=shown(body, "detail")).strip())
        refuse(say("submit.no-portal", address=asked.to, status=answer.status))
    return "checked" if outcome == "known" and body.get("sandbox") is True else outcome


def _receipted(answer: Answer, content: bytes, asked: Asked) -> Path:
    """Check the receipt against the very bytes that were sent, and write it; exit 1 where it does not hold."""
    from adhere.cli.documents import put
    from adhere.ledger.canonical import line
    from adhere.ledger.verification.outcome import Outside, Problems
    from adhere.ledger.verification.receipts import verify_receipt

    digest = sha256(content).hexdigest()
    try:
        receipt = line(answer.body.get("receipt"))
    except ValueError:
        receipt = b""
    problems = Problems(outside=Outside())
    verify_receipt(receipt, "receipt", problems)
    if problems.broken or [one.sha256 for one in problems.events] != [digest]:
        tell(say("submit.receipt-broken"), err=True)
        sys.exit(1)
    place = asked.receipt or Path(f"receipt-{digest[:16]}.json")
    put(place, receipt)
    return place


def _report(answer: Answer, outcome: str, kept: Path | None, output: str) -> None:
    from adhere.cli.findings import add_findings

    body = answer.body
    if output == "json":
        print_json(_json(body, outcome, kept))
        return
    page = Page()
    page.title(shown(body, "issue") or say("submit.title"), say(f"submit.outcome-{outcome}"))
    rows = list(_rows(body, kept))
    if rows:
        page.rows(rows, (14, 64))
        page.blank()
    add_findings(page, found_in(body), language())
    page.print()
    if kept is not None:
        tell(say("submit.next", file=kept))


def _rows(body: dict[str, Any], kept: Path | None) -> list[tuple[str, str]]:
    rows = [(say(f"submit.{name}"), shown(body, name)) for name in ("id", "received") if body.get(name)]
    if body.get("due"):
        name = "late" if body.get("late") else "in-time"
        rows.append((say("submit.due"), say(f"submit.{name}", due=shown(body, "due"))))
    if body.get("asked"):
        counts = {name: shown(body, name) or "0" for name in ("answered", "asked")}
        told = say("submit.answered-of", **counts)
        rows.append((say("submit.answered"), told))
    if kept is not None:
        rows.append((say("submit.receipt"), str(kept)))
    return rows


def found_in(body: dict[str, Any]) -> list[Finding]:
    """Return what the portal found, in the words it used."""
    from adhere.kernel.finding import SEVERITIES, Finding, Place, Rule
    from adhere.kernel.text import plain

    found = []
    for one in body["findings"]:
        told = {name: shown(one, name) for name in ("rule", "wrong", "why", "remedy", "file", "at")}
        rule = Rule(
            id=told["rule"],
            severity=next((known for known in SEVERITIES if known == shown(one, "severity")), "note"),
            wrong=plain(told["wrong"]),
            why=plain(told["why"]),
            remedy=plain(told["remedy"]),
        )
        found.append(Finding(rule=rule, place=Place(file=told["file"], at=told["at"] or None)))
    return found


def shown(value: object, name: str) -> str:
    """Return a text of an answer, short enough and safe for a terminal."""
    text = str(value.get(name) or "") if isinstance(value, dict) else ""
    return "".join(sign if sign.isprintable() else " " for sign in text[:2000])


def _json(body: dict[str, Any], outcome: str, kept: Path | None) -> dict[str, Any]:
    from adhere.cli.contracts import head
    from adhere.law.library import Law

    told = ("id", "issue", "sha256", "received", "due", "late", "incomplete", "answered", "asked", "corrects")
    return head("submit", Law()) | {
        "outcome": outcome,
        **{name: body.get(name) for name in told},
        "receipt": str(kept) if kept else None,
        "findings": body["findings"],
    }
