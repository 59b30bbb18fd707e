# SPDX-License-Identifier: EUPL-1.2
"""The register of systemic risks of one model as a provider states it: risks, scenarios, tiers, mitigations, references, evaluators.

Article 55(1)(a), (b) and (d); GPAI code, chapter Safety and Security, commitments 2 to 6 and Appendices 1 to 4. What it adds up to is
worked out elsewhere in this room; ``docs/en/risk.md`` describes the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth

Status = Literal["implemented", "partial", "planned", "not-started"]
Method = Literal["quantitative", "semi-quantitative", "qualitative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Severity, as ranks of the scale, and probability within a year, each from a low to a high bound (measure 3.4)."""

    severity: tuple[int, int]
    probability: tuple[Decimal, Decimal]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a pathway: where along the value chain, who acts, and what happens, in general words."""

    stage: str
    what: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way a risk may become real, from its source to the harm (measure 2.2), with the estimates made of it."""

    id: str
    title: str
    pathway: tuple[Step, ...] = ()
    method: Method | None = None
    basis: str | None = None
    uncertainty: str | None = None
    without: Estimate | None = None
    """With the model fully elicited and no mitigation."""
    mitigated: Estimate | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured against a threshold; its value comes from a result file of the dossier or is stated.

    ``margin`` is the safety margin: it counts as reached that much before its threshold. ``result`` is (file, task, metric).
    """

    id: str
    what: str
    threshold: Decimal
    margin: Decimal | None = None
    lower_is_worse: bool = False
    result: tuple[str, str, str] | None = None
    stated: tuple[Decimal, Decimal] | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When a tier is expected to be reached, as a range, and why (measure 1.1(2)(c))."""

    since: date
    until: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One systemic risk tier (measure 4.1): reached where ``any`` or ``all`` of its indicators are.

    ``acceptable`` says whether the risk can be accepted in it once its mitigations are in place; ``above`` is the tier below.
    """

    id: str
    what: str
    indicators: tuple[str, ...] = ()
    every: bool = False
    above: str | None = None
    acceptable: bool | None = None
    mitigations: tuple[str, ...] = ()
    forecast: Forecast | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit on what remains: harm of this severity or worse may have at most this probability; ``margin`` is a share of it."""

    severity: int
    at_most: Decimal
    margin: Decimal | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One risk that was looked at; ``systemic`` is what the provider decided, which the four specified risks do not leave open."""

    id: str
    name: str | None = None
    types: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    essential: Mapping[str, Truth] = field(default_factory=dict)
    contributing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    found: str | None = None
    systemic: Truth = Truth.UNKNOWN
    why: str | None = None
    scenarios: tuple[Scenario, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tiers: tuple[Tier, ...] = ()
    tiers_unsuitable: str | None = None
    limits: tuple[Limit, ...] = ()
    criteria_why: str | None = None
    unread: bool = False
    """Whether part of its criteria could not be read, so that what is left says less than was meant."""
    place: Place

    @property
    def specified(self) -> bool:
        """Whether it is one of the four risks that always count as identified (Appendix 1.4)."""
        from adhere.risk.taxonomy import specified  # noqa: PLC0415 - the data is not needed to state a register

        return self.id in specified()

    @property
    def identified(self) -> Truth:
        """Whether it is an identified systemic risk, to which the rest of the chapter applies (measure 2.1)."""
        return Truth.YES if self.specified else self.systemic


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitigation:
    """One safety mitigation (measure 5.1); ``effective`` is what was found under each question of Appendix 3.3."""

    id: str
    what: str
    kind: str | None = None
    status: Status
    risks: tuple[str, ...] = ()
    effective: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """How one security objective of Appendix 4 is met: by its mitigation (a), or by another that reaches it."""

    id: str
    status: Status
    how: str | None = None
    alternative: str | None = None
    evidence: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """The security goal and its objectives (commitment 6); ``exempt`` names the open model this one is inferior to."""

    goal: str | None = None
    threats: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    exempt: str | None = None
    exempt_why: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One model evaluation and how it was done (Appendix 3.1, 3.2 and 3.4); ``file`` is a result file of the dossier."""

    id: str
    what: str
    file: str | None = None
    risks: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was done for each item of the appendix, by its id."""
    days: int | None = None
    samples: int | None = None
    open_ended: bool | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluator:
    """One external evaluator (Appendix 3.5): free of ties, expert, secure, bound to confidentiality."""

    name: str
    risks: tuple[str, ...] = ()
    answers: Mapping[str, Truth] = field(default_factory=dict)
    """``independent``, ``expertise``, ``security``, ``confidentiality``."""
    chosen_because: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search for an external evaluator that found none: a public call, and whether those found were told promptly."""

    opened: date
    closed: date
    prompt: Truth
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A model stated to be a safe reference for some risks (Appendix 2.1); ``model`` is an id in the dossier where it is one."""

    id: str
    own: bool
    risks: tuple[str, ...] = ()
    placed_on: date | None = None
    assessed: Truth = Truth.UNKNOWN
    """Whether it went through the full process with acceptable risks."""
    report_given: Truth = Truth.UNKNOWN
    visibility: Truth = Truth.UNKNOWN
    no_other_grounds: Truth = Truth.UNKNOWN
    why: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One light-weight benchmark of this model and of the reference: bounds of either score, higher being more capable."""

    task: str
    score: tuple[Decimal, Decimal]
    reference: tuple[Decimal, Decimal]
    margin: Decimal = Decimal(0)
    """What is negligible, in the unit of the scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """The claim that for one risk the model is similarly safe or safer than a reference (Appendix 2.2)."""

    risk: str
    reference: str
    same_scenarios: Truth = Truth.UNKNOWN
    benchmarks: tuple[Benchmark, ...] = ()
    no_known_differences: Truth = Truth.UNKNOWN
    margin: str | None = None
    reference_lost_on: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the provider decided (measure 4.2): to proceed or not, when, by whom and why."""

    proceed: bool
    on: date
    by: str
    why: str
    overall: str | None = None
    """How the criteria were used for the overall systemic risk (measure 4.1)."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The register of one model, with who stands behind it and since when."""

    model: str
    who: str | None = None
    when: date | None = None
    risks: tuple[Risk, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    security: Security | None = None
    evaluations: tuple[Evaluation, ...] = ()
    evaluators: tuple[Evaluator, ...] = ()
    search: Search | None = None
    references: tuple[Reference, ...] = ()
    similar: tuple[Similarity, ...] = ()
    decision: Decision | None = None
    place: Place

    def risk(self, risk_id: str) -> Risk | None:
        """Return a risk by id."""
        return next((risk for risk in self.risks if risk.id == risk_id), None)

    @property
    def identified(self) -> tuple[Risk, ...]:
        """The risks that are systemic, or of which that is not decided yet."""
        return tuple(risk for risk in self.risks if risk.identified is not Truth.NO)
