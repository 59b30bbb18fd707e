# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the record of a standard: its states, what it is said to serve, and gaps that nobody names. Rules ADH-MON-060 to 069."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from adhere.codes.code import Code
from adhere.codes.ground import exists
from adhere.kernel.finding import Finding, Place
from adhere.law.library import Law
from adhere.monitoring.rules import rule
from adhere.monitoring.standards import STATES, Served, Standard


def standard_findings(one: Standard, codes: Iterable[Code], law: Law, on: date) -> Iterator[Finding]:
    """Yield everything wrong with the record of a standard."""
    measures = {f"{code.id}:{measure.id}" for code in codes for measure in code.measures}
    for target in one.targets:
        if target.partition(".")[0] in law.article_names and not exists(law, target):
            yield _told(one, "ADH-MON-060", one.place, target=target)
    dated = [step for step in one.steps if step.day is not None]
    for before, after in pairwise(dated):
        late = before.day is not None and after.day is not None and after.day < before.day
        if late or STATES.index(after.state) < STATES.index(before.state):
            yield _told(one, "ADH-MON-061", after.place, before=before.state, after=after.state)
    for step in dated:
        if step.day is not None and step.day > on:
            yield _told(one, "ADH-MON-062", step.place, state=step.state, day=step.day)
    yield from _assessed(one, measures, law)


def _assessed(one: Standard, measures: set[str], law: Law) -> Iterator[Finding]:
    found = one.assessment
    if found is None:
        return
    for served in found.served:
        yield from _served(one, served, measures, law)
    partial = any(served.degree in ("part", "none") for served in found.served)
    if partial and not found.gaps:
        yield _told(one, "ADH-MON-065", found.place)
    steps = [step.day for step in one.steps if step.day is not None and not step.seen]
    if steps and found.on < max(steps):
        yield _told(one, "ADH-MON-066", found.place, on=found.on, changed=max(steps))


def _served(one: Standard, served: Served, measures: set[str], law: Law) -> Iterator[Finding]:
    known = served.target in measures or (served.target.startswith("aia:") and exists(law, served.target))
    if not known:
        yield _told(one, "ADH-MON-063", served.place, target=served.target)
    if served.relation == "replaces" and served.degree != "whole":
        yield _told(one, "ADH-MON-064", served.place, target=served.target)


def _told(one: Standard, rule_id: str, place: Place, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=place, values={"id": one.id, **values})
