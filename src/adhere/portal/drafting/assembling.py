# SPDX-License-Identifier: EUPL-1.2
"""From the rows of a draft to a code as ``adhere.codes`` knows it, so that coverage, differences and quality are told there and not here.

A measure is its title and one requirement for each paragraph of its text. What a clause was numbered in the draft before is told by
the id that stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from adhere.codes.code import (
    Chapter,
    Code,
    Commitment,
    Interest,
    Measure,
    Renumbered,
    ReportingElement,
    Requirement,
    Service,
)
from adhere.codes.drafting import Reason
from adhere.kernel.finding import Place
from adhere.kernel.text import Text
from adhere.law.library import Law
from adhere.portal.drafting.models import Clause, Draft, Wording
from adhere.portal.languages import current
from adhere.portal.wording import text

_BREAK = re.compile(r"\n\s*\n")
_OURS, _SAID = "ours", "official"


@lru_cache(maxsize=1)
def law() -> Law:
    """Return the packaged law; read once for each process."""
    return Law()


def code_of(draft: Draft) -> Code:
    """Return a draft as a code; a published one never changes, so it is put together once for each process."""
    if draft.published is not None:
        return _frozen(draft.pk, str(draft.published))
    return _assembled(draft)


@lru_cache(maxsize=32)
def _frozen(draft: int, published: str) -> Code:
    del published  # a database that was restored may know the number for another draft
    return _assembled(Draft.objects.select_related("work").get(pk=draft))


def wordings(draft: Draft) -> list[Wording]:
    """Return the clauses of a draft in its order, those that are gone left out."""
    return list(Wording.objects.filter(draft=draft, removed=False).select_related("clause").order_by("order"))


def before(draft: Draft) -> Draft | None:
    """Return the draft before."""
    return (
        Draft.objects.select_related("work")
        .filter(work=draft.work, number__lt=draft.number)
        .order_by("-number")
        .first()
    )


def reasons(draft: Draft) -> tuple[Reason, ...]:
    """Return why clauses are not what they were in the draft before, in the language of the page."""
    rows = Wording.objects.filter(draft=draft).exclude(reason_en="").order_by("order")
    return tuple(
        Reason(
            clause=row.number, why=row.reason.in_(current()), place=Place(file=draft.subject, at=row.number)
        )
        for row in rows
    )


def paragraphs(content: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [" ".join(one.split()) for one in _BREAK.split(content.replace("\r\n", "\n")) if one.strip()]


def version_of(draft: Draft) -> str:
    """Return how a draft is called as a version of its code."""
    return f"draft-{draft.number}"


def _assembled(draft: Draft) -> Code:
    rows, work, earlier = wordings(draft), draft.work, before(draft)
    by_kind = {kind: [row for row in rows if row.clause.kind == kind] for kind in Clause.Kind.values}
    elements: dict[int, list[Wording]] = {}
    for row in by_kind[Clause.Kind.ELEMENT]:
        elements.setdefault(row.parent_id or 0, []).append(row)
    return Code(
        id=work.slug,
        version=version_of(draft),
        title=work.title,
        status="draft",
        history=(),
        sources={},
        chapters=tuple(_chapter(row, draft) for row in by_kind[Clause.Kind.CHAPTER]),
        commitments=tuple(_commitment(row) for row in by_kind[Clause.Kind.COMMITMENT]),
        measures=tuple(
            _measure(row, elements.get(row.clause_id, [])) for row in by_kind[Clause.Kind.MEASURE]
        ),
        appendices=(),
        family=work.family,
        succeeds=f"{work.slug}@{version_of(earlier)}" if earlier else None,
        renumbered=_renumbered(rows, earlier) if earlier else (),
        interests=_interests(by_kind[Clause.Kind.MEASURE]),
    )


def _chapter(row: Wording, draft: Draft) -> Chapter:
    place = reverse("drafting:draft", args=[draft.work.slug, draft.number])
    return Chapter(
        id=row.number,
        title=row.title,
        binds=row.text if row.text_en else row.title,
        when="",
        provisions=tuple(row.provisions),
        official=f"{settings.ORIGIN}{place}",
    )


def _commitment(row: Wording) -> Commitment:
    return Commitment(
        id=row.number,
        chapter=row.number.partition("-")[0],
        title=row.title,
        content=_one_line(row.text),
        provisions=tuple(row.provisions),
    )


def _measure(row: Wording, elements: list[Wording]) -> Measure:
    pairs = zip(paragraphs(row.text_en), paragraphs(row.text_nl), strict=False)
    none = Text(row.no_indicator_en, row.no_indicator_nl)
    return Measure(
        id=row.number,
        commitment=row.number.rpartition(".")[0],
        title=row.title,
        grade=_SAID,
        sources=(),
        requires=tuple(Requirement(content=Text(en, nl)) for en, nl in pairs),
        serves=tuple(
            Service(provision=one, rationale=text("drafts.named-by-draft"), grade=_SAID)
            for one in row.provisions
        ),
        elements=tuple(
            ReportingElement(
                id=one.number,
                kind="numeric" if one.unit else "qualitative",
                content=one.title,
                unit=one.unit or None,
            )
            for one in elements
        ),
        no_indicator=none if row.no_indicator_en else None,
    )


def _renumbered(rows: list[Wording], earlier: Draft) -> tuple[Renumbered, ...]:
    was = dict(Wording.objects.filter(draft=earlier, removed=False).values_list("clause_id", "number"))
    pairs = ((was.get(row.clause_id), row.number) for row in rows)
    return tuple(Renumbered(old=old, new=new) for old, new in pairs if old is not None and old != new)


def _interests(measures: list[Wording]) -> tuple[Interest, ...]:
    minded: dict[str, list[str]] = {}
    for row in measures:
        for group in row.minds:
            minded.setdefault(group, []).append(row.number)
    content = text("drafts.minded-by-draft")
    return tuple(
        Interest(group=group, measures=tuple(found), content=content, grade=_OURS)
        for group, found in minded.items()
    )


def _one_line(content: Text) -> Text:
    return Text(" ".join(content.en.split()), " ".join(content.nl.split()))
