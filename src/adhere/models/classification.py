# SPDX-License-Identifier: EUPL-1.2
"""Classification of a model on a date: general-purpose or not, systemic risk or not, exempt or not, and what follows.

Articles 3(63), 51 to 55 and 111(3). A presumption (51(2)) or an indication (Guidelines, section 2.1) is kept apart from the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth, Verdict
from adhere.law.applicability import Applicability, Obligation
from adhere.law.columns import outcomes
from adhere.law.evaluation import State
from adhere.law.library import Law
from adhere.law.questions import Question, ranked
from adhere.models.facts import Facts, Value
from adhere.models.reasons import Reason, reasons

GENERAL_PURPOSE = "criterion:general-purpose-model"
INDICATED = "criterion:indicatively-general-purpose"
SYSTEMIC_RISK = "criterion:systemic-risk"
PRESUMED = "criterion:high-impact-capabilities-presumed"
EXEMPT = "criterion:open-source-exempt"
PROVIDER = "criterion:provider-of-general-purpose-model"
MODIFIER = "criterion:modifier-becomes-provider"
OPERATIONS = "compute.training.operations"
CUMULATIVE = "compute.training.cumulative"
VERDICTS = (GENERAL_PURPOSE, SYSTEMIC_RISK, EXEMPT, PROVIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The verdicts on one model; ``because`` renders the reasons of any of them."""

    on: date
    facts: Facts
    state: State
    indicated: Verdict[str]
    general_purpose: Verdict[str]
    presumed: Verdict[str]
    systemic_risk: Verdict[str]
    exempt: Verdict[str]
    provider: Verdict[str]
    modifier: Verdict[str]
    obligations: tuple[Obligation, ...]
    questions: tuple[Question, ...]
    applicability: Applicability

    def because(self, atoms: Iterable[str]) -> tuple[Reason, ...]:
        """Return the reasons of a verdict from its atoms."""
        return reasons(atoms, self.facts, self.applicability.evaluation, self.state)

    def applying(self, truth: Truth) -> tuple[Obligation, ...]:
        """Return the obligations with one outcome."""
        return tuple(obligation for obligation in self.obligations if obligation.applies is truth)


def classify(facts: Facts, applicability: Applicability) -> Classification:
    """Classify one model from its facts, with reasons and questions."""
    evaluation = applicability.evaluation
    values = {fact.id: fact.value for fact in facts if facts.settled(fact.id)}
    state = evaluation.state(possible(values))
    placed = facts.value("market.placed_on")
    return Classification(
        on=applicability.on,
        facts=facts,
        state=state,
        indicated=evaluation.verdict(INDICATED, state),
        general_purpose=evaluation.verdict(GENERAL_PURPOSE, state),
        presumed=evaluation.verdict(PRESUMED, state),
        systemic_risk=evaluation.verdict(SYSTEMIC_RISK, state),
        exempt=evaluation.verdict(EXEMPT, state),
        provider=evaluation.verdict(PROVIDER, state),
        modifier=evaluation.verdict(MODIFIER, state),
        obligations=applicability.obligations(state, placed if isinstance(placed, date) else None),
        questions=ranked(applicability, state, VERDICTS),
        applicability=applicability,
    )


def possible(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the facts without compute that cannot be right: the whole cannot be less than a part (Annex A.1)."""
    part, whole = values.get(OPERATIONS), values.get(CUMULATIVE)
    if not isinstance(part, Quantity) or not isinstance(whole, Quantity):
        return values
    if not whole.below(part):
        return values
    return {name: value for name, value in values.items() if name not in (OPERATIONS, CUMULATIVE)}


def classify_many(models: Iterable[Mapping[str, Value]], law: Law, on: date) -> list[tuple[Truth, ...]]:
    """Return for each model the verdicts (``VERDICTS``, then every duty in order), evaluating each situation once."""
    applicability = Applicability(law, on)
    states = [applicability.evaluation.state(possible(values)) for values in models]
    distinct = list(dict.fromkeys(states))
    found = dict(zip(distinct, outcomes(applicability, VERDICTS, distinct), strict=True))
    return [found[state] for state in states]
