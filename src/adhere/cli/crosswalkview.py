# SPDX-License-Identifier: EUPL-1.2
"""The cross-walks of a code on a terminal: all frameworks at a glance, or one of them both ways."""

from __future__ import annotations

from collections.abc import Sequence

from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.code import Code
from adhere.codes.crosswalk import Crosswalk, Framework, ours, statement, type_text
from adhere.codes.wording import grade_text
from adhere.kernel.text import Language


def overview_page(code: Code, walks: Sequence[Crosswalk], language: Language) -> Page:
    """Return every framework with how much of it and of the code has a counterpart."""
    page = Page()
    page.title(say("crosswalk.title", code=code.title), f"{code.id}, {code.version}")
    _add_worth(page, language)
    for one in walks:
        framework = one.framework
        page.heading(framework.title.in_(language))
        page.rows([(say("crosswalk.id"), framework.id), (say("crosswalk.count"), _counts(one))], (14, 64))
    page.blank()
    page.paragraph(say("crosswalk.more", code=code.id))
    return page


def _counts(one: Crosswalk) -> str:
    if one.framework.history:
        return counted("crosswalk.mentions", len(one.framework.mentions))
    if not one.framework.mapped:
        return say("crosswalk.not-mapped")
    met = len(one.framework.items) - len(one.without_part)
    parts = [
        counted("crosswalk.relations", len(one.framework.relations)),
        say("crosswalk.items-met", met=met, of=len(one.framework.items)),
        say(
            "crosswalk.measures-met",
            met=len(one.code.measures) - len(one.without_item),
            of=len(one.code.measures),
        ),
    ]
    return "; ".join(parts)


def framework_page(one: Crosswalk, language: Language) -> Page:
    """Return one framework beside the code, from either side, with what has no counterpart."""
    page, framework = Page(), one.framework
    page.title(framework.title.in_(language), f"{one.code.id}, {one.code.version}")
    _add_worth(page, language, ours_too=not framework.history)
    page.blank()
    page.rows(
        [
            (say("crosswalk.published"), _published(framework)),
            (say("crosswalk.source"), framework.source),
            (say("crosswalk.rests-on"), grade_text(framework.grade).in_(language)),
            (say("crosswalk.licence"), framework.licence.in_(language)),
            (say("crosswalk.note"), framework.note.in_(language)),
        ],
        (14, 64),
    )
    if framework.history:
        _add_mentions(page, one)
    elif framework.mapped:
        _add_parts(page, one, language)
        _add_items(page, one, language)
        _add_missing(page, one)
    return page


def _published(framework: Framework) -> str:
    """Return the day a framework appeared, and its version where that is not the same."""
    return ", ".join(dict.fromkeys((framework.published.isoformat(), framework.version)))


def _add_worth(page: Page, language: Language, *, ours_too: bool = True) -> None:
    page.paragraph(statement().in_(language))
    if ours_too:
        page.paragraph(ours().in_(language))


def _add_parts(page: Page, one: Crosswalk, language: Language) -> None:
    page.heading(say("crosswalk.from-code"))
    order = [
        part.id for group in (one.code.commitments, one.code.measures, one.code.appendices) for part in group
    ]
    for part in sorted(one.by_part, key=order.index):
        page.paragraph(_title(one, part, language), first=f"{part}  ")
        for relation in one.by_part[part]:
            told = f"{type_text(relation.type).in_(language)} {', '.join(relation.items)}: {relation.rationale.in_(language)}"
            page.paragraph(told, indent=2, first="- ")
    if one.through_commitment:
        page.blank()
        page.paragraph(say("crosswalk.through", measures=", ".join(one.through_commitment)))


def _title(one: Crosswalk, part: str, language: Language) -> str:
    groups = (one.code.commitments, one.code.measures, one.code.appendices)
    return next(found.title.in_(language) for group in groups for found in group if found.id == part)


def _add_items(page: Page, one: Crosswalk, language: Language) -> None:
    page.heading(say("crosswalk.from-framework"))
    for item in one.framework.items:
        relations = one.by_item[item.id]
        if relations:
            text = f": {item.content.in_(language)}" if item.content else ""
            parts = ", ".join(relation.source for relation in relations)
            page.paragraph(f"{item.id}{text}", first="- ")
            page.paragraph(parts, indent=2, first="< ")


def _add_missing(page: Page, one: Crosswalk) -> None:
    page.heading(say("crosswalk.missing"))
    for name, ids in (("without-item", one.without_item), ("without-part", one.without_part)):
        page.paragraph(say(f"crosswalk.{name}", ids=", ".join(ids) or say("crosswalk.none")), first="- ")


def _add_mentions(page: Page, one: Crosswalk) -> None:
    page.heading(say("crosswalk.dropped"))
    for said in one.framework.mentions:
        page.paragraph(
            say(
                "crosswalk.mention",
                draft=said.draft,
                text=said.content,
                items="; ".join(said.items),
                now=said.counterpart,
            ),
            first="- ",
        )
