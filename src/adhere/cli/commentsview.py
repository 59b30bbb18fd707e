# SPDX-License-Identifier: EUPL-1.2
"""The comments on a draft as a page of text and as JSON: who spoke, and per clause what was said and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.drafting import Draft, StandingComment, by_clause, standing
from adhere.codes.participation import Balance, balance
from adhere.codes.parties import party_name
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.law.store import Store


def comments_page(draft: Draft, language: Language) -> Page:
    """Return the comments as a page: the balance of participants first, then clause by clause."""
    page = Page()
    code = draft.code
    page.title(say("code.comments-title", code=code.title.in_(language)), f"{code.id}, {code.version}")
    if not draft.comments:
        page.paragraph(say("code.comments-none"))
        return page
    who, all_of_them = balance(draft.comments), standing(draft)
    told = {"answered": sum(1 for one in all_of_them if one.answer), "changed": _changed(all_of_them)}
    said, by = counted("code.comments-n", who.comments), counted("code.authors-n", who.authors)
    page.paragraph(say("code.comments-count", comments=said, authors=by, **told))
    _add_balance(page, who, language)
    for group in by_clause(draft):
        page.heading(f"{group.clause.id}  {group.clause.text.in_(language)}")
        page.paragraph(say("code.answered-of", answered=group.answered, comments=len(group.comments)))
        for one in group.comments:
            _add_comment(page, one, language)
    return page


def _changed(comments: Iterable[StandingComment]) -> int:
    return sum(1 for one in comments if one.answer is not None and one.answer.change is not None)


def _add_balance(page: Page, who: Balance, language: Language) -> None:
    page.heading(say("code.balance"))
    rows = [
        (
            share.party.name.in_(language),
            f"{counted('code.comments-n', share.comments)} ({share.percent}%), {counted('code.authors-n', share.authors)}",
        )
        for share in who.shares
    ]
    page.rows(rows, (40, 38))
    if who.absent:
        names = ", ".join(one.name.in_(language) for one in who.absent)
        page.paragraph(say("code.absent", groups=names))
    page.paragraph(say("code.balance-note"))


def _add_comment(page: Page, one: StandingComment, language: Language) -> None:
    comment, answer = one.comment, one.answer
    page.blank()
    day = f", {comment.received.isoformat()}" if comment.received else ""
    page.paragraph(f"{comment.id}, {comment.author}, {party_name(comment.group).in_(language)}{day}")
    page.paragraph(comment.text, indent=2)
    if answer is None:
        page.paragraph(say("code.waits"), indent=2, first="> ")
    elif answer.change is not None:
        told = say("code.led-to", clause=answer.change, reasons=answer.reasons)
        page.paragraph(told, indent=2, first="> ")
    else:
        told = say("code.led-to-nothing", why=answer.no_change or "", reasons=answer.reasons)
        page.paragraph(told, indent=2, first="> ")


def comments_json(
    draft: Draft, findings: Iterable[Finding], law: Store, language: Language
) -> dict[str, Any]:
    """Return every comment with its answer, and the balance of participants."""
    who = balance(draft.comments)
    return head("code-comments", law) | {
        "code": draft.code.id,
        "version": draft.code.version,
        "comments": [_comment(one) for one in standing(draft)],
        "balance": {
            "comments": who.comments,
            "authors": who.authors,
            "groups": [
                {
                    "id": share.party.id,
                    "name": share.party.name.in_(language),
                    "authors": share.authors,
                    "comments": share.comments,
                    "percent": share.percent,
                }
                for share in who.shares
            ],
            "absent": [one.id for one in who.absent],
        },
        "findings": findings_json(findings, language),
    }


def _comment(one: StandingComment) -> dict[str, Any]:
    comment, answer = one.comment, one.answer
    told = (
        {"reasons": answer.reasons, "change": answer.change, "no_change": answer.no_change}
        if answer
        else None
    )
    return {
        "id": comment.id,
        "said_of": comment.clause,
        "clause": one.clause.id if one.clause else None,
        "group": comment.group,
        "author": comment.author,
        "received": comment.received.isoformat() if comment.received else None,
        "source": comment.source,
        "text": comment.text,
        "answer": told,
    }
