# SPDX-License-Identifier: EUPL-1.2
"""``adhere request list``, ``add``, ``sent`` and ``calendar``: requests for documentation and their last days."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.groups import Group
from adhere.cli.options import Day, described, format_option, language_option, on_option, today
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say
from adhere.kernel.text import Text

if TYPE_CHECKING:
    from adhere.cli.requested import Requested
    from adhere.documentation.requests import Request
    from adhere.dossier.requestchecks import StandingRequest
    from adhere.dossier.requests import ReadRequest
    from adhere.kernel.finding import Finding

KINDS = ("downstream", "office", "authority-through-office")
COLOURS = {"overdue": "error", "no-date": "error", "due-soon": "warning", "open": "warning"}


def command() -> click.Command:
    """Return the group with its four commands."""
    loaders = {"list": _list, "add": _add, "sent": _sent, "calendar": _calendar}
    return Group("request", loaders, area="request")


def _list() -> click.Command:
    @described("request.list")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("request.help-only-model"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def list_(dossier: Path, model_id: str | None, on: date, output: str) -> None:
        run_list(dossier, model_id, on, output)

    return list_


def _add() -> click.Command:
    @described("request.add")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--from", "organisation", required=True, help=say("request.help-from"))
    @click.option("--kind", type=click.Choice(KINDS), required=True, help=say("request.help-kind"))
    @click.option("--basis", "legal_basis", multiple=True, required=True, help=say("request.help-basis"))
    @click.option("--purpose", required=True, help=say("request.help-purpose"))
    @click.option("--received", type=Day(), default=today, help=say("request.help-received"))
    @click.option("--due", type=Day(), help=say("request.help-due"))
    @click.option("--form", "form", metavar="ID", default="mdf", help=say("request.help-form"))
    @click.option("--field", "fields", metavar="ID", multiple=True, help=say("request.help-field"))
    @click.option("--model", "model_id", metavar="ID", help=say("request.help-model"))
    @language_option()
    def add(dossier: Path, model_id: str | None, **asked: Any) -> None:
        run_add(dossier, model_id, asked)

    return add


def _sent() -> click.Command:
    @described("request.sent")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.argument("request", metavar=say("request.metavar-request"))
    @click.option("--issue", type=click.IntRange(min=1), help=say("request.help-issue"))
    @click.option("--on", type=Day(), default=today, help=say("request.help-sent-on"))
    @click.option("--by", help=say("request.help-by"))
    @click.option("--model", "model_id", metavar="ID", help=say("request.help-model"))
    @language_option()
    def sent(dossier: Path, request: str, model_id: str | None, **told: Any) -> None:
        run_sent(dossier, request, model_id, **told)

    return sent


def _calendar() -> click.Command:
    @described("request.calendar")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("request.help-only-model"))
    @click.option("--out", type=Folder(), help=say("request.help-out"))
    @on_option()
    @language_option()
    def calendar(dossier: Path, model_id: str | None, out: Path | None, on: date) -> None:
        run_calendar(dossier, model_id, out, on)

    return calendar


def run_list(path: Path, model_id: str | None, on: date, output: str) -> None:
    """Print every request with its last day, what waits first; exit 1 where a finding is an error."""
    from adhere.cli.findings import add_findings, exit_status
    from adhere.cli.requested import requested
    from adhere.dossier.requestchecks import check_requests

    dossier = requested(path)
    models = dossier.chosen(model_id)
    found: list[Finding] = [
        finding for model in models for finding in check_requests(dossier.root, model, on, None)
    ]
    if output == "json":
        from adhere.law.store import Store

        requests = [_json(one) for one in _ordered(dossier, models, on)]
        told = {"on": on.isoformat(), "requests": requests, "findings": findings_json(found, language())}
        print_json(head("request-list", Store()) | told)
    else:
        page = Page()
        page.title(say("request.title", dossier=path.resolve().name), on.isoformat())
        standing = _ordered(dossier, models, on)
        for one in standing:
            _add_request(page, one)
        if not standing:
            page.paragraph(say("request.none"))
        if found:
            page.heading(say("request.findings"))
            add_findings(page, found, language())
        page.print()
    sys.exit(exit_status(found))


def _ordered(dossier: Requested, models: list[str], on: date) -> list[StandingRequest]:
    found = [one for model in models for one in dossier.standing(model, on)]
    return sorted(found, key=lambda one: (not one.state.waiting, one.due.day or date.max, one.request.name))


def _add_request(page: Page, one: StandingRequest) -> None:
    request = one.request
    page.blank()
    due = f", {say('request.due', day=one.due.day)}" if one.due.day and one.state.waiting else ""
    colour = COLOURS.get(one.state.value, "yes")
    named = f"{one.model}/{request.name}{due}"
    page.marked(one.state.label.in_(language()), named, colour=colour, width=20)
    page.paragraph(say("request.received", **_about(request)), indent=2)
    page.paragraph(request.purpose, indent=2)
    if one.state.waiting:
        for reason in one.due.reasons:
            page.paragraph(reason.in_(language()), indent=2)
    names = ", ".join(asked.id for asked in request.fields)
    page.paragraph(say("request.asks", fields=names) if names else say("request.asks-all"), indent=2)
    for sent in request.sent:
        digest = f"{sent.pack[:12]}…"
        key = "request.pack" if sent.issue else "request.pack-alone"
        what = say(key, issue=sent.issue, digest=digest)
        page.paragraph(say("request.sent", day=sent.on, what=what), indent=2)
    if request.confidential:
        rows = ", ".join(mark.row for mark in request.confidential)
        page.paragraph(say("request.confidential", rows=rows), indent=2)


def _about(request: Request) -> dict[str, object]:
    from adhere.law.citations import cite

    grounds = [cite(ground).in_(language()) for ground in request.legal_basis]
    return {
        "day": request.received,
        "organisation": request.organisation,
        "kind": request.asker.name,
        "grounds": "; ".join(grounds) or say("request.nothing"),
    }


def _json(one: StandingRequest) -> dict[str, Any]:
    request = one.request
    return {
        "model": one.model,
        "request": request.name,
        "file": one.read.file,
        "organisation": request.organisation,
        "kind": request.kind,
        "recipient": request.asker.recipient,
        "legal_basis": list(request.legal_basis),
        "purpose": request.purpose,
        "form": request.form,
        "fields": [asked.id for asked in request.fields],
        "received": request.received.isoformat(),
        "due": one.due.day.isoformat() if one.due.day else None,
        "reasons": [reason.in_(language()) for reason in one.due.reasons],
        "state": one.state.value,
        "sent": [
            {"on": sent.on.isoformat(), "pack": sent.pack, "issue": sent.issue} for sent in request.sent
        ],
        "confidential": [mark.row for mark in request.confidential],
    }


def run_add(path: Path, model_id: str | None, asked: dict[str, Any]) -> None:
    """Write a new request; exit 2 where it exists or cannot be read back."""
    from adhere.cli.requested import requested
    from adhere.dossier.requests import read_request
    from adhere.dossier.requestwriting import (
        NewRequest,
        RequestExistsError,
        WrongRequestError,
        add_request,
    )
    from adhere.intake.reasons import disk_reason

    dossier = requested(path)
    model = dossier.one(model_id)
    try:
        file = add_request(dossier.root, model, NewRequest(**asked))
    except RequestExistsError as error:
        refuse(say("request.exists", file=error))
    except WrongRequestError as error:
        _refuse_findings(error.findings)
    except OSError as error:
        folder = f"models/{model}/requests"
        refuse(say("request.not-written", file=folder, reason=disk_reason(error)))
    read = read_request(dossier.root, file)
    last = dossier.due(read).day
    tell(say("request.added", file=file, day=last) if last else say("request.added-no-day", file=file))


def _refuse_findings(findings: tuple[Finding, ...]) -> None:
    tell(say("request.not-added"), err=True)
    for finding in findings:
        tell(f"{finding.rule.id}: {finding.wrong(language())} {finding.why(language())}", err=True)
    sys.exit(2)


def run_sent(
    path: Path, name: str, model_id: str | None, *, issue: int | None, on: date, by: str | None
) -> None:
    """Record what was sent; exit 2 where there is no such request, issue or pack, or the file cannot be added to."""
    from adhere.cli.requested import requested
    from adhere.dossier.requestwriting import NewSent, NotAppendableError, add_sent
    from adhere.intake.reasons import disk_reason

    dossier = requested(path)
    read = dossier.request(name, model_id)
    number, digest = _pack(dossier, read, issue)
    try:
        add_sent(dossier.root / read.file, NewSent(on=on, pack=digest, issue=number, by=by))
    except NotAppendableError as error:
        tell(say("request.not-appendable", file=read.file), err=True)
        click.echo(error.entry, err=True)
        sys.exit(2)
    except OSError as error:
        refuse(say("request.not-written", file=read.file, reason=disk_reason(error)))
    tell(say("request.recorded", file=read.file, issue=number, digest=f"{digest[:12]}…", day=on))


def _pack(dossier: Requested, read: ReadRequest, issue: int | None) -> tuple[int, str]:
    """Return the issue and the digest of its pack for whoever asks."""
    from adhere.dossier.issued import issued

    if read.request is None:
        _refuse_findings(read.findings)
        raise AssertionError
    model = read.file.split("/")[1]
    issues = issued(dossier.root, model, read.request.form)
    number = issue or issues.last
    if number is None:
        refuse(say("request.no-issue", form=read.request.form, model=model))
    recipient = read.request.asker.recipient
    digest = issues.pack_digest(number, recipient)
    if digest is None:
        told = {"number": number, "form": read.request.form, "model": model, "recipient": recipient}
        refuse(say("request.no-pack", **told))
    return number, digest


def run_calendar(path: Path, model_id: str | None, out: Path | None, on: date) -> None:
    """Write the last days of requests that wait as iCalendar, to a file or the output."""
    from adhere.cli.documents import give
    from adhere.cli.requested import requested
    from adhere.documentation.upkeep_words import word
    from adhere.exchange.calendar import Event, calendar

    dossier = requested(path)
    waiting = [one for one in _ordered(dossier, dossier.chosen(model_id), on) if one.state.waiting]
    events = [
        Event(
            uid=f"{one.model}/{one.request.name}@adhere",
            day=one.due.day,
            title=word("event", "due", organisation=one.request.organisation),
            description=_description(one),
        )
        for one in waiting
        if one.due.day is not None
    ]
    content = calendar(events, language(), on)
    give(content, out)
    if out is not None:
        tell(counted("request.calendar-written", len(events), file=out))


def _description(one: StandingRequest) -> Text:
    from adhere.documentation.upkeep_words import word

    said = word(
        "event",
        "text",
        kind=one.request.asker.name,
        received=one.request.received,
        purpose=one.request.purpose,
    )
    reasons = one.due.reasons
    return Text(
        "\n".join([said.en, *(reason.en for reason in reasons)]),
        "\n".join([said.nl, *(reason.nl for reason in reasons)]),
    )
