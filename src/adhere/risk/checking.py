# SPDX-License-Identifier: EUPL-1.2
"""What the checks of a register share: the standing they look at, what the dossier knows, and how a finding is made."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Verdict
from adhere.risk.register import Risk
from adhere.risk.rules import rule
from adhere.risk.taxonomy import terms
from adhere.risk.tiers import Results
from adhere.risk.wording import joined, word

NAMED = 6
"""Things that are named where several have the same defect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a register is held against: results, the files and models they are of, evidence that is there, models of the dossier."""

    results: Results = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    others: Mapping[str, str] = field(default_factory=dict)
    """Result files that are about another model, with its name."""
    absent: frozenset[str] = frozenset()
    """Files of evidence that are not there."""
    models: Mapping[str, date | None] = field(default_factory=dict)
    """The models of the dossier with the day each came on the market."""


def finding(rule_id: str, place: Place, **values: object) -> Finding:
    """Return a finding."""
    return Finding(rule=rule(rule_id), place=place, values=values)


def risk_name(risk: Risk) -> Text:
    """Return what a risk is called: the name its provider gave it, else that of the code."""
    if risk.name is not None:
        return plain(risk.name)
    specified = terms("specified").get(risk.id)
    return specified.name if specified else plain(risk.id)


def reasons(verdict: Verdict[Text]) -> Text:
    """Return the reasons of a verdict as sentences, the last without its stop."""
    return listed(verdict.reasons, ". ")


def listed(texts: Iterable[Text], between: str = ", ") -> Text:
    """Return the first few of several texts, and that there are more."""
    found = list(dict.fromkeys(texts))
    more = (plain("…"),) if len(found) > NAMED else ()
    return joined((*found[:NAMED], *more), between)


def near(name: str, known: Iterable[str]) -> Text:
    """Return the question whether the nearest known name was meant, or nothing."""
    found = difflib.get_close_matches(name[:80], list(known), n=1)
    return _spaced("meant", found[0]) if found else plain("")


def _spaced(name: str, meant: str) -> Text:
    said = word("near", name, name=meant)
    return Text(f" {said.en}", f" {said.nl}")
