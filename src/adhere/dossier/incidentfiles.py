# SPDX-License-Identifier: EUPL-1.2
"""The course of incidents, ``models/<id>/incidents/*.yaml``: what was sent when, beside the answers to the form of each report.

Format ``adhere/incident/1`` (``docs/en/clocks.md``); Article 55(1)(c), measures S-9.2 to S-9.4 of the GPAI code. What the answers in
``models/<id>/serious-incident-<name>.yaml`` say is not asked here again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING, cast, get_args

from adhere.dossier.events import PAGE, limited, names
from adhere.dossier.rules import rule
from adhere.intake.folder import names_in
from adhere.kernel.finding import Finding, Place
from adhere.risk.incidents import KINDS, Exceptional, Incident, IncidentReport, Link, ReportKind, harms

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile

FORMAT = "adhere/incident/1"
FOLDER = "incidents"
FORM = "serious-incident"
MOST = 500
"""Incidents of one model that are read."""
REPORTS = 500
"""Reports of one incident that are read."""
CONDITIONS = ("circumstances-exceptional",)
_TOP = (
    "format", "answers", "aware", "harms", "link", "started", "ended", "documented", "reports", "resolved", "exceptional",
    "bundled_with", "near_miss",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIncident:
    """The file of an incident, the incident where it could be read, the answers that go with it, and what is wrong with the file."""

    file: str
    incident: Incident | None
    answers: str | None = None
    named: bool = False
    """Whether the file names its answers itself."""
    findings: tuple[Finding, ...] = ()


def folder_of_incidents(model: str) -> str:
    """Return the folder of the incidents of a model, relative to the dossier."""
    return f"models/{model}/{FOLDER}"


def read_incidents(root: DiskPath, model: str) -> Iterator[ReadIncident]:
    """Read the incidents of a model, in order of file name; nothing is raised."""
    folder = folder_of_incidents(model)
    found = names_in(root / folder, ".yaml", MOST)
    seen: dict[str, str] = {}
    for name in found[:MOST]:
        yield _once(read_incident(root, f"{folder}/{name}"), seen)
    if len(found) > MOST:
        too_many = Finding(rule=rule("ADH-DOS-146"), place=Place(file=folder), values={"limit": MOST})
        yield ReadIncident(file=folder, incident=None, findings=(too_many,))


def _once(read: ReadIncident, seen: dict[str, str]) -> ReadIncident:
    """Report a second file about the same answers; its incident is left out."""
    other = seen.setdefault((read.answers or read.file).lower(), read.file)
    if other == read.file:
        return read
    told = {"file": read.file, "other": other, "answers": read.answers}
    found = Finding(rule=rule("ADH-DOS-144"), place=Place(file=read.file, line=1), values=told)
    return ReadIncident(file=read.file, incident=None, findings=(*read.findings, found))


def read_incident(root: DiskPath, file: str) -> ReadIncident:
    """Read one incident."""
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without incidents never needs

    kept = read_kept(root, file, PAGE, FORMAT)
    name = file.rpartition("/")[2].removesuffix(".yaml")
    if not kept.readable:
        return ReadIncident(file=file, incident=None, findings=tuple(kept.findings))
    kept.fields((), _TOP)
    named = kept.text(("answers",), most=200)
    return ReadIncident(
        file=file,
        incident=_Reader(kept, name).incident(),
        answers=(named or f"{FORM}-{name}").removesuffix(".yaml"),
        named=named is not None,
        findings=tuple(kept.findings),
    )


class _Reader:
    def __init__(self, kept: KeptFile, name: str) -> None:
        self.kept = kept
        self.name = name

    def incident(self) -> Incident:
        kept = self.kept
        started, ended, documented = (kept.day((name,)) for name in ("started", "ended", "documented"))
        return Incident(
            name=self.name,
            aware=kept.moment(("aware",)),
            harms=tuple(dict.fromkeys(names(kept, ("harms",), "harm", harms()))),
            link=cast("Link | None", kept.choice(("link",), get_args(Link))),
            started=started,
            ended=ended,
            documented=documented,
            reports=tuple(self._reports()),
            resolved=kept.moment(("resolved",)),
            exceptional=self._exceptional(),
            bundled_with=kept.text(("bundled_with",), most=200),
            near_miss=kept.truth(("near_miss",)) or False,
            place=Place(file=kept.name, line=1),
            places={name: kept.place(name) for name in _TOP if kept.at((name,)) is not None},
        )

    def _reports(self) -> Iterator[IncidentReport]:
        for path in limited(self.kept, ("reports",), REPORTS):
            if not self.kept.fields(path, ("kind", "on", "issue", "sha256", "by")):
                continue
            kind = self.kept.choice((*path, "kind"), KINDS, required=True)
            at = self.kept.moment((*path, "on"), required=True)
            issue, by = self.kept.number((*path, "issue")), self.kept.text((*path, "by"))
            digest = self.kept.digest((*path, "sha256")) if self.kept.at((*path, "sha256")) else None
            if kind is not None and at is not None:
                yield IncidentReport(
                    kind=cast("ReportKind", kind),
                    at=at,
                    issue=issue,
                    sha256=digest,
                    by=by,
                    place=self.kept.place(*path),
                )

    def _exceptional(self) -> Exceptional | None:
        path = ("exceptional",)
        if not self.kept.fields(path, ("on", "why", "conditions")):
            return None
        on = self.kept.day((*path, "on"), required=True)
        why = self.kept.text((*path, "why"), required=True)
        shown = tuple(names(self.kept, (*path, "conditions"), "condition", CONDITIONS))
        if on is None or why is None:
            return None
        return Exceptional(on=on, why=why, stated=bool(shown), place=self.kept.place(*path))
