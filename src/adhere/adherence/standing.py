# SPDX-License-Identifier: EUPL-1.2
"""How each measure of a code stands on a date: what is stated of it, what shows that, and what is lacking.

Article 56(5): reports on implementation. The best state is "shown": that evidence lies there and counts on the date, never that the
provider complies. Nothing stated, or nothing that shows it, is not known and no pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from adhere.adherence.scope import Binding, Scope
from adhere.adherence.statement import Adherence, Evidence, Implementation
from adhere.adherence.wording import word
from adhere.codes.code import Code, Measure
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth

State = Literal["shown", "partly", "unmet", "unknown", "not-applicable", "not-bound"]
"""From best to worst, then the two in which there is nothing to show."""
ProofState = Literal["counts", "no-digest", "differs", "gone", "not-yet", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence, and whether it counts on the date."""

    evidence: Evidence
    state: ProofState


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a measure stands as it does; ``key`` is permanent."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        """In words."""
        return word("reason", self.key, **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a measure stands.

    ``done`` is what is stated and shown whether or not the measure binds; ``state`` is the same where it binds or may, which ``bound``
    tells. ``by_alternative`` says that evidence shows another way, which the AI Office judges. ``bindings`` has one entry per model.
    """

    measure: str
    state: State
    done: State
    bound: Truth
    bindings: tuple[Binding, ...]
    implementation: Implementation | None
    proofs: tuple[Proof, ...]
    reasons: tuple[Reason, ...]
    by_alternative: bool = False

    @property
    def shown_by(self) -> tuple[Evidence, ...]:
        """The evidence that counts on the date."""
        return tuple(one.evidence for one in self.proofs if one.state == "counts")

    @property
    def label(self) -> str:
        """How it is told in a word: what is shown, whether or not it binds; another way has a word of its own."""
        return "alternative" if self.by_alternative else self.done

    @property
    def lacking(self) -> bool:
        """Whether there is something to do: the measure binds, or may bind, and is not shown in full."""
        return self.state in ("partly", "unmet", "unknown")


def standings(
    adherence: Adherence, code: Code, scope: Scope, seen: Mapping[str, str | None], on: date
) -> tuple[Standing, ...]:
    """Return how every measure stands, in the order of the code.

    ``seen`` has the digest of each file of evidence as it is now, None for one that cannot be read.
    """
    stated = {one.measure: one for one in adherence.implementations}
    bindings = {one.id: scope.of(one.id) for one in code.commitments}
    return tuple(
        standing(measure, stated.get(measure.id), bindings.get(measure.commitment, ()), seen, on)
        for measure in code.measures
    )


def standing(
    measure: Measure,
    stated: Implementation | None,
    bindings: tuple[Binding, ...],
    seen: Mapping[str, str | None],
    on: date,
) -> Standing:
    """Return how one measure stands."""
    proofs = tuple(_proof(one, seen, on) for one in stated.evidence) if stated else ()
    done, reasons = _done(stated, proofs, bindings, on)
    bound = _bound(bindings)
    counts = any(one.state == "counts" for one in proofs)
    return Standing(
        measure=measure.id,
        state="not-bound" if bound is Truth.NO else done,
        done=done,
        bound=bound,
        bindings=bindings,
        implementation=stated,
        proofs=proofs,
        reasons=(*reasons, Reason(key="binding-unknown")) if bound is Truth.UNKNOWN else reasons,
        by_alternative=bool(stated and stated.status == "alternative" and counts),
    )


def _bound(bindings: Iterable[Binding]) -> Truth:
    """Whether a measure binds for any model."""
    found = {one.bound for one in bindings}
    return next((one for one in (Truth.YES, Truth.UNKNOWN) if one in found), Truth.NO)


def _proof(evidence: Evidence, seen: Mapping[str, str | None], on: date) -> Proof:
    return Proof(evidence=evidence, state=_proof_state(evidence, seen.get(evidence.file), on))


def _proof_state(evidence: Evidence, digest: str | None, on: date) -> ProofState:
    if digest is None:
        return "gone"
    if evidence.sha256 is None:
        return "no-digest"
    if evidence.sha256 != digest:
        return "differs"
    if evidence.effective is not None and on < evidence.effective:
        return "not-yet"
    if evidence.expires is not None and evidence.expires <= on:
        return "expired"
    return "counts"


def _done(
    stated: Implementation | None, proofs: tuple[Proof, ...], bindings: tuple[Binding, ...], on: date
) -> tuple[State, tuple[Reason, ...]]:
    """Return what is stated and shown of a measure, whether or not it binds."""
    if stated is None:
        return "unknown", (Reason(key="nothing-stated"),)
    if stated.status in ("planned", "not-started"):
        return "unmet", (_not_begun(stated, on),)
    if stated.status == "not-applicable":
        return _not_applicable(stated, bindings)
    reasons = (*_shown(stated, proofs), *_not_counting(proofs), *_left_out(stated, bindings))
    if not any(one.state == "counts" for one in proofs) or stated.status == "alternative":
        return "unknown", reasons
    whole = stated.status == "implemented" and not any(_left_out(stated, bindings))
    return "shown" if whole else "partly", reasons


def _not_begun(stated: Implementation, on: date) -> Reason:
    if stated.status == "not-started" or stated.planned_for is None:
        return Reason(key=stated.status)
    key = "planned-passed" if stated.planned_for < on else "planned-for"
    return Reason(key=key, values={"day": stated.planned_for})


def _not_applicable(
    stated: Implementation, bindings: tuple[Binding, ...]
) -> tuple[State, tuple[Reason, ...]]:
    """What is said not to apply, with a reason, is taken as said; without one it is not known."""
    if stated.why is None:
        return "unknown", (Reason(key="not-applicable-unexplained"),)
    if any(one.why == "exempt" and one.bound is Truth.NO for one in bindings):
        return "not-applicable", (Reason(key="exempt", values={"why": stated.why}),)
    return "not-applicable", (Reason(key="not-applicable", values={"why": stated.why}),)


def _shown(stated: Implementation, proofs: tuple[Proof, ...]) -> Iterator[Reason]:
    files = [one.evidence.file for one in proofs if one.state == "counts"]
    if files:
        yield Reason(key=f"{stated.status}-shown", values={"files": ", ".join(dict.fromkeys(files))})
    else:
        yield Reason(key=f"{stated.status}-not-shown")


def _not_counting(proofs: tuple[Proof, ...]) -> Iterator[Reason]:
    for one in proofs:
        if one.state != "counts":
            told = {"file": one.evidence.file, "from": one.evidence.effective, "until": one.evidence.expires}
            yield Reason(key=f"proof-{one.state}", values=told)


def _left_out(stated: Implementation, bindings: tuple[Binding, ...]) -> Iterator[Reason]:
    """Yield that models which are or may be bound are not among those a measure is carried out for."""
    models = [one.model for one in bindings if one.bound is not Truth.NO and one.model not in stated.models]
    if stated.models and models:
        yield Reason(key="models-left-out", values={"models": ", ".join(models)})
