# SPDX-License-Identifier: EUPL-1.2
"""A register of systemic risks with nothing wrong in it, to be spoilt in one place at a time; every word of it is an example."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from adhere.dossier.keptfile import KeptFile
from adhere.intake.tree import Tree
from adhere.risk.taxonomy import specified, terms

Register = dict[str, Any]
Change = Callable[[Register], object]
MODEL = "example"
RESULTS = f"models/{MODEL}/evaluations/results.json"
DOSSIER = """\
format: adhere/dossier/1
provider: {name: "Voorbeeld B.V. (example)", established_in: NL, size: small}
stated: {who: "example", when: 2026-11-02}
models:
  example:
    statements: {market.placed_on: 2026-03-16}
  older:
    statements: {market.placed_on: 2025-03-16}
"""


def sound() -> Register:
    """Return a register in which nothing is missing."""
    return {
        "format": "adhere/risk/1",
        "stated": {"who": "example, head of safety", "when": "2026-11-16"},
        "risks": [risk(name) for name in specified()],
        "mitigations": [
            {
                "id": "refusals",
                "what": "It refuses",
                "class": "behaviour",
                "status": "implemented",
                "risks": list(specified()),
                "effective": dict.fromkeys(terms("effectiveness"), "Tried (example)"),
                "evidence": ["adhere.yaml"],
            }
        ],
        "security": {
            "goal": "Nobody takes the weights (example)",
            "threats": ["non-state-external", "insider"],
            "objectives": [{"id": name, "status": "implemented"} for name in terms("objective")],
        },
        "evaluations": [
            {
                "id": "all",
                "what": "All of it (example)",
                "answers": dict.fromkeys(terms("rigour", "elicitation", "resources"), "Done (example)"),
                "business_days": 20,
                "samples": 5,
                "open_ended": True,
            }
        ],
        "evaluators": [
            {
                "name": "Onderzoeksbureau Voorbeeld (example)",
                **dict.fromkeys(("independent", "expertise", "security", "confidentiality"), "yes"),
            }
        ],
        "decision": {
            "proceed": True,
            "on": "2026-11-16",
            "by": "example, board",
            "why": "All acceptable",
            "overall": "Together too",
        },
    }


def risk(name: str) -> Register:
    """Return one of the four risks, acceptable by its own criteria."""
    return {
        "id": name,
        "types": ["safety"],
        "sources": ["cap-autonomy"],
        "scenarios": [
            {
                "id": "one",
                "title": "An example",
                "pathway": [{"stage": "source", "what": "It can"}, {"stage": "harm", "what": "It does"}],
                "method": "qualitative",
                "basis": "Panel",
                "uncertainty": "Great",
                "without": {"severity": "considerable", "probability": "unlikely"},
                "with": {"severity": "limited", "probability": "very-unlikely"},
            }
        ],
        "indicators": [
            {"id": "score", "what": "A score", "threshold": "0.8", "margin": "0.1", "value": "0.5"}
        ],
        "tiers": [
            {
                "id": "first",
                "what": "It can",
                "indicators": ["score"],
                "acceptable": True,
                "mitigations": ["refusals"],
                "forecast": {"from": "2027-01-01", "until": "2027-12-31", "why": "Drawn on"},
            }
        ],
        "limits": [{"severity": "serious", "at_most": "0.001", "margin": "0.5"}],
    }


def other() -> Register:
    """Return a risk that the provider's own process found."""
    return {
        **risk("bias"),
        "name": "Unequal treatment (example)",
        "essential": dict.fromkeys(terms("essential"), "yes"),
        "found": "Complaints (example)",
        "systemic": "yes",
        "why": "All three hold (example)",
    }


def spoilt(change: Change) -> Register:
    """Return a register with one change."""
    register = sound()
    change(register)
    return register


def write(root: Path, register: Register, model: str = MODEL) -> None:
    """Write a register into a dossier; JSON is YAML, and each value has a line of its own."""
    folder = root / "models" / model
    folder.mkdir(parents=True, exist_ok=True)
    (root / "adhere.yaml").write_text(DOSSIER, encoding="utf-8")
    (folder / "risk.yaml").write_text(json.dumps(register, indent=1), encoding="utf-8")


def kept(register: Register) -> KeptFile:
    """Return a register as a file that was read, its lines numbered one by one; YAML itself takes a tenth of a second."""
    tree = Tree(value=json.loads(json.dumps(register)))
    tree.lines = {path: number for number, path in enumerate(_paths(tree.value, ()), start=1)}
    return KeptFile(name=f"models/{MODEL}/risk.yaml", page="docs/en/risk.md", tree=tree)


def _paths(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield from _paths(part, (*path, name))
