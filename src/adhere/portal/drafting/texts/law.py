# SPDX-License-Identifier: EUPL-1.2
"""What a draft covers of the law and how it is as a text, as ``adhere.codes`` tells it; shown, and decided nowhere here. Article 56(2), (4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from adhere.codes.asked import Asked, asked
from adhere.codes.coverage import Coverage, Standing, coverage
from adhere.codes.difference import difference
from adhere.codes.draftchecks import comment_faults, step_faults
from adhere.codes.drafting import Draft as DraftOfCode
from adhere.codes.ground import Obligation
from adhere.codes.quality import quality
from adhere.codes.references import reference_faults
from adhere.kernel.finding import Finding
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.portal.drafting.asking import draft_of, work_of
from adhere.portal.drafting.assembling import before, code_of, law, reasons
from adhere.portal.drafting.comments.reading import as_answers, as_comments
from adhere.portal.drafting.models import Draft
from adhere.portal.pages import page
from adhere.portal.people.asking import allow
from adhere.portal.policy import Action
from adhere.portal.register.asof import as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An obligation, how it stands in a draft, and the measures that serve it."""

    obligation: Obligation
    cited: Text
    standing: Standing
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A provision the code has to cover, in words, and how it stands."""

    asked: Asked
    cited: Text


def found_of(draft: Draft, on: date) -> Coverage:
    """Return the coverage of a draft on a day; that of a published one is worked out once a day for each process."""
    if draft.published is not None:
        return _frozen(draft.pk, str(draft.published), on)
    return coverage(code_of(draft), law(), on)


@lru_cache(maxsize=64)
def _frozen(draft: int, published: str, on: date) -> Coverage:
    del published
    return coverage(code_of(Draft.objects.select_related("work").get(pk=draft)), law(), on)


def rows_of(draft: Draft, on: date) -> list[AskedRow]:
    """Return how each provision that the code has to cover stands."""
    return [
        AskedRow(asked=one, cited=cite(one.provision))
        for one in asked(found_of(draft, on), draft.work.provisions)
    ]


@require_safe
def law_of(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with everything the draft is held against on a day, and how each stands."""
    work = work_of(code)
    draft, on = draft_of(request, work, number), as_of(request)
    found = found_of(draft, on.day)
    rows = [
        Row(
            obligation=one,
            cited=cite(one.provisions[0]),
            standing=found.standing(one),
            measures=found.serving(one),
        )
        for one in found.ground.obligations
    ]
    rows.sort(key=lambda row: row.obligation.kind != "subject")
    return page(
        request,
        "drafting/law.html",
        work=work,
        draft=draft,
        rows=rows,
        asked=rows_of(draft, on.day),
        idle=found.idle,
        first=found.ground.first,
        on=on,
    )


@require_safe
def quality_of(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with what can be told of a draft as a text: objectives, something to check, indicators, interests, vague words."""
    work = work_of(code)
    draft = draft_of(request, work, number)
    return page(request, "drafting/quality.html", work=work, draft=draft, findings=quality(code_of(draft)))


@require_safe
def checks_of(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer the office what is still wrong: in the draft, in the step from the one before, and with comments that wait."""
    allow(request, Action.WRITE_DRAFT)
    work = work_of(code)
    draft = draft_of(request, work, number)
    return page(request, "drafting/checks.html", work=work, draft=draft, findings=faults(draft))


def faults(draft: Draft) -> tuple[Finding, ...]:
    """Return what is wrong with a draft, and with the step to it from the one before."""
    code = code_of(draft)
    own = reference_faults(code, law())
    earlier = before(draft)
    if earlier is None:
        return own
    old = DraftOfCode(
        code=code_of(earlier), comments=as_comments(earlier), answers=as_answers(earlier, draft)
    )
    new = DraftOfCode(code=code, reasons=reasons(draft))
    found = difference(old.code, new.code)
    return (*own, *found.findings, *step_faults(found, old, new), *comment_faults(old))
