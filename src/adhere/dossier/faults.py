# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a YAML file as such, told as findings of the dossier: one rule for each fault of ``intake.tree``."""

from __future__ import annotations

from adhere.dossier.rules import rule
from adhere.intake.reasons import yaml_reason
from adhere.intake.tree import Fault, Mistake
from adhere.kernel.finding import Finding, Place

_RULES: dict[Fault, str] = {
    "syntax": "ADH-DOS-001",
    "duplicate": "ADH-DOS-002",
    "encoding": "ADH-DOS-013",
    "size": "ADH-DOS-014",
    "depth": "ADH-DOS-014",
    "alias": "ADH-DOS-015",
    "documents": "ADH-DOS-016",
    "tag": "ADH-DOS-019",
}


def fault(name: str, mistake: Mistake) -> Finding:
    """Return the finding for a mistake in a file of the dossier, by the name of the file."""
    detail = yaml_reason(mistake.detail) if mistake.fault == "syntax" else mistake.detail
    return Finding(
        rule=rule(_RULES[mistake.fault]),
        place=Place(file=name, line=mistake.line),
        values={"detail": detail, "other_line": mistake.other_line or "?"},
    )
