# SPDX-License-Identifier: EUPL-1.2
"""Reading a dossier from disk: ``adhere.yaml`` checked against its schema, every mistake with its line.

Nothing stops at the first mistake; a part that is wrong is left out and said to be.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from adhere.dossier import statements
from adhere.dossier.faults import fault
from adhere.dossier.file import FILE, NotADossierError
from adhere.dossier.problems import Findings, leave_out, report_problem
from adhere.dossier.rules import SAMPLE_LEFT
from adhere.dossier.schema import Dossier, ModelEntry, Statement
from adhere.dossier.wording import form, form_of, near, shown, shown_key
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.intake.tree import SIZE_LIMIT, Tree, parse
from adhere.intake.tree import Path as TreePath
from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES
from adhere.models.facts import Fact
from adhere.models.registry import FactKind, registry

_SAMPLES = {"name": "provider-name", "who": "who", "why": "why"}
"""The fields for which a new dossier has a text that stands in, and the name of that text in ``data/new.toml``."""


@dataclass(slots=True, kw_only=True)
class StatedModel:
    """One model of a dossier: its entry and the facts people stated."""

    id: str
    entry: ModelEntry
    line: int | None
    stated: list[Fact] = field(default_factory=list)
    named: Fact | None = None
    """What the provider calls the model; it may differ from what files call it."""


@dataclass(slots=True, kw_only=True)
class StatedDossier(Findings):
    """A dossier as far as it could be read; ``dossier`` is None where nothing of it met the schema."""

    root: Path
    dossier: Dossier | None = None
    models: list[StatedModel] = field(default_factory=list)


def read_dossier(root: Path) -> StatedDossier:
    """Read a dossier; raise NotADossierError where there is no adhere.yaml to open."""
    try:
        with regular(root / FILE) as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise NotADossierError(root / FILE, disk_reason(error)) from error
    result = StatedDossier(root=root)
    tree = parse(content)
    for mistake in tree.mistakes:
        result.findings.append(fault(FILE, mistake))
    if not tree.fatal:
        _validate(result, tree, hashlib.sha256(content).hexdigest())
    result.findings.sort(key=lambda finding: finding.place.line or 0)
    return result


def _validate(result: StatedDossier, tree: Tree, sha256: str) -> None:
    if not isinstance(tree.value, dict):
        result.report("ADH-DOS-005", 1, place=FILE, value=shown(tree.value), wanted=form("fields"))
        return
    _check_versions(result, tree)
    dossier = result.dossier = _dossier(result, tree)
    if dossier is None:
        return
    _check_samples(result, tree)
    provider = _provider_facts(result, dossier, tree, sha256)
    for model_id, entry in dossier.models.items():
        line = tree.line(("models", model_id))
        model = StatedModel(id=model_id, entry=entry or ModelEntry(), line=line, stated=[*provider])
        if model.entry.name is not None:
            path = ("models", model_id, "name")
            model.named = _stated_fact(result, tree, path, model.entry.name, sha256, named="model.name")
        _add_statements(result, model, tree, sha256)
        result.models.append(model)


def _check_versions(result: StatedDossier, tree: Tree) -> None:
    """A version without quotes is a number: 1.10 would become 1.1."""
    for path in sorted(tree.unquoted, key=str):
        if path and path[-1] == "version" and not isinstance(_at(tree.value, path), (str, type(None))):
            result.report("ADH-DOS-003", tree.line(path), value=shown(_at(tree.value, path)))
            _set_text(tree.value, path)


def _check_samples(result: StatedDossier, tree: Tree) -> None:
    """Tell what still stands as a new dossier came: it names nobody."""
    words = packaged("adhere.dossier", "data/new.toml")
    samples = {key: {words[name][language] for language in LANGUAGES} for key, name in _SAMPLES.items()}
    for path, line in tree.lines.items():
        key = path[-1] if path else None
        if key in samples:
            value = _at(tree.value, path)
            if isinstance(value, str) and value in samples[key]:
                place = ".".join(map(str, path))
                result.report(SAMPLE_LEFT, line, place=place, value=shown(value))


def _dossier(result: StatedDossier, tree: Tree) -> Dossier | None:
    """Check against the schema; what is wrong is reported, left out, and the rest is checked again."""
    value = copy.deepcopy(tree.value)
    for again in (False, True):
        try:
            return Dossier.model_validate(value)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        if again:
            break  # what is wrong now follows from what was left out
        for problem in problems:
            report_problem(result, tree, problem)
            leave_out(value, problem)
    return None


def _add_statements(result: StatedDossier, model: StatedModel, tree: Tree, sha256: str) -> None:
    for fact_id, raw in (model.entry.statements or {}).items():
        fact = _stated_fact(result, tree, ("models", model.id, "statements", fact_id), raw, sha256)
        if fact is not None:
            model.stated.append(fact)


def _stated_fact(
    result: StatedDossier, tree: Tree, path: TreePath, raw: Any, sha256: str, *, named: str | None = None
) -> Fact | None:
    """Return the fact that stands at a path; ``named`` is its id where the last key is not."""
    fact_id, line = named or str(path[-1]), tree.line(path) or 1
    kind = registry().get(fact_id)
    if kind is None:
        result.report("ADH-DOS-008", line, fact=shown_key(fact_id), near=near(fact_id, registry()))
        return None
    signature = result.dossier.stated if result.dossier else None
    try:
        statement = Statement.model_validate(raw if isinstance(raw, dict) else {"value": raw})
        return statements.fact_of(kind, statement, signature, statements.Place(line=line, sha256=sha256))
    except ValidationError as error:
        _report_statement(result, tree, path, kind, error)
    except statements.StatementError as error:
        result.report(error.rule, line, **error.values)
    return None


def _report_statement(
    result: StatedDossier, tree: Tree, path: TreePath, kind: FactKind, error: ValidationError
) -> None:
    """A value that fits no form at all is one mistake, though the schema tells every form it tried."""
    problems = error.errors(include_url=False)
    fitting = [
        problem for problem in problems if problem["loc"][0] != "value" or problem["type"] == "missing"
    ]
    for problem in fitting:
        report_problem(result, tree, problem, path)
    wrong = next((problem for problem in problems if problem not in fitting), None)
    if wrong is not None:
        value = shown(wrong["input"])
        result.report("ADH-DOS-005", tree.line(path), place=kind.id, value=value, wanted=form_of(kind))


def _provider_facts(result: StatedDossier, dossier: Dossier, tree: Tree, sha256: str) -> list[Fact]:
    facts = []
    for name, value in dossier.provider.model_dump(exclude_none=True).items():
        kind = registry()[f"provider.{name}"]
        line = tree.lines.get(("provider", name))
        if line is None:
            continue  # it stands in for a field that is missing, which was reported
        place = statements.Place(line=line, sha256=sha256)
        try:
            facts.append(statements.fact_of(kind, Statement(value=value), dossier.stated, place))
        except statements.StatementError as error:
            result.report(error.rule, line, **error.values)
    return facts


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def _set_text(value: Any, path: tuple[str | int, ...]) -> None:
    holder = _at(value, path[:-1])
    holder[path[-1]] = str(holder[path[-1]])
