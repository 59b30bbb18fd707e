# SPDX-License-Identifier: EUPL-1.2
"""Safe reference models, and models that are similarly safe or safer: the tests of Appendix 2 and what passing them lifts.

GPAI code, chapter Safety and Security, Appendices 2.1 and 2.2; the day of publication is that of the code's own history.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from adhere.kernel.calendar import Calendar, Period, deadline
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth, Verdict, all_of, any_of
from adhere.risk.register import Benchmark, Reference, Register, Similarity
from adhere.risk.scales import period
from adhere.risk.wording import interval, word


@cache
def published() -> date:
    """Return the day on which the chapter was published."""
    code_id = packaged("adhere.risk", "data/taxonomy.toml")["code"]
    events = packaged("adhere.codes", f"data/{code_id}/code.toml")["event"]
    day: date = next(event["on"] for event in events if event["kind"] == "final")
    return day


def safe_reference(reference: Reference) -> Verdict[Text]:
    """Return whether a model may serve as a safe reference: the three conditions of Appendix 2.1."""
    return all_of((any_of((_before(reference), _processed(reference))), *_rest(reference)))


def _before(reference: Reference) -> Verdict[Text]:
    day = published()
    if reference.placed_on is None:
        return Verdict(Truth.UNKNOWN, (word("reference", "no-day", model=reference.id, day=day),))
    truth = Truth.of(reference.placed_on < day)
    told = word("reference", f"placed-{truth.value}", model=reference.id, on=reference.placed_on, day=day)
    return Verdict(truth, (told,))


def _processed(reference: Reference) -> Verdict[Text]:
    return all_of(
        Verdict(truth, (word("reference", f"{name}-{truth.value}", model=reference.id),))
        for name, truth in (("assessed", reference.assessed), ("report", reference.report_given))
    )


def _rest(reference: Reference) -> Iterator[Verdict[Text]]:
    own = reference.own and reference.visibility is not Truth.NO  # assumed of one's own models
    visible = Truth.YES if own else reference.visibility
    yield Verdict(visible, (word("reference", f"visible-{visible.value}", model=reference.id),))
    grounds = reference.no_other_grounds
    yield Verdict(grounds, (word("reference", f"grounds-{grounds.value}", model=reference.id),))


def similarly_safe(similarity: Similarity, register: Register, on: date) -> Verdict[Text]:
    """Return whether a model is similarly safe or safer than its reference for one risk (Appendix 2.2)."""
    reference = next(
        (
            one
            for one in register.references
            if one.id == similarity.reference and similarity.risk in one.risks
        ),
        None,
    )
    if reference is None:
        told = word("reference", "not-for-risk", model=similarity.reference, risk=similarity.risk)
        return Verdict(Truth.UNKNOWN, (told,))
    scenarios, differences = similarity.same_scenarios, similarity.no_known_differences
    return all_of(
        (
            safe_reference(reference),
            Verdict(scenarios, (word("reference", f"scenarios-{scenarios.value}"),)),
            _scores(similarity),
            Verdict(differences, (word("reference", f"differences-{differences.value}"),)),
            *_lost(similarity, on),
        )
    )


def _scores(similarity: Similarity) -> Verdict[Text]:
    if not similarity.benchmarks:
        return Verdict(Truth.UNKNOWN, (word("reference", "no-benchmarks"),))
    return all_of(map(_score, similarity.benchmarks))


def _score(benchmark: Benchmark) -> Verdict[Text]:
    """Return whether a score is at most that of the reference, but for a negligible margin of error."""
    low, high = benchmark.score
    below, above = (bound + benchmark.margin for bound in benchmark.reference)
    truth = Truth.YES if high <= below else Truth.NO if low > above else Truth.UNKNOWN
    told = word(
        "reference",
        f"score-{truth.value}",
        task=benchmark.task,
        score=interval(low, high),
        reference=interval(*benchmark.reference),
    )
    return Verdict(truth, (told,))


def _lost(similarity: Similarity, on: date) -> Iterator[Verdict[Text]]:
    """A reference that lost its status: for six months the provider may look for another, as the code has it."""
    lost = similarity.reference_lost_on
    if lost is None or lost > on:
        return
    end = deadline(lost, Period.parse(period("reference_lost")), Calendar(name=plain("-")))
    last = lost if end.beyond else end.moved_from or end.day
    truth = Truth.of(on <= last)
    told = word("reference", f"lost-{truth.value}", model=similarity.reference, day=lost, last=last)
    yield Verdict(truth, (told,))


def holds_for_all(register: Register, on: date) -> Verdict[Text]:
    """Return whether the model is similarly safe or safer for every identified risk, as measures 7.6 and 10.2 have it."""
    claims = {one.risk: one for one in register.similar}
    return all_of(
        similarly_safe(claims[risk.id], register, on) if risk.id in claims else _unclaimed(risk.id)
        for risk in register.identified
    )


def for_risk(register: Register, risk_id: str, on: date) -> Verdict[Text]:
    """Return whether the model is similarly safe or safer for one risk; where nobody claims it, it is not."""
    claim = next((one for one in register.similar if one.risk == risk_id), None)
    return similarly_safe(claim, register, on) if claim else _unclaimed(risk_id)


def _unclaimed(risk_id: str) -> Verdict[Text]:
    return Verdict(Truth.NO, (word("reference", "no-claim", risk=risk_id),))
