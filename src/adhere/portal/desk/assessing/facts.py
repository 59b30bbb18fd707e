# SPDX-License-Identifier: EUPL-1.2
"""What is computed beside an assessment: per obligation the measures that serve it, and what asks for a review. Article 56(6) and (8).

The findings are ``adhere.monitoring``'s; whoever assesses decides, and nothing is filled in for them. What counts is the last assessment,
be it one that comes with the program or one that was published here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from adhere.codes.catalogue import UnknownCodeError
from adhere.codes.code import Code
from adhere.kernel.finding import Place
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.monitoring import assessment as monitoring
from adhere.monitoring.adequacy import Adequacy, adequacy
from adhere.monitoring.assessment import Assessments, Decision, Opinion, packaged_assessments
from adhere.monitoring.review import Trigger, Watched, triggers
from adhere.monitoring.standards import packaged_standards
from adhere.portal import codes
from adhere.portal.codes import Held
from adhere.portal.desk.models import Assessment
from adhere.portal.drafting.models import ReviewPlan
from adhere.portal.norms import law

OFFICE = "office"
"""By whom an assessment is made that was published here."""


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


def facts_beside(found: Assessment, on: date) -> Facts | None:
    """Return what is known on a day of the version an assessment is about; None where that is not at hand."""
    held = _at_hand(found.code, found.version)
    return facts(held, published_on([found.code]), on) if held is not None else None


def facts(held: Held, published: Iterable[Assessment], on: date) -> Facts:
    """Return what is known of a version of a code on a day; ``published`` are the assessments published here."""
    made = (*packaged_assessments(), *map(_known, published))
    last = Assessments(code=held.code.id, all=made).last(on)
    then = _at_hand(last.code, last.version) if last is not None and last.version else None
    other = then.key if then is not None and then.key != held.key else None
    return _facts(held.key, last, other, on)


def published_on(code_ids: Iterable[str]) -> list[Assessment]:
    """Return the assessments of codes that were published here, the earliest first."""
    rows = Assessment.objects.filter(state=Assessment.State.PUBLISHED, code__in=code_ids)
    return list(rows.select_related("published").order_by("event"))


def planned(known: Sequence[Held], published: Iterable[Assessment]) -> Iterator[tuple[Held, date | None]]:
    """Yield each code with the day by which its review is planned: by its last assessment or where it was drawn up, the earlier of both."""
    days: dict[str, set[date]] = {one.code.id: set() for one in known}
    last = {row.code: row.review for row in published}
    for code_id, due in (
        *last.items(),
        *ReviewPlan.objects.filter(until=None).values_list("work__slug", "due"),
    ):
        if code_id in days and due is not None:
            days[code_id].add(due)
    for one in known:
        yield one, min(days[one.code.id], default=None)


@lru_cache(maxsize=32)
def _facts(key: str, last: monitoring.Assessment | None, then: str | None, on: date) -> Facts:
    found = codes.by_key(key)
    stands = adequacy(found, last, law(), on, codes.by_key(then) if then else None)
    watched = Watched(adequacy=stands, standards=packaged_standards())
    return Facts(code=found, adequacy=stands, triggers=triggers(found, watched, law(), on))


def _at_hand(code_id: str, version: str) -> Held | None:
    with suppress(UnknownCodeError, FileNotFoundError):
        return codes.find(f"{code_id}@{version}")
    return None


def _known(row: Assessment) -> monitoring.Assessment:
    """Return an assessment that was published here as the room of monitoring knows one: a judgement on the code as a whole."""
    assert row.published is not None  # noqa: S101 - it is published
    place = Place(file=row.subject)
    day = timezone.localdate(row.published.since)
    return monitoring.Assessment(
        id=str(row.pk),
        code=row.code,
        version=row.version,
        judgement=row.judgement,  # type: ignore[arg-type]  # the form offers no other
        opinion=Opinion(on=None, judgement=row.opinion, dissent=(row.dissent,) if row.dissent else (), place=place),  # type: ignore[arg-type]
        decision=Decision(kind="adequacy-assessment", by=OFFICE, on=day, place=place),
        published=day,
        review=row.review,
        place=place,
    )  # fmt: skip
