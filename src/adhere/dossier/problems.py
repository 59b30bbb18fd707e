# SPDX-License-Identifier: EUPL-1.2
"""Problems with ``adhere.yaml``: from what the schema says is wrong to findings with a line and plain words.

A part that is wrong is left out, so that the rest can be read and every mistake is told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from adhere.dossier.file import FILE
from adhere.dossier.rules import rule
from adhere.dossier.schema import FORMAT, Dossier, Interval, ModelEntry, Provider, Signature, Statement
from adhere.dossier.wording import form_wanted, near, shown
from adhere.intake.tree import Path, Tree
from adhere.kernel.finding import Finding, Place


@dataclass(slots=True, kw_only=True)
class Findings:
    """Findings on a dossier, in the order they were met."""

    findings: list[Finding] = field(default_factory=list)

    def report(self, rule_id: str, line: int | None, **values: object) -> None:
        """Add a finding on a line of adhere.yaml."""
        self.findings.append(Finding(rule=rule(rule_id), place=Place(file=FILE, line=line), values=values))


def report_problem(result: Findings, tree: Tree, problem: Mapping[str, Any], before: Path = ()) -> None:
    """Report one problem of the schema; ``before`` is the path of the part that was checked."""
    path = _path(problem, before)
    place, line = ".".join(map(str, path)) or FILE, tree.line(path)
    value = shown(problem.get("input"))
    if problem["type"] == "extra_forbidden":
        known = _fields_near(path)
        result.report(
            "ADH-DOS-004", line, place=place, known=", ".join(known), near=near(str(path[-1]), known)
        )
    elif problem["type"] == "missing":
        result.report("ADH-DOS-006", line, place=place)
    elif path[-1:] == ("when",):
        result.report("ADH-DOS-007", line, fact=place, value=value)
    elif problem["type"] == "literal_error":
        choices = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        result.report("ADH-DOS-021", line, fact=place, value=value, choices=choices)
    else:
        result.report("ADH-DOS-005", line, place=place, value=value, wanted=form_wanted(problem, path))


_DEFAULTS: dict[str, Any] = {"format": FORMAT, "provider": {"name": "?"}, "name": "?"}
"""What stands in for a field that a dossier cannot be read without."""


def leave_out(value: Any, problem: Mapping[str, Any]) -> None:
    """Take the part with the problem out of a dossier, or put something in its place that can be read."""
    path = _path(problem, ())
    if path[:1] == ("stated",):
        path = path[:1]  # half a signature signs nothing
    holder = value
    for part in path[:-1]:
        holder = holder.get(part) if isinstance(holder, dict) else None
    if not isinstance(holder, dict):
        return  # it stood inside a part that was left out before
    if path[-1] in _DEFAULTS and len(path) < 3:
        holder[path[-1]] = _DEFAULTS[path[-1]]
    else:
        holder.pop(path[-1], None)


def _path(problem: Mapping[str, Any], before: Path) -> Path:
    return (*before, *(part for part in problem["loc"] if part != "[key]"))


def _fields_near(path: Path) -> list[str]:
    """Return the fields that may stand where a wrong one stands."""
    if path[2:3] == ("statements",) and len(path) > 4:
        return list((Interval if len(path) > 5 else Statement).model_fields)
    inside: dict[str, type[BaseModel]] = {"provider": Provider, "stated": Signature, "models": ModelEntry}
    return list((inside.get(str(path[0]), Dossier) if len(path) > 1 else Dossier).model_fields)
