# SPDX-License-Identifier: EUPL-1.2
"""The models of a dossier with all their facts: files and statements together, overrides shown.

A statement leads over what files say only with who, when and why (Article 53(1)(a): documentation that can be answered for).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.dossier.file import ADHERENCES, FILE
from adhere.dossier.rules import rule
from adhere.intake.modelfolder import read_model_folder
from adhere.kernel.finding import Finding, Place
from adhere.kernel.provenance import Basis
from adhere.kernel.truth import Truth
from adhere.law.territory import in_union
from adhere.models.facts import Fact, Facts, contradicts
from adhere.models.modelfolder import ModelReading, complete, disagreements
from adhere.models.reading import Reading
from adhere.models.reasons import source_text, value_text
from adhere.models.registry import registry

if TYPE_CHECKING:
    from adhere.dossier.adhered import Adhered
    from adhere.dossier.content import ReadContent
    from adhere.dossier.layout import StatedDossier, StatedModel
    from adhere.dossier.stated import StatedAnswers


@dataclass(slots=True, kw_only=True)
class DossierModel:
    """One model: everything known of it, where its files are as seen from the dossier, and everything found wrong."""

    id: str
    facts: Facts
    artefacts: str = ""
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Portfolio:
    """The models of a dossier, or one model folder without a dossier; ``findings`` concern no model in particular."""

    root: Path
    models: list[DossierModel]
    findings: list[Finding] = field(default_factory=list)
    stated: StatedDossier | None = None
    answers: dict[str, StatedAnswers] = field(default_factory=dict)
    """Answers to forms by model, kept once they were read: a check asks for them more than once."""
    contents: dict[str, ReadContent] = field(default_factory=dict)
    """Training content by model, kept likewise."""


def load(path: Path, on: date) -> Portfolio:
    """Load a dossier, by its folder or its file, or a bare model folder.

    Raise NotADossierError or OSError where there is neither.
    """
    if path.name == FILE and path.exists() and not path.is_dir():
        path = path.parent
    if not os.path.lexists(path / FILE):
        reading = read_model_folder(path)
        return Portfolio(root=path, models=[_completed(path.resolve().name, reading, [], on)])
    from adhere.dossier.layout import read_dossier  # noqa: PLC0415 - the schema costs 100 ms, which a bare folder needs not pay

    stated = read_dossier(path)
    portfolio = Portfolio(root=path, models=[], findings=list(stated.findings), stated=stated)
    told: list[Finding] = []
    adhered = _adhered(path, stated)
    for model in stated.models:
        loaded = _with_files(portfolio, model, on)
        for fact in adhered.facts(model.id, on) if adhered else ():
            loaded.facts.add(fact)
        loaded.findings = [finding for finding in loaded.findings if finding not in told]
        told += [finding for finding in loaded.findings if finding.place.file == FILE]
        portfolio.models.append(loaded)
    return portfolio


def _adhered(root: Path, stated: StatedDossier) -> Adhered | None:
    """Return the adherences of a dossier; one without them pays one look at the disk."""
    if not os.path.lexists(root / ADHERENCES):
        return None
    from adhere.dossier.adhered import Adhered  # noqa: PLC0415 - only where there are adherences

    signature = stated.dossier.stated if stated.dossier else None
    return Adhered(root, signature.who if signature else None, signature.when if signature else None)


def _with_files(portfolio: Portfolio, model: StatedModel, on: date) -> DossierModel:
    reading = ModelReading(reading=Reading())
    trouble: list[Finding] = []
    artefacts = model.entry.artefacts
    if artefacts is None:
        trouble.append(_finding("ADH-DOS-012", model.line, model=model.id))
    else:
        try:
            reading = read_model_folder(portfolio.root / artefacts)
        except OSError:
            trouble.append(_finding("ADH-DOS-011", model.line, model=model.id, path=artefacts))
    completed = _completed(model.id, reading, model.stated, on)
    completed.artefacts = artefacts or ""
    if model.named is not None:
        completed.facts.add(model.named)
    completed.findings[:0] = [*trouble, *_country(completed.facts, on), *_size(completed.facts)]
    return completed


def _completed(model_id: str, reading: ModelReading, stated: list[Fact], on: date) -> DossierModel:
    files = Facts.of(reading.reading.facts)
    differing = disagreements(files)
    facts = Facts.of(reading.reading.facts)
    findings = [*reading.reading.findings, *differing.findings]
    for fact in stated:
        accepted, found = _weighed(fact, files)
        findings += found
        if accepted:
            facts.add(fact)
    derived = complete(facts, reading.shape, on)
    findings += derived.findings
    findings += [found for fact in stated for found in _against_estimate(fact, facts)]
    return DossierModel(id=model_id, facts=facts, findings=findings)


def _weighed(fact: Fact, files: Facts) -> tuple[bool, list[Finding]]:
    """Whether a statement may stand beside what the files say, and what there is to say of it."""
    source = fact.sources[0]
    lacking = [name for name in ("who", "when") if getattr(source, name) is None]
    read = files.get(fact.id)
    if read is None or not contradicts(fact.value, read.value):
        return True, [_at(fact, "ADH-DOS-017", lacking=", ".join(lacking))] if lacking else []
    told = {
        "stated": value_text(fact.value),
        "read": value_text(read.value),
        "source": source_text(read.sources[0]),
    }
    if lacking or source.why is None:
        return False, [_at(fact, "ADH-DOS-009", **told)]
    return True, [_at(fact, "ADH-DOS-010", who=source.who, when=source.when, why_stated=source.why, **told)]


def _against_estimate(fact: Fact, facts: Facts) -> list[Finding]:
    """A statement that departs from what was computed is shown as well; an estimate never overrules it."""
    computed = [
        other for other in facts.witnesses(fact.id) if other.basis in (Basis.ESTIMATED, Basis.DERIVED)
    ]
    source = fact.sources[0]
    for other in computed:
        if fact in facts.witnesses(fact.id) and other.rank > 0 and contradicts(fact.value, other.value):
            said = {"stated": value_text(fact.value), "read": value_text(other.value)}
            origin = source_text(other.sources[0]) if other.sources else "-"
            if None in (source.who, source.when, source.why):
                return []
            return [
                _at(
                    fact,
                    "ADH-DOS-010",
                    who=source.who,
                    when=source.when,
                    why_stated=source.why,
                    source=origin,
                    **said,
                )
            ]
    return []


def _country(facts: Facts, on: date) -> list[Finding]:
    fact = facts.get("provider.established_in")
    if fact is None or "provider.established_in_union" in facts or not isinstance(fact.value, str):
        return []
    unknown = in_union(fact.value, on) is Truth.UNKNOWN
    return [_at(fact, "ADH-DOS-018", country=fact.value)] if unknown else []


def _size(facts: Facts) -> list[Finding]:
    """A size that does not follow from staff and money; one that is signed with a reason is shown as an override."""
    witnesses = facts.witnesses("provider.size")
    stated = next((fact for fact in witnesses if fact.basis is Basis.DECLARED), None)
    derived = next((fact for fact in witnesses if fact.basis is Basis.DERIVED), None)
    if stated is None or derived is None or stated.value == derived.value or stated.sources[0].why:
        return []
    words = {"stated": value_text(stated.value), "derived": value_text(derived.value)}
    return [_at(stated, "ADH-DOS-023", **words)]


def _at(fact: Fact, rule_id: str, **values: object) -> Finding:
    line = (fact.sources[0].at or "").removeprefix("line ")
    label = registry()[fact.id].label
    return _finding(rule_id, int(line) if line.isdigit() else None, **{"fact": label, **values})


def _finding(rule_id: str, line: int | None, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=Place(file=FILE, line=line), values=values)
