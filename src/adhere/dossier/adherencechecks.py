# SPDX-License-Identifier: EUPL-1.2
"""Everything found on the adherences of a dossier: their files, their evidence, what binds, and which measures are not shown.

Article 56(7); called by ``checks``, for dossiers that have adherences only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.adherence.checks import Dated, faults, overlaps
from adhere.adherence.findings import standing_findings
from adhere.adherence.rules import rule
from adhere.codes.catalogue import known_codes
from adhere.dossier.adhered import ARTICLE_53
from adhere.dossier.adherence import ReadAdherence
from adhere.dossier.adherencestanding import Desk, StandingAdherence, cases
from adhere.dossier.file import FILE
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import LANGUAGES, Text
from adhere.law.library import Law

if TYPE_CHECKING:
    from adhere.dossier.checks import CheckedModel


def adherence_findings(root: Path, models: Sequence[CheckedModel], law: Law, on: date) -> Iterator[Finding]:
    """Yield every finding on the adherences of a dossier."""
    yield from findings_on_all(root, Desk(root, cases(models), law, on).all(), models, law, on)


def findings_on_all(
    root: Path,
    read: Iterable[StandingAdherence | ReadAdherence],
    models: Sequence[CheckedModel],
    law: Law,
    on: date,
) -> Iterator[Finding]:
    """Yield every finding on adherences that were read, one by one and together."""
    standing: list[StandingAdherence] = []
    for one in read:
        yield from one.findings
        if isinstance(one, StandingAdherence):
            standing.append(one)
            yield from findings_on(one, law)
    dated = [Dated(file=one.file, code=_code_name(root, one), adherence=one.adherence) for one in standing]
    yield from overlaps(dated)
    yield from _stated(models, standing, on)


def findings_on(one: StandingAdherence, law: Law) -> Iterator[Finding]:
    """Yield what is wrong with one adherence and, where it holds, which measures are not shown."""
    asked = OpenQuestions(law)
    yield from faults(one.adherence, one.code, one.scope, asked)
    if one.adherence.holds(one.scope.on):
        yield from standing_findings(one.adherence, one.code, one.standings, asked)


class OpenQuestions:
    """Says which questions of fact are open, and which facts answer them."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def __call__(self, atoms: Iterable[str]) -> Text:
        """Return the questions in a row, each with its fact."""
        asked = [self.law.atoms[atom] for atom in atoms if atom in self.law.atoms]
        return Text(
            *(" ".join(f"{one.question.in_(spoken)} ({one.fact})" for one in asked) for spoken in LANGUAGES)
        )


def _code_name(root: Path, one: StandingAdherence) -> str:
    """Return the name of a code by which two adherences to it are told to be to the same."""
    name = one.adherence.code
    return name if name in known_codes() else os.path.normpath(root / name)


def _stated(
    models: Sequence[CheckedModel], standing: Sequence[StandingAdherence], on: date
) -> Iterator[Finding]:
    """Tell of which models adhere.yaml says that they adhere while no adherence holds."""
    held = [one for one in standing if one.adherence.holds(on)]
    said = ((one.model.id, one.model.facts.get(ARTICLE_53)) for one in models)
    joined = {name for name, fact in said if fact and fact.value is True and fact.sources[0].file == FILE}
    covered = {name for one in held for name in one.adherence.models}
    alone = [] if any(not one.adherence.models for one in held) else sorted(joined - covered)
    if alone:
        yield Finding(rule=rule("ADH-ADH-024"), place=Place(file=FILE), values={"models": ", ".join(alone)})
