# SPDX-License-Identifier: EUPL-1.2
"""The JSON of layers: offsets count characters (code points) of the text of the unit, which stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adhere.cli.commands.lawlayers import Text
    from adhere.law.layers.layering import LayeredUnit, Layers


def layers_json(text: Text, layered: Layers, on: date) -> dict[str, Any]:
    """Return layers as JSON; of a part of a text, with the terms that it uses or defines."""
    used = {one.definition for unit in layered.units.values() for one in unit.terms} | set(layered.units)
    whole = len(layered.units) == len(text.units)
    return {
        "act": text.prefix,
        "celex": text.celex,
        "lang": layered.language,
        "version": text.version.isoformat() if text.version else None,
        "on": on.isoformat(),
        "source": {"file": text.file, "sha256": text.sha256},
        "counts": dict(layered.counts),
        "terms": {name: list(term.words) for name, term in layered.terms.items() if whole or name in used},
        "units": {name: _unit(unit) for name, unit in layered.units.items()},
    }


def _unit(unit: LayeredUnit) -> dict[str, Any]:
    return {
        "text": unit.text,
        "defines": list(unit.defines.words) if unit.defines else [],
        "terms": [_span(one) | {"definition": one.definition} for one in unit.terms],
        "references": [
            _span(one)
            | {
                "kind": one.kind,
                "to": list(one.to),
                "subparagraphs": list(one.subparagraphs),
                "act": one.act,
                "counted": one.counted,
                "fault": one.fault or None,
            }
            for one in unit.references
        ],
        "actors": [_span(one) | {"role": one.role} for one in unit.actors],
        "modality": [
            _span(one) | {"force": one.force, "role": one.role, "present": one.present}
            for one in unit.modality
        ],
        "governed_by": unit.governed_by,
        "deadlines": [_span(one) | {"kind": one.kind, "value": one.value} for one in unit.deadlines],
        "norms": _ids(unit.norms),
    }


def _span(one: Any) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "text": one.text}


def _ids(norms: Iterable[Any]) -> list[str]:
    return [norm.id for norm in norms]
