# SPDX-License-Identifier: EUPL-1.2
"""What is computed beside an assessment: per obligation the measures that serve it, and what asks for a review. Article 56(6) and (8).

The findings are ``adhere.monitoring``'s; whoever assesses decides, and nothing is filled in for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from adhere.codes.catalogue import code
from adhere.codes.code import Code
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.monitoring.adequacy import Adequacy, adequacy
from adhere.monitoring.assessment import Assessments, packaged_assessments
from adhere.monitoring.review import Trigger, Watched, triggers
from adhere.monitoring.standards import packaged_standards
from adhere.portal.norms import law


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A code on a day: how each obligation stands, and the reasons for a review."""

    code: Code
    adequacy: Adequacy
    triggers: tuple[Trigger, ...]

    @property
    def rows(self) -> list[tuple[Text, int, str, tuple[Text, ...]]]:
        """Each obligation with how many measures serve it, the answer, and why."""
        return [
            (cite(one.obligation.provisions[0]), len(one.now), one.verdict.truth.value, one.verdict.reasons)
            for one in self.adequacy.standings
        ]


@lru_cache(maxsize=32)
def facts(code_id: str, on: date) -> Facts:
    """Return what is known of a code on a day; raise UnknownCodeError where there is no such code."""
    found = code(code_id)
    last = Assessments(code=code_id, all=packaged_assessments()).last(on)
    stands = adequacy(found, last, law(), on)
    watched = Watched(adequacy=stands, standards=packaged_standards())
    return Facts(code=found, adequacy=stands, triggers=triggers(found, watched, law(), on))
