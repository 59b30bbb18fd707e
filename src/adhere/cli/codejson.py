# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere code``: a code with all its parts, and its coverage on a date; docs/en/json.md documents both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.codes.code import Code, Commitment, Deadline, Event, Measure, Service
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Obligation
from adhere.codes.history import kind_name, status
from adhere.kernel.finding import Finding
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Language, Text
from adhere.law.store import Store


def show_json(
    code: Code, on: date, findings: Iterable[Finding], law: Store, language: Language
) -> dict[str, Any]:
    """Return a code, or the part of one that was asked for."""
    return head("code-show", law) | {
        "code": code.id,
        "version": code.version,
        "title": code.title.in_(language),
        "family": code.family,
        "status": code.status,
        "on": on.isoformat(),
        "stage": _stage(code, on, language),
        "succeeds": code.succeeds,
        "renumbered": [{"from": one.old, "to": one.new} for one in code.renumbered],
        "unknown": _said(code.unknown, language),
        "no_indicators": _said(code.no_indicators, language),
        "interests": [
            {
                "group": one.group,
                "measures": list(one.measures),
                "text": one.content.in_(language),
                "grade": one.grade,
            }
            for one in code.interests
        ],
        "history": [_event(one, language) for one in code.history],
        "sources": {name: text.in_(language) for name, text in code.sources.items()},
        "chapters": [
            {
                "id": one.id,
                "title": one.title.in_(language),
                "binds": one.binds.in_(language),
                "when": one.when,
                "provisions": list(one.provisions),
                "official": one.official,
                "sha256": one.sha256,
                "unknown": _said(one.unknown, language),
            }
            for one in code.chapters
        ],
        "commitments": [_commitment(one, language) for one in code.commitments],
        "measures": [_measure(one, language) for one in code.measures],
        "appendices": [
            {
                "id": one.id,
                "chapter": one.chapter,
                "title": one.title.in_(language),
                "content": [text.in_(language) for text in one.content],
                "grade": one.grade,
            }
            for one in code.appendices
        ],
        "findings": findings_json(findings, language),
    }


def _stage(code: Code, on: date, language: Language) -> dict[str, Any] | None:
    found = status(code, on)
    if found is None:
        return None
    return {"id": found.stage, "text": found.name.in_(language), "since": found.since.isoformat()}


def _event(event: Event, language: Language) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "name": kind_name(event.kind).in_(language),
        "on": event.on.isoformat(),
        "text": event.content.in_(language),
        "grade": event.grade,
        "source": event.source,
    }


def _commitment(one: Commitment, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "chapter": one.chapter,
        "title": one.title.in_(language),
        "text": one.content.in_(language),
        "provisions": list(one.provisions),
        "relief": _said(one.relief, language),
        "exempt": _said(one.exempt, language),
    }


def _measure(one: Measure, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "commitment": one.commitment,
        "title": one.title.in_(language),
        "grade": one.grade,
        "sources": list(one.sources),
        "requires": [
            {
                "number": asked.number,
                "text": asked.content.in_(language),
                "appendices": list(asked.appendices),
            }
            for asked in one.requires
        ],
        "serves": [_service(link, language) for link in one.serves],
        "deadlines": [_deadline(clock, language) for clock in one.deadlines],
        "relief": _said(one.relief, language),
        "note": _said(one.note, language),
        "elements": [
            {
                "id": element.id,
                "kind": element.kind,
                "text": element.content.in_(language),
                "unit": element.unit,
                "breakdown": list(element.breakdown),
            }
            for element in one.elements
        ],
        "no_indicator": _said(one.no_indicator, language),
    }


def _service(link: Service, language: Language) -> dict[str, Any]:
    return {
        "provision": link.provision,
        "rationale": link.rationale.in_(language),
        "grade": link.grade,
        "reviewed_by": link.reviewed_by,
    }


def _deadline(clock: Deadline, language: Language) -> dict[str, Any]:
    return {
        "id": clock.id,
        "what": clock.what.in_(language),
        "direction": clock.direction,
        "amount": None if clock.amount is None else decimal_text(clock.amount),
        "unit": clock.unit,
        "event": clock.event,
        "trigger": clock.trigger.in_(language),
        "exceptions": _said(clock.exceptions, language),
    }


def coverage_json(
    found: Coverage, findings: Iterable[Finding], law: Store, language: Language
) -> dict[str, Any]:
    """Return what a code covers on a date, cell by cell, with the results."""
    return head("code-coverage", law) | {
        "on": found.ground.on.isoformat(),
        "code": found.code.id,
        "version": found.code.version,
        "family": found.code.family,
        "unheld": list(found.ground.unheld),
        "elsewhere": _said(found.ground.elsewhere, language),
        "unknown": [{"holder": one.holder, "text": one.text.in_(language)} for one in found.unknown],
        "measures": [one.id for one in found.code.measures],
        "obligations": [_obligation(one, found, language) for one in found.ground.obligations],
        "holes": [one.id for one in found.holes],
        "undetermined": [one.id for one in found.undetermined],
        "partial": [one.id for one in found.partial],
        "left": [
            {
                "obligation": one.obligation,
                "provision": one.provision,
                "instrument": one.instrument.in_(language),
                "reason": one.reason.in_(language),
                "grade": one.grade,
            }
            for one in found.left
        ],
        "overlaps": [{"obligation": one.id, "measures": list(found.serving(one))} for one in found.overlaps],
        "one_sided": [
            {"kind": one.kind, "holder": one.holder, "provision": one.provision, "there": list(one.there)}
            for one in found.one_sided
        ],
        "idle": [one.id for one in found.idle],
        "findings": findings_json(findings, language),
    }


def _obligation(one: Obligation, found: Coverage, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "provisions": list(one.provisions),
        "text": one.content.in_(language),
        "cells": [
            {
                "measure": cell.measure,
                "link": cell.link,
                "extent": cell.extent,
                "rationale": cell.rationale.in_(language),
                "grade": cell.grade,
                "reviewed_by": cell.reviewed_by,
            }
            for cell in found.cells(one)
        ],
    }


def _said(text: Text | None, language: Language) -> str | None:
    return text.in_(language) if text is not None else None
