# SPDX-License-Identifier: EUPL-1.2
"""The one-third rule: whether a modification is large enough to make whoever made it a provider.

Commission guidelines on providers of general-purpose AI models, section 3.2: more than one third of the training compute
of the original, with a figure in its place only where that compute is neither known nor can be estimated. Indicative, not
conclusive: what decides is whether generality, capabilities or systemic risk change significantly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import EXACT, Quantity
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth
from adhere.law.figures import Figure, figure
from adhere.models.compute.notes import note
from adhere.models.compute.shown import joined, written
from adhere.models.facts import Fact, Facts

SHARE = "figure:modification-share"
FALLBACK_SYSTEMIC = "figure:modification-fallback-systemic"
FALLBACK_OTHER = "figure:modification-fallback-other"
RANK = 60
INPUTS = (
    "modification.compute",
    "modification.original_compute",
    "modification.original_compute_unknowable",
    "modification.original_systemic_risk",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification:
    """Whether the rule is met, the figures of the guidelines it was measured with, and why, in words."""

    truth: Truth
    figures: tuple[Figure, ...]
    reasons: tuple[Text, ...]


def one_third_rule(
    modification: Quantity, original: Quantity | None, original_systemic: Truth, on: date | None = None
) -> Modification:
    """Return whether the modification takes more than the share of the original's training compute.

    Both quantities in FLOP; ``original`` None, or without bounds, where its compute is neither known nor can be
    estimated. Raise LookupError for a day on which the guidelines give no share.
    """
    share = figure(SHARE, on)
    if original is not None and (original.low is not None or original.high is not None):
        truth = _exceeds_share(modification, original, share)
        reason = _reason("one-third-known", truth, share, modification, original)
        return Modification(truth=truth, figures=(share,), reasons=(reason,))
    fallbacks = _fallbacks(original_systemic, on)
    originals = [Quantity.exactly(fallback.number, fallback.unit) for fallback in fallbacks]
    truths = [_exceeds_share(modification, stand_in, share) for stand_in in originals]
    truth = truths[0] if len(set(truths)) == 1 else Truth.UNKNOWN
    reasons = [
        _reason("one-third-fallback", one, share, modification, stand_in)
        for one, stand_in in zip(truths, originals, strict=True)
    ]
    if original_systemic is Truth.UNKNOWN:
        reasons.append(note("one-third-status-unknown"))
    return Modification(truth=truth, figures=(share, *fallbacks), reasons=tuple(reasons))


def derive_modification(facts: Facts, on: date | None = None) -> Fact | None:
    """Return whether a modification is above the share, as a fact; None where it cannot be said.

    A figure stands in for the original's compute only where someone said that it can be neither known nor estimated.
    """
    modification, original = (
        _stated(facts, "modification.compute"),
        _stated(facts, "modification.original_compute"),
    )
    unknowable = facts.value("modification.original_compute_unknowable")
    if modification is None or (original is None and unknowable is not True):
        return None
    systemic = facts.value("modification.original_systemic_risk")
    status = Truth.of(systemic if isinstance(systemic, bool) else None)
    try:
        found = one_third_rule(modification, original, status, on)
    except LookupError:  # before the day the guidelines count from there is no such rule
        return None
    if found.truth is Truth.UNKNOWN:
        return None
    inputs = [fact for fact_id in INPUTS if (fact := facts.get(fact_id)) is not None]
    return Fact(
        id="modification.above_one_third",
        value=found.truth is Truth.YES,
        basis=Basis.DERIVED,
        sources=tuple(dict.fromkeys(source for fact in inputs for source in fact.sources)),
        rank=RANK,
        note=joined(found.reasons),
    )


def _stated(facts: Facts, fact_id: str) -> Quantity | None:
    value = facts.value(fact_id)
    return value if isinstance(value, Quantity) else None


def _fallbacks(systemic: Truth, on: date | None) -> tuple[Figure, ...]:
    names = {Truth.YES: (FALLBACK_SYSTEMIC,), Truth.NO: (FALLBACK_OTHER,)}
    return tuple(figure(name, on) for name in names.get(systemic, (FALLBACK_SYSTEMIC, FALLBACK_OTHER)))


def _exceeds_share(modification: Quantity, original: Quantity, share: Figure) -> Truth:
    """Compare m > (a / b) o as b x m > a x o, so that one third stays exact."""
    part, whole = Decimal(share.value.numerator), Decimal(share.value.denominator)
    with localcontext(EXACT):
        if _above(modification.low, original.high, part, whole):
            return Truth.YES
        if modification.high is not None and original.low is not None:
            return Truth.UNKNOWN if _above(modification.high, original.low, part, whole) else Truth.NO
    return Truth.UNKNOWN


def _above(modification: Decimal | None, original: Decimal | None, part: Decimal, whole: Decimal) -> bool:
    return modification is not None and original is not None and modification * whole > original * part


def _reason(name: str, truth: Truth, share: Figure, modification: Quantity, original: Quantity) -> Text:
    verdict = note(f"one-third-{truth}", share=share.value)
    return note(name, verdict=verdict, modification=written(modification), original=written(original))
