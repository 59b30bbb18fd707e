# SPDX-License-Identifier: EUPL-1.2
"""What the tests of OSCAL share: the official schema, and an adherence with a measure in every state."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from adhere.adherence.scope import Binding, Scope
from adhere.adherence.standing import Standing, standings
from adhere.adherence.statement import Adherence, Evidence, Implementation
from adhere.codes.catalogue import code
from adhere.exchange.oscal.making import Making
from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth

SCHEMA = Path(__file__).parents[2] / "data" / "oscal" / "oscal_complete_schema.json"
ON = date(2026, 11, 22)
EN, NL = Making(language="en", on=ON), Making(language="nl", on=ON)
GPAI = code("gpai-2025")
HERE = Place(file="adherence/gpai-2025.yaml")
EVIDENCE = Evidence(file="evidence/policy 1.md", sha256="a" * 64, expires=date(2027, 1, 1), place=HERE)


def _stated(measure: str, status: str, **more: Any) -> Implementation:
    return Implementation(measure=measure, status=status, place=HERE, **more)  # type: ignore[arg-type]


ADHERENCE = Adherence(
    code="gpai-2025",
    extent="full",
    since=date(2025, 8, 1),
    models=("voorbeeld-8b",),
    implementations=(
        _stated(
            "C-1.1",
            "implemented",
            how="A policy of *one* document.",
            owner="Legal (example)",
            evidence=(EVIDENCE,),
        ),
        _stated("C-1.2", "partial", evidence=(EVIDENCE,), models=("voorbeeld-8b",)),
        _stated("C-1.3", "planned", planned_for=date(2027, 3, 1), how="A crawler that reads [robots.txt]."),
        _stated("C-1.4", "not-started"),
        _stated("C-1.5", "alternative", alternative="A form.", evidence=(EVIDENCE,)),
        _stated("T-1.3", "not-applicable", why="An example."),
    ),
    place=HERE,
)


def reach(bound: dict[str, Truth]) -> Scope:
    """Return a scope in which chapters bind as told."""
    bindings = tuple(
        Binding(commitment=one.id, model="voorbeeld-8b", bound=bound[one.chapter], why="signed")
        for one in GPAI.commitments
    )
    return Scope(on=ON, models=("voorbeeld-8b",), bindings=bindings, limits=(), reliefs=())


def stands(bound: dict[str, Truth] | None = None) -> tuple[Standing, ...]:
    """Return how measures stand: T and C bind, of S it is not known."""
    told = bound or {"T": Truth.YES, "C": Truth.YES, "S": Truth.UNKNOWN}
    return standings(ADHERENCE, GPAI, reach(told), {EVIDENCE.file: EVIDENCE.sha256}, ON)


@cache
def _schema() -> dict[str, Any]:
    text = SCHEMA.read_text(encoding="utf-8")
    theirs, ours = r"^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$", r"^([^\\W\\d_]|_)([^\\W\\d_]|\\d|[.\\-_])*$"
    assert theirs in text
    schema: dict[str, Any] = json.loads(text.replace(theirs, ours))
    return schema


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a document by the official schema, each with its place."""
    (model, inner), *more = json.loads(content).items()
    assert not more
    named = {name: one for choice in _schema()["oneOf"] for name, one in choice["properties"].items()}
    schema = {"$ref": named[model]["$ref"], "definitions": _schema()["definitions"]}
    return [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in Draft7Validator(schema).iter_errors(inner)
    ]
