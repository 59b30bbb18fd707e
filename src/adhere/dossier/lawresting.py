# SPDX-License-Identifier: EUPL-1.2
"""Everything in the program that names a provision of the law, room by room, as ``law.resting`` takes it.

``law show`` tells it; in a terminal from the index that ``tools/resting.py`` makes of it, since reading all rooms takes a while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import chain

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code, Measure
from adhere.codes.ground import linked
from adhere.codes.wording import clock_text
from adhere.forms.form import Form
from adhere.forms.library import known_forms, versions
from adhere.kernel.text import Text
from adhere.law.figures import figures
from adhere.law.library import Law
from adhere.law.records import Norm
from adhere.law.requirements.catalogue import Catalogue, catalogue
from adhere.law.resting import Cited

ROOMS = (
    "law.texts", "law.layers", "exchange.algoritmekader", "dossier", "models", "forms", "documentation", "exchange", "ledger", "content",
    "content.robots", "content.reservations", "content.summary", "content.complaints", "engine.manifests", "engine.audit", "engine.crawls",
    "codes", "risk", "adherence", "reporting", "monitoring",
)  # fmt: skip
"""The packages that have rules, in the order of docs/en/rules.md."""
_BLANK = re.compile(r"\{\w+\}")


@cache
def cited() -> tuple[Cited, ...]:
    """Return everything that names a provision, in the packaged law, catalogue, codes, forms and rules."""
    kept = catalogue()
    codes = map(code, known_codes())
    forms = chain.from_iterable(map(versions, known_forms()))
    return (
        *_law(kept.law),
        *_requirements(kept),
        *chain.from_iterable(map(_code, codes)),
        *chain.from_iterable(map(_form, forms)),
        *_rules(),
    )


def _law(law: Law) -> Iterator[Cited]:
    norms = {norm.id: norm for article in law.articles() for norm in article.norms}
    for norm in norms.values():
        for provision in norm.provisions:
            yield _norm(norm, provision)
        taken = dict.fromkeys(chain.from_iterable(norms[duty].provisions for duty in norm.disapplies))
        for provision in taken:
            yield replace(_norm(norm, provision), group="exception")
    for criterion in law.criteria.values():
        yield Cited(
            group="criterion",
            id=criterion.id,
            provision=criterion.provision,
            start=criterion.start,
            name=criterion.name,
        )
    for atom in law.atoms.values():
        yield Cited(group="question", id=atom.id, provision=atom.provision, name=atom.question)
    for one in figures():
        yield Cited(
            group="figure",
            id=one.id,
            provision=one.source,
            grade=one.grade,
            start=one.valid_from,
            end=one.valid_until,
            name=one.content,
        )


def _norm(norm: Norm, provision: str) -> Cited:
    return Cited(
        group="record",
        id=norm.id,
        provision=provision,
        kind=norm.kind,
        grade=norm.grade,
        start=norm.text_start,
        end=norm.end,
        name=norm.content,
    )


def _requirements(kept: Catalogue) -> Iterator[Cited]:
    """A requirement is there for as long as the wording of one of its duties is."""
    for one in kept.requirements.values():
        norms = [kept.norms[duty] for duty in one.duties]
        ends = [norm.end for norm in norms]
        named = chain(one.sources, chain.from_iterable(norm.provisions for norm in norms))
        for provision in dict.fromkeys(named):
            yield Cited(
                group="requirement",
                id=one.id,
                provision=provision,
                start=min(norm.text_start for norm in norms),
                end=None if None in ends else max(end for end in ends if end),
                name=one.title,
            )


def _code(whole: Code) -> Iterator[Cited]:
    """A code is there from the day of its version, with the links to subjects of Article 56(2) that are ours."""
    start = date.fromisoformat(whole.version)
    for one in whole.commitments:
        for provision in one.provisions:
            yield Cited(
                group="commitment",
                id=f"{whole.id}:{one.id}",
                provision=provision,
                start=start,
                name=one.title,
            )
    for measure in linked(whole).measures:
        yield from _measure(whole.id, measure, start)


def _measure(code_id: str, measure: Measure, start: date) -> Iterator[Cited]:
    for link in measure.serves:
        one = Cited(
            group="measure",
            id=f"{code_id}:{measure.id}",
            provision=link.provision,
            grade=link.grade,
            reviewed_by=link.reviewed_by,
            start=start,
            name=measure.title,
            why=link.rationale,
        )
        yield one
        for deadline in measure.deadlines:
            bound = clock_text(deadline)
            name = Text(f"{deadline.what.en}: {bound.en}", f"{deadline.what.nl}: {bound.nl}")
            yield replace(one, group="clock", id=f"{code_id}:{deadline.id}", name=name, why=None)


def _form(form: Form) -> Iterator[Cited]:
    end = form.valid_until + timedelta(days=1) if form.valid_until else None
    for provision in form.provisions:
        yield Cited(
            group="form",
            id=form.id,
            provision=provision,
            start=form.valid_from,
            end=end,
            name=form.name,
        )
    for field in form.fields:
        for provision in field.provisions:
            yield Cited(
                group="field",
                id=form.full_id(field),
                provision=provision,
                start=form.valid_from,
                end=end,
                name=field.label,
                why=field.why,
            )


def _rules() -> Iterator[Cited]:
    for room in ROOMS:
        for rule in import_module(f"adhere.{room}.rules").rules():
            if rule.provision is not None:
                yield Cited(
                    group="rule",
                    id=rule.id,
                    provision=rule.provision,
                    kind=rule.severity,
                    name=_told(rule.wrong),
                    why=_told(rule.why),
                )


def _told(wrong: Text) -> Text:
    """Return what a rule says, with dots where a finding fills something in."""
    return Text(_BLANK.sub("…", wrong.en), _BLANK.sub("…", wrong.nl))
