# SPDX-License-Identifier: EUPL-1.2
"""The office folder: ``office.yaml`` with codes and periods, and ``signatories/*.yaml``, read with the line of every field.

Formats ``adhere/office/1`` and ``adhere/signatory/1`` (``docs/en/monitoring.md``); Article 56(5) to (7). No personal data has a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as DiskPath
from typing import Any, cast, get_args

from adhere.adherence.statement import Adherence, Extent, Withdrawal
from adhere.dossier.keptfile import KeptFile, read_kept
from adhere.dossier.officefolder import HEAD, PAGE, link_finding, linked, listed
from adhere.intake.tree import Path
from adhere.kernel.finding import Finding
from adhere.monitoring.office import Answer, Invitation, Office, RunCode, Signatory, Window
from adhere.reporting.report import SIZES

FORMAT = "adhere/office/1"
SIGNATORY = "adhere/signatory/1"
ANSWERS: tuple[Answer, ...] = get_args(Answer)
EXTENTS: tuple[Extent, ...] = get_args(Extent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOffice:
    """The office as far as it could be read, and everything wrong with the files."""

    root: DiskPath
    office: Office
    findings: tuple[Finding, ...]


def read_office(root: DiskPath) -> ReadOffice:
    """Read an office folder without its reports; nothing is raised."""
    kept = kept_file(root, HEAD, FORMAT)
    codes: tuple[RunCode, ...] = ()
    windows: tuple[Window, ...] = ()
    if kept.readable:
        kept.fields((), ("format", "name", "example", "codes", "periods"))
        codes = tuple(_codes(kept))
        windows = tuple(_windows(kept))
    findings = kept.findings
    signatories = tuple(_signatories(root, findings))
    office = Office(
        codes=codes, windows=windows, signatories=signatories, example=kept.at(("example",)) is True
    )
    return ReadOffice(root=root, office=office, findings=tuple(findings))


def kept_file(root: DiskPath, name: str, format_id: str) -> KeptFile:
    """Read one YAML file of the office; a link is not followed."""
    if linked(root, name):
        return KeptFile(name=name, page=PAGE, findings=[link_finding(name)])
    return read_kept(root, name, PAGE, format_id)


def _codes(kept: KeptFile) -> Iterator[RunCode]:
    seen: set[str] = set()
    if kept.at(("codes",)) is None:
        kept.report("ADH-DOS-063", ("codes",))
    for path in kept.entries(("codes",)):
        kept.fields(path, ("id", "succeeded_by"))
        code_id = kept.text((*path, "id"), required=True, most=100)
        following = kept.text((*path, "succeeded_by"), most=100)
        if code_id is not None and code_id in seen:
            kept.report("ADH-DOS-189", (*path, "id"), name=code_id)
        elif code_id is not None:
            seen.add(code_id)
            yield RunCode(id=code_id, succeeded_by=following, place=kept.place(*path))


def _windows(kept: KeptFile) -> Iterator[Window]:
    found: list[Window] = []
    for path in kept.entries(("periods",)):
        window = _window(kept, path)
        if window is None:
            continue
        same = [one for one in found if one.code == window.code]
        if any(one.id == window.id for one in same):
            kept.report("ADH-DOS-183", path, period=window.id, code=window.code)
            continue
        for other in same:
            if _meet(window, other):
                kept.report("ADH-DOS-185", path, period=window.id, other=other.id)
        found.append(window)
    yield from found


def _meet(one: Window, other: Window) -> bool:
    sizes = {*(one.sizes or SIZES)} & {*(other.sizes or SIZES)}
    return bool(sizes) and one.since <= other.until and other.since <= one.until


def _window(kept: KeptFile, path: Path) -> Window | None:
    kept.fields(path, ("id", "code", "since", "until", "due", "sizes"))
    name, code = (kept.text((*path, field), required=True, most=100) for field in ("id", "code"))
    since, until = (kept.day((*path, field), required=True) for field in ("since", "until"))
    due = kept.day((*path, "due"))
    sizes = [kept.choice(inner, SIZES) for inner in kept.entries((*path, "sizes"))]
    if name is None or code is None or since is None or until is None:
        return None
    if until < since:
        kept.report("ADH-DOS-184", (*path, "until"), after=until, before=since)
        return None
    if due is not None and due <= until:
        kept.report("ADH-DOS-184", (*path, "due"), after=due, before=until)
    return Window(
        id=name,
        code=code,
        since=since,
        until=until,
        due=due,
        sizes=tuple(one for one in sizes if one is not None),
        place=kept.place(*path),
    )


def _signatories(root: DiskPath, findings: list[Finding]) -> Iterator[Signatory]:
    for name in listed(root, "signatories", ".yaml", findings):
        kept = kept_file(root, f"signatories/{name}.yaml", SIGNATORY)
        if kept.readable:
            signatory = _signatory(kept, name)
            if signatory is not None:
                yield signatory
        findings += kept.findings


def _signatory(kept: KeptFile, name: str) -> Signatory | None:
    kept.fields((), ("format", "name", "example", "size", "adherences", "invitations"))
    said = kept.text(("name",), required=True, most=200)
    size = kept.choice(("size",), SIZES, required=True)
    adherences, invitations = tuple(_adherences(kept)), tuple(_invitations(kept))
    if said is None or size is None:
        return None
    return Signatory(
        id=name,
        name=said,
        size=size,
        adherences=adherences,
        invitations=invitations,
        example=kept.at(("example",)) is True,
        place=kept.place(),
    )


def _adherences(kept: KeptFile) -> Iterator[Adherence]:
    known = ("code", "extent", "chapters", "full_code_interest", "since", "until", "withdrawn")
    for path in kept.entries(("adherences",)):
        kept.fields(path, known)
        code = kept.text((*path, "code"), required=True, most=100)
        extent = kept.choice((*path, "extent"), EXTENTS, required=True)
        since, until = kept.day((*path, "since"), required=True), kept.day((*path, "until"))
        chapters = [kept.text(inner, most=20) for inner in kept.entries((*path, "chapters"))]
        if chapters and extent not in ("chapters", None):
            kept.report("ADH-DOS-186", (*path, "chapters"), extent=extent)
        if extent == "chapters" and not chapters:
            kept.report("ADH-DOS-187", (*path, "extent"))
        if since is not None and until is not None and until <= since:
            kept.report("ADH-DOS-184", (*path, "until"), after=until, before=since)
        if code is not None and extent is not None and since is not None:
            yield Adherence(
                code=code,
                extent=cast("Extent", extent),
                chapters=tuple(one for one in chapters if one is not None),
                full_code_interest=kept.at((*path, "full_code_interest")) is True,
                since=since,
                until=until,
                withdrawn=_withdrawn(kept, (*path, "withdrawn"), since),
                place=kept.place(*path),
            )


def _withdrawn(kept: KeptFile, path: Path, since: date) -> Withdrawal | None:
    if not kept.fields(path, ("on", "why")):
        return None
    on, why = kept.day((*path, "on"), required=True), kept.text((*path, "why"), required=True)
    if on is not None and on <= since:
        kept.report("ADH-DOS-184", (*path, "on"), after=on, before=since)
    return Withdrawal(on=on, why=why) if on is not None and why is not None else None


def _invitations(kept: KeptFile) -> Iterator[Invitation]:
    for path in kept.entries(("invitations",)):
        kept.fields(path, ("code", "on", "answer", "answered"))
        code, on = kept.text((*path, "code"), required=True), kept.day((*path, "on"), required=True)
        answer: Any = kept.choice((*path, "answer"), ANSWERS)
        answered = kept.day((*path, "answered"), required=answer is not None)
        if code is not None and on is not None:
            yield Invitation(code=code, on=on, answer=answer, answered=answered, place=kept.place(*path))
