# SPDX-License-Identifier: EUPL-1.2
"""What an office finds of a report, of a signatory over time and of its invitations. Rules: ADH-MON-006 to 019."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from adhere.adherence.statement import Adherence
from adhere.codes.code import Code
from adhere.kernel.calendar import Period, Unit
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import plain
from adhere.monitoring.course import Course
from adhere.monitoring.evaluation import Evaluation
from adhere.monitoring.office import Office, RunCode, Signatory, Window
from adhere.monitoring.rules import rule

NAME, MOST = 40, 50
"""Characters of a name and names of a list that are repeated in a finding."""


def report_findings(
    found: Evaluation, signatory: Signatory, window: Window | None, file: str
) -> Iterator[Finding]:
    """Yield what is to be told of one report."""
    place = Place(file=file)
    if found.late is not None and found.late > 0 and window is not None:
        days = Period(count=found.late, unit=Unit.DAYS).label
        yield _told("ADH-MON-007", place, days=days, due=window.due)
    if found.report.size != signatory.size:
        values = {"reported": found.report.size, "recorded": signatory.size, "signatory": signatory.id}
        yield _told("ADH-MON-009", place, **values)
    if found.silent_on:
        yield _told("ADH-MON-010", place, measures=_listed(found.silent_on))
    if found.beyond:
        yield _told("ADH-MON-011", place, measures=_listed(found.beyond))
    for kind in dict.fromkeys(one.kind for one in found.inconsistent):
        odd = [one for one in found.inconsistent if one.kind == kind]
        yield _told("ADH-MON-012", place, holders=_listed(one.holder for one in odd), what=odd[0].text)
    waiting = [one.measure for one in found.report.measures if one.status == "alternative"]
    if waiting:
        yield _told("ADH-MON-013", place, measures=_listed(waiting))


def course_findings(
    found: Course, code: str, signatory: Signatory, windows: Iterable[Window], on: date
) -> Iterator[Finding]:
    """Yield periods without a report of which the last day is past, and what fell back."""
    due = {one.id: one.due for one in windows}
    for period in found.silent:
        last = due.get(period)
        if last is not None and last < on:
            values = {"signatory": signatory.id, "code": code, "period": period, "due": last}
            yield _told("ADH-MON-006", signatory.place, **values)
    for one in found.regressions:
        place = Place(file=f"reports/{signatory.id}/{one.now}.json")
        yield _told("ADH-MON-008", place, measure=one.measure, was=one.was, now=one.now)


def office_findings(office: Office, codes: Mapping[str, Code]) -> Iterator[Finding]:
    """Yield what is wrong between the files of an office."""
    known = ", ".join(codes)
    for run in office.codes:
        for name in (run.id, run.succeeded_by):
            if name is not None and name not in codes:
                yield _told("ADH-MON-015", run.place, code=name[:100], near=plain(""), known=known)
    yield from _circles(office.codes)
    for window in office.windows:
        if window.code not in codes:
            yield _told("ADH-MON-015", window.place, code=window.code[:100], near=plain(""), known=known)
    for signatory in office.signatories:
        yield from _of_adherences(signatory, codes, known)
        yield from _of_invitations(signatory)


def _circles(codes: tuple[RunCode, ...]) -> Iterator[Finding]:
    following = {one.id: one.succeeded_by for one in codes}
    told: set[str] = set()
    for one in codes:
        path: list[str] = []
        name: str | None = one.id
        while name is not None and name not in path:
            path.append(name)
            name = following.get(name)
        if name is not None and name == one.id and one.id not in told:
            told.update(path)
            yield _told("ADH-MON-014", one.place, codes=", ".join([*path, one.id]))


def _of_adherences(signatory: Signatory, codes: Mapping[str, Code], known: str) -> Iterator[Finding]:
    for one in signatory.adherences:
        code = codes.get(one.code)
        if code is None:
            yield _told("ADH-MON-015", one.place, code=one.code[:100], near=plain(""), known=known)
            continue
        chapters = [chapter.id for chapter in code.chapters]
        for name in one.chapters:
            if name not in chapters:
                yield _told("ADH-MON-019", one.place, code=code.id, chapter=name, known=", ".join(chapters))
    for one, other in combinations(signatory.adherences, 2):
        if one.code == other.code and _overlap(one, other):
            yield _told("ADH-MON-018", other.place, signatory=signatory.id, code=one.code)


def _overlap(one: Adherence, other: Adherence) -> bool:
    starts = [day for day in (one.since, other.since) if day is not None]
    return len(starts) == 2 and one.holds(max(starts)) and other.holds(max(starts))


def _of_invitations(signatory: Signatory) -> Iterator[Finding]:
    adheres = {one.code for one in signatory.adherences}
    for one in signatory.invitations:
        if one.answered is not None and one.answered < one.on:
            values = {"signatory": signatory.id, "on": one.on, "answered": one.answered}
            yield _told("ADH-MON-016", one.place, **values)
        if one.answer in ("accepted", "article-53-only") and one.code not in adheres:
            yield _told("ADH-MON-017", one.place, signatory=signatory.id, code=one.code)


def _listed(names: Iterable[str]) -> str:
    """Return names, of which a report may hold any, no longer and no more than can be read."""
    return ", ".join(name[:NAME] for name in list(names)[:MOST])


def _told(rule_id: str, place: Place, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=place, values=values)
