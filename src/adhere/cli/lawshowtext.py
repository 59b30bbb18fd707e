# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show`` in a terminal: the records of a provision, what changed, what rests on it in short, questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.dossier.lawreading.records import norm_facts, place_name, said_of
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
    from adhere.cli.lawresting import add_resting

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
        page.heading(say("lawreading.gone"))
        _add_others(page, shown.gone, spoken)
    if shown.coming:
        page.heading(say("lawreading.coming"))
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
    page.heading(f"{say(f'lawreading.kind-{norm.kind}')}  [{norm.id}]")
    page.paragraph(norm.content.in_(spoken))
    page.blank()
    page.rows(list(norm_facts(law, norm, on, spoken)), (14, 64))
    if norm.note:
        page.paragraph(norm.note.in_(spoken), first="! ")


def _add_change(page: Page, law: Law, change: Change, on: date, spoken: Language) -> None:
    act = law.acts[change.by].name.in_(spoken) if change.by in law.acts else change.by
    page.heading(say(f"lawreading.{'changed' if change.on <= on else 'will-change'}", on=change.on, by=act))
    page.paragraph(change.content.in_(spoken))


def _add_others(page: Page, norms: Iterable[Norm], spoken: Language) -> None:
    for norm in norms:
        page.paragraph(said_of(norm, spoken), first="- ")
