# SPDX-License-Identifier: EUPL-1.2
"""Independent external evaluation: whether it is required for a risk and whether those named qualify.

GPAI code, chapter Safety and Security, Appendix 3.5: required unless the model is similarly safe or safer, or nobody qualified could
be appointed despite an early search and prompt notice. ``missing_rigour`` is on Appendices 3.1, 3.2 and 3.4.
"""

from __future__ import annotations

from datetime import date

from adhere.kernel.calendar import Calendar
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of, any_of
from adhere.risk.reference import for_risk
from adhere.risk.register import Evaluation, Evaluator, Register, Search
from adhere.risk.scales import figure
from adhere.risk.taxonomy import terms
from adhere.risk.wording import word

QUALITIES = ("independent", "expertise", "security", "confidentiality")
"""What an external evaluator has to be or have; the first is what makes it external (glossary)."""
RIGOUR = ("rigour", "elicitation", "resources")
"""The groups of the taxonomy that every evaluation answers."""


def qualified(evaluator: Evaluator) -> Verdict[Text]:
    """Return whether an evaluator is independent and qualified, as far as is stated."""
    return all_of(
        Verdict(truth, (word("evaluator", f"{name}-{truth.value}", evaluator=evaluator.name),))
        for name in QUALITIES
        for truth in (evaluator.answers.get(name, Truth.UNKNOWN),)
    )


def evaluated(register: Register, risk_id: str) -> Verdict[Text]:
    """Return whether a qualified external evaluator is named for a risk."""
    meant = [one for one in register.evaluators if not one.risks or risk_id in one.risks]
    if not meant:
        return Verdict(Truth.NO, (word("evaluator", "nobody", risk=risk_id),))
    return any_of(map(qualified, meant))


def searched(search: Search | None, calendar: Calendar) -> Verdict[Text]:
    """Return whether a search was wide enough to excuse that there is no evaluator."""
    if search is None:
        return Verdict(Truth.NO, (word("evaluator", "no-search"),))
    wanted = int(figure("call_days"))
    least, most = business_days(search.opened, search.closed, calendar)
    enough = Truth.YES if least >= wanted else Truth.NO if most < wanted else Truth.UNKNOWN
    told = word("evaluator", f"call-{enough.value}", days=most, wanted=wanted)
    prompt = word("evaluator", f"prompt-{search.prompt.value}")
    return all_of((Verdict(enough, (told,)), Verdict(search.prompt, (prompt,))))


def external_in_order(register: Register, risk_id: str, on: date, calendar: Calendar) -> Verdict[Text]:
    """Return whether Appendix 3.5 is met for a risk: by an evaluator, or by one of the two reasons to have none."""
    ways = (
        evaluated(register, risk_id),
        for_risk(register, risk_id, on),
        searched(register.search, calendar),
    )
    return any_of(ways)


def missing_rigour(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the ids of the items of Appendices 3.1, 3.2 and 3.4 of which nothing is said."""
    return tuple(name for name in terms(*RIGOUR) if name not in evaluation.answers)


def business_days(first: date, last: date, calendar: Calendar) -> tuple[int, int]:
    """Return how many days are working days, surely and at most, both ends included; a year is looked at, no more."""
    days = range(first.toordinal(), min(last.toordinal(), first.toordinal() + 366) + 1)
    found = [calendar.is_working_day(date.fromordinal(day)) for day in days]
    return found.count(Truth.YES), len(found) - found.count(Truth.NO)
