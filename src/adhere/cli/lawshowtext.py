# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show`` in a terminal: the records of a provision, what changed, what rests on it in short, questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.law.library import Law
    from adhere.law.records import Change, Norm
    from adhere.law.resting import Resting
    from adhere.law.show import Shown
    from adhere.law.trees import Node


def shown_page(
    law: Law, shown: Shown, spoken: Language, *, rests: Sequence[Resting] = (), notices: Sequence[str] = ()
) -> Page:
    """Return the page of a provision or record."""
    from adhere.cli.lawresting import add_resting, place_name

    page = Page()
    name = place_name(shown.provision, spoken)
    page.title(f"{name[:1].upper()}{name[1:]}", say("on-date", on=shown.on, release=law.release))
    if shown.title.en:
        page.paragraph(shown.title.in_(spoken))
    for notice in notices:
        page.paragraph(notice, first="! ")
    _add_parts(page, shown.parts, spoken)
    for norm in shown.norms:
        _add_norm(page, law, norm, shown.on, spoken)
    if not shown.norms and (shown.gone or shown.coming or shown.changes):
        page.blank()
        page.paragraph(say("no-wording", on=shown.on))
    for change in shown.changes:
        _add_change(page, law, change, shown.on, spoken)
    if shown.gone:
        page.heading(say("gone"))
        _add_others(page, shown.gone, spoken)
    if shown.coming:
        page.heading(say("coming"))
        _add_others(page, shown.coming, spoken)
    add_resting(page, shown, rests)
    if shown.answers:
        page.heading(say("answers"))
        for answer in shown.answers:
            page.paragraph(answer.question.in_(spoken), first="? ")
            page.paragraph(answer.answer.in_(spoken), indent=2)
    return page


def _add_parts(page: Page, parts: Iterable[Node], spoken: Language) -> None:
    for node in parts:
        named = f"  [{node.id}]" if node.id else ""
        text = f"{node.text.in_(spoken)}{named}"
        page.paragraph(text, first="- " if node.id else "", indent=2 * node.depth)


def _add_norm(page: Page, law: Law, norm: Norm, on: date, spoken: Language) -> None:
    page.heading(f"{say(f'kind-{norm.kind}')}  [{norm.id}]")
    page.paragraph(norm.content.in_(spoken))
    page.blank()
    page.rows(list(norm_facts(law, norm, on, spoken)), (14, 64))
    if norm.note:
        page.paragraph(norm.note.in_(spoken), first="! ")


def norm_facts(law: Law, norm: Norm, on: date, spoken: Language) -> Iterator[tuple[str, str]]:
    """Yield who, to whom, from when, under which condition, and how sure; a label is empty where it is that of the line before."""
    from adhere.law.citations import cite

    for name, members in {"holder": norm.holder, "addressee": norm.addressee}.items():
        if members:
            named = (law.roles[role].in_(spoken) if role in law.roles else role for role in members)
            yield say(name), "; ".join(named)
    yield say("applies"), say("never-applied") if norm.never_applied else _period(norm)
    if norm.start > on:
        yield "", say("not-yet")
    if norm.when:
        yield say("when"), law.criteria[norm.when].name.in_(spoken)
    if norm.disapplies:
        places = (f"aia:{duty.partition(':')[2].rpartition('-')[0]}" for duty in norm.disapplies)
        yield say("disapplies"), "; ".join(dict.fromkeys(cite(place).in_(spoken) for place in places))
    yield say("rests-on"), say(f"grade-{norm.grade}")


def _period(norm: Norm) -> str:
    return say("from-until", start=norm.start, end=norm.end) if norm.end else say("from", start=norm.start)


def _add_change(page: Page, law: Law, change: Change, on: date, spoken: Language) -> None:
    act = law.acts[change.by].name.in_(spoken) if change.by in law.acts else change.by
    page.heading(say("changed" if change.on <= on else "will-change", on=change.on, by=act))
    page.paragraph(change.content.in_(spoken))


def _add_others(page: Page, norms: Iterable[Norm], spoken: Language) -> None:
    for norm in norms:
        page.paragraph(said_of(norm, spoken), first="- ")


def said_of(norm: Norm, spoken: Language) -> str:
    """Return what a wording of before or to come says, from when until when, in one line."""
    period = (
        say("from-until", start=norm.text_start, end=norm.end) if norm.end else say("from", start=norm.start)
    )
    return f"{norm.content.in_(spoken)} ({period}) [{norm.id}]"
