# SPDX-License-Identifier: EUPL-1.2
"""Whether a code is due for review, and why: its age, changed law, new standards, objectives not achieved, coverage that fell.

Article 56(8): codes are reviewed and adapted, above all in the light of new standards. The interval is ours (``data/review.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.codes.code import Code
from adhere.codes.ground import parents
from adhere.documentation.periods import plain_end
from adhere.kernel.calendar import Period, spoken
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.monitoring.adequacy import Adequacy
from adhere.monitoring.objectives import Objective
from adhere.monitoring.standards import Standard, state_text
from adhere.monitoring.words import word

Reason = Literal["age", "law", "standard", "objective", "coverage", "review-date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One reason to review; ``day`` is when it arose or will. Not ``due`` is a reason that still lies ahead."""

    reason: Reason
    day: date | None
    due: bool
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a review looks at beside the code itself."""

    adequacy: Adequacy
    standards: tuple[Standard, ...] = ()
    objectives: tuple[Objective, ...] = ()


def interval() -> tuple[Period, Text]:
    """Return after how long a code is due for review, and why then."""
    record = packaged("adhere.monitoring", "data/review.toml")["interval"]
    return Period.parse(record["length"]), text_of(record["reason"])


def final_day(code: Code) -> date | None:
    """Return the day of the version: of its final text, or what the version itself says; None where neither tells."""
    final = [event.on for event in code.history if event.kind == "final"]
    if final:
        return max(final)
    try:
        return date.fromisoformat(code.version)
    except ValueError:
        return None


def triggers(code: Code, watched: Watched, law: Law, on: date) -> tuple[Trigger, ...]:
    """Return the reasons for a review on a date, those that are due first."""
    day = final_day(code)
    found = [*_coverage(watched.adequacy), *_objectives(watched.objectives, on)]
    if day is not None:
        found += [
            *_age(day, on),
            *_law(code, law, day, on),
            *_standards(watched.standards, day, on),
        ]
    assessment = watched.adequacy.assessment
    if assessment is not None and assessment.review is not None:
        told = word("review", "review-date", day=spoken(assessment.review))
        found.append(
            Trigger(reason="review-date", day=assessment.review, due=assessment.review <= on, text=told)
        )
    return tuple(sorted(found, key=lambda one: (not one.due, one.day or on, one.reason)))


def _age(day: date, on: date) -> Iterator[Trigger]:
    length, reason = interval()
    end = plain_end(day, length)
    if end is not None:
        told = word("review", "age", since=spoken(day), length=length.label, end=spoken(end), reason=reason)
        yield Trigger(reason="age", day=end, due=end <= on, text=told)


def _law(code: Code, law: Law, day: date, on: date) -> Iterator[Trigger]:
    """Changes of what the code serves, and of the article on codes itself."""
    serves = {link.provision for one in code.measures for link in one.serves}
    articles = {name.partition(".")[0] for name in serves if name.startswith("aia:")} | {"aia:art-56"}
    for article in sorted(articles & {*law.article_names}):
        for change in law.article(article).changes:
            touches = article == "aia:art-56" or any(_meets(name, serves) for name in change.provisions)
            if touches and day < change.on <= on:
                provisions = [cite(name) for name in change.provisions]
                told = word("review", "law", day=spoken(change.on), provisions=_joined(provisions))
                yield Trigger(reason="law", day=change.on, due=True, text=told)


def _meets(provision: str, served: set[str]) -> bool:
    return any(provision in parents(name) or name in parents(provision) for name in served)


def _standards(standards: Iterable[Standard], day: date, on: date) -> Iterator[Trigger]:
    for one in standards:
        for step in one.changed(day, on):
            told = word(
                "review", "standard", id=one.id, state=state_text(step.state), day=spoken(step.day or on)
            )
            yield Trigger(reason="standard", day=step.day, due=True, text=told)


def _objectives(objectives: Iterable[Objective], on: date) -> Iterator[Trigger]:
    for one in objectives:
        if one.verdict.truth is Truth.NO:
            short = ", ".join(share.measure for share in one.verdict.reasons)
            told = word(
                "review", "objective", commitment=one.commitment.id, period=one.period, measures=short
            )
            yield Trigger(reason="objective", day=on, due=True, text=told)


def _coverage(found: Adequacy) -> Iterator[Trigger]:
    for one in found.standings:
        if one.basis in ("weaker", "lost"):
            told = word(
                "review",
                f"coverage-{one.basis}",
                obligation=cite(one.obligation.provisions[0]),
                measures=", ".join(one.gone),
            )
            yield Trigger(reason="coverage", day=found.on, due=True, text=told)


def _joined(names: Iterable[Text]) -> Text:
    listed = list(names)
    return Text(", ".join(one.en for one in listed), ", ".join(one.nl for one in listed))
