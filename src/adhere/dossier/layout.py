# SPDX-License-Identifier: EUPL-1.2
"""Reading a dossier from disk: ``adhere.yaml`` checked against its schema, every mistake with its line.

Nothing stops at the first mistake; a part that is wrong is left out and said to be.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from adhere.dossier import statements
from adhere.dossier.rules import rule
from adhere.dossier.schema import Dossier, ModelEntry, Signature, Statement
from adhere.intake.tree import SIZE_LIMIT, Mistake, Tree, parse
from adhere.kernel.finding import Finding, Place
from adhere.models.facts import Fact
from adhere.models.registry import registry

FILE = "adhere.yaml"


class NotADossierError(Exception):
    """The folder has no ``adhere.yaml`` that can be read at all."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(slots=True, kw_only=True)
class StatedModel:
    """One model of a dossier: its entry and the facts people stated."""

    id: str
    entry: ModelEntry
    stated: list[Fact] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class StatedDossier:
    """A dossier as far as it could be read; ``dossier`` is None where the schema was not met."""

    root: Path
    dossier: Dossier | None = None
    models: list[StatedModel] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule_id: str, line: int | None, **values: object) -> None:
        """Add a finding on a line of adhere.yaml."""
        self.findings.append(Finding(rule=rule(rule_id), place=Place(file=FILE, line=line), values=values))


def read_dossier(root: Path) -> StatedDossier:
    """Read a dossier; raise NotADossierError where there is no adhere.yaml to open."""
    try:
        with (root / FILE).open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise NotADossierError(root / FILE, error.strerror or str(error)) from error
    result = StatedDossier(root=root)
    tree = parse(content)
    for mistake in tree.mistakes:
        _report_mistake(result, mistake)
    fatal = any(mistake.fault != "duplicate" for mistake in tree.mistakes)
    if not fatal:
        _validate(result, tree, hashlib.sha256(content).hexdigest())
    return result


_FAULTS = {
    "syntax": "ADH-DOS-001",
    "duplicate": "ADH-DOS-002",
    "encoding": "ADH-DOS-013",
    "size": "ADH-DOS-014",
    "depth": "ADH-DOS-014",
    "alias": "ADH-DOS-015",
    "documents": "ADH-DOS-016",
}


def _report_mistake(result: StatedDossier, mistake: Mistake) -> None:
    result.report(
        _FAULTS[mistake.fault], mistake.line, detail=mistake.detail, other_line=mistake.other_line or "?"
    )


def _validate(result: StatedDossier, tree: Tree, sha256: str) -> None:
    if not isinstance(tree.value, dict):
        result.report("ADH-DOS-005", 1, place=FILE, value=tree.value, wanted="mapping")
        return
    _check_versions(result, tree)
    try:
        result.dossier = Dossier.model_validate(tree.value)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _report_problem(result, tree, problem)
        return
    for model_id, entry in result.dossier.models.items():
        result.models.append(_stated_model(result, tree, model_id, entry, sha256))


def _check_versions(result: StatedDossier, tree: Tree) -> None:
    """A version without quotes is a number: 1.10 would become 1.1."""
    for path in sorted(tree.unquoted, key=str):
        if path and path[-1] == "version" and not isinstance(_at(tree.value, path), (str, type(None))):
            result.report("ADH-DOS-003", tree.line(path), value=_at(tree.value, path))
            _set_text(tree.value, path)


def _report_problem(result: StatedDossier, tree: Tree, problem: Mapping[str, Any]) -> None:
    path = tuple(part for part in problem["loc"] if part != "[key]")
    place, line = ".".join(map(str, path)) or FILE, tree.line(path)
    given = problem.get("input")
    if problem["type"] == "extra_forbidden":
        known = _fields_near(path)
        near = difflib.get_close_matches(str(path[-1]), known, n=1)
        result.report("ADH-DOS-004", line, place=place, known=", ".join(known), near=near[0] if near else "-")
    elif problem["type"] == "missing":
        result.report("ADH-DOS-006", line, place=place)
    elif path[-1:] == ("when",):
        result.report("ADH-DOS-007", line, fact=place, value=given)
    else:
        result.report("ADH-DOS-005", line, place=place, value=given, wanted=problem["msg"])


def _fields_near(path: tuple[Any, ...]) -> list[str]:
    from adhere.dossier.schema import Provider  # noqa: PLC0415 - only where something is wrong

    inside: dict[str, Iterable[str]] = {
        "provider": Provider.model_fields,
        "stated": Signature.model_fields,
        "models": ModelEntry.model_fields,
    }
    return list(inside.get(str(path[0]), Dossier.model_fields) if len(path) > 1 else Dossier.model_fields)


def _stated_model(
    result: StatedDossier, tree: Tree, model_id: str, entry: ModelEntry, sha256: str
) -> StatedModel:
    assert result.dossier is not None  # noqa: S101 - for the type checker; the caller validated
    model = StatedModel(id=model_id, entry=entry)
    line = tree.line(("models", model_id)) or 1
    model.stated = _provider_facts(result.dossier, tree, sha256)
    signature = result.dossier.stated
    for fact_id, raw in entry.statements.items():
        path = ("models", model_id, "statements", fact_id)
        line = tree.line(path) or line
        fact = _stated_fact(result, fact_id, raw, signature, statements.Place(line=line, sha256=sha256))
        if fact is not None:
            model.stated.append(fact)
            model.lines[fact_id] = line
    return model


def _stated_fact(
    result: StatedDossier, fact_id: str, raw: Any, signature: Signature | None, place: statements.Place
) -> Fact | None:
    kind = registry().get(fact_id)
    if kind is None:
        near = difflib.get_close_matches(fact_id, registry(), n=1)
        result.report("ADH-DOS-008", place.line, fact=fact_id, near=near[0] if near else "-")
        return None
    try:
        statement = Statement.model_validate(raw if isinstance(raw, dict) else {"value": raw})
        return statements.fact_of(kind, statement, signature, place)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            where = f"{fact_id}.{'.'.join(map(str, problem['loc'][:1]))}"
            wrong_day = problem["loc"][:1] == ("when",)
            if wrong_day:
                result.report("ADH-DOS-007", place.line, fact=where, value=problem.get("input"))
            else:
                result.report(
                    "ADH-DOS-005", place.line, place=where, value=problem.get("input"), wanted=problem["msg"]
                )
            break
    except statements.StatementError as error:
        result.report(error.rule, place.line, **error.values)
    return None


def _provider_facts(dossier: Dossier, tree: Tree, sha256: str) -> list[Fact]:
    facts = []
    for name, value in dossier.provider.model_dump(exclude_none=True).items():
        kind = registry()[f"provider.{name}"]
        line = tree.line(("provider", name)) or 1
        statement = Statement(value=value)
        facts.append(
            statements.fact_of(kind, statement, dossier.stated, statements.Place(line=line, sha256=sha256))
        )
    return facts


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def _set_text(value: Any, path: tuple[str | int, ...]) -> None:
    holder = _at(value, path[:-1])
    holder[path[-1]] = str(holder[path[-1]])
