# SPDX-License-Identifier: EUPL-1.2
"""The JSON that comes out of every command, versioned; docs/en/json.md documents it.

Quantities carry decimal strings; counts below 2^53 are integers (RFC 8785, section 3.2.2.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from adhere.kernel.finding import Finding
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Language
from adhere.law.store import Store
from adhere.models.facts import Fact, Facts, Value

SAFE = Decimal(2**53 - 1)
ALWAYS = (
    "parameters.total", "parameters.active", "parameters.active_excluding_embeddings", "parameters.draft",
    "architecture.family", "context.maximum", "vocabulary.size", "modalities.input", "modalities.output",
    "licence.spdx", "licence.free_and_open_source", "model.base", "weights.digest",
    "compute.training.operations", "compute.training.hardware", "energy.training",
)  # fmt: skip
"""The facts `read` always lists, with basis missing where nothing was found."""


def head(command: str, law: Store) -> dict[str, Any]:
    """Return the fields every document starts with."""
    return {"format": f"adhere/{command}/1", "law_release": law.release, "law_digest": law.digest}


def facts_json(facts: Facts, language: Language) -> list[dict[str, Any]]:
    """Return every fact with its leading witness, its other witnesses, and the missing ones of the contract."""
    found = {fact.id: fact for fact in facts}
    order = dict.fromkeys([*ALWAYS, *sorted(found)])
    return [
        _witnessed(found[fact_id], facts, language) if fact_id in found else _missing(fact_id)
        for fact_id in order
    ]


def _witnessed(fact: Fact, facts: Facts, language: Language) -> dict[str, Any]:
    others = facts.witnesses(fact.id)[1:]
    return _fact(fact, language) | {"witnesses": [_fact(other, language) for other in others]}


def _fact(fact: Fact, language: Language) -> dict[str, Any]:
    return {
        "id": fact.id,
        **_value(fact.value),
        "basis": fact.basis.value,
        "notion": fact.notion,
        "note": fact.note.in_(language) if fact.note else None,
        "sources": [source_json(source) for source in fact.sources],
    }


def _missing(fact_id: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("value", "low", "high", "unit"))
    return {
        "id": fact_id,
        **nothing,
        "basis": Basis.MISSING.value,
        "notion": None,
        "note": None,
        "sources": [],
        "witnesses": [],
    }


def _value(value: Value) -> dict[str, Any]:
    if isinstance(value, Quantity):
        numbers = (value.value, value.low, value.high)
        return {**dict(zip(("value", "low", "high"), map(_number, numbers), strict=True)), "unit": value.unit}
    plain: Any = (
        value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
    )
    return {"value": plain, "low": None, "high": None, "unit": None}


def _number(number: Decimal | None) -> int | str | None:
    if number is None:
        return None
    whole = number == number.to_integral_value() and number <= SAFE
    return int(number) if whole else decimal_text(number)


def source_json(source: Source) -> dict[str, Any]:
    """Return one place a fact was read."""
    told = {name: getattr(source, name) for name in ("who", "when", "why")}
    place = {"file": source.file, "sha256": source.sha256, "at": source.at, "method": source.method}
    return place | {name: value for name, value in told.items() if value is not None}


def findings_json(findings: Iterable[Finding], language: Language) -> list[dict[str, Any]]:
    """Return findings with their texts."""
    return [
        {
            "rule": finding.rule.id,
            "severity": finding.rule.severity,
            "provision": finding.rule.provision,
            "file": finding.place.file,
            "line": finding.place.line,
            "at": finding.place.at,
            "wrong": finding.wrong(language),
            "why": finding.why(language),
            "remedy": finding.remedy(language),
        }
        for finding in findings
    ]
