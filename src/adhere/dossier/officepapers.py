# SPDX-License-Identifier: EUPL-1.2
"""Assessments of codes and records of standards in an office folder, read with the line of every field.

Formats ``adhere/assessment/1`` and ``adhere/standard/1`` (``docs/en/monitoring.md``); Article 56(6) and (8).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as DiskPath
from typing import cast

from adhere.dossier.keptfile import KeptFile
from adhere.dossier.office import kept_file
from adhere.dossier.officefolder import listed
from adhere.intake.tree import Path
from adhere.kernel.finding import Finding
from adhere.kernel.text import plain
from adhere.monitoring.assessment import (
    DECISIONS,
    JUDGEMENTS,
    Assessed,
    Assessment,
    Decision,
    DecisionKind,
    Judgement,
    Opinion,
)
from adhere.monitoring.standards import (
    DEGREES,
    RELATIONS,
    STATES,
    Degree,
    Relation,
    Served,
    Standard,
    StandardAssessment,
    StandardState,
    Step,
)

ASSESSMENT, STANDARD = "adhere/assessment/1", "adhere/standard/1"
DECIDERS = ("commission", "ai-office", "board")


def read_assessments(root: DiskPath, findings: list[Finding]) -> Iterator[Assessment]:
    """Yield the assessments that could be read; what is wrong is added to the findings."""
    for name in listed(root, "assessments", ".yaml", findings):
        kept = kept_file(root, f"assessments/{name}.yaml", ASSESSMENT)
        if kept.readable:
            found = _assessment(kept, name)
            if found is not None:
                yield found
        findings += kept.findings


def _assessment(kept: KeptFile, name: str) -> Assessment | None:
    known = (
        "format", "title", "example", "code", "version", "judgement", "obligations", "opinion", "decision", "published",
        "address", "review", "note",
    )  # fmt: skip
    kept.fields((), known)
    code = kept.text(("code",), required=True, most=100)
    judgement = kept.choice(("judgement",), JUDGEMENTS, required=True)
    title, note = kept.text(("title",)), kept.text(("note",))
    rest = {
        "version": kept.text(("version",), most=100),
        "obligations": tuple(_obligations(kept)),
        "opinion": _opinion(kept),
        "decision": _decision(kept),
        "published": kept.day(("published",)),
        "review": kept.day(("review",)),
        "address": kept.text(("address",)),
    }
    if code is None or judgement is None:
        return None
    return Assessment(
        id=name,
        code=code,
        judgement=cast("Judgement", judgement),
        title=plain(title) if title else None,
        note=plain(note) if note else None,
        example=kept.at(("example",)) is True,
        place=kept.place("code"),
        **rest,  # type: ignore[arg-type]
    )


def _obligations(kept: KeptFile) -> Iterator[Assessed]:
    for path in kept.entries(("obligations",)):
        kept.fields(path, ("obligation", "judgement", "why", "evidence", "measures"))
        obligation = kept.text((*path, "obligation"), required=True, most=200)
        judgement = kept.choice((*path, "judgement"), JUDGEMENTS, required=True)
        why = kept.text((*path, "why"))
        evidence, measures = (tuple(_texts(kept, (*path, field))) for field in ("evidence", "measures"))
        if obligation is not None and judgement is not None:
            yield Assessed(
                obligation=obligation,
                judgement=cast("Judgement", judgement),
                why=why,
                evidence=evidence,
                measures=measures,
                place=kept.place(*path),
            )


def _opinion(kept: KeptFile) -> Opinion | None:
    if not kept.fields(("opinion",), ("on", "judgement", "dissent")):
        return None
    judgement = kept.choice(("opinion", "judgement"), JUDGEMENTS, required=True)
    on = kept.day(("opinion", "on"), required=True)
    dissent = tuple(_texts(kept, ("opinion", "dissent")))
    if judgement is None:
        return None
    return Opinion(
        on=on, judgement=cast("Judgement", judgement), dissent=dissent, place=kept.place("opinion")
    )


def _decision(kept: KeptFile) -> Decision | None:
    if not kept.fields(("decision",), ("kind", "by", "on", "effective")):
        return None
    kind = kept.choice(("decision", "kind"), DECISIONS, required=True)
    by = kept.choice(("decision", "by"), DECIDERS, required=True)
    on, effective = kept.day(("decision", "on"), required=True), kept.day(("decision", "effective"))
    if kind is None or by is None or on is None:
        return None
    return Decision(
        kind=cast("DecisionKind", kind), by=by, on=on, effective=effective, place=kept.place("decision", "on")
    )


def read_standards(root: DiskPath, findings: list[Finding]) -> Iterator[Standard]:
    """Yield the records of standards that could be read; what is wrong is added to the findings."""
    seen: set[str] = set()
    for name in listed(root, "standards", ".yaml", findings):
        kept = kept_file(root, f"standards/{name}.yaml", STANDARD)
        found = _standard(kept) if kept.readable else None
        if found is not None and found.id in seen:
            kept.report("ADH-DOS-189", ("id",), name=found.id)
        elif found is not None:
            seen.add(found.id)
            yield found
        findings += kept.findings


def _standard(kept: KeptFile) -> Standard | None:
    kept.fields((), ("format", "id", "title", "body", "example", "targets", "states", "assessment"))
    standard_id, title, body = (
        kept.text((name,), required=True, most=300) for name in ("id", "title", "body")
    )
    targets = [kept.provision(path) for path in kept.entries(("targets",))]
    steps = tuple(_steps(kept))
    assessment = _judged(kept)
    if standard_id is None or title is None or body is None:
        return None
    return Standard(
        id=standard_id,
        title=plain(title),
        body=body,
        targets=tuple(one for one in targets if one is not None),
        steps=steps,
        assessment=assessment,
        example=kept.at(("example",)) is True,
        place=kept.place("id"),
    )


def _steps(kept: KeptFile) -> Iterator[Step]:
    if kept.at(("states",)) in (None, []):
        kept.report("ADH-DOS-063", ("states",))
    for path in kept.entries(("states",)):
        kept.fields(path, ("state", "on"))
        state = kept.choice((*path, "state"), STATES, required=True)
        day = kept.day((*path, "on"), required=True)
        if state is not None and day is not None:
            yield Step(state=cast("StandardState", state), day=day, place=kept.place(*path))


def _judged(kept: KeptFile) -> StandardAssessment | None:
    if not kept.fields(("assessment",), ("on", "by", "serves", "gaps")):
        return None
    on = kept.day(("assessment", "on"), required=True)
    by = kept.text(("assessment", "by"), required=True, most=200)
    served = tuple(_served(kept))
    gaps = tuple(_texts(kept, ("assessment", "gaps")))
    if on is None or by is None:
        return None
    return StandardAssessment(on=on, by=by, served=served, gaps=gaps, place=kept.place("assessment"))


def _served(kept: KeptFile) -> Iterator[Served]:
    for path in kept.entries(("assessment", "serves")):
        kept.fields(path, ("target", "relation", "degree", "why"))
        target = kept.text((*path, "target"), required=True, most=200)
        relation = kept.choice((*path, "relation"), RELATIONS, required=True)
        degree = kept.choice((*path, "degree"), DEGREES, required=True)
        why = kept.text((*path, "why"))
        if target is not None and relation is not None and degree is not None:
            yield Served(
                target=target,
                relation=cast("Relation", relation),
                degree=cast("Degree", degree),
                why=why,
                place=kept.place(*path),
            )


def _texts(kept: KeptFile, path: Path) -> Iterator[str]:
    for inner in kept.entries(path):
        text = kept.text(inner)
        if text is not None:
            yield text
